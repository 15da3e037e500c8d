"""var, std, average, cov, quantiles, histograms, and what leaves NaN out."""

from dtypes import ALL

from cases import Group

A = "a = np.array([[3, 1, 2], [0, 5, 4]])"
F = "f = np.array([[0.5, -1.5, 2.0], [4.0, 0.25, -3.0]])"
N = "n = np.array([[1.0, nan, 2.0], [nan, nan, nan], [4.0, 0.5, 1.0]])"
METHODS = [
    "inverted_cdf",
    "averaged_inverted_cdf",
    "closest_observation",
    "interpolated_inverted_cdf",
    "hazen",
    "weibull",
    "linear",
    "median_unbiased",
    "normal_unbiased",
    "lower",
    "higher",
    "midpoint",
    "nearest",
]

GROUPS = [
    Group(
        "variances and deviations",
        [f"np.var(np.array([1, 0, 1, 0], {dtype!r}))" for dtype in ALL]
        + [
            f"{A}; np.{name}(a{arguments})"
            for name in ("var", "std")
            for arguments in (
                "",
                ", axis=0",
                ", axis=1",
                ", axis=(0, 1)",
                ", axis=0, ddof=1",
                ", 1, correction=1",
                ", keepdims=True",
                ", dtype='f4'",
            )
        ]
        + [f"{A}; a.var(0)", f"{A}; a.std(axis=1, ddof=1)", f"{F}; f.var()", f"{A}; a.var(where=a > 0)"]
        + [f"{A}; np.var(a, axis=1, where=a > 0)", f"{A}; np.std(a, axis=0, mean=a.mean(axis=0, keepdims=True))"]
        + [f"{A}; out = np.zeros(3); np.var(a, axis=0, out=out); out", "np.var([1j, 1])", "np.std([1+1j, 3+1j])"]
        + ["np.var([1], ddof=1, correction=1)", f"{A}; np.var(a, axis=2)", f"{A}; np.var(a, axis=(0, 0))"],
    ),
    Group(
        "of too little there is no variance",
        ["np.var([])", "np.var([1.0], ddof=1)", "np.std([1.0, 2.0], ddof=2)", "np.var(np.zeros((2, 0)), axis=0)"],
    ),
    Group(
        "averages",
        [
            f"{A}; np.average(a)",
            f"{A}; np.average(a, axis=1)",
            f"{A}; np.average(a, axis=1, weights=[1, 2, 1])",
            f"{A}; np.average(a, weights=a)",
            f"{A}; np.average(a, axis=0, weights=[1, 3], returned=True)",
            f"{A}; np.average(a, returned=True)",
            f"{A}; np.average(a, axis=1, weights=[1, 2, 1], keepdims=True)",
            f"{A}; np.average(a, weights=[1, 2, 1])",
            f"{A}; np.average(a, axis=1, weights=[1, 2])",
            f"{A}; np.average(a, axis=1, weights=[0, 0, 0])",
            f"{A}; np.average(a, axis=2)",
            f"{A}; np.ptp(a)",
            f"{A}; np.ptp(a, axis=0, keepdims=True)",
        ],
    ),
    Group(
        "covariances and correlations",
        [
            f"{A}; np.cov(a)",
            f"{A}; np.cov(a, rowvar=False)",
            "np.cov([0.0, 1.0, 2.0])",
            "np.cov([0, 1, 2], [2, 1, 0])",
            "np.cov([0, 1, 2], bias=True)",
            "np.cov([0, 1, 2], ddof=0)",
            "np.cov([[0, 1j], [2, 1]])",
            "np.cov([0.0, 1.0, 2.0], fweights=[1, 2, 1])",
            "np.cov([0.0, 1.0, 2.0], aweights=[0.5, 0.25, 0.25])",
            "np.cov([1.0])",
            "np.cov([0, 1], ddof=1.5)",
            "np.cov(np.zeros((2, 2, 2)))",
            "np.cov([0.0, 1.0], fweights=[1.5, 1])",
            "np.cov([0.0, 1.0], fweights=[-1, 1])",
            "np.cov([0.0, 1.0], aweights=[1])",
            "np.corrcoef([[0, 1, 2], [2, 1, 0]])",
            "np.corrcoef([0.0, 1.0, 4.0], [0, 1, 2]).shape",
        ],
    ),
    Group(
        "medians",
        [f"np.median(np.array([3, 0, 1], {dtype!r}))" for dtype in ALL if dtype != "bool"]
        + [f"{A}; np.median(a{rest})" for rest in ("", ", axis=0", ", axis=1", ", axis=(0, 1)", ", 0, keepdims=True")]
        + [f"{N}; np.median(n, axis=1)", "np.median([1.0, nan])", f"{A}; np.median(a, axis=2)", "np.median([inf, inf])"]
        + [f"{A}; out = np.zeros(3); r = np.median(a, axis=0, out=out); (r is out, out)"],
    ),
    Group(
        "quantiles by every method",
        [f"np.quantile([7, 1, 3, 9, 2], {q}, method={m!r})" for m in METHODS for q in (0.3, [0.0, 0.25, 0.5, 1.0])]
        + [f"np.quantile([2.0, 1.0], 0.4, method={m!r})" for m in METHODS],
    ),
    Group(
        "quantiles along axes",
        [
            f"{A}; np.quantile(a, 0.5, axis=0)",
            f"{A}; np.quantile(a, [0.25, 0.75], axis=1)",
            f"{A}; np.quantile(a, [[0.25], [0.75]], axis=1).shape",
            f"{A}; np.percentile(a, 50)",
            f"{A}; np.percentile(a, [10, 90], axis=(0, 1), keepdims=True)",
            f"{A}; np.percentile(a, 25, axis=0, keepdims=True)",
            f"{F}; np.quantile(f.astype('f4'), 0.3)",
            f"{F}; np.quantile(f.astype('f4'), np.array([0.3, 0.5]))",
            f"{N}; np.quantile(n, 0.5, axis=1)",
            "np.quantile([1, 2, 3], 1)",
            "np.quantile([3, 1, 2], 0.7, weights=[1, 1, 8], method='inverted_cdf')",
            f"{A}; np.quantile(a, [0.2, 0.5], axis=1, weights=[1, 0, 2], method='inverted_cdf')",
            "np.quantile([1, 2], 0.5, method='x')",
            "np.quantile([1, 2], 1.5)",
            "np.percentile([1, 2], 150)",
            "np.percentile([1, 2], nan)",
            "np.quantile([1j], 0.5)",
            "np.quantile([], 0.5)",
            "np.quantile(np.zeros((0, 3)), 0.5, axis=1)",
            "np.median([])",
            "np.quantile([1, 2], 0.5, weights=[1, 1])",
            "np.quantile([1, 2], 0.5, weights=[-1, 1], method='inverted_cdf')",
        ],
    ),
    Group(
        "bins of one width and of any",
        [
            "np.histogram([1, 2, 1, 4])",
            "np.histogram([1.0, 2.0, 1.5, 4.0], bins=3)",
            "np.histogram([1, 2, 1, 4], bins=[0, 2, 3, 4])",
            "np.histogram([1, 2, 1, 9], bins=2, range=(0, 4))",
            "np.histogram([1, 2, 1, 4], bins=3, weights=[1, 2, 3, 4])",
            "np.histogram([1, 2, 1, 4], bins=3, weights=[1j, 2, 3, 4])",
            "np.histogram([1, 2, 1, 4], bins=[0, 2, 5], weights=[0.5, 1, 1, 2], density=True)",
            "np.histogram([1, 2, 1, 4], bins=4, density=True)",
            "np.histogram([])",
            "np.histogram([3, 3])",
            "np.histogram(np.array([-128, 127], 'i1'), bins=4)",
            "np.histogram([True, False, True], bins=2)",
            "np.histogram([nan, 1.0], bins=[0, 1, 2])",
            "np.histogram_bin_edges([0, 1, 4], bins=4)",
            "np.histogram(np.array([-2, 0, 127], 'i1'), bins='auto')",
            "np.histogram2d([0, 0, 1], [0, 1, 1], bins=2)",
            "np.histogram2d([0, 0, 1], [0, 1, 1], bins=[0, 0.5, 1.0])",
            "np.histogramdd(np.array([[0, 0], [0, 1], [1, 1]]), bins=(2, 3))",
            "np.histogramdd(np.array([[0, 0], [0, 1], [1, 1]]), bins=2, density=True)",
            "np.histogramdd(([0, 1, 5], [1, 1, 0]), bins=2, range=((0, 2), None), weights=[1, 2, 3])",
        ],
    ),
    Group(
        "rules choose how many bins",
        [
            f"x = np.arange(50.0) ** 1.5; len(np.histogram_bin_edges(x, bins={rule!r}))"
            for rule in ("auto", "doane", "fd", "rice", "scott", "sqrt", "stone", "sturges", "x")
        ]
        + ["np.histogram([1, 2], bins='auto', weights=[1, 1])", "len(np.histogram_bin_edges([1, 2, 9] * 9, 'auto'))"],
    ),
    Group(
        "bins are checked",
        [
            "np.histogram([1], bins=0)",
            "np.histogram([1], bins=1.5)",
            "np.histogram([1], bins=[2, 1])",
            "np.histogram([1], bins=[[1, 2]])",
            "np.histogram([1], range=(2, 1))",
            "np.histogram([1], range=(0, inf))",
            "np.histogram([nan, 1.0])",
            "np.histogram([1, 2], weights=[1])",
            "np.histogramdd([[0, 0]], bins=(2, 2, 2))",
            "np.histogram2d([1], [1, 2])",
        ],
    ),
    Group(
        "bincount and digitize",
        [
            "np.bincount([1, 3, 1])",
            "np.bincount([1, 3], [0.5, 2], 6)",
            "np.bincount([], minlength=2)",
            "np.bincount([])",
            "np.bincount([True])",
            "np.bincount(np.array([1], 'u8'))",
            "np.bincount([1.5])",
            "np.bincount([-1])",
            "np.bincount(3)",
            "np.bincount([1], minlength=-1)",
            "np.bincount([1], minlength=None)",
            "np.bincount([1], [1, 2])",
            "np.bincount([1], np.array([1j]))",
            "np.digitize([0.2, 6.4, 3.0], [0.0, 1.0, 2.5, 4.0])",
            "np.digitize([1, 2, 3], [1, 2, 3], right=True)",
            "np.digitize([1, 2, 3], [3, 2, 1])",
            "np.digitize([1, 2, 3], [3, 2, 1], right=True)",
            "np.digitize(1.5, [1, 2])",
            "np.digitize([1], [1, 3, 2])",
            "np.digitize([1j], [1, 2])",
        ],
    ),
    Group(
        "nan is left out",
        [
            f"{N}; np.{name}(n{axis})"
            for name in (
                "nanmin",
                "nanmax",
                "nansum",
                "nanprod",
                "nanmean",
                "nanvar",
                "nanstd",
                "nanmedian",
                "nancumsum",
                "nancumprod",
            )
            for axis in ("", ", axis=0", ", axis=1")
        ]
        + [
            f"{A}; np.{name}(a, axis=0)"
            for name in ("nanmin", "nanmax", "nansum", "nanmean", "nanvar", "nanmedian", "nanargmax", "nanargmin")
        ]
        + [f"{N}; np.nanquantile(n[::2], {q}, axis={axis})" for q in (0.5, [0.25, 1.0]) for axis in (None, 0, 1)]
        + [f"{N}; np.nanpercentile(n, 50)", f"{N}; np.nanargmin(n[::2], axis=1)", f"{N}; np.nanargmax(n)"]
        + [
            f"{N}; np.nanargmin(n, axis=1)",
            f"{N}; np.nanmean(n, axis=0, keepdims=True)",
            "np.nansum([])",
            "np.nanmedian([])",
        ]
        + [f"{N}; np.nanvar(n[::2], axis=0, ddof=1)", "np.nanmean([1j, complex(nan, 0)])"]
        + ["np.nanpercentile(np.zeros((0, 3)), 50, axis=0)"],
    ),
]
