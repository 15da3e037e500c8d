//! The class object of a Rust class: what tells its instances and makes new ones.

use crate::class::{Memory, ZeroClass};
use crate::direct;
use crate::field::Kept;
use crate::outcome::Outcome;
use crate::{AsHandle, Class, Ctx, Exc, Handle, Obj, Owned, Ref, Result};
use std::marker::PhantomData;
use std::ptr::NonNull;

/// The class object of `T`, or of a class derived from it.
pub struct ClassHandle<'c, T> {
    class: Kept<'c>,
    /// Known to be `T`'s own class.
    own: bool,
    payload: PhantomData<fn() -> T>,
}

impl<'c, T: Class> ClassHandle<'c, T> {
    /// Takes it for granted that `class` is `T`'s class or derived from it.
    ///
    /// # Safety
    /// It is, and instances of it have `T`'s memory.
    #[inline(always)]
    pub(crate) unsafe fn assume(class: Handle<'c>) -> Self {
        ClassHandle {
            class: Kept::own(class),
            own: false,
            payload: PhantomData,
        }
    }

    /// Borrows the class.
    #[inline(always)]
    pub fn as_ref(&self) -> ClassRef<'_, 'c, T> {
        ClassRef {
            class: self.class.as_ref(),
            own: self.own,
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
        class.class.into_handle()
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
    /// Known to be `T`'s own class.
    own: bool,
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
            own: false,
            payload: PhantomData,
        }
    }

    /// Whether this is `T`'s own class, and not one derived from it.
    #[inline]
    pub fn is_own(self) -> Result<bool> {
        use crate::Object;
        Ok(self.own || self.class.is(self.class.ctx().class::<T>()?))
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
        Ok(self.create_owned(payload)?.into_handle())
    }

    /// As [`ClassRef::create`], with the payload at hand.
    #[inline]
    pub fn create_owned(self, payload: T) -> Result<Owned<'c, T>> {
        // SAFETY: `write` is what writes a payload to its place.
        unsafe { self.create_by(|place| place.write(payload)) }
    }

    /// As [`ClassRef::create_owned`], with a payload of zeros, which lies in its place from the start.
    #[inline]
    pub fn create_zeroed(self) -> Result<Owned<'c, T>>
    where
        T: ZeroClass,
    {
        // SAFETY: the host hands out zeroed memory, and zeros are a payload (`ZeroClass`).
        unsafe { self.create_by(|_| ()) }
    }

    /// Makes an instance whose payload `fill` writes.
    ///
    /// # Safety
    /// After `fill` there is a payload where it was told, in memory that was zeroed before.
    #[inline(always)]
    unsafe fn create_by(self, fill: impl FnOnce(NonNull<T>)) -> Result<Owned<'c, T>> {
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
                fill(place);
                (*memory).live = 1;
            }
        }
        // SAFETY: this class is T's or derived from it, and the payload is there.
        Ok(unsafe { Owned::new(object, place) })
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
        match T::type_object().global.keep(self) {
            Some(class) => Ok(ClassHandle {
                class,
                own: true,
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
        let class = T::type_object().global.keep(self.ctx())?;
        ClassHandle {
            class,
            own: true,
            payload: PhantomData,
        }
        .get(self)
    }

    /// The object as an instance of exactly `T`'s class, if the host tells so without being called ([`Ctx::tells_types`]). `None` says
    /// nothing where it does not.
    #[inline(always)]
    pub fn exactly<T: Class>(self) -> Option<Obj<'a, 'c, T>> {
        let class = T::type_object().global.keep(self.ctx())?;
        if direct::is_of(self, AsHandle::as_ref(&class).raw()) != Some(true) {
            return None;
        }
        // SAFETY: its type is T's class.
        unsafe { Obj::assume(self) }
            .map_err(|error| error.clear(self.ctx()))
            .ok()
    }
}

impl<'c> Handle<'c> {
    /// The object as an instance of `T`'s class; see [`Ref::get`].
    #[inline]
    pub fn get<T: Class>(&self) -> Option<Obj<'_, 'c, T>> {
        self.as_ref().get()
    }
}
