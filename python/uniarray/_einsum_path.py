"""Sums of products in Einstein's notation: the subscripts read, and an order of contractions found."""

import functools
import itertools

from ._core import asarray

__all__ = ["Subscripts", "find_path", "read_subscripts"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


_TOO_FEW = (
    "must specify the einstein sum subscripts string and at least one operand, or at least one operand and its "
    "corresponding subscripts list"
)


class Subscripts:
    """A label per axis of every operand, and of the result; the axes of an ellipsis have numbers as labels.

    Attributes
    ----------
    inputs : tuple of tuple
    output : tuple
    extents : dict
        Label -> extent.
    """

    __slots__ = ("extents", "inputs", "output")

    def __init__(self, inputs, output, extents):
        self.inputs, self.output, self.extents = inputs, output, extents


def _text_of_lists(operands):
    """The subscripts of the form ``op0, sublist0, op1, sublist1, ..., [sublistout]`` as text, and the operands."""
    arrays, lists = list(operands[0::2]), list(operands[1::2])
    out = arrays.pop() if len(arrays) > len(lists) else None

    def letters(one):
        text = []
        for label in one:
            if label is Ellipsis:
                text.append("...")
                continue
            try:
                place = label.__index__()
            except AttributeError:
                raise TypeError("each subscript must be either an integer or an ellipsis") from None
            if not 0 <= place < len(_LETTERS):
                raise ValueError("subscript is not within the valid range [0, 52)")
            text.append(_LETTERS[place])
        return "".join(text)

    text = ",".join(letters(one) for one in lists)
    return text + ("->" + letters(out) if out is not None else ""), arrays


def _check_text(part, where):
    for place, letter in enumerate(part):
        if letter != "." and letter not in _LETTERS:
            raise ValueError(
                f"invalid subscript '{letter}' in einstein sum subscripts string, subscripts must be letters"
            )
        in_ellipsis = "..." in part and part.index("...") <= place < part.index("...") + 3
        if letter == "." and not in_ellipsis:
            raise ValueError(
                f"einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in {where}"
            )


def read_subscripts(operands):
    """The subscripts and arrays of a call of ``einsum``.

    Raises
    ------
    ValueError
        For subscripts that are not well formed or do not fit the operands.

    Examples
    --------
    >>> import uniarray as np
    >>> subscripts, arrays = read_subscripts(("ij,jk", np.ones((2, 3)), np.ones((3, 4))))
    >>> subscripts.inputs, subscripts.output
    ((('i', 'j'), ('j', 'k')), ('i', 'k'))
    """
    if not operands:
        raise ValueError(_TOO_FEW)
    if isinstance(operands[0], str):
        text, arrays = operands[0], list(operands[1:])
        if not arrays:
            raise ValueError("must specify the einstein sum subscripts string and at least one operand")
    else:
        if len(operands) < 2:
            raise ValueError(_TOO_FEW)
        text, arrays = _text_of_lists(operands)
    arrays = [asarray(array) for array in arrays]
    inputs, output = _labels_of(text, tuple(array.ndim for array in arrays))
    return Subscripts(inputs, output, _extents(inputs, arrays)), arrays


@functools.lru_cache(maxsize=256)
def _labels_of(text, ndims):
    """The labels of operands with so many axes, and of the result."""
    text = text.replace(" ", "")
    left, arrow, right = text.partition("->")
    if not arrow:
        right = None
        if "-" in text or ">" in text:
            raise ValueError("einstein sum subscript string does not contain proper '->' output specified")
    parts = left.split(",")
    if len(parts) != len(ndims):
        more = "fewer" if len(ndims) > len(parts) else "more"
        raise ValueError(f"{more} operands provided to einstein sum function than specified in the subscripts string")
    inputs, widest = [], 0
    for place, (part, ndim) in enumerate(zip(parts, ndims)):
        _check_text(part, f"operand {place}")
        labels = _labels(part, ndim, place)
        widest = max(widest, sum(isinstance(label, int) for label in labels))
        inputs.append(labels)
    every = [label for labels in inputs for label in labels]
    if right is None:
        once = sorted({label for label in every if isinstance(label, str) and every.count(label) == 1})
        return tuple(inputs), (*range(-widest, 0), *once)
    return tuple(inputs), _output(right, widest, every)


def _labels(part, ndim, place):
    """The labels of an operand; the axes of its ellipsis are numbered from the last, which is -1."""
    count = len(part.replace("...", ""))
    if "..." not in part:
        if ndim > count:
            raise ValueError(
                "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to "
                "broadcast the extra dimensions."
            )
        if ndim < count:
            raise ValueError(f"einstein sum subscripts string contains too many subscripts for operand {place}")
        return tuple(part)
    if ndim < count:
        raise ValueError(f"einstein sum subscripts string contains too many subscripts for operand {place}")
    before, after = part.split("...")
    return (*before, *range(count - ndim, 0), *after)


def _output(right, widest, every):
    _check_text(right, "the output")
    if "..." in right:
        before, after = right.split("...")
        output = (*before, *range(-widest, 0), *after)
    elif widest:
        raise ValueError(
            "output has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to "
            "broadcast the extra dimensions."
        )
    else:
        output = tuple(right)
    for label in output:
        if output.count(label) > 1:
            raise ValueError(f"einstein sum subscripts string includes output subscript '{label}' multiple times")
        if isinstance(label, str) and label not in every:
            raise ValueError(
                f"einstein sum subscripts string included output subscript '{label}' which never appeared in an input"
            )
    return output


def _extents(inputs, arrays):
    extents = {}
    for place, (labels, array) in enumerate(zip(inputs, arrays)):
        own = {}
        for label, extent in zip(labels, array.shape):
            if own.setdefault(label, extent) != extent:
                raise ValueError(
                    f"dimensions in operand {place} for collapsing index '{label}' "
                    f"don't match ({own[label]} != {extent})"
                )
        for label, extent in own.items():
            known = extents.get(label, 1)
            if known == 1:
                extents[label] = extent
            elif extent not in (1, known):
                shapes = " ".join(_remapped(one, inputs) for one in zip(inputs, arrays))
                raise ValueError(
                    f"operands could not be broadcast together with remapped shapes [original->remapped]: {shapes} "
                )
    return extents


def _remapped(pair, inputs):
    """An operand's shape, and what it is among the axes of all, in the order in which the iteration has them."""
    labels, array = pair
    every = [label for one in inputs for label in one]
    once = sorted({label for label in every if every.count(label) == 1}, key=str)
    axes = [*once, *dict.fromkeys(label for label in every if label not in once)]
    last = max((axes.index(one) for one in labels), default=-1) + 1
    found = [str(array.shape[labels.index(one)]) if one in labels else "newaxis" for one in axes]
    return f"({','.join(map(str, array.shape))})->({','.join(found[:last])})"


def _size(labels, extents):
    size = 1
    for label in labels:
        size *= extents[label]
    return size


def _result_of(chosen, sets, output):
    """The labels that remain of some operands when all others are still to come."""
    together = frozenset().union(*(sets[place] for place in chosen))
    others = [one for place, one in enumerate(sets) if place not in chosen]
    return together & frozenset(output).union(*others), together


def find_path(subscripts, optimize, memory_limit=None):
    """An order of contractions, as places in a list from which operands are taken and to whose end results go.

    Parameters
    ----------
    optimize : {'greedy', 'optimal'}
        Always the pair that saves most, or the best of all orders.
    memory_limit : int, optional
        The largest number of elements of an intermediate result.

    Examples
    --------
    >>> import uniarray as np
    >>> subscripts, _ = read_subscripts(("ij,jk,kl", np.ones((2, 9)), np.ones((9, 9)), np.ones((9, 2))))
    >>> find_path(subscripts, "greedy")
    [(0, 1), (0, 1)]
    """
    sets = [frozenset(labels) for labels in subscripts.inputs]
    count = len(sets)
    if count < 3:
        return [tuple(range(count))]
    if optimize == "optimal":
        return _optimal(sets, subscripts, memory_limit)
    return _greedy(sets, subscripts, memory_limit)


def cost_of(together, contracted, terms, extents):
    """Operations of one contraction: a product per term and element, and a sum if labels vanish."""
    return _size(together, extents) * (max(1, terms - 1) + bool(contracted))


def _greedy(sets, subscripts, limit):
    extents, path, sets = subscripts.extents, [], list(sets)
    while len(sets) > 2:
        best = None
        pairs = list(itertools.combinations(range(len(sets)), 2))
        # Outer products only where nothing else is left.
        joined = [pair for pair in pairs if sets[pair[0]] & sets[pair[1]]] or pairs
        for pair in joined:
            rest, together = _result_of(pair, sets, subscripts.output)
            if limit is not None and _size(rest, extents) > limit:
                continue
            saved = sum(_size(sets[place], extents) for place in pair) - _size(rest, extents)
            found = (-saved, cost_of(together, together - rest, 2, extents), pair, rest)
            if best is None or found[:2] < best[:2]:
                best = found
        if best is None:
            break
        _, _, pair, rest = best
        sets = [one for place, one in enumerate(sets) if place not in pair] + [rest]
        path.append(pair)
    path.append(tuple(range(len(sets))))
    return path


def _optimal(sets, subscripts, limit):
    extents = subscripts.extents
    found = [(0, [], list(sets))]
    for _ in range(len(sets) - 1):
        following = {}
        for cost, path, remaining in found:
            for pair in itertools.combinations(range(len(remaining)), 2):
                rest, together = _result_of(pair, remaining, subscripts.output)
                if limit is not None and _size(rest, extents) > limit:
                    continue
                total = cost + cost_of(together, together - rest, 2, extents)
                after = [one for place, one in enumerate(remaining) if place not in pair] + [rest]
                key = tuple(sorted(tuple(sorted(map(str, one))) for one in after))
                if key not in following or total < following[key][0]:
                    following[key] = (total, [*path, pair], after)
        if not following:
            # Nothing fits the limit: the rest is contracted at once.
            best = min(found, key=lambda one: one[0])
            return [*best[1], tuple(range(len(best[2])))]
        found = list(following.values())
    return min(found, key=lambda one: one[0])[1]
