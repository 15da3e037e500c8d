"""What happens at floating-point exceptions: ``errstate`` and the functions beside it."""

import functools
import sys
import warnings
from contextvars import ContextVar

from . import _core

__all__ = ["errstate", "getbufsize", "geterr", "geterrcall", "setbufsize", "seterr", "seterrcall"]

_MODES = ("ignore", "warn", "raise", "call", "print", "log")
# Name -> bit of the exception and the words of its warning, in the order in which they are told.
_EXCEPTIONS = {
    "divide": (1, "divide by zero"),
    "over": (2, "overflow"),
    "under": (4, "underflow"),
    "invalid": (8, "invalid value"),
}
_DEFAULT = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}
_UNSET = object()

# Modes, the object to call or to log to, and the size of buffers; never changed in place.
_state = ContextVar("uniarray_errstate", default=(_DEFAULT, None, 8192))


def _level_of_caller():
    """How far up the code is that calculates: compiled code was called from there, on some hosts through Python."""
    level, frame = 3, sys._getframe(2)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("hpyhost"):
        level, frame = level + 1, frame.f_back
    return level - 1


def handle(flags, place):
    """Does what the state says about the exceptions that a calculation at a place met; compiled code calls it.

    Examples
    --------
    >>> with errstate(divide="print"):
    ...     handle(0, "divide")
    """
    modes, call, _ = _state.get()
    for name, (bit, words) in _EXCEPTIONS.items():
        if not flags & bit:
            continue
        mode = modes[name]
        text = f"{words} encountered in {place}"
        if mode == "warn":
            warnings.warn(text, RuntimeWarning, stacklevel=_level_of_caller())
        elif mode == "raise":
            raise FloatingPointError(text)
        elif mode == "print":
            sys.stderr.write(f"Warning: {text}\n")
        elif mode == "call":
            if call is None:
                raise NameError(f"python callback specified for {words} (in  {place}) but no function found.")
            call(words, flags)
        elif mode == "log":
            if call is None:
                raise NameError(f"log specified for {words} (in {place}) but no object with write method found.")
            call.write(f"Warning: {text}\n")


def _changed(all=None, divide=None, over=None, under=None, invalid=None, call=_UNSET, size=None):
    """The present state with some modes and the call replaced, verified."""
    modes, old_call, old_size = _state.get()
    wanted = {"divide": divide, "over": over, "under": under, "invalid": invalid}
    modes = dict(modes)
    for name, mode in wanted.items():
        mode = mode if mode is not None else all
        if mode is None:
            continue
        if not isinstance(mode, str):
            raise TypeError(f"invalid error mode {mode!r}, must be a string or None")
        if mode not in _MODES:
            raise ValueError(f"invalid error mode {mode!r}")
        modes[name] = mode
    if call is _UNSET:
        call = old_call
    elif call is not None and not callable(call) and not callable(getattr(call, "write", None)):
        raise TypeError("python object must be callable or have a callable write method")
    return modes, call, old_size if size is None else size


def _put(state):
    """Makes a state the present one, and gives what takes it back."""
    if state[0] != _DEFAULT:
        _core._watch_every_exception()
    return _state.set(state)


def seterr(all=None, divide=None, over=None, under=None, invalid=None):
    """Sets what happens at floating-point exceptions.

    Parameters
    ----------
    all, divide, over, under, invalid : {'ignore', 'warn', 'raise', 'call', 'print', 'log'}, optional
        For all exceptions, or for one kind; None leaves it as it is.

    Returns
    -------
    dict of str
        What was set before.

    Examples
    --------
    >>> import uniarray as np
    >>> old = np.seterr(divide="ignore")
    >>> np.array([1.0]) / 0
    array([inf])
    >>> np.seterr(**old)["divide"]
    'ignore'
    """
    old = geterr()
    _put(_changed(all, divide, over, under, invalid))
    return old


def geterr():
    """What happens at floating-point exceptions, by kind.

    Examples
    --------
    >>> import uniarray as np
    >>> np.geterr()
    {'divide': 'warn', 'over': 'warn', 'under': 'ignore', 'invalid': 'warn'}
    """
    return dict(_state.get()[0])


def seterrcall(func):
    """Sets the function that mode 'call' calls with words and flags, or the object that mode 'log' writes to.

    Returns
    -------
    callable, object or None
        What was set before.

    Examples
    --------
    >>> import uniarray as np
    >>> np.seterrcall(lambda words, flags: print(words))
    >>> with np.errstate(all="call"):
    ...     a = np.array([1.0]) / 0
    divide by zero
    >>> _ = np.seterrcall(None)
    """
    old = geterrcall()
    _put(_changed(call=func))
    return old


def geterrcall():
    """What mode 'call' calls, or mode 'log' writes to.

    Examples
    --------
    >>> import uniarray as np
    >>> np.geterrcall() is None
    True
    """
    return _state.get()[1]


def setbufsize(size):
    """Sets how many elements a buffer of casts has in NumPy. Here it only is what `getbufsize` tells.

    Examples
    --------
    >>> import uniarray as np
    >>> np.setbufsize(np.getbufsize())
    8192
    """
    if size < 0:
        raise ValueError("buffer size must be non-negative")
    old = getbufsize()
    _put(_changed(size=size))
    return old


def getbufsize():
    """The number that was given to `setbufsize`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.getbufsize()
    8192
    """
    return _state.get()[2]


class errstate:
    """What happens at floating-point exceptions within a ``with`` block or a decorated function.

    Parameters
    ----------
    call : callable or object with ``write``, optional
        For modes 'call' and 'log'.
    all, divide, over, under, invalid : {'ignore', 'warn', 'raise', 'call', 'print', 'log'}, optional
        As for `seterr`.

    Examples
    --------
    >>> import uniarray as np
    >>> with np.errstate(divide="ignore"):
    ...     np.array([1.0]) / 0
    array([inf])
    >>> with np.errstate(invalid="raise"):
    ...     np.sqrt(-1)
    Traceback (most recent call last):
    FloatingPointError: invalid value encountered in sqrt
    """

    __slots__ = ("_arguments", "_token")

    def __init__(self, *, call=_UNSET, all=None, divide=None, over=None, under=None, invalid=None):
        self._token = None
        self._arguments = {
            "all": all, "divide": divide, "over": over, "under": under, "invalid": invalid, "call": call
        }  # fmt: skip

    def __enter__(self):
        if self._token is not None:
            raise TypeError("Cannot enter `np.errstate` twice.")
        self._token = _put(_changed(**self._arguments))

    def __exit__(self, *error):
        _state.reset(self._token)

    def __call__(self, func):
        @functools.wraps(func)
        def inner(*args, **kwargs):
            token = _put(_changed(**self._arguments))
            try:
                return func(*args, **kwargs)
            finally:
                _state.reset(token)

        return inner
