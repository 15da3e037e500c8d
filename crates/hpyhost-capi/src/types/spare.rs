//! Memory of objects that have ended, kept for the next ones of their type.
//!
//! Arithmetic makes and drops one small object after the other. Without its own list of the last few, each costs a way
//! through the allocator and back; for objects of more than 512 bytes, which CPython takes from `malloc`, that is longer
//! than what many an operation takes. CPython has such lists for its own `float`, `tuple` and others.

use crate::layout::{TypeWord, type_word};
use crate::python::{PyBaseObject_Type, PyObject_Init};
use hpy_abi::HPy;
use std::cell::Cell;
use std::sync::OnceLock;

/// The list of one type. Zeroes are one that keeps nothing. Whoever uses it holds the lock of the interpreter that the type is of.
#[repr(C)]
pub(crate) struct Spare {
    /// The memory that was kept last; its first word leads to the one before.
    last: Cell<*mut Link>,
    /// How many more may be kept.
    room: Cell<usize>,
}

struct Link(*mut Link);

/// No type keeps more bytes or more objects than this.
const BYTES: usize = 16384;
const OBJECTS: usize = 32;

impl Spare {
    /// The list of a type whose instances are this large, if they are got and given up as those of `object` are.
    pub(super) fn for_type(type_: HPy) -> Self {
        let object = PyBaseObject_Type.handle();
        let usual = [TypeWord::Alloc, TypeWord::Free]
            .into_iter()
            .all(|word| type_word(type_, word) == type_word(object, word));
        let size = type_word(type_, TypeWord::Basicsize) as usize;
        let room = if usual && is_wanted() {
            OBJECTS.min(BYTES / size.max(1))
        } else {
            0
        };
        Self {
            last: Cell::new(std::ptr::null_mut()),
            room: Cell::new(room),
        }
    }

    /// Keeps the memory of an object that has ended, but for its reference to its type. Whether there was room.
    ///
    /// # Safety
    /// It is an object of the list's type, and nothing is left in it. If this is true, nobody else frees it.
    #[inline(always)]
    pub(super) unsafe fn keep(&self, object: HPy) -> bool {
        let room = self.room.get();
        if room == 0 {
            return false;
        }
        self.room.set(room - 1);
        let link = object.0 as *mut Link;
        // SAFETY: the memory is ours now, and has a head of more than a word.
        unsafe { link.write(Link(self.last.replace(link))) };
        true
    }

    /// An object of the type in memory that was kept. Only its head is set.
    ///
    /// # Safety
    /// The list is that of `type_`.
    #[inline(always)]
    pub(super) unsafe fn take(&self, type_: HPy) -> Option<HPy> {
        let link = self.last.get();
        if link.is_null() {
            return None;
        }
        // SAFETY: the list leads to memory that `keep` was given.
        unsafe {
            self.last.set((*link).0);
            self.room.set(self.room.get() + 1);
            Some(PyObject_Init(HPy(link as isize), type_))
        }
    }
}

/// Not where somebody looks at each allocation: in debug builds, and with an allocator that was asked for by name.
fn is_wanted() -> bool {
    static WANTED: OnceLock<bool> = OnceLock::new();
    *WANTED.get_or_init(|| !cfg!(debug_assertions) && std::env::var_os("PYTHONMALLOC").is_none())
}
