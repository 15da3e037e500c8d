"""The distributions, held to checksums of all bits of many draws, and what they say about bad parameters."""

from cases import Group

RNG = "np.random.default_rng(12345)"
OLD = "np.random.RandomState(12345)"

CONTINUOUS = [
    *[f"{name}({a}, {{}})" for name in ("standard_gamma", "chisquare", "standard_t", "power") for a in (0.3, 1.0, 7.5)],
    *[f"{name}({a}, {{}})" for name in ("weibull", "pareto", "rayleigh", "exponential") for a in (0.3, 7.5)],
    *[f"{name}(0.3, 7.5, {{}})" for name in ("beta", "gamma", "f", "wald", "noncentral_chisquare")],
    *[f"{name}(3.5, 0.5, {{}})" for name in ("beta", "gamma", "f", "wald", "noncentral_chisquare")],
    *[f"{name}(-1, 2, {{}})" for name in ("laplace", "gumbel", "logistic", "lognormal")],
    *[f"vonmises(0.5, {kappa}, {{}})" for kappa in (1e-9, 1e-6, 4.0, 1e5)],
    "beta(0.2, 0.4, {})",
    "noncentral_f(3, 4, 1.5, {})",
    "standard_cauchy({})",
    "triangular(0, 1, 4, {})",
]
COUNTS = [
    *[f"poisson({lam}, {{}})" for lam in (0.5, 9.5, 10, 1e3, 1e12)],
    *[f"binomial({n}, {p}, {{}})" for n in (5, 100, 10**6) for p in (0.1, 0.5, 0.9)],
    *[f"geometric({p}, {{}})" for p in (0.01, 0.3, 0.4, 1.0)],
    *[f"logseries({p}, {{}})" for p in (0.1, 0.99)],
    *[f"zipf({a}, {{}})" for a in (1.5, 3.0)],
    *[f"negative_binomial({n}, {p}, {{}})" for n in (0.5, 10) for p in (0.1, 0.7)],
    *[f"hypergeometric({a}, {{}})" for a in ("10, 5, 6", "10, 5, 12", "100, 50, 60", "100, 50, 120", "70, 300, 11")],
]
BAD = [
    *["normal(0, -1)", "normal(0, [1, -1])", "exponential(-1)", "gumbel(0, -0.0)", "standard_gamma(-1)", "beta(0, 1)"],
    *["f(1, [0.0])", "poisson(-1)", "poisson(nan)", "poisson(1e30)", "poisson([nan])", "binomial(-1, 0.5)"],
    *["binomial(5, 1.5)", "binomial(5, nan)", "binomial([5], -0.5)", "geometric(0)", "geometric([2.0])", "zipf(1)"],
    *["zipf([nan])", "logseries(1)", "logseries([-1.0])", "negative_binomial(-1, 0.5)", "negative_binomial(1, 2)"],
    *["uniform(0, inf)", "uniform([0], [inf])", "triangular(2, 1, 3)", "triangular(0, 4, 3)", "triangular(1, 1, 1)"],
    *[
        "hypergeometric(-1, 5, 2)",
        "hypergeometric(5, 5, 20)",
        "hypergeometric(5, 5, -1)",
        "multinomial(5, [0.6, 0.7, 0])",
    ],
    *[
        "multinomial(-1, [0.5, 0.5])",
        "multinomial(5, [2.0, -1.0])",
        "dirichlet([-1.0, 2.0])",
        "choice(0)",
        "choice([])",
    ],
    *["choice(5, 6, False)", "choice(3, p=[0.5, 0.5])", "choice(2, p=[0.5, 0.6])", "choice(2, p=[-0.5, 1.5])"],
    *["choice(2, p=[nan, 1])", "choice(2, p=[[0.5, 0.5]])", "choice(2.5)", "random(-1)", "normal([1, 2], size=3)"],
    *["normal([1, 2], size=(1,))", "normal([1, 2, 3], [1, 2])", "normal(1j)", "normal(None)", "permutation(1.5)"],
]

GROUPS = [
    Group(
        "distributions of reals are NumPy's bit for bit",
        [f"{RNG}.{call.format(5000)}.view('u8').sum()" for call in CONTINUOUS]
        + [f"{RNG}.standard_gamma({shape}, 5000, 'f4').view('u4').sum()" for shape in (0.3, 1.0, 7.5)],
    ),
    Group("distributions of integers are NumPy's", [f"{RNG}.{call.format(5000)}.sum()" for call in COUNTS]),
    Group(
        "old distributions of reals stay as they are",
        [f"{OLD}.{call.format(2001)}.view('u8').sum()" for call in CONTINUOUS],
    ),
    Group("old distributions of integers stay as they are", [f"{OLD}.{call.format(2000)}.sum()" for call in COUNTS]),
    Group(
        "single numbers are Python's",
        [
            f"{RNG}.{call.format(None)}"
            for call in ("normal(1, 2, {})", "poisson(3, {})", "binomial(10, 0.3, {})", "gamma(2.5, 1, {})")
        ]
        + [f"{RNG}.standard_normal(dtype='f4')", f"{OLD}.randn()", f"{OLD}.poisson(4.5)"],
    ),
    Group(
        "parameters broadcast",
        [
            f"{RNG}.normal([0.0, 1.0, 2.0], 2.0)",
            f"{RNG}.normal([0.0, 1.0, 2.0], [[1.0], [2.0]])",
            f"{RNG}.poisson([1.0, 20.0, 300.0], size=(2, 3))",
            f"{RNG}.binomial([10, 2000, 3], [0.5, 0.3, 0.1])",
            f"{RNG}.uniform([0.0, 1.0], [3, 4], size=(2, 2))",
            f"{RNG}.hypergeometric([10, 200], 50, [[6], [50]])",
            f"{RNG}.standard_gamma([1.0, 2.0], out=np.zeros((3, 2)))",
            f"{RNG}.normal([], size=0)",
        ],
    ),
    Group(
        "vectors are NumPy's",
        [
            f"{RNG}.multinomial(1000, [0.1, 0.2, 0.3, 0.4], 3)",
            f"{RNG}.multinomial([[5], [60]], [[0.5, 0.5], [0.1, 0.9]])",
            f"{RNG}.dirichlet([1.0, 2.0, 3.0], 500).view('u8').sum()",
            f"{RNG}.dirichlet([0.01, 0.02, 0.05], 500).view('u8').sum()",
            f"{RNG}.multivariate_hypergeometric([4, 5, 6], 5, 3)",
            f"{RNG}.multivariate_hypergeometric([400, 500, 600], 1200, 3)",
            f"{RNG}.multivariate_hypergeometric([40, 5, 60], 12, 3, method='count')",
            f"{OLD}.dirichlet([1.0, 2.0, 3.0], 500).view('u8').sum()",
            f"{RNG}.multivariate_normal([1, 2], [[4, 0], [0, 1]], 3, method='cholesky').shape",
        ],
    ),
    Group("bad parameters", [f"{rng}.{call}" for rng in (RNG, OLD) for call in BAD]),
    Group(
        "bad bounds, outputs and seeds",
        [
            f"{RNG}.{call}"
            for call in (
                *["integers(0)", "integers(5, 5)", "integers(3, 2, endpoint=True)", "integers(0, -1, endpoint=True)"],
                *[
                    "integers(300, dtype='u1')",
                    "integers(-1, 5, dtype='u1')",
                    "integers([1, 2], [1, 1])",
                    "integers([0, 0], [0, 0])",
                ],
                *["integers([300], dtype='u1')", "integers(2**64)", "integers(5, dtype='f8')", "random(dtype='i4')"],
                *[
                    "random(out=np.zeros(6)[::2])",
                    "random(4, out=np.zeros(3))",
                    "random(out=np.zeros(3, 'f4'))",
                    "spawn(-1)",
                ],
                *[
                    "multivariate_hypergeometric([4, -5], 5)",
                    "multivariate_hypergeometric([4, 5], 15)",
                    "permuted([1, 2], axis=3)",
                ],
            )
        ]
        + [
            f"np.random.{call}"
            for call in (
                *[
                    "SeedSequence('E')",
                    "SeedSequence(-1)",
                    "SeedSequence([[1]])",
                    "SeedSequence([1.5])",
                    "SeedSequence(5, pool_size=3)",
                ],
                *[
                    "Generator(None)",
                    "Generator(np.random.PCG64)",
                    "Philox(1, key=2)",
                    "Philox(key=2**128)",
                    "BitGenerator()",
                ],
                *[
                    "RandomState(-1)",
                    "RandomState(2**32)",
                    "RandomState([1, -3])",
                    "RandomState([])",
                    "RandomState([[1]])",
                ],
                *[
                    "RandomState(0).randint(0)",
                    "RandomState(0).randint(10, dtype='f4')",
                    "default_rng(-5)",
                    "PCG64(0).advance(1).state",
                ],
            )
        ],
    ),
]
