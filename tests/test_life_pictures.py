"""Pictures of Life: PNG and GIF files are read back, the terminal is given back."""

import io
import struct
import zlib

import pytest
from uniarray.life import Life, gif, load, lzw, picture, png, soup, terminal


def read_png(data):
    """The rows of palette indices, and the palette, of a PNG without filters."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (crc,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert crc == zlib.crc32(kind + body)
        chunks[kind] = body
        at += 12 + length
    assert kind == b"IEND"
    width, height, *form = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert form == [8, 3, 0, 0, 0]
    pixels = zlib.decompress(chunks[b"IDAT"])
    assert len(pixels) == height * (width + 1)
    rows = [pixels[i * (width + 1) : (i + 1) * (width + 1)] for i in range(height)]
    assert all(row[0] == 0 for row in rows)
    return [row[1:] for row in rows], chunks[b"PLTE"]


def decode_lzw(data, bits):
    """The pixels of a GIF image's code stream, by the decoder of the GIF specification."""
    clear, stop = 1 << bits, (1 << bits) + 1
    stream = int.from_bytes(data, "little")
    out, table, width, last = [], None, bits + 1, None
    first = True
    while True:
        code = stream & ((1 << width) - 1)
        stream >>= width
        if first:
            assert code == clear
            first = False
        if code == clear:
            table = [bytes([i]) for i in range(clear)] + [b"", b""]
            width, last = bits + 1, None
            continue
        if code == stop:
            assert stream == 0
            return b"".join(out)
        if last is not None and len(table) < 4096:
            new = table[code] if code < len(table) else last
            table.append(last + new[:1])
        last = table[code]
        out.append(last)
        if len(table) == 1 << width and width < 12:
            width += 1


def read_gif(data):
    """The delay of the frames in hundredths of a second, and the frames as lists of rows."""
    assert data[:6] == b"GIF89a"
    width, height, flags = struct.unpack("<HHB", data[6:11])
    assert flags == 0x80
    screen = [bytearray(width) for _ in range(height)]
    frames, delays, at = [], set(), 13 + 2 * 3
    while data[at] != 0x3B:
        if data[at] == 0x21:
            kind, length = data[at + 1], data[at + 2]
            if kind == 0xF9:
                delays.add(struct.unpack("<H", data[at + 4 : at + 6])[0])
            at += 3 + length
            while data[at]:
                at += 1 + data[at]
            at += 1
            continue
        assert data[at] == 0x2C
        left, top, w, h, flags = struct.unpack("<HHHHB", data[at + 1 : at + 10])
        assert flags == 0
        bits, at, code = data[at + 10], at + 11, b""
        while data[at]:
            code += data[at + 1 : at + 1 + data[at]]
            at += 1 + data[at]
        at += 1
        pixels = decode_lzw(code, bits)
        assert len(pixels) == w * h
        for row in range(h):
            screen[top + row][left : left + w] = pixels[row * w : (row + 1) * w]
        frames.append([bytes(row) for row in screen])
    assert at == len(data) - 1
    assert len(delays) == 1
    return delays.pop(), frames


def test_png_holds_the_board():
    life = Life(20, 30)
    load("glider").place(life)
    rows, palette = read_png(png.encode(picture.cells(life), picture.PALETTE))
    assert [list(row) for row in rows] == life.cells.tolist()
    assert palette == b"".join(bytes(colour) for colour in picture.PALETTE)


def test_scaling_makes_squares():
    rows = picture.scaled([b"\0\1", b"\1\1"], 3)
    assert rows == [b"\0\0\0\1\1\1"] * 3 + [b"\1" * 6] * 3


@pytest.mark.parametrize("length", [0, 1, 2, 5, 100, 1000, 4000, 60000])
def test_lzw_of_random_pixels(length):
    """Random pixels fill the table many times over; the decoder must agree at each length."""
    source = soup.words(length)
    pixels = bytes(next(source) >> 60 & 3 for _ in range(length))
    assert decode_lzw(lzw.encode(pixels, 2), 2) == pixels


def test_lzw_at_every_length_up_to_the_first_wider_codes():
    source = soup.words(1)
    pixels = bytes(next(source) >> 63 for _ in range(300))
    for length in range(len(pixels)):
        assert decode_lzw(lzw.encode(pixels[:length], 2), 2) == pixels[:length]


def test_lzw_of_equal_pixels():
    assert decode_lzw(lzw.encode(bytes(100000), 2), 2) == bytes(100000)


def test_gif_holds_every_generation():
    life = Life(40, 50, "torus")
    soup.fill(life, seed=1)
    file, boards = io.BytesIO(), []
    with gif.GifWriter(file, 50, 40, picture.PALETTE, fps=25) as writer:
        for _ in range(8):
            boards.append(picture.cells(life))
            writer.add(boards[-1])
            life.step()
    delay, frames = read_gif(file.getvalue())
    assert delay == 4
    assert frames == boards


def test_gif_frames_without_a_change_still_take_their_time():
    rows = [b"\0\1\0", b"\0\1\0"]
    file = io.BytesIO()
    with gif.GifWriter(file, 3, 2, picture.PALETTE, fps=10) as writer:
        writer.add(rows)
        writer.add(rows)
    assert read_gif(file.getvalue()) == (10, [rows, rows])


def test_gif_is_too_small_for_some_boards():
    with pytest.raises(ValueError, match="too many for a GIF"):
        gif.GifWriter(io.BytesIO(), 65536, 1, picture.PALETTE, fps=10)


def test_terminal_shows_two_rows_a_line():
    life = Life(3, 4)
    for column, cells in enumerate([(0,), (1,), (0, 1), (2,)]):
        for row in cells:
            life.cells[row, column] = 1
    assert terminal.draw(life, 10, 10) == ["▀▄█ ", "   ▀"]
    assert terminal.draw(life, 10, 10, terminal.glyphs("ascii")) == ["'.: ", "   '"]


def test_terminal_shows_the_middle_of_a_large_board():
    life = Life(10, 10)
    life.cells[4:6, 4:6] = 1
    assert terminal.draw(life, 2, 2) == ["██"]


def test_screen_is_given_back_after_an_error():
    stream = io.StringIO()
    with pytest.raises(KeyboardInterrupt), terminal.Screen(stream, fps=1000) as screen:
        screen.show(["row"], "status")
        raise KeyboardInterrupt
    text = stream.getvalue()
    assert text.startswith("\x1b[?1049h\x1b[?25l")
    assert "row\x1b[K\nstatus" in text
    assert text.endswith("\x1b[?25h\x1b[?1049l")
