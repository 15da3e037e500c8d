//! The methods of `ndarray` that reduce.

use super::arguments::Common;
use super::{mean, run, search};
use crate::array::{NdArray, make, methods};
use crate::error::Result;
use crate::operator::needed;
use crate::read::given;
use hpy::{Args, ClassDef, Ctx, Handle, Kwargs, Obj, Object};
use std::sync::LazyLock;
use uniarray_core::dtype::DType;
use uniarray_core::manip::Order;
use uniarray_core::ufunc::Ufunc;

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the methods.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.method(c"sum", sum);
    class.method(c"prod", prod);
    class.method(c"min", min);
    class.method(c"max", max);
    class.method(c"any", any);
    class.method(c"all", all);
    class.method(c"cumsum", cumsum);
    class.method(c"cumprod", cumprod);
    class.method(c"mean", mean::mean);
    class.method(c"argmin", search::argmin);
    class.method(c"argmax", search::argmax);
}

/// Declares methods: name, parameters after the array in NumPy's order, ufunc, and the dtype in which it calculates whatever
/// the elements are.
macro_rules! reductions {
    ($($name:ident($($parameter:ident),* $(; $($by_name:ident),*)?) = $text:literal, $ufunc:literal, $dtype:expr;)*) => {$(
        fn $name<'c>(
            ctx: Ctx<'c>,
            this: Array<'_, 'c>,
            args: Args<'_, 'c>,
            kwargs: Kwargs<'_, 'c>,
        ) -> Result<Handle<'c>> {
            static UFUNC: LazyLock<&'static Ufunc> = LazyLock::new(|| needed($ufunc));
            hpy::parse!(ctx, $text($($parameter?,)* $(*, $($by_name?),*)?), args, kwargs);
            let common = Common { $($parameter,)* $($($by_name,)*)? ..Common::default() };
            run::reduce(make::result_class(ctx, [this])?.as_ref(), *UFUNC, this, common, $dtype)
        }
    )*};
}

reductions! {
    sum(axis, dtype, out, keepdims, initial, r#where) = "sum", "add", None;
    prod(axis, dtype, out, keepdims, initial, r#where) = "prod", "multiply", None;
    min(axis, out, keepdims, initial, r#where) = "min", "minimum", None;
    max(axis, out, keepdims, initial, r#where) = "max", "maximum", None;
    any(axis, out, keepdims; r#where) = "any", "logical_or", Some(DType::BOOL);
    all(axis, out, keepdims; r#where) = "all", "logical_and", Some(DType::BOOL);
}

fn cumsum<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "cumsum"(axis?, dtype?, out?), args, kwargs);
    running(
        this,
        needed("add"),
        Common {
            axis,
            dtype,
            out,
            ..Common::default()
        },
    )
}

fn cumprod<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "cumprod"(axis?, dtype?, out?), args, kwargs);
    running(
        this,
        needed("multiply"),
        Common {
            axis,
            dtype,
            out,
            ..Common::default()
        },
    )
}

/// Accumulates along an axis, or over all elements in a row without one.
fn running<'c>(this: Array<'_, 'c>, ufunc: &'static Ufunc, common: Common<'_, 'c>) -> Result<Handle<'c>> {
    let class = this.ctx().class::<NdArray>()?;
    match given(common.axis) {
        Some(axis) if this.ndim() > 0 => {
            run::accumulate(class.as_ref(), ufunc, this, axis.extract()?, common)
        }
        _ => {
            let flat = methods::reshaped(this, &[-1], Order::C, true)?;
            let flat = flat.get::<NdArray>().expect("an array in another shape");
            run::accumulate(class.as_ref(), ufunc, flat, 0, common)
        }
    }
}
