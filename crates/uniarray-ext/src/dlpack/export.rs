//! Arrays given to others.
//!
//! Whoever takes an array over may be done with it in any thread, without the interpreter's lock: all that the deleter does is to note the
//! array's key. Python keeps the array until it asks for such keys.

use super::abi::{CPU, Device, IS_COPIED, Managed, READ_ONLY, Shared, Tensor, Versioned};
use super::dtypes::data_type;
use crate::array::NdArray;
use crate::error::Result;
use hpy::{Args, Ctx, Exc, Handle, Object, Release};
use std::ffi::{CStr, c_void};
use std::sync::{Mutex, PoisonError};
use uniarray_core::error::Error;

/// Keys of the arrays that nobody uses any more.
static RELEASED: Mutex<Vec<u64>> = Mutex::new(Vec::new());

/// What belongs to a struct that was given away.
struct Owner {
    key: u64,
    dims: Box<[i64]>,
}

/// `_dlpack_capsule(array, key, versioned, copied)`: a capsule of the array's memory. `_dlpack_released` tells the key when the memory is no
/// longer used; until then somebody must keep the array.
pub fn capsule<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [array, key, versioned, copied] = args.exactly("_dlpack_capsule")?;
    let Some(array) = array.get::<NdArray>() else {
        return Err(Error::type_error("only arrays are exported").into());
    };
    let key = key.extract()?;
    let copied = if copied.is_true()? { IS_COPIED } else { 0 };
    if versioned.is_true()? {
        let read_only = if array.writeable() { 0 } else { READ_ONLY };
        return shared::<Versioned>(ctx, &array, key, read_only | copied);
    }
    if !array.writeable() {
        let text = "Cannot export readonly array since signalling readonly is unsupported by DLPack (supported by newer DLPack version).";
        return Err(ctx.raise(Exc::BufferError, text).into());
    }
    shared::<Managed>(ctx, &array, key, 0)
}

fn shared<'c, S: Shared>(ctx: Ctx<'c>, array: &NdArray, key: u64, flags: u64) -> Result<Handle<'c>> {
    let view = array.view();
    let itemsize = view.dtype().itemsize().cast_signed();
    // The step along an axis that is not walked does not matter, and need not be whole.
    let steps = view.shape().iter().zip(view.strides());
    if steps
        .clone()
        .any(|(extent, stride)| *extent > 1 && stride % itemsize != 0)
    {
        let text = "DLPack only supports strides which are a multiple of itemsize.";
        return Err(ctx.raise(Exc::BufferError, text).into());
    }
    let strides = steps.map(|(_, stride)| (stride / itemsize) as i64);
    let mut owner = Box::new(Owner {
        key,
        dims: view
            .shape()
            .iter()
            .map(|extent| *extent as i64)
            .chain(strides)
            .collect(),
    });
    let dims = owner.dims.as_mut_ptr();
    let tensor = Tensor {
        data: view.data().cast(),
        device: Device { kind: CPU, id: 0 },
        ndim: view.ndim() as i32,
        dtype: data_type(view.dtype()),
        shape: dims,
        strides: dims.wrapping_add(view.ndim()),
        byte_offset: 0,
    };
    let managed = Box::into_raw(Box::new(S::new(tensor, flags, Box::into_raw(owner).cast())));
    // SAFETY: the struct has just been made, and `Unused` frees it only as long as nobody has renamed the capsule.
    let capsule = unsafe { ctx.capsule::<Unused<S>>(managed.cast(), S::NAME) };
    if capsule.is_err() {
        // SAFETY: there is no capsule that would free it.
        unsafe { released(managed) };
    }
    Ok(capsule?)
}

/// The deleter: frees the struct, and notes that the array is no longer used.
///
/// # Safety
/// `managed` was made by [`shared`], and is not used any more.
pub unsafe extern "C" fn released<S: Shared>(managed: *mut S) {
    // SAFETY: the caller's; both were boxes.
    let owner = unsafe {
        let managed = Box::from_raw(managed);
        Box::from_raw(managed.owner().cast::<Owner>())
    };
    RELEASED
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(owner.key);
}

/// What happens to a capsule that nobody has taken over.
struct Unused<S>(std::marker::PhantomData<S>);

impl<S: Shared> Release for Unused<S> {
    unsafe fn release(name: &CStr, pointer: *mut c_void) {
        if name == S::NAME {
            // SAFETY: `shared` made the capsule with this pointer, and as it still has its name nobody else frees it.
            unsafe { released(pointer.cast::<S>()) };
        }
    }
}

/// `_dlpack_released()`: the keys of the arrays that are no longer used by others, each told once.
pub fn keys_released<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [] = args.exactly("_dlpack_released")?;
    let keys = std::mem::take(&mut *RELEASED.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(ctx.list(keys)?)
}
