"""Chebyshev series (``numpy.polynomial.chebyshev``): coefficients of the polynomials of the first kind, T."""

from .._core import array
from ._classes import Chebyshev
from ._kinds import CHEBYSHEV as _kind
from .polyutils import trimcoef

__all__ = [
    "Chebyshev",
    "cheb2poly",
    "chebadd",
    "chebcompanion",
    "chebder",
    "chebdiv",
    "chebdomain",
    "chebfit",
    "chebfromroots",
    "chebgauss",
    "chebgrid2d",
    "chebgrid3d",
    "chebint",
    "chebinterpolate",
    "chebline",
    "chebmul",
    "chebmulx",
    "chebone",
    "chebpow",
    "chebpts1",
    "chebpts2",
    "chebroots",
    "chebsub",
    "chebtrim",
    "chebval",
    "chebval2d",
    "chebval3d",
    "chebvalnd",
    "chebvander",
    "chebvander2d",
    "chebvander3d",
    "chebweight",
    "chebx",
    "chebzero",
    "poly2cheb",
]

chebdomain = array(_kind.domain)
chebzero, chebone, chebx = array([0]), array([1]), array(_kind.x)
chebtrim = trimcoef
cheb2poly, poly2cheb = _kind.topoly, _kind.frompoly
chebline, chebfromroots = _kind.line, _kind.fromroots
chebadd, chebsub, chebmul, chebmulx = _kind.add, _kind.sub, _kind.mul, _kind.mulx
chebdiv, chebpow = _kind.div, _kind.pow
chebder, chebint = _kind.der, _kind.int
chebval, chebvalnd, chebval2d, chebval3d = _kind.val, _kind.valnd, _kind.val2d, _kind.val3d
chebgrid2d, chebgrid3d = _kind.grid2d, _kind.grid3d
chebvander, chebvander2d, chebvander3d = _kind.vander, _kind.vander2d, _kind.vander3d
chebcompanion, chebroots = _kind.companion, _kind.roots
chebfit, chebgauss, chebweight = _kind.fit, _kind.gauss, _kind.weight
chebinterpolate, chebpts1, chebpts2 = _kind.interpolate, _kind.pts1, _kind.pts2
