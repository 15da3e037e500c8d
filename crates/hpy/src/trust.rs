//! Which hosts do all that the ABI asks of them where objects meet Rust, and the checks for those that do not.
//!
//! CPython's descriptors check `self`, whoever provides the context, and so do those of hpyhost. PyPy's own host checks it
//! for methods and slots, but neither the class that `__new__` is given nor the `self` of properties, and a getter that
//! raises damages its table of handles: properties are made of functions there (`ClassDef::property`). GraalPy's host does
//! not check the `self` of `__hash__`. The wrapped contexts (debug, trace) of others have names that do not tell what they
//! wrap: they get every check.

use crate::class::Class;
use crate::instance::Obj;
use crate::{Ctx, Handle, Object, Ref, Result, Type};
use hpy_abi::HPyContext;
use std::borrow::Cow;
use std::ffi::CStr;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

/// How much the host checks by itself: one of the constants below.
static TRUST: AtomicU8 = AtomicU8::new(NOTHING);

/// Whether the interpreter is known to be CPython, see [`is_cpython`].
static CPYTHON: AtomicBool = AtomicBool::new(false);

const NOTHING: u8 = 0;
/// The `self` of methods and slots.
const RECEIVERS: u8 = 1;
/// All that Python code can get hold of.
const ALL: u8 = 2;

/// What a context says it is.
///
/// # Safety
/// `ctx` is a host's context.
pub(crate) unsafe fn host_name<'a>(ctx: *mut HPyContext) -> Cow<'a, str> {
    // SAFETY: the caller's promise; names are terminated, and live as long as the context.
    unsafe {
        let name = (*ctx).name;
        if name.is_null() {
            Cow::Borrowed("")
        } else {
            CStr::from_ptr(name).to_string_lossy()
        }
    }
}

/// Notes what host this is. GraalPy's never tells, and so gets every check.
///
/// # Safety
/// `ctx` is a host's context.
pub(crate) unsafe fn note_host(ctx: *mut HPyContext) {
    // SAFETY: the caller's promise.
    let name = unsafe { host_name(ctx) };
    let trust = if name.contains("CPython") || name.contains("(hpyhost") {
        ALL
    } else if name.contains("PyPy backend") {
        RECEIVERS
    } else {
        NOTHING
    };
    TRUST.store(trust, Ordering::Relaxed);
    CPYTHON.store(name.contains("CPython"), Ordering::Relaxed);
}

/// Whether the context tells that this is CPython, where a call with an array of arguments needs no tuple, and a native object costs
/// no more than one of Python's. A context that wraps another one tells nothing.
#[inline]
pub(crate) fn is_cpython() -> bool {
    CPYTHON.load(Ordering::Relaxed)
}

/// Whether the host is known to check all receivers, and to notice exceptions in properties.
pub(crate) fn is_trusted() -> bool {
    TRUST.load(Ordering::Relaxed) == ALL
}

/// The payload of the `self` of a method or slot.
///
/// # Safety
/// The host passes `this` to a function of `T`'s class as its receiver.
#[inline(always)]
pub(crate) unsafe fn receiver<'a, 'c, T: Class>(this: Ref<'a, 'c>) -> Result<Obj<'a, 'c, T>> {
    if TRUST.load(Ordering::Relaxed) < RECEIVERS {
        check_receiver::<T>(this)?;
    }
    // SAFETY: checked by the host, or here.
    unsafe { Obj::assume(this) }
}

/// Makes sure that a function that stands for a property was called with an instance of `T`.
#[inline]
pub(crate) fn check_receiver<T: Class>(this: Ref<'_, '_>) -> Result<()> {
    let class = this.ctx().class::<T>()?;
    if this.isinstance(&class) {
        Ok(())
    } else {
        Err(wrong::<T>(this.ctx()))
    }
}

/// Makes sure that what `__new__` is to make is an instance of `T`, with memory that is laid out by `T` alone.
#[inline]
pub(crate) fn check_class<T: Class>(class: Ref<'_, '_>) -> Result<()> {
    if is_trusted() {
        return Ok(());
    }
    let wanted = class.ctx().class::<T>()?;
    if class.is(&wanted) {
        Ok(())
    } else {
        check_derived::<T>(class, wanted.into())
    }
}

#[cold]
fn check_derived<'c, T: Class>(class: Ref<'_, 'c>, wanted: Handle<'c>) -> Result<()> {
    let ctx = class.ctx();
    if class.isinstance(Type::Type) {
        // Not the attribute: a metaclass could have put something else there.
        let members = ctx.builtin_type(Type::Type).getattr(c"__dict__")?;
        let order = members
            .getitem_str(c"__mro__")?
            .call_method(c"__get__", (class,))?;
        for base in order.iter()? {
            let base = base?;
            if base.is(&wanted) {
                return Ok(());
            }
            if crate::class_ready::has_payload(ctx, &base) {
                break;
            }
        }
    }
    Err(wrong::<T>(ctx))
}

#[cold]
fn wrong<T: Class>(ctx: Ctx<'_>) -> crate::Error {
    let name = T::NAME.to_string_lossy();
    ctx.type_error(format_args!("descriptor requires a '{name}' object"))
}
