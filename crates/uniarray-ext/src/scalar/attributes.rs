//! Attributes of scalars: those of an array without axes.

use super::conversion::value_of;
use super::kinds::Generic;
use super::value::to_python;
use crate::dtype;
use crate::written::function_of;
use hpy::{ClassDef, Ctx, Global, Handle, Obj, Result};
use uniarray_core::dtype::DType;
use uniarray_core::scalar::Scalar;

type This<'a, 'c> = Obj<'a, 'c, Generic>;

/// The function in Python that describes a scalar's memory.
pub static INTERFACE: Global = Global::new();

/// Registers the attributes.
pub fn define(class: &mut ClassDef<Generic>) {
    class.getter(c"dtype", dtype_object);
    class.getter(c"ndim", |_: Ctx<'_>, _: This<'_, '_>| 0u32);
    class.getter(c"size", |_: Ctx<'_>, _: This<'_, '_>| 1u32);
    class.getter(c"itemsize", |_: Ctx<'_>, this: This<'_, '_>| {
        dtype_of(this).map(DType::itemsize)
    });
    class.getter(c"nbytes", |_: Ctx<'_>, this: This<'_, '_>| {
        dtype_of(this).map(DType::itemsize)
    });
    class.getter(c"shape", no_axes);
    class.getter(c"strides", no_axes);
    class.getter(c"base", |_: Ctx<'_>, _: This<'_, '_>| ());
    class.getter(c"T", itself);
    class.getter(c"real", real);
    class.getter(c"imag", imag);
    class.getter(c"device", |_: Ctx<'_>, _: This<'_, '_>| "cpu");
    class.getter(c"__array_interface__", interface);
    // Lower than that of any array, so that the array's operator is the one that is called.
    class.getter(c"__array_priority__", |_: Ctx<'_>, _: This<'_, '_>| {
        -1_000_000.0f64
    });
}

fn dtype_of(this: This<'_, '_>) -> Result<DType> {
    Ok(value_of(this.handle())?.dtype())
}

fn dtype_object<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> Result<Handle<'c>> {
    dtype::object(ctx, dtype_of(this)?)
}

/// The value as a dictionary of NumPy's protocol, with which NumPy takes a scalar.
fn interface<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> Result<Handle<'c>> {
    function_of(ctx, &INTERFACE, "uniarray._interfaces", c"interface_of_scalar")?.call((this.handle(),))
}

fn itself<'c>(_: Ctx<'c>, this: This<'_, 'c>) -> Handle<'c> {
    this.handle().to_owned()
}

fn real<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> Result<Handle<'c>> {
    to_python(ctx, parts(value_of(this.handle())?).0)
}

fn imag<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> Result<Handle<'c>> {
    to_python(ctx, parts(value_of(this.handle())?).1)
}

fn no_axes<'c>(ctx: Ctx<'c>, _: This<'_, 'c>) -> Result<Handle<'c>> {
    ctx.tuple(std::iter::empty::<Handle<'c>>())
}

/// Real and imaginary part.
fn parts(value: Scalar) -> (Scalar, Scalar) {
    match value {
        Scalar::Complex64(value) => (value.re.into(), value.im.into()),
        Scalar::Complex128(value) => (value.re.into(), value.im.into()),
        real => (real, Scalar::zero(real.dtype())),
    }
}
