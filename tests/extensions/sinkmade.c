/* A module that is no module: HPy_mod_create gives any object in its place. */
#include <hpy.h>

HPyDef_SLOT(create, HPy_mod_create)
static HPy create_impl(HPyContext *ctx, HPy spec)
{
#ifdef CREATE_RAISES
    return HPyErr_SetString(ctx, ctx->h_KeyError, "from create");
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

static HPyDef *defines[] = {&create, NULL};
static HPyModuleDef definition = {.defines = defines};
/* One macro more, so that NAME is replaced. */
#define MODINIT(name, definition) HPy_MODINIT(name, definition)
MODINIT(NAME, definition)
