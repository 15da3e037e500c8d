"""Slopes of values, and the areas below them."""

from ._axes import axis_index, axis_tuple
from ._core import asarray
from ._creation import empty_like
from ._differences import diff
from ._subclasses import as_any

__all__ = ["gradient", "trapezoid"]


def _cut(ndim, axis, *bounds):
    """The index that cuts one axis."""
    return (slice(None),) * axis + (slice(*bounds),) + (slice(None),) * (ndim - axis - 1)


def _spacings(f, axes, varargs):
    """For each axis a number, or the distances from each coordinate to the next."""
    if len(varargs) == 0:
        return [1.0] * len(axes)
    if len(varargs) == 1 and asarray(varargs[0]).ndim == 0:
        return list(varargs) * len(axes)
    if len(varargs) != len(axes):
        raise TypeError("invalid number of arguments")
    spacings = []
    for axis, given in zip(axes, varargs):
        distances = asarray(given)
        if distances.ndim == 0:
            spacings.append(given)
            continue
        if distances.ndim != 1:
            raise ValueError("distances must be either scalars or 1d")
        if len(distances) != f.shape[axis]:
            raise ValueError("when 1d, distances must match the length of the corresponding dimension")
        if distances.dtype.kind in "iu":
            distances = distances.astype("float64")
        steps = diff(distances)
        spacings.append(steps[0] if steps.size and asarray(steps == steps[0]).all() else steps)
    return spacings


def gradient(f, *varargs, axis=None, edge_order=1):
    """The slopes along axes: from both neighbours inside, from one at the ends.

    Parameters
    ----------
    *varargs : scalar or array_like
        For all axes, or for each: the distance between elements, or their coordinates.
    axis : int or tuple of int, optional
        Along which axes; all by default.
    edge_order : {1, 2}
        How many neighbours count at the ends.

    Returns
    -------
    ndarray, or tuple of ndarray if there are several axes

    Examples
    --------
    >>> import uniarray as np
    >>> np.gradient([1.0, 2.0, 4.0, 7.0])
    array([1. , 1.5, 2.5, 3. ])
    >>> np.gradient([1.0, 4.0, 9.0], [1.0, 2.0, 4.0])
    array([3.        , 2.83333333, 2.5       ])
    """
    f = as_any(f)
    axes = axis_tuple(axis, f.ndim)
    spacings = _spacings(f, axes, varargs)
    if edge_order > 2:
        raise ValueError("'edge_order' greater than 2 not supported")
    if f.dtype.kind in "iu":
        f = f.astype("float64")
    if any(f.shape[one] < edge_order + 1 for one in axes):
        raise ValueError(
            "Shape of array too small to calculate a numerical gradient, "
            "at least (edge_order + 1) elements are required."
        )
    results = [_slopes(f, one, step, edge_order) for one, step in zip(axes, spacings)]
    return results[0] if len(axes) == 1 else tuple(results)


def _slopes(f, axis, step, edge_order):
    result = empty_like(f)

    def at(*bounds):
        return _cut(f.ndim, axis, *bounds)

    uniform = asarray(step).ndim == 0
    if uniform:
        result[at(1, -1)] = (f[at(2, None)] - f[at(None, -2)]) / (2.0 * step)
    else:
        before, after = step[:-1], step[1:]
        total = before + after
        column = (-1,) + (1,) * (f.ndim - axis - 1)
        a, b, c = (
            part.reshape(column)
            for part in (-after / (before * total), (after - before) / (before * after), before / (after * total))
        )
        result[at(1, -1)] = a * f[at(None, -2)] + b * f[at(1, -1)] + c * f[at(2, None)]
    if edge_order == 1:
        first, last = (step, step) if uniform else (step[0], step[-1])
        result[at(0, 1)] = (f[at(1, 2)] - f[at(0, 1)]) / first
        result[at(-1, None)] = (f[at(-1, None)] - f[at(-2, -1)]) / last
        return result
    if uniform:
        a, b, c = -1.5 / step, 2.0 / step, -0.5 / step
    else:
        near, far = step[0], step[1]
        a, b, c = (
            -(2.0 * near + far) / (near * (near + far)),
            (near + far) / (near * far),
            -near / (far * (near + far)),
        )
    result[at(0, 1)] = a * f[at(0, 1)] + b * f[at(1, 2)] + c * f[at(2, 3)]
    if uniform:
        a, b, c = 0.5 / step, -2.0 / step, 1.5 / step
    else:
        far, near = step[-2], step[-1]
        a, b, c = (
            near / (far * (near + far)),
            -(near + far) / (near * far),
            (2.0 * near + far) / (near * (near + far)),
        )
    result[at(-1, None)] = a * f[at(-3, -2)] + b * f[at(-2, -1)] + c * f[at(-1, None)]
    return result


def trapezoid(y, x=None, dx=1.0, axis=-1):
    """The area under points, by the trapezoidal rule.

    Parameters
    ----------
    x : array_like, optional
        The coordinates; by default the points are `dx` apart.

    Examples
    --------
    >>> import uniarray as np
    >>> np.trapezoid([1, 2, 3])
    np.float64(4.0)
    """
    y = as_any(y)
    axis = axis_index(axis, y.ndim)
    if x is None:
        step = dx
    else:
        x = as_any(x)
        step = diff(x) if x.ndim == 1 else diff(x, axis=axis)
        if x.ndim == 1:
            step = step.reshape((-1,) + (1,) * (y.ndim - axis - 1))
    heights = y[_cut(y.ndim, axis, 1, None)] + y[_cut(y.ndim, axis, None, -1)]
    return as_any(step * heights / 2.0).sum(axis=axis)
