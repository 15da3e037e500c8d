//! What every object can do: references, attributes, items, comparison, conversion to text.

use super::forward::forward;
use super::late::late;
use super::layout::{TypeWord, type_word};
use super::object::{Owned, is_type, type_of};
use super::python::{
    Py_DecRef, Py_IncRef, PyBaseObject_Type, PyFloat_Type, PyList_Type, PyLong_Type, PySlice_Type,
    PyTuple_GetItem, PyTuple_Size, PyTuple_Type, PyType_IsSubtype, TPFLAGS_HEAPTYPE,
};
use hpy_abi::{HPy, HPy_hash_t, HPy_ssize_t, HPyContext, cpy_PyObject};
use std::ffi::{c_char, c_int};

forward! {
    ctx_IsTrue = PyObject_IsTrue(object: HPy) -> c_int;
    ctx_Length = PyObject_Size(object: HPy) -> HPy_ssize_t;
    ctx_GetAttr = PyObject_GetAttr(object: HPy, name: HPy) -> HPy;
    ctx_GetAttr_s = PyObject_GetAttrString(object: HPy, name: *const c_char) -> HPy;
    ctx_HasAttr = PyObject_HasAttr(object: HPy, name: HPy) -> c_int;
    ctx_HasAttr_s = PyObject_HasAttrString(object: HPy, name: *const c_char) -> c_int;
    ctx_SetAttr = PyObject_SetAttr(object: HPy, name: HPy, value: HPy) -> c_int;
    ctx_SetAttr_s = PyObject_SetAttrString(object: HPy, name: *const c_char, value: HPy) -> c_int;
    ctx_GetItem = PyObject_GetItem(object: HPy, key: HPy) -> HPy;
    ctx_SetItem = PyObject_SetItem(object: HPy, key: HPy, value: HPy) -> c_int;
    ctx_DelItem = PyObject_DelItem(object: HPy, key: HPy) -> c_int;
    ctx_Contains = PySequence_Contains(container: HPy, key: HPy) -> c_int;
    ctx_Type = PyObject_Type(object: HPy) -> HPy;
    ctx_Repr = PyObject_Repr(object: HPy) -> HPy;
    ctx_Str = PyObject_Str(object: HPy) -> HPy;
    ctx_ASCII = PyObject_ASCII(object: HPy) -> HPy;
    ctx_Bytes = PyObject_Bytes(object: HPy) -> HPy;
    ctx_RichCompare = PyObject_RichCompare(a: HPy, b: HPy, op: c_int) -> HPy;
    ctx_RichCompareBool = PyObject_RichCompareBool(a: HPy, b: HPy, op: c_int) -> c_int;
    ctx_Hash = PyObject_Hash(object: HPy) -> HPy_hash_t;
    ctx_Import_ImportModule = PyImport_ImportModule(name: *const c_char) -> HPy;
}

#[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
unsafe extern "C" {
    fn PyLong_FromSsize_t(value: HPy_ssize_t) -> HPy;
    fn PyList_Size(list: HPy) -> HPy_ssize_t;
    /// Borrowed.
    fn PyList_GetItem(list: HPy, index: HPy_ssize_t) -> HPy;
    fn PyUnicode_FromString(utf8: *const c_char) -> HPy;
}

pub(crate) unsafe extern "C" fn ctx_Dup(_: *mut HPyContext, h: HPy) -> HPy {
    // SAFETY: the extension holds `h`, or passes null, which is left alone.
    unsafe { Py_IncRef(h) };
    h
}

pub(crate) unsafe extern "C" fn ctx_Close(_: *mut HPyContext, h: HPy) {
    // SAFETY: the extension gives up a handle that it owns, or passes null, which is left alone.
    unsafe { Py_DecRef(h) }
}

pub(crate) unsafe extern "C" fn ctx_FromPyObject(_: *mut HPyContext, object: *mut cpy_PyObject) -> HPy {
    let h = HPy(object as isize);
    // SAFETY: legacy code passes an object that it holds, or null, which is left alone.
    unsafe { Py_IncRef(h) };
    h
}

pub(crate) unsafe extern "C" fn ctx_AsPyObject(_: *mut HPyContext, h: HPy) -> *mut cpy_PyObject {
    // SAFETY: the extension holds `h`, or passes null, which is left alone.
    unsafe { Py_IncRef(h) };
    h.0 as *mut cpy_PyObject
}

pub(crate) unsafe extern "C" fn ctx_Is(_: *mut HPyContext, a: HPy, b: HPy) -> c_int {
    (a.0 == b.0).into()
}

/// Whether a type is one of the builtin ones that extensions meet all the time, and that are derived from `object` alone. (Of others
/// even static ones may have several bases.)
#[inline(always)]
fn is_plain(type_: HPy) -> bool {
    [
        PyLong_Type.handle(),
        PyTuple_Type.handle(),
        PySlice_Type.handle(),
        PyFloat_Type.handle(),
        PyList_Type.handle(),
    ]
    .iter()
    .any(|plain| plain.0 == type_.0)
}

/// Whether a type lies on the heap.
#[inline(always)]
fn is_heap(type_: HPy) -> bool {
    type_word(type_, TypeWord::Flags) as u32 & TPFLAGS_HEAPTYPE as u32 != 0
}

pub(crate) unsafe extern "C" fn ctx_TypeCheck(_: *mut HPyContext, object: HPy, type_: HPy) -> c_int {
    let own = type_of(object);
    // What decides the layout of an object comes first among its type's bases, and is what is mostly asked for.
    if own.0 == type_.0 || type_word(own, TypeWord::Base) == type_.0 {
        return 1;
    }
    // A static type is derived from static ones only: a builtin object is no instance of an extension's type.
    if !is_heap(own) && (is_heap(type_) || is_plain(own)) {
        return (type_.0 == PyBaseObject_Type.handle().0).into();
    }
    // SAFETY: the extension holds `object`, so its type is alive, and `type_`, which must be a type.
    unsafe { PyType_IsSubtype(own, type_) }
}

pub(crate) unsafe extern "C" fn ctx_Type_IsSubtype(_: *mut HPyContext, sub: HPy, type_: HPy) -> c_int {
    if !is_type(sub) || !is_type(type_) {
        return 0;
    }
    // SAFETY: the extension holds both, and both are types.
    unsafe { PyType_IsSubtype(sub, type_) }
}

pub(crate) unsafe extern "C" fn ctx_Dump(_: *mut HPyContext, object: HPy) {
    if let Some(dump) = late().dump {
        // SAFETY: CPython's dump accepts anything, dead objects too.
        unsafe { dump(object) }
    }
}

/// An item of what is exactly a `tuple` or a `list`, which needs no integer object; `None` for other objects and beyond the end.
#[inline]
fn item_of_builtin(object: HPy, index: HPy_ssize_t) -> Option<HPy> {
    let type_ = type_of(object).0;
    // SAFETY: the extension holds the object, whose type is looked at first; the index is inside of it, and the item is given a
    // reference before anything else can run.
    unsafe {
        let item = if type_ == PyTuple_Type.handle().0 && (0..PyTuple_Size(object)).contains(&index) {
            PyTuple_GetItem(object, index)
        } else if type_ == PyList_Type.handle().0 && (0..PyList_Size(object)).contains(&index) {
            PyList_GetItem(object, index)
        } else {
            return None;
        };
        (!item.is_null()).then(|| Owned::to(item).release())
    }
}

pub(crate) unsafe extern "C" fn ctx_GetItem_i(ctx: *mut HPyContext, object: HPy, index: HPy_ssize_t) -> HPy {
    if let Some(item) = item_of_builtin(object, index) {
        return item;
    }
    // SAFETY: the extension holds `object`; the key is ours.
    let result = with_index(index, |key| unsafe { ctx_GetItem(ctx, object, key) });
    result.unwrap_or(HPy::NULL)
}

pub(crate) unsafe extern "C" fn ctx_SetItem_i(
    ctx: *mut HPyContext,
    object: HPy,
    index: HPy_ssize_t,
    value: HPy,
) -> c_int {
    // SAFETY: the extension holds `object` and `value`; the key is ours.
    with_index(index, |key| unsafe { ctx_SetItem(ctx, object, key, value) }).unwrap_or(-1)
}

pub(crate) unsafe extern "C" fn ctx_DelItem_i(
    ctx: *mut HPyContext,
    object: HPy,
    index: HPy_ssize_t,
) -> c_int {
    // SAFETY: the extension holds `object`; the key is ours.
    with_index(index, |key| unsafe { ctx_DelItem(ctx, object, key) }).unwrap_or(-1)
}

pub(crate) unsafe extern "C" fn ctx_GetItem_s(ctx: *mut HPyContext, object: HPy, key: *const c_char) -> HPy {
    // SAFETY: the extension holds `object` and passes a string that ends with a null byte; the key is ours.
    unsafe { with_text(key, |key| ctx_GetItem(ctx, object, key)) }.unwrap_or(HPy::NULL)
}

pub(crate) unsafe extern "C" fn ctx_SetItem_s(
    ctx: *mut HPyContext,
    object: HPy,
    key: *const c_char,
    value: HPy,
) -> c_int {
    // SAFETY: as above; the extension holds `value` too.
    unsafe { with_text(key, |key| ctx_SetItem(ctx, object, key, value)) }.unwrap_or(-1)
}

pub(crate) unsafe extern "C" fn ctx_DelItem_s(
    ctx: *mut HPyContext,
    object: HPy,
    key: *const c_char,
) -> c_int {
    // SAFETY: as above.
    unsafe { with_text(key, |key| ctx_DelItem(ctx, object, key)) }.unwrap_or(-1)
}

/// Runs `use_key` with the integer; `None` with MemoryError set.
fn with_index<R>(index: HPy_ssize_t, use_key: impl FnOnce(HPy) -> R) -> Option<R> {
    // SAFETY: any value will do.
    let key = Owned::new(unsafe { PyLong_FromSsize_t(index) })?;
    Some(use_key(key.get()))
}

/// Runs `use_key` with the text; `None` with the exception set.
///
/// # Safety
/// `key` is a string that ends with a null byte.
unsafe fn with_text<R>(key: *const c_char, use_key: impl FnOnce(HPy) -> R) -> Option<R> {
    // SAFETY: promised by the caller.
    let key = Owned::new(unsafe { PyUnicode_FromString(key) })?;
    Some(use_key(key.get()))
}
