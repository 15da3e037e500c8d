//! Instances of extensions' types: their blocks of memory.
//!
//! A block is a header and the struct. Native code makes it when `HPy_New` is called; the object around it is made by Python
//! when it first sees it.

use crate::forward::Operation;
use crate::table::{self, Entry, LAZY, OBJ, entry, forms};
use crate::types::{self, SPARES, Type};
use crate::upcall::{ask, ask_integer};
use hpy_abi::{HPy, HPyContext};
use std::ffi::c_void;
use std::ptr::null_mut;

/// What lies before the struct.
#[repr(C, align(16))]
pub struct Header {
    pub tid: u32,
    /// How many fields have been stored to, see [`crate::fields`].
    pub slots: u32,
    /// Values of fields that wait for the object: the handle itself if there is one slot, else a boxed vector.
    pub waiting: usize,
}

/// Bytes before the struct.
pub const HEADER: usize = size_of::<Header>();
const _: () = assert!(HEADER == 16);

/// The header of the instance whose struct is at `data`.
///
/// # Safety
/// `data` is the struct of a live instance, and nobody else holds a reference to the header.
#[inline]
pub unsafe fn header(data: i64) -> &'static mut Header {
    // SAFETY: every struct has its header before it; the caller vouches for the rest.
    unsafe { &mut *(data as *mut Header).sub(1) }
}

/// Makes a block; the address of its struct and the number of the spare plus one that it was, 0 if it was none. Null: no
/// memory.
#[inline]
pub fn allocate(tid: u64, kind: &Type) -> (*mut c_void, usize) {
    for (index, spare) in kind.spares.iter().enumerate() {
        let block = spare.replace(0);
        if block != 0 {
            return (begin(block as *mut Header, tid), index + 1);
        }
    }
    // SAFETY: plain memory; zeros are what an extension expects.
    let block = unsafe { libc::calloc(1, HEADER + kind.size) }.cast::<Header>();
    if block.is_null() {
        return (null_mut(), 0);
    }
    (begin(block, tid), 0)
}

#[inline]
fn begin(block: *mut Header, tid: u64) -> *mut c_void {
    // SAFETY: the block has room for the header, and is nobody else's.
    unsafe {
        (*block).tid = tid as u32;
        block.add(1).cast()
    }
}

/// Runs the destructors of an instance, most derived first.
///
/// # Safety
/// `data` is the struct of an instance that nothing refers to.
unsafe fn run_destructors(data: i64) {
    // SAFETY: as the caller says.
    let mut tid = u64::from(unsafe { header(data) }.tid);
    while let Some(kind) = types::get(tid) {
        if let Some(destroy) = kind.destroy {
            // SAFETY: the extension's function for this struct.
            unsafe { destroy(data as *mut c_void) };
        }
        tid = kind.base;
    }
}

/// Runs an instance's destructors and frees its block, which was not a spare one.
///
/// # Safety
/// `data` is the struct of an instance that nothing refers to.
pub unsafe fn destroy(data: i64) {
    // SAFETY: the caller's promise; `allocate` got the block from `calloc`.
    unsafe {
        run_destructors(data);
        libc::free(std::ptr::from_mut(header(data)).cast());
    }
}

/// Ends an instance that Python never saw. False if Python has to see it because it has a finaliser: then its entry is
/// dealt with.
pub fn discard_pending(h: HPy) -> bool {
    let entry = entry(h);
    let data = entry.value.get();
    let Some(kind) = types::get(entry.tid.get()) else {
        return true;
    };
    if kind.finalizes {
        entry.write(forms::INSTANCE, entry.tid.get(), data, entry.aux.get());
        if let Some(result) = ask(Operation::Materialise, [h.0, 0, 0, 0]) {
            table::close(result);
        }
        if entry.has(OBJ) {
            table::close(h);
        }
        return false;
    }
    crate::fields::close_waiting(data);
    let spare = entry.aux.get() as usize & 0xff;
    // SAFETY: nothing refers to the instance; a spare block goes back, all zeros, to where it was taken from.
    unsafe {
        if spare == 0 {
            destroy(data);
        } else {
            let block = std::ptr::from_mut(header(data)).cast::<u8>();
            block.write_bytes(0, HEADER + kind.size);
            kind.spares[spare - 1].set(block as usize);
        }
    }
    true
}

/// Offers a block of zeros that Python owns for the next instance.
pub fn offer(tid: u64, spare: usize, block: usize) {
    if let Some(kind) = types::get(tid)
        && spare < SPARES
    {
        kind.spares[spare].set(block);
    }
}

/// Turns an entry into a pending instance of its type, made by `HPy_New`.
pub unsafe extern "C" fn ctx_New(_: *mut HPyContext, h_type: HPy, data: *mut *mut c_void) -> HPy {
    let tid = match number_of(h_type) {
        Some(tid) => tid,
        None => return HPy::NULL,
    };
    let Some(kind) = types::get(tid) else {
        crate::errors::raise_text(
            crate::context::constant("TypeError"),
            "HPy_New needs a type that an extension defines",
        );
        return HPy::NULL;
    };
    let (block, spare) = allocate(tid, kind);
    if block.is_null() {
        crate::errors::no_memory();
        return HPy::NULL;
    }
    // SAFETY: the extension passes a place for the pointer.
    unsafe { *data = block };
    table::new(forms::INSTANCE, tid, block as i64, spare as i64)
}

/// The number of the type that a handle stands for, which Python gives it if it has none; `None`: an exception is set.
pub fn number_of(h_type: HPy) -> Option<u64> {
    let entry = entry(h_type);
    if entry.form() != forms::TYPE || entry.value.get() == 0 {
        ask_integer(Operation::RegisterClass, [h_type.0, 0, 0, 0]).map(|tid| tid as u64)
    } else {
        Some(entry.value.get() as u64)
    }
}

/// Whether an entry is an instance without an object, made by [`ctx_New`].
#[inline]
pub fn is_fresh(entry: &Entry) -> bool {
    entry.form() == forms::INSTANCE && !entry.has(OBJ | LAZY)
}

/// The address of an instance's struct.
#[inline(always)]
fn as_struct(h: HPy) -> *mut c_void {
    let entry = entry(h);
    if entry.form() == forms::INSTANCE {
        return entry.value.get() as *mut c_void;
    }
    ask_integer(Operation::AsStruct, [h.0, 0, 0, 0]).unwrap_or(0) as *mut c_void
}

macro_rules! as_struct {
    ($($name:ident)*) => {$(
        pub unsafe extern "C" fn $name(_: *mut HPyContext, h: HPy) -> *mut c_void {
            as_struct(h)
        }
    )*};
}

as_struct! {
    ctx_AsStruct_Object ctx_AsStruct_Type ctx_AsStruct_Long ctx_AsStruct_Float ctx_AsStruct_Unicode
    ctx_AsStruct_Tuple ctx_AsStruct_List
}
