//! `tp_traverse`, `tp_clear` and `tp_dealloc` of the types that extensions make.
//!
//! The part of an object that belongs to our types is handled here, along the whole chain of bases. What a built-in base
//! owns (a list's items) is left to that base's own functions. Where a class written in Python lies between, CPython's
//! functions for such classes start from the object's type and would come back to ours without end, so the object is shown
//! to them as an instance of that class.

use super::record::{Bases, Record};
use crate::capi::late::late;
use crate::capi::layout::{TypeWord, layout, type_word};
use crate::capi::object::type_of;
use crate::capi::python::*;
use hpy_abi::{HPy, HPyField, HPyFunc_visitproc};
use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};
use std::mem::transmute;

/// Our types from the nearest one on, up to the first base that is not ours, and that base.
///
/// A base without a record whose `word` is our `function` has inherited it: it adds nothing, and is passed over.
fn own_part(type_: HPy, word: TypeWord, function: isize) -> (impl Iterator<Item = &'static Record>, HPy) {
    let ours = move |base: &HPy| Record::of(*base).is_some() || type_word(*base, word) == function;
    let own = move || Bases::from(type_).skip_while(|base| Record::of(*base).is_none());
    let foreign = own()
        .find(|base| !ours(base))
        .unwrap_or(PyBaseObject_Type.handle());
    (
        own().take_while(move |base| ours(base)).filter_map(Record::of),
        foreign,
    )
}

/// [`own_part`] for functions that concern references: those of `tp_traverse`.
fn own_references(type_: HPy) -> (impl Iterator<Item = &'static Record>, HPy) {
    own_part(type_, TypeWord::Traverse, traverse as *const c_void as isize)
}

/// [`own_part`] for the object's end.
fn own_structs(type_: HPy) -> (impl Iterator<Item = &'static Record>, HPy) {
    own_part(type_, TypeWord::Dealloc, dealloc as *const c_void as isize)
}

fn is_gc(type_: HPy) -> bool {
    // SAFETY: `type_` is a live type.
    unsafe { PyType_GetFlags(type_) & TPFLAGS_HAVE_GC != 0 }
}

/// A word inside of an object.
fn word_at(object: HPy, offset: usize) -> *mut HPy {
    (object.0 as usize + offset) as *mut HPy
}

/// Runs `function` while the object's type is `shown`.
///
/// # Safety
/// `object` is an instance of `shown`, and the GIL is held.
unsafe fn shown_as<R>(object: HPy, shown: HPy, function: impl FnOnce() -> R) -> R {
    let place = word_at(object, size_of::<usize>());
    // SAFETY: the second word of an object is its type. The reference to the type stays the object's own.
    unsafe {
        let type_ = place.replace(shown);
        let result = function();
        place.write(type_);
        result
    }
}

/// How [`visit_field`] reports to CPython.
struct Visitor {
    visit: Visit,
    arg: *mut c_void,
}

unsafe extern "C" fn visit_field(field: *mut HPyField, visitor: *mut c_void) -> c_int {
    // SAFETY: `traverse_fields` passes its visitor, and the extension a field of the object.
    unsafe {
        let Visitor { visit, arg } = *visitor.cast::<Visitor>();
        if (*field).is_null() {
            0
        } else {
            visit(HPy((*field).0), arg)
        }
    }
}

unsafe extern "C" fn drop_field(field: *mut HPyField, _: *mut c_void) -> c_int {
    // SAFETY: the extension passes a field of the object. It is empty before Python code may run.
    unsafe { Py_DecRef(HPy(field.replace(HPyField::NULL).0)) };
    0
}

fn for_each_field(record: &Record, object: HPy, visit: HPyFunc_visitproc, arg: *mut c_void) -> c_int {
    match record.traverse {
        // SAFETY: the struct is that of this type, and was zeroed when the object was made.
        Some(traverse) => unsafe { traverse(record.payload(object), visit, arg) },
        None => 0,
    }
}

/// Visits what our types own, not the bases' part: what a trampoline of the extension asks for.
pub(in crate::capi) fn traverse_fields(object: HPy, visit: Visit, arg: *mut c_void) -> c_int {
    let mut visitor = Visitor { visit, arg };
    for record in own_references(type_of(object)).0 {
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

/// Reports the first visit of the class that an object was shown as as a visit of its type.
struct Exchange {
    visitor: Visitor,
    shown: HPy,
    type_: HPy,
}

unsafe extern "C" fn visit_exchanged(object: HPy, exchange: *mut c_void) -> c_int {
    // SAFETY: `traverse` passes its exchange.
    unsafe {
        let exchange = exchange.cast::<Exchange>();
        let Visitor { visit, arg } = (*exchange).visitor;
        if object.0 == (*exchange).shown.0 {
            (*exchange).shown = HPy::NULL;
            return visit_type((*exchange).type_, visit, arg);
        }
        visit(object, arg)
    }
}

impl Clone for Visitor {
    fn clone(&self) -> Self {
        *self
    }
}
impl Copy for Visitor {}

/// `tp_traverse`.
pub(super) unsafe extern "C" fn traverse(object: HPy, visit: Visit, arg: *mut c_void) -> c_int {
    let status = traverse_fields(object, visit, arg);
    if status != 0 {
        return status;
    }
    let type_ = type_of(object);
    let (_, base) = own_references(type_);
    let base_traverse = type_word(base, TypeWord::Traverse);
    // SAFETY: `tp_traverse` has this type; `object` is an instance of `base`.
    unsafe {
        let function =
            transmute::<isize, Option<unsafe extern "C" fn(HPy, Visit, *mut c_void) -> c_int>>(base_traverse);
        match function {
            Some(function) if base_traverse == layout().python_class[1] => {
                let visitor = Visitor { visit, arg };
                let mut exchange = Exchange {
                    visitor,
                    shown: base,
                    type_,
                };
                shown_as(object, base, || {
                    function(object, visit_exchanged, (&raw mut exchange).cast())
                })
            }
            // The base's function visits the object's type if the base is on the heap.
            Some(function) => {
                let status = function(object, visit, arg);
                let heap = PyType_GetFlags(base) & TPFLAGS_HEAPTYPE != 0;
                if status != 0 || heap {
                    status
                } else {
                    visit_type(type_, visit, arg)
                }
            }
            None => visit_type(type_, visit, arg),
        }
    }
}

/// `tp_clear`.
pub(super) unsafe extern "C" fn clear(object: HPy) -> c_int {
    let (records, base) = own_references(type_of(object));
    clear_fields(object, records);
    let base_clear = type_word(base, TypeWord::Clear);
    // SAFETY: `tp_clear` has this type; `object` is an instance of `base`.
    unsafe {
        match transmute::<isize, Option<unsafe extern "C" fn(HPy) -> c_int>>(base_clear) {
            Some(function) if base_clear == layout().python_class[2] => {
                shown_as(object, base, || function(object))
            }
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
    // A class written in Python has run the finaliser already when it comes here.
    let direct = Record::of(type_).is_some();
    if direct && type_word(type_, TypeWord::Finalize) != 0 {
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
    let depth = DEPTH.get();
    if depth >= NESTING && direct {
        WAITING.with_borrow_mut(|waiting| waiting.push(object));
        return;
    }
    DEPTH.set(depth + 1);
    take_apart(object);
    DEPTH.set(depth);
    if depth == 0 {
        while let Some(object) = WAITING.with_borrow_mut(Vec::pop) {
            DEPTH.set(1);
            take_apart(object);
            DEPTH.set(0);
        }
    }
}

/// The part of `dealloc` that comes after finalisation.
fn take_apart(object: HPy) {
    let type_ = type_of(object);
    for record in own_structs(type_).0 {
        // SAFETY: the type's `__weaklistoffset__` names a word of its struct; the object has no references any more.
        unsafe {
            if record.weaklist_offset != 0 && !(*word_at(object, record.weaklist_offset)).is_null() {
                PyObject_ClearWeakRefs(object);
            }
        }
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

/// Has the first base that is not ours free the object, and gives up the object's reference to its type.
///
/// # Safety
/// The object has no references, is not tracked, and our part of it is empty.
unsafe fn hand_to_base(object: HPy, type_: HPy) {
    let gc = is_gc(type_);
    let (_, mut base) = own_structs(type_);
    loop {
        let function = type_word(base, TypeWord::Dealloc);
        let next = HPy(type_word(base, TypeWord::Base));
        if next.is_null() {
            break;
        }
        if function != layout().python_class[0] {
            // SAFETY: `tp_dealloc` has this type. A base with GC expects the object to be tracked. A base on the heap
            // gives up the object's type itself.
            unsafe {
                if gc && is_gc(base) {
                    PyObject_GC_Track(object);
                }
                transmute::<isize, unsafe extern "C" fn(HPy)>(function)(object);
                if PyType_GetFlags(base) & TPFLAGS_HEAPTYPE == 0 {
                    Py_DecRef(type_);
                }
            }
            return;
        }
        // A class written in Python without GC owns nothing: step over it. One with GC frees the object as its own.
        if gc && is_gc(base) {
            // SAFETY: the object becomes an instance of the class, to which it then owns a reference.
            unsafe {
                Py_IncRef(base);
                word_at(object, size_of::<usize>()).write(base);
                PyObject_GC_Track(object);
                transmute::<isize, unsafe extern "C" fn(HPy)>(function)(object);
                Py_DecRef(type_);
            }
            return;
        }
        base = next;
    }
    // SAFETY: `tp_free` fits how the type's objects are allocated.
    unsafe {
        transmute::<isize, unsafe extern "C" fn(HPy)>(type_word(type_, TypeWord::Free))(object);
        Py_DecRef(type_);
    }
}
