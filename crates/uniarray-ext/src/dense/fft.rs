//! Fourier transforms along the last axis.

use super::elements::{in_order, slice_mut};
use crate::error::Result;
use hpy::{Args, Ctx, Handle, Object};
use uniarray_core::dtype::{C64, C128, DType};
use uniarray_core::error::Error;

/// `_fft(a, inverse, factor)`: the transform of a complex array along its last axis, times a factor.
pub fn transform<'c>(_: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [a, inverse, factor] = args.exactly("_fft")?;
    let (inverse, factor) = (inverse.is_true()?, factor.extract::<f64>()?);
    let mut result = in_order(a)?;
    let Some(length) = result.view().shape().last().map(|length| length.cast_unsigned()) else {
        return Err(Error::value("a Fourier transform needs an axis").into());
    };
    if length > 0 {
        match result.view().dtype() {
            DType::COMPLEX64 => {
                let lines = slice_mut::<C64>(&mut result);
                uniarray_fft::transform(lines, length, inverse, factor as f32);
            }
            DType::COMPLEX128 => {
                let lines = slice_mut::<C128>(&mut result);
                uniarray_fft::transform(lines, length, inverse, factor);
            }
            _ => return Err(Error::type_error("the array must be complex").into()),
        }
    }
    Ok(result.into_handle())
}
