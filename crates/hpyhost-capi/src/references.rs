//! References that outlive a call: fields, globals, trackers; and the thread state.

use super::object::Owned;
use super::python::{Py_DecRef, Py_IncRef, PyErr_NoMemory};
use hpy_abi::{HPy, HPy_ssize_t, HPyContext, HPyField, HPyGlobal, HPyThreadState, HPyTracker};
use std::ffi::{c_int, c_void};

#[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
unsafe extern "C" {
    fn PyEval_SaveThread() -> *mut c_void;
    fn PyEval_RestoreThread(state: *mut c_void);
}

pub(crate) unsafe extern "C" fn ctx_Field_Store(
    _: *mut HPyContext,
    _target: HPy,
    field: *mut HPyField,
    h: HPy,
) {
    // SAFETY: the field lies in memory of the extension and holds null or a reference that we put there. The old
    // reference goes last, since that may run Python code that looks at the field.
    unsafe {
        let old = HPy((*field).0);
        Py_IncRef(h);
        *field = HPyField(h.0);
        Py_DecRef(old);
    }
}

pub(crate) unsafe extern "C" fn ctx_Field_Load(_: *mut HPyContext, _source: HPy, field: HPyField) -> HPy {
    // SAFETY: the field holds a reference; null is left alone.
    unsafe { Py_IncRef(HPy(field.0)) };
    HPy(field.0)
}

pub(crate) unsafe extern "C" fn ctx_Global_Store(_: *mut HPyContext, global: *mut HPyGlobal, h: HPy) {
    // SAFETY: as for fields.
    unsafe {
        let old = HPy((*global).0);
        Py_IncRef(h);
        *global = HPyGlobal(h.0);
        Py_DecRef(old);
    }
}

pub(crate) unsafe extern "C" fn ctx_Global_Load(_: *mut HPyContext, global: HPyGlobal) -> HPy {
    // SAFETY: the global holds a reference; null is left alone.
    unsafe { Py_IncRef(HPy(global.0)) };
    HPy(global.0)
}

/// What a tracker points to.
struct Tracked(Vec<Owned>);

pub(crate) unsafe extern "C" fn ctx_Tracker_New(_: *mut HPyContext, size: HPy_ssize_t) -> HPyTracker {
    let mut tracked = Tracked(Vec::new());
    if tracked.0.try_reserve(size.clamp(0, 1 << 20) as usize).is_err() {
        // SAFETY: it only sets an exception.
        unsafe { PyErr_NoMemory() };
        return HPyTracker::NULL;
    }
    HPyTracker(Box::into_raw(Box::new(tracked)) as isize)
}

pub(crate) unsafe extern "C" fn ctx_Tracker_Add(_: *mut HPyContext, tracker: HPyTracker, h: HPy) -> c_int {
    // SAFETY: `ctx_Tracker_New` made it, and nobody else uses it during this call.
    let tracked = unsafe { &mut (*(tracker.0 as *mut Tracked)).0 };
    if tracked.try_reserve(1).is_err() {
        // SAFETY: it only sets an exception.
        unsafe { PyErr_NoMemory() };
        return -1;
    }
    tracked.extend(Owned::new(h));
    0
}

pub(crate) unsafe extern "C" fn ctx_Tracker_ForgetAll(_: *mut HPyContext, tracker: HPyTracker) {
    // SAFETY: `ctx_Tracker_New` made it, and nobody else uses it during this call.
    let tracked = unsafe { &mut (*(tracker.0 as *mut Tracked)).0 };
    for handle in tracked.drain(..) {
        handle.release();
    }
}

pub(crate) unsafe extern "C" fn ctx_Tracker_Close(_: *mut HPyContext, tracker: HPyTracker) {
    // SAFETY: `ctx_Tracker_New` made it, and the extension gives it up. Its handles are closed by drop.
    drop(unsafe { Box::from_raw(tracker.0 as *mut Tracked) });
}

pub(crate) unsafe extern "C" fn ctx_LeavePythonExecution(_: *mut HPyContext) -> HPyThreadState {
    // SAFETY: the extension runs with the GIL held.
    HPyThreadState(unsafe { PyEval_SaveThread() } as isize)
}

pub(crate) unsafe extern "C" fn ctx_ReenterPythonExecution(_: *mut HPyContext, state: HPyThreadState) {
    // SAFETY: the state is what `ctx_LeavePythonExecution` gave on this thread.
    unsafe { PyEval_RestoreThread(state.0 as *mut c_void) }
}
