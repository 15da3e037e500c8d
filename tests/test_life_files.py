"""Life patterns in files: RLE and .cells, good and bad."""

import pytest
from uniarray.life import Pattern, load, plaintext, rle

GLIDER = ((0, 1), (1, 2), (2, 0), (2, 1), (2, 2))


@pytest.mark.parametrize(
    "text",
    [
        "x = 3, y = 3, rule = B3/S23\nbob$2bo$3o!",
        "x=3,y=3\nbo$2bo$3o!\nwhat follows is a comment",
        "#N Glider\n#C by hand\n#O\n\nX = 3, Y = 3, RULE = b3/s23\nbob$\n2b\no$3o\n!",
        "x = 3, y = 3, rule = 23/3\r\nb o b $ 2\nb o $\r\n#C in between\r\n3 o !\r\n",
        "x = 3, y = 3, rule = Life\n.A.$..A$3A!",
        "x = 3, y = 3\nbob4b$2bo9b$3o2$5b!",
    ],
)
def test_spellings_of_the_same_rle(text):
    pattern = rle.parse(text)
    assert pattern.cells == GLIDER
    assert (pattern.height, pattern.width) == (3, 3)


def test_rle_counts_repeat_rows_too():
    assert rle.parse("x = 2, y = 6\no3$bo2$o!").cells == ((0, 0), (3, 1), (5, 0))


def test_rle_name():
    assert rle.parse("#N The One\nx = 1, y = 1\no!", "file").name == "The One"
    assert rle.parse("x = 1, y = 1\no!", "file").name == "file"


def test_an_empty_rle_is_an_empty_pattern():
    assert rle.parse("x = 0, y = 0\n!").cells == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "without a header"),
        ("#C only\n", "without a header"),
        ("bob$2bo$3o!", "line 1: RLE header expected"),
        ("x = 3\nooo!", "gives no usable y"),
        ("x = 3, y = three\nooo!", "gives no usable y"),
        ("x = -3, y = 1\nooo!", "gives no usable x"),
        ("x = 99999999999999999999, y = 1\no!", "gives no usable x"),
        ("x = \u0663, y = 1\nooo!", "gives no usable x"),
        ("x = 3, y = 1, rule = B36/S23\n3o!", "rule B36/S23 is not Conway's"),
        ("x = 3, y = 1, rule = B3/S23:T3,1\n3o!", "is not Conway's"),
        ("x = 3, y = 1, rule\n3o!", "header expected"),
        ("x = 3, y = 1\n3o", "ends without !"),
        ("x = 3, y = 1\n", "ends without !"),
        ("x = 3, y = 1\n\n3q!", "line 3: 'q' means nothing"),
        ("x = 3, y = 1\n0o!", "run count 0"),
        ("x = 3, y = 1\n3o2!", "run count before !"),
        ("x = 3, y = 1\n4o!", "live cells beyond the header's 3 x 1"),
        ("x = 3, y = 1\n3o$o!", "live cells beyond the header's 3 x 1"),
        ("x = 3, y = 1\n999999999o!", "live cells beyond"),
        ("x = 3, y = 1\n" + "9" * 5000 + "o!", "is too long"),
        ("x = 3, y = 1\n\u0663o!", "means nothing"),
        ("\0\1\2", "header expected"),
    ],
)
def test_malformed_rle(text, message):
    with pytest.raises(ValueError, match=message):
        rle.parse(text)


def test_written_rle_reads_back():
    pattern = load("gosper-gun")
    text = rle.dump(pattern)
    assert max(map(len, text.splitlines())) <= 70
    back = rle.parse(text)
    assert (back.name, back.height, back.width) == (pattern.name, pattern.height, pattern.width)
    assert back.cells == pattern.cells


def test_cells_files():
    pattern = plaintext.parse("!Name: Glider\r\n!\r\n.O\r\n..O\r\nOOO\r\n")
    assert pattern.cells == GLIDER
    assert pattern.name == "Glider"


def test_cells_files_keep_empty_rows():
    pattern = plaintext.parse("O\n\n.O", "name")
    assert pattern.cells == ((0, 0), (2, 1))
    assert (pattern.name, pattern.height, pattern.width) == ("name", 3, 2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "without a row"),
        ("!Name: nothing\n", "without a row"),
        ("\n\n", "without a row"),
        (".O\n.x\n", "line 2: 'x' means nothing"),
        ("x = 3, y = 3\n", "line 1: 'x' means nothing"),
    ],
)
def test_malformed_cells(text, message):
    with pytest.raises(ValueError, match=message):
        plaintext.parse(text)


def test_a_file_is_read_by_its_ending(tmp_path):
    path = tmp_path / "mine.RLE"
    path.write_bytes(b"\xef\xbb\xbf#C caf\xe9\nx = 2, y = 1\n2o!")
    assert load(str(path)).cells == ((0, 0), (0, 1))
    assert load(str(path)).name == "mine"
    path = tmp_path / "mine.cells"
    path.write_bytes(b"OO")
    assert load(str(path)).cells == ((0, 0), (0, 1))


def test_errors_name_the_file(tmp_path):
    path = tmp_path / "bad.rle"
    path.write_text("x = 1, y = 1\n2o!")
    with pytest.raises(ValueError, match=r"bad\.rle: line 2: live cells beyond"):
        load(str(path))
    with pytest.raises(FileNotFoundError):
        load(str(tmp_path / "none.rle"))
    with pytest.raises(ValueError, match="no pattern 'glyder': give one of acorn, glider"):
        load("glyder")


def test_a_pattern_keeps_its_cells_inside():
    with pytest.raises(ValueError, match="outside 2 x 2"):
        Pattern("bad", 2, 2, [(0, 2)])
