"""QR factors as Householder's reflections."""

from .._core import absolute, asarray, conjugate, sqrt, where, zeros

__all__ = ["householder"]


def householder(a):
    """The reflections that make matrices triangular, as LAPACK's ``geqrf`` gives them.

    Parameters
    ----------
    a : ndarray, shape (..., m, n)

    Returns
    -------
    h : ndarray, shape (..., n, m)
        Transposed: on and above the diagonal the triangular factor, below it the vectors without their first
        element, which is 1.
    tau : ndarray, shape (..., min(m, n))
        The factors of the reflections ``1 - tau v v^H``.

    References
    ----------
    G. H. Golub, C. F. Van Loan, "Matrix Computations", algorithm 5.2.1.

    Examples
    --------
    >>> import uniarray as np
    >>> h, tau = householder(np.array([[3.0], [4.0]]))
    >>> h, tau
    (array([[-5. ,  0.5]]), array([1.6]))
    """
    a = a.copy()
    count = min(a.shape[-2:])
    tau = zeros((*a.shape[:-2], count), a.dtype)
    for k in range(count):
        first = a[..., k, k]
        below = a[..., k + 1 :, k]
        rest = (absolute(below) ** 2).sum(-1)
        length = sqrt(absolute(first) ** 2 + rest)
        new = where(first.real < 0, length, -length)
        # A column that is a multiple of the first unit vector already is left as it is.
        done = (rest == 0) & (first.imag == 0)
        scale = asarray(where(done, 1, first - new))
        factor = asarray(where(done, 0, (new - first) / where(new == 0, 1, new)))
        a[..., k + 1 :, k] = where(asarray(done)[..., None], 0, below / scale[..., None])
        a[..., k, k] = where(done, first, new)
        tau[..., k] = factor
        if k + 1 < a.shape[-1]:
            vector = a[..., k + 1 :, k]
            top, bottom = a[..., k, k + 1 :], a[..., k + 1 :, k + 1 :]
            along = top + (conjugate(vector)[..., None, :] @ bottom)[..., 0, :]
            along = conjugate(factor)[..., None] * along
            a[..., k + 1 :, k + 1 :] = bottom - vector[..., :, None] * along[..., None, :]
            a[..., k, k + 1 :] = top - along
    return a.swapaxes(-1, -2), tau
