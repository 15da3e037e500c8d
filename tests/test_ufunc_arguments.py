"""Arguments of ufuncs: `out=...`, `signature=`, `subok=`, and what ufuncs tell of themselves."""

import inspect

import pytest
from subject import NAME, ua


def test_out_as_ellipsis_keeps_results_without_axes_arrays():
    assert type(ua.add(1, 2, out=...)) is ua.ndarray
    assert type(ua.add.reduce(ua.array([1, 2]), out=...)) is ua.ndarray
    assert [type(part) for part in ua.divmod(7, 2, out=...)] == [ua.ndarray] * 2
    assert type(ua.vecdot([1, 2], [3, 4], out=...)) is ua.ndarray
    assert ua.add([1, 2], 3, out=...).tolist() == [4, 5]


def test_out_as_ellipsis_stands_alone():
    with pytest.raises(TypeError, match=r"out=\.\.\. is only allowed as a keyword argument."):
        ua.add(1, 2, ...)
    with pytest.raises(TypeError, match=r"out=\.\.\. is only allowed as a keyword argument."):
        ua.add.reduce(1, (), None, ...)
    for call in (
        lambda: ua.negative(1, out=(...,)),
        lambda: ua.divmod(1, 2, out=(ua.empty(()), ...)),
        lambda: ua.add.reduce(1, out=(...,)),
    ):
        with pytest.raises(TypeError, match=r"must use `\.\.\.` as `out=\.\.\.` and not per-operand/in a tuple"):
            call()


def test_signatures_name_every_operand():
    assert ua.add([0.5], 0.5, sig="ii->i", casting="unsafe").dtype == "i4"
    assert ua.add([0.5], 0.5, signature=("f4", None, None)).dtype == "f4"
    assert ua.add([3], [4], sig=(None, None, None)).tolist() == [7]
    for signature in ("i", ("i4",)):
        with pytest.raises(TypeError, match=r"Use `dtype` or  fill the tuple with more than one 'None'."):
            ua.add([0.5], 0.5, sig=signature, casting="unsafe")
    with pytest.raises(TypeError, match=r"a single item type tuple cannot contain None."):
        ua.add(3, 4, signature=(None,))
    with pytest.raises(ValueError, match="a type-tuple must be specified of length 3 for ufunc 'add'"):
        ua.add(3, 4, signature=("i4", "i4"))
    with pytest.raises(ValueError, match=r"a type-string for add, 2 typecode\(s\) before and 1 after the -> sign"):
        ua.add(3, 4, signature="ii->")
    with pytest.raises(TypeError, match=r"the signature object to ufunc must be a string or a tuple."):
        ua.add(3, 4, signature=ua.dtype("i4"))


def test_keywords_exclude_each_other():
    with pytest.raises(TypeError, match="cannot specify both 'sig' and 'signature'"):
        ua.add(3, 4, signature="ii->i", sig="ii->i")
    with pytest.raises(TypeError, match="cannot specify both 'signature' and 'dtype'"):
        ua.add(3, 4, signature="ii->i", dtype="i4")
    with pytest.raises(TypeError, match="cannot specify 'out' as both a positional and keyword argument"):
        ua.add(3, 4, ua.empty(()), out=ua.empty(()))
    with pytest.raises(TypeError, match="got an unexpected keyword argument 'extobj'"):
        ua.add(3, 4, extobj=[])
    with pytest.raises(TypeError, match="'subok' must be a boolean"):
        ua.add(3, 4, subok=1)


def test_dtypes_are_resolved_without_a_calculation():
    i4, i8, f4, f8, bool_ = (ua.dtype(code) for code in ("i4", "i8", "f4", "f8", "?"))
    assert ua.add.resolve_dtypes((i4, f4, None)) == (f8, f8, f8)
    assert ua.add.resolve_dtypes((i4, i4, None), signature=(None, None, "f4")) == (f4, f4, f4)
    assert ua.add.resolve_dtypes((f4, int, None)) == (f4, f4, f4)
    assert ua.sin.resolve_dtypes((int, None)) == (f8, f8)
    assert ua.equal.resolve_dtypes((i4, i8, None)) == (i8, i8, bool_)
    assert ua.add.resolve_dtypes((None, ua.dtype("i2"), None), reduction=True) == (i8, i8, i8)
    assert ua.add.resolve_dtypes((i4, i4, None), reduction=True) == (i4, i4, i4)


def test_dtypes_that_cannot_be_resolved():
    i4, f4 = ua.dtype("i4"), ua.dtype("f4")
    for dtypes, keywords, text in (
        ((i4, f4, None), {"casting": "no"}, "Cannot cast ufunc 'add'"),
        ((i4, f4), {}, "must be a tuple of `ufunc.nargs` length"),
        ((i4, "i4", None), {}, "Provided dtype must be a valid NumPy dtype, int, float, complex, or None."),
        ((None, i4, f4), {}, "All input dtypes must be provided"),
        ((i4, i4, int), {}, "Output descriptors must be NumPy dtypes or None."),
        ((i4, i4, i4), {"reduction": True}, "Output dtype must not be passed for reductions"),
    ):
        with pytest.raises(TypeError, match=text):
            ua.add.resolve_dtypes(dtypes, **keywords)


@pytest.mark.parametrize("name", ["sin", "add", "frexp", "divmod", "matmul"])
def test_module_inspect_knows_the_parameters(name):
    ufunc = getattr(ua, name)
    signature = inspect.signature(ufunc)
    kinds = [parameter.kind for parameter in signature.parameters.values()]
    assert kinds.count(inspect.Parameter.POSITIONAL_ONLY) == ufunc.nin
    assert signature.parameters["out"].default == (None if ufunc.nout == 1 else (None,) * ufunc.nout)
    assert ("where" in signature.parameters) is (ufunc.signature is None)
    if NAME != "numpy":
        numpy = pytest.importorskip("numpy")
        if hasattr(numpy.add, "__signature__"):
            assert str(signature) == str(inspect.signature(getattr(numpy, name)))
