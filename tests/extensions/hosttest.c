/* What a host must get right beyond the plain cases: types that derive from each other, from built-in types and in Python,
 * their structs, fields, finalisation, and calls. Built with the headers of PyPI's hpy 0.9.0. */
#include <hpy.h>
#include <stdint.h>

static int destroyed, finalized, base_destroyed;

HPyDef_METH(counts, "counts", HPyFunc_NOARGS)
static HPy counts_impl(HPyContext *ctx, HPy self)
{
    HPy numbers[] = {HPyLong_FromLong(ctx, destroyed), HPyLong_FromLong(ctx, base_destroyed),
                     HPyLong_FromLong(ctx, finalized)};
    HPy result = HPyTuple_FromArray(ctx, numbers, 3);
    for (int i = 0; i < 3; i++)
        HPy_Close(ctx, numbers[i]);
    destroyed = base_destroyed = finalized = 0;
    return result;
}

/* Node: two numbers and a reference, garbage collected, with everything that ends an object's life. */
typedef struct {
    long double aligned;
    int64_t number;
    HPyField next;
} Node;
HPyType_HELPERS(Node)

HPyDef_SLOT(Node_new, HPy_tp_new)
static HPy Node_new_impl(HPyContext *ctx, HPy type, const HPy *args, HPy_ssize_t nargs, HPy kw)
{
    Node *node;
    HPy self = HPy_New(ctx, type, &node);
    if (HPy_IsNull(self))
        return HPy_NULL;
    if (node->aligned != 0 || node->number != 0 || !HPyField_IsNull(node->next) || (uintptr_t)node % 16 != 0) {
        HPyErr_SetString(ctx, ctx->h_SystemError, "the struct is not zeroed or not aligned");
        HPy_Close(ctx, self);
        return HPy_NULL;
    }
    if (nargs > 0)
        node->number = HPyLong_AsInt64_t(ctx, args[0]);
    if (nargs > 1)
        HPyField_Store(ctx, self, &node->next, args[1]);
    return self;
}

HPyDef_SLOT(Node_traverse, HPy_tp_traverse)
static int Node_traverse_impl(void *self, HPyFunc_visitproc visit, void *arg)
{
    HPy_VISIT(&((Node *)self)->next);
    return 0;
}

HPyDef_SLOT(Node_destroy, HPy_tp_destroy)
static void Node_destroy_impl(void *self)
{
    base_destroyed++;
}

HPyDef_SLOT(Node_finalize, HPy_tp_finalize)
static void Node_finalize_impl(HPyContext *ctx, HPy self)
{
    finalized++;
}

HPyDef_SLOT(Node_add, HPy_nb_add)
static HPy Node_add_impl(HPyContext *ctx, HPy a, HPy b)
{
    Node *sum;
    HPy type = HPy_Type(ctx, a);
    HPy result = HPy_New(ctx, type, &sum);
    HPy_Close(ctx, type);
    if (!HPy_IsNull(result))
        sum->number = Node_AsStruct(ctx, a)->number + Node_AsStruct(ctx, b)->number;
    return result;
}

HPyDef_MEMBER(Node_number, "number", HPyMember_LONGLONG, offsetof(Node, number))
HPyDef_MEMBER(Node_next, "next", HPyMember_OBJECT, offsetof(Node, next))

static HPyDef *Node_defines[] = {&Node_new, &Node_traverse, &Node_destroy, &Node_finalize,
                                 &Node_add, &Node_number, &Node_next, NULL};
static HPyType_Spec Node_spec = {
    .name = "hosttest.Node",
    .basicsize = sizeof(Node),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE | HPy_TPFLAGS_HAVE_GC,
    .builtin_shape = SHAPE(Node),
    .defines = Node_defines,
};

/* Derived: Node's struct and more, with a reference and an end of its own. */
typedef struct {
    Node node;
    HPyField other;
} Derived;
HPyType_HELPERS(Derived)

HPyDef_SLOT(Derived_traverse, HPy_tp_traverse)
static int Derived_traverse_impl(void *self, HPyFunc_visitproc visit, void *arg)
{
    HPy_VISIT(&((Derived *)self)->other);
    return 0;
}

HPyDef_SLOT(Derived_destroy, HPy_tp_destroy)
static void Derived_destroy_impl(void *self)
{
    destroyed++;
}

HPyDef_MEMBER(Derived_other, "other", HPyMember_OBJECT, offsetof(Derived, other))
static HPyDef *Derived_defines[] = {&Derived_traverse, &Derived_destroy, &Derived_other, NULL};
static HPyType_Spec Derived_spec = {
    .name = "hosttest.Derived",
    .basicsize = sizeof(Derived),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE | HPy_TPFLAGS_HAVE_GC,
    .builtin_shape = SHAPE(Derived),
    .defines = Derived_defines,
};

/* Weak: no collector, but weak references and an instance dictionary of its own. */
typedef struct {
    void *weaklist;
    void *dict;
} Weak;
HPyType_HELPERS(Weak)

HPyDef_MEMBER(Weak_list, "__weaklistoffset__", HPyMember_HPYSSIZET, offsetof(Weak, weaklist), .readonly = 1)
HPyDef_MEMBER(Weak_dict, "__dictoffset__", HPyMember_HPYSSIZET, offsetof(Weak, dict), .readonly = 1)
static HPyDef *Weak_defines[] = {&Weak_list, &Weak_dict, NULL};
static HPyType_Spec Weak_spec = {
    .name = "hosttest.Weak",
    .basicsize = sizeof(Weak),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE,
    .builtin_shape = SHAPE(Weak),
    .defines = Weak_defines,
};

/* Adder: called, with and without names, by default and per object. */
typedef struct {
    int64_t number;
} Adder;
HPyType_HELPERS(Adder)

static HPy sum_of(HPyContext *ctx, HPy self, const HPy *args, size_t nargs, HPy kwnames, int64_t factor)
{
    int64_t sum = Adder_AsStruct(ctx, self)->number;
    size_t named = HPy_IsNull(kwnames) ? 0 : (size_t)HPy_Length(ctx, kwnames);
    for (size_t i = 0; i < nargs + named; i++)
        sum += HPyLong_AsInt64_t(ctx, args[i]);
    return HPyLong_FromInt64_t(ctx, sum * factor);
}

HPyDef_SLOT(Adder_call, HPy_tp_call)
static HPy Adder_call_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs, HPy kwnames)
{
    return sum_of(ctx, self, args, nargs, kwnames, 1);
}

HPyDef_CALL_FUNCTION(doubled)
static HPy doubled_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs, HPy kwnames)
{
    return sum_of(ctx, self, args, nargs, kwnames, 2);
}

HPyDef_METH(double_it, "double_it", HPyFunc_O)
static HPy double_it_impl(HPyContext *ctx, HPy self, HPy adder)
{
    if (HPy_SetCallFunction(ctx, adder, &doubled) < 0)
        return HPy_NULL;
    return HPy_Dup(ctx, ctx->h_None);
}

HPyDef_MEMBER(Adder_number, "number", HPyMember_LONGLONG, offsetof(Adder, number))
static HPyDef *Adder_defines[] = {&Adder_call, &Adder_number, NULL};
static HPyType_Spec Adder_spec = {
    .name = "hosttest.Adder",
    .basicsize = sizeof(Adder),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE,
    .builtin_shape = SHAPE(Adder),
    .defines = Adder_defines,
};

/* One type per built-in shape, with a struct behind the built-in one. */
typedef struct {
    int64_t number;
    HPyField field;
} Extra;

HPyDef_MEMBER(Extra_number, "number", HPyMember_LONGLONG, offsetof(Extra, number))
HPyDef_MEMBER(Extra_field, "field", HPyMember_OBJECT, offsetof(Extra, field))
HPyDef_SLOT(Extra_traverse, HPy_tp_traverse)
static int Extra_traverse_impl(void *self, HPyFunc_visitproc visit, void *arg)
{
    HPy_VISIT(&((Extra *)self)->field);
    return 0;
}
HPyDef_SLOT(Extra_destroy, HPy_tp_destroy)
static void Extra_destroy_impl(void *self)
{
    destroyed++;
}
static HPyDef *Extra_defines[] = {&Extra_number, &Extra_field, &Extra_traverse, &Extra_destroy, NULL};

HPyDef_METH(derive, "derive", HPyFunc_VARARGS)
static HPy derive_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)
{
    /* derive(bases, shape, with_struct): a type named Made. */
    HPyType_Spec spec = {
        .name = "hosttest.Made",
        .basicsize = HPy_IsTrue(ctx, args[2]) ? sizeof(Extra) : 0,
        .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE,
        .builtin_shape = (HPyType_BuiltinShape)HPyLong_AsInt32_t(ctx, args[1]),
        .defines = HPy_IsTrue(ctx, args[2]) ? Extra_defines : NULL,
    };
    HPyType_SpecParam params[] = {{HPyType_SpecParam_BasesTuple, args[0]}, {(HPyType_SpecParam_Kind)0}};
    return HPyType_FromSpec(ctx, &spec, params);
}

HPyDef_METH(shape, "shape", HPyFunc_O)
static HPy shape_impl(HPyContext *ctx, HPy self, HPy type)
{
    long shape = _HPyType_GetBuiltinShape(ctx, type);
    return shape == -2 ? HPy_NULL : HPyLong_FromLong(ctx, shape);
}

HPyDef_METH(name, "name", HPyFunc_O)
static HPy name_impl(HPyContext *ctx, HPy self, HPy type)
{
    const char *name = HPyType_GetName(ctx, type);
    return name == NULL ? HPy_NULL : HPyUnicode_FromString(ctx, name);
}

/* Block: a buffer whose releases are counted. */
static HPy_ssize_t block_shape[] = {2, 3}, block_strides[] = {3, 1};
static char block_data[6] = "abcdef";
static int releases;

HPyDef_SLOT(Block_get, HPy_bf_getbuffer)
static int Block_get_impl(HPyContext *ctx, HPy self, HPy_buffer *buffer, int flags)
{
    if (flags & 1) {
        HPyErr_SetString(ctx, ctx->h_BufferError, "not writable");
        return -1;
    }
    *buffer = (HPy_buffer){block_data, HPy_Dup(ctx, self), 6, 1, 1, 2, "B", block_shape, block_strides, NULL, NULL};
    return 0;
}

HPyDef_SLOT(Block_release, HPy_bf_releasebuffer)
static void Block_release_impl(HPyContext *ctx, HPy self, HPy_buffer *buffer)
{
    releases += buffer->len == 6;
}

HPyDef_GET(Block_releases, "releases")
static HPy Block_releases_get(HPyContext *ctx, HPy self, void *closure)
{
    return HPyLong_FromLong(ctx, releases);
}

static HPyDef *Block_defines[] = {&Block_get, &Block_release, &Block_releases, NULL};
static HPyType_Spec Block_spec = {
    .name = "hosttest.Block",
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE,
    .defines = Block_defines,
};

HPyDef_SLOT(exec, HPy_mod_exec)
static int exec_impl(HPyContext *ctx, HPy module)
{
    HPy node = HPyType_FromSpec(ctx, &Node_spec, NULL);
    if (HPy_IsNull(node))
        return -1;
    HPyType_SpecParam params[] = {{HPyType_SpecParam_Base, node}, {(HPyType_SpecParam_Kind)0}};
    int made = HPy_SetAttr_s(ctx, module, "Node", node) == 0
        && HPyHelpers_AddType(ctx, module, "Derived", &Derived_spec, params)
        && HPyHelpers_AddType(ctx, module, "Weak", &Weak_spec, NULL)
        && HPyHelpers_AddType(ctx, module, "Adder", &Adder_spec, NULL)
        && HPyHelpers_AddType(ctx, module, "Block", &Block_spec, NULL);
    HPy_Close(ctx, node);
#ifdef EXEC_RAISES
    HPyErr_SetString(ctx, ctx->h_KeyError, "from exec");
    return -1;
#endif
#ifdef EXEC_SILENT
    return -1;
#endif
    return made ? 0 : -1;
}

static HPyDef *defines[] = {&counts, &double_it, &derive, &shape, &name, &exec, NULL};
static HPyModuleDef definition = {.doc = "For the tests of the hosts.", .defines = defines};
/* One macro more, so that NAME is replaced. */
#define MODINIT(name, definition) HPy_MODINIT(name, definition)
MODINIT(NAME, definition)
