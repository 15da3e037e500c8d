"""Versions as NumPy writes them, compared."""

import re

__all__ = ["NumpyVersion"]

# A release comes after its candidates and these after betas and alphas; a development version before either.
_STAGES = {"a": 0, "b": 1, "rc": 2, None: 3}


class NumpyVersion:
    """A version like '1.8.0', '1.9.0rc1' or '1.9.0.dev-1234', to compare with others.

    Examples
    --------
    >>> import uniarray as np
    >>> np.lib.NumpyVersion("1.9.0rc1") < "1.9.0"
    True
    """

    __module__ = "numpy.lib"

    def __init__(self, vstring):
        self.vstring = vstring
        found = re.match(r"(\d+)\.(\d+)\.(\d+)(?:(a|b|rc)(\d+))?(.*)$", vstring)
        if not found:
            raise ValueError("Not a valid numpy version string")
        self.major, self.minor, self.bugfix = (int(part) for part in found.group(1, 2, 3))
        self.version = ".".join(found.group(1, 2, 3))
        stage, number = found.group(4, 5)
        self.pre_release = f"{stage}{number}" if stage else "final"
        self.is_devversion = ".dev" in found.group(6)
        self._order = (
            self.major, self.minor, self.bugfix, _STAGES[stage], int(number or 0), not self.is_devversion
        )  # fmt: skip

    def _order_of(self, other):
        if not isinstance(other, (str, NumpyVersion)):
            raise ValueError("Invalid object to compare with NumpyVersion.")
        return (NumpyVersion(other) if isinstance(other, str) else other)._order

    def __lt__(self, other):
        return self._order < self._order_of(other)

    def __le__(self, other):
        return self._order <= self._order_of(other)

    def __eq__(self, other):
        return self._order == self._order_of(other)

    def __ne__(self, other):
        return self._order != self._order_of(other)

    def __gt__(self, other):
        return self._order > self._order_of(other)

    def __ge__(self, other):
        return self._order >= self._order_of(other)

    __hash__ = None

    def __repr__(self):
        return f"NumpyVersion({self.vstring})"
