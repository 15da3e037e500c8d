/* The kitchen sink: a universal extension that calls everything in HPy 0.9.0, so that a host can be tested.
 *
 * Its Python functions have the names of the C functions they call and do nothing else: what is expected is said in
 * the tests. An argument that is `...` stands for HPy_NULL where a function allows it. */
#ifndef SINK_H
#define SINK_H
#include <hpy.h>

#define IN_SECTION(NAME) __attribute__((section(#NAME), used))

/* Defines a function of the module; SIG is a signature without its prefix. The body follows as sink_NAME_impl.
 * The linker collects the definitions of all files: module.c finds them between two symbols that it makes. */
#define METHOD(NAME, SIG)                          \
    HPyDef_METH(sink_##NAME, #NAME, HPyFunc_##SIG) \
    static HPyDef *sink_entry_##NAME IN_SECTION(sink_methods) = &sink_##NAME;

/* Bodies' heads, one per signature. */
#define ONE(NAME)    \
    METHOD(NAME, O)  \
    static HPy sink_##NAME##_impl(HPyContext *ctx, HPy self, HPy arg)
#define NONE(NAME)       \
    METHOD(NAME, NOARGS) \
    static HPy sink_##NAME##_impl(HPyContext *ctx, HPy self)
#define MANY(NAME)        \
    METHOD(NAME, VARARGS) \
    static HPy sink_##NAME##_impl(HPyContext *ctx, HPy self, const HPy *args, size_t nargs)

/* Whole functions of the commonest kinds: handles in, a handle or a C integer out. */
#define H_FROM_H(NAME) \
    ONE(NAME) { return NAME(ctx, arg); }
#define H_FROM_HH(NAME)                                                                           \
    MANY(NAME)                                                                                    \
    {                                                                                             \
        return sink_count(ctx, nargs, 2, 2) ? NAME(ctx, args[0], sink_null(ctx, args[1])) : HPy_NULL; \
    }
#define CHECK_OF_H(NAME) \
    ONE(NAME) { return sink_number(ctx, NAME(ctx, arg), 0); }
#define STATUS_OF_H(NAME) \
    ONE(NAME) { return sink_status(ctx, NAME(ctx, arg)); }

/* A type that tests can make: its spec under a name. */
typedef struct {
    const char *name;
    HPyType_Spec *spec;
} SinkType;
#define TYPE(NAME, SPEC)                                \
    static SinkType sink_type_##NAME = {#NAME, &SPEC};  \
    static SinkType *sink_entry_type_##NAME IN_SECTION(sink_types) = &sink_type_##NAME;

/* Whether the number of arguments is right; else TypeError is set. */
int sink_count(HPyContext *ctx, size_t nargs, size_t least, size_t most);
/* HPy_NULL for `...`, else the handle. */
HPy sink_null(HPyContext *ctx, HPy h);
/* The UTF-8 of a str, NULL for `...`. */
const char *sink_text(HPyContext *ctx, HPy h);
/* The result of a function that says its failure by `failed` and by an exception: either both or none. */
HPy sink_number(HPyContext *ctx, int64_t result, int failed);
/* The result of a function for which -1 always means failure. */
HPy sink_status(HPyContext *ctx, int64_t result);
/* None, or HPy_NULL if an exception is set. */
HPy sink_none(HPyContext *ctx);
/* The spec of a type, or NULL with LookupError. */
HPyType_Spec *sink_spec(HPyContext *ctx, HPy name);

#endif
