//! Lending an array's memory by the buffer protocol.

use super::ndarray::NdArray;
use crate::error::{Failure, Result};
use hpy::{Buffer, BufferParts, BufferRequest, ClassDef, Ctx, Obj};
use std::ffi::c_void;

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the slots.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.buffer(lend);
    class.release_buffer(release);
}

/// Fills a buffer. All is told whatever the flags ask for; they only say what the consumer cannot deal with.
///
/// # Errors
/// `ValueError` (as NumPy has it) for memory that is not contiguous as asked, or read-only.
fn lend<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, request: BufferRequest) -> Result<Buffer> {
    let view = this.payload().view();
    let refuse = |text| Err(Failure::Python(ctx.value_error(text)));
    if request.c_contiguous() && !view.is_c_contiguous() {
        return refuse("ndarray is not C-contiguous");
    }
    if request.f_contiguous() && !view.is_f_contiguous() {
        return refuse("ndarray is not Fortran contiguous");
    }
    if request.any_contiguous() && !view.is_c_contiguous() && !view.is_f_contiguous() {
        return refuse("ndarray is not contiguous");
    }
    if request.writable() && !this.writeable() {
        return refuse("buffer source array is read-only");
    }
    // A copy of the layout that stays as it is even if the array's own is changed meanwhile: number of axes, extents, strides.
    let ndim = view.ndim();
    let layout: Box<[isize]> = [ndim.cast_signed()]
        .iter()
        .chain(view.shape())
        .chain(view.strides())
        .copied()
        .collect();
    let layout = Box::into_raw(layout).cast::<isize>();
    let parts = BufferParts {
        data: view.data().cast(),
        itemsize: view.dtype().itemsize(),
        readonly: !this.writeable(),
        format: Buffer::format_of(view.dtype().buffer_format()),
        ndim,
        shape: layout.wrapping_add(1),
        strides: layout.wrapping_add(1 + ndim),
        internal: layout.cast::<c_void>(),
    };
    // SAFETY: the memory is the array's, which the consumer keeps alive; the layout lives until the buffer is released.
    Ok(unsafe { Buffer::new(parts) })
}

fn release(_: Ctx<'_>, _: Array<'_, '_>, buffer: Buffer) {
    let layout = buffer.internal().cast::<isize>();
    if !layout.is_null() {
        // SAFETY: `lend` has leaked it, with the number of axes in front, and hosts release a buffer once.
        drop(unsafe {
            let ndim = layout.read().cast_unsigned();
            Box::from_raw(std::ptr::slice_from_raw_parts_mut(layout, 1 + 2 * ndim))
        });
    }
}
