/* Capsules (words 247 to 250). They hold a number, and the number of their context. */
#include "sink.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"sink.first", "sink.second"};
static char last_destroyed[64];

HPyCapsule_DESTRUCTOR(destroy)
static void destroy_impl(const char *name, void *pointer, void *context)
{
    snprintf(last_destroyed, sizeof last_destroyed, "%s %d %d", name ? name : "(no name)", *(int *)pointer,
             context ? *(int *)context : -1);
    free(pointer);
    free(context);
}
HPyCapsule_DESTRUCTOR(destroy_again)
static void destroy_again_impl(const char *name, void *pointer, void *context)
{
    snprintf(last_destroyed, sizeof last_destroyed, "again");
}
/* What the destructor saw of the last capsule that died: its name, number and context. */
NONE(last_destroyed)
{
    HPy text = HPyUnicode_FromString(ctx, last_destroyed);
    last_destroyed[0] = 0;
    return text;
}

static int *boxed(HPyContext *ctx, HPy number)
{
    int *box = malloc(sizeof(int));
    *box = HPyLong_AsInt32_t(ctx, number);
    return box;
}
/* The name as a string that lives for ever; NULL for `...`. */
static const char *name_of(HPyContext *ctx, HPy number)
{
    return HPy_Is(ctx, number, ctx->h_Ellipsis) ? NULL : names[HPyLong_AsInt32_t(ctx, number)];
}

/* (number or ... for a null pointer, name, whether with destructor) */
MANY(HPyCapsule_New)
{
    int *box = HPy_Is(ctx, args[0], ctx->h_Ellipsis) ? NULL : boxed(ctx, args[0]);
    return HPyCapsule_New(ctx, box, name_of(ctx, args[1]), HPy_IsTrue(ctx, args[2]) ? &destroy : NULL);
}
NONE(incomplete_destructor)
{
    static int number;
    static HPyCapsule_Destructor incomplete;
    return HPyCapsule_New(ctx, &number, names[0], &incomplete);
}
MANY(HPyCapsule_IsValid) { return sink_number(ctx, HPyCapsule_IsValid(ctx, args[0], name_of(ctx, args[1])), 0); }
MANY(HPyCapsule_GetPointer)
{
    int *box = HPyCapsule_GetPointer(ctx, args[0], name_of(ctx, args[1]));
    return box == NULL ? HPy_NULL : sink_number(ctx, *box, 0);
}
ONE(HPyCapsule_GetName)
{
    const char *name = HPyCapsule_GetName(ctx, arg);
    return name == NULL ? sink_none(ctx) : HPyUnicode_FromString(ctx, name);
}
ONE(HPyCapsule_GetContext)
{
    int *box = HPyCapsule_GetContext(ctx, arg);
    return box == NULL ? sink_none(ctx) : sink_number(ctx, *box, 0);
}
ONE(get_destructor)
{
    void *destructor = HPyCapsule_Get(ctx, arg, HPyCapsule_key_Destructor, NULL);
    return destructor == NULL ? sink_none(ctx) : HPyErr_SetString(ctx, ctx->h_SystemError, "a destructor was given");
}
MANY(HPyCapsule_SetPointer)
{
    if (HPy_Is(ctx, args[1], ctx->h_Ellipsis))
        return sink_status(ctx, HPyCapsule_SetPointer(ctx, args[0], NULL));
    free(HPyCapsule_GetPointer(ctx, args[0], HPyCapsule_GetName(ctx, args[0])));
    return sink_status(ctx, HPyCapsule_SetPointer(ctx, args[0], boxed(ctx, args[1])));
}
MANY(HPyCapsule_SetName) { return sink_status(ctx, HPyCapsule_SetName(ctx, args[0], name_of(ctx, args[1]))); }
MANY(HPyCapsule_SetContext) { return sink_status(ctx, HPyCapsule_SetContext(ctx, args[0], boxed(ctx, args[1]))); }
ONE(HPyCapsule_SetDestructor) { return sink_status(ctx, HPyCapsule_SetDestructor(ctx, arg, &destroy_again)); }
ONE(remove_destructor) { return sink_status(ctx, HPyCapsule_SetDestructor(ctx, arg, NULL)); }
ONE(HPyCapsule_Set) { return sink_status(ctx, HPyCapsule_Set(ctx, arg, (_HPyCapsule_key)77, &last_destroyed)); }
