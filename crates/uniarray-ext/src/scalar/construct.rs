//! Calling a scalar type: `np.int8(3)`, `np.float32("1.5")`, `np.float64([1, 2])`.

use super::kinds::Generic;
use super::value::float64;
use crate::array::{NdArray, methods};
use crate::convert;
use crate::elsewhere;
use crate::error::Result;
use crate::warning;
use hpy::{Args, AsHandle, Class, ClassDef, ClassRef, Ctx, Handle, Kwargs, ModuleDef, Object, Ref, Type};
use uniarray_core::dtype::{C128, DType, Kind};
use uniarray_core::error::Casting;
use uniarray_core::manip::Order;
use uniarray_core::numbers::{Number, cast};
use uniarray_core::scalar::Scalar;

/// A scalar type with instances.
pub trait Concrete: Class {
    /// What they are instances of.
    const DTYPE: DType;

    /// An instance of the class given; the value has this type's dtype.
    fn make<'c>(class: ClassRef<'_, 'c, Self>, value: Scalar) -> hpy::Result<Handle<'c>>;
}

/// What a constructor was asked for.
enum Made<'c> {
    Scalar(Scalar),
    Array(Handle<'c>),
}

/// Registers the constructor of a type.
pub(super) fn define<T: Concrete>(class: &mut ClassDef<T>) {
    class.new(new::<T>);
}

/// Registers the constructor of a type that is a builtin number. It is an attribute and no slot: a builtin's `__new__` refuses
/// to work for a native type that has the slot.
pub(super) fn define_as_attribute<T: Concrete>(class: &mut ClassDef<T>) {
    class.staticmethod(c"__new__", new_of_class::<T>);
}

fn new_of_class<'c, T: Concrete>(
    ctx: Ctx<'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    let name = T::DTYPE.name();
    let Some(class) = args.get(0) else {
        return Err(ctx
            .type_error(format_args!("{name}.__new__(): not enough arguments"))
            .into());
    };
    let exact = ctx.class::<T>()?;
    let exact = exact.as_ref();
    // The usual call, with a number that is the value.
    if T::DTYPE == DType::FLOAT64
        && let (Some(value), 2, true) = (args.get(1), args.len(), kwargs.is_empty())
        && class.is(exact)
        && value.isinstance(Type::Float)
    {
        return Ok(float64(ctx, value.extract()?)?);
    }
    let class = if class.is(exact) {
        Some(exact)
    } else {
        class.as_class::<T>()
    };
    match class {
        Some(class) => new(ctx, class, args.skip(1), kwargs),
        None => Err(ctx
            .type_error(format_args!("{name}.__new__(X): X is not a subtype of {name}"))
            .into()),
    }
}

/// Gives the abstract types a constructor, once all types are there: for GraalPy a type that has one is a layout of its own,
/// which cannot be joined with that of `float`.
pub(super) fn define_refusal(module: &mut ModuleDef) {
    module.function(c"_abstract_new", refuse);
    module.exec(|ctx, module| {
        let refuse = ctx
            .builtin(c"staticmethod")?
            .call((module.getattr(c"_abstract_new")?,))?;
        AsHandle::as_ref(&ctx.class::<Generic>()?).setattr(c"__new__", refuse)?;
        module.getattr(c"__dict__")?.delitem_str(c"_abstract_new")
    });
}

fn refuse<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, _kwargs: Kwargs<'_, 'c>) -> Result<()> {
    let class = args
        .get(0)
        .ok_or_else(|| ctx.type_error("generic.__new__(): not enough arguments"))?;
    let (module, name) = (class.getattr(c"__module__")?, class.getattr(c"__name__")?);
    let text = format!(
        "cannot create '{}.{}' instances",
        module.as_str()?,
        name.as_str()?
    );
    Err(ctx.type_error(text).into())
}

fn new<'c, T: Concrete>(
    ctx: Ctx<'c>,
    class: ClassRef<'_, 'c, T>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    kwargs.none_for(T::DTYPE.name())?;
    let made = match (args.get(0), args.get(1)) {
        (None, _) => Made::Scalar(Scalar::zero(T::DTYPE)),
        (Some(value), None) => from_object(ctx, T::DTYPE, value)?,
        (Some(re), Some(im)) if T::DTYPE.kind() == Kind::Complex && args.len() == 2 => {
            let value = C128::new(re.extract()?, im.extract()?);
            Made::Scalar(Scalar::Complex128(value).cast(T::DTYPE))
        }
        _ => {
            let most = if T::DTYPE.kind() == Kind::Complex { 2 } else { 1 };
            let text = format!(
                "{} expected at most {most} arguments, got {}",
                T::DTYPE,
                args.len()
            );
            return Err(ctx.type_error(text).into());
        }
    };
    match made {
        Made::Scalar(value) => Ok(T::make(class, value)?),
        Made::Array(array) => Ok(array),
    }
}

fn from_object<'c>(ctx: Ctx<'c>, dtype: DType, value: Ref<'_, 'c>) -> Result<Made<'c>> {
    if let Some(array) = value.get::<NdArray>() {
        if let Some(native) = elsewhere::converted(array, Some(dtype))? {
            return Ok(reduced(native));
        }
        return Ok(reduced(
            methods::cast_to(array, dtype, Order::K, Casting::Unsafe)?.into_handle(),
        ));
    }
    let single = value.is_str() || value.is_bytes() || value.is_none() || value.is_dict();
    let number = convert::number(value)?;
    if let Some(Number::Scalar(scalar)) = number {
        // Other than in assignments, what does not fit is cut off.
        convert::warn_of_lost_parts(ctx, scalar.dtype(), dtype)?;
        let (made, flags) = cast(scalar, dtype)?;
        warning::report(ctx, flags, "cast")?;
        return Ok(Made::Scalar(made));
    }
    if single || number.is_some() {
        return Ok(Made::Scalar(convert::element(value, dtype)?));
    }
    Ok(reduced(convert::as_array(ctx, value, Some(dtype))?))
}

/// An array without axes becomes a scalar.
fn reduced(array: Handle<'_>) -> Made<'_> {
    match array
        .get::<NdArray>()
        .filter(|array| array.ndim() == 0)
        .and_then(|array| array.view().get(&[]))
    {
        Some(value) => Made::Scalar(value),
        None => Made::Array(array),
    }
}
