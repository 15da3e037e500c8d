//! New arrays.

use super::entry::{array, dims, dtype_of, dtype_or_null, functions, given, needed, order};
use crate::array::{make, methods, subscript};
use crate::convert;
use crate::error::Result;
use hpy::abi::HPy;
use hpy::{Ctx, Handle};
use std::ffi::c_int;
use uniarray_core::dtype::DType;
use uniarray_core::manip::Order;

functions! {
    fn empty<'c>(ctx, ndim: c_int, shape: *const isize, dtype: HPy, memory: c_int) -> HPy {
        // SAFETY: the caller passes as many extents as axes.
        let shape = unsafe { dims(ctx, ndim, shape)? };
        let dtype = dtype_or_null(ctx, dtype)?.unwrap_or(DType::FLOAT64);
        given(make::empty(ctx, dtype, shape, order(memory)?)?.into_handle())
    }

    fn zeros<'c>(ctx, ndim: c_int, shape: *const isize, dtype: HPy, memory: c_int) -> HPy {
        // SAFETY: the caller passes as many extents as axes.
        let shape = unsafe { dims(ctx, ndim, shape)? };
        let dtype = dtype_or_null(ctx, dtype)?.unwrap_or(DType::FLOAT64);
        given(make::zeros(ctx, dtype, shape, order(memory)?)?.into_handle())
    }

    fn full<'c>(ctx, ndim: c_int, shape: *const isize, value: HPy, dtype: HPy, memory: c_int) -> HPy {
        // SAFETY: the caller passes as many extents as axes.
        let shape = unsafe { dims(ctx, ndim, shape)? };
        let value = needed(ctx, value)?;
        let value = convert::as_array(ctx, value, dtype_or_null(ctx, dtype)?)?;
        let dtype = array(ctx, Some(value.as_ref()))?.dtype();
        let made = make::empty(ctx, dtype, shape, order(memory)?)?;
        subscript::fill(ctx, made.obj(), value.as_ref())?;
        given(made.into_handle())
    }

    fn empty_of_type<'c>(ctx, type_num: c_int, ndim: c_int, shape: *const isize) -> HPy {
        // SAFETY: the caller passes as many extents as axes.
        given(of_type(ctx, type_num, unsafe { dims(ctx, ndim, shape)? }, false)?)
    }

    fn zeros_of_type<'c>(ctx, type_num: c_int, ndim: c_int, shape: *const isize) -> HPy {
        // SAFETY: the caller passes as many extents as axes.
        given(of_type(ctx, type_num, unsafe { dims(ctx, ndim, shape)? }, true)?)
    }

    fn empty_like<'c>(ctx, model: HPy, dtype: HPy, memory: c_int) -> HPy {
        let model = array(ctx, model)?;
        let dtype = dtype_or_null(ctx, dtype)?.unwrap_or(model.dtype());
        given(methods::empty_beside(model, dtype, order(memory)?, model.shape())?.into_handle())
    }
}

fn of_type<'c>(ctx: Ctx<'c>, type_num: c_int, shape: &[isize], zeroed: bool) -> Result<Handle<'c>> {
    let make = if zeroed { make::zeros } else { make::empty };
    Ok(make(ctx, dtype_of(type_num)?, shape, Order::C)?.into_handle())
}
