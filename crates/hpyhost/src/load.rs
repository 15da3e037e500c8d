//! Opening a universal extension's shared object, up to its module definition.

use crate::library::Library;
use crate::tag::abi_tag;
use hpy_abi::{HPY_ABI_VERSION, HPY_ABI_VERSION_MINOR, HPyContext, HPyDirect, HPyModuleDef};
use std::ffi::c_void;
use std::mem::transmute;
use std::path::Path;

type VersionFunction = unsafe extern "C" fn() -> u32;
type InitContextFunction = unsafe extern "C" fn(ctx: *mut HPyContext);
type DirectFunction = unsafe extern "C" fn(direct: *const HPyDirect);
type InitFunction = unsafe extern "C" fn() -> *mut HPyModuleDef;

/// As [`open_telling`], of a context that there is no more to tell of than the standard says.
///
/// # Errors
/// As there.
///
/// # Safety
/// `ctx` must be a complete context that lives for ever.
pub unsafe fn open(ctx: *mut HPyContext, file: &Path, full_name: &str) -> Result<*mut HPyModuleDef, String> {
    // SAFETY: the caller's promise.
    unsafe { open_telling(ctx, None, file, full_name) }
}

/// Opens the file, checks what it asks for, gives it the context and returns its module's definition. An extension that wants to know
/// is told what else holds for the context.
///
/// The library stays loaded for ever: its definitions are static memory that types and functions point to.
///
/// # Errors
/// A sentence that names the file and the module. The sentences about versions are those of the `hpy` package, whose
/// users and tests know them.
///
/// # Safety
/// `ctx` must be a complete context that lives for ever, and what `direct` says must be so.
pub unsafe fn open_telling(
    ctx: *mut HPyContext,
    direct: Option<&'static HPyDirect>,
    file: &Path,
    full_name: &str,
) -> Result<*mut HPyModuleDef, String> {
    let cannot_load = |reason: &str| {
        format!(
            "cannot load '{}' as module '{full_name}': {reason}",
            file.display()
        )
    };
    let last = full_name.rsplit('.').next().unwrap_or_default();
    if last.is_empty() || !last.is_ascii() {
        return Err(cannot_load(
            "the last part of a universal extension's name must be ASCII",
        ));
    }
    let name = last.replace('-', "_");
    let library = Library::open(file).map_err(|reason| cannot_load(&reason))?;
    let symbol = |prefix: &str| {
        let symbol = format!("{prefix}_{name}");
        let foreign = || format!("it is no universal HPy extension of that name (it has no '{symbol}')");
        library.symbol(&symbol).ok_or_else(|| cannot_load(&foreign()))
    };
    // SAFETY: the symbols of a universal extension have these types.
    unsafe {
        let version = |address| transmute::<*mut c_void, VersionFunction>(address)();
        let minor = version(symbol("get_required_hpy_minor_version")?);
        let major = version(symbol("get_required_hpy_major_version")?);
        let init_context = symbol("HPyInitGlobalContext")?;
        let init = symbol("HPyInit")?;
        if major != HPY_ABI_VERSION || minor > HPY_ABI_VERSION_MINOR {
            return Err(format!(
                "HPy extension module '{name}' requires unsupported version of the HPy runtime. Requested version: \
                 {major}.{minor}. Current HPy version: {HPY_ABI_VERSION}.{HPY_ABI_VERSION_MINOR}."
            ));
        }
        check_tag(file, &name, major, minor)?;
        transmute::<*mut c_void, InitContextFunction>(init_context)(ctx);
        if let (Some(direct), Some(tell)) = (direct, library.symbol(&format!("hpyhost_direct_{name}"))) {
            transmute::<*mut c_void, DirectFunction>(tell)(direct);
        }
        let def = transmute::<*mut c_void, InitFunction>(init)();
        if def.is_null() {
            return Err(cannot_load(&format!(
                "its function 'HPyInit_{name}' returned NULL"
            )));
        }
        library.keep();
        Ok(def)
    }
}

/// Compares the tag in the file's name with the version that the extension needs. Only the base name counts: a folder may
/// be called anything.
fn check_tag(file: &Path, name: &str, major: u32, minor: u32) -> Result<(), String> {
    let base_name = file.file_name().unwrap_or_default().to_string_lossy();
    let what = match abi_tag(&base_name) {
        Some(tag) if tag == major => return Ok(()),
        Some(tag) => format!(
            "mismatch between the HPy ABI tag encoded in the filename and the major version requested by the HPy \
             extension itself. Major version tag parsed from filename: {tag}. Requested version: {major}.{minor}."
        ),
        None => format!(
            "could not find HPy ABI tag encoded in the filename. The extension claims to be compiled with HPy ABI \
             version: {major}.{minor}."
        ),
    };
    Err(format!(
        "HPy extension module '{name}' at path '{}': {what}",
        file.display()
    ))
}
