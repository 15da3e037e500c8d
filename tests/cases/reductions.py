"""sum, prod, min, max, any, all, mean, argmin, argmax, cumsum and the reduce family of ufuncs."""

from dtypes import ALL

from cases import Group

A = "a = np.array([[3, 1, 2], [0, 5, 4]])"
F = "f = np.array([[0.5, -1.5, 2.0], [4.0, 0.25, -3.0]])"
B = "b = np.arange(24).reshape(2, 3, 4)"
NAMES = ["sum", "prod", "min", "max", "any", "all", "mean", "argmin", "argmax", "cumsum"]
WITH_AXES = ["sum", "prod", "min", "max", "any", "all", "mean"]

GROUPS = [
    Group(
        "as method and function, over everything",
        [f"{A}; a.{name}()" for name in NAMES]
        + [f"{F}; np.{name}(f)" for name in NAMES]
        + [f"np.{name}([3, 1, 2])" for name in NAMES]
        + [f"{F}; np.{name}(f.T[::-1])" for name in NAMES],
    ),
    Group(
        "along one axis",
        [f"{A}; a.{name}(axis={axis})" for name in NAMES for axis in (0, 1, -1)]
        + [f"{B}; b.{name}(1)" for name in NAMES],
    ),
    Group(
        "along several axes",
        [f"{B}; b.{name}(axis={axis})" for name in WITH_AXES for axis in ((0, 2), (-1, 1), (0, 1, 2), ())],
    ),
    Group(
        "keepdims leaves axes of length one",
        [
            f"{B}; np.{name}(b, axis={axis}, keepdims=True).shape"
            for name in [*WITH_AXES, "argmin", "argmax"]
            for axis in (1, None)
        ]
        + [f"{A}; a.sum(axis=0, keepdims=True)", f"{B}; b.sum((0, 2), keepdims=True)"],
    ),
    Group(
        "the type of a sum and a product is at least the default integer",
        [
            f"np.ones(3, {dtype!r}).{name}()"
            for dtype in ALL
            for name in ("sum", "prod", "mean", "min", "cumsum", "any")
        ],
    ),
    Group(
        "dtype= chooses the type of the calculation",
        [
            "np.array([200, 100], 'u1').sum()",
            "np.array([200, 100], 'u1').sum(dtype='u1')",
            "np.arange(4).sum(dtype=float)",
            "np.arange(4).sum(dtype=complex)",
            "np.arange(4, dtype='f4').sum(dtype='f8')",
            "np.arange(1, 5).prod(dtype='i1')",
            "np.arange(4).mean(dtype='f4')",
            "np.arange(4).cumsum(dtype='f4')",
            "np.array([0.6, 0.6]).sum(dtype=int)",
            "np.array([True, True]).sum(dtype=bool)",
        ],
    ),
    Group(
        "out= receives the result",
        [
            f"{A}; out = np.zeros(3); r = a.sum(axis=0, out=out); (r is out, out)",
            f"{A}; out = np.zeros(2, int); np.max(a, axis=1, out=out); out",
            f"{A}; out = np.zeros((), int); a.sum(out=out); out",
            f"{A}; out = np.zeros((1, 3), int); a.min(axis=0, out=out, keepdims=True); out",
            f"{A}; out = np.zeros(2, int); a.argmax(axis=1, out=out); out",
            f"{A}; out = np.zeros(6, int); a.cumsum(out=out); out",
            f"{A}; out = np.zeros(2); a.mean(axis=1, out=out); out",
            f"{A}; a.sum(axis=0, out=np.zeros((3, 3)))",
            f"{A}; a.sum(axis=0, out=np.zeros(3, bool))",
            f"{F}; f.sum(axis=0, out=np.zeros(3, int))",
            f"{A}; a.argmax(axis=1, out=np.zeros(3, int))",
        ],
    ),
    Group("out= has the shape of the result", [f"{A}; a.sum(axis=0, out=np.zeros(2))"], wording=False),
    Group(
        "where= chooses the elements",
        [
            f"{A}; a.sum(where=a > 2)",
            f"{A}; a.sum(axis=0, where=[True, False, True])",
            f"{A}; a.prod(where=a > 0)",
            f"{A}; a.max(where=a < 3, initial=-1)",
            f"{A}; a.min(axis=1, where=a > 1, initial=100)",
            f"{A}; a.any(where=a > 5)",
            f"{A}; a.all(axis=0, where=a > 2)",
            f"{A}; a.mean(where=a > 2)",
            f"{A}; a.max(where=a < 3)",
            f"{A}; np.sum(a, where=False)",
        ],
    ),
    Group(
        "initial= begins the calculation",
        [
            f"{A}; a.sum(initial=100)",
            f"{A}; a.sum(axis=1, initial=0.5)",
            f"{A}; a.prod(initial=2)",
            f"{A}; a.max(initial=4)",
            f"{A}; a.max(axis=0, initial=4)",
            f"{A}; a.min(initial=-7)",
            "np.zeros(0).max(initial=3)",
        ],
    ),
    Group(
        "of nothing a sum is 0, a product 1, all true, any false",
        [
            "np.zeros(0).sum()",
            "np.zeros(0, int).prod()",
            "np.zeros(0).any()",
            "np.zeros(0).all()",
            "np.zeros((0, 3)).sum(axis=0)",
            "np.zeros((0, 3)).sum(axis=1)",
            "np.zeros((0, 3)).prod(axis=0)",
            "np.zeros((3, 0), bool).all(axis=1)",
            "np.zeros(0).cumsum()",
            "np.zeros((2, 0)).max(axis=0)",
        ],
    ),
    Group(
        "of nothing there is no smallest, largest or mean",
        [
            "np.zeros(0).max()",
            "np.zeros(0, int).min()",
            "np.zeros((2, 0)).max(axis=1)",
            "np.zeros(0).argmax()",
            "np.zeros((0, 2)).argmin(axis=0)",
            "np.zeros(0).mean()",
        ],
    ),
    Group(
        "nan wins in min, max, argmin and argmax; the first of equals counts",
        [
            "np.array([1.0, nan, 0.0]).max()",
            "np.array([1.0, nan, 0.0]).min()",
            "np.array([1.0, nan, nan]).argmax()",
            "np.array([1.0, nan, 0.0]).argmin()",
            "np.array([[1.0, nan], [0.0, 2.0]]).max(axis=0)",
            "np.array([2, 1, 1, 2]).argmin()",
            "np.array([2, 1, 1, 2]).argmax()",
            "np.array([False, True, True]).argmax()",
            "np.array([[1, 1], [1, 1]]).argmax(axis=1)",
            "np.fmax.reduce(np.array([1.0, nan, 3.0]))",
            "np.array([1j, 2, complex(nan, 0)]).max()",
        ],
    ),
    Group(
        "any and all look at truth",
        [
            "np.array([0.0, nan]).any()",
            "np.array([0.0, -0.0]).any()",
            "np.array([1, 2, -3]).all()",
            "np.array([0j, 1j]).all()",
            "np.any([[True, False], [False, False]], axis=1)",
            "np.all([[1, 0], [1, 1]], axis=0)",
        ],
    ),
    Group(
        "axes out of range or twice are refused",
        [
            f"{A}; a.sum(axis=2)",
            f"{A}; a.sum(axis=-3)",
            f"{A}; a.argmax(axis=2)",
            f"{A}; a.cumsum(axis=2)",
            f"{A}; a.sum(axis=(0, 0))",
            f"{A}; a.sum(axis=(0, 2))",
            f"{A}; np.add.reduce(a, axis=5)",
            "np.array(3).sum(axis=0)",
            "np.array(3).sum(axis=1)",
            "np.array(3).cumsum()",
        ],
    ),
    Group("an axis is an integer", [f"{A}; a.sum(axis=1.0)", f"{A}; a.sum(axis='x')"], wording=False),
    Group(
        "reduce works through any function of two arguments",
        [
            f"{A}; np.add.reduce(a)",
            f"{A}; np.add.reduce(a, axis=None)",
            f"{A}; np.multiply.reduce(a, 1)",
            f"{A}; np.subtract.reduce(a)",
            f"{A}; np.subtract.reduce(a, axis=1)",
            f"{F}; np.divide.reduce(f, axis=0)",
            f"{A}; np.maximum.reduce(a, axis=1, keepdims=True)",
            f"{A}; np.minimum.reduce(a, axis=(0, 1))",
            f"{A}; np.bitwise_or.reduce(a)",
            f"{A}; np.bitwise_and.reduce(a, axis=1)",
            f"{A}; np.logical_and.reduce(a)",
            f"{A}; np.logical_xor.reduce(a, axis=1)",
            f"{A}; np.add.reduce(a, initial=10, where=a > 1)",
            f"{A}; np.subtract.reduce(a, axis=(0, 1))",
            "np.add.reduce([1, 2, 3])",
            "np.add.reduce(5)",
            "np.power.reduce([2, 3, 2])",
            "np.subtract.reduce(np.zeros(0))",
        ],
    ),
    Group(
        "accumulate keeps every step",
        [
            f"{A}; np.add.accumulate(a)",
            f"{A}; np.add.accumulate(a, axis=1)",
            f"{A}; np.multiply.accumulate(a, -1)",
            f"{A}; np.subtract.accumulate(a, 1)",
            f"{A}; np.maximum.accumulate(a, axis=1)",
            f"{A}; np.add.accumulate(a, dtype='f4')",
            f"{A}; out = np.zeros((2, 3), int); np.add.accumulate(a, out=out); out",
            "np.add.accumulate([1, 2, 3])",
            "np.add.accumulate(np.zeros((0, 2)))",
            "np.add.accumulate(np.ones(3, 'i1'))",
            "np.logical_or.accumulate([False, True, False])",
            "np.add.accumulate(5)",
            "a = np.arange(1, 5); np.add.accumulate(a, out=a); a",
        ],
    ),
    Group(
        "outer pairs everything with everything",
        [
            "np.multiply.outer([1, 2], [1, 2, 3])",
            "np.add.outer(np.arange(2.0), np.arange(2))",
            "np.subtract.outer(np.arange(4).reshape(2, 2), [1, 2]).shape",
            "np.subtract.outer(np.arange(4).reshape(2, 2), [1, 2])",
            "np.less.outer([1, 2], [1, 2])",
            "np.add.outer(1, [2, 3])",
            "np.multiply.outer(np.zeros(0), [1, 2])",
            "np.add.outer([1], [2], dtype='f4')",
        ],
    ),
    Group(
        "only functions of two arguments with one result reduce",
        ["np.sqrt.reduce([1.0])", "np.divmod.reduce([1, 2])", "np.negative.accumulate([1])", "np.sqrt.outer([1], [2])"],
    ),
    Group(
        "sums of many numbers do not lose digits as a plain loop does",
        ["abs(np.full(10**5, 0.1).sum() - 10**4) < 1e-8", "abs(np.full(2**20, 0.1, 'f4').sum() - 104857.6) < 1"],
        limits={"abs(np.full(10**5, 0.1).sum() - 10**4) < 1e-8": "float_comparison"},
    ),
]
