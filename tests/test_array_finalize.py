"""`__array_finalize__` and `__array_wrap__`: derived classes see their new arrays and what ufuncs give."""

import copy

import pytest
from subject import ua

pytestmark = pytest.mark.needs_host("python_subclass")


class Noted(ua.ndarray):
    """Has a note, which new arrays take over from what they were made from."""

    seen = ()

    def __new__(cls, values, note="new"):
        array = ua.asarray(values).view(cls)
        array.note = note
        return array

    def __array_finalize__(self, obj):
        Noted.seen += (None if obj is None else type(obj),)
        self.note = getattr(obj, "note", "none")


@pytest.fixture(autouse=True)
def forgotten():
    Noted.seen = ()


def test_explicit_construction_comes_from_nothing():
    a = ua.ndarray.__new__(Noted, (2, 3), dtype="i4")
    assert (type(a), a.shape, a.note, Noted.seen) == (Noted, (2, 3), "none", (None,))
    b = ua.ndarray.__new__(Noted, (3,), dtype="u1", buffer=b"abc")
    assert (type(b), b.tolist(), Noted.seen) == (Noted, [97, 98, 99], (None, None))


def test_casting_a_view_comes_from_the_array():
    a = ua.arange(3).view(Noted)
    assert (a.note, Noted.seen) == ("none", (ua.ndarray,))
    a.note = "kept"
    b = a.view()
    assert (type(b), b.note, b.base is a.base or b.base is a) == (Noted, "kept", True)
    c = a.view("u8")
    assert (type(c), c.note) == (Noted, "kept")
    d = a.view(ua.ndarray)
    assert type(d) is ua.ndarray


@pytest.mark.parametrize(
    "new",
    [
        lambda a: a[1:],
        lambda a: a[0],
        lambda a: a[..., None],
        lambda a: a[[0, 1]],
        lambda a: a[a > 2],
        lambda a: a.T,
        lambda a: a.mT,
        lambda a: a.reshape(3, 2),
        lambda a: a.ravel(),
        lambda a: a.ravel("F"),
        lambda a: a.flatten(),
        lambda a: a.transpose(1, 0),
        lambda a: a.swapaxes(0, 1),
        lambda a: a.squeeze(),
        lambda a: a.diagonal(),
        lambda a: a.copy(),
        lambda a: copy.copy(a),
        lambda a: copy.deepcopy(a),
        lambda a: a.astype("f4"),
        lambda a: a.real,
        lambda a: (a + 0j).imag,
        lambda a: a.take([0, 1]),
        lambda a: a.repeat(2),
        lambda a: a.argmax(axis=0),
        lambda a: a.sum(axis=0),
        lambda a: a.max(axis=1),
        lambda a: a.cumsum(),
        lambda a: a.mean(axis=0),
        lambda a: a.std(axis=0),
        lambda a: a.clip(1, 3),
        lambda a: a.round(),
        lambda a: a.dot(ua.ones(3)),
        lambda a: a + 1,
        lambda a: 1 - a,
        lambda a: -a,
        lambda a: a**2,
        lambda a: a < 2,
        lambda a: a @ ua.ones(3),
        lambda a: divmod(a, 2)[1],
        lambda a: ua.exp(a),
        lambda a: ua.modf(a)[0],
        lambda a: ua.add(ua.ones(3), a),
        lambda a: ua.add.reduce(a),
        lambda a: ua.add.accumulate(a),
        lambda a: ua.add.reduceat(a, [0]),
        lambda a: ua.add.outer(a, ua.ones(2)),
        lambda a: ua.array(a, subok=True),
        lambda a: ua.empty_like(a),
        lambda a: ua.zeros_like(a),
        lambda a: ua.sort(a),
        lambda a: ua.expand_dims(a, 0),
        lambda a: ua.broadcast_to(a, (2, 2, 3), subok=True),
        lambda a: ua.reshape(a, (3, 2)),
        lambda a: ua.tile(a, 2),
        lambda a: ua.take_along_axis(a, ua.zeros((2, 1), int), 1),
    ],
)
def test_new_arrays_are_of_the_class_and_come_from_the_old_one(new):
    a = Noted(ua.arange(6.0).reshape(2, 3), "old")
    b = new(a)
    assert (type(b), b.note) == (Noted, "old")


@pytest.mark.parametrize(
    "new",
    [
        lambda a: ua.asarray(a),
        lambda a: ua.array(a),
        lambda a: ua.array(a, subok=False, copy=True),
        lambda a: a.astype("f4", subok=False),
        lambda a: a.astype(a.dtype, copy=False, subok=False),
        lambda a: ua.empty_like(a, subok=False),
        lambda a: ua.add(a, 1, subok=False),
        lambda a: ua.concatenate([a, a]),
        lambda a: ua.where(a > 0, a, a),
        lambda a: a.nonzero()[0],
    ],
)
def test_other_results_are_plain(new):
    assert type(new(Noted(ua.arange(6.0).reshape(2, 3)))) is ua.ndarray


def test_elements_are_plain_scalars_and_whole_sums_stay_arrays():
    a = Noted(ua.arange(3.0))
    assert type(a[0]) is ua.float64
    assert type(a.argmax()) is ua.int64
    assert (type(a.sum()), a.sum().shape, a.sum().note) == (Noted, (), "new")


def test_an_output_is_given_back_itself():
    a, out = Noted(ua.ones(2)), ua.zeros(2)
    assert ua.add(a, 1, out=out) is out
    assert ua.add(ua.ones(2), 1, out=a) is a
    assert a.tolist() == [2, 2]
    b = a
    b *= 3
    assert b is a


def test_errors_of_finalize_come_through():
    class Failing(ua.ndarray):
        def __array_finalize__(self, obj):
            raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        ua.ones(2).view(Failing)


class Wrapped(ua.ndarray):
    """Keeps what `__array_wrap__` was told."""

    told = None

    def __array_wrap__(self, array, context=None, return_scalar=False):
        made = super().__array_wrap__(array, context, return_scalar)
        made.told = (context, return_scalar)
        return made


def test_wrap_gets_the_call_and_whether_a_scalar_is_wanted():
    a = ua.ones(2).view(Wrapped)
    b = ua.add(a, 1)
    (ufunc, args, output), scalar = b.told
    assert (ufunc, args[0] is a, args[1:], output, scalar) == (ua.add, True, (1,), 0, False)
    c = ua.ones(()).view(Wrapped) + 1
    assert c.told[1] is True
    assert a.sum().told == (None, True)
    assert ua.modf(a)[1].told[0][2] == 1
    out = ua.ones(2).view(Wrapped)
    d = ua.add(1, 1, out=out)
    assert (d is out, d.told[0][1][2] is out) == (True, True)


def test_the_highest_priority_wraps_and_arrays_are_behind_their_subclasses():
    class High:
        __array_priority__ = 20.0

        def __array__(self, dtype=None, copy=None):
            return ua.ones(2)

        def __array_wrap__(self, array, context=None, return_scalar=False):
            return ("high", type(array))

    class Low(High):
        __array_priority__ = -1.0

        def __array_wrap__(self, array, context=None, return_scalar=False):
            return "low"

    x, a = ua.ones(2), ua.ones(2).view(Wrapped)
    assert ua.add(x, High()) == ("high", ua.ndarray)
    assert ua.add(Low(), High()) == ("high", ua.ndarray)
    assert type(ua.add(x, Low())) is ua.ndarray
    assert ua.add(1.0, Low()) == "low"
    assert type(ua.add(x, a)) is Wrapped
    assert type(ua.add(a, Low())) is Wrapped


def test_older_wraps_take_fewer_arguments_with_a_warning():
    class Old(ua.ndarray):
        def __array_wrap__(self, array):
            return "old"

    with pytest.warns(DeprecationWarning, match="__array_wrap__ must accept context and return_scalar"):
        assert ua.exp(ua.ones(2).view(Old)) == "old"


def test_wrap_of_arrays_themselves():
    x, a = ua.ones(()), ua.ones(2).view(Wrapped)
    assert x.__array_wrap__(x) is x
    assert type(x.__array_wrap__(x, None, True)) is ua.float64
    assert type(ua.ndarray.__array_wrap__(a, ua.zeros(2))) is Wrapped
    with pytest.raises(TypeError, match=r"__array_wrap__\(\) argument 1 must be \w+.ndarray, not int"):
        x.__array_wrap__(1)


def test_annotations_have_parameters():
    alias = ua.ndarray[int, ua.dtype]
    assert (alias.__origin__, alias.__args__) == (ua.ndarray, (int, ua.dtype))
    with pytest.raises(TypeError, match="Too many arguments"):
        ua.ndarray[int, int, int]
    with pytest.raises(TypeError, match="Too few arguments"):
        ua.ndarray[()]


def test_arrays_have_the_priority_zero():
    assert ua.ones(1).__array_priority__ == 0.0


@pytest.mark.parametrize(
    "function",
    [
        lambda a: ua.linspace(a, a, 3),
        lambda a: ua.diff(a),
        lambda a: ua.ediff1d(a),
        lambda a: ua.gradient(a)[0],
        lambda a: ua.trapezoid(a),
        lambda a: ua.cumprod(a),
        lambda a: ua.cumulative_sum(a, axis=0),
        lambda a: ua.angle(a),
        lambda a: ua.real_if_close(a + 0j),
        lambda a: ua.isclose(a, a),
        lambda a: ua.isreal(a),
        lambda a: ua.meshgrid(a, a)[0],
        lambda a: ua.ravel(a),
        lambda a: ua.squeeze(a),
        lambda a: ua.transpose(a),
        lambda a: ua.roll(a, 1),
        lambda a: ua.rot90(a),
        lambda a: ua.flip(a),
        lambda a: ua.median(a),
        lambda a: ua.average(a, axis=0),
        lambda a: ua.argsort(a),
        lambda a: ua.diagflat(a),
        lambda a: ua.atleast_3d(a),
        lambda a: ua.stack([a, a])[0].view(type(a)),
        lambda a: ua.nan_to_num(a),
        lambda a: ua.linalg.inv(a),
        lambda a: ua.linalg.solve(ua.asarray(a), a),
        lambda a: ua.linalg.cholesky(a),
        lambda a: ua.linalg.qr(a).Q,
        lambda a: ua.linalg.eigh(a).eigenvectors,
        lambda a: ua.linalg.svd(a).Vh,
        lambda a: ua.linalg.pinv(a),
        lambda a: ua.linalg.lstsq(a, a)[0],
        lambda a: ua.linalg.matrix_power(a, 2),
    ],
)
def test_functions_keep_the_class(function):
    a = Noted(ua.eye(2) * 3 + 1)
    assert type(function(a)) is Noted
