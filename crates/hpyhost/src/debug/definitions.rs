//! Copies of an extension's definitions in which its functions are called by way of thunks. They live for ever, as
//! definitions do.

use super::thunks;
use hpy_abi::*;
use std::ffi::{CStr, c_char};
use std::ptr::null_mut;

/// A module's definition.
///
/// # Safety
/// It is complete and lives for ever.
pub(super) unsafe fn module(definition: *mut HPyModuleDef, name: &str) -> *mut HPyModuleDef {
    // SAFETY: the caller's promises.
    unsafe {
        let copy = Box::leak(Box::new(definition.read()));
        copy.defines = defines(copy.defines, name);
        copy
    }
}

/// A type's spec.
///
/// # Safety
/// It is complete, and its definitions live for ever; it may be null.
pub(super) unsafe fn spec(spec: *mut HPyType_Spec) -> *mut HPyType_Spec {
    if spec.is_null() {
        return spec;
    }
    // SAFETY: the caller's promises.
    unsafe {
        let copy = Box::leak(Box::new(spec.read()));
        copy.defines = defines(copy.defines, &text(copy.name));
        copy
    }
}

/// A function that calls an object.
///
/// # Safety
/// It is complete; it may be null.
pub(super) unsafe fn call_function(function: *mut HPyCallFunction) -> *mut HPyCallFunction {
    if function.is_null() {
        return function;
    }
    // SAFETY: the caller's promise.
    let copy = Box::leak(Box::new(unsafe { function.read() }));
    if let Some(called) = copy.impl_ {
        // SAFETY: both are pointers to functions, and the thunk has the signature of what it calls.
        copy.impl_ = Some(unsafe {
            let called = std::mem::transmute::<HPyFunc_keywords, HPyCFunction>(called);
            let thunk = thunks::make(called, HPyFunc_KEYWORDS, "HPy_SetCallFunction".to_owned());
            std::mem::transmute::<HPyCFunction, HPyFunc_keywords>(thunk)
        });
    }
    copy
}

/// # Safety
/// Null, or a string.
unsafe fn text(string: *const c_char) -> String {
    if string.is_null() {
        return "?".to_owned();
    }
    // SAFETY: the caller's promise.
    unsafe { CStr::from_ptr(string) }.to_string_lossy().into_owned()
}

/// An array of definitions that ends with null; it may be null itself.
unsafe fn defines(array: *mut *mut HPyDef, owner: &str) -> *mut *mut HPyDef {
    if array.is_null() {
        return array;
    }
    let mut copies = Vec::new();
    // SAFETY: the array has not ended before a null pointer.
    while let Some(definition) = unsafe { (*array.add(copies.len())).as_ref() } {
        let copy = Box::leak(Box::new(*definition));
        // SAFETY: the kind says which member of the union is in use.
        unsafe { wrap(copy, owner) };
        copies.push(std::ptr::from_mut(copy));
    }
    copies.push(null_mut());
    copies.leak().as_mut_ptr()
}

/// Puts thunks into a definition; what is malformed stays as it is, for the host to refuse.
unsafe fn wrap(definition: &mut HPyDef, owner: &str) {
    // SAFETY: the kind says which member of the union is in use.
    unsafe {
        match definition.kind {
            HPyDef_Kind_Slot => {
                let slot = &mut definition.def.slot;
                let name = HPySlot_Slot::ALL.iter().find(|(_, known)| *known == slot.slot);
                if let (Some(signature), Some((name, _))) = (slot.slot.signature(), name) {
                    slot.impl_ = thunks::make(slot.impl_, signature, format!("{owner}.{name}"));
                }
            }
            HPyDef_Kind_Meth => {
                let method = &mut definition.def.meth;
                let name = format!("{owner}.{}", text(method.name));
                method.impl_ = thunks::make(method.impl_, method.signature, name);
            }
            HPyDef_Kind_GetSet => {
                let getset = &mut definition.def.getset;
                let name = text(getset.name);
                let getter = format!("{owner}.{name} (getter)");
                getset.getter_impl = thunks::make(getset.getter_impl, HPyFunc_GETTER, getter);
                let setter = format!("{owner}.{name} (setter)");
                getset.setter_impl = thunks::make(getset.setter_impl, HPyFunc_SETTER, setter);
            }
            _ => {}
        }
    }
}
