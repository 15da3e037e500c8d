"""Calling a ufunc: out=, where=, dtype=, casting=, signature, several results, wrong calls."""

from cases import Group

AB = "a = np.array([1, 2, 3]); b = np.array([10, 20, 30])"
RULES = ["no", "equiv", "safe", "same_kind", "unsafe"]

GROUPS = [
    Group(
        "attributes",
        [
            f"u = np.{name}; (u.__name__, u.nin, u.nout, u.nargs, u.identity)"
            for name in (
                "add",
                "subtract",
                "multiply",
                "divide",
                "true_divide",
                "floor_divide",
                "remainder",
                "mod",
                "divmod",
                "power",
                "negative",
                "absolute",
                "abs",
                "sqrt",
                "exp",
                "sin",
                "maximum",
                "minimum",
                "less",
                "equal",
                "bitwise_and",
                "bitwise_or",
                "bitwise_xor",
                "invert",
                "left_shift",
                "logical_and",
                "logical_or",
                "logical_xor",
                "logical_not",
                "isnan",
            )
        ]
        + [
            "repr(np.add)",
            "str(np.sqrt)",
            "type(np.add).__name__",
            "isinstance(np.add, np.ufunc)",
            "np.mod is np.remainder",
        ],
    ),
    Group(
        "arguments become arrays, scalars come back as scalars",
        [
            "np.add(1, 2)",
            "np.add([1, 2], 3)",
            "np.sqrt(4)",
            "np.sqrt([4, 9])",
            "np.add(np.array(1), np.array(2))",
            "np.multiply((1, 2), [[1], [2]])",
            "np.negative(np.float32(1.5))",
            "np.isnan(nan)",
            "np.maximum(True, 2)",
            "np.divmod(7, [2, 3])",
            "np.divmod(-7, 2)",
            "np.modf([1.5, -2.25])",
            "np.frexp([8.0, 0.5])",
        ],
    ),
    Group(
        "out= is written and returned",
        [
            f"{AB}; o = np.zeros(3, int); r = np.add(a, b, out=o); (r is o, o)",
            f"{AB}; o = np.zeros(3, int); r = np.add(a, b, o); (r is o, o)",
            f"{AB}; o = np.zeros(3, int); r = np.add(a, b, out=(o,)); (r is o, o)",
            f"{AB}; np.add(a, b, out=a); a",
            f"{AB}; o = np.zeros(3); np.add(a, b, out=o); o",
            f"{AB}; o = np.zeros((2, 3), int); np.add(a, b, out=o); o",
            f"{AB}; o = np.zeros(6, int); np.add(a, b, out=o[::2]); o",
            f"{AB}; o = np.zeros(6, int); np.add(a, b, out=o[::-2]); o",
            "o = np.zeros((), int); r = np.add(1, 2, out=o); (r is o, o)",
            "q = np.zeros(2, int); m = np.zeros(2, int); r = np.divmod([7, 8], 3, out=(q, m)); (r[0] is q, q, m)",
            "q = np.zeros(2, int); r = np.divmod([7, 8], 3, out=(q, None)); (r[0] is q, r)",
            "q = np.zeros(2, int); m = np.zeros(2, int); np.divmod([7, 8], 3, q, m); (q, m)",
            "o = np.zeros(2, 'f4'); np.sqrt(np.array([4.0, 9.0]), out=o); o",
            "o = np.zeros(2, complex); np.add([1, 2], 1, out=o); o",
            f"{AB}; np.add(a, b, out=None)",
        ],
    ),
    Group(
        "out= overlapping an input acts as if there were none",
        [
            "a = np.arange(5); np.add(a[:-1], a[1:], out=a[1:]); a",
            "a = np.arange(5); np.add(a[:-1], a[1:], out=a[:-1]); a",
            "a = np.arange(5); np.add(a, a[::-1], out=a); a",
            "a = np.arange(4); np.negative(a[::-1], out=a); a",
            "a = np.arange(9).reshape(3, 3); np.add(a, a.T, out=a); a",
            "a = np.arange(9).reshape(3, 3); np.add(a, 0, out=a.T); a",
            "a = np.arange(6); np.multiply(a[::2], 10, out=a[:3]); a",
            "a = np.array([1.0, 2.0]); np.add(a, a[0], out=a); a",
            "a = np.arange(4); np.divmod(a[::-1], 2, out=(a, np.zeros(4, int))); a",
            "a = np.zeros(2); v = a.real; np.add(v, [1, 2], out=a); v",
        ],
    ),
    Group(
        "where= leaves the other elements of out alone",
        [
            f"{AB}; np.add(a, b, out=a, where=[True, False, True]); a",
            f"{AB}; o = np.full(3, -1); np.multiply(a, b, out=o, where=a > 1); o",
            f"{AB}; o = np.full((2, 3), -1); np.multiply(a, b, out=o, where=[[True], [False]]); o",
            f"{AB}; o = np.full(3, -1); np.add(a, b, out=o, where=False); o",
            f"{AB}; np.add(a, b, where=True)",
            f"{AB}; np.add(a, b, where=[True] * 3)",
            "o = np.full(3, -1.0); np.sqrt([-1, 4, 9], out=o, where=[False, True, True]); o",
            "o = np.zeros(2); np.divide([1.0, 2.0], [0.0, 4.0], out=o, where=np.array([False, True])); o",
        ],
    ),
    Group(
        "dtype= chooses the loop",
        [
            "np.add([1, 2], [3, 4], dtype=float)",
            "np.add([1, 2], [3, 4], dtype='f4')",
            "np.multiply(2, 3, dtype='i1')",
            "np.sqrt([4], dtype='f4')",
            "np.add(np.ones(2, 'f4'), np.ones(2, 'f4'), dtype='f8')",
            "np.add(1, 2, dtype=complex)",
            "np.add(np.arange(2.0), 1, dtype='f4')",
            "np.true_divide([1], [2], dtype='f4')",
            "np.equal([1, 2], [1, 3], dtype=bool)",
        ],
    ),
    Group(
        "casting= limits what happens to operands and out",
        [f"np.add(np.arange(2.0), np.ones(2), dtype='f4', casting={rule!r})" for rule in RULES]
        + [f"o = np.zeros(2, 'f4'); np.add([1.0, 2.0], np.ones(2), out=o, casting={rule!r}); o" for rule in RULES]
        + [f"o = np.zeros(2, int); np.add([1.5, 2.0], np.ones(2), out=o, casting={rule!r}); o" for rule in RULES]
        + [f"np.add(np.arange(2, dtype='i4'), np.arange(2, dtype='i2'), casting={rule!r})" for rule in RULES]
        + ["np.add(1, 2, casting='sideways')", "np.sqrt(np.array([4j]), dtype=float)", "np.add(1.5, 2, dtype=int)"],
    ),
    Group(
        "astype knows the same rules",
        [
            f"np.array([1, 2], {source!r}).astype({target!r}, casting={rule!r})"
            for source, target in (
                ("i4", "i4"),
                ("i4", "i8"),
                ("i8", "i4"),
                ("i4", "u4"),
                ("f8", "f4"),
                ("f8", "i4"),
                ("i8", "f8"),
            )
            for rule in RULES
        ],
    ),
    Group(
        "wrong numbers of arguments are refused",
        [
            "np.add()",
            "np.add(1)",
            "np.add(1, 2, 3, 4)",
            "np.sqrt()",
            "np.add(1, 2, nonsense=3)",
            "np.divmod(1, 2, out=np.zeros(2))",
        ],
        wording=False,
    ),
    Group(
        "operands of no numeric type are refused",
        ["np.add('a', 1)", "np.sqrt('x')", "np.add(None, 1)", "np.sqrt(object())"],
        wording=False,
    ),
    Group(
        "a type without a loop is refused",
        [
            "np.bitwise_and(1.5, 2)",
            "np.floor_divide(1j, 2)",
            "np.arctan2(1j, 1)",
            "np.left_shift(1.0, 2)",
            "np.invert(2.5)",
            "np.subtract(True, False)",
            "np.negative(True)",
            "np.floor(1j)",
        ],
    ),
    Group(
        "outputs must fit",
        [
            f"{AB}; np.add(a, b, out=np.zeros(2, int))",
            f"{AB}; np.add(a, b, out=np.zeros((3, 1), int))",
            f"{AB}; np.add(a, b, out=np.zeros(3, bool))",
            f"{AB}; np.divide(a, b, out=np.zeros(3, int))",
            f"{AB}; np.sqrt(a, out=np.zeros(3, int))",
            f"{AB}; np.add(a, b, out=[0, 0, 0])",
            f"{AB}; np.add(a, b, out='x')",
            f"{AB}; np.add(a, b, out=(np.zeros(3), np.zeros(3)))",
            f"{AB}; np.add(a, b, out=())",
            f"{AB}; np.add(a, b, np.zeros(3, int), out=np.zeros(3, int))",
            f"{AB}; np.add(a, b, out=np.zeros(3, int), where=[True, False])",
        ],
    ),
    Group(
        "where= is made of bools",
        ["np.add([1, 2], 3, out=np.zeros(2, int), where=[1.5, 0.0])", "np.add([1, 2], 3, where='x')"],
        wording=False,
    ),
    Group(
        "logic gives bools for every type",
        [
            "np.logical_and([1, 0, 2], [3, 4, 0])",
            "np.logical_or([0.0, nan], 0)",
            "np.logical_not([0, 1j, nan])",
            "np.logical_xor([True, 5], [2, 0])",
            "np.isnan([1, 2])",
            "np.isfinite([1.0, inf, nan])",
            "np.isinf([1j, complex(0, inf)])",
            "np.signbit([-0.0, 0.0, -nan])[:2]",
        ],
    ),
    Group(
        "extremes",
        [
            "np.maximum([1.0, nan], [nan, 2.0])",
            "np.fmax([1.0, nan], [nan, 2.0])",
            "np.minimum(0.0, [-0.0, 1])[1]",
            "np.maximum([1j, 2], [2j, 1])",
            "np.maximum(np.int8(3), 5)",
            "np.maximum(np.array([3], 'u1'), -1)",
            "np.minimum(np.array([3], 'u1'), 300)",
        ],
    ),
]
