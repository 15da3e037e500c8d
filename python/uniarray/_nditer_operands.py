"""The operands of an iteration made ready: dtypes found, arrays made, copies where casts or overlaps ask for them."""

from ._core import asarray, can_cast, empty, ndarray, result_type
from ._core import dtype as _dtype
from ._nditer_plan import Operand

__all__ = ["Prepared", "as_operand"]


class Prepared:
    """What an iteration knows of its operands before it is arranged.

    Attributes
    ----------
    _operands : list of Operand
    _flags : set of str
    _shape, _axes : list of int
        The extents, and the axes from the outermost to the innermost.
    _casting : str
    _back : list of (ndarray, ndarray)
        Arrays, and the copies that are to be written back to them.
    """

    def _walk_row(self, array, order):
        """Sets all that the constructor sets for an array that is only read, if its elements lie in a row.

        No index is told of it, nor can it be told later on: the axes do not matter.
        """
        row = array._row()
        if row is None:
            return False
        one = Operand(array, {"readonly"})
        one.axes, one.strides = [0], list(row.strides)
        self._flags, self._order, self._casting, self._buffersize = set(), order, "safe", 8192
        self._operands, self._kinds, self._work, self._views = [one], [row.dtype], [row], (row,)
        self._size = size = row.size
        self._shape, self._axes, self._flipped, self._extents = [size], [0], [], [size]
        self._steps, self._starts, self._counted, self._inner = [one.strides], [0], None, 1
        self._closed, self._back, self._range = False, [], (0, size)
        self._at, self._counter, self._started, self._done, self._walk = 0, None, False, False, None
        return True

    def _dtypes_of(self, wanted):
        """The dtype in which each operand is seen; what cannot be cast to it is refused."""
        count = len(self._operands)
        if wanted is None:
            wanted = [None] * count
        elif not isinstance(wanted, (list, tuple)) or (isinstance(wanted, tuple) and len(wanted) != count):
            wanted = [wanted] * count
        elif len(wanted) == 1 and count > 1:
            wanted = list(wanted) * count
        if len(wanted) != count:
            raise ValueError("op_dtypes must be a tuple/list matching the number of ops")
        everybody = "common_dtype" in self._flags
        known = [
            one.array.dtype
            for one in self._operands
            if one.array is not None and (everybody or "writeonly" not in one.flags)
        ]
        common = result_type(*known) if known else None
        kinds = []
        for one, own in zip(self._operands, wanted):
            if own is not None:
                kinds.append(_dtype(own))
            elif "common_dtype" in self._flags or one.array is None:
                if common is None:
                    raise TypeError("Iterator operands have no dtype that the one to be made could have")
                kinds.append(common)
            else:
                kinds.append(one.array.dtype)
        for place, (one, kind) in enumerate(zip(self._operands, kinds)):
            if one.array is None or one.array.dtype == kind:
                continue
            if "writeonly" not in one.flags and not can_cast(one.array.dtype, kind, self._casting):
                raise TypeError(
                    f"Iterator operand {place} dtype could not be cast from {one.array.dtype!r} to {kind!r} "
                    f"according to the rule '{self._casting}'"
                )
            if one.writes and not can_cast(kind, one.array.dtype, self._casting):
                raise TypeError(
                    f"Iterator requested dtype could not be cast from {kind!r} to {one.array.dtype!r}, the operand "
                    f"{place} dtype, according to the rule '{self._casting}'"
                )
            may_copy = (
                "buffered" in self._flags
                or "updateifcopy" in one.flags
                or (not one.writes and ("copy" in one.flags or one.array.ndim == 0))
            )
            if not may_copy:
                raise TypeError(
                    "Iterator operand required copying or buffering, but neither copying nor buffering was enabled"
                )
        return kinds

    def _allocate(self, one, kind):
        """Makes an operand that lies in memory as the iteration goes."""
        if one.axes is None:
            axes = list(range(len(self._shape)))
        else:
            axes = [-1 if axis is None else axis for axis in one.axes]
        extents = {own: self._shape[axis] for axis, own in enumerate(axes) if own >= 0}
        if sorted(extents) != list(range(len(extents))):
            raise ValueError("automatically allocated output array specified with an inconsistent axis mapping")
        lacking = any(own < 0 and self._shape[axis] != 1 for axis, own in enumerate(axes))
        if lacking and "reduce_ok" not in self._flags:
            raise ValueError(
                "output operand requires a reduction along dimension 0, but the reduction is not "
                "enabled. The dimension size of 1 does not match the expected output shape."
            )
        shape = [extents[own] for own in range(len(extents))]
        strides, step = [0] * len(shape), kind.itemsize
        for axis in reversed(self._axes):
            if axes[axis] >= 0:
                strides[axes[axis]] = step
                step *= self._shape[axis]
        if shape and 0 not in shape:
            by_step = sorted(range(len(shape)), key=lambda own: -strides[own])
            made = empty([shape[own] for own in by_step], kind)
            one.array = made.transpose([by_step.index(own) for own in range(len(shape))])
            one.array = made if by_step == list(range(len(shape))) else one.array
        else:
            one.array = empty(shape, kind)
        one.axes = axes
        one.strides = [0 if own < 0 or one.array.shape[own] == 1 else one.array.strides[own] for own in axes]

    def _prepared(self, one, kind):
        """What is walked through for an operand: a view in the iteration's shape, or one of a copy."""
        view = one.array._strided(self._shape, one.strides)
        if one.writes and not one.array.flags.writeable:
            raise ValueError("output array is read-only")
        if one.array.dtype == kind and not self._wants_copy(one):
            if not one.writes:
                view.flags.writeable = False
            return view
        source = one.array
        copied = source.astype(kind, order="K") if "writeonly" not in one.flags else empty(source.shape, kind)
        strides = [0 if own < 0 or copied.shape[own] == 1 else copied.strides[own] for own in one.axes]
        if one.writes:
            self._back.append((source, copied))
        if "buffered" not in self._flags:
            one.array = copied
        view = copied._strided(self._shape, strides)
        if not one.writes:
            view.flags.writeable = False
        return view

    def _wants_copy(self, one):
        """Whether an operand that is read or written overlaps with another one that is written."""
        if "copy_if_overlap" not in self._flags:
            return False
        from ._overlap import shares_memory

        for other in self._operands:
            if other is one or other.array is None or not (one.writes or other.writes):
                continue
            same = (
                other.array._address == one.array._address
                and other.strides == one.strides
                and other.array.dtype == one.array.dtype
            )
            elementwise = "overlap_assume_elementwise" in one.flags and "overlap_assume_elementwise" in other.flags
            if one.writes and not other.writes and not (same and elementwise):
                continue
            if same and elementwise:
                continue
            if not one.writes and other.writes and shares_memory(one.array, other.array):
                return True
            later = self._operands.index(other) > self._operands.index(one)
            if one.writes and other.writes and later and shares_memory(one.array, other.array):
                return True
        return False


def as_operand(given, flags):
    array = given if isinstance(given, ndarray) else asarray(given)
    if "readonly" not in flags and not isinstance(given, ndarray):
        raise TypeError(
            "Iterator operand is flagged as writeable, but is an object which cannot be written "
            "back to via WRITEBACKIFCOPY"
        )
    return array
