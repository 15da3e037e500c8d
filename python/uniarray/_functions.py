"""`__array_function__` for the public functions: each gets a wrapper that looks at the types of its arrays.

What the wrapper of a function is made of follows from its parameters: those with the names below are arrays, as they
are in NumPy. A wrapper has the function's own parameters, so that for plain arrays it costs one look per array and one
call; wrappers that take any arguments cost several times as much on CPython, and keep PyPy's compiler out.
"""

import types

from . import _core
from ._absent import ABSENT
from ._overrides import call_function, call_like

__all__ = ["dispatch", "dispatched"]


def _words(text):
    return frozenset(text.split())


# Parameters that are arrays, and those that are sequences of arrays.
_ARRAYS = _words(
    """
    A X a a1 a2 a_max a_min append ar ar1 ar2 arr array ary atol aweights b base begindates bins condition dates
    dst element enddates f filt fp from_ fweights holidays ind indices indices_or_sections m mask max mean min
    obj offsets out prepend prototype q reps rtol sorter src start stop test_elements to_begin to_end u v val
    vals values varargs w weekmask weights x x1 x2 xp y z
    """
)
_SEQUENCES = _words(
    """
    args arrays arrays_and_dtypes arys choicelist choices condlist keys multi_index operands sample seq_of_zeros
    tup xi
    """
)

_USUAL = sorted(_ARRAYS) + [f"*{name}" for name in sorted(_SEQUENCES)]

# Functions for which the names say too much or too little; sequences have a star.
_EXCEPTIONS = {
    "all": "a out where",
    "any": "a out where",
    "apply_along_axis": "arr",
    "astype": "x dtype",
    "copyto": "dst src where",
    "fill_diagonal": "a",
    "gradient": "f *varargs",
    "histogramdd": "*sample *bins weights",
    "mean": "a out where",
    "nanargmax": "a",
    "nanargmin": "a",
    "nanstd": "a out",
    "nanvar": "a out",
    "piecewise": "x *condlist",
    "polyder": "p",
    "polyint": "p",
    "polyval": "p x",
    "rollaxis": "a",
    "roots": "*p",
    "std": "a out where mean",
    "take": "a out",
    "unwrap": "p",
    "var": "a out where mean",
    "linalg.matrix_rank": "A",
    "linalg.pinv": "a",
    "linalg.tensorinv": "a",
}

# Functions that ask nobody, although they have such parameters.
_PLAIN_FUNCTIONS = _words(
    """
    asarray_chkfinite asmatrix base_repr bmat broadcast_shapes diag_indices format_float_positional
    format_float_scientific from_dlpack indices isfortran isscalar iterable printoptions tril_indices
    triu_indices typename
    """
)

# Classes that have no say. Others are asked whether they have.
_PLAIN = frozenset(
    [_core.ndarray, bool, int, float, complex, str, bytes, list, tuple, dict, range, type(None), type(ABSENT), type]
    + [value for value in vars(_core).values() if isinstance(value, type) and issubclass(value, _core.generic)]
)


# Functions of the compiled half, which ask by themselves.
COMPILED = _words(
    """
    arange array asarray ascontiguousarray bincount can_cast concatenate dot empty frombuffer inner lexsort putmask
    result_type vdot where zeros
    """
)


def _plain(values):
    """Whether nothing in a sequence of arrays has a say."""
    kind = type(values)
    if kind is not list and kind is not tuple:
        return kind in _PLAIN
    for value in values:  # noqa: SIM110 - a generator would cost more than the looks
        if type(value) not in _PLAIN:
            return False
    return True


def _take_over(public, arrays, sequences, args, optional, more):
    """The call as `__array_function__` gets it: without what has its usual value."""
    # Only here: it would be a third of what importing this package costs.
    import contextlib

    kwargs = {name: value for name, value, usual in optional if value is not usual}
    kwargs.update(more)
    relevant = list(arrays)
    for values in sequences:
        # What has no items is refused by the function itself.
        with contextlib.suppress(TypeError):
            relevant.extend(values)
    return call_function(public, relevant, args, kwargs)


def _make_like(public, like, args, optional, more):
    kwargs = {name: value for name, value, usual in optional if value is not usual}
    kwargs.update(more)
    return call_like(public, like, args, kwargs)


def _items(arrays):
    """The items of nested lists, which `block` takes."""
    return [item for one in arrays for item in _items(one)] if type(arrays) is list else [arrays]


def _block(function):
    def block(arrays):
        items = _items(arrays)
        return function(arrays) if _plain(items) else call_function(block, items, (arrays,), {})

    return block


class _Parameters:
    """The parameters of a function in Python, and how to write them down."""

    def __init__(self, function, names):
        code = function.__code__
        end = code.co_argcount + code.co_kwonlyargcount
        variables = code.co_varnames
        self.positional = variables[: code.co_argcount]
        self.only_positional = code.co_posonlyargcount
        self.by_name = variables[code.co_argcount : end]
        self.rest = variables[end] if code.co_flags & 0x04 else None
        self.more = variables[end + bool(self.rest)] if code.co_flags & 0x08 else None
        defaults = function.__defaults__ or ()
        usual = dict(zip(self.positional[len(self.positional) - len(defaults) :], defaults))
        usual.update(function.__kwdefaults__ or {})
        self.usual = {name: f"_{place}" for place, name in enumerate(usual)}
        names.update((self.usual[name], value) for name, value in usual.items())

    def __contains__(self, name):
        return name in (*self.positional, *self.by_name, self.rest)

    def declaration(self):
        def one(name):
            return f"{name}={self.usual[name]}" if name in self.usual else name

        parts = [one(name) for name in self.positional]
        if self.only_positional:
            parts.insert(self.only_positional, "/")
        if self.rest:
            parts.append(f"*{self.rest}")
        elif self.by_name:
            parts.append("*")
        parts.extend(map(one, self.by_name))
        if self.more:
            parts.append(f"**{self.more}")
        return ", ".join(parts)

    def call(self, without=()):
        parts = list(self.positional)
        if self.rest:
            parts.append(f"*{self.rest}")
        parts.extend(f"{name}={name}" for name in self.by_name if name not in without)
        if self.more:
            parts.append(f"**{self.more}")
        return ", ".join(parts)

    def parts(self, without=()):
        """Positional arguments, optional ones with their usual values, and further keywords, for `_take_over`."""
        # Before others by position, all are.
        needed = [name for name in self.positional if self.rest or name not in self.usual]
        optional = [name for name in (*self.positional, *self.by_name) if name in self.usual and name not in needed]
        args = "".join(f"{name}, " for name in needed) + (f"*{self.rest}, " if self.rest else "")
        pairs = "".join(f"({name!r}, {name}, {self.usual[name]}), " for name in optional if name not in without)
        keyword_only = "".join(f"{name!r}: {name}, " for name in self.by_name if name not in self.usual)
        more = f"{{{keyword_only}**{self.more}}}" if self.more else f"{{{keyword_only}}}"
        return f"({args}), ({pairs}), {more}"


def _text(name, parameters, arrays, sequences):
    """The source of a wrapper around `_function`."""
    head = f"def {name}({parameters.declaration()}):\n"
    if "like" in parameters.by_name:
        return (
            f"{head}    if like is not None:\n"
            f"        return _make_like({name}, like, {parameters.parts(('like',))})\n"
            f"    return _function({parameters.call()})\n"
        )
    looks = [f"type({array}) not in _PLAIN" for array in arrays] + [f"not _plain({one})" for one in sequences]
    told = f"({''.join(one + ', ' for one in arrays)}), ({''.join(one + ', ' for one in sequences)})"
    return (
        f"{head}    if {' or '.join(looks)}:\n"
        f"        return _take_over({name}, {told}, {parameters.parts()})\n"
        f"    return _function({parameters.call()})\n"
    )


def dispatched(function, module, prefix=""):
    """The wrapper of a function; the function itself if it has no arrays to ask.

    Parameters
    ----------
    function : object
        What is no function of this package in Python is given back.
    module : str
        The public name of the module.
    prefix : str
        Before the names of functions in the table of exceptions.
    """
    if not isinstance(function, types.FunctionType) or not function.__module__.startswith(__package__):
        return function
    name = function.__name__
    if name in _PLAIN_FUNCTIONS:
        return function
    if name == "block":
        wrapper = _block(function)
    else:
        names = {"_PLAIN": _PLAIN, "_plain": _plain, "_take_over": _take_over, "_make_like": _make_like}
        parameters = _Parameters(function, names)
        chosen = _EXCEPTIONS.get(prefix + name, "").split() or _USUAL
        arrays = [one for one in chosen if one in parameters]
        sequences = [one[1:] for one in chosen if one[0] == "*" and one[1:] in parameters]
        if not (arrays or sequences or "like" in parameters.by_name):
            return function
        names["_function"] = function
        text = _text(name, parameters, arrays, sequences)
        exec(compile(text, f"<wrapper of {module}.{name}>", "exec"), names)
        wrapper = names[name]
    wrapper.__doc__, wrapper.__module__ = function.__doc__, module
    wrapper.__wrapped__ = wrapper._implementation = function
    return wrapper


def dispatch(namespace, module, prefix=""):
    """Puts wrappers in the place of a namespace's functions; one of several names has one wrapper.

    Parameters
    ----------
    namespace : dict
        Of a module.
    module, prefix : str
        As for `dispatched`.
    """
    wrappers = {}
    for name, value in list(namespace.items()):
        if isinstance(value, types.FunctionType) and name[0] != "_":
            if value not in wrappers:
                wrappers[value] = dispatched(value, module, prefix)
            namespace[name] = wrappers[value]
