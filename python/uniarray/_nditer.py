"""``nditer``: arrays walked through together, element by element or piece by piece."""

import itertools
import math
import operator
import sys

from . import _core
from ._core import ndarray
from ._nditer_operands import as_operand
from ._nditer_places import Placed
from ._nditer_plan import Operand, axis_order, iteration_shape, merged, read_flags, read_operand_flags

__all__ = ["nditer"]


# Interpreters with a compiler see through the walk in Python.
_IS_NATIVE = sys.implementation.name == "cpython"


def _order_of(order):
    if order is None:
        return "K"
    if not isinstance(order, str):
        raise TypeError(f"order must be str, not {type(order).__name__}")
    if order.upper() not in ("K", "C", "F", "A"):
        raise ValueError(f"order must be one of 'C', 'F', 'A', or 'K' (got '{order}')")
    return order.upper()


class nditer(Placed):
    """Arrays walked through together, broadcast to one shape.

    Parameters
    ----------
    op : array_like or sequence of array_like
        None stands for an array that is made.
    flags : sequence of str, optional
        'multi_index', 'c_index', 'f_index': what is told of the place; 'external_loop': one-dimensional pieces and not
        elements; 'buffered': with casts, and pieces of `buffersize`; 'reduce_ok', 'zerosize_ok', 'ranged',
        'common_dtype', 'copy_if_overlap', 'delay_bufalloc', 'grow_inner', 'refs_ok'.
    op_flags : list of list of str, optional
        Per operand 'readonly', 'readwrite' or 'writeonly', and 'allocate', 'no_broadcast', 'copy', 'updateifcopy', ...
    op_dtypes : dtype or sequence of dtype, optional
        What the elements are cast to.
    order : {'K', 'C', 'F', 'A'}
        In which the elements come; 'K' is as they lie in memory.
    casting : {'safe', 'no', 'equiv', 'same_kind', 'unsafe'}
    op_axes : list of list of int, optional
        For each operand its axis, or -1, for each axis of the iteration.
    itershape : tuple of int, optional
    buffersize : int
        Elements of a piece; 0 for 8192.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.arange(6).reshape(2, 3)
    >>> with np.nditer(a, op_flags=["readwrite"]) as it:
    ...     for x in it:
    ...         x[...] = 2 * x
    >>> a
    array([[ 0,  2,  4],
           [ 6,  8, 10]])
    >>> it = np.nditer([a, [1, 2, 3], None])
    >>> for x, y, z in it:
    ...     z[...] = x + y
    >>> it.operands[2]
    array([[ 1,  4,  7],
           [ 7, 10, 13]])
    """

    def __init__(
        self, op, flags=None, op_flags=None, op_dtypes=None, order="K", casting="safe",
        op_axes=None, itershape=None, buffersize=0,
    ):  # fmt: skip
        if (
            type(op) is ndarray
            and flags is op_flags is op_dtypes is op_axes is itershape is None
            and (order == "K" or order == "C")
            and (casting == "safe" and not buffersize)
            and self._walk_row(op, order)
        ):
            return
        given = list(op) if isinstance(op, (list, tuple)) else [op]
        if not given:
            raise ValueError("Must provide at least one operand")
        self._flags = read_flags(flags)
        if op_axes is not None and not isinstance(op_axes, (list, tuple)):
            raise ValueError("op_axes must be a tuple/list matching the number of ops")
        if itershape is not None:
            itershape = tuple(operator.index(extent) for extent in itershape)
        order = _order_of(order)
        if casting not in ("no", "equiv", "safe", "same_kind", "unsafe"):
            raise ValueError(
                f"casting must be one of 'no', 'equiv', 'safe', 'same_kind', or 'unsafe' (got {casting!r})"
            )
        self._order, self._casting = order, casting
        every = read_operand_flags(op_flags, given)
        arrays = [None if one is None else as_operand(one, own) for one, own in zip(given, every)]
        self._operands = [Operand(array, own) for array, own in zip(arrays, every)]
        for one in self._operands:
            if one.array is None and "allocate" not in one.flags and "virtual" not in one.flags:
                if op_flags is not None and "readonly" not in one.flags:
                    raise ValueError(
                        "Iterator operand was NULL, but neither the ALLOCATE nor the VIRTUAL flag was specified"
                    )
                one.flags |= {"allocate"}
            if one.array is None and "readonly" in one.flags and "virtual" not in one.flags:
                raise ValueError("The ALLOCATE flag was specified for an operand that is not written")
        self._shape = iteration_shape(self._operands, op_axes, itershape, self._flags)
        self._axes, self._flipped = axis_order(self._operands, len(self._shape), order)
        if 0 in self._shape and "zerosize_ok" not in self._flags:
            raise ValueError("Iteration of zero-sized operands is not enabled")
        self._kinds = self._dtypes_of(op_dtypes)
        self._closed, self._back = False, []
        for place, one in enumerate(self._operands):
            if one.array is None:
                self._allocate(one, self._kinds[place])
        self._work = [self._prepared(one, kind) for one, kind in zip(self._operands, self._kinds)]
        self._buffersize = buffersize or 8192
        self._arrange()
        self._range = (0, self._size)
        self.reset()

    def _arrange(self):
        """Sets the walk: extents and strides from the outermost axis on, and where it begins."""
        self._extents = [self._shape[axis] for axis in self._axes]
        self._steps, self._starts, self._views = [], [], None
        for work in self._work:
            start = sum((self._shape[axis] - 1) * work.strides[axis] for axis in self._flipped)
            self._starts.append(start)
            self._steps.append(
                [-work.strides[axis] if axis in self._flipped else work.strides[axis] for axis in self._axes]
            )
        # The flat index goes along with the operands, as if it were one of them.
        counted = self._flat_steps() if self.has_index else None
        if "multi_index" not in self._flags:
            self._extents, joined = merged(self._extents, [*self._steps, *([counted] if counted else [])])
            self._steps, counted = joined[: len(self._steps)], joined[-1] if counted else None
        self._counted = counted
        self._size = math.prod(self._extents)
        if self._size > 2**63 - 1:
            raise ValueError("iterator is too large")
        self._inner = 1
        if "external_loop" in self._flags:
            if "buffered" in self._flags:
                self._gather()
            elif self._extents:
                self._inner = max(self._extents[-1], 1)

    def _flat_steps(self):
        """How far the flat index goes along each axis of the walk; where it begins is set, too."""
        step, own = 1, [0] * len(self._shape)
        axes = range(len(self._shape)) if "f_index" in self._flags else reversed(range(len(self._shape)))
        for axis in axes:
            own[axis] = step
            step *= self._shape[axis]
        self._first = sum((self._shape[axis] - 1) * own[axis] for axis in self._flipped)
        return [-own[axis] if axis in self._flipped else own[axis] for axis in self._axes]

    def _gather(self):
        """Puts operands that do not lie in a row into copies that do, so that pieces may be of any size."""
        if len(self._extents) > 1:
            for place, (work, steps) in enumerate(zip(self._work, self._steps)):
                one = self._operands[place]
                walked = work._strided(self._extents, steps, self._starts[place])
                row = walked.flatten()
                if one.writes:
                    self._back.insert(0, (walked, row.reshape(walked.shape)))
                else:
                    row.flags.writeable = False
                self._work[place], self._starts[place], self._steps[place] = row, 0, [row.itemsize]
            self._extents = [self._size]
        # Where nothing is copied, pieces may be as large as they like.
        grows = "grow_inner" in self._flags and not self._back
        self._inner = max(self._size if grows else min(self._buffersize, self._size), 1)

    # Where the walk is.

    def reset(self):
        """Goes back to the start."""
        self._place, self._started, self._walk = self._range[0], False, None
        self._finished = self._range[0] >= self._range[1]

    def _index(self):
        """The index along each axis of the walk."""
        place, found = self._place, []
        for extent in reversed(self._extents):
            place, rest = divmod(place, extent) if extent else (0, 0)
            found.append(rest)
        return found[::-1]

    def _offset(self, which, index):
        return self._starts[which] + sum(step * place for step, place in zip(self._steps[which], index))

    def _seen(self, which):
        """An operand at the present place."""
        work, index = self._work[which], self._index()
        offset = self._offset(which, index)
        if "external_loop" not in self._flags:
            return work._strided((), (), offset)
        count = min(self._inner, self._range[1] - self._place)
        step = self._steps[which][-1] if self._steps[which] else 0
        return work._strided((count,), (step,), offset)

    def _check_open(self):
        if self._closed:
            raise ValueError("Iterator is closed")

    @property
    def value(self):
        """The operands at the present place, as a tuple if there are several."""
        if self._finished:
            raise ValueError("Iterator is past the end")
        seen = tuple(self._seen(which) for which in range(len(self._work)))
        return seen if len(seen) > 1 else seen[0]

    def __iter__(self):
        """The iteration itself, or on CPython a native iterator over the rest of it."""
        if self._counter is not None:
            self._take_over()
        if self._started or self._finished or self._closed or not (_IS_NATIVE and self._may_walk):
            return self
        views = self._views
        if views is None:
            if "external_loop" in self._flags or any(type(view) is not ndarray for view in self.itviews):
                return self
            views = self._views = self.itviews
        walk, self._counter = _core._points(self, views, self._at, self._range[1], not self._back)
        return walk

    def __next__(self):
        # The native iterator comes here at its end, and whenever it was let go.
        self._take_over()
        if self._walk is not None:
            key = next(self._walk, None)
            if key is not None:
                self._place += 1
                seen = tuple([view[key] for view in self._walked])
                return seen if len(seen) > 1 else seen[0]
        if self._closed or (not self._started and self._finished):
            raise StopIteration
        if not self._started:
            self._started = True
        elif not self.iternext():
            raise StopIteration
        if self._may_walk and "external_loop" not in self._flags:
            self._begin_walk()
        return self.value

    # Whether nobody but `iternext` has to know of every step.
    _may_walk = True

    def _begin_walk(self):
        """Prepares for the elements after this one to come in a row, which is faster than going to each."""
        self._walked = self._views or self.itviews
        places = itertools.product(*map(range, self._extents), (Ellipsis,))
        self._walk = itertools.islice(places, self._place + 1, self._range[1])

    def iternext(self):
        """Goes on, and tells whether there is something left.

        Examples
        --------
        >>> import uniarray as np
        >>> np.nditer(np.arange(2)).iternext()
        True
        """
        self._check_open()
        self._started, self._walk = True, None
        self._place += self._inner
        if self._place >= self._range[1]:
            self._place, self._finished = self._range[1], True
            self._write_back()
        return not self._finished

    def _write_back(self):
        for target, source in self._back:
            target[...] = source.astype(target.dtype, casting="unsafe") if target.dtype != source.dtype else source

    def close(self):
        """Writes back what was cast, and ends the iteration."""
        if not self._closed:
            self._write_back()
        self._closed, self._walk = True, None
        self._take_over()

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, *error):
        self.close()

    def copy(self):
        """Another iterator at the same place."""
        other = object.__new__(nditer)
        other.__dict__.update(self.__dict__)
        if self._counter is not None:
            other._started, other._done = self._counter.item(0) > self._at, self._finished
            other._at, other._counter = self._place, None
        other._walk = None
        return other

    __copy__ = copy

    # What is told of the iteration.

    @property
    def operands(self):
        """The arrays."""
        if self._closed:
            raise ValueError("Iterator is invalid")
        return tuple(one.array for one in self._operands)

    itviews = property(
        lambda self: tuple(
            work._strided(self._extents, steps, start)
            for work, steps, start in zip(self._work, self._steps, self._starts)
        ),
        doc="Views of the arrays as they are walked through.",
    )
    dtypes = property(lambda self: tuple(self._kinds), doc="The dtypes in which the arrays are seen.")
    nop = property(lambda self: len(self._work), doc="How many arrays there are.")
    itersize = property(lambda self: self._size, doc="How many elements there are.")
    finished = property(lambda self: self._finished, doc="Whether there is nothing left.")
    has_index = property(lambda self: bool(self._flags & {"c_index", "f_index"}), doc="Whether `index` is told.")
    has_multi_index = property(lambda self: "multi_index" in self._flags, doc="Whether `multi_index` is told.")
    has_delayed_bufalloc = property(lambda self: False, doc="Whether buffers are yet to be made: never.")
    iterationneedsapi = property(lambda self: False, doc="Whether Python is needed to go on: not for numbers.")

    @property
    def ndim(self):
        """The number of axes."""
        return len(self._extents)

    @property
    def shape(self):
        """The extents: those of the broadcast operands where indices are told."""
        if self.has_multi_index:
            return tuple(self._shape)
        # As in NumPy the innermost axis is the first one then.
        return tuple(reversed(self._extents))

    def __len__(self):
        return len(self._work)

    def _operand(self, key):
        if self._finished:
            raise ValueError("Iterator is past the end")
        place = operator.index(key)
        if not -len(self._work) <= place < len(self._work):
            raise IndexError(f"Iterator operand index {place} is out of bounds")
        return place % len(self._work)

    def __getitem__(self, key):
        if isinstance(key, slice):
            return tuple(self._seen(which) for which in range(*key.indices(len(self._work))))
        return self._seen(self._operand(key))

    def __setitem__(self, key, value):
        if isinstance(key, slice):
            for which, one in zip(range(*key.indices(len(self._work))), value):
                self[which] = one
            return
        which = self._operand(key)
        if not self._operands[which].writes:
            raise RuntimeError(f"Iterator operand {which} is not writeable")
        self._seen(which)[...] = value

    def remove_axis(self, axis, /):
        """Leaves an axis out: it stays at its first index. Needs the flag 'multi_index'."""
        if not self.has_multi_index:
            raise RuntimeError("Iterator RemoveAxis may only be called if a multi-index is being tracked")
        axis = operator.index(axis)
        if not 0 <= axis < len(self._shape):
            raise ValueError("axis out of bounds in iterator RemoveAxis")
        self._work = [
            work._strided(work.shape[:axis] + work.shape[axis + 1 :], work.strides[:axis] + work.strides[axis + 1 :])
            for work in self._work
        ]
        del self._shape[axis]
        self._axes = [one - (one > axis) for one in self._axes if one != axis]
        self._flipped = [one - (one > axis) for one in self._flipped if one != axis]
        self._restart()

    def remove_multi_index(self):
        """No longer tells the index, so that axes can be joined."""
        self._flags = self._flags - {"multi_index"}
        self._restart()

    def enable_external_loop(self):
        """Gives one-dimensional pieces from now on."""
        if self._flags & {"multi_index", "c_index", "f_index"}:
            raise ValueError("Iterator flag EXTERNAL_LOOP cannot be used if an index or multi-index is being tracked")
        self._flags = self._flags | {"external_loop"}
        self._restart()

    def _restart(self):
        self._arrange()
        self._range = (0, self._size)
        self.reset()

    def debug_print(self):
        """Prints extents and strides of the walk."""
        print(f"nditer: extents {self._extents}, strides {self._steps}, at {self._place} of {self._size}")
