/* Every function of uniarray's array C API as a Python function, so that its tests can be written in Python. `None` is HPy_NULL where a
 * handle may be missing, and `...` is HPy_NULL where it may not. */
#ifndef ARRAYAPI_H
#define ARRAYAPI_H

#define UA_SHARED_API arrayapi_table
#ifndef ARRAYAPI_MODULE
#define UA_API_IS_ELSEWHERE
#endif
#include <hpy.h>
#include <uniarray/array_api.h>

#define METHOD(name)                                                                                                                       \
    HPyDef_METH(name, #name, HPyFunc_VARARGS)                                                                                              \
    static HPy name##_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)

#define WANT(n)                                                                                                                            \
    if (nargs != (n)) {                                                                                                                    \
        HPyErr_SetString(ctx, ctx->h_TypeError, "wrong number of arguments");                                                              \
        return HPy_NULL;                                                                                                                   \
    }

/* The handle, or null for `...` and None. */
static inline HPy or_null(HPyContext *ctx, HPy object)
{
    return HPy_Is(ctx, object, ctx->h_Ellipsis) || HPy_Is(ctx, object, ctx->h_None) ? HPy_NULL : object;
}

/* An int as None, or null if it is negative. */
static inline HPy status(HPyContext *ctx, int code)
{
    return code < 0 ? HPy_NULL : HPy_Dup(ctx, ctx->h_None);
}

static inline HPy integer(HPyContext *ctx, HPy_ssize_t value)
{
    return value < 0 && HPyErr_Occurred(ctx) ? HPy_NULL : HPyLong_FromSsize_t(ctx, value);
}

static inline int number(HPyContext *ctx, HPy object)
{
    return (int)HPyLong_AsSsize_t(ctx, object);
}

/* The integers of a tuple: how many, or -1. `None` is none at all. */
int integers(HPyContext *ctx, HPy tuple, HPy_ssize_t values[64]);

/* Integers as a tuple. */
HPy tuple_of(HPyContext *ctx, int count, const HPy_ssize_t *values);

/* What `loops.c` has for the module. */
extern HPyDef for_each_sum, for_each_copy, register_scaled, register_divmod10, register_wrong, released, from_memory, cost;
#if UA_API_MINOR >= 1
extern HPyDef register_matvec, register_summary;
#endif

#endif
