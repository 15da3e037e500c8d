//! Functions of CPython that are looked up when the host is loaded.
//!
//! They are outside of the limited API, or came into it after 3.9. Where an old version lacks a function the host has its
//! own path.

use super::python::PyType_Spec;
use super::vectorcall_of_3_9;
use hpy_abi::HPy;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::mem::transmute;
use std::sync::OnceLock;

pub(super) type Vectorcall =
    unsafe extern "C" fn(callable: HPy, args: *const HPy, nargsf: usize, kwnames: HPy) -> HPy;

/// What was found.
pub(super) struct Late {
    /// Calls with an array of arguments.
    pub vectorcall: Vectorcall,
    /// The `tp_call` of types with a vectorcall word.
    pub vectorcall_call: *const c_void,
    pub context_var_new: unsafe extern "C" fn(name: *const c_char, default: HPy) -> HPy,
    pub context_var_get: unsafe extern "C" fn(variable: HPy, default: HPy, result: *mut HPy) -> c_int,
    pub context_var_set: unsafe extern "C" fn(variable: HPy, value: HPy) -> HPy,
    /// Runs `tp_finalize` from `tp_dealloc`; -1 if the object lives on.
    pub finalize: unsafe extern "C" fn(object: HPy) -> c_int,
    /// From 3.12 on.
    pub type_from_metaclass:
        Option<unsafe extern "C" fn(meta: HPy, module: HPy, spec: *mut PyType_Spec, bases: HPy) -> HPy>,
    pub dump: Option<unsafe extern "C" fn(object: HPy)>,
}

// SAFETY: all members are addresses of functions of the interpreter.
unsafe impl Send for Late {}
// SAFETY: as above.
unsafe impl Sync for Late {}

static LATE: OnceLock<Late> = OnceLock::new();

/// The functions found by [`look_up`], which the module's initialisation has run before any extension is loaded.
#[inline(always)]
pub(super) fn late() -> &'static Late {
    LATE.get().expect("look_up runs when the module is initialised")
}

/// The address of a symbol of the interpreter; null if it has none of that name.
pub(super) fn symbol(name: &CStr) -> *mut c_void {
    // SAFETY: `name` ends with a null byte.
    unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) }
}

/// Looks the functions up.
///
/// # Errors
/// A sentence that names the one that is missing.
pub(super) fn look_up() -> Result<(), String> {
    let need = |name: &'static CStr| {
        let address = symbol(name);
        if address.is_null() {
            Err(format!("this interpreter has no {}", name.to_string_lossy()))
        } else {
            Ok(address)
        }
    };
    // SAFETY: each symbol has had this C type in all versions from 3.9 on that have it.
    let found = unsafe {
        Late {
            vectorcall: match symbol(c"PyObject_Vectorcall") {
                function if !function.is_null() => transmute::<*mut c_void, Vectorcall>(function),
                _ => vectorcall_of_3_9::take_over(need)?,
            },
            vectorcall_call: need(c"PyVectorcall_Call")?,
            context_var_new: transmute(need(c"PyContextVar_New")?),
            context_var_get: transmute(need(c"PyContextVar_Get")?),
            context_var_set: transmute(need(c"PyContextVar_Set")?),
            finalize: transmute(need(c"PyObject_CallFinalizerFromDealloc")?),
            type_from_metaclass: transmute(symbol(c"PyType_FromMetaclass")),
            dump: transmute(
                Some(symbol(c"_PyObject_Dump"))
                    .filter(|f| !f.is_null())
                    .unwrap_or(symbol(c"PyObject_Dump")),
            ),
        }
    };
    // A second initialisation finds the same.
    let _ = LATE.set(found);
    Ok(())
}
