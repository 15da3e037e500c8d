"""Corners of calls that other topics do not come to: folds from the left, outputs, masks and keys of unusual kinds."""

from cases import Group

NEEDS = "python_subclass"
ARRAY_LIKE = "T = type('T', (), {'__array__': lambda self, dtype=None, copy=None: np.array(['b', 'abc'])})"
FIELDS = "r = np.array([(1, 2.5), (3, 4.5)], dtype=[('a', 'i2'), ('b', 'f8')])"

GROUPS = [
    Group(
        "folds of functions that are no sums go from the left",
        [
            "np.floor_divide.accumulate(np.array([9000, 3, 2, 7, 1] * 8))",
            "np.remainder.accumulate(np.array([9000, 77, 50, 31] * 8, 'i2'))",
            "np.floor_divide.reduce(np.array([2**40, 3, 2, 7] * 2))",
            "np.arctan2.accumulate(np.array([0.0, 1.0, 2.0] * 2)).round(12)",
            "np.float_power.accumulate(np.array([2, 3, 0.5, 2])).round(12)",
        ],
    ),
    Group(
        "a mask in the array's own memory is read first",
        [
            "x = np.array([True, False, True, False]); np.putmask(x[1:4], x[:3], [True, False, True]); x",
            "x = np.array([True, False, True, False]); np.putmask(x[1:4], [True] * 3, x[:3]); x",
        ],
    ),
    Group(
        "so many arrays and truth values can index together",
        [
            "np.ones(1)[(True,) * 63].shape",
            "np.ones(1)[(True,) * 64]",
            "np.ones(2)[(True,) * 64].shape",
            "np.ones(1)[(False,) * 65]",
            "a = np.ones(1); a[(True,) * 80] = 1",
            "np.ones((1,) * 64)[(np.array([0]),) * 64]",
            "np.ones((1,) * 64)[(np.array([0]),) * 63].shape",
        ],
    ),
    Group(
        "what is no index is told before a slice that is none",
        [
            "a = np.array([[[5]]]); a[0.0:, 0.0]",
            "a = np.array([[[5]]]); a[0.0:, 0.0, :] = 1",
            "a = np.array([[[5]]]); a[0.0:, 'x']",
            "a = np.arange(9).reshape(3, 3); a.flat['a']",
            "a = np.arange(9).reshape(3, 3); a.flat[np.zeros(0, int)]",
        ],
    ),
    Group("no slice", ["a = np.array([[[5]]]); a[0.0:, 0]", "np.arange(3)['a':]"], wording=False),
    Group(
        "types that are none",
        ["np.can_cast('i4', None)", "np.can_cast(None, 'i4')", "np.can_cast(1, 'i4')", "np.arange(None)"],
        wording=False,
    ),
    Group(
        "joining and arranging",
        [
            "np.stack([])",
            "np.stack(x for x in range(3))",
            "np.block([1, []])",
            "np.block([[], 2])",
            "np.block([[], []])",
            "np.block([])",
            "np.block([[1], 2])",
            "np.resize(np.zeros((0, 3)), (2, 1))",
        ],
    ),
    Group(
        "tolerances that are no numbers",
        [
            "np.isclose([1, 2], [1, 2], atol=np.inf)",
            "np.isclose([1, 2], [1, 2], rtol=np.nan, atol=1)",
            "np.isclose([1, 2], [1, 2], rtol=[1, np.nan])",
            "np.errstate(invalid='raise')(np.isclose)(1, 1, atol=np.inf)",
        ],
    ),
    Group(
        "other calls",
        [
            "np.logspace(np.float16(0), np.float16(2), 5).dtype",
            "np.logspace(np.array([0, 2], 'f2'), np.array([2, 0], 'f2'), num=5, axis=1, dtype='f4')",
            "np.unique(np.array([1.0, 2.0]), axis=0.0)",
        ],
    ),
    Group(
        "objects that make arrays of text of themselves",
        [
            f"{ARRAY_LIKE}; repr(np.asarray(T()))",
            f"{ARRAY_LIKE}; repr(np.array(T(), 'S2'))",
            f"{ARRAY_LIKE}; repr(np.sort(T()))",
            f"{ARRAY_LIKE}; repr(np.concatenate([T(), T()]))",
            "repr(np.asarray(np.array(['b', 'abc']).flat))",
            "np.arange(3).flat[np.array(['b']).flat]",
            "np.arange(3).flat[np.array([], 'S').flat]",
            "[str(np.dtype(one)) for one in (np.str_, np.bytes_, np.void, np.object_)]",
            "repr(np.array(['a'], dtype=np.str_)), repr(np.array(['a'], dtype=np.object_))",
            "z = np.zeros(2, [('s', 'S')]); z.dtype, z['s'].tolist(), np.zeros(2, []).dtype",
            "repr(np.array(np.void(b'ab')).tobytes()), np.array([np.void(b'ab')] * 2).dtype",
            "T = type('T', (), {'__array__': lambda self, dtype=None, copy=None: np.array(['1', '22'])}); "
            "a = np.zeros(2); a[:] = T(); a",
        ],
        needs=NEEDS,
    ),
    Group(
        "outputs and places in the other byte order",
        [
            "x = np.arange(4.0) - 2; b = np.zeros(4, '>f8'); r = (x < -1).choose((x, -1.0), out=b); r is b, b.tolist()",
            "b = np.zeros(3, '>f8'); np.array([3, 1, 2]).take([2, 0, 1], out=b); b.tolist()",
            "b = np.zeros(2, '>f8'); np.array([3, 1, 2]).compress([1, 0, 1], out=b); b.tolist()",
            "v = np.array([1, 2, 3, 4], '>f4'); np.add.at(v, np.array([1, 2, 1], '>i4'), 3); v.tolist()",
            "v = np.array([1, 2, 3, 4], '>i8'); np.negative.at(v, [0, 2]); v.tolist()",
            "b = np.zeros(2, '>i8'); np.array([[1.0, 2], [3, 4]]).argmax(0, out=b); b.tolist()",
            "b = np.zeros(2, '>i8'); np.array([[1.0, 2], [0, 4]]).argmin(0, out=b); b.tolist()",
            "b = np.array([[1, 2], [3, 4]], '>i4'); np.dot(b, b), np.inner(b, b), np.vdot(b, b)",
            "x = np.arange(2); np.putmask(x, np.array([1, 0], '>i8'), np.array([5, 6], '>i8')); x",
        ],
        needs=NEEDS,
    ),
    Group(
        "byteswap of structures and text",
        [
            f"{FIELDS}; r.byteswap()['a'].tolist(), r.tolist(), r.byteswap().byteswap().tolist()",
            f"{FIELDS}; r.byteswap(True); r['a'].tolist()",
            "np.array(['ab', 'c']).byteswap().tobytes()",
        ],
        needs=NEEDS,
    ),
    Group(
        "fields of what is read-only are",
        [
            f"{FIELDS}; r.setflags(write=False); r['a'].flags.writeable, r[['a', 'b']].flags.writeable",
            f"{FIELDS}; r['a'].flags.writeable",
            f"{FIELDS}; r.setflags(write=False); r['a'][0] = 7",
        ],
        needs=NEEDS,
    ),
    Group(
        "truth of bytes and structures",
        [
            f"{FIELDS}; np.count_nonzero(r), r.nonzero()",
            f"{FIELDS}; r == r[0], r != r[1]",
            f"{FIELDS}; [type(one).__name__ for one in r.astype(object).tolist()]",
            "[type(np.array([one]).astype(object)[0]).__name__ for one in ('a', b'a')]",
            "np.array([b'ab'], 'V2').astype(object).tolist()",
            "v = np.array([b'\\0\\0', b'a'], 'V2'); v.astype(bool), np.count_nonzero(v), v.nonzero()",
            "bool(np.void(b'\\0')), bool(np.void(b'a'))",
            "np.count_nonzero(np.array([[0, 'x'], [None, 2]], dtype=object), axis=1)",
        ],
        needs=NEEDS,
    ),
    Group(
        "objects",
        [
            "np.var(np.array([1j, 0], dtype=object)), np.array([1j, 0], dtype=object).std()",
            "a = np.array([1, 2, 3, 4], dtype=object); o = np.zeros((), object); a.var(out=o); float(o[()])",
            "np.clip(np.arange(5, dtype=object), 1, 3, casting='wrong')",
            "np.sign(np.array([float('nan')], dtype=object))",
            "np.fmax(np.array([3, 1], dtype=object), np.array([2, 5], dtype=object)).tolist()",
            "a = np.empty(2, object); a[:] = [[1], [2]]; a.tolist()",
            "a = np.empty(2, object); a[:] = [1, 2, 3]",
            "a = np.empty((2, 2), object); a[:] = [1, (2, 3)]; a.tolist()",
            "a = np.empty((2, 2), object); a[:] = [[[1], [2]], [[3], [4, 5]]]; a.tolist()",
            "x = np.empty((2, 2), object); x.flat[2] = (1, 2, 3); x.flat[2], x.tolist()",
            "np.trim_zeros(np.array([None, 0, 1, None, 0], dtype=object)).tolist()",
            "np.vdot(np.array([1j, 2], dtype=object), np.array([1j, 2], dtype=object))",
            "np.unique(np.array([[1, 2]], dtype=object), axis=0)",
            "F = __import__('fractions').Fraction; np.arange(F(1, 2), F(3)).tolist()",
        ],
        needs=NEEDS,
    ),
    Group(
        "an object that changes its mind has no place",
        [
            "T = type('T', (), {'n': 0, '__bool__': lambda self: setattr(self, 'n', self.n + 1) or self.n % 2 > 0}); "
            "np.nonzero(np.array([True, T()]))",
        ],
        needs=NEEDS,
    ),
    Group(
        "casts and promotions of structures and bytes",
        [
            "[np.can_cast(d, 'i4', 'unsafe') for d in ([('f', 'i4')], 'i4,i4', [('f', [('x', 'i4')])], [('f', '3i')])]",
            "np.can_cast([('f', 'i4')], 'i4'), np.can_cast([('f', ('i4,i4'), (2,))], 'i4', casting='unsafe')",
            "np.can_cast('d', 'V'), np.can_cast('i4', 'V4'), np.can_cast('i4', 'V3')",
            "np.promote_types('V4', 'V8')",
            "np.min_scalar_type('abc').str",
        ],
        needs=NEEDS,
    ),
    Group(
        "joined as text",
        [
            "np.concatenate(([0.0], [1]), dtype='S', casting='unsafe').dtype",
            "repr(np.concatenate(([0], ['string'], [1.0]), dtype='S', casting='unsafe'))",
            "np.concatenate(([None], [1]), dtype='U')",
            "np.arange('a', 'b')",
            "np.arange(2, dtype='S3')",
        ],
        needs=NEEDS,
    ),
    Group(
        "tuples and lists as subarrays",
        [
            "np.array([(1, 2), (3, 4)], '2i')",
            "np.array([[1, 2], [3, 4]], '2i')",
            "np.array((1, 2), '2i')",
            "np.array(5, '2i')",
            "np.array([(1,)], '2i')",
            "np.array([()], '2i')",
            "np.array([(1, 2, 3)], '2i')",
            "np.array([[(1, 2), (3, 4)]], '2f4').shape",
            "np.array([((1, 2, 3), (3, 4, 5))], np.dtype(('i', (2, 3))))",
            "np.array([((1, 2), (3, 4))], '2i')",
            "np.array([[1, 2], (3, 4)], '2i')",
            "np.concatenate([[1], [2]], dtype='2i')",
            "np.broadcast([1], x=1)",
        ],
        needs=NEEDS,
    ),
    Group(
        "iterated with a length, or none",
        [
            "np.fromiter([], 'S')",
            "np.fromiter([], 'V')",
            "np.fromiter([b'abc'], 'S2').tolist()",
            "np.fromiter([(1, 2), (3, 4)], '2i')",
            "np.resize(np.zeros(0, [('a', 'f4')]), (2, 1)).shape",
        ],
        needs=NEEDS,
    ),
]
