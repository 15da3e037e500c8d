//! Argument records that a CPython trampoline hands to `CallRealFunctionFromTrampoline`.
//!
//! A trampoline has the signature that CPython wants for the slot; it packs its arguments in order and reads `result`.
//! Slots whose trampoline is not listed use the record with the same argument types.

use crate::{HPy_RichCmpOp, HPy_hash_t, HPy_ssize_t, cpy_Py_buffer, cpy_PyObject, cpy_visitproc};
use std::ffi::{c_int, c_void};

type Obj = *mut cpy_PyObject;

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* };)*) => {$(
        $(#[$doc])*
        #[repr(C)]
        pub struct $name { $(pub $field: $type,)* }
    )*};
}

records! {
    HPyFunc_args_NOARGS { self_: Obj, result: Obj };
    HPyFunc_args_O { self_: Obj, arg: Obj, result: Obj };
    HPyFunc_args_VARARGS { self_: Obj, args: *const Obj, nargs: HPy_ssize_t, result: Obj };
    /// `nargsf` may carry CPython's `PY_VECTORCALL_ARGUMENTS_OFFSET` bit.
    HPyFunc_args_KEYWORDS { self_: Obj, args: *const Obj, nargsf: usize, kwnames: Obj, result: Obj };
    HPyFunc_args_UNARYFUNC { arg0: Obj, result: Obj };
    HPyFunc_args_BINARYFUNC { arg0: Obj, arg1: Obj, result: Obj };
    HPyFunc_args_TERNARYFUNC { arg0: Obj, arg1: Obj, arg2: Obj, result: Obj };
    HPyFunc_args_INQUIRY { arg0: Obj, result: c_int };
    HPyFunc_args_LENFUNC { arg0: Obj, result: HPy_ssize_t };
    HPyFunc_args_SSIZEARGFUNC { arg0: Obj, arg1: HPy_ssize_t, result: Obj };
    HPyFunc_args_SSIZESSIZEARGFUNC { arg0: Obj, arg1: HPy_ssize_t, arg2: HPy_ssize_t, result: Obj };
    HPyFunc_args_SSIZEOBJARGPROC { arg0: Obj, arg1: HPy_ssize_t, arg2: Obj, result: c_int };
    HPyFunc_args_SSIZESSIZEOBJARGPROC {
        arg0: Obj, arg1: HPy_ssize_t, arg2: HPy_ssize_t, arg3: Obj, result: c_int
    };
    HPyFunc_args_OBJOBJARGPROC { arg0: Obj, arg1: Obj, arg2: Obj, result: c_int };
    HPyFunc_args_REPRFUNC { arg0: Obj, result: Obj };
    HPyFunc_args_HASHFUNC { arg0: Obj, result: HPy_hash_t };
    HPyFunc_args_RICHCMPFUNC { arg0: Obj, arg1: Obj, arg2: HPy_RichCmpOp, result: Obj };
    /// `args` is a tuple, `kw` a dictionary or null.
    HPyFunc_args_INITPROC { self_: Obj, args: Obj, kw: Obj, result: c_int };
    /// `args` is a tuple, `kw` a dictionary or null.
    HPyFunc_args_NEWFUNC { self_: Obj, args: Obj, kw: Obj, result: Obj };
    HPyFunc_args_GETTER { arg0: Obj, arg1: *mut c_void, result: Obj };
    HPyFunc_args_SETTER { arg0: Obj, arg1: Obj, arg2: *mut c_void, result: c_int };
    HPyFunc_args_OBJOBJPROC { arg0: Obj, arg1: Obj, result: c_int };
    HPyFunc_args_GETBUFFERPROC { self_: Obj, view: *mut cpy_Py_buffer, flags: c_int, result: c_int };
    HPyFunc_args_RELEASEBUFFERPROC { self_: Obj, view: *mut cpy_Py_buffer };
    HPyFunc_args_TRAVERSEPROC { self_: Obj, visit: cpy_visitproc, arg: *mut c_void, result: c_int };
    HPyFunc_args_DESTRUCTOR { arg0: Obj };
    HPyFunc_args_MOD_CREATE { spec: Obj, result: Obj };
}
