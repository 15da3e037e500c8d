"""The header of an ``.npy`` file, written and read.

It is the text of a dictionary, which is parsed as a literal and never evaluated.
"""

import ast
import re
import struct
import warnings

from ._npy_dtypes import descr_to_dtype

__all__ = [
    "ARRAY_ALIGN",
    "BUFFER_SIZE",
    "EXPECTED_KEYS",
    "GROWTH_AXIS_MAX_DIGITS",
    "MAGIC_LEN",
    "MAGIC_PREFIX",
    "MAX_HEADER_SIZE",
    "check_version",
    "magic",
    "read_header",
    "read_magic",
    "write_header",
]

EXPECTED_KEYS = {"descr", "fortran_order", "shape"}
MAGIC_PREFIX = b"\x93NUMPY"
MAGIC_LEN = len(MAGIC_PREFIX) + 2
ARRAY_ALIGN = 64
BUFFER_SIZE = 2**18
# Digits that the growing axis may come to need: room is left, so that the header can be written anew in its place.
GROWTH_AXIS_MAX_DIGITS = 21

_LENGTHS_AND_ENCODINGS = {(1, 0): ("<H", "latin1"), (2, 0): ("<I", "latin1"), (3, 0): ("<I", "utf8")}
MAX_HEADER_SIZE = 10000


def magic(major, minor):
    """The bytes at the start of a file of a version.

    Parameters
    ----------
    major, minor : int
        From 0 to 255.

    Examples
    --------
    >>> from uniarray.lib.format import *
    >>> magic(1, 0) == bytes([0x93]) + b"NUMPY" + bytes([1, 0])
    True
    """
    if not 0 <= major < 256:
        raise ValueError("major version must be 0 <= major < 256")
    if not 0 <= minor < 256:
        raise ValueError("minor version must be 0 <= minor < 256")
    return MAGIC_PREFIX + bytes([major, minor])


def read_magic(fp):
    """The version of a file, of which the start is read.

    Parameters
    ----------
    fp : file

    Raises
    ------
    ValueError
        If it does not begin as such files do.

    Examples
    --------
    >>> from uniarray.lib.format import *
    >>> import io
    >>> read_magic(io.BytesIO(magic(2, 0)))
    (2, 0)
    """
    start = _read_bytes(fp, MAGIC_LEN, "magic string")
    if start[:-2] != MAGIC_PREFIX:
        raise ValueError(f"the magic string is not correct; expected {MAGIC_PREFIX!r}, got {start[:-2]!r}")
    return start[-2], start[-1]


def check_version(version):
    if version is not None and version not in _LENGTHS_AND_ENCODINGS:
        raise ValueError(f"we only support format version (1,0), (2,0), and (3,0), not {version}")


def _wrapped(text, version):
    """A header as the bytes that a file begins with."""
    length_format, encoding = _LENGTHS_AND_ENCODINGS[version]
    header = text.encode(encoding)
    # With the line end that closes it.
    length = len(header) + 1
    padding = ARRAY_ALIGN - (MAGIC_LEN + struct.calcsize(length_format) + length) % ARRAY_ALIGN
    try:
        start = magic(*version) + struct.pack(length_format, length + padding)
    except struct.error:
        raise ValueError(f"Header length {length} too big for version={version}") from None
    return start + header + b" " * padding + b"\n"


def _wrapped_in_oldest(text):
    """A header in the oldest version that can hold it."""
    try:
        return _wrapped(text, (1, 0))
    except ValueError as error:
        # Too long, or characters that latin1 does not have.
        encodable = not isinstance(error, UnicodeError)
    if encodable:
        try:
            header = _wrapped(text, (2, 0))
        except UnicodeError:
            pass
        else:
            warnings.warn("Stored array in format 2.0. It can only be read by NumPy >= 1.9", UserWarning, stacklevel=4)
            return header
    header = _wrapped(text, (3, 0))
    warnings.warn("Stored array in format 3.0. It can only be read by NumPy >= 1.17", UserWarning, stacklevel=4)
    return header


def write_header(fp, d, version=None):
    text = "{" + "".join(f"'{key}': {d[key]!r}, " for key in sorted(d)) + "}"
    shape = d["shape"]
    if shape:
        growing = shape[-1 if d["fortran_order"] else 0]
        text += " " * (GROWTH_AXIS_MAX_DIGITS - len(repr(growing)))
    fp.write(_wrapped_in_oldest(text) if version is None else _wrapped(text, version))


def read_header(fp, version, max_header_size=MAX_HEADER_SIZE):
    """Shape, whether in Fortran order, and dtype."""
    if version not in _LENGTHS_AND_ENCODINGS:
        raise ValueError(f"Invalid version {version!r}")
    length_format, encoding = _LENGTHS_AND_ENCODINGS[version]
    (length,) = struct.unpack(length_format, _read_bytes(fp, struct.calcsize(length_format), "array header length"))
    if length > max_header_size:
        # Refused before it is read; it may be nothing but a number.
        raise ValueError(
            f"Header info length ({length}) is large and may not be safe to load securely.\n"
            "To allow loading, adjust `max_header_size` or fully trust the `.npy` file using `allow_pickle=True`.\n"
            "For safety against large resource use or crashes, sandboxing may be necessary."
        )
    header = _read_bytes(fp, length, "array header").decode(encoding)
    d = _literal(header, version)
    if not isinstance(d, dict):
        raise ValueError(f"Header is not a dictionary: {d!r}")
    if d.keys() != EXPECTED_KEYS:
        raise ValueError(f"Header does not contain the correct keys: {sorted(map(str, d))!r}")
    shape, fortran = d["shape"], d["fortran_order"]
    if not isinstance(shape, tuple) or not all(isinstance(extent, int) for extent in shape):
        raise ValueError(f"shape is not valid: {shape!r}")
    if any(extent < 0 for extent in shape):
        raise ValueError(f"shape is not valid: {shape!r}")
    if not isinstance(fortran, bool):
        raise ValueError(f"fortran_order is not a valid bool: {fortran!r}")
    return shape, fortran, descr_to_dtype(d["descr"])


def _literal(text, version):
    """The dictionary that a text describes. It is parsed, not run."""
    try:
        return ast.literal_eval(text.strip())
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError) as error:
        # Python 2 had an L behind long integers.
        without = re.sub(r"(\d)L\b", r"\1", text)
        if version > (2, 0) or without == text:
            raise ValueError(f"Cannot parse header: {text!r}") from error
    warnings.warn(
        "Reading `.npy` or `.npz` file required additional header parsing as it was created on Python 2. "
        "Save the file again to speed up loading and avoid this warning.",
        UserWarning,
        stacklevel=4,
    )
    return _literal(without, (3, 0))


def _read_bytes(fp, size, what):
    """Exactly so many bytes; files may give fewer at a time.

    Raises
    ------
    ValueError
        If the file ends before.
    """
    data = b""
    while len(data) < size:
        part = fp.read(size - len(data))
        if not part:
            raise ValueError(f"EOF: reading {what}, expected {size} bytes got {len(data)}")
        data += part
    return data
