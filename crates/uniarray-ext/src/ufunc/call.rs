//! Calling a ufunc.

use super::arguments::{self, Keywords};
use super::class::{General, PyUfunc};
use super::run::{self, MAX_OUTS, Out};
use super::{general, overrides, product};
use crate::array::NdArray;
use crate::convert;
use crate::elsewhere;
use crate::error::Result;
use crate::operand::{self, Input};
use hpy::{Args, ClassRef, Ctx, Handle, Kwargs, Obj, Object};
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
    let result = native(ctx, this, args, kwargs);
    elsewhere::or_in_python(result, ctx, "ufunc.__call__", Some(this.handle()), (args, kwargs))
}

#[inline]
fn native<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, PyUfunc>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    let ufunc = this.ufunc();
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    check_count(ctx, ufunc, args.len())?;
    let simple = args.len() == ufunc.nin() && kwargs.is_empty();
    let mut matters = false;
    let mut held: [Option<Input<'_, 'c>>; MAX_INPUTS] = [const { None }; MAX_INPUTS];
    for (held, arg) in held.iter_mut().zip(args.iter()).take(ufunc.nin()) {
        *held = operand::number(class, arg)?;
        matters = matters || overrides::may_matter(arg, held.as_ref());
    }
    let words = if simple {
        Keywords::default()
    } else {
        Keywords::read(ctx, &this, args.len(), kwargs)?
    };
    if !simple {
        let given = args.skip(ufunc.nin());
        matters = matters
            || given
                .iter()
                .any(|out| !out.is_none() && overrides::foreign(class, out))
            || overrides::keyword_may_matter(class, words.out)?
            || overrides::keyword_may_matter(class, words.mask)?;
    }
    if matters {
        let special = [words.out, words.mask];
        if let Some(result) = overrides::taken_over(class, this, "__call__", (args, kwargs), special)? {
            return Ok(result);
        }
    }
    for (held, arg) in held.iter_mut().zip(args.iter()).take(ufunc.nin()) {
        if held.is_none() {
            *held = Some(Input::Made(convert::as_array(ctx, arg, None)?));
        }
    }
    let mut held_outs = [const { None }; MAX_OUTS];
    let outs = if simple {
        [None; MAX_OUTS]
    } else {
        arguments::outputs(class, ufunc, args.skip(ufunc.nin()), words.out, &mut held_outs)?
    };
    let subok = words.subok()?;
    let wraps = matters && subok && overrides::wraps(&held[..ufunc.nin()], args, &outs);
    let result = match this.general() {
        Some(General::Product(product)) => {
            let Some([Some(a), Some(b)]) = held.first_chunk() else {
                unreachable!("products have two inputs")
            };
            product::call(class, &this, product, [a, b], outs[0], &words)?
        }
        Some(General::Outside(outside)) => {
            general::call(class, outside, &held[..ufunc.nin()], args, outs, &words)?
        }
        None => of_elements(
            class,
            ufunc,
            &held[..ufunc.nin()],
            outs,
            (!simple).then_some(&words),
        )?,
    };
    if wraps {
        return overrides::wrapped(this, args, &words, result);
    }
    Ok(result)
}

/// A ufunc of single elements. `words` are missing from a call that gives nothing but inputs.
#[inline]
fn of_elements<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    ufunc: &'static Ufunc,
    held: &[Option<Input<'_, 'c>>],
    outs: [Out<'_, 'c>; MAX_OUTS],
    words: Option<&Keywords<'_, 'c>>,
) -> Result<Handle<'c>> {
    let ctx = class.handle().ctx();
    with_operands(held, |inputs| {
        let usual = Keywords::default();
        let words = match words {
            None if ufunc.nout() == 1 => return run::simple(class, ufunc, inputs),
            None => &usual,
            Some(words) => words,
        };
        let mask = arguments::mask(ctx, words.mask)?;
        let mut options = words.options(ufunc)?;
        options.call.mask = mask
            .as_ref()
            .and_then(|mask| mask.get::<NdArray>())
            .map(|mask| mask.payload().view());
        if mask.is_some() && words.out.is_none() && outs.iter().all(Option::is_none) {
            arguments::warn_of_mask_without_out(ctx)?;
        }
        let results = run::full(class, ufunc, inputs, outs, &options, ufunc.name())?;
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
