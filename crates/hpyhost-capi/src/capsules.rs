//! Capsules and context variables.

use super::forward::forward;
use super::late::late;
use super::object::{fail, raise};
use super::python::*;
use hpy_abi::{
    HPy, HPyCapsule_Destructor, HPyCapsule_key, HPyCapsule_key_Context, HPyCapsule_key_Destructor,
    HPyCapsule_key_Name, HPyCapsule_key_Pointer, HPyContext, cpy_PyCapsule_Destructor,
};
use std::ffi::{c_char, c_int, c_void};
use std::ptr::null_mut;

forward! {
    ctx_Capsule_IsValid = PyCapsule_IsValid(capsule: HPy, name: *const c_char) -> c_int;
}

#[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
unsafe extern "C" {
    fn PyCapsule_New(pointer: *mut c_void, name: *const c_char, destructor: cpy_PyCapsule_Destructor) -> HPy;
    pub(super) fn PyCapsule_GetPointer(capsule: HPy, name: *const c_char) -> *mut c_void;
    pub(super) fn PyCapsule_GetName(capsule: HPy) -> *const c_char;
    pub(super) fn PyCapsule_GetContext(capsule: HPy) -> *mut c_void;
    fn PyCapsule_SetPointer(capsule: HPy, pointer: *mut c_void) -> c_int;
    fn PyCapsule_SetName(capsule: HPy, name: *const c_char) -> c_int;
    fn PyCapsule_SetContext(capsule: HPy, context: *mut c_void) -> c_int;
    fn PyCapsule_SetDestructor(capsule: HPy, destructor: cpy_PyCapsule_Destructor) -> c_int;
}

pub(crate) unsafe extern "C" fn ctx_Capsule_New(
    _: *mut HPyContext,
    pointer: *mut c_void,
    name: *const c_char,
    destructor: *mut HPyCapsule_Destructor,
) -> HPy {
    // SAFETY: the extension passes null or a pointer to its static definition.
    let Some(destructor) = (unsafe { trampoline(destructor) }) else {
        return HPy::NULL;
    };
    // SAFETY: the name must live as long as the capsule, as for CPython.
    unsafe { PyCapsule_New(pointer, name, destructor) }
}

pub(crate) unsafe extern "C" fn ctx_Capsule_Get(
    _: *mut HPyContext,
    capsule: HPy,
    key: HPyCapsule_key,
    name: *const c_char,
) -> *mut c_void {
    // SAFETY: the extension holds `capsule`; an object of another type is an error of its own.
    unsafe {
        match key {
            HPyCapsule_key_Pointer => PyCapsule_GetPointer(capsule, name),
            HPyCapsule_key_Name => PyCapsule_GetName(capsule).cast_mut().cast(),
            HPyCapsule_key_Context => PyCapsule_GetContext(capsule),
            HPyCapsule_key(other) => {
                raise(
                    PyExc_ValueError,
                    &format!("HPyCapsule key {other} cannot be read"),
                );
                null_mut()
            }
        }
    }
}

pub(crate) unsafe extern "C" fn ctx_Capsule_Set(
    _: *mut HPyContext,
    capsule: HPy,
    key: HPyCapsule_key,
    value: *mut c_void,
) -> c_int {
    // SAFETY: the extension holds `capsule`; an object of another type is an error of its own. `value` is of the type
    // that goes with the key.
    unsafe {
        match key {
            HPyCapsule_key_Pointer => PyCapsule_SetPointer(capsule, value),
            HPyCapsule_key_Name => PyCapsule_SetName(capsule, value.cast()),
            HPyCapsule_key_Context => PyCapsule_SetContext(capsule, value),
            HPyCapsule_key_Destructor => match trampoline(value.cast()) {
                Some(destructor) => PyCapsule_SetDestructor(capsule, destructor),
                None => -1,
            },
            HPyCapsule_key(other) => {
                raise(PyExc_ValueError, &format!("HPyCapsule key {other} is unknown"));
                -1
            }
        }
    }
}

/// The function that CPython shall call, null if there is no destructor; `None` with ValueError set if it is incomplete.
///
/// # Safety
/// The pointer is null or points to a definition.
unsafe fn trampoline(destructor: *const HPyCapsule_Destructor) -> Option<cpy_PyCapsule_Destructor> {
    // SAFETY: promised by the caller.
    match unsafe { destructor.as_ref() } {
        None => Some(None),
        Some(HPyCapsule_Destructor {
            cpy_trampoline: Some(trampoline),
            impl_: Some(_),
        }) => Some(Some(*trampoline)),
        Some(_) => {
            fail(
                PyExc_ValueError,
                "an HPyCapsule destructor needs both an implementation and a trampoline",
            );
            None
        }
    }
}

pub(crate) unsafe extern "C" fn ctx_ContextVar_New(
    _: *mut HPyContext,
    name: *const c_char,
    default: HPy,
) -> HPy {
    // SAFETY: the extension holds `default`, or passes null.
    unsafe { (late().context_var_new)(name, default) }
}

pub(crate) unsafe extern "C" fn ctx_ContextVar_Get(
    _: *mut HPyContext,
    variable: HPy,
    default: HPy,
    result: *mut HPy,
) -> i32 {
    // CPython leaves the place alone when it fails.
    let mut value = HPy::NULL;
    // SAFETY: the extension holds `variable`, and `default` unless it is null; `value` is ours.
    let status = unsafe { (late().context_var_get)(variable, default, &mut value) };
    // SAFETY: the extension passes a place for the result.
    unsafe { *result = value };
    status
}

pub(crate) unsafe extern "C" fn ctx_ContextVar_Set(_: *mut HPyContext, variable: HPy, value: HPy) -> HPy {
    // SAFETY: the extension holds both.
    unsafe { (late().context_var_set)(variable, value) }
}
