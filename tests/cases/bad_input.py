"""Requests that cannot be met: a clear exception, never a crash.

The sizes that are refused for want of memory are beyond the address space, so that no machine grants them.
"""

from cases import Group

GROUPS = [
    Group(
        "a request for more memory than there is names it",
        [
            f"np.{maker}"
            for maker in (
                "zeros((10**6, 10**6, 10**4))",
                "empty(10**17)",
                "ones(10**17, 'f4')",
                "full((10**9, 10**9), 1)",
                "arange(10**17)",
            )
        ]
        + ["np.eye(10**8)", "np.where(np.ones(10**6, bool), np.zeros((10**6, 1)), np.zeros((10**6, 1, 1)))"],
    ),
    Group(
        "a shape whose product overflows is refused",
        [
            "np.zeros((2**32, 2**32))",
            "np.zeros(2**62)",
            "np.empty((2**31, 2**31, 2**31))",
            "np.ones((2**40, 2**40), 'i1')",
            "np.zeros((0, 2**62, 2**62))",
            "np.zeros((2**62, 2**62, 0))",
            "np.zeros((2**62, 0))",
        ],
    ),
    Group(
        "sizes beyond the machine are refused",
        ["np.zeros(2**64)", "np.zeros((2**70, 2))", "np.arange(10**30)"],
        wording=False,
    ),
    Group(
        "negative sizes are refused",
        ["np.zeros(-1)", "np.empty((2, -3))", "np.ones((-1,))", "np.full((-2, 2), 1)", "np.eye(-1)"],
    ),
    Group(
        "an array of several elements has no truth",
        [
            "bool(np.arange(2))",
            "bool(np.zeros((2, 2)))",
            "bool(np.zeros(0))",
            "not np.arange(3)",
            "1 if np.arange(2) else 0",
            "bool(np.array([0]))",
            "bool(np.array([[2.5]]))",
            "bool(np.array(0))",
            "np.arange(3) and 1",
            "0 < np.arange(3) < 2",
        ],
    ),
    Group(
        "an array of several elements is no number",
        [
            "int(np.arange(2))",
            "float(np.arange(2))",
            "complex(np.arange(2))",
            "int(np.array(2.9))",
            "float(np.array(2))",
            "complex(np.array(2))",
        ],
    ),
    Group(
        "an array is no index unless it is an integer without axes",
        ["[1, 2, 3][np.array(1)]", "[1, 2, 3][np.array([1])]", "range(np.array(3))", "[1, 2][np.array(1.0)]"],
        wording=False,
    ),
    Group("arrays are not hashable", ["hash(np.arange(2))", "{np.arange(2)}", "hash(np.array(1))"], wording=False),
    Group(
        "arrays without axes are not iterated",
        ["iter(np.array(1))", "list(np.array(1))", "len(np.array(1))", "a, = np.array(5)", "1 in np.array(1)"],
        wording=False,
    ),
    Group(
        "membership compares every element",
        [
            "1 in np.arange(3)",
            "5 in np.arange(3)",
            "1.5 in np.array([[0.5, 1.5]])",
            "nan in np.array([nan])",
            "[0, 1] in np.array([[0, 1], [2, 3]])",
        ],
    ),
    Group(
        "attributes that are facts cannot be assigned",
        [
            "a = np.arange(3); a.ndim = 2",
            "a = np.arange(3); a.size = 2",
            "a = np.arange(3); a.nbytes = 1",
            "a = np.arange(3); a.base = None",
            "a = np.arange(3); a.itemsize = 4",
            "np.dtype('f4').name = 'x'",
            "np.add.nin = 5",
        ],
        wording=False,
    ),
    Group(
        "there are no other attributes",
        ["np.arange(3).nonsense", "np.float64(1).nonsense", "np.dtype('f4').nonsense"],
        wording=False,
    ),
    Group(
        "an out that is gone",
        [
            "o = np.zeros(3); r = np.add([1, 2, 3], 1, out=o); del o; r",
            "outs = [np.zeros(2)]; r = np.add([1, 2], 1, out=outs.pop()); (r, len(outs))",
            "q = np.zeros(2, int); t = (q, q[::-1].copy()); r = np.divmod([7, 8], 3, out=t); del t, q; r",
            "a = np.arange(4); v = a[1:3]; del a; v += 1; v",
            "v = np.arange(10)[2:8][::2]; v",
            "a = np.arange(4); it = iter(a); del a; list(it)",
            "m = memoryview(np.arange(3, dtype='u1')); bytes(m)",
            "class Hole:\n def __index__(self):\n  a.clear()\n  return 0\na = [np.arange(3)]; a[0][Hole()]",
            "class Short:\n def __len__(self):\n  return 2\n def __getitem__(self, i):\n  raise IndexError(i)\n"
            "np.array(Short()).shape",
        ],
        limits={"m = memoryview(np.arange(3, dtype='u1')); bytes(m)": "buffer_export"},
    ),
    Group(
        "an exception from the user's code comes through",
        [
            "class Bad:\n def __index__(self):\n  raise KeyError('mine')\nnp.arange(3)[Bad()]",
            "class Bad:\n def __index__(self):\n  raise KeyError('mine')\nnp.zeros(Bad())",
            "class Bad:\n def __float__(self):\n  raise KeyError('mine')\na = np.zeros(1); a[0] = Bad()",
        ],
        wording=False,
    ),
    Group(
        "reading only: no write, by whatever way",
        [
            "a = np.arange(3); a.flags.writeable = False; a[0] = 1",
            "a = np.arange(3); a.flags.writeable = False; a[:] = 1",
            "a = np.arange(3); a.flags.writeable = False; a[[0]] = 1",
            "a = np.arange(3); a.flags.writeable = False; a[a > 0] = 1",
            "a = np.arange(3); a.flags.writeable = False; a += 1",
            "a = np.arange(3); a.flags.writeable = False; np.add(a, 1, out=a)",
            "a = np.arange(3); a.flags.writeable = False; a[1:][0] = 1",
            "a = np.frombuffer(b'abc', 'u1'); a[0] = 1",
            "a = np.frombuffer(b'abc', 'u1'); a += 1",
            "a = np.frombuffer(b'abc', 'u1'); a.flags.writeable",
            "a = np.frombuffer(b'abc', 'u1'); a.flags.writeable = True",
            "a = np.arange(3); a.flags.writeable = False; a.flags.writeable = True; a[0] = 5; a",
            "a = np.arange(3); a.flags.writeable = False; c = a.copy(); c[0] = 5; c",
        ],
        limits={"a = np.frombuffer(b'abc', 'u1'); a.flags.writeable = True": "shared_import"},
    ),
]
