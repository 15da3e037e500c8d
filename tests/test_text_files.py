"""loadtxt, savetxt, genfromtxt, fromstring and fromiter: beside NumPy, and with text that is wrong."""

import gzip
import io
import warnings

import pytest
from subject import ua
from with_numpy import np, with_numpy

TABLES = {
    "plain": ("1 2 3\n4 5 6\n", {}),
    "commas": ("1,2,3\n4,5,6", {"delimiter": ","}),
    "spaces around commas": (" 1 , 2 \n 3 , 4 ", {"delimiter": ","}),
    "comments": ("# head\n1 2 # end\n\n3 4", {}),
    "no comments": ("1 2\n3 4", {"comments": None}),
    "long comments": ("1 2 // a\n3 4 % b", {"comments": ["//", "%"]}),
    "skipped": ("a b\n# c\n1 2\n3 4", {"skiprows": 1}),
    "columns": ("1 2 3\n4 5 6", {"usecols": (2, 0)}),
    "last column": ("1 2 3\n4 5 6", {"usecols": -1}),
    "columns of ragged rows": ("1 2 3\n4 5", {"usecols": (0, 1)}),
    "unpacked": ("1 2 3\n4 5 6", {"unpack": True}),
    "one row": ("1 2 3", {}),
    "one row of two axes": ("1 2 3", {"ndmin": 2}),
    "one column of two axes": ("1\n2\n3", {"ndmin": 2}),
    "one number": ("5", {}),
    "one number of one axis": ("5", {"ndmin": 1}),
    "rows": ("1 2\n3 4\n5 6", {"max_rows": 2}),
    "integers": ("1 -2\n3 4", {"dtype": "i2"}),
    "unsigned": ("1 2\n3 255", {"dtype": "u1"}),
    "booleans": ("0 1\n2 -1", {"dtype": bool}),
    "singles": ("0.1 1e40\n-inf nan", {"dtype": "f4"}),
    "complex": ("1+2j (3-4j)\n5 6j", {"dtype": complex}),
    "complex with two signs": ("1+-2j 3", {"dtype": complex}),
    "quoted": ('"1" "2"\n"3" 4', {"quotechar": '"'}),
    "quoted delimiter": ('"1","2"\n3,4', {"quotechar": '"', "delimiter": ","}),
    "converters": ("1 2\n3 4", {"converters": {0: lambda s: float(s) * 10, -1: lambda s: -float(s)}}),
    "one converter": ("a b\nc d", {"converters": lambda s: ord(s)}),
    "converter and columns": ("1 x 2\n3 y 4", {"converters": {1: lambda s: ord(s)}, "usecols": (0, 1)}),
    "words": ("NaN -Infinity\n1E5 +.5", {}),
    "tabs": ("1\t2\n3\t4", {"delimiter": "\t"}),
    "windows": ("1 2\r\n3 4\r\n", {}),
}


def same(got, expected):
    assert got.dtype.str == expected.dtype.str and got.shape == expected.shape
    # NaN is not equal to itself, but its text is.
    assert repr(got.tolist()) == repr(expected.tolist())


@with_numpy
@pytest.mark.parametrize("name", TABLES)
def test_tables_are_read_as_by_numpy(name):
    text, arguments = TABLES[name]
    same(ua.loadtxt(io.StringIO(text), **arguments), np.loadtxt(io.StringIO(text), **arguments))
    lines = text.splitlines(keepends=True)
    same(ua.loadtxt(lines, **arguments), np.loadtxt(lines, **arguments))


BAD_TABLES = {
    "a word": ("1 2\n3 x", {}),
    "nothing between commas": ("1,,2", {"delimiter": ","}),
    "underscores": ("1_0", {}),
    "hexadecimal": ("0x10", {}),
    "ragged": ("1 2\n3", {}),
    "a float as int": ("1.5", {"dtype": int}),
    "too large": ("300", {"dtype": "u1"}),
    "much too large": ("99999999999999999999999", {"dtype": int}),
    "negative": ("-1", {"dtype": "u8"}),
    "no such column": ("1 2", {"usecols": 2}),
    "no such column from the end": ("1 2", {"usecols": -3}),
    "column of text": ("1 2", {"usecols": ("a",)}),
    "columns of floats": ("1 2", {"usecols": 1.5}),
    "ndmin": ("1 2", {"ndmin": 3}),
    "negative rows": ("1 2", {"max_rows": -1}),
    "rows of text": ("1 2", {"max_rows": "a"}),
    "negative skip": ("1 2", {"skiprows": -1}),
    "empty comment": ("1 2", {"comments": ""}),
    "long delimiter": ("1 2", {"delimiter": ",,"}),
    "delimiter is the comment": ("1 2", {"delimiter": "#"}),
    "long quote": ("1 2", {"quotechar": "''"}),
    "converters are a list": ("1 2", {"converters": [float]}),
    "converter of no column": ("1 2", {"converters": {5: float}}),
    "converter that fails": ("1 2", {"converters": {0: lambda s: 1 / 0}}),
    "converter is no function": ("1 2", {"converters": {0: 5}}),
    "dtype": ("1 2", {"dtype": "nonsense"}),
    "line end in a line": (["1 2\n3 4"], {}),
    "numbers for lines": ([1, 2], {}),
    "no file": (5, {}),
}


@pytest.mark.parametrize("name", BAD_TABLES)
def test_wrong_tables_are_refused_like_numpys(name):
    text, arguments = BAD_TABLES[name]

    def attempt(module):
        return module.loadtxt(io.StringIO(text) if isinstance(text, str) else text, **arguments)

    with pytest.raises((ValueError, TypeError)) as caught:
        attempt(ua)
    if np is not None:
        with pytest.raises(caught.type) as expected:
            attempt(np)
        if name in ("a word", "ragged", "no such column", "a float as int"):
            assert str(caught.value) == str(expected.value)


def test_nothing_is_read_with_a_warning():
    for text in ("", "# only\n", "\n\n"):
        with pytest.warns(UserWarning, match="loadtxt: input contained no data"):
            assert ua.loadtxt(io.StringIO(text)).shape == (0,)
    with pytest.warns(UserWarning, match="loadtxt: input contained no data"):
        assert ua.loadtxt(io.StringIO(""), usecols=(0, 1)).shape == (0, 2)


def test_only_the_lines_of_the_rows_are_taken():
    lines = iter(["1 2", "3 4", "5 6"])
    assert ua.loadtxt(lines, max_rows=2).tolist() == [[1, 2], [3, 4]]
    assert next(lines) == "5 6"


def test_long_tables_are_read_in_parts():
    lines = (f"{n} {n * n}" for n in range(120_001))
    table = ua.loadtxt(lines, dtype=int)
    assert table.shape == (120_001, 2) and table[-1].tolist() == [120_000, 120_000**2]
    wrong = [*["1 2"] * 60_000, "1"]
    with pytest.raises(ValueError, match="changed from 2 to 1 at row 60001;"):
        ua.loadtxt(wrong)


def test_names_and_compressed_files(tmp_path):
    ua.savetxt(tmp_path / "a.txt", [[1, 2], [3, 4]])
    assert ua.loadtxt(str(tmp_path / "a.txt")).tolist() == [[1, 2], [3, 4]]
    ua.savetxt(tmp_path / "a.gz", [1.5])
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()) == b"1.500000000000000000e+00\n"
    assert ua.loadtxt(tmp_path / "a.gz").tolist() == 1.5


SAVED = [
    ([[1, 2], [3, 4]], {}),
    ([1.5, 2.5], {}),
    ([[1.5, -2]], {"fmt": "%5.1f", "delimiter": ", "}),
    ([[1, 2]], {"fmt": ["%d", "%.3e"]}),
    ([[1, 2]], {"fmt": "%d and %s"}),
    ([[1 + 2j, -3 - 4j]], {}),
    ([[1 + 2j]], {"fmt": "%.1f|%.2f"}),
    ([[1, 2]], {"header": "a\nb", "footer": "c", "comments": "% ", "newline": ";"}),
    ([[True, False]], {"fmt": "%d"}),
    ([[0.1, 2]], {"fmt": "%s"}),
    ([[0.1, 2]], {"fmt": "%r"}),
]


@with_numpy
@pytest.mark.parametrize("case", range(len(SAVED)))
@pytest.mark.parametrize("make", [io.StringIO, io.BytesIO])
def test_tables_are_written_as_by_numpy(case, make):
    values, arguments = SAVED[case]
    ours, theirs = make(), make()
    ua.savetxt(ours, values, **arguments)
    np.savetxt(theirs, values, **arguments)
    assert ours.getvalue() == theirs.getvalue()


@pytest.mark.parametrize(
    ("values", "arguments", "error"),
    [
        (5, {}, ValueError),
        ([[[1]]], {}, ValueError),
        ([[1, 2]], {"fmt": "%d %d %d"}, ValueError),
        ([[1, 2]], {"fmt": ["%d"]}, AttributeError),
        ([[1, 2]], {"fmt": 5}, ValueError),
        ([[1 + 2j, 3]], {"fmt": "%d %d"}, ValueError),
    ],
)
def test_wrong_formats_are_refused(values, arguments, error):
    with pytest.raises(error):
        ua.savetxt(io.StringIO(), values, **arguments)
    if np is not None:
        with pytest.raises(error):
            np.savetxt(io.StringIO(), values, **arguments)
    with pytest.raises(ValueError, match="fname must be a string or file handle"):
        ua.savetxt(5, [1])


GENERATED = {
    "plain": ("1 2\n3 4", {}),
    "missing": ("1,,3\n,5,6", {"delimiter": ","}),
    "words": ("1 x\n3 4", {}),
    "filled": ("1,,3\n,5,6", {"delimiter": ",", "filling_values": -1}),
    "filled by column": ("1,,3\n,5,6", {"delimiter": ",", "filling_values": {0: 7, 1: 8}}),
    "filled in order": ("1,,3\n,5,6", {"delimiter": ",", "filling_values": (7, 8, 9)}),
    "missing words": ("1 N/A\n3 4", {"missing_values": "N/A", "filling_values": 0}),
    "integers": ("1,,3\n4,5,6", {"delimiter": ",", "dtype": int}),
    "found integers": ("1 2\n3 4", {"dtype": None}),
    "found floats": ("1.5 2.5\n3 4e5", {"dtype": None}),
    "found booleans": ("True False\nfalse TRUE", {"dtype": None}),
    "found complex": ("1+2j 2j\n3j 4j", {"dtype": None}),
    "header and footer": ("a b\n1 2\n3 4\nsum of all", {"skip_header": 1, "skip_footer": 1}),
    "comments": ("# a\n1 2 # b\n\n3 4", {}),
    "no comments": ("1 2\n3 4", {"comments": None}),
    "columns": ("1 2 3\n4 5 6", {"usecols": (-1, 0)}),
    "one column": ("1 2 3\n4 5 6", {"usecols": 1}),
    "width": ("  1  2\n 10 20", {"delimiter": 3}),
    "widths": ("  1 2\n 1020", {"delimiter": (3, 2)}),
    "long delimiter": ("1::2\n3::4", {"delimiter": "::"}),
    "stripped": ("1, 2 ,\n3 ,4, 5", {"delimiter": ",", "autostrip": True}),
    "rows": ("1 2\n3 4\n5 6", {"max_rows": 2}),
    "unpacked": ("1 2\n3 4", {"unpack": True}),
    "converters": ("1 2%\n3 4%", {"converters": {1: lambda s: float(s.strip("%")) / 100}}),
    "axes": ("1 2", {"ndmin": 2}),
    "one number": ("5", {}),
    "booleans": ("1 True\nFalse 0", {"dtype": bool}),
}


@with_numpy
@pytest.mark.parametrize("name", GENERATED)
def test_tables_with_gaps_are_read_as_by_numpy(name):
    text, arguments = GENERATED[name]
    same(ua.genfromtxt(io.StringIO(text), **arguments), np.genfromtxt(io.StringIO(text), **arguments))


@with_numpy
def test_ragged_tables_with_gaps():
    text = "1 2\n3\n4 5\n6 7 8"
    for module in (ua, np):
        with pytest.raises(ValueError) as caught:
            module.genfromtxt(io.StringIO(text))
        assert str(caught.value).splitlines() == [
            "Some errors were detected !",
            "    Line #2 (got 1 columns instead of 2)",
            "    Line #4 (got 3 columns instead of 2)",
        ]
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            assert module.genfromtxt(io.StringIO(text), invalid_raise=False).tolist() == [[1, 2], [4, 5]]
        assert len(caught) == 1


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"max_rows": 1, "skip_footer": 1}, ValueError),
        ({"max_rows": 0}, ValueError),
        ({"ndmin": 5}, ValueError),
        ({"converters": [float]}, TypeError),
        ({"loose": False}, ValueError),
    ],
)
def test_wrong_requests_for_tables_with_gaps(arguments, error):
    with pytest.raises(error):
        ua.genfromtxt(io.StringIO("1 x"), **arguments)
    if np is not None:
        with pytest.raises(error):
            np.genfromtxt(io.StringIO("1 x"), **arguments)


ROWS = [
    ("1 2 3", {"sep": " "}),
    ("1,2 , 3\n", {"sep": ","}),
    ("1, 2", {"sep": ",", "dtype": int}),
    ("1;;2", {"sep": ";;"}),
    ("1 2 3 4", {"sep": " ", "count": 2}),
    ("", {"sep": ","}),
    ("nan -inf 1e400 .5", {"sep": " "}),
    ("1,0,2.5", {"sep": ",", "dtype": bool}),
    ("1+2j,3", {"sep": ",", "dtype": complex}),
    ("1x2", {"sep": ","}),
    ("1,a", {"sep": ","}),
    ("1.5", {"sep": ",", "dtype": int}),
    ("1 2", {}),
    ("1 2", {"sep": ""}),
]


@with_numpy
@pytest.mark.parametrize("case", range(len(ROWS)))
def test_rows_of_numbers_are_read_as_by_numpy(case):
    text, arguments = ROWS[case]
    try:
        expected = np.fromstring(text, **arguments)
    except ValueError as error:
        with pytest.raises(ValueError) as caught:
            ua.fromstring(text, **arguments)
        assert str(caught.value) == str(error)
    else:
        same(ua.fromstring(text, **arguments), expected)


def test_iterables_become_arrays():
    assert ua.fromiter((n * n for n in range(4)), "i2").tolist() == [0, 1, 4, 9]
    endless = iter(int, 1)
    assert ua.fromiter(endless, float, 3).tolist() == [0, 0, 0]
    with pytest.raises(ValueError, match="iterator too short: Expected 4 but iterator had only 3 items"):
        ua.fromiter([1, 2, 3], int, 4)
    for wrong in (5, [[1, 2]], ["a"], [None]):
        with pytest.raises((TypeError, ValueError)):
            ua.fromiter(wrong, int)
