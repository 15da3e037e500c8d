/* Arrays for extensions in C and C++ that are built with HPy 0.9's universal headers.

   One file of an extension includes this and calls UA_ImportArrayApi(ctx) when its module is executed; from then on it may call the
   functions in array_api_calls.h. In an extension of several files each one imports for itself, or they share one pointer:

       #define UA_SHARED_API my_api                         in all files, before the include
       #define UA_API_IS_ELSEWHERE                          in all but the one that imports, too

   The extension remains one universal binary: it runs wherever uniarray does. */
#ifndef UNIARRAY_ARRAY_API_H
#define UNIARRAY_ARRAY_API_H

#include <string.h>

#include "hpy.h"

#include "array_api_table.h"

#ifdef UA_SHARED_API
#define ua_api UA_SHARED_API
#ifdef UA_API_IS_ELSEWHERE
extern const UA_Api *ua_api;
#else
const UA_Api *ua_api;
#endif
#else
static const UA_Api *ua_api;
#endif

#include "array_api_calls.h"

#ifndef UA_API_IS_ELSEWHERE

/* PyPy 7.3's own HPy has an extra handle before the last functions of the context, so that each of them lies a word later than in HPy 0.9:
   1 there, 0 elsewhere, -1 with an exception set. */
static inline int ua_tail_shift(HPyContext *ctx)
{
    HPy sys = HPyImport_ImportModule(ctx, "sys");
    HPy implementation = HPy_IsNull(sys) ? HPy_NULL : HPy_GetAttr_s(ctx, sys, "implementation");
    HPy name = HPy_IsNull(implementation) ? HPy_NULL : HPy_GetAttr_s(ctx, implementation, "name");
    const char *text = HPy_IsNull(name) ? NULL : HPyUnicode_AsUTF8AndSize(ctx, name, NULL);
    int shift = -1;
    if (text != NULL) {
        /* Handles of PyPy's host are small numbers, functions are addresses; its debug mode wraps both. */
        uintptr_t word;
        memcpy(&word, &ctx->ctx_Capsule_New, sizeof word);
        shift = strcmp(text, "pypy") == 0 && strstr(ctx->name, "hpyhost") == NULL &&
                (word < 4096 || strstr(ctx->name, "Debug") != NULL);
    }
    if (!HPy_IsNull(name))
        HPy_Close(ctx, name);
    if (!HPy_IsNull(implementation))
        HPy_Close(ctx, implementation);
    if (!HPy_IsNull(sys))
        HPy_Close(ctx, sys);
    return shift;
}

/* The pointer of a capsule of that name, on every host; NULL with an exception set. */
static inline void *ua_capsule_pointer(HPyContext *ctx, HPy capsule, const char *name)
{
    typedef int (*IsValid)(HPyContext *, HPy, const char *);
    typedef void *(*Get)(HPyContext *, HPy, int, const char *);
    int shift = ua_tail_shift(ctx);
    if (shift < 0)
        return NULL;
    IsValid is_valid;
    Get get;
    memcpy(&is_valid, (const char *)&ctx->ctx_Capsule_IsValid + shift * sizeof(void *), sizeof is_valid);
    memcpy(&get, (const char *)&ctx->ctx_Capsule_Get + shift * sizeof(void *), sizeof get);
    if (!is_valid(ctx, capsule, name)) {
        HPyErr_SetString(ctx, ctx->h_ImportError, "uniarray._core._C_API is not the capsule of the array C API");
        return NULL;
    }
    return get(ctx, capsule, 0 /* the pointer */, name);
}

/* The table, if it has all that this header knows of; NULL with an ImportError. */
static inline const UA_Api *ua_checked_table(HPyContext *ctx, const UA_Api *table)
{
    if (table->api_major != UA_API_MAJOR) {
        HPyErr_SetString(ctx, ctx->h_ImportError,
                         "this extension was built for another major version of uniarray's array C API than the one installed");
        return NULL;
    }
    if (table->api_minor < UA_API_MINOR || table->api_size < sizeof(UA_Api)) {
        HPyErr_SetString(ctx, ctx->h_ImportError,
                         "this extension was built for a newer version of uniarray's array C API than the one installed: "
                         "update uniarray");
        return NULL;
    }
    return table;
}

/* Imports uniarray and gets its table: 0, or -1 with an exception set, an ImportError if the installed uniarray is older than this header. */
static inline int UA_ImportArrayApi(HPyContext *ctx)
{
    HPy module = HPyImport_ImportModule(ctx, "uniarray");
    HPy core = HPy_IsNull(module) ? HPy_NULL : HPy_GetAttr_s(ctx, module, "_core");
    int found = HPy_IsNull(core) ? 0 : HPy_HasAttr_s(ctx, core, "_C_API");
    HPy capsule = found ? HPy_GetAttr_s(ctx, core, "_C_API") : HPy_NULL;
    const UA_Api *table = NULL;
    if (!HPy_IsNull(core) && !found)
        HPyErr_SetString(ctx, ctx->h_ImportError, "the uniarray installed has no array C API: update uniarray");
    if (!HPy_IsNull(capsule))
        table = (const UA_Api *)ua_capsule_pointer(ctx, capsule, UA_API_CAPSULE);
    if (table != NULL)
        table = ua_checked_table(ctx, table);
    if (table != NULL)
        ua_api = table;
    if (!HPy_IsNull(capsule))
        HPy_Close(ctx, capsule);
    if (!HPy_IsNull(core))
        HPy_Close(ctx, core);
    if (!HPy_IsNull(module))
        HPy_Close(ctx, module);
    return table == NULL ? -1 : 0;
}

#endif /* UA_API_IS_ELSEWHERE */

#endif
