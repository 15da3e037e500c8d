//! Modules: the builder, and what the exported symbols do.

use crate::class::Class;
use crate::class_def::{ClassDef, Function};
use crate::class_ready::ReadyClass;
use crate::definition::{self, c_text, leak_defs, leak_list};
use crate::trampoline::convention::{Convention, Entry, Inquiry};
use crate::trampoline::set_global_context;
use crate::{Ctx, Exc, Global, IntoHandle, Object, Ref, Result, panic};
use hpy_abi::*;
use std::ffi::{CStr, c_int};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::null_mut;
use std::sync::OnceLock;

/// Runs when a module object is made.
type Exec = for<'a, 'c> fn(Ctx<'c>, Ref<'a, 'c>) -> Result<()>;

/// Sets a constant of a module.
type Constant = Box<dyn for<'c> Fn(Ctx<'c>, Ref<'_, 'c>) -> Result<()> + Send + Sync>;

/// Collects what a module consists of. No Python can run while it is filled.
#[derive(Default)]
pub struct ModuleDef {
    doc: &'static CStr,
    defs: Vec<HPyDef>,
    globals: Vec<&'static Global>,
    classes: Vec<ReadyClass>,
    constants: Vec<Constant>,
    exec: Vec<Exec>,
}

impl ModuleDef {
    /// The module's docstring.
    pub fn doc(&mut self, doc: &'static CStr) -> &mut Self {
        self.doc = doc;
        self
    }

    /// A function.
    pub fn function<K, F: Function<K>>(&mut self, name: &'static CStr, f: F) -> &mut Self {
        self.defs.push(definition::method(name, f.functions()));
        self
    }

    /// The docstring of the last function.
    ///
    /// # Panics
    /// When there is none.
    pub fn function_doc(&mut self, doc: &'static CStr) -> &mut Self {
        match self.defs.last_mut() {
            Some(def) => definition::set_doc(def, doc),
            None => panic!("a docstring of nothing"),
        }
        self
    }

    /// A class, under the last part of its name. Classes are made in the order in which they are added.
    pub fn class<T: Class>(&mut self) -> &mut Self {
        let mut class = ClassDef::<T>::begin();
        T::define(&mut class);
        let (ready, functions) = ReadyClass::new(class);
        self.defs.extend(functions);
        self.globals.push(&T::type_object().global);
        self.classes.push(ready);
        self
    }

    /// A constant.
    pub fn constant<V>(&mut self, name: &'static CStr, value: V) -> &mut Self
    where
        V: for<'c> IntoHandle<'c> + Clone + Send + Sync + 'static,
    {
        self.constants.push(Box::new(move |ctx, module| {
            let value = ctx.object(value.clone())?;
            module.setattr(name, value)
        }));
        self
    }

    /// Lets a [`Global`] be stored to.
    pub fn global(&mut self, global: &'static Global) -> &mut Self {
        self.globals.push(global);
        self
    }

    /// Runs `f` with the new module, after its classes are there. Several run in order. It may run more than once in a
    /// process, with a new module each time.
    pub fn exec(&mut self, f: Exec) -> &mut Self {
        self.exec.push(f);
        self
    }
}

/// A module in static memory; [`module!`](crate::module) declares it.
#[doc(hidden)]
pub struct Module {
    init: fn(&mut ModuleDef),
    built: OnceLock<Built>,
}

/// A module whose definition is finished.
struct Built {
    def: *mut HPyModuleDef,
    classes: Vec<ReadyClass>,
    constants: Vec<Constant>,
    exec: Vec<Exec>,
    /// Why the definition could not be made.
    failure: Option<String>,
}

// SAFETY: the definition is leaked, and only hosts write to it, one at a time; the rest is not written to.
unsafe impl Send for Built {}
// SAFETY: as above.
unsafe impl Sync for Built {}

/// Gives a module its own type, so that the host's call can be told which module it is for.
#[doc(hidden)]
pub trait StaticModule: 'static {
    /// The module.
    fn module() -> &'static Module;
}

struct ExecOf<M>(std::marker::PhantomData<M>);

impl<M: StaticModule> Entry<Inquiry> for ExecOf<M> {
    unsafe fn run(ctx: Ctx<'_>, (module,): <Inquiry as Convention>::Args) -> Result<c_int> {
        // SAFETY: the host passes the module that it is making.
        let module = unsafe { Ref::from_raw(ctx, module) };
        M::module().built::<M>().exec(ctx, module)?;
        Ok(0)
    }
}

impl Module {
    /// A module that `init` defines.
    pub const fn new(init: fn(&mut ModuleDef)) -> Self {
        Module {
            init,
            built: OnceLock::new(),
        }
    }

    /// Keeps the context for CPython's own calls.
    ///
    /// # Safety
    /// A host calls, with its context.
    pub unsafe fn set_context(&self, ctx: *mut HPyContext) {
        set_global_context(ctx);
        // SAFETY: the caller's promise.
        unsafe { crate::trust::note_host(ctx) };
    }

    /// Keeps what the host tells of itself.
    ///
    /// # Safety
    /// A host calls, which is so.
    pub unsafe fn set_direct(&self, direct: *const HPyDirect) {
        // SAFETY: the caller's promise.
        unsafe { crate::direct::note(direct) };
    }

    /// The definition for the host; made at the first call.
    pub fn definition<M: StaticModule>(&'static self) -> *mut HPyModuleDef {
        self.built::<M>().def
    }

    fn built<M: StaticModule>(&'static self) -> &'static Built {
        self.built.get_or_init(|| {
            let mut def = ModuleDef::default();
            // There is no way to raise yet: the reason is kept until the module is executed.
            let outcome = catch_unwind(AssertUnwindSafe(|| (self.init)(&mut def)));
            let failure = outcome.err().map(|payload| panic::Caught(payload).describe());
            if failure.is_some() {
                def = ModuleDef::default();
            }
            Built::new::<M>(def, failure)
        })
    }
}

impl Built {
    fn new<M: StaticModule>(mut def: ModuleDef, failure: Option<String>) -> Self {
        def.defs
            .push(definition::slot(HPy_mod_exec, Inquiry::functions::<ExecOf<M>>()));
        let globals = leak_list(def.globals.iter().map(|global| global.register()));
        let raw = HPyModuleDef {
            doc: c_text(def.doc),
            size: 0,
            legacy_methods: null_mut(),
            defines: leak_defs(def.defs),
            globals,
        };
        Built {
            def: Box::leak(Box::new(raw)),
            classes: def.classes,
            constants: def.constants,
            exec: def.exec,
            failure,
        }
    }

    fn exec<'c>(&self, ctx: Ctx<'c>, module: Ref<'_, 'c>) -> Result<()> {
        panic::report_through(ctx);
        if let Some(failure) = &self.failure {
            return Err(ctx.raise(Exc::SystemError, failure));
        }
        for class in &self.classes {
            class.add_to(ctx, module)?;
        }
        for constant in &self.constants {
            constant(ctx, module)?;
        }
        self.exec.iter().try_for_each(|exec| exec(ctx, module))
    }
}

/// Declares the universal module `name` of this shared object, defined by a function `fn(&mut ModuleDef)`; exports the
/// four symbols that hosts look for.
///
/// ```
/// use hpy::{Ctx, ModuleDef};
///
/// hpy::module!(shapes, init);
///
/// fn init(module: &mut ModuleDef) {
///     module.doc(c"Shapes.").constant(c"CORNERS", 4).function(c"double", double);
/// }
///
/// fn double(_: Ctx<'_>) -> f64 {
///     2.0
/// }
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! module {
    ($name:ident, $init:path) => {
        const _: () = {
            static MODULE: $crate::Module = $crate::Module::new($init);

            struct ThisModule;

            impl $crate::StaticModule for ThisModule {
                fn module() -> &'static $crate::Module {
                    &MODULE
                }
            }

            // SAFETY (of the five names): they end in the name of the module, of which a shared object has one.
            #[unsafe(export_name = concat!("get_required_hpy_major_version_", stringify!($name)))]
            extern "C" fn hpy_major() -> u32 {
                $crate::abi::HPY_ABI_VERSION
            }

            #[unsafe(export_name = concat!("get_required_hpy_minor_version_", stringify!($name)))]
            extern "C" fn hpy_minor() -> u32 {
                $crate::abi::HPY_ABI_VERSION_MINOR
            }

            #[unsafe(export_name = concat!("HPyInitGlobalContext_", stringify!($name)))]
            unsafe extern "C" fn hpy_global_context(ctx: *mut $crate::abi::HPyContext) {
                // SAFETY: the host calls, as the ABI lays down.
                unsafe { MODULE.set_context(ctx) }
            }

            #[unsafe(export_name = concat!("hpyhost_direct_", stringify!($name)))]
            unsafe extern "C" fn hpyhost_direct(direct: *const $crate::abi::HPyDirect) {
                // SAFETY: the host calls, as `include/hpyhost/direct.h` lays down.
                unsafe { MODULE.set_direct(direct) }
            }

            #[unsafe(export_name = concat!("HPyInit_", stringify!($name)))]
            extern "C" fn hpy_definition() -> *mut $crate::abi::HPyModuleDef {
                MODULE.definition::<ThisModule>()
            }
        };
    };
}
