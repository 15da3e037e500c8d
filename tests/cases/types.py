"""What dtypes can hold and which families they are of."""

from cases import Group

FINFO = """eps epsneg max min smallest_normal smallest_subnormal tiny resolution bits nmant nexp precision
maxexp minexp machep negep iexp"""

GROUPS = [
    Group(
        "finfo and iinfo tell limits",
        [
            *(f"np.finfo({spec}).{name}" for spec in ("'f4'", "'f8'") for name in FINFO.split()),
            "np.finfo('D').dtype.name",
            "np.finfo('F').max",
            "np.finfo(float)",
            "np.finfo(np.float32)",
            "np.finfo(np.float32(1)).bits",
            "np.finfo(1.5).bits",
            "np.finfo('f4') == np.finfo('F')",
            "np.finfo('f4') == np.finfo('f8')",
            "np.iinfo('i1')",
            "np.iinfo(int)",
            "np.iinfo('u8').max",
            "np.iinfo(np.int16(3)).min",
            "np.iinfo(3).bits",
            "np.iinfo('f4')",
            "np.iinfo(bool)",
        ],
        limits={"np.finfo('f8').smallest_subnormal": "float_text"},
    ),
    Group(
        "isdtype and issubdtype tell families",
        [
            *(
                f"np.isdtype(np.dtype('{dtype}'), '{kind}')"
                for dtype in ("?", "i2", "u4", "f4", "D")
                for kind in (
                    "bool",
                    "signed integer",
                    "unsigned integer",
                    "integral",
                    "real floating",
                    "complex floating",
                    "numeric",
                )
            ),
            "np.isdtype(np.int32, np.int32)",
            "np.isdtype(np.int32, (np.int64, 'real floating'))",
            "np.isdtype(np.int32, ('integral', np.float32))",
            "np.isdtype('i4', 'integral')",
            "np.isdtype(np.int32, 'whole')",
            "np.isdtype(np.int32, 3)",
            "np.issubdtype('i4', np.integer)",
            "np.issubdtype(float, np.inexact)",
            "np.issubdtype(np.float32, float)",
            "np.issubdtype(np.integer, np.number)",
        ],
    ),
    Group(
        "min_scalar_type finds the smallest integer type",
        [
            *(f"np.min_scalar_type({value})" for value in (0, 255, 256, -1, -129, 2**31, 2**63, -(2**63), True)),
            "np.min_scalar_type(np.arange(3))",
            "np.min_scalar_type(1e50)",
            "np.min_scalar_type(np.array([1.0]))",
        ],
    ),
    Group(
        "astype, common_type and questions about complex",
        [
            "np.astype(np.array([1.5, -2.5]), int)",
            "a = np.arange(3); np.astype(a, int, copy=False) is a",
            "np.astype(np.arange(3), 'f4', device='cpu')",
            "np.astype(np.arange(3), 'f4', device='gpu')",
            "np.common_type(np.zeros(1, 'i4'))",
            "np.common_type(np.zeros(1, 'f4'), np.zeros(1, 'F'))",
            "np.common_type(np.zeros(1, '?'))",
            "np.iscomplexobj([1j])",
            "np.iscomplexobj(1.0)",
            "np.isrealobj(np.float32(3))",
        ],
    ),
    Group(
        "astype takes arrays only",
        ["np.astype([1, 2], float)"],
        wording=False,
    ),
]
