//! What the host's collector does with an instance's memory.

use super::convention::Memory;
use crate::Class;
use std::ffi::{c_int, c_void};
use std::marker::PhantomData;

/// The memory of an instance of `T`.
pub(crate) struct MemoryOf<T>(PhantomData<T>);

impl<T: Class> Memory for MemoryOf<T> {
    unsafe fn traverse(data: *mut c_void, visit: hpy_abi::HPyFunc_visitproc, arg: *mut c_void) -> c_int {
        let memory = data.cast::<crate::class::Memory<T>>();
        // SAFETY: the host passes an instance's memory, which is zeros until `create` sets `live` behind the payload.
        unsafe {
            if (*memory).live == 0 {
                return 0;
            }
            let mut visit = crate::Visit::for_host(visit, arg);
            (*memory).payload.assume_init_ref().traverse(&mut visit);
            visit.result()
        }
    }

    unsafe fn destroy(data: *mut c_void) {
        let memory = data.cast::<crate::class::Memory<T>>();
        // SAFETY: as above; this is the only time that the payload is dropped, since the host destroys once and `live` is
        // taken back.
        unsafe {
            if std::mem::take(&mut (*memory).live) != 0 {
                (*memory).payload.assume_init_drop();
            }
        }
    }
}
