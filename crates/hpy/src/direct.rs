//! Hosts whose handles are the addresses of CPython's objects, and say so (`include/hpyhost/direct.h`): what is a call into the host
//! elsewhere is a load or a comparison there.

use crate::{Ctx, Error, Handle, Ref, Result};
use hpy_abi::{HPY_DIRECT_STRUCT, HPY_DIRECT_TYPE, HPY_DIRECT_VERSION, HPy, HPyContext, HPyDirect};
use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering};

/// What the host has told; null if it told nothing.
static TOLD: AtomicPtr<HPyDirect> = AtomicPtr::new(null_mut());

/// The context that it holds for.
static CONTEXT: AtomicPtr<HPyContext> = AtomicPtr::new(null_mut());

/// Keeps what the host tells of itself.
///
/// # Safety
/// It is so, as long as the process lives.
pub(crate) unsafe fn note(direct: *const HPyDirect) {
    // SAFETY: the host passes its struct, whose beginning is the same in all versions.
    unsafe {
        if (*direct).version >= HPY_DIRECT_VERSION && (*direct).size as usize >= size_of::<HPyDirect>() {
            TOLD.store(direct.cast_mut(), Ordering::Relaxed);
            CONTEXT.store((*direct).context, Ordering::Release);
        }
    }
}

/// Whether handles of this context are addresses.
#[inline(always)]
pub(crate) fn is(ctx: *mut HPyContext) -> bool {
    CONTEXT.load(Ordering::Relaxed) == ctx
}

/// What the host has told of this context.
#[inline(always)]
fn told(ctx: Ctx<'_>) -> Option<&'static HPyDirect> {
    // SAFETY: the struct was there when the context was set, and stays.
    is(ctx.as_ptr()).then(|| unsafe { &*TOLD.load(Ordering::Relaxed) })
}

/// Whether an object's type is this very one; `None` where only the host knows.
#[inline(always)]
pub(crate) fn is_of(object: Ref<'_, '_>, class: HPy) -> Option<bool> {
    // SAFETY: the handle is open, and so the address of an object, in which its type's lies.
    is(object.ctx().as_ptr())
        .then(|| unsafe { *((object.raw().0 as usize + HPY_DIRECT_TYPE) as *const isize) == class.0 })
}

/// The struct of an instance of a type of shape Object; `None` where only the host knows.
#[inline(always)]
pub(crate) fn memory(object: Ref<'_, '_>) -> Option<*mut c_void> {
    is(object.ctx().as_ptr()).then(|| (object.raw().0 as usize + HPY_DIRECT_STRUCT) as *mut c_void)
}

impl<'c> Ctx<'c> {
    /// Whether the host tells types without being called, see [`Ref::exactly`].
    #[inline(always)]
    pub fn tells_types(self) -> bool {
        is(self.as_ptr())
    }

    /// Takes over a handle that one of the host's functions has made.
    ///
    /// # Safety
    /// It has, just now.
    #[inline(always)]
    unsafe fn made(self, raw: HPy) -> Result<Handle<'c>> {
        if raw.is_null() {
            return Err(Error::set_by_host());
        }
        // SAFETY: not null, and ours.
        Ok(unsafe { Handle::from_raw(self, raw) })
    }
}

impl<'c> Ref<'_, 'c> {
    /// `float.__new__(self, value)` of a class derived from `float`, on hosts that have a function for it.
    #[inline]
    pub fn new_float(self, value: f64) -> Option<Result<Handle<'c>>> {
        let (ctx, told) = (self.ctx(), told(self.ctx())?);
        // SAFETY: context and class are live, and the function is the host's.
        Some(unsafe { ctx.made((told.Float_New)(ctx.as_ptr(), self.raw(), value)) })
    }

    /// `complex.__new__(self, re, im)` of a class derived from `complex`, on hosts that have a function for it.
    #[inline]
    pub fn new_complex(self, re: f64, im: f64) -> Option<Result<Handle<'c>>> {
        let (ctx, told) = (self.ctx(), told(self.ctx())?);
        // SAFETY: as above.
        Some(unsafe { ctx.made((told.Complex_New)(ctx.as_ptr(), self.raw(), re, im)) })
    }

    /// The parts of an instance of `complex` or of a class derived from it, whatever its attributes say, on hosts that have a function
    /// for it.
    #[inline]
    pub fn complex_parts(self) -> Option<Result<[f64; 2]>> {
        let (ctx, told) = (self.ctx(), told(self.ctx())?);
        let mut parts = [0.0; 2];
        // SAFETY: context and object are live, and the function, which is the host's, writes two numbers.
        let status = unsafe { (told.Complex_Parts)(ctx.as_ptr(), self.raw(), &mut parts) };
        Some(match status {
            0 => Ok(parts),
            _ => Err(Error::set_by_host()),
        })
    }
}
