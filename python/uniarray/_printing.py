"""How arrays are written: the options, and the functions that use them."""

import contextlib
import contextvars
import operator
import sys

from . import _core
from ._core import _array2string, _array_repr, asarray, ndarray

__all__ = [
    "array2string",
    "array_repr",
    "array_str",
    "get_printoptions",
    "printoptions",
    "set_printoptions",
]

_DEFAULTS = {
    "precision": 8,
    "threshold": 1000,
    "edgeitems": 3,
    "linewidth": 75,
    "suppress": False,
    "nanstr": "nan",
    "infstr": "inf",
    "sign": "-",
    "formatter": None,
    "floatmode": "maxprec",
    "legacy": False,
    "override_repr": None,
}
_options = contextvars.ContextVar("uniarray print options", default=_DEFAULTS)

# The words under which a formatter may be given, by the kind and then the name of a dtype; the most particular first.
_FORMATTERS = {
    "b": ("bool", "all"),
    "i": ("int", "int_kind", "all"),
    "u": ("int", "int_kind", "all"),
    "f": ("float", "float_kind", "all"),
    "c": ("complexfloat", "complex_kind", "all"),
}
_FLOATMODES = ("fixed", "unique", "maxprec", "maxprec_equal")
# Versions of NumPy whose ways can be had, as numbers.
_LEGACY = {"1.21": 121, "1.25": 125, "2.1": 201, "2.2": 202, False: sys.maxsize}


def _changed(
    precision=None,
    threshold=None,
    edgeitems=None,
    linewidth=None,
    suppress=None,
    nanstr=None,
    infstr=None,
    formatter=None,
    sign=None,
    floatmode=None,
    legacy=None,
    override_repr=None,
):
    """The options in force with some of them changed; None leaves an option as it is, except for the functions."""
    given = {
        "precision": precision,
        "threshold": threshold,
        "edgeitems": edgeitems,
        "linewidth": linewidth,
        "suppress": None if suppress is None else bool(suppress),
        "nanstr": nanstr,
        "infstr": infstr,
        "sign": sign,
        "floatmode": floatmode,
        "legacy": legacy,
    }
    if floatmode is not None and floatmode not in _FLOATMODES:
        allowed = ", ".join(f'"{mode}"' for mode in _FLOATMODES)
        raise ValueError(f"floatmode option must be one of {allowed}")
    if sign is not None and sign not in ("-", "+", " "):
        raise ValueError("sign option must be one of ' ', '+', or '-'")
    if legacy is not None and legacy not in _LEGACY:
        raise ValueError(
            f"legacy printing mode {legacy!r} is not available: it can be '1.21', '1.25', '2.1', '2.2' or False"
        )
    if threshold is not None:
        # NaN would abridge nothing, and text would fail much later.
        if isinstance(threshold, bool) or not hasattr(threshold, "__float__"):
            raise TypeError("threshold must be numeric")
        if threshold != threshold:
            raise ValueError("threshold must be non-NAN, try sys.maxsize for untruncated representation")
    if precision is not None:
        try:
            given["precision"] = operator.index(precision)
        except TypeError as error:
            raise TypeError("precision must be an integer") from error
    options = {**_options.get(), **{name: value for name, value in given.items() if value is not None}}
    options["formatter"] = formatter
    options["override_repr"] = override_repr
    if options["floatmode"] == "fixed" and options["precision"] is None:
        raise ValueError("precision cannot be None when floatmode is 'fixed'")
    return options


def set_printoptions(
    precision=None,
    threshold=None,
    edgeitems=None,
    linewidth=None,
    suppress=None,
    nanstr=None,
    infstr=None,
    formatter=None,
    sign=None,
    floatmode=None,
    *,
    legacy=None,
    override_repr=None,
):
    """Set how arrays are written, in this thread or context.

    Parameters
    ----------
    precision : int, optional
        Digits after the point, at most.
    threshold : int, optional
        Arrays of more elements are abridged.
    edgeitems : int, optional
        How many elements at both ends of an axis an abridged array shows.
    linewidth : int, optional
        Characters per line.
    suppress : bool, optional
        Never write small numbers with an exponent.
    nanstr, infstr : str, optional
        What stands for NaN and infinity.
    formatter : dict of functions, optional
        Functions that write elements, by kind: ``'bool'``, ``'int'``, ``'float'``, ``'complexfloat'``, ``'int_kind'``,
        ``'float_kind'``, ``'complex_kind'`` or ``'all'``. Those that are not given are no longer in force.
    sign : {'-', '+', ' '}, optional
        What stands before positive numbers.
    floatmode : {'fixed', 'unique', 'maxprec', 'maxprec_equal'}, optional
        How `precision` is meant.
    legacy : {False, '1.21', '1.25', '2.1', '2.2'}, optional
        A version of NumPy whose ways to have.
    override_repr : function, optional
        Writes whole arrays for ``repr``.

    Raises
    ------
    ValueError, TypeError
        For options that do not exist.

    Examples
    --------
    >>> import uniarray as np
    >>> np.set_printoptions(precision=3)
    >>> np.array([1.23456789])
    array([1.235])
    >>> np.set_printoptions(precision=8)
    """
    _set(
        _changed(
            precision,
            threshold,
            edgeitems,
            linewidth,
            suppress,
            nanstr,
            infstr,
            formatter,
            sign,
            floatmode,
            legacy,
            override_repr,
        )
    )


def _set(options):
    # Until somebody changes something, the compiled half writes arrays on its own.
    _core._set_array_printers(_print_repr, _print_str)
    if _LEGACY[options["legacy"]] <= 125:
        _core._set_bare_scalars(_scalars_are_bare)
    return _options.set(options)


def get_printoptions():
    """The print options in force, as a dictionary.

    Examples
    --------
    >>> import uniarray as np
    >>> np.get_printoptions()["linewidth"]
    75
    """
    return dict(_options.get())


@contextlib.contextmanager
def printoptions(*args, **kwargs):
    """Print options for the body of a ``with`` statement; the arguments are those of `set_printoptions`.

    Examples
    --------
    >>> import uniarray as np
    >>> with np.printoptions(precision=2):
    ...     print(np.array([2.0]) / 3)
    [0.67]
    """
    token = _set(_changed(*args, **kwargs))
    try:
        yield get_printoptions()
    finally:
        _options.reset(token)


def _packed(options):
    """What the compiled half wants."""
    precision = options["precision"]
    if precision is not None and precision < 0:
        raise ValueError("precision must be >= 0")
    return (
        precision,
        _count(options["threshold"]),
        _count(options["edgeitems"]),
        _count(options["linewidth"]),
        bool(options["suppress"]),
        options["sign"],
        options["floatmode"],
        str(options["nanstr"]),
        str(options["infstr"]),
        _LEGACY[options["legacy"]],
    )


def _count(value):
    """A number that may be infinite or negative as a count."""
    return int(min(max(value, 0), sys.maxsize))


def _formatter(array, options):
    """The function that somebody gave for elements of the array's dtype, or None."""
    given = options["formatter"] or {}
    words = _FORMATTERS.get(array.dtype.kind, ("all",))
    return next((given[word] for word in words if given.get(word) is not None), None)


def array2string(
    a,
    max_line_width=None,
    precision=None,
    suppress_small=None,
    separator=" ",
    prefix="",
    *,
    formatter=None,
    threshold=None,
    edgeitems=None,
    sign=None,
    floatmode=None,
    suffix="",
    legacy=None,
):
    """An array as text.

    Parameters
    ----------
    a : ndarray
    max_line_width : int, optional
        Characters per line.
    precision, suppress_small, formatter, threshold, edgeitems, sign, floatmode, legacy
        As for `set_printoptions`.
    separator : str
        What stands between elements.
    prefix, suffix : str
        Texts for which the first and the last line leave room.

    Examples
    --------
    >>> import uniarray as np
    >>> np.array2string(np.array([1e-16, 1, 2, 3]), precision=2, separator=",", suppress_small=True)
    '[0.,1.,2.,3.]'
    """
    options = _changed(
        precision, threshold, edgeitems, max_line_width, suppress_small, None, None, formatter, sign, floatmode, legacy
    )
    if formatter is None:
        options["formatter"] = _options.get()["formatter"]
    a = a if isinstance(a, ndarray) else asarray(a)
    return _array2string(a, _packed(options), separator, prefix, suffix, _formatter(a, options))


def _with(max_line_width, precision, suppress_small):
    """The options in force, with what `array_repr` and `array_str` may change."""
    current = _options.get()
    options = _changed(precision=precision, linewidth=max_line_width, suppress=suppress_small)
    return {**options, "formatter": current["formatter"], "override_repr": current["override_repr"]}


def array_repr(arr, max_line_width=None, precision=None, suppress_small=None):
    """An array as ``repr`` writes it.

    Parameters
    ----------
    arr : ndarray
    max_line_width, precision, suppress_small
        As for `array2string`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.array_repr(np.array([1, 2]))
    'array([1, 2])'
    """
    options = _with(max_line_width, precision, suppress_small)
    override = options["override_repr"]
    return _repr(arr, options) if override is None else override(arr)


def _repr(arr, options):
    name = "array" if type(arr) is ndarray else type(arr).__name__
    return _array_repr(arr, _packed(options), name, _formatter(arr, options))


def array_str(a, max_line_width=None, precision=None, suppress_small=None):
    """An array as ``str`` writes it.

    Parameters
    ----------
    a : ndarray
    max_line_width, precision, suppress_small
        As for `array2string`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.array_str(np.arange(3))
    '[0 1 2]'
    """
    if a.ndim == 0:
        return str(a[()])
    options = _with(max_line_width, precision, suppress_small)
    return _array2string(a, _packed(options), " ", "", "", _formatter(a, options))


def _scalars_are_bare():
    return _LEGACY[_options.get()["legacy"]] <= 125


def format(array, spec):
    if array.ndim == 0:
        return array[()].__format__(spec)
    if spec:
        raise TypeError("unsupported format string passed to numpy.ndarray.__format__")
    return str(array)


def _print_repr(array):
    return array_repr(array)


def _print_str(array):
    return array_str(array)
