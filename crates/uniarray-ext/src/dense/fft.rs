//! Fourier transforms along the last axis.

use super::elements::{in_order, slice_mut};
use crate::error::Result;
use hpy::{Args, Ctx, Handle, Object};
use uniarray_core::dtype::{C64, C128, DType, Element};
use uniarray_core::error::Error;
use uniarray_core::parallel::{self, Cost};

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
                shared(lines, length, |lines| {
                    uniarray_fft::transform(lines, length, inverse, factor as f32);
                });
            }
            DType::COMPLEX128 => {
                let lines = slice_mut::<C128>(&mut result);
                shared(lines, length, |lines| {
                    uniarray_fft::transform(lines, length, inverse, factor);
                });
            }
            _ => return Err(Error::type_error("the array must be complex").into()),
        }
    }
    Ok(result.into_handle())
}

/// About what an element costs for every halving of its line, in picoseconds.
const PER_HALVING: usize = 300;

/// Transforms lines of this length, on several threads if they take long.
fn shared<T: Element>(elements: &mut [T], length: usize, transform: impl Fn(&mut [T])) {
    let count = elements.len() / length;
    let start = elements.as_mut_ptr();
    let cost = Cost::Even((length * length.ilog2() as usize * PER_HALVING) as u64);
    let body = |lines: std::ops::Range<usize>| {
        // SAFETY: some of the lines, which nobody else has: the ranges have nothing in common, and the slice is borrowed meanwhile.
        let some =
            unsafe { std::slice::from_raw_parts_mut(start.add(lines.start * length), lines.len() * length) };
        transform(some);
        0
    };
    // SAFETY: elements are numbers, and a transform depends on nothing but them; each thread keeps plans of its own.
    unsafe { parallel::rows(count, 1, cost, body) };
}
