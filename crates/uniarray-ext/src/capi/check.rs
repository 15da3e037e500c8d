//! What an object is.

use super::entry::{functions, truth};
use crate::array::NdArray;
use crate::dtype::PyDType;
use crate::scalar::Generic;
use hpy::abi::HPy;
use std::ffi::c_int;

functions! {
    fn array_check<'c>(_ctx, object: HPy) -> c_int {
        truth(object.is_some_and(|object| object.get::<NdArray>().is_some()))
    }

    fn array_check_exact<'c>(_ctx, object: HPy) -> c_int {
        truth(object.and_then(|object| object.get::<NdArray>()).is_some_and(|array| !array.derived()))
    }

    fn scalar_check<'c>(_ctx, object: HPy) -> c_int {
        truth(object.is_some_and(|object| object.get::<Generic>().is_some()))
    }

    fn dtype_check<'c>(_ctx, object: HPy) -> c_int {
        truth(object.is_some_and(|object| object.get::<PyDType>().is_some()))
    }
}
