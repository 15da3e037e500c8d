//! Debug mode, for any host: a second context around the host's own, whose handles can tell when they are misused.
//!
//! An extension that is opened with [`open`] never sees a handle of the host. Each handle that it gets is a number of
//! its own ([`handles`]): where it came from and whether it is still open is known, and what never was a handle is
//! recognised. The context's functions ([`context`]) look their handles up, pass on what they stand for, and number the
//! result; the extension's functions are called by way of [`thunks`], which number their arguments and close them
//! afterwards. Neither the host's context nor the way it calls functions changes, so normal mode costs nothing more.
//!
//! What is found is raised as SystemError when the extension's function returns ([`calls`]).

#![allow(non_snake_case, non_upper_case_globals)] // Names of the C API are kept.

mod calls;
mod context;
mod definitions;
mod handles;
mod special;
#[cfg(test)]
mod tests;
mod thunks;

use hpy_abi::{HPyContext, HPyModuleDef};
use std::path::Path;

pub use handles::report;

/// As [`crate::load::open`], for debug mode.
///
/// # Errors
/// As there, and if debug mode is not available on this machine.
///
/// # Safety
/// As there; `inner` is the same for all extensions.
pub unsafe fn open(
    inner: *mut HPyContext,
    file: &Path,
    full_name: &str,
) -> Result<*mut HPyModuleDef, String> {
    if !thunks::AVAILABLE {
        return Err("HPY=debug: functions cannot be wrapped on this kind of processor".to_owned());
    }
    // SAFETY: the caller's promises.
    unsafe {
        let definition = crate::load::open(context::around(inner), file, full_name)?;
        Ok(definitions::module(definition, full_name))
    }
}
