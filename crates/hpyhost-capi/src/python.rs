//! The part of CPython's stable ABI that more than one file needs.
//!
//! In this host **a handle is the address of its object**, so the C API is declared in terms of [`HPy`]: what C calls
//! `PyObject *` is a handle here, owned or borrowed as CPython documents it. All of this exists as symbols in 3.9 and is
//! in the limited API of that version or, unchanged, of a later one.

pub(crate) use super::counts::{Py_DecRef, Py_IncRef};
use hpy_abi::{HPy, HPy_ssize_t};
use std::ffi::{c_char, c_int, c_uint, c_ulong, c_void};

/// C's `PyMethodDef`.
#[repr(C)]
pub(crate) struct PyMethodDef {
    pub name: *const c_char,
    pub function: *const c_void,
    pub flags: c_int,
    pub doc: *const c_char,
}

/// C's `PyMemberDef`.
#[repr(C)]
#[derive(Clone, Copy)]
pub(crate) struct PyMemberDef {
    pub name: *const c_char,
    pub type_: c_int,
    pub offset: HPy_ssize_t,
    pub flags: c_int,
    pub doc: *const c_char,
}

/// C's `PyGetSetDef`.
#[repr(C)]
#[derive(Clone, Copy)]
pub(crate) struct PyGetSetDef {
    pub name: *const c_char,
    pub get: *const c_void,
    pub set: *const c_void,
    pub doc: *const c_char,
    pub closure: *mut c_void,
}

/// C's `PyType_Slot`.
#[repr(C)]
#[derive(Clone, Copy)]
pub(crate) struct PyType_Slot {
    pub slot: c_int,
    pub function: *const c_void,
}

/// C's `PyType_Spec`.
#[repr(C)]
pub(crate) struct PyType_Spec {
    pub name: *const c_char,
    pub basicsize: c_int,
    pub itemsize: c_int,
    pub flags: c_uint,
    pub slots: *mut PyType_Slot,
}

/// C's `PyModuleDef`, its head included.
#[repr(C)]
pub(crate) struct PyModuleDef {
    /// Reference count and type, set by `PyModuleDef_Init`.
    pub head: [usize; 2],
    pub init: *const c_void,
    pub index: HPy_ssize_t,
    pub copy: HPy,
    pub name: *const c_char,
    pub doc: *const c_char,
    pub size: HPy_ssize_t,
    pub methods: *const PyMethodDef,
    pub slots: *const PyType_Slot,
    pub traverse: *const c_void,
    pub clear: *const c_void,
    pub free: *const c_void,
}

/// A type object: only its address is used.
#[repr(C)]
pub(crate) struct PyTypeObject {
    _opaque: [u8; 0],
}

/// C's `visitproc`, as `tp_traverse` gets it.
pub(crate) type Visit = unsafe extern "C" fn(object: HPy, arg: *mut c_void) -> c_int;

pub(crate) const METH_KEYWORDS: c_int = 0x2;
pub(crate) const METH_NOARGS: c_int = 0x4;
pub(crate) const METH_O: c_int = 0x8;
pub(crate) const METH_FASTCALL: c_int = 0x80;

/// From 3.12 on; no other meaning before.
pub(crate) const TPFLAGS_MANAGED_WEAKREF: c_ulong = 1 << 3;
/// From 3.11 on; no other meaning before.
pub(crate) const TPFLAGS_MANAGED_DICT: c_ulong = 1 << 4;
pub(crate) const TPFLAGS_HEAPTYPE: c_ulong = 1 << 9;
pub(crate) const TPFLAGS_BASETYPE: c_ulong = 1 << 10;
pub(crate) const TPFLAGS_HAVE_VECTORCALL: c_ulong = 1 << 11;
pub(crate) const TPFLAGS_HAVE_GC: c_ulong = 1 << 14;
pub(crate) const TPFLAGS_LIST_SUBCLASS: c_ulong = 1 << 25;
pub(crate) const TPFLAGS_TUPLE_SUBCLASS: c_ulong = 1 << 26;
pub(crate) const TPFLAGS_BYTES_SUBCLASS: c_ulong = 1 << 27;
pub(crate) const TPFLAGS_UNICODE_SUBCLASS: c_ulong = 1 << 28;
pub(crate) const TPFLAGS_DICT_SUBCLASS: c_ulong = 1 << 29;
pub(crate) const TPFLAGS_TYPE_SUBCLASS: c_ulong = 1 << 31;

pub(crate) const Py_tp_alloc: c_int = 47;
pub(crate) const Py_tp_base: c_int = 48;
pub(crate) const Py_tp_call: c_int = 50;
pub(crate) const Py_tp_clear: c_int = 51;
pub(crate) const Py_tp_dealloc: c_int = 52;
pub(crate) const Py_tp_doc: c_int = 56;
pub(crate) const Py_tp_methods: c_int = 64;
pub(crate) const Py_tp_new: c_int = 65;
pub(crate) const Py_tp_traverse: c_int = 71;
pub(crate) const Py_tp_members: c_int = 72;
pub(crate) const Py_tp_getset: c_int = 73;
pub(crate) const Py_tp_free: c_int = 74;
pub(crate) const Py_tp_finalize: c_int = 80;

#[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
unsafe extern "C" {
    // Exceptions and types exist as long as the interpreter that loaded this library: reading them is always sound.
    pub(crate) safe static PyExc_ImportError: HPy;
    pub(crate) safe static PyExc_OverflowError: HPy;
    pub(crate) safe static PyExc_SystemError: HPy;
    pub(crate) safe static PyExc_TypeError: HPy;
    pub(crate) safe static PyExc_ValueError: HPy;
    pub(crate) safe static PyType_Type: PyTypeObject;
    pub(crate) safe static PyLong_Type: PyTypeObject;
    pub(crate) safe static PyFloat_Type: PyTypeObject;
    pub(crate) safe static PyComplex_Type: PyTypeObject;
    pub(crate) safe static PyUnicode_Type: PyTypeObject;
    pub(crate) safe static PySlice_Type: PyTypeObject;
    pub(crate) safe static PyTuple_Type: PyTypeObject;
    pub(crate) safe static PyList_Type: PyTypeObject;
    pub(crate) safe static PyBaseObject_Type: PyTypeObject;
    pub(crate) safe static PyModule_Type: PyTypeObject;

    pub(crate) fn PyErr_SetObject(type_: HPy, value: HPy);
    pub(crate) fn PyErr_Occurred() -> HPy;
    pub(crate) fn PyErr_Clear();
    pub(crate) fn PyErr_NoMemory() -> HPy;
    pub(crate) fn PyErr_SetImportError(message: HPy, name: HPy, path: HPy) -> HPy;
    pub(crate) fn PyErr_WriteUnraisable(object: HPy);
    /// Takes ownership of `cause`.
    pub(crate) fn PyException_SetCause(exception: HPy, cause: HPy);
    pub(crate) fn Py_FatalError(message: *const c_char);

    pub(crate) fn PyObject_GetAttrString(object: HPy, name: *const c_char) -> HPy;
    pub(crate) fn PyObject_Call(callable: HPy, args: HPy, kw: HPy) -> HPy;
    pub(crate) fn PyObject_Repr(object: HPy) -> HPy;
    pub(crate) fn PyImport_ImportModule(name: *const c_char) -> HPy;

    pub(crate) fn PyLong_AsSsize_t(object: HPy) -> HPy_ssize_t;
    pub(crate) fn PyFloat_FromDouble(value: f64) -> HPy;
    pub(crate) fn PyFloat_AsDouble(number: HPy) -> f64;
    pub(crate) fn PyComplex_FromDoubles(re: f64, im: f64) -> HPy;
    pub(crate) fn PyLong_FromString(text: *const c_char, end: *mut *mut c_char, base: c_int) -> HPy;

    pub(crate) fn PyUnicode_FromStringAndSize(utf8: *const c_char, size: HPy_ssize_t) -> HPy;
    pub(crate) fn PyUnicode_AsUTF8AndSize(text: HPy, size: *mut HPy_ssize_t) -> *const c_char;
    pub(crate) fn PyUnicode_EncodeFSDefault(text: HPy) -> HPy;
    pub(crate) fn PyUnicode_InternInPlace(text: *mut HPy);
    pub(crate) fn PyBytes_AsStringAndSize(
        bytes: HPy,
        data: *mut *mut c_char,
        size: *mut HPy_ssize_t,
    ) -> c_int;

    pub(crate) fn PyTuple_New(size: HPy_ssize_t) -> HPy;
    pub(crate) fn PyTuple_Size(tuple: HPy) -> HPy_ssize_t;
    /// Borrowed.
    pub(crate) fn PyTuple_GetItem(tuple: HPy, index: HPy_ssize_t) -> HPy;
    /// Takes ownership of `item`.
    pub(crate) fn PyTuple_SetItem(tuple: HPy, index: HPy_ssize_t, item: HPy) -> c_int;
    pub(crate) fn PyDict_New() -> HPy;
    pub(crate) fn PyDict_SetItemString(dict: HPy, key: *const c_char, value: HPy) -> c_int;

    pub(crate) fn PyType_GetFlags(type_: HPy) -> c_ulong;
    pub(crate) fn PyType_GetSlot(type_: HPy, slot: c_int) -> *const c_void;
    pub(crate) fn PyType_IsSubtype(sub: HPy, type_: HPy) -> c_int;
    /// Not zeroed, but for the head.
    pub(crate) fn _PyObject_New(type_: HPy) -> HPy;
    /// Sets the head alone.
    pub(crate) fn PyObject_Init(memory: HPy, type_: HPy) -> HPy;
    pub(crate) fn PyType_GenericAlloc(type_: HPy, items: HPy_ssize_t) -> HPy;
    pub(crate) fn PyType_FromSpecWithBases(spec: *mut PyType_Spec, bases: HPy) -> HPy;

    pub(crate) fn PyModuleDef_Init(def: *mut PyModuleDef) -> HPy;
    pub(crate) fn PyModule_FromDefAndSpec2(def: *mut PyModuleDef, spec: HPy, api_version: c_int) -> HPy;
    pub(crate) fn PyModule_ExecDef(module: HPy, def: *mut PyModuleDef) -> c_int;
    pub(crate) fn PyModule_GetDef(module: HPy) -> *mut PyModuleDef;

    pub(crate) fn PyObject_GC_Track(object: HPy);
    pub(crate) fn PyObject_GC_UnTrack(object: HPy);
    pub(crate) fn PyObject_ClearWeakRefs(object: HPy);

    pub(crate) fn PyMem_Calloc(count: usize, size: usize) -> *mut c_void;
}

impl PyTypeObject {
    /// The type's handle, borrowed.
    pub(crate) fn handle(&'static self) -> HPy {
        HPy((&raw const *self) as isize)
    }
}
