//! Arrays and numbers as text, for `uniarray/_printing.py`, which keeps the options.

use crate::array::NdArray;
use crate::error::Result;
use crate::scalar::{self, to_python};
use hpy::{Args, Ctx, Global, Handle, ModuleDef, Obj, Object, Ref};
use uniarray_core::error::Error;
use uniarray_core::format::{self, FloatMode, MOST_DIGITS, NumberFormat, PrintOptions, Real, Sign, Trim};
use uniarray_core::layout::{Dims, View};
use uniarray_core::scalar::Scalar;

/// What Python writes arrays with, once somebody has changed an option.
static REPR: Global = Global::new();
static STR: Global = Global::new();
/// Tells whether scalars are written without the name of their type, once somebody has asked for that.
static BARE: Global = Global::new();

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.global(&REPR);
    module.global(&STR);
    module.global(&BARE);
    module.function(c"_set_bare_scalars", set_bare_scalars);
    module.function(c"_set_array_printers", set_printers);
    module.function(c"_array2string", array2string);
    module.function(c"_array_repr", array_repr);
    module.function(c"_format_float", format_float);
}

/// `_set_array_printers(repr, str)`: from now on these functions write arrays.
fn set_printers<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<()> {
    let [repr, str] = args.exactly("_set_array_printers")?;
    REPR.store(ctx, repr)?;
    STR.store(ctx, str)?;
    Ok(())
}

/// `_set_bare_scalars(function)`: from now on this function tells whether scalars are written as NumPy 1.25 did.
fn set_bare_scalars<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<()> {
    let [function] = args.exactly("_set_bare_scalars")?;
    Ok(BARE.store(ctx, function)?)
}

/// Whether scalars are written without the name of their type.
///
/// # Errors
/// What the function of `_set_bare_scalars` raises.
pub fn scalars_are_bare(ctx: Ctx<'_>) -> hpy::Result<bool> {
    match BARE.load(ctx) {
        Some(function) => function.call(())?.is_true(),
        None => Ok(false),
    }
}

/// `repr(array)`
pub fn repr<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, NdArray>) -> Result<Handle<'c>> {
    if let Some(print) = REPR.load(ctx) {
        return Ok(print.call((this.handle(),))?);
    }
    let options = PrintOptions::default();
    if !this.derived() {
        return Ok(ctx.text(format::array_repr(this.view(), &options, "array"))?);
    }
    let name = this.handle().type_of()?.getattr(c"__name__")?;
    Ok(ctx.text(format::array_repr(this.view(), &options, name.as_str()?))?)
}

/// `str(array)`
pub fn str<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, NdArray>) -> Result<Handle<'c>> {
    match STR.load(ctx) {
        Some(print) => Ok(print.call((this.handle(),))?),
        None => Ok(ctx.text(format::array_str(this.view(), &PrintOptions::default()))?),
    }
}

/// `_array2string(array, options, separator, prefix, suffix, function)`: `function` writes each element, if it is not None.
fn array2string<'c>(_: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [array, options, separator, prefix, suffix, function] = args.exactly("_array2string")?;
    let options = read_options(options)?;
    let around = [separator.as_str()?, prefix.as_str()?, suffix.as_str()?];
    written(array, &options, function, |view, words| {
        format::array2string(view, &options, around, words)
    })
}

/// `_array_repr(array, options, class_name, function)`
fn array_repr<'c>(_: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [array, options, name, function] = args.exactly("_array_repr")?;
    let (options, name) = (read_options(options)?, name.as_str()?);
    written(array, &options, function, |view, words| {
        format::array_repr_of(view, &options, name, words)
    })
}

/// Lets `write` make a text of an array, with what `function` makes of the elements if it is not `None`.
fn written<'c>(
    array: Ref<'_, 'c>,
    options: &PrintOptions,
    function: Ref<'_, 'c>,
    write: impl FnOnce(View<'_>, Option<&[String]>) -> String,
) -> Result<Handle<'c>> {
    let ctx = array.ctx();
    let Some(array) = array.get::<NdArray>() else {
        return Err(Error::type_error("only arrays are written").into());
    };
    if function.is_none() {
        return Ok(ctx.text(write(array.view(), None))?);
    }
    // A copy of the layout: the function may change the array's own.
    let view = array.payload().view();
    let (shape, strides) = (Dims::from_slice(view.shape()), Dims::from_slice(view.strides()));
    // SAFETY: the layout is the array's, which keeps its elements as long as it lives.
    let view = unsafe { view.with_layout(view.data(), &shape, &strides) };
    let mut words = Vec::new();
    for element in format::shown(view, options) {
        let word = function.call((to_python(ctx, element)?,))?;
        if !word.is_str() {
            let text = "formatters must return str";
            return Err(Error::type_error(text).into());
        }
        words.push(word.as_str()?.to_owned());
    }
    Ok(ctx.text(write(view, Some(&words)))?)
}

/// Options as a tuple: precision or None, threshold, edgeitems, linewidth, suppress, sign, floatmode, nanstr, infstr, and the version of
/// NumPy whose ways are wanted, times 100.
fn read_options(options: Ref<'_, '_>) -> Result<PrintOptions> {
    let count = |index| -> Result<usize> { Ok(options.getitem_at(index)?.extract()?) };
    let text = |index| -> Result<String> { Ok(options.getitem_at(index)?.extract()?) };
    let unknown = || Error::value("unknown print option");
    let precision = options.getitem_at(0)?;
    Ok(PrintOptions {
        precision: if precision.is_none() {
            usize::MAX
        } else {
            precision.extract::<usize>()?.min(MOST_DIGITS)
        },
        threshold: count(1)?,
        edgeitems: count(2)?,
        linewidth: count(3)?,
        suppress: options.getitem_at(4)?.is_true()?,
        sign: Sign::parse(&text(5)?).ok_or_else(unknown)?,
        floatmode: FloatMode::parse(&text(6)?).ok_or_else(unknown)?,
        early_exponent: count(9)? > 202,
        abridged_shape: count(9)? > 210,
        nanstr: text(7)?.into(),
        infstr: text(8)?.into(),
    })
}

/// `_format_float(x, exponent, precision, min_digits, unique, fractional, trim, sign, pad_left, pad_right)`; x is a floating-point scalar.
fn format_float<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [
        x,
        exponent,
        precision,
        min_digits,
        unique,
        fractional,
        trim,
        sign,
        left,
        right,
    ] = args.exactly("_format_float")?;
    let optional = |value: Ref<'_, 'c>| -> Result<Option<usize>> {
        Ok(value
            .extract::<Option<usize>>()?
            .map(|count| count.min(MOST_DIGITS)))
    };
    let Some(trim) = Trim::parse(trim.as_str()?) else {
        return Err(Error::type_error("if supplied, trim must be 'k', '.', '0' or '-'").into());
    };
    let format = NumberFormat {
        exponent: optional(exponent)?,
        precision: optional(precision)?,
        min_digits: optional(min_digits)?.unwrap_or(0),
        unique: unique.is_true()?,
        fractional: fractional.is_true()?,
        trim,
        plus: sign.is_true()?,
        pad_left: optional(left)?.unwrap_or(0),
        pad_right: optional(right)?.unwrap_or(0),
    };
    let text = match scalar::read(ctx, x)? {
        Some(Scalar::Float16(value)) => write(&format, value),
        Some(Scalar::Float32(value)) => write(&format, value),
        Some(Scalar::Float64(value)) => write(&format, value),
        _ => return Err(Error::type_error("only floats are written").into()),
    };
    Ok(ctx.text(text)?)
}

fn write<T: Real>(format: &NumberFormat, value: T) -> String {
    format.write(value)
}
