//! The buffer protocol, on the side that exports.

use crate::trampoline::IntoRaw;
use crate::{Ctx, Result};
use hpy_abi::{HPy, HPy_buffer};
use std::ffi::{CStr, c_int, c_void};

/// What the consumer of a buffer asks for.
#[derive(Clone, Copy, Debug)]
pub struct BufferRequest(pub(crate) c_int);

impl BufferRequest {
    const WRITABLE: c_int = 0x1;
    const FORMAT: c_int = 0x4;
    const STRIDES: c_int = 0x10 | 0x8;
    const C_CONTIGUOUS: c_int = 0x20 | Self::STRIDES;
    const F_CONTIGUOUS: c_int = 0x40 | Self::STRIDES;
    const ANY_CONTIGUOUS: c_int = 0x80 | Self::STRIDES;

    fn has(self, flags: c_int) -> bool {
        self.0 & flags == flags
    }

    /// It will be written to.
    pub fn writable(self) -> bool {
        self.has(Self::WRITABLE)
    }

    /// The consumer reads the format; without, it takes the items for bytes.
    pub fn format(self) -> bool {
        self.has(Self::FORMAT)
    }

    /// The consumer reads strides; without, it takes the memory for C-contiguous.
    pub fn strides(self) -> bool {
        self.has(Self::STRIDES)
    }

    /// It has to be C-contiguous: said outright, or because strides will not be read.
    pub fn c_contiguous(self) -> bool {
        self.has(Self::C_CONTIGUOUS) || !self.strides()
    }

    /// It has to be Fortran-contiguous.
    pub fn f_contiguous(self) -> bool {
        self.has(Self::F_CONTIGUOUS)
    }

    /// It has to be contiguous in either order.
    pub fn any_contiguous(self) -> bool {
        self.has(Self::ANY_CONTIGUOUS)
    }
}

/// What an object exports: memory and its layout.
#[derive(Clone, Copy)]
pub struct Buffer(pub(crate) HPy_buffer);

/// The parts of a [`Buffer`]. All are always given, whatever was asked for: PyPy reads them regardless.
#[derive(Clone, Copy)]
pub struct BufferParts {
    /// First element.
    pub data: *mut c_void,
    /// Bytes per element.
    pub itemsize: usize,
    /// Whether writing is forbidden.
    pub readonly: bool,
    /// Kind of element, in the notation of the module `struct`.
    pub format: *const std::ffi::c_char,
    /// Number of axes.
    pub ndim: usize,
    /// `ndim` lengths.
    pub shape: *const isize,
    /// `ndim` distances in bytes.
    pub strides: *const isize,
    /// For the exporter's own use, handed back on release.
    pub internal: *mut c_void,
}

impl Buffer {
    /// Describes memory.
    ///
    /// # Safety
    /// - `shape` and `strides` point to `ndim` values that describe valid memory of `itemsize` bytes per element around
    ///   `data`; `format` is terminated (see [`format_of`](Self::format_of) for constants);
    /// - all of it stays valid and in place as long as the exporting object lives, or until the buffer is released;
    /// - unless `readonly`, the memory may be written by others at any time (nobody holds Rust references to it).
    pub unsafe fn new(parts: BufferParts) -> Self {
        // SAFETY: `ndim` lengths are there (the caller's promise).
        let shape = unsafe {
            // An empty shape may come with a null or dangling pointer.
            if parts.ndim == 0 {
                &[]
            } else {
                std::slice::from_raw_parts(parts.shape, parts.ndim)
            }
        };
        let bytes = shape.iter().product::<isize>() * parts.itemsize.cast_signed();
        Buffer(HPy_buffer {
            buf: parts.data,
            obj: HPy::NULL,
            len: bytes,
            itemsize: parts.itemsize.cast_signed(),
            readonly: parts.readonly.into(),
            ndim: c_int::try_from(parts.ndim).unwrap_or(c_int::MAX),
            format: parts.format.cast_mut(),
            shape: parts.shape.cast_mut(),
            strides: parts.strides.cast_mut(),
            suboffsets: std::ptr::null_mut(),
            internal: parts.internal,
        })
    }

    /// A constant as the `format` of [`BufferParts`].
    pub fn format_of(format: &'static CStr) -> *const std::ffi::c_char {
        format.as_ptr()
    }

    /// What [`BufferParts::internal`] was.
    pub fn internal(&self) -> *mut c_void {
        self.0.internal
    }
}

impl IntoRaw<'_, HPy_buffer> for Buffer {
    fn into_raw(self, _: Ctx<'_>) -> Result<HPy_buffer> {
        Ok(self.0)
    }
}
