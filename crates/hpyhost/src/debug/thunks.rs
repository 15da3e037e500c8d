//! Functions that stand for the extension's and are called by the host instead: with handles of the host, which they number.
//!
//! A function of HPy takes up to five words, so the sixth argument register is free. A thunk is a few instructions that put
//! the address of its [`Thunk`] there and go on to [`enter`]; each has a page of memory of its own, which is executable
//! when it is complete and never written to again.

use super::context::{context, inner, inner_call};
use super::handles;
use super::{calls, special};
use hpy_abi::*;
use std::collections::HashMap;
use std::ffi::{CString, c_int, c_void};
use std::mem::transmute;
use std::ptr::null_mut;
use std::sync::{Mutex, PoisonError};

/// Whether there are thunks for this kind of processor and system.
pub(super) const AVAILABLE: bool = cfg!(all(target_arch = "x86_64", unix));

const PAGE: usize = 4096;

/// What a word of a function's arguments is.
#[derive(Clone, Copy)]
enum Word {
    /// A handle, which may be null.
    Handle,
    /// An array of handles; the next word is their number.
    Array,
    /// An `HPy_buffer` that is filled in.
    Filled,
    /// An `HPy_buffer` whose object the function may look at.
    Read,
    /// Anything else.
    Plain,
}

/// What a function returns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Returned {
    Handle,
    /// A number, of which -1 tells of an exception.
    Number,
    Nothing,
}

struct Shape {
    words: &'static [Word],
    /// Whether the last word is a tuple of names, each of which has a value behind the array's.
    named: bool,
    returned: Returned,
}

/// What the functions of a signature take; `None`: no handles, or there is no such signature.
fn shape(signature: HPyFunc_Signature) -> Option<Shape> {
    use Word::{Array, Filled, Handle, Plain, Read};
    let (words, returned): (&[Word], _) = match signature {
        HPyFunc_NOARGS | HPyFunc_UNARYFUNC | HPyFunc_REPRFUNC => (&[Handle], Returned::Handle),
        HPyFunc_GETITERFUNC | HPyFunc_ITERNEXTFUNC | HPyFunc_MOD_CREATE => (&[Handle], Returned::Handle),
        HPyFunc_O | HPyFunc_BINARYFUNC | HPyFunc_GETATTROFUNC => (&[Handle, Handle], Returned::Handle),
        HPyFunc_TERNARYFUNC | HPyFunc_DESCRGETFUNC => (&[Handle, Handle, Handle], Returned::Handle),
        HPyFunc_VARARGS => (&[Handle, Array, Plain], Returned::Handle),
        HPyFunc_KEYWORDS | HPyFunc_NEWFUNC => (&[Handle, Array, Plain, Handle], Returned::Handle),
        HPyFunc_RICHCMPFUNC => (&[Handle, Handle, Plain], Returned::Handle),
        HPyFunc_SSIZEARGFUNC | HPyFunc_GETATTRFUNC | HPyFunc_GETTER => (&[Handle, Plain], Returned::Handle),
        HPyFunc_SSIZESSIZEARGFUNC => (&[Handle, Plain, Plain], Returned::Handle),
        HPyFunc_INITPROC => (&[Handle, Array, Plain, Handle], Returned::Number),
        HPyFunc_INQUIRY | HPyFunc_LENFUNC | HPyFunc_HASHFUNC => (&[Handle], Returned::Number),
        HPyFunc_OBJOBJPROC => (&[Handle, Handle], Returned::Number),
        HPyFunc_SSIZEOBJARGPROC | HPyFunc_SETATTRFUNC => (&[Handle, Plain, Handle], Returned::Number),
        HPyFunc_SSIZESSIZEOBJARGPROC => (&[Handle, Plain, Plain, Handle], Returned::Number),
        HPyFunc_OBJOBJARGPROC | HPyFunc_DESCRSETFUNC | HPyFunc_SETATTROFUNC => {
            (&[Handle, Handle, Handle], Returned::Number)
        }
        HPyFunc_SETTER => (&[Handle, Handle, Plain], Returned::Number),
        HPyFunc_GETBUFFERPROC => (&[Handle, Filled, Plain], Returned::Number),
        HPyFunc_RELEASEBUFFERPROC => (&[Handle, Read], Returned::Nothing),
        HPyFunc_DESTRUCTOR => (&[Handle], Returned::Nothing),
        _ => return None,
    };
    Some(Shape {
        words,
        named: signature == HPyFunc_KEYWORDS,
        returned,
    })
}

/// Whether functions of a signature take handles.
#[cfg(test)]
pub(super) fn is_wrapped(signature: HPyFunc_Signature) -> bool {
    shape(signature).is_some()
}

/// A function of the extension.
struct Thunk {
    function: Function,
    name: &'static str,
    shape: Shape,
}

/// Any function: those that take fewer words, or narrower ones, leave the rest of the registers alone.
type Function = unsafe extern "C" fn(*mut HPyContext, isize, isize, isize, isize) -> isize;

type Entry = unsafe extern "C" fn(*mut HPyContext, isize, isize, isize, isize, &'static Thunk) -> isize;

/// The thunks of functions that were wrapped, for [`of`]; by address and signature.
static MADE: Mutex<Option<HashMap<(usize, c_int), usize>>> = Mutex::new(None);

fn made<T>(f: impl FnOnce(&mut HashMap<(usize, c_int), usize>) -> T) -> T {
    let mut guard = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    f(guard.get_or_insert_default())
}

fn key(function: unsafe extern "C" fn() -> *mut c_void, signature: HPyFunc_Signature) -> (usize, c_int) {
    (function as usize, signature.0)
}

/// What stands for a function of the extension; the function itself if it takes no handles.
pub(super) fn make(function: HPyCFunction, signature: HPyFunc_Signature, name: String) -> HPyCFunction {
    let called = function?;
    let Some(shape) = shape(signature) else {
        return function;
    };
    // SAFETY: `enter` passes only the words that the signature has.
    let any = unsafe { transmute::<unsafe extern "C" fn() -> *mut c_void, Function>(called) };
    let thunk = Box::leak(Box::new(Thunk {
        function: any,
        name: name.leak(),
        shape,
    }));
    let address = assemble(thunk);
    if address.is_null() {
        return function;
    }
    made(|made| {
        made.entry(key(called, signature)).or_insert(address as usize);
    });
    // SAFETY: the page has a function.
    Some(unsafe { transmute::<*mut c_void, unsafe extern "C" fn() -> *mut c_void>(address) })
}

/// What stands for a function that the extension names itself when it is called.
pub(super) fn of(function: HPyCFunction, signature: HPyFunc_Signature) -> HPyCFunction {
    let address = made(|made| made.get(&key(function?, signature)).copied());
    match address {
        // SAFETY: `make` put the address of a function there.
        Some(address) => Some(unsafe { transmute::<usize, unsafe extern "C" fn() -> *mut c_void>(address) }),
        None => make(function, signature, "a function without a name".to_owned()),
    }
}

/// Writes the instructions of a thunk; null if there is no memory.
fn assemble(thunk: &'static Thunk) -> *mut c_void {
    // endbr64; mov r9, thunk; mov rax, enter; jmp rax
    let mut code = vec![0xf3, 0x0f, 0x1e, 0xfa, 0x49, 0xb9];
    code.extend((std::ptr::from_ref(thunk) as usize).to_le_bytes());
    code.extend([0x48, 0xb8]);
    code.extend((enter as Entry as usize).to_le_bytes());
    code.extend([0xff, 0xe0]);
    // SAFETY: an anonymous mapping of its own, in which the code has room, and which nobody knows yet.
    unsafe {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        let page = libc::mmap(null_mut(), PAGE, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0);
        if page == libc::MAP_FAILED {
            return null_mut();
        }
        page.cast::<u8>().copy_from(code.as_ptr(), code.len());
        if libc::mprotect(page, PAGE, libc::PROT_READ | libc::PROT_EXEC) != 0 {
            return null_mut();
        }
        page
    }
}

/// What a call needs besides its words.
#[derive(Default)]
struct Arguments {
    /// Handles that end with the call.
    handles: Vec<HPy>,
    /// The array that replaces the caller's.
    array: Vec<HPy>,
}

impl Arguments {
    fn handle(&mut self, inner: HPy) -> HPy {
        let h = special::argument(inner);
        self.handles.push(h);
        h
    }
}

/// Calls a function of the extension for the host.
unsafe extern "C" fn enter(
    _: *mut HPyContext,
    a: isize,
    b: isize,
    c: isize,
    d: isize,
    thunk: &'static Thunk,
) -> isize {
    calls::begin(thunk.name);
    let given = [a, b, c, d];
    let mut words = given;
    let mut arguments = Arguments::default();
    let mut buffer = null_mut::<HPy_buffer>();
    let mut filled = false;
    for (place, word) in thunk.shape.words.iter().enumerate() {
        match word {
            Word::Handle => words[place] = arguments.handle(HPy(given[place])).0,
            Word::Array => {
                let named = thunk.shape.named.then(|| special::names(HPy(given[place + 2])));
                let count = given[place + 1] as usize + named.unwrap_or(0);
                for index in 0..count {
                    // SAFETY: the caller's array has that many handles.
                    let h = unsafe { *(given[place] as *const HPy).add(index) };
                    let h = arguments.handle(h);
                    arguments.array.push(h);
                }
                words[place] = arguments.array.as_ptr() as isize;
            }
            Word::Filled | Word::Read => {
                buffer = given[place] as *mut HPy_buffer;
                filled = matches!(word, Word::Filled);
            }
            Word::Plain => {}
        }
    }
    let lent = (!filled && !buffer.is_null()).then(|| {
        // SAFETY: the caller's buffer is filled in.
        let obj = unsafe { &mut (*buffer).obj };
        let inner = *obj;
        *obj = arguments.handle(inner);
        inner
    });
    let [a, b, c, d] = words;
    // SAFETY: the host's promises to the function, whose handles now are those of the context that it gets.
    let mut result = unsafe { (thunk.function)(context(), a, b, c, d) };
    if let Some(inner) = lent {
        // SAFETY: as before.
        unsafe { (*buffer).obj = inner };
    }
    if filled && result as c_int == 0 {
        // SAFETY: a buffer that was filled in without an error.
        let obj = unsafe { &mut (*buffer).obj };
        if !obj.is_null() {
            *obj = handles::take(*obj, "HPy_buffer.obj").unwrap_or(HPy::NULL);
        }
    }
    let is_handle = thunk.shape.returned == Returned::Handle;
    if is_handle && result != 0 {
        result = handles::take(HPy(result), "the caller").map_or(0, |inner| inner.0);
    }
    let this = HPy(given[0]);
    arguments.handles.into_iter().for_each(handles::end_argument);
    if let Some(message) = calls::end() {
        // SAFETY: what is closed is the caller's to close, and would have gone to the host.
        unsafe {
            if is_handle && result != 0 {
                inner_call!(ctx_Close(HPy(result)));
            }
            if filled && result as c_int == 0 && !(*buffer).obj.is_null() {
                inner_call!(ctx_Close((*buffer).obj));
            }
            raise(&message, thunk.shape.returned, this);
        }
        result = if is_handle { 0 } else { -1 };
    }
    result
}

/// Sets SystemError; what returns nothing cannot raise, so there it is reported at once.
unsafe fn raise(message: &str, returned: Returned, this: HPy) {
    // SAFETY: the host's context, its constant and the text are alive.
    unsafe {
        if returned == Returned::Nothing && inner_call!(ctx_Err_Occurred()) != 0 {
            // An object dies while an exception is on its way, which must not be replaced.
            eprintln!("hpyhost: {message}");
            return;
        }
        let message = CString::new(message).unwrap_or_default();
        inner_call!(ctx_Err_SetString((*inner()).h_SystemError, message.as_ptr()));
        if returned == Returned::Nothing {
            inner_call!(ctx_Err_WriteUnraisable(this));
        }
    }
}
