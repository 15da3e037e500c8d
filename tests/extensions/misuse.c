/* An extension that misuses handles on demand, one way per function. It is for debug mode: in normal mode most of this is
 * undefined. Built with the headers of PyPI's hpy 0.9.0. */
#include <hpy.h>

HPyDef_METH(use_closed, "use_closed", HPyFunc_O)
static HPy use_closed_impl(HPyContext *ctx, HPy self, HPy x)
{
    HPy copy = HPy_Dup(ctx, x);
    HPy_Close(ctx, copy);
    return HPy_Repr(ctx, copy);
}

/* Goes on as if nothing had happened. */
HPyDef_METH(ignore, "ignore", HPyFunc_O)
static HPy ignore_impl(HPyContext *ctx, HPy self, HPy x)
{
    HPy copy = HPy_Dup(ctx, x);
    HPy_Close(ctx, copy);
    HPy_IsTrue(ctx, copy);
    HPy_Length(ctx, copy);
    return HPy_Dup(ctx, ctx->h_None);
}

HPyDef_METH(pointer_of_closed, "pointer_of_closed", HPyFunc_NOARGS)
static HPy pointer_of_closed_impl(HPyContext *ctx, HPy self)
{
    HPy text = HPyUnicode_FromString(ctx, "text");
    HPy_Close(ctx, text);
    return HPyBool_FromBool(ctx, HPyUnicode_AsUTF8AndSize(ctx, text, NULL) != NULL);
}

HPyDef_METH(close_twice, "close_twice", HPyFunc_NOARGS)
static HPy close_twice_impl(HPyContext *ctx, HPy self)
{
    HPy number = HPyLong_FromLong(ctx, 12345);
    HPy_Close(ctx, number);
    HPy_Close(ctx, number);
    return HPy_Dup(ctx, ctx->h_None);
}

/* The copy is open all the time. */
HPyDef_METH(close_original_twice, "close_original_twice", HPyFunc_NOARGS)
static HPy close_original_twice_impl(HPyContext *ctx, HPy self)
{
    HPy number = HPyLong_FromLong(ctx, 12345);
    HPy copy = HPy_Dup(ctx, number);
    HPy_Close(ctx, number);
    HPy_Close(ctx, number);
    return copy;
}

HPyDef_METH(foreign, "foreign", HPyFunc_O)
static HPy foreign_impl(HPyContext *ctx, HPy self, HPy number)
{
    HPy h = {HPyLong_AsSsize_t(ctx, number)};
    return HPy_Type(ctx, h);
}

/* A number like that of a handle, but of one that was not made yet. */
HPyDef_METH(not_made_yet, "not_made_yet", HPyFunc_O)
static HPy not_made_yet_impl(HPyContext *ctx, HPy self, HPy x)
{
    HPy h = {x._i + ((HPy_ssize_t)1 << 40)};
    return HPy_Type(ctx, h);
}

HPyDef_METH(close_argument, "close_argument", HPyFunc_O)
static HPy close_argument_impl(HPyContext *ctx, HPy self, HPy x)
{
    HPy_Close(ctx, x);
    return HPy_Dup(ctx, ctx->h_None);
}

HPyDef_METH(close_constant, "close_constant", HPyFunc_NOARGS)
static HPy close_constant_impl(HPyContext *ctx, HPy self)
{
    HPy_Close(ctx, ctx->h_None);
    return HPy_Dup(ctx, ctx->h_None);
}

HPyDef_METH(return_argument, "return_argument", HPyFunc_O)
static HPy return_argument_impl(HPyContext *ctx, HPy self, HPy x) { return x; }

HPyDef_METH(return_constant, "return_constant", HPyFunc_NOARGS)
static HPy return_constant_impl(HPyContext *ctx, HPy self) { return ctx->h_None; }

HPyDef_METH(return_closed, "return_closed", HPyFunc_NOARGS)
static HPy return_closed_impl(HPyContext *ctx, HPy self)
{
    HPy list = HPyList_New(ctx, 0);
    HPy_Close(ctx, list);
    return list;
}

HPyDef_METH(closed_in_array, "closed_in_array", HPyFunc_VARARGS)
static HPy closed_in_array_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)
{
    HPy items[] = {args[0], HPy_Dup(ctx, args[nargs - 1])};
    HPy_Close(ctx, items[1]);
    return HPyTuple_FromArray(ctx, items, 2);
}

HPyDef_METH(closed_in_call, "closed_in_call", HPyFunc_KEYWORDS)
static HPy closed_in_call_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs, HPy kwnames)
{
    HPy copies[] = {HPy_Dup(ctx, args[1])};
    HPy_Close(ctx, copies[0]);
    return HPy_Call(ctx, args[0], copies, 1, HPy_NULL);
}

/* An argument, and a handle, that are used by a later call. */
static HPy kept;

HPyDef_METH(keep_argument, "keep_argument", HPyFunc_O)
static HPy keep_argument_impl(HPyContext *ctx, HPy self, HPy x)
{
    kept = x;
    return HPy_Dup(ctx, ctx->h_None);
}

HPyDef_METH(use_kept, "use_kept", HPyFunc_NOARGS)
static HPy use_kept_impl(HPyContext *ctx, HPy self) { return HPy_Repr(ctx, kept); }

HPyDef_METH(leak, "leak", HPyFunc_O)
static HPy leak_impl(HPyContext *ctx, HPy self, HPy x)
{
    HPy_Dup(ctx, x);
    HPyLong_FromLong(ctx, 5);
    HPyLong_FromLong(ctx, 6);
    return HPy_Dup(ctx, x);
}

/* Uses of handles that are right, of which debug mode must not complain. */
HPyDef_METH(right, "right", HPyFunc_KEYWORDS)
static HPy right_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs, HPy kwnames)
{
    HPyTracker tracker = HPyTracker_New(ctx, 2);
    HPy_ssize_t named = HPy_IsNull(kwnames) ? 0 : HPy_Length(ctx, kwnames);
    HPyListBuilder builder = HPyListBuilder_New(ctx, nargs + named);
    for (size_t i = 0; i < nargs + named; i++) {
        HPy text = HPy_Repr(ctx, args[i]);
        HPyTracker_Add(ctx, tracker, text);
        HPyListBuilder_Set(ctx, builder, i, text);
    }
    HPyTracker_Close(ctx, tracker);
    HPy_Close(ctx, HPy_NULL);
    return HPyListBuilder_Build(ctx, builder);
}

/* A type whose slots misuse handles. */
typedef struct {
    int number;
} Thing;
HPyType_HELPERS(Thing)

HPyDef_SLOT(Thing_new, HPy_tp_new)
static HPy Thing_new_impl(HPyContext *ctx, HPy type, const HPy *args, HPy_ssize_t nargs, HPy kw)
{
    Thing *thing;
    return HPy_New(ctx, type, &thing);
}

static void misuse(HPyContext *ctx)
{
    HPy list = HPyList_New(ctx, 0);
    HPy_Close(ctx, list);
    HPy_Close(ctx, list);
}

HPyDef_SLOT(Thing_length, HPy_sq_length)
static HPy_ssize_t Thing_length_impl(HPyContext *ctx, HPy self)
{
    misuse(ctx);
    return 3;
}

HPyDef_SLOT(Thing_add, HPy_nb_add)
static HPy Thing_add_impl(HPyContext *ctx, HPy a, HPy b)
{
    misuse(ctx);
    return HPy_Dup(ctx, a);
}

HPyDef_GETSET(Thing_number, "number")
static HPy Thing_number_get(HPyContext *ctx, HPy self, void *closure)
{
    misuse(ctx);
    return HPyLong_FromLong(ctx, Thing_AsStruct(ctx, self)->number);
}
static int Thing_number_set(HPyContext *ctx, HPy self, HPy value, void *closure)
{
    misuse(ctx);
    return 0;
}

HPyDef_SLOT(Thing_finalize, HPy_tp_finalize)
static void Thing_finalize_impl(HPyContext *ctx, HPy self) { misuse(ctx); }

static char memory[4];
static HPy_ssize_t shape[] = {4}, strides[] = {1};

HPyDef_SLOT(Thing_getbuffer, HPy_bf_getbuffer)
static int Thing_getbuffer_impl(HPyContext *ctx, HPy self, HPy_buffer *buffer, int flags)
{
    *buffer = (HPy_buffer){.buf = memory, .len = 4, .itemsize = 1, .ndim = 1, .format = "B", .shape = shape,
                           .strides = strides};
    /* Without HPy_Dup it is the caller's. */
    buffer->obj = self;
    return 0;
}

static HPyDef *Thing_defines[] = {&Thing_new, &Thing_length, &Thing_add, &Thing_number, &Thing_finalize,
                                  &Thing_getbuffer, NULL};
static HPyType_Spec Thing_spec = {.name = "misuse.Thing", .basicsize = sizeof(Thing), .builtin_shape = SHAPE(Thing),
                                  .defines = Thing_defines};

HPyDef_SLOT(exec, HPy_mod_exec)
static int exec_impl(HPyContext *ctx, HPy module)
{
    return HPyHelpers_AddType(ctx, module, "Thing", &Thing_spec, NULL) ? 0 : -1;
}

static HPyDef *defines[] = {&use_closed, &ignore, &pointer_of_closed, &close_twice, &close_original_twice, &foreign,
                            &not_made_yet, &close_argument, &close_constant, &return_argument, &return_constant,
                            &return_closed, &closed_in_array, &closed_in_call, &keep_argument, &use_kept, &leak,
                            &right, &exec, NULL};
static HPyModuleDef definition = {.defines = defines};
HPy_MODINIT(misuse, definition)
