"""float16: kept in 16 bits, computed in 32."""

from cases import Group

H = "h = np.array([-65504, -2.5, -6e-8, -0.0, 0, 1e-5, 0.1, 1/3, 1, 999.5, 2049, 65504, inf, -inf, nan], 'e'); "
LONG = "a = (np.arange(3000) % 7 - 2.75).astype('e'); "

GROUPS = [
    Group(
        "numbers are rounded once, ties to even",
        [
            f"np.float16({value})"
            for value in (
                "2049",
                "2051",
                "65519.99",
                "-65519.99",
                "2**-25",
                "2**-25 * 1.0001",
                "1.0004882812500001",
                "1.00048828125",
                "'0.1'",
                "np.int64(65519)",
                "np.float64(1e-9)",
                "1e-300",
                "nan",
                "-inf",
                "True",
                "3+4j",
            )
        ]
        + [
            "np.array([65520, 1e300]).astype('e')",
            "np.array([1e9, 3e-8], 'f4').astype('e')",
            "np.array([70000, 3]).astype('e')",
        ],
    ),
    Group(
        "casts go both ways",
        [
            *(f"{H}h[2:12].astype('{to}')" for to in ("?", "i1", "u1", "i2", "i4", "i8", "f4", "f8", "F", "D")),
            *(f"np.arange(5).astype('{of}').astype('e')" for of in ("?", "i1", "u2", "i4", "u8", "f4", "f8", "F", "D")),
            "np.array([1, 2.5], 'e')",
            "np.array([np.float16(1.5), 2])",
            "np.array([70000.0], 'e')",
            "np.array(['1.5', None, 3], 'e')",
            "a = np.zeros(3, 'e'); a[1] = 1/3; a[2] = 2**40; a",
            "np.arange(0, 2, 0.3, dtype='e')",
            "np.arange(np.float16(5))",
            "np.linspace(0, 1, 5, dtype='e')",
            "np.full(2, np.float16(0.1))",
        ],
    ),
    Group(
        "printing shows the fewest digits",
        [f"{H}{f}(h[{place}])" for place in range(15) for f in ("repr", "str")]
        + [
            f"{H}repr(h)",
            f"{H}str(h[4:9])",
            "repr(np.array([1, 2.5, 1000], 'e'))",
            "repr(np.array([0.1, 0.25, 999], 'e'))",
            "repr(np.array(1.5, 'e'))",
            "np.float16(0.1).item()",
            "format(np.float16(0.1), '.3f')",
        ],
    ),
    Group(
        "scalars calculate, compare and hash",
        [
            "np.float16(0.1) + np.float16(0.2)",
            "np.float16(1) + 1e-3",
            "np.float16(3) * 2",
            "np.float16(3) / np.int8(2)",
            "np.float16(3) / np.int16(2)",
            "np.float16(3) + np.float32(1)",
            "np.float16(3) + 1j",
            "np.float16(60000) * 2",
            "np.float16(1) / 0",
            "np.float16(0) / 0",
            "np.float16(1e-7) * np.float16(1e-7)",
            "np.float16(7.5) // 2",
            "np.float16(-7.5) % 2",
            "divmod(np.float16(-7.5), np.float16(2))",
            "np.float16(2) ** 0.5",
            "-np.float16(1.5)",
            "abs(np.float16(-1.5))",
            "np.float16(0.1) == 0.1",
            "np.float16(0.1) < 0.1",
            "np.float16(1) == 1",
            "hash(np.float16(0.5)) == hash(0.5)",
            "np.float16(2.5).is_integer()",
            "np.float16(0.1).as_integer_ratio()",
            "round(np.float16(2.5))",
            "round(np.float16(2.345), 2)",
            "int(np.float16(-2.5))",
            "complex(np.float16(1.5))",
            "bool(np.float16(0))",
            "np.float16(3).real",
            "np.float16(3).dtype",
            "np.dtype('e').str",
            "np.dtype('e').num",
            "np.dtype(np.half).itemsize",
            "isinstance(np.float16(1), np.floating)",
            "isinstance(np.float16(1), float)",
            "np.half is np.float16",
            "np.sin(np.int8(1))",
            "np.sqrt(True)",
            "np.round(True)",
            "np.round(np.array([True, False]))",
        ],
    ),
    Group(
        "reductions keep their sums in 32 bits",
        [
            f"{LONG}{call}"
            for call in (
                "a.sum()",
                "np.add.reduce(a[::3])",
                "a.mean()",
                "a.reshape(30, 100).mean(0)",
                "a.reshape(30, 100).mean(1, dtype='e')",
                "a.reshape(300, 10).sum(1)",
                "a.reshape(300, 10)[:20].prod(1)",
                "a[:200].cumsum()[-5:]",
                "np.subtract.reduce(a[:500])",
                "a.max()",
                "a.min()",
                "a.argmax()",
                "a.argmin()",
                "np.var(a[:200])",
                "np.std(a[:100])",
                "a[:50] @ a[50:100]",
                "np.dot(a[:100].reshape(10, 10), a[100:200].reshape(10, 10))",
                "np.vecdot(a[:20], a[20:40])",
                "np.median(a[:101])",
                "np.ones(70000, 'e').sum()",
                "np.ones((100, 700), 'e').sum(1)",
                "(a * 1000)[:200].sum()",
            )
        ]
        + [f"{H}h.max()", f"{H}np.nanmax(h)", f"{H}h.argmax()", f"{H}np.fmax.reduce(h)", f"{H}h[:-1].min()"],
    ),
    Group(
        "the order is that of numbers, NaN last",
        [
            f"{H}{call}"
            for call in (
                "np.sort(h)",
                "np.sort(h)[::-1]",
                "np.argsort(h, kind='stable')",
                "np.unique(h)",
                "np.partition(h, 3)[3]",
                "np.searchsorted(np.sort(h), h)",
                "np.searchsorted(np.sort(h), [0, 5], side='right')",
                "np.lexsort((h, h > 0))",
                "np.isin(h, [1, 0])",
                "h[h > 0.5]",
                "np.nonzero(h)",
                "np.count_nonzero(h)",
                "np.where(h > 1, h, np.float16(7))",
                "np.clip(h, -1, 1)",
                "h.any(), h.all()",
                "np.maximum(h, 0)",
            )
        ],
    ),
    Group(
        "the bits are looked at",
        [
            f"{H}{call}"
            for call in (
                "np.nextafter(h, np.float16(inf))",
                "np.nextafter(h, np.float16(-1))",
                "np.spacing(h)",
                "np.frexp(h)",
                "np.ldexp(h, 3)",
                "np.ldexp(h, -20)",
                "np.modf(h)",
                "np.signbit(h)",
                "np.copysign(h, -1)",
                "np.isnan(h), np.isinf(h), np.isfinite(h)",
                "h.view('u2')",
                "h.tobytes().hex()",
                "memoryview(h).format, memoryview(h).itemsize",
                "np.frombuffer(memoryview(h), 'e')",
                "np.from_dlpack(h)",
            )
        ],
        limits={
            f"{H}memoryview(h).format, memoryview(h).itemsize": "buffer_export",
            f"{H}np.frombuffer(memoryview(h), 'e')": "buffer_export",
        },
    ),
    Group(
        "overflow and invalid results are told of",
        [
            "np.array([60000, 1], 'e') + np.float16(60000)",
            "np.exp(np.array([12, 1], 'e'))",
            "np.array([1, 0], 'e') / np.array([0, 0], 'e')",
            "np.float16(1e-4) ** 2",
            "np.sqrt(np.array([-1, 4], 'e'))",
            "np.spacing(np.array([65504, inf], 'e'))",
            "np.array([300.0, 1], 'e').astype('i1')",
            "np.linalg.solve(np.eye(2, dtype='e'), np.ones(2, 'e'))",
            "np.multiply.reduce(np.full(20, 3, 'e'))",
        ],
    ),
    Group(
        "limits and common types are told",
        [
            *(
                f"np.finfo('e').{name}"
                for name in ("eps", "epsneg", "max", "min", "tiny", "smallest_subnormal", "resolution", "bits", "nmant")
            ),
            "repr(np.finfo('e'))",
            "str(np.finfo('e'))",
            "np.finfo('e') is np.finfo(np.half)",
            "np.min_scalar_type(1.5)",
            "np.min_scalar_type(65000.0)",
            "np.min_scalar_type(nan)",
            "np.min_scalar_type(1j)",
            "np.common_type(np.zeros(2, 'e'))",
            "np.common_type()",
            "np.result_type('e', 'i1')",
            "np.promote_types('e', 'u2')",
            "np.can_cast('i1', 'e'), np.can_cast('i2', 'e'), np.can_cast('e', 'f4')",
            "np.can_cast('f4', 'e'), np.can_cast('f4', 'e', 'same_kind')",
            "np.fft.fft(np.ones(2, 'e')).dtype",
        ],
    ),
]
