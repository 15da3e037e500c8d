"""Hermite series (``numpy.polynomial.hermite``): coefficients of the polynomials H that belong to exp(-x**2)."""

from .._core import array
from ._classes import Hermite
from ._kinds import HERMITE as _kind
from .polyutils import trimcoef

__all__ = [
    "Hermite",
    "herm2poly",
    "hermadd",
    "hermcompanion",
    "hermder",
    "hermdiv",
    "hermdomain",
    "hermfit",
    "hermfromroots",
    "hermgauss",
    "hermgrid2d",
    "hermgrid3d",
    "hermint",
    "hermline",
    "hermmul",
    "hermmulx",
    "hermone",
    "hermpow",
    "hermroots",
    "hermsub",
    "hermtrim",
    "hermval",
    "hermval2d",
    "hermval3d",
    "hermvalnd",
    "hermvander",
    "hermvander2d",
    "hermvander3d",
    "hermweight",
    "hermx",
    "hermzero",
    "poly2herm",
]

hermdomain = array(_kind.domain)
hermzero, hermone, hermx = array([0]), array([1]), array(_kind.x)
hermtrim = trimcoef
herm2poly, poly2herm = _kind.topoly, _kind.frompoly
hermline, hermfromroots = _kind.line, _kind.fromroots
hermadd, hermsub, hermmul, hermmulx = _kind.add, _kind.sub, _kind.mul, _kind.mulx
hermdiv, hermpow = _kind.div, _kind.pow
hermder, hermint = _kind.der, _kind.int
hermval, hermvalnd, hermval2d, hermval3d = _kind.val, _kind.valnd, _kind.val2d, _kind.val3d
hermgrid2d, hermgrid3d = _kind.grid2d, _kind.grid3d
hermvander, hermvander2d, hermvander3d = _kind.vander, _kind.vander2d, _kind.vander3d
hermcompanion, hermroots = _kind.companion, _kind.roots
hermfit, hermgauss, hermweight = _kind.fit, _kind.gauss, _kind.weight
