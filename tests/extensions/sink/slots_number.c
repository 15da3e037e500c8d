/* Types with all slots for numbers. A slot's result tells which slot was called, and with what. */
#include "sink.h"

typedef struct {
    int64_t value;
    char truth;
} Number;
HPyType_HELPERS(Number)

HPyDef_MEMBER(Number_value, "value", HPyMember_LONGLONG, offsetof(Number, value))
HPyDef_MEMBER(Number_truth, "truth", HPyMember_BYTE, offsetof(Number, truth))

#define UNARY(SLOT)                         \
    HPyDef_SLOT(Number_##SLOT, HPy_##SLOT)  \
    static HPy Number_##SLOT##_impl(HPyContext *ctx, HPy self) { return HPy_BuildValue(ctx, "(sO)", #SLOT, self); }
UNARY(nb_absolute)
UNARY(nb_invert)
UNARY(nb_negative)
UNARY(nb_positive)

/* Operands that are None are not for this type. */
#define BINARY(TYPE, SLOT)                                                            \
    HPyDef_SLOT(TYPE##_##SLOT, HPy_##SLOT)                                            \
    static HPy TYPE##_##SLOT##_impl(HPyContext *ctx, HPy a, HPy b)                    \
    {                                                                                 \
        if (HPy_Is(ctx, a, ctx->h_None) || HPy_Is(ctx, b, ctx->h_None))               \
            return HPy_Dup(ctx, ctx->h_NotImplemented);                               \
        return HPy_BuildValue(ctx, "(sOO)", #SLOT, a, b);                             \
    }
BINARY(Number, nb_add)
BINARY(Number, nb_and)
BINARY(Number, nb_divmod)
BINARY(Number, nb_floor_divide)
BINARY(Number, nb_lshift)
BINARY(Number, nb_matrix_multiply)
BINARY(Number, nb_multiply)
BINARY(Number, nb_or)
BINARY(Number, nb_remainder)
BINARY(Number, nb_rshift)
BINARY(Number, nb_subtract)
BINARY(Number, nb_true_divide)
BINARY(Number, nb_xor)

#define TERNARY(TYPE, SLOT)                                                           \
    HPyDef_SLOT(TYPE##_##SLOT, HPy_##SLOT)                                            \
    static HPy TYPE##_##SLOT##_impl(HPyContext *ctx, HPy a, HPy b, HPy c)             \
    {                                                                                 \
        return HPy_BuildValue(ctx, "(sOOO)", #SLOT, a, b, HPy_IsNull(c) ? ctx->h_None : c); \
    }
TERNARY(Number, nb_power)

HPyDef_SLOT(Number_nb_bool, HPy_nb_bool)
static int Number_nb_bool_impl(HPyContext *ctx, HPy self)
{
    int truth = Number_AsStruct(ctx, self)->truth;
    if (truth < 0)
        HPyErr_SetString(ctx, ctx->h_ValueError, "neither true nor false");
    return truth;
}

#define CONVERSION(SLOT, RESULT)           \
    HPyDef_SLOT(Number_##SLOT, HPy_##SLOT) \
    static HPy Number_##SLOT##_impl(HPyContext *ctx, HPy self) { return RESULT; }
CONVERSION(nb_int, HPyLong_FromInt64_t(ctx, Number_AsStruct(ctx, self)->value))
CONVERSION(nb_index, HPyLong_FromInt64_t(ctx, Number_AsStruct(ctx, self)->value + 1))
CONVERSION(nb_float, HPyFloat_FromDouble(ctx, (double)Number_AsStruct(ctx, self)->value + 0.5))

static HPyDef *Number_defines[] = {
    &Number_value, &Number_truth, &Number_nb_absolute, &Number_nb_invert, &Number_nb_negative, &Number_nb_positive,
    &Number_nb_add, &Number_nb_and, &Number_nb_divmod, &Number_nb_floor_divide, &Number_nb_lshift,
    &Number_nb_matrix_multiply, &Number_nb_multiply, &Number_nb_or, &Number_nb_remainder, &Number_nb_rshift,
    &Number_nb_subtract, &Number_nb_true_divide, &Number_nb_xor, &Number_nb_power, &Number_nb_bool, &Number_nb_int,
    &Number_nb_index, &Number_nb_float, NULL};
static HPyType_Spec Number_spec = {
    .name = "sink.Number",
    .basicsize = sizeof(Number),
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE,
    .builtin_shape = SHAPE(Number),
    .defines = Number_defines,
};
TYPE(Number, Number_spec)

/* Only the slots for operations in place. */
BINARY(InPlace, nb_inplace_add)
BINARY(InPlace, nb_inplace_and)
BINARY(InPlace, nb_inplace_floor_divide)
BINARY(InPlace, nb_inplace_lshift)
BINARY(InPlace, nb_inplace_matrix_multiply)
BINARY(InPlace, nb_inplace_multiply)
BINARY(InPlace, nb_inplace_or)
BINARY(InPlace, nb_inplace_remainder)
BINARY(InPlace, nb_inplace_rshift)
BINARY(InPlace, nb_inplace_subtract)
BINARY(InPlace, nb_inplace_true_divide)
BINARY(InPlace, nb_inplace_xor)
TERNARY(InPlace, nb_inplace_power)

static HPyDef *InPlace_defines[] = {
    &InPlace_nb_inplace_add, &InPlace_nb_inplace_and, &InPlace_nb_inplace_floor_divide, &InPlace_nb_inplace_lshift,
    &InPlace_nb_inplace_matrix_multiply, &InPlace_nb_inplace_multiply, &InPlace_nb_inplace_or,
    &InPlace_nb_inplace_remainder, &InPlace_nb_inplace_rshift, &InPlace_nb_inplace_subtract,
    &InPlace_nb_inplace_true_divide, &InPlace_nb_inplace_xor, &InPlace_nb_inplace_power, NULL};
static HPyType_Spec InPlace_spec = {
    .name = "sink.InPlace",
    .flags = HPy_TPFLAGS_DEFAULT | HPy_TPFLAGS_BASETYPE,
    .defines = InPlace_defines,
};
TYPE(InPlace, InPlace_spec)
