//! `a + b` and its kin.

use super::row::{self, Operator, Row};
use super::scalars;
use crate::array::NdArray;
use crate::error::Result;
use crate::operand::{self, Input, Other};
use crate::scalar::{self, Generic};
use crate::ufunc::overrides;
use crate::ufunc::run::{self, Options};
use hpy::{BinaryOp, ClassDef, ClassRef, Ctx, Handle, Object, Ref};
use uniarray_core::error::{Casting, Error, ErrorKind};
use uniarray_core::ufunc::Operand;

/// Registers a function for each operator.
macro_rules! register {
    ($class:ident, $function:ident) => {
        $class.binary(BinaryOp::Add, $function::<row::Add>);
        $class.binary(BinaryOp::Sub, $function::<row::Subtract>);
        $class.binary(BinaryOp::Mul, $function::<row::Multiply>);
        $class.binary(BinaryOp::TrueDiv, $function::<row::Divide>);
        $class.binary(BinaryOp::FloorDiv, $function::<row::FloorDivide>);
        $class.binary(BinaryOp::Rem, $function::<row::Remainder>);
        $class.binary(BinaryOp::Divmod, $function::<row::Divmod>);
        $class.binary(BinaryOp::Lshift, $function::<row::LeftShift>);
        $class.binary(BinaryOp::Rshift, $function::<row::RightShift>);
        $class.binary(BinaryOp::And, $function::<row::And>);
        $class.binary(BinaryOp::Or, $function::<row::Or>);
        $class.binary(BinaryOp::Xor, $function::<row::Xor>);
    };
}

/// Registers the operators of arrays.
pub fn define(class: &mut ClassDef<NdArray>) {
    register!(class, binary);
}

/// Registers the operators of scalars.
pub fn define_scalar(class: &mut ClassDef<Generic>) {
    register!(class, of_scalars);
}

/// Scalars and numbers on both sides: nothing else is looked at.
fn of_scalars<'c, O: Operator>(ctx: Ctx<'c>, a: Ref<'_, 'c>, b: Ref<'_, 'c>) -> Result<Handle<'c>> {
    if let Some(result) = scalars::of_usual::<O>(ctx, a, b)? {
        return Ok(result);
    }
    if let Some(x) = operand::scalar_or_number(a)?
        && let Some(y) = operand::scalar_or_number(b)?
    {
        return match scalars::simple::<O>(&x, &y) {
            Some(value) => Ok(scalar::to_python(ctx, value)?),
            None => scalars::binary(ctx, O::row(), &x, &y),
        };
    }
    binary::<O>(ctx, a, b)
}

fn binary<'c, O: Operator>(ctx: Ctx<'c>, a: Ref<'_, 'c>, b: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    match apply(class, O::row(), a, b)? {
        Some(result) => Ok(result),
        None => without_result(ctx, O::row(), a, b),
    }
}

/// What is left to the other operand, unless that is text: for NumPy text has a dtype, for which there is no loop. Beside scalars text
/// may be repeated and joined, which is its own operation.
#[cold]
fn without_result<'c>(ctx: Ctx<'c>, row: &'static Row, a: Ref<'_, 'c>, b: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let ufunc = row.ufunc();
    let text = |object: Ref<'_, 'c>| object.is_str() || object.is_bytes();
    let arrays = a.get::<NdArray>().is_some() || b.get::<NdArray>().is_some();
    let own = !arrays && (row.repeats || text(a) && ufunc.name() == "add");
    if own || !(text(a) || text(b)) {
        return Ok(ctx.not_implemented().to_owned());
    }
    if !matches!(ufunc.name(), "add" | "subtract" | "multiply") {
        let (ufunc, casting) = (ufunc.name(), Casting::Safe);
        return Err(Error::NoLoop { ufunc, casting }.into());
    }
    let shown = |object: Ref<'_, 'c>| -> Result<String> {
        if text(object) {
            let kind = if object.is_str() { "<U" } else { "S" };
            return Ok(format!("dtype('{kind}{}')", object.len()?));
        }
        let dtype = object.getattr(c"dtype")?.repr()?;
        Ok(dtype.as_str()?.to_owned())
    };
    let text = format!(
        "ufunc '{}' did not contain a loop with signature matching types ({}, {}) -> None",
        ufunc.name(),
        shown(a)?,
        shown(b)?
    );
    let kind = ErrorKind::UFuncNoLoop;
    Err(Error::Message {
        kind,
        text: text.into(),
    }
    .into())
}

/// The result of an operator; `None` if the operation is left to the other operand.
///
/// # Errors
/// Of the ufunc, and of converting an operand.
#[inline]
pub fn apply<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    row: &'static Row,
    a: Ref<'_, 'c>,
    b: Ref<'_, 'c>,
) -> Result<Option<Handle<'c>>> {
    // Arrays on both sides: nothing else is looked at.
    if let Some(x) = class.get(a)
        && let Some(y) = class.get(b)
        && row.ufunc().nout() == 1
        && !(x.derived() || y.derived())
    {
        let inputs = [
            Operand::Array(x.payload().view()),
            Operand::Array(y.payload().view()),
        ];
        return run::simple(class, row.ufunc(), &inputs).map(Some);
    }
    mixed(class, row, a, b)
}

/// At least one operand is no plain array.
fn mixed<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    row: &'static Row,
    a: Ref<'_, 'c>,
    b: Ref<'_, 'c>,
) -> Result<Option<Handle<'c>>> {
    if row.repeats && (repeated(class, a, b) || repeated(class, b, a)) {
        return Ok(None);
    }
    match pair(class, a, b)? {
        Pair::Inputs(x, y) => on(class, row, &x, &y).map(Some),
        Pair::Special => by_ufunc(class.handle().ctx(), row.ufunc().name(), &[a, b]).map(Some),
        Pair::None => Ok(None),
    }
}

/// Both operands of an operator.
pub enum Pair<'a, 'c> {
    /// Operands.
    Inputs(Input<'a, 'c>, Input<'a, 'c>),
    /// A class has a say, which is the ufunc's business.
    Special,
    /// The operation is left to the other one, or there is none.
    None,
}

/// Looks at the operands of `a op b`, which is asked of `a` if that is an array or a scalar, else of `b`.
///
/// # Errors
/// Of [`operand::beside`].
pub fn pair<'a, 'c>(
    class: ClassRef<'_, 'c, NdArray>,
    a: Ref<'a, 'c>,
    b: Ref<'a, 'c>,
) -> Result<Pair<'a, 'c>> {
    let x = operand::beside(class, None, a)?;
    let y = match x {
        Other::Defers | Other::Unknown => return Ok(Pair::None),
        Other::Input(_) | Other::Special => operand::beside(class, Some(a), b)?,
    };
    Ok(match (x, y) {
        (Other::Input(x), Other::Input(y)) => Pair::Inputs(x, y),
        (_, Other::Defers | Other::Unknown) => Pair::None,
        _ => Pair::Special,
    })
}

/// An operator as a call of its ufunc, which knows the rules for all classes.
///
/// # Errors
/// Of that call.
#[cold]
pub fn by_ufunc<'c>(ctx: Ctx<'c>, name: &str, operands: &[Ref<'_, 'c>]) -> Result<Handle<'c>> {
    Ok(overrides::object(ctx, name)?.as_ref().call(operands)?)
}

/// A sequence times a scalar is repeated, as Python does it; times an array it becomes an array.
fn repeated<'c>(class: ClassRef<'_, 'c, NdArray>, a: Ref<'_, 'c>, b: Ref<'_, 'c>) -> bool {
    (a.is_list() || a.is_tuple()) && class.get(b).is_none()
}

/// The operator on operands of any kind.
///
/// # Errors
/// Of the ufunc.
pub fn on<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    row: &'static Row,
    x: &Input<'_, 'c>,
    y: &Input<'_, 'c>,
) -> Result<Handle<'c>> {
    let ctx = class.handle().ctx();
    if !x.is_array() && !y.is_array() {
        return scalars::binary(ctx, row, x, y);
    }
    let (ufunc, inputs) = (row.ufunc(), [x.operand(), y.operand()]);
    if ufunc.nout() == 1 {
        return run::simple(class, ufunc, &inputs);
    }
    run::packed(
        ctx,
        run::full(
            class,
            ufunc,
            &inputs,
            [None; 2],
            &Options::default(),
            ufunc.name(),
        )?,
    )
}
