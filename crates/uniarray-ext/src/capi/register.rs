//! Ufuncs that other extensions make.

use super::entry::{address, dtype_of, functions, given};
use crate::error::Result;
use crate::ufunc::PyUfunc;
use hpy::abi::HPy;
use hpy::{Ctx, Error, Exc};
use std::ffi::{CStr, c_char, c_int, c_void};
use std::sync::{Mutex, PoisonError};
use uniarray_abi::constants::NO_IDENTITY;
use uniarray_abi::structs::{GeneralUfuncSpec, Raise, UfuncSpec};
use uniarray_core::dtype::TypeNum;
use uniarray_core::error::Error as CoreError;
use uniarray_core::gufunc::{ItemsLoop, Outside};
use uniarray_core::ufunc::Ufunc;
use uniarray_core::ufunc::external::External;

/// What is done about a loop that has failed.
#[derive(Clone, Copy)]
struct Failing {
    name: &'static str,
    raise: Option<Raise>,
    argument: *mut c_void,
}

// SAFETY: the function is only called by threads that run Python, with an argument that is its own business.
unsafe impl Send for Failing {}

/// Per ufunc, in the order in which they were made.
static FAILING: Mutex<Vec<Failing>> = Mutex::new(Vec::new());

functions! {
    fn register_ufunc<'c>(ctx, spec: *const UfuncSpec) -> HPy {
        // SAFETY: the caller passes a description.
        let spec = unsafe { &*address(ctx, spec)? };
        if spec.size < size_of::<UfuncSpec>() {
            return Err(CoreError::value("the size of a ufunc's description is that of its struct").into());
        }
        // SAFETY: the caller passes C strings, of which the second may be missing.
        let (name, doc) = unsafe { (text(address(ctx, spec.name)?)?, text(spec.doc)?) };
        let identity = match spec.identity {
            NO_IDENTITY => None,
            other => Some(i8::try_from(other).map_err(|_| CoreError::value("an identity is from -128 to 127"))?),
        };
        let operands = (usize::try_from(spec.nin).unwrap_or(0), usize::try_from(spec.nout).unwrap_or(0));
        let loops = loops_of(ctx, spec, operands.0 + operands.1)?;
        let tag = announce(Failing { name, raise: spec.raise, argument: spec.argument });
        // SAFETY: the caller vouches for its loops, as long as the process lives.
        let ufunc = unsafe { Ufunc::external(name, operands, identity, tag, &loops)? };
        let ufunc = Box::leak(Box::new(ufunc));
        given(ctx.create(PyUfunc::external(ufunc, doc))?)
    }
}

functions! {
    fn register_general_ufunc<'c>(ctx, spec: *const GeneralUfuncSpec) -> HPy {
        // SAFETY: the caller passes a description.
        let spec = unsafe { &*address(ctx, spec)? };
        if spec.size < size_of::<GeneralUfuncSpec>() {
            return Err(CoreError::value("the size of a ufunc's description is that of its struct").into());
        }
        // SAFETY: the caller passes C strings, of which the last may be missing.
        let (name, signature, doc) =
            unsafe { (text(address(ctx, spec.name)?)?, text(address(ctx, spec.signature)?)?, text(spec.doc)?) };
        let operands = (usize::try_from(spec.nin).unwrap_or(0), usize::try_from(spec.nout).unwrap_or(0));
        let count = number_of_loops(spec.count, operands.0 + operands.1)?;
        // SAFETY: the caller passes as many loops as it says.
        let described = unsafe { std::slice::from_raw_parts(address(ctx, spec.loops)?, count) };
        let mut loops = Vec::with_capacity(count);
        for one in described {
            // SAFETY: the caller passes a type number for every operand.
            let types = unsafe { types_of(ctx, one.types, operands.0 + operands.1)? };
            loops.push(ItemsLoop { types, run: one.run, argument: one.argument });
        }
        let tag = announce(Failing { name, raise: spec.raise, argument: spec.argument });
        // SAFETY: the caller vouches for its loops, as long as the process lives.
        let outside = unsafe { Outside::new(name, signature, operands, tag, loops)? };
        given(ctx.create(PyUfunc::outside(Box::leak(Box::new(outside)), doc))?)
    }
}

/// A copy of a C string that lives as long as the process, as the ufunc does; empty for none.
///
/// # Safety
/// `text` is null or a C string.
unsafe fn text(text: *const c_char) -> Result<&'static str> {
    if text.is_null() {
        return Ok("");
    }
    // SAFETY: the caller's.
    let text = unsafe { CStr::from_ptr(text) };
    let text = text
        .to_str()
        .map_err(|_| CoreError::value("texts of a ufunc are UTF-8"))?;
    Ok(text.to_owned().leak())
}

/// # Errors
/// `ValueError` for none, and for too many operands.
fn number_of_loops(count: c_int, operands: usize) -> Result<usize> {
    let count = usize::try_from(count).unwrap_or(0);
    let most = usize::try_from(uniarray_abi::constants::MAX_UFUNC_OPERANDS).unwrap_or(0);
    if count == 0 || operands > most {
        let text = format!("a ufunc has at least one loop and at most {most} operands");
        return Err(CoreError::value(text).into());
    }
    Ok(count)
}

/// # Safety
/// There is a type number for every operand, or the pointer is null.
unsafe fn types_of(ctx: Ctx<'_>, types: *const c_int, operands: usize) -> Result<Vec<TypeNum>> {
    // SAFETY: the caller's.
    let types = unsafe { std::slice::from_raw_parts(address(ctx, types)?, operands) };
    types.iter().map(|number| Ok(dtype_of(*number)?.num())).collect()
}

fn loops_of(ctx: Ctx<'_>, spec: &UfuncSpec, operands: usize) -> Result<Vec<External>> {
    let count = number_of_loops(spec.count, operands)?;
    // SAFETY: the caller passes as many loops as it says.
    let loops = unsafe { std::slice::from_raw_parts(address(ctx, spec.loops)?, count) };
    let one = |given: &uniarray_abi::structs::UfuncLoop| {
        Ok(External {
            // SAFETY: the caller passes a type number for every operand.
            types: unsafe { types_of(ctx, given.types, operands)? },
            run: given.run,
            argument: given.argument,
        })
    };
    loops.iter().map(one).collect()
}

/// Keeps what is to be done about failures; the tag by which it is found.
fn announce(failing: Failing) -> usize {
    let mut all = FAILING.lock().unwrap_or_else(PoisonError::into_inner);
    all.push(failing);
    all.len() - 1
}

/// Raises what the maker of a ufunc raises for a loop that has failed.
#[cold]
pub fn loop_failed(ctx: Ctx<'_>, tag: usize, status: i32) -> Error {
    let failing = FAILING
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .get(tag)
        .copied();
    if let Some(Failing {
        raise: Some(raise),
        argument,
        ..
    }) = failing
    {
        // SAFETY: this is the context of a call on this thread, and the function the maker's own.
        unsafe { raise(ctx.as_ptr(), status, argument) };
        if let Some(error) = ctx.pending_error() {
            return error;
        }
    }
    let name = failing.map_or("?", |failing| failing.name);
    let text = format!("the loop of ufunc '{name}' failed with status {status}");
    ctx.raise(Exc::RuntimeError, text)
}

const _: () = assert!(size_of::<c_int>() == size_of::<i32>());
