"""Reductions and searches as functions: each is the array method of its name, for whatever ``asarray`` takes.

All of them take ``axis`` (an int, a tuple of ints or None for all axes), and where the method does ``dtype``, ``out``,
``keepdims``, ``initial`` and ``where``; they are handed on as they are.
"""

from ._core import asarray

__all__ = []


def _reduction(name, summary, example):
    def function(a, *args, **kwargs):
        return getattr(asarray(a), name)(*args, **kwargs)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = (
        f"{summary}\n\n    Takes what ``ndarray.{name}`` takes, after the array."
        f"\n\n    Examples\n    --------\n    >>> import uniarray as np\n{example}"
    )
    __all__.append(name)
    globals()[name] = function


for _name, _summary, _example in (
    ("all", "Whether all elements are true.", "    >>> np.all([1, 2, 0])\n    np.False_\n"),
    ("any", "Whether some element is true.", "    >>> np.any([0, 2])\n    np.True_\n"),
    ("argmax", "Index of the first largest element.", "    >>> np.argmax([1, 5, 2])\n    np.int64(1)\n"),
    ("argmin", "Index of the first smallest element.", "    >>> np.argmin([4, 1, 2])\n    np.int64(1)\n"),
    ("cumsum", "Sums of the elements so far.", "    >>> np.cumsum([1, 2, 3])\n    array([1, 3, 6])\n"),
    ("max", "The largest element; NaN wins.", "    >>> np.max([[1, 5], [3, 2]], axis=0)\n    array([3, 5])\n"),
    ("mean", "The arithmetic mean.", "    >>> np.mean([1, 2, 3, 4])\n    np.float64(2.5)\n"),
    ("min", "The smallest element; NaN wins.", "    >>> np.min([3, 1, 2])\n    np.int64(1)\n"),
    ("nonzero", "Indices of the elements that are not zero, an array per axis.",
     "    >>> np.nonzero([3, 0, 4])\n    (array([0, 2]),)\n"),
    ("prod", "The product of the elements.", "    >>> np.prod([2, 3, 4])\n    np.int64(24)\n"),
    ("sum", "The sum of the elements.", "    >>> np.sum([[1, 2], [3, 4]], axis=1)\n    array([3, 7])\n"),
):  # fmt: skip
    _reduction(_name, _summary, _example)
