"""ndarray(): arrays over memory that is given, with an offset and strides."""

from cases import Group

TEXT = "m = b'0123456789abcdef'"
REFUSED = [
    "(2,), buffer=m[:15]",
    "(2,), buffer=m, offset=1",
    "(2,), 'u1', m, 17",
    "(0,), 'u1', m, 17",
    "(2, 3), 'u1', m, strides=(8, 4)",
    "(2, 3), 'u1', m, strides=(8, 5)",
    "(2, 3), 'u1', m, strides=(7, 5)",
    "(2, 3), 'u1', m, strides=(-3, 1)",
    "(2, 3), 'u1', m, 2, (-3, 1)",
    "(2, 3), 'u1', m, strides=(1,)",
    "(2, 3), 'u1', m, strides=3",
    "(2,), 'f8', m, strides=(2**62,)",
    "(2**40, 2**40), 'f8', m",
    "(2**62, 2**62), 'f8', m, strides=(0, 0)",
    "(-2,), 'f8', m",
    "(2,), 'f8', m, 0, None, 'Z'",
    "(2, 3), 'u1', strides=(6, 1)",
    "(2, 3), 'u1', strides=(-3, 1)",
    "(2,), 'u2', np.arange(8, dtype='u1')[::2]",
]

GROUPS = [
    Group(
        "the memory of a buffer is seen as elements",
        [
            f"{TEXT}; np.ndarray({arguments})"
            for arguments in (
                "(2,), 'i8', m",
                "(2,), 'u1', buffer=m, offset=1",
                "(2, 3), 'u1', m",
                "(2, 3), 'u1', m, order='F'",
                "(2, 3), 'u1', m, 4, None, 'F'",
                "(), 'u2', m, 14",
                "(4, 4), 'u1', m",
                "(0,), 'u1', m, 16",
                "(0,), 'u2', b''",
                "(2, 2), 'u2', bytearray(m), offset=1",
                "(2,), 'u1', memoryview(m)[3:]",
                "3, 'u1', m",
                "(1, 2, 1, 2, 1, 2), 'u1', m",
            )
        ],
    ),
    Group(
        "strides lead anywhere within the memory",
        [
            f"{TEXT}; np.ndarray({arguments})"
            for arguments in (
                "(2, 3), 'u1', m, strides=(3, 1)",
                "(2, 3), 'u1', m, strides=(7, 4)",
                "(2, 3), 'u1', m, 3, (-3, 1)",
                "(2, 3), 'u1', m, 15, [-5, -5]",
                "(3, 2), 'u2', m, strides=(1, 3)",
                "(4,), 'u1', m, strides=(0,)",
                "(2, 2, 2, 2, 2), 'u1', m, strides=(1, 2, 3, 4, 5)",
            )
        ]
        + [
            "np.ndarray((0, 3), 'u2', b'', strides=(100, 100)).strides",
            "np.ndarray((2, 3), 'u1', strides=(1, 2)).strides",
            "np.ndarray((2, 3), 'u1', strides=(0, 0)).strides",
            "np.ndarray((2, 3), 'f8', strides=(1, 1)).strides",
            "np.ndarray((2, 2, 2, 2, 2), 'u1', strides=(1, 2, 4, 8, 16)).strides",
            "np.ndarray((4, 2), order='F').flags.f_contiguous",
            "np.ndarray((4, 2), offset=7).shape",
        ],
    ),
    Group(
        "an array is memory, too",
        [
            "a = np.arange(8, dtype='u1'); v = np.ndarray((2,), 'u2', a, 2); a[:] = 1; (v, v.flags.writeable)",
            "a = np.arange(6, dtype='u1').reshape(2, 3).T; np.ndarray((6,), 'u1', a)",
            "a = np.arange(8); v = np.ndarray((4,), int, a, 56, (-16,)); v += 1; a",
            "a = np.arange(8, dtype='u1'); np.ndarray((2,), 'u2', a).base is a",
            "a = np.arange(8, dtype='u1'); a.flags.writeable = False; np.ndarray((2,), 'u2', a).flags.writeable",
            "a = np.ndarray((2,), 'i4', np.zeros(4)); a",
        ],
    ),
    Group("what does not fit is refused", [f"{TEXT}; np.ndarray({arguments})" for arguments in REFUSED]),
    Group(
        "what is no memory is refused",
        [
            "np.ndarray((2,), 'u1', 3)",
            "np.ndarray((2,), 'u1', 'abc')",
            "np.ndarray((2,), 'u1', bytes(4), 'x')",
            "np.ndarray((2,), 'u1', bytes(4), None)",
            "np.ndarray((2,), 'u1', bytes(4), 2**70)",
            "np.ndarray((2,), 'u1', memoryview(bytes(4))[::2])",
        ],
        wording=False,
    ),
]
