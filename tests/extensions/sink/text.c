/* Bytes and str. A bytes argument carries the C string. */
#include "sink.h"

CHECK_OF_H(HPyBytes_Check)
STATUS_OF_H(HPyBytes_Size)
CHECK_OF_H(HPyBytes_GET_SIZE)
/* The bytes behind the pointer, the null byte at the end included. */
ONE(HPyBytes_AsString)
{
    const char *bytes = HPyBytes_AsString(ctx, arg);
    return bytes == NULL ? HPy_NULL : HPyBytes_FromStringAndSize(ctx, bytes, HPyBytes_Size(ctx, arg) + 1);
}
ONE(HPyBytes_AS_STRING)
{
    return HPyBytes_FromStringAndSize(ctx, HPyBytes_AS_STRING(ctx, arg), HPyBytes_GET_SIZE(ctx, arg) + 1);
}
ONE(HPyBytes_FromString) { return HPyBytes_FromString(ctx, HPyBytes_AsString(ctx, arg)); }
MANY(HPyBytes_FromStringAndSize)
{
    HPy source = sink_null(ctx, args[0]);
    const char *bytes = HPy_IsNull(source) ? NULL : HPyBytes_AsString(ctx, source);
    return HPyBytes_FromStringAndSize(ctx, bytes, HPyLong_AsSsize_t(ctx, args[1]));
}

CHECK_OF_H(HPyUnicode_Check)
ONE(HPyUnicode_FromString) { return HPyUnicode_FromString(ctx, HPyBytes_AsString(ctx, arg)); }
H_FROM_H(HPyUnicode_AsASCIIString)
H_FROM_H(HPyUnicode_AsLatin1String)
H_FROM_H(HPyUnicode_AsUTF8String)
ONE(HPyUnicode_AsUTF8AndSize)
{
    HPy_ssize_t size = -7;
    const char *utf8 = HPyUnicode_AsUTF8AndSize(ctx, arg, &size);
    return utf8 == NULL ? HPy_NULL : HPyBytes_FromStringAndSize(ctx, utf8, size + 1);
}
ONE(HPyUnicode_AsUTF8AndSize_without_size)
{
    const char *utf8 = HPyUnicode_AsUTF8AndSize(ctx, arg, NULL);
    return utf8 == NULL ? HPy_NULL : HPyBytes_FromString(ctx, utf8);
}
/* Whether the pointer stays valid, as promised, while more is asked of the same str. */
ONE(utf8_is_stable)
{
    HPy_ssize_t size;
    const char *first = HPyUnicode_AsUTF8AndSize(ctx, arg, &size);
    HPy copy = HPyBytes_FromStringAndSize(ctx, first, size);
    for (int i = 0; i < 1000; i++) {
        HPy other = HPyUnicode_FromString(ctx, "other text \xe2\x82\xac");
        HPyUnicode_AsUTF8AndSize(ctx, other, NULL);
        HPyUnicode_AsUTF8AndSize(ctx, arg, NULL);
        HPy_Close(ctx, other);
    }
    HPy again = HPyBytes_FromStringAndSize(ctx, first, size);
    HPy equal = HPy_RichCompare(ctx, copy, again, HPy_EQ);
    HPy_Close(ctx, copy);
    HPy_Close(ctx, again);
    return equal;
}

/* FromWideChar: the argument's code points as wchar_t, and a size, or -1 for as many as there are before a zero. */
MANY(HPyUnicode_FromWideChar)
{
    wchar_t wide[32] = {0};
    HPy_ssize_t length = HPy_Length(ctx, args[0]);
    for (HPy_ssize_t i = 0; i < length && i < 31; i++)
        wide[i] = (wchar_t)HPyUnicode_ReadChar(ctx, args[0], i);
    return HPyUnicode_FromWideChar(ctx, wide, HPyLong_AsSsize_t(ctx, args[1]));
}

ONE(HPyUnicode_DecodeFSDefault) { return HPyUnicode_DecodeFSDefault(ctx, HPyBytes_AsString(ctx, arg)); }
ONE(HPyUnicode_DecodeFSDefaultAndSize)
{
    return HPyUnicode_DecodeFSDefaultAndSize(ctx, HPyBytes_AsString(ctx, arg), HPyBytes_Size(ctx, arg));
}
H_FROM_H(HPyUnicode_EncodeFSDefault)
MANY(HPyUnicode_ReadChar)
{
    HPy_UCS4 point = HPyUnicode_ReadChar(ctx, args[0], HPyLong_AsSsize_t(ctx, args[1]));
    return sink_number(ctx, point, point == (HPy_UCS4)-1);
}
MANY(HPyUnicode_DecodeASCII)
{
    return HPyUnicode_DecodeASCII(ctx, HPyBytes_AsString(ctx, args[0]), HPyBytes_Size(ctx, args[0]),
                                  sink_text(ctx, args[1]));
}
MANY(HPyUnicode_DecodeLatin1)
{
    return HPyUnicode_DecodeLatin1(ctx, HPyBytes_AsString(ctx, args[0]), HPyBytes_Size(ctx, args[0]),
                                   sink_text(ctx, args[1]));
}
