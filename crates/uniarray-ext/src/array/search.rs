//! Methods of `ndarray` that look for elements: `nonzero`, `argmin`, `argmax`.

use super::make::{self, NewArray};
use super::ndarray::NdArray;
use crate::error::Result;
use crate::read::{self, given};
use crate::ufunc::run::{check_writeable, handed_out};
use hpy::{Args, ClassDef, Ctx, Handle, Kwargs, Obj, Object, Ref};
use uniarray_core::cast::copy_into;
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Error};
use uniarray_core::layout::{Dims, normalize_axis};
use uniarray_core::manip::Order;
use uniarray_core::search::{self, Extreme};

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the methods.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.method(c"nonzero", nonzero);
    class.method(c"argmin", argmin);
    class.method(c"argmax", argmax);
}

/// The indices of the true elements: a tuple with an array per axis.
fn nonzero<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>) -> Result<Handle<'c>> {
    let view = this.payload().view();
    if view.ndim() == 0 {
        let text = "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead. \
                    If the context of this error is of the form `arr[nonzero(cond)]`, just use `arr[cond]`.";
        return Err(Error::value(text).into());
    }
    let count = search::count_nonzero(view) as isize;
    let made: Vec<NewArray<'c>> = (0..view.ndim())
        .map(|_| make::empty(ctx, DType::INTP, &[count], Order::C))
        .collect::<Result<_>>()?;
    search::nonzero(view, &made.iter().map(NewArray::view).collect::<Vec<_>>());
    Ok(ctx.tuple(made.into_iter().map(NewArray::into_handle))?)
}

fn argmin<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "argmin"(axis?, out?, *, keepdims?), args, kwargs);
    extreme(this, Extreme::Least, axis, out, keepdims)
}

fn argmax<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "argmax"(axis?, out?, *, keepdims?), args, kwargs);
    extreme(this, Extreme::Greatest, axis, out, keepdims)
}

/// Places of extreme elements: one for the whole array, or one per line along an axis.
fn extreme<'c>(
    this: Array<'_, 'c>,
    which: Extreme,
    axis: Option<Ref<'_, 'c>>,
    out: Option<Ref<'_, 'c>>,
    keepdims: Option<Ref<'_, 'c>>,
) -> Result<Handle<'c>> {
    let (ctx, view) = (this.ctx(), this.payload().view());
    let keepdims = read::flag(keepdims, false)?;
    let places = match given(axis) {
        None => {
            let shape = Dims::filled(1, if keepdims { view.ndim() } else { 0 });
            let place = search::find(view, which)? as i64;
            let places = make::empty(ctx, DType::INTP, &shape, Order::C)?;
            // SAFETY: the new array has a single int64 at its start.
            unsafe { places.view().data().cast::<i64>().write(place) };
            places
        }
        Some(axis) => {
            let axis = axis.extract::<isize>()?;
            let mut shape = Dims::from_slice(view.shape());
            let place = normalize_axis(axis, view.ndim())?;
            if keepdims {
                shape[place] = 1;
            } else {
                shape.remove(place);
            }
            let places = make::empty(ctx, DType::INTP, &shape, Order::C)?;
            search::find_along(view, axis, which, places.view())?;
            places
        }
    };
    let Some(out) = given(out) else {
        return handed_out(places);
    };
    let Some(array) = out.get::<NdArray>() else {
        return Err(ctx.type_error("return arrays must be of ArrayType").into());
    };
    if array.shape() != places.view().shape() {
        let text = format!("output array does not match result of np.{}.", which.name());
        return Err(Error::value(text).into());
    }
    check_writeable(ctx, array)?;
    copy_into(array.payload().view(), places.view(), Casting::SameKind)?;
    Ok(out.to_owned())
}
