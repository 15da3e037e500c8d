"""Python's operators on arrays: plain, reflected, in place."""

from cases import Group

AB = "a = np.array([7, -7, 3]); b = np.array([2, 2, -2])"
XY = "x = np.array([1.5, -2.0, 0.5]); y = np.array([2.0, 0.5, 4.0])"
PQ = "p = np.array([True, True, False]); q = np.array([True, False, False])"
BINARY = ["+", "-", "*", "/", "//", "%", "**"]
BITS = ["&", "|", "^"]
COMPARE = ["==", "!=", "<", "<=", ">", ">="]

GROUPS = [
    Group(
        "arithmetic works element by element",
        [f"{AB}; a {op} b" for op in BINARY[:-1]]
        + [f"{XY}; x {op} y" for op in BINARY]
        + [f"{AB}; a ** np.array([2, 0, 1])", f"{AB}; divmod(a, b)", f"{XY}; divmod(x, y)"],
    ),
    Group(
        "a Python number stands on either side",
        [f"{AB}; a {op} 2" for op in BINARY]
        + [f"{AB}; 2.5 {op} a" for op in BINARY[:-1]]
        + [f"{XY}; 2 {op} x" for op in BINARY[:-1]]
        + [f"{AB}; 10 {op} b" for op in BINARY[:-1]]
        + [
            f"{AB}; divmod(a, 2)",
            f"{AB}; divmod(20, b)",
            f"{XY}; divmod(7.5, y)",
            "2 ** np.arange(4)",
            "True + np.arange(2)",
            "1j * np.arange(2)",
            "np.arange(2.0) - 1j",
        ],
    ),
    Group(
        "lists and tuples on either side become arrays",
        [
            f"{AB}; a + [1, 2, 3]",
            f"{AB}; [1, 2, 3] - a",
            f"{AB}; (1.5, 2.5, 3.5) * a",
            f"{AB}; a + [[1], [2]]",
            f"{AB}; a == [7, 0, 3]",
        ],
    ),
    Group(
        "scalars stand on either side",
        [
            f"{AB}; np.int64(2) + a",
            f"{AB}; a * np.float32(1.5)",
            f"{AB}; np.float64(3) - a",
            f"{AB}; np.int8(2) < a",
            "np.uint8(200) + np.array([100], 'u1')",
        ],
    ),
    Group(
        "bits of integers and bools",
        [f"{AB}; a {op} b" for op in BITS]
        + [f"{PQ}; p {op} q" for op in BITS]
        + [f"{AB}; a {op} 1" for op in BITS]
        + [f"{AB}; 6 {op} a" for op in BITS]
        + [
            f"{PQ}; p & 1",
            f"{PQ}; p | True",
            "np.arange(4) << 2",
            "np.array([-8, 9]) >> 1",
            "1 << np.arange(4)",
            "1024 >> np.arange(4)",
            "np.array([1, 1, 1], 'u1') << np.array([7, 8, 9], 'u1')",
            "np.array([-1, -1], 'i1') >> np.array([7, 8], 'i1')",
            f"{PQ}; p << 1",
        ],
    ),
    Group(
        "one operand",
        [
            f"{AB}; (-a, +a, abs(a), ~a)",
            f"{XY}; (-x, +x, abs(x))",
            f"{PQ}; (~p, +q.astype(int), abs(p))",
            "-np.array([1, 255], 'u1')",
            "abs(np.array([-128], 'i1'))",
            "abs(np.array([3 + 4j]))",
            "-np.array(2.5)",
        ],
    ),
    Group(
        "comparisons give bools",
        [f"{AB}; a {op} b" for op in COMPARE]
        + [f"{XY}; x {op} 0.5" for op in COMPARE]
        + [f"{AB}; 3 {op} a" for op in COMPARE]
        + [f"np.array([nan, 1.0]) {op} nan" for op in COMPARE]
        + [
            "np.array([1j, 2]) == np.array([1j, 1])",
            "np.array([-1]) < np.array([1], 'u8')",
            "np.array([2**63], 'u8') == np.array([-2**63])",
            "np.array([2**53 + 1]) == np.array([2.0**53])",
        ],
    ),
    Group(
        "integers outside a dtype compare by their value",
        [f"np.array([0, 255], 'u1') {op} {value}" for op in COMPARE for value in (256, -1, 10**30)]
        + ["300 > np.array([1], 'u1')", "np.array([1], 'i8') < 2**63", "-10**30 == np.array([1, 2])"],
    ),
    Group(
        "== and != with what is no number",
        [
            "np.arange(3) == 'x'",
            "np.arange(3) != 'x'",
            "np.arange(3) == None",
            "None != np.arange(2)",
            "np.arange(3) == np.arange(4)",
            "np.arange(3) != np.arange(4)",
        ],
        wording=False,
    ),
    Group(
        "in place the array keeps its memory and dtype",
        [f"{AB}; c = a; a {op}= 2; (c is a, a)" for op in ("+", "-", "*", "//", "%", "**", "&", "|", "^", "<<", ">>")]
        + [f"{XY}; c = x; x {op}= y; (c is x, x)" for op in BINARY]
        + [
            f"{PQ}; p &= q; p",
            f"{PQ}; p |= q; p",
            f"{PQ}; p ^= q; p",
            "a = np.arange(3, dtype='f4'); a += 0.1; a",
            "a = np.arange(3, dtype='f4'); a *= np.float64(2); a",
            "a = np.arange(3, dtype='i1'); a += np.array([1, 2, 3]); a",
            "a = np.arange(6); v = a[::2]; v *= 10; a",
            "a = np.zeros((2, 3)); a += [1, 2, 3]; a",
            "a = np.array(3); c = a; a += 1; (c is a, a)",
            "a = np.arange(4); a[1:] += a[:-1]; a",
            "a = np.arange(4); a += a[::-1]; a",
            "a = [1, 2]; a += np.arange(2); a",
            "a = 5; a -= np.arange(2); a",
        ],
        limits={"a = [1, 2]; a += np.arange(2); a": "list_in_place"},
    ),
    Group(
        "in place no kind is lost and no shape grows",
        [
            "a = np.arange(3); a += 1.5",
            "a = np.arange(3); a /= 2",
            "a = np.arange(3.0); a += 1j",
            "a = np.arange(3); a -= np.arange(3.0)",
            "a = np.array([True]); a += 1",
            "a = np.zeros(3, 'u1'); a += 300",
            "a = np.zeros(3, 'u1'); a -= -1",
            "a = np.zeros(3); a += np.zeros((2, 3))",
            "a = np.zeros((1, 3)); a += np.zeros((2, 3))",
            "a = np.zeros(3, 'u8'); a += np.zeros(3, 'i8')",
        ],
    ),
    Group(
        "integers wrap around and floats take their ends",
        [
            "np.array([127], 'i1') + np.array([1], 'i1')",
            "np.array([255], 'u1') + 1",
            "np.array([0], 'u8') - 1",
            "np.array([2**63 - 1]) + 1",
            "np.array([100], 'i1') * 2",
            "np.array([2], 'i4') ** 31",
            "np.array([3], 'u1') ** 6",
            "-np.array([-2**63])",
            "np.array([-2**63]) // np.array([1])",
            "np.array([0.0]) * -1",
        ],
    ),
    Group(
        "floor and remainder have the sign rules of Python",
        [
            "np.array([7, 7, -7, -7]) // np.array([2, -2, 2, -2])",
            "np.array([7, 7, -7, -7]) % np.array([2, -2, 2, -2])",
            "np.array([7.5, 7.5, -7.5, -7.5]) // np.array([2, -2, 2, -2])",
            "np.array([7.5, 7.5, -7.5, -7.5]) % np.array([2, -2, 2, -2])",
            "np.array([0.0, -0.0]) % 3.0",
            "np.array([6.0, -6.0]) % -3.0",
            "np.array([1.0, -1.0]) % inf",
            "np.array([1.0, -1.0]) // np.array([inf, -inf])",
            "np.array([0.3, 1.0]) // 0.1",
        ],
    ),
    Group(
        "powers",
        [
            "np.array([0, 2, -3]) ** 2",
            "np.array([4.0, 2.25]) ** 0.5",
            "np.array([2.0, 4.0]) ** -1",
            "np.array([0.0, 1.0, nan]) ** 0",
            "np.arange(3) ** np.arange(3)",
            "np.arange(3) ** -1",
            "np.arange(1, 3) ** np.array([1, -1])",
            "2.0 ** -np.arange(3)",
            "np.array([True, False]) ** 2",
            "pow(np.arange(3), 2)",
            "np.array([2], 'i1') ** np.array([2.0], 'f4')",
        ],
    ),
    Group(
        "power has no third argument, operators no strings",
        ["pow(np.arange(3), 2, 5)", "np.arange(3) + None", "np.arange(3) - {}", "np.arange(3) * object()"],
        wording=False,
    ),
    Group(
        "operators that a dtype does not have",
        [
            f"{PQ}; p - q",
            f"{PQ}; -p",
            f"{XY}; x & y",
            f"{XY}; ~x",
            f"{XY}; x << 1",
            "np.array([1j]) // 2",
            "np.array([1j]) % 2",
            "divmod(np.array([1j]), 2)",
            "np.array([1.5]) | True",
        ],
    ),
    Group(
        "shapes broadcast from the right",
        [
            "np.arange(3) + np.arange(2)[:, None]",
            "np.ones((2, 1, 3)) * np.arange(4)[:, None]",
            "np.arange(3) + np.zeros((0, 3))",
            "np.array(1) + np.arange(2)",
            "np.array(1) + np.array(2)",
            "np.array([[1]]) + 1",
            "np.zeros((0,)) + np.zeros((1,))",
            "(np.zeros((3, 1, 2)) + np.zeros((4, 1))).shape",
        ],
    ),
    Group(
        "shapes that do not broadcast are named",
        [
            "np.arange(3) + np.arange(4)",
            "np.zeros((2, 3)) * np.zeros((3, 2))",
            "np.zeros((2, 3, 4)) < np.zeros((3, 3, 4))",
            "np.zeros(0) + np.zeros(2)",
            "np.zeros((2, 3)) & np.zeros(2, int)",
            "np.arange(3) // np.arange(2)",
            "[1, 2] + np.arange(3)",
        ],
    ),
    Group(
        "there is no loop for text",
        [
            "np.float64(1) + 'x'",
            "np.int8(1) - b'xyz'",
            "np.ones(2) + 'x'",
            "np.float32(1) // 'x'",
            "np.int64(3) * 'ab'",
            "'ab' * np.int64(3)",
            "'%d' % np.int64(3)",
        ],
    ),
    Group(
        "errors of ufuncs have a class of their own",
        [
            f"""try: {call}
except TypeError as error: names = [cls.__name__ for cls in type(error).__mro__]
names"""
            for call in (
                "np.float64(1) + 'x'",
                "np.gcd(1.5, 2)",
                "np.add([1.5], 1, out=np.zeros(1, int))",
                "np.add([1.5], 1, dtype=int)",
            )
        ],
    ),
]
