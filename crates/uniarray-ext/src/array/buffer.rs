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

/// Extents, then strides: a copy that stays as it is even if the array's own are changed meanwhile.
struct Layout {
    dims: Box<[isize]>,
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
    let dims = view.shape().iter().chain(view.strides()).copied().collect();
    let layout = Box::new(Layout { dims });
    let (shape, ndim) = (layout.dims.as_ptr(), view.ndim());
    let parts = BufferParts {
        data: view.data().cast(),
        itemsize: view.dtype().itemsize(),
        readonly: !this.writeable(),
        format: Buffer::format_of(view.dtype().buffer_format()),
        ndim,
        shape,
        strides: shape.wrapping_add(ndim),
        internal: Box::into_raw(layout).cast::<c_void>(),
    };
    // SAFETY: the memory is the array's, which the consumer keeps alive; the layout lives until the buffer is released.
    Ok(unsafe { Buffer::new(parts) })
}

fn release(_: Ctx<'_>, _: Array<'_, '_>, buffer: Buffer) {
    let layout = buffer.internal().cast::<Layout>();
    if !layout.is_null() {
        // SAFETY: `lend` has leaked it, and hosts release a buffer once.
        drop(unsafe { Box::from_raw(layout) });
    }
}
