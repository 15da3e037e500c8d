"""Writing through an index: value, broadcasting, casting, overlap."""

from cases import Group

A = "a = np.arange(6).reshape(2, 3)"
V = "v = np.arange(6)"

GROUPS = [
    Group(
        "an item, a slice or a view takes a value",
        [
            f"{V}; v[2] = 9; v",
            f"{V}; v[-1] = 9; v",
            f"{V}; v[1:3] = 7; v",
            f"{V}; v[::-2] = [7, 8, 9]; v",
            f"{V}; v[...] = 1; v",
            f"{V}; v[:] = 2; v",
            f"{V}; v[4:2] = 9; v",
            f"{V}; v[1:3][0] = 5; v",
            f"{A}; a[1] = 0; a",
            f"{A}; a[1, 2] = 9; a",
            f"{A}; a[:, 1] = [7, 8]; a",
            f"{A}; a[..., -1] = -1; a",
            f"{A}; a[0, ::2] = [8, 9]; a",
            f"{A}; a[:] = [[1], [2]]; a",
            f"{A}; a.T[0] = [7, 8]; a",
            f"{A}; a[None, 1] = 3; a",
            f"{A}; a[1][...] = 4; a",
            "a = np.array(5); a[()] = 7; a",
            "a = np.array(5); a[...] = 7.9; a",
        ],
    ),
    Group(
        "values are broadcast, leading axes of length one dropped",
        [
            f"{A}; a[...] = [10, 20, 30]; a",
            f"{A}; a[:, :2] = [[5], [6]]; a",
            f"{V}; v[:] = np.array([9]); v",
            f"{V}; v[:3] = np.array([[1, 2, 3]]); v",
            f"{V}; v[1:2] = np.array([[[4]]]); v",
        ],
    ),
    Group(
        "values are cast without asking",
        [
            f"{V}; v[0] = 2.9; v",
            f"{V}; v[0] = np.float64(-2.9); v",
            f"{V}; v[:2] = np.array([1.5, -1.5]); v",
            f"{V}; v[0] = True; v",
            "v = np.zeros(2); v[0] = 3; v[1] = True; v",
            "v = np.zeros(2, bool); v[0] = 5; v[1] = 0.0; v",
            "v = np.zeros(2, complex); v[0] = 1.5; v[1] = 2j; v",
            "v = np.zeros(2, 'f4'); v[0] = 0.1; v",
            "v = np.zeros(2, 'i1'); v[:] = np.array([300, -129]); v",
            "v = np.zeros(2, 'u1'); v[:] = np.array([-1, 256]); v",
        ],
    ),
    Group(
        "a Python integer must fit",
        [
            "v = np.zeros(2, 'u1'); v[0] = 256",
            "v = np.zeros(2, 'i1'); v[0] = -129",
            "v = np.zeros(2, 'i1'); v[:] = 128",
            "v = np.zeros(2, 'u4'); v[:] = [1, -1]",
        ],
    ),
    Group(
        "a boolean mask selects what is written",
        [
            f"{V}; v[v > 3] = 0; v",
            f"{V}; v[v % 2 == 0] = [10, 20, 30]; v",
            f"{V}; v[np.zeros(6, bool)] = 1; v",
            f"{V}; v[np.zeros(6, bool)] = []; v",
            f"{V}; v[True] = 3; v",
            f"{V}; v[False] = 3; v",
            f"{A}; a[a > 2] = -1; a",
            f"{A}; a[[True, False]] = 9; a",
            f"{A}; a[:, [True, False, True]] = [[1, 2], [3, 4]]; a",
            f"{A}; a[[False, True], 1:] = 5; a",
            f"{A}; a[a % 2 == 0] = a[a % 2 == 1]; a",
            f"{V}; v[v > 2] += 10; v",
        ],
    ),
    Group(
        "integer arrays select what is written, the last write of an element wins",
        [
            f"{V}; v[[0, 2]] = 9; v",
            f"{V}; v[[-1, 0]] = [8, 9]; v",
            f"{V}; v[[1, 1, 1]] = [7, 8, 9]; v",
            f"{V}; v[[[0, 1], [2, 3]]] = [[9, 8], [7, 6]]; v",
            f"{V}; v[[]] = 5; v",
            f"{V}; v[[1, 1]] += 1; v",
            f"{A}; a[[0, 1], [2, 0]] = [8, 9]; a",
            f"{A}; a[[1]] = [[7, 8, 9]]; a",
            f"{A}; a[:, [2, 0]] = [[1, 2], [3, 4]]; a",
            f"{A}; a[[0, 1], 1:] = [[5], [6]]; a",
            f"{A}; a[[[0], [1]], [0, 2]] = 9; a",
            f"{A}; a[np.array([1, 0], 'i1'), 0] = [5, 6]; a",
            f"{A}; a[(1, 0), (0, 1)] = 7; a",
        ],
    ),
    Group(
        "reading and writing the same memory acts as if the value were copied first",
        [
            f"{V}; v[1:] = v[:-1]; v",
            f"{V}; v[:-1] = v[1:]; v",
            f"{V}; v[:] = v[::-1]; v",
            f"{V}; v[::2] = v[3:]; v",
            f"{A}; a[:] = a[::-1]; a",
            f"{A}; a[:, 1:] = a[:, :-1]; a",
            "a = np.arange(9).reshape(3, 3); a[...] = a.T; a",
            "a = np.arange(9).reshape(3, 3); a[1:, 1:] = a[:2, :2]; a",
            f"{V}; v[[1, 2, 3]] = v[[0, 1, 2]]; v",
            f"{V}; v[v > 0] = v[:5]; v",
            f"{V}; v[[5, 4, 3, 2, 1, 0]] = v; v",
            f"{V}; v[v] = v[::-1]; v",
        ],
    ),
    Group(
        "what does not fit is refused",
        [
            f"{V}; v[:3] = [1, 2]",
            f"{V}; v[:3] = np.zeros((2, 3))",
            f"{V}; v[[0, 1]] = [1, 2, 3]",
            f"{V}; v[v > 3] = [1, 2, 3]",
            f"{V}; v[6] = 0",
            f"{V}; v[-7] = 0",
            f"{V}; v[[0, 6]] = 0",
            f"{V}; v[0, 0] = 0",
            f"{V}; v[np.zeros(5, bool)] = 0",
            f"{V}; v[1.0] = 0",
            f"{A}; a[2] = 0",
            f"{A}; a[0, 3] = 0",
            f"{A}; a[:, 3] = 0",
            f"{A}; a[[0, 1], [0, 1, 2]] = 0",
            f"{A}; a[...] = [1, 2]",
            f"{A}; a[0] = np.zeros((3, 3))",
        ],
    ),
    Group(
        "elements of the wrong kind are refused",
        [
            f"{V}; v[0] = None",
            f"{V}; v[2] = [1, 2]",
            f"{V}; v[2] = [4]",
            f"{V}; v[2] = np.array([[4]])",
            f"{V}; v[0] = 1j",
            f"{V}; v[:] = {{}}",
            "v = np.zeros(2); v[0] = 2j",
        ],
        wording=False,
    ),
    Group(
        "a failed assignment changes nothing",
        [
            "v = np.arange(3)\ntry:\n v[[0, 5]] = 9\nexcept IndexError:\n pass\nv",
            "v = np.arange(3)\ntry:\n v[:2] = [7, 8, 9]\nexcept ValueError:\n pass\nv",
        ],
    ),
    Group(
        "a sequence is no element",
        [
            f"a = np.zeros(2, '{dtype}'); a[0] = {value}; a"
            for dtype in ("f8", "f4", "e")
            for value in ("[1, 2]", "[1]", "[]", "[[1]]", "(1, 2)", "range(2)", "np.zeros(2)", "np.zeros((1, 1))")
        ]
        + ["a = np.zeros(2, 'i4'); a[0] = np.zeros(2); a", "a = np.zeros(2, '?'); a[0] = np.zeros(2); a"]
        + ["a = np.zeros(2); a.fill([1, 2])", "a = np.zeros(2, '?'); a[0] = [0, 0]; a[1] = []; a"],
    ),
    Group(
        "an element is what the type's constructor makes of an object",
        [
            f"a = np.zeros(2, '{dtype}'); a[0] = {value}; a"
            for dtype in ("f8", "i4", "?", "c16", "c8")
            for value in (
                "'12'",
                "'x'",
                "None",
                "{}",
                "set()",
                "b'1'",
                "b'x'",
                "bytearray(b'1')",
                "range(2)",
                "[1, 2]",
                "()",
                "...",
            )
        ]
        + ["np.array(None, 'c16')", "a = np.zeros(2, 'c16'); a[:] = b'2'; a"],
        wording=False,
    ),
]
