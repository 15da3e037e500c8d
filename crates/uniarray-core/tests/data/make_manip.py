"""Writes manip.txt: what NumPy's functions of shape make of arrays.

python make_manip.py [--count N] [--seed S] > manip.txt

One case per line, fields separated by tabs:

* shape of an int64 array that holds 0, 1, 2, …; the slices (`1:None:2`, …) and then the axes through which it is seen;
* a function and its arguments, lists separated by commas, `None` where left out;
* `(` shape `)` and elements of the result, after a `*` if `reshape` had to copy; or `!` type and text of the exception.

`MANIP_CASES=file cargo test -p uniarray-core --test manip` checks another file than the committed one.
"""

import argparse

import numpy as np

SHAPES = [
    (),
    (0,),
    (1,),
    (6,),
    (2, 3),
    (1, 4),
    (3, 0),
    (4, 4),
    (2, 3, 4),
    (1, 6, 1),
    (2, 1, 3),
    (2, 2, 3, 2),
    (5, 1, 1),
]


def joined(values):
    return "None" if values is None else ",".join(map(str, values))


def an_axis(rng, ndim):
    return int(rng.integers(-ndim - (rng.integers(12) == 0), ndim + (rng.integers(12) == 0))) if ndim else 0


def some_axes(rng, ndim, count=None):
    """Distinct most of the time."""
    count = int(rng.integers(0, ndim + 1)) if count is None else count
    if rng.integers(8) == 0:
        return tuple(an_axis(rng, ndim) for _ in range(count))
    axes = rng.permutation(ndim)[:count] - ndim * rng.integers(0, 2, min(count, ndim))
    return tuple(int(axis) for axis in axes)


def a_shape(rng, size):
    """Mostly one of so many elements."""
    if rng.integers(12) == 0:
        return tuple(int(extent) for extent in rng.integers(0, 4, rng.integers(0, 4)))
    shape = []
    while size > 1 and len(shape) < 5:
        divisors = [divisor for divisor in range(2, size + 1) if size % divisor == 0]
        shape.append(int(rng.choice(divisors)))
        size //= shape[-1]
    if size == 0:
        shape = [0]
    for _ in range(int(rng.integers(3))):
        shape.insert(int(rng.integers(len(shape) + 1)), 1)
    for _ in range(int(rng.choice([0, 0, 1, 1, 1, 2]))):
        if shape:
            shape[rng.integers(len(shape))] = -1
    return tuple(shape)


def numbered(shape):
    return -1 - np.arange(np.prod(shape, dtype=int)).reshape(shape)


def a_call(rng, name, array):
    """The arguments in words, and the call."""
    ndim = array.ndim
    if name == "reshape":
        shape, order = a_shape(rng, array.size), "CFA"[rng.integers(3)]
        return [joined(shape), order], lambda: array.reshape(shape, order=order)
    if name == "transpose":
        axes = None if rng.integers(4) == 0 else some_axes(rng, ndim, ndim + (rng.integers(10) == 0))
        return [joined(axes)], lambda: np.transpose(array, axes)
    if name == "squeeze":
        ones = tuple(axis for axis in range(ndim) if array.shape[axis] == 1)
        axes = [None, ones, some_axes(rng, ndim)][rng.integers(3)]
        return [joined(axes)], lambda: np.squeeze(array, axes)
    if name == "expand_dims":
        count = int(rng.integers(3))
        axes = some_axes(rng, ndim + count, count)
        return [joined(axes)], lambda: np.expand_dims(array, axes)
    if name == "swapaxes":
        first, second = an_axis(rng, ndim), an_axis(rng, ndim)
        return [str(first), str(second)], lambda: np.swapaxes(array, first, second)
    if name == "moveaxis":
        source = some_axes(rng, ndim)
        destination = some_axes(rng, ndim, len(source) + (rng.integers(10) == 0))
        return [joined(source), joined(destination)], lambda: np.moveaxis(array, source, destination)
    if name == "diagonal":
        offset = int(rng.choice([0, 1, -1, 2, -2, 5, -5]))
        first, second = an_axis(rng, ndim), an_axis(rng, ndim)
        return [str(offset), str(first), str(second)], lambda: array.diagonal(offset, first, second)
    if name == "flip":
        axes = None if rng.integers(4) == 0 else some_axes(rng, ndim)
        return [joined(axes)], lambda: np.flip(array, axes)
    if name == "broadcast_to":
        shape = [int(rng.integers(0, 4)) if extent == 1 else extent for extent in array.shape]
        shape = [2] * int(rng.integers(3)) + shape
        if rng.integers(8) == 0:
            shape = shape[1:]
        if rng.integers(8) == 0 and shape:
            shape[rng.integers(len(shape))] = int(rng.integers(-1, 4))
        return [joined(shape)], lambda: np.broadcast_to(array, tuple(shape))
    if name == "roll":
        axes = tuple(an_axis(rng, ndim) for _ in range(rng.integers(1, 4)))
        shifts = tuple(int(shift) for shift in rng.integers(-9, 10, len(axes) + (rng.integers(10) == 0)))
        shifts = shifts[:1] if rng.integers(4) == 0 else shifts
        return [joined(shifts), joined(axes)], lambda: np.roll(array, shifts, axes)
    if name == "concatenate":
        axis = None if rng.integers(4) == 0 else an_axis(rng, ndim)
        shapes = [list(array.shape) for _ in range(rng.integers(3))]
        for shape in shapes:
            if shape and (axis is not None or rng.integers(2)):
                shape[(axis or 0) % ndim] = int(rng.integers(4))
            if shape and rng.integers(12) == 0:
                shape[rng.integers(ndim)] += 1
            if rng.integers(20) == 0:
                shape.append(1)
        others = [numbered(shape) for shape in shapes]
        words = [str(axis), *map(joined, shapes)]
        return words, lambda: np.concatenate([array, *others], axis)
    if name == "stack":
        axis = an_axis(rng, ndim + 1)
        shape = list(array.shape)
        if shape and rng.integers(10) == 0:
            shape[rng.integers(ndim)] += 1
        return [str(axis), joined(shape)], lambda: np.stack([array, numbered(shape)], axis)
    mode = str(rng.choice(["raise", "wrap", "clip"]))
    if name == "take":
        axis = an_axis(rng, ndim)
        shape = [(), (3,), (2, 2), (0,)][rng.integers(4)]
        extent = array.shape[axis] if -ndim <= axis < ndim else 1
        reach = extent if mode == "raise" and rng.integers(8) else extent + 3
        indices = rng.integers(-reach, max(reach, 1), shape)
        words = [str(axis), mode, joined(shape), joined(np.ravel(indices))]
        return words, lambda: np.take(array, indices, axis, mode=mode)
    reach = array.size if mode == "raise" and rng.integers(8) else array.size + 3
    indices = rng.integers(-reach, max(reach, 1), int(rng.integers(5)))
    values = numbered((int(rng.integers(4)),))

    def put():
        array.put(indices, values, mode=mode)
        return array

    return [mode, joined(indices), str(len(values))], put


FUNCTIONS = (
    ["reshape"] * 4
    + ["transpose", "squeeze", "expand_dims", "swapaxes", "moveaxis", "diagonal", "flip", "broadcast_to", "roll"]
    + ["concatenate", "stack", "take", "put"]
)


def case(rng):
    shape = SHAPES[rng.integers(len(SHAPES))]
    whole = np.arange(np.prod(shape, dtype=int)).reshape(shape)
    slices = [slice(None, None, [1, 1, 1, 2, -1][rng.integers(5)]) for _ in shape]
    axes = [int(axis) for axis in rng.permutation(len(shape))]
    array = whole[(*slices, ...)].transpose(axes)
    name = str(rng.choice(FUNCTIONS))
    words, function = a_call(rng, name, array)
    try:
        result = np.asarray(function())
    except (IndexError, ValueError, TypeError) as error:
        text = f"!{type(error).__name__}: {error}"
    else:
        copied = name == "reshape" and result.size and not np.shares_memory(result, whole)
        text = f"{'*' if copied else ''}({joined(result.shape)}){joined(result.ravel().tolist())}"
    spelled = " ".join(f"{part.start}:{part.stop}:{part.step}" for part in slices)
    return "\t".join([joined(shape), spelled, joined(axes), " ".join([name, *words]), text])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    print(f"# numpy {np.__version__}, seed {args.seed}")
    for _ in range(args.count):
        print(case(rng))


if __name__ == "__main__":
    main()
