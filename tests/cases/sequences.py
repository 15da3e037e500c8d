"""diff, gradient, trapezoid, cumulative sums, interp, convolve, correlate."""

from cases import Group

A = "a = np.array([[3, 1, 2], [0, 5, 4]])"
MODES = ("full", "same", "valid")

GROUPS = [
    Group(
        "differences",
        [
            f"{A}; np.diff(a{rest})"
            for rest in ("", ", 2", ", axis=0", ", n=0", ", n=5", ", prepend=0", ", append=[[7], [8]]")
        ]
        + [f"{A}; np.diff(a, axis=0, prepend=1, append=9)", "np.diff([True, False, False])", "np.diff(3)"]
        + ["np.diff([1], n=-1)", f"{A}; np.diff(a, axis=2)", "np.diff(np.array([1, 0], 'u1'))"]
        + ["np.ediff1d([1, 2, 4, 7])", "np.ediff1d([[1, 2], [4, 7]], to_begin=-1, to_end=[8, 9])"]
        + ["np.ediff1d([1, 2], to_end=1.5)", "np.ediff1d([])"],
    ),
    Group(
        "slopes",
        [
            f"np.gradient([1.0, 2.0, 4.0, 7.0, 11.0]{rest})"
            for rest in (
                "",
                ", 2",
                ", [0, 1, 3, 4, 8]",
                ", edge_order=2",
                ", [0, 1, 3, 4, 8], edge_order=2",
                ", edge_order=3",
                ", [1, 2]",
                ", 1, 2",
            )
        ]
        + [f"{A}; np.gradient(a)", f"{A}; np.gradient(a, axis=1)", f"{A}; np.gradient(a, 2.0, [1, 2, 4])"]
        + ["np.gradient([1.0])", "np.gradient(np.array([1, 2, 4], 'f4'))", "np.gradient([1, 2, 4], [[1]])"],
    ),
    Group(
        "areas and sums so far",
        [
            "np.trapezoid([1, 2, 3])",
            "np.trapezoid([1, 2, 3], [0, 1, 4])",
            "np.trapezoid([1, 2, 3], dx=0.5)",
            f"{A}; np.trapezoid(a, axis=0)",
            f"{A}; np.trapezoid(a, [0, 1, 3])",
            f"{A}; np.cumprod(a, axis=1)",
            f"{A}; np.cumprod(a)",
            "np.cumulative_sum([1, 2, 3])",
            "np.cumulative_sum([1, 2, 3], include_initial=True)",
            "np.cumulative_sum(np.array([1, 2], 'u1'), include_initial=True)",
            f"{A}; np.cumulative_sum(a, axis=1, include_initial=True)",
            f"{A}; np.cumulative_sum(a)",
            "np.cumulative_prod([1, 2, 3], dtype='f4', include_initial=True)",
            "np.cumulative_sum(5)",
            "np.cumulative_sum([True, True])",
        ],
    ),
    Group(
        "interpolation",
        [
            "np.interp([0.5, 1.0, 1.5, 3.0, 9.0], [1, 2, 3], [10, 20, 40])",
            "np.interp(2.5, [1, 2, 3], [10, 20, 40])",
            "np.interp([[0], [9]], [1, 2], [3, 4], left=-1, right=-2)",
            "np.interp([nan, 1.5], [1, 2], [3, 4])",
            "np.interp([0, 370, -10], [0, 90, 180], [0, 1, 2], period=360)",
            "np.interp(1.5, [1, 2], [1j, 2])",
            "np.interp([0, 1, 2], [1], [7])",
            "np.interp([1.5, 2.0], [1, 2, 3], [-inf, inf, 1])",
            "np.interp([1], [], [])",
            "np.interp([], [], [])",
            "np.interp([], [1, 2], [3j, 4])",
            "np.interp([1], [1, 2], [1])",
            "np.interp([1], [1, 2], [1, 2], period=0)",
            "np.interp([1], np.array([[1, 2]]), [1, 2])",
        ],
    ),
    Group(
        "convolutions and correlations",
        [f"np.{name}([1, 2, 3, 4], [0, 1, 0.5], {mode!r})" for name in ("convolve", "correlate") for mode in MODES]
        + [f"np.{name}([1, 2], [3, 4, 5], {mode!r})" for name in ("convolve", "correlate") for mode in MODES]
        + [f"np.{name}([1, 2j], [3, 4j, 5], {mode!r})" for name in ("convolve", "correlate") for mode in MODES]
        + ["np.convolve(np.arange(40), np.arange(30))[::7]", "np.correlate(np.arange(40), np.ones(30, int))"]
        + ["np.convolve([True, True], [True, False])", "np.convolve(3, [1, 2])", "np.convolve([], [1])"]
        + [
            "np.correlate([], [1])",
            "np.correlate([1], [])",
            "np.convolve([1], [1], 'x')",
            "np.correlate([1], [1], 's')",
        ]
        + ["np.convolve([[1, 2]], [1])", "np.correlate([1, 2], [1], 3)", "np.convolve([1], [1], None)"],
    ),
]
