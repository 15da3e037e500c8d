//! Which call is running: the lock that stands for the interpreter, and the exception that is set.
//!
//! cffi and ctypes let other threads of the interpreter run during a call. Extensions expect that none does, so one lock is
//! held from the call's start to its end, save while it waits for Python.

use crate::table;
use hpy_abi::HPy;
use parking_lot::RawMutex;
use parking_lot::lock_api::RawMutex as _;
use std::cell::{Cell, UnsafeCell};
use std::ptr::null;

static LOCK: RawMutex = RawMutex::INIT;

/// The exception that is set.
#[derive(Clone, Copy)]
pub enum Raised {
    /// None is.
    Nothing,
    /// This exception.
    Instance(HPy),
    /// One that is made when Python gets it: of this type, with this value (null: without one).
    Late(HPy, HPy),
}

/// One call from Python into an extension.
pub struct Activation {
    raised: Cell<Raised>,
}

struct Current(UnsafeCell<*const Activation>);

// SAFETY: whoever uses it holds the lock.
unsafe impl Sync for Current {}

static CURRENT: Current = Current(UnsafeCell::new(null()));

/// Calls `run` with the lock held and an exception state of its own; `finish` gets its result and the state.
#[inline(always)]
pub fn run<T, R>(run: impl FnOnce() -> T, finish: impl FnOnce(T, Raised) -> R) -> R {
    let activation = Activation {
        raised: Cell::new(Raised::Nothing),
    };
    lock();
    set_current(&activation);
    let running = table::running();
    running.set(running.get() + 1);
    let result = run();
    let result = finish(result, activation.raised.get());
    running.set(running.get() - 1);
    unlock();
    result
}

/// Calls `run` with the lock held, for what is no call of an extension's function.
#[inline(always)]
pub fn locked<T>(run: impl FnOnce() -> T) -> T {
    lock();
    set_current(null());
    let result = run();
    unlock();
    result
}

/// Calls `run` without the lock, so that it may wait for Python, and returns to the same activation.
#[inline(always)]
pub fn unlocked<T>(run: impl FnOnce() -> T) -> T {
    let activation = leave();
    let result = run();
    enter(activation);
    result
}

/// Lets go of the lock; [`enter`] takes it again.
pub fn leave() -> *const Activation {
    // SAFETY: the lock is held.
    let activation = unsafe { *CURRENT.0.get() };
    unlock();
    activation
}

/// Takes the lock and returns to an activation of this thread.
pub fn enter(activation: *const Activation) {
    lock();
    set_current(activation);
}

#[inline(always)]
fn lock() {
    LOCK.lock();
}

#[inline(always)]
fn unlock() {
    let turns = table::turns();
    turns.set(turns.get().wrapping_add(1));
    // SAFETY: this thread holds the lock.
    unsafe { LOCK.unlock() };
}

#[inline(always)]
fn set_current(activation: *const Activation) {
    // SAFETY: the lock is held.
    unsafe { *CURRENT.0.get() = activation };
}

#[inline(always)]
fn raised_cell() -> Option<&'static Cell<Raised>> {
    // SAFETY: the lock is held; what is current lies on the stack of this thread, below us. Null: a finaliser outside of
    // any call, which has nowhere to raise.
    unsafe { (*CURRENT.0.get()).as_ref() }.map(|activation| &activation.raised)
}

/// What is raised now.
pub fn raised() -> Raised {
    raised_cell().map_or(Raised::Nothing, Cell::get)
}

/// Sets the exception; its handles now belong to the activation.
pub fn raise(raised: Raised) {
    match raised_cell() {
        Some(cell) => close(cell.replace(raised)),
        None => close(raised),
    }
}

/// Clears the exception.
pub fn clear() {
    raise(Raised::Nothing);
}

/// Closes the handles of an exception.
pub fn close(raised: Raised) {
    match raised {
        Raised::Nothing => {}
        Raised::Instance(h) => table::close(h),
        Raised::Late(kind, value) => {
            table::close(kind);
            table::close(value);
        }
    }
}
