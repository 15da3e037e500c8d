"""Whether two results are the same."""

import numpy as np
from describe import name_of
from subject import ua

ABSENT = (
    "object",
    "longdouble",
    "clongdouble",
    "float128",
    "complex256",
    "str",
    "bytes",
    "void",
    "datetime",
    "timedelta",
)


class Case:
    """A call to make in both modules.

    `run` takes a module; `text` says what it does. `ulps` is by how many units in the last place elements may differ,
    `near` by how much of the largest element (sums in another order); `layout` tells to compare the order in memory.
    """

    def __init__(self, text, run, ulps=0, near=0.0, layout=False, skip=None):
        self.text, self.run, self.ulps, self.near, self.layout, self.skip = text, run, ulps, near, layout, skip


def absent(result):
    """Whether NumPy's result is of a type that is not here."""
    if isinstance(result, (tuple, list)):
        return any(map(absent, result))
    return str(getattr(result, "dtype", "")).startswith(ABSENT) or str(getattr(result, "dtype", ""))[:2] in ("<U", "|S")


def difference(expected, got, case):
    """None, or a line that says what differs."""
    if isinstance(expected, Exception) or isinstance(got, Exception):
        if not (isinstance(expected, Exception) and isinstance(got, Exception)):
            return "one raises"
        return None if name_of(expected) == name_of(got) else "other exceptions"
    if isinstance(expected, (tuple, list)):
        if not isinstance(got, (tuple, list)) or len(got) != len(expected):
            return "other structure"
        found = (difference(e, g, case) for e, g in zip(expected, got))
        return next((f for f in found if f), None)
    if isinstance(expected, (np.ndarray, np.generic)):
        if isinstance(expected, np.ndarray) != isinstance(got, ua.ndarray):
            return "array or scalar"
        if not isinstance(got, (ua.ndarray, ua.generic)):
            return "other kind"
        if str(expected.dtype) != str(got.dtype):
            return "other dtype"
        if expected.shape != got.shape:
            return "other shape"
        return elements(expected, got, case)
    if isinstance(expected, (float, complex)) and expected != expected:
        # Of complex numbers a part may be one that is.
        return None if type(got) is type(expected) and repr(got) == repr(expected) else "other value"
    if type(expected) is not type(got) or expected != got:
        return "other value"
    return None


def elements(expected, got, case):
    if case.layout and expected.ndim > 1 and expected.size > 1 and isinstance(expected, np.ndarray):
        for order in ("c_contiguous", "f_contiguous"):
            if getattr(expected.flags, order) != getattr(got.flags, order):
                return "other layout"
    left = np.asarray(expected).reshape(-1)
    right = np.frombuffer(got.tobytes(), left.dtype)
    if left.tobytes() == right.tobytes() or close(left, right, case):
        return None
    return "other elements"


def close(left, right, case):
    """Elementwise: equal, both NaN, or near enough."""
    if left.dtype.kind not in "fc":
        return False
    with np.errstate(all="ignore"):
        if left.dtype.kind == "c" and not (case.ulps or case.near):
            return close(left.view(left.real.dtype), right.view(left.real.dtype), case)
        nan = np.isnan(left) & np.isnan(right)
        if left.dtype.kind == "c":
            same = nan | (left == right)
        else:
            same = nan | ((left == right) & (np.signbit(left) == np.signbit(right)))
            if case.near or case.ulps:
                same |= (left == 0) & (right == 0)
        if same.all():
            return True
        if not (case.ulps or case.near):
            return False
        wide = np.complex128 if left.dtype.kind == "c" else np.float64
        finite = np.isfinite(left) & np.isfinite(right)
        a, b = left.astype(wide), right.astype(wide)
        room = case.ulps * np.finfo(left.dtype).eps * np.abs(a)
        if case.near and finite.any():
            room = room + case.near * np.finfo(left.dtype).eps * np.abs(a[finite]).max(initial=1)
        return bool((same | (finite & (np.abs(a - b) <= room))).all())
