"""Bytes and str of the context."""

import os
import sys

import pytest
from kitchen_sink import NULL, sink

TEXTS = ["", "abc", "größe", "€ and 𝄞", "a" * 10_000, "with \0 inside"]
ASCII = [text for text in TEXTS if text.isascii()]


class Bytes(bytes):
    pass


class Text(str):
    __slots__ = ()


class TestBytes:
    def test_check(self):
        assert sink.HPyBytes_Check(b"") == sink.HPyBytes_Check(Bytes()) == 1
        assert sink.HPyBytes_Check("") == sink.HPyBytes_Check(bytearray()) == 0

    @pytest.mark.parametrize("value", [b"", b"abc", bytes(range(256)), b"x" * 10_000])
    def test_content(self, value):
        assert sink.HPyBytes_Size(value) == sink.HPyBytes_GET_SIZE(value) == len(value)
        assert sink.HPyBytes_AsString(value) == sink.HPyBytes_AS_STRING(value) == value + b"\0"

    def test_what_is_no_bytes(self):
        with pytest.raises(TypeError, match="bytes"):
            sink.HPyBytes_Size("text")
        with pytest.raises(TypeError, match="bytes"):
            sink.HPyBytes_AsString("text")

    def test_make(self):
        assert sink.HPyBytes_FromString(b"abc\0def") == b"abc"
        assert sink.HPyBytes_FromString(b"") == b""
        assert sink.HPyBytes_FromStringAndSize(b"abc\0def", 7) == b"abc\0def"
        assert sink.HPyBytes_FromStringAndSize(b"abc\0def", 2) == b"ab"
        assert sink.HPyBytes_FromStringAndSize(b"abc", 0) == b""

    def test_make_of_nothing(self):
        with pytest.raises(ValueError, match=r"NULL char \* passed to HPyBytes_FromStringAndSize"):
            sink.HPyBytes_FromStringAndSize(NULL, 3)

    def test_make_of_negative_size(self):
        with pytest.raises(SystemError):
            sink.HPyBytes_FromStringAndSize(b"abc", -1)


class TestEncoding:
    def test_check(self):
        assert sink.HPyUnicode_Check("") == sink.HPyUnicode_Check(Text()) == 1
        assert sink.HPyUnicode_Check(b"") == 0

    @pytest.mark.parametrize("text", TEXTS)
    def test_utf8(self, text):
        assert sink.HPyUnicode_AsUTF8String(text) == text.encode()
        assert sink.HPyUnicode_AsUTF8AndSize(text) == text.encode() + b"\0"
        assert sink.HPyUnicode_AsUTF8AndSize_without_size(text) == text.encode().partition(b"\0")[0]

    @pytest.mark.parametrize("text", ["short", "größe € 𝄞", "long " * 1000])
    def test_utf8_pointer_stays(self, text):
        assert sink.utf8_is_stable(text) is True

    def test_ascii_and_latin1(self):
        assert sink.HPyUnicode_AsASCIIString("abc") == b"abc"
        assert sink.HPyUnicode_AsLatin1String("größe") == "größe".encode("latin1")
        with pytest.raises(UnicodeEncodeError, match="ordinal not in range") as caught:
            sink.HPyUnicode_AsASCIIString("größe")
        assert (caught.value.encoding, caught.value.object, caught.value.start) == ("ascii", "größe", 2)
        with pytest.raises(UnicodeEncodeError, match="ordinal not in range"):
            sink.HPyUnicode_AsLatin1String("€")

    @pytest.mark.parametrize("encode", [sink.HPyUnicode_AsUTF8String, sink.HPyUnicode_AsUTF8AndSize])
    def test_lone_surrogates(self, encode):
        with pytest.raises(UnicodeEncodeError, match="surrogates not allowed"):
            encode("a\ud800")

    @pytest.mark.parametrize(
        "encode",
        [
            sink.HPyUnicode_AsUTF8String,
            sink.HPyUnicode_AsASCIIString,
            sink.HPyUnicode_AsLatin1String,
            sink.HPyUnicode_AsUTF8AndSize,
        ],
    )
    def test_what_is_no_text(self, encode):
        with pytest.raises(TypeError):
            encode(b"bytes")

    def test_subclass(self):
        assert sink.HPyUnicode_AsUTF8AndSize(Text("größe")) == "größe".encode() + b"\0"


class TestDecoding:
    @pytest.mark.parametrize("text", TEXTS)
    def test_utf8(self, text):
        result = sink.HPyUnicode_FromString(text.encode())
        assert result == text.partition("\0")[0]
        assert type(result) is str

    def test_bad_utf8(self):
        with pytest.raises(UnicodeDecodeError, match="invalid"):
            sink.HPyUnicode_FromString(b"a\xff")

    def test_ascii(self):
        for text in ASCII:
            assert sink.HPyUnicode_DecodeASCII(text.encode(), "strict") == text
        assert sink.HPyUnicode_DecodeASCII(b"a\xffb", "replace") == "a\ufffdb"
        assert sink.HPyUnicode_DecodeASCII(b"a\xffb", "ignore") == "ab"
        assert sink.HPyUnicode_DecodeASCII(b"a\xffb", "surrogateescape") == "a\udcffb"
        for errors in ("strict", NULL):
            with pytest.raises(UnicodeDecodeError):
                sink.HPyUnicode_DecodeASCII(b"a\xffb", errors)
        with pytest.raises(LookupError, match="no_such"):
            sink.HPyUnicode_DecodeASCII(b"a\xffb", "no_such")

    def test_latin1(self):
        every = bytes(range(256))
        assert sink.HPyUnicode_DecodeLatin1(every, NULL) == every.decode("latin1")
        assert sink.HPyUnicode_DecodeLatin1(b"", "strict") == ""

    def test_wide(self):
        assert sink.HPyUnicode_FromWideChar("größe € 𝄞", 9) == "größe € 𝄞"
        assert sink.HPyUnicode_FromWideChar("größe", 2) == "gr"
        assert sink.HPyUnicode_FromWideChar("größe", 0) == ""
        assert sink.HPyUnicode_FromWideChar("ab\0c", 4) == "ab\0c"

    def test_wide_up_to_the_zero(self):
        assert sink.HPyUnicode_FromWideChar("größe", -1) == "größe"

    def test_file_system(self):
        for name in (b"plain", "größe".encode(sys.getfilesystemencoding(), "surrogateescape"), b"raw \xff"):
            decoded = os.fsdecode(name)
            assert sink.HPyUnicode_DecodeFSDefault(name) == decoded
            assert sink.HPyUnicode_DecodeFSDefaultAndSize(name) == decoded
            assert sink.HPyUnicode_EncodeFSDefault(decoded) == name
        with pytest.raises(TypeError):
            sink.HPyUnicode_EncodeFSDefault(5)


class TestReadChar:
    def test_values(self):
        for text in ("abc", "größe", "€x", "𝄞y"):
            assert [sink.HPyUnicode_ReadChar(text, i) for i in range(len(text))] == [ord(c) for c in text]

    def test_failures(self):
        for index in (3, 100, -1):
            with pytest.raises(IndexError, match="string index out of range"):
                sink.HPyUnicode_ReadChar("abc", index)
        with pytest.raises(TypeError):
            sink.HPyUnicode_ReadChar(b"abc", 0)
