//! Layout hints: what an extension may tell a host about the structs of its types, so that a host under a JIT compiler
//! turns element access into loads and stores. Hosts that do not know the hints ignore them.
//!
//! These are the structs of `include/hpyhost/layouts.h`, which describes them in full; [`layouts!`](crate::layouts) exports
//! them.

use crate::class::Memory;
use std::ffi::{CStr, c_char};
use std::mem::offset_of;

/// What kind of value an element of an array is.
#[repr(C)]
pub struct Element {
    code: *const c_char,
    scalar: *const c_char,
}

/// Where the parts of an array lie in the payload of its class: offsets as [`offset_of!`] gives them.
pub struct ArrayOffsets {
    /// Of the pointer to the first element.
    pub data: usize,
    /// Of the extents, `dims` of them.
    pub shape: usize,
    /// Of the strides in bytes, `dims` of them.
    pub strides: usize,
    /// How many axes fit.
    pub dims: usize,
    /// Of the number of axes, one byte.
    pub ndim: usize,
    /// Of the index into the kinds of elements, one byte.
    pub kind: usize,
    /// Of the flag, one byte.
    pub writeable: usize,
}

/// A class whose instances are strided arrays.
#[repr(C)]
pub struct Array {
    class: *const c_char,
    data: u32,
    shape: u32,
    strides: u32,
    dims: u32,
    ndim: u32,
    kind: u32,
    writeable: u32,
    kind_count: u32,
    kinds: *const Element,
}

/// A class whose instances own native memory.
#[repr(C)]
pub struct NativeMemory {
    class: *const c_char,
    nbytes: u32,
    reserved: u32,
}

/// A class without payload, derived from `float`, whose operators are those of floats as the header describes.
#[repr(C)]
pub struct FloatLike {
    class: *const c_char,
}

/// All hints of an extension.
#[repr(C)]
pub struct Layouts {
    version: u32,
    size: u32,
    array_count: u32,
    array_size: u32,
    arrays: *const Array,
    memory_count: u32,
    memory_size: u32,
    memories: *const NativeMemory,
    float_count: u32,
    float_size: u32,
    floats: *const FloatLike,
}

// SAFETY: they are constants that point to constants.
unsafe impl Sync for Layouts {}

/// Offset in the struct that the host knows of something at `offset` in the payload.
const fn in_struct<T>(offset: usize) -> u32 {
    (offset_of!(Memory<T>, payload) + offset) as u32
}

impl Element {
    /// Elements that are the host's to read: a letter of Python's module `struct`, and the class without payload, derived
    /// from `float` or `int`, that makes them scalars. Without a class, the extension reads them.
    pub const fn new(code: &'static CStr, scalar: Option<&'static CStr>) -> Self {
        Self {
            code: code.as_ptr(),
            scalar: match scalar {
                Some(name) => name.as_ptr(),
                None => std::ptr::null(),
            },
        }
    }
}

impl Array {
    /// The arrays of class `name` with payload `T`.
    pub const fn new<T>(name: &'static CStr, at: ArrayOffsets, kinds: &'static [Element]) -> Self {
        Self {
            class: name.as_ptr(),
            data: in_struct::<T>(at.data),
            shape: in_struct::<T>(at.shape),
            strides: in_struct::<T>(at.strides),
            dims: at.dims as u32,
            ndim: in_struct::<T>(at.ndim),
            kind: in_struct::<T>(at.kind),
            writeable: in_struct::<T>(at.writeable),
            kind_count: kinds.len() as u32,
            kinds: kinds.as_ptr(),
        }
    }
}

impl NativeMemory {
    /// Instances of class `name` with payload `T` own as many bytes as the `usize` at `nbytes` says.
    pub const fn new<T>(name: &'static CStr, nbytes: usize) -> Self {
        Self {
            class: name.as_ptr(),
            nbytes: in_struct::<T>(nbytes),
            reserved: 0,
        }
    }
}

impl FloatLike {
    /// The class of this name.
    pub const fn new(name: &'static CStr) -> Self {
        Self { class: name.as_ptr() }
    }
}

impl Layouts {
    /// The hints of an extension.
    pub const fn new(
        arrays: &'static [Array],
        memories: &'static [NativeMemory],
        floats: &'static [FloatLike],
    ) -> Self {
        Self {
            version: 1,
            size: size_of::<Self>() as u32,
            array_count: arrays.len() as u32,
            array_size: size_of::<Array>() as u32,
            arrays: arrays.as_ptr(),
            memory_count: memories.len() as u32,
            memory_size: size_of::<NativeMemory>() as u32,
            memories: memories.as_ptr(),
            float_count: floats.len() as u32,
            float_size: size_of::<FloatLike>() as u32,
            floats: floats.as_ptr(),
        }
    }
}

/// Exports the layout hints of the module `$name`.
///
/// ```ignore
/// hpy::layouts!(my_module, Layouts::new(const { &[Array::new::<MyArray>(...)] }, &[], &[]));
/// ```
#[macro_export]
macro_rules! layouts {
    ($name:ident, $layouts:expr) => {
        const _: () = {
            // SAFETY: the name ends in the module's, of which a shared object has one.
            #[unsafe(export_name = concat!("hpyhost_layouts_", stringify!($name)))]
            static LAYOUTS: $crate::layouts::Layouts = $layouts;
        };
    };
}
