//! Tuples, lists and slices; the parts of those that the table mirrors are got without Python.

use crate::forward::Operation;
use crate::numbers::integer;
use crate::table::{self, Entry, NO_START, NO_STOP, OWNED, entry, forms, tids};
use crate::upcall::{Answer, ask, ask_integer};
use hpy_abi::{HPy, HPy_ssize_t, HPyContext};
use std::ffi::c_int;

/// An item of a tuple that is mirrored.
pub fn item_of(tuple: &Entry, index: usize) -> HPy {
    // SAFETY: a mirrored tuple's `value` points to `aux` handles, and the caller has looked at their number.
    unsafe { *(tuple.value.get() as *const HPy).add(index) }
}

/// A pending tuple of handles that it takes over.
pub fn tuple_of(items: Box<[HPy]>) -> HPy {
    let count = items.len() as i64;
    let items = Box::into_raw(items).cast::<HPy>() as i64;
    table::new(forms::TUPLE | OWNED, tids::TUPLE, items, count)
}

pub unsafe extern "C" fn ctx_Tuple_FromArray(
    _: *mut HPyContext,
    items: *const HPy,
    count: HPy_ssize_t,
) -> HPy {
    if count < 0 {
        crate::numbers::negative_size();
        return HPy::NULL;
    }
    let items = if count == 0 {
        &[]
    } else {
        // SAFETY: the extension's array has that many handles.
        unsafe { std::slice::from_raw_parts(items, count as usize) }
    };
    tuple_of(items.iter().map(|&h| table::duplicate(h)).collect())
}

pub unsafe extern "C" fn ctx_Length(_: *mut HPyContext, h: HPy) -> HPy_ssize_t {
    let entry = entry(h);
    if entry.form() == forms::TUPLE {
        return entry.aux.get() as isize;
    }
    isize::from_answer(ask(Operation::Length, [h.0, 0, 0, 0]))
}

pub unsafe extern "C" fn ctx_GetItem_i(_: *mut HPyContext, h: HPy, index: HPy_ssize_t) -> HPy {
    mirrored_item(h, index as i64)
        .or_else(|| ask(Operation::GetItem_i, [h.0, index, 0, 0]))
        .unwrap_or(HPy::NULL)
}

pub unsafe extern "C" fn ctx_GetItem(_: *mut HPyContext, h: HPy, key: HPy) -> HPy {
    integer(key)
        .and_then(|index| mirrored_item(h, index))
        .or_else(|| ask(Operation::GetItem, [h.0, key.0, 0, 0]))
        .unwrap_or(HPy::NULL)
}

fn mirrored_item(h: HPy, index: i64) -> Option<HPy> {
    let tuple = entry(h);
    let inside = tuple.form() == forms::TUPLE && (0..tuple.aux.get()).contains(&index);
    inside.then(|| table::duplicate(item_of(tuple, index as usize)))
}

/// Whether an object is an instance of a builtin type.
fn is_builtin(h: HPy, builtin: u64) -> c_int {
    let tid = entry(h).tid.get();
    if tid == tids::UNKNOWN {
        return c_int::from_answer(ask(Operation::IsBuiltin, [h.0, builtin as isize, 0, 0]));
    }
    crate::types::is_subtype(tid, builtin).into()
}

macro_rules! checks {
    ($($name:ident = $tid:expr;)*) => {$(
        pub unsafe extern "C" fn $name(_: *mut HPyContext, h: HPy) -> c_int {
            is_builtin(h, $tid)
        }
    )*};
}

checks! {
    ctx_Bytes_Check = tids::BYTES;
    ctx_Unicode_Check = tids::STR;
    ctx_List_Check = tids::LIST;
    ctx_Dict_Check = tids::DICT;
    ctx_Tuple_Check = tids::TUPLE;
}

pub unsafe extern "C" fn ctx_Slice_Unpack(
    _: *mut HPyContext,
    slice: HPy,
    start: *mut HPy_ssize_t,
    stop: *mut HPy_ssize_t,
    step: *mut HPy_ssize_t,
) -> c_int {
    let parts = match mirrored_slice(slice) {
        Some(parts) => parts,
        None => {
            let mut parts = [0_isize; 3];
            let to = parts.as_mut_ptr() as isize;
            if ask_integer(Operation::Slice_Unpack, [slice.0, to, 0, 0]).is_none() {
                return -1;
            }
            parts
        }
    };
    // SAFETY: the extension passes places for the three.
    unsafe {
        *start = parts[0];
        *stop = parts[1];
        *step = parts[2];
    }
    0
}

/// The numbers that CPython gives for a slice; `None` where Python has to be asked, for errors among others.
fn mirrored_slice(slice: HPy) -> Option<[isize; 3]> {
    let entry = entry(slice);
    if entry.form() == forms::SPAN {
        let given = |flag, value: i64, default| if entry.has(flag) { default } else { value as isize };
        let start = given(NO_START, entry.value.get(), 0);
        return Some([start, given(NO_STOP, entry.aux.get(), isize::MAX), 1]);
    }
    if entry.form() != forms::SLICE {
        return None;
    }
    let part = |index: i64, default: i64| {
        let h = HPy((entry.value.get() + index) as isize);
        let part = self::entry(h);
        let none = part.form() == forms::CONST && part.value.get() == crate::context::NONE as i64;
        if none { Some(default) } else { integer(h) }
    };
    let step = part(2, 1)?;
    if step == 0 {
        return None;
    }
    let (start, stop) = if step < 0 {
        (i64::MAX, i64::MIN)
    } else {
        (0, i64::MAX)
    };
    Some([
        part(0, start)? as isize,
        part(1, stop)? as isize,
        step.max(-i64::MAX) as isize,
    ])
}
