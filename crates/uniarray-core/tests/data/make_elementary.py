"""Writes elementary.txt: arguments of elementary functions with their values, computed by mpmath with 60 digits.

A line is the function, its arguments, the nearest float64 and how far the true value lies from it in millionths
of a unit in the last place; floats as hexadecimal bits.
`python make_elementary.py COUNT > elementary.txt`; needs mpmath.
"""

import math
import random
import struct
import sys

import mpmath

mpmath.mp.dps = 60
# NumPy's name, mpmath's function, ranges of the arguments ("exponents": any exponent), the least and the greatest.
FUNCTIONS = [
    ("exp", mpmath.exp, [(-708, 709), (-1, 1), (-745, -700)], -745.1, 709.7),
    ("exp2", lambda x: mpmath.mpf(2) ** x, [(-1022, 1023), (-1, 1)], -1074, 1023.9),
    ("expm1", mpmath.expm1, [(-40, 709), (-1, 1), "exponents"], -1e3, 709.7),
    ("log", mpmath.log, [(0.5, 2), (0, 100), "exponents"], 5e-324, 1e308),
    ("log2", lambda x: mpmath.log(x, 2), [(0.5, 2), (0, 100), "exponents"], 5e-324, 1e308),
    ("log10", mpmath.log10, [(0.5, 2), (0, 100), "exponents"], 5e-324, 1e308),
    ("log1p", mpmath.log1p, [(-0.9, 2), (-1e-3, 1e-3), "exponents"], -0.99999, 1e308),
    ("sin", mpmath.sin, [(-10, 10), (-1e6, 1e6), "exponents"], -1e300, 1e300),
    ("cos", mpmath.cos, [(-10, 10), (-1e6, 1e6), "exponents"], -1e300, 1e300),
    ("tan", mpmath.tan, [(-10, 10), (-1e6, 1e6), "exponents"], -1e300, 1e300),
    ("arcsin", mpmath.asin, [(-1, 1), (0.45, 0.55), "exponents"], -1, 1),
    ("arccos", mpmath.acos, [(-1, 1), (0.45, 0.55), (0.99, 1), "exponents"], -1, 1),
    ("arctan", mpmath.atan, [(-3, 3), (-100, 100), "exponents"], -1e308, 1e308),
    ("sinh", mpmath.sinh, [(-2, 2), (-30, 30), (-710, 710), "exponents"], -710.4, 710.4),
    ("cosh", mpmath.cosh, [(-2, 2), (-30, 30), (-710, 710)], -710.4, 710.4),
    ("tanh", mpmath.tanh, [(-1, 1), (-20, 20), "exponents"], -1e308, 1e308),
    ("arcsinh", mpmath.asinh, [(-2, 2), (-1000, 1000), "exponents"], -1e308, 1e308),
    ("arccosh", mpmath.acosh, [(1, 1.1), (1, 100), "exponents"], 1, 1e308),
    ("arctanh", mpmath.atanh, [(-1, 1), (-0.1, 0.1), "exponents"], -0.9999999, 0.9999999),
    ("cbrt", lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), [(-8, 8), "exponents"], -1e308, 1e308),
]
POWERS = [((0.5, 2), (-600, 600)), ((0, 100), (-100, 100)), ((0.9, 1.1), (-5000, 5000)), ((0, 1e5), (-3, 3))]
ANGLES = [((-1, 1), (-1, 1)), ((-1e5, 1e5), (-1, 1)), ((-1, 1), (-1e9, 1e9))]
DISTANCES = [
    ((-1, 1), (-1, 1)),
    ((-1e5, 1e5), (-1, 1)),
    ((-1e-160, 1e-160), (-1e-160, 1e-160)),
    ((1e155, 1e160), (0, 1e158)),
]


def bits(x):
    return f"{struct.unpack('<Q', struct.pack('<d', x))[0]:016x}"


def line(name, arguments, value):
    nearest = float(value)
    # Subnormal results are rounded twice by mpmath's conversion at worst, which the test allows for.
    off = (value - mpmath.mpf(nearest)) / mpmath.mpf(math.ulp(nearest)) * 1000000
    print(name, *map(bits, arguments), bits(nearest), int(mpmath.nint(off)))


def argument(random, source, least, greatest):
    while True:
        if source == "exponents":
            x = math.ldexp(random.uniform(1, 2), random.randrange(-1022, 1024)) * random.choice((1, -1))
        else:
            x = random.uniform(*source)
        if least <= x <= greatest:
            return x


def main(count):
    source = random.Random(1)
    for name, function, ranges, least, greatest in FUNCTIONS:
        for place in range(count):
            x = argument(source, ranges[place % len(ranges)], least, greatest)
            mpmath.mp.dps = 60 + (310 if abs(x) > 1e30 or abs(x) < 1e-30 else 0)
            line(name, [x], function(mpmath.mpf(x)))
    mpmath.mp.dps = 60
    for name, function, ranges in (
        ("power", lambda x, y: x**y, POWERS),
        ("arctan2", mpmath.atan2, ANGLES),
        ("hypot", mpmath.hypot, DISTANCES),
    ):
        done = 0
        while done < count:
            x, y = (source.uniform(*limits) for limits in ranges[done % len(ranges)])
            value = function(mpmath.mpf(x), mpmath.mpf(y))
            if 1e-307 < abs(value) < 1e308:
                line(name, [x, y], value)
                done += 1


main(int(sys.argv[1]))
