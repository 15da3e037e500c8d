//! The slots of a type: an extension's, the legacy ones, and the host's own.

use crate::definitions::{Def, no_trampoline};
use crate::object::raise;
use crate::python::*;
use hpy_abi::*;
use std::ffi::c_void;
use std::ptr::null;

/// What the definitions and the legacy slots of a type say.
pub(super) struct Slots {
    /// Slots to be installed as they are.
    pub plain: Vec<PyType_Slot>,
    pub traverse: Option<HPyFunc_traverseproc>,
    pub destroy: Option<HPyFunc_destroyfunc>,
    pub call: cpy_vectorcallfunc,
    pub has_new: bool,
    pub legacy_methods: *const PyMethodDef,
    pub legacy_members: *const PyMemberDef,
    pub legacy_getsets: *const PyGetSetDef,
    pub legacy_dealloc: Option<unsafe extern "C" fn(object: HPy)>,
}

impl Slots {
    /// Sorts the slots of type `owner`; `None` with the exception set.
    ///
    /// # Safety
    /// `legacy` is null or points to an array of CPython's slots that ends with slot 0.
    pub(super) unsafe fn read(defs: &[Def], legacy: *const PyType_Slot, owner: &str) -> Option<Self> {
        let mut slots = Self {
            plain: Vec::new(),
            traverse: None,
            destroy: None,
            call: None,
            has_new: false,
            legacy_methods: null(),
            legacy_members: null(),
            legacy_getsets: null(),
            legacy_dealloc: None,
        };
        for def in defs {
            if let Def::Slot(slot) = def {
                slots.add(slot, owner)?;
            }
        }
        if !legacy.is_null() {
            // SAFETY: promised by the caller.
            let legacy = (0..)
                .map(|index| unsafe { *legacy.add(index) })
                .take_while(|slot| slot.slot != 0);
            for slot in legacy {
                slots.add_legacy(slot)?;
            }
        }
        Some(slots)
    }

    fn add(&mut self, slot: &HPySlot, owner: &str) -> Option<()> {
        let (Some(signature), false) = (
            slot.slot.signature(),
            matches!(slot.slot, HPy_mod_create | HPy_mod_exec),
        ) else {
            raise(
                PyExc_SystemError,
                &format!("type '{owner}' has unknown or unsupported slot {}", slot.slot.0),
            );
            return None;
        };
        // SAFETY: the slot's number says what type its function has.
        unsafe {
            match signature {
                HPyFunc_DESTROYFUNC => {
                    self.destroy =
                        std::mem::transmute::<HPyCFunction, Option<HPyFunc_destroyfunc>>(slot.impl_);
                    return Some(());
                }
                HPyFunc_TRAVERSEPROC => {
                    self.traverse =
                        std::mem::transmute::<HPyCFunction, Option<HPyFunc_traverseproc>>(slot.impl_);
                    return Some(());
                }
                _ => {}
            }
        }
        let Some(trampoline) = slot.cpy_trampoline else {
            no_trampoline(owner, &format!("slot {}", slot.slot.0));
            return None;
        };
        match slot.slot {
            HPy_tp_call => {
                // SAFETY: the trampoline of a KEYWORDS function is a vectorcall function.
                self.call =
                    unsafe { std::mem::transmute::<cpy_PyCFunction, cpy_vectorcallfunc>(Some(trampoline)) };
                return Some(());
            }
            HPy_tp_new => self.has_new = true,
            _ => {}
        }
        self.plain.push(PyType_Slot {
            slot: slot.slot.0,
            function: trampoline as *const c_void,
        });
        Some(())
    }

    fn add_legacy(&mut self, slot: PyType_Slot) -> Option<()> {
        match slot.slot {
            Py_tp_methods => self.legacy_methods = slot.function.cast(),
            Py_tp_members => self.legacy_members = slot.function.cast(),
            Py_tp_getset => self.legacy_getsets = slot.function.cast(),
            Py_tp_dealloc => {
                if self.destroy.is_some() || self.traverse.is_some() {
                    raise(
                        PyExc_TypeError,
                        "legacy tp_dealloc is incompatible with HPy_tp_traverse or HPy_tp_destroy.",
                    );
                    return None;
                }
                // SAFETY: the slot's number says what type its function has.
                self.legacy_dealloc = unsafe {
                    std::mem::transmute::<*const c_void, Option<unsafe extern "C" fn(HPy)>>(slot.function)
                };
            }
            Py_tp_new => {
                self.has_new = true;
                self.plain.push(slot);
            }
            _ => self.plain.push(slot),
        }
        Some(())
    }

    /// Whether one of the slots to be installed as they are is this one.
    pub(super) fn has(&self, slot: std::ffi::c_int) -> bool {
        self.plain.iter().any(|plain| plain.slot == slot)
    }

    /// Whether there are functions that the host itself runs.
    pub(super) fn has_functions(&self) -> bool {
        self.traverse.is_some() || self.destroy.is_some() || self.call.is_some()
    }

    /// The legacy members.
    pub(super) fn members(&self) -> Vec<PyMemberDef> {
        // SAFETY: the legacy table is that of a type of the C API, which ends with an empty name.
        unsafe { until(self.legacy_members, |member| member.name.is_null()) }
    }

    /// The legacy properties.
    pub(super) fn getsets(&self) -> Vec<PyGetSetDef> {
        // SAFETY: as above.
        unsafe { until(self.legacy_getsets, |getset| getset.name.is_null()) }
    }
}

/// # Safety
/// `table` is null or points to entries of which one ends the table.
unsafe fn until<T: Copy>(table: *const T, is_end: impl Fn(&T) -> bool) -> Vec<T> {
    if table.is_null() {
        return Vec::new();
    }
    // SAFETY: promised by the caller.
    (0..)
        .map(|index| unsafe { *table.add(index) })
        .take_while(|entry| !is_end(entry))
        .collect()
}
