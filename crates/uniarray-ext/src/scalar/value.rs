//! Between scalar objects, Python's numbers and [`Scalar`].

use super::classes::{self, Complex128, Float64};
use super::kinds::Generic;
use hpy::{Ctx, Exc, Global, Handle, ModuleDef, Object, Ref, Result, Type};
use uniarray_core::dtype::{C128, DType};
use uniarray_core::scalar::{Scalar, Weak};

/// `float.__new__`, which makes instances of float64 without going through its constructor.
static FLOAT_NEW: Global = Global::new();
/// `complex.__new__`
static COMPLEX_NEW: Global = Global::new();
/// `complex.__getnewargs__`: both parts at once. The attributes `real` and `imag` of a complex128 are NumPy's.
static COMPLEX_PARTS: Global = Global::new();
/// `False_` and `True_`, of which there is one each.
static TRUTHS: [Global; 2] = [const { Global::new() }; 2];

/// Python's `False` and `True`. They come from a comparison: of those in the context, GraalPy warns when they are used as `int`.
static PYTHON_TRUTHS: [Global; 2] = [const { Global::new() }; 2];

/// Registers what is kept for making objects.
pub fn define(module: &mut ModuleDef) {
    for global in [&FLOAT_NEW, &COMPLEX_NEW, &COMPLEX_PARTS]
        .into_iter()
        .chain(&TRUTHS)
        .chain(&PYTHON_TRUTHS)
    {
        module.global(global);
    }
    module.exec(|ctx, module| {
        FLOAT_NEW.store(ctx, ctx.builtin_type(Type::Float).getattr(c"__new__")?)?;
        COMPLEX_NEW.store(ctx, ctx.builtin_type(Type::Complex).getattr(c"__new__")?)?;
        COMPLEX_PARTS.store(ctx, ctx.builtin_type(Type::Complex).getattr(c"__getnewargs__")?)?;
        let zero = ctx.object(0)?;
        PYTHON_TRUTHS[0].store(ctx, zero.compare(hpy::CompareOp::Ne, &zero)?)?;
        PYTHON_TRUTHS[1].store(ctx, zero.compare(hpy::CompareOp::Eq, &zero)?)?;
        for (truth, name) in [(false, c"False_"), (true, c"True_")] {
            let object = match TRUTHS[usize::from(truth)].load(ctx) {
                Some(object) => object,
                None => ctx.create(classes::Bool(super::Stored::new(truth.into())))?,
            };
            TRUTHS[usize::from(truth)].store(ctx, &object)?;
            module.setattr(name, object)?;
        }
        // NumPy has both names, because `bool` hides Python's.
        module.setattr(c"bool_", ctx.class::<classes::Bool>()?)
    });
}

fn kept<'c>(ctx: Ctx<'c>, global: &'static Global) -> Result<Handle<'c>> {
    global
        .load(ctx)
        .ok_or_else(|| ctx.raise(Exc::SystemError, "scalar types are not ready"))
}

/// The one object there is of a truth value; `make()` for other values.
pub(super) fn one_of_two<'c>(
    value: Scalar,
    ctx: Ctx<'c>,
    make: impl FnOnce() -> Result<Handle<'c>>,
) -> Result<Handle<'c>> {
    match value {
        Scalar::Bool(truth) => kept(ctx, &TRUTHS[usize::from(truth.get())]),
        _ => make(),
    }
}

/// A truth value.
///
/// # Errors
/// Before the module is ready.
#[inline]
pub fn truth(ctx: Ctx<'_>, truth: bool) -> Result<Handle<'_>> {
    kept(ctx, &TRUTHS[usize::from(truth)])
}

/// A float64.
///
/// # Errors
/// When there is no memory for it.
#[inline]
pub fn float64(ctx: Ctx<'_>, value: f64) -> Result<Handle<'_>> {
    let class = ctx.class::<Float64>()?;
    float_of(class.as_ref().handle(), value)
}

/// An instance of a class derived from `float`.
#[inline]
fn float_of<'c>(class: Ref<'_, 'c>, value: f64) -> Result<Handle<'c>> {
    match class.new_float(value) {
        Some(made) => made,
        None => kept(class.ctx(), &FLOAT_NEW)?.call((class, value)),
    }
}

/// An int64.
///
/// # Errors
/// When there is no memory for it.
#[inline]
pub fn int64(ctx: Ctx<'_>, value: i64) -> Result<Handle<'_>> {
    let class = ctx.class::<classes::Int64>()?;
    class
        .as_ref()
        .create(classes::Int64(super::Stored::new(Scalar::Int64(value))))
}

/// The scalar object of an element in memory.
///
/// # Errors
/// When there is no memory for it.
///
/// # Safety
/// An element of the dtype is there.
#[inline]
pub unsafe fn of_element(ctx: Ctx<'_>, dtype: DType, at: *const u8) -> Result<Handle<'_>> {
    // The usual one first.
    if dtype == DType::FLOAT64 {
        // SAFETY: the caller's promise.
        return float64(ctx, unsafe { at.cast::<f64>().read_unaligned() });
    }
    // SAFETY: as above.
    to_python(ctx, unsafe { Scalar::read(dtype, at) })
}

/// An instance of float64 or of a class derived from it.
pub(super) fn make_float<'c>(class: Ref<'_, 'c>, value: Scalar) -> Result<Handle<'c>> {
    let Scalar::Float64(value) = value.cast(DType::FLOAT64) else {
        unreachable!("cast to float64")
    };
    float_of(class, value)
}

/// An instance of complex128 or of a class derived from it.
pub(super) fn make_complex<'c>(class: Ref<'_, 'c>, value: Scalar) -> Result<Handle<'c>> {
    let Scalar::Complex128(value) = value.cast(DType::COMPLEX128) else {
        unreachable!("cast to complex128")
    };
    match class.new_complex(value.re, value.im) {
        Some(made) => made,
        None => kept(class.ctx(), &COMPLEX_NEW)?.call((class, value.re, value.im)),
    }
}

/// The scalar object of a value.
///
/// # Errors
/// When there is no memory for it.
pub fn to_python(ctx: Ctx<'_>, value: Scalar) -> Result<Handle<'_>> {
    classes::make(ctx, value)
}

/// The value of a scalar object; `None` for objects that are none of ours.
///
/// # Errors
/// When the host cannot read the parts of a complex128.
#[inline]
pub fn read<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>) -> Result<Option<Scalar>> {
    // What is a float is no other scalar of ours.
    if object.isinstance(Type::Float) {
        return read_float(object);
    }
    read_stored(ctx, object)
}

/// As [`read`], of an instance of `float`.
pub fn read_float(object: Ref<'_, '_>) -> Result<Option<Scalar>> {
    match object.get::<Float64>() {
        Some(_) => Ok(Some(Scalar::Float64(object.extract()?))),
        None => Ok(None),
    }
}

/// As [`read`], of an object that is no `float`.
pub fn read_stored<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>) -> Result<Option<Scalar>> {
    // The usual one first.
    if let Some(value) = object.get::<classes::Int64>() {
        return Ok(Some(value.0.get()));
    }
    if let Some(value) = classes::stored_as_last(object) {
        return Ok(Some(value));
    }
    if object.get::<Generic>().is_none() {
        return Ok(None);
    }
    if object.get::<Complex128>().is_some() {
        return Ok(Some(Scalar::Complex128(complex_value(ctx, object)?)));
    }
    if let Some(value) = classes::stored(object) {
        return Ok(Some(value));
    }
    // An instance of what Python code derived from an abstract type.
    Ok(None)
}

/// The value of a complex128.
///
/// # Errors
/// When the host cannot read its parts.
pub fn complex_value<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>) -> Result<C128> {
    if let Some(parts) = object.complex_parts() {
        return parts.map(|[re, im]| C128::new(re, im));
    }
    let parts = kept(ctx, &COMPLEX_PARTS)?.call((object,))?;
    let mut found = [0.0; 2];
    for (part, object) in found.iter_mut().zip(parts.iter()?) {
        *part = object?.extract()?;
    }
    Ok(C128::new(found[0], found[1]))
}

/// A Python `int`, `float` or `complex` as a number without a dtype; `None` for other objects. A `bool` is an `int` here.
///
/// # Errors
/// When the host cannot read the number.
pub fn from_number(object: Ref<'_, '_>) -> Result<Option<Weak>> {
    let ctx = object.ctx();
    if object.isinstance(Type::Float) {
        return Ok(Some(Weak::Float(object.extract()?)));
    }
    if object.isinstance(Type::Int) {
        return integer(object).map(Some);
    }
    if object.isinstance(Type::Complex) {
        let (re, im) = match object.get::<Complex128>() {
            Some(_) => complex_value(ctx, object).map(|value| (value.re, value.im))?,
            None => object.as_complex()?,
        };
        return Ok(Some(Weak::Complex(C128::new(re, im))));
    }
    Ok(None)
}

/// An `int` of any length.
fn integer(object: Ref<'_, '_>) -> Result<Weak> {
    let ctx = object.ctx();
    if let Some(value) = ctx.ignore(object.extract::<i64>(), Exc::OverflowError)? {
        return Ok(Weak::Int(value.into()));
    }
    let zero = ctx.object(0)?;
    let negative = object.compare_bool(hpy::CompareOp::Lt, zero)?;
    if !negative && let Some(value) = ctx.ignore(object.extract::<u64>(), Exc::OverflowError)? {
        return Ok(Weak::Int(value.into()));
    }
    let infinite = if negative {
        f64::NEG_INFINITY
    } else {
        f64::INFINITY
    };
    let nearest = ctx.ignore(object.extract::<f64>(), Exc::OverflowError)?;
    Ok(Weak::LongInt(nearest.unwrap_or(infinite)))
}

/// The Python number of a value: `bool`, `int`, `float` or `complex`.
///
/// # Errors
/// When there is no memory for it.
pub fn item(ctx: Ctx<'_>, value: Scalar) -> Result<Handle<'_>> {
    match value {
        Scalar::Bool(value) => kept(ctx, &PYTHON_TRUTHS[usize::from(value.get())]),
        Scalar::Int8(value) => ctx.object(value),
        Scalar::UInt8(value) => ctx.object(value),
        Scalar::Int16(value) => ctx.object(value),
        Scalar::UInt16(value) => ctx.object(value),
        Scalar::Int32(value) => ctx.object(value),
        Scalar::UInt32(value) => ctx.object(value),
        Scalar::Int64(value) => ctx.object(value),
        Scalar::UInt64(value) => ctx.object(value),
        Scalar::Float16(value) => ctx.object(f64::from(value)),
        Scalar::Float32(value) => ctx.object(value),
        Scalar::Float64(value) => ctx.object(value),
        Scalar::Complex64(value) => ctx.complex(value.re.into(), value.im.into()),
        Scalar::Complex128(value) => ctx.complex(value.re, value.im),
    }
}
