//! From a class's definition to its type object.

use crate::class::{Class, Memory, Parents};
use crate::class_def::{ClassDef, Wrapped, short_name};
use crate::definition::{c_text, leak_defs};
use crate::outcome::Outcome;
use crate::{Ctx, Exc, Global, Handle, Object, Ref, Result, Type};
use hpy_abi::*;
use std::ffi::{CStr, c_int};
use std::ptr::null_mut;
use std::sync::{Mutex, PoisonError};

/// A class as the module keeps it: without its Rust type.
pub(crate) struct ReadyClass {
    name: &'static CStr,
    spec: *mut HPyType_Spec,
    global: &'static Global,
    parents: for<'c> fn(Ctx<'c>) -> Result<Parents<'c>>,
    wrapped: Vec<Wrapper>,
    reset: Vec<&'static CStr>,
    unhashable: bool,
    has_payload: bool,
}

/// An attribute that a builtin makes of functions in the module.
struct Wrapper {
    name: &'static CStr,
    builtin: &'static CStr,
    functions: Vec<&'static CStr>,
    doc: Option<&'static CStr>,
}

/// The classes with a payload, from which no other Rust class may derive: its payload would lie in the same place.
static PAYLOADS: Mutex<Vec<&'static Global>> = Mutex::new(Vec::new());

/// Whether this is a Rust class with a payload.
pub(crate) fn has_payload<'c>(ctx: Ctx<'c>, class: &Handle<'c>) -> bool {
    let payloads = PAYLOADS.lock().unwrap_or_else(PoisonError::into_inner).clone();
    payloads
        .iter()
        .any(|global| global.load(ctx).is_some_and(|payload| class.is(payload)))
}

impl ReadyClass {
    /// Makes the host's structs; the functions that `classmethod` and `staticmethod` wrap go to the module.
    pub(crate) fn new<T: Class>(mut class: ClassDef<T>) -> (Self, Vec<HPyDef>) {
        let unhashable = class.finish();
        let has_payload = size_of::<T>() != 0;
        let mut flags = HPy_TPFLAGS_DEFAULT;
        if T::BASETYPE {
            flags |= HPy_TPFLAGS_BASETYPE;
        }
        if T::GC && has_payload {
            flags |= HPy_TPFLAGS_HAVE_GC;
        }
        let parts = class.parts;
        let spec = HPyType_Spec {
            name: T::NAME.as_ptr(),
            // `ClassDef::begin` has checked that it fits.
            basicsize: if has_payload {
                size_of::<Memory<T>>() as c_int
            } else {
                0
            },
            itemsize: 0,
            flags,
            // The only shape whose memory all hosts find, and right for any base when there is no memory.
            builtin_shape: HPyType_BuiltinShape_Object,
            legacy_slots: null_mut(),
            defines: leak_defs(parts.defs),
            doc: c_text(T::DOC),
        };
        let mut functions = Vec::new();
        let mut wrapped = Vec::new();
        for Wrapped {
            name,
            wrapper,
            functions: parts,
            doc,
        } in parts.wrapped
        {
            wrapped.push(Wrapper {
                name,
                builtin: wrapper,
                functions: parts.iter().map(|part| part.0).collect(),
                doc,
            });
            functions.extend(parts.into_iter().map(|part| part.1));
        }
        let ready = ReadyClass {
            name: T::NAME,
            spec: Box::leak(Box::new(spec)),
            global: &T::type_object().global,
            parents: T::parents,
            wrapped,
            reset: parts.reset,
            unhashable,
            has_payload,
        };
        (ready, functions)
    }

    /// Puts the class into a new module. It is made for the first module only: a second one of the same shared object
    /// shares it, since both have the same static memory.
    pub(crate) fn add_to<'c>(&self, ctx: Ctx<'c>, module: Ref<'_, 'c>) -> Result<()> {
        let functions = self.take_functions(module)?;
        // GraalPy empties the globals of a shared object that is loaded once more.
        let class = match self.global.load(ctx).filter(|class| class.isinstance(Type::Type)) {
            Some(class) => class,
            None => {
                let class = self.make(ctx, functions)?;
                self.global.store(ctx, &class)?;
                if self.has_payload {
                    PAYLOADS
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push(self.global);
                }
                class
            }
        };
        module.setattr(short_name(self.name), class)
    }

    /// Takes the functions that belong into the class out of the module, in the order of `wrapped`.
    fn take_functions<'c>(&self, module: Ref<'_, 'c>) -> Result<Vec<Handle<'c>>> {
        if self.wrapped.is_empty() {
            return Ok(Vec::new());
        }
        let members = module.getattr(c"__dict__")?;
        let take = |name: &&'static CStr| {
            let function = members.getitem_str(name)?;
            members.delitem_str(name)?;
            Ok(function)
        };
        self.wrapped
            .iter()
            .flat_map(|wrapper| &wrapper.functions)
            .map(take)
            .collect()
    }

    fn make<'c>(&self, ctx: Ctx<'c>, functions: Vec<Handle<'c>>) -> Result<Handle<'c>> {
        let class = self.make_type(ctx)?;
        self.check_bases(ctx, &class)?;
        if self.unhashable {
            class.setattr(c"__hash__", ctx.none())?;
        }
        let mut functions = functions.iter();
        for wrapper in &self.wrapped {
            let functions: Vec<Ref<'_, 'c>> = functions
                .by_ref()
                .take(wrapper.functions.len())
                .map(Handle::as_ref)
                .collect();
            let builtin = ctx.builtin(wrapper.builtin)?;
            let attribute = match wrapper.doc {
                Some(doc) => builtin.call_kw(&functions[..], &[(c"doc", ctx.object(doc)?.as_ref())])?,
                None => builtin.call(&functions[..])?,
            };
            class.setattr(wrapper.name, attribute)?;
        }
        if !self.reset.is_empty() {
            let members = class.getattr(c"__dict__")?;
            for name in &self.reset {
                class.setattr(name, members.getitem_str(name)?)?;
            }
        }
        Ok(class)
    }

    fn make_type<'c>(&self, ctx: Ctx<'c>) -> Result<Handle<'c>> {
        let Parents { bases, metaclass } = (self.parents)(ctx)?;
        let bases = bases.iter().map(|base| (HPyType_SpecParam_Base, base));
        let metaclass = metaclass
            .iter()
            .map(|metaclass| (HPyType_SpecParam_Metaclass, metaclass));
        let end = HPyType_SpecParam {
            kind: HPyType_SpecParam_Kind(0),
            object: HPy::NULL,
        };
        let mut params: Vec<HPyType_SpecParam> = bases
            .chain(metaclass)
            .map(|(kind, object)| HPyType_SpecParam {
                kind,
                object: object.as_ref().raw(),
            })
            .chain([end])
            .collect();
        let raw = ctx.as_ptr();
        // SAFETY: the context is live; the spec is leaked and describes functions and memory as `ClassDef` made them; the
        // parameters are live handles and end as the ABI wants it; the result is ours.
        unsafe {
            Outcome::of(
                ctx,
                ((*raw).ctx_Type_FromSpec)(raw, self.spec, params.as_mut_ptr()),
            )
        }
    }

    /// Refuses a class that would share memory with a Rust class that it derives from.
    fn check_bases<'c>(&self, ctx: Ctx<'c>, class: &Handle<'c>) -> Result<()> {
        for base in class.getattr(c"__mro__")?.iter()?.skip(1) {
            let base = base?;
            if has_payload(ctx, &base) {
                let name = self.name.to_string_lossy();
                let message = format_args!("class '{name}' derives from a class with a payload");
                return Err(ctx.raise(Exc::SystemError, message));
            }
        }
        Ok(())
    }
}
