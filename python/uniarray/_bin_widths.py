"""How wide bins should be: the rules of thumb that `histogram` knows by name.

Each takes the elements and the range, and gives a width; 0 means that one bin will do.
"""

from ._core import asarray, log2, sqrt
from ._quantiles import percentile
from ._spread import std

__all__ = ["RULES"]


def _range(x):
    """From the smallest to the largest element; between signed integers it may need all bits."""
    from ._histograms import distance

    return distance(x.max(), x.min())


def _sqrt(x, _):
    """As many bins as the square root of the number of elements."""
    return _range(x) / sqrt(x.size)


def _sturges(x, _):
    """H. A. Sturges, The choice of a class interval, J. Am. Stat. Assoc. 21, 65-66, 1926."""
    return _range(x) / (log2(x.size) + 1.0)


def _rice(x, _):
    """Twice the cube root of the number of elements."""
    return _range(x) / (2.0 * x.size ** (1.0 / 3))


def _scott(x, _):
    """D. W. Scott, On optimal and data-based histograms, Biometrika 66, 605-610, 1979."""
    return (24.0 * 3.141592653589793**0.5 / x.size) ** (1.0 / 3.0) * std(x)


def _stone(x, bounds):
    """C. J. Stone, An asymptotically optimal histogram selection rule, 1984: the least estimated loss."""
    from ._histograms import histogram

    n, spread = x.size, _range(x)
    if n <= 1 or spread == 0:
        return 0

    def loss(bins):
        width = spread / bins
        share = histogram(x, bins=bins, range=bounds)[0] / n
        return (2 - (n + 1) * share.dot(share)) / width

    most = max(100, int(sqrt(n)))
    best = min(range(1, most + 1), key=loss)
    return spread / best


def _doane(x, _):
    """D. P. Doane, Aesthetic frequency classifications, Am. Stat. 30, 181-183, 1976: Sturges's, for skewed elements."""
    if x.size > 2:
        deviation = sqrt(6.0 * (x.size - 2) / ((x.size + 1.0) * (x.size + 3)))
        spread = std(x)
        if spread > 0.0:
            scaled = (x - x.mean()) / spread
            skew = abs((scaled * scaled * scaled).mean())
            return _range(x) / (1.0 + log2(x.size) + log2(1.0 + skew / deviation))
    return 0.0


def _freedman_diaconis(x, _):
    """D. Freedman and P. Diaconis, Z. Wahrscheinlichkeitstheorie 57, 453-476, 1981: by the middle half."""
    upper, lower = percentile(x, [75, 25])
    return 2.0 * (upper - lower) * x.size ** (-1.0 / 3.0)


def _auto(x, bounds):
    """The lesser of Freedman and Diaconis's, which is not let below half of the square root's, and Sturges's."""
    by_middle = _freedman_diaconis(x, bounds)
    by_count = _sturges(x, bounds)
    by_root = _sqrt(x, bounds)
    by_middle = max(asarray(by_middle).item(), asarray(by_root).item() / 2)
    return min(by_middle, by_count)


RULES = {
    "auto": _auto,
    "doane": _doane,
    "fd": _freedman_diaconis,
    "rice": _rice,
    "scott": _scott,
    "sqrt": _sqrt,
    "stone": _stone,
    "sturges": _sturges,
}
