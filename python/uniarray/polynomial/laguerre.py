"""Laguerre series (``numpy.polynomial.laguerre``): coefficients of the polynomials L."""

from .._core import array
from ._classes import Laguerre
from ._kinds import LAGUERRE as _kind
from .polyutils import trimcoef

__all__ = [
    "Laguerre",
    "lag2poly",
    "lagadd",
    "lagcompanion",
    "lagder",
    "lagdiv",
    "lagdomain",
    "lagfit",
    "lagfromroots",
    "laggauss",
    "laggrid2d",
    "laggrid3d",
    "lagint",
    "lagline",
    "lagmul",
    "lagmulx",
    "lagone",
    "lagpow",
    "lagroots",
    "lagsub",
    "lagtrim",
    "lagval",
    "lagval2d",
    "lagval3d",
    "lagvalnd",
    "lagvander",
    "lagvander2d",
    "lagvander3d",
    "lagweight",
    "lagx",
    "lagzero",
    "poly2lag",
]

lagdomain = array(_kind.domain)
lagzero, lagone, lagx = array([0]), array([1]), array(_kind.x)
lagtrim = trimcoef
lag2poly, poly2lag = _kind.topoly, _kind.frompoly
lagline, lagfromroots = _kind.line, _kind.fromroots
lagadd, lagsub, lagmul, lagmulx = _kind.add, _kind.sub, _kind.mul, _kind.mulx
lagdiv, lagpow = _kind.div, _kind.pow
lagder, lagint = _kind.der, _kind.int
lagval, lagvalnd, lagval2d, lagval3d = _kind.val, _kind.valnd, _kind.val2d, _kind.val3d
laggrid2d, laggrid3d = _kind.grid2d, _kind.grid3d
lagvander, lagvander2d, lagvander3d = _kind.vander, _kind.vander2d, _kind.vander3d
lagcompanion, lagroots = _kind.companion, _kind.roots
lagfit, laggauss, lagweight = _kind.fit, _kind.gauss, _kind.weight
