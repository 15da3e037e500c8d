/* Objects that show memory: contiguous, of several axes with strides, read-only, and one that refuses. */
#include "sink.h"

typedef enum { FLAT, STRIDED, READONLY, REFUSING } Kind;
typedef struct {
    int kind;
    int exports, releases;
    int last_flags;
    short items[12];
    HPy_ssize_t shape[2], strides[2];
} Memory;
HPyType_HELPERS(Memory)

#define WRITABLE 0x001

HPyDef_SLOT(Memory_bf_getbuffer, HPy_bf_getbuffer)
static int Memory_bf_getbuffer_impl(HPyContext *ctx, HPy self, HPy_buffer *buffer, int flags)
{
    Memory *memory = Memory_AsStruct(ctx, self);
    memory->last_flags = flags;
    if (memory->kind == REFUSING || (memory->kind == READONLY && (flags & WRITABLE))) {
        HPyErr_SetString(ctx, ctx->h_BufferError, memory->kind == REFUSING ? "refused" : "read-only");
        return -1;
    }
    for (int i = 0; memory->exports == 0 && i < 12; i++)
        memory->items[i] = (short)i;
    memory->exports++;
    /* Strided: the first two columns of three rows of four. */
    int axes = memory->kind == STRIDED ? 2 : 1;
    memory->shape[0] = axes == 2 ? 3 : 12;
    memory->shape[1] = 2;
    memory->strides[0] = axes == 2 ? 8 : 2;
    memory->strides[1] = 2;
    buffer->buf = memory->items;
    buffer->obj = HPy_Dup(ctx, self);
    buffer->len = axes == 2 ? 12 : 24;
    buffer->itemsize = 2;
    buffer->readonly = memory->kind == READONLY;
    buffer->ndim = axes;
    buffer->format = "h";
    buffer->shape = memory->shape;
    buffer->strides = memory->strides;
    buffer->suboffsets = NULL;
    buffer->internal = memory;
    return 0;
}
HPyDef_SLOT(Memory_bf_releasebuffer, HPy_bf_releasebuffer)
static void Memory_bf_releasebuffer_impl(HPyContext *ctx, HPy self, HPy_buffer *buffer)
{
    Memory *memory = Memory_AsStruct(ctx, self);
    /* What getbuffer filled in comes back. */
    if (buffer->internal == memory && buffer->buf == memory->items && buffer->itemsize == 2)
        memory->releases++;
    else
        memory->releases -= 1000;
}
HPyDef_MEMBER(Memory_kind, "kind", HPyMember_INT, offsetof(Memory, kind))
HPyDef_MEMBER(Memory_exports, "exports", HPyMember_INT, offsetof(Memory, exports), .readonly = 1)
HPyDef_MEMBER(Memory_releases, "releases", HPyMember_INT, offsetof(Memory, releases), .readonly = 1)
HPyDef_MEMBER(Memory_last_flags, "last_flags", HPyMember_INT, offsetof(Memory, last_flags), .readonly = 1)
static HPyDef *Memory_defines[] = {&Memory_bf_getbuffer, &Memory_bf_releasebuffer, &Memory_kind,
                                   &Memory_exports,      &Memory_releases,         &Memory_last_flags, NULL};
static HPyType_Spec Memory_spec = {
    .name = "sink.Memory",
    .basicsize = sizeof(Memory),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE,
    .builtin_shape = SHAPE(Memory),
    .defines = Memory_defines,
};
TYPE(Memory, Memory_spec)
