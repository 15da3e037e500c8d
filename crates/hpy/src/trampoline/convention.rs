//! The C signatures of the ABI, each with the function that the host calls and the one that CPython calls.

#![allow(clippy::useless_transmute)] // One signature is the very type that definitions hold.

use super::{Failure, enter};
use crate::direct;
use crate::{Ctx, Result};
use hpy_abi::*;
use std::ffi::{c_int, c_void};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering};

type Object = *mut cpy_PyObject;

/// A C signature.
pub(crate) trait Convention: Sized {
    /// The arguments after the context.
    type Args;
    /// The result.
    type Ret: Failure;
}

/// Something that can be called by a C signature.
pub(crate) trait Entry<S: Convention> {
    /// Runs the Rust function.
    ///
    /// # Safety
    /// The arguments are those of a call by the host to a function that was defined with this entry: handles are open, as
    /// many as the signature says, and of the kind that the definition makes them.
    unsafe fn run(ctx: Ctx<'_>, args: S::Args) -> Result<S::Ret>;
}

/// What a definition holds for one function.
pub(crate) struct Functions {
    pub(crate) signature: HPyFunc_Signature,
    /// Called by hosts, with a context.
    pub(crate) impl_: HPyCFunction,
    /// Called by CPython, without. Hosts that are not CPython leave it alone.
    pub(crate) cpy: cpy_PyCFunction,
}

/// The context for calls that come from CPython itself, which passes none.
static GLOBAL_CONTEXT: AtomicPtr<HPyContext> = AtomicPtr::new(null_mut());

/// Keeps the context that the host announces before anything else.
pub(crate) fn set_global_context(ctx: *mut HPyContext) {
    GLOBAL_CONTEXT.store(ctx, Ordering::Release);
}

/// The context that the host has announced.
#[inline(always)]
pub(crate) fn global_context() -> *mut HPyContext {
    GLOBAL_CONTEXT.load(Ordering::Acquire)
}

/// Asks the host to call `function` with the CPython arguments in `record`.
///
/// # Safety
/// `record` is the record of `signature`, `function` has that signature, and CPython is calling.
#[inline(always)]
unsafe fn call_real<R>(signature: HPyFunc_Signature, function: HPyCFunction, record: &mut R) {
    let ctx = global_context();
    // SAFETY: the host has set the context before it made anything of which CPython could call a function.
    unsafe {
        ((*ctx).ctx_CallRealFunctionFromTrampoline)(ctx, signature, function, (&raw mut *record).cast())
    }
}

/// The C types by which definitions hold functions, whatever their signature.
type AnyHost = unsafe extern "C" fn() -> *mut c_void;
type AnyCpython = unsafe extern "C" fn(Object, *const Object, isize) -> Object;

/// Forgets the C type of a function, as definitions do.
macro_rules! erase {
    ($function:expr, $type:ty => $any:ty) => {
        // SAFETY: function pointers have one size; whoever calls it goes by the signature beside it in the definition.
        Some(unsafe { std::mem::transmute::<$type, $any>($function) })
    };
}

/// A word that CPython passes or gets, as one of the host's: where handles are addresses, they are the same.
trait Word<T> {
    fn word(self) -> T;
}

impl Word<HPy> for Object {
    #[inline(always)]
    fn word(self) -> HPy {
        HPy(self as isize)
    }
}

impl Word<Object> for HPy {
    #[inline(always)]
    fn word(self) -> Object {
        self.0 as Object
    }
}

impl Word<*const HPy> for *const Object {
    #[inline(always)]
    fn word(self) -> *const HPy {
        self.cast()
    }
}

impl Word<usize> for isize {
    #[inline(always)]
    fn word(self) -> usize {
        self.cast_unsigned()
    }
}

/// A count of arguments: the topmost bit is a hint of the vectorcall protocol.
impl Word<usize> for usize {
    #[inline(always)]
    fn word(self) -> usize {
        self << 1 >> 1
    }
}

macro_rules! same_words {
    ($($type:ty)*) => {$(
        impl Word<$type> for $type {
            #[inline(always)]
            fn word(self) -> $type {
                self
            }
        }
    )*};
}

same_words!(isize c_int HPy_RichCmpOp *mut c_void);

/// Declares signatures. Each line: name, number and record in the ABI, what the host passes, what CPython passes (with the
/// record's members), and the two results; and whether a host whose handles are addresses would do no more than call the function
/// (`direct`), so that it need not be asked to.
macro_rules! conventions {
    ($(
        $(#[$doc:meta])*
        $name:ident = $signature:ident, $record:ident, $way:ident:
            host($($arg:ident: $type:ty),*) -> $ret:ty,
            cpython($($field:ident: $cpy_type:ty),*) -> $cpy_ret:tt $(= $cpy_none:expr)?;
    )*) => {$(
        $(#[$doc])*
        pub struct $name;

        impl Convention for $name {
            type Args = ($($type,)*);
            type Ret = $ret;
        }

        impl $name {
            /// The C functions that end in `E`.
            pub(crate) fn functions<E: Entry<Self>>() -> Functions {
                unsafe extern "C" fn host<E: Entry<$name>>(ctx: *mut HPyContext $(, $arg: $type)*) -> $ret {
                    // SAFETY: the host calls, with the arguments of the signature.
                    unsafe { enter(ctx, |ctx| E::run(ctx, ($($arg,)*))) }
                }
                unsafe extern "C" fn cpython<E: Entry<$name>>($($field: $cpy_type),*) -> $cpy_ret {
                    conventions!(@$way (host::<E>) $($field)*);
                    let function = erase!(host::<E>, unsafe extern "C" fn(*mut HPyContext $(, $type)*) -> $ret => AnyHost);
                    let mut record = $record { $($field,)* $(result: $cpy_none)? };
                    // SAFETY: record and function belong to the signature, and CPython calls.
                    unsafe { call_real($signature, function, &mut record) };
                    conventions!(@result record $(= $cpy_none)?)
                }
                Functions {
                    signature: $signature,
                    impl_: erase!(host::<E>, unsafe extern "C" fn(*mut HPyContext $(, $type)*) -> $ret => AnyHost),
                    cpy: erase!(cpython::<E>, unsafe extern "C" fn($($cpy_type),*) -> $cpy_ret => AnyCpython),
                }
            }
        }
    )*};
    (@direct ($host:expr) $($field:ident)*) => {
        let ctx = global_context();
        if direct::is(ctx) {
            // SAFETY: the words are those of the signature, and handles are addresses.
            return unsafe { $host(ctx $(, $field.word())*).word() };
        }
    };
    (@by_host ($host:expr) $($field:ident)*) => {};
    (@result $record:ident = $none:expr) => { $record.result };
    (@result $record:ident) => { { let _ = $record; } };
}

conventions! {
    NoArgs = HPyFunc_NOARGS, HPyFunc_args_NOARGS, direct:
        host(this: HPy) -> HPy,
        cpython(self_: Object) -> Object = null_mut();
    O = HPyFunc_O, HPyFunc_args_O, direct:
        host(this: HPy, arg: HPy) -> HPy,
        cpython(self_: Object, arg: Object) -> Object = null_mut();
    VarArgs = HPyFunc_VARARGS, HPyFunc_args_VARARGS, direct:
        host(this: HPy, args: *const HPy, nargs: usize) -> HPy,
        cpython(self_: Object, args: *const Object, nargs: isize) -> Object = null_mut();
    Keywords = HPyFunc_KEYWORDS, HPyFunc_args_KEYWORDS, direct:
        host(this: HPy, args: *const HPy, nargs: usize, names: HPy) -> HPy,
        cpython(self_: Object, args: *const Object, nargsf: usize, kwnames: Object) -> Object = null_mut();
    Unary = HPyFunc_UNARYFUNC, HPyFunc_args_UNARYFUNC, direct:
        host(this: HPy) -> HPy,
        cpython(arg0: Object) -> Object = null_mut();
    Binary = HPyFunc_BINARYFUNC, HPyFunc_args_BINARYFUNC, direct:
        host(a: HPy, b: HPy) -> HPy,
        cpython(arg0: Object, arg1: Object) -> Object = null_mut();
    Ternary = HPyFunc_TERNARYFUNC, HPyFunc_args_TERNARYFUNC, direct:
        host(a: HPy, b: HPy, c: HPy) -> HPy,
        cpython(arg0: Object, arg1: Object, arg2: Object) -> Object = null_mut();
    Inquiry = HPyFunc_INQUIRY, HPyFunc_args_INQUIRY, direct:
        host(this: HPy) -> c_int,
        cpython(arg0: Object) -> c_int = -1;
    Len = HPyFunc_LENFUNC, HPyFunc_args_LENFUNC, direct:
        host(this: HPy) -> isize,
        cpython(arg0: Object) -> isize = -1;
    SizeArg = HPyFunc_SSIZEARGFUNC, HPyFunc_args_SSIZEARGFUNC, direct:
        host(this: HPy, index: isize) -> HPy,
        cpython(arg0: Object, arg1: isize) -> Object = null_mut();
    SizeObjArg = HPyFunc_SSIZEOBJARGPROC, HPyFunc_args_SSIZEOBJARGPROC, direct:
        host(this: HPy, index: isize, value: HPy) -> c_int,
        cpython(arg0: Object, arg1: isize, arg2: Object) -> c_int = -1;
    ObjObjArg = HPyFunc_OBJOBJARGPROC, HPyFunc_args_OBJOBJARGPROC, direct:
        host(this: HPy, key: HPy, value: HPy) -> c_int,
        cpython(arg0: Object, arg1: Object, arg2: Object) -> c_int = -1;
    ObjObj = HPyFunc_OBJOBJPROC, HPyFunc_args_OBJOBJPROC, direct:
        host(this: HPy, other: HPy) -> c_int,
        cpython(arg0: Object, arg1: Object) -> c_int = -1;
    Repr = HPyFunc_REPRFUNC, HPyFunc_args_REPRFUNC, direct:
        host(this: HPy) -> HPy,
        cpython(arg0: Object) -> Object = null_mut();
    Hash = HPyFunc_HASHFUNC, HPyFunc_args_HASHFUNC, direct:
        host(this: HPy) -> isize,
        cpython(arg0: Object) -> isize = -1;
    RichCompare = HPyFunc_RICHCMPFUNC, HPyFunc_args_RICHCMPFUNC, direct:
        host(this: HPy, other: HPy, op: HPy_RichCmpOp) -> HPy,
        cpython(arg0: Object, arg1: Object, arg2: HPy_RichCmpOp) -> Object = null_mut();
    Init = HPyFunc_INITPROC, HPyFunc_args_INITPROC, by_host:
        host(this: HPy, args: *const HPy, nargs: isize, kw: HPy) -> c_int,
        cpython(self_: Object, args: Object, kw: Object) -> c_int = -1;
    New = HPyFunc_NEWFUNC, HPyFunc_args_NEWFUNC, by_host:
        host(class: HPy, args: *const HPy, nargs: isize, kw: HPy) -> HPy,
        cpython(self_: Object, args: Object, kw: Object) -> Object = null_mut();
    Getter = HPyFunc_GETTER, HPyFunc_args_GETTER, direct:
        host(this: HPy, closure: *mut c_void) -> HPy,
        cpython(arg0: Object, arg1: *mut c_void) -> Object = null_mut();
    Setter = HPyFunc_SETTER, HPyFunc_args_SETTER, direct:
        host(this: HPy, value: HPy, closure: *mut c_void) -> c_int,
        cpython(arg0: Object, arg1: Object, arg2: *mut c_void) -> c_int = -1;
    GetBuffer = HPyFunc_GETBUFFERPROC, HPyFunc_args_GETBUFFERPROC, by_host:
        host(this: HPy, buffer: *mut HPy_buffer, flags: c_int) -> c_int,
        cpython(self_: Object, view: *mut cpy_Py_buffer, flags: c_int) -> c_int = -1;
    ReleaseBuffer = HPyFunc_RELEASEBUFFERPROC, HPyFunc_args_RELEASEBUFFERPROC, by_host:
        host(this: HPy, buffer: *mut HPy_buffer) -> (),
        cpython(self_: Object, view: *mut cpy_Py_buffer) -> ();
    Finalize = HPyFunc_DESTRUCTOR, HPyFunc_args_DESTRUCTOR, by_host:
        host(this: HPy) -> (),
        cpython(arg0: Object) -> ();
}

/// The two functions that run without a context: there is no Python in them, and they are not told where they stand.
pub(crate) trait Memory {
    /// Visits the fields in an instance's memory.
    ///
    /// # Safety
    /// `data` is the memory of an instance, zeroed or filled, and `visit` may be called with `arg`.
    unsafe fn traverse(data: *mut c_void, visit: HPyFunc_visitproc, arg: *mut c_void) -> c_int;

    /// Drops what is in an instance's memory.
    ///
    /// # Safety
    /// `data` is the memory of an instance, zeroed or filled, that nobody looks at any more.
    unsafe fn destroy(data: *mut c_void);
}

/// The functions of `tp_traverse`. A panic in it ends the process: there is nobody to tell.
pub(crate) fn traverse_functions<M: Memory>() -> Functions {
    unsafe extern "C" fn host<M: Memory>(
        data: *mut c_void,
        visit: HPyFunc_visitproc,
        arg: *mut c_void,
    ) -> c_int {
        // SAFETY: the host calls with an instance's memory and its own visitor.
        unsafe { M::traverse(data, visit, arg) }
    }
    unsafe extern "C" fn cpython<M: Memory>(self_: Object, visit: cpy_visitproc, arg: *mut c_void) -> c_int {
        let mut record = HPyFunc_args_TRAVERSEPROC {
            self_,
            visit,
            arg,
            result: -1,
        };
        let function = erase!(host::<M>, HPyFunc_traverseproc => AnyHost);
        // SAFETY: record and function belong to the signature, and CPython calls.
        unsafe { call_real(HPyFunc_TRAVERSEPROC, function, &mut record) };
        record.result
    }
    Functions {
        signature: HPyFunc_TRAVERSEPROC,
        impl_: erase!(host::<M>, HPyFunc_traverseproc => AnyHost),
        cpy: erase!(
            cpython::<M>,
            unsafe extern "C" fn(Object, cpy_visitproc, *mut c_void) -> c_int => AnyCpython
        ),
    }
}

/// The function of `tp_destroy`, which CPython never calls by itself.
pub(crate) fn destroy_functions<M: Memory>() -> Functions {
    unsafe extern "C" fn host<M: Memory>(data: *mut c_void) {
        // SAFETY: the host calls with the memory of an instance that is gone.
        unsafe { M::destroy(data) }
    }
    Functions {
        signature: HPyFunc_DESTROYFUNC,
        impl_: erase!(host::<M>, HPyFunc_destroyfunc => AnyHost),
        cpy: None,
    }
}
