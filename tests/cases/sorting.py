"""sort, argsort, partition, lexsort, searchsorted: orders, axes, kinds, and what is refused."""

from dtypes import ALL

from cases import Group

A = "a = np.array([[3, 1, 2], [0, 5, 4]])"
F = "f = np.array([2.0, nan, -1.0, inf, -inf, 0.5])"
B = "b = np.arange(24)[::-1].reshape(2, 3, 4)"
C = "c = np.array([2+1j, complex(nan, 0), 2-1j, complex(1, nan), complex(nan, nan), -3])"

GROUPS = [
    Group(
        "along an axis, the last one by default",
        [f"{A}; np.sort(a{axis})" for axis in ("", ", 0", ", axis=1", ", axis=-2", ", axis=None")]
        + [f"{A}; np.argsort(a{axis})" for axis in ("", ", 0", ", axis=1", ", axis=-2", ", axis=None")]
        + [f"{B}; np.sort(b, axis={axis})" for axis in (0, 1, 2)]
        + [f"{A}; a.sort(); a", f"{A}; a.sort(axis=0); a", f"{A}; a.T.sort(0); a", f"{A}; a[:, ::-1].sort(); a"]
        + [f"{A}; a.argsort(0)", f"{A}; a[::-1].argsort(1)", "np.sort([])", "np.argsort(np.zeros((2, 0)))"],
    ),
    Group(
        "every type has its order",
        [f"np.sort(np.array([3, 1, 0, 2, 1], {dtype!r}))" for dtype in ALL]
        + [f"np.argsort(np.array([3, 1, 0, 2], {dtype!r}), kind='stable')" for dtype in ALL if dtype != "bool"]
        + ["np.sort(np.array([-1, 1, -128, 127], 'i1'))", "np.sort(np.array([2**63, 1, 2**64 - 1], 'u8'))"],
    ),
    Group(
        "nan is last, complex numbers are ordered by their parts",
        [f"{v}; np.{name}({v[0]})" for name in ("sort", "argsort") for v in (F, C)]
        + [f"{F}; np.sort(f.astype('f4'))", "np.sort_complex([3, 1])", "np.sort_complex(np.array([3, 1], 'i2'))"],
    ),
    Group(
        "equal elements keep their order when they are asked to",
        [
            "np.argsort([2, 1, 2, 1, 2], kind='stable')",
            "np.argsort([1, 0] * 20, stable=True)",
            "np.sort([0.0, -0.0, 0.0, -1.0], kind='mergesort')",
            "np.argsort([0.0, -0.0, 0.0], kind='stable')",
            "np.lexsort(([9, 8, 9, 8], [1, 1, 0, 0]))",
        ],
    ),
    Group(
        "kinds go by their first letter and exclude stable=",
        [f"np.sort([2, 1], kind={kind!r})" for kind in ("quicksort", "heapsort", "MERGE", "s", "x", "", 3)]
        + ["np.sort([2, 1], kind='stable', stable=True)", "np.sort([2, 1], stable=False)", "np.sort([1], order='x')"]
        + ["np.argsort([2, 1], kind='x')", "np.argsort([1], order='x')"],
    ),
    Group(
        "descending order has nan last and equals in their order",
        [
            "np.argsort([1, 2, 1, 2, 1], descending=True)",
            "np.sort([1.0, nan, 2.0, -inf], descending=True)",
            "np.argsort([nan, 1.0, nan, 2.0], descending=True)",
            "np.sort([0.0, -0.0, 0.0, 1.0], descending=True, stable=True)",
            "np.sort([1+1j, complex(nan, 1), complex(1, nan), 2, 1-1j], descending=True)",
            "np.sort([True, False, True], descending=True)",
            "a = np.array([3, 1, 2], 'u1'); a.sort(descending=True); a",
            "np.array([[3, 1], [2, 4]]).argsort(axis=0, descending=True)",
            "np.sort([3, 1], descending=False)",
            "np.sort([3, 1], kind='stable', descending=True)",
        ],
    ),
    Group(
        "without axes, with axes that are not there, without permission",
        [
            "np.sort(3)",
            "np.sort(3, axis=None)",
            "np.argsort(3)",
            "np.array(3).argsort(axis=1)",
            f"{A}; np.sort(a, axis=2)",
            f"{A}; a.argsort(-3)",
            f"{A}; np.broadcast_to(a, (2, 2, 3)).sort()",
            f"{A}; a.partition(1, axis=5)",
            f"{A}; np.broadcast_to(a, (2, 2, 3)).partition(1)",
        ],
    ),
    Group("an axis of a method is an integer", [f"{A}; a.sort(axis=None)", f"{A}; a.argsort(1.0)"], wording=False),
    Group(
        "partition puts the elements asked for in their places",
        [f"a = np.array([7, 1, 5, 3, 9, 0]); np.partition(a, {kth})[{kth}]" for kth in (0, 2, -1, [1, 3])]
        + [f"a = np.array([7, 1, 5, 3, 9, 0]); a[np.argpartition(a, {kth})][{kth}]" for kth in (0, 2, -1, [1, 3])]
        + [f"{A}; np.partition(a, 1, axis=0)", f"{A}; np.partition(a, 2, axis=None)[2]"]
        + ["np.partition([nan, 1.0, 2.0], 0)[0]", "np.partition([nan, 1.0, 2.0], 2)[2]"]
        + ["np.partition(np.zeros((0, 3)), 1, axis=1)", "np.argpartition(3, 0)"],
    ),
    Group(
        "positions of a partition are integers within the axis",
        [f"{A}; np.partition(a, {kth})" for kth in ("3", "-4", "1.0", "[True]", "[]", "[0, 7]")]
        + [f"{A}; np.partition(a, 1, kind='quick')", f"{A}; np.partition(a, 1, order='x')", "np.partition(3, 0)"],
    ),
    Group(
        "lexsort sorts by the last key first",
        [
            "np.lexsort(([3, 1, 2], [1, 1, 0]))",
            "np.lexsort(np.array([[3, 1, 2], [1, 1, 0]]))",
            f"{A}; np.lexsort((a, a[::-1]), axis=0)",
            f"{A}; np.lexsort((a, a[::-1]))",
            "np.lexsort(([nan, 1.0], [0j, 0j]))",
            "np.lexsort([3, 4])",
            "np.lexsort(np.zeros((2, 0)))",
            "np.lexsort(([1, 2], [1, 2, 3]))",
            "np.lexsort(())",
            "np.lexsort(3)",
            f"{A}; np.lexsort(a, axis=3)",
        ],
    ),
    Group(
        "searchsorted finds the place before or after equals",
        [
            f"np.searchsorted([1, 3, 3, 5], {v}, {side!r})"
            for v in ("3", "[0, 3, 9]", "[[2.5], [3]]")
            for side in ("left", "right")
        ]
        + [
            "np.array([1.0, 2.0, nan]).searchsorted([nan, 1.5])",
            "np.searchsorted([1j, 2, 2+1j], [2, 0])",
            "np.searchsorted(np.array([1, 2, 3], 'u1'), 300)",
            "np.searchsorted(np.array([1, 2, 3], 'u1'), -1)",
            "np.searchsorted([False, True], 0.5)",
            "np.searchsorted([], [1, 2])",
            "np.searchsorted([3, 1, 2], [1, 2, 3], sorter=[1, 2, 0])",
            "np.searchsorted(np.arange(10)[::2], [3, 4, 5])",
        ],
    ),
    Group(
        "searchsorted checks its arguments",
        [
            "np.searchsorted([1, 2], 2, side='x')",
            "np.searchsorted([1, 2], 2, side='l')",
            "np.searchsorted([1, 2], 2, side=3)",
            "np.searchsorted([[1, 2]], 2)",
            "np.searchsorted(3, 2)",
            "np.searchsorted([1, 2], 2, sorter=[0])",
            "np.searchsorted([1, 2], 2, sorter=[0.0, 1.0])",
            "np.searchsorted([1, 2], 2, sorter=[[0, 1]])",
            "np.searchsorted([1, 2, 3], 2, sorter=[0, 9, 2])",
        ],
    ),
]
