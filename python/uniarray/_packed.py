"""Dtypes whose elements are so many bytes each: text, raw bytes, and numbers in the other byte order."""

import sys

from . import _core
from ._core import dtype as _dtype
from ._core import ndarray
from ._forms import Form

__all__ = ["bytes_", "str_"]

_OTHER = ">" if sys.byteorder == "little" else "<"
_OWN = "<" if sys.byteorder == "little" else ">"


def _bases(builtin):
    """The built-in type and `character`; the former alone where a native type can be no second base (GraalPy's HPy)."""
    try:
        type("probe", (builtin, _core.character), {})
    except TypeError:
        return (builtin,)
    return builtin, _core.character


class bytes_(*_bases(bytes)):
    """The type of the elements of byte-string arrays, which are Python's ``bytes``.

    Examples
    --------
    >>> import uniarray as np
    >>> np.bytes_(b"ab") == b"ab"
    True
    """

    def __repr__(self):
        return f"np.bytes_({bytes.__repr__(self)})"

    def __str__(self):
        return bytes.__repr__(self)

    @property
    def dtype(self):
        return _dtype(f"S{max(len(self), 1)}")

    def __bool__(self):
        return len(self) > 0

    def __array__(self, dtype=None, *, copy=None):
        return _core.array(bytes(self), dtype)

    def item(self):
        return bytes(self)

    def tolist(self):
        return self.item()


class str_(*_bases(str)):
    """The type of the elements of text arrays, which are Python's ``str``.

    Examples
    --------
    >>> import uniarray as np
    >>> np.str_("ab") == "ab"
    True
    """

    def __repr__(self):
        return f"np.str_({str.__repr__(self)})"

    @property
    def dtype(self):
        return _dtype(f"U{max(len(self), 1)}")

    def __bool__(self):
        return len(self) > 0

    def __array__(self, dtype=None, *, copy=None):
        return _core.array(str.__str__(self), dtype)

    def item(self):
        return str.__str__(self)

    def tolist(self):
        return self.item()


def _through_array(name):
    """The method of arrays, of the array without axes that holds a text."""

    def method(self, /, *args, **kwargs):
        result = getattr(_core.array(self.item()), name)(*args, **kwargs)
        return result[()] if isinstance(result, ndarray) and not result.ndim else result

    method.__name__ = name
    return method


def _attribute_through_array(name):
    def attribute(self):
        result = getattr(_core.array(self.item()), name)
        return result[()] if isinstance(result, ndarray) else result

    return property(attribute)


for _kind in (bytes_, str_):
    for _name in (
        "all",
        "any",
        "astype",
        "flatten",
        "ravel",
        "reshape",
        "squeeze",
        "tobytes",
        "transpose",
        "view",
    ):
        setattr(_kind, _name, _through_array(_name))
    for _name in ("imag", "itemsize", "nbytes", "real"):
        setattr(_kind, _name, _attribute_through_array(_name))


class Packed:
    """Elements of a form in memory: element `n` lies `step * n` bytes behind the offset."""

    __slots__ = ("form", "memory", "offset", "step")

    def __init__(self, form, memory, offset=0, step=None):
        self.form, self.memory, self.offset = form, memory, offset
        self.step = form.itemsize if step is None else step

    def __getitem__(self, place):
        return self.form.read(self, place)

    def __setitem__(self, place, value):
        if isinstance(value, ndarray) and value.ndim == 0:
            value = value[()]
        self.form.write(self, place, value)

    def data(self, place):
        """The bytes of an element."""
        start = self.offset + place * self.step
        return self.memory[start : start + self.form.itemsize].tobytes()

    def gathered(self, places):
        """The bytes of the elements at an array of places, in its C order: one row each."""
        size = self.form.itemsize
        if not places.size or not size:
            return _core.empty((places.size, size), "u1")
        starts = (places * self.step + self.offset).ravel()
        if self.step == size and starts.size > 1 and (starts[1:] - starts[:-1] == size).all():
            first = starts[0].item()
            return self.memory[first : first + starts.size * size].reshape(-1, size)
        return self.memory[starts.reshape(-1, 1) + _core.arange(size)]

    def put(self, place, data):
        start = self.offset + place * self.step
        self.memory[start : start + self.form.itemsize] = _core.frombuffer(data, "u1") if data else ()


def fresh(form, count):
    """Storage for so many elements, all zeros."""
    return Packed(form, _core.zeros(max(count * form.itemsize, 1), "u1"))


class _PackedForm(Form):
    def cells(self, items):
        found = fresh(self, len(items))
        for place, item in enumerate(items):
            found[place] = item
        return found

    def blank(self, count):
        return fresh(self, count)


class ByteString(_PackedForm):
    """``S``: bytes, without the zeros at the end."""

    def __init__(self, length):
        super().__init__(f"bytes{8 * length}" if length else "bytes", "S", "S", 18, length)
        self.alignment, self.isbuiltin = 1, 0 if length else 1
        self.str = f"|S{length}"
        self.repr, self.text = f"dtype('S{length}')" if length else "dtype('S')", self.str

    @property
    def type(self):
        return bytes_

    def read(self, cells, place):
        return bytes_(cells.data(place).rstrip(b"\0"))

    def write(self, cells, place, value):
        data = _as_bytes(value)[: self.itemsize]
        cells.put(place, data.ljust(self.itemsize, b"\0"))

    def length_of(self, value):
        return len(_as_bytes(value))


def _as_bytes(value):
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    return (value if isinstance(value, str) else str(value)).encode("ascii")


class Text(_PackedForm):
    """``U``: text in 32 bits per character, without the zeros at the end."""

    def __init__(self, length, order=_OWN):
        super().__init__(f"str{32 * length}" if length else "str", "U", "U", 19, 4 * length)
        self.alignment, self.flags, self.isbuiltin = 4, 8, 0 if length else 1
        self.isnative = order == _OWN
        self.byteorder, self.str = "=" if self.isnative else order, f"{order}U{length}"
        self.repr, self.text = f"dtype('{order}U{length or ''}')", self.str
        self._codec = "utf-32-le" if order == "<" else "utf-32-be"

    @property
    def type(self):
        return str_

    def read(self, cells, place):
        return str_(cells.data(place).decode(self._codec).rstrip("\0"))

    def write(self, cells, place, value):
        data = _as_text(value)[: self.itemsize // 4].encode(self._codec)
        cells.put(place, data.ljust(self.itemsize, b"\0"))

    def length_of(self, value):
        return len(_as_text(value))

    def newbyteorder(self, order):
        return _dtype(f"{_new_order(order, self.str[0])}U{self.itemsize // 4}")


def _as_text(value):
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode("ascii")
    return value if isinstance(value, str) else str(value)


def _new_order(order, old):
    """The sign of the byte order that a word asks for."""
    letter = "S" if order is None else order[0].upper()
    found = {"<": "<", "L": "<", ">": ">", "B": ">", "=": _OWN, "N": _OWN, "|": old, "I": old}
    found["S"] = "<" if old == ">" else ">"
    if letter not in found:
        raise ValueError(f"byteorder not recognized (got '{order}')")
    return found[letter]


class Void(_PackedForm):
    """``V``: bytes of no meaning."""

    def __init__(self, length):
        super().__init__(f"void{8 * length}" if length else "void", "V", "V", 20, length)
        self.alignment, self.isbuiltin = 1, 0 if length else 1
        self.str = f"|V{length}"
        self.repr, self.text = f"dtype('V{length}')" if length else "dtype('V')", self.str

    @property
    def type(self):
        from ._records import void

        return void

    def read(self, cells, place):
        from ._records import void

        return void._of(self._copied(cells, place), 0)

    def _copied(self, cells, place):
        found = fresh(self, 1)
        found.put(0, cells.data(place))
        return found

    def write(self, cells, place, value):
        from ._records import void

        data = value.tobytes() if isinstance(value, (void, _core.generic)) else bytes(value)
        cells.put(place, data[: self.itemsize].ljust(self.itemsize, b"\0"))

    def length_of(self, value):
        return len(value)


class Swapped(_PackedForm):
    """Numbers in the other byte order: they are read and written as those of the machine's own."""

    def __init__(self, native):
        super().__init__(native.name, native.char, native.kind, native.num, native.itemsize)
        self.native = native
        self.alignment, self.isnative, self.isbuiltin = native.alignment, False, 0
        self.byteorder = _OTHER
        self.str = _OTHER + native.str[1:]
        self.repr, self.text = f"dtype('{self.str}')", self.str
        self._part = native.itemsize // 2 if native.kind == "c" else native.itemsize

    @property
    def type(self):
        return self.native.type

    @property
    def reduced(self):
        return _dtype, (self.str,)

    def _turned(self, data):
        part = self._part
        return b"".join(data[k : k + part][::-1] for k in range(0, len(data), part))

    def read(self, cells, place):
        return _core.frombuffer(self._turned(cells.data(place)), self.native)[0]

    def write(self, cells, place, value):
        cells.put(place, self._turned(_core.asarray(value, self.native).tobytes()))

    def newbyteorder(self, order):
        return self.dtype if _new_order(order, _OTHER) == _OTHER else self.native

    def numbers(self, cells, places):
        """The elements at an array of places, as numbers of the machine's own order."""
        size = self.itemsize
        rows = cells.gathered(places).reshape(-1, size // self._part, self._part)[..., ::-1]
        data = _core.ascontiguousarray(rows).tobytes()
        return _core.frombuffer(data, self.native).reshape(places.shape).copy()
