/* The life of objects: structs, fields, traversal, finalisation and destruction; structs of derived types. */
#include "sink.h"
#include <stdlib.h>

/* How often the functions below ran; destructors have no context and may run on any thread. */
static _Atomic long base_destroyed, derived_destroyed, finalized, traversed;

NONE(lives)
{
    HPy counts = HPy_BuildValue(ctx, "(lll)", (long)base_destroyed, (long)derived_destroyed, (long)finalized);
    base_destroyed = derived_destroyed = finalized = 0;
    return counts;
}
NONE(traversals) { return HPyLong_FromLong(ctx, traversed); }

/* Base: one reference in the struct and an array of them elsewhere. */
typedef struct {
    int64_t number;
    HPyField one;
    HPyField *several;
    size_t count;
} Base;
HPyType_HELPERS(Base)

HPyDef_SLOT(Base_tp_new, HPy_tp_new)
static HPy Base_tp_new_impl(HPyContext *ctx, HPy type, const HPy *args, HPy_ssize_t nargs, HPy kw)
{
    Base *base;
    HPy self = HPy_New(ctx, type, &base);
    if (HPy_IsNull(self))
        return HPy_NULL;
    if (base->number != 0 || !HPyField_IsNull(base->one) || base->several != NULL || base->count != 0) {
        HPy_Close(ctx, self);
        return HPyErr_SetString(ctx, ctx->h_SystemError, "the struct of a new object is not zeroed");
    }
    if (Base_AsStruct(ctx, self) != base) {
        HPy_Close(ctx, self);
        return HPyErr_SetString(ctx, ctx->h_SystemError, "HPy_New and AsStruct give different structs");
    }
    return self;
}
HPyDef_SLOT(Base_tp_traverse, HPy_tp_traverse)
static int Base_tp_traverse_impl(void *self, HPyFunc_visitproc visit, void *arg)
{
    Base *base = self;
    traversed++;
    HPy_VISIT(&base->one);
    for (size_t i = 0; i < base->count; i++)
        HPy_VISIT(&base->several[i]);
    return 0;
}
HPyDef_SLOT(Base_tp_destroy, HPy_tp_destroy)
static void Base_tp_destroy_impl(void *self)
{
    free(((Base *)self)->several);
    base_destroyed++;
}
/* An object that shall be resurrected hands itself to the callable in `one`. */
HPyDef_SLOT(Base_tp_finalize, HPy_tp_finalize)
static void Base_tp_finalize_impl(HPyContext *ctx, HPy self)
{
    Base *base = Base_AsStruct(ctx, self);
    finalized++;
    if (HPyField_IsNull(base->one))
        return;
    HPy callable = HPyField_Load(ctx, self, base->one);
    if (HPyCallable_Check(ctx, callable)) {
        HPy arguments = HPyTuple_Pack(ctx, 1, self);
        HPy_Close(ctx, HPy_CallTupleDict(ctx, callable, arguments, HPy_NULL));
        HPy_Close(ctx, arguments);
    }
    HPy_Close(ctx, callable);
}

/* keep(one, *several): stores references, in place of earlier ones. */
HPyDef_METH(Base_keep, "keep", HPyFunc_VARARGS)
static HPy Base_keep_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)
{
    Base *base = Base_AsStruct(ctx, self);
    for (size_t i = 0; i < base->count; i++)
        HPyField_Store(ctx, self, &base->several[i], HPy_NULL);
    /* From here on traversal sees none of them, so that the array may move. */
    base->count = 0;
    HPyField_Store(ctx, self, &base->one, nargs > 0 ? sink_null(ctx, args[0]) : HPy_NULL);
    if (nargs > 1) {
        base->several = realloc(base->several, (nargs - 1) * sizeof(HPyField));
        for (size_t i = 0; i < nargs - 1; i++)
            base->several[i] = HPyField_NULL;
        base->count = nargs - 1;
        for (size_t i = 0; i < nargs - 1; i++)
            HPyField_Store(ctx, self, &base->several[i], args[i + 1]);
    }
    return HPy_Dup(ctx, ctx->h_None);
}
/* kept(): what is stored, None for nothing. */
HPyDef_METH(Base_kept, "kept", HPyFunc_NOARGS)
static HPy Base_kept_impl(HPyContext *ctx, HPy self)
{
    Base *base = Base_AsStruct(ctx, self);
    size_t count = base->count + 1;
    HPy *items = malloc(count * sizeof(HPy));
    for (size_t i = 0; i < count; i++) {
        HPyField field = i == 0 ? base->one : base->several[i - 1];
        items[i] = HPyField_IsNull(field) ? HPy_Dup(ctx, ctx->h_None) : HPyField_Load(ctx, self, field);
    }
    HPy kept = HPyTuple_FromArray(ctx, items, (HPy_ssize_t)count);
    for (size_t i = 0; i < count; i++)
        HPy_Close(ctx, items[i]);
    free(items);
    return kept;
}
HPyDef_MEMBER(Base_number, "number", HPyMember_LONGLONG, offsetof(Base, number))

static HPyDef *Base_defines[] = {&Base_tp_new, &Base_tp_traverse, &Base_tp_destroy, &Base_tp_finalize,
                                 &Base_keep,   &Base_kept,        &Base_number,     NULL};
static HPyType_Spec Base_spec = {
    .name = "sink.Base",
    .basicsize = sizeof(Base),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE | HPy_TPFLAGS_HAVE_GC,
    .builtin_shape = SHAPE(Base),
    .defines = Base_defines,
};
TYPE(Base, Base_spec)

/* Derived: Base's struct and a second reference, freed by a destructor of its own. */
typedef struct {
    Base base;
    HPyField extra;
    int64_t more;
} Derived;
HPyType_HELPERS(Derived)

HPyDef_SLOT(Derived_tp_traverse, HPy_tp_traverse)
static int Derived_tp_traverse_impl(void *self, HPyFunc_visitproc visit, void *arg)
{
    /* All fields of the struct, which contains the base's. */
    int status = Base_tp_traverse_impl(self, visit, arg);
    if (status)
        return status;
    HPy_VISIT(&((Derived *)self)->extra);
    return 0;
}
HPyDef_SLOT(Derived_tp_destroy, HPy_tp_destroy)
static void Derived_tp_destroy_impl(void *self) { derived_destroyed++; }
HPyDef_MEMBER(Derived_extra, "extra", HPyMember_OBJECT, offsetof(Derived, extra))
HPyDef_MEMBER(Derived_more, "more", HPyMember_LONGLONG, offsetof(Derived, more))
static HPyDef *Derived_defines[] = {&Derived_tp_traverse, &Derived_tp_destroy, &Derived_extra, &Derived_more, NULL};
static HPyType_Spec Derived_spec = {
    .name = "sink.Derived",
    .basicsize = sizeof(Derived),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE | HPy_TPFLAGS_HAVE_GC,
    .builtin_shape = SHAPE(Derived),
    .defines = Derived_defines,
};
TYPE(Derived, Derived_spec)

/* Plain: a struct without references, new or destructor, and no collector. */
typedef struct {
    int64_t number;
} Plain;
HPyType_HELPERS(Plain)
HPyDef_MEMBER(Plain_number, "number", HPyMember_LONGLONG, offsetof(Plain, number))
static HPyDef *Plain_defines[] = {&Plain_number, NULL};
static HPyType_Spec Plain_spec = {
    .name = "sink.Plain",
    .basicsize = sizeof(Plain),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE,
    .builtin_shape = SHAPE(Plain),
    .defines = Plain_defines,
};
TYPE(Plain, Plain_spec)

/* Final: may not be derived from. */
static HPyType_Spec Final_spec = {.name = "sink.Final", .flags = HPy_TPFLAGS_DEFAULT};
TYPE(Final, Final_spec)

/* Collected: HAVE_GC without traversal, which is an error. */
static HPyType_Spec Collected_spec = {.name = "sink.Collected", .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_HAVE_GC};
TYPE(Collected, Collected_spec)

/* GenericNew: tp_new is the context's function for plain allocation. */
HPyDef_SLOT(Generic_tp_new, HPy_tp_new)
static HPy Generic_tp_new_impl(HPyContext *ctx, HPy type, const HPy *args, HPy_ssize_t nargs, HPy kw)
{
    return HPyType_GenericNew(ctx, type, args, nargs, kw);
}
static HPyDef *Generic_defines[] = {&Generic_tp_new, &Plain_number, NULL};
static HPyType_Spec Generic_spec = {
    .name = "sink.Generic",
    .basicsize = sizeof(Plain),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE,
    .builtin_shape = SHAPE(Plain),
    .defines = Generic_defines,
};
TYPE(Generic, Generic_spec)
/* Both on whatever the argument is: TypeError for what is no type. */
ONE(HPyType_GenericNew) { return HPyType_GenericNew(ctx, arg, NULL, 0, HPy_NULL); }
ONE(HPy_New)
{
    Plain *plain;
    return HPy_New(ctx, arg, &plain);
}
