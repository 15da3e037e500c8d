//! Memory that other libraries share.

use super::abi::{CPU, Managed, Shared, Tensor, Versioned};
use super::dtypes;
use crate::array::NdArray;
use crate::array::make::{self, Part};
use crate::error::Result;
use crate::interface::lies_in_memory;
use hpy::{Class, ClassDef, Ctx, Exc, Handle, Ref};
use std::ffi::CStr;
use uniarray_core::dtype::DType;
use uniarray_core::layout::{Dims, MAX_DIMS, c_strides, checked_nbytes};

/// What was taken over from a capsule; goes back to its producer with the last array that shows it.
pub struct Taken(Producer);

enum Producer {
    Old(*mut Managed),
    New(*mut Versioned),
}

// SAFETY: DLPack lets the deleter be called in any thread, and nothing else is done with the pointer.
unsafe impl Send for Taken {}
// SAFETY: the pointer is not used through a shared reference.
unsafe impl Sync for Taken {}

impl Drop for Taken {
    fn drop(&mut self) {
        fn give_back<S: Shared>(managed: *mut S) {
            // SAFETY: the pointer was taken from a capsule that was renamed then, so that it is ours to give back, once.
            unsafe {
                if let Some(deleter) = (*managed).deleter() {
                    deleter(managed);
                }
            }
        }
        match self.0 {
            Producer::Old(managed) => give_back(managed),
            Producer::New(managed) => give_back(managed),
        }
    }
}

impl Class for Taken {
    const NAME: &'static CStr = c"uniarray._core._DLPack";
    hpy::type_object!(Taken);

    fn define(_: &mut ClassDef<Self>) {}
}

/// `_from_dlpack_capsule(capsule)`: an array of the memory in a capsule, which is used up.
pub fn from_capsule<'c>(ctx: Ctx<'c>, capsule: Ref<'_, 'c>) -> Result<Handle<'c>> {
    if capsule.is_capsule(Versioned::NAME)? {
        return take(ctx, capsule, Producer::New);
    }
    if capsule.is_capsule(Managed::NAME)? {
        return take(ctx, capsule, Producer::Old);
    }
    let text = "the capsule holds no DLPack tensor, or one that was used already";
    Err(ctx.value_error(text).into())
}

fn take<'c, S: Shared>(
    ctx: Ctx<'c>,
    capsule: Ref<'_, 'c>,
    producer: fn(*mut S) -> Producer,
) -> Result<Handle<'c>> {
    let managed = capsule.capsule_pointer(S::NAME)?.cast::<S>();
    // SAFETY: the name says what the pointer points to, and the capsule keeps it.
    let shared = unsafe { &*managed };
    if !shared.understood() {
        let text = "the DLPack tensor has a version that is not supported";
        return Err(ctx.raise(Exc::BufferError, text).into());
    }
    // All that can be wrong is found out before the tensor is taken over.
    let described = Described::new(ctx, shared.tensor())?;
    let read_only = shared.read_only();
    // It is given back once: by the capsule as long as this has not renamed it, and then by its owner, made or not.
    capsule.set_capsule_name(S::USED)?;
    let owner = ctx.create(Taken(producer(managed)))?;
    let part = Part {
        dtype: described.dtype,
        data: described.data,
        shape: &described.shape,
        strides: &described.strides,
    };
    let class = ctx.class::<NdArray>()?;
    // SAFETY: by DLPack's contract the memory is as the tensor says until the deleter is called, which `owner` does last.
    Ok(unsafe { make::from_memory(class.as_ref(), part, !read_only, &owner)? }.into_handle())
}

/// A tensor in our terms.
struct Described {
    dtype: DType,
    data: *mut u8,
    shape: Dims,
    strides: Dims,
}

impl Described {
    fn new(ctx: Ctx<'_>, tensor: &Tensor) -> Result<Described> {
        let refuse = |text: &str| ctx.raise(Exc::BufferError, text);
        if tensor.device.kind != CPU {
            return Err(refuse("Unsupported device in DLTensor.").into());
        }
        let Some(dtype) = dtypes::dtype(tensor.dtype) else {
            return Err(refuse("Unsupported dtype in DLTensor.").into());
        };
        let Some(ndim) = usize::try_from(tensor.ndim).ok().filter(|ndim| *ndim <= MAX_DIMS) else {
            return Err(refuse("maxdims of DLPack tensor is higher than the supported maxdims.").into());
        };
        if ndim > 0 && tensor.shape.is_null() {
            return Err(refuse("the DLTensor has no shape").into());
        }
        let extents = |start: *const i64| {
            // SAFETY: by DLPack's contract there are that many.
            (0..ndim).map(move |axis| unsafe { start.add(axis).read() } as isize)
        };
        let shape: Dims = extents(tensor.shape).collect();
        checked_nbytes(dtype, &shape)?;
        let itemsize = dtype.itemsize();
        let strides = if tensor.strides.is_null() {
            c_strides(itemsize, &shape)
        } else {
            let strides: Option<Dims> = extents(tensor.strides)
                .map(|stride| stride.checked_mul(itemsize.cast_signed()))
                .collect();
            strides.ok_or_else(|| refuse("the strides of the DLTensor are too large"))?
        };
        let offset = tensor.byte_offset as usize;
        let data = tensor.data.cast::<u8>().wrapping_add(offset);
        let empty = shape.contains(&0);
        if tensor.data.is_null() && !empty {
            return Err(refuse("the DLTensor has no memory").into());
        }
        if !empty && !lies_in_memory(data.addr(), itemsize, &shape, &strides) {
            return Err(refuse("the elements of the DLTensor lie outside of any memory").into());
        }
        // Reading no element, but not from nowhere.
        let data = if empty {
            std::ptr::dangling_mut::<u128>().cast()
        } else {
            data
        };
        Ok(Described {
            dtype,
            data,
            shape,
            strides,
        })
    }
}
