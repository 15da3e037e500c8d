"""take, put, putmask, place, compress, extract, choose, repeat, *_along_axis, counting of what is not zero."""

from dtypes import ALL

from cases import Group

A = "a = np.array([[3, 1, 2], [0, 5, 4]])"
Z = "z = np.zeros((2, 3), int)"

GROUPS = [
    Group(
        "take gives the elements at indices",
        [
            f"{A}; np.take(a, {i})"
            for i in ("4", "[0, -1]", "[[0], [5]]", "[]", "[True, False]", "np.array([1, 2], 'u8')")
        ]
        + [f"{A}; np.take(a, [0, 2], axis={axis})" for axis in (1, -1)]
        + [f"{A}; a.take(1, axis=0)", f"{A}; a.T.take([1, 0], 1)", "np.take(5, [0, 0])", "np.take(5, 0)"]
        + [f"np.array([1, 0, 1], {dtype!r}).take([2, 1])" for dtype in ALL],
    ),
    Group(
        "indices out of range do as the mode says",
        [f"{A}; np.take(a, [7, -8], mode={mode!r})" for mode in ("wrap", "clip", "raise", 0, 1, 2)]
        + [f"{A}; np.take(a, [3], axis=1)", "np.take([], [0])", "np.take([], [])", f"{A}; np.take(a, 0, mode='x')"]
        + [f"{A}; np.take(a, 0, mode='r')", f"{A}; np.take(a, [0], axis=2)"],
    ),
    Group(
        "indices are integers",
        [f"{A}; a.take(np.array([1.0]))", f"{A}; a.take(np.array([1j]))", f"{A}; np.take(a, 1.5)"],
    ),
    Group(
        "take writes to out",
        [
            f"{A}; out = np.zeros(2); r = np.take(a, [0, 1], out=out); (r is out, out)",
            f"{A}; np.take(a, [0], out=np.zeros(2, int))",
            f"{A}; np.take(a, [0], out=[1])",
            f"{A}; out = np.zeros((), int); np.take(a, 4, out=out)",
        ],
    ),
    Group(
        "put writes values in turn",
        [
            f"{Z}; np.put(z, [0, 2, -1], [7, 8]); z",
            f"{Z}; z.put([1], 5.7); z",
            f"{Z}; z.put([7], 1, mode='clip'); z",
            f"{Z}; z.put([7, -9], [1, 2], mode='wrap'); z",
            f"{Z}; z.T.put([1, 2], [1, 2]); z",
            f"{Z}; z.put([0, 1], []); z",
            f"{Z}; z.put([6], 1)",
            f"{Z}; z.put(np.array([1.0]), 1)",
            f"{Z}; z.put(np.array([1], 'u8'), 1)",
            f"{Z}; np.broadcast_to(z, (2, 2, 3)).put([0], 1)",
        ],
    ),
    Group(
        "masks write values by place or in turn",
        [
            f"{A}; np.putmask(a, a > 2, -a); a",
            f"{A}; np.putmask(a, a > 1, [-1, -2]); a",
            f"{A}; np.putmask(a.T, a.T > 1, [-1, -2]); a",
            f"{A}; np.putmask(a, a > 9, []); a",
            f"{A}; np.putmask(a, a > 2, []); a",
            f"{A}; np.putmask(a, [True], 1)",
            "np.putmask([1], [True], 1)",
            f"{A}; np.putmask(a, a > 2, np.array([1j]))",
            f"{A}; np.putmask(np.broadcast_to(a, (2, 2, 3)), True, 1)",
            f"{A}; np.place(a, a > 1, [-1, -2]); a",
            f"{A}; np.place(a, a > 9, []); a",
            f"{A}; np.place(a, a > 2, [])",
            f"{A}; np.place(a, [True], 1)",
        ],
    ),
    Group(
        "conditions compress",
        [
            f"{A}; np.compress([True, False, True], a, axis=1)",
            f"{A}; np.compress([0, 1], a, axis=0)",
            f"{A}; a.compress([1, 0, 0, 2.5])",
            f"{A}; np.compress([1, 1, 1], a, axis=0)",
            f"{A}; np.compress([[True]], a, axis=1)",
            f"{A}; np.compress(True, a)",
            f"{A}; out = np.zeros((2, 1)); np.compress([1], a, axis=1, out=out); out",
            f"{A}; np.extract(a > 2, a)",
            f"{A}; np.extract([1], a)",
        ],
    ),
    Group(
        "choose takes from choices",
        [
            "np.choose([0, 1, 2], [[1, 2, 3], [10, 20, 30], 5])",
            "np.choose([[0], [1]], [[1, 2], [3.5, 4]])",
            "np.choose(1, [1, 2])",
            "np.choose([0, 1], [np.zeros(2, 'i1'), 1])",
            "np.choose([True, False], np.array([[1, 2], [3, 4]], 'f4'))",
            "np.choose([0, 2], [1, 2])",
            "np.choose([-1, 0], [1, 2])",
            "np.choose([-1, 2], [1, 2], mode='wrap')",
            "np.choose([-1, 2], [1, 2], mode='clip')",
            "np.choose(np.array([0.0]), [1, 2])",
            "np.choose([0], [])",
            "np.choose([0, 1], [[1, 2, 3], 5])",
            "out = np.zeros(2); np.choose([0, 1], [1, 2], out=out); out",
            "np.choose([0, 1], [1, 2], out=np.zeros(3, int))",
        ],
    ),
    Group(
        "repeat",
        [f"{A}; np.repeat(a, {n})" for n in ("2", "0", "[1, 0, 2, 0, 1, 1]", "True", "[2]", "1.5")]
        + [f"{A}; np.repeat(a, [1, 2], axis=0)", f"{A}; a.repeat(2, 1)", f"{A}; a.T.repeat([0, 1, 2], 0)"]
        + [f"{A}; np.repeat(a, {n}, axis=0)" for n in ("[1, 2, 3]", "[1, -1]", "-1", "np.array([1.0, 2.0])")]
        + ["np.repeat(3, 4)", f"{A}; np.repeat(a, 2, axis=2)", f"{A}; np.repeat(a, np.array([1, 2], 'u8'), axis=0)"],
    ),
    Group(
        "along an axis by indices of the same number of axes",
        [
            f"{A}; np.take_along_axis(a, np.argsort(a, axis=1), axis=1)",
            f"{A}; np.take_along_axis(a, np.array([[1, 0, 1]]), axis=0)",
            f"{A}; np.take_along_axis(a, np.array([5, 0]), axis=None)",
            f"{A}; np.take_along_axis(a, np.array([[0.0]]), axis=0)",
            f"{A}; np.take_along_axis(a, np.array([0]), axis=0)",
            f"{A}; np.take_along_axis(a, a, axis=None)",
            f"{A}; np.take_along_axis(a, a, axis=2)",
            f"{A}; np.put_along_axis(a, np.array([[2], [0]]), 99, axis=1); a",
            f"{A}; np.put_along_axis(a, np.array([[1, 0, 1]]), [[7, 8, 9]], axis=0); a",
            f"{A}; np.put_along_axis(a, np.array([1, 4]), [7, 8], axis=None); a",
        ],
    ),
    Group(
        "what is not zero",
        [
            f"{A}; np.flatnonzero(a)",
            f"{A}; np.argwhere(a > 2)",
            "np.argwhere(3)",
            "np.argwhere(0)",
            f"{A}; np.count_nonzero(a)",
            f"{A}; np.count_nonzero(a, axis=0)",
            f"{A}; np.count_nonzero(a, axis=(0, 1), keepdims=True)",
            "np.count_nonzero([nan, 0.0, -0.0])",
            "np.count_nonzero([[True, False]], axis=1)",
        ],
    ),
]
