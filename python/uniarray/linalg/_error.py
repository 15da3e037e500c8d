"""What is raised for matrices that a function cannot work on."""

__all__ = ["LinAlgError", "check_square"]


class LinAlgError(ValueError):
    """A matrix is not as a function needs it.

    Examples
    --------
    >>> import uniarray as np
    >>> np.linalg.matrix_power(np.zeros((2, 3)), 2)
    Traceback (most recent call last):
        ...
    uniarray.linalg.LinAlgError: Last 2 dimensions of the array must be square
    """


LinAlgError.__module__ = "uniarray.linalg"


def check_square(*arrays):
    """Raises LinAlgError unless all arrays are stacks of square matrices."""
    for a in arrays:
        if a.ndim < 2:
            raise LinAlgError(f"{a.ndim}-dimensional array given. Array must be at least two-dimensional")
        *_, rows, columns = a.shape
        if rows != columns:
            raise LinAlgError("Last 2 dimensions of the array must be square")
