//! Where the table is found, once it was.

use hpy::native::raised;
use hpy::{Ctx, Exc, Handle, Object, Result};
use std::ffi::c_int;
use std::sync::atomic::{AtomicPtr, Ordering};
use uniarray_abi::{Api, CAPSULE, MAJOR, MINOR};

static TABLE: AtomicPtr<Api> = AtomicPtr::new(std::ptr::null_mut());

/// Imports uniarray and finds its functions; part of a module's execution. Everything here calls it if it was not called before, but
/// then it is the user's call that fails where uniarray is missing or older than this crate.
///
/// # Errors
/// `ImportError`
pub fn import(ctx: Ctx<'_>) -> Result<()> {
    let core = ctx.import(c"uniarray")?.getattr(c"_core")?;
    if !core.hasattr(c"_C_API") {
        return Err(import_error(
            ctx,
            "the uniarray installed has no array C API: update uniarray",
        ));
    }
    let capsule = core.getattr(c"_C_API")?;
    if !capsule.as_ref().is_capsule(CAPSULE)? {
        let text = "uniarray._core._C_API is not the capsule of the array C API";
        return Err(import_error(ctx, text));
    }
    let table = capsule.as_ref().capsule_pointer(CAPSULE)?.cast::<Api>();
    // SAFETY: a capsule of this name holds a table, which begins with these three whatever its version, and lives as long as the process.
    let (major, minor, size) = unsafe { ((*table).api_major, (*table).api_minor, (*table).api_size) };
    if major != MAJOR {
        let text = "this extension was built for another major version of uniarray's array C API than the one installed";
        return Err(import_error(ctx, text));
    }
    if minor < MINOR || size < size_of::<Api>() {
        let text = "this extension was built for a newer version of uniarray's array C API than the one installed: update uniarray";
        return Err(import_error(ctx, text));
    }
    TABLE.store(table, Ordering::Release);
    Ok(())
}

#[cold]
fn import_error(ctx: Ctx<'_>, text: &str) -> hpy::Error {
    ctx.raise(Exc::ImportError, text)
}

/// The table.
#[inline]
pub(crate) fn table(ctx: Ctx<'_>) -> Result<&'static Api> {
    let mut table = TABLE.load(Ordering::Acquire);
    if table.is_null() {
        import(ctx)?;
        table = TABLE.load(Ordering::Acquire);
    }
    // SAFETY: `import` has seen that it is a table with all that this crate knows of; nobody writes to it.
    Ok(unsafe { &*table })
}

/// A handle that a function of the table gave.
///
/// # Safety
/// It was just given for this context.
pub(crate) unsafe fn owned<'c>(ctx: Ctx<'c>, raw: hpy::abi::HPy) -> Result<Handle<'c>> {
    if raw.is_null() {
        return Err(raised(ctx));
    }
    // SAFETY: not null, and ours: functions of the table give new handles.
    Ok(unsafe { Handle::from_raw(ctx, raw) })
}

/// A status or a count that a function of the table gave.
pub(crate) fn counted(ctx: Ctx<'_>, code: c_int) -> Result<c_int> {
    if code < 0 { Err(raised(ctx)) } else { Ok(code) }
}
