//! `a += b` and its kin: the result is written into the array.

use super::power;
use super::row::{self, Operator};
use crate::array::NdArray;
use crate::error::Result;
use crate::long;
use crate::operand::{self, Other};
use crate::ufunc::{overrides, run};
use crate::warning;
use hpy::{BinaryOp, ClassDef, ClassRef, Ctx, Handle, Obj, Object, Ref};
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
    let ufunc = O::row().ufunc();
    match beside(class.as_ref(), this, other)? {
        Other::Input(other) => {
            let view = this.payload().view();
            into(ufunc, this, &[Operand::Array(view), other.operand()])?;
            Ok(this.handle().to_owned())
        }
        Other::Special => by_ufunc(this, ufunc.name(), &[this.handle(), other]),
        Other::Defers | Other::Unknown => Ok(ctx.not_implemented().to_owned()),
    }
}

/// The other operand of an operator that writes into `this`, which is only left to it because of its priority.
///
/// # Errors
/// Of [`operand::beside`].
pub fn beside<'a, 'c>(
    class: ClassRef<'_, 'c, NdArray>,
    this: Obj<'_, 'c, NdArray>,
    other: Ref<'a, 'c>,
) -> Result<Other<'a, 'c>> {
    if this.derived() {
        return Ok(match operand::beside(class, Some(this.handle()), other)? {
            Other::Input(_) => Other::Special,
            other => other,
        });
    }
    match operand::beside(class, Some(this.handle()), other)? {
        Other::Defers if other.type_of()?.hasattr(c"__array_ufunc__") => Ok(Other::Special),
        found => Ok(found),
    }
}

/// The operator as a call of its ufunc with the array as output.
///
/// # Errors
/// Of that call.
#[cold]
pub fn by_ufunc<'c>(this: Obj<'_, 'c, NdArray>, name: &str, operands: &[Ref<'_, 'c>]) -> Result<Handle<'c>> {
    let ctx = this.ctx();
    let out = ctx.tuple([this.handle()])?;
    let ufunc = overrides::object(ctx, name)?;
    Ok(ufunc.as_ref().call_kw(operands, &[(c"out", out.as_ref())])?)
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
