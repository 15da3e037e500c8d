from typing import Any

__all__ = [
    "BoolDType",
    "ByteDType",
    "BytesDType",
    "CLongDoubleDType",
    "Complex64DType",
    "Complex128DType",
    "Float16DType",
    "Float32DType",
    "Float64DType",
    "Int8DType",
    "Int16DType",
    "Int32DType",
    "Int64DType",
    "IntDType",
    "LongDType",
    "LongDoubleDType",
    "LongLongDType",
    "ObjectDType",
    "ShortDType",
    "StrDType",
    "UByteDType",
    "UInt8DType",
    "UInt16DType",
    "UInt32DType",
    "UInt64DType",
    "UIntDType",
    "ULongDType",
    "ULongLongDType",
    "UShortDType",
    "VoidDType",
]

BoolDType: Any
Int8DType: Any
UInt8DType: Any
Int16DType: Any
UInt16DType: Any
Int32DType: Any
UInt32DType: Any
Int64DType: Any
UInt64DType: Any
Float16DType: Any
Float32DType: Any
Float64DType: Any
Complex64DType: Any
Complex128DType: Any
ObjectDType: Any
BytesDType: Any
StrDType: Any
VoidDType: Any
ByteDType: Any
UByteDType: Any
ShortDType: Any
UShortDType: Any
IntDType: Any
UIntDType: Any
LongDType: Any
ULongDType: Any
LongLongDType: Any
ULongLongDType: Any
LongDoubleDType: Any
CLongDoubleDType: Any
