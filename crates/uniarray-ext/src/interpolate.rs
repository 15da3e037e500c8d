//! The loop of `interp`, whose arguments the package prepares.

use crate::array::{NdArray, make};
use crate::convert;
use crate::error::Result;
use crate::read;
use crate::ufunc::run::handed_out;
use hpy::{Args, Ctx, Handle, ModuleDef};
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::error::Error;
use uniarray_core::interpolate::interpolate;
use uniarray_core::layout::View;
use uniarray_core::manip::Order;

/// Registers the function.
pub fn define(module: &mut ModuleDef) {
    module.function(c"_interpolate", interp);
}

fn view_of<'h>(array: &'h Handle<'_>) -> View<'h> {
    array.get::<NdArray>().expect("an array").payload().view()
}

/// `_interpolate(x, xp, fp, ends)`, with the values beyond both ends or None for those at the ends: float64 or, where `fp` is complex, complex128.
fn interp<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [x, xp, fp, ends] = args.exactly("_interpolate")?;
    let fp = convert::as_array(ctx, fp, None)?;
    let complex = view_of(&fp).dtype().kind() == Kind::Complex;
    let dtype = if complex {
        DType::COMPLEX128
    } else {
        DType::FLOAT64
    };
    let fp = convert::as_array(ctx, fp.as_ref(), Some(dtype))?;
    let ends = match read::given(Some(ends)) {
        Some(ends) => Some(convert::as_array(ctx, ends, Some(dtype))?),
        None => None,
    };
    let x = convert::as_array(ctx, x, Some(DType::FLOAT64))?;
    let xp = convert::as_array(ctx, xp, Some(DType::FLOAT64))?;
    for points in [&xp, &fp].map(view_of) {
        match points.ndim() {
            0 => return Err(Error::value("object of too small depth for desired array").into()),
            1 => {}
            _ => return Err(Error::value("object too deep for desired array").into()),
        }
    }
    if view_of(&xp).size() == 0 {
        return Err(Error::value("array of sample points is empty").into());
    }
    if view_of(&xp).size() != view_of(&fp).size() {
        return Err(Error::value("fp and xp are not of the same length.").into());
    }
    let (first, span) = (
        view_of(&fp),
        [(view_of(&fp).shape()[0] - 1) * view_of(&fp).strides()[0]],
    );
    let ends = match &ends {
        Some(ends) => view_of(ends),
        // SAFETY: the first and the last element of an array with one axis that is not empty.
        None => unsafe { first.with_layout(first.data(), &[2], &span) },
    };
    if ends.shape() != [2] {
        return Err(Error::value("left and right are scalars").into());
    }
    let out = make::empty(ctx, dtype, view_of(&x).shape(), Order::C)?;
    interpolate(view_of(&x), view_of(&xp), view_of(&fp), ends, out.view());
    handed_out(out)
}
