//! `a < b` and its kin.

use super::binary::{apply, by_ufunc, on};
use super::exact::{self, Integer, OfTwo};
use super::row::{self, Operator, Row};
use super::scalars;
use crate::array::{NdArray, make};
use crate::error::Result;
use crate::operand::{self, Input, Other};
use crate::scalar::{self, Slot};
use hpy::{Class, CompareOp, Ctx, Handle, Obj, Object, Ref, Type};
use uniarray_core::cast::copy_into;
use uniarray_core::dtype::{C128, DType};
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
    if let Some(truth) = compared(this.handle(), other, op)? {
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

/// The comparison of two numbers of the usual types of which one is ours: `None` for other objects.
#[inline]
fn compared<'c>(a: Ref<'_, 'c>, b: Ref<'_, 'c>, op: CompareOp) -> Result<Option<bool>> {
    if a.ctx().tells_types() {
        return Ok(exact::of_two(&Comparison(op), a, b)?);
    }
    if !(a.isinstance(Type::Float) && b.isinstance(Type::Float) && scalars::is_plain(b)?) {
        return Ok(None);
    }
    let (x, y): (f64, f64) = (a.extract()?, b.extract()?);
    Ok(Some(holds(op, x, y)))
}

/// A comparison as what is done with two real numbers of one dtype.
struct Comparison(CompareOp);

impl OfTwo for Comparison {
    type Output = bool;

    #[inline(always)]
    fn float64(&self, x: f64, y: f64) -> Option<bool> {
        Some(holds(self.0, x, y))
    }

    #[inline(always)]
    fn float32(&self, x: f32, y: f32) -> Option<bool> {
        Some(holds(self.0, x, y))
    }

    #[inline(always)]
    fn integer<T: Integer>(&self, x: T, y: T) -> Option<bool> {
        Some(holds(self.0, x, y))
    }

    #[inline(always)]
    fn complex128(&self, _: C128, _: C128) -> Option<bool> {
        None
    }
}

/// `a op b`
#[inline]
fn holds<T: PartialOrd>(op: CompareOp, a: T, b: T) -> bool {
    match op {
        CompareOp::Lt => a < b,
        CompareOp::Le => a <= b,
        CompareOp::Eq => a == b,
        CompareOp::Ne => a != b,
        CompareOp::Gt => a > b,
        CompareOp::Ge => a >= b,
    }
}

/// An array of one truth value in the shape of another array.
fn all<'c>(ctx: Ctx<'c>, like: Obj<'_, 'c, NdArray>, truth: bool) -> Result<Handle<'c>> {
    let result = make::empty(ctx, DType::BOOL, like.shape(), Order::C)?;
    copy_into(result.view(), Slot::new(truth.into()).view(), Casting::No)?;
    crate::ufunc::run::handed_out(result)
}
