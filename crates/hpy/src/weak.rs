//! Weak references to instances.

use std::cell::UnsafeCell;
use std::ffi::c_void;
use std::ptr::null_mut;

/// The head of an instance's weak references, for [`ClassDef::weakrefs`](crate::ClassDef::weakrefs). Only the host uses it.
#[repr(transparent)]
pub struct WeakList(UnsafeCell<*mut c_void>);

// SAFETY: only the host looks at the pointer.
unsafe impl Send for WeakList {}

impl WeakList {
    /// No weak references.
    pub const fn new() -> Self {
        WeakList(UnsafeCell::new(null_mut()))
    }
}

impl Default for WeakList {
    fn default() -> Self {
        Self::new()
    }
}
