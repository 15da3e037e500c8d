//! Functions at the end of the context, which not every host has in the same place.
//!
//! The words up to 246 are the same everywhere. PyPy 7.3's own host has an extra handle at word 247, so that HPy 0.9's last 19
//! functions lie one word later there. The ABI's version tells nothing of it; which interpreter this is does.

use crate::{Ctx, Object, Result};
use hpy_abi::{HPy, HPyCapsule_Destructor, HPyCapsule_key, HPyContext};
use std::ffi::{CStr, c_char, c_int, c_void};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many words later than in HPy 0.9 the functions lie; [`UNKNOWN`] before one was needed.
static SHIFT: AtomicUsize = AtomicUsize::new(UNKNOWN);
const UNKNOWN: usize = usize::MAX;

/// The word of the first function, `Capsule_New`.
const FIRST: usize = 247;

/// Handles of PyPy's host are small numbers, functions are addresses.
const LARGEST_HANDLE: usize = 1 << 12;

/// Finds out where the functions are.
#[cold]
fn locate(ctx: Ctx<'_>) -> Result<usize> {
    let name = ctx.import(c"sys")?.getattr(c"implementation")?.getattr(c"name")?;
    let shift = if name.as_str()? == "pypy" {
        shift_on_pypy(ctx)
    } else {
        0
    };
    SHIFT.store(shift, Ordering::Relaxed);
    Ok(shift)
}

fn shift_on_pypy(ctx: Ctx<'_>) -> usize {
    // SAFETY: the context is live, its name is a C string.
    let name = unsafe { CStr::from_ptr((*ctx.as_ptr()).name) }.to_string_lossy();
    if name.contains("hpyhost") {
        return 0;
    }
    // The debug mode wraps the extra handle, too, but not in a small number.
    // SAFETY: the context has more words than this one.
    let word = unsafe { ctx.as_ptr().cast::<usize>().add(FIRST).read() };
    usize::from(word < LARGEST_HANDLE || name.contains("Debug"))
}

/// The function at a word of HPy 0.9's context.
///
/// # Errors
/// What importing `sys` raises, the first time.
///
/// # Safety
/// `F` is the type of the function pointer that HPy 0.9 has at `word`.
#[inline]
unsafe fn function<F: Copy>(ctx: Ctx<'_>, word: usize) -> Result<F> {
    const { assert!(size_of::<F>() == size_of::<usize>()) };
    let shift = match SHIFT.load(Ordering::Relaxed) {
        UNKNOWN => locate(ctx)?,
        known => known,
    };
    // SAFETY: the context is live and has that word (`locate`), which holds a function of this type (the caller's promise).
    Ok(unsafe { ctx.as_ptr().cast::<F>().cast_const().add(word + shift).read() })
}

type CapsuleNew = unsafe extern "C" fn(
    ctx: *mut HPyContext,
    pointer: *mut c_void,
    name: *const c_char,
    destructor: *mut HPyCapsule_Destructor,
) -> HPy;
type CapsuleGet = unsafe extern "C" fn(
    ctx: *mut HPyContext,
    capsule: HPy,
    key: HPyCapsule_key,
    name: *const c_char,
) -> *mut c_void;
type CapsuleIsValid = unsafe extern "C" fn(ctx: *mut HPyContext, capsule: HPy, name: *const c_char) -> c_int;
type CapsuleSet = unsafe extern "C" fn(
    ctx: *mut HPyContext,
    capsule: HPy,
    key: HPyCapsule_key,
    value: *mut c_void,
) -> c_int;
type SliceUnpack = unsafe extern "C" fn(
    ctx: *mut HPyContext,
    slice: HPy,
    start: *mut isize,
    stop: *mut isize,
    step: *mut isize,
) -> c_int;

type Call = unsafe extern "C" fn(
    ctx: *mut HPyContext,
    callable: HPy,
    args: *const HPy,
    nargs: usize,
    kwnames: HPy,
) -> HPy;

/// `Call`
#[inline]
pub(crate) fn call(ctx: Ctx<'_>) -> Result<Call> {
    // SAFETY: word 264 of HPy 0.9 is ctx_Call.
    unsafe { function(ctx, 264) }
}

/// `Slice_Unpack`
#[inline]
pub(crate) fn slice_unpack(ctx: Ctx<'_>) -> Result<SliceUnpack> {
    // SAFETY: word 262 of HPy 0.9 is ctx_Slice_Unpack.
    unsafe { function(ctx, 262) }
}

/// `Capsule_New`
pub(crate) fn capsule_new(ctx: Ctx<'_>) -> Result<CapsuleNew> {
    // SAFETY: word 247 of HPy 0.9 is ctx_Capsule_New.
    unsafe { function(ctx, 247) }
}

/// `Capsule_Get`
pub(crate) fn capsule_get(ctx: Ctx<'_>) -> Result<CapsuleGet> {
    // SAFETY: word 248 of HPy 0.9 is ctx_Capsule_Get.
    unsafe { function(ctx, 248) }
}

/// `Capsule_IsValid`
pub(crate) fn capsule_is_valid(ctx: Ctx<'_>) -> Result<CapsuleIsValid> {
    // SAFETY: word 249 of HPy 0.9 is ctx_Capsule_IsValid.
    unsafe { function(ctx, 249) }
}

/// `Capsule_Set`
pub(crate) fn capsule_set(ctx: Ctx<'_>) -> Result<CapsuleSet> {
    // SAFETY: word 250 of HPy 0.9 is ctx_Capsule_Set.
    unsafe { function(ctx, 250) }
}

const _: () = assert!(std::mem::offset_of!(HPyContext, ctx_Capsule_New) == 247 * size_of::<usize>());
const _: () = assert!(std::mem::offset_of!(HPyContext, ctx_Capsule_Set) == 250 * size_of::<usize>());
const _: () = assert!(std::mem::offset_of!(HPyContext, ctx_Slice_Unpack) == 262 * size_of::<usize>());
const _: () = assert!(std::mem::offset_of!(HPyContext, ctx_Call) == 264 * size_of::<usize>());
