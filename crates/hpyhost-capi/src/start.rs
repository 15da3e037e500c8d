//! The extension module `hpyhost._capi` itself: its initialisation, its functions, and the one context.

use super::late::{self, symbol};
use super::object::{Owned, fail, raise, text};
use super::python::*;
use super::{layout, load, module};
use hpy_abi::{HPy, HPyContext};
use hpyhost::context::set_handles;
use std::cell::UnsafeCell;
use std::ffi::{CString, c_int, c_void};
use std::ptr::null;
use std::sync::atomic::{AtomicI64, Ordering};

/// The context that every extension gets. It starts with functions only; [`fill_in`] adds the handles.
struct Context(UnsafeCell<HPyContext>);

// SAFETY: it is written by `fill_in` only, with the GIL held and before any extension has seen it.
unsafe impl Sync for Context {}

static CONTEXT: Context = Context(UnsafeCell::new(table::context()));

/// All context functions of this host in one scope.
mod table {
    use crate::{calls::*, capsules::*, containers::*, errors::*, numbers::*, objects::*};
    use crate::{references::*, text::*, trampolines::*, types::*};
    use hpyhost::context_of_functions_in_scope;

    hpy_abi::for_each_context_member!(context_of_functions_in_scope);
}

/// The context, which extensions get.
pub(crate) fn context() -> *mut HPyContext {
    CONTEXT.0.get()
}

/// The interpreter that the context's handles belong to, by CPython's number plus one.
static INTERPRETER: AtomicI64 = AtomicI64::new(0);

#[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
unsafe extern "C" {
    fn PyInterpreterState_Get() -> *mut c_void;
    fn PyInterpreterState_GetID(interpreter: *mut c_void) -> i64;
}

/// Sets the context's handles and makes the host ready; `None` with ImportError set where it cannot work.
fn fill_in() -> Option<()> {
    // SAFETY: the interpreter that imports this module is running.
    let interpreter = unsafe { PyInterpreterState_GetID(PyInterpreterState_Get()) } + 1;
    match INTERPRETER.load(Ordering::Relaxed) {
        0 => {}
        same if same == interpreter => return Some(()),
        _ => {
            raise(PyExc_ImportError, "hpyhost does not support subinterpreters");
            return None;
        }
    }
    let ready = late::look_up().and_then(|()| layout::measure());
    if let Err(reason) = ready {
        // SAFETY: clearing is always allowed; what was set is told by the reason.
        unsafe { PyErr_Clear() };
        raise(
            PyExc_ImportError,
            &format!("hpyhost cannot work with this Python: {reason}"),
        );
        return None;
    }
    let builtins = load::builtins()?.release();
    // SAFETY: nobody else uses the context before this function has succeeded once.
    let context = unsafe { &mut *context() };
    context.name = c"HPy Universal ABI (hpyhost, CPython)".as_ptr();
    match set_handles(context, |name| handle(name, builtins)) {
        Ok(()) => {
            INTERPRETER.store(interpreter, Ordering::Relaxed);
            Some(())
        }
        Err(name) => {
            raise(
                PyExc_ImportError,
                &format!("hpyhost cannot work with this Python: it has no {name}"),
            );
            None
        }
    }
}

/// The object that a handle of the context stands for: a constant, a type, or an exception.
fn handle(name: &str, builtins: HPy) -> Option<HPy> {
    let c_name = match name {
        "None" => "_Py_NoneStruct",
        "True" => "_Py_TrueStruct",
        "False" => "_Py_FalseStruct",
        "NotImplemented" => "_Py_NotImplementedStruct",
        "Ellipsis" => "_Py_EllipsisObject",
        "Builtins" => return Some(builtins),
        "TypeType" => "PyType_Type",
        type_ if type_.ends_with("Type") => &format!("Py{}_Type", type_.trim_end_matches("Type")),
        exception => &format!("PyExc_{exception}"),
    };
    let address = symbol(&CString::new(c_name).ok()?) as *const HPy;
    if address.is_null() {
        return None;
    }
    if !c_name.starts_with("PyExc_") {
        return Some(HPy(address as isize));
    }
    // SAFETY: an exception is a variable of the C API that holds the object; all else is the object itself.
    Some(unsafe { *address })
}

/// `create(name, path, spec, debug)`.
unsafe extern "C" fn create(_self: HPy, args: *const HPy, nargs: isize) -> HPy {
    if nargs != 4 {
        return fail(
            PyExc_TypeError,
            &format!("create() takes 4 arguments ({nargs} given)"),
        );
    }
    // SAFETY: CPython passes `nargs` live arguments.
    let [name, path, spec, debug] = unsafe { *args.cast::<[HPy; 4]>() };
    // SAFETY: the context is filled in.
    let debug = debug.0 == unsafe { (*context()).h_True }.0;
    load::create(context(), name, path, spec, debug).map_or(HPy::NULL, Owned::release)
}

/// `exec(module)`.
unsafe extern "C" fn exec(_self: HPy, module: HPy) -> HPy {
    match module::exec(context(), module) {
        // SAFETY: the context is filled in.
        Some(()) => Owned::to(unsafe { (*context()).h_None }).release(),
        None => HPy::NULL,
    }
}

/// `debug_report()`.
unsafe extern "C" fn debug_report(_self: HPy, _: HPy) -> HPy {
    text(&hpyhost::debug::report()).map_or(HPy::NULL, Owned::release)
}

/// A table that CPython reads and never writes.
struct Table<T>(T);
// SAFETY: the tables hold addresses of functions and static strings.
unsafe impl<T> Sync for Table<T> {}

static METHODS: Table<[PyMethodDef; 4]> = Table([
    PyMethodDef {
        name: c"create".as_ptr(),
        function: create as *const c_void,
        flags: METH_FASTCALL,
        doc: c"create(name, path, spec, debug, /)\n--\n\nMake the module of a universal extension; exec() fills it in.".as_ptr(),
    },
    PyMethodDef {
        name: c"exec".as_ptr(),
        function: exec as *const c_void,
        flags: METH_O,
        doc: c"exec(module, /)\n--\n\nFill in a module that create() made.".as_ptr(),
    },
    PyMethodDef {
        name: c"debug_report".as_ptr(),
        function: debug_report as *const c_void,
        flags: METH_NOARGS,
        doc: c"debug_report()\n--\n\nLines about the handles that extensions in debug mode have open.".as_ptr(),
    },
    PyMethodDef { name: null(), function: null(), flags: 0, doc: null() },
]);

unsafe extern "C" fn exec_self(_module: HPy) -> c_int {
    if fill_in().is_some() { 0 } else { -1 }
}

/// CPython's `Py_mod_exec` and, from 3.12 on, `Py_mod_multiple_interpreters`.
const MOD_EXEC: c_int = 2;
const MOD_MULTIPLE_INTERPRETERS: c_int = 3;

/// Makes the module. CPython calls it for `import hpyhost._capi`.
///
/// # Safety
/// Only for CPython, with the GIL held.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInit__capi() -> HPy {
    let slot = |slot, function| PyType_Slot { slot, function };
    let mut slots = vec![slot(MOD_EXEC, exec_self as *const c_void)];
    // The handles in the context belong to one interpreter. Versions that know the slot know this function.
    if !symbol(c"PyType_FromMetaclass").is_null() {
        slots.push(slot(MOD_MULTIPLE_INTERPRETERS, null()));
    }
    slots.push(slot(0, null()));
    let def = Box::leak(Box::new(PyModuleDef {
        head: [1, 0],
        init: null(),
        index: 0,
        copy: HPy::NULL,
        name: c"hpyhost._capi".as_ptr(),
        doc: c"The HPy 0.9 universal context on top of CPython's stable ABI.".as_ptr(),
        size: 0,
        methods: METHODS.0.as_ptr(),
        slots: slots.leak().as_ptr(),
        traverse: null(),
        clear: null(),
        free: null(),
    }));
    // SAFETY: the definition is complete and lives for ever.
    unsafe { PyModuleDef_Init(def) }
}
