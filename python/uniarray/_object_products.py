"""Products of vectors and matrices of Python objects."""

import functools
import operator

from ._objects import as_objects, made

__all__ = ["dot", "product"]


def _sum_of_products(left, right):
    """The products of two lists added up; 0 for empty ones, as the sum of no numbers."""
    products = [a * b for a, b in zip(left, right)]
    return functools.reduce(operator.add, products) if products else 0


def _conjugated(values):
    return [value.conjugate() if hasattr(value, "conjugate") else value for value in values]


def _matrices(items, shape):
    """The elements of a stack of matrices in lists of rows."""
    rows, width = shape[-2:]
    size = rows * width
    count = len(items) // size if size else 0
    return [[items[k * size + r * width : k * size + (r + 1) * width] for r in range(rows)] for k in range(count)]


def _matmul(a, b, conjugate=False):
    """`a @ b` of stacks of matrices."""
    from ._object_ufuncs import spread
    from ._views import broadcast_shapes

    lead = tuple(broadcast_shapes(a.shape[:-2], b.shape[:-2]))
    rows, inner, columns = a.shape[-2], a.shape[-1], b.shape[-1]
    left, right = spread(a, (*lead, rows, inner)), spread(b, (*lead, inner, columns))
    count = 1
    for extent in lead:
        count *= extent
    if conjugate:
        left = _conjugated(left)
    items = []
    for k in range(count):
        one = left[k * rows * inner : (k + 1) * rows * inner]
        other = right[k * inner * columns : (k + 1) * inner * columns]
        for r in range(rows):
            line = one[r * inner : (r + 1) * inner]
            items += [_sum_of_products(line, other[c::columns]) for c in range(columns)]
    return made(items, (*lead, rows, columns))


def _mismatch(ufunc, wanted, found):
    signature = ufunc.signature
    return ValueError(
        f"{ufunc.__name__}: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
        f"{signature} (size {found} is different from {wanted})"
    )


# Which inputs are vectors, by name of the ufunc; of `matmul` those with one axis.
_VECTORS = {"vecdot": (True, True), "matvec": (False, True), "vecmat": (True, False)}


def product(ufunc, inputs, kwargs):
    """A generalised ufunc of objects: `matmul`, `vecdot`, `matvec` or `vecmat`."""
    from ._forms import OBJECT
    from ._object_ufuncs import stored

    a, b = (as_objects(one) for one in inputs)
    name = ufunc.__name__
    for place, one in enumerate((a, b)):
        least = 1 if _VECTORS.get(name, (True, True))[place] else 2
        if one.ndim < least:
            raise ValueError(
                f"{name}: Input operand {place} does not have enough dimensions (has {one.ndim}, gufunc core with "
                f"signature {ufunc.signature} requires {least})"
            )
    left, right = _VECTORS.get(name, (a.ndim == 1, b.ndim == 1))
    one = a.reshape(*a.shape[:-1], 1, a.shape[-1]) if left else a
    other = b.reshape(*b.shape, 1) if right else b
    if one.shape[-1] != other.shape[-2]:
        raise _mismatch(ufunc, one.shape[-1], other.shape[-2])
    result = _matmul(one, other, conjugate=name in ("vecdot", "vecmat"))
    shape = result.shape[: len(result.shape) - 2]
    shape += () if left else (result.shape[-2],)
    shape += () if right else (result.shape[-1],)
    out = kwargs.get("out")
    out = out[0] if isinstance(out, tuple) else out
    return stored(ufunc, result._items(), shape, OBJECT.dtype, out, kwargs.get("casting", "same_kind"))


def dot(a, b, out=None):
    """`dot` of objects: products summed along the last axis of `a` and the last but one of `b`."""
    a, b = as_objects(a), as_objects(b)
    if a.ndim == 0 or b.ndim == 0:
        result = a * b
    else:
        other = b.ndim == 1
        right = b.reshape(-1, 1) if other else b
        if a.shape[-1] != right.shape[-2]:
            place = max(b.ndim - 2, 0)
            raise ValueError(
                f"shapes {a.shape} and {b.shape} not aligned: {a.shape[-1]} (dim {a.ndim - 1}) != "
                f"{right.shape[-2]} (dim {place})".replace(", ", ",")
            )
        lead = right.shape[:-2]
        flat = right.transpose((-2 % right.ndim, *range(right.ndim - 2), right.ndim - 1))
        flat = flat.reshape(right.shape[-2], -1)
        found = _matmul(a.reshape(-1, a.shape[-1]), flat)
        shape = a.shape[:-1] + lead + (() if other else right.shape[-1:])
        result = found.reshape(shape) if shape else found[0, 0]
    if out is None:
        return result
    out[...] = result
    return out
