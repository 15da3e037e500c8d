"""Sums of products in Einstein's notation."""

from ._core import asarray, can_cast, dtype, matmul, multiply, ndarray, promote_types
from ._einsum_path import Subscripts, cost_of, find_path, read_subscripts
from ._einsum_plans import planned

__all__ = ["einsum", "einsum_path"]


def einsum(*operands, out=None, optimize=False, dtype=None, order="K", casting="safe"):
    """Products of operands, summed over the labels that the result does not have.

    Parameters
    ----------
    subscripts : str
        A letter per axis of each operand, and after ``->`` of the result; without that the result has the letters that
        come once, in alphabetical order. ``...`` stands for the axes without letters, which broadcast.
    *operands : array_like
    out : ndarray, optional
    optimize : {False, True, 'greedy', 'optimal'} or path
        In which order several operands are contracted; a path is what ``einsum_path`` gives. Pairs are products of
        matrices where they can be.
    dtype : dtype, optional
        To calculate with.
    order : {'K', 'C', 'F', 'A'}
        How the result lies in memory.
    casting : {'safe', 'no', 'equiv', 'same_kind', 'unsafe'}

    Returns
    -------
    ndarray
        A view where a single operand is only rearranged.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.arange(4).reshape(2, 2)
    >>> np.einsum("ij,jk->ik", a, a)
    array([[ 2,  3],
           [ 6, 11]])
    >>> np.einsum("ii", a), np.einsum("ij->ji", a)
    (np.int64(3), array([[0, 2],
           [1, 3]]))
    """
    if not (optimize or out is not None or dtype is not None) and order == "K" and casting == "safe":
        result = _at_once(operands)
        if result is not None:
            return result
    subscripts, arrays = read_subscripts(operands)
    # As in NumPy a path makes the output a mere copy of the result, which may be cast to anything.
    kind = _dtype_of(arrays, dtype, None if optimize else out, casting)
    order = order.upper() if isinstance(order, str) else order
    if order not in ("K", "C", "F", "A"):
        raise ValueError(f"order must be one of 'C', 'F', 'A', or 'K' (got {order!r})")
    if len(arrays) == 1 and out is None and arrays[0].dtype == kind:
        alone = _rearranged(arrays[0], subscripts)
        if alone is not None:
            return alone[()] if alone.ndim == 0 else alone
    arrays = [array.astype(kind, copy=False) for array in arrays]
    path = _path_of(subscripts, optimize)
    result = _contract_all(arrays, subscripts, path)
    if out is not None:
        if out.shape != result.shape:
            raise ValueError(f"output operand has shape {out.shape}, but einstein sum gives {result.shape}")
        out[...] = result
        return out
    result = result.astype(kind, copy=False)
    if order == "A":
        order = "F" if all(array.flags.f_contiguous for array in arrays) else "C"
    if order in "CF" and result.ndim:
        result = asarray(result, order=order)
    return result[()] if result.ndim == 0 else result


def _at_once(operands):
    """The result for one or two plain arrays of one dtype by a plan; None for what has none."""
    if not 2 <= len(operands) <= 3:
        return None
    text, first, last = operands[0], operands[1], operands[-1]
    if type(text) is not str or type(first) is not ndarray or type(last) is not ndarray:
        return None
    kind = first.dtype
    if last.dtype != kind or kind.kind == "b":
        return None
    return planned(text, operands[1:])


def _dtype_of(arrays, wanted, out, casting):
    """The dtype to calculate with; TypeError for what may not be cast to it."""
    kind = None
    for array in arrays if wanted is None else ():
        kind = array.dtype if kind is None else promote_types(kind, array.dtype)
    kind = dtype(wanted) if wanted is not None else kind
    for place, array in enumerate(arrays):
        if not can_cast(array.dtype, kind, casting):
            raise TypeError(
                f"Iterator operand {place} dtype could not be cast from {array.dtype!r} to {kind!r} "
                f"according to the rule '{casting}'"
            )
    if out is not None and not can_cast(kind, out.dtype, casting):
        raise TypeError(
            f"Iterator requested dtype could not be cast from {kind!r} to {out.dtype!r}, the operand {len(arrays)} "
            f"dtype, according to the rule '{casting}'"
        )
    return kind


def _path_of(subscripts, optimize):
    if isinstance(optimize, (list, tuple)) and optimize and optimize[0] == "einsum_path":
        return [tuple(step) for step in optimize[1:]]
    limit = None
    if isinstance(optimize, (list, tuple)) and len(optimize) == 2 and isinstance(optimize[0], str):
        optimize, limit = optimize[0], int(optimize[1])
    if isinstance(optimize, str) and optimize not in ("greedy", "optimal"):
        if len(subscripts.inputs) > 2:
            raise KeyError(f"Path name {optimize} not found")
        optimize = "greedy"
    if optimize not in (True, False, None, "greedy", "optimal"):
        raise TypeError(f"Did not understand the path: {optimize}")
    return find_path(subscripts, "optimal" if optimize == "optimal" else "greedy", limit)


def _contract_all(arrays, subscripts, path):
    """The result of contractions in the order of a path."""
    arrays, labels = list(arrays), list(subscripts.inputs)
    for step in path:
        taken = sorted(step)
        rest = [one for place, one in enumerate(labels) if place not in taken]
        last = not rest
        wanted = frozenset(subscripts.output).union(*rest)
        group = [(arrays[place], labels[place]) for place in taken]
        arrays = [one for place, one in enumerate(arrays) if place not in taken]
        array, own = group[0]
        for other, other_labels in group[1:]:
            later = frozenset().union(*(one for _, one in group[2:])) if len(group) > 2 else frozenset()
            array, own = _contract_pair(array, own, other, other_labels, wanted | later)
        if len(group) == 1 or last:
            target = subscripts.output if last else tuple(one for one in own if one in wanted)
            array, own = _contract_one(array, own, target, subscripts.extents), target
        arrays.append(array)
        labels = [*rest, own]
    return arrays[0]


def _collapsed(array, labels):
    """The view in which labels that come several times stand for one axis, a diagonal."""
    if len(set(labels)) == len(labels):
        return array, labels
    once = tuple(dict.fromkeys(labels))
    steps, shape = dict.fromkeys(once, 0), {}
    for label, step, extent in zip(labels, array.strides, array.shape):
        steps[label] += step
        shape[label] = extent
    return array._strided([shape[one] for one in once], [steps[one] for one in once]), once


def _rearranged(array, subscripts):
    """The view that the result is if nothing is summed; None if something is."""
    array, labels = _collapsed(array, subscripts.inputs[0])
    if set(labels) != set(subscripts.output):
        return None
    return array.transpose([labels.index(one) for one in subscripts.output])


def _summed(array, labels, wanted):
    """The array without the labels that nobody wants."""
    axes = tuple(place for place, label in enumerate(labels) if label not in wanted)
    if axes:
        array = asarray(_sum(array, axes))
        labels = tuple(label for label in labels if label in wanted)
    return array, labels


def _sum(array, axes):
    return array.any(axis=axes) if array.dtype.kind == "b" else array.sum(axis=axes, dtype=array.dtype)


def _contract_one(array, labels, target, extents):
    """One operand with the labels of the target, in their order."""
    array, labels = _collapsed(array, labels)
    array, labels = _summed(array, labels, frozenset(target))
    array = array.transpose([labels.index(one) for one in target if one in labels])
    full = tuple(extents[one] for one in target)
    if array.ndim < len(target):
        array = array.reshape(tuple(extents[one] if one in labels else 1 for one in target))
    return array if array.shape == full else array._broadcast_to(full)


def _contract_pair(a, labels_a, b, labels_b, wanted):
    """The product of two operands, summed over what they share and nobody wants; with its labels."""
    (a, labels_a), (b, labels_b) = _collapsed(a, labels_a), _collapsed(b, labels_b)
    a, labels_a = _summed(a, labels_a, wanted | frozenset(labels_b))
    b, labels_b = _summed(b, labels_b, wanted | frozenset(labels_a))
    # An axis of extent one that meets a longer one broadcasts: without it the other one alone has the label.
    a, labels_a, b, labels_b = _without_ones(a, labels_a, b, labels_b)
    a, labels_a = _summed(a, labels_a, wanted | frozenset(labels_b))
    b, labels_b = _summed(b, labels_b, wanted | frozenset(labels_a))
    both = [one for one in labels_a if one in labels_b]
    summed = [one for one in both if one not in wanted]
    only_a = [one for one in labels_a if one not in labels_b]
    only_b = [one for one in labels_b if one not in labels_a]
    batch = [one for one in both if one in wanted]
    left = a.transpose([labels_a.index(one) for one in (*batch, *only_a, *summed)])
    right = b.transpose([labels_b.index(one) for one in (*batch, *summed, *only_b)])
    extent = {**dict(zip(labels_a, a.shape)), **dict(zip(labels_b, b.shape))}
    shape = tuple(extent[one] for one in (*batch, *only_a, *only_b))
    labels = (*batch, *only_a, *only_b)
    if not summed:
        ones = (1,) * len(only_b)
        left = left.reshape((*left.shape, *ones))
        right = right.reshape((*(extent[one] for one in batch), *(1,) * len(only_a), *(extent[one] for one in only_b)))
        return asarray(multiply(left, right)), labels
    sizes = [_product(extent[one] for one in group) for group in (only_a, summed, only_b)]
    outer = tuple(extent[one] for one in batch)
    left = left.reshape((*outer, sizes[0], sizes[1]))
    right = right.reshape((*outer, sizes[1], sizes[2]))
    return asarray(matmul(left, right)).reshape(shape), labels


def _product(extents):
    result = 1
    for extent in extents:
        result *= extent
    return result


def _without_ones(a, labels_a, b, labels_b):
    of_a, of_b = dict(zip(labels_a, a.shape)), dict(zip(labels_b, b.shape))

    def less(array, labels, own, other):
        gone = [one for one in labels if own[one] == 1 and other.get(one, 1) != 1]
        if not gone:
            return array, labels
        kept = tuple(one for one in labels if one not in gone)
        return array.squeeze(tuple(labels.index(one) for one in gone)), kept

    a, labels_a = less(a, labels_a, of_a, of_b)
    b, labels_b = less(b, labels_b, of_b, of_a)
    return a, labels_a, b, labels_b


def einsum_path(*operands, optimize="greedy", einsum_call=False):
    """The order of contractions that ``einsum`` would take, and a text that tells what it costs.

    Parameters
    ----------
    subscripts, *operands
        As for ``einsum``.
    optimize : {'greedy', 'optimal', True, False} or (str, int)
        The number is the largest size of an intermediate result.

    Returns
    -------
    list, str
        ``['einsum_path', (0, 1), ...]``: places in a list from which operands are taken and to whose end results go.

    Examples
    --------
    >>> import uniarray as np
    >>> path, text = np.einsum_path("ij,jk,kl->il", np.ones((2, 2)), np.ones((2, 5)), np.ones((5, 2)))
    >>> path
    ['einsum_path', (1, 2), (0, 1)]
    """
    subscripts, arrays = read_subscripts(operands)
    path = [tuple(range(len(arrays)))] if optimize in (False, None) else _path_of(subscripts, optimize)
    return ["einsum_path", *path], _report(subscripts, path)


def _written(labels):
    """Labels as text; the axes of an ellipsis are letters that are seldom used."""
    return "".join(one if isinstance(one, str) else "ZYXWVUTSRQPONMLKJIHGFEDCBA"[-one - 1] for one in labels)


def _report(subscripts: Subscripts, path):
    labels, extents = list(subscripts.inputs), subscripts.extents
    every = frozenset().union(*labels)
    naive = cost_of(every, every - frozenset(subscripts.output), len(labels), extents)
    # One is added as NumPy adds it.
    rows, total, largest = [], 1, 1
    for step in path:
        taken = sorted(step)
        rest = [one for place, one in enumerate(labels) if place not in taken]
        own = frozenset().union(*(labels[place] for place in taken))
        kept = own & frozenset(subscripts.output).union(*rest)
        total += cost_of(own, own - kept, len(taken), extents)
        result = subscripts.output if not rest else tuple(sorted(kept, key=lambda one: (extents[one], str(one))))
        size = _product(extents[one] for one in result)
        largest = max(largest, size)
        call = ",".join(_written(labels[place]) for place in reversed(taken)) + "->" + _written(result)
        labels = [*rest, result]
        rows.append((len(own), call, ",".join(_written(one) for one in labels) + "->" + _written(subscripts.output)))
    whole = ",".join(_written(one) for one in subscripts.inputs) + "->" + _written(subscripts.output)
    text = f"  Complete contraction:  {whole}\n"
    text += f"         Naive scaling:  {len(every)}\n"
    text += f"     Optimized scaling:  {max(row[0] for row in rows)}\n"
    text += f"      Naive FLOP count:  {naive:.3e}\n"
    text += f"  Optimized FLOP count:  {total:.3e}\n"
    text += f"   Theoretical speedup:  {naive / max(total, 1):3.3f}\n"
    text += f"  Largest intermediate:  {largest:.3e} elements\n"
    text += "-" * 74 + "\n"
    text += "{:>6} {:>24} {:>40}\n".format("scaling", "current", "remaining")
    text += "-" * 74
    for scaling, call, remaining in rows:
        text += f"\n{scaling:4d}    {call:>24} {remaining:>40}"
    return text
