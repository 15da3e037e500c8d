"""Exceptions and warnings."""

import os
import sys
import traceback
import types
import warnings

from hpyhost._ffi.binding import cstring
from hpyhost._ffi.operations.containers import bad_internal_call
from hpyhost._ffi.table import NULL, raised
from hpyhost._ffi.upcalls import operation

# What native code says of the exception that is set.
_INSTANCE, _LATE = 1, 2


@operation("Err_NewException", "zOO", "H")
def new_exception(name, base, namespace):
    """A new class of exceptions; the name is ``module.class``."""
    module, dot, short = _text(name).rpartition(".")
    if not dot:
        raise SystemError("PyErr_NewException: name must be module.class")
    members = {} if namespace is NULL else dict(namespace)
    members.setdefault("__module__", module)
    if base is NULL:
        base = Exception
    return type(short, base if isinstance(base, tuple) else (base,), members)


@operation("Err_NewExceptionWithDoc", "zzOO", "H")
def new_exception_with_doc(name, doc, base, namespace):
    """As ``new_exception``, with a docstring if there is one."""
    members = {} if namespace is NULL else dict(namespace)
    if doc:
        members["__doc__"] = _text(doc)
    return new_exception(name, base, members)


def _text(address):
    if not address:
        raise bad_internal_call()
    return cstring(address).decode("utf-8")


@operation("ExceptionMatches", "zHH", "i")
def exception_matches(what, given, wanted):
    """Whether the exception that is set is one of ``wanted``, a class or a tuple of classes and tuples."""
    kind = type(given) if what == _INSTANCE else given
    if isinstance(wanted, tuple):
        return any(exception_matches(_LATE, kind, item) for item in wanted)
    return isinstance(wanted, type) and wanted in kind.__mro__ if isinstance(kind, type) else kind is wanted


@operation("Err_SetFromErrnoWithFilename", "HSz", "v")
def set_from_errno(kind, name, number):
    """Raise ``kind`` as the operating system's error, with the name of a file or without."""
    raise _from_errno(kind, number, () if name is None else (os.fsdecode(name),))


@operation("Err_SetFromErrnoWithFilenameObjects", "HOOz", "v")
def set_from_errno_with_objects(kind, first, second, number):
    """Raise ``kind`` as the operating system's error, with the names of up to two files."""
    names = [] if first is NULL else [first]
    if second is not NULL:
        names += [0, second]
    raise _from_errno(kind, number, tuple(names))


def _from_errno(kind, number, names):
    message = os.strerror(number) if number else "Error"
    return raised(kind, (number, message, *names))


@operation("Err_WarnEx", "OSz", "v")
def warn(category, message, level):
    """Issue a warning; level 1 is the Python code that called the extension."""
    depth = 1
    frame = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__", "").startswith("hpyhost._ffi"):
        depth += 1
        frame = frame.f_back
    category = RuntimeWarning if category is NULL else category
    warnings.warn((message or b"").decode("utf-8"), category, depth + max(level, 1))


@operation("WriteUnraisable", "zOOO", "v")
def write_unraisable(what, given, value, where):
    """Report an exception that nobody can get."""
    if what not in (_INSTANCE, _LATE):
        return
    error = given if what == _INSTANCE else raised(given, value)
    report_unraisable(error, None if where is NULL else where)


def report_unraisable(error, where):
    """Hand an exception to ``sys.unraisablehook``, as the interpreter does."""
    hook = sys.unraisablehook
    report = types.SimpleNamespace(
        exc_type=type(error),
        exc_value=error,
        exc_traceback=error.__traceback__,
        err_msg=None,
        object=where,
    )
    try:
        if hook is not sys.__unraisablehook__:
            hook(report)
            return
    except BaseException as another:
        report.exc_type, report.exc_value, report.exc_traceback = type(another), another, another.__traceback__
        report.object = hook
    _print_unraisable(report)


def _print_unraisable(report):
    # The default hook takes only objects that the interpreter itself makes.
    if sys.stderr is None:
        return
    if report.object is not None:
        try:
            shown = repr(report.object)
        except Exception:
            shown = "<object repr() failed>"
        print(f"Exception ignored in: {shown}", file=sys.stderr)
    lines = traceback.format_exception(report.exc_type, report.exc_value, report.exc_traceback)
    print("".join(lines), file=sys.stderr, end="", flush=True)
