//! The builder of a class.

use crate::class::{Class, Memory};
use crate::class_object::ClassRef;
use crate::definition as def;
use crate::instance::Obj;
use crate::trampoline::adapter::{DeleteOnArg, Free, OfClass, OnArg, Step, Typed};
use crate::trampoline::callee::Callee;
use crate::trampoline::convention::*;
use crate::trampoline::memory::MemoryOf;
use crate::trust::is_trusted;
use crate::{Args, Ctx, Error, Kwargs, Ref};
use hpy_abi::*;
use std::ffi::{CStr, CString, c_int};
use std::marker::PhantomData;

/// Methods that a slot of CPython has to know of, and for which HPy has no slot: they are set once more on the finished
/// type, which fills CPython's slot.
const RESET: [&CStr; 12] = [
    c"__iter__",
    c"__next__",
    c"__getattr__",
    c"__getattribute__",
    c"__setattr__",
    c"__delattr__",
    c"__get__",
    c"__set__",
    c"__delete__",
    c"__await__",
    c"__aiter__",
    c"__anext__",
];

/// Collects what a class consists of; [`Class::define`] fills it.
pub struct ClassDef<T> {
    pub(crate) parts: ClassParts,
    class: PhantomData<T>,
}

/// What a class consists of, without its type.
#[derive(Default)]
pub(crate) struct ClassParts {
    pub(crate) defs: Vec<HPyDef>,
    /// Functions that go through `classmethod` or `staticmethod`.
    pub(crate) wrapped: Vec<Wrapped>,
    /// Methods to be set again.
    pub(crate) reset: Vec<&'static CStr>,
    has_new: bool,
    has_hash: bool,
    has_compare: bool,
    last_is_wrapped: bool,
}

/// An attribute of the class that a builtin makes of functions; these are defined in the module and then taken out of it.
pub(crate) struct Wrapped {
    pub(crate) name: &'static CStr,
    /// The builtin: `classmethod`, `staticmethod` or `property`.
    pub(crate) wrapper: &'static CStr,
    /// Its arguments, by their names in the module.
    pub(crate) functions: Vec<(&'static CStr, HPyDef)>,
    pub(crate) doc: Option<&'static CStr>,
}

impl Wrapped {
    /// What `property` takes as an argument, the other two take from the function.
    fn set_doc(&mut self, doc: &'static CStr) {
        if self.wrapper == c"property" {
            self.doc = Some(doc);
        } else {
            self.functions
                .iter_mut()
                .for_each(|(_, function)| def::set_doc(function, doc));
        }
    }
}

/// A function that can be a method of class `T`; `K` tells the forms apart. They are, each with `Ctx<'c>` first:
/// `(Obj)`, `(Obj, Ref)`, `(Obj, Args)` and `(Obj, Args, Kwargs)`.
#[diagnostic::on_unimplemented(
    message = "this function cannot be a method of `{T}`",
    note = "a method takes a `Ctx<'c>`, an `Obj<'_, 'c, {T}>`, and then nothing, a `Ref<'_, 'c>`, `Args<'_, 'c>`, or `Args<'_, 'c>` and `Kwargs<'_, 'c>`",
    note = "it returns a value that implements `IntoHandle`, or a `Result` of one"
)]
pub trait Method<T, K> {
    #[doc(hidden)]
    #[allow(private_interfaces)] // Nobody else can call it.
    fn functions(&self) -> Functions;
}

/// A function that can be a `staticmethod` or a module's function. Its forms are, each with `Ctx<'c>` first: `()`,
/// `(Ref)`, `(Args)` and `(Args, Kwargs)`.
#[diagnostic::on_unimplemented(
    message = "this cannot be a function of a module",
    note = "a function takes a `Ctx<'c>` and then nothing, a `Ref<'_, 'c>`, `Args<'_, 'c>`, or `Args<'_, 'c>` and `Kwargs<'_, 'c>`",
    note = "it returns a value that implements `IntoHandle`, or a `Result` of one"
)]
pub trait Function<K> {
    #[doc(hidden)]
    #[allow(private_interfaces)] // Nobody else can call it.
    fn functions(&self) -> Functions;
}

/// A function that can be a `classmethod`. Its forms are, each with `Ctx<'c>` and the class as `Ref` first: `(Args)` and
/// `(Args, Kwargs)`.
#[diagnostic::on_unimplemented(
    message = "this function cannot be a classmethod",
    note = "a classmethod takes a `Ctx<'c>`, the class as `Ref<'_, 'c>`, and `Args<'_, 'c>`, or `Args<'_, 'c>` and `Kwargs<'_, 'c>`"
)]
pub trait ClassMethod<K> {
    #[doc(hidden)]
    #[allow(private_interfaces)] // Nobody else can call it.
    fn functions(&self) -> Functions;
}

/// Declares the forms of a kind of function: the trait, what adapts it, the C signature, and the Rust arguments.
macro_rules! forms {
    ($([$($t:ident)?] $kind:ident<$($param:ident),+> by $adapter:ty = $signature:ident($($arg:ty),*);)*) => {$(
        #[allow(private_interfaces)] // `$signature` only tells the implementations apart.
        impl<$($t: Class,)? F> $kind<$($param),+> for F
        where
            F: for<'a, 'c> Callee<'c, ($($arg,)*), HPy>,
        {
            fn functions(&self) -> Functions {
                $signature::functions::<$adapter>()
            }
        }
    )*};
}

forms! {
    [T] Method<T, NoArgs> by Typed<T, F> = NoArgs(Obj<'a, 'c, T>);
    [T] Method<T, O> by Typed<T, F> = O(Obj<'a, 'c, T>, Ref<'a, 'c>);
    [T] Method<T, VarArgs> by Typed<T, F> = VarArgs(Obj<'a, 'c, T>, Args<'a, 'c>);
    [T] Method<T, Keywords> by Typed<T, F> = Keywords(Obj<'a, 'c, T>, Args<'a, 'c>, Kwargs<'a, 'c>);

    [] Function<NoArgs> by Free<F> = NoArgs();
    [] Function<O> by Free<F> = O(Ref<'a, 'c>);
    [] Function<VarArgs> by Free<F> = VarArgs(Args<'a, 'c>);
    [] Function<Keywords> by Free<F> = Keywords(Args<'a, 'c>, Kwargs<'a, 'c>);

    [] ClassMethod<VarArgs> by OfClass<F> = VarArgs(Ref<'a, 'c>, Args<'a, 'c>);
    [] ClassMethod<Keywords> by OfClass<F> = Keywords(Ref<'a, 'c>, Args<'a, 'c>, Kwargs<'a, 'c>);
}

impl<T: Class> ClassDef<T> {
    pub(crate) fn begin() -> Self {
        const {
            assert!(align_of::<T>() <= 8, "hosts align payloads to 8 bytes only");
            assert!(size_of::<Memory<T>>() <= c_int::MAX as usize);
            assert!(T::TRAVERSE || !T::GC, "a class with GC needs TRAVERSE");
        }
        ClassDef {
            parts: ClassParts::default(),
            class: PhantomData,
        }
    }

    pub(crate) fn push(&mut self, def: HPyDef) -> &mut Self {
        self.parts.defs.push(def);
        self.parts.last_is_wrapped = false;
        self
    }

    pub(crate) fn slot(&mut self, slot: HPySlot_Slot, functions: Functions) -> &mut Self {
        self.parts.has_new |= slot == HPy_tp_new;
        self.parts.has_hash |= slot == HPy_tp_hash;
        self.parts.has_compare |= slot == HPy_tp_richcompare;
        self.push(def::slot(slot, functions))
    }

    /// A method. Names like `__iter__` work as well, also where HPy has no slot for them.
    pub fn method<K, F: Method<T, K>>(&mut self, name: &'static CStr, f: F) -> &mut Self {
        if RESET.contains(&name) {
            self.parts.reset.push(name);
        }
        self.push(def::method(name, f.functions()))
    }

    /// A `classmethod`.
    pub fn classmethod<K, F: ClassMethod<K>>(&mut self, name: &'static CStr, f: F) -> &mut Self {
        self.wrap(name, c"classmethod", vec![f.functions()])
    }

    /// A `staticmethod`.
    pub fn staticmethod<K, F: Function<K>>(&mut self, name: &'static CStr, f: F) -> &mut Self {
        self.wrap(name, c"staticmethod", vec![f.functions()])
    }

    fn wrap(&mut self, name: &'static CStr, wrapper: &'static CStr, functions: Vec<Functions>) -> &mut Self {
        let define = |(index, functions): (usize, Functions)| {
            let class = short_name(T::NAME).to_string_lossy();
            let role = ["", ".setter", ".deleter"][index];
            let module_name = format!("{class}.{}{role}", name.to_string_lossy());
            let module_name = CString::new(module_name).unwrap_or_default();
            let module_name: &'static CStr = Box::leak(module_name.into_boxed_c_str());
            (module_name, def::method(module_name, functions))
        };
        let functions = functions.into_iter().enumerate().map(define).collect();
        self.parts.wrapped.push(Wrapped {
            name,
            wrapper,
            functions,
            doc: None,
        });
        self.parts.last_is_wrapped = true;
        self
    }

    /// A read-only property.
    pub fn getter<F>(&mut self, name: &'static CStr, _get: F) -> &mut Self
    where
        F: for<'a, 'c> Callee<'c, (Obj<'a, 'c, T>,), HPy>,
    {
        // `class.__name__ = property(…)` would rename the class, so that these have no other way.
        // `__doc__` is not one of them: GraalPy overwrites a property of that name with the class's text when it makes the class.
        let of_type = [c"__name__", c"__qualname__", c"__module__"].contains(&name);
        if is_trusted() || of_type {
            self.push(def::property(name, Getter::functions::<Typed<T, F>>(), None))
        } else {
            self.wrap(name, c"property", vec![O::functions::<OnArg<T, F>>()])
        }
    }

    /// A property. `set` gets `None` for `del`.
    pub fn property<F, G>(&mut self, name: &'static CStr, _get: F, _set: G) -> &mut Self
    where
        F: for<'a, 'c> Callee<'c, (Obj<'a, 'c, T>,), HPy>,
        G: for<'a, 'c> Callee<'c, (Obj<'a, 'c, T>, Option<Ref<'a, 'c>>), c_int>,
    {
        if is_trusted() {
            let setter = Setter::functions::<Typed<T, G>>();
            self.push(def::property(
                name,
                Getter::functions::<Typed<T, F>>(),
                Some(setter),
            ))
        } else {
            let setter = VarArgs::functions::<OnArg<T, G>>();
            let deleter = O::functions::<DeleteOnArg<T, G>>();
            self.wrap(
                name,
                c"property",
                vec![O::functions::<OnArg<T, F>>(), setter, deleter],
            )
        }
    }

    /// An attribute that the host reads from (and, unless `readonly`, writes to) the payload's memory by itself.
    ///
    /// # Safety
    /// The payload has a value of the C type `kind` at `offset`; in an `UnsafeCell` unless `readonly`. Kinds `OBJECT` and
    /// `OBJECT_EX` are a [`Field`](crate::Field).
    pub unsafe fn member(
        &mut self,
        name: &'static CStr,
        kind: HPyMember_FieldType,
        offset: usize,
        readonly: bool,
    ) -> &mut Self {
        assert!(offset < size_of::<T>(), "member outside of the payload");
        self.push(def::member(name, kind, Self::in_memory(offset), readonly))
    }

    /// Allows weak references to instances, which the hosts on CPython note in the payload.
    ///
    /// # Safety
    /// The payload has a [`WeakList`](crate::WeakList) at `offset` (`offset_of!` says it).
    pub unsafe fn weakrefs(&mut self, offset: usize) -> &mut Self {
        assert!(
            offset + size_of::<crate::WeakList>() <= size_of::<T>(),
            "weak list outside of the payload"
        );
        let offset = Self::in_memory(offset);
        self.push(def::member(
            c"__weaklistoffset__",
            HPyMember_HPYSSIZET,
            offset,
            true,
        ))
    }

    /// Where a part of the payload lies in an instance's memory.
    fn in_memory(offset: usize) -> usize {
        std::mem::offset_of!(Memory<T>, payload) + offset
    }

    /// The docstring of what was defined last.
    ///
    /// # Panics
    /// When that was a slot, or nothing.
    pub fn doc(&mut self, doc: &'static CStr) -> &mut Self {
        let parts = &mut self.parts;
        if !parts.last_is_wrapped {
            match parts.defs.last_mut() {
                Some(last) => def::set_doc(last, doc),
                None => panic!("a docstring of nothing"),
            }
        } else if let Some(last) = parts.wrapped.last_mut() {
            last.set_doc(doc);
        }
        self
    }

    /// `__iter__`
    pub fn iter<F>(&mut self, f: F) -> &mut Self
    where
        F: for<'a, 'c> Callee<'c, (Obj<'a, 'c, T>,), HPy>,
    {
        self.method(c"__iter__", f)
    }

    /// `__next__`: the next item, or `None` at the end.
    pub fn next<F>(&mut self, _f: F) -> &mut Self
    where
        F: for<'a, 'c> Callee<'c, (Obj<'a, 'c, T>,), crate::trampoline::NextItem>,
    {
        self.parts.reset.push(c"__next__");
        self.push(def::method(c"__next__", NoArgs::functions::<Step<T, F>>()))
    }

    /// Adds what follows from the class itself; says whether `__hash__` is to be `None`.
    pub(crate) fn finish(&mut self) -> bool {
        if size_of::<T>() != 0 {
            if !self.parts.has_new {
                // Without, Python could make instances whose payload was never written.
                self.new(no_instances::<T>);
            }
            if T::TRAVERSE {
                self.slot(HPy_tp_traverse, traverse_functions::<MemoryOf<T>>());
            }
            if std::mem::needs_drop::<T>() {
                self.slot(HPy_tp_destroy, destroy_functions::<MemoryOf<T>>());
            }
        }
        self.parts.has_compare && !self.parts.has_hash
    }
}

/// `__new__` of a class that Python code cannot make instances of.
fn no_instances<'c, T: Class>(
    ctx: Ctx<'c>,
    _class: ClassRef<'_, 'c, T>,
    _args: Args<'_, 'c>,
    _kwargs: Kwargs<'_, 'c>,
) -> Result<(), Error> {
    let name = T::NAME.to_string_lossy();
    Err(ctx.type_error(format_args!("cannot create '{name}' instances")))
}

/// The part of `"module.Name"` after the last dot.
pub(crate) fn short_name(name: &'static CStr) -> &'static CStr {
    let bytes = name.to_bytes_with_nul();
    let start = bytes
        .iter()
        .rposition(|&byte| byte == b'.')
        .map_or(0, |dot| dot + 1);
    CStr::from_bytes_with_nul(&bytes[start..]).unwrap_or(name)
}
