//! Opaque one-word values: handles, and what else only the host can look into.

/// Signed size, C's `HPy_ssize_t`.
pub type HPy_ssize_t = isize;
/// Hash value, C's `HPy_hash_t`.
pub type HPy_hash_t = isize;
/// One Unicode code point, C's `HPy_UCS4`.
pub type HPy_UCS4 = u32;
/// C's `wchar_t`.
#[cfg(windows)]
pub type wchar_t = u16;
/// C's `wchar_t`.
#[cfg(not(windows))]
pub type wchar_t = i32;

/// A CPython object. Only trampolines and the CPython host ever see one.
#[repr(C)]
pub struct cpy_PyObject {
    _opaque: [u8; 0],
}

/// CPython's `Py_buffer`, as trampolines pass it on.
#[repr(C)]
pub struct cpy_Py_buffer {
    _opaque: [u8; 0],
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[repr(transparent)]
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub isize);

        impl $name {
            /// The value that stands for "none".
            pub const NULL: Self = Self(0);

            /// Whether this is the null value, which is 0 in every host.
            #[inline(always)]
            pub const fn is_null(self) -> bool {
                self.0 == 0
            }
        }
    )*};
}

words! {
    /// A handle to an object. Two handles to one object may differ: never compare the words.
    HPy;
    /// A reference stored inside an object's own memory, visited by its `tp_traverse`.
    HPyField;
    /// A reference stored in static memory.
    HPyGlobal;
    /// A list under construction.
    HPyListBuilder;
    /// A tuple under construction.
    HPyTupleBuilder;
    /// A set of handles to be closed together.
    HPyTracker;
    /// What `LeavePythonExecution` hands to `ReenterPythonExecution`.
    HPyThreadState;
}
