"""Arrays of Python objects."""

from cases import Group

O2 = "o = np.array([[1, 2], [3, 4]], dtype=object)"
MIXED = "m = np.array([None, 'text', 2.5, [1, 2]], dtype=object)"
NEEDS = "python_subclass"

GROUPS = [
    Group(
        "the dtype tells what NumPy's tells",
        [
            "repr(np.dtype(object)), str(np.dtype('O')), np.dtype('O').name, np.dtype('O').num",
            "np.dtype('O').itemsize, np.dtype('O').hasobject, np.dtype('O').descr, np.dtype('O').kind",
            "np.dtype('O') == object, np.dtype('O') == 'f8', np.dtype('f8') == object",
            "np.dtype(dict) == object",
            "np.can_cast('O', 'f8'), np.can_cast('O', 'f8', 'same_kind'), np.can_cast('f8', 'O')",
            "repr(np.promote_types('O', 'f8')), repr(np.result_type('O', 'i1', 3))",
        ],
        needs=NEEDS,
    ),
    Group(
        "elements are kept as they are, and sequences are looked into as deep as they are regular",
        [
            f"{MIXED}; repr(m), m.shape, m.tolist()",
            "repr(np.array([[1, [2]]], dtype=object))",
            "np.array([[1], [2, 3]], dtype=object).shape",
            "np.array([[1], [2, 3]])",
            "repr(np.array([1, 2**70])), repr(np.array([None, 'a'])), np.array(None).shape",
            "repr(np.zeros(2, object))",
            "repr(np.empty((2, 1), object))",
            "repr(np.ones(1, object))",
            "repr(np.full(2, None))",
            "repr(np.arange(3).astype(object)), repr(np.array([1, 2.5], object).astype('i4'))",
        ],
        needs=NEEDS,
    ),
    Group(
        "indices give elements, views and copies",
        [
            f"{O2}; o[0, 1], repr(o[1]), repr(o.T), repr(o[:, ::-1])",
            f"{O2}; v = o.T; v[0, 1] = 'x'; o[1, 0]",
            f"{O2}; v = o[[0, 1]]; v[0, 0] = 'x'; o[0, 0]",
            f"{O2}; o[0] = [None, 'y']; repr(o)",
            f"{O2}; o[...] = 7; o.tolist()",
            f"{O2}; o[o > 2] = 0; o.tolist()",
            f"{O2}; o[0] = [1, 2, 3]",
            f"{O2}; o[5, 0]",
            f"{O2}; o.flags.writeable = False; o[0, 0] = 1",
            f"{O2}; repr(o.reshape(4)), repr(o.ravel('F')), repr(o.flatten()), o.item(3)",
        ],
        needs=NEEDS,
    ),
    Group(
        "ufuncs call the elements' operators",
        [
            f"{O2}; repr(o + o), repr(o * 2), repr(1 - o), repr(o ** 2), repr(-o)",
            f"{O2}; repr(o // 2), repr(o % 2), repr(np.divide(o, 2)), repr(abs(o))",
            f"{O2}; repr(o == o.T), repr(o < 3), repr(np.equal(o, 1, dtype=object))",
            f"{O2}; repr(np.maximum(o, o.T)), repr(np.sign(o)), repr(np.square(o)), repr(np.gcd(o, 2))",
            "repr(np.logical_and(np.array([3, None], object), 5)), repr(np.logical_not(np.array([3, 0], object)))",
            "np.sqrt(np.array([4], object))",
            "np.isnan(np.array([4], object))",
            "np.add(1, 2, dtype=object), np.power(np.uint8(2), 9, dtype=object)",
            "np.add(np.array([1], object), 1, out=np.zeros(1))",
            "np.add(np.array(['a'], object), 1)",
            f"{O2}; out = np.empty((2, 2), object); np.add(o, 1, out=out) is out, out.tolist()",
            f"{O2}; repr(np.add(o, 1, where=[True, False], out=o.copy()))",
        ],
        needs=NEEDS,
        wording=False,
    ),
    Group(
        "folds call them one after the other",
        [
            f"{O2}; o.sum(), repr(o.sum(0)), repr(o.prod(axis=1)), o.max(), o.min(), repr(o.sum(keepdims=True))",
            f"{O2}; repr(np.add.accumulate(o)), repr(np.cumsum(o)), repr(np.multiply.outer([1, 2], o[0]))",
            f"{O2}; repr(np.add.reduceat(o, [0, 1])), o.all(), o.any()",
            f"{O2}; np.add.at(o, ([0, 0], [1, 1]), 5); o.tolist()",
            "np.add.reduce(np.array([], object)), np.maximum.reduce(np.array([], object))",
            f"{O2}; repr(o @ o), np.dot(o[0], o[1]), repr(np.matmul(o, [1, 1])), np.vecdot(o[0], o[1])",
            f"{O2}; np.einsum('ij,ij', o, o), o.trace(), repr(o.diagonal())",
            f"{O2}; o.mean(), o.std(), repr(np.sort(-o)), repr(np.argsort(-o)), o.argmax(), repr(o.argmin(1))",
        ],
        needs=NEEDS,
    ),
    Group(
        "functions move elements",
        [
            f"{O2}; repr(np.concatenate([o, [[None, 5]]])), repr(np.stack([o[0], o[1]], 1))",
            f"{O2}; repr(np.where([True, False], o, 'no')), repr(np.take(o, [3, 0])), repr(np.repeat(o[0], 2))",
            f"{O2}; repr(np.tile(o[0], 2)), repr(np.roll(o, 1)), repr(np.flip(o)), np.count_nonzero(o)",
            f"{O2}; np.array_equal(o, [[1, 2], [3, 4]]), repr(np.unique(o)), repr(np.nonzero(o > 1))",
            f"{O2}; np.copyto(np.zeros((2, 2)), o)",
            f"{O2}; a = np.zeros((2, 2)); a[...] = o; a",
            "repr(np.frompyfunc(lambda a, b: (a, b), 2, 1)([1, 2], 3)), np.frompyfunc(max, 2, 1).reduce([1, 5, 2])",
            "np.array([1, 2])[np.array([0], object)]",
            f"{O2}; o.view('i8')",
            "x = np.float64(7).astype(object); x, type(x).__name__",
            "np.float64(np.array(5, object)), np.float32(np.array([2, 3], object))",
        ],
        needs=NEEDS,
    ),
]
