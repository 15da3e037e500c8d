"""dtype: how it is spelt, what it knows, when two are equal."""

from dtypes import ALL

from cases import Group

CODES = ["b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8", "c8", "c16", "|i1", "|b1", "<i4", "=f8"]

C_NAMES = ["byte", "ubyte", "short", "ushort", "intc", "uintc", "long", "ulong", "longlong", "intp", "uintp", "uint"]

OTHER_NAMES = ["bool_", "int", "float", "complex", "single", "double", "csingle", "cdouble", *C_NAMES]

GROUPS = [
    Group(
        "names, codes and types",
        [f"np.dtype({name!r})" for name in [*ALL, *"?bBhHiIlLqQfdFD", *CODES, *OTHER_NAMES]]
        + [f"np.dtype({kind})" for kind in ("bool", "int", "float", "complex", "None", "np.float32", "np.dtype('u2')")]
        + [f"np.dtype(np.{name if name != 'bool' else 'bool_'})" for name in ALL],
    ),
    Group(
        "attributes",
        [f"d = np.dtype({name!r}); (d.name, d.kind, d.char, d.itemsize, d.str, d.alignment)" for name in ALL]
        + [f"d = np.dtype({name!r}); (str(d), repr(d), d.type.__name__, d.num)" for name in ALL]
        + ["np.dtype('f8').isnative", "np.dtype('f8').byteorder", "np.dtype('i1').byteorder"],
    ),
    Group(
        "equality and hash",
        [
            "np.dtype('i8') == np.dtype(int)",
            "np.dtype('f4') == 'f4'",
            "np.dtype('f4') == np.float32",
            "np.dtype('f8') == float",
            "'float64' == np.dtype(float)",
            "np.dtype('i4') == np.dtype('u4')",
            "np.dtype('i4') != 'i4'",
            "np.dtype('i4') == 'nonsense'",
            "np.dtype('i4') == 3",
            "np.dtype('i4') != None",
            "hash(np.dtype('f8')) == hash(np.dtype(float))",
            "{np.dtype('i4'): 1}[np.arange(1, dtype='i4').dtype]",
            "np.arange(3).dtype == np.int64",
            "np.dtype(np.dtype('f4')) is np.dtype('f4')",
            "bool(np.dtype('f4'))",
        ],
    ),
    Group(
        "the type of an element makes scalars",
        [
            "np.dtype('f4').type(2)",
            "np.dtype('i8').type is np.int64",
            "np.arange(2).dtype.type(7)",
            "np.zeros(1, 'c8').dtype.type",
        ],
    ),
    Group(
        "what names no type is refused",
        [
            "np.dtype('foo')",
            "np.dtype('i3')",
            "np.dtype('f5')",
            "np.zeros(1, 'x9')",
            "np.arange(3).astype('nope')",
            "np.dtype('')",
        ],
    ),
    Group(
        "what is no type at all is refused",
        ["np.dtype(3.5)", "np.zeros(1, dtype=object())", "np.arange(3).astype(7)"],
        wording=False,
    ),
    Group(
        "type objects by their other names",
        [
            "np.int_ is np.int64",
            "np.intp is np.int64",
            "np.double is np.float64",
            "np.single is np.float32",
            "np.byte is np.int8",
            "np.ubyte is np.uint8",
            "np.short is np.int16",
            "np.intc is np.int32",
            "np.bool is np.bool_",
            "np.cdouble is np.complex128",
        ],
    ),
    Group(
        "dtypes have what all dtypes have",
        [
            "bool(np.dtype('f8'))",
            "len(np.dtype('f8'))",
            "np.dtype('f8')['x']",
            "np.dtype('f8').newbyteorder('<') == 'f8'",
            "np.dtype('i1').newbyteorder() == 'i1'",
            "np.dtype('f8').newbyteorder('x')",
            "np.dtype[np.float64].__origin__ is np.dtype",
            "np.number[int].__origin__ is np.number",
            "class Mine(np.float64): pass\nnp.dtype(Mine)",
            "np.dtype(np.floating)",
            "np.dtype(np.inexact)",
            "np.dtype(np.generic)",
            "np.dtype(np.number)",
            "np.dtype(np.integer)",
            "np.dtype('half')",
            "np.issubdtype(np.character, np.flexible)",
            "issubclass(np.float64, np.flexible)",
        ],
    ),
]
