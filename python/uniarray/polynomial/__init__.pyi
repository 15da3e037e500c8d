"""Polynomials and series of orthogonal polynomials (``numpy.polynomial``)."""

from . import chebyshev, hermite, hermite_e, laguerre, legendre, polynomial, polyutils
from ._classes import Chebyshev, Hermite, HermiteE, Laguerre, Legendre, Polynomial
from ._writing import set_default_printstyle

__all__ = [
    "Chebyshev",
    "Hermite",
    "HermiteE",
    "Laguerre",
    "Legendre",
    "Polynomial",
    "chebyshev",
    "hermite",
    "hermite_e",
    "laguerre",
    "legendre",
    "polynomial",
    "polyutils",
    "set_default_printstyle",
]
