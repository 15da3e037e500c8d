//! `HPyField`: references between objects, which the interpreter's collector follows because Python's object holds them.
//!
//! The object has a list of the referents, and the field's word says which of them is meant: the slot in the upper 16 bits.
//! The lower 48 bits are the address of the referent's struct if it is an instance of an extension's type, so that a load
//! tells native code all that it usually wants to know. Such an entry is lazy: its object is looked up if it is needed.

use crate::forward::Operation;
use crate::instances::{header, is_fresh};
use crate::table::{self, LAZY, OBJ, entry, forms};
use crate::upcall::{ask, ask_integer};
use hpy_abi::{HPy, HPyContext, HPyField};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// How many lazy entries there are.
static LAZY_ENTRIES: AtomicUsize = AtomicUsize::new(0);

const SLOT_SHIFT: u32 = 48;
/// An object may have this many fields.
const LAST_SLOT: i64 = 0xffff;

fn word(slot: i64, referent: i64) -> HPyField {
    HPyField((slot << SLOT_SHIFT | referent) as isize)
}

fn slot_of(field: HPyField) -> i64 {
    (field.0 as u64 >> SLOT_SHIFT) as i64
}

/// What the word tells of the referent: the address of its struct, or 0.
fn address_of(h: HPy) -> i64 {
    let entry = entry(h);
    match entry.form() {
        forms::INSTANCE if entry.value.get() as u64 >> SLOT_SHIFT == 0 => entry.value.get(),
        _ => 0,
    }
}

pub unsafe extern "C" fn ctx_Field_Store(_: *mut HPyContext, target: HPy, field: *mut HPyField, h: HPy) {
    // SAFETY: the field lies in memory of the extension and holds null or a word that we put there.
    let field = unsafe { &mut *field };
    let old = slot_of(*field);
    let owner = entry(target);
    let slot = if is_fresh(owner) {
        store_waiting(owner.value.get(), old, h)
    } else {
        // Few entries are lazy for longer than a moment, so the table is seldom searched.
        if old != 0 && LAZY_ENTRIES.load(Relaxed) != 0 {
            settle(target, old);
        }
        match ask_integer(Operation::FieldStore, [target.0, old as isize, h.0, 0]) {
            Some(slot) => slot,
            None => return,
        }
    };
    *field = if h.is_null() {
        HPyField::NULL
    } else {
        word(slot, address_of(h))
    };
}

pub unsafe extern "C" fn ctx_Field_Load(_: *mut HPyContext, source: HPy, field: HPyField) -> HPy {
    let slot = slot_of(field);
    if slot == 0 {
        return HPy::NULL;
    }
    let owner = entry(source);
    if is_fresh(owner) {
        return table::duplicate(waiting(owner.value.get(), slot));
    }
    let address = field.0 as i64 & ((1 << SLOT_SHIFT) - 1);
    if address == 0 {
        return ask(Operation::FieldLoad, [source.0, slot as isize, 0, 0]).unwrap_or(HPy::NULL);
    }
    let owner = table::duplicate(source);
    LAZY_ENTRIES.fetch_add(1, Relaxed);
    // SAFETY: the owner's object keeps the referent alive.
    let tid = u64::from(unsafe { header(address) }.tid);
    table::new(
        forms::INSTANCE | LAZY,
        tid,
        address,
        (owner.0 as i64) << 16 | slot,
    )
}

/// Closes the owner that a lazy entry holds, which ends.
pub fn close_owner(aux: i64) {
    LAZY_ENTRIES.fetch_sub(1, Relaxed);
    table::close(HPy((aux >> 16) as isize));
}

/// Makes the objects of all lazy entries that were loaded from a slot whose content is about to change.
fn settle(owner: HPy, slot: i64) {
    let mut lazy = Vec::new();
    table::for_each(|h| {
        let entry = entry(h);
        let same = || {
            let other = HPy((entry.aux.get() >> 16) as isize);
            entry.aux.get() & LAST_SLOT == slot
                && self::entry(other).value.get() == self::entry(owner).value.get()
        };
        if entry.form() == forms::INSTANCE && entry.has(LAZY) && !entry.has(OBJ) && same() {
            lazy.push(table::duplicate(h));
        }
    });
    for h in lazy {
        if let Some(result) = ask(Operation::Materialise, [h.0, 0, 0, 0]) {
            table::close(result);
        }
        table::close(h);
    }
}

/// Notes a field of an instance that has no object yet; the slot.
fn store_waiting(data: i64, old: i64, h: HPy) -> i64 {
    // SAFETY: the instance is pending, so it is alive and only this call uses its header.
    let header = unsafe { header(data) };
    let h = table::duplicate(h);
    if old != 0 {
        let place = waiting_place(header, old);
        table::close(std::mem::replace(place, h));
        return old;
    }
    if header.slots == 0 {
        header.waiting = h.0 as usize;
    } else {
        if header.slots == 1 {
            header.waiting = Box::into_raw(Box::new(vec![HPy(header.waiting as isize)])) as usize;
        }
        // SAFETY: with more than one slot it is a boxed vector.
        unsafe { (*(header.waiting as *mut Vec<HPy>)).push(h) };
    }
    header.slots += 1;
    i64::from(header.slots)
}

fn waiting_place(header: &mut crate::instances::Header, slot: i64) -> &mut HPy {
    if header.slots == 1 {
        // SAFETY: with one slot the word is the handle itself, and `HPy` is a word.
        unsafe { &mut *std::ptr::from_mut(&mut header.waiting).cast::<HPy>() }
    } else {
        // SAFETY: with more it is a boxed vector with an item for each slot.
        unsafe { &mut (&mut *(header.waiting as *mut Vec<HPy>))[slot as usize - 1] }
    }
}

fn waiting(data: i64, slot: i64) -> HPy {
    // SAFETY: as in `store_waiting`.
    *waiting_place(unsafe { header(data) }, slot)
}

/// Hands the value of a waiting field over; after the last one nothing waits.
pub fn take_waiting(data: i64, slot: i64) -> HPy {
    // SAFETY: Python is making the object, and only that uses the header.
    let header = unsafe { header(data) };
    let h = std::mem::replace(waiting_place(header, slot), HPy::NULL);
    if slot == i64::from(header.slots) {
        forget_waiting(header);
    }
    h
}

/// Hands over the only waiting value, if it is a fresh instance that nothing else refers to and that has no fields itself:
/// its type's number, address and spare block. Its handle is free then, without Python having had to look at it.
pub fn take_fresh(data: i64) -> Option<(u64, i64, i64)> {
    // SAFETY: as in `take_waiting`.
    let owner = unsafe { header(data) };
    if owner.slots != 1 {
        return None;
    }
    let h = *waiting_place(owner, 1);
    let value = entry(h);
    // SAFETY: a fresh instance's value is the address of its struct.
    if !is_fresh(value) || value.refs() != 1 || unsafe { header(value.value.get()) }.slots != 0 {
        return None;
    }
    let taken = (value.tid.get(), value.value.get(), value.aux.get());
    owner.waiting = 0;
    table::release(h);
    Some(taken)
}

fn forget_waiting(header: &mut crate::instances::Header) {
    if header.slots > 1 && header.waiting != 0 {
        // SAFETY: with more than one slot it is a boxed vector.
        drop(unsafe { Box::from_raw(header.waiting as *mut Vec<HPy>) });
    }
    header.waiting = 0;
}

/// Closes the values of the waiting fields of an instance that dies without an object.
pub fn close_waiting(data: i64) {
    // SAFETY: nothing else refers to the instance.
    let header = unsafe { header(data) };
    for slot in 1..=i64::from(header.slots) {
        table::close(std::mem::replace(waiting_place(header, slot), HPy::NULL));
    }
    forget_waiting(header);
}

/// The argument of a frame that is the only waiting value, if that is so: its place in the frame; nothing waits then.
pub fn take_argument(data: i64, base: isize, count: usize) -> Option<usize> {
    // SAFETY: the instance is pending.
    let header = unsafe { header(data) };
    let index = (header.waiting as isize).wrapping_sub(base) as usize;
    if header.slots != 1 || index >= count {
        return None;
    }
    table::close(HPy(header.waiting as isize));
    header.waiting = 0;
    Some(index)
}
