//! Calling a generalised ufunc whose loops are another extension's.

use super::arguments::Keywords;
use super::product::{axes_of, keepdims_of};
use super::run::{self, MAX_OUTS, Out};
use crate::array::{NdArray, make};
use crate::convert;
use crate::error::Result;
use crate::long;
use crate::operand::Input;
use crate::scalar::Slot;
use crate::warning;
use hpy::{Args, ClassRef, Handle};
use smallvec::SmallVec;
use uniarray_core::dtype::DType;
use uniarray_core::gufunc::{GufuncOptions, Outside};
use uniarray_core::layout::View;
use uniarray_core::manip::Order;
use uniarray_core::ufunc::Operand;

/// `gufunc(*inputs, **keywords)`, with the outputs that were given. `held` are the inputs of `args`.
pub fn call<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    outside: &'static Outside,
    held: &[Option<Input<'_, 'c>>],
    args: Args<'_, 'c>,
    outs: [Out<'_, 'c>; MAX_OUTS],
    words: &Keywords<'_, 'c>,
) -> Result<Handle<'c>> {
    let (ctx, ufunc) = (class.handle().ctx(), outside.as_ufunc());
    let mut items = Vec::new();
    let options = words.options(ufunc)?;
    let keywords = GufuncOptions {
        call: options.call,
        axes: axes_of(words, &mut items)?,
        keepdims: keepdims_of(ctx, words)?,
    };
    for out in outs.iter().flatten() {
        run::check_writeable(ctx, *out)?;
    }
    let given = outs.map(|out| out.map(|out| out.payload().view()));
    let operands: SmallVec<[Operand<'_>; 3]> = held.iter().flatten().map(Input::operand).collect();
    let number = Slot::of(DType::INT64);
    let placeholders: SmallVec<[View<'_>; 3]> = operands
        .iter()
        .map(|operand| match operand {
            Operand::Array(view) => *view,
            Operand::Weak(_) => number.view(),
        })
        .collect();
    let plan = outside.resolve(&operands, &placeholders, &given[..ufunc.nout()], &keywords)?;
    // Python numbers, as arrays of the loop's dtype.
    let mut numbers: SmallVec<[Option<Handle<'c>>; 3]> = SmallVec::new();
    for (place, (operand, arg)) in operands.iter().zip(args.iter()).enumerate() {
        numbers.push(match operand {
            Operand::Array(_) => None,
            Operand::Weak(_) => Some(convert::as_array(ctx, arg, Some(plan.dtype(place)))?),
        });
    }
    let inputs: SmallVec<[View<'_>; 3]> = placeholders
        .iter()
        .zip(&numbers)
        .map(|(view, number)| {
            let number = number.as_ref().and_then(|number| number.get::<NdArray>());
            number.map_or(*view, |number| number.payload().view())
        })
        .collect();
    let mut made = [const { None }; MAX_OUTS];
    for (place, (made, given)) in made.iter_mut().zip(&given).enumerate().take(ufunc.nout()) {
        if given.is_none() {
            let order = if options.order == Order::F {
                Order::F
            } else {
                Order::C
            };
            let dtype = plan.dtype(ufunc.nin() + place);
            *made = Some(make::empty_in_class(class, dtype, plan.shape(place), order)?);
        }
    }
    let results: SmallVec<[View<'_>; MAX_OUTS]> = given
        .iter()
        .zip(&made)
        .filter_map(|(given, made)| given.or_else(|| made.as_ref().map(|made| made.view())))
        .collect();
    let flags = long::outside(ctx, &plan, &inputs, &results)?;
    warning::report(ctx, flags, ufunc.name())?;
    drop(results);
    let mut objects = [const { None }; MAX_OUTS];
    for ((object, out), made) in objects.iter_mut().zip(outs).zip(made) {
        *object = match (out, made) {
            (Some(out), _) => Some(out.handle().to_owned()),
            (None, Some(made)) if options.keep_arrays => Some(made.into_handle()),
            (None, Some(made)) => Some(run::handed_out(made)?),
            (None, None) => None,
        };
    }
    run::packed(ctx, objects)
}
