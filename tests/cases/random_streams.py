"""Seeds, bit generators and the streams of `Generator`, held to checksums of all bits of many draws."""

from cases import Group

RNG = "np.random.default_rng(12345)"
KINDS = ["PCG64", "PCG64DXSM", "Philox", "SFC64", "MT19937"]
INTEGERS = ["i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"]


def bits(draws, words="u8"):
    """An expression for the sum of all words of an array, modulo 2**64."""
    return f"{draws}.view({words!r}).sum()"


GROUPS = [
    Group(
        "seeds are mixed as NumPy mixes them",
        [
            f"np.random.SeedSequence({entropy}).generate_state({count}, {dtype!r})"
            for entropy in (
                "0",
                "1",
                "2**200 + 17",
                "[1, 2, 3]",
                "[2**40, 5]",
                "range(4)",
                "['0x10', '12']",
                "[]",
                "True",
            )
            for count, dtype in ((8, "uint32"), (5, "uint64"))
        ]
        + [
            "np.random.SeedSequence(5, spawn_key=(1, 2), pool_size=8).generate_state(9)",
            "repr(np.random.SeedSequence(5, spawn_key=(1, 2), pool_size=8))",
            "np.random.SeedSequence(5).spawn(3)[2].spawn(2)[1].generate_state(4)",
            "np.random.SeedSequence(5, spawn_key=(3,)).state",
        ],
    ),
    Group(
        "bit generators make NumPy's bits",
        [f"np.random.{kind}(9).random_raw(3)" for kind in KINDS]
        + [f"np.random.{kind}(9).random_raw(2000).sum()" for kind in KINDS]
        + [f"g = np.random.Generator(np.random.{kind}(9)); {bits('g.random(1001)')}" for kind in KINDS]
        + [f"g = np.random.Generator(np.random.{kind}(9)); g.integers(9, size=5, dtype='i4')" for kind in KINDS]
        + [f"np.random.{kind}(9).spawn(2)[1].random_raw(2)" for kind in KINDS]
        + [f"np.random.{kind}(9).advance({steps}).random_raw(2)" for kind in KINDS[:3] for steps in (1, -3, 2**127 + 5)]
        + [f"np.random.{kind}(9).jumped({jumps}).random_raw(2)" for kind in [*KINDS[:3], KINDS[4]] for jumps in (1, 2)]
        + [
            "np.random.Philox(key=[1, 2], counter=5).random_raw(3)",
            "np.random.Philox(key=5, counter=[1, 2, 3, 4]).random_raw(3)",
        ],
    ),
    Group(
        "a state is what it is in NumPy, and can be set again",
        [
            "np.random.PCG64(9).state",
            "g = np.random.default_rng(9); g.integers(9, size=3, dtype='i4'); g.bit_generator.state",
            "np.random.PCG64DXSM(9).state",
            "sorted(np.random.Philox(9).state)",
            "np.random.SFC64(9).state['state']['state']",
            "np.random.MT19937(9).state['state']['pos']",
        ]
        + [
            f"b = np.random.{kind}(9); b.random_raw(3); s = b.state; x = b.random_raw(); b.random_raw(9); b.state = s; "
            "x == b.random_raw()"
            for kind in KINDS
        ],
    ),
    Group(
        "uniform and normal numbers are NumPy's bit for bit",
        [bits(f"{RNG}.{name}(20000)") for name in ("random", "standard_normal", "standard_exponential")]
        + [
            bits(f"{RNG}.{name}(20000, dtype='f4')", "u4")
            for name in ("random", "standard_normal", "standard_exponential")
        ]
        + [
            bits(f"{RNG}.standard_exponential(5000, method='inv')"),
            bits(f"{RNG}.standard_exponential(5000, 'f4', 'inv')", "u4"),
            bits(f"{RNG}.normal(1.5, 2.5, 5000)"),
            bits(f"{RNG}.uniform(-3, 8.5, 5000)"),
            f"{RNG}.random()",
            f"{RNG}.random(())",
            f"{RNG}.random((2, 0, 3))",
            f"o = np.zeros((3, 2)); {RNG}.random(out=o); o",
            f"o = np.zeros((3, 2)).T; {RNG}.standard_normal(out=o); o",
        ],
    ),
    Group(
        "integers are NumPy's for every type and bound",
        [f"{RNG}.integers(0, 100, 5000, {dtype!r}).sum()" for dtype in INTEGERS]
        + [f"{RNG}.integers(np.iinfo({d!r}).min, np.iinfo({d!r}).max, 7, {d!r}, endpoint=True)" for d in INTEGERS]
        + [f"{RNG}.integers({high}, size=2000).sum()" for high in (1, 2, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 2**62 + 1)]
        + [
            f"{RNG}.integers(2, size=500, dtype=bool).sum()",
            f"{RNG}.integers(10)",
            f"{RNG}.integers(10, dtype=int)",
            f"{RNG}.integers(2, dtype=bool)",
            f"{RNG}.integers([1, 2], [[10], [20]], endpoint=True)",
            f"{RNG}.integers([0, 100], 200, size=(4, 2), dtype='u1')",
            f"{RNG}.integers(0, [2**64 - 1, 5], dtype='u8', endpoint=True)",
            f"{RNG}.integers(0, 0, size=0)",
            f"{RNG}.bytes(7)",
        ],
    ),
    Group(
        "orders and choices are NumPy's",
        [
            f"{RNG}.permutation(12)",
            f"{RNG}.permutation(20000)[:50].sum()",
            f"{RNG}.permutation(np.arange(12).reshape(3, 4), axis=1)",
            f"x = list(range(9)); {RNG}.shuffle(x); x",
            f"x = np.arange(18.0).reshape(6, 3); {RNG}.shuffle(x); x",
            f"x = np.arange(20, dtype='i2')[::-2]; {RNG}.shuffle(x); x",
            f"{RNG}.permuted(np.arange(24).reshape(2, 3, 4), axis=1)",
            f"{RNG}.permuted(np.arange(6).reshape(2, 3))",
            f"{RNG}.choice(10)",
            f"{RNG}.choice(10, (2, 3))",
            f"{RNG}.choice(20, 5, False)",
            f"{RNG}.choice(20, 5, False, shuffle=False)",
            f"{RNG}.choice(20000, 5000, False)[::500]",
            f"{RNG}.choice(4, 7, p=[0.1, 0.2, 0.3, 0.4])",
            f"{RNG}.choice(6, 4, False, p=[0.1, 0.2, 0.3, 0.2, 0.1, 0.1])",
            f"{RNG}.choice(np.arange(12).reshape(3, 4), 5, axis=1)",
            f"{RNG}.choice([0.5, 1.5], ())",
        ],
    ),
    Group(
        "old streams stay as they are",
        [f"r = np.random.RandomState({seed}); r.rand(3)" for seed in ("0", "2**32 - 1", "[1, 2, 3]", "[7] * 700")]
        + [
            bits("np.random.RandomState(1).rand(20000)"),
            bits("np.random.RandomState(1).randn(20001)"),
            "r = np.random.RandomState(1); r.randn(); r.rand(2), r.randn()",
            "np.random.RandomState(1).randint(0, 1000, 5000).sum()",
            "[np.random.RandomState(1).randint(0, 100, 9, d).tolist() for d in ('i1', 'u2', 'i4', 'u8')]",
            "np.random.RandomState(1).permutation(9)",
            "np.random.RandomState(1).choice(9, 4, False)",
            "np.random.RandomState(1).choice(4, 7, p=[0.1, 0.2, 0.3, 0.4])",
            "np.random.RandomState(1).tomaxint(2)",
            "np.random.RandomState(1).bytes(5)",
            "np.random.RandomState(1).multinomial(100, [0.2, 0.3, 0.5], 3)",
            "np.random.RandomState(1).get_state()[2:]",
            "np.random.seed(5); a = np.random.rand(3); s = np.random.get_state(); b = np.random.normal(); "
            "np.random.set_state(s); a, b == np.random.normal()",
        ],
    ),
]
