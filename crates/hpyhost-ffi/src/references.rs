//! Handles that are duplicated, closed, tracked or kept in static memory; and leaving Python.

use crate::activation::{self, Activation};
use crate::table;
use hpy_abi::{HPy, HPy_ssize_t, HPyContext, HPyGlobal, HPyThreadState, HPyTracker};
use std::ffi::c_int;

pub unsafe extern "C" fn ctx_Dup(_: *mut HPyContext, h: HPy) -> HPy {
    table::duplicate(h)
}

pub unsafe extern "C" fn ctx_Close(_: *mut HPyContext, h: HPy) {
    table::close(h);
}

pub unsafe extern "C" fn ctx_Global_Store(_: *mut HPyContext, global: *mut HPyGlobal, h: HPy) {
    // SAFETY: static memory of the extension, which holds null or a handle that we put there.
    unsafe {
        let old = HPy((*global).0);
        *global = HPyGlobal(table::duplicate(h).0);
        table::close(old);
    }
}

pub unsafe extern "C" fn ctx_Global_Load(_: *mut HPyContext, global: HPyGlobal) -> HPy {
    table::duplicate(HPy(global.0))
}

pub unsafe extern "C" fn ctx_Tracker_New(_: *mut HPyContext, size: HPy_ssize_t) -> HPyTracker {
    let mut tracked: Vec<HPy> = Vec::new();
    if tracked.try_reserve(size.clamp(0, 1 << 20) as usize).is_err() {
        crate::errors::no_memory();
        return HPyTracker::NULL;
    }
    HPyTracker(Box::into_raw(Box::new(tracked)) as isize)
}

/// The handles of a tracker.
///
/// # Safety
/// It is what `ctx_Tracker_New` gave, not closed, and nobody else uses it during the caller's call.
unsafe fn tracked<'a>(tracker: HPyTracker) -> &'a mut Vec<HPy> {
    // SAFETY: as the caller says.
    unsafe { &mut *(tracker.0 as *mut Vec<HPy>) }
}

pub unsafe extern "C" fn ctx_Tracker_Add(_: *mut HPyContext, tracker: HPyTracker, h: HPy) -> c_int {
    // SAFETY: the extension's tracker, not closed.
    let tracked = unsafe { tracked(tracker) };
    if tracked.try_reserve(1).is_err() {
        crate::errors::no_memory();
        return -1;
    }
    tracked.push(h);
    0
}

pub unsafe extern "C" fn ctx_Tracker_ForgetAll(_: *mut HPyContext, tracker: HPyTracker) {
    // SAFETY: as in `ctx_Tracker_Add`.
    unsafe { tracked(tracker) }.clear();
}

pub unsafe extern "C" fn ctx_Tracker_Close(_: *mut HPyContext, tracker: HPyTracker) {
    // SAFETY: the extension gives up what `ctx_Tracker_New` gave it.
    let tracked = unsafe { Box::from_raw(tracker.0 as *mut Vec<HPy>) };
    tracked.into_iter().for_each(table::close);
}

pub unsafe extern "C" fn ctx_LeavePythonExecution(_: *mut HPyContext) -> HPyThreadState {
    HPyThreadState(activation::leave() as isize)
}

pub unsafe extern "C" fn ctx_ReenterPythonExecution(_: *mut HPyContext, state: HPyThreadState) {
    activation::enter(state.0 as *const Activation);
}
