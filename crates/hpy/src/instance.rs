//! Instances of a class: objects whose payload is at hand.

use crate::class::Memory;
use crate::direct;
use crate::{AsHandle, Class, ClassHandle, Ctx, Error, Exc, Handle, Ref, Result};
use std::ops::Deref;
use std::ptr::NonNull;

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
            let memory = match direct::memory(object) {
                Some(memory) => memory,
                None => ((*raw).ctx_AsStruct_Object)(raw, object.raw()),
            };
            let memory = memory.cast::<Memory<T>>();
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
    /// without, classes with a payload may be derived, which [`ClassHandle::create`] would leave without it.
    pub fn class(self) -> Result<ClassHandle<'c, T>> {
        use crate::Object;
        const { assert!(size_of::<T>() != 0, "Obj::class is for classes with a payload") };
        // SAFETY: the type of an instance of T's class is that class or derived from it; the assertion leaves only classes
        // that Python code derived (`ReadyClass` refuses others), which have T's memory.
        Ok(unsafe { ClassHandle::assume(self.object.type_of()?) })
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
    /// Takes over a new instance.
    ///
    /// # Safety
    /// `object` is an instance of `T`'s class or one derived from it, and `payload` is where its payload was written.
    #[inline(always)]
    pub(crate) unsafe fn new(object: Handle<'c>, payload: NonNull<T>) -> Self {
        Owned { object, payload }
    }

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
