/* What mixes HPy with CPython's own API; possible where objects are CPython's structs, or have doubles that are. */
#include "sink.h"

/* Without Python.h; absent where the interpreter has no such function. */
extern void Py_DecRef(cpy_PyObject *) __attribute__((weak));

static HPy back(HPyContext *ctx, cpy_PyObject *object)
{
    if (object == NULL)
        return HPy_NULL;
    HPy h = HPy_FromPyObject(ctx, object);
    if (Py_DecRef)
        Py_DecRef(object);
    return h;
}

ONE(HPy_FromPyObject) { return back(ctx, HPy_AsPyObject(ctx, arg)); }

/* A function is called as CPython's entry points call it: with objects instead of handles. */
HPyDef_METH(trampolined, "trampolined", HPyFunc_O)
static HPy trampolined_impl(HPyContext *ctx, HPy self, HPy arg) { return HPyTuple_Pack(ctx, 2, self, arg); }
ONE(_HPy_CallRealFunctionFromTrampoline)
{
    struct {
        cpy_PyObject *self, *arg, *result;
    } call = {HPy_AsPyObject(ctx, self), HPy_AsPyObject(ctx, arg), NULL};
    _HPy_CallRealFunctionFromTrampoline(ctx, HPyFunc_O, trampolined.meth.impl, &call);
    if (Py_DecRef) {
        Py_DecRef(call.self);
        Py_DecRef(call.arg);
    }
    return back(ctx, call.result);
}

/* A type whose struct begins with CPython's object header: two words. */
typedef struct {
    intptr_t header[2];
    int64_t number;
} Legacy;
HPyType_LEGACY_HELPERS(Legacy)

HPyDef_METH(Legacy_set, "set", HPyFunc_O)
static HPy Legacy_set_impl(HPyContext *ctx, HPy self, HPy arg)
{
    Legacy_AsStruct(ctx, self)->number = HPyLong_AsInt64_t(ctx, arg);
    return HPy_Dup(ctx, ctx->h_None);
}
HPyDef_MEMBER(Legacy_number, "number", HPyMember_LONGLONG, offsetof(Legacy, number))
static HPyDef *Legacy_defines[] = {&Legacy_set, &Legacy_number, NULL};
static HPyType_Spec Legacy_spec = {
    .name = "sink.Legacy",
    .basicsize = sizeof(Legacy),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE,
    .builtin_shape = SHAPE(Legacy),
    .defines = Legacy_defines,
};
TYPE(Legacy, Legacy_spec)
