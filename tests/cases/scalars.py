"""The scalar types: what elements become when taken out."""

from dtypes import ALL, INTEGERS, bounds

from cases import Group

GROUPS = [
    Group(
        "repr names the type and str does not",
        [f"{f}(np.{name if name != 'bool' else 'bool_'}(1))" for name in ALL for f in ("repr", "str")],
    ),
    Group(
        "repr and str of special values",
        [
            f"{f}(np.{value})"
            for value in (
                "float64(1.5)",
                "float64(-0.0)",
                "float64(nan)",
                "float64(-inf)",
                "float64(0.1)",
                "float64(1e16)",
                "float64(1e15)",
                "float64(123456789012345680.0)",
                "float64(0.0001)",
                "float64(0.00001)",
                "float64(5e-324)",
                "float64(1.7976931348623157e308)",
                "float32(0.1)",
                "float32(1/3)",
                "float32(16777216)",
                "float32(1e16)",
                "float32(1e-5)",
                "float32(3.4028235e38)",
                "complex128(1+2j)",
                "complex128(-0.5j)",
                "complex128(complex(nan, inf))",
                "complex128(complex(-0.0, -0.0))",
                "complex64(0.1+1/3j)",
                "complex64(2)",
                "bool_(False)",
                "int8(-128)",
                "uint64(2**64 - 1)",
            )
            for f in ("repr", "str")
        ],
    ),
    Group(
        "the constructor converts",
        [
            "np.int8(5)",
            "np.int64(2.9)",
            "np.float32(True)",
            "np.float64(np.int8(3))",
            "np.complex64(1.5)",
            "np.bool_(3)",
            "np.bool_(0.0)",
            "np.int32('12')",
            "np.float64('1.5')",
            "np.float64('nan')",
            "np.float64()",
            "np.int16()",
            "np.float64([1.5, 2])",
            "np.int8(np.array(7))",
            "np.uint8(-1)",
            "np.uint8(256)",
            "np.int8(128)",
            "np.uint8(np.int64(-1))",
        ],
    ),
    Group(
        "what is no number is refused",
        ["np.float64('x')", "np.int8(None)", "np.int64({})", "np.int8('1.5')", "np.float64(1j)"],
        wording=False,
    ),
    Group(
        "float64 is a float and complex128 a complex, the others are not",
        [
            "isinstance(np.float64(1), float)",
            "isinstance(np.float32(1), float)",
            "isinstance(np.complex128(1), complex)",
            "isinstance(np.complex64(1), complex)",
            "isinstance(np.int64(1), int)",
            "isinstance(np.bool_(True), (bool, int))",
            "isinstance(np.arange(2)[0], np.int64)",
            "issubclass(np.float64, np.generic)",
            "issubclass(np.int8, np.generic)",
        ],
    ),
    Group(
        "a hierarchy of kinds",
        [
            f"[issubclass(np.{name if name != 'bool' else 'bool_'}, k) for k in (np.number, np.integer,"
            " np.signedinteger, np.unsignedinteger, np.inexact, np.floating, np.complexfloating)]"
            for name in ALL
        ],
    ),
    Group(
        "conversion to Python's numbers",
        [
            "int(np.int8(-5))",
            "int(np.float64(2.9))",
            "int(np.uint64(2**64 - 1))",
            "float(np.float32(0.1))",
            "float(np.int16(3))",
            "complex(np.complex64(1 + 2j))",
            "complex(np.float64(1.5))",
            "bool(np.int8(0))",
            "bool(np.float64(nan))",
            "bool(np.bool_(True))",
            "np.int64(3).item()",
            "np.float32(0.5).item()",
            "np.bool_(True).item()",
            "np.complex64(1j).item()",
            "np.float64(2.5).tolist()",
        ],
    ),
    Group(
        "integers are indices, floats are not",
        [
            "[10, 20, 30][np.int8(1)]",
            "(1, 2, 3)[np.uint64(2)]",
            "list(range(np.int32(3)))",
            "'ab' * np.int64(2)",
            "hex(np.uint8(255))",
            "round(np.float64(2.567), 2)",
        ],
    ),
    Group(
        "floats and bools are no indices",
        ["[10, 20][np.float64(1)]", "range(np.float32(2))"],
        wording=False,
    ),
    Group(
        "equal numbers hash alike",
        [f"hash(np.{name}(7)) == hash(7)" for name in INTEGERS]
        + [
            "hash(np.float64(1.5)) == hash(1.5)",
            "hash(np.float32(0.5)) == hash(0.5)",
            "hash(np.complex128(1 + 2j)) == hash(1 + 2j)",
            "hash(np.bool_(True)) == hash(True)",
            "hash(np.float64(3)) == hash(3)",
            "{1: 'a'}[np.int8(1)]",
            "{np.float64(2.5): 'a'}[2.5]",
            "len({np.int8(1), np.int64(1), 1, 1.0})",
        ],
    ),
    Group(
        "attributes of an array without axes",
        [
            "np.float64(1).shape",
            "np.float64(1).ndim",
            "np.float32(1).dtype",
            "np.int8(1).itemsize",
            "np.int16(1).nbytes",
            "np.int16(1).size",
            "np.complex64(1 + 2j).real",
            "np.complex64(1 + 2j).imag",
            "np.float64(1.5).real",
            "np.float64(1.5).imag",
            "np.complex128(1 + 2j).conjugate()",
            "np.float64(1.5).astype('f4')",
            "np.int8(5).sum()",
            "np.float64(2.5).max()",
        ],
    ),
    Group(
        "arithmetic of scalars of a type stays in it",
        [f"np.{name}(7) {op} np.{name}(2)" for name in ALL[1:] for op in ("+", "*", "-")]
        + [f"np.{name}(7) {op} np.{name}(2)" for name in ALL[1:-2] for op in ("//", "%", "<", "==")]
        + [f"np.{name}(7) / np.{name}(2)" for name in ALL]
        + [
            "np.bool_(True) + np.bool_(True)",
            "np.bool_(True) & np.bool_(False)",
            "np.bool_(True) ^ True",
            "~np.bool_(True)",
            "~np.uint8(1)",
            "-np.int8(5)",
            "abs(np.float32(-1.5))",
            "abs(np.complex64(3 + 4j))",
            "divmod(np.int8(7), np.int8(2))",
            "np.int16(2) ** np.int16(3)",
            "np.uint8(1) << 3",
            "np.int64(6) & 3",
        ],
        limits={
            "np.float64(7) < np.float64(2)": "float_comparison",
            "np.float64(7) == np.float64(2)": "float_comparison",
        },
    ),
    Group(
        "arithmetic of mixed scalars follows the promotion of types",
        [
            "np.int8(1) + np.int16(1)",
            "np.int8(1) + np.uint8(1)",
            "np.int64(1) + np.uint64(1)",
            "np.float32(1) + np.int32(1)",
            "np.float32(1) + np.int16(1)",
            "np.float32(1) * np.float64(2)",
            "np.complex64(1) + np.float64(1)",
            "np.int8(1) / np.float32(2)",
            "np.bool_(True) + np.int8(1)",
        ],
    ),
    Group(
        "Python numbers are weak beside scalars",
        [
            "np.int8(1) + 1",
            "1 + np.int8(1)",
            "np.int8(1) + 1.5",
            "np.float32(1) + 1.5",
            "1.5 * np.float32(2)",
            "np.float32(1) + 1j",
            "np.uint8(3) * True",
            "np.bool_(True) + 1",
            "np.float32(3) < 3.1",
            "2 ** np.int8(3)",
            "np.int8(1) == 300",
            "np.uint8(1) < -1",
            "np.float32(0.1) == 0.1",
            "np.float64(0.1) == 0.1",
            "10 // np.uint8(3)",
            "np.int8(1) + np.arange(2)",
        ],
        limits={"np.float64(0.1) == 0.1": "float_comparison"},
    ),
    Group(
        "Python integers that do not fit are refused",
        ["np.int8(1) + 300", "np.uint8(1) - (-1)", "300 * np.uint8(2)"],
    ),
    Group("Python integers beyond 64 bits are refused", ["np.int64(1) + 2**63", "2**70 * np.int8(1)"], wording=False),
    Group(
        "overflow wraps around and warns",
        [
            "np.int8(127) + np.int8(1)",
            "np.uint8(0) - np.uint8(1)",
            "np.int64(2**62) * np.int64(2)",
            "np.uint8(200) + 100",
            "-np.int8(-128)",
            "np.float32(3e38) * np.float32(10)",
            "np.float64(1e308) * 10",
        ],
    ),
    Group(
        "division by zero warns",
        [
            "np.float64(1) / 0",
            "np.float64(0) / 0",
            "np.int64(1) / np.int64(0)",
            "np.int64(1) // 0",
            "np.int8(1) % np.int8(0)",
            "np.float32(1) // 0",
        ],
    ),
    Group(
        "scalars are not changed",
        [
            "a = np.arange(3); x = a[0]; a[0] = 9; x",
            "x = np.float64(1); y = x; x += 1; (x, y)",
            "type(np.float64(1) + 1).__name__",
            "type(np.float64(1)).__name__",
            "np.bool_.__name__",
        ],
    ),
    Group(
        "limits of the integer types survive the way in and out",
        [f"[int(np.{name}(value)) for value in {bounds(name)}]" for name in INTEGERS],
    ),
    Group(
        "scalars are indexed as arrays without axes",
        [
            f"np.float64(1.5)[{key}]"
            for key in (
                *("()", "...", "None", "None,None", "...,None", "True", "False", "np.True_", "np.array(False)"),
                *("True,False", "0", "(0,)", "[True]", "[0]", "np.array([0])", "'a'", ":"),
            )
        ],
    ),
]
