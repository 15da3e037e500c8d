"""Whether arrays share memory: a question of integers within bounds.

Two arrays share a byte if some index of the first and some of the second reach it. With all steps made positive and the
second array counted from its end that is one equation: a sum of steps times indices, each within its extent, is a given
number. It is solved by search, the largest step first; what the remaining steps can still reach, and the remainder that
their greatest common divisor leaves, cut the search short.
"""

import math
import operator
import sys

from ._core import asarray, ndarray
from .exceptions import TooHardError

__all__ = ["may_share_memory", "shares_memory"]


def _bounds(array):
    """Addresses of the first byte and of the one after the last, and positive steps with largest indices."""
    low, high, steps = array._address, array._address + array.itemsize, []
    for extent, step in zip(array.shape, array.strides):
        reach = (extent - 1) * step
        if reach < 0:
            low += reach
        else:
            high += reach
        if reach:
            steps.append((abs(step), extent - 1))
    return low, high, steps


def _reachable(terms, total, max_work):
    """Whether step times index, summed over terms of a step and a largest index, is a total for some indices.

    Raises
    ------
    TooHardError
        When more than `max_work` steps of the search did not decide it; negative: never.
    """
    joined = {}
    for step, largest in terms:
        joined[step] = joined.get(step, 0) + largest
    terms = sorted(joined.items(), reverse=True)
    reach, divisor = [0], [0]
    for step, largest in reversed(terms):
        reach.append(reach[-1] + step * largest)
        divisor.append(math.gcd(divisor[-1], step))
    reach.reverse()
    divisor.reverse()
    work = 0

    def search(place, rest):
        nonlocal work
        work += 1
        if 0 <= max_work < work:
            raise TooHardError("Exceeded max_work")
        if rest == 0:
            return True
        if rest < 0 or rest > reach[place] or rest % divisor[place]:
            return False
        step, largest = terms[place]
        after = divisor[place + 1]
        lowest = max(0, -((reach[place + 1] - rest) // step))
        highest = min(largest, rest // step)
        if after == 0:
            return rest % step == 0 and lowest <= rest // step <= highest
        # Only every `stride`-th index leaves what the other steps can divide.
        common = math.gcd(step, after)
        stride = after // common
        first = (rest // common) * pow(step // common, -1, stride) % stride if stride > 1 else 0
        first += -((first - lowest) // stride) * stride if first < lowest else 0
        index = highest - (highest - first) % stride
        while index >= lowest:
            if search(place + 1, rest - step * index):
                return True
            index -= stride
        return False

    return search(0, total)


def _arrays(a, b):
    return [x if isinstance(x, ndarray) else asarray(x) for x in (a, b)]


def _work_of(max_work):
    if max_work is None:
        return -1
    try:
        max_work = operator.index(max_work)
    except TypeError:
        raise ValueError("max_work must be an integer") from None
    if not -sys.maxsize <= max_work <= sys.maxsize:
        raise OverflowError("Python int too large to convert to C ssize_t")
    if max_work < -2:
        raise ValueError("Invalid value for max_work")
    return max_work


def shares_memory(a, b, /, max_work=-1):
    """Whether two arrays have a byte in common.

    Parameters
    ----------
    a, b : ndarray
    max_work : int
        How long to search; -1 decides exactly, 0 looks at the first and last bytes only.

    Raises
    ------
    TooHardError
        When `max_work` did not suffice.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.zeros(10)
    >>> np.shares_memory(a[::2], a[1::2]), np.shares_memory(a[::2], a[::3])
    (False, True)
    """
    max_work = _work_of(max_work)
    one, other = _arrays(a, b)
    if one.size == 0 or other.size == 0:
        return False
    (low_a, high_a, terms_a), (low_b, high_b, terms_b) = _bounds(one), _bounds(other)
    if low_a >= high_b or low_b >= high_a:
        return False
    if max_work == 0:
        return True
    terms = [*terms_a, *terms_b]
    terms += [(1, size - 1) for size in (one.itemsize, other.itemsize) if size > 1]
    return _reachable(terms, high_b - 1 - low_a, max_work)


def may_share_memory(a, b, /, max_work=0):
    """Whether two arrays might have a byte in common: whether the memory between their first and last bytes overlaps.

    Parameters
    ----------
    a, b : ndarray
    max_work : int
        As for `shares_memory`; where it does not suffice the answer is True.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.zeros(10)
    >>> np.may_share_memory(a[::2], a[1::2]), np.may_share_memory(a[:5], a[5:])
    (True, False)
    """
    try:
        return shares_memory(a, b, 0 if max_work is None else max_work)
    except TooHardError:
        return True
