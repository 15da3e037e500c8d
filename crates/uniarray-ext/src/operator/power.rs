//! `a ** b`. Like NumPy's, it calls a simpler function for the exponents 2, -1 and 0.5 of an array, which is also what warnings
//! then name.

use super::binary::on;
use super::inplace::into;
use super::row::{self, Operator, Row};
use crate::array::{NdArray, make};
use crate::error::Result;
use crate::operand::{self, Input, Other};
use crate::ufunc::run;
use hpy::{Ctx, Handle, Obj, Object, Ref};
use uniarray_core::scalar::Weak;

/// `pow(base, exponent, modulus)`, which has no modulus for arrays.
pub fn pow<'c>(
    ctx: Ctx<'c>,
    base: Ref<'_, 'c>,
    exponent: Ref<'_, 'c>,
    modulus: Ref<'_, 'c>,
) -> Result<Handle<'c>> {
    let nothing = || Ok(ctx.not_implemented().to_owned());
    if !modulus.is_none() {
        return nothing();
    }
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    let Other::Input(base) = operand::beside(class, base)? else {
        return nothing();
    };
    let Other::Input(exponent) = operand::beside(class, exponent)? else {
        return nothing();
    };
    match simpler(&base, &exponent) {
        Some(row) => {
            let class = make::result_class(ctx, base.array())?;
            run::simple(class.as_ref(), row.ufunc(), &[base.operand()])
        }
        None => on(class, row::Power::row(), &base, &exponent),
    }
}

/// `base **= exponent`
pub fn ipow<'c>(
    ctx: Ctx<'c>,
    base: Obj<'_, 'c, NdArray>,
    exponent: Ref<'_, 'c>,
    modulus: Ref<'_, 'c>,
) -> Result<Handle<'c>> {
    let class = ctx.class::<NdArray>()?;
    if !modulus.is_none() {
        return Ok(ctx.not_implemented().to_owned());
    }
    let Other::Input(exponent) = operand::beside(class.as_ref(), exponent)? else {
        return Ok(ctx.not_implemented().to_owned());
    };
    let input = Input::Array(base);
    match simpler(&input, &exponent) {
        Some(row) => into(row.ufunc(), base, &[input.operand()])?,
        None => into(
            row::Power::row().ufunc(),
            base,
            &[input.operand(), exponent.operand()],
        )?,
    }
    Ok(base.handle().to_owned())
}

/// The function of one argument that gives the same power.
fn simpler(base: &Input<'_, '_>, exponent: &Input<'_, '_>) -> Option<&'static Row> {
    let Input::Array(base) = base else { return None };
    let inexact = base.dtype().is_inexact();
    match exponent {
        Input::Weak(Weak::Int(2)) => Some(row::Square::row()),
        Input::Weak(Weak::Int(-1)) if inexact => Some(row::Reciprocal::row()),
        Input::Weak(Weak::Float(0.5)) if inexact => Some(row::SquareRoot::row()),
        _ => None,
    }
}
