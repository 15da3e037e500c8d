//! References, counted where they are.
//!
//! In every version from 3.9 to 3.15 the lower half of an object's first word counts its references as long as it is positive, seen as
//! a signed number: objects that live for ever have a negative one. Modules for the stable ABI of 3.9 were compiled with this; what is
//! left to functions of CPython's here is the last reference, and objects that are not counted. [`check`] compares it with what
//! those do.

use super::object::Owned;
use hpy_abi::HPy;

mod real {
    use hpy_abi::HPy;

    #[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
    unsafe extern "C" {
        pub(super) fn Py_IncRef(object: HPy);
        pub(super) fn Py_DecRef(object: HPy);
        pub(super) fn PyList_New(size: isize) -> HPy;
    }
}

/// The place of the count.
#[inline(always)]
fn count(object: HPy) -> *mut i32 {
    let lower = if cfg!(target_endian = "big") {
        size_of::<usize>() - 4
    } else {
        0
    };
    (object.0 as usize + lower) as *mut i32
}

/// How many references there are to a live object; the most there can be for objects that are not counted.
#[inline(always)]
pub(crate) fn references(object: HPy) -> i32 {
    // SAFETY: the caller has a reference, so the object is alive.
    match unsafe { *count(object) } {
        counted @ 1.. => counted,
        _ => i32::MAX,
    }
}

/// Counts one more reference to an object; null is left alone.
///
/// # Safety
/// The object is alive, and this thread holds the GIL.
#[inline(always)]
pub(crate) unsafe fn Py_IncRef(object: HPy) {
    // SAFETY: the caller's promise. The sum stays a count: there is no room for so many references.
    unsafe {
        if !object.is_null() && (1..i32::MAX).contains(&*count(object)) {
            *count(object) += 1;
        } else {
            real::Py_IncRef(object);
        }
    }
}

/// Gives up a reference to an object; null is left alone.
///
/// # Safety
/// The caller owns the reference, and this thread holds the GIL.
#[inline(always)]
pub(crate) unsafe fn Py_DecRef(object: HPy) {
    // SAFETY: the caller's promise.
    unsafe {
        if !object.is_null() && *count(object) > 1 {
            *count(object) -= 1;
        } else {
            real::Py_DecRef(object);
        }
    }
}

/// Whether this Python counts in this way.
pub(crate) fn check() -> bool {
    // SAFETY: plain calls of the C API with an object held here.
    unsafe {
        let Some(list) = Owned::new(real::PyList_New(0)) else {
            return false;
        };
        let at = count(list.get());
        let first = *at;
        real::Py_IncRef(list.get());
        let second = *at;
        real::Py_DecRef(list.get());
        (first, second, *at) == (1, 2, 1)
    }
}
