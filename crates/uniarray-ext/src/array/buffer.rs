//! Lending an array's memory by the buffer protocol.

use super::make;
use super::ndarray::NdArray;
use crate::elsewhere;
use crate::error::{Failure, Result};
use hpy::{Buffer, BufferParts, BufferRequest, ClassDef, Ctx, Obj};

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the slot.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.buffer(lend);
}

/// Fills a buffer. All is told whatever the flags ask for; they only say what the consumer cannot deal with.
///
/// # Errors
/// `ValueError` (as NumPy has it) for memory that is not contiguous as asked, or read-only.
fn lend<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, request: BufferRequest) -> Result<Buffer> {
    let view = this.payload().view();
    let refuse = |text| Err(Failure::Python(ctx.value_error(text)));
    if elsewhere::holds_others(this) {
        return refuse("cannot include dtype 'O' in a buffer");
    }
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
    // Consumers keep the pointers. There is nothing to release, which is as well: PyPy's host loses `internal` on the way.
    make::settle_dims(this)?;
    let view = this.payload().view();
    let parts = BufferParts {
        data: view.data().cast(),
        itemsize: view.dtype().itemsize(),
        readonly: !this.writeable(),
        format: Buffer::format_of(view.dtype().buffer_format()),
        ndim: view.ndim(),
        shape: view.shape().as_ptr(),
        strides: view.strides().as_ptr(),
        internal: std::ptr::null_mut(),
    };
    // SAFETY: the memory is the array's, which the consumer keeps alive; the layout, which was settled, lives with it.
    Ok(unsafe { Buffer::new(parts) })
}
