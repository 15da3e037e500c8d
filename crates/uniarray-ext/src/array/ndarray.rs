//! The struct inside an `ndarray` object.
//!
//! It has no destructor, on purpose: an object without one is several times cheaper on tracing collectors, and may be
//! subclassed from Python on more hosts. What must be freed lies in a [`Storage`](super::storage::Storage) object, which
//! the array's `owner` field keeps alive:
//!
//! * small arrays keep their elements in the struct and own nothing;
//! * larger ones have their elements in a [room](super::room) or a storage of their own;
//! * a view's owner is the array (or other object) whose memory it shows, by way of a storage where it has more than
//!   [`INLINE_DIMS`] axes, because their extents do not fit the struct either.

use hpy::layouts::ArrayOffsets;
use hpy::{Field, WeakList, ZeroClass};
use std::cell::{Cell, UnsafeCell};
use std::mem::{MaybeUninit, offset_of};
use uniarray_core::dtype::{DType, TypeNum};
use uniarray_core::layout::View;

/// Axes whose extents and strides fit the struct.
pub const INLINE_DIMS: usize = 4;
/// Bytes of elements that fit the struct.
pub const INLINE_BYTES: usize = 128;

/// An array as the interpreter's object holds it. Fields lie in a fixed order because a host may be told where they are.
#[repr(C)]
pub struct NdArray {
    data: Cell<*mut u8>,
    /// Extents, then strides, where there are more than [`INLINE_DIMS`]; else null.
    outer_dims: Cell<*const isize>,
    shape: Cell<[isize; INLINE_DIMS]>,
    strides: Cell<[isize; INLINE_DIMS]>,
    ndim: Cell<u8>,
    dtype: Cell<DType>,
    writeable: Cell<bool>,
    /// Whether the object's class is one derived from `ndarray`: views and results are then of that class, too.
    derived: Cell<bool>,
    /// Whether the elements are another object's memory, and not in the struct or a storage made for them.
    borrowed: Cell<bool>,
    /// The storage, or the object whose memory this is a view of; null when the elements are inline.
    pub owner: Field,
    /// Where hosts on CPython note weak references.
    pub(super) weak: WeakList,
    elements: UnsafeCell<MaybeUninit<[u64; INLINE_BYTES / 8]>>,
}

// SAFETY: the pointers are to memory that lives with the object, and objects are only used by the thread that holds the
// interpreter.
unsafe impl Send for NdArray {}

// SAFETY: zeros are null pointers, fields that refer to nothing, numbers, `false`, and the dtype whose number is 0, bool.
unsafe impl ZeroClass for NdArray {}
const _: () = assert!(TypeNum::Bool as u8 == 0);

impl NdArray {
    /// Where a host finds the parts.
    pub const OFFSETS: ArrayOffsets = ArrayOffsets {
        data: offset_of!(NdArray, data),
        shape: offset_of!(NdArray, shape),
        strides: offset_of!(NdArray, strides),
        dims: INLINE_DIMS,
        ndim: offset_of!(NdArray, ndim),
        kind: offset_of!(NdArray, dtype),
        writeable: offset_of!(NdArray, writeable),
    };

    /// Gives a new array, which is all zeros, its dtype. It has no axes yet.
    #[inline]
    pub fn begin(&self, dtype: DType, writeable: bool) {
        self.dtype.set(dtype);
        self.writeable.set(writeable);
    }

    /// Points the array at the memory in its own struct.
    #[inline]
    pub fn use_inline_elements(&self, zeroed: bool) {
        let elements = self.elements.get().cast::<u8>();
        if zeroed {
            // SAFETY: the struct has that many bytes, and nobody looks at elements before there is a data pointer.
            unsafe { elements.write_bytes(0, INLINE_BYTES) };
        }
        self.data.set(elements);
    }

    /// Points the array at other memory.
    ///
    /// # Safety
    /// The memory holds all elements that shape and strides reach, and lives as long as `owner`.
    pub unsafe fn use_elements_at(&self, data: *mut u8) {
        self.data.set(data);
    }

    /// Sets extents and strides that fit the struct.
    ///
    /// # Panics
    /// If there are more than [`INLINE_DIMS`].
    ///
    /// # Safety
    /// All elements that they reach lie within the array's memory.
    #[inline]
    pub unsafe fn set_inline_dims(&self, shape: &[isize], strides: &[isize]) {
        assert!(shape.len() <= INLINE_DIMS && strides.len() == shape.len());
        // No copy of slices: that is a call, and dearer than four words.
        let padded = |values: &[isize]| std::array::from_fn(|axis| values.get(axis).copied().unwrap_or(0));
        self.ndim.set(shape.len() as u8);
        self.shape.set(padded(shape));
        self.strides.set(padded(strides));
        self.outer_dims.set(std::ptr::null());
    }

    /// Gives a new array, whose strides are zeros, extents that fit the struct, and strides in C order.
    ///
    /// # Panics
    /// If there are more than [`INLINE_DIMS`].
    ///
    /// # Safety
    /// The array's memory holds so many elements.
    #[inline]
    pub unsafe fn set_inline_c_dims(&self, shape: &[isize]) {
        assert!(shape.len() <= INLINE_DIMS);
        let (extents, strides) = (self.shape.as_array_of_cells(), self.strides.as_array_of_cells());
        self.ndim.set(shape.len() as u8);
        let mut step = self.dtype().itemsize().cast_signed();
        // Word by word in their place: what is gathered elsewhere first and moved as a whole takes longer.
        for (axis, &extent) in shape.iter().enumerate().rev() {
            extents[axis].set(extent);
            strides[axis].set(step);
            step *= extent;
        }
        // Without elements there are no strides.
        if step == 0 {
            self.strides.set([0; INLINE_DIMS]);
        }
    }

    /// Sets extents and strides that lie elsewhere, `ndim` of each.
    ///
    /// # Safety
    /// As for [`NdArray::set_inline_dims`]; and `dims` lives as long as `owner`.
    pub unsafe fn set_outer_dims(&self, ndim: usize, dims: *const isize) {
        self.ndim.set(ndim as u8);
        self.outer_dims.set(dims);
        // A host that reads the extents here finds no element inside them, and asks.
        self.shape.set([0; INLINE_DIMS]);
    }

    /// Whether extents and strides lie in the struct.
    pub fn has_inline_dims(&self) -> bool {
        self.outer_dims.get().is_null()
    }

    /// The dtype.
    #[inline]
    pub fn dtype(&self) -> DType {
        self.dtype.get()
    }

    /// Whether elements may be assigned to.
    #[inline]
    pub fn writeable(&self) -> bool {
        self.writeable.get()
    }

    /// Whether the object's class is one derived from `ndarray`.
    #[inline]
    pub fn derived(&self) -> bool {
        self.derived.get()
    }

    /// Whether the elements are another object's memory.
    #[inline]
    pub fn borrowed(&self) -> bool {
        self.borrowed.get()
    }

    /// Notes that the elements are another object's memory.
    #[inline]
    pub fn set_borrowed(&self) {
        self.borrowed.set(true);
    }

    /// Notes that the object's class is one derived from `ndarray`.
    pub fn set_derived(&self) {
        self.derived.set(true);
    }

    /// Allows or forbids assignment.
    pub fn set_writeable(&self, writeable: bool) {
        self.writeable.set(writeable);
    }

    /// The number of axes.
    #[inline]
    pub fn ndim(&self) -> usize {
        self.ndim.get().into()
    }

    /// The extents.
    #[inline]
    pub fn shape(&self) -> &[isize] {
        self.dims(&self.shape, 0)
    }

    /// The strides in bytes.
    #[inline]
    pub fn strides(&self) -> &[isize] {
        self.dims(&self.strides, 1)
    }

    /// The address of the first element.
    #[inline]
    pub fn data(&self) -> *mut u8 {
        self.data.get()
    }

    #[inline]
    fn dims<'a>(&'a self, inline: &'a Cell<[isize; INLINE_DIMS]>, part: usize) -> &'a [isize] {
        let (start, ndim) = match self.outer_dims.get() {
            outer if outer.is_null() => (inline.as_ptr().cast_const().cast::<isize>(), self.ndim()),
            outer => (outer.wrapping_add(part * self.ndim()), self.ndim()),
        };
        // SAFETY: the setters put that many values there. They are replaced only by assigning to an array's `shape` and the
        // like, which hold no such slice across the change.
        unsafe { std::slice::from_raw_parts(start, ndim) }
    }

    /// The array as the core sees it.
    #[inline]
    pub fn view(&self) -> View<'_> {
        // SAFETY: the setters' callers vouched for the elements, and `owner`, which lives as long as `self`, keeps them.
        unsafe { View::new(self.data.get(), self.dtype(), self.shape(), self.strides()) }
    }
}
