"""What happens at floating-point exceptions is what ``errstate`` says, in this context only."""

import contextvars
import io
import threading
import warnings

import pytest
from subject import ua


def divide():
    return ua.array([1.0]) / 0


@pytest.mark.parametrize(
    "mode, calculate",
    [
        ("divide", divide),
        ("divide", lambda: ua.array([1]) // 0),
        ("over", lambda: ua.exp(ua.array([1e4]))),
        ("under", lambda: ua.array([1e-300]) * 1e-300),
        ("invalid", lambda: ua.sqrt(ua.array([-1.0]))),
        ("invalid", lambda: ua.float64("inf") - ua.float64("inf")),
    ],
)
def test_every_exception_is_raised_where_that_is_asked_for(mode, calculate):
    with ua.errstate(all="ignore", **{mode: "raise"}), pytest.raises(FloatingPointError):
        calculate()
    with warnings.catch_warnings(), ua.errstate(all="raise", **{mode: "ignore"}):
        warnings.simplefilter("error")
        calculate()


def test_warnings_come_from_the_line_that_calculates():
    with warnings.catch_warnings(record=True) as told, ua.errstate(all="warn"):
        warnings.simplefilter("always")
        divide()
    assert [(str(one.message), one.filename) for one in told] == [("divide by zero encountered in divide", __file__)]


def test_calls_and_logs():
    called, log = [], io.StringIO()
    with ua.errstate(all="call", call=lambda words, flags: called.append((words, flags))):
        divide()
    assert called == [("divide by zero", 1)]
    with ua.errstate(divide="log", call=log):
        divide()
    assert log.getvalue() == "Warning: divide by zero encountered in divide\n"
    with ua.errstate(divide="call", call=None), pytest.raises(NameError):
        divide()


def test_states_nest_and_end():
    outer = ua.geterr()
    with ua.errstate(divide="ignore"):
        with ua.errstate(invalid="raise"):
            assert (ua.geterr()["divide"], ua.geterr()["invalid"]) == ("ignore", "raise")
        assert ua.geterr()["invalid"] == outer["invalid"]
    assert ua.geterr() == outer

    @ua.errstate(divide="ignore")
    def quiet():
        return ua.geterr()["divide"]

    assert (quiet(), ua.geterr()["divide"]) == ("ignore", outer["divide"])


def test_states_belong_to_their_context():
    seen = []
    with ua.errstate(divide="ignore"):
        thread = threading.Thread(target=lambda: seen.append(ua.geterr()["divide"]), daemon=True)
        # Without the caller's context, as threads start by default before Python 3.14.
        contextvars.Context().run(lambda: seen.append(ua.geterr()["divide"]))
        thread.start()
        thread.join()
    assert seen[0] == "warn"
