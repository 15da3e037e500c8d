"""array, asarray, zeros and their like, arange, linspace, eye, frombuffer."""

from dtypes import ALL

from cases import Group

GROUPS = [
    Group(
        "array finds the dtype of nested Python numbers",
        [
            f"np.{maker}({source})"
            for maker in ("array", "asarray")
            for source in (
                "True",
                "3",
                "1.5",
                "2j",
                "[]",
                "[[]]",
                "[[], []]",
                "[True, False]",
                "[1, 2, 3]",
                "(1, 2, 3)",
                "[1, 2.5]",
                "[True, 2]",
                "[True, 2.0]",
                "[1, 2j]",
                "[[1, 2], [3, 4]]",
                "[(1, 2), [3, 4.5]]",
                "[[[1], [2]], [[3], [4]]]",
                "range(4)",
                "[nan, -inf, -0.0]",
                "[2**62, -2**63]",
                "[2**63]",
            )
        ],
    ),
    Group(
        "array takes a dtype for its elements",
        [f"np.array([0, 1, 2], dtype={name!r})" for name in ALL]
        + [f"np.array([0.0, 1.0, 2.5], {name!r})" for name in ("bool", "int8", "float32", "complex64")]
        + [
            "np.array(5, dtype=np.uint8)",
            "np.array([1, 2], dtype=float)",
            "np.array([1, 2], dtype=np.dtype('int16'))",
            "np.array([[1, 2], [3, 4]], dtype='c16')",
            "np.array([True, False], dtype='f4')",
            "np.asarray([1, 2], 'f4')",
        ],
    ),
    Group(
        "array of arrays and scalars stacks them with their dtypes",
        [
            "np.array([np.float32(1), np.float32(2)])",
            "np.array([np.int8(1), np.int16(2)])",
            "np.array([np.int8(1), 2])",
            "np.array([np.float32(1), 2.5])",
            "np.array([np.arange(3), np.arange(3) * 2])",
            "np.array([np.arange(2, dtype='i1'), [1.5, 2]])",
            "np.array([np.array(1), np.array(2)])",
            "np.array(np.arange(4).reshape(2, 2)[::-1])",
            "np.array(np.float32(2.5))",
            "np.array(np.arange(3), ndmin=3)",
            "np.array([1, 2], ndmin=2)",
        ],
    ),
    Group(
        "array copies and asarray does not",
        [
            "a = np.arange(3); b = np.array(a); b[0] = 9; a",
            "a = np.arange(3); b = np.asarray(a); b is a",
            "a = np.arange(3); np.asarray(a, dtype=a.dtype) is a",
            "a = np.arange(3); b = np.asarray(a, dtype='f8'); b[0] = 9; (a, b)",
            "a = np.arange(3); np.array(a, copy=False) is a",
            "a = np.arange(3); np.array(a, copy=None) is a",
            "np.array([1, 2], copy=False)",
        ],
    ),
    Group(
        "ragged or foreign elements are refused",
        [
            "np.array([[1, 2], [3]])",
            "np.array([1, [2]])",
            "np.array([[1], 2])",
            "np.array([[[1]], [2]])",
        ],
    ),
    Group(
        "integers that do not fit are refused",
        [
            "np.array(300, dtype='uint8')",
            "np.array([1, -1], dtype='uint8')",
            "np.array([128], dtype='int8')",
            "np.array([2**31], dtype='int32')",
            "np.full(2, 256, dtype='u1')",
        ],
    ),
    Group(
        "zeros, ones, full and empty take a shape and a dtype",
        [f"np.zeros(2, {name!r})" for name in ALL]
        + [f"np.ones((1, 2), dtype={name!r})" for name in ALL]
        + [
            "np.zeros(3)",
            "np.zeros(())",
            "np.zeros([])",
            "np.zeros((2, 0, 3))",
            "np.zeros([2, 3], dtype=int)",
            "np.ones(np.int64(2))",
            "np.ones((np.int8(2), 1))",
            "np.full(3, 7)",
            "np.full((2, 2), 1.5)",
            "np.full(2, True)",
            "np.full((), 2j)",
            "np.full((2, 3), [1, 2, 3])",
            "np.full(2, 1.5, dtype='f4')",
            "np.empty((2, 0)).shape",
            "np.empty((3, 4), 'i2').dtype",
            "np.empty((3, 4), 'i2').strides",
            "np.zeros((2, 3), order='F').strides",
        ],
    ),
    Group(
        "the _like functions follow a prototype",
        [
            "np.zeros_like(np.arange(3))",
            "np.ones_like(np.zeros((2, 2), 'f4'))",
            "np.full_like(np.arange(3), 2.9)",
            "np.full_like(np.zeros(2), 3)",
            "np.empty_like(np.zeros((2, 3), 'i1')).shape",
            "np.empty_like(np.zeros((2, 3), 'i1')).dtype",
            "np.zeros_like([1.5, 2])",
            "np.zeros_like(np.arange(3), dtype=bool)",
            "np.ones_like(3)",
            "np.ones_like(np.arange(6), shape=(2, 2))",
            "np.zeros_like(np.arange(6).reshape(2, 3).T).strides",
        ],
    ),
    Group(
        "arange counts from start by step and stops before stop",
        [
            f"np.arange({arguments})"
            for arguments in (
                "0",
                "5",
                "-3",
                "2, 7",
                "7, 2",
                "2, 11, 3",
                "11, 2, -3",
                "0, -5, -1",
                "5.0",
                "0.5, 3",
                "0, 1, 0.1",
                "1, 2, 0.3",
                "0, 1, 1/3",
                "3, 0, -0.7",
                "1.0, 1.0",
                "0, 10, 2.5, dtype='i4'",
                "3, dtype='f4'",
                "0, 1, 0.1, dtype='f4'",
                "5, dtype='u1'",
                "3, dtype=complex",
                "2**62, 2**62 + 3",
                "np.int8(3)",
                "np.float32(2.5)",
                "start=1, stop=4",
                "1, None",
                "4, step=2",
                "True, 3",
            )
        ],
    ),
    Group(
        "arange refuses what has no length",
        [
            "np.arange(0, 5, 0)",
            "np.arange(0, nan)",
            "np.arange(inf)",
        ],
    ),
    Group(
        "linspace divides an interval evenly",
        [
            f"np.linspace({arguments})"
            for arguments in (
                "0, 1, 5",
                "0, 1, 4",
                "0, 10, 11",
                "1, 0, 7",
                "-1, 1, 3",
                "0, 1, 0",
                "0, 1, 1",
                "0, 1, 2",
                "2, 2, 3",
                "0, 1, 5, endpoint=False",
                "0, 3, 7, False",
                "0, 10, 5, dtype=int",
                "0, -10, 4, dtype=int",
                "0, 1, 3, dtype='f4'",
                "0, 2j, 3",
                "1e-300, 1e300, 4",
                "np.float32(0), 1, 3",
                "0, 1, num=4, retstep=True",
            )
        ]
        + ["np.linspace(0, 1).shape", "np.linspace(0, 1, -1)"],
    ),
    Group(
        "eye puts ones on a diagonal",
        [
            f"np.eye({arguments})"
            for arguments in ("3", "2, 3", "3, 2", "3, k=1", "3, k=-1", "2, 4, 2", "2, k=5", "0", "2, dtype='i1'")
        ],
    ),
    Group(
        "frombuffer reads elements from bytes",
        [
            "np.frombuffer(b'\\x01\\x02\\x03', 'u1')",
            "np.frombuffer(b'\\x01\\x00\\xff\\xff', dtype='i2')",
            "np.frombuffer(bytes(16))",
            "np.frombuffer(b'\\x00' * 6 + b'\\xf0\\x3f')",
            "np.frombuffer(bytes(range(8)), 'u1', count=3)",
            "np.frombuffer(bytes(range(8)), 'u1', 3, 2)",
            "np.frombuffer(bytes(range(8)), 'u2', offset=4)",
            "np.frombuffer(bytearray(b'\\x00\\x01'), bool)",
            "np.frombuffer(b'', 'u1')",
            "np.frombuffer(bytes(3), 'i2')",
            "np.frombuffer(bytes(4), 'u1', count=5)",
            "np.frombuffer(bytes(4), 'u1', offset=5)",
            "np.frombuffer(bytes(4), 'u1', offset=-1)",
        ],
    ),
    Group(
        "integers beyond 64 bits are refused",
        ["np.array([2**64], 'uint64')", "np.full(1, -(2**70), int)"],
        wording=False,
    ),
    Group("frombuffer wants a buffer", ["np.frombuffer(3, 'u1')", "np.frombuffer('abc', 'u1')"], wording=False),
]
