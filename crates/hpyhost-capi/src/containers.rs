//! Lists, tuples, dictionaries, slices, and the builders of lists and tuples.

use super::forward::forward;
use super::object::{Owned, has_flags};
use super::python::*;
use hpy_abi::{HPy, HPy_ssize_t, HPyContext, HPyListBuilder, HPyTupleBuilder};
use std::ffi::c_int;

forward! {
    ctx_List_New = PyList_New(size: HPy_ssize_t) -> HPy;
    ctx_List_Append = PyList_Append(list: HPy, item: HPy) -> c_int;
    ctx_Dict_New = PyDict_New() -> HPy;
    ctx_Dict_Keys = PyDict_Keys(dict: HPy) -> HPy;
    ctx_Dict_Copy = PyDict_Copy(dict: HPy) -> HPy;
    ctx_Slice_Unpack = PySlice_Unpack(
        slice: HPy, start: *mut HPy_ssize_t, stop: *mut HPy_ssize_t, step: *mut HPy_ssize_t) -> c_int;
}

#[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
unsafe extern "C" {
    /// Takes ownership of `item`.
    fn PyList_SetItem(list: HPy, index: HPy_ssize_t, item: HPy) -> c_int;
}

pub(crate) unsafe extern "C" fn ctx_List_Check(_: *mut HPyContext, h: HPy) -> c_int {
    has_flags(h, TPFLAGS_LIST_SUBCLASS).into()
}

pub(crate) unsafe extern "C" fn ctx_Tuple_Check(_: *mut HPyContext, h: HPy) -> c_int {
    has_flags(h, TPFLAGS_TUPLE_SUBCLASS).into()
}

pub(crate) unsafe extern "C" fn ctx_Dict_Check(_: *mut HPyContext, h: HPy) -> c_int {
    has_flags(h, TPFLAGS_DICT_SUBCLASS).into()
}

pub(crate) unsafe extern "C" fn ctx_Tuple_FromArray(
    _: *mut HPyContext,
    items: *const HPy,
    size: HPy_ssize_t,
) -> HPy {
    // SAFETY: a negative size is an error of its own.
    let Some(tuple) = Owned::new(unsafe { PyTuple_New(size) }) else {
        return HPy::NULL;
    };
    for index in 0..size {
        // SAFETY: the extension holds the `size` items of its array; the tuple is fresh and `index` inside it.
        unsafe {
            let item = *items.offset(index);
            Py_IncRef(item);
            PyTuple_SetItem(tuple.get(), index, item);
        }
    }
    tuple.release()
}

// A builder is the object itself. A failed New is reported by Build, so that extensions need no check in between.

pub(crate) unsafe extern "C" fn ctx_ListBuilder_New(_: *mut HPyContext, size: HPy_ssize_t) -> HPyListBuilder {
    // SAFETY: a negative size is an error of its own.
    HPyListBuilder(unsafe { without_error(PyList_New(size)) }.0)
}

pub(crate) unsafe extern "C" fn ctx_ListBuilder_Set(
    _: *mut HPyContext,
    builder: HPyListBuilder,
    index: HPy_ssize_t,
    item: HPy,
) {
    if !builder.is_null() {
        // SAFETY: the extension holds `item`; the builder is a list nobody else has seen, which checks the index.
        unsafe {
            Py_IncRef(item);
            PyList_SetItem(HPy(builder.0), index, item);
        }
    }
}

pub(crate) unsafe extern "C" fn ctx_ListBuilder_Build(_: *mut HPyContext, builder: HPyListBuilder) -> HPy {
    built(HPy(builder.0))
}

pub(crate) unsafe extern "C" fn ctx_ListBuilder_Cancel(_: *mut HPyContext, builder: HPyListBuilder) {
    // SAFETY: the extension gives up the builder; null is left alone.
    unsafe { Py_DecRef(HPy(builder.0)) }
}

pub(crate) unsafe extern "C" fn ctx_TupleBuilder_New(
    _: *mut HPyContext,
    size: HPy_ssize_t,
) -> HPyTupleBuilder {
    // SAFETY: a negative size is an error of its own.
    HPyTupleBuilder(unsafe { without_error(PyTuple_New(size)) }.0)
}

pub(crate) unsafe extern "C" fn ctx_TupleBuilder_Set(
    _: *mut HPyContext,
    builder: HPyTupleBuilder,
    index: HPy_ssize_t,
    item: HPy,
) {
    if !builder.is_null() {
        // SAFETY: the extension holds `item`; the builder is a tuple nobody else has seen, which checks the index.
        unsafe {
            Py_IncRef(item);
            PyTuple_SetItem(HPy(builder.0), index, item);
        }
    }
}

pub(crate) unsafe extern "C" fn ctx_TupleBuilder_Build(_: *mut HPyContext, builder: HPyTupleBuilder) -> HPy {
    built(HPy(builder.0))
}

pub(crate) unsafe extern "C" fn ctx_TupleBuilder_Cancel(_: *mut HPyContext, builder: HPyTupleBuilder) {
    // SAFETY: the extension gives up the builder; null is left alone.
    unsafe { Py_DecRef(HPy(builder.0)) }
}

fn without_error(builder: HPy) -> HPy {
    if builder.is_null() {
        // SAFETY: clearing is always allowed.
        unsafe { PyErr_Clear() }
    }
    builder
}

fn built(builder: HPy) -> HPy {
    if builder.is_null() {
        // SAFETY: it only sets an exception, and returns null.
        return unsafe { PyErr_NoMemory() };
    }
    builder
}
