//! What native code knows of types: their place in the table of numbers, ancestors, struct, and how instances die.

use crate::table::{self, forms, tids};
use hpy_abi::{HPy, HPyFunc_destroyfunc};
use std::cell::{Cell, UnsafeCell};

/// Blocks of memory for instances that Python owns, ready to be used.
pub const SPARES: usize = 8;

/// A type that instances of extensions' types, or classes derived from them, have.
pub struct Type {
    /// The class, held for ever.
    pub class: HPy,
    /// Bytes of the struct, the inherited part included.
    pub size: usize,
    /// Runs when an instance dies; then the base's.
    pub destroy: Option<HPyFunc_destroyfunc>,
    /// Number of the nearest registered base, 0 if there is none.
    pub base: u64,
    /// Numbers of the type itself and all types that it is derived from.
    ancestors: UnsafeCell<Vec<u64>>,
    /// Number of the builtin type whose value instances have, 0 if there is none.
    pub builtin: u64,
    /// Whether instances have a finaliser in Python, so that Python must have seen them.
    pub finalizes: bool,
    /// Addresses of spare blocks, 0 where there is none.
    pub spares: [Cell<usize>; SPARES],
}

struct Types(UnsafeCell<Vec<&'static Type>>);

// SAFETY: whoever uses it holds the lock of `crate::activation`.
unsafe impl Sync for Types {}

static TYPES: Types = Types(UnsafeCell::new(Vec::new()));

/// The type with a number that was given at run time.
#[inline]
pub fn get(tid: u64) -> Option<&'static Type> {
    let index = tid.wrapping_sub(tids::FIRST_OWN) as usize;
    // SAFETY: the lock is held, so nobody adds a type during this.
    let types = unsafe { &*TYPES.0.get() };
    types.get(index).copied()
}

/// Adds a type and returns its number; `class` becomes a handle that lives for ever.
pub fn register(
    class: HPy,
    base: u64,
    size: usize,
    destroy: Option<HPyFunc_destroyfunc>,
    builtin: u64,
    finalizes: bool,
) -> u64 {
    // SAFETY: the lock is held, and nobody has a reference to the vector.
    let types = unsafe { &mut *TYPES.0.get() };
    let tid = tids::FIRST_OWN + types.len() as u64;
    let mut ancestors = vec![tid, tids::OBJECT];
    if let Some(base) = get(base) {
        ancestors.extend(base.ancestors());
    }
    if builtin != 0 {
        ancestors.push(builtin);
    }
    types.push(Box::leak(Box::new(Type {
        class: table::duplicate(class),
        size,
        destroy,
        base,
        ancestors: UnsafeCell::new(ancestors),
        builtin,
        finalizes,
        spares: Default::default(),
    })));
    let entry = table::entry(class);
    entry.become_form(forms::TYPE | table::OBJ);
    entry.value.set(tid as i64);
    tid
}

/// Makes instances of `tid` instances of `ancestor` (and what that is derived from), too.
pub fn add_ancestor(tid: u64, ancestor: u64) {
    let more = get(ancestor).map_or_else(|| vec![ancestor], |kind| kind.ancestors().to_vec());
    if let Some(kind) = get(tid) {
        // SAFETY: the lock is held, and no reference to the vector is kept.
        unsafe { (*kind.ancestors.get()).extend(more) };
    }
}

impl Type {
    pub fn ancestors(&self) -> &[u64] {
        // SAFETY: the lock is held; only `add_ancestor` changes it, which runs while a class is being made.
        unsafe { &*self.ancestors.get() }
    }
}

/// Whether a type is derived from another, where both have numbers.
#[inline]
pub fn is_subtype(tid: u64, of: u64) -> bool {
    if tid == of || of == tids::OBJECT {
        return true;
    }
    match get(tid) {
        Some(kind) => kind.ancestors().contains(&of),
        None => tid == tids::BOOL && of == tids::INT,
    }
}
