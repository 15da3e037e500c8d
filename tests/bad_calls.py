"""Calls with something wrong in them, of every public function, method and ufunc, and what NumPy makes of each.

A call is an expression. It starts from one that NumPy takes and gets one wrong argument, or several at random
(`random_calls`). What is compared is the exception, or the type and shape of the result: see `outcome`.
"""

import inspect
import itertools
import random
import re
import warnings
import zlib
from typing import NamedTuple

import bad_values
import describe
from ufunc_names import words

# Where functions are looked for, and what stands before their names.
MODULES = ["", "linalg", "fft", "lib.stride_tricks", "lib.scimath", "random"]

# They change the process, write files, print, want what no list of values holds, or are the interpreter's own.
LEFT_OUT = words("""
setbufsize seterr seterrcall set_printoptions info show_config show_runtime save savez savez_compressed savetxt load
loadtxt genfromtxt fromfile memmap test get_include seed set_state get_state set_bit_generator get_bit_generator
RandomState BitGenerator Generator SeedSequence MT19937 PCG64 PCG64DXSM Philox SFC64 dump dumps tofile from_dlpack
set_num_threads printoptions errstate flatiter ufunc einsum_path may_share_memory __class__ frompyfunc from_number
__getformat__
""")

METHODS_OF = {
    "ndarray": bad_values.ARRAY,
    "Generator": "np.random.default_rng(1)",
    "flatiter": f"{bad_values.ARRAY}.flat",
    "poly1d": "np.poly1d([1.0, 2.0, 3.0])",
    "dtype": "np.dtype('f8')",
    "float64": "np.float64(1.5)",
    "int32": "np.int32(7)",
}
OTHER_ARRAYS = [
    "np.array(5)",
    "np.zeros((0, 3))",
    "np.ones((1,) * 64)",
    "read_only(np.arange(6.0).reshape(2, 3))",
    "np.arange(6).reshape(2, 3).T[::-1]",
    "np.array([True, False])",
    "np.array([[1j, nan], [2, 3]])",
    "np.ones((2, 3), 'f2')",
    "np.broadcast_to(1.0, (2, 3))",
]
PROTOCOL = (
    "__reduce__ __reduce_ex__ __setstate__ __sizeof__ __dir__ __init_subclass__ __new__ __init__ __subclasshook__"
)
PROTOCOL += " __getattribute__ __setattr__ __delattr__ __array_function__ __array_ufunc__ __buffer__ __release_buffer__"
PROTOCOL += " __class_getitem__ __getstate__ __hash__ __format__ __str__ __repr__ __array_finalize__ __dlpack__"


class Call(NamedTuple):
    """An expression, the function that it calls, and the kinds of its arguments that are not the usual ones."""

    function: str
    expression: str
    odd: tuple = ()


class Broken:
    """Raises an exception of its own whatever it is asked."""

    def fail(self, *args, **kwargs):
        raise KeyError("broken")

    __array__ = __index__ = __int__ = __float__ = __complex__ = __len__ = __iter__ = __bool__ = __getitem__ = fail
    __fspath__ = __call__ = fail


class Undecided:
    """Neither true nor false."""

    def __bool__(self):
        raise KeyError("undecided")


def read_only(array):
    array.flags.writeable = False
    return array


ABSENT = re.compile(
    r"object|[<>|][USVmM]|datetime|timedelta|float128|longdouble|complex256|\bvoid|\bstr_|StringDType|\bbytes\d"
)

# What asks for much memory or time on the way to its answer is not written down, nor what interpreters answer each in
# its way: texts and lists of impossible lengths, whether functions see the memory of arrays, and whether NumPy finds
# references to the array that it makes of a scalar.
LEFT_TO_NUMPY = re.compile(
    r"2\*\*31|10\*\*17|random|binary_repr|base_repr|np\.resize|np\.(int32|float64)\([\d.]+\)\.resize|frombuffer"
)

NAMES = {"Broken": Broken, "Undecided": Undecided, "read_only": read_only, "nan": float("nan"), "inf": float("inf")}


def evaluate(expression, module):
    """The value, or the exception; without warnings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return eval(expression, {**NAMES, "np": module})
        except Exception as error:
            return error


def outcome(value, module):
    """One line: the exception's public name, or type and shape of what came out.

    >>> outcome(IndexError("x"), None)
    'IndexError'
    """
    return describe.name_of(value) if isinstance(value, Exception) else kind_of(value, module)


def kind_of(value, module):
    if isinstance(value, module.ndarray):
        return f"{value.dtype}{list(value.shape)}"
    if isinstance(value, module.generic):
        return str(value.dtype)
    if isinstance(value, module.dtype):
        return f"dtype {value}"
    if isinstance(value, (tuple, list)):
        return f"({', '.join(kind_of(part, module) for part in value[:8])})"
    plain = isinstance(value, (bool, int, float, complex, str, bytes, type(None)))
    return type(value).__name__ if plain else "object"


def absent(text):
    """Whether a result is of a dtype that is not here."""
    return bool(ABSENT.search(text))


def parameters(function, place):
    """Names and kinds of a function's parameters: (name, how it is passed, whether it is needed, kind)."""
    found = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind == parameter.VAR_KEYWORD or parameter.name in ("self", "like", "device", "signature"):
            continue
        kind = bad_values.SPECIAL.get((place, parameter.name)) or bad_values.OF_NAME.get(parameter.name, "array")
        needed = parameter.default is parameter.empty and parameter.kind != parameter.KEYWORD_ONLY
        keyword = parameter.kind in (parameter.KEYWORD_ONLY, parameter.POSITIONAL_OR_KEYWORD)
        found.append(
            (parameter.name, keyword and not needed, needed and parameter.kind != parameter.VAR_POSITIONAL, kind)
        )
    return found


def functions(np, module):
    """Every callable that both have: its expression and its parameters."""
    seen = set()
    for place in MODULES:
        theirs, ours = np, module
        for part in filter(None, place.split(".")):
            theirs, ours = getattr(theirs, part), getattr(ours, part)
        for name in sorted(dir(theirs)):
            function = getattr(theirs, name)
            if name.startswith("_") or name in LEFT_OUT or not callable(function) or not hasattr(ours, name):
                continue
            if isinstance(function, type) and issubclass(function, (Exception, Warning)):
                continue
            if id(function) in seen:
                continue
            seen.add(id(function))
            expression = ".".join(filter(None, ["np", place, name]))
            if isinstance(function, np.ufunc):
                yield from of_ufunc(np, expression, function)
                continue
            try:
                yield expression, parameters(function, place)
            except (ValueError, TypeError):
                yield expression, [("value", False, True, "array")]
    for name, receiver in METHODS_OF.items():
        theirs, ours = (getattr(m, name, None) or getattr(m.random, name) for m in (np, module))
        for method in sorted(dir(theirs)):
            function = getattr(theirs, method)
            if method in LEFT_OUT or method in PROTOCOL.split() or not callable(function) or not hasattr(ours, method):
                continue
            try:
                yield f"{receiver}.{method}", [p for p in parameters(function, "") if p[0] != "self"]
            except (ValueError, TypeError):
                continue


def of_ufunc(np, expression, function):
    """The call and the methods of a ufunc."""
    options = [("out", "out"), ("where", "where"), ("casting", "casting"), ("order", "order"), ("dtype", "dtype")]
    options += [("subok", "flag")]
    if function.signature:
        options = [option for option in options if option[0] != "where"]
        options += [("axis", "axis"), ("keepdims", "flag"), ("axes", "axis")]
    inputs = [(f"x{i}", False, True, "array") for i in range(function.nin)]
    yield expression, [*inputs, *((name, True, False, kind) for name, kind in options)]
    if function.nin != 2 or function.nout != 1 or function.signature:
        for method in ["reduce", "accumulate", "reduceat", "outer"]:
            yield f"{expression}.{method}", [("array", False, True, "array")]
        return
    array, axis = ("array", False, True, "array"), ("axis", True, False, "axis")
    dtype, out = ("dtype", True, False, "dtype"), ("out", True, False, "out")
    rest = [("keepdims", True, False, "flag"), ("initial", True, False, "number"), ("where", True, False, "where")]
    yield f"{expression}.reduce", [array, axis, dtype, out, *rest]
    yield f"{expression}.accumulate", [array, axis, dtype, out]
    yield f"{expression}.reduceat", [array, ("indices", False, True, "indices"), axis, dtype, out]
    yield f"{expression}.outer", [array, array, out, dtype, ("where", True, False, "where")]
    yield f"{expression}.at", [array, ("indices", False, True, "indices"), array]


def written(function, arguments):
    """The expression of a call; arguments are (name or None, value)."""
    return f"{function}({', '.join(value if name is None else f'{name}={value}' for name, value in arguments)})"


def usual_arguments(np, function, needed):
    """Values for what is needed that NumPy takes, or the usual ones of their kinds if none are found quickly."""
    choices = [bad_values.KINDS[kind] for *_, kind in needed]
    usual = [values[0] for values in choices]
    if function.endswith((".shuffle", ".at")):
        return usual
    for number, values in enumerate(itertools.product(*(c[:1] + c[6:14] for c in choices))):
        if not isinstance(evaluate(written(function, [(None, v) for v in values]), np), Exception):
            return list(values)
        if number > 300:
            break
    return usual


def calls(np, module):
    """Every call with one wrong argument, in a fixed order."""
    for function, found in functions(np, module):
        needed = [p for p in found if p[2]]
        usual = usual_arguments(np, function, needed)
        base = [(None, value) for value in usual]
        yield Call(function, written(function, base))
        yield Call(function, written(function, base[:-1])) if base else Call(function, f"{function}(nonsense=1)")
        yield Call(function, written(function, [*base, ("nonsense", "1")]))
        yield Call(function, written(function, [*base, *[(None, "None")] * 20]))
        for at, (_, _, _, kind) in enumerate(needed):
            for value in bad_values.KINDS[kind]:
                yield Call(function, written(function, [*base[:at], (None, value), *base[at + 1 :]]), (kind,))
        for name, keyword, _, kind in (p for p in found if not p[2]):
            for value in bad_values.KINDS[kind]:
                yield Call(function, written(function, [*base, (name if keyword else None, value)]), (kind,))
        receiver = METHODS_OF["ndarray"]
        if function.startswith(receiver + "."):
            for other in OTHER_ARRAYS:
                yield Call(function, written(other + function[len(receiver) :], base))
    yield from operators()


def operators():
    """Indexing and operators, which are no calls."""
    values = [*bad_values.KINDS["array"], *bad_values.KINDS["vector"][1:], *OTHER_ARRAYS]
    indices = [*bad_values.KINDS["indices"], *bad_values.KINDS["axis"], "slice(0, 'a')", "slice(0, 5, 0)"]
    indices += ["(0, 0, 0)", "(..., ...)", "(None,) * 70", "slice(1.0)", "slice(2**70)", "np.ones((3, 3), bool)"]
    for array, index in itertools.product([bad_values.ARRAY, *OTHER_ARRAYS], indices):
        yield Call("getitem", f"{array}[{index}]", ("indices",))
        yield Call("setitem", f"{array}.__setitem__({index}, 1)", ("indices",))
    for value in values:
        yield Call("setitem", f"{bad_values.ARRAY}.__setitem__(0, {value})", ("array",))
        yield Call("setitem", f"{bad_values.ARRAY}.__setitem__(([0, 1], [0, 1]), {value})", ("array",))
        for sign in ["+", "-", "*", "/", "//", "%", "**", "@", "<<", "&", "<", "=="]:
            yield Call("operator", f"{bad_values.ARRAY} {sign} {value}", ("array",))
            yield Call("operator", f"{value} {sign} np.arange(3)", ("array",))


def random_calls(np, module, seed):
    """Calls with several wrong arguments, without end."""
    rng = random.Random(seed)
    known = [
        (function, found, usual_arguments(np, function, [p for p in found if p[2]]))
        for function, found in functions(np, module)
    ]
    while True:
        function, found, usual = rng.choice(known)
        arguments, odd, values = [], [], iter(usual)
        for name, keyword, needed, kind in found:
            value = next(values) if needed else None
            if rng.random() < (0.5 if needed else 0.25):
                value = rng.choice(bad_values.KINDS[kind])
                odd.append(kind)
            if value is not None:
                arguments.append((name if keyword else None, value))
        arguments.sort(key=lambda argument: argument[0] is not None)
        yield Call(function, written(function, arguments), tuple(odd))


def share(call, parts):
    """Whether a call belongs to one of `parts` equal parts of the list, always the same one."""
    return zlib.crc32(call.expression.encode()) % parts == 0


def short(function):
    """A function without the receiver that stands before a method: `ndarray.sum`."""
    for name, receiver in METHODS_OF.items():
        if function.startswith(receiver + "."):
            return name + function[len(receiver) :]
    return function


def expression_of(function, arguments):
    """The expression of a call that is written down: its arguments, or all of it after `=`."""
    if arguments.startswith("="):
        return arguments[1:]
    name, _, method = function.partition(".")
    return f"{METHODS_OF[name]}.{method}({arguments})" if name in METHODS_OF else f"{function}({arguments})"


def module_of(function):
    """Where a function belongs: `np`, `np.linalg`, `ndarray`.

    >>> module_of("np.linalg.inv"), module_of("np.add.reduce"), module_of("ndarray.sum"), module_of("getitem")
    ('np.linalg', 'np', 'ndarray', 'operators')
    """
    found = [f"np.{place}" for place in MODULES if place and function.startswith(f"np.{place}.")]
    first = function.partition(".")[0]
    return found[0] if found else first if "." in function else "operators"
