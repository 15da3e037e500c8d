//! `a < b` and its kin.

use super::binary::{apply, by_ufunc, on};
use super::row::{self, Operator, Row};
use super::scalars;
use crate::array::{NdArray, make};
use crate::error::Result;
use crate::operand::{self, Input, Other};
use crate::scalar::{self, Slot};
use hpy::{Class, CompareOp, Ctx, Handle, Obj, Ref};
use uniarray_core::cast::copy_into;
use uniarray_core::dtype::DType;
use uniarray_core::error::Casting;
use uniarray_core::manip::Order;

fn row_of(op: CompareOp) -> &'static Row {
    match op {
        CompareOp::Lt => row::Less::row(),
        CompareOp::Le => row::LessEqual::row(),
        CompareOp::Eq => row::Equal::row(),
        CompareOp::Ne => row::NotEqual::row(),
        CompareOp::Gt => row::Greater::row(),
        CompareOp::Ge => row::GreaterEqual::row(),
    }
}

/// A comparison whose left side is an array. What is no number is unequal to every element.
pub fn of_array<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, NdArray>,
    other: Ref<'_, 'c>,
    op: CompareOp,
) -> Result<Handle<'c>> {
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    if (this.derived() || class.get(other).is_some())
        && let Some(result) = apply(class, row_of(op), this.handle(), other)?
    {
        return Ok(result);
    }
    match (operand::beside(class, Some(this.handle()), other)?, op) {
        (Other::Special, _) => by_ufunc(ctx, row_of(op).ufunc().name(), &[this.handle(), other]),
        (Other::Input(input), _) => on(class, row_of(op), &Input::Array(this), &input),
        (Other::Unknown, CompareOp::Eq) => all(ctx, this, false),
        (Other::Unknown, CompareOp::Ne) => all(ctx, this, true),
        _ => Ok(ctx.not_implemented().to_owned()),
    }
}

/// A comparison whose left side is a scalar.
pub fn of_scalar<'c, T: Class>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, T>,
    other: Ref<'_, 'c>,
    op: CompareOp,
) -> Result<Handle<'c>> {
    if let Some(truth) = scalars::compared(this.handle(), other, op)? {
        return Ok(scalar::truth(ctx, truth)?);
    }
    if let Some(x) = operand::scalar_or_number(this.handle())?
        && let Some(y) = operand::scalar_or_number(other)?
    {
        return scalars::binary(ctx, row_of(op), &x, &y);
    }
    let class = ctx.class::<NdArray>()?;
    Ok(apply(class.as_ref(), row_of(op), this.handle(), other)?
        .unwrap_or_else(|| ctx.not_implemented().to_owned()))
}

/// An array of one truth value in the shape of another array.
fn all<'c>(ctx: Ctx<'c>, like: Obj<'_, 'c, NdArray>, truth: bool) -> Result<Handle<'c>> {
    let result = make::empty(ctx, DType::BOOL, like.shape(), Order::C)?;
    copy_into(result.view(), Slot::new(truth.into()).view(), Casting::No)?;
    crate::ufunc::run::handed_out(result)
}
