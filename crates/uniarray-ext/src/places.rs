//! The loops of `packbits`, `unpackbits`, `unravel_index` and `ravel_multi_index`, whose arguments the package prepares.

use crate::array::{NdArray, make};
use crate::convert;
use crate::error::Result;
use crate::read;
use hpy::{Args, Ctx, Handle, ModuleDef, Object, Ref};
use uniarray_core::bits::{First, pack, unpack};
use uniarray_core::dtype::DType;
use uniarray_core::error::Error;
use uniarray_core::flat_index::{Axis, Beyond, ravel, unravel};
use uniarray_core::layout::{Dims, View};
use uniarray_core::manip::Order;

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.function(c"_packbits", packbits);
    module.function(c"_unpackbits", unpackbits);
    module.function(c"_unravel", unravel_index);
    module.function(c"_ravel", ravel_multi_index);
}

fn view_of<'h>(array: &'h Handle<'_>) -> View<'h> {
    array.get::<NdArray>().expect("an array").payload().view()
}

/// An array whose elements follow each other.
fn contiguous<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>, dtype: DType) -> Result<Handle<'c>> {
    let array = convert::as_array(ctx, object, Some(dtype))?;
    let view = view_of(&array);
    if view.is_c_contiguous() && view.data().addr() % dtype.alignment() == 0 {
        return Ok(array);
    }
    let copy = make::empty(ctx, dtype, view.shape(), Order::C)?;
    uniarray_core::cast::copy_into(copy.view(), view, uniarray_core::error::Casting::No)?;
    Ok(copy.into_handle())
}

fn first(little: Ref<'_, '_>) -> Result<First> {
    Ok(if little.is_true()? {
        First::Low
    } else {
        First::High
    })
}

/// The shape with another length of the last axis.
fn resized(shape: &[isize], length: impl Fn(isize) -> isize) -> Result<Dims> {
    let mut shape = Dims::from_slice(shape);
    match shape.last_mut() {
        Some(last) => *last = length(*last),
        None => return Err(Error::value("there is no axis to work along").into()),
    }
    Ok(shape)
}

/// `_packbits(bits, little)`: along the last axis of bool.
fn packbits<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [bits, little] = args.exactly("_packbits")?;
    let bits = contiguous(ctx, bits, DType::BOOL)?;
    let shape = resized(view_of(&bits).shape(), |length| (length + 7) / 8)?;
    let out = make::empty(ctx, DType::UINT8, &shape, Order::C)?;
    pack(view_of(&bits), out.view(), first(little)?);
    Ok(out.into_handle())
}

/// `_unpackbits(bytes, little)`: along the last axis of uint8.
fn unpackbits<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [bytes, little] = args.exactly("_unpackbits")?;
    let bytes = contiguous(ctx, bytes, DType::UINT8)?;
    let shape = resized(view_of(&bytes).shape(), |length| length * 8)?;
    let out = make::empty(ctx, DType::UINT8, &shape, Order::C)?;
    unpack(view_of(&bytes), out.view(), first(little)?);
    Ok(out.into_handle())
}

/// `_unravel(flat, shape, fortran)`: a tuple of arrays.
fn unravel_index<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [flat, shape, fortran] = args.exactly("_unravel")?;
    let flat = contiguous(ctx, flat, DType::INT64)?;
    let extents = read::dims(shape)?;
    let mut arrays = Vec::with_capacity(extents.len());
    for _ in extents.iter() {
        arrays.push(make::empty(ctx, DType::INT64, view_of(&flat).shape(), Order::C)?);
    }
    let mut axes: Vec<_> = extents
        .iter()
        .zip(&arrays)
        .map(|(&extent, array)| (extent as i64, array.view()))
        .collect();
    if !fortran.is_true()? {
        axes.reverse();
    }
    if let Err(wrong) = unravel(view_of(&flat), &axes) {
        let size: isize = extents.iter().product();
        return Err(Error::value(format!(
            "index {wrong} is out of bounds for array with size {size}"
        ))
        .into());
    }
    drop(axes);
    let handles: Vec<Handle<'c>> = arrays.into_iter().map(make::NewArray::into_handle).collect();
    Ok(ctx.tuple(handles)?)
}

/// `_ravel(places, shape, steps, modes)`: the places are arrays of one shape; modes are 0 (raise), 1 (wrap) and 2 (clip).
fn ravel_multi_index<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [places, shape, steps, modes] = args.exactly("_ravel")?;
    let (extents, steps, modes) = (read::dims(shape)?, read::dims(steps)?, read::dims(modes)?);
    let mut arrays = Vec::with_capacity(extents.len());
    for place in places.iter()? {
        arrays.push(contiguous(ctx, place?.as_ref(), DType::INT64)?);
    }
    let Some(first) = arrays.first() else {
        return Err(Error::value("need at least one axis").into());
    };
    let out = make::empty(ctx, DType::INT64, view_of(first).shape(), Order::C)?;
    let axes: Vec<Axis<'_>> = arrays
        .iter()
        .zip(extents.iter().zip(steps.iter().zip(modes.iter())))
        .map(|(array, (&extent, (&step, &mode)))| Axis {
            places: view_of(array),
            extent: extent as i64,
            step: step as i64,
            beyond: [Beyond::Raise, Beyond::Wrap, Beyond::Clip][mode.clamp(0, 2).cast_unsigned()],
        })
        .collect();
    if !ravel(&axes, out.view()) {
        return Err(Error::value("invalid entry in coordinates array").into());
    }
    Ok(out.into_handle())
}
