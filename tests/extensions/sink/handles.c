/* The handles that the context itself holds. */
#include "sink.h"
#include <string.h>

#define HANDLES(X)                                                                                                     \
    X(None) X(True) X(False) X(NotImplemented) X(Ellipsis) X(BaseException) X(Exception) X(StopAsyncIteration)          \
    X(StopIteration) X(GeneratorExit) X(ArithmeticError) X(LookupError) X(AssertionError) X(AttributeError)            \
    X(BufferError) X(EOFError) X(FloatingPointError) X(OSError) X(ImportError) X(ModuleNotFoundError) X(IndexError)    \
    X(KeyError) X(KeyboardInterrupt) X(MemoryError) X(NameError) X(OverflowError) X(RuntimeError) X(RecursionError)    \
    X(NotImplementedError) X(SyntaxError) X(IndentationError) X(TabError) X(ReferenceError) X(SystemError)             \
    X(SystemExit) X(TypeError) X(UnboundLocalError) X(UnicodeError) X(UnicodeEncodeError) X(UnicodeDecodeError)        \
    X(UnicodeTranslateError) X(ValueError) X(ZeroDivisionError) X(BlockingIOError) X(BrokenPipeError)                  \
    X(ChildProcessError) X(ConnectionError) X(ConnectionAbortedError) X(ConnectionRefusedError)                        \
    X(ConnectionResetError) X(FileExistsError) X(FileNotFoundError) X(InterruptedError) X(IsADirectoryError)           \
    X(NotADirectoryError) X(PermissionError) X(ProcessLookupError) X(TimeoutError) X(Warning) X(UserWarning)           \
    X(DeprecationWarning) X(PendingDeprecationWarning) X(SyntaxWarning) X(RuntimeWarning) X(FutureWarning)             \
    X(ImportWarning) X(UnicodeWarning) X(BytesWarning) X(ResourceWarning) X(BaseObjectType) X(TypeType) X(BoolType)    \
    X(LongType) X(FloatType) X(UnicodeType) X(TupleType) X(ListType) X(ComplexType) X(BytesType) X(MemoryViewType)     \
    X(CapsuleType) X(SliceType) X(Builtins)

/* handle(name): what ctx->h_<name> stands for. */
ONE(handle)
{
    const char *name = HPyUnicode_AsUTF8AndSize(ctx, arg, NULL);
#define LOOK(NAME)               \
    if (!strcmp(name, #NAME))    \
        return HPy_Dup(ctx, ctx->h_##NAME);
    HANDLES(LOOK)
    return HPyErr_SetObject(ctx, ctx->h_LookupError, arg);
}
/* The names of them all. */
NONE(handles)
{
    HPy list = HPyList_New(ctx, 0);
#define APPEND(NAME)                                 \
    {                                                \
        HPy text = HPyUnicode_FromString(ctx, #NAME); \
        HPyList_Append(ctx, list, text);             \
        HPy_Close(ctx, text);                        \
    }
    HANDLES(APPEND)
    return list;
}
/* (name of the context, its ABI version) */
NONE(context) { return HPy_BuildValue(ctx, "(si)", ctx->name, ctx->abi_version); }
