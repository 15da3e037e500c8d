//! The elements of C-contiguous arrays as slices.

use crate::array::make::NewArray;
use crate::array::{NdArray, make, methods};
use crate::error::Result;
use hpy::{Ctx, Ref};
use uniarray_core::dtype::{DType, Element};
use uniarray_core::error::Error;
use uniarray_core::layout::View;
use uniarray_core::manip::Order;

/// A new array with the elements of an array in C order.
///
/// # Errors
/// `TypeError` if the object is no array.
pub fn in_order<'c>(object: Ref<'_, 'c>) -> Result<NewArray<'c>> {
    let Some(array) = object.get::<NdArray>() else {
        return Err(Error::type_error("an array is needed").into());
    };
    methods::copy(array, Order::C)
}

/// A new array of such elements.
///
/// # Errors
/// `MemoryError`
pub fn empty<'c, T: Element>(ctx: Ctx<'c>, shape: &[isize]) -> Result<NewArray<'c>> {
    make::zeros(ctx, DType::of::<T>(), shape, Order::C)
}

/// The elements of an array that nobody else has seen.
///
/// # Panics
/// If the array has another dtype, or its elements do not follow each other.
pub fn slice<'a, T: Element>(array: &'a NewArray<'_>) -> &'a [T] {
    let view = checked::<T>(array);
    // SAFETY: the elements are those of an array in C order, initialised, aligned, and nobody writes to them while the slice lives.
    unsafe { std::slice::from_raw_parts(view.data().cast::<T>(), view.size()) }
}

/// As [`slice`], to write to.
///
/// # Panics
/// As for [`slice`].
pub fn slice_mut<'a, T: Element>(array: &'a mut NewArray<'_>) -> &'a mut [T] {
    let view = checked::<T>(array);
    // SAFETY: as for `slice`; the array is new and borrowed for as long as the slice lives, so that nobody else reads or writes it.
    unsafe { std::slice::from_raw_parts_mut(view.data().cast::<T>(), view.size()) }
}

fn checked<'a, T: Element>(array: &'a NewArray<'_>) -> View<'a> {
    let view = array.view();
    assert!(
        view.dtype() == DType::of::<T>() && view.is_c_contiguous() && view.data().cast::<T>().is_aligned(),
        "elements in C order"
    );
    view
}
