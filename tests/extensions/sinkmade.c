/* A module that is no module: HPy_mod_create gives any object in its place. */
#include <hpy.h>

HPyDef_SLOT(create, HPy_mod_create)
static HPy create_impl(HPyContext *ctx, HPy spec)
{
#ifdef CREATE_RAISES
    return HPyErr_SetString(ctx, ctx->h_KeyError, "from create");
#endif
#ifdef CREATE_SILENT
    return HPy_NULL;
#endif
    HPy types = HPyImport_ImportModule(ctx, "types");
    HPy name = HPy_GetAttr_s(ctx, spec, "name");
    HPy namespace = HPy_GetAttr_s(ctx, types, "SimpleNamespace");
    HPy made = HPy_CallTupleDict(ctx, namespace, HPy_NULL, HPy_NULL);
    HPy_SetAttr_s(ctx, made, "name_in_spec", name);
    HPy_Close(ctx, types);
    HPy_Close(ctx, name);
    HPy_Close(ctx, namespace);
    return made;
}

#ifdef TWO_CREATE
HPyDef_SLOT(again, HPy_mod_create)
static HPy again_impl(HPyContext *ctx, HPy spec) { return HPy_NULL; }
static HPyDef *defines[] = {&create, &again, NULL};
#elif defined(UNKNOWN_SLOT)
HPyDef_SLOT(length, HPy_mp_length)
static HPy_ssize_t length_impl(HPyContext *ctx, HPy self) { return 0; }
static HPyDef *defines[] = {&length, NULL};
#else
static HPyDef *defines[] = {&create, NULL};
#endif
static HPyModuleDef definition = {.defines = defines};
/* One macro more, so that NAME is replaced. */
#define MODINIT(name, definition) HPy_MODINIT(name, definition)
MODINIT(NAME, definition)
