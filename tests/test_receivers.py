"""Methods of native types that are called for what is no instance: refused, in the words of CPython."""

import hpyhost
import hpyhost_fixtures
import pytest
from subject import ua

pytestmark = hpyhost_fixtures.needs_own_host("has words of its own, or none")


class Derived(ua.ndarray):
    pass


def attribute(name):
    return ua.ndarray.__dict__[name]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ua.ndarray.sum(5), "descriptor 'sum' for 'uniarray.ndarray' objects doesn't apply to a 'int' object"),
        (
            lambda: ua.ndarray.reshape(Derived, 5),
            "descriptor 'reshape' for 'uniarray.ndarray' objects doesn't apply to a 'type' object",
        ),
        (
            lambda: attribute("shape").__get__([1]),
            "descriptor 'shape' for 'uniarray.ndarray' objects doesn't apply to a 'list' object",
        ),
        (
            lambda: attribute("shape").__set__(ua.float64(1), (1,)),
            "descriptor 'shape' for 'uniarray.ndarray' objects doesn't apply to a 'uniarray.float64' object",
        ),
        (
            lambda: ua.ndarray.__add__(5, 1),
            "descriptor '__add__' requires a 'uniarray.ndarray' object but received a 'int'",
        ),
        (
            lambda: ua.ndarray.__getitem__([1], 0),
            "descriptor '__getitem__' requires a 'uniarray.ndarray' object but received a 'list'",
        ),
        (
            lambda: ua.ndarray.__eq__(ua.float64(1), 1),
            "descriptor '__eq__' requires a 'uniarray.ndarray' object but received a 'uniarray.float64'",
        ),
        (
            lambda: ua.dtype.__repr__(ua.ndarray),
            "descriptor '__repr__' requires a 'uniarray.dtype' object but received a 'type'",
        ),
        (lambda: ua.ndarray.__new__(5), "uniarray.ndarray.__new__(X): X is not a type object (int)"),
        (lambda: ua.ndarray.__new__(int), "uniarray.ndarray.__new__(int): int is not a subtype of uniarray.ndarray"),
    ],
)
def test_message(call, message):
    with pytest.raises(TypeError) as caught:
        call()
    assert str(caught.value) == message


def test_instances_of_derived_classes_pass():
    derived = Derived((2,))
    derived[:] = 3
    assert (attribute("shape").__get__(derived), ua.ndarray.sum(derived)) == ((2,), 6)


@pytest.mark.skipif(hpyhost.current() != "ffi", reason="CPython calls these by other ways")
def test_finalisers_and_buffers():
    ext = hpyhost_fixtures.loaded("hosttest")
    for call, name, owner in (
        (lambda: ext.Block.__buffer__(5, 0), "__buffer__", "hosttest.Block"),
        (lambda: ext.Node.__del__(5), "__del__", "hosttest.Node"),
    ):
        with pytest.raises(TypeError) as caught:
            call()
        assert str(caught.value) == f"descriptor '{name}' requires a '{owner}' object but received a 'int'"
