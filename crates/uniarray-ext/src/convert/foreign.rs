//! Objects that know how to become an array: by lending memory, or by their own methods.

use crate::array::NdArray;
use crate::array::make::{self, Part};
use crate::dtype;
use crate::error::Result;
use crate::memory;
use hpy::{Ctx, Exc, Handle, Object, Ref, Type};
use uniarray_core::dtype::DType;
use uniarray_core::layout::c_strides;
use uniarray_core::layout::checked_nbytes;

/// The array that an object lends or makes; `None` if it does neither. In NumPy's order: buffer protocol, `__array_interface__`,
/// `__array__`.
///
/// # Errors
/// `ValueError` for memory that cannot be understood, `TypeError` for an `__array__` that gives something else, and what these methods raise.
pub fn foreign<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>, dtype: Option<DType>) -> Result<Option<Handle<'c>>> {
    if object.is_none()
        || object.is_str()
        || object.is_bytes()
        || object.is_dict()
        || object.isinstance(Type::Type)
    {
        return Ok(None);
    }
    if let Some(view) = memory_of(ctx, object)? {
        return memory::array_of_memoryview(ctx, view.as_ref()).map(Some);
    }
    if object.hasattr(c"__array_interface__") {
        return by_interface(ctx, object).map(Some);
    }
    if object.hasattr(c"__array__") {
        return by_method(ctx, object, dtype).map(Some);
    }
    Ok(None)
}

/// A memoryview of an object that exports memory.
fn memory_of<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>) -> Result<Option<Handle<'c>>> {
    if object.isinstance(Type::MemoryView) {
        return Ok(Some(object.to_owned()));
    }
    // A refusal, which is a TypeError, means that there is no such memory; so does a BufferError.
    match ctx.builtin_type(Type::MemoryView).call((object,)) {
        Ok(view) => Ok(Some(view)),
        Err(error) if error.matches(ctx, Exc::TypeError) || error.matches(ctx, Exc::BufferError) => {
            error.clear(ctx);
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn by_method<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>, dtype: Option<DType>) -> Result<Handle<'c>> {
    let made = match dtype {
        None => object.call_method(c"__array__", ())?,
        Some(dtype) => object.call_method(c"__array__", (dtype::object(ctx, dtype)?,))?,
    };
    if made.get::<NdArray>().is_some() {
        return Ok(made);
    }
    // Another library's array lends its memory.
    match memory_of(ctx, made.as_ref())? {
        Some(view) => memory::array_of_memoryview(ctx, view.as_ref()),
        None => Err(ctx
            .value_error("object __array__ method not producing an array")
            .into()),
    }
}

/// An array of the memory that a dictionary describes (version 3 of NumPy's protocol).
fn by_interface<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let interface = object.getattr(c"__array_interface__")?;
    if !interface.is_dict() {
        return Err(ctx
            .value_error("Invalid __array_interface__ value must be a dictionary")
            .into());
    }
    let entry = |key| -> Result<Option<Handle<'c>>> {
        let found = ctx.ignore(interface.getitem_str(key), Exc::KeyError)?;
        Ok(found.filter(|value| !value.is_none()))
    };
    let Some(typestr) = entry(c"typestr")? else {
        return Err(ctx.value_error("Missing __array_interface__ typestr").into());
    };
    let Some(shape) = entry(c"shape")? else {
        return Err(ctx.value_error("Missing __array_interface__ shape").into());
    };
    let dtype = DType::parse(typestr.as_str()?)?;
    let shape = crate::read::dims(shape.as_ref())?;
    checked_nbytes(dtype, &shape)?;
    let strides = match entry(c"strides")? {
        Some(strides) => crate::read::dims(strides.as_ref())?,
        None => c_strides(dtype.itemsize(), &shape),
    };
    if strides.len() != shape.len() {
        return Err(ctx.value_error("mismatch in length of strides and shape").into());
    }
    let Some(data) = entry(c"data")?.filter(|data| data.is_tuple()) else {
        return Err(ctx
            .type_error(
                "__array_interface__ data must be a 2-tuple with (data pointer integer, read-only flag)",
            )
            .into());
    };
    let (address, readonly) = (
        data.getitem_at(0)?.extract::<usize>()?,
        data.getitem_at(1)?.is_true()?,
    );
    let part = Part {
        dtype,
        data: std::ptr::with_exposed_provenance_mut(address),
        shape: &shape,
        strides: &strides,
    };
    let class = ctx.class::<NdArray>()?;
    // SAFETY: the protocol promises such memory for as long as the object that describes it lives; shape was checked.
    Ok(unsafe { make::from_memory(class.as_ref(), part, !readonly, object)? }.into_handle())
}
