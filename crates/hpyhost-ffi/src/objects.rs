//! Types, identity, truth and calls of objects, answered from the table where it knows enough.

use crate::context::constant;
use crate::errors::raise_text;
use crate::forward::Operation;
use crate::table::{self, OBJ, entry, forms, tids};
use crate::types;
use crate::upcall::{Answer, ask};
use hpy_abi::*;
use std::ffi::{c_int, c_void};

pub unsafe extern "C" fn ctx_Type(_: *mut HPyContext, h: HPy) -> HPy {
    let tid = entry(h).tid.get();
    let known = match types::get(tid) {
        Some(kind) => Some(kind.class),
        None => crate::context::class_of(tid),
    };
    match known {
        Some(class) => table::duplicate(class),
        None => ask(Operation::Type, [h.0, 0, 0, 0]).unwrap_or(HPy::NULL),
    }
}

pub unsafe extern "C" fn ctx_TypeCheck(_: *mut HPyContext, h: HPy, class: HPy) -> c_int {
    let (tid, class_entry) = (entry(h).tid.get(), entry(class));
    let of = class_entry.value.get() as u64;
    if class_entry.form() == forms::TYPE && of != 0 && tid != tids::UNKNOWN {
        return types::is_subtype(tid, of).into();
    }
    c_int::from_answer(ask(Operation::TypeCheck, [h.0, class.0, 0, 0]))
}

pub unsafe extern "C" fn ctx_Type_IsSubtype(_: *mut HPyContext, class: HPy, of: HPy) -> c_int {
    let number = |h| match entry(h).form() {
        forms::TYPE => entry(h).value.get() as u64,
        _ => 0,
    };
    let (tid, of_tid) = (number(class), number(of));
    if tid != 0 && of_tid != 0 {
        return types::is_subtype(tid, of_tid).into();
    }
    c_int::from_answer(ask(Operation::Type_IsSubtype, [class.0, of.0, 0, 0]))
}

pub unsafe extern "C" fn ctx_Is(_: *mut HPyContext, h: HPy, other: HPy) -> c_int {
    if h.0 == other.0 {
        return 1;
    }
    let (a, b) = (entry(h), entry(other));
    match (a.form(), b.form()) {
        (forms::INSTANCE, forms::INSTANCE) | (forms::CONST, forms::CONST) => {
            (a.value.get() == b.value.get()).into()
        }
        (forms::TYPE, forms::TYPE) if a.value.get() != 0 && b.value.get() != 0 => {
            (a.value.get() == b.value.get()).into()
        }
        (forms::INSTANCE | forms::CONST, _) | (_, forms::INSTANCE | forms::CONST) => 0,
        // What has no object yet is nobody else.
        _ if !a.has(OBJ) || !b.has(OBJ) => 0,
        _ => c_int::from_answer(ask(Operation::Is, [h.0, other.0, 0, 0])),
    }
}

pub unsafe extern "C" fn ctx_RichCompareBool(_: *mut HPyContext, h: HPy, other: HPy, op: c_int) -> c_int {
    c_int::from_answer(ask(Operation::RichCompareBool, [h.0, other.0, op as isize, 0]))
}

pub unsafe extern "C" fn ctx_CallTupleDict(_: *mut HPyContext, callable: HPy, args: HPy, kw: HPy) -> HPy {
    if kw.is_null()
        && !args.is_null()
        && let Some(object) = crate::numbers::new_of_builtin(callable, args)
    {
        return object;
    }
    ask(Operation::CallTupleDict, [callable.0, args.0, kw.0, 0]).unwrap_or(HPy::NULL)
}

pub unsafe extern "C" fn ctx_Type_GenericNew(
    _: *mut HPyContext,
    class: HPy,
    args: *const HPy,
    nargs: HPy_ssize_t,
    kw: HPy,
) -> HPy {
    ask(Operation::Type_GenericNew, [class.0, args as isize, nargs, kw.0]).unwrap_or(HPy::NULL)
}

pub unsafe extern "C" fn ctx_ContextVar_Get(
    _: *mut HPyContext,
    var: HPy,
    default: HPy,
    result: *mut HPy,
) -> i32 {
    let Some(value) = ask(Operation::ContextVar_Get, [var.0, default.0, 0, 0]) else {
        return -1;
    };
    let entry = entry(value);
    let none = entry.form() == forms::CONST && entry.value.get() == constant("NotImplemented").0 as i64;
    // SAFETY: the extension passes a place for the handle.
    unsafe { *result = if none { HPy::NULL } else { value } };
    0
}

pub unsafe extern "C" fn ctx_Dump(_: *mut HPyContext, h: HPy) {
    if let Some(result) = ask(Operation::Dump, [h.0, 0, 0, 0]) {
        table::close(result);
    }
}

/// Sets SystemError: only extensions of CPython's own kind have its objects.
fn no_python_objects() {
    raise_text(
        constant("SystemError"),
        "this interpreter has no objects of CPython's C API",
    );
}

pub unsafe extern "C" fn ctx_FromPyObject(_: *mut HPyContext, _: *mut cpy_PyObject) -> HPy {
    no_python_objects();
    HPy::NULL
}

pub unsafe extern "C" fn ctx_AsPyObject(_: *mut HPyContext, _: HPy) -> *mut cpy_PyObject {
    no_python_objects();
    std::ptr::null_mut()
}

pub unsafe extern "C" fn ctx_CallRealFunctionFromTrampoline(
    _: *mut HPyContext,
    _: HPyFunc_Signature,
    _: HPyCFunction,
    _: *mut c_void,
) {
    // Only CPython calls trampolines.
    no_python_objects();
}
