//! Functions of the context whose handles lie in arrays and structs, or change hands.

use super::context::{Argument, Outcome, inner_call};
use super::handles::{self, Owner};
use super::{definitions, thunks};
use hpy_abi::*;
use std::ffi::{c_int, c_void};

/// The host's handles for an array of the extension's; `None`: one of them must not be used, which has been noted.
///
/// # Safety
/// The array has that many handles; it may be null if there are none.
unsafe fn checked_array(items: *const HPy, count: usize, function: &'static str) -> Option<Vec<HPy>> {
    if count == 0 {
        return Some(Vec::new());
    }
    // SAFETY: as the caller says.
    let items = unsafe { std::slice::from_raw_parts(items, count) };
    items.iter().map(|&h| h.checked(function)).collect()
}

pub(super) unsafe extern "C" fn ctx_Close(_: *mut HPyContext, h: HPy) {
    if !h.is_null()
        && let Some(inner) = handles::take(h, "ctx_Close")
    {
        // SAFETY: the host's handle was the extension's to close.
        unsafe { inner_call!(ctx_Close(inner)) };
    }
}

pub(super) unsafe extern "C" fn ctx_Tuple_FromArray(
    _: *mut HPyContext,
    items: *const HPy,
    n: HPy_ssize_t,
) -> HPy {
    // SAFETY: the extension's array has `n` handles.
    let Some(inner) = (unsafe { checked_array(items, n.max(0) as usize, "ctx_Tuple_FromArray") }) else {
        return HPy::NULL;
    };
    // SAFETY: the host's handles of the same objects.
    unsafe { inner_call!(ctx_Tuple_FromArray(inner.as_ptr(), n)) }.numbered("ctx_Tuple_FromArray")
}

pub(super) unsafe extern "C" fn ctx_Type_GenericNew(
    _: *mut HPyContext,
    type_: HPy,
    args: *const HPy,
    nargs: HPy_ssize_t,
    kw: HPy,
) -> HPy {
    const NAME: &str = "ctx_Type_GenericNew";
    // SAFETY: the extension's array has `nargs` handles.
    let array = unsafe { checked_array(args, nargs.max(0) as usize, NAME) };
    let (Some(type_), Some(array), Some(kw)) = (type_.checked(NAME), array, kw.checked(NAME)) else {
        return HPy::NULL;
    };
    // SAFETY: the host's handles of the same objects.
    unsafe { inner_call!(ctx_Type_GenericNew(type_, array.as_ptr(), nargs, kw)) }.numbered(NAME)
}

macro_rules! calls {
    ($($name:ident)*) => {$(
        pub(super) unsafe extern "C" fn $name(
            _: *mut HPyContext,
            callee: HPy,
            args: *const HPy,
            nargs: usize,
            kwnames: HPy,
        ) -> HPy {
            const NAME: &str = stringify!($name);
            let (Some(callee), Some(kwnames)) = (callee.checked(NAME), kwnames.checked(NAME)) else {
                return HPy::NULL;
            };
            // SAFETY: the extension's array has a value for each name, too.
            let Some(array) = (unsafe { checked_array(args, nargs + names(kwnames), NAME) }) else {
                return HPy::NULL;
            };
            // SAFETY: the host's handles of the same objects.
            unsafe { inner_call!($name(callee, array.as_ptr(), nargs, kwnames)) }.numbered(NAME)
        }
    )*};
}

calls! { ctx_Call ctx_CallMethod }

/// How many names there are in a tuple of the host's, which may be null.
pub(super) fn names(kwnames: HPy) -> usize {
    if kwnames.is_null() {
        return 0;
    }
    // SAFETY: a live handle of the host.
    unsafe { inner_call!(ctx_Length(kwnames)) }.max(0) as usize
}

pub(super) unsafe extern "C" fn ctx_ContextVar_Get(
    _: *mut HPyContext,
    context_var: HPy,
    default_value: HPy,
    result: *mut HPy,
) -> i32 {
    const NAME: &str = "ctx_ContextVar_Get";
    let (Some(var), Some(default)) = (context_var.checked(NAME), default_value.checked(NAME)) else {
        return -1;
    };
    // SAFETY: the extension passes a place for the handle.
    unsafe {
        let status = inner_call!(ctx_ContextVar_Get(var, default, result));
        if status >= 0 {
            *result = (*result).numbered(NAME);
        }
        status
    }
}

pub(super) unsafe extern "C" fn ctx_Type_FromSpec(
    _: *mut HPyContext,
    spec: *mut HPyType_Spec,
    params: *mut HPyType_SpecParam,
) -> HPy {
    const NAME: &str = "ctx_Type_FromSpec";
    let mut inner = Vec::new();
    let mut param = params;
    // SAFETY: the extension's array ends with kind 0; it may be null.
    while !param.is_null() && unsafe { (*param).kind.0 } != 0 {
        // SAFETY: it has not ended yet.
        let HPyType_SpecParam { kind, object } = unsafe { *param };
        let Some(object) = object.checked(NAME) else {
            return HPy::NULL;
        };
        inner.push(HPyType_SpecParam { kind, object });
        param = param.wrapping_add(1);
    }
    inner.push(HPyType_SpecParam {
        kind: HPyType_SpecParam_Kind(0),
        object: HPy::NULL,
    });
    let params = if params.is_null() {
        params
    } else {
        inner.as_mut_ptr()
    };
    // SAFETY: the extension's spec is one.
    unsafe { inner_call!(ctx_Type_FromSpec(definitions::spec(spec), params)) }.numbered(NAME)
}

pub(super) unsafe extern "C" fn ctx_SetCallFunction(
    _: *mut HPyContext,
    h: HPy,
    function: *mut HPyCallFunction,
) -> c_int {
    let Some(h) = h.checked("ctx_SetCallFunction") else {
        return -1;
    };
    // SAFETY: the extension passes such a struct, which lives for ever, and so does the copy.
    unsafe {
        let copy = definitions::call_function(function);
        inner_call!(ctx_SetCallFunction(h, copy))
    }
}

/// CPython calls a function of the extension that passes the real one on to the context: with the host's handles.
pub(super) unsafe extern "C" fn ctx_CallRealFunctionFromTrampoline(
    _: *mut HPyContext,
    signature: HPyFunc_Signature,
    function: HPyCFunction,
    args: *mut c_void,
) {
    let function = thunks::of(function, signature);
    // SAFETY: the extension's promises to the context; the function is the same to its caller.
    unsafe { inner_call!(ctx_CallRealFunctionFromTrampoline(signature, function, args)) };
}

// A tracker closes what it tracks, so it tracks the extension's handles.

pub(super) unsafe extern "C" fn ctx_Tracker_New(_: *mut HPyContext, _: HPy_ssize_t) -> HPyTracker {
    HPyTracker(Box::into_raw(Box::new(Vec::<HPy>::new())) as isize)
}

pub(super) unsafe extern "C" fn ctx_Tracker_Add(_: *mut HPyContext, tracker: HPyTracker, h: HPy) -> c_int {
    if h.checked("ctx_Tracker_Add").is_none() {
        return -1;
    }
    // SAFETY: the extension passes what `ctx_Tracker_New` gave it.
    unsafe { (*(tracker.0 as *mut Vec<HPy>)).push(h) };
    0
}

pub(super) unsafe extern "C" fn ctx_Tracker_ForgetAll(_: *mut HPyContext, tracker: HPyTracker) {
    // SAFETY: as in `ctx_Tracker_Add`.
    unsafe { (*(tracker.0 as *mut Vec<HPy>)).clear() };
}

pub(super) unsafe extern "C" fn ctx_Tracker_Close(ctx: *mut HPyContext, tracker: HPyTracker) {
    // SAFETY: the extension gives up what `ctx_Tracker_New` gave it, and with it what is tracked.
    for h in *unsafe { Box::from_raw(tracker.0 as *mut Vec<HPy>) } {
        // SAFETY: as before.
        unsafe { ctx_Close(ctx, h) };
    }
}

/// A new handle for an argument of the extension's function.
pub(super) fn argument(inner: HPy) -> HPy {
    handles::open(inner, Owner::Caller, "the call")
}
