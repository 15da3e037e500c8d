//! Calling a generalised ufunc: products of matrices.

use super::arguments::Keywords;
use super::class::PyUfunc;
use super::run::{self, Options, Out};
use crate::array::{NdArray, make};
use crate::convert;
use crate::error::Result;
use crate::long;
use crate::operand::Input;
use crate::scalar::{self, Slot};
use crate::warning;
use hpy::{ClassRef, Ctx, Handle, Object, Ref};
use uniarray_core::dtype::DType;
use uniarray_core::flags::FpFlags;
use uniarray_core::gufunc::{Axes, AxesItem, Gufunc, GufuncOptions};
use uniarray_core::layout::View;
use uniarray_core::manip::Order;
use uniarray_core::ufunc::Operand;

/// `gufunc(a, b, **keywords)`, with the output that was given.
pub fn call<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    this: &PyUfunc,
    general: &'static Gufunc,
    inputs: [&Input<'_, 'c>; 2],
    out: Out<'_, 'c>,
    words: &Keywords<'_, 'c>,
) -> Result<Handle<'c>> {
    let (ctx, ufunc) = (class.handle().ctx(), this.ufunc());
    let mut items = Vec::new();
    let axes = axes_of(words, &mut items)?;
    let keepdims = keepdims_of(ctx, words)?;
    let options = words.options(ufunc)?;
    let result = of(class, general, inputs, out, &options, axes, keepdims)?;
    if words.keep_arrays {
        return convert::as_array(ctx, result.as_ref(), None);
    }
    Ok(result)
}

/// `axes=` or `axis=`; `items` is room for the former.
pub fn axes_of<'i>(words: &Keywords<'_, '_>, items: &'i mut Vec<AxesItem>) -> Result<Axes<'i>> {
    Ok(match (words.axes, words.axis) {
        (Some(axes), _) => {
            *items = read_axes(axes.ctx(), axes)?;
            Axes::Each(items)
        }
        // Where it makes no sense it is refused whatever it is.
        (None, Some(axis)) if axis.is_none() => Axes::Shared(0),
        (None, Some(axis)) => Axes::Shared(axis.extract()?),
        (None, None) => Axes::Last,
    })
}

/// `keepdims=`
pub fn keepdims_of<'c>(ctx: Ctx<'c>, words: &Keywords<'_, 'c>) -> Result<Option<bool>> {
    words.keepdims.map(|value| boolean(ctx, value)).transpose()
}

/// The product of operands of any kind.
///
/// # Errors
/// Of [`Gufunc::resolve`], `MemoryError`, warnings that are errors, and `ValueError` for an output that is read-only.
pub fn of<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    general: &'static Gufunc,
    inputs: [&Input<'_, 'c>; 2],
    out: Out<'_, 'c>,
    options: &Options<'_>,
    axes: Axes<'_>,
    keepdims: Option<bool>,
) -> Result<Handle<'c>> {
    // A Python number has no axes, which is one too few: its value does not matter.
    let number = Slot::of(DType::INT64);
    let views = inputs.map(|input| match input.operand() {
        Operand::Array(view) => view,
        Operand::Weak(_) => number.view(),
    });
    let keywords = GufuncOptions {
        call: options.call,
        axes,
        keepdims,
    };
    let place = Some(general.as_ufunc().name());
    let options = (options.order, keywords, place);
    of_views(class, general, views, out, options)
}

/// The product of arrays. `place` is what warnings name; without it there are none.
///
/// # Errors
/// As for [`of`].
#[inline]
pub fn of_views<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    general: &'static Gufunc,
    inputs: [View<'_>; 2],
    out: Out<'_, 'c>,
    (order, keywords, place): (Order, GufuncOptions<'_>, Option<&str>),
) -> Result<Handle<'c>> {
    let ctx = class.handle().ctx();
    let report = |flags: FpFlags| place.map_or(Ok(()), |place| warning::report(ctx, flags, place));
    if let Some(out) = out {
        run::check_writeable(ctx, out)?;
        let view = out.payload().view();
        let plan = general.resolve(inputs, Some(view), &keywords)?;
        let flags = long::multiply(ctx, &plan, inputs, view)?;
        report(flags)?;
        return Ok(out.handle().to_owned());
    }
    let plan = general.resolve(inputs, None, &keywords)?;
    if plan.shape().is_empty() {
        let slot = Slot::of(plan.dtype());
        let flags = long::multiply(ctx, &plan, inputs, slot.view())?;
        report(flags)?;
        return Ok(scalar::to_python(ctx, slot.get())?);
    }
    let strides = plan.strides(inputs, order);
    let result = make::empty_in_order_of(class, plan.dtype(), plan.shape(), &strides)?;
    let flags = long::multiply(ctx, &plan, inputs, result.view())?;
    report(flags)?;
    Ok(result.into_handle())
}

/// The product of two plain vectors of one dtype, by a function that takes such; `None` for other operands. `place` is as for [`of_views`].
///
/// # Errors
/// Warnings that are errors.
#[inline]
pub fn of_vectors<'c>(
    ctx: Ctx<'c>,
    general: &'static Gufunc,
    inputs: [View<'_>; 2],
    place: Option<&str>,
) -> Result<Option<Handle<'c>>> {
    /// More are worth letting other threads run, as [`long::multiply`] does.
    const FEW: usize = 1000;
    if inputs[0].size() > FEW {
        return Ok(None);
    }
    let slot = Slot::of(inputs[0].dtype());
    let Some(done) = general.vectors(inputs, slot.view()) else {
        return Ok(None);
    };
    let flags = done?;
    if let Some(place) = place {
        warning::report(ctx, flags, place)?;
    }
    Ok(Some(scalar::to_python(ctx, slot.get())?))
}

/// `axes=`: a list with an integer or a tuple of integers for each operand.
fn read_axes<'c>(ctx: Ctx<'c>, axes: Ref<'_, 'c>) -> Result<Vec<AxesItem>> {
    if !axes.is_list() {
        return Err(ctx.type_error("axes should be a list.").into());
    }
    let item = |item: Ref<'_, 'c>| -> Result<AxesItem> {
        if item.is_tuple() {
            let parts = item.iter()?.map(|part| Ok(part?.extract()?));
            return Ok(AxesItem::Tuple(parts.collect::<Result<_>>()?));
        }
        Ok(if item.hasattr(c"__index__") {
            AxesItem::One(item.extract()?)
        } else {
            AxesItem::Neither
        })
    };
    axes.iter()?.map(|part| item(part?.as_ref())).collect()
}

/// A truth value and nothing that merely has one.
fn boolean<'c>(ctx: Ctx<'c>, value: Ref<'_, 'c>) -> Result<bool> {
    if value.is(ctx.bool(true)) {
        Ok(true)
    } else if value.is(ctx.bool(false)) {
        Ok(false)
    } else {
        Err(ctx.type_error("'keepdims' must be a boolean").into())
    }
}
