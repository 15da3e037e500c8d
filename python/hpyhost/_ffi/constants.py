"""The objects that the context has handles of: each handle is the word of the context that it lies in."""

import builtins

from hpyhost._ffi.capsule import PyCapsule

_FIRST_EXCEPTION = 8
_EXCEPTIONS = """
    BaseException Exception StopAsyncIteration StopIteration GeneratorExit ArithmeticError LookupError AssertionError
    AttributeError BufferError EOFError FloatingPointError OSError ImportError ModuleNotFoundError IndexError KeyError
    KeyboardInterrupt MemoryError NameError OverflowError RuntimeError RecursionError NotImplementedError SyntaxError
    IndentationError TabError ReferenceError SystemError SystemExit TypeError UnboundLocalError UnicodeError
    UnicodeEncodeError UnicodeDecodeError UnicodeTranslateError ValueError ZeroDivisionError BlockingIOError
    BrokenPipeError ChildProcessError ConnectionError ConnectionAbortedError ConnectionRefusedError ConnectionResetError
    FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError
    ProcessLookupError TimeoutError Warning UserWarning DeprecationWarning PendingDeprecationWarning SyntaxWarning
    RuntimeWarning FutureWarning ImportWarning UnicodeWarning BytesWarning ResourceWarning
"""

_exceptions = [getattr(builtins, name) for name in _EXCEPTIONS.split()]

NONE, TRUE, FALSE, NOT_IMPLEMENTED, ELLIPSIS = range(3, 8)

# Handle to object.
OBJECTS = {NONE: None, TRUE: True, FALSE: False, NOT_IMPLEMENTED: NotImplemented, ELLIPSIS: ...}
OBJECTS.update(enumerate(_exceptions, _FIRST_EXCEPTION))
OBJECTS.update(enumerate([object, type, bool, int, float, str, tuple, list], _FIRST_EXCEPTION + len(_exceptions)))
OBJECTS.update(enumerate([complex, bytes, memoryview, PyCapsule, slice, vars(builtins)], 241))
