//! Any object as an array that meets demands.

use super::entry::{array as as_array, dtype_or_null, functions, given, needed};
use crate::array::flags::is_aligned;
use crate::array::{NdArray, make, methods};
use crate::convert::{Found, collect};
use crate::error::Result;
use hpy::abi::HPy;
use hpy::{Ctx, Handle, Obj, Ref};
use std::ffi::c_int;
use uniarray_abi::constants as demand;
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Error};
use uniarray_core::manip::Order;
use uniarray_core::promote::can_cast;
use uniarray_core::window::Window;

/// What can be demanded.
const KNOWN: u32 = demand::C_CONTIGUOUS
    | demand::F_CONTIGUOUS
    | demand::FORCECAST
    | demand::ENSURECOPY
    | demand::ENSUREARRAY
    | demand::ALIGNED
    | demand::NATIVE
    | demand::WRITEABLE;

functions! {
    fn from_any<'c>(ctx, object: HPy, dtype: HPy, min_ndim: c_int, max_ndim: c_int, demands: u32) -> HPy {
        if demands & !KNOWN != 0 {
            return Err(Error::value(format!("unknown demands on an array: {demands:#x}")).into());
        }
        let dtype = dtype_or_null(ctx, dtype)?;
        let (found, fresh) = found(ctx, needed(ctx, object)?, dtype)?;
        let array = as_array(ctx, Some(found.as_ref()))?;
        let ndim = c_int::try_from(array.ndim()).unwrap_or(c_int::MAX);
        if ndim < min_ndim {
            return Err(Error::value("object of too small depth for desired array").into());
        }
        if max_ndim > 0 && ndim > max_ndim {
            return Err(Error::value("object too deep for desired array").into());
        }
        let demands = if fresh { demands & !demand::ENSURECOPY } else { demands };
        given(meeting(array, dtype.unwrap_or(array.dtype()), demands)?)
    }
}

/// The object as an array, and whether it was made for us alone. Numbers have the dtype that is wanted already.
fn found<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>, dtype: Option<DType>) -> Result<(Handle<'c>, bool)> {
    if object.get::<NdArray>().is_some() {
        return Ok((object.to_owned(), false));
    }
    Ok(match collect(ctx, object, dtype, None)? {
        Found::Numbers(numbers) => (numbers.into_array(ctx, dtype)?.into_handle(), true),
        Found::Copy(array) => (array, true),
        Found::Array(array) => (array, false),
    })
}

/// The array, or a copy of it where it does not do.
fn meeting<'c>(array: Obj<'_, 'c, NdArray>, dtype: DType, demands: u32) -> Result<Handle<'c>> {
    let has = |demand: u32| demands & demand != 0;
    let view = array.view();
    let casting = if has(demand::FORCECAST) {
        Casting::Unsafe
    } else {
        Casting::Safe
    };
    if !can_cast(view.dtype(), dtype, casting) {
        let (from, to) = (view.dtype(), dtype);
        return Err(Error::Cast { from, to, casting }.into());
    }
    let (c, fortran) = (has(demand::C_CONTIGUOUS), has(demand::F_CONTIGUOUS));
    let lacking = view.dtype() != dtype
        || has(demand::ENSURECOPY)
        || (c && !view.is_c_contiguous())
        || (fortran && !view.is_f_contiguous())
        || (has(demand::ALIGNED) && !is_aligned(view))
        || (has(demand::WRITEABLE) && !array.writeable());
    if lacking {
        let order = match (c, fortran) {
            (true, _) => Order::C,
            (false, true) => Order::F,
            (false, false) => Order::K,
        };
        let cast = if has(demand::ENSUREARRAY) {
            methods::cast_plainly
        } else {
            methods::cast_to
        };
        return Ok(cast(array, dtype, order, casting)?.into_handle());
    }
    if has(demand::ENSUREARRAY) && array.derived() {
        let class = array.ctx().class::<NdArray>()?;
        return Ok(make::view_in_class(class.as_ref(), array, &Window::whole(view))?.into_handle());
    }
    Ok(array.handle().to_owned())
}
