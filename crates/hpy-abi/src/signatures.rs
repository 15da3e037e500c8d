//! C types of an extension's functions, one per [`HPyFunc_Signature`](crate::HPyFunc_Signature), and of CPython's entry points.

use crate::{HPy, HPy_RichCmpOp, HPy_buffer, HPy_hash_t, HPy_ssize_t, HPyContext, HPyField, cpy_PyObject};
use std::ffi::{c_char, c_int, c_void};

/// A function of unknown signature, or none.
pub type HPyCFunction = Option<unsafe extern "C" fn() -> *mut c_void>;

pub type HPyFunc_noargs = unsafe extern "C" fn(ctx: *mut HPyContext, self_: HPy) -> HPy;
pub type HPyFunc_o = unsafe extern "C" fn(ctx: *mut HPyContext, self_: HPy, arg: HPy) -> HPy;
pub type HPyFunc_varargs =
    unsafe extern "C" fn(ctx: *mut HPyContext, self_: HPy, args: *const HPy, nargs: usize) -> HPy;
/// `args` holds `nargs` positional values, then one per name in the tuple `kwnames` (null: none).
pub type HPyFunc_keywords = unsafe extern "C" fn(
    ctx: *mut HPyContext,
    self_: HPy,
    args: *const HPy,
    nargs: usize,
    kwnames: HPy,
) -> HPy;
pub type HPyFunc_destroyfunc = unsafe extern "C" fn(data: *mut c_void);
pub type HPyFunc_getbufferproc =
    unsafe extern "C" fn(ctx: *mut HPyContext, self_: HPy, buffer: *mut HPy_buffer, flags: c_int) -> c_int;
pub type HPyFunc_releasebufferproc =
    unsafe extern "C" fn(ctx: *mut HPyContext, self_: HPy, buffer: *mut HPy_buffer);
pub type HPyFunc_unaryfunc = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy) -> HPy;
pub type HPyFunc_binaryfunc = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, b: HPy) -> HPy;
pub type HPyFunc_ternaryfunc = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, b: HPy, c: HPy) -> HPy;
pub type HPyFunc_inquiry = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy) -> c_int;
pub type HPyFunc_lenfunc = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy) -> HPy_ssize_t;
pub type HPyFunc_ssizeargfunc = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, i: HPy_ssize_t) -> HPy;
pub type HPyFunc_ssizessizeargfunc =
    unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, i: HPy_ssize_t, j: HPy_ssize_t) -> HPy;
/// `value` null: delete.
pub type HPyFunc_ssizeobjargproc =
    unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, i: HPy_ssize_t, value: HPy) -> c_int;
/// `value` null: delete.
pub type HPyFunc_ssizessizeobjargproc =
    unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, i: HPy_ssize_t, j: HPy_ssize_t, value: HPy) -> c_int;
/// `value` null: delete.
pub type HPyFunc_objobjargproc =
    unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, key: HPy, value: HPy) -> c_int;
pub type HPyFunc_freefunc = unsafe extern "C" fn(ctx: *mut HPyContext, data: *mut c_void);
pub type HPyFunc_getattrfunc = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, name: *mut c_char) -> HPy;
pub type HPyFunc_getattrofunc = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, name: HPy) -> HPy;
pub type HPyFunc_setattrfunc =
    unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, name: *mut c_char, value: HPy) -> c_int;
pub type HPyFunc_setattrofunc =
    unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, name: HPy, value: HPy) -> c_int;
pub type HPyFunc_reprfunc = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy) -> HPy;
pub type HPyFunc_hashfunc = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy) -> HPy_hash_t;
pub type HPyFunc_richcmpfunc =
    unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, b: HPy, op: HPy_RichCmpOp) -> HPy;
pub type HPyFunc_getiterfunc = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy) -> HPy;
pub type HPyFunc_iternextfunc = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy) -> HPy;
pub type HPyFunc_descrgetfunc = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, b: HPy, c: HPy) -> HPy;
pub type HPyFunc_descrsetfunc = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, b: HPy, c: HPy) -> c_int;
/// `kw` is a dictionary, or null.
pub type HPyFunc_initproc = unsafe extern "C" fn(
    ctx: *mut HPyContext,
    self_: HPy,
    args: *const HPy,
    nargs: HPy_ssize_t,
    kw: HPy,
) -> c_int;
/// `kw` is a dictionary, or null.
pub type HPyFunc_newfunc = unsafe extern "C" fn(
    ctx: *mut HPyContext,
    type_: HPy,
    args: *const HPy,
    nargs: HPy_ssize_t,
    kw: HPy,
) -> HPy;
pub type HPyFunc_getter = unsafe extern "C" fn(ctx: *mut HPyContext, self_: HPy, closure: *mut c_void) -> HPy;
/// `value` null: delete.
pub type HPyFunc_setter =
    unsafe extern "C" fn(ctx: *mut HPyContext, self_: HPy, value: HPy, closure: *mut c_void) -> c_int;
pub type HPyFunc_objobjproc = unsafe extern "C" fn(ctx: *mut HPyContext, a: HPy, b: HPy) -> c_int;
pub type HPyFunc_visitproc = unsafe extern "C" fn(field: *mut HPyField, arg: *mut c_void) -> c_int;
pub type HPyFunc_traverseproc =
    unsafe extern "C" fn(data: *mut c_void, visit: HPyFunc_visitproc, arg: *mut c_void) -> c_int;
pub type HPyFunc_destructor = unsafe extern "C" fn(ctx: *mut HPyContext, self_: HPy);
pub type HPyFunc_Capsule_Destructor =
    unsafe extern "C" fn(name: *const c_char, pointer: *mut c_void, context: *mut c_void);
pub type HPyFunc_mod_create = unsafe extern "C" fn(ctx: *mut HPyContext, spec: HPy) -> HPy;

/// Entry points that CPython itself calls; null where a binary has none.
pub type cpy_PyCFunction = Option<
    unsafe extern "C" fn(
        self_: *mut cpy_PyObject,
        args: *const *mut cpy_PyObject,
        nargs: HPy_ssize_t,
    ) -> *mut cpy_PyObject,
>;
pub type cpy_visitproc = Option<unsafe extern "C" fn(object: *mut cpy_PyObject, arg: *mut c_void) -> c_int>;
pub type cpy_getter =
    Option<unsafe extern "C" fn(self_: *mut cpy_PyObject, closure: *mut c_void) -> *mut cpy_PyObject>;
pub type cpy_setter = Option<
    unsafe extern "C" fn(self_: *mut cpy_PyObject, value: *mut cpy_PyObject, closure: *mut c_void) -> c_int,
>;
pub type cpy_PyCapsule_Destructor = Option<unsafe extern "C" fn(capsule: *mut cpy_PyObject)>;
pub type cpy_vectorcallfunc = Option<
    unsafe extern "C" fn(
        callable: *mut cpy_PyObject,
        args: *const *mut cpy_PyObject,
        nargsf: usize,
        kwnames: *mut cpy_PyObject,
    ) -> *mut cpy_PyObject,
>;
