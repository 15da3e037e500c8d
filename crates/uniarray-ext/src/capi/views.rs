//! New arrays of the same memory.

use super::entry::{array, dims, dtype, functions, given, order};
use crate::array::make::{self, Part};
use crate::array::{attributes, methods};
use crate::error::Result;
use hpy::abi::HPy;
use std::ffi::c_int;
use uniarray_core::error::Error;
use uniarray_core::layout::{View, checked_nbytes};
use uniarray_core::manip;

functions! {
    fn reshape<'c>(ctx, object: HPy, ndim: c_int, shape: *const isize, memory: c_int) -> HPy {
        // SAFETY: the caller passes as many extents as axes.
        let shape = unsafe { dims(ctx, ndim, shape)? };
        given(methods::reshaped(array(ctx, object)?, shape, order(memory)?, true)?)
    }

    fn transpose<'c>(ctx, object: HPy, axes: *const isize) -> HPy {
        let array = array(ctx, object)?;
        // SAFETY: the caller passes null, or as many axes as the array has.
        let axes = (!axes.is_null()).then(|| unsafe { dims(ctx, array.ndim() as c_int, axes) }).transpose()?;
        let window = manip::transpose(array.payload().view(), axes)?;
        given(make::view_of(array, &window)?.into_handle())
    }

    fn squeeze<'c>(ctx, object: HPy) -> HPy {
        let array = array(ctx, object)?;
        let window = manip::squeeze(array.payload().view(), None)?;
        given(make::view_of(array, &window)?.into_handle())
    }

    fn broadcast_to<'c>(ctx, object: HPy, ndim: c_int, shape: *const isize) -> HPy {
        // SAFETY: the caller passes as many extents as axes.
        let shape = unsafe { dims(ctx, ndim, shape)? };
        given(methods::broadcast(array(ctx, object)?, shape)?)
    }

    fn view_as<'c>(ctx, object: HPy, dtype_: HPy) -> HPy {
        let array = array(ctx, object)?;
        let class = make::result_class(ctx, [array])?;
        given(attributes::viewed_as(class.as_ref(), array, dtype(ctx, dtype_)?)?)
    }

    fn window<'c>(
        ctx, object: HPy, offset: isize, ndim: c_int, shape: *const isize, strides: *const isize
    ) -> HPy {
        let array = array(ctx, object)?;
        // SAFETY: the caller passes as many extents and strides as axes.
        let (shape, strides) = unsafe { (dims(ctx, ndim, shape)?, dims(ctx, ndim, strides)?) };
        let view = array.payload().view();
        check_within(view, offset, shape, strides)?;
        let part = Part { dtype: view.dtype(), data: view.data().wrapping_offset(offset), shape, strides };
        let class = make::result_class(ctx, [array])?;
        // SAFETY: all of it lies between the array's first byte and its last, as was checked; those bytes are one block of memory.
        given(unsafe { make::view_of_part(class.as_ref(), array, part)? }.into_handle())
    }

    fn set_writeable<'c>(ctx, object: HPy, writeable: c_int) -> c_int {
        make::set_writeable(array(ctx, object)?, writeable != 0)?;
        Ok(0)
    }
}

/// Refuses a layout that leaves an array's memory.
fn check_within(view: View<'_>, offset: isize, shape: &[isize], strides: &[isize]) -> Result<()> {
    if checked_nbytes(view.dtype(), shape)? == 0 {
        return Ok(());
    }
    // No product of two addresses' worth overflows these, and 64 of them neither.
    let (mut low, mut high) = (offset as i128, offset as i128 + view.dtype().itemsize() as i128);
    for (&extent, &stride) in shape.iter().zip(strides) {
        let reach = (extent as i128 - 1) * stride as i128;
        if reach < 0 { low += reach } else { high += reach }
    }
    let start = view.data().addr() as i128;
    let (first, end) = view.bounds();
    if start + low < first as i128 || start + high > end as i128 {
        return Err(
            Error::value("strides is incompatible with shape of requested array and size of buffer").into(),
        );
    }
    Ok(())
}
