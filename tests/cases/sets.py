"""unique and its kin, isin, and the operations of sets."""

from dtypes import ALL

from cases import Group

GROUPS = [
    Group(
        "unique gives each element once, in order",
        [f"np.unique(np.array([2, 1, 2, 0, 1], {dtype!r}))" for dtype in ALL]
        + ["np.unique([])", "np.unique(3)", "np.unique([[2, 1], [1, 3]])", "np.unique([3, 1, 3], return_index=True)"]
        + ["np.unique([3, 1, 3], True, True, True)", "np.unique([[3, 1], [3, 3]], return_inverse=True)"]
        + ["np.unique([], True, True, True)"],
    ),
    Group(
        "nan is one or many",
        [
            "np.unique([nan, 1.0, nan])",
            "np.unique([nan, 1.0, nan], equal_nan=False)",
            "np.unique([nan, 1.0, nan], return_counts=True, return_inverse=True)",
            "np.unique_values([nan, 1.0, nan])",
        ],
    ),
    Group(
        "slices along an axis",
        [
            "np.unique([[1, 2], [0, 5], [1, 2]], axis=0)",
            "np.unique([[1, 2, 1], [0, 5, 0]], axis=1)",
            "np.unique([[1, 2], [0, 5], [1, 2]], True, True, True, axis=0)",
            "np.unique(np.arange(8).reshape(2, 2, 2) % 2, axis=2)",
            "np.unique([3, 1, 3], axis=0)",
            "np.unique([nan, 1.0, nan], axis=0)",
            "np.unique([[1, 2]], axis=2)",
        ],
    ),
    Group(
        "in the words of the standard",
        [
            "tuple(np.unique_all([3, 1, 3]))",
            "tuple(np.unique_counts([3, 1, 3]))",
            "tuple(np.unique_inverse([[3, 1], [3, 2]]))",
            "np.unique_values([3, 1, 3])",
        ],
    ),
    Group(
        "isin",
        [
            "np.isin([1, 2, 5], [2, 5, 7])",
            "np.isin([[1, 2], [5, 0]], [2, 5], invert=True)",
            "np.isin([1.0, nan], [nan, 1])",
            "np.isin(3, [1, 3])",
            "np.isin([1, 2], [])",
            "np.isin([True, False], [1])",
            "np.isin([1, 2], [2], kind='table')",
            "np.isin([1.5], [2], kind='table')",
            "np.isin([1], [2], kind='x')",
            "np.isin([1], np.array([-128, 127], 'i1'), kind='table')",
        ],
    ),
    Group(
        "unions, intersections, differences",
        [f"np.{name}([3, 1, 2, 3], [4, 3, 2])" for name in ("union1d", "intersect1d", "setdiff1d", "setxor1d")]
        + [f"np.{name}([[1, 2]], [])" for name in ("union1d", "intersect1d", "setdiff1d", "setxor1d")]
        + [
            "np.intersect1d([3, 1, 2, 3], [3, 0, 2], return_indices=True)",
            "np.intersect1d([3, 1], [1, 2], assume_unique=True, return_indices=True)",
            "np.setdiff1d([3, 1, 2], [1], assume_unique=True)",
            "np.setxor1d([3, 1], [1, 2], assume_unique=True)",
            "np.union1d([1.5], [1])",
        ],
    ),
]
