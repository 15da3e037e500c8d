"""What `python -m uniarray.bench` measures beside Life and whole programs: tables of statements, by group."""

from uniarray.bench import operands
from uniarray.bench.row import Row

# Sizes: of calls that are overhead only, of what fits the caches, and of what does not.
_SMALL, _CACHED, _LARGE = (1, 100), (10_000,), (1_000_000,)
_BOTH = _CACHED + _LARGE
_ONCE = (10,)

# group: blocks of (operands, sizes, statements, one a line)
STATEMENTS = {
    "operators": [
        (
            operands.floats,
            _SMALL,
            """
            a + b
            a * 2.5
            a - 1
            1 / a
            a // 0.3
            a % 0.3
            a ** 2
            a ** 0.5
            -a
            abs(a)
            a < b
            a == 0.5
            i + j
            i // 3
            i % j
            i & j
            i << 1
            u + 1
            z * w
            ~m
            m & q
            f + g
            f + a
            a + i
            c += b
            np.add(a, b, out=c)
            np.equal(a, b, out=o)
            np.exp(a)
            np.sin(a)
            np.sqrt(a)
            np.maximum(a, b)
            np.where(m, a, b)
            np.clip(a, 0.2, 0.8)
            np.isfinite(a)
            np.isclose(a, b)
            np.allclose(a, a)
            """,
        ),
        (
            operands.floats,
            _ONCE,
            """
            x + y
            x * 2.0
            2.0 * x
            x - 1
            x ** 2
            x / y
            x < y
            -x
            x + a
            float(x)
            np.float64(1.5)
            np.int64(3)
            np.sqrt(x)
            np.add(x, y)
            int(i[3]) + 1
            i[3] + j[3]
            i[3] * 2
            f[3] * g[3]
            z[3] * w[3]
            u[3] + 1
            """,
        ),
    ],
    "elements": [
        (
            operands.floats,
            (100,),
            """
            a[3]
            i[3]
            f[3]
            z[3]
            m[3]
            a[-1]
            c[3] = 1.5
            v[3] = 7
            c[3] = x
            d[0, 1]
            d[0]
            d[:, 0]
            a[:]
            a[1:-1]
            a[::2]
            a[...]
            a[None]
            c[1:] = 0.5
            c[:] = b
            a[m]
            a[k]
            c[k] = b
            c[m] = 0.5
            for _v in a: pass
            for _v in d: pass
            list(a)
            a.tolist()
            a.item(3)
            a.flat[3]
            list(a.flat)
            for _v in np.nditer(a): pass
            for _v in np.ndenumerate(a): pass
            len(a)
            a.shape
            a.dtype
            a.T
            0.5 in a
            """,
        ),
    ],
    "creation": [
        (
            operands.floats,
            _SMALL,
            """
            np.empty(n)
            np.zeros(n)
            np.ones(n)
            np.full(n, 2.5)
            np.arange(n)
            np.linspace(0.0, 1.0, n)
            np.array(l)
            np.array(a)
            np.asarray(a)
            np.asarray(l)
            np.empty_like(a)
            np.zeros_like(a)
            a.copy()
            a.astype(np.float32)
            a.astype(np.float64)
            """,
        ),
        (
            operands.floats,
            _ONCE,
            """
            np.array(1.5)
            np.array([[1, 2], [3, 4]])
            np.zeros((3, 3))
            np.eye(3)
            np.array([x, y])
            np.dtype('float64')
            np.meshgrid(a, b)
            np.indices((3, 3))
            """,
        ),
    ],
    "calls": [
        (
            operands.floats,
            _SMALL,
            """
            a.sum()
            a.max()
            a.mean()
            a.std()
            a.argmax()
            a.dot(b)
            a @ b
            a.cumsum()
            m.any()
            m.all()
            np.sum(a)
            np.max(a)
            np.mean(a)
            np.median(a)
            np.percentile(a, 30)
            np.count_nonzero(m)
            np.nonzero(m)
            d.sum(axis=0)
            d.max(axis=1)
            a.reshape(1, -1)
            a.ravel()
            d.T
            np.transpose(d)
            np.expand_dims(a, 0)
            np.squeeze(d)
            np.broadcast_to(a, (3, n))
            np.concatenate((a, b))
            np.stack((a, b))
            np.vstack((a, b))
            np.roll(a, 1)
            np.diff(a)
            np.sort(a)
            np.argsort(a)
            np.unique(a)
            np.searchsorted(a, 0.5)
            a.take(k)
            np.repeat(a, 2)
            np.tile(a, 2)
            np.linalg.norm(a)
            np.einsum('i,i->', a, b)
            np.dot(d, e)
            np.outer(a, b)
            np.packbits(m)
            np.interp(0.5, a, b)
            np.polyval(l, 0.5)
            np.cross(a[:3], b[:3]) if n > 2 else None
            """,
        ),
    ],
    "reductions": [
        (
            operands.planes,
            _BOTH,
            """
            a.sum()
            a.sum(axis=0)
            a.sum(axis=1)
            a.sum(axis=2)
            a.sum(axis=(0, 2))
            f.sum()
            f.sum(axis=0)
            i.sum()
            i.sum(axis=0)
            u.sum()
            a.prod()
            a.max()
            a.max(axis=0)
            a.max(axis=2)
            f.max()
            i.max()
            u.max()
            a.mean()
            f.mean(axis=1)
            a.var()
            a.std(axis=0)
            a.argmax()
            a.argmax(axis=0)
            i.argmin()
            u.argmax()
            m.all()
            m.sum()
            np.count_nonzero(m)
            np.any(a > 2)
            np.cumsum(a)
            np.cumsum(a, axis=0)
            np.cumprod(f, axis=1)
            np.median(a)
            np.percentile(a, 30)
            np.nansum(a)
            np.ptp(a)
            np.average(a)
            np.diff(a)
            np.logical_or.reduce(m, axis=0)
            np.maximum.accumulate(a)
            """,
        ),
    ],
    "casts": [
        (
            operands.floats,
            _BOTH,
            """
            a.astype(np.float32)
            a.astype(np.float16)
            a.astype(np.int64)
            a.astype(np.int32)
            a.astype(np.uint8)
            a.astype(np.complex128)
            a.astype(bool)
            f.astype(np.float64)
            f.astype(np.float16)
            f.astype(np.int32)
            i.astype(np.float64)
            i.astype(np.int32)
            i.astype(np.uint8)
            i.astype(bool)
            u.astype(np.float64)
            u.astype(np.int64)
            m.astype(np.float64)
            m.astype(np.int64)
            s.astype(np.float32)
            """,
        ),
    ],
    "copies": [
        (
            operands.floats,
            _BOTH,
            """
            a.copy()
            s.copy()
            a[::-1].copy()
            np.zeros(n)
            np.ones(n)
            np.full(n, 2.5)
            np.arange(n)
            np.arange(n, dtype=float)
            np.linspace(0.0, 1.0, n)
            np.concatenate((a, b))
            np.stack((a, b), axis=1)
            np.repeat(a, 3)
            np.tile(a, 3)
            np.roll(a, 7)
            np.flip(a).copy()
            np.where(m, a, b)
            np.where(m, a, 0.5)
            np.pad(a, 5)
            c[1:] = b[1:]
            c[::2] = 0.5
            c.fill(0.5)
            np.array(l)
            a.tolist()
            a.tobytes()
            np.packbits(m)
            np.unpackbits(u)
            """,
        ),
        (
            operands.planes,
            _BOTH,
            """
            a.transpose(2, 1, 0).copy()
            a.transpose(0, 2, 1).copy()
            f.transpose(1, 0, 2).copy()
            u.T.copy()
            np.rot90(a).copy()
            a.reshape(-1, order='F')
            """,
        ),
    ],
    "indexing": [
        (
            operands.floats,
            _BOTH,
            """
            a[m]
            a[q]
            u[m]
            c[m] = 0.5
            c[m] = b[m]
            a[k]
            u[k]
            z[k]
            c[k] = b
            a.take(k)
            np.take(a, k, mode='clip')
            a.compress(m)
            np.nonzero(m)
            np.flatnonzero(m)
            np.put(c, k, b)
            np.putmask(c, m, b)
            np.add.at(c, k, b)
            np.bincount(u)
            np.bincount(i, weights=a)
            np.digitize(r, p)
            np.histogram(r)
            np.take_along_axis(a, k, 0)
            np.select([m, q], [a, b])
            np.choose(m.astype(int), [a, b])
            np.extract(m, a)
            """,
        ),
    ],
    "sorting": [
        (
            operands.floats,
            _BOTH,
            """
            np.sort(r)
            np.sort(a)
            np.sort(r.astype(np.float32))
            np.sort(h)
            np.sort(i)
            np.sort(h.astype(np.int32))
            np.sort(u)
            np.sort(r, kind='stable')
            np.argsort(r)
            np.argsort(h)
            np.argsort(a)
            np.argsort(r, kind='stable')
            np.partition(r, n // 2)
            np.argpartition(r, n // 2)
            np.median(r)
            np.unique(i)
            np.unique(r)
            np.unique(i, return_counts=True)
            np.searchsorted(a, r)
            np.searchsorted(a, b)
            np.isin(i, j)
            np.intersect1d(i, j)
            np.lexsort((r, i))
            np.random.default_rng(1).permutation(n)
            """,
        ),
    ],
    "products": [
        (
            operands.square,
            (3, 10, 100, 500),
            """
            a @ b
            f @ g
            z @ z
            a @ v
            a.T @ b
            np.dot(v, v)
            np.einsum('ij,jk->ik', a, b)
            np.einsum('ij,ij->i', a, b)
            np.einsum('ii', a)
            np.outer(v, v)
            np.inner(a, b)
            np.tensordot(a, b)
            np.trace(a)
            np.kron(a[:3, :3], b)
            """,
        ),
        (operands.square, (3, 100), "i @ j"),
    ],
    "linalg": [
        (
            operands.square,
            (3, 30, 200),
            """
            np.linalg.solve(a, v)
            np.linalg.inv(a)
            np.linalg.det(a)
            np.linalg.cholesky(s)
            np.linalg.qr(a)
            np.linalg.svd(a)
            np.linalg.eigh(s)
            np.linalg.eig(a)
            np.linalg.eigvalsh(s)
            np.linalg.norm(a)
            np.linalg.lstsq(a, v)
            np.linalg.pinv(a)
            np.linalg.matrix_power(s, 5)
            """,
        ),
    ],
    "fft": [
        (
            operands.floats,
            (16, 1000, 1024, 10_007, 1 << 20),
            """
            np.fft.fft(z)
            np.fft.rfft(a)
            np.fft.irfft(z)
            np.fft.fft(a)
            """,
        ),
        (operands.square, (8, 256), "np.fft.fft2(z)"),
    ],
    "random": [
        (
            operands.floats,
            (1, 10_000, 1_000_000),
            """
            rng.random(n)
            rng.standard_normal(n)
            rng.integers(10, size=n)
            rng.integers(1 << 40, size=n)
            rng.uniform(1.0, 2.0, n)
            rng.normal(1.0, 2.0, n)
            rng.exponential(1.0, n)
            rng.poisson(3.0, n)
            rng.binomial(10, 0.3, n)
            rng.permutation(n)
            rng.choice(a, n)
            rng.shuffle(c)
            rng.bytes(n)
            """,
        ),
    ],
}

# Ufuncs on whole arrays: (dtypes, layouts, sizes, names)
_REAL = "float64 float32 int64 int32 uint8"
UFUNCS = [
    (_REAL + " int8 uint16 float16 complex128", "contiguous", _BOTH, "add multiply"),
    (_REAL + " complex128", "contiguous", _CACHED, "subtract divide equal"),
    (_REAL + " uint16 int8 float16", "contiguous", _CACHED, "less maximum floor_divide remainder"),
    (_REAL, "contiguous", _LARGE, "less maximum floor_divide"),
    (_REAL, "contiguous", _CACHED, "minimum fmax divmod power square negative absolute sign logical_and logical_not"),
    ("int64 int32 uint8", "contiguous", _CACHED, "bitwise_and left_shift invert gcd bitwise_count"),
    (_REAL + " complex128", "strided row scalar mixed into", _CACHED, "add multiply"),
    ("float64 float32 int32", "strided row scalar mixed into in_place", _BOTH, "add"),
    ("float64 float32", "strided scalar", _CACHED, "less maximum divide"),
    ("int64 int32 uint8", "scalar strided", _CACHED, "floor_divide remainder less"),
    ("float64 float32", "contiguous", (10_000_000,), "add"),
    (
        "float64 float32",
        "contiguous",
        _CACHED,
        "sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh "
        "arccosh arctanh arctan2 hypot logaddexp fmod floor ceil trunc rint isnan isfinite signbit copysign "
        "nextafter spacing modf frexp reciprocal",
    ),
    ("float64", "contiguous", _LARGE, "sqrt exp log sin cos tan tanh power arctan2"),
    ("float64 float32", "strided", _CACHED, "sqrt exp log sin"),
    ("float16", "contiguous", _CACHED, "sqrt exp log sin negative isnan"),
    ("complex128", "contiguous", _CACHED, "absolute sqrt exp log sin conjugate power reciprocal"),
    ("bool", "contiguous", _BOTH, "logical_and logical_not bitwise_xor equal"),
]

_TWO_INPUTS = frozenset(
    [
        *("add", "subtract", "multiply", "divide", "floor_divide", "remainder", "divmod", "power", "fmod"),
        *("equal", "less", "maximum", "minimum", "fmax", "logical_and", "bitwise_and", "bitwise_xor"),
        *("left_shift", "gcd", "arctan2", "hypot", "logaddexp", "copysign", "nextafter"),
    ]
)


def table_rows(group, sizes=None):
    """The rows of a `group` of STATEMENTS, or of "ufuncs"; of other `sizes` than theirs, if given.

    >>> table_rows("products", (5,))[0]
    <Row products: a @ b, 5>
    """
    if group == "ufuncs":
        found = [row for block in UFUNCS for row in _ufunc_rows(*block, sizes)]
        # A pair of dtype and layout may be in several blocks.
        return list({(row.label, row.size): row for row in found}.values())
    return [
        Row(group, statement.strip(), size, statement.strip(), _maker(make, size))
        for make, own, statements in STATEMENTS[group]
        for size in sizes or own
        for statement in statements.strip().splitlines()
    ]


def _ufunc_rows(dtypes, layouts, own, names, sizes):
    for size in sizes or own:
        for dtype in dtypes.split():
            for layout in layouts.split():
                make = _maker(operands.typed, size, dtype, layout)
                for name in names.split():
                    first = "c" if layout == "in_place" else "above" if name == "arccosh" else "a"
                    given = f"{first}, b" if name in _TWO_INPUTS else first
                    into = ", out=c" if layout in ("in_place", "into") else ""
                    yield Row("ufuncs", f"{name} {dtype} {layout}", size, f"np.{name}({given}{into})", make)


def _maker(make, size, *rest):
    return lambda np: make(np, size, *rest)
