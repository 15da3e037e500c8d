//! `tp_traverse`, `tp_clear` and `tp_dealloc` of the types that extensions make.
//!
//! The part of an object that belongs to our types is handled here, along the whole chain of bases. What a built-in base
//! owns (a list's items) is left to that base's own functions. Between and above our types there may be classes written in
//! Python; [`is_left_to_python`] says where these functions are not used at all.

use super::record::{Bases, Record};
use crate::counts::references;
use crate::late::late;
use crate::layout::{TypeWord, layout, type_word};
use crate::object::type_of;
use crate::python::*;
use hpy_abi::{HPy, HPyField, HPyFunc_visitproc};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::ffi::{c_int, c_void};
use std::mem::transmute;

/// Whether a type with these bases must leave the life of its instances to CPython.
///
/// A class written in Python may have a dictionary, slots and weak references; CPython's functions for such classes find
/// them from the type of the object, and for one of our types above such a class would come back here without end. The
/// same goes for a foreign type above one of ours. Such types cannot have structs or functions of their own.
pub(super) fn is_left_to_python(mut bases: impl Iterator<Item = HPy>) -> bool {
    let foreign = |type_: HPy| Record::of(type_).is_none() && is_heap(type_) && !is_empty_class(type_);
    let owns = |type_: HPy| is_gc(type_) || Record::nearest(type_).is_some();
    bases.any(|base| Bases::from(base).any(|type_| foreign(type_) && owns(type_)))
}

/// Whether this is a class written in Python whose instances hold nothing that those of its base do not.
///
/// CPython has all classes written in Python collected, so that says nothing.
fn is_empty_class(type_: HPy) -> bool {
    let base = HPy(type_word(type_, TypeWord::Base));
    let same = |word| type_word(type_, word) == type_word(base, word);
    let flags = TPFLAGS_MANAGED_DICT | TPFLAGS_MANAGED_WEAKREF;
    let flags_of = |type_| type_word(type_, TypeWord::Flags) as u32 & flags as u32;
    type_word(type_, TypeWord::Dealloc) == layout().python_dealloc
        && [
            TypeWord::Basicsize,
            TypeWord::WeaklistOffset,
            TypeWord::DictOffset,
        ]
        .into_iter()
        .all(same)
        && flags_of(type_) == flags_of(base)
}

/// Our types from the nearest one on, up to the first base that is not ours and owns something, and that base.
fn own_part(type_: HPy, foreign: fn(&Record) -> bool) -> (impl Iterator<Item = &'static Record>, HPy) {
    let ours = move |base: &HPy| match Record::of(*base) {
        Some(record) => !foreign(record),
        None => is_empty_class(*base),
    };
    let own = move || Bases::from(type_).skip_while(|base| Record::of(*base).is_none());
    let foreign = own()
        .find(|base| !ours(base))
        .unwrap_or(PyBaseObject_Type.handle());
    (
        own().take_while(move |base| ours(base)).filter_map(Record::of),
        foreign,
    )
}

/// [`own_part`] for functions that concern references.
fn own_references(type_: HPy) -> (impl Iterator<Item = &'static Record>, HPy) {
    own_part(type_, |record| record.legacy_traverse)
}

/// [`own_part`] for the object's end.
fn own_structs(type_: HPy) -> (impl Iterator<Item = &'static Record>, HPy) {
    own_part(type_, |_| false)
}

#[inline(always)]
fn is_heap(type_: HPy) -> bool {
    type_word(type_, TypeWord::Flags) as u32 & TPFLAGS_HEAPTYPE as u32 != 0
}

#[inline(always)]
fn is_gc(type_: HPy) -> bool {
    type_word(type_, TypeWord::Flags) as u32 & TPFLAGS_HAVE_GC as u32 != 0
}

/// A word inside of an object.
fn word_at(object: HPy, offset: usize) -> *mut HPy {
    (object.0 as usize + offset) as *mut HPy
}

/// How [`visit_field`] reports to CPython.
#[derive(Clone, Copy)]
struct Visitor<'a> {
    visit: Visit,
    arg: *mut c_void,
    /// Fields that were visited already, if any.
    seen: Option<&'a HashSet<*mut HPyField>>,
}

unsafe extern "C" fn visit_field(field: *mut HPyField, visitor: *mut c_void) -> c_int {
    // SAFETY: `traverse_fields` passes its visitor, and the extension a field of the object.
    unsafe {
        let Visitor { visit, arg, seen } = *visitor.cast::<Visitor>();
        if (*field).is_null() || seen.is_some_and(|seen| seen.contains(&field)) {
            0
        } else {
            visit(HPy((*field).0), arg)
        }
    }
}

unsafe extern "C" fn note_field(field: *mut HPyField, seen: *mut c_void) -> c_int {
    // SAFETY: `traverse_fields` passes its set.
    unsafe { (*seen.cast::<HashSet<*mut HPyField>>()).insert(field) };
    0
}

unsafe extern "C" fn drop_field(field: *mut HPyField, _: *mut c_void) -> c_int {
    // SAFETY: the extension passes a field of the object. It is empty before Python code may run.
    unsafe { Py_DecRef(HPy(field.replace(HPyField::NULL).0)) };
    0
}

#[inline(always)]
fn for_each_field(record: &Record, object: HPy, visit: HPyFunc_visitproc, arg: *mut c_void) -> c_int {
    match record.traverse {
        // SAFETY: the struct is that of this type, and was zeroed when the object was made.
        Some(traverse) => unsafe { traverse(record.payload(object), visit, arg) },
        None => 0,
    }
}

/// Visits what our types own, not the bases' part: what a trampoline of the extension asks for.
///
/// A derived type's function may visit the fields of its base's struct, as HPy's documentation asks, or leave them to the
/// base's own. CPython counts visits, so each field must have one.
pub(crate) fn traverse_fields(object: HPy, visit: Visit, arg: *mut c_void) -> c_int {
    let (mut seen, mut derived) = (None, None);
    for record in own_references(type_of(object)).0 {
        if record.traverse.is_some()
            && let Some(derived) = derived.replace(record)
        {
            let seen = seen.get_or_insert_with(HashSet::new);
            for_each_field(derived, object, note_field, (&raw mut *seen).cast());
        }
        let mut visitor = Visitor {
            visit,
            arg,
            seen: seen.as_ref(),
        };
        let status = for_each_field(record, object, visit_field, (&raw mut visitor).cast());
        if status != 0 {
            return status;
        }
        if record.dict_offset != 0 {
            // SAFETY: the type's `__dictoffset__` names a word of its struct.
            let dict = unsafe { *word_at(object, record.dict_offset) };
            if !dict.is_null() {
                // SAFETY: CPython's visitor takes any object.
                let status = unsafe { visit(dict, arg) };
                if status != 0 {
                    return status;
                }
            }
        }
    }
    0
}

/// What a type's [`Record::base_end`] is, once the other words of its record are there.
pub(super) fn base_end(type_: HPy) -> Option<unsafe extern "C" fn(HPy)> {
    let (mut records, base) = own_structs(type_);
    let nothing_is_ours = records.all(Record::holds_nothing);
    let is_builtin = !is_heap(base) && type_word(base, TypeWord::Base) != 0;
    if !nothing_is_ours || !is_builtin || is_gc(type_) || is_gc(base) {
        return None;
    }
    // SAFETY: `tp_dealloc` has this type, and every type has one.
    unsafe { transmute::<isize, Option<unsafe extern "C" fn(HPy)>>(type_word(base, TypeWord::Dealloc)) }
}

/// Visits the type of an object, unless it is one of ours.
///
/// CPython asks for the visit so that a class can go together with its instances. Classes written in Python need that; an
/// extension's types live as long as the extension, and HPy promises that an object refers to its fields and no more.
///
/// # Safety
/// `visit` and `arg` are what CPython passed to `tp_traverse`.
unsafe fn visit_type(type_: HPy, visit: Visit, arg: *mut c_void) -> c_int {
    if Record::of(type_).is_some() {
        return 0;
    }
    // SAFETY: promised by the caller.
    unsafe { visit(type_, arg) }
}

/// `tp_traverse`.
pub(super) unsafe extern "C" fn traverse(object: HPy, visit: Visit, arg: *mut c_void) -> c_int {
    let status = traverse_fields(object, visit, arg);
    if status != 0 {
        return status;
    }
    let type_ = type_of(object);
    let (_, base) = own_references(type_);
    // SAFETY: `tp_traverse` has this type; `object` is an instance of `base`.
    unsafe {
        let function = type_word(base, TypeWord::Traverse);
        if let Some(function) =
            transmute::<isize, Option<unsafe extern "C" fn(HPy, Visit, *mut c_void) -> c_int>>(function)
        {
            let status = function(object, visit, arg);
            // A base on the heap visits the object's type itself.
            if status != 0 || is_heap(base) {
                return status;
            }
        }
        visit_type(type_, visit, arg)
    }
}

/// `tp_clear`.
pub(super) unsafe extern "C" fn clear(object: HPy) -> c_int {
    let (records, base) = own_references(type_of(object));
    clear_fields(object, records);
    // SAFETY: `tp_clear` has this type; `object` is an instance of `base`.
    unsafe {
        let function = type_word(base, TypeWord::Clear);
        match transmute::<isize, Option<unsafe extern "C" fn(HPy) -> c_int>>(function) {
            Some(function) => function(object),
            None => 0,
        }
    }
}

fn clear_fields(object: HPy, records: impl Iterator<Item = &'static Record>) {
    for record in records {
        for_each_field(record, object, drop_field, std::ptr::null_mut());
        if record.dict_offset != 0 {
            // SAFETY: the type's `__dictoffset__` names a word of its struct. It is empty before Python code may run.
            unsafe { Py_DecRef(word_at(object, record.dict_offset).replace(HPy::NULL)) }
        }
    }
}

/// Objects whose deallocation nests deeper than this wait for their turn, so that long chains do not use up the stack.
const NESTING: u32 = 100;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static WAITING: RefCell<Vec<HPy>> = const { RefCell::new(Vec::new()) };
}

/// `tp_dealloc`. A type with this function is one of ours: see [`Record::of`].
pub(super) unsafe extern "C" fn dealloc(object: HPy) {
    let type_ = type_of(object);
    let record = Record::of(type_);
    // A class written in Python has run the finaliser already when it comes here.
    if record.is_some() && type_word(type_, TypeWord::Finalize) != 0 {
        // SAFETY: CPython calls this for an object without references; the finaliser may bring it back to life.
        let status = unsafe { (late().finalize)(object) };
        if status < 0 {
            return;
        }
    }
    if is_gc(type_) {
        // SAFETY: the object is of a type with GC; objects that are not tracked are left alone.
        unsafe { PyObject_GC_UnTrack(object) }
    }
    match record {
        Some(record) if record.simple_end && is_alone(object, record) => {
            for_each_field(record, object, drop_field, std::ptr::null_mut());
            end_simply(object, type_, record);
        }
        Some(Record {
            base_end: Some(end),
            spare,
            ..
        }) => {
            // SAFETY: the object is an instance of the base whose function this is, which gives its memory back and, being a
            // static type's, leaves the type alone. If there is spare memory, giving it back is all it does.
            unsafe {
                if !spare.keep(object) {
                    end(object);
                }
                Py_DecRef(type_);
            }
        }
        _ => in_turn(object, record.is_some()),
    }
}

/// Whether nothing of Python's can run when the object ends: nothing refers to it weakly, and whatever it refers to has others that do.
/// Such an end neither nests nor needs a turn.
#[inline(always)]
fn is_alone(object: HPy, record: &Record) -> bool {
    /// How many fields refer to something, and the fewest references that one of those has.
    struct Found {
        fields: i32,
        fewest: i32,
    }
    unsafe extern "C" fn note(field: *mut HPyField, found: *mut c_void) -> c_int {
        // SAFETY: the extension passes a field of the object and what it was given.
        unsafe {
            let found = &mut *found.cast::<Found>();
            if !(*field).is_null() {
                found.fields += 1;
                found.fewest = found.fewest.min(references(HPy((*field).0)));
            }
        }
        0
    }
    let mut found = Found {
        fields: 0,
        fewest: i32::MAX,
    };
    for_each_field(record, object, note, (&raw mut found).cast());
    found.fields < found.fewest && !is_weakly_known(object, record)
}

/// Whether the object's list of weak references is in use.
#[inline(always)]
fn is_weakly_known(object: HPy, record: &Record) -> bool {
    // SAFETY: the type's `__weaklistoffset__` names a word of its struct.
    record.weaklist_offset != 0 && unsafe { !(*word_at(object, record.weaklist_offset)).is_null() }
}

/// Takes the object apart now, or later if that would nest too deep. Only objects that come here directly can wait.
fn in_turn(object: HPy, can_wait: bool) {
    let depth = DEPTH.get();
    if depth >= NESTING && can_wait {
        WAITING.with_borrow_mut(|waiting| waiting.push(object));
        return;
    }
    DEPTH.set(depth + 1);
    take_apart(object);
    if depth == 0 {
        while let Some(object) = WAITING.with_borrow_mut(Vec::pop) {
            take_apart(object);
        }
    }
    DEPTH.set(depth);
}

/// [`take_apart`] for the many types of which the record says that this is all, once the fields are empty.
#[inline(always)]
fn end_simply(object: HPy, type_: HPy, record: &Record) {
    if let Some(destroy) = record.destroy {
        // SAFETY: the struct is that of this type, and its fields are empty.
        unsafe { destroy(record.payload(object)) }
    }
    // SAFETY: the record is that of the object's type, and nothing is left in the object.
    if unsafe { record.spare.keep(object) } {
        // SAFETY: the reference was the object's.
        unsafe { Py_DecRef(type_) };
    } else {
        free(object, type_);
    }
}

/// Gives the memory back, and the object's reference to its type.
#[inline(always)]
fn free(object: HPy, type_: HPy) {
    // SAFETY: `tp_free` fits how the type's objects are allocated, and nothing is left in the object.
    unsafe {
        transmute::<isize, unsafe extern "C" fn(HPy)>(type_word(type_, TypeWord::Free))(object);
        Py_DecRef(type_);
    }
}

/// The part of `dealloc` that comes after finalisation.
fn take_apart(object: HPy) {
    let type_ = type_of(object);
    if let Some(record) = Record::of(type_).filter(|record| record.simple_end) {
        clear_weak(object, record);
        for_each_field(record, object, drop_field, std::ptr::null_mut());
        return end_simply(object, type_, record);
    }
    for record in own_structs(type_).0 {
        clear_weak(object, record);
    }
    clear_fields(object, own_structs(type_).0);
    for record in own_structs(type_).0 {
        if let Some(destroy) = record.destroy {
            // SAFETY: the struct is that of this type, and its fields are empty.
            unsafe { destroy(record.payload(object)) }
        }
        if let Some(legacy) = record.legacy_dealloc {
            // SAFETY: the legacy function frees the object and gives up its type, as CPython asks of it.
            return unsafe { legacy(object) };
        }
    }
    // SAFETY: nothing of ours is left in the object.
    unsafe { hand_to_base(object, type_) }
}

#[inline(always)]
fn clear_weak(object: HPy, record: &Record) {
    if is_weakly_known(object, record) {
        // SAFETY: the object has no references any more.
        unsafe { PyObject_ClearWeakRefs(object) }
    }
}

/// Has the first base that is not ours free the object, and gives up the object's reference to its type.
///
/// # Safety
/// The object has no references, is not tracked, and our part of it is empty.
unsafe fn hand_to_base(object: HPy, type_: HPy) {
    let (_, base) = own_structs(type_);
    if type_word(base, TypeWord::Base) == 0 {
        return free(object, type_);
    }
    let function = type_word(base, TypeWord::Dealloc);
    // SAFETY: `tp_dealloc` has this type. A base with GC expects the object to be tracked. A base on the heap gives up the
    // object's type itself.
    unsafe {
        if is_gc(type_) && is_gc(base) {
            PyObject_GC_Track(object);
        }
        transmute::<isize, unsafe extern "C" fn(HPy)>(function)(object);
        if !is_heap(base) {
            Py_DecRef(type_);
        }
    }
}
