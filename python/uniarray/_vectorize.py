"""Python functions of numbers, called for every element of arrays."""

import functools

from ._core import array, asarray, dtype, empty
from ._objects import made
from ._views import broadcast_arrays, broadcast_shapes

__all__ = ["frompyfunc", "vectorize"]

_NOT_GIVEN = object()


class vectorize:
    """A function of elements as a function of arrays, which broadcast. It is a convenience: every element is a call.

    Parameters
    ----------
    pyfunc : callable
        May be left out where ``vectorize`` is a decorator with arguments.
    otypes : str or list of dtype, optional
        Of the results; by default those of the first call's.
    doc : str, optional
        The docstring.
    excluded : set of int or str, optional
        Arguments by position or name that are passed on as they are.
    cache : bool
        Whether the first call, which finds the dtypes, counts as that for the first element.
    signature : str, optional
        ``(m,n),(n)->(m)``: which axes the function takes and returns itself.

    Examples
    --------
    >>> import uniarray as np
    >>> larger = np.vectorize(lambda a, b: a if a > b else b)
    >>> larger([1, 5, 3], 2)
    array([2, 5, 3])
    """

    def __init__(self, pyfunc=_NOT_GIVEN, otypes=None, doc=None, excluded=None, cache=False, signature=None):
        if pyfunc is not _NOT_GIVEN and not callable(pyfunc):
            raise TypeError("When used as a decorator, only accepts keyword arguments.")
        self.pyfunc, self.cache, self.signature = pyfunc, cache, signature
        self.__doc__ = doc
        if pyfunc is not _NOT_GIVEN:
            self._take_names(pyfunc, doc)
        if isinstance(otypes, str):
            for letter in otypes:
                if letter not in "?bBhHiIlLqQefdgFDGSUOVmM":
                    raise ValueError(f"Invalid otype specified: {letter}")
            self.otypes = list(otypes)
        elif otypes is None:
            self.otypes = None
        elif hasattr(otypes, "__iter__"):
            self.otypes = [dtype(one) for one in otypes]
        else:
            raise ValueError("Invalid otype specification")
        self.excluded = set() if excluded is None else set(excluded)
        self._inputs, self._outputs = _parsed(signature) if signature is not None else (None, None)

    def _take_names(self, pyfunc, doc):
        self.__name__ = getattr(pyfunc, "__name__", type(self).__name__)
        self.__doc__ = pyfunc.__doc__ if doc is None else doc

    def __call__(self, *args, **kwargs):
        if self.pyfunc is _NOT_GIVEN:
            # The decorator with arguments meets its function.
            self.pyfunc = args[0]
            self._take_names(args[0], self.__doc__)
            functools.update_wrapper(self, args[0])
            return self
        if not self.excluded and not kwargs:
            return self._mapped(self.pyfunc, args)
        names = [name for name in kwargs if name not in self.excluded]
        places = [place for place in range(len(args)) if place not in self.excluded]
        fixed = list(args)

        def call(*values):
            for place, value in zip(places, values):
                fixed[place] = value
            return self.pyfunc(*fixed, **{**kwargs, **dict(zip(names, values[len(places) :]))})

        return self._mapped(call, [*(args[place] for place in places), *(kwargs[name] for name in names)])

    def _mapped(self, function, args):
        if self._inputs is not None:
            return self._mapped_lines(function, args)
        if not args:
            return function()
        arrays = broadcast_arrays(*(asarray(one) for one in args))
        shape = arrays[0].shape
        # The first call, which finds the dtypes, gets scalars of the arrays' types, the others Python's numbers.
        values = zip(*(one.ravel().tolist() for one in arrays))
        if arrays[0].size == 0:
            if self.otypes is None:
                raise ValueError("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
            results = tuple(empty(shape, kind) for kind in self.otypes)
            return results if len(results) > 1 else results[0]
        first_values = next(values)
        first = function(*(first_values if self.otypes is not None else [one.flat[0] for one in arrays]))
        several = isinstance(first, tuple) if self.otypes is None else len(self.otypes) > 1
        told = first if several else (first,)
        if not self.cache and self.otypes is None:
            # As in NumPy, where the call that finds the dtypes is one more.
            first = function(*first_values)
        found = [first, *(function(*one) for one in values)]
        columns = list(zip(*found)) if several else [found]
        kinds = self.otypes if self.otypes is not None else [asarray(one).dtype for one in told]
        results = tuple(_filled(column, kind, shape) for column, kind in zip(columns, kinds))
        return results if several else results[0]

    def _mapped_lines(self, function, args):
        """The same with a signature."""
        if len(args) != len(self._inputs):
            raise TypeError(f"wrong number of positional arguments: expected {len(self._inputs)}, got {len(args)}")
        arrays, extents, outer = [asarray(one) for one in args], {}, []
        for one, names in zip(arrays, self._inputs):
            if one.ndim < len(names):
                raise ValueError(
                    f"{one.ndim}-dimensional argument does not have enough dimensions for all core dimensions {names!r}"
                )
            split = one.ndim - len(names)
            _note_extents(extents, names, one.shape[split:])
            outer.append(one.shape[:split])
        shape = broadcast_shapes(*outer)
        arrays = [
            one._broadcast_to((*shape, *one.shape[one.ndim - len(names) :])) for one, names in zip(arrays, self._inputs)
        ]
        from ._indexes import ndindex

        results = None
        for place in ndindex(*shape):
            found = function(*(one[place] for one in arrays))
            if not isinstance(found, tuple):
                found = (found,)
            if len(found) != len(self._outputs):
                raise ValueError(
                    f"wrong number of outputs from pyfunc: expected {len(self._outputs)}, got {len(found)}"
                )
            found = [asarray(one) for one in found]
            if results is None:
                for one, names in zip(found, self._outputs):
                    _note_extents(extents, names, one.shape)
                kinds = self.otypes or [one.dtype for one in found]
                results = [
                    empty((*shape, *(extents[name] for name in names)), kind)
                    for names, kind in zip(self._outputs, kinds)
                ]
            for result, one in zip(results, found):
                result[place] = one
        if results is None:
            if self.otypes is None:
                raise ValueError("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
            if any(name not in extents for names in self._outputs for name in names):
                raise ValueError(
                    "cannot call `vectorize` with a signature including new output dimensions on size 0 inputs"
                )
            results = [
                empty((*shape, *(extents[name] for name in names)), kind)
                for names, kind in zip(self._outputs, self.otypes)
            ]
        return tuple(results) if len(results) > 1 else results[0]


def _filled(column, kind, shape):
    result = empty((len(column),), kind)
    try:
        result[:] = array(column, dtype=result.dtype)
    except (ValueError, TypeError):
        for place, value in enumerate(column):
            result[place] = value
    return result.reshape(shape)


def _note_extents(extents, names, shape):
    if len(names) != len(shape):
        raise ValueError(
            f"{len(shape)}-dimensional argument does not have enough dimensions for all core dimensions {names!r}"
        )
    for name, extent in zip(names, shape):
        known = extents.setdefault(name, extent)
        if known != extent:
            raise ValueError(f"inconsistent size for core dimension {name!r}: {known!r} vs {extent!r}")


def _parsed(signature):
    """The names of axes in a signature, for inputs and for outputs."""
    import re

    text = re.sub(r"\s+", "", signature)
    names = r"(?:\w+(?:,\w+)*)?"
    arguments = rf"\({names}\)(?:,\({names}\))*"
    if not re.match(rf"^{arguments}->{arguments}$", text):
        raise ValueError(f"not a valid gufunc signature: {signature}")
    return tuple(
        [tuple(re.findall(r"\w+", one)) for one in re.findall(rf"\({names}\)", side)] for side in text.split("->")
    )


class frompyfunc:
    """A function of Python objects as a function of arrays, which broadcast.

    The results are arrays of objects, as in NumPy.

    Parameters
    ----------
    func : callable
    nin, nout : int
        How many arguments it has, and how many results.
    identity : object, optional
        What a reduction of nothing gives.

    Examples
    --------
    >>> import uniarray as np
    >>> add = np.frompyfunc(lambda a, b: a + b, 2, 1)
    >>> add([1, 2], [[10], [20]])
    array([[11, 12],
           [21, 22]], dtype=object)
    """

    def __init__(self, func, /, nin, nout, *, identity=None):
        if not callable(func):
            raise TypeError("function must be callable")
        self._func, self.nin, self.nout, self.identity = func, nin, nout, identity
        self.nargs = nin + nout
        self.__name__ = f"{getattr(func, '__name__', '?')} (vectorized)"

    def __repr__(self):
        return f"<ufunc '{self.__name__}'>"

    def __call__(self, *args):
        if len(args) != self.nin:
            raise TypeError(f"{self.__name__}() takes {self.nin} positional arguments but {len(args)} were given")
        arrays = broadcast_arrays(*(asarray(one, object) for one in args))
        shape = arrays[0].shape
        found = [self._func(*values) for values in zip(*(one._items() for one in arrays))]
        columns = [found] if self.nout == 1 else list(zip(*found)) if found else [()] * self.nout
        results = tuple(column[0] if not shape else made(list(column), shape) for column in columns)
        return results if self.nout > 1 else results[0]

    def _folded(self, method, *args, **kwargs):
        from ._object_folds import FOLDS

        if (self.nin, self.nout) != (2, 1):
            raise ValueError(f"{method} only supported for binary functions")
        return FOLDS[method](self, self._func, *args, **kwargs)

    def reduce(self, array, *args, **kwargs):
        """The elements along an axis folded into one; as ``ufunc.reduce``."""
        return self._folded("reduce", array, *args, **kwargs)

    def accumulate(self, array, *args, **kwargs):
        """What has been folded up to each element; as ``ufunc.accumulate``."""
        return self._folded("accumulate", array, *args, **kwargs)

    def reduceat(self, array, indices, *args, **kwargs):
        """Parts of an axis folded; as ``ufunc.reduceat``."""
        return self._folded("reduceat", array, indices, *args, **kwargs)

    def outer(self, a, b):
        """The function of all pairs of elements; as ``ufunc.outer``."""
        return self._folded("outer", a, b)

    def at(self, a, indices, *values):
        """The function applied in place; as ``ufunc.at``."""
        from ._object_folds import FOLDS

        if self.nout != 1:
            raise ValueError("Only single output ufuncs supported at this time")
        if self.nin > 2:
            raise ValueError("Only unary and binary ufuncs supported at this time")
        FOLDS["at"](self, self._func, a, indices, *values)
