"""``matrix``: arrays that always have two axes, and whose ``*`` is the matrix product.

NumPy advises against them; they are here for programs that have them.
"""

import ast
import sys
import warnings

from ._binary import check_derived
from ._core import array as _array
from ._core import asarray, concatenate, dot, ndarray
from ._core import dtype as _dtype

__all__ = ["asmatrix", "bmat", "matrix"]


def _rows_of(text):
    """The numbers of a text such as ``'1 2; 3 4'``, in rows."""
    for mark in "[]":
        text = text.replace(mark, "")
    rows = []
    for row in text.split(";"):
        rows.append([number for part in row.split(",") for number in map(ast.literal_eval, part.split())])
        if len(rows[-1]) != len(rows[0]):
            raise ValueError("Rows not the same size.")
    return rows


class matrix(ndarray):
    """A matrix: an array of two axes, whose products are those of linear algebra.

    Parameters
    ----------
    data : array_like or str
        Columns of a text are divided by spaces or commas, rows by semicolons.
    dtype : dtype, optional
    copy : bool
        Whether to copy an array.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.asmatrix("1 2; 3 4")
    >>> a * a
    matrix([[ 7, 10],
            [15, 22]])
    """

    __module__ = "uniarray"
    __array_priority__ = 10.0

    def __new__(subtype, data, dtype=None, copy=True):
        check_derived(subtype)
        warnings.warn(
            "the matrix subclass is not the recommended way to represent matrices or deal with linear algebra (see "
            "https://docs.scipy.org/doc/numpy/user/numpy-for-matlab-users.html). Please adjust your code to use "
            "regular ndarray.",
            PendingDeprecationWarning,
            stacklevel=2,
        )
        if isinstance(data, matrix) and not copy and (dtype is None or data.dtype == _dtype(dtype)):
            return data
        if isinstance(data, str):
            data = _rows_of(data)
        plain = _array(data, dtype=dtype, copy=True if copy else None)
        if plain.ndim > 2 and not isinstance(data, ndarray):
            raise ValueError("matrix must be 2-dimensional")
        return asarray(plain).view(subtype)

    def __array_finalize__(self, obj):
        self._is_item = False
        if isinstance(obj, matrix) and obj._is_item:
            return
        if self.ndim == 2:
            return
        if self.ndim > 2:
            kept = tuple(extent for extent in self.shape if extent > 1)
            if len(kept) > 2:
                raise ValueError("shape too large to be a matrix.")
            self.shape = (1,) * (2 - len(kept)) + kept
        else:
            self.shape = (1,) * (2 - self.ndim) + self.shape

    def __getitem__(self, index):
        self._is_item = True
        try:
            out = ndarray.__getitem__(self, index)
        finally:
            self._is_item = False
        if not isinstance(out, ndarray):
            return out
        if out.ndim == 0:
            return out[()]
        if out.ndim == 1:
            # A column stays one where the rows were chosen and one column picked.
            chosen = isinstance(index, tuple) and len(index) > 1 and not hasattr(index[1], "__len__")
            is_column = chosen and not isinstance(index[1], slice)
            out.shape = (out.shape[0], 1) if is_column else (1, out.shape[0])
        return out

    def __mul__(self, other):
        if isinstance(other, (ndarray, list, tuple)):
            return dot(self, asmatrix(other))
        if not hasattr(type(other), "__rmul__"):
            return NotImplemented
        return dot(self, other)

    def __rmul__(self, other):
        return dot(other, self)

    def __imul__(self, other):
        self[:] = self * other
        return self

    def __pow__(self, other):
        from .linalg import matrix_power

        return matrix_power(self, other)

    def __ipow__(self, other):
        self[:] = self**other
        return self

    def __rpow__(self, other):
        return NotImplemented

    def _reduced(self, name, axis, dtype, out, **more):
        options = {} if dtype is None else {"dtype": dtype}
        result = getattr(asarray(self), name)(axis=axis, out=out, keepdims=axis is not None, **options, **more)
        return result if axis is None or out is not None else result.view(type(self))

    def sum(self, axis=None, dtype=None, out=None):
        """The sum of the elements, as a matrix along an axis."""
        return self._reduced("sum", axis, dtype, out)

    def prod(self, axis=None, dtype=None, out=None):
        """The product of the elements, as a matrix along an axis."""
        return self._reduced("prod", axis, dtype, out)

    def mean(self, axis=None, dtype=None, out=None):
        """The mean of the elements, as a matrix along an axis."""
        return self._reduced("mean", axis, dtype, out)

    def std(self, axis=None, dtype=None, out=None, ddof=0):
        """The standard deviation, as a matrix along an axis."""
        return self._reduced("std", axis, dtype, out, ddof=ddof)

    def var(self, axis=None, dtype=None, out=None, ddof=0):
        """The variance, as a matrix along an axis."""
        return self._reduced("var", axis, dtype, out, ddof=ddof)

    def any(self, axis=None, out=None):
        """Whether any element is true, as a matrix along an axis."""
        return self._reduced("any", axis, None, out)

    def all(self, axis=None, out=None):
        """Whether all elements are true, as a matrix along an axis."""
        return self._reduced("all", axis, None, out)

    def max(self, axis=None, out=None):
        """The largest element, as a matrix along an axis."""
        return self._reduced("max", axis, None, out)

    def min(self, axis=None, out=None):
        """The smallest element, as a matrix along an axis."""
        return self._reduced("min", axis, None, out)

    def argmax(self, axis=None, out=None):
        """Where the largest element is, as a matrix along an axis."""
        return self._reduced("argmax", axis, None, out)

    def argmin(self, axis=None, out=None):
        """Where the smallest element is, as a matrix along an axis."""
        return self._reduced("argmin", axis, None, out)

    def ptp(self, axis=None, out=None):
        """The largest element less the smallest, as a matrix along an axis."""
        from ._averages import ptp

        result = ptp(asarray(self), axis, out, keepdims=axis is not None)
        return result if axis is None or out is not None else result.view(type(self))

    def trace(self, offset=0, axis1=0, axis2=1, dtype=None, out=None):
        """The sum of the diagonal."""
        return asarray(self).trace(offset, axis1, axis2, dtype, out)

    def squeeze(self, axis=None):
        """The matrix; a row where one column is left."""
        return ndarray.squeeze(self, axis=axis)

    def flatten(self, order="C"):
        """The elements as a row of their own."""
        return asarray(self).flatten(order).view(type(self))

    def ravel(self, order="C"):
        """The elements as a row."""
        return asarray(self).ravel(order).view(type(self))

    def tolist(self):
        """The elements in nested lists."""
        return asarray(self).tolist()

    @property
    def T(self):
        """The transpose."""
        return self.transpose()

    @property
    def H(self):
        """The transpose with conjugate elements."""
        return self.transpose().conjugate() if self.dtype.kind == "c" else self.transpose()

    @property
    def I(self):  # noqa: E743 - NumPy's name
        """The inverse; of a matrix that is not square the pseudo-inverse."""
        from .linalg import inv, pinv

        return asmatrix((inv if self.shape[0] == self.shape[1] else pinv)(self))

    @property
    def A(self):
        """The elements as an array."""
        return asarray(self)

    @property
    def A1(self):
        """The elements as an array of one axis."""
        return asarray(self).ravel()


def asmatrix(data, dtype=None):
    """An array as a matrix, which shares its memory.

    Examples
    --------
    >>> import uniarray as np
    >>> np.asmatrix([1, 2])
    matrix([[1, 2]])
    """
    return matrix(data, dtype=dtype, copy=False)


def _named_blocks(text, known, further):
    rows = []
    for row in text.split(";"):
        blocks = []
        for name in row.replace(",", " ").split():
            if name not in known and name not in further:
                raise NameError(f"name {name!r} is not defined")
            blocks.append(known[name] if name in known else further[name])
        rows.append(concatenate(blocks, axis=-1))
    return asmatrix(concatenate(rows, axis=0))


def bmat(obj, ldict=None, gdict=None):
    """A matrix put together from blocks.

    Parameters
    ----------
    obj : str or nested sequence of array_like
        A text names variables of the caller; columns are divided by spaces or commas, rows by semicolons.
    ldict, gdict : dict, optional
        Where to look names up in place of the caller's variables.

    Examples
    --------
    >>> import uniarray as np
    >>> a, b = np.asmatrix("1 1"), np.asmatrix("2; 3")
    >>> np.bmat([[a], [b.T]])
    matrix([[1, 1],
            [2, 3]])
    """
    if isinstance(obj, str):
        caller = sys._getframe(1) if gdict is None else None
        known = (caller.f_locals if caller else ldict) or {}
        return _named_blocks(obj, known, caller.f_globals if caller else gdict)
    if isinstance(obj, (tuple, list)):
        if any(isinstance(row, ndarray) for row in obj):
            return asmatrix(concatenate(obj, axis=-1))
        return asmatrix(concatenate([concatenate(row, axis=-1) for row in obj], axis=0))
    if isinstance(obj, ndarray):
        return asmatrix(obj)
    return None
