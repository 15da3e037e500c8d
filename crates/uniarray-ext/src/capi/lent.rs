//! Arrays of memory that other extensions have made.

use super::entry::{address, dims, dtype_of, functions, given, needed};
use crate::array::NdArray;
use crate::array::make::{self, Part};
use crate::error::Result;
use hpy::abi::HPy;
use hpy::{Class, ClassDef, Ctx, Field, Handle, Ref, Visit};
use std::cell::Cell;
use std::ffi::{CStr, c_void};
use uniarray_abi::constants::WRITEABLE;
use uniarray_abi::structs::{Release, View as Look};
use uniarray_core::layout::{c_strides, checked_nbytes};

/// Memory that goes back with the last array that shows it.
pub struct Lent {
    data: *mut c_void,
    argument: *mut c_void,
    /// Missing until the memory has become ours.
    release: Cell<Option<Release>>,
    /// What has to live as long.
    owner: Field,
}

// SAFETY: the release function may be called in any thread, as the table says, and nothing else is done with the pointers.
unsafe impl Send for Lent {}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            // SAFETY: this is what the lender asked for, and the one time that it is done.
            unsafe { release(self.data, self.argument) }
        }
    }
}

impl Class for Lent {
    const NAME: &'static CStr = c"uniarray._core._Lent";
    const TRAVERSE: bool = true;
    hpy::type_object!(Lent);

    fn define(_: &mut ClassDef<Self>) {}

    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.field(&self.owner);
    }
}

functions! {
    fn from_memory<'c>(
        ctx, memory: *const Look, owner: HPy, release: Option<Release>, argument: *mut c_void
    ) -> HPy {
        // SAFETY: the caller passes a look at memory.
        let look = unsafe { &*address(ctx, memory)? };
        given(array_of(ctx, look, owner, release, argument)?)
    }
}

fn array_of<'c>(
    ctx: Ctx<'c>,
    look: &Look,
    owner: Option<Ref<'_, 'c>>,
    release: Option<Release>,
    argument: *mut c_void,
) -> Result<Handle<'c>> {
    let dtype = dtype_of(look.type_num)?;
    // SAFETY: the look has as many extents, and strides if any, as it says.
    let (shape, given) = unsafe {
        let strides = (!look.strides.is_null()).then(|| dims(ctx, look.ndim, look.strides));
        (dims(ctx, look.ndim, look.shape)?, strides.transpose()?)
    };
    if checked_nbytes(dtype, shape)? > 0 {
        address(ctx, look.data)?;
    }
    let in_order = c_strides(dtype.itemsize(), shape);
    let part = Part {
        dtype,
        data: look.data.cast(),
        shape,
        strides: given.unwrap_or(&in_order),
    };
    let writeable = look.flags & WRITEABLE != 0;
    let class = ctx.class::<NdArray>()?;
    if let (None, Some(owner)) = (release, owner) {
        // SAFETY: the caller vouches for the memory, as long as the owner lives.
        return Ok(unsafe { make::from_memory(class.as_ref(), part, writeable, owner)? }.into_handle());
    }
    let lent = ctx.create(Lent {
        data: look.data,
        argument,
        release: Cell::new(None),
        owner: Field::null(),
    })?;
    let kept = needed(ctx, Some(lent.as_ref()))?
        .get::<Lent>()
        .expect("made as one");
    kept.owner.store(kept, owner);
    // SAFETY: the caller vouches for the memory until it is released, which is when the array's owner dies.
    let array = unsafe { make::from_memory(class.as_ref(), part, writeable, &lent)? };
    // Only now nothing can fail any more.
    kept.release.set(release);
    Ok(array.into_handle())
}
