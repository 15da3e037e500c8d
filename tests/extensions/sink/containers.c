/* Lists, tuples, dictionaries, their builders, and trackers of handles. */
#include "sink.h"
#include <stdlib.h>

CHECK_OF_H(HPyList_Check)
CHECK_OF_H(HPyTuple_Check)
CHECK_OF_H(HPyDict_Check)
NONE(HPyDict_New) { return HPyDict_New(ctx); }

/* A list of that many items that are not set: CPython allows no more than asking for its length. */
ONE(HPyList_New) { return HPyList_New(ctx, HPyLong_AsSsize_t(ctx, arg)); }
MANY(HPyList_Append) { return sink_status(ctx, HPyList_Append(ctx, args[0], args[1])); }

MANY(HPyTuple_FromArray) { return HPyTuple_FromArray(ctx, (HPy *)args, (HPy_ssize_t)nargs); }
MANY(HPyTuple_Pack)
{
    if (nargs == 0)
        return HPyTuple_Pack(ctx, 0);
    return sink_count(ctx, nargs, 3, 3) ? HPyTuple_Pack(ctx, 3, args[0], args[1], args[2]) : HPy_NULL;
}

/* Builders: the arguments from back to front. */
MANY(HPyListBuilder_Build)
{
    HPyListBuilder builder = HPyListBuilder_New(ctx, (HPy_ssize_t)nargs);
    for (size_t i = nargs; i-- > 0;)
        HPyListBuilder_Set(ctx, builder, (HPy_ssize_t)i, args[i]);
    return HPyListBuilder_Build(ctx, builder);
}
MANY(HPyTupleBuilder_Build)
{
    HPyTupleBuilder builder = HPyTupleBuilder_New(ctx, (HPy_ssize_t)nargs);
    for (size_t i = nargs; i-- > 0;)
        HPyTupleBuilder_Set(ctx, builder, (HPy_ssize_t)i, args[i]);
    return HPyTupleBuilder_Build(ctx, builder);
}

/* Builders that are given up after some items were set. */
MANY(HPyListBuilder_Cancel)
{
    HPyListBuilder builder = HPyListBuilder_New(ctx, (HPy_ssize_t)nargs + 1);
    for (size_t i = 0; i < nargs; i++)
        HPyListBuilder_Set(ctx, builder, (HPy_ssize_t)i, args[i]);
    HPyListBuilder_Cancel(ctx, builder);
    return sink_none(ctx);
}
MANY(HPyTupleBuilder_Cancel)
{
    HPyTupleBuilder builder = HPyTupleBuilder_New(ctx, (HPy_ssize_t)nargs + 1);
    for (size_t i = 0; i < nargs; i++)
        HPyTupleBuilder_Set(ctx, builder, (HPy_ssize_t)i, args[i]);
    HPyTupleBuilder_Cancel(ctx, builder);
    return sink_none(ctx);
}

/* More items than any machine has memory for: the failure shows at the end. Nothing may be set before. */
NONE(huge_list)
{
    HPyListBuilder builder = HPyListBuilder_New(ctx, HPY_SSIZE_T_MAX / 2);
    return HPyListBuilder_Build(ctx, builder);
}
NONE(huge_tuple)
{
    HPyTupleBuilder builder = HPyTupleBuilder_New(ctx, HPY_SSIZE_T_MAX / 2);
    return HPyTupleBuilder_Build(ctx, builder);
}

/* A tracker takes a second handle of each argument: closed together, or forgotten and closed one by one. It grows
 * beyond the size that it was made with. */
MANY(HPyTracker_Close)
{
    HPyTracker tracker = HPyTracker_New(ctx, 1);
    for (size_t i = 0; i < nargs; i++)
        if (HPyTracker_Add(ctx, tracker, HPy_Dup(ctx, args[i])) < 0)
            return HPyErr_SetString(ctx, ctx->h_SystemError, "the tracker refuses a handle");
    HPyTracker_Close(ctx, tracker);
    return sink_none(ctx);
}
MANY(HPyTracker_ForgetAll)
{
    HPy list = HPyList_New(ctx, 0);
    HPyTracker tracker = HPyTracker_New(ctx, 0);
    HPy *copies = malloc(nargs * sizeof(HPy));
    for (size_t i = 0; i < nargs; i++) {
        copies[i] = HPy_Dup(ctx, args[i]);
        HPyTracker_Add(ctx, tracker, copies[i]);
    }
    HPyTracker_ForgetAll(ctx, tracker);
    HPyTracker_Close(ctx, tracker);
    for (size_t i = 0; i < nargs; i++) {
        HPyList_Append(ctx, list, copies[i]);
        HPy_Close(ctx, copies[i]);
    }
    free(copies);
    return list;
}

/* Where a slice of a sequence of that length begins and ends, and how many items it has. */
MANY(HPySlice_AdjustIndices)
{
    HPy_ssize_t length = HPyLong_AsSsize_t(ctx, args[0]), start = HPyLong_AsSsize_t(ctx, args[1]),
                stop = HPyLong_AsSsize_t(ctx, args[2]), step = HPyLong_AsSsize_t(ctx, args[3]);
    HPy_ssize_t items = HPySlice_AdjustIndices(ctx, length, &start, &stop, step);
    return HPy_BuildValue(ctx, "(nnn)", start, stop, items);
}
