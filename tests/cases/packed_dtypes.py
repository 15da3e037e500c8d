"""Text, bytes, structures, and numbers in the other byte order."""

from cases import Group

NEEDS = "python_subclass"
REC = "r = np.array([(1, 2.5, b'x'), (3, 4.5, b'yy')], dtype='i4,f8,S3')"
SWAP = "s = np.array([[1, 2], [300, 4]], '>i4')"
TEXT = "t = np.array(['b', 'abc', ''])"

GROUPS = [
    Group(
        "dtypes tell what NumPy's tell",
        [
            "[repr(np.dtype(d)) for d in ('S5', 'U5', 'V5', 'U', '>f8', '>c8', '>U2', 'i4,f8', '(2,3)i4', str, bytes)]",
            "[(d.name, d.str, d.char, d.kind, d.num, d.itemsize) for d in map(np.dtype, ['S5', 'U5', '>f8'])]",
            "[(d.byteorder, d.isnative, d.isbuiltin, d.flags, d.descr) for d in map(np.dtype, ['S5', 'U5', '>f8'])]",
            "d = np.dtype([('a', 'i4'), ('b', 'S3', 2)]); repr(d), str(d), d.names, d.itemsize, d.descr, len(d), d.str",
            "d = np.dtype([('a', 'i4'), ('b', 'S3', 2)]); dict(d.fields), repr(d['a']), repr(d[1])",
            "d = np.dtype([('a', 'i1'), ('b', 'f8')], align=True); repr(d), d.itemsize, d.alignment, d.descr",
            "repr(np.dtype({'names': ['a', 'b'], 'formats': ['i4', 'f8'], 'offsets': [4, 8], 'itemsize': 20}))",
            "np.dtype((int, (2, 3))).shape, repr(np.dtype((int, 2)).base), np.zeros(2, (int, 3)).shape",
            "np.dtype([('a', 'i4'), ('a', 'i4')])",
            "np.dtype([('a', 'i4')])['b']",
            "np.dtype('>f8').newbyteorder().isnative",
            "repr(np.dtype('i4').newbyteorder('>'))",
            "repr(np.dtype('S3').newbyteorder())",
            "np.dtype('>f8') == np.dtype('f8')",
            "np.dtype('>f8') == '>f8'",
            "np.dtype('i,i') == np.dtype([('f0', 'i4'), ('f1', 'i4')])",
            "repr(np.promote_types('S3', 'U2'))",
            "repr(np.promote_types('i4', 'S1'))",
            "repr(np.promote_types('>f8', 'f4'))",
            "np.can_cast('i4', 'S11')",
            "np.can_cast('i4', 'S5')",
            "np.can_cast('U3', 'S3')",
            "np.can_cast('>i4', 'i4', 'equiv')",
        ],
        needs=NEEDS,
    ),
    Group(
        "text and bytes",
        [
            f"{TEXT}; repr(t), str(t), t.tolist(), repr(t[1]), t.itemsize",
            "repr(np.array([b'a', b'bcd'])), repr(np.array(['x', 1])), repr(np.array(['abcd'], 'U2'))",
            "repr(np.array([1.5, 2]).astype('U'))",
            "repr(np.array(['1', '22']).astype(int))",
            "repr(np.arange(3).astype('S2'))",
            f"{TEXT}; repr(t == 'abc'), repr(t < 'b'), repr(t == np.array(['b', 'x', ''])), repr(t == 1)",
            f"{TEXT}; repr(t + 'z'), repr(np.sort(t)), repr(t.argsort()), repr(np.unique(t)), repr(t.astype(bool))",
            f"{TEXT}; t[0] = 'longer'; repr(t)",
            f"{TEXT}; repr(np.concatenate([t, ['wxyz']])), repr(np.where([True, False, True], t, 'no'))",
            "repr(np.zeros(2, 'S')), repr(np.full(2, 'ab')), repr(np.zeros_like(np.array(['abc'])))",
            "repr(np.frombuffer(b'abcd', 'S2'))",
            "repr(np.array(['a', 'b']).view('u4'))",
            "repr(np.array([b'ab']).view('u1'))",
            "np.array(['é']).astype('S')",
        ],
        needs=NEEDS,
        limits={"np.array(['é']).astype('S')": "codec_messages"},
    ),
    Group(
        "structures",
        [
            f"{REC}; repr(r['f0']), repr(r['f1']), repr(r['f2']), r.tolist(), r.shape, r.itemsize",
            f"{REC}; v = r['f1']; v[0] = 9; r[0]['f1'], r['f1'].strides",
            f"{REC}; r['f0'] = [7, 8]; r[0] = (5, 6, b'zzz'); r.tolist()",
            f"{REC}; e = r[1]; e['f0'] = 11; r.tolist(), e.item(), len(e), e.dtype.names",
            f"{REC}; r[::-1]['f0'].tolist(), r[[1, 1]]['f0'].tolist(), r[r['f0'] > 1].tolist()",
            f"{REC}; repr(r == r), (r == r[::-1]).tolist(), r[['f2', 'f0']].tolist()",
            f"{REC}; r['nothing']",
            f"{REC}; r[0] = (1, 2)",
            f"{REC}; r + r",
            "np.zeros(2, [('a', 'i4', (2,)), ('b', 'i1')])['a'].shape",
            "a = np.empty((4, 3), [('_', 'S1'), ('t', 'f8')])['t']; a[...] = 2; np.sqrt(a).sum(), a.strides",
        ],
        needs=NEEDS,
        wording=False,
    ),
    Group(
        "the other byte order is read and written, results have the machine's own",
        [
            f"{SWAP}; repr(s), s.dtype.str, s.tolist(), s.tobytes(), s[1, 0], type(s[0, 0]).__name__",
            f"{SWAP}; repr(s + 1), repr(s * s), repr(np.sqrt(s)), s.sum(), repr(s.mean(0)), s.max(), repr(-s)",
            f"{SWAP}; s[0] = [-1, 70000]; s[1, 1] = 5; s.tolist(), s.T.dtype.str, s[:, 0].dtype.str",
            f"{SWAP}; repr(s.astype('i4')), repr(np.arange(2).astype('>i2')), repr(np.arange(2, dtype='>f4'))",
            f"{SWAP}; repr(s == s.astype('i8')), repr(s @ s), repr(np.concatenate([s, s])), repr(np.cumsum(s))",
            f"{SWAP}; repr(s.view('i4')), repr(np.array([1, 2], 'i4').view('>i4')), repr(s.byteswap())",
            "repr(np.frombuffer(b'\\x00\\x01\\x00\\x02', '>i2'))",
            "repr(np.array([1 + 2j], '>c16'))",
            "np.array([1.5], '>f2')[0]",
            "out = np.zeros(2, '>f8'); np.add([1, 2], 0.5, out=out) is out, out.tolist()",
            "np.add([1, 2], 0.5, out=np.zeros(2, '>i8'))",
            "np.arange(5)[np.array([0, 2], '>i4')], np.array([5, 6, 7], '>i4')[[0, 2]].tolist()",
        ],
        needs=NEEDS,
    ),
]
