"""Polynomials whose coefficients stand in the order of rising powers (``numpy.polynomial``).

Of NumPy's kinds of series there are those of powers.

>>> from uniarray.polynomial import Polynomial
>>> Polynomial([1, 2, 3])(2.0)
np.float64(17.0)
"""

from . import polynomial, polyutils
from ._power_series import Polynomial

__all__ = ["Polynomial", "polynomial", "polyutils"]
