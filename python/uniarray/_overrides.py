"""How classes take part in NumPy's ufuncs and functions: `__array_ufunc__`, `__array_wrap__` and `__array_function__`.

The compiled half comes here when an argument is neither a plain array nor a scalar, a Python number or a sequence.
"""

import sys
import warnings

from . import _core
from ._absent import ABSENT
from ._core import _without_overrides, asarray, generic, ndarray

__all__ = []

_OWN_UFUNC = ndarray.__array_ufunc__
_OWN_FUNCTION = ndarray.__array_function__

# Parameters behind the array, by method; None where the value is an input or output.
_POSITIONAL = {
    "reduce": (None, "axis", "dtype", "out", "keepdims", "initial", "where"),
    "accumulate": (None, "axis", "dtype", "out"),
    "reduceat": (None, None, "axis", "dtype", "out"),
}


def _normalised(ufunc, method, args, kwargs):
    """Inputs, and keywords in the one form that `__array_ufunc__` gets them in."""
    out = kwargs.pop("out", None)
    if method in ("__call__", "outer"):
        inputs = args[: ufunc.nin]
        if len(args) > ufunc.nin:
            out = args[ufunc.nin :]
            out += (None,) * (ufunc.nout - len(out))
        if "sig" in kwargs:
            kwargs["signature"] = kwargs.pop("sig")
    elif method == "at":
        inputs = args
    else:
        names = _POSITIONAL[method]
        count = names.count(None)
        inputs = args[:count]
        for name, value in zip(names[count:], args[count:]):
            kwargs[name] = value
        out = kwargs.pop("out", out)
    if out is not None and out is not ...:
        if not isinstance(out, tuple):
            out = (out,)
        if len(out) != ufunc.nout:
            raise ValueError(
                "The 'out' tuple must have exactly one entry per ufunc output"
                if method == "__call__"
                else "The 'out' tuple must have exactly one entry"
            )
        if any(one is not None for one in out):
            kwargs["out"] = out
    return inputs, kwargs


def _ufunc_method(value):
    """The class's own `__array_ufunc__`; `_OWN_UFUNC` if it has none or the usual one."""
    return getattr(type(value), "__array_ufunc__", _OWN_UFUNC)


def _in_order(values):
    """Values in NumPy's order of tries: from left to right, but classes before those that they are derived from."""
    ordered = []
    for value in values:
        place = len(ordered)
        for index, other in enumerate(ordered):
            if isinstance(value, type(other)):
                place = index
                break
        ordered.insert(place, value)
    return ordered


def _with_methods(values, method_of, usual):
    """One value of each class that has a method of its own."""
    found = []
    seen = set()
    for value in values:
        kind = type(value)
        if kind not in seen and method_of(value) is not usual:
            seen.add(kind)
            found.append(value)
    return found


def take_over(ufunc, method, args, kwargs):
    """The result of the first class that takes the call over; NotImplemented if none has a say."""
    inputs, kwargs = _normalised(ufunc, method, args, kwargs)
    every = (*inputs, *kwargs.get("out", ()))
    if method != "at" and "where" in kwargs:
        every += (kwargs["where"],)
    overriding = _with_methods(every, _ufunc_method, _OWN_UFUNC)
    if not overriding:
        return NotImplemented
    for value in overriding:
        if _ufunc_method(value) is None:
            name = type(value).__name__
            raise TypeError(f"operand '{name}' does not support ufuncs (__array_ufunc__=None)")
    for value in _in_order(overriding):
        result = _ufunc_method(value)(value, ufunc, method, *inputs, **kwargs)
        if result is not NotImplemented:
            return result
    shown = ", ".join([*map(repr, inputs), *(f"{name}={value!r}" for name, value in kwargs.items())])
    kinds = ", ".join(repr(type(value).__name__) for value in (*inputs, *kwargs.get("out", ())))
    raise TypeError(
        f"operand type(s) all returned NotImplemented from __array_ufunc__({ufunc!r}, {method!r}, {shown}): {kinds}"
    )


def array_ufunc(array, ufunc, method, *inputs, **kwargs):
    """`ndarray.__array_ufunc__`: the call itself, unless another class has a say in it."""
    out = kwargs.get("out", ())
    every = (*inputs, *(out if isinstance(out, tuple) else (out,)), kwargs.get("where"))
    if _with_methods(every, _ufunc_method, _OWN_UFUNC):
        return NotImplemented
    return getattr(ufunc, method)(*inputs, **kwargs)


def _priority(value):
    return getattr(value, "__array_priority__", 0.0)


def _chosen_wrap(inputs):
    """The `__array_wrap__` of the input with the highest priority, derived classes before arrays; None for none."""
    chosen, highest, found = None, -float("inf"), False
    for value in inputs:
        kind = type(value)
        if kind is ndarray or isinstance(value, generic) or kind in (bool, int, float, complex, str, bytes):
            priority = 0.0 if kind is ndarray else -1_000_000.0
            if priority > highest:
                chosen, highest, found = None, priority, True
            continue
        wrap = getattr(value, "__array_wrap__", None)
        if wrap is None:
            continue
        priority = _priority(value)
        if not found or priority > highest or (priority == 0.0 and chosen is None):
            chosen, highest, found = wrap, priority, True
    return chosen


def _applied(wrap, result, context, returns_scalar):
    """What `__array_wrap__` makes of a result. Older ones take fewer arguments."""
    array = result if isinstance(result, ndarray) else asarray(result)
    try:
        return wrap(array, context, returns_scalar)
    except TypeError as error:
        forms = [(array, context)] if context is not None else []
        for arguments in [*forms, (array,)]:
            try:
                wrapped = wrap(*arguments)
            except TypeError:
                continue
            try:
                warnings.warn(
                    "__array_wrap__ must accept context and return_scalar arguments "
                    "(positionally) in the future. (Deprecated NumPy 2.0)",
                    DeprecationWarning,
                    stacklevel=3,
                )
            except DeprecationWarning as warning:
                raise warning from error
            return wrapped
        raise


def wrap(ufunc, args, out, result):
    """The results of a call as the classes of outputs and inputs want them."""
    inputs, given = args[: ufunc.nin], args[ufunc.nin :]
    keeps = out is ...
    if out is not None and not keeps:
        given = out if isinstance(out, tuple) else (out,)
    given += (None,) * (ufunc.nout - len(given))
    shown = (*inputs, *given) if any(one is not None for one in given) else inputs
    wrap = _chosen_wrap(inputs)
    results = result if ufunc.nout > 1 else (result,)
    wrapped = []
    for index, (one, target) in enumerate(zip(results, given)):
        method = wrap if target is None else None if type(target) is ndarray else target.__array_wrap__
        if method is None:
            wrapped.append(one)
            continue
        scalar = target is None and not keeps and not getattr(one, "shape", ())
        wrapped.append(_applied(method, one, (ufunc, shown, index), scalar))
    return tuple(wrapped) if ufunc.nout > 1 else wrapped[0]


def wrap_folded(array, out, result):
    """The result of a fold as the class of the output or of the array wants it."""
    if isinstance(out, tuple):
        out = out[0]
    if out is not None and out is not ...:
        return result if type(out) is ndarray else _applied(out.__array_wrap__, result, None, False)
    wrap = _chosen_wrap((array,))
    scalar = out is None and not getattr(result, "shape", ())
    return result if wrap is None else _applied(wrap, result, None, scalar)


def signature_of(ufunc):
    """A ufunc's parameters as module `inspect` describes them."""
    import inspect

    usual = {"casting": "same_kind", "order": "K", "dtype": None, "subok": True, "signature": None}
    if ufunc.signature is None:
        usual = {"where": True, **usual}
    else:
        usual = {"axes": ABSENT, "axis": ABSENT, "keepdims": False, **usual}
    names = ["x"] if ufunc.nin == 1 else [f"x{place + 1}" for place in range(ufunc.nin)]
    kinds = inspect.Parameter
    out = None if ufunc.nout == 1 else (None,) * ufunc.nout
    return inspect.Signature(
        [
            *(kinds(name, kinds.POSITIONAL_ONLY) for name in names),
            kinds("out", kinds.POSITIONAL_OR_KEYWORD, default=out),
            *(kinds(name, kinds.KEYWORD_ONLY, default=value) for name, value in usual.items()),
        ]
    )


def _function_method(value):
    return getattr(type(value), "__array_function__", None)


def call_function(public, relevant, args, kwargs):
    """A call of a public function that arguments' classes may take over.

    Parameters
    ----------
    public : function
        What the user called.
    relevant : iterable
        The arguments that may have a say.
    args, kwargs : tuple, dict
        The call.
    """
    overriding = _in_order(_with_methods(relevant, _function_method, None))
    # Of plain arrays alone there is nobody to ask.
    if all(_function_method(value) is _OWN_FUNCTION for value in overriding):
        return implementation_of(public)(*args, **kwargs)
    types = tuple(map(type, overriding))
    if len(types) > 64:
        raise TypeError("maximum number (64) of distinct argument types implementing __array_function__ exceeded")
    for value in overriding:
        result = _function_method(value)(value, public, types, args, kwargs)
        if result is not NotImplemented:
            return result
    raise _nobody(public, types)


def _nobody(public, types):
    name = f"{public.__module__}.{public.__name__}"
    return TypeError(f"no implementation found for '{name}' on types that implement __array_function__: {list(types)}")


def implementation_of(public):
    """What a public function does when nobody takes it over."""
    implementation = getattr(public, "_implementation", None)
    if implementation is not None:
        return implementation
    # Those of the compiled half ask by themselves.
    if getattr(_core, getattr(public, "__name__", ""), None) is public:
        return lambda *args, **kwargs: _without_overrides(public, args, kwargs)
    return public


def array_function(array, func, types, args, kwargs):
    """`ndarray.__array_function__`: the call itself, if all types are derived from `ndarray` or leave it to arrays."""
    if not isinstance(args, tuple):
        raise TypeError("args must be a tuple.")
    if not isinstance(kwargs, dict):
        raise TypeError("kwargs must be a dict.")
    try:
        types = tuple(types)
    except TypeError:
        raise TypeError("types argument to ndarray.__array_function__ must be iterable") from None
    if not all(issubclass(kind, ndarray) for kind in types):
        return NotImplemented
    return implementation_of(func)(*args, **kwargs)


def call_like(public, like, args, kwargs):
    """A call of a function that makes arrays, by the class of `like` (NEP 35)."""
    method = _function_method(like)
    if method is None:
        raise TypeError("The `like` argument must be an array-like that implements the `__array_function__` protocol.")
    if method is _OWN_FUNCTION:
        return implementation_of(public)(*args, **kwargs)
    types = (type(like),)
    result = method(like, public, types, args, kwargs)
    if result is NotImplemented:
        raise _nobody(public, types)
    return result


def _named(name):
    return getattr(sys.modules[__package__], name)


def call_named(name, relevant, each, args, kwargs):
    """As `call_function` for a function of the compiled half; NotImplemented if nobody has a say."""
    if isinstance(each, (list, tuple)):
        relevant += tuple(each)
    elif each is not None:
        relevant += (each,)
    if all(_function_method(value) in (None, _OWN_FUNCTION) for value in relevant):
        return NotImplemented
    return call_function(_named(name), relevant, args, kwargs)


def like_named(name, like, args, kwargs):
    """As `call_like` for a function of the compiled half; NotImplemented if the array is to be a plain one."""
    del kwargs["like"]
    if _function_method(like) is _OWN_FUNCTION:
        return NotImplemented
    return call_like(_named(name), like, args, kwargs)
