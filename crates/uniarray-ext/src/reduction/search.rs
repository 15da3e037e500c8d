//! `a.argmin()` and `a.argmax()`.

use super::arguments::{self, Common};
use crate::array::{NdArray, make};
use crate::elsewhere;
use crate::error::Result;
use crate::read::{self, given};
use crate::scalar;
use crate::ufunc::run::{check_writeable, handed_out};
use hpy::{Args, Ctx, Handle, Kwargs, Obj, Object, Ref};
use uniarray_core::cast::copy_into;
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Error};
use uniarray_core::layout::{Dims, View, normalize_axis};
use uniarray_core::manip::Order;
use uniarray_core::promote::can_cast;
use uniarray_core::scalar::Scalar;
use uniarray_core::search::{self, Extreme};

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// `a.argmin(axis=None, out=None, *, keepdims=False)`
pub fn argmin<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "argmin"(axis?, out?, *, keepdims?), args, kwargs);
    find(this, Extreme::Least, axis, out, keepdims)
}

/// `a.argmax(axis=None, out=None, *, keepdims=False)`
pub fn argmax<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "argmax"(axis?, out?, *, keepdims?), args, kwargs);
    find(this, Extreme::Greatest, axis, out, keepdims)
}

fn find<'c>(
    this: Array<'_, 'c>,
    extreme: Extreme,
    axis: Option<Ref<'_, 'c>>,
    out: Option<Ref<'_, 'c>>,
    keepdims: Option<Ref<'_, 'c>>,
) -> Result<Handle<'c>> {
    let ctx = this.ctx();
    let view = this.payload().view();
    let axis = given(axis).map(read::axis).transpose()?;
    // An array without axes may be searched along axis 0 or -1, as in NumPy.
    let axis = axis.filter(|axis| view.ndim() > 0 || !matches!(axis, 0 | -1));
    let keepdims = read::flag(keepdims, false)?;
    let shape = shape_of(view, axis, keepdims)?;
    let class = ctx.class::<NdArray>()?;
    let mut held = None;
    let common = Common {
        out,
        ..Common::default()
    };
    let out = arguments::output(class.as_ref(), common, &mut held)?;
    if out.is_none() && shape.is_empty() && axis.is_none() {
        return Ok(scalar::to_python(
            ctx,
            Scalar::Int64(search::find(view, extreme)? as i64),
        )?);
    }
    let places = make::empty_of_kind(this, DType::INTP, &shape, Order::C)?;
    match axis {
        Some(axis) => search::find_along(view, axis, extreme, places.view())?,
        None => {
            let place = Scalar::Int64(search::find(view, extreme)? as i64);
            // SAFETY: the result has one element, of int64.
            unsafe { place.write(places.view().data()) };
        }
    }
    let Some(out) = out else { return handed_out(places) };
    check_writeable(ctx, out)?;
    if out.shape() != &*shape {
        let text = format!("output array does not match result of np.{}.", extreme.name());
        return Err(Error::value(text).into());
    }
    if elsewhere::holds_others(out) {
        out.handle().setitem(ctx.ellipsis(), places.into_handle())?;
        return Ok(out.handle().to_owned());
    }
    if !can_cast(out.dtype(), DType::INTP, Casting::Safe) {
        let (from, to) = (out.dtype(), DType::INTP);
        return Err(Error::Cast {
            from,
            to,
            casting: Casting::Safe,
        }
        .into());
    }
    copy_into(out.payload().view(), places.view(), Casting::Unsafe)?;
    Ok(out.handle().to_owned())
}

/// The array's shape without the axis, or with extent 1 there.
fn shape_of(view: View<'_>, axis: Option<isize>, keepdims: bool) -> Result<Dims> {
    let searched = axis.map(|axis| normalize_axis(axis, view.ndim())).transpose()?;
    let mut shape = Dims::new();
    for (place, &extent) in view.shape().iter().enumerate() {
        match searched.is_none_or(|searched| searched == place) {
            true if keepdims => shape.push(1),
            true => {}
            false => shape.push(extent),
        }
    }
    Ok(shape)
}
