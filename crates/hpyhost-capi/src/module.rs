//! Modules out of their definitions, in the two phases that Python's import has.

use super::definitions::{self, Def};
use super::object::{Owned, occurred, raise};
use super::python::*;
use super::trampolines::checked_module;
use hpy_abi::{
    HPy, HPy_mod_create, HPy_mod_exec, HPyContext, HPyFunc_inquiry, HPyFunc_mod_create, HPyModuleDef, HPySlot,
};
use std::mem::transmute;
use std::ptr::null;

/// CPython's definition of a module, and what the host runs to fill the module in.
///
/// CPython hands the definition out again for each of its modules; ours are recognised by `free`, which nobody else has.
#[repr(C)]
struct Definition {
    cpython: PyModuleDef,
    exec: Vec<HPyFunc_inquiry>,
    name: String,
}

unsafe extern "C" fn free(_module: HPy) {}

/// Says what is wrong with a module that defines its own creation.
const CREATE_ALONE: &str = "This is not allowed: a module that HPy_mod_create makes is not a builtin module object and \
                            has no use for anything else in the HPyModuleDef. Define either HPy_mod_create alone or \
                            everything but it.";

/// Makes the module `name` out of an extension's definition and the import system's spec; `None` with the exception set.
///
/// # Safety
/// `def` is what the extension's init function returned: a definition that lives for ever.
pub(super) unsafe fn create(
    ctx: *mut HPyContext,
    name: &str,
    def: &HPyModuleDef,
    spec: HPy,
) -> Option<Owned> {
    if def.size != 0 {
        let message = if def.size < 0 {
            "HPy does not permit HPyModuleDef.size < 0"
        } else {
            "Module state is not supported yet in HPy, set HPyModuleDef.size = 0 if module state is not needed"
        };
        raise(PyExc_SystemError, &format!("'{name}': {message}"));
        return None;
    }
    // SAFETY: promised by the caller.
    let defs = unsafe { definitions::read(def.defines, name)? };
    let (create, exec) = slots(&defs, name)?;
    if let Some(create) = create {
        let others = defs.len() > 1;
        if others || !def.doc.is_null() || !def.legacy_methods.is_null() || !def.globals.is_null() {
            let what = if others {
                "some other slots or methods"
            } else {
                "other fields"
            };
            raise(
                PyExc_SystemError,
                &format!("HPyModuleDef defines a HPy_mod_create slot and {what} in '{name}'. {CREATE_ALONE}"),
            );
            return None;
        }
        // SAFETY: the extension's function takes the context and the spec.
        let module = checked_module(unsafe { create(ctx, spec) });
        if module.is_null() && !occurred() {
            raise(
                PyExc_SystemError,
                &format!("creation of module {name} failed without setting an exception"),
            );
        }
        return Owned::new(module);
    }
    // SAFETY: promised by the caller.
    let methods = unsafe { definitions::method_table(&defs, def.legacy_methods.cast(), name)? };
    // CPython keeps both for the module's life, and functions outlive their module.
    let definition = Box::leak(Box::new(Definition {
        cpython: PyModuleDef {
            head: [1, 0],
            init: null(),
            index: 0,
            copy: HPy::NULL,
            name: null(),
            doc: def.doc,
            size: 0,
            methods: methods.leak().as_ptr(),
            slots: null(),
            traverse: null(),
            clear: null(),
            free: free as *const _,
        },
        exec,
        name: name.to_owned(),
    }));
    // SAFETY: the definition is complete and lives for ever. 1013 is the version of the C API that abi3 means.
    Owned::new(unsafe { PyModule_FromDefAndSpec2(&mut definition.cpython, spec, 1013) })
}

/// Runs the extension's `mod_exec` functions; `None` with the exception set. A module that is not ours is left alone.
pub(super) fn exec(ctx: *mut HPyContext, module: HPy) -> Option<()> {
    // SAFETY: `module` is alive; the definition of another kind of object is null, with an error that does not matter.
    let definition = unsafe {
        let is_module = PyType_IsSubtype(super::object::type_of(module), PyModule_Type.handle()) != 0;
        let def = if is_module {
            PyModule_GetDef(module)
        } else {
            std::ptr::null_mut()
        };
        if def.is_null() || (*def).free != free as *const _ {
            return Some(());
        }
        if PyModule_ExecDef(module, def) != 0 {
            return None;
        }
        &*def.cast::<Definition>()
    };
    let name = &definition.name;
    for exec in &definition.exec {
        // SAFETY: the extension's function takes the context and the module.
        let status = unsafe { exec(ctx, module) };
        match (status != 0, occurred()) {
            (false, false) => {}
            (true, true) => return None,
            (true, false) => {
                let message = format!("execution of module {name} failed without setting an exception");
                raise(PyExc_SystemError, &message);
                return None;
            }
            (false, true) => {
                let message = format!("execution of module {name} raised unreported exception");
                raise(PyExc_SystemError, &message);
                return None;
            }
        }
    }
    Some(())
}

/// The function that makes the module, if any, and those that fill it in; `None` with SystemError set.
fn slots(defs: &[Def], name: &str) -> Option<(Option<HPyFunc_mod_create>, Vec<HPyFunc_inquiry>)> {
    let (mut create, mut exec) = (None, Vec::new());
    for def in defs {
        // SAFETY: the slot's number says what type its function has.
        unsafe {
            match def {
                Def::Slot(HPySlot {
                    slot: HPy_mod_create, ..
                }) if create.is_some() => {
                    let what = "Multiple definitions of the HPy_mod_create slot in HPyModuleDef.defines.";
                    raise(PyExc_SystemError, &format!("'{name}': {what}"));
                    return None;
                }
                Def::Slot(HPySlot {
                    slot: HPy_mod_create,
                    impl_: Some(function),
                    ..
                }) => {
                    create = Some(transmute::<unsafe extern "C" fn() -> _, HPyFunc_mod_create>(
                        *function,
                    ));
                }
                Def::Slot(HPySlot {
                    slot: HPy_mod_exec,
                    impl_: Some(function),
                    ..
                }) => {
                    exec.push(transmute::<unsafe extern "C" fn() -> _, HPyFunc_inquiry>(
                        *function,
                    ));
                }
                Def::Slot(slot) => {
                    let message = format!(
                        "'{name}': Unsupported slot in HPyModuleDef.defines (value: {}).",
                        slot.slot.0
                    );
                    raise(PyExc_SystemError, &message);
                    return None;
                }
                // Upstream's host overlooks members and properties of a module too.
                Def::Meth(_) | Def::Member(_) | Def::GetSet(_) => {}
            }
        }
    }
    Some((create, exec))
}
