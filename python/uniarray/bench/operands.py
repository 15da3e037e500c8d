"""The arrays that the tables' statements work on; values are the same for every array module."""

import functools


# Ours and the peer's of the size at hand; those of a million elements are not kept longer.
@functools.lru_cache(maxsize=2)
def floats(np, n):
    """Arrays of `n` elements and what else most statements name, as a dict.

    float64: `a`, `b`, `r` (in no order), `p` (every tenth of it), `s` and `t` (every second element of a
    longer one), `d` and `e` (two axes), scalars `x` and `y`; `h` is int64 at random, `i` and `j` small int64,
    `u` uint8, `f` and `g` float32, `z` and `w` complex128; bool `m` (every third element true) and `q` (none);
    `k` is a permutation and `l` a list; `c`, `v` (int64) and `o` (bool) are for results.

    >>> import uniarray
    >>> floats(uniarray, 4)["a"].tolist()
    [0.25, 0.5, 0.75, 1.0]
    """
    count = np.arange(n)
    a = (count + 1) / n
    double = (np.arange(2 * n) + 1) / n
    rows = 5 if n % 10 == 0 else 1
    permuted = (count * 7919) % n
    return {
        "np": np,
        "n": n,
        "a": a,
        "b": 2.0 - a,
        "c": np.zeros(n),
        "s": double[::2],
        "t": double[1::2],
        "f": a.astype(np.float32),
        "g": a.astype(np.float32),
        "i": count % 1000,
        "j": count % 7 + 1,
        "u": (count % 100).astype(np.uint8),
        "z": a + 1j,
        "w": a * 1j,
        "r": np.random.default_rng(1).random(n),
        "h": np.random.default_rng(2).integers(0, 1 << 40, size=n),
        "m": count % 3 == 0,
        "q": count < 0,
        "k": permuted,
        "p": np.arange(n // 10 + 1) * 10 / n,
        "d": a.reshape(rows, -1),
        "e": a.reshape(rows, -1).T,
        "x": a[0],
        "y": a[-1] + 1.5,
        "l": a.tolist(),
        "v": count.copy(),
        "o": np.zeros(n, dtype=bool),
        "rng": np.random.default_rng(n),
    }


@functools.lru_cache(maxsize=2)
def typed(np, n, dtype, layout):
    """Operands `a` and `b` of a ufunc, of `n` elements between 0 and 1 (integers: 1 to 50), as a dict.

    `layout` is one of `contiguous`, `strided` (every second element), `row` (b is one row of sqrt(n)),
    `scalar` (b has one element), `mixed` (b is int8), `into` and `in_place`; `c` is an array for results.
    `above` is a + 1.

    >>> import uniarray
    >>> operands = typed(uniarray, 16, "int32", "row")
    >>> operands["a"].shape, operands["b"].shape
    ((4, 4), (4,))
    """
    count = np.arange(2 * n)
    values = (count % n + 1) / (n + 1)
    if not dtype.startswith(("float", "complex")):
        values = values * 49 + 1
    if dtype == "bool":
        values = count % 3 == 0
    full = values.astype(dtype)
    a, b = full[:n], full[n:].copy()
    if layout == "strided":
        a, b = full[::2], full[1::2]
    elif layout == "row":
        side = int(n**0.5)
        a, b = full[: side * side].reshape(side, side), full[:side]
    elif layout == "scalar":
        b = full[n // 2]
    elif layout == "mixed":
        b = (count[:n] % 50 + 1).astype(np.int8)
    return {"np": np, "a": a, "b": b, "c": a.copy(), "above": a + a.dtype.type(1)}


@functools.lru_cache(maxsize=2)
def square(np, n):
    """Matrices of `n` x `n` elements, as a dict.

    float64: `a`, `b`, `s` (symmetric and positive) and the vector `v`; `f`, `g` are float32, `z` complex128,
    `i`, `j` int64.

    >>> import uniarray
    >>> square(uniarray, 3)["s"].shape
    (3, 3)
    """
    rng = np.random.default_rng(n)
    a, b = rng.random((n, n)), rng.random((n, n))
    return {
        "np": np,
        "a": a,
        "b": b,
        "f": a.astype(np.float32),
        "g": b.astype(np.float32),
        "z": a + 1j * b,
        "i": (a * 100).astype(np.int64),
        "j": (b * 100).astype(np.int64),
        "s": a @ a.T + n * np.eye(n),
        "v": rng.random(n),
    }


@functools.lru_cache(maxsize=2)
def planes(np, n):
    """Float64, float32, int32 and bool arrays `a`, `f`, `i`, `m` with three axes, of about `n` elements, as a dict.

    >>> import uniarray
    >>> planes(uniarray, 1000)["a"].shape
    (10, 10, 10)
    """
    side = max(1, round(n ** (1 / 3)))
    a = (np.arange(side**3) % 1013 / 1013).reshape(side, side, side)
    return {
        "np": np,
        "a": a,
        "f": a.astype(np.float32),
        "i": (a * 1000).astype(np.int32),
        "u": (a * 200).astype(np.uint8),
        "m": a < 2,
    }
