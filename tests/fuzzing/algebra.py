"""Linear algebra on stacks of well-conditioned matrices, and Fourier transforms."""

import dtypes
from ufunc_names import words

from fuzzing import arrays
from fuzzing.compare import Case

TRANSFORMS = words("fft ifft rfft irfft hfft ihfft")
SEVERAL = words("fft2 ifft2 fftn ifftn rfft2 rfftn irfft2 irfftn")


def transform(rng):
    dtype = rng.choice(dtypes.ALL)
    extents = arrays.shape(rng, 3, 7, 1)
    a = arrays.array(rng, dtype, extents, arrays.tame(dtype))
    norm = rng.choice([None, None, "ortho", "forward", "backward", "other"])
    name = rng.choice(TRANSFORMS + SEVERAL)
    options = {"norm": norm}
    if name in TRANSFORMS:
        options["axis"] = arrays.axis_of(rng, len(extents), none=False)
        options["n"] = rng.choice([None, None, 1, 4, 7, 0])
    elif rng.random() < 0.5:
        options["axes"] = tuple(rng.sample(range(len(extents)), rng.randint(1, len(extents))))
        if rng.random() < 0.4:
            options["s"] = tuple(rng.choice([1, 3, 4, -1]) for _ in options["axes"])
    return Case(f"np.fft.{name}({a}, {options})", lambda m: getattr(m.fft, name)(a.build(m), **options), near=256)


def algebra(rng):
    dtype = rng.choice([*dtypes.INTEGERS, "float32", "float64", *dtypes.COMPLEXES])
    n = rng.randint(0 if rng.random() < 0.05 else 1, 4)
    stack = arrays.shape(rng, 2, 3) if rng.random() < 0.4 else ()
    wide = n if rng.random() < 0.9 else n + 1
    a = arrays.array(rng, dtype, (*stack, n, wide), arrays.exact(dtype))
    b = arrays.array(rng, dtype, (*stack, n, rng.randint(1, 3)) if rng.random() < 0.7 else (n,), arrays.exact(dtype))

    def matrix(m):
        # The diagonal outweighs the rest.
        x = a.build(m)
        return x + (20 * m.eye(n, wide)).astype(x.dtype)

    def symmetric(m):
        x = matrix(m)
        return x + x.conj().swapaxes(-1, -2)

    order = rng.choice([None, "fro", "nuc", 1, -1, 2, -2, float("inf"), 3])
    power, keepdims = rng.randint(-2, 3), rng.random() < 0.3
    calls = {
        "solve": lambda m: m.linalg.solve(matrix(m), b.build(m)),
        "inv": lambda m: m.linalg.inv(matrix(m)),
        "det": lambda m: m.linalg.det(matrix(m)),
        "slogdet": lambda m: tuple(m.linalg.slogdet(matrix(m))),
        "cholesky": lambda m: m.linalg.cholesky(symmetric(m)),
        "eigvalsh": lambda m: m.linalg.eigvalsh(symmetric(m)),
        "svdvals": lambda m: m.linalg.svdvals(matrix(m)),
        "qr": lambda m: abs(m.linalg.qr(matrix(m))[1]),
        "pinv": lambda m: m.linalg.pinv(matrix(m)),
        "rank": lambda m: m.linalg.matrix_rank(matrix(m)),
        "power": lambda m: m.linalg.matrix_power(matrix(m), power),
        "norm": lambda m: m.linalg.norm(matrix(m), order, axis=(-2, -1), keepdims=keepdims),
        "vector norm": lambda m: m.linalg.vector_norm(matrix(m), axis=-1, keepdims=keepdims),
        "cond": lambda m: m.linalg.cond(matrix(m)),
        "multi_dot": lambda m: m.linalg.multi_dot([matrix(m), matrix(m).swapaxes(-1, -2), matrix(m)]),
        "lstsq": lambda m: m.linalg.lstsq(matrix(m), b.build(m))[0],
        "trace": lambda m: (m.linalg.trace(matrix(m)), m.linalg.diagonal(matrix(m))),
    }
    name = rng.choice(list(calls))
    text = f"{name} of {a} and {b}, order={order} power={power} keepdims={keepdims}"
    # The condition is below 10; determinants are of the size of the products.
    return Case(text, calls[name], ulps=4096, near=4096)


TOPICS = {"transform": (transform, 1), "algebra": (algebra, 2)}
