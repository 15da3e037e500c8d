/* The helpers that come with HPy's headers and are linked into every extension. They show what they need of a host. */
#include "sink.h"

METHOD(HPyArg_ParseKeywords, KEYWORDS)
static HPy sink_HPyArg_ParseKeywords_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs, HPy kwnames)
{
    static const char *names[] = {"number", "real", "thing", NULL};
    HPyTracker tracker;
    long number;
    double real = 0.25;
    HPy thing = HPy_NULL;
    if (!HPyArg_ParseKeywords(ctx, &tracker, args, nargs, kwnames, "l|dO:parse", names, &number, &real, &thing))
        return HPy_NULL;
    HPy result = HPy_BuildValue(ctx, "(ldO)", number, real, HPy_IsNull(thing) ? ctx->h_None : thing);
    HPyTracker_Close(ctx, tracker);
    return result;
}
NONE(HPy_BuildValue)
{
    return HPy_BuildValue(ctx, "(i[s(d)]{s:O,s:n})", 1, "two", 3.0, "four", ctx->h_True, "five", (HPy_ssize_t)5);
}
ONE(HPyUnicode_FromFormat) { return HPyUnicode_FromFormat(ctx, "%5d|%s|%R|%S", 42, "ab", arg, arg); }
MANY(HPyErr_Format) { return HPyErr_Format(ctx, args[0], "%s: %A", "formatted", args[1]); }

static HPyStructSequence_Field fields[] = {{"first", "the first"}, {"second", NULL}, {NULL, NULL}};
static HPyStructSequence_Desc description = {.name = "sink.Pair", .doc = "Two.", .fields = fields};
MANY(HPyStructSequence_New)
{
    HPy type = HPyStructSequence_NewType(ctx, &description);
    HPy pair = HPyStructSequence_New(ctx, type, (HPy_ssize_t)nargs, (HPy *)args);
    HPy_Close(ctx, type);
    return pair;
}
