"""Assertions that arrays and numbers are equal, or close enough."""

import difflib

from .. import _core
from .._comparison import isclose
from .._core import asarray, isnan, ndarray

__all__ = [
    "assert_",
    "assert_allclose",
    "assert_almost_equal",
    "assert_approx_equal",
    "assert_array_almost_equal",
    "assert_array_almost_equal_nulp",
    "assert_array_compare",
    "assert_array_equal",
    "assert_array_less",
    "assert_array_max_ulp",
    "assert_equal",
    "assert_string_equal",
    "build_err_msg",
    "print_assert_equal",
]


def assert_(val, msg=""):
    """Asserts that something is true, also where Python leaves ``assert`` out.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_(1 < 2)
    """
    if not val:
        raise AssertionError(msg() if callable(msg) else msg)


def _message(header, err_msg, x, y, verbose=True, names=("ACTUAL", "DESIRED")):
    """The text of an assertion that failed: what was compared, and how the two sides look."""
    lines = ["\n" + header]
    if err_msg:
        if "\n" not in err_msg and len(err_msg) < 79 - len(header):
            lines = [lines[0] + " " + err_msg]
        else:
            lines.append(err_msg)
    if verbose:
        for name, value in zip(names, (x, y)):
            text = repr(value)
            rows = text.splitlines()
            lines.append(f" {name}: " + "\n".join(rows[:3] + ["..."] * (len(rows) > 3)))
    return "\n".join(lines)


def assert_equal(actual, desired, err_msg="", verbose=True, *, strict=False):
    """Asserts that two objects are equal: numbers, arrays, or containers of them. NaN equals NaN here.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_equal({"a": [1, np.nan]}, {"a": [1, np.nan]})
    """
    if isinstance(desired, dict):
        if not isinstance(actual, dict):
            raise AssertionError(repr(type(actual)))
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for key, value in desired.items():
            if key not in actual:
                raise AssertionError(repr(key))
            assert_equal(actual[key], value, f"key={key!r}\n{err_msg}", verbose)
        return
    if isinstance(desired, (list, tuple)) and isinstance(actual, (list, tuple)):
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for place, (one, other) in enumerate(zip(actual, desired)):
            assert_equal(one, other, f"item={place!r}\n{err_msg}", verbose)
        return
    if isinstance(actual, ndarray) or isinstance(desired, ndarray):
        assert_array_equal(actual, desired, err_msg, verbose, strict=strict)
        return
    text = _message("Items are not equal:", err_msg, actual, desired, verbose)
    if isinstance(actual, (complex, _core.complexfloating)) or isinstance(desired, (complex, _core.complexfloating)):
        try:
            assert_equal(complex(actual).real, complex(desired).real)
            assert_equal(complex(actual).imag, complex(desired).imag)
        except (AssertionError, TypeError, ValueError):
            raise AssertionError(text) from None
        return
    numbers = (int, float, _core.generic)
    if isinstance(actual, numbers) and isinstance(desired, numbers):
        if actual != actual and desired != desired:
            return
        if (
            actual == 0
            and desired == 0
            and isinstance(actual, (float, _core.floating))
            and isinstance(desired, (float, _core.floating))
            and _core.signbit(actual) != _core.signbit(desired)
        ):
            raise AssertionError(text)
    if not actual == desired:
        raise AssertionError(text)


def assert_almost_equal(actual, desired, decimal=7, err_msg="", verbose=True):
    """Asserts that numbers differ by less than 1.5 times ten to the minus `decimal`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_almost_equal(2.3333333, 2.33333334)
    """
    if isinstance(actual, (ndarray, tuple, list)) or isinstance(desired, (ndarray, tuple, list)):
        assert_array_almost_equal(actual, desired, decimal, err_msg, verbose)
        return
    text = _message(f"Arrays are not almost equal to {decimal} decimals", err_msg, actual, desired, verbose)
    for one, other in ((actual.real, desired.real), (actual.imag, desired.imag)):
        if one == other or (one != one and other != other):
            continue
        if not abs(other - one) < 1.5 * 10.0**-decimal:
            raise AssertionError(text)


def assert_approx_equal(actual, desired, significant=7, err_msg="", verbose=True):
    """Asserts that two numbers agree in their first digits.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_approx_equal(0.12345677777777e-20, 0.1234567e-20)
    """
    import math

    actual, desired = float(actual), float(desired)
    if desired == actual:
        return
    text = _message(f"Items are not equal to {significant} significant digits:", err_msg, actual, desired, verbose)
    if not (math.isfinite(actual) and math.isfinite(desired)):
        if not (math.isnan(actual) and math.isnan(desired)):
            raise AssertionError(text)
        return
    size = 0.5 * (abs(desired) + abs(actual))
    scale = 10.0 ** math.floor(math.log10(size))
    if abs(desired / scale - actual / scale) >= 10.0 ** -(significant - 1):
        raise AssertionError(text)


def assert_array_compare(
    comparison,
    x,
    y,
    err_msg="",
    verbose=True,
    header="",
    precision=6,
    equal_nan=True,
    equal_inf=True,
    *,
    strict=False,
    names=("ACTUAL", "DESIRED"),
):
    """Asserts that a comparison holds for all elements; NaN and infinities have to be at the same places.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_array_compare(np.less, [1, 2], 3)
    """
    given = x, y
    x, y = asarray(x), asarray(y)

    def fail(reason):
        raise AssertionError(
            _message(header, f"{err_msg}\n{reason}" if err_msg else f"\n{reason}", *given, verbose, names)
        )

    fits = x.shape == y.shape and x.dtype == y.dtype if strict else x.ndim == 0 or y.ndim == 0 or x.shape == y.shape
    if not fits:
        if x.shape != y.shape:
            fail(f"(shapes {x.shape}, {y.shape} mismatch)")
        fail(f"(dtypes {x.dtype}, {y.dtype} mismatch)")
    compared = None
    inexact = x.dtype.kind in "fc" or y.dtype.kind in "fc"
    checks = []
    if inexact and equal_nan:
        checks.append((isnan, "nan"))
    if inexact and equal_inf:
        checks.append((lambda a: a == float("inf"), "+inf"))
        checks.append((lambda a: a == -float("inf"), "-inf"))
    for same, what in checks:
        of_x, of_y = asarray(same(x)), asarray(same(y))
        if (of_x != of_y).any():
            fail(f"{what} location mismatch:")
        either = of_x | of_y
        compared = ~either if compared is None else compared & ~either
    if compared is not None and not compared.all():
        shape = compared.shape
        x = (x._broadcast_to(shape) if x.shape != shape else x)[compared]
        y = (y._broadcast_to(shape) if y.shape != shape else y)[compared]
    result = asarray(comparison(x, y))
    if result.all():
        return
    wrong, total = int((~result).sum()), result.size
    reasons = [f"Mismatched elements: {wrong} / {total} ({100 * wrong / total:.3g}%)"]
    if x.dtype.kind in "biufc" and y.dtype.kind in "biufc":
        reasons += _differences(x, y)
    fail("\n".join(reasons))


def _differences(x, y):
    """How large the differences are at most, absolutely and relatively."""
    from .._errstate import errstate

    with errstate(all="ignore"):
        wide = "c16" if "c" in (x.dtype.kind, y.dtype.kind) else "f8"
        off = _core.absolute(x.astype(wide) - y.astype(wide))
        found = [f"Max absolute difference among violations: {off.max()}"]
        size = _core.absolute(y.astype(wide))
        nonzero = (size != 0) & (off == off)
        relative = (off / size)[nonzero] if nonzero.any() else None
        found.append(f"Max relative difference among violations: {relative.max() if relative is not None else 'inf'}")
    return found


def assert_array_equal(actual, desired, err_msg="", verbose=True, *, strict=False):
    """Asserts that arrays have the same shape and elements; a number equals an array of that number.

    Parameters
    ----------
    strict : bool
        Whether shapes and dtypes have to be the same in any case.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_array_equal([1.0, np.nan], [1, np.nan])
    """
    assert_array_compare(
        lambda x, y: x == y, actual, desired, err_msg, verbose, header="Arrays are not equal", strict=strict
    )


def assert_array_almost_equal(actual, desired, decimal=6, err_msg="", verbose=True):
    """Asserts that the elements of arrays differ by less than 1.5 times ten to the minus `decimal`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_array_almost_equal([1.0, 2.33333], [1.0, 2.333333], decimal=5)
    """

    def close(x, y):
        if "f" not in (x.dtype.kind, y.dtype.kind) and "c" not in (x.dtype.kind, y.dtype.kind):
            x, y = x.astype(float), y.astype(float)
        return _core.absolute(x - y) < 1.5 * 10.0**-decimal

    header = f"Arrays are not almost equal to {decimal} decimals"
    assert_array_compare(close, actual, desired, err_msg, verbose, header=header, precision=decimal)


def assert_array_less(x, y, err_msg="", verbose=True, *, strict=False):
    """Asserts that every element is less than the one beside it.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_array_less([1.0, 1.0, np.nan], [1.1, 2.0, np.nan])
    """
    assert_array_compare(
        lambda a, b: a < b, x, y, err_msg, verbose, header="Arrays are not strictly ordered `x < y`",
        equal_inf=False, strict=strict, names=("x", "y"),
    )  # fmt: skip


def assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg="", verbose=True, *, strict=False):
    """Asserts that the elements of arrays differ by at most ``atol + rtol * abs(desired)``.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_allclose([1e-5, 1e-3], [1.00001e-5, 1e-3], rtol=1e-4)
    """
    header = f"Not equal to tolerance rtol={rtol:g}, atol={atol:g}"
    assert_array_compare(
        lambda x, y: isclose(x, y, rtol=rtol, atol=atol, equal_nan=equal_nan),
        actual,
        desired,
        str(err_msg),
        verbose,
        header=header,
        equal_nan=equal_nan,
        strict=strict,
    )


def assert_array_almost_equal_nulp(x, y, nulp=1):
    """Asserts that floating-point numbers differ by at most so many units in the last place.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_array_almost_equal_nulp(1.0, 1.0 + np.finfo(float).eps)
    """
    of_x, of_y = _core.absolute(asarray(x)), _core.absolute(asarray(y))
    allowed = nulp * _core.spacing(_core.maximum(of_x, of_y))
    if not asarray(_core.absolute(asarray(x) - asarray(y)) <= allowed).all():
        raise AssertionError(f"Arrays are not equal to {nulp} ULP")


def assert_array_max_ulp(a, b, maxulp=1, dtype=None):
    """Asserts that floating-point numbers differ by at most so many representable numbers, and gives the distances.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_array_max_ulp(1.0, 1.0 + np.finfo(float).eps)
    np.float64(1.0)
    """
    a, b = asarray(a, dtype=dtype), asarray(b, dtype=dtype)

    def ordered(values):
        bits = values.view(f"i{values.dtype.itemsize}")
        lowest = -(2 ** (8 * values.dtype.itemsize - 1))
        return _core.where(bits < 0, lowest - bits, bits)

    kind = _core.promote_types(a.dtype, b.dtype)
    distance = _core.absolute((ordered(a.astype(kind)) - ordered(b.astype(kind))).astype(float))
    if not asarray(asarray(distance) <= maxulp).all():
        raise AssertionError(f"Arrays are not almost equal up to {maxulp} ULP (max difference is {distance.max()} ULP)")
    return distance


def build_err_msg(
    arrays, err_msg, header="Items are not equal:", verbose=True, names=("ACTUAL", "DESIRED"), precision=8
):
    """The text of an assertion that failed: what was compared, and how the sides look.

    Examples
    --------
    >>> import uniarray as np
    >>> print(np.testing.build_err_msg([1, 2], "no"))
    <BLANKLINE>
    Items are not equal: no
     ACTUAL: 1
     DESIRED: 2
    """
    return _message(header, str(err_msg), *arrays, verbose, names)


def print_assert_equal(test_string, actual, desired):
    """Asserts that two objects are equal, and tells of a test by name where they are not.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.print_assert_equal("ones", 1, 1)
    """
    if not actual == desired:
        raise AssertionError(f"{test_string} failed\nACTUAL: \n{actual!r}\nDESIRED: \n{desired!r}")


def assert_string_equal(actual, desired):
    """Asserts that two texts are equal, and shows the lines that differ.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_string_equal("abc", "abc")
    """
    for one in (actual, desired):
        if not isinstance(one, str):
            raise AssertionError(repr(type(one)))
    if actual != desired:
        lines = difflib.Differ().compare(actual.splitlines(True), desired.splitlines(True))
        raise AssertionError("Differences in strings:\n" + "".join(lines).rstrip())
