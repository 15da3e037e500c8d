"""Writes index.txt: indices of all sorts, what NumPy reads through them and what an array holds after an assignment.

python make_index.py [--count N] [--seed S] > index.txt

One case per line, fields separated by tabs:

* dtype and shape of an array that holds 0, 1, 2, … and is then seen through a first index, of slices only;
* that first index and the index itself, items separated by blanks: `i-1` an integer, `s1:None:2` a slice, `e` an
  ellipsis, `n` None, `t` or `f` a truth value, `a` dtype `(` shape `)` elements: an array;
* shape and elements of what is read, or `!` type and text of the exception;
* shape of an array of -1, -2, … that is assigned then, and the elements of the whole array after that, or `!` as above;
  both empty where the index has no array with axes.

`INDEX_CASES=file cargo test -p uniarray-core --test index` checks another file than the committed one.
"""

import argparse

import numpy as np

SHAPES = [(), (0,), (1,), (3,), (5,), (40,), (2, 3), (4, 1), (3, 0), (3, 3), (2, 3, 4), (1, 4, 2), (3, 2, 2, 2)]
INTEGERS = ["i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"]


def bound(rng, extent):
    if rng.integers(3) == 0:
        return None
    if rng.integers(12) == 0:
        return int(rng.choice([2**63 - 1, -(2**63), 100, -100]))
    return int(rng.integers(-extent - 2, extent + 3))


def a_slice(rng, extent, strict=False):
    step = [None, None, 1, 2, -1, -2, 3, 2**63 - 1, -(2**63)][rng.integers(9)]
    if not strict and rng.integers(150) == 0:
        step = 0
    return slice(bound(rng, extent), bound(rng, extent), step)


def an_array(rng, extent, shapes):
    shape = shapes[rng.integers(len(shapes))]
    dtype = np.dtype(INTEGERS[rng.integers(8)] if rng.integers(2) else "i8")
    low = 0 if dtype.kind == "u" else -extent
    high = extent + (rng.integers(25) == 0)
    values = rng.integers(low, max(high, low + 1), shape)
    return np.asarray(values).astype(dtype)


def an_index(rng, shape):
    items = []
    axis = 0
    # Arrays of one index mostly broadcast against each other.
    tail = int(rng.integers(1, 4))
    shapes = [(tail,), (tail,), (1,), (2, tail), (2, 1), (), (1, tail)]
    if rng.integers(10) == 0:
        shapes += [(0,), (5,)]
    if rng.integers(12) == 0:
        return [a_mask(rng, shape)]
    while rng.integers(7) and len(items) < 7:
        extent = shape[axis] if axis < len(shape) else 1
        choice = int(rng.integers(12))
        if axis >= len(shape) and choice not in (6, 7, 11) and rng.integers(12):
            continue
        if choice < 2:
            over = rng.integers(40) == 0
            items.append(int(rng.integers(-extent - over, extent + over)) if extent + over else 0)
            axis += 1
        elif choice < 6:
            items.append(a_slice(rng, extent))
            axis += 1
        elif choice == 6:
            items.append(None)
        elif choice == 7:
            if Ellipsis not in [item for item in items if item is Ellipsis] or rng.integers(10) == 0:
                items.append(Ellipsis)
                axis = max(axis, len(shape) - int(rng.integers(0, 3)))
        elif choice < 10:
            items.append(an_array(rng, extent, shapes))
            axis += 1
        elif choice == 10:
            count = min(int(rng.integers(1, 3)), max(len(shape) - axis, 1))
            part = shape[axis : axis + count] or (1,)
            if rng.integers(20) == 0:
                part = tuple(extent + 1 for extent in part)
            items.append(a_mask(rng, part))
            axis += count
        elif rng.integers(3) == 0:
            items.append(bool(rng.integers(2)))
    return items


def a_mask(rng, shape):
    return np.asarray(rng.random(shape) < rng.choice([0.2, 0.5, 1.0]))


def spell(items):
    words = []
    for item in items:
        if item is None:
            words.append("n")
        elif item is Ellipsis:
            words.append("e")
        elif isinstance(item, bool):
            words.append("t" if item else "f")
        elif isinstance(item, int):
            words.append(f"i{item}")
        elif isinstance(item, slice):
            words.append(f"s{item.start}:{item.stop}:{item.step}")
        else:
            shape = ",".join(map(str, item.shape))
            words.append(f"a{item.dtype.str[1:]}({shape}){numbers(item)}")
    return " ".join(words)


def numbers(array):
    return ",".join(str(int(value)) for value in array.ravel().tolist())


def result(function):
    try:
        array = np.asarray(function())
    except (IndexError, ValueError, TypeError) as error:
        return f"!{type(error).__name__}: {error}"
    return f"({','.join(map(str, array.shape))}){numbers(array)}"


def a_value_shape(rng, shape):
    """Mostly one that broadcasts to `shape`."""
    shape = list(shape)
    for axis in range(len(shape)):
        if rng.integers(4) == 0:
            shape[axis] = 1
    if rng.integers(15) == 0:
        shape = [extent + int(rng.integers(2)) for extent in shape]
    if rng.integers(6) == 0:
        shape = [1, *shape]
    return tuple(shape[int(rng.integers(len(shape) + 1)) :] if rng.integers(2) else shape)


def picks(items):
    return any(isinstance(item, bool) or (isinstance(item, np.ndarray) and item.ndim) for item in items)


def case(rng):
    """One line of the file, or nothing for one of the many indices that are merely too long."""
    dtype = ["u1", "i2", "f4", "i8", "c16"][rng.integers(5)]
    shape = SHAPES[rng.integers(len(SHAPES))]
    whole = np.arange(np.prod(shape, dtype=int)).astype(dtype).reshape(shape)
    first = [a_slice(rng, extent, strict=True) for extent in shape] if rng.integers(3) == 0 else []
    seen = whole[tuple(first)] if first else whole
    items = an_index(rng, seen.shape)
    index = tuple(items) if len(items) != 1 else items[0]
    read = result(lambda: seen[index].real)
    common = read.startswith(("!IndexError: too many", "!IndexError: index 0")) or not picks(items)
    if common and rng.integers(4):
        return None
    fields = [dtype, ",".join(map(str, shape)), spell(first), spell(items), read]
    if not picks(items):
        return "\t".join([*fields, "", ""])
    value_shape = a_value_shape(rng, seen[index].shape) if read[0] != "!" else ()
    value = -1 - np.arange(np.prod(value_shape, dtype=int)).reshape(value_shape)

    def assign():
        seen[index] = value.astype(dtype)
        return whole.real

    return "\t".join([*fields, ",".join(map(str, value_shape)), result(assign)])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=3)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    print(f"# numpy {np.__version__}, seed {args.seed}")
    for _ in range(args.count):
        line = case(rng)
        if line is not None:
            print(line)


if __name__ == "__main__":
    main()
