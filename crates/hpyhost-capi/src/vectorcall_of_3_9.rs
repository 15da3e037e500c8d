//! `PyObject_Vectorcall` for CPython 3.9 and 3.10, where it is an inline function of the headers.

use super::late::Vectorcall;
use super::layout::{TypeWord, type_word};
use super::object::{has_flags, type_of};
use super::python::TPFLAGS_HAVE_VECTORCALL;
use hpy_abi::{HPy, HPy_ssize_t};
use std::ffi::{CStr, c_char, c_void};
use std::mem::transmute;
use std::sync::OnceLock;

type MakeTpCall = unsafe extern "C" fn(
    state: *mut c_void,
    callable: HPy,
    args: *const HPy,
    nargs: HPy_ssize_t,
    kwnames: HPy,
) -> HPy;
type CheckResult =
    unsafe extern "C" fn(state: *mut c_void, callable: HPy, result: HPy, place: *const c_char) -> HPy;

/// The two functions of those versions that their inline function ends in.
struct Ends {
    make_tp_call: MakeTpCall,
    check_result: CheckResult,
}

static ENDS: OnceLock<Ends> = OnceLock::new();

#[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
unsafe extern "C" {
    fn PyThreadState_Get() -> *mut c_void;
}

/// Gives the replacement, with `need` to find the functions behind it.
///
/// # Errors
/// That of `need`.
pub(super) fn take_over(
    need: impl Fn(&'static CStr) -> Result<*mut c_void, String>,
) -> Result<Vectorcall, String> {
    // SAFETY: both functions have these C types in 3.9 and 3.10, and later versions do not come here.
    let ends = unsafe {
        Ends {
            make_tp_call: transmute::<*mut c_void, MakeTpCall>(need(c"_PyObject_MakeTpCall")?),
            check_result: transmute::<*mut c_void, CheckResult>(need(c"_Py_CheckFunctionResult")?),
        }
    };
    let _ = ENDS.set(ends);
    Ok(vectorcall)
}

unsafe extern "C" fn vectorcall(callable: HPy, args: *const HPy, nargsf: usize, kwnames: HPy) -> HPy {
    let ends = ENDS.get().expect("take_over gave this function out");
    // SAFETY: the caller vouches for the callable and its arguments. A type with the flag has the offset of a word in
    // its instances that holds null or a function of this type.
    unsafe {
        let state = PyThreadState_Get();
        if has_flags(callable, TPFLAGS_HAVE_VECTORCALL) {
            let offset = type_word(type_of(callable), TypeWord::VectorcallOffset);
            let function = *((callable.0 + offset) as *const Option<Vectorcall>);
            if let Some(function) = function {
                let result = function(callable, args, nargsf, kwnames);
                return (ends.check_result)(state, callable, result, std::ptr::null());
            }
        }
        // The topmost bit of nargsf is a hint of the vectorcall protocol.
        let nargs = (nargsf << 1 >> 1) as HPy_ssize_t;
        (ends.make_tp_call)(state, callable, args, nargs, kwnames)
    }
}
