//! Length, iteration and membership.

use super::Array;
use crate::array::NdArray;
use crate::array::walked::Items;
use crate::error::Result;
use crate::operator::compare;
use hpy::{ClassDef, CompareOp, Ctx, Handle, Object, Ref};
use uniarray_core::search;

/// Registers the slots.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.len(|ctx: Ctx<'_>, this: Array<'_, '_>| len(ctx, this));
    class.sq_len(|ctx: Ctx<'_>, this: Array<'_, '_>| len(ctx, this));
    class.method(c"__iter__", iter);
    class.contains(contains);
}

fn len(ctx: Ctx<'_>, this: Array<'_, '_>) -> Result<usize> {
    match this.shape().first() {
        Some(&extent) => Ok(extent.cast_unsigned()),
        None => Err(ctx.type_error("len() of unsized object").into()),
    }
}

/// A native iterator on CPython, unless a class has a say; else `map(self.__getitem__, range(len(self)))`, which a compiler sees through.
fn iter<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>) -> Result<Handle<'c>> {
    let Some(&extent) = this.shape().first() else {
        return Err(ctx.type_error("iteration over a 0-d array").into());
    };
    if ctx.is_cpython() && !this.derived() {
        return Items::of(ctx, this);
    }
    let get = this.handle().getattr(c"__getitem__")?;
    let indices = ctx.builtin(c"range")?.call((extent,))?;
    Ok(ctx.builtin(c"map")?.call((get, indices))?)
}

/// `(self == element).any()`
///
/// The comparison does not go through the context: GraalPy's asks for the truth of what comes back.
fn contains<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, element: Ref<'_, 'c>) -> Result<bool> {
    let equal = compare::of_array(ctx, this, element, CompareOp::Eq)?;
    match equal.get::<NdArray>() {
        Some(equal) => Ok(search::any(equal.payload().view())),
        None => Ok(equal.is_true()?),
    }
}
