//! A host without an interpreter: a table of handles, counted, and a few kinds of objects.
//!
//! What a test needs of the context is here; any other context function ends the test with its name. Objects live until the
//! host is dropped; handles, builders and the exception are what is watched.

mod calls;
mod table;

use hpy_abi::*;
use std::cell::RefCell;
use std::ffi::c_void;
use std::ptr::NonNull;
use std::sync::{Mutex, PoisonError};

pub use table::{Host, Object};

thread_local! {
    /// The host of the running test.
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
}

/// Looks at the running test's host.
pub fn with<R>(look: impl FnOnce(&mut Host) -> R) -> R {
    HOST.with_borrow_mut(|host| look(host.as_mut().expect("a test runs in `run`")))
}

/// Extensions have statics, so there is one host at a time, as there is one interpreter in a process.
static TURN: Mutex<()> = Mutex::new(());

/// Runs a test with a fresh host and asserts that it leaves no handle or builder open.
pub fn run(test: impl for<'c> FnOnce(hpy::Ctx<'c>)) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    HOST.set(Some(Host::default()));
    let mut context = calls::context();
    let raw = NonNull::from(&mut context);
    // SAFETY: the context has every word that the crate may use, or one that ends the test; nobody else has it.
    unsafe { hpy::Ctx::scope(raw, test) };
    with(|host| {
        assert_eq!(host.open_handles(), Vec::<String>::new(), "handles left open");
        assert_eq!(host.builders(), 0, "builders neither built nor cancelled");
    });
    HOST.set(None);
}

/// The exception that is set, as `Type: message`, which is taken back.
pub fn take_error() -> Option<String> {
    with(|host| host.error.take())
}

/// Calls a function that the extension has defined, as a host does: arguments are closed afterwards.
pub fn call(module: *mut HPyModuleDef, name: &str, args: &[Object]) -> Option<Object> {
    let handles: Vec<HPy> = args
        .iter()
        .map(|arg| with(|host| host.open(arg.clone())))
        .collect();
    let module_handle = with(|host| host.open(Object::Module));
    let mut context = calls::context();
    let raw = &raw mut context;
    // SAFETY: the definition is one that the extension made, whose signature says how to call it; handles are open.
    let result = unsafe {
        let meth = find_method(module, name);
        let function = meth.impl_.expect("a method has a function");
        if meth.signature == HPyFunc_VARARGS {
            let function: HPyFunc_varargs = std::mem::transmute(function);
            function(raw, module_handle, handles.as_ptr(), handles.len())
        } else if meth.signature == HPyFunc_O {
            let function: HPyFunc_o = std::mem::transmute(function);
            function(raw, module_handle, handles[0])
        } else {
            assert_eq!(meth.signature, HPyFunc_NOARGS);
            let function: HPyFunc_noargs = std::mem::transmute(function);
            function(raw, module_handle)
        }
    };
    with(|host| {
        handles
            .into_iter()
            .chain([module_handle])
            .for_each(|handle| host.close(handle));
        (!result.is_null()).then(|| host.take(result))
    })
}

/// Executes a module, so that its classes are there.
pub fn exec(module: *mut HPyModuleDef) {
    let mut context = calls::context();
    // SAFETY: the definition is one that the extension made, and the slot has this signature.
    let status = unsafe {
        let function = slot((*module).defines, HPy_mod_exec).expect("a module is executed");
        let function: HPyFunc_inquiry = std::mem::transmute(function);
        let handle = with(|host| host.open(Object::Module));
        let status = function(&raw mut context, handle);
        with(|host| host.close(handle));
        status
    };
    assert_eq!((status, take_error()), (0, None));
}

/// The entries of a list of definitions.
///
/// # Safety
/// The list is one that the extension made.
unsafe fn entries(mut list: *mut *mut HPyDef) -> Vec<HPyDef> {
    let mut entries = Vec::new();
    // SAFETY: the list ends in null.
    unsafe {
        while !(*list).is_null() {
            entries.push(**list);
            list = list.add(1);
        }
    }
    entries
}

/// The function in a slot.
///
/// # Safety
/// The list is one that the extension made.
pub unsafe fn slot(list: *mut *mut HPyDef, wanted: HPySlot_Slot) -> HPyCFunction {
    // SAFETY: the caller's promise; entries say what they are.
    unsafe {
        let slots = entries(list)
            .into_iter()
            .filter(|def| def.kind == HPyDef_Kind_Slot);
        slots
            .map(|def| def.def.slot)
            .find(|slot| slot.slot == wanted)
            .and_then(|slot| slot.impl_)
    }
}

/// The method of that name in a module's definition.
///
/// # Safety
/// The definition is one that the extension made.
unsafe fn find_method(module: *mut HPyModuleDef, name: &str) -> HPyMeth {
    // SAFETY: the caller's promise; entries say what they are, and names are terminated.
    unsafe {
        let methods = entries((*module).defines)
            .into_iter()
            .filter(|def| def.kind == HPyDef_Kind_Meth);
        let named = |meth: &HPyMeth| std::ffi::CStr::from_ptr(meth.name).to_bytes() == name.as_bytes();
        methods
            .map(|def| def.def.meth)
            .find(named)
            .unwrap_or_else(|| panic!("no function {name}"))
    }
}

/// Memory of an instance, as the host gives it out: zeros, of the size in the spec.
pub fn memory(size: usize) -> *mut c_void {
    let words: Box<[u64]> = vec![0; size.div_ceil(8)].into_boxed_slice();
    Box::leak(words).as_mut_ptr().cast()
}
