//! Shuffling, and choosing some of many.

use super::source::{array_of, source_of};
use crate::array::NdArray;
use crate::dense::elements::{empty, slice_mut};
use crate::error::Result;
use hpy::{Args, Ctx, Handle, ModuleDef, Object};
use uniarray_core::error::Error;
use uniarray_core::layout::normalize_axis;

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.function(c"_random_shuffle", shuffle);
    module.function(c"_random_intervals", intervals);
    module.function(c"_random_distinct", distinct);
}

/// An address that goes with a loop to where other threads may run.
struct Address(*mut u8);

// SAFETY: the loop runs on the thread that made it (`Ctx::detach`); what other threads do to the elements meanwhile mixes values up, but reaches
// no other memory.
unsafe impl Send for Address {}

impl Address {
    fn get(&self) -> *mut u8 {
        self.0
    }
}

/// `_random_shuffle(source, array, axis)`: shuffles each line of a writable array along an axis, one after the other in C order.
fn shuffle<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<()> {
    let [source, array, axis] = args.exactly("_random_shuffle")?;
    let source = source_of(source)?.payload();
    let Some(array) = array.get::<NdArray>() else {
        return Err(Error::type_error("an array is needed").into());
    };
    if !array.writeable() {
        return Err(Error::value("array is read-only").into());
    }
    let view = array.payload().view();
    let axis = normalize_axis(axis.extract()?, view.ndim())?;
    let (mut shape, mut strides) = (view.shape().to_vec(), view.strides().to_vec());
    let (length, stride) = (shape.remove(axis).cast_unsigned(), strides.remove(axis));
    let size = view.dtype().itemsize();
    if stride.unsigned_abs() < size && length > 1 {
        return Err(Error::value("elements overlap").into());
    }
    let data = Address(view.data());
    if view.size() == 0 {
        return Ok(());
    }
    let count = view.size();
    source.draw(ctx, count, move |source| {
        let mut index = vec![0isize; shape.len()];
        loop {
            let offset: isize = index
                .iter()
                .zip(&strides)
                .map(|(index, stride)| index * stride)
                .sum();
            let line = data.get().wrapping_offset(offset);
            // SAFETY: the line is the array's, whose elements do not overlap along the axis.
            unsafe { uniarray_random::shuffle_bytes(source, line, length, 1, size, stride) };
            let mut axis = shape.len();
            loop {
                if axis == 0 {
                    return;
                }
                axis -= 1;
                index[axis] += 1;
                if index[axis] < shape[axis] {
                    break;
                }
                index[axis] = 0;
            }
        }
    });
    Ok(())
}

/// `_random_intervals(source, count)`: for the places from the last to the second, the places to exchange them with.
fn intervals<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [source, count] = args.exactly("_random_intervals")?;
    let count = count.extract::<usize>()?;
    let source = source_of(source)?.payload();
    let places = source.draw(ctx, count, |source| uniarray_random::intervals(source, count));
    array_of(ctx, &places)
}

/// `_random_distinct(source, population, count, shuffle)`: different integers below the population.
fn distinct<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [source, population, count, shuffle] = args.exactly("_random_distinct")?;
    let (population, count) = (population.extract::<usize>()?, count.extract::<isize>()?);
    let shuffle = shuffle.is_true()?;
    if population < count.cast_unsigned() {
        return Err(Error::value("a selection is not larger than the population").into());
    }
    let source = source_of(source)?.payload();
    let mut result = empty::<i64>(ctx, &[count])?;
    let out = slice_mut::<i64>(&mut result);
    let done = source.draw(ctx, population, |source| {
        uniarray_random::distinct(source, population, shuffle, out)
    });
    if done.is_none() {
        return Err(ctx.raise_no_memory().into());
    }
    Ok(result.into_handle())
}
