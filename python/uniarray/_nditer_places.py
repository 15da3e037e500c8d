"""Where an iteration is: the index along each axis, flat, and among the elements in the order of the walk."""

import operator

from ._nditer_operands import Prepared

__all__ = ["Placed"]


class Placed(Prepared):
    """What an arranged iteration tells of its place, and how it goes to another one.

    Attributes
    ----------
    _place : int
        How many elements were passed.
    _extents : list of int
        Of the walk, from the outermost axis to the innermost.
    _flipped : list of int
        The axes that are walked through backwards.
    _counted, _first : list of int, int
        How far the flat index goes along each axis of the walk, and where it begins.
    _range : (int, int)
    _at, _counter : int, ndarray or None
        The place, or where a native iterator began that goes on by itself: its next place, and where it ends. The
        place is beyond that once it was asked for more.
    _done : bool
        Whether there is nothing left, unless a native iterator knows.
    """

    _counter = None

    @property
    def _place(self):
        counter = self._counter
        return self._at if counter is None else max(counter.item(0) - 1, self._at)

    @_place.setter
    def _place(self, place):
        self._take_over()
        self._at = place

    @property
    def _finished(self):
        counter = self._counter
        return self._done if counter is None else counter.item(0) > self._range[1]

    @_finished.setter
    def _finished(self, finished):
        self._take_over()
        self._done = finished

    def _take_over(self):
        """Goes on instead of the native iterator, which asks this object from now on."""
        counter = self._counter
        if counter is not None:
            self._started, self._done = counter.item(0) > self._at, self._finished
            self._at, self._counter = self._place, None
            counter[1] = 0

    def _logical(self):
        """The index along the axes of the iteration's shape."""
        found = [0] * len(self._shape)
        for axis, place in zip(self._axes, self._index()):
            found[axis] = self._shape[axis] - 1 - place if axis in self._flipped else place
        return found

    def _needs(self, flag, text):
        if flag not in self._flags:
            raise ValueError(f"Iterator is not tracking {text}")

    @property
    def multi_index(self):
        """The index; needs the flag 'multi_index'."""
        self._needs("multi_index", "a multi-index")
        if self._finished:
            raise ValueError("Iterator is past the end")
        return tuple(self._logical())

    @multi_index.setter
    def multi_index(self, value):
        self._needs("multi_index", "a multi-index")
        value = tuple(value)
        if len(value) != len(self._shape):
            raise ValueError("Wrong number of indices")
        self._go_to(value)

    def _go_to(self, index):
        if any(not 0 <= place < extent for place, extent in zip(index, self._shape)):
            raise IndexError("Iterator GotoMultiIndex called with an out-of-bounds multi-index")
        place = 0
        for axis in self._axes:
            extent = self._shape[axis]
            own = extent - 1 - index[axis] if axis in self._flipped else index[axis]
            place = place * extent + own
        self._place, self._finished, self._started, self._walk = place, False, False, None

    @property
    def index(self):
        """The flat index; needs the flag 'c_index' or 'f_index'."""
        if not self.has_index:
            raise ValueError("Iterator does not have an index")
        if self._finished:
            raise ValueError("Iterator is past the end")
        steps = self._counted or [0] * len(self._extents)
        return self._first + sum(step * place for step, place in zip(steps, self._index()))

    @index.setter
    def index(self, value):
        if not self.has_index:
            raise ValueError("Iterator does not have an index")
        value = operator.index(value)
        if not 0 <= value < self._size:
            raise IndexError("Iterator GotoIndex called with an out-of-bounds index")
        index = [0] * len(self._shape)
        axes = range(len(self._shape)) if "f_index" in self._flags else reversed(range(len(self._shape)))
        for axis in axes:
            value, index[axis] = divmod(value, self._shape[axis])
        self._go_to(index)

    @property
    def iterindex(self):
        """How many elements were passed."""
        if self._finished:
            raise ValueError("Iterator is past the end")
        return self._place

    @iterindex.setter
    def iterindex(self, value):
        if "external_loop" in self._flags and "buffered" not in self._flags:
            raise ValueError("Iterator GotoIterIndex cannot be called without one of MULTI_INDEX or BUFFERED")
        if not self._range[0] <= value < self._range[1]:
            raise IndexError("Iterator GotoIterIndex called with an iterindex out of range")
        self._place, self._finished, self._started, self._walk = value, False, False, None

    @property
    def iterrange(self):
        """The first element and the one after the last; may be set with the flag 'ranged'."""
        return self._range

    @iterrange.setter
    def iterrange(self, value):
        start, end = value
        if "ranged" not in self._flags:
            raise ValueError(
                "Cannot call ResetToIterIndexRange on an iterator without requesting ranged iteration "
                "support in the constructor"
            )
        if start < 0 or end > self._size:
            raise ValueError(f"Out-of-bounds range [{start}, {end}) passed to ResetToIterIndexRange")
        if end < start:
            raise ValueError(f"Invalid range [{start}, {end}) passed to ResetToIterIndexRange")
        self._range = (start, end)
        self.reset()
