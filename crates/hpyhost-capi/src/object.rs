//! Objects seen from inside the host: owned references, checks, raising.

use super::layout::{TypeWord, type_word};
use super::python::*;
use hpy_abi::HPy;
use std::ffi::{CStr, c_ulong};

/// A reference that is given up on drop. Null stands for "an exception is set".
pub(crate) struct Owned(HPy);

impl Owned {
    /// Takes over what a function of the C API returned as a new reference.
    pub(crate) fn new(object: HPy) -> Option<Self> {
        (!object.is_null()).then_some(Self(object))
    }

    /// A further reference to a borrowed object.
    pub(crate) fn to(object: HPy) -> Self {
        // SAFETY: the caller holds a reference to `object`, so it is alive.
        unsafe { Py_IncRef(object) };
        Self(object)
    }

    /// The object, borrowed for as long as `self` lives.
    pub(crate) fn get(&self) -> HPy {
        self.0
    }

    /// Hands the reference on to the caller.
    pub(crate) fn release(self) -> HPy {
        let object = self.0;
        std::mem::forget(self);
        object
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: `self` owns one reference.
        unsafe { Py_DecRef(self.0) }
    }
}

/// A new `str`; `None` with MemoryError set.
pub(crate) fn text(string: &str) -> Option<Owned> {
    // SAFETY: pointer and length are those of a `&str`, which is UTF-8.
    Owned::new(unsafe { PyUnicode_FromStringAndSize(string.as_ptr().cast(), string.len() as isize) })
}

/// Sets an exception of class `class` with this message.
pub(crate) fn raise(class: HPy, message: &str) {
    if let Some(message) = text(message) {
        // SAFETY: both are live objects and `class` an exception class.
        unsafe { PyErr_SetObject(class, message.get()) }
    }
}

/// Sets an exception that has another one as its cause.
pub(crate) fn raise_from(class: HPy, message: &str, cause_class: HPy, cause: &str) {
    let make = |class, message: &str| {
        // SAFETY: calls of the C API with objects held here; `class` is an exception class.
        unsafe {
            let arguments = Owned::new(PyTuple_New(1))?;
            PyTuple_SetItem(arguments.get(), 0, text(message)?.release());
            Owned::new(PyObject_Call(class, arguments.get(), HPy::NULL))
        }
    };
    if let (Some(exception), Some(cause)) = (make(class, message), make(cause_class, cause)) {
        // SAFETY: both are exceptions held here; the first takes over a reference to the second.
        unsafe {
            PyException_SetCause(exception.get(), cause.release());
            PyErr_SetObject(class, exception.get());
        }
    }
}

/// Sets an exception and returns the null handle.
pub(crate) fn fail(class: HPy, message: &str) -> HPy {
    raise(class, message);
    HPy::NULL
}

/// Whether an exception is set.
pub(crate) fn occurred() -> bool {
    // SAFETY: extensions call the context with the GIL held.
    !unsafe { PyErr_Occurred() }.is_null()
}

/// The attribute `name`; `None` with the exception set.
pub(crate) fn attribute(object: HPy, name: &CStr) -> Option<Owned> {
    // SAFETY: the caller holds `object`; `name` ends with a null byte.
    Owned::new(unsafe { PyObject_GetAttrString(object, name.as_ptr()) })
}

/// A `str`'s text; `None` with the exception set.
pub(crate) fn utf8(object: HPy) -> Option<String> {
    let mut size = 0;
    // SAFETY: `object` is alive; other types than `str` are an error.
    let data = unsafe { PyUnicode_AsUTF8AndSize(object, &mut size) };
    if data.is_null() {
        return None;
    }
    // SAFETY: CPython vouches for `size` bytes of UTF-8 that live as long as `object`.
    let bytes = unsafe { std::slice::from_raw_parts(data.cast::<u8>(), size as usize) };
    Some(String::from_utf8_lossy(bytes).into_owned())
}

/// `repr(object)` for messages; never fails.
pub(crate) fn repr(object: HPy) -> String {
    // SAFETY: `object` is alive.
    let shown = Owned::new(unsafe { PyObject_Repr(object) }).and_then(|text| utf8(text.get()));
    shown.unwrap_or_else(|| {
        // SAFETY: clearing is always allowed.
        unsafe { PyErr_Clear() };
        "?".to_owned()
    })
}

/// The type of an object, borrowed.
#[inline(always)]
pub(crate) fn type_of(object: HPy) -> HPy {
    // SAFETY: a live object starts with its reference count and its type; abi3 modules for 3.9 read it in the same way.
    unsafe { HPy(*(object.0 as *const isize).add(1)) }
}

/// Whether the type of `object` has any of these flags.
#[inline(always)]
pub(crate) fn has_flags(object: HPy, flags: c_ulong) -> bool {
    type_word(type_of(object), TypeWord::Flags) as c_ulong & flags != 0
}

/// Whether `object` is a type.
pub(crate) fn is_type(object: HPy) -> bool {
    has_flags(object, TPFLAGS_TYPE_SUBCLASS)
}
