//! Exceptions and types that the context itself holds.

use crate::{AsHandle, Ctx};
use hpy_abi::{HPy, HPyContext};

/// Declares an enum of handles in the context; each line is a name and the context's member.
macro_rules! known {
    ($(#[$doc:meta])* $name:ident { $($item:ident = $member:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!("`", stringify!($item), "`")] $item,)*
        }

        impl $name {
            /// The handle in a context.
            #[inline]
            pub(crate) fn of(self, table: &HPyContext) -> HPy {
                match self {
                    $($name::$item => table.$member,)*
                }
            }
        }
    };
}

known! {
    /// A built-in exception type.
    Exc {
        BaseException = h_BaseException,
        Exception = h_Exception,
        StopAsyncIteration = h_StopAsyncIteration,
        StopIteration = h_StopIteration,
        GeneratorExit = h_GeneratorExit,
        ArithmeticError = h_ArithmeticError,
        LookupError = h_LookupError,
        AssertionError = h_AssertionError,
        AttributeError = h_AttributeError,
        BufferError = h_BufferError,
        EOFError = h_EOFError,
        FloatingPointError = h_FloatingPointError,
        OSError = h_OSError,
        ImportError = h_ImportError,
        ModuleNotFoundError = h_ModuleNotFoundError,
        IndexError = h_IndexError,
        KeyError = h_KeyError,
        KeyboardInterrupt = h_KeyboardInterrupt,
        MemoryError = h_MemoryError,
        NameError = h_NameError,
        OverflowError = h_OverflowError,
        RuntimeError = h_RuntimeError,
        RecursionError = h_RecursionError,
        NotImplementedError = h_NotImplementedError,
        SyntaxError = h_SyntaxError,
        ReferenceError = h_ReferenceError,
        SystemError = h_SystemError,
        SystemExit = h_SystemExit,
        TypeError = h_TypeError,
        UnboundLocalError = h_UnboundLocalError,
        UnicodeError = h_UnicodeError,
        UnicodeEncodeError = h_UnicodeEncodeError,
        UnicodeDecodeError = h_UnicodeDecodeError,
        ValueError = h_ValueError,
        ZeroDivisionError = h_ZeroDivisionError,
        FileExistsError = h_FileExistsError,
        FileNotFoundError = h_FileNotFoundError,
        InterruptedError = h_InterruptedError,
        PermissionError = h_PermissionError,
        TimeoutError = h_TimeoutError,
        Warning = h_Warning,
        UserWarning = h_UserWarning,
        DeprecationWarning = h_DeprecationWarning,
        PendingDeprecationWarning = h_PendingDeprecationWarning,
        RuntimeWarning = h_RuntimeWarning,
        FutureWarning = h_FutureWarning,
        ImportWarning = h_ImportWarning,
        UnicodeWarning = h_UnicodeWarning,
        BytesWarning = h_BytesWarning,
        ResourceWarning = h_ResourceWarning,
    }
}

known! {
    /// A built-in type. (`dict` has no handle in HPy 0.9: see [`Object::is_dict`](crate::Object::is_dict).)
    Type {
        Object = h_BaseObjectType,
        Type = h_TypeType,
        Bool = h_BoolType,
        Int = h_LongType,
        Float = h_FloatType,
        Complex = h_ComplexType,
        Str = h_UnicodeType,
        Bytes = h_BytesType,
        Tuple = h_TupleType,
        List = h_ListType,
        Slice = h_SliceType,
        MemoryView = h_MemoryViewType,
        Capsule = h_CapsuleType,
    }
}

/// A class as an argument: a handle to one, or the name of one that the context holds.
pub trait ClassArg<'c> {
    /// The raw handle, open as long as `self`.
    #[doc(hidden)]
    fn class(&self, ctx: Ctx<'c>) -> HPy;
}

impl<'c> ClassArg<'c> for Exc {
    #[inline]
    fn class(&self, ctx: Ctx<'c>) -> HPy {
        ctx.exception(*self).raw()
    }
}

impl<'c> ClassArg<'c> for Type {
    #[inline]
    fn class(&self, ctx: Ctx<'c>) -> HPy {
        ctx.builtin_type(*self).raw()
    }
}

impl<'c, H: AsHandle<'c>> ClassArg<'c> for H {
    #[inline]
    fn class(&self, _: Ctx<'c>) -> HPy {
        self.as_ref().raw()
    }
}
