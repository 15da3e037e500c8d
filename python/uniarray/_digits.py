"""Single numbers as text, with or without exponent."""

import operator

from ._core import _format_float, asarray

__all__ = ["format_float_positional", "format_float_scientific"]


# NumPy's limit.
_MOST_CHARACTERS = 16_384


def _float(x):
    """A number as a floating-point scalar; others as float64."""
    x = asarray(x)[()]
    if x.ndim or x.dtype.kind == "c":
        raise TypeError("only real-valued scalars can be formatted as floating-point numbers")
    return x if x.dtype.kind == "f" else x.astype("f8")


def _positive_or_none(value, name):
    if value is None:
        return None
    value = operator.index(value)
    if value < 0:
        raise ValueError(f"{name} must be >= 0")
    if value > _MOST_CHARACTERS:
        raise RuntimeError("Float formatting result too large")
    return value


def format_float_positional(
    x,
    precision=None,
    unique=True,
    fractional=True,
    trim="k",
    sign=False,
    pad_left=None,
    pad_right=None,
    min_digits=None,
):
    """A number without exponent.

    Parameters
    ----------
    x : float
    precision : int, optional
        How many digits at most.
    unique : bool
        The shortest digits that tell the number from its neighbours in its type, or those of the exact value.
    fractional : bool
        Whether `precision` and `min_digits` count the digits after the point, or all significant ones.
    trim : {'k', '.', '0', '-'}
        Zeros at the end stay; go; go but for one after the point; go, and the point too.
    sign : bool
        A plus before positive numbers.
    pad_left, pad_right : int, optional
        Spaces until there are so many characters before and after the point.
    min_digits : int, optional
        How many digits at least.

    Examples
    --------
    >>> import uniarray as np
    >>> np.format_float_positional(np.float32(np.pi))
    '3.1415927'
    """
    precision = _positive_or_none(precision, "precision")
    min_digits = _positive_or_none(min_digits, "min_digits")
    if not fractional and precision == 0:
        raise ValueError("precision must be greater than 0 if fractional=False")
    _check_limits(precision, min_digits, unique)
    left, right = _positive_or_none(pad_left, "pad_left"), _positive_or_none(pad_right, "pad_right")
    return _format_float(_float(x), None, precision, min_digits, unique, fractional, trim, sign, left, right)


def format_float_scientific(
    x, precision=None, unique=True, trim="k", sign=False, pad_left=None, exp_digits=None, min_digits=None
):
    """A number with an exponent.

    Parameters
    ----------
    x : float
    precision, unique, trim, sign, pad_left, min_digits
        As for `format_float_positional`.
    exp_digits : int, optional
        How many digits of the exponent at least.

    Examples
    --------
    >>> import uniarray as np
    >>> np.format_float_scientific(np.float32(np.pi))
    '3.1415927e+00'
    """
    precision = _positive_or_none(precision, "precision")
    min_digits = _positive_or_none(min_digits, "min_digits")
    _check_limits(precision, min_digits, unique)
    left, exponent = _positive_or_none(pad_left, "pad_left"), _positive_or_none(exp_digits, "exp_digits")
    # NumPy's exponents have no more digits than that.
    exponent = 2 if exponent is None else min(exponent, 5)
    return _format_float(_float(x), exponent, precision, min_digits, unique, True, trim, sign, left, None)


def _check_limits(precision, min_digits, unique):
    if precision is None and not unique:
        raise TypeError("in non-unique mode `precision` must be supplied")
    if precision is not None and min_digits is not None and min_digits > precision:
        raise ValueError("min_digits must be less than or equal to precision")
