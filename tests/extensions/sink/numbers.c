/* Numbers: conversions between Python's and C's, and all operators. */
#include "sink.h"

/* The argument's lowest 64 bits are the C value, so that tests can give any value of any C type. */
#define FROM_BITS(NAME, CTYPE) \
    ONE(NAME) { return NAME(ctx, (CTYPE)HPyLong_AsUInt64_tMask(ctx, arg)); }
FROM_BITS(HPyLong_FromInt32_t, int32_t)
FROM_BITS(HPyLong_FromUInt32_t, uint32_t)
FROM_BITS(HPyLong_FromInt64_t, int64_t)
FROM_BITS(HPyLong_FromUInt64_t, uint64_t)
FROM_BITS(HPyLong_FromSize_t, size_t)
FROM_BITS(HPyLong_FromSsize_t, HPy_ssize_t)
FROM_BITS(HPyLong_FromLong, long)
FROM_BITS(HPyLong_FromUnsignedLong, unsigned long)
FROM_BITS(HPyLong_FromLongLong, long long)
FROM_BITS(HPyLong_FromUnsignedLongLong, unsigned long long)
FROM_BITS(HPyBool_FromLong, long)
FROM_BITS(HPyBool_FromBool, bool)

/* -1 of the type, with an exception, is failure. */
#define AS_C(NAME, CTYPE, BACK)                                     \
    ONE(NAME)                                                       \
    {                                                               \
        CTYPE value = NAME(ctx, arg);                               \
        if (HPyErr_Occurred(ctx))                                   \
            return sink_number(ctx, 0, value == (CTYPE)-1);         \
        return BACK(ctx, value);                                    \
    }
AS_C(HPyLong_AsInt32_t, int32_t, HPyLong_FromInt32_t)
AS_C(HPyLong_AsUInt32_t, uint32_t, HPyLong_FromUInt32_t)
AS_C(HPyLong_AsUInt32_tMask, uint32_t, HPyLong_FromUInt32_t)
AS_C(HPyLong_AsInt64_t, int64_t, HPyLong_FromInt64_t)
AS_C(HPyLong_AsUInt64_t, uint64_t, HPyLong_FromUInt64_t)
AS_C(HPyLong_AsUInt64_tMask, uint64_t, HPyLong_FromUInt64_t)
AS_C(HPyLong_AsSize_t, size_t, HPyLong_FromSize_t)
AS_C(HPyLong_AsSsize_t, HPy_ssize_t, HPyLong_FromSsize_t)
AS_C(HPyLong_AsLong, long, HPyLong_FromLong)
AS_C(HPyLong_AsUnsignedLong, unsigned long, HPyLong_FromUnsignedLong)
AS_C(HPyLong_AsUnsignedLongMask, unsigned long, HPyLong_FromUnsignedLong)
AS_C(HPyLong_AsLongLong, long long, HPyLong_FromLongLong)
AS_C(HPyLong_AsUnsignedLongLong, unsigned long long, HPyLong_FromUnsignedLongLong)
AS_C(HPyLong_AsUnsignedLongLongMask, unsigned long long, HPyLong_FromUnsignedLongLong)
AS_C(HPyLong_AsDouble, double, HPyFloat_FromDouble)
AS_C(HPyFloat_AsDouble, double, HPyFloat_FromDouble)

ONE(HPyLong_AsVoidPtr)
{
    void *pointer = HPyLong_AsVoidPtr(ctx, arg);
    return HPyErr_Occurred(ctx) ? sink_number(ctx, 0, pointer == NULL) : HPyLong_FromSize_t(ctx, (size_t)pointer);
}

/* A double that no Python object stands for on the way. */
NONE(HPyFloat_FromDouble) { return HPyFloat_FromDouble(ctx, -0.1); }

CHECK_OF_H(HPyNumber_Check)
H_FROM_H(HPy_Negative)
H_FROM_H(HPy_Positive)
H_FROM_H(HPy_Absolute)
H_FROM_H(HPy_Invert)
H_FROM_H(HPy_Index)
H_FROM_H(HPy_Long)
H_FROM_H(HPy_Float)

H_FROM_HH(HPy_Add)
H_FROM_HH(HPy_Subtract)
H_FROM_HH(HPy_Multiply)
H_FROM_HH(HPy_MatrixMultiply)
H_FROM_HH(HPy_FloorDivide)
H_FROM_HH(HPy_TrueDivide)
H_FROM_HH(HPy_Remainder)
H_FROM_HH(HPy_Divmod)
H_FROM_HH(HPy_Lshift)
H_FROM_HH(HPy_Rshift)
H_FROM_HH(HPy_And)
H_FROM_HH(HPy_Xor)
H_FROM_HH(HPy_Or)
H_FROM_HH(HPy_InPlaceAdd)
H_FROM_HH(HPy_InPlaceSubtract)
H_FROM_HH(HPy_InPlaceMultiply)
H_FROM_HH(HPy_InPlaceMatrixMultiply)
H_FROM_HH(HPy_InPlaceFloorDivide)
H_FROM_HH(HPy_InPlaceTrueDivide)
H_FROM_HH(HPy_InPlaceRemainder)
H_FROM_HH(HPy_InPlaceLshift)
H_FROM_HH(HPy_InPlaceRshift)
H_FROM_HH(HPy_InPlaceAnd)
H_FROM_HH(HPy_InPlaceXor)
H_FROM_HH(HPy_InPlaceOr)

#define TERNARY(NAME) \
    MANY(NAME) { return sink_count(ctx, nargs, 3, 3) ? NAME(ctx, args[0], args[1], args[2]) : HPy_NULL; }
TERNARY(HPy_Power)
TERNARY(HPy_InPlacePower)
