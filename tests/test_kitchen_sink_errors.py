"""Exceptions and warnings of the context."""

import errno
import os
import subprocess
import sys
import warnings

import hpyhost_fixtures
import pytest
from kitchen_sink import NULL, sink


def raising(exception):
    def function():
        raise exception

    return function


class TestSetting:
    def test_text(self):
        with pytest.raises(KeyError, match="größe") as caught:
            sink.HPyErr_SetString(KeyError, "größe")
        assert caught.value.args == ("größe",)
        assert type(caught.value) is KeyError

    def test_class_of_ones_own(self):
        class Own(Exception):
            def __init__(self, *args):
                super().__init__("made", *args)

        with pytest.raises(Own) as caught:
            sink.HPyErr_SetString(Own, "text")
        assert caught.value.args == ("made", "text")

    @pytest.mark.parametrize(
        ("value", "args"), [("x", ("x",)), (5, (5,)), ((1, 2), (1, 2)), (None, ()), ([1], ([1],))], ids=str
    )
    def test_object(self, value, args):
        with pytest.raises(LookupError) as caught:
            sink.HPyErr_SetObject(LookupError, value)
        assert caught.value.args == args

    def test_instance(self):
        error = KeyError("this one")
        with pytest.raises(KeyError) as caught:
            sink.HPyErr_SetObject(KeyError, error)
        assert caught.value is error

    def test_stop_iteration(self):
        with pytest.raises(StopIteration) as caught:
            sink.HPyErr_SetObject(StopIteration, 5)
        assert caught.value.value == 5

    def test_class_that_is_no_exception(self):
        # CPython says SystemError, others know no such thing.
        with pytest.raises((SystemError, TypeError)):
            sink.HPyErr_SetString(int, "text")

    def test_no_memory(self):
        with pytest.raises(MemoryError):
            sink.HPyErr_NoMemory()

    def test_context_is_the_exception_being_handled(self):
        with pytest.raises(ValueError, match="new") as caught:
            try:
                raise KeyError("old")
            except KeyError:
                sink.HPyErr_SetString(ValueError, "new")
        assert type(caught.value.__context__) is KeyError


class TestErrno:
    def test_plain(self):
        with pytest.raises(FileNotFoundError) as caught:
            sink.HPyErr_SetFromErrno(errno.ENOENT, OSError)
        assert caught.value.errno == errno.ENOENT
        assert caught.value.strerror == os.strerror(errno.ENOENT)
        assert caught.value.filename is None

    def test_file_name(self):
        with pytest.raises(PermissionError) as caught:
            sink.HPyErr_SetFromErrnoWithFilename(errno.EACCES, OSError, "some/file")
        assert caught.value.filename == "some/file"

    def test_no_file_name(self):
        with pytest.raises(PermissionError) as caught:
            sink.HPyErr_SetFromErrnoWithFilename(errno.EACCES, OSError, NULL)
        assert caught.value.filename is None

    def test_file_name_objects(self):
        with pytest.raises(FileExistsError) as caught:
            sink.HPyErr_SetFromErrnoWithFilenameObject(errno.EEXIST, OSError, "one")
        assert (caught.value.filename, caught.value.filename2) == ("one", None)
        with pytest.raises(FileExistsError) as caught:
            sink.HPyErr_SetFromErrnoWithFilenameObjects(errno.EEXIST, OSError, "one", "two")
        assert (caught.value.filename, caught.value.filename2) == ("one", "two")
        with pytest.raises(FileExistsError) as caught:
            sink.HPyErr_SetFromErrnoWithFilenameObjects(errno.EEXIST, OSError, NULL, NULL)
        assert (caught.value.filename, caught.value.filename2) == (None, None)

    def test_another_class(self):
        with pytest.raises(ValueError, match=os.strerror(errno.EBADF)) as caught:
            sink.HPyErr_SetFromErrno(errno.EBADF, ValueError)
        assert caught.value.args == (errno.EBADF, os.strerror(errno.EBADF))


class TestLooking:
    def test_clear(self):
        assert sink.HPyErr_Clear(raising(KeyError())) == (0, 1, 0)
        assert sink.HPyErr_Clear(int) == (0, 0, 0)

    def test_inside_of_a_handler(self):
        # An exception that is being handled is not set.
        try:
            raise KeyError
        except KeyError:
            assert sink.HPyErr_Clear(int) == (0, 0, 0)

    def test_matches(self):
        matches = sink.HPyErr_ExceptionMatches
        assert matches(raising(KeyError("x")), KeyError) is True
        assert matches(raising(KeyError("x")), LookupError) is True
        assert matches(raising(LookupError("x")), KeyError) is False
        assert matches(raising(KeyError("x")), (ValueError, KeyError)) is True
        assert matches(raising(KeyError("x")), (ValueError, OSError)) is False
        assert matches(raising(SystemExit(1)), BaseException) is True

    def test_replaced(self):
        with pytest.raises(KeyError, match="later"):
            sink.replace_exception(raising(ValueError("before")))

    def test_handed_on(self):
        error = ValueError("this one")
        with pytest.raises(ValueError, match="this one") as caught:
            sink.pass_exception(raising(error))
        assert caught.value is error
        names = []
        trace = caught.value.__traceback__
        while trace:
            names.append(trace.tb_frame.f_code.co_name)
            trace = trace.tb_next
        assert names[-1] == "function"

    @pytest.mark.parametrize("error", [SystemExit(3), KeyboardInterrupt(), GeneratorExit()], ids=repr)
    def test_those_that_are_no_errors(self, error):
        with pytest.raises(type(error)):
            sink.pass_exception(raising(error))


class TestNew:
    def test_plain(self):
        new = sink.HPyErr_NewException("some.module.NewError", NULL, NULL)
        assert issubclass(new, Exception)
        assert (new.__module__, new.__name__) == ("some.module", "NewError")
        assert new.__bases__ == (Exception,)
        with pytest.raises(new, match="text"):
            sink.HPyErr_SetString(new, "text")

    def test_bases_and_dictionary(self):
        new = sink.HPyErr_NewException("m.New", KeyError, {"attribute": 5})
        assert new.__bases__ == (KeyError,)
        assert new.attribute == 5
        new = sink.HPyErr_NewException("m.New", (KeyError, OSError), NULL)
        assert new.__bases__ == (KeyError, OSError)

    def test_documented(self):
        new = sink.HPyErr_NewExceptionWithDoc("m.New", "What it says.", ValueError, {"attribute": 5})
        assert new.__doc__ == "What it says."
        assert new.attribute == 5
        assert issubclass(new, ValueError)
        assert sink.HPyErr_NewExceptionWithDoc("m.New", NULL, NULL, NULL).__doc__ is None

    @pytest.mark.parametrize("name", ["WithoutModule", ""])
    def test_name_without_module(self, name):
        with pytest.raises(SystemError, match=r"module\.class"):
            sink.HPyErr_NewException(name, NULL, NULL)
        with pytest.raises(SystemError, match=r"module\.class"):
            sink.HPyErr_NewExceptionWithDoc(name, "doc", NULL, NULL)


class TestWarnings:
    def test_warning(self):
        with pytest.warns(DeprecationWarning, match="größe") as caught:
            assert sink.HPyErr_WarnEx(DeprecationWarning, "größe", 1) == 0
        assert len(caught) == 1

    def test_place(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            sink.HPyErr_WarnEx(UserWarning, "here", 1)
        assert os.path.basename(caught[0].filename) == os.path.basename(__file__)

    def test_no_category(self):
        with pytest.warns(RuntimeWarning, match="text"):
            assert sink.HPyErr_WarnEx(NULL, "text", 1) == 0

    def test_as_an_error(self):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with pytest.raises(UserWarning, match="text"):
                sink.HPyErr_WarnEx(UserWarning, "text", 1)

    def test_ignored(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("ignore")
            assert sink.HPyErr_WarnEx(UserWarning, "text", 1) == 0
        assert caught == []


class TestUnraisable:
    @pytest.fixture
    def seen(self, monkeypatch):
        seen = []
        monkeypatch.setattr(
            sys, "unraisablehook", lambda args: seen.append((args.exc_type, args.exc_value, args.object))
        )
        return seen

    def test_object(self, seen):
        error, thing = ValueError("lost"), object()
        assert sink.HPyErr_WriteUnraisable(raising(error), thing) is None
        assert seen == [(ValueError, error, thing)]

    def test_no_object(self, seen):
        sink.HPyErr_WriteUnraisable(raising(KeyError()), NULL)
        assert [(entry[0], entry[2]) for entry in seen] == [(KeyError, None)]


def test_fatal_error():
    path = str(hpyhost_fixtures.built("sink"))
    program = f"import hpyhost; hpyhost.load('sink', {path!r}).HPy_FatalError('the end is here'); print('after')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "the end is here" in done.stderr
    assert "after" not in done.stdout
