"""Variance and standard deviation."""

import warnings

from ._axes import axis_tuple
from ._core import add, asarray, conjugate, divide, maximum, multiply, sqrt, subtract, true_divide
from ._core import ndarray as _ndarray
from ._subclasses import as_any

__all__ = ["std", "var"]

_ABSENT = object()


def _count(a, axes, where):
    """How many elements there are along the axes: an int, or an array with the axes kept where a mask chooses."""
    if where is True:
        count = 1
        for axis in axes:
            count *= a.shape[axis]
        return count
    chosen = asarray(where)
    return (chosen & asarray(True).reshape((1,) * a.ndim)._broadcast_to(a.shape)).sum(
        axis=axes, dtype="int64", keepdims=True
    )


def _squares(a, axes, dtype, out, ddof, keepdims, where, mean):
    """Sums of squared distances to the mean over as many as there are less `ddof`, and the class of the result."""
    count = _count(a, axes, where)
    freedom = subtract(count, ddof)
    if asarray(freedom <= 0).any():
        warnings.warn("Degrees of freedom <= 0 for slice", RuntimeWarning, stacklevel=5)
    if dtype is None and a.dtype.kind in "iub":
        dtype = "float64"
    chosen = {} if where is True else {"where": where}
    if mean is None:
        total = as_any(a.sum(axis=axes, dtype=dtype, keepdims=True, **chosen))
        # In place: the mean keeps the dtype of the sum.
        mean = true_divide(total, count, out=total, casting="unsafe")
    away = as_any(subtract(a, mean))
    if away.dtype.kind == "c":
        away = as_any(away.real * away.real + away.imag * away.imag)
    elif away.dtype.kind == "O":
        away = multiply(away, conjugate(away)).real
    else:
        away = as_any(multiply(away, away, out=away))
    squares = away.sum(axis=axes, dtype=dtype, out=out, keepdims=keepdims, **chosen)
    if where is not True and not keepdims:
        freedom = asarray(freedom).reshape(asarray(squares).shape)
    freedom = maximum(freedom, 0)
    if isinstance(squares, _ndarray):
        return true_divide(squares, freedom, out=squares, casting="unsafe")
    if a.dtype.kind == "O":
        return squares / freedom
    # As an array it is cast like any other.
    return asarray(squares / freedom).astype(squares.dtype)[()]


def _arguments(a, axis, ddof, where, mean, correction):
    a = as_any(a)
    if correction is not _ABSENT and correction is not None:
        if ddof != 0:
            raise ValueError("ddof and correction can't be provided simultaneously.")
        ddof = correction
    where = True if where is _ABSENT else where
    mean = None if mean is _ABSENT else mean
    return a, axis_tuple(axis, a.ndim, "duplicate value in 'axis'"), ddof, where, mean


def mean_of_derived(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True):
    """The method `mean` of arrays of derived classes: a sum and a quotient, in which the class has a say."""
    counted = _count(a, axis_tuple(axis, a.ndim, "duplicate value in 'axis'"), where)
    if asarray(counted == 0).any():
        warnings.warn("Mean of empty slice.", RuntimeWarning, stacklevel=2)
    if dtype is None and a.dtype.kind in "biu":
        dtype = "f8"
    total = add.reduce(a, axis=axis, dtype=dtype, out=out, keepdims=keepdims, where=where)
    if where is not True and not keepdims:
        counted = counted.reshape(total.shape)
    if isinstance(total, _ndarray):
        return divide(total, counted, out=total, casting="unsafe")
    return total.dtype.type(total / counted) if hasattr(total, "dtype") else total / counted


def method_var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    """The method of arrays."""
    a, axes, ddof, where, mean = _arguments(a, axis, ddof, where, mean, correction)
    return _squares(a, axes, dtype, out, ddof, keepdims, where, mean)


def _root(square):
    """The square root of a number, in its dtype; Python's numbers, of arrays of objects, have none."""
    root = sqrt(square)
    if getattr(square, "dtype", root.dtype) == root.dtype:
        return root
    # As an array it is cast like any other: NaN have no conversion to integers.
    return asarray(root).astype(square.dtype)[()]


def method_std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    """The method of arrays."""
    a, axes, ddof, where, mean = _arguments(a, axis, ddof, where, mean, correction)
    squares = _squares(a, axes, dtype, out, ddof, keepdims, where, mean)
    if isinstance(squares, _ndarray):
        return sqrt(squares, out=squares)
    return _root(squares)


def var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=_ABSENT, mean=_ABSENT, correction=_ABSENT):
    """The variance: the mean of the squared distances to the mean.

    Parameters
    ----------
    axis : int or tuple of int, optional
        Along which axes; all by default.
    dtype : dtype, optional
        In which to calculate; float64 by default for integers.
    ddof, correction : int or float
        What is taken off the number of elements by which the sum is divided; two names for one thing.
    where : array_like of bool, optional
        Which elements count.
    mean : array_like, optional
        The mean if it is known, with the axes kept.

    Examples
    --------
    >>> import uniarray as np
    >>> np.var([1, 2, 3, 4])
    np.float64(1.25)
    >>> np.var([[1, 2], [3, 6]], axis=1, ddof=1)
    array([0.5, 4.5])
    """
    a, axes, ddof, where, mean = _arguments(a, axis, ddof, where, mean, correction)
    return _squares(a, axes, dtype, out, ddof, keepdims, where, mean)


def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=_ABSENT, mean=_ABSENT, correction=_ABSENT):
    """The standard deviation: the square root of the variance. See `var` for the parameters.

    Examples
    --------
    >>> import uniarray as np
    >>> np.std([1, 3, 1, 3])
    np.float64(1.0)
    """
    a, axes, ddof, where, mean = _arguments(a, axis, ddof, where, mean, correction)
    squares = _squares(a, axes, dtype, out, ddof, keepdims, where, mean)
    if isinstance(squares, _ndarray):
        return sqrt(squares, out=squares)
    return _root(squares)
