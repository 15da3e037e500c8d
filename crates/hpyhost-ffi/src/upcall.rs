//! Asking Python.

use crate::activation::{self, Raised};
use crate::forward::{COUNT, Operation};
use crate::table::{self, entry, forms};
use hpy_abi::*;
use std::ffi::{c_char, c_int, c_void};
use std::mem::transmute;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicI64, AtomicPtr, Ordering::Relaxed};

/// A function of the Python half: four arguments and the handle that gets the result. It returns [`DONE`], or -1 if the
/// result is an exception.
type PythonFunction = unsafe extern "C" fn(isize, isize, isize, isize, isize) -> isize;

/// What cffi and ctypes never return of themselves: they return 0 where Python code could not even begin, out of stack.
const DONE: isize = 1;

static FUNCTIONS: [AtomicPtr<c_void>; COUNT] = [const { AtomicPtr::new(null_mut()) }; COUNT];
static CALLS: [AtomicI64; COUNT] = [const { AtomicI64::new(0) }; COUNT];

/// Installs the function for an operation.
pub fn install(operation: usize, function: *mut c_void) {
    FUNCTIONS[operation].store(function, Relaxed);
}

/// How often an operation was asked for.
pub fn calls(operation: usize) -> i64 {
    CALLS[operation].load(Relaxed)
}

/// Asks Python; `None` if it raised, and then the exception is set. The handle is the caller's.
#[cold]
pub fn ask(operation: Operation, arguments: [isize; 4]) -> Option<HPy> {
    let function = FUNCTIONS[operation as usize].load(Relaxed);
    CALLS[operation as usize].fetch_add(1, Relaxed);
    let result = table::new(forms::OBJECT, 0, 0, 0);
    let [a, b, c, d] = arguments;
    let status = activation::unlocked(|| {
        // SAFETY: the Python half installs functions of this type for all operations before anything is loaded.
        unsafe { transmute::<*mut c_void, PythonFunction>(function)(a, b, c, d, result.0) }
    });
    if status != DONE {
        activation::raise(Raised::Instance(result));
        None
    } else {
        Some(result)
    }
}

/// Asks for a plain integer.
pub fn ask_integer(operation: Operation, arguments: [isize; 4]) -> Option<i64> {
    let result = ask(operation, arguments)?;
    let value = entry(result).value.get();
    table::close(result);
    Some(value)
}

/// A value that is passed to Python as one word.
pub trait Word {
    fn word(self) -> isize;
}

/// A value that Python's answer is turned into.
pub trait Answer {
    /// `None`: Python raised.
    fn from_answer(answer: Option<HPy>) -> Self;
}

macro_rules! handle_words {
    ($($type:ty),*) => {$(
        impl Word for $type {
            fn word(self) -> isize {
                self.0 as isize
            }
        }
    )*};
}

handle_words!(HPy, HPyCapsule_key, HPy_SourceKind);

impl<T> Word for *const T {
    fn word(self) -> isize {
        self as isize
    }
}

impl<T> Word for *mut T {
    fn word(self) -> isize {
        self as isize
    }
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl Word for $type {
            fn word(self) -> isize {
                self as isize
            }
        }

        impl Answer for $type {
            fn from_answer(answer: Option<HPy>) -> Self {
                match answer {
                    Some(h) => {
                        let value = entry(h).value.get();
                        table::close(h);
                        value as $type
                    }
                    None => -1_i64 as $type,
                }
            }
        }
    )*};
}

integers!(c_int, isize, usize, i64, u64, u32);

impl Answer for HPy {
    fn from_answer(answer: Option<HPy>) -> Self {
        answer.unwrap_or(HPy::NULL)
    }
}

impl Answer for () {
    fn from_answer(answer: Option<HPy>) {
        if let Some(h) = answer {
            table::close(h);
        }
    }
}

macro_rules! pointers {
    ($($type:ty),*) => {$(
        impl Answer for $type {
            fn from_answer(answer: Option<HPy>) -> Self {
                answer.map_or(0, |h| i64::from_answer(Some(h))) as $type
            }
        }
    )*};
}

pointers!(*const c_char, *mut c_void);

impl Answer for f64 {
    fn from_answer(answer: Option<HPy>) -> Self {
        answer.map_or(-1.0, |h| f64::from_bits(u64::from_answer(Some(h))))
    }
}

impl Answer for HPyType_BuiltinShape {
    fn from_answer(answer: Option<HPy>) -> Self {
        // -1 is a shape.
        Self(answer.map_or(-2, |h| c_int::from_answer(Some(h))))
    }
}
