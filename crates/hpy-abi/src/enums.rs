//! C enums as transparent integers: a value that comes from a foreign binary may be any integer.

/// Declares a C enum as a newtype with one constant per enumerator, and `ALL`, the list of them.
macro_rules! c_enum {
    ($(#[$doc:meta])* $name:ident { $($item:ident = $value:expr,)* }) => {
        $(#[$doc])*
        #[repr(transparent)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub std::ffi::c_int);

        $(pub const $item: $name = $name($value);)*

        impl $name {
            /// Every enumerator with its name in the C header.
            pub const ALL: &'static [(&'static str, $name)] = &[$((stringify!($item), $item),)*];
        }
    };
}
pub(crate) use c_enum;

c_enum! {
    /// Calling convention of a function of the extension; [`crate::HPyFunc_noargs`] and its neighbours are the C types.
    HPyFunc_Signature {
        HPyFunc_VARARGS = 1,
        HPyFunc_KEYWORDS = 2,
        HPyFunc_NOARGS = 3,
        HPyFunc_O = 4,
        HPyFunc_DESTROYFUNC = 5,
        HPyFunc_GETBUFFERPROC = 6,
        HPyFunc_RELEASEBUFFERPROC = 7,
        HPyFunc_UNARYFUNC = 8,
        HPyFunc_BINARYFUNC = 9,
        HPyFunc_TERNARYFUNC = 10,
        HPyFunc_INQUIRY = 11,
        HPyFunc_LENFUNC = 12,
        HPyFunc_SSIZEARGFUNC = 13,
        HPyFunc_SSIZESSIZEARGFUNC = 14,
        HPyFunc_SSIZEOBJARGPROC = 15,
        HPyFunc_SSIZESSIZEOBJARGPROC = 16,
        HPyFunc_OBJOBJARGPROC = 17,
        HPyFunc_FREEFUNC = 18,
        HPyFunc_GETATTRFUNC = 19,
        HPyFunc_GETATTROFUNC = 20,
        HPyFunc_SETATTRFUNC = 21,
        HPyFunc_SETATTROFUNC = 22,
        HPyFunc_REPRFUNC = 23,
        HPyFunc_HASHFUNC = 24,
        HPyFunc_RICHCMPFUNC = 25,
        HPyFunc_GETITERFUNC = 26,
        HPyFunc_ITERNEXTFUNC = 27,
        HPyFunc_DESCRGETFUNC = 28,
        HPyFunc_DESCRSETFUNC = 29,
        HPyFunc_INITPROC = 30,
        HPyFunc_NEWFUNC = 31,
        HPyFunc_GETTER = 32,
        HPyFunc_SETTER = 33,
        HPyFunc_OBJOBJPROC = 34,
        HPyFunc_TRAVERSEPROC = 35,
        HPyFunc_DESTRUCTOR = 36,
        HPyFunc_CAPSULE_DESTRUCTOR = 37,
        HPyFunc_VECTORCALLFUNC = 38,
        HPyFunc_MOD_CREATE = 39,
    }
}

c_enum! {
    /// Which member of [`crate::HPyDef`]'s union is in use.
    HPyDef_Kind {
        HPyDef_Kind_Slot = 1,
        HPyDef_Kind_Meth = 2,
        HPyDef_Kind_Member = 3,
        HPyDef_Kind_GetSet = 4,
    }
}

c_enum! {
    /// The C type of a member of an extension type's struct.
    HPyMember_FieldType {
        HPyMember_SHORT = 0,
        HPyMember_INT = 1,
        HPyMember_LONG = 2,
        HPyMember_FLOAT = 3,
        HPyMember_DOUBLE = 4,
        HPyMember_STRING = 5,
        HPyMember_OBJECT = 6,
        HPyMember_CHAR = 7,
        HPyMember_BYTE = 8,
        HPyMember_UBYTE = 9,
        HPyMember_USHORT = 10,
        HPyMember_UINT = 11,
        HPyMember_ULONG = 12,
        HPyMember_STRING_INPLACE = 13,
        HPyMember_BOOL = 14,
        HPyMember_OBJECT_EX = 16,
        HPyMember_LONGLONG = 17,
        HPyMember_ULONGLONG = 18,
        HPyMember_HPYSSIZET = 19,
        HPyMember_NONE = 20,
    }
}

c_enum! {
    /// Which built-in struct precedes a type's own struct.
    HPyType_BuiltinShape {
        HPyType_BuiltinShape_Legacy = -1,
        HPyType_BuiltinShape_Object = 0,
        HPyType_BuiltinShape_Type = 1,
        HPyType_BuiltinShape_Long = 2,
        HPyType_BuiltinShape_Float = 3,
        HPyType_BuiltinShape_Unicode = 4,
        HPyType_BuiltinShape_Tuple = 5,
        HPyType_BuiltinShape_List = 6,
    }
}

c_enum! {
    /// What a type parameter gives; an array of parameters ends with kind 0.
    HPyType_SpecParam_Kind {
        HPyType_SpecParam_Base = 1,
        HPyType_SpecParam_BasesTuple = 2,
        HPyType_SpecParam_Metaclass = 3,
    }
}

c_enum! {
    /// Comparison operator handed to `tp_richcompare`.
    HPy_RichCmpOp {
        HPy_LT = 0,
        HPy_LE = 1,
        HPy_EQ = 2,
        HPy_NE = 3,
        HPy_GT = 4,
        HPy_GE = 5,
    }
}

c_enum! {
    /// What kind of source text `Compile_s` gets.
    HPy_SourceKind {
        HPy_SourceKind_Expr = 0,
        HPy_SourceKind_File = 1,
        HPy_SourceKind_Single = 2,
    }
}

c_enum! {
    /// Which part of a capsule `Capsule_Get` and `Capsule_Set` mean.
    HPyCapsule_key {
        HPyCapsule_key_Pointer = 0,
        HPyCapsule_key_Name = 1,
        HPyCapsule_key_Context = 2,
        HPyCapsule_key_Destructor = 3,
    }
}
