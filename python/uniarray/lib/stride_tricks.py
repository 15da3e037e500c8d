"""Views with layouts of one's own (``numpy.lib.stride_tricks``)."""

from .._axes import axis_tuple
from .._core import array as _array

__all__ = ["as_strided", "sliding_window_view"]


def as_strided(x, shape=None, strides=None, subok=False, writeable=True, *, check_bounds=None):
    """A view of an array's memory with any shape and strides.

    Nothing is verified unless `check_bounds` asks for it: a layout that leaves the array reads and writes foreign
    memory.

    Parameters
    ----------
    x : array_like
    shape, strides : sequence of int, optional
        The array's own by default; strides are in bytes.
    subok : bool
        Whether the view is of the array's own class.
    writeable : bool
        False gives a read-only view.
    check_bounds : bool, optional
        Whether to raise ValueError for a layout that leaves the memory.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.arange(4)
    >>> np.lib.stride_tricks.as_strided(a, shape=(3, 2), strides=(8, 8))
    array([[0, 1],
           [1, 2],
           [2, 3]])
    """
    x = _array(x, copy=None, subok=subok)
    shape = x.shape if shape is None else tuple(shape)
    strides = x.strides if strides is None else tuple(strides)
    if check_bounds:
        _check_bounds(x, shape, strides)
    view = x._strided(shape, strides)
    if view.flags.writeable and not writeable:
        view.flags.writeable = False
    return view


def _check_bounds(x, shape, strides):
    from .array_utils import byte_bounds

    if any(extent == 0 for extent in shape):
        return
    owner = x
    while getattr(owner, "base", None) is not None and hasattr(owner.base, "_address"):
        owner = owner.base
    low, high = byte_bounds(owner)
    first = x._address + sum((extent - 1) * step for extent, step in zip(shape, strides) if step < 0)
    last = x._address + sum((extent - 1) * step for extent, step in zip(shape, strides) if step > 0) + x.itemsize
    where = f"starts {low - first} bytes before lowest" if first < low else f"ends {last - high} bytes after highest"
    if first < low or last > high:
        raise ValueError(f"Given shape and strides would access memory out of bounds. View {where} address")


def sliding_window_view(x, window_shape, axis=None, *, subok=False, writeable=False):
    """A view of all windows of a shape that slide over an array.

    Parameters
    ----------
    x : array_like
    window_shape : int or tuple of int
        The window's extents along `axis`.
    axis : int or tuple of int, optional
        All axes by default.
    writeable : bool
        Whether the view may be written; its elements share memory.

    Returns
    -------
    ndarray
        The axes of `x`, those that the window slides along shorter, and the window's axes after them.

    Examples
    --------
    >>> import uniarray as np
    >>> np.lib.stride_tricks.sliding_window_view(np.arange(5), 3)
    array([[0, 1, 2],
           [1, 2, 3],
           [2, 3, 4]])
    """
    window = tuple(window_shape) if hasattr(window_shape, "__iter__") else (window_shape,)
    x = _array(x, copy=None, subok=subok)
    if any(extent < 0 for extent in window):
        raise ValueError("`window_shape` cannot contain negative values")
    if axis is None:
        axes = tuple(range(x.ndim))
        if len(window) != len(axes):
            raise ValueError(
                "Since axis is `None`, must provide window_shape for all dimensions of `x`; "
                f"got {len(window)} window_shape elements and `x.ndim` is {x.ndim}."
            )
    else:
        given = axis if isinstance(axis, (tuple, list)) else (axis,)
        # An axis may be named more than once: a window then has several axes along it.
        axes = tuple(axis_tuple(one, x.ndim)[0] for one in given)
        if len(window) != len(axes):
            raise ValueError(
                "Must provide matching length window_shape and axis; "
                f"got {len(window)} window_shape elements and {len(axes)} axes elements."
            )
    shape = list(x.shape)
    for place, extent in zip(axes, window):
        if shape[place] < extent:
            raise ValueError("window shape cannot be larger than input array shape")
        shape[place] -= extent - 1
    return as_strided(
        x,
        shape=(*shape, *window),
        strides=(*x.strides, *(x.strides[place] for place in axes)),
        subok=subok,
        writeable=writeable,
    )
