//! `ufunc.at`.

use super::class::PyUfunc;
use super::overrides;
use crate::array::NdArray;
use crate::array::subscript::Key;
use crate::convert;
use crate::error::Result;
use crate::warning;
use hpy::{Args, Ctx, Handle, Kwargs, Obj};
use uniarray_core::error::Error;
use uniarray_core::index::plan;

/// `ufunc.at(a, indices, b=None, /)`
pub fn at<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, PyUfunc>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    kwargs.none_for("at")?;
    let ufunc = this.ufunc();
    if let Some(general) = this.general() {
        let (name, signature) = (ufunc.name(), general.signature());
        let text = format!(
            "{name}.at does not support ufunc with non-trivial signature: {name} has signature {signature}."
        );
        return Err(ctx.type_error(text).into());
    }
    let given = args.len();
    let (Some(array), Some(indices), true) = (args.get(0), args.get(1), given < 4) else {
        let bound = if given < 2 { "least 2" } else { "most 3" };
        let text = format!("at() takes at {bound} arguments ({given} given)");
        return Err(ctx.type_error(text).into());
    };
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    if args.iter().any(|arg| overrides::foreign(class, arg))
        && let Some(result) = overrides::taken_over(class, this, "at", (args, kwargs), [None; 2])?
    {
        return Ok(result);
    }
    let Some(array) = array.get::<NdArray>() else {
        return Err(ctx.type_error("first operand must be array").into());
    };
    if !array.writeable() {
        return Err(Error::value("array to perform in place operation on is read-only").into());
    }
    let mut key = Key::new();
    key.read(ctx, indices)?;
    let second = args
        .get(2)
        .map(|second| convert::as_array(ctx, second, None))
        .transpose()?;
    let second = second.as_ref().and_then(|second| second.get::<NdArray>());
    // No Python code runs from here to the end of the loop: it could change the layout of any array in it.
    let view = array.payload().view();
    let second = second.map(|second| second.payload().view());
    let call = ufunc.plan_at(view, second)?;
    let index = plan(view, &key.items())?;
    let flags = call.execute(view, &index, second)?;
    convert::warn_of_lost_parts(ctx, call.dtype(), view.dtype())?;
    warning::report(ctx, flags, "at")?;
    Ok(ctx.none().to_owned())
}
