"""Names that programs take from NumPy's inner modules."""

import pytest
from subject import ua


def test_tables_of_scalar_types():
    families = ua._core.numerictypes.sctypes
    assert families is ua._core.sctypes
    assert families["float"][:3] == [ua.float16, ua.float32, ua.float64]
    assert ua.int8 in families["int"] and ua.uint64 in families["uint"] and ua.bool in families["others"]
    assert ua._core.numerictypes.obj2sctype(float) is ua.float64
    assert ua._core.numerictypes.obj2sctype(ua.zeros(1, "i2")) is ua.int16
    assert ua._core.numerictypes.obj2sctype([1], default=3) == 3


def test_functions_and_constants_of_umath():
    umath = ua._core.umath
    assert umath.add is ua.add
    assert ua.signbit(umath.NZERO) and not ua.signbit(umath.PZERO)
    assert umath.BUFSIZE == 8192
    for module in (umath, ua._core):
        with pytest.raises(AttributeError):
            getattr(module, "no_such_name")  # noqa: B009 - a bare expression would be a statement without effect


def test_how_the_library_was_built():
    assert ua.__config__.show_config("dicts")
