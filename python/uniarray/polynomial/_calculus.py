"""Derivatives and antiderivatives of the kinds of series."""

from .._axes import axis_index
from .._core import array, asarray, zeros
from .._views import moveaxis
from .polyutils import as_integer

__all__ = ["Calculus", "first_axis"]


def first_axis(c, axis):
    """Coefficients as floating-point numbers in an array of their own, with an axis in front."""
    c = array(c, ndmin=1, copy=True)
    if c.dtype.kind in "biu":
        c = c + 0.0
    return moveaxis(c, axis_index(as_integer(axis, "the axis"), c.ndim), 0)


class Calculus:
    """Functions of coefficients for a kind of series, which is given by its antiderivatives (see ``Kind``)."""

    def der(self, c, m=1, scl=1, axis=0):
        """The derivative of a series.

        Parameters
        ----------
        c : array_like
        m : int
            How many times to derive.
        scl : number
            By what each derivative is multiplied.
        axis : int

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebder((1, 2, 3, 4))
        array([14., 12., 24.])
        """
        times = as_integer(m, "the order of derivation")
        if times < 0:
            raise ValueError("The order of derivation must be non-negative")
        c = first_axis(c, axis)
        if times >= len(c):
            c = c[:1] * 0
        else:
            for _ in range(times):
                c = self._derivative(c * scl)
        return moveaxis(c, 0, axis)

    def _derivative(self, c):
        """The series of which `c` is the antiderivative: its coefficients follow from the highest one down."""
        result = zeros((len(c) + 1, *c.shape[1:]), c.dtype)
        for degree in reversed(range(1, len(c))):
            rest = c[degree] - self.rise_same(degree) * result[degree]
            rest = rest - self.rise_down(degree + 1) * result[degree + 1]
            result[degree - 1] = self.over_rise_up(rest, degree - 1)
        return result[: len(c) - 1]

    def int(self, c, m=1, k=(), lbnd=0, scl=1, axis=0):
        """The antiderivative of a series.

        Parameters
        ----------
        c : array_like
        m : int
            How many times to integrate.
        k : sequence of numbers
            Values of the antiderivatives at `lbnd`; zeros where none are given.
        lbnd : number
            The lower bound.
        scl : number
            By what each antiderivative is multiplied before its constant is added.
        axis : int

        Examples
        --------
        >>> import uniarray as np
        >>> np.polynomial.chebyshev.chebint((1, 2, 3))
        array([ 0.5, -0.5,  0.5,  0.5])
        """
        times = as_integer(m, "the order of integration")
        constants = list(k) if hasattr(k, "__iter__") else [k]
        if times < 0:
            raise ValueError("The order of integration must be non-negative")
        if len(constants) > times:
            raise ValueError("Too many integration constants")
        if asarray(lbnd).ndim != 0:
            raise ValueError("lbnd must be a scalar.")
        if asarray(scl).ndim != 0:
            raise ValueError("scl must be a scalar.")
        c = first_axis(c, axis)
        for constant in constants + [0] * (times - len(constants)):
            c = c * scl
            if len(c) == 1 and not c[0].any():
                c[0] += constant
                continue
            c = self._antiderivative(c)
            c[0] += constant - self.val(lbnd, c)
        return moveaxis(c, 0, axis)

    def _antiderivative(self, c):
        result = zeros((len(c) + 1, *c.shape[1:]), c.dtype)
        result[0] = c[0] * 0
        for degree in range(len(c)):
            result[degree + 1] += c[degree] / self.over_rise_up(1, degree)
            result[degree] += c[degree] * self.rise_same(degree)
            if degree:
                result[degree - 1] += c[degree] * self.rise_down(degree)
        return result
