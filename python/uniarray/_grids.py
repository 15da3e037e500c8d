"""Coordinates on grids."""

from ._core import arange, array, asarray, empty
from ._subclasses import as_any
from ._views import broadcast_arrays

__all__ = ["fromfunction", "indices", "ix_", "meshgrid"]


def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
    """The coordinates of a grid's points, an array per axis.

    Parameters
    ----------
    *xi : array_like
        Coordinates along each axis.
    copy : bool
        False: views that repeat the coordinates.
    sparse : bool
        Arrays that only broadcast to the grid.
    indexing : {'xy', 'ij'}
        Whether the first two axes of the result change places, as in plots, or not, as in matrices.

    Examples
    --------
    >>> import uniarray as np
    >>> x, y = np.meshgrid([1, 2, 3], [10, 20])
    >>> x
    array([[1, 2, 3],
           [1, 2, 3]])
    >>> y
    array([[10, 10, 10],
           [20, 20, 20]])
    """
    if indexing not in ("xy", "ij"):
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
    count = len(xi)
    places = list(range(count))
    if indexing == "xy" and count > 1:
        places[:2] = 1, 0
    shapes = [tuple(-1 if axis == place else 1 for axis in range(count)) for place in places]
    result = tuple(array(x, copy=None, subok=True).reshape(shape) for x, shape in zip(xi, shapes))
    if not sparse:
        result = broadcast_arrays(*result, subok=True)
    return tuple(x.copy() for x in result) if copy else result


def indices(dimensions, dtype=int, sparse=False):
    """The indices of an array of a shape, an array per axis.

    Examples
    --------
    >>> import uniarray as np
    >>> np.indices((2, 2))
    array([[[0, 0],
            [1, 1]],
    <BLANKLINE>
           [[0, 1],
            [0, 1]]])
    """
    dimensions = tuple(dimensions)
    ndim = len(dimensions)
    if sparse:
        return tuple(
            arange(extent, dtype=dtype).reshape((1,) * axis + (extent,) + (1,) * (ndim - axis - 1))
            for axis, extent in enumerate(dimensions)
        )
    result = empty((ndim, *dimensions), dtype)
    for axis, extent in enumerate(dimensions):
        # The axes before broadcast.
        result[axis] = arange(extent, dtype=dtype).reshape((extent,) + (1,) * (ndim - axis - 1))
    return result


def ix_(*args):
    """Index arrays for the rows, columns and so on that meet in a block.

    Examples
    --------
    >>> import uniarray as np
    >>> np.arange(9).reshape(3, 3)[np.ix_([0, 2], [1, 2])]
    array([[1, 2],
           [7, 8]])
    """
    result = []
    for axis, places in enumerate(args):
        empty_list = not isinstance(places, type(asarray(0))) and hasattr(places, "__len__") and len(places) == 0
        places = as_any(places)
        if places.ndim != 1:
            raise ValueError("Cross index must be 1 dimensional")
        if empty_list:
            # A list of nothing would be of floats, which are no indices.
            places = places.astype(int)
        if places.dtype.kind == "b":
            (places,) = places.nonzero()
        result.append(places.reshape((1,) * axis + (places.size,) + (1,) * (len(args) - axis - 1)))
    return tuple(result)


def fromfunction(function, shape, *, dtype=float, like=None, **kwargs):
    """What a function gives for the indices of an array of a shape.

    Parameters
    ----------
    function : callable
        Called once, with an array per axis.
    shape : tuple of int
    dtype : dtype
        Of the indices.

    Examples
    --------
    >>> import uniarray as np
    >>> np.fromfunction(lambda i, j: 10 * i + j, (2, 3), dtype=int)
    array([[ 0,  1,  2],
           [10, 11, 12]])
    """
    return function(*indices(shape, dtype=dtype), **kwargs)
