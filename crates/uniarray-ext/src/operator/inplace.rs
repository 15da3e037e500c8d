//! `a += b` and its kin: the result is written into the array.

use super::power;
use super::row::{self, Operator};
use crate::array::NdArray;
use crate::error::Result;
use crate::long;
use crate::operand::{self, Other};
use crate::ufunc::run;
use crate::warning;
use hpy::{BinaryOp, ClassDef, ClassRef, Ctx, Handle, Obj, Ref};
use uniarray_core::ufunc::{CallOptions, Operand, Ufunc};

/// Registers the operators.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.inplace(BinaryOp::Add, inplace::<row::Add>);
    class.inplace(BinaryOp::Sub, inplace::<row::Subtract>);
    class.inplace(BinaryOp::Mul, inplace::<row::Multiply>);
    class.inplace(BinaryOp::TrueDiv, inplace::<row::Divide>);
    class.inplace(BinaryOp::FloorDiv, inplace::<row::FloorDivide>);
    class.inplace(BinaryOp::Rem, inplace::<row::Remainder>);
    class.inplace(BinaryOp::Lshift, inplace::<row::LeftShift>);
    class.inplace(BinaryOp::Rshift, inplace::<row::RightShift>);
    class.inplace(BinaryOp::And, inplace::<row::And>);
    class.inplace(BinaryOp::Or, inplace::<row::Or>);
    class.inplace(BinaryOp::Xor, inplace::<row::Xor>);
    class.ipow(power::ipow);
}

fn inplace<'c, O: Operator>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, NdArray>,
    other: Ref<'_, 'c>,
) -> Result<Handle<'c>> {
    let class = ctx.class::<NdArray>()?;
    match onto(class.as_ref(), O::row().ufunc(), this, other)? {
        Some(()) => Ok(this.handle().to_owned()),
        None => Ok(ctx.not_implemented().to_owned()),
    }
}

/// Writes the result into the array; `None` if the operation is left to the other operand.
fn onto<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    ufunc: &'static Ufunc,
    this: Obj<'_, 'c, NdArray>,
    other: Ref<'_, 'c>,
) -> Result<Option<()>> {
    let Other::Input(other) = operand::beside(class, other)? else {
        return Ok(None);
    };
    let view = this.payload().view();
    into(ufunc, this, &[Operand::Array(view), other.operand()])?;
    Ok(Some(()))
}

/// A ufunc of one output with the array as that output.
///
/// # Errors
/// Of the ufunc; `ValueError` for an array that is read-only.
pub fn into(ufunc: &'static Ufunc, this: Obj<'_, '_, NdArray>, inputs: &[Operand<'_>]) -> Result<()> {
    let ctx = this.ctx();
    run::check_writeable(ctx, this)?;
    let options = CallOptions::default();
    let view = this.payload().view();
    let plan = ufunc.resolve(inputs, &[Some(view)], &options)?;
    let flags = long::call(ctx, &plan, inputs, &[view], &options)?;
    Ok(warning::report(ctx, flags, ufunc.name())?)
}
