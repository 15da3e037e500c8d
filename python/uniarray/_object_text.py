"""How object arrays are written."""

from ._core import generic
from ._printing import array2string, get_printoptions

__all__ = ["shown", "written"]


def _text(item):
    if isinstance(item, generic):
        # Of text and structures what is in them.
        item = item.item()
    # A list in an array would look like an axis.
    return f"list({item!r})" if isinstance(item, list) else repr(item)


def written(array, **options):
    """The elements in brackets; `options` are those of `array2string`.

    Examples
    --------
    >>> import uniarray as np
    >>> written(np.array([None, [1]], dtype=object))
    '[None list([1])]'
    """
    numbers = array._numbers()
    if numbers is not array:
        return array2string(numbers, **options)
    cells = array._cells
    formatter = options.get("formatter") or get_printoptions()["formatter"] or {}
    write = formatter.get("object", formatter.get("all", _text))
    if not array.size:
        return "[" * (array.ndim > 0) + "]" * (array.ndim > 0)
    options["formatter"] = {"int": lambda place: write(cells[int(place)])}
    return array2string(array._places, **options)


def shown(array, full):
    """``repr`` and ``str`` of an array of elements that are described in Python."""
    if not full:
        return written(array) if array.ndim else str(array[()])
    dtype, prefix = array.dtype, "array("
    if dtype.kind == "O":
        suffix = "dtype=object)"
    elif dtype.names is not None:
        suffix = f"dtype={dtype!s})"
    else:
        suffix = f"dtype='{dtype.str}')"
    if array._numbers() is not array:
        from ._printing import array_repr

        text = array_repr(array._numbers())
        text = text[: text.rindex(")")] if ", dtype=" not in text else text[: text.rindex(", dtype=")]
        return f"{text}, {suffix}"
    if not array.size:
        shape = "" if array.shape == (0,) else f"shape={array.shape}, "
        return f"array([], {shape}{suffix}"
    text = prefix + written(array, separator=", ", prefix=prefix, suffix=",") + ","
    last = len(text) - (text.rfind("\n") + 1)
    apart = last + 1 + len(suffix) > get_printoptions()["linewidth"] or dtype.names is not None
    return text + ("\n" + " " * len(prefix) if apart else " ") + suffix
