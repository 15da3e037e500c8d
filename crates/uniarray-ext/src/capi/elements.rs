//! Single elements: where they lie, and as Python's numbers.

use super::entry::{address, array, dims, dtype, functions, given, needed};
use crate::array::{NdArray, subscript};
use crate::convert;
use crate::error::Result;
use crate::scalar;
use hpy::abi::HPy;
use hpy::{Ctx, Obj};
use std::ffi::{c_int, c_void};
use uniarray_core::index::element_offset;
use uniarray_core::scalar::Scalar;

functions! {
    fn element_pointer<'c>(ctx, object: HPy, index: *const isize) -> *mut c_void {
        Ok(place(ctx, array(ctx, object)?, index)?.cast())
    }

    fn get_element<'c>(ctx, object: HPy, index: *const isize) -> HPy {
        let array = array(ctx, object)?;
        let place = place(ctx, array, index)?;
        // SAFETY: that is where an element of the array is.
        given(scalar::to_python(ctx, unsafe { Scalar::read(array.dtype(), place) })?)
    }

    fn set_element<'c>(ctx, object: HPy, index: *const isize, value: HPy) -> c_int {
        let array = array(ctx, object)?;
        subscript::check_writeable(array)?;
        let value = convert::element(needed(ctx, value)?, array.dtype())?;
        // Looked for only now: reading the value may have run Python code.
        let place = place(ctx, array, index)?;
        // SAFETY: that is where an element of the array is, which may be written.
        unsafe { value.cast(array.dtype()).write(place) };
        Ok(0)
    }

    fn scalar_from<'c>(ctx, dtype_: HPy, element: *const c_void) -> HPy {
        let dtype = dtype(ctx, dtype_)?;
        let element = address(ctx, element)?;
        // SAFETY: the caller has an element of that dtype there.
        given(scalar::to_python(ctx, unsafe { Scalar::read(dtype, element.cast()) })?)
    }

    fn scalar_into<'c>(ctx, value: HPy, dtype_: HPy, element: *mut c_void) -> c_int {
        let dtype = dtype(ctx, dtype_)?;
        address(ctx, element)?;
        let value = convert::element(needed(ctx, value)?, dtype)?;
        // SAFETY: the caller has room for an element of that dtype there.
        unsafe { value.write(element.cast()) };
        Ok(0)
    }

    fn fill<'c>(ctx, object: HPy, value: HPy) -> c_int {
        subscript::fill(ctx, array(ctx, object)?, needed(ctx, value)?)?;
        Ok(0)
    }
}

/// The address of an element.
fn place(ctx: Ctx<'_>, array: Obj<'_, '_, NdArray>, index: *const isize) -> Result<*mut u8> {
    // SAFETY: the caller of the table passes an index for every axis.
    let index = unsafe { dims(ctx, array.ndim() as c_int, index)? };
    let offset = element_offset(array.payload().shape(), array.payload().strides(), index)?;
    Ok(array.data().wrapping_offset(offset))
}
