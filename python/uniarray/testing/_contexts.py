"""Assertions about exceptions and warnings."""

import contextlib
import functools
import re
import unittest
import warnings

__all__ = [
    "assert_no_gc_cycles",
    "assert_no_warnings",
    "assert_raises",
    "assert_raises_regex",
    "assert_warns",
    "clear_and_catch_warnings",
    "suppress_warnings",
    "tempdir",
    "temppath",
]


class _Case(unittest.TestCase):
    def nop(self):
        """Nothing; test cases need a method."""


_case = _Case("nop")


def assert_raises(*args, **kwargs):
    """Asserts that a call, or the block of a ``with`` statement, raises an exception of a class.

    Parameters
    ----------
    exception_class : class or tuple of classes
    callable, *args, **kwargs
        What to call; without it the result is a context manager.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_raises(ZeroDivisionError, lambda: 1 // 0)
    """
    return _case.assertRaises(*args, **kwargs)


def assert_raises_regex(exception_class, expected_regexp, *args, **kwargs):
    """Asserts that a call, or the block of a ``with`` statement, raises an exception whose text matches.

    Examples
    --------
    >>> import uniarray as np
    >>> with np.testing.assert_raises_regex(ValueError, "invalid literal"):
    ...     int("x")
    """
    return _case.assertRaisesRegex(exception_class, expected_regexp, *args, **kwargs)


@contextlib.contextmanager
def _warns(warning_class, name):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        yield told
    if not any(issubclass(one.category, warning_class) for one in told):
        raise AssertionError("No warning raised" + (f" when calling {name}" if name else ""))


def assert_warns(warning_class, *args, **kwargs):
    """Asserts that a call, or the block of a ``with`` statement, warns by a class.

    Examples
    --------
    >>> import uniarray as np
    >>> with np.testing.assert_warns(RuntimeWarning):
    ...     _ = np.array([1.0]) / 0
    """
    if not args:
        if kwargs:
            raise RuntimeError("assert_warns(...) needs at least one arg")
        return _warns(warning_class, None)
    function, *rest = args
    with _warns(warning_class, function.__name__):
        return function(*rest, **kwargs)


@contextlib.contextmanager
def _no_warnings(name):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        yield
    if told:
        raise AssertionError(f"Got warnings{f' when calling {name}' if name else ''}: {told}")


def assert_no_warnings(*args, **kwargs):
    """Asserts that a call, or the block of a ``with`` statement, does not warn.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_no_warnings(abs, -1)
    1
    """
    if not args:
        return _no_warnings(None)
    function, *rest = args
    with _no_warnings(function.__name__):
        return function(*rest, **kwargs)


class clear_and_catch_warnings(warnings.catch_warnings):
    """``warnings.catch_warnings`` that also forgets what some modules have warned of already.

    Examples
    --------
    >>> import uniarray as np
    >>> with np.testing.clear_and_catch_warnings(record=True) as told:
    ...     pass
    >>> told
    []
    """

    class_modules = ()

    def __init__(self, record=False, modules=()):
        self.modules = set(modules).union(self.class_modules)
        self._registries = {}
        super().__init__(record=record)

    def __enter__(self):
        for module in self.modules:
            registry = getattr(module, "__warningregistry__", None)
            if registry is not None:
                self._registries[module] = registry.copy()
                registry.clear()
        return super().__enter__()

    def __exit__(self, *error):
        super().__exit__(*error)
        for module in self.modules:
            if hasattr(module, "__warningregistry__"):
                module.__warningregistry__.clear()
            if module in self._registries:
                module.__warningregistry__.update(self._registries[module])


class suppress_warnings:
    """Warnings filtered or recorded within a ``with`` block or a decorated function.

    Parameters
    ----------
    forwarding_rule : {'always', 'once', 'module', 'location'}
        Which of the same warnings reach the outside.

    Examples
    --------
    >>> import uniarray as np
    >>> with np.testing.suppress_warnings() as sup:
    ...     sup.filter(RuntimeWarning)
    ...     _ = np.array([1.0]) / 0
    """

    def __init__(self, forwarding_rule="always", _warn=True):
        if forwarding_rule not in {"always", "once", "module", "location"}:
            raise ValueError("unsupported forwarding rule.")
        self._rule, self._filters, self._entered = forwarding_rule, [], False
        self.log = []

    def _add(self, category, message, module, record):
        log = [] if record else None
        self._filters.append((category, re.compile(message, re.I), module, log))
        return log

    def filter(self, category=Warning, message="", module=None):
        """Drops warnings of a class whose text begins so, from one module if that is given."""
        self._add(category, message, module, False)

    def record(self, category=Warning, message="", module=None):
        """Drops such warnings, and gives the list in which they are kept."""
        return self._add(category, message, module, True)

    def __enter__(self):
        if self._entered:
            raise RuntimeError("cannot enter suppress_warnings twice.")
        self._entered = True
        self._catch = warnings.catch_warnings()
        self._catch.__enter__()
        self._show = warnings.showwarning
        self._seen = set()
        warnings.simplefilter("always")
        warnings.showwarning = self._showwarning
        return self

    def __exit__(self, *error):
        self._catch.__exit__(*error)
        self._entered = False

    def _showwarning(self, message, category, filename, lineno, file=None, line=None):
        for wanted, pattern, module, log in reversed(self._filters):
            if not issubclass(category, wanted) or not pattern.match(str(message)):
                continue
            if module is not None and not (getattr(module, "__file__", None) or "").startswith(filename):
                continue
            if log is not None:
                told = warnings.WarningMessage(message, category, filename, lineno, file, line)
                self.log.append(told)
                log.append(told)
            return
        key = {"once": (category, str(message)), "module": (category, str(message), filename)}.get(
            self._rule, (category, str(message), filename, lineno)
        )
        if self._rule == "always" or key not in self._seen:
            self._seen.add(key)
            self._show(message, category, filename, lineno, file, line)

    def __call__(self, func):
        @functools.wraps(func)
        def inner(*args, **kwargs):
            with self:
                return func(*args, **kwargs)

        return inner


@contextlib.contextmanager
def tempdir(*args, **kwargs):
    """A directory that is removed at the end of the ``with`` block; arguments are those of ``tempfile.mkdtemp``.

    Examples
    --------
    >>> import os
    >>> import uniarray as np
    >>> with np.testing.tempdir() as path:
    ...     os.path.isdir(path)
    True
    """
    import shutil
    import tempfile

    path = tempfile.mkdtemp(*args, **kwargs)
    try:
        yield path
    finally:
        shutil.rmtree(path)


@contextlib.contextmanager
def temppath(*args, **kwargs):
    """The path of a file that is removed at the end of the ``with`` block; arguments are those of ``tempfile.mkstemp``.

    Examples
    --------
    >>> import os
    >>> import uniarray as np
    >>> with np.testing.temppath(suffix=".txt") as path:
    ...     os.path.isfile(path)
    True
    """
    import os
    import tempfile

    number, path = tempfile.mkstemp(*args, **kwargs)
    os.close(number)
    try:
        yield path
    finally:
        os.remove(path)


@contextlib.contextmanager
def _no_cycles(name):
    import gc

    gc.collect()
    was_enabled, old = gc.isenabled(), gc.get_debug() if hasattr(gc, "get_debug") else None
    gc.disable()
    try:
        yield
        found = gc.collect() if old is not None else 0
    finally:
        if was_enabled:
            gc.enable()
    if found:
        raise AssertionError(f"Reference cycles were found{f' when calling {name}' if name else ''}: {found} objects")


def assert_no_gc_cycles(*args, **kwargs):
    """Asserts that a call, or the block of a ``with`` statement, leaves nothing to the collector of cycles.

    Where the interpreter does not count references there is nothing to assert.

    Examples
    --------
    >>> import uniarray as np
    >>> np.testing.assert_no_gc_cycles(abs, -1)
    """
    if not args:
        return _no_cycles(None)
    function, *rest = args
    with _no_cycles(function.__name__):
        function(*rest, **kwargs)
    return None
