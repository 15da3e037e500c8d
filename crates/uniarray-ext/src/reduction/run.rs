//! Carrying out a reduction: plan, allocate, execute, warn, hand out.

use super::arguments::{self, Common};
use crate::array::NdArray;
use crate::array::make::{self, NewArray};
use crate::error::Result;
use crate::long;
use crate::scalar::{self, Slot};
use crate::ufunc::run::{check_writeable, handed_out};
use crate::warning;
use hpy::{ClassRef, Handle, Obj};
use uniarray_core::dtype::DType;
use uniarray_core::manip::Order;
use uniarray_core::reduce::{ReduceOptions, Reduction};
use uniarray_core::ufunc::Ufunc;

/// A result: the output that was given, or a new array.
pub enum Reduced<'a, 'c> {
    /// The output.
    Given(Obj<'a, 'c, NdArray>),
    /// A new array.
    Made(NewArray<'c>),
}

impl<'c> Reduced<'_, 'c> {
    /// The result's array.
    pub fn array(&self) -> Obj<'_, 'c, NdArray> {
        match self {
            Reduced::Given(array) => *array,
            Reduced::Made(array) => array.obj(),
        }
    }

    /// The object that Python gets: a scalar if there are no axes left.
    ///
    /// # Errors
    /// When there is no memory for the scalar.
    pub fn into_handle(self) -> Result<Handle<'c>> {
        match self {
            Reduced::Given(array) => Ok(array.handle().to_owned()),
            Reduced::Made(array) => handed_out(array),
        }
    }
}

/// `ufunc.reduce(array, ...)` with options that were read already.
///
/// # Errors
/// Of [`Ufunc::plan_reduce`] and its execution, `MemoryError`, `ValueError` for an output that is read-only, and warnings
/// that are errors.
pub fn reduce_into<'a, 'c>(
    class: ClassRef<'_, 'c, NdArray>,
    ufunc: &'static Ufunc,
    array: Obj<'_, 'c, NdArray>,
    out: Option<Obj<'a, 'c, NdArray>>,
    options: &ReduceOptions<'_>,
) -> Result<Reduced<'a, 'c>> {
    let plan = planned(ufunc, array, out, options)?;
    carry_out(class, &plan, array, out, options)
}

fn planned<'c>(
    ufunc: &'static Ufunc,
    array: Obj<'_, 'c, NdArray>,
    out: Option<Obj<'_, 'c, NdArray>>,
    options: &ReduceOptions<'_>,
) -> Result<Reduction> {
    if let Some(out) = out {
        check_writeable(array.ctx(), out)?;
    }
    let given = out.map(|out| out.payload().view());
    Ok(ufunc.plan_reduce(array.payload().view(), given, options)?)
}

fn carry_out<'a, 'c>(
    class: ClassRef<'_, 'c, NdArray>,
    plan: &Reduction,
    array: Obj<'_, 'c, NdArray>,
    out: Option<Obj<'a, 'c, NdArray>>,
    options: &ReduceOptions<'_>,
) -> Result<Reduced<'a, 'c>> {
    let result = match out {
        Some(out) => Reduced::Given(out),
        None => Reduced::Made(make::empty_in_class(class, plan.dtype(), plan.shape(), Order::C)?),
    };
    let (input, output) = (array.payload().view(), result.array().payload().view());
    let flags = long::reduce(array.ctx(), plan, input, output, options)?;
    warning::report(array.ctx(), flags, "reduce")?;
    Ok(result)
}

/// A reduction to one element that becomes a scalar: no array is made for it.
fn to_scalar<'c>(
    plan: &Reduction,
    array: Obj<'_, 'c, NdArray>,
    options: &ReduceOptions<'_>,
) -> Result<Handle<'c>> {
    let slot = Slot::of(plan.dtype());
    let flags = long::reduce(array.ctx(), plan, array.payload().view(), slot.view(), options)?;
    warning::report(array.ctx(), flags, "reduce")?;
    Ok(scalar::to_python(array.ctx(), slot.get())?)
}

/// `ufunc.reduce(array, ...)`; `fixed` is the dtype of a calculation that takes no `dtype=`.
///
/// # Errors
/// As for [`reduce_into`], and of reading the arguments.
pub fn reduce<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    ufunc: &'static Ufunc,
    array: Obj<'_, 'c, NdArray>,
    common: Common<'_, 'c>,
    fixed: Option<DType>,
) -> Result<Handle<'c>> {
    let axes = arguments::reduce_axes(common.axis, array.ndim())?;
    let mask = common.mask(array.ctx())?;
    let mut held = None;
    let out = arguments::output(class, common, &mut held)?;
    let options = ReduceOptions {
        axes: axes.as_deref(),
        keepdims: common.keepdims()?,
        dtype: fixed.or(common.dtype()?),
        initial: arguments::initial(common.initial)?,
        mask: mask
            .as_ref()
            .and_then(|mask| mask.get::<NdArray>())
            .map(|mask| mask.payload().view()),
    };
    let plan = planned(ufunc, array, out, &options)?;
    if out.is_none() && plan.shape().is_empty() && !common.keep_arrays {
        return to_scalar(&plan, array, &options);
    }
    let result = carry_out(class, &plan, array, out, &options)?;
    if common.keep_arrays {
        return Ok(result.array().handle().to_owned());
    }
    result.into_handle()
}

/// `out=`, which is asked for before the loop is chosen.
fn writeable_output<'a, 'c>(
    class: ClassRef<'_, 'c, NdArray>,
    common: Common<'a, 'c>,
    held: &'a mut Option<Handle<'c>>,
) -> Result<Option<Obj<'a, 'c, NdArray>>> {
    let out = arguments::output(class, common, held)?;
    if let Some(out) = out {
        check_writeable(class.handle().ctx(), out)?;
    }
    Ok(out)
}

/// `ufunc.accumulate(array, axis, dtype, out)`
///
/// # Errors
/// Of [`Ufunc::accumulate`], `MemoryError`, `ValueError` for an output that is read-only, and warnings that are errors.
pub fn accumulate<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    ufunc: &'static Ufunc,
    array: Obj<'_, 'c, NdArray>,
    axis: isize,
    common: Common<'_, 'c>,
) -> Result<Handle<'c>> {
    let ctx = array.ctx();
    let input = array.payload().view();
    let mut held = None;
    let out = writeable_output(class, common, &mut held)?;
    let dtype = common.dtype()?;
    let result_dtype = ufunc.accumulate_dtype(input, axis, out.map(|out| out.dtype()), dtype)?;
    let result = match out {
        Some(out) => Reduced::Given(out),
        None => Reduced::Made(make::empty_in_class(
            class,
            result_dtype,
            input.shape(),
            Order::C,
        )?),
    };
    let output = result.array().payload().view();
    let flags = long::run(ctx, input.size(), [input, output], |[input, output]| {
        ufunc.accumulate(input, axis, output, dtype)
    })?;
    warning::report(ctx, flags, "accumulate")?;
    result.into_handle()
}

/// `ufunc.reduceat(array, indices, axis, dtype, out)`
///
/// # Errors
/// Of [`Ufunc::plan_reduceat`], `MemoryError`, `ValueError` for an output that is read-only, and warnings that are errors.
pub fn reduceat<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    ufunc: &'static Ufunc,
    array: Obj<'_, 'c, NdArray>,
    indices: Obj<'_, 'c, NdArray>,
    axis: isize,
    common: Common<'_, 'c>,
) -> Result<Handle<'c>> {
    let ctx = array.ctx();
    let mut held = None;
    let out = writeable_output(class, common, &mut held)?;
    let (input, starts) = (array.payload().view(), indices.payload().view());
    let given = out.map(|out| out.dtype());
    let segments = ufunc.plan_reduceat(input, starts, axis, given, common.dtype()?)?;
    let result = match out {
        Some(out) => Reduced::Given(out),
        None => Reduced::Made(make::empty_in_class(
            class,
            segments.dtype(),
            segments.shape(),
            Order::C,
        )?),
    };
    let flags = segments.execute(input, result.array().payload().view())?;
    warning::report(ctx, flags, "reduceat")?;
    result.into_handle()
}
