//! Calling a ufunc.

use super::arguments::{self, Keywords};
use super::class::PyUfunc;
use super::product;
use super::run::{self, MAX_OUTS};
use crate::array::{NdArray, make};
use crate::error::Result;
use crate::operand::{self, Input};
use hpy::{Args, Ctx, Handle, Kwargs, Obj};
use uniarray_core::ufunc::{Operand, Ufunc};

/// Most inputs that a ufunc has.
const MAX_INPUTS: usize = 3;

/// `ufunc(*inputs, *outputs, **keywords)`
pub fn call<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, PyUfunc>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    let ufunc = this.ufunc();
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    check_count(ctx, ufunc, args.len())?;
    let mut held: [Option<Input<'_, 'c>>; MAX_INPUTS] = [const { None }; MAX_INPUTS];
    for (held, arg) in held.iter_mut().zip(args.iter()).take(ufunc.nin()) {
        *held = Some(operand::of(class, arg)?);
    }
    if let Some(general) = this.general() {
        let Some([Some(a), Some(b)]) = held.first_chunk() else {
            unreachable!("generalised ufuncs have two inputs")
        };
        return product::call(class, &this, general, [a, b], args.skip(2), kwargs);
    }
    let given = held.iter().flatten().filter_map(Input::array);
    let result_class = make::result_class(ctx, given)?;
    with_operands(&held[..ufunc.nin()], |inputs| {
        if ufunc.nout() == 1 && args.len() == ufunc.nin() && kwargs.is_empty() {
            return run::simple(result_class.as_ref(), ufunc, inputs);
        }
        let words = Keywords::read(ctx, &this, kwargs)?;
        let mut held_outs = [const { None }; MAX_OUTS];
        let outs = arguments::outputs(class, ufunc, args.skip(ufunc.nin()), words.out, &mut held_outs)?;
        let mask = arguments::mask(ctx, words.mask)?;
        let mut options = words.options(ctx, ufunc)?;
        options.call.mask = mask
            .as_ref()
            .and_then(|mask| mask.get::<NdArray>())
            .map(|mask| mask.payload().view());
        if mask.is_some() && words.out.is_none() && args.len() == ufunc.nin() {
            arguments::warn_of_mask_without_out(ctx)?;
        }
        let results = run::full(result_class.as_ref(), ufunc, inputs, outs, &options, ufunc.name())?;
        run::packed(ctx, results)
    })
}

/// Runs `body` with the inputs as the core takes them.
#[inline]
fn with_operands<'c>(
    held: &[Option<Input<'_, 'c>>],
    body: impl FnOnce(&[Operand<'_>]) -> Result<Handle<'c>>,
) -> Result<Handle<'c>> {
    let operand = |index: usize| {
        held[index]
            .as_ref()
            .map(Input::operand)
            .expect("as many inputs as the ufunc has")
    };
    match held.len() {
        1 => body(&[operand(0)]),
        2 => body(&[operand(0), operand(1)]),
        _ => body(&[operand(0), operand(1), operand(2)]),
    }
}

fn check_count(ctx: Ctx<'_>, ufunc: &Ufunc, given: usize) -> Result<()> {
    let (least, most) = (ufunc.nin(), ufunc.nin() + ufunc.nout());
    if (least..=most).contains(&given) {
        return Ok(());
    }
    let plural = if given == 1 { "was" } else { "were" };
    let name = ufunc.name();
    Err(ctx
        .type_error(format_args!(
            "{name}() takes from {least} to {most} positional arguments but {given} {plural} given"
        ))
        .into())
}
