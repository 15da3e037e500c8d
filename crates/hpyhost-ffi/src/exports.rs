//! What else the Python half calls, as plain C functions.

use crate::activation::locked;
use crate::table::{self, entry, forms};
use crate::{calls, context, fields, forward, instances, types, upcall};
use hpy_abi::{HPy, HPyFunc_Capsule_Destructor, HPyFunc_destroyfunc};
use hpyhost::{debug, load};
use std::ffi::{CStr, CString, OsStr, c_char, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr::null_mut;

/// Makes the host ready, once; the address of the table, null if there is no room for it.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_start() -> *mut table::Entry {
    locked(context::start)
}

/// The array whose elements are their own indices.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_ident() -> *mut isize {
    table::identity()
}

/// The names of all operations, each followed by a line feed.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_upcall_names() -> *const c_char {
    forward::NAMES.as_ptr().cast()
}

/// Installs the function for an operation.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_set_upcall(operation: usize, function: *mut c_void) {
    upcall::install(operation, function);
}

/// Copies how often each operation was asked for.
///
/// # Safety
/// `to` has room for a number per operation.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_upcall_counts(to: *mut i64) {
    for operation in 0..forward::COUNT {
        // SAFETY: as the caller says.
        unsafe { to.add(operation).write(upcall::calls(operation)) };
    }
}

/// Opens an extension's file, for debug mode if `debug` is not 0, and returns its module definition; null with the reason in
/// `message`, which has `size` bytes.
///
/// # Safety
/// The texts end with null bytes, and the message has so much room.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_open(
    path: *const c_char,
    full_name: *const c_char,
    message: *mut c_char,
    size: usize,
    debug: isize,
) -> *mut c_void {
    // SAFETY: as the caller says.
    let (path, full_name) = unsafe { (CStr::from_ptr(path), CStr::from_ptr(full_name)) };
    let path = Path::new(OsStr::from_bytes(path.to_bytes()));
    let open = if debug == 0 { load::open } else { debug::open };
    // SAFETY: the context was completed by `hpyffi_start`.
    match unsafe { open(context::context(), path, &full_name.to_string_lossy()) } {
        Ok(definition) => definition.cast(),
        Err(reason) => {
            let bytes = &reason.as_bytes()[..reason.len().min(size - 1)];
            // SAFETY: the message has `size` bytes.
            unsafe {
                message.cast::<u8>().copy_from(bytes.as_ptr(), bytes.len());
                message.add(bytes.len()).write(0);
            }
            null_mut()
        }
    }
}

/// What extensions in debug mode never closed: the text in UTF-8 with a null byte behind it, to be given to
/// [`hpyffi_release`]. Null: there is no memory.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_debug_report() -> *mut c_char {
    let report = CString::new(debug::report()).unwrap_or_default();
    // SAFETY: a string, which is copied to plain memory.
    unsafe { libc::strdup(report.as_ptr()) }
}

/// A new handle of an object; the caller writes the entry.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_alloc() -> isize {
    locked(|| table::new(forms::OBJECT, 0, 0, 0).0)
}

/// The first of `count` handles in a row that nobody else uses.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_reserve(count: usize) -> isize {
    locked(|| table::reserve(count).0)
}

/// One reference less.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_close(h: isize) {
    locked(|| table::close(HPy(h)));
}

/// Copies up to `room` handles that were freed and whose objects are to be forgotten; how many.
///
/// # Safety
/// `to` has that much room.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_drain(to: *mut isize, room: usize) -> usize {
    // SAFETY: as the caller says.
    locked(|| table::drain(unsafe { std::slice::from_raw_parts_mut(to, room) }))
}

/// Lets Python look after the call that is running: the table's word for what waits is not 0 until [`hpyffi_drain`] is called.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_wake() {
    locked(table::wake);
}

/// Gives handles back for reuse whose objects have been forgotten.
///
/// # Safety
/// `from` has what [`hpyffi_drain`] copied there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_free(from: *const isize, count: usize) {
    // SAFETY: as the caller says.
    let handles = unsafe { std::slice::from_raw_parts(from, count) };
    locked(|| handles.iter().for_each(|&h| table::release(HPy(h))));
}

/// Leaves a frame's entries to the native code that keeps some of them.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_abandon(first: isize, count: usize) {
    locked(|| table::abandon(first, count));
}

/// Reads an integer of 1, 2, 4 or 8 bytes, negative numbers: with a sign.
///
/// # Safety
/// There is one at the address.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_peek(address: usize, width: isize) -> isize {
    // SAFETY: as the caller says.
    unsafe {
        match width {
            1 => (address as *const u8).read_unaligned() as isize,
            2 => (address as *const u16).read_unaligned() as isize,
            4 => (address as *const u32).read_unaligned() as isize,
            -1 => (address as *const i8).read_unaligned() as isize,
            -2 => (address as *const i16).read_unaligned() as isize,
            -4 => (address as *const i32).read_unaligned() as isize,
            _ => (address as *const isize).read_unaligned(),
        }
    }
}

/// Writes an integer of 1, 2, 4 or 8 bytes.
///
/// # Safety
/// There is room for one at the address.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_poke(address: usize, width: isize, value: isize) {
    // SAFETY: as the caller says.
    unsafe {
        match width.abs() {
            1 => (address as *mut u8).write_unaligned(value as u8),
            2 => (address as *mut u16).write_unaligned(value as u16),
            4 => (address as *mut u32).write_unaligned(value as u32),
            _ => (address as *mut isize).write_unaligned(value),
        }
    }
}

/// Gives a class a number; its entry tells it from then on.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_register_type(
    class: isize,
    base: u64,
    size: usize,
    destroy: Option<HPyFunc_destroyfunc>,
    builtin: u64,
    finalizes: isize,
) -> u64 {
    locked(|| types::register(HPy(class), base, size, destroy, builtin, finalizes != 0))
}

/// Makes instances of one type instances of another one, too.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_add_ancestor(tid: u64, ancestor: u64) {
    locked(|| types::add_ancestor(tid, ancestor));
}

/// Makes a block for an instance; `aux` of the entry gets the spare block it was, as for a result.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_new(tid: u64, h: isize) -> *mut c_void {
    locked(|| match types::get(tid) {
        Some(kind) => {
            let (data, spare) = instances::allocate(tid, kind);
            entry(HPy(h)).aux.set(spare as i64);
            data
        }
        None => null_mut(),
    })
}

/// Runs an instance's destructors and frees its block, unless Python owns that.
///
/// # Safety
/// The instance came from native code with no spare block, and nothing refers to it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_destroy(data: i64) {
    // SAFETY: as the caller says.
    locked(|| unsafe { instances::destroy(data) });
}

/// Bytes of a block for instances of a type.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_block_size(tid: u64) -> usize {
    locked(|| types::get(tid).map_or(0, |kind| instances::HEADER + kind.size))
}

/// Offers a block of zeros for the next instance of a type.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_offer(tid: u64, spare: usize, block: usize) {
    locked(|| instances::offer(tid, spare, block));
}

/// The words that hold the addresses of a type's spare blocks, 0 where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_spares(tid: u64) -> *const c_void {
    locked(|| types::get(tid).map_or(null_mut(), |kind| kind.spares.as_ptr().cast_mut().cast()))
}

/// Hands over the value of a field of an instance whose object is being made; the caller closes it.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_take_field(data: i64, slot: i64) -> isize {
    locked(|| fields::take_waiting(data, slot).0)
}

/// Hands over the only waiting field of an instance whose object is being made, if that is a fresh instance, too: returns
/// the status of such a result, and value and `aux` of the entry `h` tell the rest. Else 0, and nothing has happened.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_take_fresh(data: i64, h: isize) -> isize {
    locked(|| match fields::take_fresh(data) {
        Some((tid, value, aux)) => {
            let entry = entry(HPy(h));
            entry.value.set(value);
            entry.aux.set(aux);
            calls::fresh(tid)
        }
        None => 0,
    })
}

/// Calls a capsule's destructor.
///
/// # Safety
/// It is an extension's, and gets what the capsule held.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_capsule_destructor(
    destructor: HPyFunc_Capsule_Destructor,
    name: *const c_char,
    pointer: *mut c_void,
    context: *mut c_void,
) {
    // SAFETY: as the caller says.
    locked(|| unsafe { destructor(name, pointer, context) });
}

/// Zeroed memory, aligned to 16 bytes: not every Python can tell where its own lies. Null if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn hpyffi_allocate(size: usize) -> *mut c_void {
    // SAFETY: plain memory.
    unsafe { libc::calloc(1, size.max(1)) }
}

/// Makes memory zeros again.
///
/// # Safety
/// [`hpyffi_allocate`] gave that much, and nobody uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_clear(memory: *mut u8, size: usize) {
    // SAFETY: as the caller says.
    unsafe { memory.write_bytes(0, size) };
}

/// Frees memory.
///
/// # Safety
/// [`hpyffi_allocate`] gave it, and nobody uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_release(memory: *mut c_void) {
    // SAFETY: as the caller says.
    unsafe { libc::free(memory) };
}

/// The address of data that the shared object at `path`, which is loaded, exports as `name`; null if it does not.
///
/// # Safety
/// The texts end with null bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_symbol(path: *const c_char, name: *const c_char) -> *mut c_void {
    // SAFETY: as the caller says; the library stays loaded, since extensions are never unloaded.
    unsafe {
        let library = libc::dlopen(path, libc::RTLD_NOW | libc::RTLD_NOLOAD);
        if library.is_null() {
            return null_mut();
        }
        let address = libc::dlsym(library, name);
        libc::dlclose(library);
        address
    }
}
