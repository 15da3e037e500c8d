"""Iterations inside others."""

from ._core import asarray
from ._nditer import nditer

__all__ = ["nested_iters"]


class _Inner(nditer):
    """An iteration that begins where those around it are."""

    __slots__ = ()

    def _follow(self, offsets):
        self._starts = [own + offset for own, offset in zip(self._own_starts, offsets)]
        self.reset()


class _Nest:
    """Iterations from the outermost to the innermost, each of which moves those inside it."""

    def __init__(self, iterations):
        self.iterations = iterations
        for place, one in enumerate(iterations):
            one._nest, one._depth, one._own_starts = self, place, list(one._starts)

    def moved(self, depth):
        for outer, inner in zip(self.iterations[depth:], self.iterations[depth + 1 :]):
            index = outer._index()
            inner._follow([outer._offset(which, index) for which in range(outer.nop)])


class _Level(_Inner):
    _may_walk = False

    def reset(self):
        super().reset()
        self._tell()

    def iternext(self):
        more = super().iternext()
        if more:
            self._tell()
        return more

    def _go_to(self, index):
        super()._go_to(index)
        self._tell()

    def _tell(self):
        nest = getattr(self, "_nest", None)
        if nest is not None and not self._finished:
            nest.moved(self._depth)


def nested_iters(op, axes, flags=None, op_flags=None, op_dtypes=None, order="K", casting="safe", buffersize=0):
    """Iterations over some axes inside iterations over others.

    Parameters
    ----------
    op : array_like or sequence of array_like
    axes : list of list of int
        The axes of each iteration, the outermost first.
    flags, op_flags, op_dtypes, order, casting, buffersize
        As for ``nditer``.

    Returns
    -------
    tuple of nditer
        When an outer one goes on, those inside it begin anew at its place.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.arange(12).reshape(2, 3, 2)
    >>> i, j = np.nested_iters(a, [[1], [0, 2]], flags=["multi_index"])
    >>> for x in i:
    ...     print(i.multi_index, [int(y) for y in j])
    (0,) [0, 1, 6, 7]
    (1,) [2, 3, 8, 9]
    (2,) [4, 5, 10, 11]
    """
    if not isinstance(axes, (tuple, list)):
        raise ValueError("axes must be a tuple of axis arrays")
    if any(not isinstance(group, (tuple, list)) for group in axes):
        raise ValueError("Each item in axes must be an integer tuple")
    if len(axes) < 2:
        raise ValueError("axes must have at least 2 entries for nested iteration")
    seen = set()
    for group in axes:
        for axis in group:
            if axis < 0:
                raise ValueError("An axis is out of bounds")
            if axis in seen:
                raise ValueError("An axis is used more than once")
            seen.add(axis)
    arrays = [asarray(one) for one in op] if isinstance(op, (list, tuple)) else [asarray(op)]
    ndim = max(one.ndim for one in arrays)
    if any(axis >= ndim for axis in seen):
        raise ValueError("An axis is out of bounds")
    if op_dtypes is not None:
        kinds = op_dtypes if isinstance(op_dtypes, (list, tuple)) else [op_dtypes] * len(arrays)
        arrays = [
            one if kind is None else one.astype(kind, casting=casting, copy=False) for one, kind in zip(arrays, kinds)
        ]
    iterations = []
    for place, group in enumerate(axes):
        own = [[axis - (ndim - one.ndim) if axis >= ndim - one.ndim else -1 for axis in group] for one in arrays]
        own = [
            [-1 if axis >= 0 and one.shape[axis] == 1 else axis for axis in list_] for one, list_ in zip(arrays, own)
        ]
        used = (
            flags
            if place == len(axes) - 1
            else [one for one in flags or () if one not in ("external_loop", "buffered")]
        )
        used = [*(used or ()), "reduce_ok"]
        shape = [
            max(one.shape[axis - (ndim - one.ndim)] for one in arrays if axis >= ndim - one.ndim) for axis in group
        ]
        iterations.append(_Level(arrays, used, op_flags, None, order, casting, own, shape, buffersize))
    nest = _Nest(iterations)
    nest.moved(0)
    return tuple(iterations)
