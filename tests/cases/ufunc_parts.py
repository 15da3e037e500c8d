"""Ufuncs on parts of an array: `at`, which changes elements in place, and `reduceat`."""

from cases import Group

A4 = "a = np.arange(4)"
A33 = "a = np.zeros((3, 3), int)"
A34 = "a = np.arange(12).reshape(3, 4)"

GROUPS = [
    Group(
        "an element that is named twice changes twice",
        [
            f"{A4}; np.add.at(a, [0, 1, 0], 1); a",
            f"{A4}; np.add.at(a, [0, 1, 0], [1, 2, 3]); a",
            f"{A4}; np.negative.at(a, [0, 1, 1, 3]); a",
            f"{A4}; np.multiply.at(a, [3, 3, 3], 2); a",
            f"{A4}; np.subtract.at(a, np.array([[0, 1], [1, 1]]), [[1], [2]]); a",
            f"{A4}; np.add.at(a, [-1, -1], 1); a",
            f"{A4}; np.maximum.at(a, [0, 0, 1], [7, 5, 0]); a",
            "a = np.arange(4.0); np.sqrt.at(a, [2, 2]); a",
            "a = np.zeros(3, 'F'); np.add.at(a, [0, 0], 1j); a",
            "a = np.zeros(3, bool); np.logical_xor.at(a, [0, 1, 1], True); a",
            "a = np.arange(8)[::-2]; np.add.at(a, [0, 1, 0], 10); a",
        ],
    ),
    Group(
        "any index names elements",
        [
            f"{A4}; np.add.at(a, {index}, 10); a"
            for index in (
                "slice(1, 3)",
                "2",
                "...",
                "()",
                "a > 1",
                "None",
                "[]",
                "(None, [0, 0])",
                "slice(None, None, -1)",
            )
        ]
        + [
            f"{A33}; np.add.at(a, ([0, 0, 1], [1, 1, 2]), 1); a",
            f"{A33}; np.add.at(a, [0, 0], [1, 2, 3]); a",
            f"{A33}; np.add.at(a, (slice(None), [0, 0]), [[1], [2], [3]]); a",
            f"{A33}; np.add.at(a, [[0], [1]], [1, 2, 3]); a",
            f"{A33}; np.add.at(a, (1, [0, 2, 2]), 5); a",
            f"{A33}; np.add.at(a, a == 0, np.arange(9)); a",
            f"{A33}; np.add.at(a.T, ([0, 0], slice(1, None)), [[1, 2], [3, 4]]); a",
            "a = np.zeros((2, 2, 2), int); np.add.at(a, ([0, 0], slice(None), [1, 1]), 1); a",
            "a = np.array(5); np.add.at(a, (), 1); a",
        ],
    ),
    Group(
        "results are cast to the array's type, whatever they lose",
        [
            f"{A4}; np.add.at(a, [0, 1, 0], 1.5); a",
            f"{A4}; np.sqrt.at(a, [2, 3]); a",
            f"{A4}; np.add.at(a, [0], 1j); a",
            "a = np.arange(4.0); np.less.at(a, [0, 2], 1); a",
            "a = np.zeros(4, 'i1'); np.add.at(a, [0, 1, 0], 100); a",
            "a = np.zeros(4, 'i1'); np.add.at(a, [0, 1, 0], 300); a",
            "a = np.zeros(4, 'f4'); np.add.at(a, [0, 0], [0.5, 0.25]); a",
            "a = np.arange(4.0); np.divide.at(a, [1, 2], 0); a",
        ],
    ),
    Group(
        "operands that lie in the array are read first",
        [
            f"{A4}; np.add.at(a, [1, 1], a[:2]); a",
            f"{A4}; np.add.at(a, [0, 1, 2, 3], a[::-1]); a",
            f"{A4}; np.add.at(a, a[::-1], a); a",
        ],
    ),
    Group(
        "at refuses",
        [
            f"{A4}; np.negative.at(a, [0], 3)",
            f"{A4}; np.add.at(a, [0])",
            f"{A4}; np.add.at(a)",
            f"{A4}; np.add.at(a, [0], 1, 2)",
            f"{A4}; np.add.at(a, [0, 9], 1)",
            f"{A4}; np.add.at(a, 'x', 1)",
            f"{A4}; np.add.at(a, [1.5], 1)",
            f"{A4}; np.add.at([1, 2], [0], 1)",
            f"{A4}; np.divmod.at(a, [0], 1)",
            f"{A4}; np.power.at(a, [1, 2], -1)",
            f"{A4}; np.add.at(a, [0, 1], [1, 2, 3])",
            f"{A33}; np.add.at(a, [0, 0], [1, 2])",
            f"{A4}; a.flags.writeable = False; np.add.at(a, [0], 1)",
            "np.matmul.at(np.ones((2, 2)), [0], 1)",
        ],
    ),
    Group(
        "reduceat reduces from each index to the next",
        [
            "np.add.reduceat([1, 2, 3, 4, 5], [0, 2, 4])",
            "np.add.reduceat([1, 2, 3, 4, 5], [0, 2, 1, 4])",
            "np.add.reduceat([1, 2, 3, 4, 5], [4, 0])",
            "np.add.reduceat([1, 2, 3, 4, 5], [3, 3, 3])",
            "np.add.reduceat([1, 2, 3, 4, 5], [])",
            "np.add.reduceat([], [])",
            "np.add.reduceat(np.zeros((0, 3)), [], axis=0)",
            "np.add.reduceat(np.zeros((0, 3)), [0], axis=1)",
            "np.maximum.reduceat([3, 1, 4, 1, 5, 9], [0, 2, 3])",
            "np.subtract.reduceat(np.arange(4), [0, 2])",
            "np.divide.reduceat(np.arange(1, 5), [0, 2])",
            "np.power.reduceat([2, 3, 2], [0])",
            "np.logical_and.reduceat(np.arange(4), [0, 2])",
            "np.add.reduceat(np.arange(10)[::-3], [0, 2])",
            "np.add.reduceat(np.arange(4), np.array([0, 1], 'u1'))",
        ],
    ),
    Group(
        "reduceat along an axis",
        [f"{A34}; np.add.reduceat(a, [0, 2]{axis})" for axis in ("", ", 1", ", axis=0", ", axis=-1", ", axis=(0,)")]
        + [
            f"{A34}; np.add.reduceat(a.T, [1, 0, 2], axis=1)",
            "a = np.arange(24).reshape(2, 3, 4); np.multiply.reduceat(a, [0, 2, 1], axis=1)",
        ],
    ),
    Group(
        "the type of reduceat's result",
        [
            f"np.{name}.reduceat(np.array([1, 0, 3], '{dtype}'), [0, 1])"
            for name in ("add", "multiply", "maximum")
            for dtype in ("?", "i1", "u2", "f4", "F")
        ]
        + [
            "np.add.reduceat(np.arange(4), [0, 2], dtype='f4')",
            "np.add.reduceat(np.arange(4), [0, 2], 0, None, None)",
            "o = np.zeros(2); r = np.add.reduceat(np.arange(4), [0, 2], out=o); (r is o, o)",
            "np.add.reduceat(np.arange(4.0), [0, 2], out=np.zeros(2, int))",
            "a = np.arange(4); np.add.reduceat(a, [0, 2, 1, 0], out=a); a",
            "np.add.reduceat(np.array([1e308, 1e308]), [0])",
        ],
    ),
    Group(
        "reduceat refuses",
        [
            "np.add.reduceat([1, 2, 3, 4, 5], [0, 5])",
            "np.add.reduceat([1, 2, 3, 4, 5], [0, -1])",
            "np.add.reduceat([], [0])",
            "np.add.reduceat([1, 2, 3, 4, 5], 2)",
            f"{A34}; np.add.reduceat(a, [0, 2], axis=2)",
            f"{A34}; np.add.reduceat(a, [0, 2], axis=None)",
            f"{A34}; np.add.reduceat(a, [0, 2], axis=(0, 1))",
            "np.sqrt.reduceat(np.arange(4), [0, 2])",
            "np.divmod.reduceat(np.arange(4), [0, 2])",
            "np.add.reduceat(np.array(3), [0])",
            "np.matmul.reduceat(np.ones((2, 2)), [0])",
        ],
    ),
    Group(
        "wrong calls of reduceat",
        [
            "np.add.reduceat(np.arange(4))",
            "np.add.reduceat(np.arange(4), [0, 1], keepdims=True)",
            "np.add.reduceat(np.arange(4), [[0, 1], [2, 3]])",
            "np.add.reduceat(np.arange(4), [0, 2], out=np.zeros(3, int))",
        ],
        wording=False,
    ),
    Group(
        "ufuncs tell their parameters",
        [
            f"import inspect; str(inspect.signature(np.{name}))"
            for name in ("add", "sin", "frexp", "divmod", "matmul", "vecdot")
        ],
    ),
    Group(
        "a signature has a dtype for every operand",
        [
            "np.add(1.5, 0.5, sig='i', casting='unsafe')",
            "np.add(1.5, 0.5, sig=('i4',), casting='unsafe')",
            "np.add(1.5, 0.5, sig='ii->i', casting='unsafe')",
            "np.add(1.5, 0.5, dtype='i4', casting='unsafe')",
        ],
    ),
]
