/* Types with the slots of any object: making, comparing, hashing, text, calling. */
#include "sink.h"

typedef struct {
    int64_t made, initialised;
    HPyField given;
} Point;
HPyType_HELPERS(Point)

HPyDef_MEMBER(Point_made, "made", HPyMember_LONGLONG, offsetof(Point, made))
HPyDef_MEMBER(Point_initialised, "initialised", HPyMember_LONGLONG, offsetof(Point, initialised))
HPyDef_MEMBER(Point_given, "given", HPyMember_OBJECT, offsetof(Point, given))

/* (positional arguments as a tuple, keywords as they come). GraalPy's empty dict for no keywords is told apart. */
static HPy arguments(HPyContext *ctx, const HPy *args, HPy_ssize_t nargs, HPy kw)
{
    HPy positional = HPyTuple_FromArray(ctx, (HPy *)args, nargs);
    HPy both = HPyTuple_Pack(ctx, 2, positional, HPy_IsNull(kw) ? ctx->h_None : kw);
    HPy_Close(ctx, positional);
    return both;
}

HPyDef_SLOT(Point_tp_new, HPy_tp_new)
static HPy Point_tp_new_impl(HPyContext *ctx, HPy type, const HPy *args, HPy_ssize_t nargs, HPy kw)
{
    Point *point;
    HPy self = HPy_New(ctx, type, &point);
    if (!HPy_IsNull(self))
        point->made = nargs + 100 * (HPy_IsNull(kw) ? 0 : HPy_Length(ctx, kw));
    return self;
}

HPyDef_SLOT(Point_tp_init, HPy_tp_init)
static int Point_tp_init_impl(HPyContext *ctx, HPy self, const HPy *args, HPy_ssize_t nargs, HPy kw)
{
    Point *point = Point_AsStruct(ctx, self);
    point->initialised++;
    HPy given = arguments(ctx, args, nargs, kw);
    HPyField_Store(ctx, self, &point->given, given);
    HPy_Close(ctx, given);
    if (nargs == 3) {
        HPyErr_SetString(ctx, ctx->h_ValueError, "three are too many");
        return -1;
    }
    return 0;
}

HPyDef_SLOT(Point_tp_traverse, HPy_tp_traverse)
static int Point_tp_traverse_impl(void *self, HPyFunc_visitproc visit, void *arg)
{
    HPy_VISIT(&((Point *)self)->given);
    return 0;
}

HPyDef_SLOT(Point_tp_repr, HPy_tp_repr)
static HPy Point_tp_repr_impl(HPyContext *ctx, HPy self) { return HPyUnicode_FromString(ctx, "repr of a point \xe2\x82\xac"); }
HPyDef_SLOT(Point_tp_str, HPy_tp_str)
static HPy Point_tp_str_impl(HPyContext *ctx, HPy self) { return HPyUnicode_FromString(ctx, "str of a point"); }
/* CPython's rule that -1 means failure holds: -1 as a value becomes -2. */
HPyDef_SLOT(Point_tp_hash, HPy_tp_hash)
static HPy_hash_t Point_tp_hash_impl(HPyContext *ctx, HPy self)
{
    int64_t hash = Point_AsStruct(ctx, self)->made;
    if (hash == 2) {
        HPyErr_SetString(ctx, ctx->h_TypeError, "points made from two arguments have no hash");
        return -1;
    }
    return (HPy_hash_t)hash + 1000;
}
/* (operator, other); NotImplemented for None. */
HPyDef_SLOT(Point_tp_richcompare, HPy_tp_richcompare)
static HPy Point_tp_richcompare_impl(HPyContext *ctx, HPy self, HPy other, HPy_RichCmpOp op)
{
    if (HPy_Is(ctx, other, ctx->h_None))
        return HPy_Dup(ctx, ctx->h_NotImplemented);
    return HPy_BuildValue(ctx, "(iO)", (int)op, other);
}

static HPyDef *Point_defines[] = {&Point_made,      &Point_initialised, &Point_given,   &Point_tp_new,
                                  &Point_tp_init,   &Point_tp_traverse, &Point_tp_repr, &Point_tp_str,
                                  &Point_tp_hash,   &Point_tp_richcompare, NULL};
static HPyType_Spec Point_spec = {
    .name = "sink.Point",
    .basicsize = sizeof(Point),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE | HPy_TPFLAGS_HAVE_GC,
    .builtin_shape = SHAPE(Point),
    .defines = Point_defines,
    .doc = "A point with every slot of an object.",
};
TYPE(Point, Point_spec)

/* Callable: calls give (self, positional, names, values). */
typedef struct {
    int64_t calls;
} Callable;
HPyType_HELPERS(Callable)

static HPy call(HPyContext *ctx, const char *how, const HPy *args, size_t nargs, HPy kwnames)
{
    HPy_ssize_t named = HPy_IsNull(kwnames) ? 0 : HPy_Length(ctx, kwnames);
    HPy positional = HPyTuple_FromArray(ctx, (HPy *)args, (HPy_ssize_t)nargs);
    HPy values = HPyTuple_FromArray(ctx, (HPy *)args + nargs, named);
    HPy result = HPy_BuildValue(ctx, "(sOOO)", how, positional, HPy_IsNull(kwnames) ? ctx->h_None : kwnames, values);
    HPy_Close(ctx, positional);
    HPy_Close(ctx, values);
    return result;
}

HPyDef_SLOT(Callable_tp_call, HPy_tp_call)
static HPy Callable_tp_call_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs, HPy kwnames)
{
    Callable_AsStruct(ctx, self)->calls++;
    return call(ctx, "tp_call", args, nargs, kwnames);
}
HPyDef_MEMBER(Callable_calls, "calls", HPyMember_LONGLONG, offsetof(Callable, calls))

/* Methods of every signature on a type: self is the instance. */
HPyDef_METH(Callable_none, "none", HPyFunc_NOARGS)
static HPy Callable_none_impl(HPyContext *ctx, HPy self) { return HPyTuple_Pack(ctx, 1, self); }
HPyDef_METH(Callable_one, "one", HPyFunc_O)
static HPy Callable_one_impl(HPyContext *ctx, HPy self, HPy arg) { return HPyTuple_Pack(ctx, 2, self, arg); }
HPyDef_METH(Callable_many, "many", HPyFunc_VARARGS, .doc = "many(*args)")
static HPy Callable_many_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)
{
    HPy given = HPyTuple_FromArray(ctx, (HPy *)args, (HPy_ssize_t)nargs);
    HPy both = HPyTuple_Pack(ctx, 2, self, given);
    HPy_Close(ctx, given);
    return both;
}
HPyDef_METH(Callable_named, "named", HPyFunc_KEYWORDS)
static HPy Callable_named_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs, HPy kwnames)
{
    return call(ctx, "named", args, nargs, kwnames);
}

static HPyDef *Callable_defines[] = {&Callable_tp_call, &Callable_calls, &Callable_none,
                                     &Callable_one,     &Callable_many,  &Callable_named, NULL};
static HPyType_Spec Callable_spec = {
    .name = "sink.Callable",
    .basicsize = sizeof(Callable),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE,
    .builtin_shape = SHAPE(Callable),
    .defines = Callable_defines,
};
TYPE(Callable, Callable_spec)

/* The same signatures as functions of the module. */
METHOD(named, KEYWORDS)
static HPy sink_named_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs, HPy kwnames)
{
    return call(ctx, "named", args, nargs, kwnames);
}
MANY(many) { return HPyTuple_FromArray(ctx, (HPy *)args, (HPy_ssize_t)nargs); }
ONE(one) { return HPyTuple_Pack(ctx, 1, arg); }
/* `self` of a function of a module is the module. */
NONE(nothing) { return HPy_Dup(ctx, self); }

/* Another function for calls of one object, once the context's SetCallFunction has put it there. */
HPyDef_CALL_FUNCTION(other_call)
static HPy other_call_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs, HPy kwnames)
{
    return call(ctx, "other_call", args, nargs, kwnames);
}
ONE(HPy_SetCallFunction) { return sink_status(ctx, HPy_SetCallFunction(ctx, arg, &other_call)); }
