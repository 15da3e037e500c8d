"""Plans of contractions: what ``einsum`` does with one or two arrays, worked out once for subscripts and shapes."""

import functools

from ._core import matmul, multiply
from ._einsum_path import _labels_of

__all__ = ["planned"]


def planned(text, arrays):
    """The sum of products of one or two arrays of one dtype, or None where nothing is summed or it is not simple.

    Simple is: every label has one extent, and what is summed is the axes that two arrays share, or those of one.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.arange(4).reshape(2, 2)
    >>> planned("ij,jk->ki", (a, a)).tolist(), planned("ii", (a,))
    ([[2, 6], [3, 11]], np.int64(3))
    """
    if len(arrays) == 1:
        return _one(text, arrays[0])
    a, b = arrays
    plan = _pair(text, a.shape, b.shape)
    if plan is None:
        return None
    operation, order_a, shape_a, order_b, shape_b, shape, order = plan
    a = a if order_a is None else a.transpose(order_a)
    b = b if order_b is None else b.transpose(order_b)
    result = operation(a.reshape(shape_a), b.reshape(shape_b))
    if shape is None:
        return result.reshape(-1)[0]
    result = result.reshape(shape)
    return result if order is None else result.transpose(order)


def _one(text, array):
    plan = _single(text, array.shape)
    if plan is None:
        return None
    groups, shape, axes, order = plan
    if groups is not None:
        steps = array.strides
        array = array._strided(shape, [sum([steps[axis] for axis in axes]) for axes in groups])
    result = array.sum(axis=axes, dtype=array.dtype)
    return result if order is None else result.transpose(order)


def _order(labels, wanted):
    """How to transpose; None if the labels lie so already."""
    order = tuple(labels.index(one) for one in wanted)
    return None if order == tuple(range(len(order))) else order


def _labels(text, shapes):
    """The labels of the operands and of the result, and the extents; None if a label has several extents."""
    inputs, output = _labels_of(text, tuple(len(shape) for shape in shapes))
    extents = {}
    for labels, shape in zip(inputs, shapes):
        for label, extent in zip(labels, shape):
            if extents.setdefault(label, extent) != extent:
                return None
    return inputs, output, extents


@functools.lru_cache(maxsize=256)
def _single(text, shape):
    found = _labels(text, (shape,))
    if found is None:
        return None
    (labels,), output, extents = found
    once = tuple(dict.fromkeys(labels))
    axes = tuple(place for place, label in enumerate(once) if label not in output)
    if not axes or not set(output) <= set(once):
        return None
    groups = None
    if once != labels:
        groups = [[place for place, other in enumerate(labels) if other == label] for label in once]
    kept = [label for label in once if label in output]
    return groups, [extents[label] for label in once], axes, _order(kept, output)


@functools.lru_cache(maxsize=256)
def _pair(text, shape_a, shape_b):
    found = _labels(text, (shape_a, shape_b))
    if found is None:
        return None
    (labels_a, labels_b), output, extents = found
    both = [label for label in labels_a if label in labels_b]
    only_a = [label for label in labels_a if label not in labels_b]
    only_b = [label for label in labels_b if label not in labels_a]
    batch = [label for label in both if label in output]
    summed = [label for label in both if label not in output]
    own = [*batch, *only_a, *only_b]
    repeated = len(set(labels_a)) < len(labels_a) or len(set(labels_b)) < len(labels_b)
    if repeated or set(own) != set(output) or 0 in extents.values():
        return None
    size = [_size(extents, labels) for labels in (only_a, summed, only_b)]
    outer = [extents[label] for label in batch]
    shape = [extents[label] for label in own] or None
    middle = [] if not summed else [size[1]]
    return (
        matmul if summed else multiply,
        _order(labels_a, [*batch, *only_a, *summed]),
        [*outer, size[0], *(middle or [1])],
        _order(labels_b, [*batch, *summed, *only_b]),
        [*outer, *(middle or [1]), size[2]],
        shape,
        _order(own, output) if shape else None,
    )


def _size(extents, labels):
    size = 1
    for label in labels:
        size *= extents[label]
    return size
