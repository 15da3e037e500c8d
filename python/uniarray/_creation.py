"""Making arrays: filled, spaced, diagonal."""

import operator

from ._core import arange, array, asarray, empty, floor, log10, ndarray, power, result_type, sign, zeros
from ._core import dtype as _dtype
from ._forms import form_of
from ._subclasses import as_any

__all__ = [
    "empty_like",
    "eye",
    "full",
    "full_like",
    "geomspace",
    "identity",
    "linspace",
    "logspace",
    "ones",
    "ones_like",
    "zeros_like",
]


_NUMBERS = {float: _dtype(float), complex: _dtype(complex), bool: _dtype(bool)}
_INT64 = 2**63


def _check_device(device):
    if device is not None and device != "cpu":
        raise ValueError(f'Device not understood. Only "cpu" is allowed, but received: {device}')


def full(shape, fill_value, dtype=None, order="C", *, device=None, like=None):
    """An array of the given shape with every element set to one value.

    Parameters
    ----------
    shape : int or tuple of int
    fill_value : scalar or array_like
        Broadcast to `shape`.
    dtype : dtype, optional
        By default that of ``array(fill_value)``.
    order : {'C', 'F'}
    device : {None, 'cpu'}
    like : ndarray, optional
        Not used.

    Examples
    --------
    >>> import uniarray as np
    >>> np.full((2, 2), 7)
    array([[7, 7],
           [7, 7]])
    """
    _check_device(device)
    if dtype is None:
        # Of these an array is not needed to know.
        dtype = _NUMBERS.get(type(fill_value))
        if dtype is None:
            fill_value = asarray(fill_value)
            dtype = fill_value.dtype
    result = empty(shape, dtype, order)
    result[...] = fill_value
    return result


def ones(shape, dtype=None, order="C", *, device=None, like=None):
    """An array of ones, float64 by default.

    Examples
    --------
    >>> import uniarray as np
    >>> np.ones(3)
    array([1., 1., 1.])
    """
    result = empty(shape, dtype, order, device=device)
    result[...] = 1
    return result


def _like(prototype, dtype, order, subok, shape, device):
    _check_device(device)
    if type(prototype) is not ndarray:
        prototype = array(prototype, copy=None, subok=subok)
    if order not in ("C", "F", "A", "K"):
        raise ValueError(f"order must be one of 'C', 'F', 'A', or 'K' (got {order!r})")
    dtype = prototype.dtype if dtype is None else _dtype(dtype)
    if form_of(dtype) is not None:
        fortran = order == "F" or (order in ("A", "K") and prototype.flags.fnc)
        return empty(prototype.shape if shape is None else shape, dtype, "F" if fortran else "C")
    return prototype._empty_like(dtype, order, shape)


def empty_like(prototype, /, dtype=None, order="K", subok=True, shape=None, *, device=None):
    """An uninitialised array with the shape, dtype and memory order of another.

    Examples
    --------
    >>> import uniarray as np
    >>> np.empty_like(np.zeros((2, 3), "i4")).shape
    (2, 3)
    """
    if type(prototype) is ndarray and dtype is None and order == "K" and device is None:
        return prototype._empty_like(None, "K", shape)
    return _like(prototype, dtype, order, subok, shape, device)


def zeros_like(a, dtype=None, order="K", subok=True, shape=None, *, device=None):
    """An array of zeros with the shape, dtype and memory order of another.

    Examples
    --------
    >>> import uniarray as np
    >>> np.zeros_like([1.5, 2.5])
    array([0., 0.])
    """
    result = _like(a, dtype, order, subok, shape, device)
    result[...] = 0
    return result


def ones_like(a, dtype=None, order="K", subok=True, shape=None, *, device=None):
    """An array of ones with the shape, dtype and memory order of another.

    Examples
    --------
    >>> import uniarray as np
    >>> np.ones_like([True, False])
    array([ True,  True])
    """
    result = _like(a, dtype, order, subok, shape, device)
    result[...] = 1
    return result


def full_like(a, fill_value, dtype=None, order="K", subok=True, shape=None, *, device=None):
    """An array filled with one value, with the shape, dtype and memory order of another.

    Examples
    --------
    >>> import uniarray as np
    >>> np.full_like([1, 2, 3], 0.9)
    array([0, 0, 0])
    """
    result = _like(a, dtype, order, subok, shape, device)
    if isinstance(fill_value, int) and result.dtype.kind in "iu":
        # A Python number has to fit.
        result[...] = fill_value
    else:
        result[...] = asarray(fill_value).astype(result.dtype)
    return result


def eye(N, M=None, k=0, dtype=float, order="C", *, device=None, like=None):
    """A matrix with ones on a diagonal and zeros elsewhere.

    Parameters
    ----------
    N, M : int
        Rows and columns; `M` is `N` by default.
    k : int
        Which diagonal: 0 the main one, positive above it, negative below.

    Examples
    --------
    >>> import uniarray as np
    >>> np.eye(3, k=1)
    array([[0., 1., 0.],
           [0., 0., 1.],
           [0., 0., 0.]])
    """
    M = N if M is None else M
    rows, columns, k = operator.index(N), operator.index(M), operator.index(k)
    result = zeros((rows, columns), dtype, order, device=device)
    count = min(rows, columns - k) if k >= 0 else min(rows + k, columns)
    if count > 0 and type(result) is ndarray and order == "C":
        start, step = max(-k, 0) * columns + max(k, 0), columns + 1
        result.reshape(-1)[start : start + count * step : step] = 1
    elif count > 0:
        places = arange(count)
        result[places + max(-k, 0), places + max(k, 0)] = 1
    return result


def identity(n, dtype=None, *, like=None):
    """The square matrix with ones on the main diagonal.

    Examples
    --------
    >>> import uniarray as np
    >>> np.identity(2)
    array([[1., 0.],
           [0., 1.]])
    """
    return eye(n, dtype=float if dtype is None else dtype)


def _plain_ends(start, stop):
    """The ends of `linspace` and their difference as floats, if they are Python numbers of ordinary size; else None."""
    for end in (start, stop):
        if type(end) is not float and not (type(end) is int and -_INT64 <= end < _INT64):
            return None
    start, stop = float(start), float(stop)
    delta = stop - start
    return (start, stop, delta) if delta - delta == 0.0 else None


def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, *, device=None):
    """Numbers evenly spaced over an interval.

    Parameters
    ----------
    start, stop : array_like
        The interval; arrays give one series per element, along a new axis.
    num : int
        How many numbers, not negative.
    endpoint : bool
        Whether `stop` is the last one.
    retstep : bool
        Whether to return ``(samples, step)``.
    dtype : dtype, optional
        Rounded down for integers; by default float64 or wider.
    axis : int
        Where the new axis goes.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linspace(0, 1, 5)
    array([0.  , 0.25, 0.5 , 0.75, 1.  ])
    >>> np.linspace(0, 4, 4, endpoint=False, retstep=True)
    (array([0., 1., 2., 3.]), np.float64(1.0))
    """
    _check_device(device)
    num = operator.index(num)
    if num < 0:
        raise ValueError(f"Number of samples, {num}, must be non-negative.")
    intervals = num - 1 if endpoint else num
    plain = _plain_ends(start, stop)
    if plain is not None:
        start, stop, delta = plain
        computed = _NUMBERS[float]
        samples = arange(num, dtype=computed)
    else:
        # Python numbers are weak: float32 ends give float32 samples.
        ends = [end if isinstance(end, (int, float, complex)) else as_any(end) for end in (start, stop)]
        computed = result_type(*ends, 1.0)
        start, stop = (as_any(end).astype(computed) for end in ends)
        delta = as_any(stop - start)
        samples = arange(num).astype(computed).reshape((num,) + (1,) * delta.ndim)
    dtype = computed if dtype is None else _dtype(dtype)
    if intervals > 0:
        step = delta / intervals
        # A step that underflows to zero would flatten the series: divide first there.
        is_zero = step == 0.0 if plain is not None else asarray(step == 0).any()
        samples = samples / intervals * delta if is_zero else samples * step
    else:
        step = float("nan")
        samples = samples * delta
    samples = samples + start
    if endpoint and num > 1:
        samples[-1, ...] = stop
    if axis != 0:
        from ._views import moveaxis

        samples = moveaxis(samples, 0, axis)
    if dtype.kind in "iu":
        floor(samples, out=samples)
    samples = samples.astype(dtype, copy=False)
    return (samples, asarray(step)[()]) if retstep else samples


def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0):
    """Powers of a base whose exponents are evenly spaced.

    Parameters
    ----------
    start, stop : array_like
        Exponents of the ends.
    num, endpoint, dtype, axis
        As for `linspace`.
    base : array_like

    Examples
    --------
    >>> import uniarray as np
    >>> np.logspace(0, 3, 4)
    array([   1.,   10.,  100., 1000.])
    """
    # A Python number takes the precision of the exponents.
    base = base if isinstance(base, (int, float, complex)) else asarray(base)
    if getattr(base, "ndim", 0):
        # One series per base, whose axis is the new one's neighbour.
        start, stop = asarray(start), asarray(stop)
        ndim = max(start.ndim, stop.ndim, base.ndim)
        start, stop, base = (one.reshape((1,) * (ndim - one.ndim) + one.shape) for one in (start, stop, base))
        base = base.reshape(_with_axis(base.shape, axis))
    exponents = linspace(start, stop, num, endpoint=endpoint, axis=axis)
    result = power(base, exponents)
    return result if dtype is None else result.astype(dtype, copy=False)


def _with_axis(shape, axis):
    axis = operator.index(axis) % (len(shape) + 1)
    return (*shape[:axis], 1, *shape[axis:])


def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0):
    """Numbers evenly spaced on a logarithmic scale: each is the one before times a constant.

    Parameters
    ----------
    start, stop : array_like
        The first and the last, not zero.
    num, endpoint, dtype, axis
        As for `linspace`.

    Examples
    --------
    >>> import uniarray as np
    >>> np.geomspace(1, 1000, 4)
    array([   1.,   10.,  100., 1000.])
    """
    start, stop = asarray(start), asarray(stop)
    if (start == 0).any() or (stop == 0).any():
        raise ValueError("Geometric sequence cannot include zero")
    computed = result_type(start, stop, float(num), _dtype(dtype or float))
    if dtype is None:
        dtype = computed
    start, stop = start.astype(computed), stop.astype(computed)
    # Turned so that the series begins at a positive number, which leaves purely negative and imaginary ones exact.
    turn = sign(start)
    start, stop = start / turn, stop / turn
    exponents = logspace(log10(start), log10(stop), num, endpoint=endpoint, base=10.0, dtype=computed)
    if num > 0:
        exponents[0] = start
        if num > 1 and endpoint:
            exponents[-1] = stop
    result = exponents * turn
    if axis != 0:
        order = list(range(1, result.ndim))
        order.insert(axis if axis >= 0 else axis + result.ndim, 0)
        result = result.transpose(order)
    return result.astype(dtype, copy=False)
