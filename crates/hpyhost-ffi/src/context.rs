//! The one context that all extensions get.

use crate::table::{self, forms, tids};
use hpy_abi::{HPy, HPyContext};
use hpyhost::context::set_handles;
use std::cell::UnsafeCell;
use std::sync::OnceLock;

/// Handles of constants are the words of the context that they lie in.
pub const NONE: isize = 3;
pub const TRUE: isize = 4;
pub const FALSE: isize = 5;
/// The first constant that is a class.
const FIRST_CLASS: isize = 8;
/// The dictionary of module `builtins`, the last constant.
const BUILTINS: isize = 246;

struct Context(UnsafeCell<HPyContext>);

// SAFETY: it is written by `start` only, before any extension has seen it.
unsafe impl Sync for Context {}

static CONTEXT: Context = Context(UnsafeCell::new(functions::context()));

/// All context functions of this host in one scope.
mod functions {
    use crate::{builders::*, containers::*, errors::*, fields::*, forward::*};
    use crate::{instances::*, numbers::*, objects::*, references::*, text::*};
    use hpyhost::context_of_functions_in_scope;

    hpy_abi::for_each_context_member!(context_of_functions_in_scope);
}

pub fn context() -> *mut HPyContext {
    CONTEXT.0.get()
}

/// The word of a handle of the context.
fn word_of(name: &str) -> Option<isize> {
    let (_, word) = HPyContext::MEMBERS
        .iter()
        .find(|(member, _)| member.strip_prefix("h_") == Some(name))?;
    Some(*word as isize)
}

/// The handle of a constant, by its name without `h_`.
pub fn constant(name: &str) -> HPy {
    word_of(name).map_or(HPy::NULL, HPy)
}

const TYPES: &[(&str, u64)] = &[
    ("BaseObjectType", tids::OBJECT),
    ("TypeType", tids::TYPE),
    ("BoolType", tids::BOOL),
    ("LongType", tids::INT),
    ("FloatType", tids::FLOAT),
    ("UnicodeType", tids::STR),
    ("TupleType", tids::TUPLE),
    ("ListType", tids::LIST),
    ("ComplexType", tids::COMPLEX),
    ("BytesType", tids::BYTES),
    ("MemoryViewType", tids::MEMORYVIEW),
    ("SliceType", tids::SLICE),
];

/// The constant that is the class with a number.
pub fn class_of(tid: u64) -> Option<HPy> {
    static CLASSES: OnceLock<Vec<(u64, isize)>> = OnceLock::new();
    let classes = CLASSES.get_or_init(|| {
        let word = |&(name, tid): &(&str, u64)| Some((tid, word_of(name)?));
        TYPES.iter().filter_map(word).collect()
    });
    let (_, word) = classes.iter().find(|(other, _)| *other == tid)?;
    Some(HPy(*word))
}

/// Makes the table and the constants in it, and completes the context; null if there is no room for the table.
pub fn start() -> *mut table::Entry {
    let table = table::start();
    if table.is_null() {
        return table;
    }
    keep_memory();
    for &(member, word) in HPyContext::MEMBERS {
        let h = HPy(word as isize);
        let Some(name) = member.strip_prefix("h_") else {
            continue;
        };
        match h.0 {
            BUILTINS => table::make_constant(h, forms::OBJECT | table::OBJ, tids::DICT, 0),
            ..FIRST_CLASS => {
                // The numbers of the constants' types are the fixed ones.
                let tid = [1, tids::BOOL, tids::BOOL, 13, 14][(h.0 - NONE) as usize];
                table::make_constant(h, forms::CONST | table::OBJ, tid, word as i64);
            }
            _ => {
                let tid = TYPES
                    .iter()
                    .find(|(other, _)| *other == name)
                    .map_or(0, |(_, tid)| *tid);
                table::make_constant(h, forms::TYPE | table::OBJ, tids::TYPE, tid as i64);
            }
        }
    }
    // SAFETY: nobody else uses the context yet.
    let context = unsafe { &mut *context() };
    context.name = c"HPy Universal ABI (hpyhost/ffi)".as_ptr();
    // Every handle of the list has a word.
    let _ = set_handles(context, |name| word_of(name).map(HPy));
    table
}

/// Asks the allocator to keep what is freed: the collectors of these interpreters let objects die many at a time, and
/// memory that goes back to the system each time costs more to get again than to work on.
fn keep_memory() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it only sets numbers of the allocator. The second is the largest that there may be.
    unsafe {
        libc::mallopt(libc::M_TRIM_THRESHOLD, 128 << 20);
        libc::mallopt(libc::M_MMAP_THRESHOLD, 32 << 20);
    }
}
