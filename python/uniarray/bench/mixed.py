"""Programs that mix Python's loops with arrays: what is measured is both, and the border between them."""


def fill_and_sum(np, n):
    """Fill `n` float64 elements one by one and add them up one by one; returns the sum, n(n-1)/4.

    >>> import uniarray
    >>> fill_and_sum(uniarray, 5)
    5.0
    """
    values = np.zeros(n)
    for i in range(n):
        values[i] = i * 0.5
    total = 0.0
    for i in range(n):
        total += values[i]
    return float(total)


def sieve(np, n):
    """The number of primes below `n`, by Eratosthenes' sieve: tests of elements and strided assignments.

    >>> import uniarray
    >>> sieve(uniarray, 100)
    25
    """
    prime = np.ones(n, dtype=bool)
    prime[:2] = False
    i = 2
    while i * i < n:
        if prime[i]:
            prime[i * i :: i] = False
        i += 1
    return int(prime.sum())


def mandelbrot(np, n):
    """The iterations that the points of an `n` x `n` picture of Mandelbrot's set bear, 20 at most, summed; row by row.

    >>> import uniarray
    >>> mandelbrot(uniarray, 8)
    388
    """
    real = np.linspace(-2.0, 0.5, n)
    total = 0
    for j in range(n):
        c = real + 1j * (2.5 * j / (n - 1) - 1.25)
        z = np.zeros_like(c)
        for _ in range(20):
            z = z * z + c
            inside = abs(z) < 2
            z = np.where(inside, z, 2)
            total += int(inside.sum())
    return total


def pendulum(np, n):
    """The angle of a pendulum, from 1 at rest, after `n` steps of 0.01 by Runge and Kutta's classical method.

    The state is an array of two elements, so nearly all is the cost of calls.

    >>> import uniarray
    >>> round(pendulum(uniarray, 100), 6)
    0.600085
    """
    sin = np.sin

    def slope(state):
        result = np.empty(2)
        result[0] = state[1]
        result[1] = -sin(state[0])
        return result

    h = 0.01
    state = np.array([1.0, 0.0])
    for _ in range(n):
        k1 = slope(state)
        k2 = slope(state + h / 2 * k1)
        k3 = slope(state + h / 2 * k2)
        k4 = slope(state + h * k3)
        state = state + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return float(state[0])


def bodies(np, n):
    """The energy of five bodies on a ring, which attract each other, after `n` steps of 0.001 by the leapfrog method.

    Positions and velocities are arrays of shape (5, 3); bodies are looked at pair by pair.

    >>> import uniarray
    >>> round(bodies(uniarray, 10), 9)
    -4.356922554
    """
    angles = np.arange(5) * (2 * np.pi / 5)
    place = np.stack([np.cos(angles), np.sin(angles), 0 * angles], axis=1)
    speed = np.stack([-np.sin(angles), np.cos(angles), 0.1 + 0 * angles], axis=1)
    speed *= 1.0
    pairs = [(i, j) for i in range(5) for j in range(i)]
    for _ in range(n):
        for i, j in pairs:
            between = place[i] - place[j]
            pull = between * (0.001 / (between * between).sum() ** 1.5)
            speed[i] -= pull
            speed[j] += pull
        place += 0.001 * speed
    energy = 0.5 * (speed * speed).sum()
    for i, j in pairs:
        between = place[i] - place[j]
        energy -= 1 / (between * between).sum() ** 0.5
    return float(energy)


# What a row runs, and the size that it is given.
PROGRAMS = (
    (fill_and_sum, 100000),
    (sieve, 100000),
    (mandelbrot, 100),
    (pendulum, 100),
    (bodies, 20),
)
