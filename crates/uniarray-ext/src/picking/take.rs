//! `a.take()` and `a.compress()`

use super::positions::{integers, mode_of};
use crate::array::{NdArray, make, methods, subscript};
use crate::convert;
use crate::elsewhere;
use crate::error::Result;
use crate::read::{self, given};
use crate::ufunc::run::{check_writeable, handed_out};
use hpy::{Args, ClassDef, Ctx, Handle, Kwargs, Obj, Object, Ref};
use uniarray_core::cast::copy_into;
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Error};
use uniarray_core::index::{self, Mode};
use uniarray_core::layout::View;
use uniarray_core::manip::Order;
use uniarray_core::search;

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the methods.
pub fn define_methods(class: &mut ClassDef<NdArray>) {
    class.method(c"take", take).doc(
        c"take($self, /, indices, axis=None, out=None, mode='raise')\n--\n\n\
            The elements at indices along an axis, or of the flattened array.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([[1, 2], [3, 4]]).take([1, 0, 1], axis=1)\n\
            array([[2, 1, 2],\n\
            \x20      [4, 3, 4]])\n",
    );
    class.method(c"compress", compress).doc(
        c"compress($self, /, condition, axis=None, out=None)\n--\n\n\
            The elements along an axis, or of the flattened array, where a condition is true.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([[1, 2], [3, 4]]).compress([False, True], axis=0)\n\
            array([[3, 4]])\n",
    );
}

fn take<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "take"(indices, axis?, out?, mode?), args, kwargs);
    if axis.is_none()
        && out.is_none()
        && mode.is_none()
        && let Some(result) = subscript::picked_row(this, indices)?
    {
        return Ok(result);
    }
    let mode = mode_of(mode)?;
    let indices = integers(ctx, indices, Casting::SameKind)?;
    taken(this, view_of(&indices), axis, out, mode)
}

fn compress<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "compress"(condition, axis?, out?), args, kwargs);
    let condition = convert::as_array(ctx, condition, None)?;
    let condition = view_of(&condition);
    if condition.ndim() != 1 {
        return Err(Error::value("condition must be a 1-d array").into());
    }
    let count = search::count_nonzero(condition).cast_signed();
    let places = make::empty(ctx, DType::INTP, &[count], Order::C)?;
    search::nonzero(condition, &[places.view()]);
    taken(this, places.view(), axis, out, Mode::Raise)
}

fn view_of<'h>(array: &'h Handle<'_>) -> View<'h> {
    array.get::<NdArray>().expect("an array").payload().view()
}

fn taken<'c>(
    this: Array<'_, 'c>,
    indices: View<'_>,
    axis: Option<Ref<'_, 'c>>,
    out: Option<Ref<'_, 'c>>,
    mode: Mode,
) -> Result<Handle<'c>> {
    let axis = given(axis).map(|axis| axis.extract::<isize>()).transpose()?;
    let flat = match axis {
        Some(_) => None,
        None => Some(methods::reshaped(this, &[-1], Order::C, true)?),
    };
    let array = flat.as_ref().map_or(this.payload().view(), view_of);
    let pick = index::take(array, indices, axis.unwrap_or(0), mode)?;
    let found = make::empty_of_kind(this, array.dtype(), pick.shape(), Order::C)?;
    pick.gather(found.view())?;
    put_out(found, out, || {
        Error::value("output array does not match result of ndarray.take")
    })
}

/// A result as Python gets it, or in the output that was given.
///
/// # Errors
/// `TypeError` for an output that is no array, `ValueError` for one that may not be written to, and `misfit` for one of another shape.
pub fn put_out<'c>(
    found: make::NewArray<'c>,
    out: Option<Ref<'_, 'c>>,
    misfit: impl FnOnce() -> Error,
) -> Result<Handle<'c>> {
    let Some(out) = read::given(out) else {
        return handed_out(found);
    };
    let ctx = out.ctx();
    let Some(array) = out.get::<NdArray>() else {
        return Err(Error::type_error("output must be an array").into());
    };
    check_writeable(ctx, array)?;
    if array.shape() != found.view().shape() {
        return Err(misfit().into());
    }
    if elsewhere::holds_others(array) {
        out.setitem(ctx.ellipsis(), found.into_handle())?;
        return Ok(out.to_owned());
    }
    copy_into(array.payload().view(), found.view(), Casting::Unsafe)?;
    Ok(out.to_owned())
}
