//! Running an extension's functions for the Python half.
//!
//! The caller has put the arguments into a *frame*: entries in a row, `base` the first, which as handles in a row are an array
//! of arguments, too. The entry before them takes the result; what it holds is told by the status that is returned.

use crate::activation::{self, Raised};
use crate::context::context;
use crate::fields;
use crate::instances::{header, is_fresh};
use crate::table::{self, OBJ, entry, forms, identity};
use hpy_abi::*;
use std::ffi::{c_int, c_void};
use std::mem::transmute;

/// What a call returns; the number of the result's type stands in the bits above [`TID_SHIFT`].
mod status {
    /// An exception: the result entry's value is its handle.
    pub const RAISED: isize = -1;
    /// An exception that is not made yet: handles of the type and the value.
    pub const RAISED_LATE: isize = -2;
    /// No result, and no exception either.
    pub const NOTHING: isize = 0;
    /// A constant: its handle.
    pub const CONST: isize = 1;
    /// An `int`.
    pub const INT: isize = 2;
    /// A `float`, or an instance of a class derived from it: the bits.
    pub const FLOAT: isize = 3;
    /// An instance that needs its object: the address of the struct, and in `aux` the spare block, the number of fields and
    /// the argument that the only field refers to.
    pub const INSTANCE: isize = 4;
    /// One of the arguments: which.
    pub const ARGUMENT: isize = 5;
    /// Anything else: a handle, which the caller closes.
    pub const HANDLE: isize = 6;
    /// A plain integer.
    pub const PLAIN: isize = 7;
}

const TID_SHIFT: u32 = 16;

/// The status of a fresh instance of a type.
pub fn fresh(tid: u64) -> isize {
    status::INSTANCE | (tid as isize) << TID_SHIFT
}

/// An entry's `aux` has this many bits for the number of fields.
const MOST_FIELDS: u32 = 0xff;

/// Where a call's arguments lie.
#[derive(Clone, Copy)]
struct Frame {
    base: isize,
    /// Entries, `self` included.
    count: usize,
}

impl Frame {
    fn argument(self, index: usize) -> HPy {
        HPy(self.base + index as isize)
    }

    /// The arguments behind `self` as an array.
    fn array(self) -> *const HPy {
        // SAFETY: the array has an element for each handle, which is the handle.
        unsafe { identity().offset(self.base + 1).cast() }
    }

    fn answer(self, status: isize, value: i64, aux: i64) -> isize {
        let result = entry(HPy(self.base - 1));
        result.value.set(value);
        result.aux.set(aux);
        status
    }

    fn raised(self, raised: Raised) -> Option<isize> {
        match raised {
            Raised::Nothing => None,
            Raised::Instance(h) => Some(self.answer(status::RAISED, h.0 as i64, 0)),
            Raised::Late(kind, value) => {
                Some(self.answer(status::RAISED_LATE, kind.0 as i64, value.0 as i64))
            }
        }
    }

    #[inline(always)]
    fn returned(self, h: HPy, raised: Raised) -> isize {
        if let Some(status) = self.raised(raised) {
            table::close(h);
            return status;
        }
        if h.is_null() {
            return status::NOTHING;
        }
        let index = h.0.wrapping_sub(self.base) as usize;
        if index < self.count {
            table::close(h);
            return self.answer(status::ARGUMENT, index as i64, 0);
        }
        let result = entry(h);
        let value = result.value.get();
        if result.form() == forms::CONST {
            table::close(h);
            return self.answer(status::CONST, value, 0);
        }
        if result.has(OBJ) || result.refs() != 1 {
            return self.answer(status::HANDLE, h.0 as i64, 0);
        }
        let tid = (result.tid.get() as isize) << TID_SHIFT;
        match result.form() {
            forms::INT => {
                table::release(h);
                self.answer(status::INT, value, 0)
            }
            forms::FLOAT => {
                table::release(h);
                self.answer(status::FLOAT | tid, value, 0)
            }
            forms::INSTANCE if is_fresh(result) => {
                let aux = self.describe_fields(value, result.aux.get());
                match aux {
                    Some(aux) => {
                        table::release(h);
                        self.answer(status::INSTANCE | tid, value, aux)
                    }
                    None => self.answer(status::HANDLE, h.0 as i64, 0),
                }
            }
            _ => self.answer(status::HANDLE, h.0 as i64, 0),
        }
    }

    /// The `aux` of a fresh instance; `None`: too many fields.
    #[inline(always)]
    fn describe_fields(self, data: i64, spare: i64) -> Option<i64> {
        // SAFETY: the instance is fresh, so it is alive and nobody else looks at its header.
        let slots = unsafe { header(data) }.slots;
        if slots == 0 {
            return Some(spare);
        }
        let argument = fields::take_argument(data, self.base, self.count).map_or(0, |index| index + 1);
        (slots <= MOST_FIELDS).then_some(spare | i64::from(slots) << 8 | (argument as i64) << 16)
    }

    fn plain(self, value: i64, raised: Raised) -> isize {
        self.raised(raised)
            .unwrap_or_else(|| self.answer(status::PLAIN, value, 0))
    }

    /// A result of -1 (or less) tells of an exception; anything else goes with none.
    #[inline(always)]
    fn run(self, function: impl FnOnce() -> HPy) -> isize {
        activation::run(function, |h, raised| self.returned(h, raised))
    }

    #[inline(always)]
    fn run_plain(self, function: impl FnOnce() -> i64) -> isize {
        activation::run(function, |value, raised| self.plain(value, raised))
    }
}

/// Calls a function that takes one handle.
///
/// # Safety
/// As for [`hpyffi_call`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_unary(function: HPyFunc_unaryfunc, base: isize) -> isize {
    let frame = Frame { base, count: 1 };
    // SAFETY: the caller vouches for the function and its arguments.
    frame.run(|| unsafe { function(context(), frame.argument(0)) })
}

/// Calls a function that takes two handles.
///
/// # Safety
/// As for [`hpyffi_call`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_binary(function: HPyFunc_binaryfunc, base: isize) -> isize {
    let frame = Frame { base, count: 2 };
    // SAFETY: the caller vouches for the function and its arguments.
    frame.run(|| unsafe { function(context(), frame.argument(0), frame.argument(1)) })
}

/// Calls a function that takes `self` and an array.
///
/// # Safety
/// As for [`hpyffi_call`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_varargs(function: HPyFunc_varargs, base: isize, nargs: usize) -> isize {
    let frame = Frame {
        base,
        count: nargs + 1,
    };
    // SAFETY: the caller vouches for the function and its arguments.
    frame.run(|| unsafe { function(context(), frame.argument(0), frame.array(), nargs) })
}

/// Calls a function that takes `self`, an array and names of its last `keywords` items, which are the entry behind them.
///
/// # Safety
/// As for [`hpyffi_call`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_keywords(
    function: HPyFunc_keywords,
    base: isize,
    nargs: usize,
    keywords: usize,
) -> isize {
    let frame = Frame {
        base,
        count: nargs + keywords + 1,
    };
    let names = match keywords {
        0 => HPy::NULL,
        _ => frame.argument(frame.count),
    };
    // SAFETY: the caller vouches for the function and its arguments.
    frame.run(|| unsafe { function(context(), frame.argument(0), frame.array(), nargs, names) })
}

/// [`hpyffi_call`] for hosts whose calls are quick with two arguments only: `word` has the frame in its lowest 24 bits,
/// the signature in the next 8, then `nargs` and `extra` in 16 each.
///
/// # Safety
/// As for [`hpyffi_call`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_packed(function: *mut c_void, word: u64) -> isize {
    let base = (word & 0xff_ffff) as isize;
    let signature = (word >> 24 & 0xff) as c_int;
    let nargs = (word >> 32 & 0xffff) as usize;
    let extra = (word >> 48) as isize;
    // SAFETY: as the caller says.
    unsafe { hpyffi_call(signature, function, base, nargs, extra) }
}

/// Calls a function of any signature. `nargs` counts the arguments behind `self`; `extra` is what else the signature has:
/// an operator, an index, a closure, the number of keywords, whether there is a dictionary of keywords, a buffer.
///
/// # Safety
/// `function` is an extension's function of that signature, and the frame has the entries that it needs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hpyffi_call(
    signature: c_int,
    function: *mut c_void,
    base: isize,
    nargs: usize,
    extra: isize,
) -> isize {
    let frame = Frame {
        base,
        count: nargs + 1,
    };
    let [a, b, c] = [0, 1, 2].map(|index| frame.argument(index));
    let given = |index: usize, h: HPy| if nargs > index { h } else { HPy::NULL };
    let dictionary = match extra {
        0 => HPy::NULL,
        _ => frame.argument(frame.count),
    };
    let size = nargs as HPy_ssize_t;
    macro_rules! handle {
        ($type:ty, $($argument:expr),*) => {
            // SAFETY: the caller vouches that the function has this type, and for the arguments.
            frame.run(|| unsafe { transmute::<*mut c_void, $type>(function)(context(), $($argument),*) })
        };
    }
    macro_rules! plain {
        ($type:ty, $($argument:expr),*) => {
            // SAFETY: the caller vouches that the function has this type, and for the arguments.
            frame.run_plain(|| unsafe { transmute::<*mut c_void, $type>(function)(context(), $($argument),*) as i64 })
        };
    }
    macro_rules! nothing {
        ($type:ty, $($argument:expr),*) => {
            frame.run_plain(|| {
                // SAFETY: the caller vouches that the function has this type, and for the arguments.
                unsafe { transmute::<*mut c_void, $type>(function)(context(), $($argument),*) };
                0
            })
        };
    }
    let buffer = extra as *mut HPy_buffer;
    let closure = extra as *mut c_void;
    match HPyFunc_Signature(signature) {
        HPyFunc_VARARGS => handle!(HPyFunc_varargs, a, frame.array(), nargs),
        // SAFETY: the caller vouches that the function has this type.
        HPyFunc_KEYWORDS => unsafe {
            let function = transmute::<*mut c_void, HPyFunc_keywords>(function);
            hpyffi_keywords(function, base, nargs, extra as usize)
        },
        HPyFunc_NOARGS | HPyFunc_UNARYFUNC | HPyFunc_REPRFUNC => handle!(HPyFunc_unaryfunc, a),
        HPyFunc_GETITERFUNC | HPyFunc_ITERNEXTFUNC | HPyFunc_MOD_CREATE => handle!(HPyFunc_unaryfunc, a),
        HPyFunc_O | HPyFunc_BINARYFUNC | HPyFunc_GETATTROFUNC => handle!(HPyFunc_binaryfunc, a, b),
        HPyFunc_TERNARYFUNC => handle!(HPyFunc_ternaryfunc, a, b, c),
        HPyFunc_DESCRGETFUNC => handle!(HPyFunc_descrgetfunc, a, b, c),
        HPyFunc_RICHCMPFUNC => handle!(HPyFunc_richcmpfunc, a, b, HPy_RichCmpOp(extra as c_int)),
        HPyFunc_SSIZEARGFUNC => handle!(HPyFunc_ssizeargfunc, a, extra),
        HPyFunc_GETTER => handle!(HPyFunc_getter, a, closure),
        HPyFunc_NEWFUNC => handle!(HPyFunc_newfunc, a, frame.array(), size, dictionary),
        HPyFunc_INITPROC => plain!(HPyFunc_initproc, a, frame.array(), size, dictionary),
        HPyFunc_INQUIRY => plain!(HPyFunc_inquiry, a),
        HPyFunc_LENFUNC => plain!(HPyFunc_lenfunc, a),
        HPyFunc_HASHFUNC => plain!(HPyFunc_hashfunc, a),
        HPyFunc_OBJOBJPROC => plain!(HPyFunc_objobjproc, a, b),
        HPyFunc_SSIZEOBJARGPROC => plain!(HPyFunc_ssizeobjargproc, a, extra, given(0, b)),
        HPyFunc_OBJOBJARGPROC | HPyFunc_SETATTROFUNC => plain!(HPyFunc_objobjargproc, a, b, given(1, c)),
        HPyFunc_DESCRSETFUNC => plain!(HPyFunc_descrsetfunc, a, b, c),
        HPyFunc_SETTER => plain!(HPyFunc_setter, a, given(0, b), closure),
        HPyFunc_GETBUFFERPROC => {
            let frame = Frame { base, count: 1 };
            // SAFETY: the caller vouches for the function, the arguments and the buffer.
            frame.run_plain(|| unsafe {
                transmute::<*mut c_void, HPyFunc_getbufferproc>(function)(
                    context(),
                    a,
                    buffer,
                    nargs as c_int,
                ) as i64
            })
        }
        HPyFunc_RELEASEBUFFERPROC => nothing!(HPyFunc_releasebufferproc, a, buffer),
        HPyFunc_DESTRUCTOR => nothing!(HPyFunc_destructor, a),
        _ => activation::locked(|| {
            let text = format!("HPy functions with signature {signature} cannot be called");
            let message = crate::text::pending(forms::STR, text.as_bytes());
            let kind = table::duplicate(crate::context::constant("SystemError"));
            frame.answer(status::RAISED_LATE, kind.0 as i64, message.0 as i64)
        }),
    }
}
