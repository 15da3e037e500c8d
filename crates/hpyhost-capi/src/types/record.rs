//! What the host keeps about a type that an extension made.
//!
//! The record lies in one block with the type's method table, right before it. The type itself leads there: it is ours if
//! its `tp_dealloc` is ours, and then its `tp_methods` is the table. Classes written in Python and types of other
//! extensions that derive from it have a `tp_dealloc` of their own. So a lookup is three loads, needs no table beside the
//! types, and stays right while types die in any order. Blocks are never freed: bound methods may outlive their type.

use super::lifetime::dealloc;
use super::spare::Spare;
use crate::layout::{OBJECT_HEADER, TypeWord, layout, type_word};
use crate::python::{PyMem_Calloc, PyMethodDef, TPFLAGS_HEAPTYPE};
use hpy_abi::{
    HPy, HPyFunc_destroyfunc, HPyFunc_noargs, HPyFunc_traverseproc, HPyType_BuiltinShape,
    HPyType_BuiltinShape_Object, cpy_vectorcallfunc,
};
use std::ffi::c_void;

/// The record of one type.
#[repr(C)]
pub(crate) struct Record {
    /// The shape that the type was declared with.
    pub shape: HPyType_BuiltinShape,
    /// The shape that says where the struct of its instances lies: its own, or its base's if it has no struct of its own.
    pub struct_shape: HPyType_BuiltinShape,
    /// Whether the type has a struct of its own.
    pub has_struct: bool,
    pub traverse: Option<HPyFunc_traverseproc>,
    pub destroy: Option<HPyFunc_destroyfunc>,
    /// Whether the type is a legacy one that brings its own `tp_traverse`.
    pub legacy_traverse: bool,
    /// `tp_dealloc` of a legacy type that brings its own.
    pub legacy_dealloc: Option<unsafe extern "C" fn(object: HPy)>,
    /// Whether there is nothing to an instance's end but weak references, `traverse` and `destroy`: no base but `object` and types of
    /// ours that hold nothing, no dictionary.
    pub simple_end: bool,
    /// The `tp_dealloc` of a built-in base, if that is all there is to an instance's end: nothing is ours, and the base (`float`,
    /// say) refers to nothing.
    pub base_end: Option<unsafe extern "C" fn(object: HPy)>,
    /// Whether an instance is no more than a `float`, and made like one.
    pub plain_float: bool,
    /// Whether an instance is no more than a `complex`, and made like one.
    pub plain_complex: bool,
    /// The extension's `__iter__` and `__next__`, where they are methods without arguments.
    pub iter: Option<HPyFunc_noargs>,
    pub next: Option<HPyFunc_noargs>,
    /// Whether an instance is no more than its head and structs: no collector, items, or data of a built-in base.
    pub plain_memory: bool,
    /// Memory for instances that are `plain_memory`, or a number that is plain.
    pub spare: Spare,
    /// Offset in the object of the word with the function that calls it, or 0; inherited.
    pub call_offset: usize,
    /// What that word holds at first.
    pub call: cpy_vectorcallfunc,
    /// Offset in the object of the list of weak references, or 0.
    pub weaklist_offset: usize,
    /// Offset in the object of the instance dictionary, or 0.
    pub dict_offset: usize,
}

/// A record that is being filled in, with its method table.
pub(super) struct Block(*mut Record);

impl Block {
    /// An empty record, and a copy of the table, which must end with an empty entry; `None` if there is no memory.
    pub(super) fn new(methods: Vec<PyMethodDef>) -> Option<Self> {
        let size = size_of::<Record>() + methods.len() * size_of::<PyMethodDef>();
        // SAFETY: sizes are those of a few methods. Zeroes are a valid record: null functions, shape Object.
        let block = unsafe { PyMem_Calloc(1, size) }.cast::<Record>();
        if block.is_null() {
            return None;
        }
        // SAFETY: the block has room for them behind the record, whose size is a multiple of the pointers' alignment.
        unsafe {
            methods
                .as_ptr()
                .copy_to_nonoverlapping(block.add(1).cast(), methods.len())
        };
        Some(Self(block))
    }

    pub(super) fn methods(&self) -> *const c_void {
        // SAFETY: the table lies behind the record, in the same block.
        unsafe { self.0.add(1).cast_const().cast() }
    }

    pub(super) fn record(&mut self) -> &mut Record {
        // SAFETY: the block is alive for ever, and only this value leads to it until the type exists.
        unsafe { &mut *self.0 }
    }

    /// Whether `type_` leads to this record.
    pub(super) fn belongs_to(&self, type_: HPy) -> bool {
        Record::of(type_).is_some_and(|record| std::ptr::eq(record, self.0))
    }
}

impl Record {
    /// The record of `type_` itself.
    #[inline]
    pub(crate) fn of(type_: HPy) -> Option<&'static Self> {
        let ours = type_word(type_, TypeWord::Dealloc) == dealloc as *const c_void as isize
            && type_word(type_, TypeWord::Flags) as u32 & TPFLAGS_HEAPTYPE as u32 != 0;
        // SAFETY: only types made by this host have its `dealloc` and are on the heap (a static type could inherit it);
        // their method table lies behind their record.
        ours.then(|| unsafe { &*(type_word(type_, TypeWord::Methods) as *const Record).sub(1) })
    }

    /// The record of the nearest type on the way from `type_` to its bases that decide its layout.
    #[inline]
    pub(crate) fn nearest(type_: HPy) -> Option<&'static Self> {
        Bases::from(type_).find_map(Self::of)
    }

    /// The record whose struct the instances of `type_` have.
    pub(crate) fn nearest_struct(type_: HPy) -> Option<&'static Self> {
        Bases::from(type_)
            .filter_map(Self::of)
            .find(|record| record.has_struct)
    }

    /// Whether the type's own part of an instance takes no leave: neither functions nor words with references.
    pub(super) fn holds_nothing(&self) -> bool {
        self.traverse.is_none()
            && self.destroy.is_none()
            && self.legacy_dealloc.is_none()
            && self.weaklist_offset == 0
            && self.dict_offset == 0
    }

    /// The struct of an object of this type.
    #[inline(always)]
    pub(crate) fn payload(&self, object: HPy) -> *mut c_void {
        match self.struct_shape {
            // The usual one, which asks for nothing that was measured.
            HPyType_BuiltinShape_Object => (object.0 as usize + OBJECT_HEADER) as *mut c_void,
            shape => layout().payload(object, shape),
        }
    }
}

/// A type, its `tp_base`, the base's `tp_base`, and so on.
pub(crate) struct Bases(HPy);

impl Bases {
    #[inline(always)]
    pub(crate) fn from(type_: HPy) -> Self {
        Self(type_)
    }
}

impl Iterator for Bases {
    type Item = HPy;

    #[inline(always)]
    fn next(&mut self) -> Option<HPy> {
        let type_ = self.0;
        if type_.is_null() {
            return None;
        }
        self.0 = HPy(type_word(type_, TypeWord::Base));
        Some(type_)
    }
}
