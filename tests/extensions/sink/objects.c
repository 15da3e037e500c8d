/* Objects: handles, attributes, items, comparison, text of an object, calls with a tuple and a dict. */
#include "sink.h"

/* Many handles of one object, closed in another order than they were made. */
ONE(HPy_Dup)
{
    HPy copies[100];
    for (int i = 0; i < 100; i++)
        copies[i] = HPy_Dup(ctx, i % 2 ? copies[i - 1] : arg);
    int same = 1;
    for (int i = 1; i < 100; i++) {
        same = same && HPy_Is(ctx, copies[i], arg);
        HPy_Close(ctx, copies[i]);
    }
    if (!same)
        HPyErr_SetString(ctx, ctx->h_SystemError, "a duplicate is another object");
    return same ? copies[0] : HPy_NULL;
}

NONE(HPy_Close)
{
    /* The null handle may be duplicated and closed. */
    HPy_Close(ctx, HPy_NULL);
    return HPyBool_FromBool(ctx, HPy_IsNull(HPy_Dup(ctx, HPy_NULL)));
}

H_FROM_HH(HPy_GetAttr)
MANY(HPy_GetAttr_s) { return HPy_GetAttr_s(ctx, args[0], sink_text(ctx, args[1])); }
MANY(HPy_HasAttr) { return sink_number(ctx, HPy_HasAttr(ctx, args[0], args[1]), 0); }
MANY(HPy_HasAttr_s) { return sink_number(ctx, HPy_HasAttr_s(ctx, args[0], sink_text(ctx, args[1])), 0); }
MANY(HPy_SetAttr) { return sink_status(ctx, HPy_SetAttr(ctx, args[0], args[1], sink_null(ctx, args[2]))); }
MANY(HPy_SetAttr_s)
{
    return sink_status(ctx, HPy_SetAttr_s(ctx, args[0], sink_text(ctx, args[1]), sink_null(ctx, args[2])));
}
MANY(HPy_DelAttr) { return sink_status(ctx, HPy_DelAttr(ctx, args[0], args[1])); }
MANY(HPy_DelAttr_s) { return sink_status(ctx, HPy_DelAttr_s(ctx, args[0], sink_text(ctx, args[1]))); }

#define INDEX(H) HPyLong_AsSsize_t(ctx, H)
H_FROM_HH(HPy_GetItem)
MANY(HPy_GetItem_i) { return HPy_GetItem_i(ctx, args[0], INDEX(args[1])); }
MANY(HPy_GetItem_s) { return HPy_GetItem_s(ctx, args[0], sink_text(ctx, args[1])); }
MANY(HPy_SetItem) { return sink_status(ctx, HPy_SetItem(ctx, args[0], args[1], args[2])); }
MANY(HPy_SetItem_i) { return sink_status(ctx, HPy_SetItem_i(ctx, args[0], INDEX(args[1]), args[2])); }
MANY(HPy_SetItem_s) { return sink_status(ctx, HPy_SetItem_s(ctx, args[0], sink_text(ctx, args[1]), args[2])); }
MANY(HPy_DelItem) { return sink_status(ctx, HPy_DelItem(ctx, args[0], args[1])); }
MANY(HPy_DelItem_i) { return sink_status(ctx, HPy_DelItem_i(ctx, args[0], INDEX(args[1]))); }
MANY(HPy_DelItem_s) { return sink_status(ctx, HPy_DelItem_s(ctx, args[0], sink_text(ctx, args[1]))); }
MANY(HPy_Contains) { return sink_status(ctx, HPy_Contains(ctx, args[0], args[1])); }
STATUS_OF_H(HPy_Length)

H_FROM_H(HPy_Type)
MANY(HPy_TypeCheck) { return sink_number(ctx, HPy_TypeCheck(ctx, args[0], args[1]), 0); }
MANY(HPy_Is) { return sink_number(ctx, HPy_Is(ctx, args[0], args[1]), 0); }
STATUS_OF_H(HPy_IsTrue)
CHECK_OF_H(HPyCallable_Check)

H_FROM_H(HPy_Repr)
H_FROM_H(HPy_Str)
H_FROM_H(HPy_ASCII)
H_FROM_H(HPy_Bytes)
STATUS_OF_H(HPy_Hash)

#define OPERATOR(H) HPyLong_AsInt32_t(ctx, H)
MANY(HPy_RichCompare) { return HPy_RichCompare(ctx, args[0], args[1], OPERATOR(args[2])); }
MANY(HPy_RichCompareBool)
{
    return sink_status(ctx, HPy_RichCompareBool(ctx, args[0], args[1], OPERATOR(args[2])));
}

MANY(HPy_CallTupleDict)
{
    if (!sink_count(ctx, nargs, 3, 3))
        return HPy_NULL;
    return HPy_CallTupleDict(ctx, args[0], sink_null(ctx, args[1]), sink_null(ctx, args[2]));
}
MANY(HPy_CallMethodTupleDict)
{
    return HPy_CallMethodTupleDict(ctx, args[0], args[1], args[2], sink_null(ctx, args[3]));
}
MANY(HPy_CallMethodTupleDict_s)
{
    return HPy_CallMethodTupleDict_s(ctx, sink_text(ctx, args[0]), args[1], args[2], sink_null(ctx, args[3]));
}

/* Prints what the host knows about the object to stderr; the form is the host's own. */
ONE(_HPy_Dump)
{
    _HPy_Dump(ctx, arg);
    return sink_none(ctx);
}
