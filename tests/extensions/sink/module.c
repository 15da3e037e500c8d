/* The module itself: its definition, globals, execution in several steps, imports, threads. */
#include "sink.h"
#include <stdatomic.h>
#include <string.h>
#include <time.h>

/* Made by the linker around the pointers that METHOD and TYPE leave. */
extern HPyDef *__start_sink_methods[], *__stop_sink_methods[];
extern SinkType *__start_sink_types[], *__stop_sink_types[];

HPyType_Spec *sink_spec(HPyContext *ctx, HPy name)
{
    const char *wanted = HPyUnicode_AsUTF8AndSize(ctx, name, NULL);
    for (SinkType **type = __start_sink_types; wanted && type < __stop_sink_types; type++)
        if (!strcmp((*type)->name, wanted))
            return (*type)->spec;
    HPyErr_SetObject(ctx, ctx->h_LookupError, name);
    return NULL;
}

static HPyGlobal number, list, never_stored;
MANY(HPyGlobal_Store)
{
    HPyGlobal_Store(ctx, HPy_IsTrue(ctx, args[0]) ? &number : &list, args[1]);
    return sink_none(ctx);
}
ONE(HPyGlobal_Load) { return HPyGlobal_Load(ctx, HPy_IsTrue(ctx, arg) ? number : list); }

ONE(HPyImport_ImportModule) { return HPyImport_ImportModule(ctx, sink_text(ctx, arg)); }
MANY(HPyHelpers_AddType)
{
    /* (object, name, name of the type) */
    HPyType_Spec *spec = sink_spec(ctx, args[2]);
    if (spec == NULL)
        return HPy_NULL;
    return HPyHelpers_AddType(ctx, args[0], sink_text(ctx, args[1]), spec, NULL) ? sink_none(ctx) : HPy_NULL;
}

/* Another thread has to run while this one waits without Python: it raises the flag. */
static atomic_int flag;
NONE(raise_flag)
{
    atomic_store(&flag, 1);
    return sink_none(ctx);
}
ONE(HPy_LeavePythonExecution)
{
    double seconds = HPyFloat_AsDouble(ctx, arg);
    struct timespec pause = {0, 1000000};
    HPyThreadState state = HPy_LeavePythonExecution(ctx);
    for (double waited = 0; waited < seconds && !atomic_load(&flag); waited += 0.001)
        nanosleep(&pause, NULL);
    HPy_ReenterPythonExecution(ctx, state);
    return HPyBool_FromBool(ctx, atomic_exchange(&flag, 0));
}

/* The module is executed in two steps, in this order; what the first leaves the second finds. */
HPyDef_SLOT(first_exec, HPy_mod_exec)
static int first_exec_impl(HPyContext *ctx, HPy module)
{
    HPy steps = HPyList_New(ctx, 0);
    int status = HPy_SetAttr_s(ctx, module, "steps", steps);
    HPyGlobal_Store(ctx, &list, steps);
    HPyGlobal_Store(ctx, &number, ctx->h_None);
    HPy_Close(ctx, steps);
    return status;
}
HPyDef_SLOT(second_exec, HPy_mod_exec)
static int second_exec_impl(HPyContext *ctx, HPy module)
{
    HPy steps = HPy_GetAttr_s(ctx, module, "steps");
    HPy step = HPyUnicode_FromString(ctx, "second");
    int status = HPyList_Append(ctx, steps, step);
    HPy_Close(ctx, step);
    HPy_Close(ctx, steps);
    return status;
}

static HPyDef *defines[512] = {&first_exec, &second_exec};
static HPyGlobal *globals[] = {&number, &list, &never_stored, NULL};
static HPyModuleDef definition = {.doc = "Everything in HPy 0.9.0.", .defines = defines, .globals = globals};

/* Runs when the binary is loaded, before the host asks for the definition. */
__attribute__((constructor)) static void collect(void)
{
    size_t count = (size_t)(__stop_sink_methods - __start_sink_methods);
    memcpy(defines + 2, __start_sink_methods, count * sizeof *defines);
}

HPy_MODINIT(sink, definition)
