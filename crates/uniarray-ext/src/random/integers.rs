//! Integers within bounds. Python checks the bounds; here they are words, of which the lowest bits count.

use super::source::{RandomSource, numbers, source_of};
use crate::error::Result;
use crate::read;
use crate::{array::make, dtype, scalar};
use hpy::{Args, Ctx, Handle, ModuleDef, Object};
use uniarray_core::dtype::DType;
use uniarray_core::error::Error;
use uniarray_core::layout::size_of_shape;
use uniarray_core::manip::Order;
use uniarray_random::bounded::{Bounded, Long, Truth, fill, fill_each};

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.function(c"_random_integers", same);
    module.function(c"_random_integers_each", each);
}

/// Runs code for the unsigned type that has as many bits as a dtype.
macro_rules! for_bounded {
    ($dtype:expr, $T:ident => $body:expr) => {
        match $dtype {
            DType::INT64 | DType::UINT64 => {
                type $T = Long;
                $body
            }
            DType::INT32 | DType::UINT32 => {
                type $T = u32;
                $body
            }
            DType::INT16 | DType::UINT16 => {
                type $T = u16;
                $body
            }
            DType::INT8 | DType::UINT8 => {
                type $T = u8;
                $body
            }
            DType::BOOL => {
                type $T = Truth;
                $body
            }
            _ => Err(Error::type_error("no dtype of integers").into()),
        }
    };
}

/// The elements of a new array as integers without a sign.
fn words_of<'a, T: Bounded>(array: &'a mut make::NewArray<'_>) -> &'a mut [T] {
    let view = array.view();
    assert!(view.is_c_contiguous() && view.dtype().itemsize() == size_of::<T>());
    // SAFETY: the array is new and borrowed for as long as the slice lives; its elements follow each other and are integers (or truth values, of
    // which only 0 and 1 are drawn) of that size, which were initialised.
    unsafe { std::slice::from_raw_parts_mut(view.data().cast::<T>(), view.size()) }
}

/// `_random_integers(source, dtype, size, low, range, masked)`: from `low` to `low + range`; one, as a scalar, if the size is `None`.
fn same<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    fn run<'c, T: Bounded>(
        ctx: Ctx<'c>,
        source: &RandomSource,
        array: &mut make::NewArray<'c>,
        [low, range]: [u64; 2],
        masked: bool,
    ) -> Result<()> {
        let out = words_of::<T>(array);
        let (low, range) = (T::of_u64(low), T::of_u64(range));
        source.draw(ctx, out.len(), |source| fill(source, low, range, masked, out));
        Ok(())
    }
    let [source, dtype, size, low, range, masked] = args.exactly("_random_integers")?;
    let source = source_of(source)?.payload();
    let dtype = dtype::parse(dtype)?;
    let bounds = [low.extract::<u64>()?, range.extract::<u64>()?];
    let masked = masked.is_true()?;
    let single = size.is_none();
    let shape = if single {
        Default::default()
    } else {
        read::dims(size)?
    };
    let mut array = make::zeros(ctx, dtype, &shape, Order::C)?;
    for_bounded!(dtype, T => run::<T>(ctx, source, &mut array, bounds, masked))?;
    if let (true, Some(value)) = (single, array.view().get(&[])) {
        return Ok(scalar::to_python(ctx, value)?);
    }
    Ok(array.into_handle())
}

/// `_random_integers_each(source, dtype, shape, lows, ranges, masked)`: with bounds for each element, arrays of uint64 in that shape.
fn each<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    fn run<'c, T: Bounded>(
        ctx: Ctx<'c>,
        source: &RandomSource,
        array: &mut make::NewArray<'c>,
        [lows, ranges]: [&[u64]; 2],
        masked: bool,
    ) -> Result<()> {
        let out = words_of::<T>(array);
        source.draw(ctx, out.len(), |source| {
            fill_each(source, lows, ranges, masked, out)
        });
        Ok(())
    }
    let [source, dtype, shape, lows, ranges, masked] = args.exactly("_random_integers_each")?;
    let source = source_of(source)?.payload();
    let (dtype, shape, masked) = (dtype::parse(dtype)?, read::dims(shape)?, masked.is_true()?);
    let (lows, ranges) = (numbers::<u64>(ctx, lows)?, numbers::<u64>(ctx, ranges)?);
    let count = size_of_shape(&shape);
    if lows.len() != count || ranges.len() != count {
        return Err(Error::value("bounds are needed for each element").into());
    }
    let mut array = make::zeros(ctx, dtype, &shape, Order::C)?;
    for_bounded!(dtype, T => run::<T>(ctx, source, &mut array, [&lows, &ranges], masked))?;
    Ok(array.into_handle())
}
