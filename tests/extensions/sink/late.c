/* The functions in words 247 to 265 of the context, but for capsules. PyPy 7.3 has each one word later, so that a
 * binary built with the headers of 0.9.0 must not call them there. */
#include "sink.h"

MANY(HPy_Call)
{
    /* (callable, number of positional arguments, names or ..., arguments) */
    return HPy_Call(ctx, args[0], args + 3, (size_t)HPyLong_AsSsize_t(ctx, args[1]), sink_null(ctx, args[2]));
}
MANY(HPy_CallMethod)
{
    /* (name, number of positional arguments with the receiver, names or ..., receiver, arguments) */
    return HPy_CallMethod(ctx, args[0], args + 3, (size_t)HPyLong_AsSsize_t(ctx, args[1]), sink_null(ctx, args[2]));
}

ONE(HPyType_GetName)
{
    const char *name = HPyType_GetName(ctx, arg);
    return name == NULL ? HPy_NULL : HPyUnicode_FromString(ctx, name);
}
MANY(HPyType_IsSubtype) { return sink_number(ctx, HPyType_IsSubtype(ctx, args[0], args[1]), 0); }

MANY(HPyUnicode_FromEncodedObject)
{
    return HPyUnicode_FromEncodedObject(ctx, args[0], sink_text(ctx, args[1]), sink_text(ctx, args[2]));
}
MANY(HPyUnicode_Substring)
{
    return HPyUnicode_Substring(ctx, args[0], HPyLong_AsSsize_t(ctx, args[1]), HPyLong_AsSsize_t(ctx, args[2]));
}

H_FROM_H(HPyDict_Keys)
H_FROM_H(HPyDict_Copy)

ONE(HPySlice_Unpack)
{
    HPy_ssize_t start = -1, stop = -1, step = -1;
    if (HPySlice_Unpack(ctx, arg, &start, &stop, &step) < 0)
        return HPy_NULL;
    return HPy_BuildValue(ctx, "(nnn)", start, stop, step);
}

MANY(HPy_Compile_s)
{
    return HPy_Compile_s(ctx, sink_text(ctx, args[0]), sink_text(ctx, args[1]),
                         (HPy_SourceKind)HPyLong_AsInt32_t(ctx, args[2]));
}
MANY(HPy_EvalCode) { return HPy_EvalCode(ctx, args[0], sink_null(ctx, args[1]), sink_null(ctx, args[2])); }

MANY(HPyContextVar_New) { return HPyContextVar_New(ctx, sink_text(ctx, args[0]), sink_null(ctx, args[1])); }
MANY(HPyContextVar_Set) { return HPyContextVar_Set(ctx, args[0], args[1]); }
/* (variable, default or ...): the value; "nothing" if there is none. */
MANY(HPyContextVar_Get)
{
    HPy value = HPy_NULL;
    if (HPyContextVar_Get(ctx, args[0], sink_null(ctx, args[1]), &value) < 0)
        return HPyErr_Occurred(ctx) ? HPy_NULL : HPyErr_SetString(ctx, ctx->h_SystemError, "failed without exception");
    return HPy_IsNull(value) ? HPyUnicode_FromString(ctx, "nothing") : value;
}
