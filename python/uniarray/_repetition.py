"""Arrays made longer: repeated as a whole, resized, padded."""

import operator

from . import _core
from ._core import arange, array, asarray, concatenate, empty, ndarray
from ._creation import empty_like, linspace, zeros_like
from ._manipulation import reshape
from ._views import _any_array

__all__ = ["pad", "resize", "tile"]


def tile(A, reps):
    """An array repeated as a whole along its axes.

    Parameters
    ----------
    A : array_like
    reps : int or sequence of int
        How often along each axis; missing ones count as one.

    Examples
    --------
    >>> import uniarray as np
    >>> np.tile([1, 2], (2, 2))
    array([[1, 2, 1, 2],
           [1, 2, 1, 2]])
    """
    try:
        reps = tuple(reps)
    except TypeError:
        reps = (reps,)
    a = A if type(A) is ndarray and A.ndim >= len(reps) else array(A, copy=None, subok=True, ndmin=len(reps))
    reps = (1,) * (a.ndim - len(reps)) + reps
    shape = a.shape
    # Every axis that is repeated in two: which repetition, and where in it.
    halves, once = [], []
    for rep, extent in zip(reps, shape):
        if rep != 1:
            halves.append(rep)
            once.append(1)
        halves.append(extent)
        once.append(extent)
    if len(once) == len(shape):
        return array(a, copy=True, subok=True)
    result = empty_like(a, order="C", shape=tuple([extent * rep for extent, rep in zip(shape, reps)]))
    if result.size:
        result.reshape(halves)[...] = a.reshape(once)
    return result


def resize(a, new_shape):
    """The elements in another shape, repeated or left out where the size differs.

    Examples
    --------
    >>> import uniarray as np
    >>> np.resize([1, 2, 3], (2, 2))
    array([[1, 2],
           [3, 1]])
    """
    try:
        shape = (operator.index(new_shape),)
    except TypeError:
        shape = tuple(new_shape)
    a = _any_array(a).ravel()
    size = 1
    for extent in shape:
        size *= extent
        if extent < 0:
            raise ValueError("all elements of `new_shape` must be non-negative")
    if a.size == 0 or size == 0:
        return zeros_like(a, shape=shape)
    return reshape(concatenate((a,) * -(-size // a.size))[:size], shape)


def pad(array, pad_width, mode="constant", **kwargs):
    """An array with elements added at the ends of its axes.

    Parameters
    ----------
    array : array_like
    pad_width : int, (before, after), a pair per axis, or a dict from axis to either
        How many.
    mode : str or callable
        ``'constant'`` (``constant_values=0``), ``'edge'``, ``'linear_ramp'`` (``end_values=0``), ``'maximum'``,
        ``'mean'``, ``'median'``, ``'minimum'`` (of the ``stat_length`` elements at the edge), ``'reflect'``,
        ``'symmetric'`` (``reflect_type='even'``), ``'wrap'``, ``'empty'``, or a function that is called with each
        vector along an axis, the pair of widths, the axis and the keywords, and fills the vector in.

    Examples
    --------
    >>> import uniarray as np
    >>> np.pad([1, 2, 3], (2, 1), constant_values=9)
    array([9, 9, 1, 2, 3, 9])
    >>> np.pad([1, 2, 3], 2, mode="reflect")
    array([3, 2, 1, 2, 3, 2, 1])
    """
    array = _any_array(array)
    widths = _pairs(_from_dict(pad_width, array.ndim), array.ndim, "pad_width", whole=True)
    if callable(mode):
        return _pad_by_function(array, widths, mode, kwargs)
    if mode not in _ALLOWED:
        raise ValueError(f"mode '{mode}' is not supported")
    unsupported = set(kwargs) - set(_ALLOWED[mode])
    if unsupported:
        raise ValueError(f"unsupported keyword arguments for mode '{mode}': {unsupported}")
    padded = _framed(array, widths)
    if mode == "empty":
        return padded
    if mode == "constant":
        values = _pairs(kwargs.get("constant_values", 0), array.ndim, "constant_values")
        for axis, (width, ends) in enumerate(zip(widths, values)):
            for end, value in zip(_ends(padded, axis, width), ends):
                padded[end] = value
        return padded
    if array.size == 0:
        for axis, (extent, width) in enumerate(zip(array.shape, widths)):
            if extent == 0 and any(width):
                raise ValueError(f"can't extend empty axis {axis} using modes other than 'constant' or 'empty'")
        return padded
    fill = _FILLS[mode](array, kwargs)
    middle = _middle(array, widths)
    for axis, width in enumerate(widths):
        # Around the elements, the axes behind this one are not set yet.
        fill(padded[(slice(None),) * (axis + 1) + middle[axis + 1 :]], axis, width)
    return padded


_ALLOWED = {
    "constant": ["constant_values"],
    "edge": [],
    "empty": [],
    "linear_ramp": ["end_values"],
    "maximum": ["stat_length"],
    "mean": ["stat_length"],
    "median": ["stat_length"],
    "minimum": ["stat_length"],
    "reflect": ["reflect_type"],
    "symmetric": ["reflect_type"],
    "wrap": [],
}


def _from_dict(pad_width, ndim):
    if not isinstance(pad_width, dict):
        return pad_width
    widths = [(0, 0)] * ndim
    for axis, width in pad_width.items():
        widths[axis] = (width, width) if isinstance(width, int) else tuple(width)
    return widths


def _pairs(values, ndim, name, whole=False):
    """A pair per axis, from a number, a pair or a pair per axis."""
    if values is None and not whole:
        return [(None, None)] * ndim
    try:
        given = asarray(values)
    except TypeError:
        given = None
    if given is None or values is None or (whole and given.dtype.kind not in "iu"):
        raise TypeError("`pad_width` must be of integral type.")
    if (whole or name == "stat_length") and (given < 0).any():
        raise ValueError("index can't contain negative values")
    if given.ndim < 3 and given.size == 1:
        value = given.ravel()[0]
        pairs = [(value, value)] * ndim
    elif given.ndim < 3 and given.size == 2 and given.shape != (2, 1):
        pairs = [tuple(given.ravel())] * ndim
    else:
        if given.ndim == 2 and given.shape[1] == 1:
            given = concatenate((given, given), 1)
        pairs = _core_pairs(given, ndim)
    return [tuple(int(one) for one in pair) for pair in pairs] if whole else pairs


def _core_pairs(given, ndim):
    from ._manipulation import broadcast_to

    return [tuple(row) for row in broadcast_to(given, (ndim, 2))]


def _framed(array, widths):
    """An array with the elements in the middle and unset ones around."""
    shape = tuple(extent + before + after for extent, (before, after) in zip(array.shape, widths))
    order = "F" if array.flags.f_contiguous and not array.flags.c_contiguous else "C"
    padded = empty(shape, array.dtype, order)
    padded[_middle(array, widths)] = array
    return padded


def _middle(array, widths):
    """Where the elements lie in the padded array."""
    return tuple(slice(before, before + extent) for (before, _), extent in zip(widths, array.shape))


def _at(axis, start, stop, step=None):
    return (slice(None),) * axis + (slice(start, stop, step),)


def _ends(padded, axis, width):
    before, after = width
    length = padded.shape[axis]
    return _at(axis, 0, before), _at(axis, length - after, length)


def _edge(array, kwargs):
    def fill(padded, axis, width):
        before, after = _ends(padded, axis, width)
        stop = padded.shape[axis] - width[1]
        padded[before] = padded[_at(axis, width[0], width[0] + 1)]
        padded[after] = padded[_at(axis, stop - 1, stop)]

    return fill


def _linear_ramp(array, kwargs):
    values = _pairs(kwargs.get("end_values", 0), array.ndim, "end_values")

    def fill(padded, axis, width):
        stop = padded.shape[axis] - width[1]
        edges = padded[_at(axis, width[0], width[0] + 1)], padded[_at(axis, stop - 1, stop)]
        ramps = [
            linspace(value, edge.squeeze(axis), count, endpoint=False, dtype=padded.dtype, axis=axis)
            for value, edge, count in zip(values[axis], edges, width)
        ]
        before, after = _ends(padded, axis, width)
        padded[before] = ramps[0]
        padded[after] = ramps[1][_at(axis, None, None, -1)]

    return fill


def _statistic(function):
    def made(array, kwargs):
        lengths = _pairs(kwargs.get("stat_length"), array.ndim, "stat_length")

        def fill(padded, axis, width):
            start, stop = width[0], padded.shape[axis] - width[1]
            counts = [stop - start if n is None else min(int(n), stop - start) for n in lengths[axis]]
            if 0 in counts and function in ("max", "min"):
                raise ValueError("stat_length of 0 yields no value for padding")
            parts = padded[_at(axis, start, start + counts[0])], padded[_at(axis, stop - counts[1], stop)]
            for end, part in zip(_ends(padded, axis, width), parts):
                value = _reduced(part, function, axis)
                if padded.dtype.kind in "iu":
                    value = _core.rint(value) if value.dtype.kind == "f" else value
                padded[end] = asarray(value).astype(padded.dtype)

        return fill

    return made


def _reduced(part, function, axis):
    if function == "median":
        from . import median

        return asarray(median(part, axis=axis, keepdims=True))
    return getattr(part, function)(axis=axis, keepdims=True)


def _places(mode):
    """Modes that copy elements from other places: which element stands at each place."""

    def made(array, kwargs):
        if kwargs.get("reflect_type", "even") == "odd":
            return _odd(array, mode)

        def fill(padded, axis, width):
            count = padded.shape[axis] - sum(width)
            places = arange(padded.shape[axis]) - width[0]
            if mode == "wrap":
                places %= count
            elif count == 1:
                places *= 0
            else:
                period = 2 * count if mode == "symmetric" else 2 * count - 2
                places %= period
                mirrored = period - places - (mode == "symmetric")
                places = _core.where(places < count, places, mirrored)
            for end, part in zip(_ends(padded, axis, width), (places[: width[0]], places[len(places) - width[1] :])):
                padded[end] = padded[(slice(None),) * axis + (part + width[0],)]

        return fill

    return made


def _odd(array, mode):
    """Mirrored at the edge in place and value: twice the edge less the element."""

    def fill(padded, axis, width):
        before, after = width
        start, stop = before, padded.shape[axis] - after
        skip = 1 if mode == "reflect" else 0
        if stop - start == 1 and mode == "reflect":
            return _edge(array, {})(padded, axis, width)
        while before > 0 or after > 0:
            known = stop - start - skip
            count = min(known, before)
            if count > 0:
                edge = padded[_at(axis, start, start + 1)]
                chunk = padded[_at(axis, start + skip, start + skip + count)][_at(axis, None, None, -1)]
                padded[_at(axis, start - count, start)] = 2 * edge - chunk
            now = min(known, after)
            if now > 0:
                edge = padded[_at(axis, stop - 1, stop)]
                chunk = padded[_at(axis, stop - skip - now, stop - skip)][_at(axis, None, None, -1)]
                padded[_at(axis, stop, stop + now)] = 2 * edge - chunk
            before, after, start, stop = before - count, after - now, start - count, stop + now

    return fill


_FILLS = {
    "edge": _edge,
    "linear_ramp": _linear_ramp,
    "maximum": _statistic("max"),
    "mean": _statistic("mean"),
    "median": _statistic("median"),
    "minimum": _statistic("min"),
    "reflect": _places("reflect"),
    "symmetric": _places("symmetric"),
    "wrap": _places("wrap"),
}


def _pad_by_function(array, widths, function, kwargs):
    padded = _framed(array, widths)
    for axis, (before, after) in enumerate(widths):
        for end in _ends(padded, axis, (before, after)):
            padded[end] = 0
    for axis, width in enumerate(widths):
        view = padded.swapaxes(axis, -1)
        for place in _indices(view.shape[:-1]):
            function(view[place], width, axis, kwargs)
    return padded


def _indices(shape):
    if not shape:
        yield ()
        return
    for place in range(shape[0]):
        for rest in _indices(shape[1:]):
            yield (place, *rest)
