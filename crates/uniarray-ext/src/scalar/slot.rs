//! Room for one element on the stack.

use std::cell::UnsafeCell;
use uniarray_core::dtype::DType;
use uniarray_core::layout::View;
use uniarray_core::scalar::Scalar;

/// One element, which operations see as an array without axes: scalars need no array objects.
#[repr(C, align(16))]
pub struct Slot {
    bytes: UnsafeCell<[u8; 16]>,
    dtype: DType,
}

impl Slot {
    /// Room that holds a value.
    #[inline]
    pub fn new(value: Scalar) -> Slot {
        let slot = Slot::of(value.dtype());
        // SAFETY: no element has more than 16 bytes.
        unsafe { value.write(slot.bytes.get().cast()) };
        slot
    }

    /// Room for an element, which is zero until it is written.
    #[inline]
    pub fn of(dtype: DType) -> Slot {
        Slot {
            bytes: UnsafeCell::new([0; 16]),
            dtype,
        }
    }

    /// The element as an array without axes.
    #[inline]
    pub fn view(&self) -> View<'_> {
        // SAFETY: the one element lies in the slot, which stays where it is while it is borrowed, and which may be written
        // because it is a cell.
        unsafe { View::new(self.bytes.get().cast(), self.dtype, &[], &[]) }
    }

    /// The element.
    #[inline]
    pub fn get(&self) -> Scalar {
        // SAFETY: the bytes are those of an element of this dtype: zeros, or what an operation wrote through the view.
        unsafe { Scalar::read(self.dtype, self.bytes.get().cast_const().cast()) }
    }
}
