//! Methods of scalars. Most are those of an array without axes, which is made for the call.

use super::conversion::value_of;
use super::kinds::Generic;
use super::value::{item, to_python};
use crate::array::{NdArray, make};
use crate::elsewhere;
use crate::error::Result;
use hpy::{Args, ClassDef, Ctx, Exc, Handle, Kwargs, Obj, Object, Ref};
use std::ffi::CStr;
use uniarray_core::dtype::C64;
use uniarray_core::manip::Order;
use uniarray_core::scalar::Scalar;

type This<'a, 'c> = Obj<'a, 'c, Generic>;

/// Registers methods that call the array's method of the same name.
macro_rules! as_array {
    ($class:ident: $($name:literal)*) => {
        $({
            fn method<'c>(
                _: Ctx<'c>,
                this: This<'_, 'c>,
                args: Args<'_, 'c>,
                kwargs: Kwargs<'_, 'c>,
            ) -> Result<Handle<'c>> {
                of_array(this, $name, args, kwargs)
            }
            $class.method($name, method);
        })*
    };
}

/// Registers the methods.
pub fn define(class: &mut ClassDef<Generic>) {
    class.getitem(getitem);
    class.method(c"item", get_item);
    class.method(c"tolist", tolist);
    class.method(c"conjugate", conjugate);
    class.method(c"conj", conjugate);
    class.method(c"__reduce__", reduce);
    class.method(c"copy", itself);
    class.method(c"__copy__", itself);
    class.method(c"__deepcopy__", itself);
    class.method(c"__array__", array_protocol);
    as_array!(class: c"astype" c"view" c"reshape" c"ravel" c"flatten" c"squeeze" c"transpose" c"tobytes" c"nonzero"
        c"sum" c"prod" c"min" c"max" c"any" c"all" c"mean" c"cumsum" c"cumprod" c"argmin" c"argmax" c"round" c"clip"
        c"std" c"var" c"repeat" c"take" c"to_device" c"__array_namespace__" c"argsort" c"byteswap" c"choose" c"compress" c"diagonal" c"fill" c"getfield" c"put" c"resize"
        c"searchsorted" c"setfield" c"sort" c"swapaxes" c"trace");
}

/// The value as an array without axes.
fn array<'c>(this: This<'_, 'c>) -> Result<Handle<'c>> {
    let value = value_of(this.handle())?;
    let array = make::empty(this.ctx(), value.dtype(), &[], Order::C)?;
    // SAFETY: the array is new and has one element of this dtype.
    unsafe { value.write(array.view().data()) };
    Ok(array.into_handle())
}

fn of_array<'c>(
    this: This<'_, 'c>,
    name: &CStr,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    let method = array(this)?.getattr(name)?;
    let result = method.as_ref().call_dict(args, kwargs.to_dict()?)?;
    scalar_if_without_axes(result)
}

/// An array without axes as a scalar; other objects as they are.
fn scalar_if_without_axes(result: Handle<'_>) -> Result<Handle<'_>> {
    if result.get::<NdArray>().is_some_and(elsewhere::holds_others) {
        return Ok(result.getitem(result.ctx().tuple(std::iter::empty::<Handle<'_>>())?)?);
    }
    let value = result
        .get::<NdArray>()
        .filter(|array| array.ndim() == 0)
        .and_then(|array| array.view().get(&[]));
    match value {
        Some(value) => Ok(to_python(result.ctx(), value)?),
        None => Ok(result),
    }
}

/// `x[()]` is the scalar; otherwise it is indexed as an array without axes, whose errors all are the same.
fn getitem<'c>(ctx: Ctx<'c>, this: This<'_, 'c>, key: Ref<'_, 'c>) -> Result<Handle<'c>> {
    if key.is_tuple() && key.len()? == 0 {
        return Ok(this.handle().to_owned());
    }
    match array(this)?.getitem(key) {
        Err(error) if error.matches(ctx, Exc::IndexError) => {
            error.clear(ctx);
            Err(ctx
                .raise(Exc::IndexError, "invalid index to scalar variable.")
                .into())
        }
        result => Ok(result?),
    }
}

/// `x.item()`; with arguments they must be an index of the one element.
fn get_item<'c>(ctx: Ctx<'c>, this: This<'_, 'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    if args.is_empty() {
        return Ok(item(ctx, value_of(this.handle())?)?);
    }
    Ok(array(this)?.getattr(c"item")?.call(args)?)
}

fn conjugate<'c>(ctx: Ctx<'c>, this: This<'_, 'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [] = args.exactly("conjugate")?;
    match value_of(this.handle())? {
        Scalar::Complex64(value) => Ok(to_python(ctx, Scalar::Complex64(C64::new(value.re, -value.im)))?),
        Scalar::Complex128(value) => Ok(to_python(ctx, Scalar::Complex128(value.conj()))?),
        _ => Ok(this.handle().to_owned()),
    }
}

/// `(type, (number,))`: what pickle needs. Python's numbers keep every bit of ours.
fn reduce<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> Result<Handle<'c>> {
    let number = item(ctx, value_of(this.handle())?)?;
    let args = ctx.tuple([number])?;
    Ok(ctx.tuple([this.handle().type_of()?, args])?)
}

/// Scalars do not change: a copy is the object itself, whatever the arguments say.
fn itself<'c>(_: Ctx<'c>, this: This<'_, 'c>, _: Args<'_, 'c>, _: Kwargs<'_, 'c>) -> hpy::Result<Handle<'c>> {
    Ok(this.handle().to_owned())
}

fn tolist<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> hpy::Result<Handle<'c>> {
    item(ctx, value_of(this.handle())?)
}

/// `x.__array__(dtype=None, copy=None)`: an array without axes.
fn array_protocol<'c>(
    _: Ctx<'c>,
    this: This<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    Ok(array(this)?
        .getattr(c"__array__")?
        .as_ref()
        .call_dict(args, kwargs.to_dict()?)?)
}
