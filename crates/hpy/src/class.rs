//! Classes: Rust structs that live inside Python objects.

use crate::outcome::Outcome;
use crate::{AsHandle, ClassDef, Ctx, Error, Exc, Global, Handle, Ref, Result, Visit};
use std::ffi::CStr;
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::ops::Deref;
use std::ptr::NonNull;

/// A Python class whose instances hold a Rust value, the *payload*.
///
/// The payload lies in the object itself, at an address that does not change. It is only ever borrowed shared (any code
/// may hold the same object), so what changes sits in a `Cell` or the like. It is `'static`, which keeps handles out
/// of it; [`Field`](crate::Field)s are what refers to other objects:
///
/// ```compile_fail
/// struct Wrong<'c>(hpy::Handle<'c>);
/// impl<'c> hpy::Class for Wrong<'c> {
///     const NAME: &'static std::ffi::CStr = c"module.Wrong";
///     hpy::type_object!(Wrong<'c>);
///     fn define(_: &mut hpy::ClassDef<Self>) {}
/// }
/// ```
///
/// A payload without size means objects without memory of their own: such a class may have any built-in base.
///
/// ```
/// use hpy::{Class, ClassDef, Ctx, Obj};
///
/// struct Point { x: f64, y: f64 }
///
/// impl Class for Point {
///     const NAME: &'static std::ffi::CStr = c"shapes.Point";
///     hpy::type_object!(Point);
///
///     fn define(class: &mut ClassDef<Self>) {
///         class.getter(c"x", |_: Ctx<'_>, this: Obj<'_, '_, Point>| this.x);
///         class.method(c"norm", norm);
///     }
/// }
///
/// fn norm(_: Ctx<'_>, this: Obj<'_, '_, Point>) -> f64 {
///     this.x.hypot(this.y)
/// }
/// ```
pub trait Class: Sized + Send + 'static {
    /// `"module.Name"`
    const NAME: &'static CStr;
    /// The docstring.
    const DOC: &'static CStr = c"";
    /// Whether Python code may derive from the class. Hosts other than this project's own handle that badly for classes
    /// with a payload (they crash on it).
    const BASETYPE: bool = false;
    /// Whether instances can be part of reference cycles; needs [`TRAVERSE`](Class::TRAVERSE).
    const GC: bool = false;
    /// Whether the payload has [`Field`](crate::Field)s.
    const TRAVERSE: bool = false;

    /// Where the type object is kept; written by [`type_object!`](crate::type_object).
    fn type_object() -> &'static TypeObject<Self>;

    /// Methods, properties and slots. No Python can run here.
    fn define(class: &mut ClassDef<Self>);

    /// Bases and metaclass, asked for when the module is executed. No bases means `object`.
    fn parents(_ctx: Ctx<'_>) -> Result<Parents<'_>> {
        Ok(Parents::default())
    }

    /// Visits each field of the payload, the same ones each time. It may run on any thread, and must neither panic nor
    /// take locks.
    fn traverse(&self, _visit: &mut Visit<'_>) {}
}

/// What a class derives from.
#[derive(Default)]
pub struct Parents<'c> {
    /// Base classes in order; none means `object`.
    pub bases: Vec<Handle<'c>>,
    /// The metaclass, if it is not that of the bases.
    pub metaclass: Option<Handle<'c>>,
}

/// Where the type object of a class is kept.
pub struct TypeObject<T> {
    pub(crate) global: Global,
    class: PhantomData<fn() -> T>,
}

impl<T> TypeObject<T> {
    /// One that is not there yet.
    #[doc(hidden)]
    #[allow(clippy::new_without_default)] // Only for `type_object!`.
    pub const fn new() -> Self {
        TypeObject {
            global: Global::new(),
            class: PhantomData,
        }
    }
}

/// Writes [`Class::type_object`]: a static for the type object of the class named.
#[macro_export]
macro_rules! type_object {
    ($class:ty) => {
        fn type_object() -> &'static $crate::TypeObject<$class> {
            static TYPE: $crate::TypeObject<$class> = $crate::TypeObject::new();
            &TYPE
        }
    };
}

/// What an instance's memory holds. It starts as zeros, and stays so where a host lets Python code make an object without
/// `__new__` (PyPy: `object.__new__(cls)`).
#[repr(C)]
pub(crate) struct Memory<T> {
    /// Not 0 once the payload is there.
    pub(crate) live: u8,
    pub(crate) payload: MaybeUninit<T>,
}

/// An object known to be an instance of class `T`, borrowed for `'a`; dereferences to the payload.
pub struct Obj<'a, 'c, T> {
    object: Ref<'a, 'c>,
    payload: NonNull<T>,
}

impl<T> Clone for Obj<'_, '_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Obj<'_, '_, T> {}

impl<'a, 'c, T: Class> Obj<'a, 'c, T> {
    /// Finds the payload of an object whose class is known.
    ///
    /// # Errors
    /// `SystemError` when the payload was never written.
    ///
    /// # Safety
    /// `object` is an instance of `T`'s class, or of a class derived from it.
    #[inline(always)]
    pub(crate) unsafe fn assume(object: Ref<'a, 'c>) -> Result<Self> {
        if size_of::<T>() == 0 {
            return Ok(Obj {
                object,
                payload: NonNull::dangling(),
            });
        }
        let raw = object.ctx().as_ptr();
        // SAFETY: context and handle are live, and the class's memory has the plain object shape (`ReadyClass::new`), so this
        // is the address of its memory: zeros or what `create` wrote.
        unsafe {
            let memory = ((*raw).ctx_AsStruct_Object)(raw, object.raw()).cast::<Memory<T>>();
            if memory.is_null() || (*memory).live == 0 {
                return Err(no_payload::<T>(object.ctx()));
            }
            Ok(Obj {
                object,
                payload: NonNull::new_unchecked((&raw mut (*memory).payload).cast()),
            })
        }
    }

    /// The context of the call.
    #[inline(always)]
    pub fn ctx(self) -> Ctx<'c> {
        self.object.ctx()
    }

    /// The object.
    #[inline(always)]
    pub fn handle(self) -> Ref<'a, 'c> {
        self.object
    }

    /// The payload.
    #[inline(always)]
    pub fn payload(self) -> &'a T {
        // SAFETY: the payload was written before anybody got the object (`assume`), it stays until the object dies, which is
        // not within 'a, and nobody has it exclusively.
        unsafe { self.payload.as_ref() }
    }

    /// The address of the payload, the same for the life of the object. What is written through it must be inside an
    /// `UnsafeCell`, since others have shared borrows of the payload.
    #[inline(always)]
    pub fn as_ptr(self) -> *mut T {
        self.payload.as_ptr()
    }

    /// The object's class: `T`'s own or one that Python code derived from it. Only for classes with a payload: of one
    /// without, classes with a payload may be derived, which [`ClassRef::create`] would leave without it.
    pub fn class(self) -> Result<ClassHandle<'c, T>> {
        use crate::Object;
        const { assert!(size_of::<T>() != 0, "Obj::class is for classes with a payload") };
        Ok(ClassHandle {
            class: self.object.type_of()?,
            payload: PhantomData,
        })
    }
}

impl<T: Class> Deref for Obj<'_, '_, T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        self.payload()
    }
}

impl<'c, T: Class> AsHandle<'c> for Obj<'_, 'c, T> {
    #[inline(always)]
    fn as_ref(&self) -> Ref<'_, 'c> {
        self.object
    }
}

/// A new instance of class `T`, owned like a [`Handle`].
pub struct Owned<'c, T> {
    object: Handle<'c>,
    payload: NonNull<T>,
}

impl<'c, T: Class> Owned<'c, T> {
    /// Borrows the object with its payload.
    #[inline(always)]
    pub fn as_obj(&self) -> Obj<'_, 'c, T> {
        Obj {
            object: self.object.as_ref(),
            payload: self.payload,
        }
    }

    /// The object.
    #[inline(always)]
    pub fn into_handle(self) -> Handle<'c> {
        self.object
    }
}

#[cold]
fn no_payload<T: Class>(ctx: Ctx<'_>) -> Error {
    let name = T::NAME.to_string_lossy();
    ctx.raise(
        Exc::SystemError,
        format_args!("this '{name}' object was made without its class's __new__"),
    )
}

/// The class object of `T`, or of a class derived from it.
pub struct ClassHandle<'c, T> {
    class: Handle<'c>,
    payload: PhantomData<fn() -> T>,
}

impl<'c, T: Class> ClassHandle<'c, T> {
    /// Borrows the class.
    #[inline(always)]
    pub fn as_ref(&self) -> ClassRef<'_, 'c, T> {
        ClassRef {
            class: self.class.as_ref(),
            payload: PhantomData,
        }
    }

    /// See [`ClassRef::get`].
    #[inline]
    pub fn get<'a>(&self, object: Ref<'a, 'c>) -> Option<Obj<'a, 'c, T>> {
        self.as_ref().get(object)
    }

    /// See [`ClassRef::create`].
    #[inline]
    pub fn create(&self, payload: T) -> Result<Handle<'c>> {
        self.as_ref().create(payload)
    }
}

impl<'c, T> From<ClassHandle<'c, T>> for Handle<'c> {
    fn from(class: ClassHandle<'c, T>) -> Self {
        class.class
    }
}

impl<'c, T: Class> AsHandle<'c> for ClassHandle<'c, T> {
    fn as_ref(&self) -> Ref<'_, 'c> {
        self.class.as_ref()
    }
}

/// A borrowed [`ClassHandle`].
pub struct ClassRef<'a, 'c, T> {
    class: Ref<'a, 'c>,
    payload: PhantomData<fn() -> T>,
}

impl<T> Clone for ClassRef<'_, '_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ClassRef<'_, '_, T> {}

impl<'a, 'c, T: Class> ClassRef<'a, 'c, T> {
    /// Takes it for granted that `class` is `T`'s class or derived from it.
    ///
    /// # Safety
    /// It is.
    #[inline(always)]
    pub(crate) unsafe fn assume(class: Ref<'a, 'c>) -> Self {
        ClassRef {
            class,
            payload: PhantomData,
        }
    }

    /// The class object.
    #[inline(always)]
    pub fn handle(self) -> Ref<'a, 'c> {
        self.class
    }

    /// The object, if it is an instance of this class.
    #[inline]
    pub fn get<'o>(self, object: Ref<'o, 'c>) -> Option<Obj<'o, 'c, T>> {
        use crate::Object;
        if !object.isinstance(self.class) {
            return None;
        }
        // SAFETY: this class is T's or derived from it.
        unsafe { Obj::assume(object) }
            .map_err(|error| error.clear(object.ctx()))
            .ok()
    }

    /// Makes an instance. Nothing of Python runs: neither `__new__` nor `__init__`.
    #[inline]
    pub fn create(self, payload: T) -> Result<Handle<'c>> {
        Ok(self.create_owned(payload)?.object)
    }

    /// As [`ClassRef::create`], with the payload at hand.
    #[inline]
    pub fn create_owned(self, payload: T) -> Result<Owned<'c, T>> {
        let ctx = self.class.ctx();
        let raw = ctx.as_ptr();
        let mut memory = std::ptr::null_mut();
        // SAFETY: context and class are live, and the class is a native one, as New asks for; the result is ours.
        let object: Result<Handle<'c>> =
            unsafe { Outcome::of(ctx, ((*raw).ctx_New)(raw, self.class.raw(), &mut memory)) };
        let object = object?;
        let mut place = NonNull::dangling();
        if size_of::<T>() != 0 {
            let memory = memory.cast::<Memory<T>>();
            // SAFETY: the host made room for a `Memory<T>` (the basicsize in the class's spec), aligned for T (`ClassDef`).
            // Nobody has seen the object yet, and the flag is set after the payload is there.
            unsafe {
                place = NonNull::new_unchecked((&raw mut (*memory).payload).cast::<T>());
                place.write(payload);
                (*memory).live = 1;
            }
        }
        Ok(Owned {
            object,
            payload: place,
        })
    }
}

impl<'c, T: Class> AsHandle<'c> for ClassRef<'_, 'c, T> {
    #[inline(always)]
    fn as_ref(&self) -> Ref<'_, 'c> {
        self.class
    }
}

impl<'c> Ctx<'c> {
    /// The class object of `T`.
    ///
    /// # Errors
    /// `SystemError` when the module that has the class is not loaded.
    #[inline]
    pub fn class<T: Class>(self) -> Result<ClassHandle<'c, T>> {
        match T::type_object().global.load(self) {
            Some(class) => Ok(ClassHandle {
                class,
                payload: PhantomData,
            }),
            None => Err(self.raise(Exc::SystemError, format_args!("class {:?} is not ready", T::NAME))),
        }
    }

    /// Makes an instance of exactly `T`'s class.
    #[inline]
    pub fn create<T: Class>(self, payload: T) -> Result<Handle<'c>> {
        self.class::<T>()?.create(payload)
    }
}

impl<'a, 'c> Ref<'a, 'c> {
    /// The object as `T`'s class or one derived from it, if it is such a class.
    pub fn as_class<T: Class>(self) -> Option<ClassRef<'a, 'c, T>> {
        use crate::Object;
        let ctx = self.ctx();
        if !self.isinstance(crate::Type::Type) {
            return None;
        }
        let class = ctx.class::<T>().map_err(|error| error.clear(ctx)).ok()?;
        let answer = ctx
            .builtin(c"issubclass")
            .and_then(|ask| ask.call((self, class.as_ref().handle())));
        let derived = answer
            .and_then(|answer| answer.is_true())
            .map_err(|error| error.clear(ctx))
            .ok()?;
        // SAFETY: just asked.
        derived.then(|| unsafe { ClassRef::assume(self) })
    }

    /// The object as an instance of `T`'s class, if it is one. Where several objects are looked at,
    /// [`Ctx::class`] and [`ClassHandle::get`] are cheaper.
    #[inline]
    pub fn get<T: Class>(self) -> Option<Obj<'a, 'c, T>> {
        let class = T::type_object().global.load(self.ctx())?;
        ClassHandle {
            class,
            payload: PhantomData,
        }
        .get(self)
    }
}

impl<'c> Handle<'c> {
    /// The object as an instance of `T`'s class; see [`Ref::get`].
    #[inline]
    pub fn get<T: Class>(&self) -> Option<Obj<'_, 'c, T>> {
        self.as_ref().get()
    }
}
