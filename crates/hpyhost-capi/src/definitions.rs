//! An extension's definitions, read with care: kinds and signatures come from a foreign binary.

use super::object::{raise, raise_from};
use super::python::*;
use hpy_abi::{
    HPyDef, HPyDef_Kind_GetSet, HPyDef_Kind_Member, HPyDef_Kind_Meth, HPyDef_Kind_Slot, HPyFunc_KEYWORDS,
    HPyFunc_NOARGS, HPyFunc_O, HPyFunc_VARARGS, HPyGetSet, HPyMember, HPyMeth, HPySlot,
};
use std::ffi::{CStr, c_char, c_void};
use std::ptr::null;

/// One definition, by kind.
#[derive(Clone, Copy)]
pub(super) enum Def {
    Slot(HPySlot),
    Meth(HPyMeth),
    Member(HPyMember),
    GetSet(HPyGetSet),
}

/// Reads an array of definitions; `None` with SystemError set, which names `owner`, if one has an unknown kind.
///
/// # Safety
/// `defines` is null or points to pointers to definitions, and ends with null.
pub(super) unsafe fn read(defines: *const *mut HPyDef, owner: &str) -> Option<Vec<Def>> {
    let mut found = Vec::new();
    if defines.is_null() {
        return Some(found);
    }
    for index in 0.. {
        // SAFETY: promised by the caller; `kind` says which member of the union is in use.
        unsafe {
            let Some(def) = (*defines.add(index)).as_ref() else {
                break;
            };
            found.push(match def.kind {
                HPyDef_Kind_Slot => Def::Slot(def.def.slot),
                HPyDef_Kind_Meth => Def::Meth(def.def.meth),
                HPyDef_Kind_Member => Def::Member(def.def.member),
                HPyDef_Kind_GetSet => Def::GetSet(def.def.getset),
                kind => {
                    let message = format!(
                        "'{owner}': definition {index} is malformed (HPyDef kind {})",
                        kind.0
                    );
                    raise(PyExc_SystemError, &message);
                    return None;
                }
            });
        }
    }
    Some(found)
}

/// CPython's table of the methods, then the legacy ones, then the empty entry that ends it; `None` with SystemError set.
///
/// # Safety
/// `legacy` is null or points to a table that ends with an empty entry.
pub(super) unsafe fn method_table(
    defs: &[Def],
    legacy: *const PyMethodDef,
    owner: &str,
) -> Option<Vec<PyMethodDef>> {
    let mut table = Vec::new();
    for def in defs {
        let Def::Meth(meth) = def else { continue };
        let flags = match meth.signature {
            HPyFunc_VARARGS => METH_FASTCALL,
            HPyFunc_KEYWORDS => METH_FASTCALL | METH_KEYWORDS,
            HPyFunc_NOARGS => METH_NOARGS,
            HPyFunc_O => METH_O,
            signature => {
                let message = format!(
                    "'{owner}': {} has unknown signature {}",
                    name(meth.name),
                    signature.0
                );
                // The exception of the `hpy` package, which does not say where.
                raise_from(
                    PyExc_ValueError,
                    "Unsupported HPyMeth signature",
                    PyExc_SystemError,
                    &message,
                );
                return None;
            }
        };
        let Some(trampoline) = meth.cpy_trampoline else {
            no_trampoline(owner, &name(meth.name));
            return None;
        };
        table.push(PyMethodDef {
            name: meth.name,
            function: trampoline as *const c_void,
            flags,
            doc: meth.doc,
        });
    }
    if !legacy.is_null() {
        // SAFETY: promised by the caller.
        table.extend(
            (0..)
                .map(|index| unsafe { legacy.add(index).read() })
                .take_while(|m| !m.name.is_null()),
        );
    }
    table.push(PyMethodDef {
        name: null(),
        function: null(),
        flags: 0,
        doc: null(),
    });
    Some(table)
}

/// Sets the error for a definition that CPython cannot call.
pub(super) fn no_trampoline(owner: &str, what: &str) {
    let message = format!(
        "'{owner}': {what} has no CPython trampoline; the extension must be built with the HPyDef macros, or with \
         something that emits `cpy_trampoline` as they do"
    );
    raise(PyExc_SystemError, &message);
}

/// A C string for messages and comparisons; empty for null.
pub(super) fn name(string: *const c_char) -> String {
    if string.is_null() {
        return String::new();
    }
    // SAFETY: names in definitions are strings that end with a null byte and live for ever.
    unsafe { CStr::from_ptr(string) }.to_string_lossy().into_owned()
}
