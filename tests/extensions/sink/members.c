/* Members of every kind, and getsets. */
#include "sink.h"

typedef struct {
    short a_short;
    int an_int;
    long a_long;
    float a_float;
    double a_double;
    const char *a_string;
    HPyField an_object;
    char a_char;
    signed char a_byte;
    unsigned char a_ubyte;
    unsigned short a_ushort;
    unsigned int a_uint;
    unsigned long a_ulong;
    char an_inplace_string[8];
    char a_bool;
    HPyField an_object_ex;
    long long a_longlong;
    unsigned long long a_ulonglong;
    HPy_ssize_t an_ssize;
    void *a_none;
    int a_constant;
} Members;
HPyType_HELPERS(Members)

HPyDef_SLOT(Members_tp_new, HPy_tp_new)
static HPy Members_tp_new_impl(HPyContext *ctx, HPy type, const HPy *args, HPy_ssize_t nargs, HPy kw)
{
    Members *members;
    HPy self = HPy_New(ctx, type, &members);
    if (HPy_IsNull(self))
        return HPy_NULL;
    members->a_char = 'c';
    members->a_constant = 7;
    for (int i = 0; i < 5; i++)
        members->an_inplace_string[i] = "place"[i];
    return self;
}
HPyDef_SLOT(Members_tp_traverse, HPy_tp_traverse)
static int Members_tp_traverse_impl(void *self, HPyFunc_visitproc visit, void *arg)
{
    Members *members = self;
    HPy_VISIT(&members->an_object);
    HPy_VISIT(&members->an_object_ex);
    return 0;
}
/* C strings are read-only, so a method sets the pointer. */
HPyDef_METH(Members_set_string, "set_string", HPyFunc_NOARGS)
static HPy Members_set_string_impl(HPyContext *ctx, HPy self)
{
    Members_AsStruct(ctx, self)->a_string = "text \xe2\x82\xac";
    return HPy_Dup(ctx, ctx->h_None);
}

#define MEMBER(FIELD, KIND) HPyDef_MEMBER(Members_##FIELD, #FIELD, HPyMember_##KIND, offsetof(Members, FIELD))
MEMBER(a_short, SHORT)
MEMBER(an_int, INT)
MEMBER(a_long, LONG)
MEMBER(a_float, FLOAT)
MEMBER(a_double, DOUBLE)
MEMBER(a_string, STRING)
MEMBER(an_object, OBJECT)
MEMBER(a_char, CHAR)
MEMBER(a_byte, BYTE)
MEMBER(a_ubyte, UBYTE)
MEMBER(a_ushort, USHORT)
MEMBER(a_uint, UINT)
MEMBER(a_ulong, ULONG)
MEMBER(an_inplace_string, STRING_INPLACE)
MEMBER(a_bool, BOOL)
MEMBER(an_object_ex, OBJECT_EX)
MEMBER(a_longlong, LONGLONG)
MEMBER(a_ulonglong, ULONGLONG)
MEMBER(an_ssize, HPYSSIZET)
MEMBER(a_none, NONE)
HPyDef_MEMBER(Members_a_constant, "a_constant", HPyMember_INT, offsetof(Members, a_constant), .readonly = 1,
              .doc = "cannot be set")

/* Getsets: with both functions, with one each, and one with a closure. */
static char closure[] = "closure";
HPyDef_GETSET(Members_both, "both", .doc = "an_int times two", .closure = closure)
static HPy Members_both_get(HPyContext *ctx, HPy self, void *data)
{
    if (data != closure)
        return HPyErr_SetString(ctx, ctx->h_SystemError, "another closure");
    return HPyLong_FromInt32_t(ctx, 2 * Members_AsStruct(ctx, self)->an_int);
}
static int Members_both_set(HPyContext *ctx, HPy self, HPy value, void *data)
{
    if (data != closure) {
        HPyErr_SetString(ctx, ctx->h_SystemError, "another closure");
        return -1;
    }
    if (HPy_IsNull(value)) {
        Members_AsStruct(ctx, self)->an_int = -1;
        return 0;
    }
    int32_t number = HPyLong_AsInt32_t(ctx, value);
    if (number == -1 && HPyErr_Occurred(ctx))
        return -1;
    Members_AsStruct(ctx, self)->an_int = number / 2;
    return 0;
}
HPyDef_GET(Members_only_get, "only_get")
static HPy Members_only_get_get(HPyContext *ctx, HPy self, void *data)
{
    if (data != NULL)
        return HPyErr_SetString(ctx, ctx->h_SystemError, "a closure from nowhere");
    return HPyUnicode_FromString(ctx, "got");
}
HPyDef_GET(Members_raises, "raises")
static HPy Members_raises_get(HPyContext *ctx, HPy self, void *data)
{
    return HPyErr_SetString(ctx, ctx->h_LookupError, "from the getter");
}
HPyDef_SET(Members_only_set, "only_set")
static int Members_only_set_set(HPyContext *ctx, HPy self, HPy value, void *data)
{
    Members_AsStruct(ctx, self)->a_longlong = HPyLong_AsInt64_t(ctx, value);
    return 0;
}

static HPyDef *Members_defines[] = {
    &Members_tp_new, &Members_tp_traverse, &Members_set_string, &Members_a_short, &Members_an_int, &Members_a_long,
    &Members_a_float, &Members_a_double, &Members_a_string, &Members_an_object, &Members_a_char, &Members_a_byte,
    &Members_a_ubyte, &Members_a_ushort, &Members_a_uint, &Members_a_ulong, &Members_an_inplace_string,
    &Members_a_bool, &Members_an_object_ex, &Members_a_longlong, &Members_a_ulonglong, &Members_an_ssize,
    &Members_a_none, &Members_a_constant, &Members_both, &Members_only_get, &Members_raises, &Members_only_set, NULL};
static HPyType_Spec Members_spec = {
    .name = "sink.Members",
    .basicsize = sizeof(Members),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE | HPy_TPFLAGS_HAVE_GC,
    .builtin_shape = SHAPE(Members),
    .defines = Members_defines,
};
TYPE(Members, Members_spec)

/* A member that two types have in common. */
typedef struct {
    HPyField reference;
} Common;
HPyType_HELPERS(Common)
HPyDef_MEMBER(Common_reference, "reference", HPyMember_OBJECT, offsetof(Common, reference))
HPyDef_SLOT(Common_tp_traverse, HPy_tp_traverse)
static int Common_tp_traverse_impl(void *self, HPyFunc_visitproc visit, void *arg)
{
    HPy_VISIT(&((Common *)self)->reference);
    return 0;
}
static HPyDef *Common_defines[] = {&Common_reference, &Common_tp_traverse, NULL};
static HPyType_Spec Common_spec = {
    .name = "sink.Common",
    .basicsize = sizeof(Common),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE | HPy_TPFLAGS_HAVE_GC,
    .builtin_shape = SHAPE(Common),
    .defines = Common_defines,
};
TYPE(Common, Common_spec)
