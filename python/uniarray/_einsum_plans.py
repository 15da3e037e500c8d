"""Plans of contractions: what ``einsum`` does with one or two arrays, worked out once for subscripts and shapes."""

import functools

from ._core import dot, matmul, multiply, vecdot
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
    plan = _pair(text, a.shape, b.shape, a.dtype.kind == "c")
    if plan is None:
        return None
    operation, order_a, shape_a, order_b, shape_b, shape, order = plan
    a = a if order_a is None else a.transpose(order_a)
    b = b if order_b is None else b.transpose(order_b)
    a = a if shape_a is None else a.reshape(shape_a)
    b = b if shape_b is None else b.reshape(shape_b)
    result = operation(a, b)
    result = result if shape is None else result.reshape(shape)
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
def _pair(text, shape_a, shape_b, is_complex):
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
    if repeated or set(own) != set(output) or 0 in extents.values() or not (own or summed):
        return None
    order_a, order_b = _order(labels_a, [*batch, *only_a, *summed]), _order(labels_b, [*batch, *summed, *only_b])
    size = [_size(extents, labels) for labels in (only_a, summed, only_b)]
    outer = tuple([extents[label] for label in batch])
    shape = tuple([extents[label] for label in own])
    if summed and not (outer or only_a or only_b):
        return dot, order_a, _other((size[1],), shape_a), order_b, _other((size[1],), shape_b), None, None
    if summed and not (only_a or only_b or is_complex):
        # Of complex numbers the first operand would be conjugated.
        whole = (*outer, size[1])
        shape_a, shape_b = (
            _other(whole, () if order_a else shape_a),
            _other(whole, () if order_b else shape_b),
        )
        return vecdot, order_a, shape_a, order_b, shape_b, None, _order(own, output)
    left, right = (size[0], size[1] if summed else 1), (size[1] if summed else 1, size[2])
    return (
        matmul if summed else multiply,
        order_a,
        _other((*outer, *left), () if order_a else shape_a),
        order_b,
        _other((*outer, *right), () if order_b else shape_b),
        _other(shape, (*outer, size[0], size[2])),
        _order(own, output),
    )


def _other(wanted, shape):
    """The shape to be had, or None if that is the present one."""
    return None if wanted == shape else wanted


def _size(extents, labels):
    size = 1
    for label in labels:
        size *= extents[label]
    return size
