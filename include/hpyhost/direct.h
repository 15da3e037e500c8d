/* What a host of CPython may tell an extension beyond HPy 0.9, so that what would be a call is a load or a comparison.
 *
 * A universal extension `NAME` may export a function, with C linkage and default visibility:
 *
 *     void hpyhost_direct_NAME(const struct hpyhost_direct *direct);
 *
 * A host calls it after HPyInitGlobalContext_NAME and before HPyInit_NAME if, for the context named in the struct:
 *
 * - a handle is the address of its object, and a reference to it; a HPyGlobal that something was stored in is such an address, too,
 *   and a reference that lasts until something else is stored;
 * - the second word of an object is the address of its type;
 * - HPy_AsStruct of a type of shape Object gives the first address after those two words that is a multiple of 16 bytes from the
 *   object's own (objects are aligned to at least 8 bytes);
 * - HPy_CallRealFunctionFromTrampoline does no more than call the function, with the same arguments (those of METH_FASTCALL without
 *   the flag in the topmost bit of the count). That is not so for tp_init, tp_new and those of buffers and of the collector.
 *
 * The struct lives as long as the process. With another context, in debug mode for instance, none of this holds.
 */
#ifndef HPYHOST_DIRECT_H
#define HPYHOST_DIRECT_H

#include <stdint.h>

#define HPYHOST_DIRECT_VERSION 1

struct hpyhost_direct {
    uint32_t version;
    uint32_t size; /* of this struct in bytes; later versions may have more at the end */
    HPyContext *context;
    /* float.__new__(type, value); the type is derived from float. */
    HPy (*Float_New)(HPyContext *ctx, HPy type, double value);
    /* complex.__new__(type, re, im); the type is derived from complex. */
    HPy (*Complex_New)(HPyContext *ctx, HPy type, double re, double im);
    /* The parts of an instance of complex, without a look at its attributes; -1 with an exception for other objects. */
    int (*Complex_Parts)(HPyContext *ctx, HPy number, double parts[2]);
};

#endif
