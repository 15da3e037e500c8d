//! Shared objects of the operating system.
//!
//! The Python side of the loader has made sure that the file is whole: the linker would die of a truncated one.

use std::ffi::{CStr, CString, OsStr, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// A loaded library; unloaded on drop unless [`Library::keep`] is called.
pub(super) struct Library(*mut c_void);

impl Library {
    /// Loads the file.
    ///
    /// # Errors
    /// The reason that the dynamic linker gives.
    pub(super) fn open(file: &Path) -> Result<Self, String> {
        // A bare name would be searched for in the system's folders.
        let bytes = file.as_os_str().as_bytes();
        let path = if bytes.contains(&b'/') {
            bytes.to_vec()
        } else {
            [b"./", bytes].concat()
        };
        let path = CString::new(path).map_err(|_| "its path has an embedded null byte".to_owned())?;
        // SAFETY: the path ends with a null byte. Loading runs the library's constructors: importing it is trusting it.
        let library = unsafe { libc::dlopen(path.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) };
        if library.is_null() {
            Err(last_error())
        } else {
            Ok(Self(library))
        }
    }

    /// The address of an exported symbol.
    pub(super) fn symbol(&self, name: &str) -> Option<*mut c_void> {
        let name = CString::new(name).ok()?;
        // SAFETY: the library is loaded, and the name ends with a null byte.
        let address = unsafe { libc::dlsym(self.0, name.as_ptr()) };
        (!address.is_null()).then_some(address)
    }

    /// Leaves the library loaded.
    pub(super) fn keep(self) {
        std::mem::forget(self);
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        // SAFETY: nothing of the library has been handed out.
        unsafe { libc::dlclose(self.0) };
    }
}

fn last_error() -> String {
    // SAFETY: the linker's message is a string that lives until the next call of the linker on this thread.
    unsafe {
        let message = libc::dlerror();
        if message.is_null() {
            return "the dynamic linker gives no reason".to_owned();
        }
        OsStr::from_bytes(CStr::from_ptr(message).to_bytes())
            .to_string_lossy()
            .into_owned()
    }
}
