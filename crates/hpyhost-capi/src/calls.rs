//! Calling, compiling, evaluating.

use super::forward::forward;
use super::late::late;
use super::object::{Owned, fail, has_flags, repr, type_of};
use super::python::*;
use super::types::{is_shortened, shortened};
use hpy_abi::{
    HPy, HPy_SourceKind, HPy_SourceKind_Expr, HPy_SourceKind_File, HPy_SourceKind_Single, HPyContext,
};
use std::ffi::{c_char, c_int};

forward! {
    ctx_Callable_Check = PyCallable_Check(h: HPy) -> c_int;
    ctx_EvalCode = PyEval_EvalCode(code: HPy, globals: HPy, locals: HPy) -> HPy;
}

#[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
unsafe extern "C" {
    fn Py_CompileString(source: *const c_char, file: *const c_char, start: c_int) -> HPy;
    fn PyObject_VectorcallMethod(name: HPy, args: *const HPy, nargsf: usize, kwnames: HPy) -> HPy;
}

pub(crate) unsafe extern "C" fn ctx_CallTupleDict(
    _: *mut HPyContext,
    callable: HPy,
    args: HPy,
    kw: HPy,
) -> HPy {
    if !args.is_null() && !has_flags(args, TPFLAGS_TUPLE_SUBCLASS) {
        return fail(
            PyExc_TypeError,
            "HPy_CallTupleDict requires args to be a tuple or null handle",
        );
    }
    if !kw.is_null() && !has_flags(kw, TPFLAGS_DICT_SUBCLASS) {
        return fail(
            PyExc_TypeError,
            "HPy_CallTupleDict requires kw to be a dict or null handle",
        );
    }
    if !args.is_null() {
        if kw.is_null()
            && is_shortened(callable)
            && let Some(object) = shortened_by_tuple(callable, args)
        {
            return object;
        }
        // SAFETY: the extension holds all three, and their types are as CPython wants them.
        return unsafe { PyObject_Call(callable, args, kw) };
    }
    // SAFETY: the empty tuple always exists.
    let Some(none) = Owned::new(unsafe { PyTuple_New(0) }) else {
        return HPy::NULL;
    };
    // SAFETY: as above.
    unsafe { PyObject_Call(callable, none.get(), kw) }
}

/// [`shortened`] with the items of a tuple.
fn shortened_by_tuple(callable: HPy, args: HPy) -> Option<HPy> {
    let mut items = [HPy::NULL; 3];
    // SAFETY: `args` is a tuple of an extension, and the indices are inside of it.
    unsafe {
        let size = PyTuple_Size(args);
        let items = items.get_mut(..size as usize)?;
        for (index, item) in (0..).zip(items.iter_mut()) {
            *item = PyTuple_GetItem(args, index);
        }
        shortened(callable, items)
    }
}

pub(crate) unsafe extern "C" fn ctx_Call(
    _: *mut HPyContext,
    callable: HPy,
    args: *const HPy,
    nargs: usize,
    kwnames: HPy,
) -> HPy {
    // SAFETY: the extension holds the callable and all `nargs + len(kwnames)` items of its array, which is not null unless it is empty.
    unsafe {
        if kwnames.is_null()
            && nargs != 0
            && is_shortened(callable)
            && let Some(object) = shortened(callable, std::slice::from_raw_parts(args, nargs))
        {
            return object;
        }
    }
    // SAFETY: as above.
    unsafe { (late().vectorcall)(callable, args, nargs, kwnames) }
}

pub(crate) unsafe extern "C" fn ctx_CallMethod(
    _: *mut HPyContext,
    name: HPy,
    args: *const HPy,
    nargs: usize,
    kwnames: HPy,
) -> HPy {
    if nargs == 0 {
        return fail(
            PyExc_TypeError,
            "HPy_CallMethod needs the receiver as its first argument",
        );
    }
    if !has_flags(name, TPFLAGS_UNICODE_SUBCLASS) {
        let kind = repr(type_of(name));
        return fail(
            PyExc_TypeError,
            &format!("attribute name must be string, not {kind}"),
        );
    }
    // SAFETY: the extension holds the name and all items of its array, of which there is one at least.
    unsafe { PyObject_VectorcallMethod(name, args, nargs, kwnames) }
}

pub(crate) unsafe extern "C" fn ctx_Compile_s(
    _: *mut HPyContext,
    source: *const c_char,
    file: *const c_char,
    kind: HPy_SourceKind,
) -> HPy {
    // CPython's start symbols of the grammar.
    let start = match kind {
        HPy_SourceKind_Single => 256,
        HPy_SourceKind_File => 257,
        HPy_SourceKind_Expr => 258,
        HPy_SourceKind(other) => {
            return fail(PyExc_SystemError, &format!("invalid HPy_SourceKind: {other}"));
        }
    };
    // SAFETY: the extension passes strings that end with a null byte.
    unsafe { Py_CompileString(source, file, start) }
}
