//! What Python's `bool`, `int`, `float`, `complex` and `operator.index` see in an array.

use super::ndarray::NdArray;
use crate::error::Result;
use crate::scalar;
use hpy::{ClassDef, Ctx, Exc, Handle, Obj, Object, Type};
use uniarray_core::error::Error;
use uniarray_core::scalar::Scalar;

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the conversions.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.bool(truth);
    class.int(int);
    class.float(float);
    class.index(index);
    class.method(c"__complex__", complex);
}

/// The only element, as a scalar object.
fn only<'c>(this: Array<'_, 'c>) -> Result<Handle<'c>> {
    let view = this.payload().view();
    // SAFETY: the array has an element at its start, as the callers have seen.
    let value = unsafe { Scalar::read(view.dtype(), view.data()) };
    Ok(scalar::to_python(this.ctx(), value)?)
}

/// The element of an array without axes.
fn element<'c>(this: Array<'_, 'c>) -> Result<Handle<'c>> {
    if this.ndim() > 0 {
        let text = "only 0-dimensional arrays can be converted to Python scalars";
        return Err(Error::type_error(text).into());
    }
    only(this)
}

fn truth(_: Ctx<'_>, this: Array<'_, '_>) -> Result<bool> {
    match this.payload().view().size() {
        1 => Ok(only(this)?.is_true()?),
        0 => Err(Error::value(
            "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.",
        )
        .into()),
        _ => Err(Error::value(
            "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
        )
        .into()),
    }
}

fn int<'c>(_: Ctx<'c>, this: Array<'_, 'c>) -> Result<Handle<'c>> {
    Ok(element(this)?.int()?)
}

fn float<'c>(_: Ctx<'c>, this: Array<'_, 'c>) -> Result<Handle<'c>> {
    Ok(element(this)?.float()?)
}

fn complex<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>) -> Result<Handle<'c>> {
    Ok(ctx.builtin_type(Type::Complex).call((element(this)?,))?)
}

fn index<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>) -> Result<Handle<'c>> {
    if this.ndim() > 0 || !this.dtype().is_integer() {
        let text = "only integer scalar arrays can be converted to a scalar index";
        return Err(ctx.raise(Exc::TypeError, text).into());
    }
    Ok(only(this)?.index()?)
}
