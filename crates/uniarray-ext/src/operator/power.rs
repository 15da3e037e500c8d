//! `a ** b`. Like NumPy's, it calls a simpler function for the exponents 2, -1 and 0.5 of an array, which is also what warnings
//! then name.

use super::binary::{Pair, by_ufunc, on, pair};
use super::inplace::{self, into};
use super::row::{self, Operator, Row};
use super::scalars;
use crate::array::NdArray;
use crate::error::Result;
use crate::operand::{self, Input, Other};
use crate::ufunc::run;
use hpy::{ClassRef, Ctx, Handle, Obj, Object, Ref};
use uniarray_core::scalar::Weak;

/// `pow(base, exponent, modulus)` where one of the first two is a scalar.
pub fn pow_of_scalars<'c>(
    ctx: Ctx<'c>,
    base: Ref<'_, 'c>,
    exponent: Ref<'_, 'c>,
    modulus: Ref<'_, 'c>,
) -> Result<Handle<'c>> {
    if !modulus.is_none() {
        return Ok(ctx.not_implemented().to_owned());
    }
    if let Some(result) = scalars::of_usual::<row::Power>(ctx, base, exponent)? {
        return Ok(result);
    }
    if let Some(x) = operand::scalar_or_number(base)?
        && let Some(y) = operand::scalar_or_number(exponent)?
    {
        return scalars::binary(ctx, row::Power::row(), &x, &y);
    }
    pow(ctx, base, exponent, modulus)
}

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
    let (x, y) = match pair(class, base, exponent)? {
        Pair::Inputs(x, y) => (x, y),
        Pair::Special => return special(class, base, exponent),
        Pair::None => return nothing(),
    };
    match simpler(&x, &y) {
        Some(row) => run::simple(class, row.ufunc(), &[x.operand()]),
        None => on(class, row::Power::row(), &x, &y),
    }
}

/// A power that classes have a say in.
fn special<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    base: Ref<'_, 'c>,
    exponent: Ref<'_, 'c>,
) -> Result<Handle<'c>> {
    let ctx = class.handle().ctx();
    if let Some(x) = operand::number(class, base)?
        && let Some(y) = operand::number(class, exponent)?
        && let Some(row) = simpler(&x, &y)
    {
        return by_ufunc(ctx, row.ufunc().name(), &[base]);
    }
    by_ufunc(ctx, "power", &[base, exponent])
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
    let input = Input::Array(base);
    let exponent = match inplace::beside(class.as_ref(), base, exponent)? {
        Other::Input(exponent) => exponent,
        Other::Special => {
            let number = operand::number(class.as_ref(), exponent)?;
            if let Some(row) = number.and_then(|number| simpler(&input, &number)) {
                return inplace::by_ufunc(base, row.ufunc().name(), &[base.handle()]);
            }
            return inplace::by_ufunc(base, "power", &[base.handle(), exponent]);
        }
        Other::Defers | Other::Unknown => return Ok(ctx.not_implemented().to_owned()),
    };
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
