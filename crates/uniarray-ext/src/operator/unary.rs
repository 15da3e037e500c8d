//! `-a` and its kin.

use super::binary::by_ufunc;
use super::row::{self, Operator};
use super::scalars;
use crate::array::NdArray;
use crate::error::Result;
use crate::operand::{self, Input};
use crate::ufunc::run;
use hpy::{Class, ClassDef, Ctx, Handle, Obj};

/// Registers the operators.
pub fn define<T: Class>(class: &mut ClassDef<T>) {
    class.neg(unary::<T, row::Negative>);
    class.pos(unary::<T, row::Positive>);
    class.abs(unary::<T, row::Absolute>);
    class.invert(unary::<T, row::Invert>);
}

fn unary<'c, T: Class, O: Operator>(ctx: Ctx<'c>, this: Obj<'_, 'c, T>) -> Result<Handle<'c>> {
    if let Some(result) = scalars::of_one::<O>(ctx, this.handle())? {
        return Ok(result);
    }
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    match operand::number(class, this.handle())? {
        Some(Input::Array(array)) if array.derived() => {
            by_ufunc(ctx, O::row().ufunc().name(), &[this.handle()])
        }
        Some(input) if input.is_array() => run::simple(class, O::row().ufunc(), &[input.operand()]),
        Some(input) => scalars::unary(ctx, O::row(), &input),
        None => Err(ctx.type_error("bad operand type for a unary operator").into()),
    }
}
