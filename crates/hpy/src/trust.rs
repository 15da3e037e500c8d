//! Which hosts do all that the ABI asks of them where objects meet Rust, and the checks for those that do not.
//!
//! All hosts check `self` of methods and slots. PyPy's own host does not check the class that `__new__` is given; its
//! properties take any object for `self`, and a getter that raises damages its table of handles. So properties are made of
//! functions there (`ClassDef::property`), and `__new__` checks by itself.

use crate::class::Class;
use crate::{Ctx, Handle, Object, Ref, Result, Type};
use hpy_abi::HPyContext;
use std::ffi::CStr;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the host checks everything by itself.
static TRUSTED: AtomicBool = AtomicBool::new(false);

/// Notes what host this is. CPython's descriptors check, whoever provides the context; wrapped contexts (debug, trace) have
/// names that do not tell what they wrap.
///
/// # Safety
/// `ctx` is a host's context.
pub(crate) unsafe fn note_host(ctx: *mut HPyContext) {
    // SAFETY: the host gives its own context (the caller's promise), and names are terminated.
    let name = unsafe {
        let name = (*ctx).name;
        if name.is_null() { c"" } else { CStr::from_ptr(name) }
    };
    let trusted = name
        .to_bytes()
        .windows(b"CPython".len())
        .any(|part| part == b"CPython");
    TRUSTED.store(trusted, Ordering::Relaxed);
}

/// Whether the host is known to check receivers, and to notice exceptions in properties.
pub(crate) fn is_trusted() -> bool {
    TRUSTED.load(Ordering::Relaxed)
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
    if TRUSTED.load(Ordering::Relaxed) {
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
