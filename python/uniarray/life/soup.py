"""Random boards, the same on every interpreter and machine.

The generator is written out (SplitMix64: a counter through a 64-bit mixing function, as published
by Steele, Lea and Flood in 2014), because what the `random` module draws is a promise of CPython
only.
"""

_MASK = (1 << 64) - 1


def words(seed):
    """Endless 64-bit words of SplitMix64 for an integer `seed`, taken modulo 2**64.

    >>> source = words(0)
    >>> f"{next(source):x}"
    'e220a8397b1dcdaf'
    """
    state = seed & _MASK
    while True:
        state = (state + 0x9E3779B97F4A7C15) & _MASK
        word = state
        word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & _MASK
        yield word ^ (word >> 31)


def fill(life, seed):
    """Make each cell of `life` alive or dead with equal chance.

    >>> from uniarray.life import Life
    >>> life = Life(2, 4)
    >>> fill(life, seed=1)
    >>> life.cells.tolist()
    [[1, 0, 0, 1], [1, 0, 1, 1]]
    """
    source = words(seed)
    np = life.np
    for row in range(life.height):
        bits = ""
        while len(bits) < life.width:
            bits += format(next(source), "064b")
        life.cells[row] = np.array([int(bit) for bit in bits[: life.width]], dtype=np.uint8)
