//! The context: THE list of its members, and the struct made from it.

use crate::*;
use std::ffi::{c_char, c_int, c_void};

/// Hands the list of all context members to another macro.
///
/// Each line is the member's word (its offset in pointer-sized units), its name and, for functions, its signature
/// without the leading context. A `handles` and a `functions` group come twice because 0.9.0 put its youngest members
/// behind: `tail_functions` are the words that PyPy 7.3's built-in context has one word later.
///
/// The callee is a macro whose arms match
/// `handles { $($word:literal $name:ident;)* } functions { $($word:literal $name:ident($($arg:ident: $type:ty),*) -> $ret:ty;)* }`
/// and the two tail groups.
#[macro_export]
macro_rules! for_each_context_member {
    ($then:path ) => {
        $then! {
            handles {
                3 h_None;
                4 h_True;
                5 h_False;
                6 h_NotImplemented;
                7 h_Ellipsis;
                8 h_BaseException;
                9 h_Exception;
                10 h_StopAsyncIteration;
                11 h_StopIteration;
                12 h_GeneratorExit;
                13 h_ArithmeticError;
                14 h_LookupError;
                15 h_AssertionError;
                16 h_AttributeError;
                17 h_BufferError;
                18 h_EOFError;
                19 h_FloatingPointError;
                20 h_OSError;
                21 h_ImportError;
                22 h_ModuleNotFoundError;
                23 h_IndexError;
                24 h_KeyError;
                25 h_KeyboardInterrupt;
                26 h_MemoryError;
                27 h_NameError;
                28 h_OverflowError;
                29 h_RuntimeError;
                30 h_RecursionError;
                31 h_NotImplementedError;
                32 h_SyntaxError;
                33 h_IndentationError;
                34 h_TabError;
                35 h_ReferenceError;
                36 h_SystemError;
                37 h_SystemExit;
                38 h_TypeError;
                39 h_UnboundLocalError;
                40 h_UnicodeError;
                41 h_UnicodeEncodeError;
                42 h_UnicodeDecodeError;
                43 h_UnicodeTranslateError;
                44 h_ValueError;
                45 h_ZeroDivisionError;
                46 h_BlockingIOError;
                47 h_BrokenPipeError;
                48 h_ChildProcessError;
                49 h_ConnectionError;
                50 h_ConnectionAbortedError;
                51 h_ConnectionRefusedError;
                52 h_ConnectionResetError;
                53 h_FileExistsError;
                54 h_FileNotFoundError;
                55 h_InterruptedError;
                56 h_IsADirectoryError;
                57 h_NotADirectoryError;
                58 h_PermissionError;
                59 h_ProcessLookupError;
                60 h_TimeoutError;
                61 h_Warning;
                62 h_UserWarning;
                63 h_DeprecationWarning;
                64 h_PendingDeprecationWarning;
                65 h_SyntaxWarning;
                66 h_RuntimeWarning;
                67 h_FutureWarning;
                68 h_ImportWarning;
                69 h_UnicodeWarning;
                70 h_BytesWarning;
                71 h_ResourceWarning;
                72 h_BaseObjectType;
                73 h_TypeType;
                74 h_BoolType;
                75 h_LongType;
                76 h_FloatType;
                77 h_UnicodeType;
                78 h_TupleType;
                79 h_ListType;
            }
            functions {
                80 ctx_Dup(h: HPy) -> HPy;
                81 ctx_Close(h: HPy) -> ();
                82 ctx_Long_FromInt32_t(value: i32) -> HPy;
                83 ctx_Long_FromUInt32_t(value: u32) -> HPy;
                84 ctx_Long_FromInt64_t(v: i64) -> HPy;
                85 ctx_Long_FromUInt64_t(v: u64) -> HPy;
                86 ctx_Long_FromSize_t(value: usize) -> HPy;
                87 ctx_Long_FromSsize_t(value: HPy_ssize_t) -> HPy;
                88 ctx_Long_AsInt32_t(h: HPy) -> i32;
                89 ctx_Long_AsUInt32_t(h: HPy) -> u32;
                90 ctx_Long_AsUInt32_tMask(h: HPy) -> u32;
                91 ctx_Long_AsInt64_t(h: HPy) -> i64;
                92 ctx_Long_AsUInt64_t(h: HPy) -> u64;
                93 ctx_Long_AsUInt64_tMask(h: HPy) -> u64;
                94 ctx_Long_AsSize_t(h: HPy) -> usize;
                95 ctx_Long_AsSsize_t(h: HPy) -> HPy_ssize_t;
                96 ctx_Long_AsVoidPtr(h: HPy) -> *mut c_void;
                97 ctx_Long_AsDouble(h: HPy) -> f64;
                98 ctx_Float_FromDouble(v: f64) -> HPy;
                99 ctx_Float_AsDouble(h: HPy) -> f64;
                100 ctx_Bool_FromBool(v: bool) -> HPy;
                101 ctx_Length(h: HPy) -> HPy_ssize_t;
                102 ctx_Number_Check(h: HPy) -> c_int;
                103 ctx_Add(h1: HPy, h2: HPy) -> HPy;
                104 ctx_Subtract(h1: HPy, h2: HPy) -> HPy;
                105 ctx_Multiply(h1: HPy, h2: HPy) -> HPy;
                106 ctx_MatrixMultiply(h1: HPy, h2: HPy) -> HPy;
                107 ctx_FloorDivide(h1: HPy, h2: HPy) -> HPy;
                108 ctx_TrueDivide(h1: HPy, h2: HPy) -> HPy;
                109 ctx_Remainder(h1: HPy, h2: HPy) -> HPy;
                110 ctx_Divmod(h1: HPy, h2: HPy) -> HPy;
                111 ctx_Power(h1: HPy, h2: HPy, h3: HPy) -> HPy;
                112 ctx_Negative(h1: HPy) -> HPy;
                113 ctx_Positive(h1: HPy) -> HPy;
                114 ctx_Absolute(h1: HPy) -> HPy;
                115 ctx_Invert(h1: HPy) -> HPy;
                116 ctx_Lshift(h1: HPy, h2: HPy) -> HPy;
                117 ctx_Rshift(h1: HPy, h2: HPy) -> HPy;
                118 ctx_And(h1: HPy, h2: HPy) -> HPy;
                119 ctx_Xor(h1: HPy, h2: HPy) -> HPy;
                120 ctx_Or(h1: HPy, h2: HPy) -> HPy;
                121 ctx_Index(h1: HPy) -> HPy;
                122 ctx_Long(h1: HPy) -> HPy;
                123 ctx_Float(h1: HPy) -> HPy;
                124 ctx_InPlaceAdd(h1: HPy, h2: HPy) -> HPy;
                125 ctx_InPlaceSubtract(h1: HPy, h2: HPy) -> HPy;
                126 ctx_InPlaceMultiply(h1: HPy, h2: HPy) -> HPy;
                127 ctx_InPlaceMatrixMultiply(h1: HPy, h2: HPy) -> HPy;
                128 ctx_InPlaceFloorDivide(h1: HPy, h2: HPy) -> HPy;
                129 ctx_InPlaceTrueDivide(h1: HPy, h2: HPy) -> HPy;
                130 ctx_InPlaceRemainder(h1: HPy, h2: HPy) -> HPy;
                131 ctx_InPlacePower(h1: HPy, h2: HPy, h3: HPy) -> HPy;
                132 ctx_InPlaceLshift(h1: HPy, h2: HPy) -> HPy;
                133 ctx_InPlaceRshift(h1: HPy, h2: HPy) -> HPy;
                134 ctx_InPlaceAnd(h1: HPy, h2: HPy) -> HPy;
                135 ctx_InPlaceXor(h1: HPy, h2: HPy) -> HPy;
                136 ctx_InPlaceOr(h1: HPy, h2: HPy) -> HPy;
                137 ctx_Callable_Check(h: HPy) -> c_int;
                138 ctx_CallTupleDict(callable: HPy, args: HPy, kw: HPy) -> HPy;
                139 ctx_FatalError(message: *const c_char) -> ();
                140 ctx_Err_SetString(h_type: HPy, utf8_message: *const c_char) -> ();
                141 ctx_Err_SetObject(h_type: HPy, h_value: HPy) -> ();
                142 ctx_Err_SetFromErrnoWithFilename(h_type: HPy, filename_fsencoded: *const c_char) -> HPy;
                143 ctx_Err_SetFromErrnoWithFilenameObjects(h_type: HPy, filename1: HPy, filename2: HPy) -> ();
                144 ctx_Err_Occurred() -> c_int;
                145 ctx_Err_ExceptionMatches(exc: HPy) -> c_int;
                146 ctx_Err_NoMemory() -> ();
                147 ctx_Err_Clear() -> ();
                148 ctx_Err_NewException(utf8_name: *const c_char, base: HPy, dict: HPy) -> HPy;
                149 ctx_Err_NewExceptionWithDoc(utf8_name: *const c_char, utf8_doc: *const c_char, base: HPy, dict: HPy) -> HPy;
                150 ctx_Err_WarnEx(category: HPy, utf8_message: *const c_char, stack_level: HPy_ssize_t) -> c_int;
                151 ctx_Err_WriteUnraisable(obj: HPy) -> ();
                152 ctx_IsTrue(h: HPy) -> c_int;
                153 ctx_Type_FromSpec(spec: *mut HPyType_Spec, params: *mut HPyType_SpecParam) -> HPy;
                154 ctx_Type_GenericNew(type_: HPy, args: *const HPy, nargs: HPy_ssize_t, kw: HPy) -> HPy;
                155 ctx_GetAttr(obj: HPy, name: HPy) -> HPy;
                156 ctx_GetAttr_s(obj: HPy, utf8_name: *const c_char) -> HPy;
                157 ctx_HasAttr(obj: HPy, name: HPy) -> c_int;
                158 ctx_HasAttr_s(obj: HPy, utf8_name: *const c_char) -> c_int;
                159 ctx_SetAttr(obj: HPy, name: HPy, value: HPy) -> c_int;
                160 ctx_SetAttr_s(obj: HPy, utf8_name: *const c_char, value: HPy) -> c_int;
                161 ctx_GetItem(obj: HPy, key: HPy) -> HPy;
                162 ctx_GetItem_i(obj: HPy, idx: HPy_ssize_t) -> HPy;
                163 ctx_GetItem_s(obj: HPy, utf8_key: *const c_char) -> HPy;
                164 ctx_Contains(container: HPy, key: HPy) -> c_int;
                165 ctx_SetItem(obj: HPy, key: HPy, value: HPy) -> c_int;
                166 ctx_SetItem_i(obj: HPy, idx: HPy_ssize_t, value: HPy) -> c_int;
                167 ctx_SetItem_s(obj: HPy, utf8_key: *const c_char, value: HPy) -> c_int;
                168 ctx_Type(obj: HPy) -> HPy;
                169 ctx_TypeCheck(obj: HPy, type_: HPy) -> c_int;
                170 ctx_Is(obj: HPy, other: HPy) -> c_int;
                171 ctx_AsStruct_Object(h: HPy) -> *mut c_void;
                172 ctx_AsStruct_Legacy(h: HPy) -> *mut c_void;
                173 ctx_New(h_type: HPy, data: *mut *mut c_void) -> HPy;
                174 ctx_Repr(obj: HPy) -> HPy;
                175 ctx_Str(obj: HPy) -> HPy;
                176 ctx_ASCII(obj: HPy) -> HPy;
                177 ctx_Bytes(obj: HPy) -> HPy;
                178 ctx_RichCompare(v: HPy, w: HPy, op: c_int) -> HPy;
                179 ctx_RichCompareBool(v: HPy, w: HPy, op: c_int) -> c_int;
                180 ctx_Hash(obj: HPy) -> HPy_hash_t;
                181 ctx_Bytes_Check(h: HPy) -> c_int;
                182 ctx_Bytes_Size(h: HPy) -> HPy_ssize_t;
                183 ctx_Bytes_GET_SIZE(h: HPy) -> HPy_ssize_t;
                184 ctx_Bytes_AsString(h: HPy) -> *const c_char;
                185 ctx_Bytes_AS_STRING(h: HPy) -> *const c_char;
                186 ctx_Bytes_FromString(bytes: *const c_char) -> HPy;
                187 ctx_Bytes_FromStringAndSize(bytes: *const c_char, len: HPy_ssize_t) -> HPy;
                188 ctx_Unicode_FromString(utf8: *const c_char) -> HPy;
                189 ctx_Unicode_Check(h: HPy) -> c_int;
                190 ctx_Unicode_AsASCIIString(h: HPy) -> HPy;
                191 ctx_Unicode_AsLatin1String(h: HPy) -> HPy;
                192 ctx_Unicode_AsUTF8String(h: HPy) -> HPy;
                193 ctx_Unicode_AsUTF8AndSize(h: HPy, size: *mut HPy_ssize_t) -> *const c_char;
                194 ctx_Unicode_FromWideChar(w: *const wchar_t, size: HPy_ssize_t) -> HPy;
                195 ctx_Unicode_DecodeFSDefault(v: *const c_char) -> HPy;
                196 ctx_Unicode_DecodeFSDefaultAndSize(v: *const c_char, size: HPy_ssize_t) -> HPy;
                197 ctx_Unicode_EncodeFSDefault(h: HPy) -> HPy;
                198 ctx_Unicode_ReadChar(h: HPy, index: HPy_ssize_t) -> HPy_UCS4;
                199 ctx_Unicode_DecodeASCII(ascii: *const c_char, size: HPy_ssize_t, errors: *const c_char) -> HPy;
                200 ctx_Unicode_DecodeLatin1(latin1: *const c_char, size: HPy_ssize_t, errors: *const c_char) -> HPy;
                201 ctx_List_Check(h: HPy) -> c_int;
                202 ctx_List_New(len: HPy_ssize_t) -> HPy;
                203 ctx_List_Append(h_list: HPy, h_item: HPy) -> c_int;
                204 ctx_Dict_Check(h: HPy) -> c_int;
                205 ctx_Dict_New() -> HPy;
                206 ctx_Tuple_Check(h: HPy) -> c_int;
                207 ctx_Tuple_FromArray(items: *const HPy, n: HPy_ssize_t) -> HPy;
                208 ctx_Import_ImportModule(utf8_name: *const c_char) -> HPy;
                209 ctx_FromPyObject(obj: *mut cpy_PyObject) -> HPy;
                210 ctx_AsPyObject(h: HPy) -> *mut cpy_PyObject;
                211 ctx_CallRealFunctionFromTrampoline(sig: HPyFunc_Signature, func: HPyCFunction, args: *mut c_void) -> ();
                212 ctx_ListBuilder_New(size: HPy_ssize_t) -> HPyListBuilder;
                213 ctx_ListBuilder_Set(builder: HPyListBuilder, index: HPy_ssize_t, h_item: HPy) -> ();
                214 ctx_ListBuilder_Build(builder: HPyListBuilder) -> HPy;
                215 ctx_ListBuilder_Cancel(builder: HPyListBuilder) -> ();
                216 ctx_TupleBuilder_New(size: HPy_ssize_t) -> HPyTupleBuilder;
                217 ctx_TupleBuilder_Set(builder: HPyTupleBuilder, index: HPy_ssize_t, h_item: HPy) -> ();
                218 ctx_TupleBuilder_Build(builder: HPyTupleBuilder) -> HPy;
                219 ctx_TupleBuilder_Cancel(builder: HPyTupleBuilder) -> ();
                220 ctx_Tracker_New(size: HPy_ssize_t) -> HPyTracker;
                221 ctx_Tracker_Add(ht: HPyTracker, h: HPy) -> c_int;
                222 ctx_Tracker_ForgetAll(ht: HPyTracker) -> ();
                223 ctx_Tracker_Close(ht: HPyTracker) -> ();
                224 ctx_Field_Store(target_object: HPy, target_field: *mut HPyField, h: HPy) -> ();
                225 ctx_Field_Load(source_object: HPy, source_field: HPyField) -> HPy;
                226 ctx_ReenterPythonExecution(state: HPyThreadState) -> ();
                227 ctx_LeavePythonExecution() -> HPyThreadState;
                228 ctx_Global_Store(global: *mut HPyGlobal, h: HPy) -> ();
                229 ctx_Global_Load(global: HPyGlobal) -> HPy;
                230 ctx_Dump(h: HPy) -> ();
                231 ctx_AsStruct_Type(h: HPy) -> *mut c_void;
                232 ctx_AsStruct_Long(h: HPy) -> *mut c_void;
                233 ctx_AsStruct_Float(h: HPy) -> *mut c_void;
                234 ctx_AsStruct_Unicode(h: HPy) -> *mut c_void;
                235 ctx_AsStruct_Tuple(h: HPy) -> *mut c_void;
                236 ctx_AsStruct_List(h: HPy) -> *mut c_void;
                237 ctx_Type_GetBuiltinShape(h_type: HPy) -> HPyType_BuiltinShape;
                238 ctx_DelItem(obj: HPy, key: HPy) -> c_int;
                239 ctx_DelItem_i(obj: HPy, idx: HPy_ssize_t) -> c_int;
                240 ctx_DelItem_s(obj: HPy, utf8_key: *const c_char) -> c_int;
            }
            tail_handles {
                241 h_ComplexType;
                242 h_BytesType;
                243 h_MemoryViewType;
                244 h_CapsuleType;
                245 h_SliceType;
                246 h_Builtins;
            }
            tail_functions {
                247 ctx_Capsule_New(pointer: *mut c_void, utf8_name: *const c_char, destructor: *mut HPyCapsule_Destructor) -> HPy;
                248 ctx_Capsule_Get(capsule: HPy, key: HPyCapsule_key, utf8_name: *const c_char) -> *mut c_void;
                249 ctx_Capsule_IsValid(capsule: HPy, utf8_name: *const c_char) -> c_int;
                250 ctx_Capsule_Set(capsule: HPy, key: HPyCapsule_key, value: *mut c_void) -> c_int;
                251 ctx_Compile_s(utf8_source: *const c_char, utf8_filename: *const c_char, kind: HPy_SourceKind) -> HPy;
                252 ctx_EvalCode(code: HPy, globals: HPy, locals: HPy) -> HPy;
                253 ctx_ContextVar_New(name: *const c_char, default_value: HPy) -> HPy;
                254 ctx_ContextVar_Get(context_var: HPy, default_value: HPy, result: *mut HPy) -> i32;
                255 ctx_ContextVar_Set(context_var: HPy, value: HPy) -> HPy;
                256 ctx_Type_GetName(type_: HPy) -> *const c_char;
                257 ctx_Type_IsSubtype(sub: HPy, type_: HPy) -> c_int;
                258 ctx_Unicode_FromEncodedObject(obj: HPy, encoding: *const c_char, errors: *const c_char) -> HPy;
                259 ctx_Unicode_Substring(text: HPy, start: HPy_ssize_t, end: HPy_ssize_t) -> HPy;
                260 ctx_Dict_Keys(h: HPy) -> HPy;
                261 ctx_Dict_Copy(h: HPy) -> HPy;
                262 ctx_Slice_Unpack(slice: HPy, start: *mut HPy_ssize_t, stop: *mut HPy_ssize_t, step: *mut HPy_ssize_t) -> c_int;
                263 ctx_SetCallFunction(h: HPy, func: *mut HPyCallFunction) -> c_int;
                264 ctx_Call(callable: HPy, args: *const HPy, nargs: usize, kwnames: HPy) -> HPy;
                265 ctx_CallMethod(name: HPy, args: *const HPy, nargs: usize, kwnames: HPy) -> HPy;
            }
        }
    };
}

macro_rules! context_struct {
    (
        handles { $($hw:literal $handle:ident;)* }
        functions { $($fw:literal $function:ident($($arg:ident: $type:ty),*) -> $ret:ty;)* }
        tail_handles { $($thw:literal $thandle:ident;)* }
        tail_functions { $($tfw:literal $tfunction:ident($($targ:ident: $ttype:ty),*) -> $tret:ty;)* }
    ) => {
        /// The table that a host hands to an extension: constants, and functions whose first argument is the table itself.
        #[repr(C)]
        pub struct HPyContext {
            /// What kind of context this is, for people.
            pub name: *const c_char,
            /// The host's own.
            pub _private: *mut c_void,
            pub abi_version: c_int,
            $(pub $handle: HPy,)*
            $(pub $function: unsafe extern "C" fn(ctx: *mut HPyContext $(, $arg: $type)*) -> $ret,)*
            $(pub $thandle: HPy,)*
            $(pub $tfunction: unsafe extern "C" fn(ctx: *mut HPyContext $(, $targ: $ttype)*) -> $tret,)*
        }

        impl HPyContext {
            /// Name and word of every member after the first three.
            pub const MEMBERS: &'static [(&'static str, usize)] = &[
                $((stringify!($handle), $hw),)*
                $((stringify!($function), $fw),)*
                $((stringify!($thandle), $thw),)*
                $((stringify!($tfunction), $tfw),)*
            ];
        }

        // The words in the list are the offsets of the struct, or this does not compile.
        const _: () = {
            const WORD: usize = size_of::<usize>();
            $(assert!(std::mem::offset_of!(HPyContext, $handle) == $hw * WORD);)*
            $(assert!(std::mem::offset_of!(HPyContext, $function) == $fw * WORD);)*
            $(assert!(std::mem::offset_of!(HPyContext, $thandle) == $thw * WORD);)*
            $(assert!(std::mem::offset_of!(HPyContext, $tfunction) == $tfw * WORD);)*
        };
    };
}

for_each_context_member!(context_struct);
