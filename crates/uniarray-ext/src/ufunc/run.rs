//! Carrying out a ufunc on operands: resolve, allocate, execute, warn, hand out.

use crate::array::{NdArray, make};
use crate::error::Result;
use crate::long;
use crate::scalar::{self, Slot};
use crate::warning;
use hpy::{ClassRef, Ctx, Handle, Obj};
use std::fmt::Display;
use uniarray_core::dtype::DType;
use uniarray_core::flags::FpFlags;
use uniarray_core::manip::Order;
use uniarray_core::scalar::Scalar;
use uniarray_core::ufunc::{CallOptions, Operand, Plan, Straight, Ufunc};

/// Most outputs that a ufunc has.
pub const MAX_OUTS: usize = 2;

/// The results of a ufunc, as many as it has outputs.
pub type Results<'c> = [Option<Handle<'c>>; MAX_OUTS];

/// An output that was given, or a place for one.
pub type Out<'a, 'c> = Option<Obj<'a, 'c, NdArray>>;

/// What a call's keywords say, apart from operands.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Casting, dtypes and mask.
    pub call: CallOptions<'a>,
    /// Memory order of fresh outputs.
    pub order: Order,
    /// Whether results without axes stay arrays.
    pub keep_arrays: bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options {
            call: CallOptions::default(),
            order: Order::K,
            keep_arrays: false,
        }
    }
}

/// A ufunc of one output on operands, with nothing else said: the way of operators.
///
/// # Errors
/// Of [`Ufunc::resolve`] and [`Plan::execute`], `MemoryError`, and warnings that are errors.
#[inline]
pub fn simple<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    ufunc: &'static Ufunc,
    inputs: &[Operand<'_>],
) -> Result<Handle<'c>> {
    // Not moved out of its place: it is larger than all that is computed with it.
    if let Some(straight) = &mut ufunc.straight(inputs) {
        if straight.shape().is_empty() {
            return alone(class.handle().ctx(), ufunc, straight);
        }
        let out = make::empty_in_class(class, straight.dtype(), straight.shape(), Order::C)?;
        let ctx = class.handle().ctx();
        // SAFETY: the array is new, of this shape and dtype.
        let flags = unsafe { long::straight(ctx, straight, out.view().data())? };
        warning::report(ctx, flags, ufunc.name())?;
        return Ok(out.into_handle());
    }
    planned(class, ufunc, inputs)
}

/// The object of [`one`].
#[inline(never)]
fn alone<'c>(ctx: Ctx<'c>, ufunc: &Ufunc, straight: &mut Straight<'_>) -> Result<Handle<'c>> {
    let (value, flags) = one(straight)?;
    warning::report(ctx, flags, ufunc.name())?;
    Ok(scalar::to_python(ctx, value)?)
}

/// A call whose operands have no axes.
#[inline]
fn one(straight: &mut Straight<'_>) -> Result<(Scalar, FpFlags)> {
    let slot = Slot::of(straight.dtype());
    // SAFETY: a slot holds any element, and this one is new.
    let flags = unsafe { straight.run(slot.view().data())? };
    Ok((slot.get(), flags))
}

/// [`simple`] for any operands.
#[inline(never)]
fn planned<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    ufunc: &'static Ufunc,
    inputs: &[Operand<'_>],
) -> Result<Handle<'c>> {
    let ctx = class.handle().ctx();
    let options = CallOptions::default();
    let plan = ufunc.resolve(inputs, &[None], &options)?;
    if plan.shape().is_empty() {
        let slot = Slot::of(plan.out_dtype(0));
        let flags = plan.execute(inputs, &[slot.view()], &options)?;
        warning::report(ctx, flags, ufunc.name())?;
        return Ok(scalar::to_python(ctx, slot.get())?);
    }
    let out = fresh(class, &plan, 0, inputs, Order::K)?;
    let flags = long::call(ctx, &plan, inputs, &[out.view()], &options)?;
    warning::report(ctx, flags, ufunc.name())?;
    Ok(out.into_handle())
}

/// A ufunc of scalars: values in, values out, no objects. The flags are for the caller to report.
///
/// # Errors
/// Of [`Ufunc::resolve`] and [`Plan::execute`].
#[inline]
pub fn of_scalars(
    ufunc: &'static Ufunc,
    inputs: &[Operand<'_>],
) -> Result<([Option<Scalar>; MAX_OUTS], FpFlags)> {
    if let Some(straight) = &mut ufunc.straight(inputs) {
        let (value, flags) = one(straight)?;
        return Ok(([Some(value), None], flags));
    }
    let options = CallOptions::default();
    let plan = ufunc.resolve(inputs, &[None; MAX_OUTS][..ufunc.nout()], &options)?;
    let slots = [0, 1].map(|out| {
        Slot::of(if out < ufunc.nout() {
            plan.out_dtype(out)
        } else {
            DType::BOOL
        })
    });
    let views = [slots[0].view(), slots[1].view()];
    let flags = plan.execute(inputs, &views[..ufunc.nout()], &options)?;
    let value = |out: usize| (out < ufunc.nout()).then(|| slots[out].get());
    Ok(([value(0), value(1)], flags))
}

/// A ufunc in full. `place` is what warnings name.
///
/// # Errors
/// As for [`simple`]; `ValueError` for an output that is read-only.
pub fn full<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    ufunc: &'static Ufunc,
    inputs: &[Operand<'_>],
    outs: [Out<'_, 'c>; MAX_OUTS],
    options: &Options<'_>,
    place: impl Display,
) -> Result<Results<'c>> {
    let ctx = class.handle().ctx();
    let nout = ufunc.nout();
    for out in outs.iter().flatten() {
        check_writeable(ctx, *out)?;
    }
    let given = outs.map(|out| out.map(|out| out.payload().view()));
    let plan = ufunc.resolve(inputs, &given[..nout], &options.call)?;
    let mut made = [const { None }; MAX_OUTS];
    for (index, (made, given)) in made.iter_mut().zip(&given).enumerate().take(nout) {
        if given.is_none() {
            *made = Some(fresh(class, &plan, index, inputs, options.order)?);
        }
    }
    let view = |out: usize| given[out].or_else(|| made[out].as_ref().map(|made| made.view()));
    let first = view(0).expect("every ufunc has a first output");
    let views = [first, view(1).unwrap_or(first)];
    let flags = long::call(ctx, &plan, inputs, &views[..nout], &options.call)?;
    warning::report(ctx, flags, place)?;
    let mut results = [const { None }; MAX_OUTS];
    for ((result, out), made) in results.iter_mut().zip(outs).zip(made) {
        *result = match (out, made) {
            (Some(out), _) => Some(out.handle().to_owned()),
            (None, Some(made)) if options.keep_arrays => Some(made.into_handle()),
            (None, Some(made)) => Some(handed_out(made)?),
            (None, None) => None,
        };
    }
    Ok(results)
}

/// A fresh result as Python gets it: a scalar if it has no axes.
///
/// # Errors
/// When there is no memory for the scalar.
pub fn handed_out(made: make::NewArray<'_>) -> Result<Handle<'_>> {
    match made.view().get(&[]) {
        Some(value) => Ok(scalar::to_python(made.obj().ctx(), value)?),
        None => Ok(made.into_handle()),
    }
}

/// The result as Python gets it: one object, or a tuple of several.
///
/// # Errors
/// When there is no memory for the tuple.
pub fn packed<'c>(ctx: Ctx<'c>, results: Results<'c>) -> Result<Handle<'c>> {
    match results {
        [Some(one), None] => Ok(one),
        [Some(one), Some(two)] => Ok(ctx.tuple([one, two])?),
        _ => unreachable!("every ufunc has a first output"),
    }
}

/// An array for an output of a plan.
#[inline]
fn fresh<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    plan: &Plan,
    out: usize,
    inputs: &[Operand<'_>],
    order: Order,
) -> Result<make::NewArray<'c>> {
    let (dtype, shape) = (plan.out_dtype(out), plan.shape());
    match order {
        Order::K if shape.len() > 1 => {
            let strides = plan.out_strides(inputs, dtype.itemsize());
            make::empty_in_order_of(class, dtype, shape, &strides)
        }
        Order::A => {
            let mut views = inputs.iter().filter_map(|input| match input {
                Operand::Array(view) => Some(view),
                Operand::Weak(_) => None,
            });
            let fortran = views.all(|view| view.is_f_contiguous());
            make::empty_in_class(class, dtype, shape, if fortran { Order::F } else { Order::C })
        }
        order => make::empty_in_class(class, dtype, shape, order),
    }
}

/// Refuses an output that may not be written to.
///
/// # Errors
/// `ValueError`
pub fn check_writeable(ctx: Ctx<'_>, out: Obj<'_, '_, NdArray>) -> Result<()> {
    if out.writeable() {
        Ok(())
    } else {
        Err(ctx.value_error("output array is read-only").into())
    }
}
