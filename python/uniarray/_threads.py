"""How many threads long operations are shared among."""

import operator
import os
import warnings

from ._core import _rest_threads, _set_threads, _threads

__all__ = ["get_num_threads", "set_num_threads"]

VARIABLE = "UNIARRAY_NUM_THREADS"


def get_num_threads():
    """How many threads long operations are shared among, the one that calls them included.

    At the start these are as many as there are cores that the process may use, or what the environment variable
    ``UNIARRAY_NUM_THREADS`` says.

    Returns
    -------
    int

    Examples
    --------
    >>> import uniarray as np
    >>> np.get_num_threads() >= 1
    True
    """
    return _threads()


def set_num_threads(n, /):
    """Say how many threads long operations are shared among, the one that calls them included.

    It holds for the whole process. The results of operations do not depend on it, to the last bit.

    Parameters
    ----------
    n : int
        1 to 1024. With 1 everything is done by the thread that calls.

    Raises
    ------
    TypeError
        `n` is not an integer.
    ValueError
        `n` is out of these bounds.

    Examples
    --------
    >>> import uniarray as np
    >>> before = np.get_num_threads()
    >>> np.set_num_threads(1)
    >>> np.get_num_threads()
    1
    >>> np.set_num_threads(before)
    """
    n = operator.index(n)
    try:
        _set_threads(n)
    except OverflowError:
        # Negative, or no number of C.
        raise ValueError(f"the number of threads must be 1 to 1024, not {n}") from None


def begin():
    """Take the number of threads from the environment, and let the others end before a fork."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=_rest_threads)
    take_from_environment()


def take_from_environment():
    """Do what the variable says, if it is set; warn where it says nothing that is possible."""
    text = os.environ.get(VARIABLE, "").strip()
    if not text:
        return
    try:
        set_num_threads(int(text))
    except ValueError:
        warnings.warn(
            f"{VARIABLE}={text!r} is ignored: it must be an integer from 1 to 1024",
            RuntimeWarning,
            stacklevel=2,
        )
