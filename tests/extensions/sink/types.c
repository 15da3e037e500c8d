/* Making types: parameters, built-in shapes, metaclasses. */
#include "sink.h"
#include <stdlib.h>

/* HPyType_FromSpec(name of the type, [(kind of the parameter, value), ...]). */
MANY(HPyType_FromSpec)
{
    HPyType_SpecParam params[8] = {{(HPyType_SpecParam_Kind)0}};
    HPyType_Spec *spec = sink_spec(ctx, args[0]);
    HPy_ssize_t count = nargs > 1 ? HPy_Length(ctx, args[1]) : 0;
    if (spec == NULL || count > 7)
        return HPy_NULL;
    for (HPy_ssize_t i = 0; i < count; i++) {
        HPy param = HPy_GetItem_i(ctx, args[1], i);
        HPy kind = HPy_GetItem_i(ctx, param, 0);
        params[i].kind = (HPyType_SpecParam_Kind)HPyLong_AsInt32_t(ctx, kind);
        params[i].object = HPy_GetItem_i(ctx, param, 1);
        HPy_Close(ctx, kind);
        HPy_Close(ctx, param);
    }
    params[count].kind = (HPyType_SpecParam_Kind)0;
    HPy type = HPyType_FromSpec(ctx, spec, count ? params : NULL);
    for (HPy_ssize_t i = 0; i < count; i++)
        HPy_Close(ctx, params[i].object);
    return type;
}

/* _HPyType_GetBuiltinShape: -2 means failure, -1 is a shape. */
ONE(_HPyType_GetBuiltinShape)
{
    HPyType_BuiltinShape shape = _HPyType_GetBuiltinShape(ctx, arg);
    return sink_number(ctx, shape, (int)shape == -2);
}

/* One type for each shape, with a struct behind the built-in one. */
typedef struct {
    int64_t number;
    HPyField reference;
} Shaped;

HPyDef_SLOT(Shaped_tp_traverse, HPy_tp_traverse)
static int Shaped_tp_traverse_impl(void *self, HPyFunc_visitproc visit, void *arg)
{
    HPy_VISIT(&((Shaped *)self)->reference);
    return 0;
}

#define SHAPED(NAME, FLAGS)                                                                  \
    typedef Shaped NAME##Shaped;                                                             \
    HPyType_HELPERS(NAME##Shaped, HPyType_BuiltinShape_##NAME)                               \
    HPyDef_METH(NAME##_put, "put", HPyFunc_VARARGS)                                          \
    static HPy NAME##_put_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)     \
    {                                                                                        \
        Shaped *shaped = NAME##Shaped_AsStruct(ctx, self);                                   \
        shaped->number = HPyLong_AsInt64_t(ctx, args[0]);                                    \
        HPyField_Store(ctx, self, &shaped->reference, args[1]);                              \
        return HPy_Dup(ctx, ctx->h_None);                                                    \
    }                                                                                        \
    HPyDef_METH(NAME##_get, "get", HPyFunc_NOARGS)                                           \
    static HPy NAME##_get_impl(HPyContext *ctx, HPy self)                                    \
    {                                                                                        \
        Shaped *shaped = NAME##Shaped_AsStruct(ctx, self);                                   \
        HPy reference = HPyField_IsNull(shaped->reference) ? HPy_Dup(ctx, ctx->h_None)       \
                                                           : HPyField_Load(ctx, self, shaped->reference); \
        HPy both = HPy_BuildValue(ctx, "(LO)", (long long)shaped->number, reference);        \
        HPy_Close(ctx, reference);                                                           \
        return both;                                                                         \
    }                                                                                        \
    static HPyDef *NAME##_defines[] = {&Shaped_tp_traverse, &NAME##_put, &NAME##_get, NULL}; \
    static HPyType_Spec NAME##_spec = {                                                      \
        .name = "sink." #NAME,                                                               \
        .basicsize = sizeof(Shaped),                                                         \
        .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE | FLAGS,                         \
        .builtin_shape = SHAPE(NAME##Shaped),                                                \
        .defines = NAME##_defines,                                                           \
    };                                                                                       \
    TYPE(NAME, NAME##_spec)
SHAPED(Object, HPy_TPFLAGS_HAVE_GC)
SHAPED(Type, HPy_TPFLAGS_HAVE_GC)
SHAPED(Long, 0)
SHAPED(Float, 0)
SHAPED(Unicode, 0)
SHAPED(Tuple, HPy_TPFLAGS_HAVE_GC)
SHAPED(List, HPy_TPFLAGS_HAVE_GC)

/* No struct: fits any base. */
static HPyType_Spec Bare_spec = {.name = "sink.Bare", .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE};
TYPE(Bare, Bare_spec)

/* A shape that does not exist. */
static HPyType_Spec BadShape_spec = {
    .name = "sink.BadShape", .flags = HPy_TPFLAGS_DEFAULT, .builtin_shape = (HPyType_BuiltinShape)99};
TYPE(BadShape, BadShape_spec)

/* Members without a struct. */
HPyDef_MEMBER(Nowhere_number, "number", HPyMember_INT, 0)
static HPyDef *Nowhere_defines[] = {&Nowhere_number, NULL};
static HPyType_Spec Nowhere_spec = {.name = "sink.Nowhere", .flags = HPy_TPFLAGS_DEFAULT, .defines = Nowhere_defines};
TYPE(Nowhere, Nowhere_spec)

/* A metaclass with a tp_new, which HPy does not allow. */
HPyDef_SLOT(NewMeta_tp_new, HPy_tp_new)
static HPy NewMeta_tp_new_impl(HPyContext *ctx, HPy type, const HPy *args, HPy_ssize_t nargs, HPy kw)
{
    return HPyErr_SetString(ctx, ctx->h_SystemError, "not to be called");
}
static HPyDef *NewMeta_defines[] = {&NewMeta_tp_new, NULL};
static HPyType_Spec NewMeta_spec = {
    .name = "sink.NewMeta",
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE,
    .builtin_shape = HPyType_BuiltinShape_Type,
    .defines = NewMeta_defines,
};
TYPE(NewMeta, NewMeta_spec)

/* A name without a module, one in a package, and documentation. */
static HPyType_Spec Nameless_spec = {.name = "Nameless", .flags = HPy_TPFLAGS_DEFAULT};
TYPE(Nameless, Nameless_spec)
static HPyType_Spec Packaged_spec = {.name = "some.package.Packaged", .flags = HPy_TPFLAGS_DEFAULT, .doc = "In a package."};
TYPE(Packaged, Packaged_spec)
