"""Random operations on arrays, each with something that must be true of its result whatever was drawn.

They use no other library to compare with, so that they run for hours on any interpreter (`soak.py`).
"""

import bisect
import copy
import io
import itertools
import math
import pickle

from subject import ua

INTEGERS = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64"]
REALS = [*INTEGERS, "float32", "float64"]
NUMBERS = [*REALS, "complex64", "complex128"]


def shape_of(rng, most=3):
    return tuple(rng.randint(0 if rng.random() < 0.1 else 1, 6) for _ in range(rng.randint(0, most)))


def numbers(rng, shape, dtype="int64", low=0, high=11):
    """Small whole numbers in an array of any layout."""
    count = math.prod(shape)
    flat = ua.array([rng.randint(low, high) for _ in range(count)], dtype)
    layout = rng.randint(0, 3)
    if layout == 1:
        wide = ua.zeros(2 * count, dtype)
        wide[::2] = flat
        flat = wide[::2]
    elif layout == 2:
        return flat.reshape(shape, order="F").copy("F")
    elif layout == 3 and count:
        return flat[::-1].reshape(shape[::-1]).T
    return flat.reshape(shape)


def arithmetic(rng):
    """Adding and taking away, multiplying and dividing, into new arrays and old ones."""
    shape = shape_of(rng)
    a, b = numbers(rng, shape, rng.choice(REALS)), numbers(rng, shape[rng.randint(0, len(shape)) :], "float64", 1)
    assert ((a + b) - b == a).all() and ((a * b) / b == a).all()
    out = ua.empty(shape)
    assert ua.add(a, b, out=out) is out and (out - a == b).all()
    out -= b
    mask = out > 3
    ua.negative(out, out=out, where=mask)
    assert (abs(out) == a).all() and (out < 0).sum() == mask.sum()
    quotient, rest = divmod(a, 3)
    assert (quotient * 3 + rest == a).all()


def slow_and_fast(rng):
    """What elements give one by one is what they give together."""
    dtype = rng.choice(REALS)
    a = numbers(rng, (rng.choice([1, 7, 40]),), dtype)
    for name in ["square", "sign", "floor", "positive", "isfinite"]:
        function = getattr(ua, name)
        assert function(a).tolist() == [function(x).item() for x in a]
    assert [x.item() for x in a] == a.tolist() == list(map(type(a.tolist()[0]), a))
    assert ua.maximum(a, 5).tolist() == [max(x, 5) for x in a.tolist()]


def an_item(rng, extent):
    def end():
        return rng.choice([None, rng.randint(-extent - 1, extent + 1)])

    kind = rng.random()
    if kind < 0.3 and extent:
        return rng.randint(-extent, extent - 1)
    if kind < 0.75 or not extent:
        return slice(end(), end(), rng.choice([None, 1, 2, -1, -3]))
    if kind < 0.85:
        return ua.array([rng.random() < 0.5 for _ in range(extent)])
    return [rng.randint(-extent, extent - 1) for _ in range(3)]


def indexing(rng):
    """An index reads the elements that it writes."""
    shape = shape_of(rng, 4)
    a = ua.arange(math.prod(shape), dtype=rng.choice(NUMBERS)).reshape(shape)
    items = [an_item(rng, extent) for extent in shape[: rng.randint(0, len(shape))]]
    if rng.random() < 0.3:
        items.insert(rng.randint(0, len(items)), None)
    try:
        picked = a[tuple(items)]
    except IndexError:
        # Two lists, or a mask and a list, of lengths that do not broadcast.
        assert sum(isinstance(item, (list, ua.ndarray)) for item in items) > 1
        return
    kept = {x.real for x in ua.ravel(picked).tolist()}
    b = a.copy()
    b[tuple(items)] = 101
    places = (b == 101) & (a != 101)
    assert {x.real for x in a[places].tolist()} == kept - {101}
    assert (b[~places] == a[~places]).all()
    b[tuple(items)] = picked
    assert (b == a).all()


def views(rng):
    """A view writes to what it is a view of, however long the chain."""
    a = ua.zeros(shape_of(rng, 4), rng.choice(NUMBERS))
    view = a
    for _ in range(rng.randint(1, 5)):
        kind = rng.randint(0, 4)
        if kind == 0:
            view = view.T
        elif kind == 1 and view.ndim:
            view = view[::-1]
        elif kind == 2:
            view = view[None]
        elif kind == 3 and view.ndim > 1:
            view = view.swapaxes(0, -1)
        elif view.flags.c_contiguous:
            view = view.reshape(-1)
    view += 1
    assert (a == 1).all()
    del a
    assert (view == 1).all() and view.sum() == view.size


def joining(rng):
    """What is split is joined to the same."""
    shape = (rng.randint(1, 6), *shape_of(rng, 2))
    a = numbers(rng, shape, rng.choice(NUMBERS))
    places = sorted(rng.randint(0, shape[0]) for _ in range(rng.randint(0, 3)))
    assert (ua.concatenate(ua.split(a, places)) == a).all()
    assert (ua.stack(list(a), axis=0) == a).all()
    assert (ua.roll(ua.roll(a, 2), -2) == a).all()
    assert (ua.moveaxis(ua.moveaxis(a, 0, -1), -1, 0) == a).all()
    assert (ua.repeat(a, 2, axis=0)[::2] == a).all() and (ua.tile(a, 2).size == 2 * a.size)


def sorting(rng):
    """Sorted values are those that Python sorts."""
    a = numbers(rng, (rng.choice([0, 1, 5, 33, 200]),), rng.choice(REALS), 0, 100)
    line = sorted(a.tolist())
    assert ua.sort(a).tolist() == line and a[ua.argsort(a)].tolist() == line
    assert ua.unique(a).tolist() == sorted(set(line))
    values, counts = ua.unique(a, return_counts=True)
    assert ua.repeat(values, counts).tolist() == line
    assert ua.searchsorted(ua.sort(a), 50).item() == bisect.bisect_left(line, 50)
    if line:
        k = rng.randrange(len(line))
        assert ua.partition(a, k)[k] == line[k] and a.min() == line[0] and a[a.argmax()] == line[-1]


def reductions(rng):
    """Sums by any axis come to the same."""
    shape = shape_of(rng, 4)
    a = numbers(rng, shape, rng.choice(NUMBERS))
    total = sum(ua.ravel(a).tolist())
    assert a.sum() == total
    if shape:
        axis = rng.randint(-len(shape), len(shape) - 1)
        assert a.sum(axis).sum() == total and a.sum(axis, keepdims=True).ndim == a.ndim
        if shape[axis]:
            assert ua.cumsum(a, axis).take(-1, axis).sum() == total
    assert ua.add.reduce(a, axis=None) == total and a.any() == (total != 0)
    if a.size:
        assert abs(a.mean() * a.size - total) < 1e-3 and abs(a.var()) < 100


def casting(rng):
    """Small numbers survive every dtype."""
    first = dtype = rng.choice(NUMBERS)
    a = numbers(rng, shape_of(rng), dtype)
    b = a
    for _ in range(4):
        dtype = rng.choice(NUMBERS[-2:] if "complex" in dtype else NUMBERS)
        b = b.astype(dtype, order=rng.choice("CFAK"))
    assert (b == a).all() and a.dtype == first
    swapped = a.astype(a.dtype.newbyteorder(">"))
    assert swapped.tolist() == a.tolist() and swapped.byteswap().view(a.dtype).tolist() == a.tolist()


def products(rng):
    """Products of whole matrices are associative, and einsum's are the same."""
    n, k, m = (rng.randint(1, 9) for _ in range(3))
    a, b, c = (
        numbers(rng, extents, rng.choice(["int64", "float64", "complex128"])) for extents in ((n, k), (k, m), (m, n))
    )
    assert ((a @ b) @ c == a @ (b @ c)).all()
    assert (ua.einsum("ij,jk->ik", a, b) == a @ b).all() and ua.einsum("ij,ji", a @ b, c) == ua.trace(a @ b @ c)
    assert (ua.tensordot(a, b, 1) == ua.dot(a, b)).all() and (ua.outer(a[0], b[0]) == a[0][:, None] * b[0]).all()


def algebra(rng):
    """Equations are solved, transforms are undone."""
    n = rng.randint(1, 8)
    a = numbers(rng, (n, n), "float64") + 50 * ua.eye(n)
    x = numbers(rng, (n,), "float64")
    assert ua.allclose(ua.linalg.solve(a, a @ x), x) and ua.allclose(ua.linalg.inv(a) @ a, ua.eye(n))
    q, r = ua.linalg.qr(a)
    assert ua.allclose(q @ r, a)
    u, s, v = ua.linalg.svd(a)
    assert ua.allclose((u * s) @ v, a)
    line = numbers(rng, (rng.randint(1, 40),), "float64")
    assert ua.allclose(ua.fft.ifft(ua.fft.fft(line)), line)
    assert ua.allclose(ua.fft.irfft(ua.fft.rfft(line), line.size), line)


def texts(rng):
    """What is printed is read again; texts are compared, joined and sorted."""
    a = numbers(rng, shape_of(rng, 2), rng.choice(["int64", "float64"]))
    if a.size:
        assert (eval(repr(a), {"array": ua.array, "float64": "f8"}) == a).all()
    line = ["".join(rng.choice("abä€") for _ in range(rng.randint(0, 5))) for _ in range(4)]
    b = ua.array(line)
    assert b.tolist() == line and ua.sort(b).tolist() == sorted(line)
    assert (b == line[0]).tolist() == [x == line[0] for x in line] and ua.concatenate([b, b]).tolist() == line + line
    assert ua.unique(b).tolist() == sorted(set(line)) and b.astype(object).tolist() == line


def objects(rng):
    """Objects are kept as long as the array, and given back as they are."""
    line = [rng.choice([None, "text", 2**70, (1, 2), 1.5, [3]]) for _ in range(rng.randint(1, 9))]
    a = ua.empty(len(line), object)
    a[:] = line
    assert all(x is y for x, y in zip(a, line)) and all(x is y for x, y in zip(a[::-1].copy(), line[::-1]))
    numbers_ = ua.array([rng.randint(0, 2**70) for _ in range(5)], object)
    assert (numbers_ + 1 - numbers_).tolist() == [1] * 5 and numbers_.sum() == sum(numbers_.tolist())
    ring = ua.empty(2, object)
    ring[0] = ring[1:]
    assert ring[0].base is not None or ring[0][0] is None
    assert copy.deepcopy(a).tolist() == line


def structures(rng):
    """Fields are views of a structure."""
    a = ua.zeros(rng.randint(1, 5), [("x", "i4"), ("y", "f8", (2,)), ("name", "U3")])
    a["x"] = 7
    a["y"][:, 1] = 2.5
    a["name"] = "abc"
    assert a[0].item()[0] == 7 and a["y"].sum() == 2.5 * len(a) and set(a["name"].tolist()) == {"abc"}
    assert (ua.sort(a, order="x") == a).all() and a[["x", "name"]].tolist() == [(7, "abc")] * len(a)


def files(rng):
    """What is saved and pickled is loaded."""
    a = numbers(rng, shape_of(rng), rng.choice(NUMBERS))
    file = io.BytesIO()
    ua.save(file, a)
    file.seek(0)
    b = ua.load(file)
    assert b.dtype == a.dtype and b.shape == a.shape and (b == a).all()
    b = pickle.loads(pickle.dumps(a, rng.randint(2, 5)))
    assert b.dtype == a.dtype and b.shape == a.shape and (b == a).all()
    assert (ua.frombuffer(a.tobytes(), a.dtype) == ua.ravel(a)).all() if a.size else True
    broken = bytearray(file.getvalue())
    broken[rng.randrange(min(len(broken), 128))] = rng.randrange(256)
    try:
        ua.load(io.BytesIO(broken))
    except Exception as error:
        assert not isinstance(error, SystemError)


def large(rng):
    """Memory of large arrays is given back."""
    n = rng.choice([100_000, 300_000])
    a = ua.ones(n, rng.choice(["float64", "int32"]))
    b = a[::2] + a[1::2]
    assert b.sum() == n and ua.where(b > 1, b, 0).max() == 2
    grid = ua.zeros((300, 400))
    grid[1:-1, 1:-1] += 1
    assert grid.sum() == 298 * 398


def chance(rng):
    """Random numbers are where they should be."""
    generator = ua.random.default_rng(rng.getrandbits(30))
    a = generator.integers(5, 9, rng.randint(1, 50))
    assert ((a >= 5) & (a < 9)).all()
    assert sorted(generator.permutation(20).tolist()) == list(range(20))
    x = generator.random(100)
    assert ((x >= 0) & (x < 1)).all() and abs(generator.normal(size=100)).max() < 10
    assert set(generator.choice(a, 3).tolist()) <= set(a.tolist())


def iteration(rng):
    """Iterators meet every element once."""
    shape = shape_of(rng)
    a = ua.arange(math.prod(shape)).reshape(shape)
    everything = list(range(a.size))
    assert [int(x) for x in a.flat] == everything and [int(x) for x in ua.nditer(a, ["zerosize_ok"])] == everything
    assert [int(a[index]) for index in ua.ndindex(*shape)] == everything
    assert [int(x) for _, x in ua.ndenumerate(a)] == everything
    pairs = ua.broadcast(a, a)
    assert [int(x) - int(y) for x, y in pairs] == [0] * a.size
    assert list(itertools.islice(a.flat, 3)) == everything[:3]


def mistakes(rng):
    """Exceptions leave arrays as they were."""
    a = numbers(rng, (3, 4))
    before = a.tolist()
    wrong = [
        lambda: a + ua.ones(5),
        lambda: a[7],
        lambda: a.__setitem__((slice(None), [0, 9]), 1),
        lambda: a.reshape(5, 5),
        lambda: ua.add(a, 1.5, out=a),
        lambda: a.sum(axis=3),
        lambda: ua.array([[1], [2, 3]]),
        lambda: ua.zeros(-1),
        lambda: a.astype("nonsense"),
        lambda: ua.linalg.inv(a),
        lambda: ua.concatenate([a, ua.ones((2, 2))]),
        lambda: ua.einsum("ij,jk->iq", a, a),
        lambda: a.view("c16,i1"),
    ]
    try:
        rng.choice(wrong)()
    except Exception as error:
        assert str(error)
    else:
        raise AssertionError("no exception")
    assert a.tolist() == before


class Labelled(ua.ndarray):
    """An array with a word."""

    word = None

    def __array_finalize__(self, other):
        self.word = getattr(other, "word", None)


def subclasses(rng):
    """Arrays of a subclass come of those that went in, with their attributes."""
    a = numbers(rng, (4,), "float64").view(Labelled)
    a.word = object()
    for b in (a[1:], a + 1, a.copy(), ua.sqrt(a), a.reshape(2, 2), -a):
        assert type(b) is Labelled and b.word is a.word
    a.word = a
    masked = a[a > 3]
    assert masked.size == sum(x > 3 for x in a.tolist())


ALL = [
    arithmetic,
    slow_and_fast,
    indexing,
    views,
    joining,
    sorting,
    reductions,
    casting,
    products,
    algebra,
    texts,
    objects,
    structures,
    files,
    large,
    chance,
    iteration,
    mistakes,
    subclasses,
]
