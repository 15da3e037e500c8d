#define ARRAYAPI_MODULE
#include "arrayapi.h"

int integers(HPyContext *ctx, HPy tuple, HPy_ssize_t values[64])
{
    if (HPy_Is(ctx, tuple, ctx->h_None))
        return 0;
    HPy_ssize_t count = HPy_Length(ctx, tuple);
    for (HPy_ssize_t i = 0; i < count && i < 64; i++) {
        HPy item = HPy_GetItem_i(ctx, tuple, i);
        if (HPy_IsNull(item))
            return -1;
        values[i] = HPyLong_AsSsize_t(ctx, item);
        HPy_Close(ctx, item);
    }
    return HPyErr_Occurred(ctx) ? -1 : (int)count;
}

HPy tuple_of(HPyContext *ctx, int count, const HPy_ssize_t *values)
{
    HPyTupleBuilder builder = HPyTupleBuilder_New(ctx, count);
    for (int i = 0; i < count; i++) {
        HPy value = HPyLong_FromSsize_t(ctx, values[i]);
        HPyTupleBuilder_Set(ctx, builder, i, value);
        HPy_Close(ctx, value);
    }
    return HPyTupleBuilder_Build(ctx, builder);
}

/* Reads a shape from an argument. */
#define READ_SHAPE(argument)                                                                                                                    \
    HPy_ssize_t shape[64];                                                                                                                 \
    int ndim = integers(ctx, argument, shape);                                                                                             \
    if (ndim < 0)                                                                                                                          \
        return HPy_NULL;

#define ONE(name, result)                                                                                                                  \
    METHOD(name)                                                                                                                           \
    {                                                                                                                                      \
        WANT(1)                                                                                                                            \
        HPy a = or_null(ctx, args[0]);                                                                                                     \
        return result;                                                                                                                     \
    }

ONE(array_check, integer(ctx, UA_ArrayCheck(ctx, a)))
ONE(array_check_exact, integer(ctx, UA_ArrayCheckExact(ctx, a)))
ONE(scalar_check, integer(ctx, UA_ScalarCheck(ctx, a)))
ONE(dtype_check, integer(ctx, UA_DtypeCheck(ctx, a)))
ONE(dtype_from, UA_DtypeFrom(ctx, a))
ONE(ndim, integer(ctx, UA_Ndim(ctx, a)))
ONE(size, integer(ctx, UA_Size(ctx, a)))
ONE(itemsize, integer(ctx, UA_Itemsize(ctx, a)))
ONE(type_num, integer(ctx, UA_TypeNum(ctx, a)))
ONE(flags, integer(ctx, UA_Flags(ctx, a)))
ONE(dtype, UA_Dtype(ctx, a))
ONE(base, UA_Base(ctx, a))
ONE(squeeze, UA_Squeeze(ctx, a))

METHOD(dtype_of_type)
{
    WANT(1)
    return UA_DtypeOfType(ctx, number(ctx, args[0]));
}

METHOD(data)
{
    WANT(1)
    void *address = UA_Data(ctx, or_null(ctx, args[0]));
    return address == NULL ? HPy_NULL : HPyLong_FromSize_t(ctx, (size_t)address);
}

METHOD(shape)
{
    WANT(1)
    HPy a = or_null(ctx, args[0]);
    const HPy_ssize_t *values = UA_Shape(ctx, a);
    return values == NULL ? HPy_NULL : tuple_of(ctx, UA_Ndim(ctx, a), values);
}

METHOD(strides)
{
    WANT(1)
    HPy a = or_null(ctx, args[0]);
    const HPy_ssize_t *values = UA_Strides(ctx, a);
    return values == NULL ? HPy_NULL : tuple_of(ctx, UA_Ndim(ctx, a), values);
}

/* (data, shape, strides, size, itemsize, type_num, flags) */
METHOD(look)
{
    WANT(1)
    UA_View view;
    if (UA_Look(ctx, or_null(ctx, args[0]), &view) < 0)
        return HPy_NULL;
    HPy parts[] = {
        HPyLong_FromSize_t(ctx, (size_t)view.data), tuple_of(ctx, view.ndim, view.shape), tuple_of(ctx, view.ndim, view.strides),
        HPyLong_FromSsize_t(ctx, view.size),        HPyLong_FromSsize_t(ctx, view.itemsize), HPyLong_FromLong(ctx, view.type_num),
        HPyLong_FromLong(ctx, view.flags),
    };
    HPy result = HPyTuple_FromArray(ctx, parts, 7);
    for (int i = 0; i < 7; i++)
        HPy_Close(ctx, parts[i]);
    return result;
}

/* (itemsize, alignment, type_num, kind, code, flags) */
METHOD(dtype_look)
{
    WANT(1)
    UA_DType look;
    if (UA_DtypeLook(ctx, or_null(ctx, args[0]), &look) < 0)
        return HPy_NULL;
    HPy_ssize_t parts[] = {look.itemsize, look.alignment, look.type_num, look.kind, look.code, look.flags};
    return tuple_of(ctx, 6, parts);
}

METHOD(promote_types)
{
    WANT(2)
    return UA_PromoteTypes(ctx, or_null(ctx, args[0]), or_null(ctx, args[1]));
}

METHOD(can_cast)
{
    WANT(3)
    return integer(ctx, UA_CanCast(ctx, or_null(ctx, args[0]), or_null(ctx, args[1]), number(ctx, args[2])));
}

METHOD(empty)
{
    WANT(3)
    READ_SHAPE(args[0])
    return UA_Empty(ctx, ndim, shape, or_null(ctx, args[1]), number(ctx, args[2]));
}

/* Zeros with as many axes as the second argument says, whose extents are missing. */
METHOD(zeros_without_shape)
{
    WANT(1)
    return UA_Zeros(ctx, number(ctx, args[0]), NULL, HPy_NULL, UA_CORDER);
}

METHOD(zeros)
{
    WANT(3)
    READ_SHAPE(args[0])
    return UA_Zeros(ctx, ndim, shape, or_null(ctx, args[1]), number(ctx, args[2]));
}

METHOD(full)
{
    WANT(4)
    READ_SHAPE(args[0])
    return UA_Full(ctx, ndim, shape, or_null(ctx, args[1]), or_null(ctx, args[2]), number(ctx, args[3]));
}

METHOD(empty_of_type)
{
    WANT(2)
    READ_SHAPE(args[1])
    return UA_EmptyOfType(ctx, number(ctx, args[0]), ndim, shape);
}

METHOD(zeros_of_type)
{
    WANT(2)
    READ_SHAPE(args[1])
    return UA_ZerosOfType(ctx, number(ctx, args[0]), ndim, shape);
}

METHOD(empty_like)
{
    WANT(3)
    return UA_EmptyLike(ctx, or_null(ctx, args[0]), or_null(ctx, args[1]), number(ctx, args[2]));
}

METHOD(from_any)
{
    WANT(5)
    return UA_FromAny(ctx, or_null(ctx, args[0]), or_null(ctx, args[1]), number(ctx, args[2]), number(ctx, args[3]),
                      (uint32_t)number(ctx, args[4]));
}

METHOD(may_overlap)
{
    WANT(2)
    return integer(ctx, UA_MayOverlap(ctx, or_null(ctx, args[0]), or_null(ctx, args[1])));
}

METHOD(reshape)
{
    WANT(3)
    READ_SHAPE(args[1])
    return UA_Reshape(ctx, or_null(ctx, args[0]), ndim, shape, number(ctx, args[2]));
}

METHOD(transpose)
{
    WANT(2)
    READ_SHAPE(args[1])
    return UA_Transpose(ctx, or_null(ctx, args[0]), HPy_Is(ctx, args[1], ctx->h_None) ? NULL : shape);
}

METHOD(broadcast_to)
{
    WANT(2)
    READ_SHAPE(args[1])
    return UA_BroadcastTo(ctx, or_null(ctx, args[0]), ndim, shape);
}

METHOD(view_as)
{
    WANT(2)
    return UA_ViewAs(ctx, or_null(ctx, args[0]), or_null(ctx, args[1]));
}

METHOD(window)
{
    WANT(4)
    READ_SHAPE(args[2])
    HPy_ssize_t strides[64];
    if (integers(ctx, args[3], strides) != ndim)
        return HPy_NULL;
    return UA_Window(ctx, or_null(ctx, args[0]), HPyLong_AsSsize_t(ctx, args[1]), ndim, shape, strides);
}

METHOD(set_writeable)
{
    WANT(2)
    return status(ctx, UA_SetWriteable(ctx, or_null(ctx, args[0]), number(ctx, args[1])));
}

METHOD(element_pointer)
{
    WANT(2)
    READ_SHAPE(args[1])
    void *address = UA_ElementPointer(ctx, or_null(ctx, args[0]), ndim == 0 ? NULL : shape);
    return address == NULL ? HPy_NULL : HPyLong_FromSize_t(ctx, (size_t)address);
}

METHOD(get_element)
{
    WANT(2)
    READ_SHAPE(args[1])
    return UA_GetElement(ctx, or_null(ctx, args[0]), ndim == 0 ? NULL : shape);
}

METHOD(set_element)
{
    WANT(3)
    READ_SHAPE(args[1])
    return status(ctx, UA_SetElement(ctx, or_null(ctx, args[0]), ndim == 0 ? NULL : shape, or_null(ctx, args[2])));
}

/* A number as an element of a dtype, and back. */
METHOD(through_memory)
{
    WANT(2)
    double room[2];
    if (UA_ScalarInto(ctx, or_null(ctx, args[0]), or_null(ctx, args[1]), room) < 0)
        return HPy_NULL;
    return UA_ScalarFrom(ctx, or_null(ctx, args[1]), room);
}

METHOD(fill)
{
    WANT(2)
    return status(ctx, UA_Fill(ctx, or_null(ctx, args[0]), or_null(ctx, args[1])));
}

METHOD(cast)
{
    WANT(4)
    return UA_Cast(ctx, or_null(ctx, args[0]), or_null(ctx, args[1]), number(ctx, args[2]), number(ctx, args[3]));
}

METHOD(copy)
{
    WANT(2)
    return UA_Copy(ctx, or_null(ctx, args[0]), number(ctx, args[1]));
}

METHOD(copy_into)
{
    WANT(3)
    return status(ctx, UA_CopyInto(ctx, or_null(ctx, args[0]), or_null(ctx, args[1]), number(ctx, args[2])));
}

METHOD(broadcast_shape)
{
    HPy_ssize_t shape[UA_MAX_DIMS];
    int ndim = UA_BroadcastShape(ctx, (int)nargs, args, shape);
    return ndim < 0 ? HPy_NULL : tuple_of(ctx, ndim, shape);
}

METHOD(ufunc)
{
    WANT(1)
    const char *name = HPyUnicode_AsUTF8AndSize(ctx, args[0], NULL);
    return name == NULL ? HPy_NULL : UA_Ufunc(ctx, name);
}

/* call_ufunc(ufunc, keywords or None, *arguments) */
METHOD(call_ufunc)
{
    HPy all[8];
    for (size_t i = 2; i < nargs && i < 8; i++)
        all[i] = HPy_Is(ctx, args[i], ctx->h_Ellipsis) ? HPy_NULL : args[i];
    return UA_CallUfunc(ctx, or_null(ctx, args[0]), all + 2, nargs - 2, or_null(ctx, args[1]));
}

METHOD(reduce)
{
    WANT(6)
    READ_SHAPE(args[2])
    const HPy_ssize_t *axes = HPy_Is(ctx, args[2], ctx->h_None) ? NULL : shape;
    return UA_Reduce(ctx, or_null(ctx, args[0]), or_null(ctx, args[1]), ndim, axes, or_null(ctx, args[3]), or_null(ctx, args[4]),
                     number(ctx, args[5]));
}

METHOD(accumulate)
{
    WANT(5)
    return UA_Accumulate(ctx, or_null(ctx, args[0]), or_null(ctx, args[1]), number(ctx, args[2]), or_null(ctx, args[3]),
                         or_null(ctx, args[4]));
}

METHOD(matmul)
{
    WANT(3)
    return UA_Matmul(ctx, or_null(ctx, args[0]), or_null(ctx, args[1]), or_null(ctx, args[2]));
}

METHOD(report_float_errors)
{
    WANT(2)
    const char *place = HPyUnicode_AsUTF8AndSize(ctx, args[1], NULL);
    return place == NULL ? HPy_NULL : status(ctx, UA_ReportFloatErrors(ctx, (uint32_t)number(ctx, args[0]), place));
}

/* What dividing two numbers runs into. */
METHOD(errors_of_division)
{
    WANT(2)
    volatile double a = HPyFloat_AsDouble(ctx, args[0]), b = HPyFloat_AsDouble(ctx, args[1]), quotient;
    UA_ClearFloatErrors(ctx);
    quotient = a / b;
    (void)quotient;
    return HPyLong_FromLong(ctx, (long)UA_FloatErrors(ctx));
}

/* A capsule of a table with other versions and another size: fake(major, minor, size), or one of a wrong name: fake(None, None, None). */
static UA_Api other_table;

METHOD(fake)
{
    WANT(3)
    typedef HPy (*New)(HPyContext *, void *, const char *, void *);
    New make;
    int shift = ua_tail_shift(ctx);
    if (shift < 0)
        return HPy_NULL;
    memcpy(&make, (const char *)&ctx->ctx_Capsule_New + shift * sizeof(void *), sizeof make);
    if (HPy_Is(ctx, args[0], ctx->h_None))
        return make(ctx, &other_table, "something.else", NULL);
    other_table = *ua_api;
    other_table.api_major = (uint32_t)number(ctx, args[0]);
    other_table.api_minor = (uint32_t)number(ctx, args[1]);
    other_table.api_size = (size_t)HPyLong_AsSsize_t(ctx, args[2]);
    return make(ctx, &other_table, UA_API_CAPSULE, NULL);
}

METHOD(import_again)
{
    WANT(0)
    return status(ctx, UA_ImportArrayApi(ctx));
}

/* (major, minor, bytes) of this extension's header, then of the table that it has found. */
METHOD(versions)
{
    WANT(0)
    HPy_ssize_t all[] = {UA_API_MAJOR, UA_API_MINOR, sizeof(UA_Api), ua_api->api_major, ua_api->api_minor, (HPy_ssize_t)ua_api->api_size};
    return tuple_of(ctx, 6, all);
}

HPyDef_SLOT(execute, HPy_mod_exec)
static int execute_impl(HPyContext *ctx, HPy module)
{
    return UA_ImportArrayApi(ctx);
}

static HPyDef *defines[] = {
    &execute, &array_check, &array_check_exact, &scalar_check, &dtype_check, &dtype_of_type, &dtype_from, &dtype_look, &promote_types,
    &can_cast, &empty, &zeros, &zeros_without_shape, &full, &empty_of_type, &zeros_of_type, &empty_like, &from_memory, &released, &from_any,
    &look, &data, &ndim, &shape, &strides, &size, &itemsize, &type_num, &flags, &dtype, &base, &may_overlap, &reshape, &transpose, &squeeze,
    &broadcast_to, &view_as, &window, &set_writeable, &element_pointer, &get_element, &set_element, &through_memory, &fill, &cast, &copy,
    &copy_into, &broadcast_shape, &for_each_sum, &for_each_copy, &ufunc, &call_ufunc, &reduce, &accumulate, &matmul, &report_float_errors,
    &errors_of_division, &register_scaled, &register_divmod10, &register_wrong, &fake, &import_again, &versions, &cost,
#if UA_API_MINOR >= 1
    &register_matvec, &register_summary,
#endif
    NULL,
};

static HPyModuleDef definition = {.doc = "The array C API, function by function.", .defines = defines};

/* One macro more, so that NAME is replaced. */
#define MODINIT(name, definition) HPy_MODINIT(name, definition)
MODINIT(NAME, definition)
