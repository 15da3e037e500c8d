"""Hermite series (``numpy.polynomial.hermite_e``): coefficients of the polynomials He that belong to exp(-x**2 / 2)."""

from .._core import array
from ._classes import HermiteE
from ._kinds import HERMITE_E as _kind
from .polyutils import trimcoef

__all__ = [
    "HermiteE",
    "herme2poly",
    "hermeadd",
    "hermecompanion",
    "hermeder",
    "hermediv",
    "hermedomain",
    "hermefit",
    "hermefromroots",
    "hermegauss",
    "hermegrid2d",
    "hermegrid3d",
    "hermeint",
    "hermeline",
    "hermemul",
    "hermemulx",
    "hermeone",
    "hermepow",
    "hermeroots",
    "hermesub",
    "hermetrim",
    "hermeval",
    "hermeval2d",
    "hermeval3d",
    "hermevalnd",
    "hermevander",
    "hermevander2d",
    "hermevander3d",
    "hermeweight",
    "hermex",
    "hermezero",
    "poly2herme",
]

hermedomain = array(_kind.domain)
hermezero, hermeone, hermex = array([0]), array([1]), array(_kind.x)
hermetrim = trimcoef
herme2poly, poly2herme = _kind.topoly, _kind.frompoly
hermeline, hermefromroots = _kind.line, _kind.fromroots
hermeadd, hermesub, hermemul, hermemulx = _kind.add, _kind.sub, _kind.mul, _kind.mulx
hermediv, hermepow = _kind.div, _kind.pow
hermeder, hermeint = _kind.der, _kind.int
hermeval, hermevalnd, hermeval2d, hermeval3d = _kind.val, _kind.valnd, _kind.val2d, _kind.val3d
hermegrid2d, hermegrid3d = _kind.grid2d, _kind.grid3d
hermevander, hermevander2d, hermevander3d = _kind.vander, _kind.vander2d, _kind.vander3d
hermecompanion, hermeroots = _kind.companion, _kind.roots
hermefit, hermegauss, hermeweight = _kind.fit, _kind.gauss, _kind.weight
