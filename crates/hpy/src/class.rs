//! Classes: Rust structs that live inside Python objects.

use crate::{ClassDef, Ctx, Global, Handle, Result, Visit};
use std::ffi::CStr;
use std::marker::PhantomData;
use std::mem::MaybeUninit;

/// A Python class whose instances hold a Rust value, the *payload*.
///
/// The payload lies in the object itself, at an address that does not change. It is only ever borrowed shared (any code
/// may hold the same object), so what changes sits in a `Cell` or the like. It is `'static`, which keeps handles out
/// of it; [`Field`](crate::Field)s are what refers to other objects:
///
/// ```compile_fail
/// struct Wrong(hpy::Handle<'static>);
/// impl hpy::Class for Wrong {
///     const NAME: &'static std::ffi::CStr = c"module.Wrong";
///     hpy::type_object!(Wrong);
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

/// A class whose instances may start as zeros: [`ClassRef::create_zeroed`](crate::ClassRef::create_zeroed) then makes them
/// without moving a payload.
///
/// # Safety
/// A payload of zero bytes is a valid one.
pub unsafe trait ZeroClass: Class {}

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
