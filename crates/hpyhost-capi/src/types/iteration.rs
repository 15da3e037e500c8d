//! `__iter__` and `__next__` as CPython's slots.
//!
//! HPy has no slots for them: extensions define methods. CPython would look the method up and call it at every step of a loop; these
//! slots run its function at once. A class written in Python that overrides the method gets a slot of CPython's own.

use super::record::{Bases, Record};
use crate::definitions::Def;
use crate::object::{fail, type_of};
use crate::python::{PyExc_SystemError, PyType_Slot};
use crate::start::context;
use hpy_abi::{HPy, HPyCFunction, HPyFunc_NOARGS, HPyFunc_noargs};
use std::ffi::{CStr, c_int, c_void};

const PY_TP_ITER: c_int = 62;
const PY_TP_ITERNEXT: c_int = 63;

/// The function behind the method of that name, if it is one without arguments.
pub(super) fn method(defs: &[Def], name: &CStr) -> Option<HPyFunc_noargs> {
    defs.iter().find_map(|def| match def {
        // SAFETY: names end with a null byte; the signature says what type the function has.
        Def::Meth(meth) if !meth.name.is_null() && meth.signature == HPyFunc_NOARGS => unsafe {
            (CStr::from_ptr(meth.name) == name)
                .then(|| std::mem::transmute::<HPyCFunction, Option<HPyFunc_noargs>>(meth.impl_))
                .flatten()
        },
        _ => None,
    })
}

/// CPython's slots for the functions that the record has.
pub(super) fn slots(record: &Record) -> Vec<PyType_Slot> {
    let slot = |slot, function| PyType_Slot { slot, function };
    let iter = record.iter.map(|_| slot(PY_TP_ITER, iter as *const c_void));
    let next = record.next.map(|_| slot(PY_TP_ITERNEXT, next as *const c_void));
    iter.into_iter().chain(next).collect()
}

unsafe extern "C" fn iter(object: HPy) -> HPy {
    run(object, |record| record.iter)
}

unsafe extern "C" fn next(object: HPy) -> HPy {
    run(object, |record| record.next)
}

/// Runs the function of the nearest type that has it: types inherit the slots.
#[inline(always)]
fn run(object: HPy, function: impl Fn(&Record) -> Option<HPyFunc_noargs>) -> HPy {
    match Bases::from(type_of(object)).find_map(|type_| Record::of(type_).and_then(&function)) {
        // SAFETY: the context is filled in before any extension is loaded; the object is an instance of the type.
        Some(function) => unsafe { function(context(), object) },
        None => fail(
            PyExc_SystemError,
            "a type without the method that its slot stands for",
        ),
    }
}
