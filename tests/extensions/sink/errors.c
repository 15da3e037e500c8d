/* Exceptions and warnings. */
#include "sink.h"
#include <errno.h>

MANY(HPyErr_SetString) { return HPyErr_SetString(ctx, args[0], sink_text(ctx, args[1])); }
MANY(HPyErr_SetObject) { return HPyErr_SetObject(ctx, args[0], args[1]); }
NONE(HPyErr_NoMemory) { return HPyErr_NoMemory(ctx); }

/* Functions of errno: (errno, class, file names...). */
#define ERRNO(H) errno = HPyLong_AsInt32_t(ctx, H)
MANY(HPyErr_SetFromErrno)
{
    ERRNO(args[0]);
    return HPyErr_SetFromErrno(ctx, args[1]);
}
MANY(HPyErr_SetFromErrnoWithFilename)
{
    const char *name = sink_text(ctx, args[2]);
    ERRNO(args[0]);
    return HPyErr_SetFromErrnoWithFilename(ctx, args[1], name);
}
MANY(HPyErr_SetFromErrnoWithFilenameObject)
{
    ERRNO(args[0]);
    return HPyErr_SetFromErrnoWithFilenameObject(ctx, args[1], args[2]);
}
MANY(HPyErr_SetFromErrnoWithFilenameObjects)
{
    HPy first = sink_null(ctx, args[2]), second = sink_null(ctx, args[3]);
    ERRNO(args[0]);
    return HPyErr_SetFromErrnoWithFilenameObjects(ctx, args[1], first, second);
}

/* Calls the argument: (whether an exception was set before, whether after, whether after clearing it). */
ONE(HPyErr_Clear)
{
    int before = HPyErr_Occurred(ctx);
    HPy_Close(ctx, HPy_CallTupleDict(ctx, arg, HPy_NULL, HPy_NULL));
    int after = HPyErr_Occurred(ctx);
    HPyErr_Clear(ctx);
    return HPy_BuildValue(ctx, "(iii)", !!before, !!after, !!HPyErr_Occurred(ctx));
}
/* Whether the exception that the first argument raises is matched by the second: a class or a tuple of them. */
MANY(HPyErr_ExceptionMatches)
{
    HPy result = HPy_CallTupleDict(ctx, args[0], HPy_NULL, HPy_NULL);
    if (!HPy_IsNull(result)) {
        HPy_Close(ctx, result);
        return HPyErr_SetString(ctx, ctx->h_SystemError, "nothing was raised");
    }
    int matches = HPyErr_ExceptionMatches(ctx, args[1]);
    HPyErr_Clear(ctx);
    return HPyBool_FromBool(ctx, matches);
}
/* An exception is replaced by the one that is set later. */
ONE(replace_exception)
{
    HPy_Close(ctx, HPy_CallTupleDict(ctx, arg, HPy_NULL, HPy_NULL));
    return HPyErr_SetString(ctx, ctx->h_KeyError, "later");
}
/* An exception comes through unchanged, with a clean up in between. */
ONE(pass_exception)
{
    HPy something = HPyLong_FromInt32_t(ctx, 1000);
    HPy result = HPy_CallTupleDict(ctx, arg, HPy_NULL, HPy_NULL);
    HPy_Close(ctx, something);
    return result;
}

MANY(HPyErr_NewException)
{
    return HPyErr_NewException(ctx, sink_text(ctx, args[0]), sink_null(ctx, args[1]), sink_null(ctx, args[2]));
}
MANY(HPyErr_NewExceptionWithDoc)
{
    return HPyErr_NewExceptionWithDoc(ctx, sink_text(ctx, args[0]), sink_text(ctx, args[1]), sink_null(ctx, args[2]),
                                      sink_null(ctx, args[3]));
}

MANY(HPyErr_WarnEx)
{
    return sink_status(ctx, HPyErr_WarnEx(ctx, sink_null(ctx, args[0]), sink_text(ctx, args[1]),
                                          HPyLong_AsSsize_t(ctx, args[2])));
}
/* The exception that the first argument raises goes to sys.unraisablehook. */
MANY(HPyErr_WriteUnraisable)
{
    HPy_Close(ctx, HPy_CallTupleDict(ctx, args[0], HPy_NULL, HPy_NULL));
    HPyErr_WriteUnraisable(ctx, sink_null(ctx, args[1]));
    return sink_none(ctx);
}
/* Ends the process. */
ONE(HPy_FatalError) { HPy_FatalError(ctx, sink_text(ctx, arg)); }
