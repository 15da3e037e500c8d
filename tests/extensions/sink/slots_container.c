/* Types with the slots for sequences and for mappings. Each keeps the last thing that was stored or deleted. */
#include "sink.h"

typedef struct {
    HPyField last;
} Container;
HPyType_HELPERS(Container)

static int keep(HPyContext *ctx, HPy self, HPy value)
{
    if (HPy_IsNull(value))
        return -1;
    HPyField_Store(ctx, self, &Container_AsStruct(ctx, self)->last, value);
    HPy_Close(ctx, value);
    return 0;
}

HPyDef_SLOT(Container_tp_traverse, HPy_tp_traverse)
static int Container_tp_traverse_impl(void *self, HPyFunc_visitproc visit, void *arg)
{
    HPy_VISIT(&((Container *)self)->last);
    return 0;
}
/* One definition per type: the reference host changes the definition of such a member when it makes a type. */
#define LAST(TYPE) HPyDef_MEMBER(TYPE##_last, "last", HPyMember_OBJECT, offsetof(Container, last))
LAST(Sequence)
LAST(Mapping)

/* A sequence of five items: item i is 10 * i. */
#define ITEMS 5
HPyDef_SLOT(Sequence_sq_length, HPy_sq_length)
static HPy_ssize_t Sequence_sq_length_impl(HPyContext *ctx, HPy self) { return ITEMS; }
HPyDef_SLOT(Sequence_sq_item, HPy_sq_item)
static HPy Sequence_sq_item_impl(HPyContext *ctx, HPy self, HPy_ssize_t index)
{
    if (index < 0 || index >= ITEMS)
        return HPyErr_SetString(ctx, ctx->h_IndexError, "the sequence has five items");
    return HPyLong_FromSsize_t(ctx, 10 * index);
}
HPyDef_SLOT(Sequence_sq_ass_item, HPy_sq_ass_item)
static int Sequence_sq_ass_item_impl(HPyContext *ctx, HPy self, HPy_ssize_t index, HPy value)
{
    if (index >= ITEMS) {
        HPyErr_SetString(ctx, ctx->h_IndexError, "the sequence has five items");
        return -1;
    }
    return keep(ctx, self,
                HPy_IsNull(value) ? HPy_BuildValue(ctx, "(sn)", "deleted", index)
                                  : HPy_BuildValue(ctx, "(snO)", "set", index, value));
}
HPyDef_SLOT(Sequence_sq_contains, HPy_sq_contains)
static int Sequence_sq_contains_impl(HPyContext *ctx, HPy self, HPy item)
{
    if (HPyUnicode_Check(ctx, item)) {
        HPyErr_SetString(ctx, ctx->h_TypeError, "no text in here");
        return -1;
    }
    return HPyLong_AsInt64_t(ctx, item) == 42;
}
#define CONCAT(SLOT)                          \
    HPyDef_SLOT(Sequence_##SLOT, HPy_##SLOT)  \
    static HPy Sequence_##SLOT##_impl(HPyContext *ctx, HPy a, HPy b) { return HPy_BuildValue(ctx, "(sOO)", #SLOT, a, b); }
CONCAT(sq_concat)
CONCAT(sq_inplace_concat)
#define REPEAT(SLOT)                          \
    HPyDef_SLOT(Sequence_##SLOT, HPy_##SLOT)  \
    static HPy Sequence_##SLOT##_impl(HPyContext *ctx, HPy a, HPy_ssize_t n) { return HPy_BuildValue(ctx, "(sOn)", #SLOT, a, n); }
REPEAT(sq_repeat)
REPEAT(sq_inplace_repeat)

static HPyDef *Sequence_defines[] = {
    &Container_tp_traverse, &Sequence_last, &Sequence_sq_length, &Sequence_sq_item, &Sequence_sq_ass_item,
    &Sequence_sq_contains, &Sequence_sq_concat, &Sequence_sq_inplace_concat, &Sequence_sq_repeat,
    &Sequence_sq_inplace_repeat, NULL};
static HPyType_Spec Sequence_spec = {
    .name = "sink.Sequence",
    .basicsize = sizeof(Container),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE | HPy_TPFLAGS_HAVE_GC,
    .builtin_shape = SHAPE(Container),
    .defines = Sequence_defines,
};
TYPE(Sequence, Sequence_spec)

/* A mapping in which every key maps to (key, key), but for None. */
HPyDef_SLOT(Mapping_mp_length, HPy_mp_length)
static HPy_ssize_t Mapping_mp_length_impl(HPyContext *ctx, HPy self)
{
    HPyErr_SetString(ctx, ctx->h_OverflowError, "infinitely many");
    return -1;
}
HPyDef_SLOT(Mapping_mp_subscript, HPy_mp_subscript)
static HPy Mapping_mp_subscript_impl(HPyContext *ctx, HPy self, HPy key)
{
    if (HPy_Is(ctx, key, ctx->h_None))
        return HPyErr_SetObject(ctx, ctx->h_KeyError, key);
    return HPyTuple_Pack(ctx, 2, key, key);
}
HPyDef_SLOT(Mapping_mp_ass_subscript, HPy_mp_ass_subscript)
static int Mapping_mp_ass_subscript_impl(HPyContext *ctx, HPy self, HPy key, HPy value)
{
    if (HPy_Is(ctx, key, ctx->h_None)) {
        HPyErr_SetObject(ctx, ctx->h_KeyError, key);
        return -1;
    }
    return keep(ctx, self,
                HPy_IsNull(value) ? HPy_BuildValue(ctx, "(sO)", "deleted", key)
                                  : HPy_BuildValue(ctx, "(sOO)", "set", key, value));
}
static HPyDef *Mapping_defines[] = {&Container_tp_traverse, &Mapping_last, &Mapping_mp_length,
                                    &Mapping_mp_subscript, &Mapping_mp_ass_subscript, NULL};
static HPyType_Spec Mapping_spec = {
    .name = "sink.Mapping",
    .basicsize = sizeof(Container),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE | HPy_TPFLAGS_HAVE_GC,
    .builtin_shape = SHAPE(Container),
    .defines = Mapping_defines,
};
TYPE(Mapping, Mapping_spec)
