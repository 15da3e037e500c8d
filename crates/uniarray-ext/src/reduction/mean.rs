//! `a.mean()`: a sum, divided by how many elements it has.

use super::arguments::{self, Common};
use super::run::{Reduced, reduce_into};
use crate::array::{NdArray, methods};
use crate::error::Result;
use crate::operator::needed;
use crate::read::{self, given};
use crate::scalar::{self, Slot};
use crate::ufunc::{overrides, run};
use crate::warning;
use crate::written::function_of;
use hpy::{Args, ClassRef, Ctx, Exc, Global, Handle, Kwargs, ModuleDef, Obj};
use uniarray_core::dtype::DType;
use uniarray_core::error::Casting;
use uniarray_core::layout::normalize_axis;
use uniarray_core::layout::{View, broadcast_strides};
use uniarray_core::manip::Order;
use uniarray_core::reduce::ReduceOptions;
use uniarray_core::scalar::{Scalar, Weak};
use uniarray_core::ufunc::{CallOptions, Operand};

/// `uniarray._spread.mean_of_derived`, once it was needed.
static OF_DERIVED: Global = Global::new();

/// Registers what is kept here.
pub fn define(module: &mut ModuleDef) {
    module.global(&OF_DERIVED);
}

/// `a.mean(axis=None, dtype=None, out=None, keepdims=False, *, where=True)`
pub fn mean<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, NdArray>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "mean"(axis?, dtype?, out?, keepdims?, *, r#where?), args, kwargs);
    let common = Common {
        axis,
        dtype,
        out,
        keepdims,
        r#where,
        ..Common::default()
    };
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    if this.derived() || overrides::keyword_may_matter(class, common.out)? {
        let function = function_of(ctx, &OF_DERIVED, "uniarray._spread", c"mean_of_derived")?;
        let keywords = common.to_dict(ctx, true)?;
        return Ok(function.as_ref().call_dict((this,), &keywords)?);
    }
    // Other reductions let an array without axes pass for one with a single element.
    for &axis in read::axes(common.axis)?.iter().flat_map(|axes| axes.iter()) {
        normalize_axis(axis, this.ndim())?;
    }
    let axes = arguments::reduce_axes(common.axis, this.ndim())?;
    let mask = common.mask(ctx)?;
    let mask = mask
        .as_ref()
        .and_then(|mask| mask.get::<NdArray>())
        .map(|mask| mask.payload().view());
    let mut held = None;
    let out = arguments::output(class, common, &mut held)?;
    let exact = !this.dtype().is_inexact();
    // Summed and divided with more digits, and cut to 16 bits in the end.
    let short = this.dtype() == DType::FLOAT16 && given(common.dtype).is_none();
    let options = ReduceOptions {
        axes: axes.as_deref(),
        keepdims: common.keepdims()?,
        dtype: match common.dtype()? {
            None if exact => Some(DType::FLOAT64),
            None if short => Some(DType::FLOAT32),
            given => given,
        },
        mask,
        ..ReduceOptions::default()
    };
    let count = count(class, this, &options)?;
    if count.is_zero_somewhere() {
        ctx.warn(Exc::RuntimeWarning, "Mean of empty slice", 2)?;
    }
    let sum = reduce_into(class, needed("add"), this, out, &options)?;
    let result = divide(class, sum, &count)?;
    if !short || out.is_some() {
        return Ok(result);
    }
    Ok(
        match (scalar::read(ctx, result.as_ref())?, result.get::<NdArray>()) {
            (Some(value), _) => scalar::to_python(ctx, value.cast(DType::FLOAT16))?,
            (None, Some(array)) => {
                methods::cast_to(array, DType::FLOAT16, Order::K, Casting::Unsafe)?.into_handle()
            }
            (None, None) => result,
        },
    )
}

/// How many elements each sum has.
enum Count<'c> {
    Same(usize),
    Each(Reduced<'static, 'c>),
}

impl Count<'_> {
    fn is_zero_somewhere(&self) -> bool {
        match self {
            Count::Same(count) => *count == 0,
            Count::Each(counts) => {
                let all = needed("logical_and");
                let view = counts.array().payload().view();
                let options = ReduceOptions {
                    dtype: Some(DType::BOOL),
                    ..ReduceOptions::default()
                };
                let slot = Slot::of(DType::BOOL);
                let done = all
                    .plan_reduce(view, None, &options)
                    .and_then(|plan| plan.execute(view, slot.view(), &options));
                done.is_ok() && matches!(slot.get(), Scalar::Bool(all) if !all.get())
            }
        }
    }

    fn operand(&self) -> Operand<'_> {
        match self {
            Count::Same(count) => Operand::Weak(Weak::Int(*count as i128)),
            Count::Each(counts) => Operand::Array(counts.array().payload().view()),
        }
    }
}

fn count<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    array: Obj<'_, 'c, NdArray>,
    options: &ReduceOptions<'_>,
) -> Result<Count<'c>> {
    let view = array.payload().view();
    let Some(mask) = options.mask else {
        return Ok(Count::Same(match options.axes {
            None => view.size(),
            Some(axes) => {
                let extent = |axis: &isize| {
                    let axis = if *axis < 0 {
                        axis + view.ndim() as isize
                    } else {
                        *axis
                    };
                    // Axes out of range are refused by the sum.
                    view.shape().get(axis as usize).copied().unwrap_or(1) as usize
                };
                axes.iter().map(extent).product()
            }
        }));
    };
    let Some(strides) = broadcast_strides(mask.shape(), mask.strides(), view.shape()) else {
        return Ok(Count::Same(1)); // Refused by the sum, too.
    };
    // SAFETY: broadcasting repeats the mask's own elements.
    let mask: View<'_> = unsafe { mask.with_layout(mask.data(), view.shape(), &strides) };
    let options = ReduceOptions {
        dtype: Some(DType::INTP),
        mask: None,
        ..*options
    };
    let plan = needed("add").plan_reduce(mask, None, &options)?;
    let counts = crate::array::make::empty_in_class(class, plan.dtype(), plan.shape(), Order::C)?;
    plan.execute(mask, counts.view(), &options)?;
    Ok(Count::Each(Reduced::Made(counts)))
}

/// Divides sums by counts, in place.
fn divide<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    sum: Reduced<'_, 'c>,
    count: &Count<'c>,
) -> Result<Handle<'c>> {
    let ctx = class.handle().ctx();
    let divide = needed("divide");
    if let Reduced::Made(array) = &sum
        && let Some(value) = array.view().get(&[])
    {
        let slot = Slot::new(value);
        let ([quotient, _], flags) =
            run::of_scalars(divide, &[Operand::Array(slot.view()), count.operand()])?;
        warning::report(ctx, flags, "scalar divide")?;
        let quotient = quotient.unwrap_or(value);
        return Ok(scalar::to_python(ctx, quotient.cast(value.dtype()))?);
    }
    let view = sum.array().payload().view();
    let options = CallOptions {
        casting: Casting::Unsafe,
        ..CallOptions::default()
    };
    let inputs = [Operand::Array(view), count.operand()];
    let flags = divide
        .resolve(&inputs, &[Some(view)], &options)?
        .execute(&inputs, &[view], &options)?;
    warning::report(ctx, flags, "divide")?;
    sum.into_handle()
}
