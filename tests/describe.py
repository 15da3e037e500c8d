"""Turn whatever an expression gives (or raises, or warns) into one line of text."""

import ast
import builtins
import math
import re
import warnings

import agree


def run(source, module, wording=True):
    """Execute `source` with `np` bound to `module` and describe its last expression."""
    tree = ast.parse(source)
    last = ast.Expression(tree.body.pop().value if isinstance(tree.body[-1], ast.Expr) else ast.Constant(None))
    ast.fix_missing_locations(last)
    names = {"np": module, "inf": math.inf, "nan": math.nan}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            exec(compile(tree, source, "exec"), names)
            text = describe(eval(compile(last, source, "eval"), names), module)
        except Exception as error:
            text = describe_exception(error, wording)
    return text + "".join(f" !{w.category.__name__}: {neutral(str(w.message))}" for w in caught)


def describe(value, module):
    """Kind, type, shape and elements."""
    if isinstance(value, module.ndarray):
        dtype = str(value.dtype)
        return f"{dtype}{list(value.shape)} {agree.write(agree.flatten(value.tolist()), dtype)}".rstrip()
    if isinstance(value, module.generic):
        dtype = str(value.dtype)
        return f"scalar {dtype} {agree.write([value.item()], dtype)}"
    if isinstance(value, (tuple, list)):
        return f"{type(value).__name__} ({'; '.join(describe(part, module) for part in value)})"
    return neutral(repr(value))


def describe_exception(error, wording):
    """The nearest built-in class, since a library may raise a subclass of its own, and the text."""
    name = next(cls.__name__ for cls in type(error).__mro__ if getattr(builtins, cls.__name__, None) is cls)
    return f"raises {name}: {neutral(str(error))}" if wording else f"raises {name}"


# NumPy's own exceptions that a program may name.
PUBLIC = {"AxisError", "DTypePromotionError", "LinAlgError", "TooHardError"}


def name_of(error):
    """The nearest class of an exception that is public in NumPy or built in.

    >>> name_of(UnicodeDecodeError("utf-8", b"", 0, 1, ""))
    'UnicodeDecodeError'
    """
    names = (cls.__name__ for cls in type(error).__mro__)
    return next(name for name in names if name in PUBLIC or hasattr(builtins, name))


def neutral(text):
    """The name of the library itself may differ."""
    return re.sub(r"\b(numpy|NumPy|uniarray)\b", "LIBRARY", text)
