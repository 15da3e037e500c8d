/* How arguments are read and results given back. */
#include "sink.h"

int sink_count(HPyContext *ctx, size_t nargs, size_t least, size_t most)
{
    if (nargs >= least && nargs <= most)
        return 1;
    HPyErr_SetString(ctx, ctx->h_TypeError, "wrong number of arguments for the kitchen sink");
    return 0;
}

HPy sink_null(HPyContext *ctx, HPy h)
{
    return HPy_Is(ctx, h, ctx->h_Ellipsis) ? HPy_NULL : h;
}

const char *sink_text(HPyContext *ctx, HPy h)
{
    return HPy_Is(ctx, h, ctx->h_Ellipsis) ? NULL : HPyUnicode_AsUTF8AndSize(ctx, h, NULL);
}

HPy sink_number(HPyContext *ctx, int64_t result, int failed)
{
    if (!HPyErr_Occurred(ctx))
        return HPyLong_FromInt64_t(ctx, result);
    if (!failed) {
        HPyErr_Clear(ctx);
        HPyErr_SetString(ctx, ctx->h_SystemError, "an exception is set but the result says success");
    }
    return HPy_NULL;
}

HPy sink_status(HPyContext *ctx, int64_t result)
{
    if (result == -1 && !HPyErr_Occurred(ctx))
        return HPyErr_SetString(ctx, ctx->h_SystemError, "the result says failure but no exception is set");
    return sink_number(ctx, result, result == -1);
}

HPy sink_none(HPyContext *ctx)
{
    return HPyErr_Occurred(ctx) ? HPy_NULL : HPy_Dup(ctx, ctx->h_None);
}
