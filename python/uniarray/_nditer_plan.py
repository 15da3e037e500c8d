"""How several arrays are walked through together: flags read, shapes broadcast, and an order of axes chosen."""

import operator

from ._core import ndarray

__all__ = ["FLAGS", "Operand", "axis_order", "iteration_shape", "merged", "read_flags", "read_operand_flags"]

FLAGS = frozenset(
    [
        "buffered",
        "c_index",
        "f_index",
        "multi_index",
        "common_dtype",
        "copy_if_overlap",
        "delay_bufalloc",
        "external_loop",
        "grow_inner",
        "ranged",
        "refs_ok",
        "reduce_ok",
        "zerosize_ok",
    ]
)
_OPERAND_FLAGS = frozenset(
    [
        "readonly",
        "readwrite",
        "writeonly",
        "copy",
        "updateifcopy",
        "nbo",
        "aligned",
        "contig",
        "allocate",
        "no_broadcast",
        "arraymask",
        "writemasked",
        "no_subtype",
        "virtual",
        "overlap_assume_elementwise",
    ]
)


def read_flags(flags):
    """The flags of an iteration as a set.

    Examples
    --------
    >>> sorted(read_flags(["multi_index", "ranged"]))
    ['multi_index', 'ranged']
    """
    if flags is None:
        return set()
    if not isinstance(flags, (list, tuple)):
        raise ValueError("Iterator global flags must be a list or tuple of strings")
    found = {_text_of(flag, FLAGS, "iterator global") for flag in flags}
    if "external_loop" in found and found & {"c_index", "f_index", "multi_index"}:
        raise ValueError("Iterator flag EXTERNAL_LOOP cannot be used if an index or multi-index is being tracked")
    if {"c_index", "f_index"} <= found:
        raise ValueError("Iterator flags C_INDEX and F_INDEX cannot both be specified")
    return found


def read_operand_flags(op_flags, operands):
    """The flags of each operand as a list of sets."""
    count = len(operands)
    if op_flags is None:
        found = [{"readonly"} if one is not None else {"writeonly", "allocate"} for one in operands]
        return found
    if not isinstance(op_flags, (list, tuple)):
        raise ValueError("op_flags must be a tuple or array of per-op flag-tuples")
    if op_flags and all(isinstance(one, str) for one in op_flags):
        op_flags = [op_flags] * count
    if len(op_flags) != count:
        raise ValueError("op_flags must be a tuple/list matching the number of ops")
    result = []
    for flags in op_flags:
        if not isinstance(flags, (list, tuple)):
            raise ValueError("op_flags must be a tuple or array of per-op flag-tuples")
        own = {_text_of(flag, _OPERAND_FLAGS, "per-op iterator") for flag in flags}
        ways = own & {"readonly", "readwrite", "writeonly"}
        if len(ways) > 1:
            raise ValueError(
                "Only one of the iterator flags READWRITE, READONLY, and WRITEONLY may be specified for an operand"
            )
        if not ways:
            raise ValueError(
                "None of the iterator flags READWRITE, READONLY, or WRITEONLY were specified for an operand"
            )
        result.append(own)
    _check_masks(result)
    return result


def _text_of(flag, known, what):
    """A flag as text, verified; bytes are what Python 2 had."""
    flag = flag.decode("latin-1") if isinstance(flag, bytes) else flag
    flag = "grow_inner" if flag == "growinner" else flag
    if not isinstance(flag, str) or flag not in known:
        raise ValueError(f'Unexpected {what} flag "{flag}"')
    return flag


def _check_masks(flags):
    """Masked writes need one mask, and masks something that is written."""
    masks = sum("arraymask" in own for own in flags)
    if any({"arraymask", "writemasked"} <= own for own in flags):
        raise ValueError("The iterator flag ARRAYMASK cannot be used together with WRITEMASKED")
    if any({"readonly", "writemasked"} <= own for own in flags):
        raise ValueError("The iterator flag WRITEMASKED may only be used with READWRITE or WRITEONLY")
    if masks > 1:
        raise ValueError("Only one iterator operand may receive an ARRAYMASK flag")
    masked = any("writemasked" in own for own in flags)
    if masked and not masks:
        raise ValueError(
            "An iterator operand was flagged as WRITEMASKED, but no ARRAYMASK operand was given to supply the mask"
        )
    if masks and not masked:
        raise ValueError(
            "An iterator operand was flagged as the ARRAYMASK, but no WRITEMASKED operands were given to use the mask"
        )


class Operand:
    """An array on its way into an iteration.

    Attributes
    ----------
    array : ndarray or None
        None while it is to be allocated.
    flags : set of str
    axes : list
        For every axis of the iteration the array's, or -1 where it has none.
    strides : list of int
        In bytes, for every axis of the iteration.
    """

    __slots__ = ("array", "axes", "flags", "strides")

    def __init__(self, array, flags):
        self.array, self.flags = array, flags
        self.axes = self.strides = None

    @property
    def writes(self):
        """Whether it is written to."""
        return "readonly" not in self.flags


def _axes_of(array, given, ndim, place):
    """The array's axis for every axis of the iteration."""
    if given is None:
        return [-1] * (ndim - array.ndim) + list(range(array.ndim))
    found = []
    for one in given:
        one = -1 if one is None else operator.index(one)
        if one < -1 or one >= array.ndim:
            raise ValueError(
                f"Iterator input op_axes[{place}][{len(found)}] (=={one}) is not a valid axis of op[{place}], "
                f"which has {array.ndim} dimensions"
            )
        if one >= 0 and one in found:
            raise ValueError(
                f"The 'op_axes' provided to the iterator constructor for operand {place} "
                f"contained duplicate value {one}"
            )
        found.append(one)
    return found


def iteration_shape(operands, op_axes, itershape, flags):
    """The shape that the operands have together; their axes and strides are set on the way.

    Raises
    ------
    ValueError
        If they do not broadcast, or one that is written would have to.
    """
    if op_axes is not None:
        if len(op_axes) != len(operands):
            raise ValueError("op_axes must be a tuple/list matching the number of ops")
        lengths = {len(one) for one in op_axes if one is not None}
        if len(lengths) > 1:
            raise ValueError("Each entry of op_axes must have the same size")
        ndim = lengths.pop() if lengths else 0
    else:
        ndim = max((one.array.ndim for one in operands if one.array is not None), default=0)
    if itershape is not None:
        if op_axes is None:
            if len(itershape) < ndim:
                raise ValueError("itershape has fewer dimensions than the operands")
            ndim = len(itershape)
        elif len(itershape) != ndim:
            raise ValueError("'op_axes' and 'itershape' must have the same number of dimensions")
    shape = [1] * ndim if itershape is None else [-1] * (ndim - len(itershape)) + [int(one) for one in itershape]
    fixed = [itershape is not None and extent >= 0 for extent in shape]
    shape = [1 if extent < 0 else extent for extent in shape]
    for place, one in enumerate(operands):
        given = None if op_axes is None or op_axes[place] is None else op_axes[place]
        if one.array is None:
            one.axes = None if given is None else [-1 if axis is None else axis for axis in given]
        else:
            one.axes = _axes_of(one.array, given, ndim, place)
    for one in operands:
        if one.array is None:
            continue
        for axis, own in enumerate(one.axes):
            extent = 1 if own < 0 else one.array.shape[own]
            if extent == 1 or extent == shape[axis]:
                continue
            if shape[axis] != 1 or fixed[axis]:
                raise ValueError(_not_together(operands, itershape))
            shape[axis] = extent
    for one in operands:
        if one.array is None:
            continue
        one.strides = []
        for axis, own in enumerate(one.axes):
            extent = 1 if own < 0 else one.array.shape[own]
            one.strides.append(0 if extent == 1 else one.array.strides[own])
            if extent == shape[axis] or "virtual" in one.flags:
                continue
            if "no_broadcast" in one.flags:
                raise ValueError(
                    f"non-broadcastable operand with shape {_remapped(one)} doesn't match the broadcast "
                    f"shape {_written(shape)}"
                )
            if one.writes and "reduce_ok" not in flags:
                raise ValueError(
                    f"output operand requires a reduction along dimension {ndim - 1 - axis}, but the reduction is not "
                    f"enabled. The dimension size of {extent} does not match the expected output shape."
                )
            if one.writes and "writeonly" in one.flags:
                raise ValueError("output operand requires a reduction, but is flagged as write-only, not read-write")
    return shape


def _written(shape):
    return "(" + ",".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"


def _remapped(one):
    """An operand's shape and, where its axes are elsewhere, that among the axes of the iteration."""
    ndim = one.array.ndim
    if one.axes == list(range(ndim)):
        there = _written(one.array.shape)
    else:
        there = "(" + ",".join("newaxis" if axis < 0 else str(one.array.shape[axis]) for axis in one.axes) + ")"
    if one.axes == [-1] * (len(one.axes) - ndim) + list(range(ndim)):
        return _written(one.array.shape)
    return f"{_written(one.array.shape)}->{there}"


def _not_together(operands, itershape):
    placed = [one for one in operands if one.array is not None]
    plain = itershape is None or any(one.axes is None for one in placed)
    shapes = " ".join(_written(one.array.shape) if plain else _remapped(one) for one in placed)
    text = f"operands could not be broadcast together with shapes {shapes} "
    return text + (f"and requested shape {_written(itershape)}" if itershape is not None else "")


def axis_order(operands, ndim, order):
    """The axes from the outermost to the innermost, and those that are walked through backwards.

    For order K these are the axes as they lie in memory: an axis is inside another one if its steps are smaller for the
    first operand that has both; axes along which all operands go backwards are turned around.
    """
    placed = [one for one in operands if one.strides is not None]
    if order == "A":
        arrays = [one.array for one in operands if isinstance(one.array, ndarray)]
        fortran = arrays and all(one.flags.f_contiguous for one in arrays)
        order = "F" if fortran and not all(one.flags.c_contiguous for one in arrays) else "C"
    if order == "C":
        return list(range(ndim)), []
    if order == "F":
        return list(reversed(range(ndim))), []
    inner_first = []
    for axis in reversed(range(ndim)):
        place = len(inner_first)
        for other in reversed(range(len(inner_first))):
            larger = _is_inside(placed, axis, inner_first[other])
            if larger is None:
                continue
            if not larger:
                break
            place = other
        inner_first.insert(place, axis)
    flipped = [
        axis
        for axis in range(ndim)
        if any(one.strides[axis] < 0 for one in placed) and all(one.strides[axis] <= 0 for one in placed)
    ]
    return inner_first[::-1], flipped


def _is_inside(placed, axis, other):
    """Whether an axis belongs inside another one that is inside it by now; None if no operand tells."""
    told = None
    for one in placed:
        if one.strides[axis] and one.strides[other]:
            if abs(one.strides[other]) <= abs(one.strides[axis]):
                told = False
            elif told is None:
                told = True
    return told


def merged(shape, strides):
    """Extents and each operand's strides, from the outermost axis on, with axes joined where all operands allow it.

    Examples
    --------
    >>> merged([2, 3], [[24, 8]])
    ([6], [[8]])
    """
    shape_out, strides_out = [], [[] for _ in strides]
    for axis, extent in enumerate(shape):
        own = [one[axis] for one in strides]
        if extent == 1 and (shape_out or axis + 1 < len(shape)):
            continue
        if shape_out and all(kept[-1] == step * extent for kept, step in zip(strides_out, own)):
            shape_out[-1] *= extent
            for kept, step in zip(strides_out, own):
                kept[-1] = step
        else:
            shape_out.append(extent)
            for kept, step in zip(strides_out, own):
                kept.append(step)
    return shape_out, strides_out
