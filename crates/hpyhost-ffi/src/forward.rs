//! THE list of what native code asks of Python, and the context functions that do nothing else.

use crate::upcall::{Answer, Word, ask};
use hpy_abi::*;
use std::ffi::{c_char, c_int, c_void};

macro_rules! operations {
    (
        forwarded { $($function:ident($($arg:ident: $type:ty),*) -> $ret:ty;)* }
        asked { $($asked:ident,)* }
    ) => {
        /// Something that Python can be asked for.
        #[derive(Clone, Copy)]
        pub enum Operation {
            $($function,)*
            $($asked,)*
        }

        /// How many operations there are.
        pub const COUNT: usize = [$(stringify!($function),)* $(stringify!($asked),)*].len();

        /// The names of all operations in order, each followed by a line feed; a null byte ends them.
        pub const NAMES: &str = concat!($(stringify!($function), "\n",)* $(stringify!($asked), "\n",)* "\0");

        $(
            pub unsafe extern "C" fn $function(_: *mut HPyContext, $($arg: $type),*) -> $ret {
                let mut arguments = [0; 4];
                let words: &[isize] = &[$($arg.word()),*];
                arguments[..words.len()].copy_from_slice(words);
                <$ret>::from_answer(ask(Operation::$function, arguments))
            }
        )*
    };
}

operations! {
    forwarded {
        ctx_Add(h1: HPy, h2: HPy) -> HPy;
        ctx_Subtract(h1: HPy, h2: HPy) -> HPy;
        ctx_Multiply(h1: HPy, h2: HPy) -> HPy;
        ctx_MatrixMultiply(h1: HPy, h2: HPy) -> HPy;
        ctx_FloorDivide(h1: HPy, h2: HPy) -> HPy;
        ctx_TrueDivide(h1: HPy, h2: HPy) -> HPy;
        ctx_Remainder(h1: HPy, h2: HPy) -> HPy;
        ctx_Divmod(h1: HPy, h2: HPy) -> HPy;
        ctx_Power(h1: HPy, h2: HPy, h3: HPy) -> HPy;
        ctx_Negative(h1: HPy) -> HPy;
        ctx_Positive(h1: HPy) -> HPy;
        ctx_Absolute(h1: HPy) -> HPy;
        ctx_Invert(h1: HPy) -> HPy;
        ctx_Lshift(h1: HPy, h2: HPy) -> HPy;
        ctx_Rshift(h1: HPy, h2: HPy) -> HPy;
        ctx_And(h1: HPy, h2: HPy) -> HPy;
        ctx_Xor(h1: HPy, h2: HPy) -> HPy;
        ctx_Or(h1: HPy, h2: HPy) -> HPy;
        ctx_Long(h1: HPy) -> HPy;
        ctx_Float(h1: HPy) -> HPy;
        ctx_InPlaceAdd(h1: HPy, h2: HPy) -> HPy;
        ctx_InPlaceSubtract(h1: HPy, h2: HPy) -> HPy;
        ctx_InPlaceMultiply(h1: HPy, h2: HPy) -> HPy;
        ctx_InPlaceMatrixMultiply(h1: HPy, h2: HPy) -> HPy;
        ctx_InPlaceFloorDivide(h1: HPy, h2: HPy) -> HPy;
        ctx_InPlaceTrueDivide(h1: HPy, h2: HPy) -> HPy;
        ctx_InPlaceRemainder(h1: HPy, h2: HPy) -> HPy;
        ctx_InPlacePower(h1: HPy, h2: HPy, h3: HPy) -> HPy;
        ctx_InPlaceLshift(h1: HPy, h2: HPy) -> HPy;
        ctx_InPlaceRshift(h1: HPy, h2: HPy) -> HPy;
        ctx_InPlaceAnd(h1: HPy, h2: HPy) -> HPy;
        ctx_InPlaceXor(h1: HPy, h2: HPy) -> HPy;
        ctx_InPlaceOr(h1: HPy, h2: HPy) -> HPy;
        ctx_Callable_Check(h: HPy) -> c_int;
        ctx_Err_NewException(utf8_name: *const c_char, base: HPy, dict: HPy) -> HPy;
        ctx_Err_NewExceptionWithDoc(utf8_name: *const c_char, utf8_doc: *const c_char, base: HPy, dict: HPy) -> HPy;
        ctx_Err_WarnEx(category: HPy, utf8_message: *const c_char, stack_level: HPy_ssize_t) -> c_int;
        ctx_Type_FromSpec(spec: *mut HPyType_Spec, params: *mut HPyType_SpecParam) -> HPy;
        ctx_GetAttr(obj: HPy, name: HPy) -> HPy;
        ctx_GetAttr_s(obj: HPy, utf8_name: *const c_char) -> HPy;
        ctx_HasAttr(obj: HPy, name: HPy) -> c_int;
        ctx_HasAttr_s(obj: HPy, utf8_name: *const c_char) -> c_int;
        ctx_SetAttr(obj: HPy, name: HPy, value: HPy) -> c_int;
        ctx_SetAttr_s(obj: HPy, utf8_name: *const c_char, value: HPy) -> c_int;
        ctx_GetItem_s(obj: HPy, utf8_key: *const c_char) -> HPy;
        ctx_Contains(container: HPy, key: HPy) -> c_int;
        ctx_SetItem(obj: HPy, key: HPy, value: HPy) -> c_int;
        ctx_SetItem_i(obj: HPy, idx: HPy_ssize_t, value: HPy) -> c_int;
        ctx_SetItem_s(obj: HPy, utf8_key: *const c_char, value: HPy) -> c_int;
        ctx_Repr(obj: HPy) -> HPy;
        ctx_Str(obj: HPy) -> HPy;
        ctx_ASCII(obj: HPy) -> HPy;
        ctx_Bytes(obj: HPy) -> HPy;
        ctx_RichCompare(v: HPy, w: HPy, op: c_int) -> HPy;
        ctx_Hash(obj: HPy) -> HPy_hash_t;
        ctx_Bytes_Size(h: HPy) -> HPy_ssize_t;
        ctx_Bytes_GET_SIZE(h: HPy) -> HPy_ssize_t;
        ctx_Bytes_AsString(h: HPy) -> *const c_char;
        ctx_Bytes_AS_STRING(h: HPy) -> *const c_char;
        ctx_Unicode_AsASCIIString(h: HPy) -> HPy;
        ctx_Unicode_AsLatin1String(h: HPy) -> HPy;
        ctx_Unicode_AsUTF8String(h: HPy) -> HPy;
        ctx_Unicode_FromWideChar(w: *const wchar_t, size: HPy_ssize_t) -> HPy;
        ctx_Unicode_DecodeFSDefault(v: *const c_char) -> HPy;
        ctx_Unicode_DecodeFSDefaultAndSize(v: *const c_char, size: HPy_ssize_t) -> HPy;
        ctx_Unicode_EncodeFSDefault(h: HPy) -> HPy;
        ctx_Unicode_ReadChar(h: HPy, index: HPy_ssize_t) -> HPy_UCS4;
        ctx_Unicode_DecodeASCII(ascii: *const c_char, size: HPy_ssize_t, errors: *const c_char) -> HPy;
        ctx_Unicode_DecodeLatin1(latin1: *const c_char, size: HPy_ssize_t, errors: *const c_char) -> HPy;
        ctx_List_New(len: HPy_ssize_t) -> HPy;
        ctx_List_Append(h_list: HPy, h_item: HPy) -> c_int;
        ctx_Dict_New() -> HPy;
        ctx_Import_ImportModule(utf8_name: *const c_char) -> HPy;
        ctx_AsStruct_Legacy(h: HPy) -> *mut c_void;
        ctx_Type_GetBuiltinShape(h_type: HPy) -> HPyType_BuiltinShape;
        ctx_DelItem(obj: HPy, key: HPy) -> c_int;
        ctx_DelItem_i(obj: HPy, idx: HPy_ssize_t) -> c_int;
        ctx_DelItem_s(obj: HPy, utf8_key: *const c_char) -> c_int;
        ctx_Capsule_New(pointer: *mut c_void, utf8_name: *const c_char, destructor: *mut HPyCapsule_Destructor) -> HPy;
        ctx_Capsule_Get(capsule: HPy, key: HPyCapsule_key, utf8_name: *const c_char) -> *mut c_void;
        ctx_Capsule_IsValid(capsule: HPy, utf8_name: *const c_char) -> c_int;
        ctx_Capsule_Set(capsule: HPy, key: HPyCapsule_key, value: *mut c_void) -> c_int;
        ctx_Compile_s(utf8_source: *const c_char, utf8_filename: *const c_char, kind: HPy_SourceKind) -> HPy;
        ctx_EvalCode(code: HPy, globals: HPy, locals: HPy) -> HPy;
        ctx_ContextVar_New(name: *const c_char, default_value: HPy) -> HPy;
        ctx_ContextVar_Set(context_var: HPy, value: HPy) -> HPy;
        ctx_Type_GetName(type_: HPy) -> *const c_char;
        ctx_Unicode_FromEncodedObject(obj: HPy, encoding: *const c_char, errors: *const c_char) -> HPy;
        ctx_Unicode_Substring(text: HPy, start: HPy_ssize_t, end: HPy_ssize_t) -> HPy;
        ctx_Dict_Keys(h: HPy) -> HPy;
        ctx_Dict_Copy(h: HPy) -> HPy;
        ctx_SetCallFunction(h: HPy, func: *mut HPyCallFunction) -> c_int;
        ctx_Call(callable: HPy, args: *const HPy, nargs: usize, kwnames: HPy) -> HPy;
        ctx_CallMethod(name: HPy, args: *const HPy, nargs: usize, kwnames: HPy) -> HPy;
    }
    asked {
        // `(handle)`: make the object of a pending entry.
        Materialise,
        // `(handle)`: the class will be given a number.
        RegisterClass,
        // `(owner, slot or 0 for a new one, value or 0)` -> slot.
        FieldStore,
        // `(owner, slot)` -> the object.
        FieldLoad,
        // `(handle, bits, signed)` -> integer of that many bits; OverflowError and TypeError as CPython raises them.
        LongAsInteger,
        // `(handle, bits)` -> the lowest bits.
        LongAsMask,
        // As the context functions of these names; answered natively where the table knows enough.
        Long_AsVoidPtr,
        Long_AsDouble,
        Float_AsDouble,
        // `(bits)` -> an integer that is too large for 64 bits with a sign.
        LongFromUnsigned,
        Length,
        Number_Check,
        Index,
        CallTupleDict,
        // `(type, file name or null, errno)`: raises.
        Err_SetFromErrnoWithFilename,
        // `(type, file name or 0, file name or 0, errno)`: raises.
        Err_SetFromErrnoWithFilenameObjects,
        // `(1 exception or 2 type, its handle, type or tuple)` -> whether it matches.
        ExceptionMatches,
        // `(1 exception or 2 type, handle, value or 0, object)`: report an exception that nobody can get.
        WriteUnraisable,
        IsTrue,
        // `(type, address of arguments, their number, keywords or 0)`.
        Type_GenericNew,
        GetItem,
        GetItem_i,
        Type,
        TypeCheck,
        Type_IsSubtype,
        Is,
        RichCompareBool,
        // `(handle, number of the builtin type)` -> whether it is an instance.
        IsBuiltin,
        // `(address, length)` of UTF-8 that is not valid: raises.
        DecodeUTF8,
        // `(handle, address of the length or 0)` -> address.
        Unicode_AsUTF8AndSize,
        // `(address of handles, number)` -> a new list.
        ListFromHandles,
        // `(slice, address of three words)`.
        Slice_Unpack,
        // `(variable, default or 0)` -> the value, or NotImplemented if there is none.
        ContextVar_Get,
        // `(handle)` -> address of the struct that a class or an instance of an unusual shape has.
        AsStruct,
        // `(handle)`: describe it on the standard error stream.
        Dump,
    }
}
