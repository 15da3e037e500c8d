//! Elements as Python objects: `item`, `tolist`, `tobytes`, and `fill`.

use super::make;
use super::ndarray::NdArray;
use super::subscript;
use crate::error::Result;
use crate::read;
use crate::scalar;
use hpy::{Args, ClassDef, Ctx, Handle, Kwargs, ListBuilder, Obj, Object};
use uniarray_core::cast::copy_into;
use uniarray_core::dtype::TypeNum;
use uniarray_core::error::{Casting, Error};
use uniarray_core::index::{IndexError, element_offset};
use uniarray_core::layout::{Dims, View};
use uniarray_core::manip::Order;
use uniarray_core::scalar::Scalar;

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the methods.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.method(c"item", item).doc(
        c"item($self, /, *args)\n--\n\n\
        An element as a Python number: the only one, the one at a flat index, or the one at an index per axis.\n\n\
        >>> import uniarray as np\n\
        >>> np.array([[1, 2], [3, 4]]).item(1, 0)\n\
        3\n",
    );
    class.method(c"tolist", tolist).doc(
        c"tolist($self, /)\n--\n\n\
        The elements as Python numbers, in lists nested as the axes are.\n\n\
        >>> import uniarray as np\n\
        >>> np.array([[1, 2], [3, 4.5]]).tolist()\n\
        [[1.0, 2.0], [3.0, 4.5]]\n",
    );
    class.method(c"tobytes", tobytes).doc(
        c"tobytes($self, /, order='C')\n--\n\n\
        A copy of the elements' bytes, in C or Fortran order.\n\n\
        >>> import uniarray as np\n\
        >>> np.array([1, 2], 'u1').tobytes() == bytes([1, 2])\n\
        True\n",
    );
    class.method(c"fill", fill).doc(
        c"fill($self, /, value)\n--\n\n\
        Sets every element to one value.\n\n\
        >>> import uniarray as np\n\
        >>> a = np.zeros(2)\n\
        >>> a.fill(7)\n\
        >>> a\n\
        array([7., 7.])\n",
    );
}

fn item<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let view = this.payload().view();
    let indices: Dims = match (args.get(0), args.len()) {
        (Some(only), 1) if only.is_tuple() => read::dims(only)?,
        _ => args
            .iter()
            .map(|index| index.extract::<isize>())
            .collect::<hpy::Result<_>>()?,
    };
    let offset = match (&*indices, args.len()) {
        ([], 0) if view.size() == 1 => 0,
        ([], 0) => {
            return Err(Error::value("can only convert an array of size 1 to a Python scalar").into());
        }
        // One index counts through the whole array, whatever its axes.
        ([index], _) if view.ndim() != 1 => flat_offset(view, *index)?,
        (indices, _) if indices.len() == view.ndim() => {
            let whole = this.payload().view();
            element_offset(whole.shape(), whole.strides(), indices)?
        }
        _ => return Err(Error::value("incorrect number of indices for array").into()),
    };
    // SAFETY: the offset is that of an element, as was checked; a view of size 1 has it at its start.
    let value = unsafe { Scalar::read(view.dtype(), view.data().wrapping_offset(offset)) };
    Ok(scalar::item(ctx, value)?)
}

/// The offset of an element that is counted in C order.
fn flat_offset(view: View<'_>, index: isize) -> Result<isize> {
    let size = view.size().cast_signed();
    let mut rest = if index < 0 { index + size } else { index };
    if !(0..size).contains(&rest) {
        let error = match view.ndim() {
            0 | 1 => IndexError::OutOfBounds { index, axis: 0, size },
            _ => return Err(Error::index(format!("index {index} is out of bounds for size {size}")).into()),
        };
        return Err(Error::from(error).into());
    }
    let mut offset = 0;
    for (&extent, &stride) in view.shape().iter().zip(view.strides()).rev() {
        offset += rest % extent * stride;
        rest /= extent;
    }
    Ok(offset)
}

fn tolist<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>) -> Result<Handle<'c>> {
    // A copy of the layout: making objects may run finalizers, and those could change the array's own.
    let view = this.payload().view();
    let (shape, strides) = (Dims::from_slice(view.shape()), Dims::from_slice(view.strides()));
    // SAFETY: the layout is the array's.
    let view = unsafe { view.with_layout(view.data(), &shape, &strides) };
    Ok(nested(ctx, view, 0, 0)?)
}

/// The lists from an axis on, at an offset of the axes before.
fn nested<'c>(ctx: Ctx<'c>, view: View<'_>, axis: usize, offset: isize) -> hpy::Result<Handle<'c>> {
    let Some(&extent) = view.shape().get(axis) else {
        // SAFETY: the offset was summed up from indices within the extents.
        let value = unsafe { Scalar::read(view.dtype(), view.data().wrapping_offset(offset)) };
        return scalar::item(ctx, value);
    };
    let mut list = ListBuilder::new(ctx, extent.cast_unsigned())?;
    if axis + 1 == view.ndim() && numbers(view, offset, &mut list)? {
        return list.build();
    }
    for index in 0..extent {
        list.push(nested(
            ctx,
            view,
            axis + 1,
            offset + index * view.strides()[axis],
        )?)?;
    }
    list.build()
}

/// Adds the elements along the last axis at an offset, if their dtype is among the usual ones; tells whether it is.
fn numbers(view: View<'_>, offset: isize, list: &mut ListBuilder<'_>) -> hpy::Result<bool> {
    let (Some(&extent), Some(&step)) = (view.shape().last(), view.strides().last()) else {
        return Ok(false);
    };
    macro_rules! of_dtype {
        ($($num:ident: $number:ty),*) => {
            match view.dtype().num() {
                $(TypeNum::$num => for index in 0..extent {
                    let at = view.data().wrapping_offset(offset + index * step).cast::<$number>();
                    // SAFETY: the offset was summed up from indices within the extents.
                    list.push(unsafe { at.read_unaligned() })?;
                },)*
                _ => return Ok(false),
            }
        };
    }
    of_dtype!(Float64: f64, Int64: i64, Float32: f32, Int32: i32, UInt8: u8);
    Ok(true)
}

fn tobytes<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "tobytes"(order?), args, kwargs);
    let view = this.payload().view();
    let fortran = match read::order(order, Order::C)? {
        Order::C | Order::K => false,
        Order::F => true,
        Order::A => view.is_f_contiguous() && !view.is_c_contiguous(),
    };
    let follows = if fortran {
        view.is_f_contiguous()
    } else {
        view.is_c_contiguous()
    };
    if follows {
        return Ok(bytes_of(ctx, view)?);
    }
    let order = if fortran { Order::F } else { Order::C };
    let copy = make::empty(ctx, view.dtype(), view.shape(), order)?;
    copy_into(copy.view(), view, Casting::No)?;
    Ok(bytes_of(ctx, copy.view())?)
}

/// The bytes of elements that follow each other.
fn bytes_of<'c>(ctx: Ctx<'c>, view: View<'_>) -> hpy::Result<Handle<'c>> {
    if view.nbytes() == 0 {
        return ctx.bytes(&[]);
    }
    // SAFETY: a contiguous view's elements are that many bytes from its start; nothing writes while they are copied.
    ctx.bytes(unsafe { std::slice::from_raw_parts(view.data(), view.nbytes()) })
}

fn fill<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<()> {
    hpy::parse!(ctx, "fill"(value), args, kwargs);
    subscript::fill(ctx, this, value)
}
