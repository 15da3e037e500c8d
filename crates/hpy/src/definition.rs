//! Definitions as the host wants them: C structs that live for ever, in memory that it may write to.

use crate::trampoline::convention::Functions;
use hpy_abi::*;
use std::ffi::{CStr, c_char, c_int};
use std::ptr::null_mut;

/// Text that may be missing, in C.
pub(crate) fn c_text(text: &'static CStr) -> *const c_char {
    if text.is_empty() {
        std::ptr::null()
    } else {
        text.as_ptr()
    }
}

pub(crate) fn slot(slot: HPySlot_Slot, functions: Functions) -> HPyDef {
    debug_assert_eq!(slot.signature(), Some(functions.signature), "{slot:?}");
    let slot = HPySlot {
        slot,
        impl_: functions.impl_,
        cpy_trampoline: functions.cpy,
    };
    HPyDef {
        kind: HPyDef_Kind_Slot,
        def: HPyDef_Union { slot },
    }
}

pub(crate) fn method(name: &'static CStr, functions: Functions) -> HPyDef {
    let meth = HPyMeth {
        name: name.as_ptr(),
        impl_: functions.impl_,
        cpy_trampoline: functions.cpy,
        signature: functions.signature,
        doc: std::ptr::null(),
    };
    HPyDef {
        kind: HPyDef_Kind_Meth,
        def: HPyDef_Union { meth },
    }
}

pub(crate) fn property(name: &'static CStr, getter: Functions, setter: Option<Functions>) -> HPyDef {
    let (setter_impl, setter_cpy) = setter.map_or((None, None), |setter| (setter.impl_, setter.cpy));
    // SAFETY: only the types of function pointers change, which are of one size; the functions were made for these very
    // members (`Getter::functions` and `Setter::functions`).
    let (getter_cpy_trampoline, setter_cpy_trampoline) = unsafe {
        (
            std::mem::transmute::<cpy_PyCFunction, cpy_getter>(getter.cpy),
            std::mem::transmute::<cpy_PyCFunction, cpy_setter>(setter_cpy),
        )
    };
    let getset = HPyGetSet {
        name: name.as_ptr(),
        getter_impl: getter.impl_,
        setter_impl,
        getter_cpy_trampoline,
        setter_cpy_trampoline,
        doc: std::ptr::null(),
        closure: null_mut(),
    };
    HPyDef {
        kind: HPyDef_Kind_GetSet,
        def: HPyDef_Union { getset },
    }
}

pub(crate) fn member(
    name: &'static CStr,
    kind: HPyMember_FieldType,
    offset: usize,
    readonly: bool,
) -> HPyDef {
    let member = HPyMember {
        name: name.as_ptr(),
        type_: kind,
        offset: offset.cast_signed(),
        readonly: c_int::from(readonly),
        doc: std::ptr::null(),
    };
    HPyDef {
        kind: HPyDef_Kind_Member,
        def: HPyDef_Union { member },
    }
}

/// Gives a definition its docstring. Slots have none.
pub(crate) fn set_doc(def: &mut HPyDef, doc: &'static CStr) {
    let doc = doc.as_ptr();
    if def.kind == HPyDef_Kind_Meth {
        def.def.meth.doc = doc;
    } else if def.kind == HPyDef_Kind_GetSet {
        def.def.getset.doc = doc;
    } else if def.kind == HPyDef_Kind_Member {
        def.def.member.doc = doc;
    } else {
        panic!("a slot has no docstring");
    }
}

/// Definitions as a C array of pointers that ends in null.
pub(crate) fn leak_defs(defs: Vec<HPyDef>) -> *mut *mut HPyDef {
    leak_list(defs.into_iter().map(|def| &raw mut *Box::leak(Box::new(def))))
}

/// Pointers as a C array that ends in null.
pub(crate) fn leak_list<P>(pointers: impl Iterator<Item = *mut P>) -> *mut *mut P {
    let list: Vec<*mut P> = pointers.chain([null_mut()]).collect();
    Box::leak(list.into_boxed_slice()).as_mut_ptr()
}
