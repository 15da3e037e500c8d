//! The table of handles. A handle is the index of an entry; the table never moves, so that Python code may write into it.

use crate::rows::{Free, Links};
use hpy_abi::HPy;
use std::cell::{Cell, UnsafeCell};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering::Relaxed};

/// What a handle stands for, as four words that the Python half reads and writes, too.
#[repr(C)]
pub struct Entry {
    /// References in the upper half, then flags, then the [form](forms).
    state: Cell<u64>,
    /// Number of the object's exact type, 0 where native code does not know it.
    pub tid: Cell<u64>,
    /// By form.
    pub value: Cell<i64>,
    /// By form.
    pub aux: Cell<i64>,
}

/// Forms of an entry: what its other words hold.
pub mod forms {
    /// Nothing: the entry is free.
    pub const FREE: u64 = 0;
    /// An object of which native code knows nothing, or only its type.
    pub const OBJECT: u64 = 1;
    /// An `int`: `value`.
    pub const INT: u64 = 2;
    /// A `float`, or an instance of a subclass that adds nothing: `value` has its bits.
    pub const FLOAT: u64 = 3;
    /// An instance of an extension's type: `value` is the address of its struct.
    pub const INSTANCE: u64 = 4;
    /// A class: `value` is the number of the type it stands for, 0 if it has none.
    pub const TYPE: u64 = 5;
    /// A `tuple`: `value` is the address of its handles, `aux` their number.
    pub const TUPLE: u64 = 6;
    /// A `slice`: `value` is the first of three handles in a row.
    pub const SLICE: u64 = 7;
    /// A constant of the context: `value` is its handle.
    pub const CONST: u64 = 8;
    /// A pending `str`: `value` is the address of its UTF-8 bytes, `aux` their number.
    pub const STR: u64 = 9;
    /// Pending `bytes`, likewise.
    pub const BYTES: u64 = 11;
    /// The `__new__` of a builtin type: `value` is 1 for `float`'s.
    pub const BUILTIN_NEW: u64 = 13;
    /// A `slice` without step: `value` is the start, `aux` the stop; flags tell which of them is `None`.
    pub const SPAN: u64 = 14;
}

/// Python's list of objects has the object of this entry.
pub const OBJ: u64 = 0x100;
/// An instance that was loaded from a field: `aux` is the owner's handle and the slot ([`crate::fields`]).
pub const LAZY: u64 = 0x200;
/// An argument of a running call; the entry belongs to the caller's frame.
pub const FRAME: u64 = 0x400;
/// The memory at `value` belongs to the entry, and so do the handles in it.
pub const OWNED: u64 = 0x800;
/// The start of a [`forms::SPAN`] is `None`.
pub const NO_START: u64 = 0x1000;
/// Its stop is.
pub const NO_STOP: u64 = 0x2000;

const FORM: u64 = 0xff;
const ONE: u64 = 1 << 32;
/// So many references that a constant's entry is never freed.
const IMMORTAL: u64 = ONE << 24;

/// Types that native code knows by number without being told.
pub mod tids {
    pub const UNKNOWN: u64 = 0;
    pub const BOOL: u64 = 2;
    pub const INT: u64 = 3;
    pub const FLOAT: u64 = 4;
    pub const COMPLEX: u64 = 5;
    pub const STR: u64 = 6;
    pub const BYTES: u64 = 7;
    pub const TUPLE: u64 = 8;
    pub const LIST: u64 = 9;
    pub const DICT: u64 = 10;
    pub const SLICE: u64 = 11;
    pub const TYPE: u64 = 12;
    pub const MEMORYVIEW: u64 = 15;
    pub const OBJECT: u64 = 16;
    /// The first number that is given to a type at run time.
    pub const FIRST_OWN: u64 = 64;
}

impl Entry {
    pub fn form(&self) -> u64 {
        self.state.get() & FORM
    }

    pub fn has(&self, flag: u64) -> bool {
        self.state.get() & flag != 0
    }

    pub fn refs(&self) -> u64 {
        self.state.get() >> 32
    }

    pub fn clear_flag(&self, flag: u64) {
        self.state.set(self.state.get() & !flag);
    }

    /// Makes the entry a fresh one with one reference.
    pub fn write(&self, form_and_flags: u64, tid: u64, value: i64, aux: i64) {
        self.state.set(ONE | form_and_flags);
        self.tid.set(tid);
        self.value.set(value);
        self.aux.set(aux);
    }

    /// Replaces form and flags, keeping the references.
    pub fn become_form(&self, form_and_flags: u64) {
        self.state.set(self.state.get() >> 32 << 32 | form_and_flags);
    }
}

/// Room for this many handles, of which memory is taken as they are used.
const CAPACITY: usize = 1 << 24;
/// The first handle that is neither null nor a constant's.
const FIRST: usize = 256;

static TABLE: AtomicPtr<Entry> = AtomicPtr::new(null_mut());
/// Element `i` is `i`, so that handles in a row are an array of handles, too.
static IDENTITY: AtomicPtr<isize> = AtomicPtr::new(null_mut());

struct Allocator {
    /// Entries that were used before, linked by `value`.
    free: Free,
    /// All entries from here on were never used.
    unused: usize,
    /// Freed handles whose objects Python's list still has.
    stale: Vec<isize>,
    /// Whether Python asked to be called back.
    woken: bool,
}

struct Guarded(UnsafeCell<Allocator>);

// SAFETY: whoever uses it holds the lock of `crate::activation`.
unsafe impl Sync for Guarded {}

static ALLOCATOR: Guarded = Guarded(UnsafeCell::new(Allocator {
    free: Free::new(),
    unused: FIRST,
    stale: Vec::new(),
    woken: false,
}));

fn allocator() -> &'static mut Allocator {
    // SAFETY: the lock is held, and no function here keeps the reference while it calls another one.
    unsafe { &mut *ALLOCATOR.0.get() }
}

fn reserve_memory(bytes: usize) -> *mut u8 {
    // SAFETY: an anonymous mapping of its own; its pages are zeros.
    let memory = unsafe {
        libc::mmap(
            null_mut(),
            bytes,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
            -1,
            0,
        )
    };
    if memory == libc::MAP_FAILED {
        null_mut()
    } else {
        memory.cast()
    }
}

/// Makes the table and returns its address; null if there is no room for it.
pub fn start() -> *mut Entry {
    if TABLE.load(Relaxed).is_null() {
        IDENTITY.store(reserve_memory(CAPACITY * size_of::<isize>()).cast(), Relaxed);
        TABLE.store(reserve_memory(CAPACITY * size_of::<Entry>()).cast(), Relaxed);
        if IDENTITY.load(Relaxed).is_null() || TABLE.load(Relaxed).is_null() {
            return null_mut();
        }
        fill_identity(0, FIRST);
        running().set(1);
    }
    TABLE.load(Relaxed)
}

pub fn identity() -> *mut isize {
    IDENTITY.load(Relaxed)
}

fn fill_identity(from: usize, to: usize) {
    for index in from..to {
        // SAFETY: the array has `CAPACITY` elements.
        unsafe { identity().add(index).write(index as isize) };
    }
}

/// The entry of a handle.
#[inline(always)]
pub fn entry(h: HPy) -> &'static Entry {
    debug_assert!((h.0 as usize) < CAPACITY);
    // SAFETY: the table has `CAPACITY` entries and lives for ever; handles are indices below that, made here.
    unsafe { &*TABLE.load(Relaxed).add(h.0 as usize) }
}

/// The word of the table that tells Python that something waits to be done: stale objects to be forgotten, or arguments
/// that native code keeps.
#[inline(always)]
fn attention() -> &'static Cell<u64> {
    &entry(HPy(0)).tid
}

/// The word of the table that tells Python how many calls are running, plus one: as long as there are any, pointers to
/// texts that were handed out must stay valid.
#[inline(always)]
pub fn running() -> &'static Cell<i64> {
    &entry(HPy(0)).value
}

/// The word of the table that is another number whenever Python may go on: what Python knows of an instance's struct, it
/// knows for as long as the number stays the same.
#[inline(always)]
pub fn turns() -> &'static Cell<i64> {
    &entry(HPy(0)).aux
}

struct Entries;

impl Links for Entries {
    fn next(&self, index: usize) -> usize {
        entry(HPy(index as isize)).value.get() as usize
    }

    fn set_next(&self, index: usize, next: usize) {
        entry(HPy(index as isize)).value.set(next as i64);
    }
}

/// Takes an entry; its one reference is the caller's. The caller writes it.
#[inline]
pub fn take() -> HPy {
    match allocator().free.take(&Entries) {
        Some(index) => HPy(index as isize),
        None => reserve(1),
    }
}

/// Takes `count` entries in a row, which are free.
///
/// Running out of handles ends the process: an extension that holds sixteen million of them leaks, and no function of the
/// context could report it.
#[cold]
pub fn reserve(count: usize) -> HPy {
    let allocator = allocator();
    if let Some(first) = allocator.free.take_row(count, &Entries) {
        return HPy(first as isize);
    }
    let first = allocator.unused;
    if count > CAPACITY - first {
        eprintln!("hpyhost: out of handles: {CAPACITY} are open");
        std::process::abort();
    }
    allocator.unused += count;
    fill_identity(first, allocator.unused);
    HPy(first as isize)
}

/// A new handle with this content.
#[inline]
pub fn new(form_and_flags: u64, tid: u64, value: i64, aux: i64) -> HPy {
    let h = take();
    entry(h).write(form_and_flags, tid, value, aux);
    h
}

/// Makes the entry of a constant, which lives for ever.
pub fn make_constant(h: HPy, form_and_flags: u64, tid: u64, value: i64) {
    let entry = entry(h);
    entry.write(form_and_flags, tid, value, 0);
    entry.state.set(entry.state.get() + IMMORTAL);
}

/// One more reference to the same entry.
#[inline]
pub fn duplicate(h: HPy) -> HPy {
    if h.is_null() {
        return h;
    }
    let entry = entry(h);
    let state = entry.state.get();
    entry.state.set(state + ONE);
    if state & FRAME != 0 {
        attention().set(attention().get() + 1);
    }
    h
}

/// One reference less; the last one frees the entry and what belongs to it.
#[inline]
pub fn close(h: HPy) {
    if h.is_null() {
        return;
    }
    let entry = entry(h);
    let state = entry.state.get() - ONE;
    entry.state.set(state);
    if state & FRAME != 0 {
        attention().set(attention().get() - 1);
    }
    if state < ONE {
        free(h);
    }
}

fn free(h: HPy) {
    let entry = entry(h);
    match entry.form() {
        forms::INT | forms::FLOAT | forms::OBJECT => {}
        forms::INSTANCE if entry.has(LAZY) => crate::fields::close_owner(entry.aux.get()),
        forms::INSTANCE if !entry.has(OBJ) && !crate::instances::discard_pending(h) => return,
        forms::TUPLE if entry.has(OWNED) => {
            // SAFETY: an entry that owns its tuple's handles got them from `Box<[HPy]>` (`crate::containers`).
            let items = unsafe {
                Box::from_raw(std::ptr::slice_from_raw_parts_mut(
                    entry.value.get() as *mut HPy,
                    entry.aux.get() as usize,
                ))
            };
            for item in items {
                close(item);
            }
        }
        forms::STR | forms::BYTES if entry.has(OWNED) => {
            // SAFETY: an entry that owns its text got it from `Box<[u8]>` with a null byte behind it (`crate::text`).
            drop(unsafe {
                Box::from_raw(std::ptr::slice_from_raw_parts_mut(
                    entry.value.get() as *mut u8,
                    entry.aux.get() as usize + 1,
                ))
            });
        }
        _ => {}
    }
    if entry.has(OBJ) {
        allocator().stale.push(h.0);
        attention().set(attention().get() + 1);
        entry.state.set(forms::FREE);
    } else {
        release(h);
    }
}

/// Puts an entry back that nothing refers to.
#[inline]
pub fn release(h: HPy) {
    entry(h).state.set(forms::FREE);
    allocator().free.give(h.0 as usize, &Entries);
}

/// Lets Python look after the call that is running, as if handles were waiting to be forgotten.
pub fn wake() {
    let allocator = allocator();
    if !allocator.woken {
        allocator.woken = true;
        attention().set(attention().get() + 1);
    }
}

/// Copies up to `room` handles whose objects Python is to forget, and returns how many.
pub fn drain(to: &mut [isize]) -> usize {
    if std::mem::take(&mut allocator().woken) {
        attention().set(attention().get() - 1);
    }
    let stale = &mut allocator().stale;
    let count = stale.len().min(to.len());
    to[..count].copy_from_slice(&stale[stale.len() - count..]);
    stale.truncate(stale.len() - count);
    attention().set(attention().get() - count as u64);
    count
}

/// Leaves the arguments of a frame to native code, which keeps some of them: the frame's own references end. A tuple or
/// slice stays as an object only, since the entries of its parts end with the frame.
pub fn abandon(first: isize, count: usize) {
    for index in 0..count {
        let h = HPy(first + index as isize);
        let entry = entry(h);
        if entry.has(FRAME) {
            attention().set(attention().get() - (entry.refs() - 1));
            entry.clear_flag(FRAME);
            if matches!(entry.form(), forms::TUPLE | forms::SLICE) {
                entry.become_form(forms::OBJECT | OBJ);
            }
            close(h);
        }
    }
}

/// Runs `visit` for every handle in use.
pub fn for_each(mut visit: impl FnMut(HPy)) {
    for index in FIRST..allocator().unused {
        let h = HPy(index as isize);
        if entry(h).form() != forms::FREE {
            visit(h);
        }
    }
}
