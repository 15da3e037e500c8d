"""Products of vectors and matrices that are built from others."""

from ._core import asarray, multiply

__all__ = ["outer"]


def outer(a, b, out=None):
    """Products of every element of `a` with every element of `b`: a matrix with a row for each element of `a`.

    Parameters
    ----------
    a, b : array_like
        Flattened if they have several axes.
    out : ndarray, optional
        Where the products go.

    Examples
    --------
    >>> import uniarray as np
    >>> np.outer([1, 2], [3, 4, 5])
    array([[ 3,  4,  5],
           [ 6,  8, 10]])
    """
    return multiply(asarray(a).ravel()[:, None], asarray(b).ravel()[None, :], out)
