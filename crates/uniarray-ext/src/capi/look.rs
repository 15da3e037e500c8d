//! What an array shows.

use super::entry::{address, array, functions, given, number_of, truth};
use crate::array::flags::is_aligned;
use crate::array::{NdArray, make};
use crate::dtype::object;
use hpy::abi::HPy;
use hpy::{Ctx, Obj};
use std::ffi::{c_int, c_void};
use uniarray_abi::constants::{ALIGNED, C_CONTIGUOUS, F_CONTIGUOUS, NATIVE, OWNDATA, WRITEABLE};
use uniarray_abi::structs::View as Look;

functions! {
    fn look<'c>(ctx, object: HPy, out: *mut Look) -> c_int {
        let array = array(ctx, object)?;
        address(ctx, out)?;
        let view = array.payload().view();
        let look = Look {
            data: view.data().cast(),
            shape: view.shape().as_ptr(),
            strides: view.strides().as_ptr(),
            size: view.size().cast_signed(),
            itemsize: view.dtype().itemsize().cast_signed(),
            ndim: view.ndim() as c_int,
            type_num: number_of(view.dtype()),
            flags: flags_of(array),
            reserved: 0,
        };
        // SAFETY: the caller has room for it there.
        unsafe { out.write(look) };
        Ok(0)
    }

    fn data<'c>(ctx, object: HPy) -> *mut c_void {
        Ok(array(ctx, object)?.data().cast())
    }

    fn ndim<'c>(ctx, object: HPy) -> c_int {
        Ok(array(ctx, object)?.ndim() as c_int)
    }

    fn shape<'c>(ctx, object: HPy) -> *const isize {
        Ok(array(ctx, object)?.payload().shape().as_ptr())
    }

    fn strides<'c>(ctx, object: HPy) -> *const isize {
        Ok(array(ctx, object)?.payload().strides().as_ptr())
    }

    fn size<'c>(ctx, object: HPy) -> isize {
        Ok(array(ctx, object)?.payload().view().size().cast_signed())
    }

    fn itemsize<'c>(ctx, object: HPy) -> isize {
        Ok(array(ctx, object)?.dtype().itemsize().cast_signed())
    }

    fn type_num<'c>(ctx, object: HPy) -> c_int {
        Ok(number_of(array(ctx, object)?.dtype()))
    }

    fn flags<'c>(ctx, object: HPy) -> c_int {
        Ok(flags_of(array(ctx, object)?).cast_signed())
    }

    fn dtype<'c>(ctx, object_: HPy) -> HPy {
        given(object(ctx, array(ctx, object_)?.dtype())?)
    }

    fn base<'c>(ctx, object: HPy) -> HPy {
        let base = make::base(array(ctx, object)?);
        given(base.unwrap_or_else(|| Ctx::none(ctx).to_owned()))
    }

    fn may_overlap<'c>(ctx, a: HPy, b: HPy) -> c_int {
        let (a, b) = (array(ctx, a)?, array(ctx, b)?);
        truth(a.payload().view().may_overlap(b.payload().view()))
    }
}

/// An array's flags as bits.
fn flags_of(array: Obj<'_, '_, NdArray>) -> u32 {
    let view = array.payload().view();
    let bit = |holds: bool, bit: u32| if holds { bit } else { 0 };
    NATIVE
        | bit(view.is_c_contiguous(), C_CONTIGUOUS)
        | bit(view.is_f_contiguous(), F_CONTIGUOUS)
        | bit(!array.borrowed(), OWNDATA)
        | bit(is_aligned(view), ALIGNED)
        | bit(array.writeable(), WRITEABLE)
}
