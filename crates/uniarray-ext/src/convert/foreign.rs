//! Objects that know how to become an array: by lending memory, or by their own methods.

use crate::array::NdArray;
use crate::dtype;
use crate::elsewhere;
use crate::error::Result;
use crate::memory;
use crate::written::function_of;
use hpy::{Ctx, Exc, Global, Handle, Object, Ref, Type};
use uniarray_core::dtype::DType;

/// `uniarray._interfaces.array_of`, once it was needed.
pub static ARRAY_OF: Global = Global::new();

/// The array that an object lends or makes; `None` if it does neither. In NumPy's order: buffer protocol, `__array_struct__`,
/// `__array_interface__`, `__array__`. `copy` is told to the last of these, and whether it made a
/// copy is told with the array.
///
/// # Errors
/// `ValueError` for memory that cannot be understood, `TypeError` for an `__array__` that gives something else, what these methods raise,
/// and [`Error::Elsewhere`](uniarray_core::error::Error::Elsewhere) if it makes an array of no numbers and no dtype is asked for.
pub fn foreign<'c>(
    ctx: Ctx<'c>,
    object: Ref<'_, 'c>,
    dtype: Option<DType>,
    copy: Option<bool>,
) -> Result<Option<(Handle<'c>, bool)>> {
    if object.is_none()
        || object.is_str()
        || object.is_bytes()
        || object.is_dict()
        || object.isinstance(Type::Type)
    {
        return Ok(None);
    }
    if let Some(view) = memory_of(ctx, object)? {
        return Ok(Some((memory::array_of_memoryview(ctx, view.as_ref())?, false)));
    }
    let protocols = [c"__array_struct__", c"__array_interface__", c"__array__"];
    if !protocols.iter().any(|name| object.hasattr(name)) {
        return Ok(None);
    }
    let array_of = function_of(ctx, &ARRAY_OF, "uniarray._interfaces", c"array_of")?;
    let asked = dtype.map(|dtype| dtype::object(ctx, dtype)).transpose()?;
    let made = array_of.call((object, &ctx.object(asked)?, &ctx.object(copy)?))?;
    if made.is_none() {
        return Ok(None);
    }
    let (array, is_copy) = (made.getitem_at(0)?, made.getitem_at(1)?.is_true()?);
    let native = match array.get::<NdArray>() {
        Some(array) => elsewhere::converted(array, dtype)?,
        None => None,
    };
    Ok(Some(match native {
        Some(native) => (native, true),
        None => (array, is_copy),
    }))
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
