"""Public functions with arrays of text, bytes, objects, structures and swapped numbers, beside NumPy."""

import re
import warnings

import pytest
from subject import ua
from with_numpy import np, with_numpy

pytestmark = pytest.mark.needs_host("python_subclass")

ARRAYS = {
    "text": lambda m: m.array(["b", "a", "c", "a"]),
    "rows of text": lambda m: m.array([["b", "a"], ["c", "a"]]),
    "bytes": lambda m: m.array([b"b", b"a", b"c", b"a"]),
    "objects": lambda m: m.array([3, 1, 2, 1], dtype=object),
    "rows of objects": lambda m: m.array([[3, 1], [2, 1]], dtype=object),
    "float objects": lambda m: m.array([3.5, 1.0, 2.0, 1.0], dtype=object),
    "structures": lambda m: m.array([(1, 2.0), (0, 1.0), (1, 1.0), (0, 1.0)], dtype=[("a", "i4"), ("b", "f8")]),
    "swapped": lambda m: m.array([3.0, 1.0, 2.0, 1.0], dtype=">f8"),
}

CALLS = re.split(
    r"\s{2,}",
    """
    m.atleast_1d(a, 1)  m.atleast_2d(a, [0, 1])  m.atleast_3d(a)  m.diag(a)  m.diagflat(a)  m.trim_zeros(a)
    m.isin(a, a[:1])  m.isin(a, [])  m.isin([0, 1], a)  m.isin(a, 1)  m.isin(a, a[::2], invert=True)
    m.setdiff1d(a, a[:1])  m.intersect1d(a, a[:2])  m.union1d(a, a)  m.setxor1d(a, a[:1])  m.unique(a)
    m.unique(a, axis=0)  m.searchsorted(m.array([1.0, 2.0], '>f8'), a)
    m.unique(a, return_index=True)  m.unique_counts(a)  m.searchsorted(a.ravel(), a.ravel()[:1])
    m.searchsorted([0, 1], a)  m.lexsort((a, a))  m.choose([0, 1], [a[:2], a[2:]])  m.choose([1, 0, 1, 0], [a, a])
    m.where([True, False], a[:2], a[2:])  m.where(a, 0, 1)  m.where(a, 0)  m.extract([1, 0, 1, 0], a)
    m.full_like(a, a)  m.array_equiv(a, a)  m.meshgrid(a, [1, 2])  m.pad(a, 1)  m.pad(a, 1, mode='edge')
    m.real(a)  m.imag(a)  m.iscomplex(a)  m.nan_to_num(a)  m.ix_(a)  m.fft.fftshift(a)
    m.median(a)  m.average(a)  m.std(a)  m.var(a)  m.std(a, axis=0)
    m.nansum(a)  m.nanmax(a)  m.nanmin(a, axis=0)  m.nanmean(a)  m.nanvar(a)  m.nanstd(a)  m.nancumsum(a)  m.nanprod(a)
    m.nanmedian(a)  m.trapezoid(a)  m.convolve(a, a)  m.correlate(a, a)  m.polyadd(a, a)
    m.polymul(a, a)  m.cumulative_sum(a, axis=0)  m.trace(a)  m.vander(a)  m.arange(a[0], a)
    m.triu_indices_from(a)  m.array([a, a])  m.delete(a, 0)  m.insert(a, 1, a[:1], axis=0)  m.asarray([a, a])
    m.linalg.norm(a)  m.linalg.vector_norm(a)  m.histogram_bin_edges(a)  m.digitize(a, a)
    """.strip(),
)


# What NumPy does in another way before this version: it takes objects for numbers without imaginary parts.
SINCE = {"m.imag(a)": (2, 5)}


def is_as_today(call):
    return tuple(map(int, np.__version__.split(".")[:2])) >= SINCE.get(call, (2, 4))


def told(module, value):
    """What is compared of a result: classes, dtypes, shapes and elements."""
    if isinstance(value, module.ndarray):
        order = value.dtype.newbyteorder("=") if value.dtype.kind in "iufc" else value.dtype
        return "array", str(order), value.shape, repr(value.tolist())
    if isinstance(value, (tuple, list)):
        return [told(module, one) for one in value]
    if isinstance(value, module.generic):
        return type(value).__name__, repr(value.item())
    return type(value).__name__, repr(value)


def outcome(module, call, make):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return told(module, eval(call, {"m": module, "a": make(module)}))
        except Exception:
            return "error"


@with_numpy
@pytest.mark.parametrize("make", ["m.str_('ab')", "m.bytes_(b'ab')"])
def test_text_scalars_have_the_methods_of_arrays(make):
    methods = ["astype('U3')", "tobytes()", "reshape(1)", "ravel()", "tolist()", "squeeze()", "all()", "any()"]
    methods += ["flatten()", "transpose()", "view(a.dtype)", "real", "itemsize", "nbytes"]
    for method in methods:
        ours, theirs = (
            outcome(module, f"a.{method}", lambda m, make=make: eval(make, {"m": m})) for module in (ua, np)
        )
        assert ours == theirs, method


@with_numpy
@pytest.mark.parametrize("name", ARRAYS)
def test_functions_give_what_numpy_gives(name):
    found = {}
    for call in filter(is_as_today, CALLS):
        ours, theirs = outcome(ua, call, ARRAYS[name]), outcome(np, call, ARRAYS[name])
        if ours != theirs:
            found[call] = (ours, theirs)
    assert found == {}
