//! The context of debug mode: each function checks its handles and leaves the rest to the host's.

use super::handles::{self, Owner};
use super::{calls, special};
use crate::context::set_handles;
use hpy_abi::*;
use std::cell::UnsafeCell;
use std::ffi::{c_char, c_int, c_void};
use std::ptr::null_mut;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

/// The host's context.
static INNER: AtomicPtr<HPyContext> = AtomicPtr::new(null_mut());

/// The host's context.
pub(super) fn inner() -> *mut HPyContext {
    INNER.load(Relaxed)
}

/// Calls a function of the host's context.
macro_rules! inner_call {
    ($function:ident($($arg:expr),*)) => {{
        let inner = $crate::debug::context::inner();
        ((*inner).$function)(inner $(, $arg)*)
    }};
}
pub(super) use inner_call;

/// What a function of the context is given.
pub(super) trait Argument: Sized {
    /// The host's value for it; `None`: it is a handle that must not be used, which has been noted.
    fn checked(self, function: &'static str) -> Option<Self>;
}

impl Argument for HPy {
    fn checked(self, function: &'static str) -> Option<Self> {
        handles::look_up(self, function)
    }
}

/// What a function of the context returns.
pub(super) trait Outcome: Sized {
    /// What tells the extension that something went wrong.
    fn failed() -> Self;
    /// The extension's value for the host's.
    fn numbered(self, _function: &'static str) -> Self {
        self
    }
}

impl Outcome for HPy {
    fn failed() -> Self {
        Self::NULL
    }
    fn numbered(self, function: &'static str) -> Self {
        handles::open(self, Owner::Extension, function)
    }
}

impl Outcome for () {
    fn failed() {}
}

macro_rules! plain_arguments {
    ($($type:ty),*) => {$(
        impl Argument for $type {
            fn checked(self, _: &'static str) -> Option<Self> {
                Some(self)
            }
        }
    )*};
}

macro_rules! numbers {
    ($($type:ty),*) => {
        plain_arguments!($($type),*);
        $(impl Outcome for $type {
            fn failed() -> Self {
                -1_i64 as $type
            }
        })*
    };
}

macro_rules! words {
    ($($type:ident),*) => {
        plain_arguments!($($type),*);
        $(impl Outcome for $type {
            fn failed() -> Self {
                $type::NULL
            }
        })*
    };
}

impl<T> Argument for *const T {
    fn checked(self, _: &'static str) -> Option<Self> {
        Some(self)
    }
}

impl<T> Argument for *mut T {
    fn checked(self, _: &'static str) -> Option<Self> {
        Some(self)
    }
}

impl<T> Outcome for *const T {
    fn failed() -> Self {
        calls::print_last();
        std::ptr::null()
    }
}

impl<T> Outcome for *mut T {
    fn failed() -> Self {
        calls::print_last();
        null_mut()
    }
}

impl Outcome for HPyType_BuiltinShape {
    fn failed() -> Self {
        // -1 is a shape.
        Self(-2)
    }
}

numbers!(i32, u32, i64, u64, isize, usize, f64);
words!(
    HPyField,
    HPyGlobal,
    HPyListBuilder,
    HPyTupleBuilder,
    HPyTracker,
    HPyThreadState
);
plain_arguments!(
    bool,
    HPyFunc_Signature,
    HPyCFunction,
    HPyCapsule_key,
    HPy_SourceKind
);

/// Functions that check their handles, ask the host, and number the result.
#[allow(dead_code)] // Those that `special` replaces are made, too.
mod usual {
    use super::*;

    macro_rules! usual {
        (
            handles { $($handles:tt)* }
            functions { $($fw:literal $function:ident($($arg:ident: $type:ty),*) -> $ret:ty;)* }
            tail_handles { $($tail_handles:tt)* }
            tail_functions { $($tfw:literal $tfunction:ident($($targ:ident: $ttype:ty),*) -> $tret:ty;)* }
        ) => {
            $(usual!(one $function($($arg: $type),*) -> $ret);)*
            $(usual!(one $tfunction($($targ: $ttype),*) -> $tret);)*
        };
        (one $function:ident($($arg:ident: $type:ty),*) -> $ret:ty) => {
            pub(in crate::debug) unsafe extern "C" fn $function(_: *mut HPyContext $(, $arg: $type)*) -> $ret {
                $(let Some($arg) = $arg.checked(stringify!($function)) else {
                    return <$ret>::failed();
                };)*
                // SAFETY: the extension's promises to the context, with the host's handles.
                unsafe { inner_call!($function($($arg),*)) }.numbered(stringify!($function))
            }
        };
    }

    for_each_context_member!(usual);
}

/// The functions of this context in one scope.
mod functions {
    use super::special::{
        ctx_Call, ctx_CallMethod, ctx_CallRealFunctionFromTrampoline, ctx_Close, ctx_ContextVar_Get,
        ctx_SetCallFunction, ctx_Tracker_Add, ctx_Tracker_Close, ctx_Tracker_ForgetAll, ctx_Tracker_New,
        ctx_Tuple_FromArray, ctx_Type_FromSpec, ctx_Type_GenericNew,
    };
    use super::usual::*;
    use crate::context_of_functions_in_scope;

    hpy_abi::for_each_context_member!(context_of_functions_in_scope);
}

struct Context(UnsafeCell<HPyContext>);

// SAFETY: it is written by `around` only, once, before any extension has seen it.
unsafe impl Sync for Context {}

static CONTEXT: Context = Context(UnsafeCell::new(functions::context()));

/// The context of debug mode.
pub(super) fn context() -> *mut HPyContext {
    CONTEXT.0.get()
}

/// Makes the context ready and returns it.
///
/// # Safety
/// `host` is the host's complete context, which lives for ever, and the same each time.
pub(super) unsafe fn around(host: *mut HPyContext) -> *mut HPyContext {
    static READY: OnceLock<()> = OnceLock::new();
    READY.get_or_init(|| {
        INNER.store(host, Relaxed);
        // SAFETY: nobody else uses it yet.
        let context = unsafe { &mut *context() };
        context.name = c"HPy Debug Mode ABI (hpyhost)".as_ptr();
        // Every handle of the list has a word.
        let _ = set_handles(context, |name| {
            let (_, word) = HPyContext::MEMBERS
                .iter()
                .find(|(member, _)| member.strip_prefix("h_") == Some(name))?;
            // SAFETY: the word of a handle, as the list says.
            let constant = unsafe { *host.cast::<HPy>().add(*word) };
            Some(handles::open(constant, Owner::Context, "the context"))
        });
    });
    context()
}
