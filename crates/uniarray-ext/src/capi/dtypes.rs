//! Dtypes by number, by name, and what they say.

use super::entry::{
    address, casting, dtype, dtype_of as of_number, functions, given, needed, number_of, truth,
};
use crate::dtype::{object, parse};
use hpy::abi::HPy;
use std::ffi::c_int;
use uniarray_abi::constants::NATIVE;
use uniarray_abi::structs::DType as Look;
use uniarray_core::promote;

functions! {
    fn dtype_of_type<'c>(ctx, type_num: c_int) -> HPy {
        given(object(ctx, of_number(type_num)?)?)
    }

    fn dtype_from<'c>(ctx, object_: HPy) -> HPy {
        given(object(ctx, parse(needed(ctx, object_)?)?)?)
    }

    fn dtype_look<'c>(ctx, dtype_: HPy, out: *mut Look) -> c_int {
        let found = dtype(ctx, dtype_)?;
        address(ctx, out)?;
        let look = Look {
            itemsize: found.itemsize().cast_signed(),
            alignment: found.alignment().cast_signed(),
            type_num: number_of(found),
            kind: u32::from(found.kind().letter()).cast_signed(),
            code: u32::from(found.code()).cast_signed(),
            flags: NATIVE,
        };
        // SAFETY: the caller has room for it there.
        unsafe { out.write(look) };
        Ok(0)
    }

    fn promote_types<'c>(ctx, a: HPy, b: HPy) -> HPy {
        given(object(ctx, promote::promote_types(dtype(ctx, a)?, dtype(ctx, b)?))?)
    }

    fn can_cast<'c>(ctx, from: HPy, to: HPy, rule: c_int) -> c_int {
        truth(promote::can_cast(dtype(ctx, from)?, dtype(ctx, to)?, casting(rule)?))
    }
}
