//! Loading a universal extension's shared object.

use super::direct;
use super::module;
use super::object::{Owned, attribute, raise, text, utf8};
use super::python::*;
use hpy_abi::{HPy, HPyContext};
use hpyhost::load::open_telling;
use std::ffi::{CString, OsStr, c_char};
use std::os::unix::ffi::OsStrExt;
use std::ptr::null_mut;

/// Loads the file and makes its module, not filled in yet; `None` with the exception set, which is an ImportError for
/// everything that is wrong with the file.
///
/// The library stays loaded for ever: its definitions are static memory that types and functions point to.
pub(super) fn create(ctx: *mut HPyContext, name: HPy, path: HPy, spec: HPy, debug: bool) -> Option<Owned> {
    let full_name = utf8(name)?;
    let file = file_system_path(path)?;
    // SAFETY: `ctx` is this host's context, complete before the first extension is loaded, of which the host tells the truth.
    let def = match unsafe {
        match debug {
            true => hpyhost::debug::open(ctx, &file, &full_name),
            false => open_telling(ctx, Some(direct::told()), &file, &full_name),
        }
    } {
        Ok(def) => def,
        Err(message) => {
            import_error(&message, name, path);
            return None;
        }
    };
    // SAFETY: the init function gave it, and the library is never unloaded.
    unsafe { module::create(ctx, &full_name, &*def, spec) }
}

/// A path given as `str` or `bytes`; `None` with the exception set.
fn file_system_path(path: HPy) -> Option<std::path::PathBuf> {
    // SAFETY: `path` is alive; what is not `str` is an error.
    let bytes = Owned::new(unsafe { PyUnicode_EncodeFSDefault(path) })?;
    let (mut data, mut size): (*mut c_char, isize) = (null_mut(), 0);
    // SAFETY: `bytes` is a `bytes` object.
    if unsafe { PyBytes_AsStringAndSize(bytes.get(), &mut data, &mut size) } != 0 {
        return None;
    }
    // SAFETY: CPython vouches for `size` bytes that live as long as `bytes`.
    let path = OsStr::from_bytes(unsafe { std::slice::from_raw_parts(data.cast::<u8>(), size as usize) });
    if CString::new(path.as_bytes()).is_err() {
        raise(PyExc_ValueError, "embedded null byte");
        return None;
    }
    Some(path.into())
}

/// Sets ImportError with its `name` and `path`.
fn import_error(message: &str, name: HPy, path: HPy) {
    if let Some(message) = text(message) {
        // SAFETY: all three are alive.
        unsafe { PyErr_SetImportError(message.get(), name, path) };
    }
}

/// The dictionary of module `builtins`; `None` with the exception set.
pub(super) fn builtins() -> Option<Owned> {
    // SAFETY: the name ends with a null byte.
    let module = Owned::new(unsafe { PyImport_ImportModule(c"builtins".as_ptr()) })?;
    attribute(module.get(), c"__dict__")
}
