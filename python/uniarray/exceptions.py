"""Exceptions that NumPy's users know and Python does not have.

Their names, bases and texts are NumPy's (``numpy.exceptions``), so that ``except`` clauses keep working.
"""

__all__ = [
    "AxisError",
    "ComplexWarning",
    "DTypePromotionError",
    "ModuleDeprecationWarning",
    "RankWarning",
    "TooHardError",
    "UFuncTypeError",
    "VisibleDeprecationWarning",
]


class AxisError(ValueError, IndexError):
    """An axis that an array does not have.

    Parameters
    ----------
    axis : int or str
        The axis asked for, or the whole message.
    ndim : int, optional
        How many axes the array has.
    msg_prefix : str, optional
        What to say first, usually the argument's name.

    Examples
    --------
    >>> AxisError(2, 1)
    AxisError('axis 2 is out of bounds for array of dimension 1')
    >>> str(AxisError(2, 1, "source"))
    'source: axis 2 is out of bounds for array of dimension 1'
    """

    def __init__(self, axis, ndim=None, msg_prefix=None):
        if ndim is None and msg_prefix is None:
            message, self.axis, self.ndim = axis, None, None
        else:
            self.axis, self.ndim = axis, ndim
            message = f"axis {axis} is out of bounds for array of dimension {ndim}"
            if msg_prefix is not None:
                message = f"{msg_prefix}: {message}"
        super().__init__(message)

    def __reduce__(self):
        return (_restore_axis_error, (self.args[0], self.axis, self.ndim))


def _restore_axis_error(message, axis, ndim):
    error = AxisError(message)
    error.axis, error.ndim = axis, ndim
    return error


class ComplexWarning(RuntimeWarning):
    """A cast from complex to real drops the imaginary part."""


class UFuncTypeError(TypeError):
    """No loop of a ufunc fits the operands' dtypes, or a cast that it needs is not allowed."""


class DTypePromotionError(TypeError):
    """Dtypes have no common one."""


class ModuleDeprecationWarning(DeprecationWarning):
    """A module is deprecated; shown to users where ``DeprecationWarning`` is not."""


class VisibleDeprecationWarning(UserWarning):
    """Something is deprecated; shown by default."""


class RankWarning(RuntimeWarning):
    """A least-squares problem has no unique solution."""


class TooHardError(RuntimeError):
    """A problem was not solved within the work that was allowed."""


def _shown_as_base(cls):
    """Programs and tracebacks know these classes by the name of their base, as in NumPy."""
    cls.__name__ = cls.__qualname__ = UFuncTypeError.__name__
    return cls


@_shown_as_base
class _UFuncNoLoopError(UFuncTypeError):
    """There is no loop for these dtypes."""


@_shown_as_base
class _UFuncCastingError(UFuncTypeError):
    """The loop's dtypes are out of reach by the casting rule."""


@_shown_as_base
class _UFuncInputCastingError(_UFuncCastingError):
    """An input cannot be cast."""


@_shown_as_base
class _UFuncOutputCastingError(_UFuncCastingError):
    """The result cannot be cast to the output."""
