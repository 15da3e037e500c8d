"""NumPy's public namespace beside uniarray's: what is here, what is not, and where calls differ.

``python tests/namespace.py`` writes the comparison into `docs/numpy-namespace.md`. It needs the newest NumPy, and a
uniarray to import; what is said about single names is in `NOTES`.
"""

import importlib
import inspect
import pathlib
import warnings
from typing import NamedTuple

TABLE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "numpy-namespace.md"

# Modules that are compared, and classes whose attributes are.
MODULES = [
    "numpy",
    "numpy.linalg",
    "numpy.fft",
    "numpy.random",
    "numpy.lib",
    "numpy.lib.array_utils",
    "numpy.lib.format",
    "numpy.lib.introspect",
    "numpy.lib.mixins",
    "numpy.lib.npyio",
    "numpy.lib.scimath",
    "numpy.lib.stride_tricks",
    "numpy.exceptions",
    "numpy.testing",
    "numpy.ctypeslib",
    "numpy.dtypes",
    "numpy.strings",
    "numpy.char",
    "numpy.rec",
    "numpy.polynomial",
    "numpy.typing",
]
CLASSES = ["ndarray", "generic", "dtype", "ufunc", "flatiter", "nditer"]

DATES = "dates are a dtype to come"
TEXTS = "text is a dtype to come"
RECORDS = "records are a dtype to come"
OBJECTS = "objects are a dtype to come"
LONG = "no type of 80 or 128 bits: the compiler has none"
INTERNAL = "NumPy's own affair"

# Why a name is not here, or what is special about it.
NOTES = {
    **dict.fromkeys(
        [
            "busday_count",
            "busday_offset",
            "busdaycalendar",
            "datetime64",
            "datetime_as_string",
            "datetime_data",
            "is_busday",
            "isnat",
            "timedelta64",
        ],
        DATES,
    ),
    **dict.fromkeys(["bytes_", "char", "character", "flexible", "str_", "strings"], TEXTS),
    **dict.fromkeys(["rec", "recarray", "record", "void"], RECORDS),
    **dict.fromkeys(["object_"], OBJECTS),
    **dict.fromkeys(["complex256", "float128"], LONG),
    **dict.fromkeys(["clongdouble", "longdouble"], "the same as `double` and `cdouble`: nothing is longer here"),
    **dict.fromkeys(["core", "f2py", "test"], INTERNAL),
    **dict.fromkeys(["Arrayterator", "add_docstring", "add_newdoc", "tracemalloc_domain"], INTERNAL),
    **dict.fromkeys(["BLAS_SUPPORTS_FPE", "HAS_LAPACK64", "IS_EDITABLE", "IS_INSTALLED", "IS_PYSTON"], INTERNAL),
    **dict.fromkeys(["NOGIL_BUILD", "NUMPY_ROOT", "check_support_sve", "memusage", "overrides"], INTERNAL),
    **dict.fromkeys(["decorate_methods", "jiffies", "run_threaded", "rundocs", "runstring"], INTERNAL),
    "ma": "masked arrays are a library of their own",
    "nditer": "buffers are copies of whole operands",
    "setbufsize": "kept and told, without effect",
}


class Row(NamedTuple):
    """A name, whether it is here, and what there is to say."""

    name: str
    state: str
    note: str


def public_names(module):
    """The names of a module that are not private, nor modules that it only uses."""
    names = getattr(module, "__all__", None)
    if not names or module.__name__ == "numpy":
        names = [*dir(module), *(names or ())]
    return sorted({name for name in names if not name.startswith("_")})


def parameters(function):
    """The names of a function's parameters, or None where they are not told."""
    try:
        found = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    if any(one.kind in (one.VAR_KEYWORD, one.VAR_POSITIONAL) for one in found):
        return None
    return [one.name for one in found if one.kind is not one.POSITIONAL_ONLY]


def row(name, theirs, ours):
    """What there is to say about a name; `theirs` and `ours` are the objects around it."""
    note = NOTES.get(name, "")
    if not hasattr(ours, name):
        return Row(name, "no", note)
    one, other = getattr(theirs, name, None), getattr(ours, name)
    wanted, known = (parameters(each) if callable(each) else None for each in (one, other))
    lacking = [each for each in wanted or () if known is not None and each not in known]
    if lacking and isinstance(one, type(public_names)):
        note = "; ".join(filter(None, [note, "without " + ", ".join(f"`{each}`" for each in lacking)]))
    return Row(name, "yes", note)


def rows_of_module(path, library):
    """The rows of a module, or None if it is not there at all; `library` is uniarray."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = importlib.import_module(path)
        try:
            ours = importlib.import_module(path.replace("numpy", library.__name__, 1))
        except ImportError:
            return None
        return [row(name, theirs, ours) for name in public_names(theirs)]


def rows_of_class(name, numpy, library):
    """The rows of a class' attributes and methods."""
    theirs, ours = getattr(numpy, name), getattr(library, name)
    return [row(one, theirs, ours) for one in sorted(dir(theirs)) if not one.startswith("_")]


def table(rows):
    """Rows as a table in Markdown."""
    lines = ["| name | here | note |", "|---|---|---|"]
    return lines + [f"| `{one.name}` | {one.state} | {one.note} |" for one in rows]


def counted(rows):
    return f"{sum(one.state == 'yes' for one in rows)} of {len(rows)}"


def page(numpy, library):
    """The whole page."""
    parts, absent = [], []
    for path in MODULES:
        rows = rows_of_module(path, library)
        if rows is None:
            absent.append(path)
        else:
            parts.append((path, rows))
    parts += [(f"numpy.{name}", rows_of_class(name, numpy, library)) for name in CLASSES if hasattr(library, name)]
    release = ".".join(numpy.__version__.split(".")[:2])
    lines = [
        "# NumPy's namespace",
        "",
        f"What NumPy {release} has, and whether uniarray has it under the same name. Written by "
        "`python tests/namespace.py`.",
        "",
        "| part | here |",
        "|---|---|",
        *(f"| `{path}` | {counted(rows)} |" for path, rows in parts),
        *(f"| `{path}` | no |" for path in absent),
    ]
    for path, rows in parts:
        lines += ["", f"## {path}", "", *table(rows)]
    return "\n".join(lines) + "\n"


def claimed(text):
    """Part and name of everything that the page says is here.

    >>> list(claimed("## numpy.fft\\n| `fft` | yes |  |\\n| `x` | no |  |"))
    [('numpy.fft', 'fft')]
    """
    part = None
    for line in text.splitlines():
        if line.startswith("## "):
            part = line[3:]
        elif part and " | yes | " in line:
            yield part, line.split("`")[1]


def main():
    """Writes the page."""
    import numpy
    import uniarray

    TABLE.write_text(page(numpy, uniarray), encoding="utf-8")
    print(f"{TABLE.name}: {len(TABLE.read_text(encoding='utf-8').splitlines())} lines")


if __name__ == "__main__":
    main()
