//! What Python code needs of an array's memory to build the rest: its address, views of any layout, and other extents.

use super::block::Block;
use super::make::{self, Part};
use super::ndarray::NdArray;
use crate::dtype;
use crate::error::Result;
use crate::read;
use hpy::{Args, ClassDef, Ctx, Handle, Kwargs, Obj};
use uniarray_core::error::Error;
use uniarray_core::layout::checked_nbytes;

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the methods.
pub fn define(class: &mut ClassDef<NdArray>) {
    class
        .getter(c"_address", |_: Ctx<'_>, this: Array<'_, '_>| {
            this.data().addr() as u64
        })
        .doc(c"The address of the element at index zero.");
    class.method(c"_strided", strided).doc(
        c"_strided($self, /, shape, strides, offset=0, dtype=None)\n--\n\n\
            A view of the memory with any layout, which is not verified.",
    );
    class.method(c"_row", row).doc(
        c"_row($self, /)\n--\n\n\
            A read-only view with one axis of all elements of a plain array that has axes, if they follow each other in C order; \
        else None.",
    );
    class.method(c"_resize", resize).doc(
        c"_resize($self, /, shape)\n--\n\n\
            Gives the array another shape and memory of its own, with as many of its elements as there is room for, \
        and zeros. What was its memory lives as long as the array, as views may show it.",
    );
}

/// `a._strided(shape, strides, offset=0, dtype=None)`: NumPy's `as_strided`, which trusts its caller.
fn strided<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "_strided"(shape, strides, offset?, dtype?), args, kwargs);
    let (shape, strides) = (read::dims(shape)?, read::dims(strides)?);
    if shape.len() != strides.len() {
        return Err(Error::value("strides, if given, must be the same length as shape").into());
    }
    let dtype = dtype::parse_optional(dtype)?.unwrap_or(this.dtype());
    checked_nbytes(dtype, &shape)?;
    let offset = read::integer(ctx, offset, 0)?;
    let part = Part {
        dtype,
        data: this.data().wrapping_offset(offset),
        shape: &shape,
        strides: &strides,
    };
    let class = make::result_class(ctx, [this])?;
    // SAFETY: as in NumPy it is the Python caller who vouches for the layout: `as_strided` says so to its users, and the other callers
    // compute layouts within the array.
    Ok(unsafe { make::part_of(class.as_ref(), this, part)? }.into_handle())
}

/// `a._row()`
fn row<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>) -> Result<Option<Handle<'c>>> {
    let view = this.view();
    if this.derived() || view.ndim() == 0 || view.size() == 0 || !view.is_c_contiguous() {
        return Ok(None);
    }
    let size = view.size().cast_signed();
    let step = if size > 1 {
        view.dtype().itemsize().cast_signed()
    } else {
        0
    };
    let part = Part {
        dtype: view.dtype(),
        data: view.data(),
        shape: &[size],
        strides: &[step],
    };
    // SAFETY: the elements follow each other.
    let row = unsafe { make::part_of(ctx.class::<NdArray>()?.as_ref(), this, part)? };
    make::set_writeable(row.obj(), false)?;
    Ok(Some(row.into_handle()))
}

/// `a._resize(shape)` of an array whose elements follow each other.
fn resize<'c>(_: Ctx<'c>, this: Array<'_, 'c>, args: Args<'_, 'c>) -> Result<()> {
    let [shape] = args.exactly("_resize")?;
    let shape = read::dims(shape)?;
    let view = this.view();
    if !(view.is_c_contiguous() || view.is_f_contiguous()) {
        return Err(Error::value("resize only works on single-segment arrays").into());
    }
    let fortran = !view.is_c_contiguous();
    let nbytes = checked_nbytes(this.dtype(), &shape)?;
    let out_of_memory = || Error::OutOfMemory {
        shape: shape.as_ref().into(),
        dtype: this.dtype(),
    };
    let block = Block::new(nbytes.max(1), true).ok_or_else(out_of_memory)?;
    let kept = view.nbytes().min(nbytes);
    // SAFETY: the elements of a contiguous view are that many bytes from its start, and the block is new and no smaller.
    unsafe { std::ptr::copy_nonoverlapping(view.data(), block.data(), kept) };
    make::move_into(this, block, nbytes, &shape, fortran)
}
