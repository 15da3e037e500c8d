"""Functions whose closures have become global names of their own, made out of their source: for GraalPy.

Its compiler takes the global names of a module for constants, but reads the cells of a closure anew each time and
knows nothing of what is in them: an item access took ten times as long. A code object there cannot be changed; so the
source of the inner function is compiled once more by itself, where what was free is global.
"""

import contextlib
import types

# (file, line) to the code of the function that begins there, or None.
_codes = {}
_lines = {}


def frozen(function, name):
    """The function with a code object of its own, which has the name, and with constants; None if that cannot be."""
    code = function.__code__
    place = code.co_filename, code.co_firstlineno
    if place not in _codes:
        _codes[place] = _compiled(*place, code.co_name)
    template = _codes[place]
    if template is None:
        return None
    module = types.ModuleType(name)
    names = module.__dict__
    # Who asks a frame whose it is gets the same answer.
    names["__name__"] = function.__globals__["__name__"]
    for variable in _names(template):
        if variable in function.__globals__:
            names[variable] = function.__globals__[variable]
    for variable, cell in zip(code.co_freevars, function.__closure__ or ()):
        try:
            names[variable] = _inner(cell.cell_contents, function)
        except ValueError:
            # Nothing is in it yet.
            return None
    made = types.FunctionType(template.replace(co_name=name), names, name, function.__defaults__)
    made.__kwdefaults__ = function.__kwdefaults__
    return made


def _inner(x, outer):
    """What stands for ``x`` in the closure of ``outer``: functions beside it are frozen, too."""
    if type(x) is types.FunctionType and x.__closure__ and x is not outer:
        scope = outer.__qualname__.rpartition(".")[0]
        if x.__qualname__.rpartition(".")[0] == scope and outer.__code__ not in _constants(x):
            return frozen(x, x.__name__) or x
    return x


def _constants(function):
    """The code of functions in a function's closure: those that call each other are left as they are."""
    found = []
    for cell in function.__closure__:
        with contextlib.suppress(ValueError):
            found.append(getattr(cell.cell_contents, "__code__", None))
    return found


def _names(code):
    """The global names in code and in the functions within it."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= _names(constant)
    return names


def _compiled(path, line, name):
    lines = _lines.get(path)
    if lines is None:
        try:
            with open(path, encoding="utf-8") as file:
                lines = file.read().split("\n")
        except OSError:
            lines = []
        _lines[path] = lines
    text = _text(lines[line - 1 :])
    if not text.startswith(f"def {name}(") or "nonlocal " in text:
        return None
    made = {}
    # So that tracebacks tell the right line.
    exec(compile("\n" * (line - 1) + text, path, "exec"), {}, made)
    return made[name].__code__


def _text(lines):
    """The function that begins in the first line, without its indentation."""
    if not lines:
        return ""
    margin = len(lines[0]) - len(lines[0].lstrip())
    taken = [lines[0][margin:]]
    for line in lines[1:]:
        if line.strip() and not line[: margin + 1].isspace() and not line.lstrip().startswith(")"):
            break
        taken.append(line[margin:])
    return "\n".join(taken) + "\n"
