//! The same elements elsewhere.

use super::entry::{array, casting, dtype, functions, given, order};
use crate::array::{methods, subscript};
use crate::{convert, long, warning};
use hpy::abi::HPy;
use std::ffi::c_int;

functions! {
    fn cast<'c>(ctx, object: HPy, dtype_: HPy, memory: c_int, rule: c_int) -> HPy {
        let (array, dtype) = (array(ctx, object)?, dtype(ctx, dtype_)?);
        convert::warn_of_lost_parts(ctx, array.dtype(), dtype)?;
        given(methods::cast_to(array, dtype, order(memory)?, casting(rule)?)?.into_handle())
    }

    fn copy<'c>(ctx, object: HPy, memory: c_int) -> HPy {
        given(methods::copy(array(ctx, object)?, order(memory)?)?.into_handle())
    }

    fn copy_into<'c>(ctx, into: HPy, from: HPy, rule: c_int) -> c_int {
        let (into, from) = (array(ctx, into)?, array(ctx, from)?);
        subscript::check_writeable(into)?;
        convert::warn_of_lost_parts(ctx, from.dtype(), into.dtype())?;
        let flags = long::copy(ctx, into.payload().view(), from.payload().view(), casting(rule)?)?;
        warning::report(ctx, flags, "cast")?;
        Ok(0)
    }
}
