"""Legendre series (``numpy.polynomial.legendre``): coefficients of the polynomials P."""

from .._core import array
from ._classes import Legendre
from ._kinds import LEGENDRE as _kind
from .polyutils import trimcoef

__all__ = [
    "Legendre",
    "leg2poly",
    "legadd",
    "legcompanion",
    "legder",
    "legdiv",
    "legdomain",
    "legfit",
    "legfromroots",
    "leggauss",
    "leggrid2d",
    "leggrid3d",
    "legint",
    "legline",
    "legmul",
    "legmulx",
    "legone",
    "legpow",
    "legroots",
    "legsub",
    "legtrim",
    "legval",
    "legval2d",
    "legval3d",
    "legvalnd",
    "legvander",
    "legvander2d",
    "legvander3d",
    "legweight",
    "legx",
    "legzero",
    "poly2leg",
]

legdomain = array(_kind.domain)
legzero, legone, legx = array([0]), array([1]), array(_kind.x)
legtrim = trimcoef
leg2poly, poly2leg = _kind.topoly, _kind.frompoly
legline, legfromroots = _kind.line, _kind.fromroots
legadd, legsub, legmul, legmulx = _kind.add, _kind.sub, _kind.mul, _kind.mulx
legdiv, legpow = _kind.div, _kind.pow
legder, legint = _kind.der, _kind.int
legval, legvalnd, legval2d, legval3d = _kind.val, _kind.valnd, _kind.val2d, _kind.val3d
leggrid2d, leggrid3d = _kind.grid2d, _kind.grid3d
legvander, legvander2d, legvander3d = _kind.vander, _kind.vander2d, _kind.vander3d
legcompanion, legroots = _kind.companion, _kind.roots
legfit, leggauss, legweight = _kind.fit, _kind.gauss, _kind.weight
