"""``broadcast``: what arrays look like together, without making them so."""

import itertools
import math

from ._core import asarray
from ._views import broadcast_shapes

__all__ = ["broadcast"]


class broadcast:
    """Arrays broadcast against each other, as an iterator over tuples of their elements.

    Attributes
    ----------
    shape, size, ndim, nd
        Of the arrays together.
    numiter : int
        How many arrays there are.
    iters : tuple of flatiter
    index : int
        How many elements were passed.

    Examples
    --------
    >>> import uniarray as np
    >>> b = np.broadcast([[1], [2]], [10, 20])
    >>> b.shape
    (2, 2)
    >>> [int(x + y) for x, y in b]
    [11, 21, 12, 22]
    """

    def __init__(self, *arrays, **unknown):
        if unknown:
            raise ValueError("keyword arguments not accepted.")
        given, arrays = arrays, []
        for one in given:
            arrays.extend(one._arrays if isinstance(one, broadcast) else [asarray(one)])
        if len(arrays) > 64:
            raise ValueError("Need at least 0 and at most 64 array objects.")
        for place, one in enumerate(arrays[1:], 1):
            try:
                broadcast_shapes(*(other.shape for other in arrays[: place + 1]))
            except ValueError:
                first = next(number for number, other in enumerate(arrays[:place]) if not _fit(other.shape, one.shape))
                raise ValueError(
                    "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between "
                    f"arg {first} with shape {arrays[first].shape} and arg {place} with shape "
                    f"{one.shape}."
                ) from None
        self._arrays = arrays
        self.shape = broadcast_shapes(*(one.shape for one in arrays))
        self.size, self.ndim, self.numiter = math.prod(self.shape), len(self.shape), len(arrays)
        self.nd = self.ndim
        self.reset()

    @property
    def iters(self):
        """An iterator over the elements of each array, broadcast."""
        shape = self.shape
        return tuple((one if one.shape == shape else one._broadcast_to(shape)).flat for one in self._arrays)

    def reset(self, /):
        """Goes back to the start."""
        self.index = 0
        self._places = itertools.product(*map(range, self.shape))
        self._views = [one._broadcast_to(self.shape) for one in self._arrays]

    def __iter__(self):
        return self

    def __next__(self):
        place = next(self._places)
        self.index += 1
        return tuple(one[place] for one in self._views)


def _fit(one, other):
    return all(a == b or 1 in (a, b) for a, b in zip(reversed(one), reversed(other)))
