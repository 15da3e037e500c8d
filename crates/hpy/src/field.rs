//! References that outlive a call: in payloads and in static memory.

use crate::direct;
use crate::{AsHandle, Class, Ctx, Exc, Handle, Obj, Ref, Result};
use hpy_abi::{HPyField, HPyFunc_visitproc, HPyGlobal};
use std::cell::UnsafeCell;
use std::ffi::{c_int, c_void};
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicU8, Ordering};

/// A reference to an object, inside the payload of another one: its owner.
///
/// The owner's [`Class::traverse`] must visit every field it holds, the same ones each time. Storing and loading look
/// whether it does.
#[repr(transparent)]
pub struct Field(UnsafeCell<HPyField>);

// SAFETY: a field is only ever touched with a context in hand, or by the host's collector; the host lets one of them at a
// time do so. Dropping a field does nothing.
unsafe impl Send for Field {}

impl Default for Field {
    fn default() -> Self {
        Self::null()
    }
}

impl Field {
    /// A field that refers to nothing.
    pub const fn null() -> Self {
        Field(UnsafeCell::new(HPyField::NULL))
    }

    /// Whether it refers to nothing.
    pub fn is_null(&self) -> bool {
        // SAFETY: nobody writes meanwhile: writers hold the interpreter, as the caller of a method on a payload does.
        unsafe { (*self.0.get()).is_null() }
    }

    /// Makes the field refer to `value`, or to nothing.
    ///
    /// # Panics
    /// When the field is not one that `owner`'s class visits.
    pub fn store<'c, T: Class>(&self, owner: Obj<'_, 'c, T>, value: Option<impl AsHandle<'c>>) {
        self.check_owner(owner);
        let ctx = owner.ctx();
        let raw = ctx.as_ptr();
        let value = value
            .as_ref()
            .map_or(hpy_abi::HPy::NULL, |value| value.as_ref().raw());
        // SAFETY: context, owner and value are live, null clears; the field is in the owner's hands (checked above).
        unsafe { ((*raw).ctx_Field_Store)(raw, owner.handle().raw(), self.0.get(), value) }
    }

    /// What the field refers to.
    ///
    /// # Panics
    /// When the field is not one that `owner`'s class visits.
    pub fn load<'c, T: Class>(&self, owner: Obj<'_, 'c, T>) -> Option<Handle<'c>> {
        if self.is_null() {
            return None;
        }
        self.check_owner(owner);
        let ctx = owner.ctx();
        let raw = ctx.as_ptr();
        // SAFETY: context and owner are live, the field is the owner's (checked above) and not null; the result is ours,
        // and never null for such a field.
        unsafe {
            let value = ((*raw).ctx_Field_Load)(raw, owner.handle().raw(), *self.0.get());
            Some(Handle::from_raw(ctx, value))
        }
    }

    #[inline]
    fn check_owner<T: Class>(&self, owner: Obj<'_, '_, T>) {
        let mut search = Visit {
            to: Visitor::Search(self.0.get()),
            result: 0,
        };
        owner.traverse(&mut search);
        assert!(
            T::TRAVERSE && search.result != 0,
            "{:?} does not visit this field: see Class::TRAVERSE and Class::traverse",
            T::NAME
        );
    }
}

/// Visits fields; handed to [`Class::traverse`].
pub struct Visit<'v> {
    to: Visitor<'v>,
    /// The first result that says "stop".
    result: c_int,
}

enum Visitor<'v> {
    Host(HPyFunc_visitproc, *mut c_void, std::marker::PhantomData<&'v ()>),
    /// Looks for one field.
    Search(*const HPyField),
}

impl Visit<'_> {
    /// A visit on behalf of the host.
    pub(crate) fn for_host(visit: HPyFunc_visitproc, arg: *mut c_void) -> Self {
        Visit {
            to: Visitor::Host(visit, arg, std::marker::PhantomData),
            result: 0,
        }
    }

    /// What the host is to be told.
    pub(crate) fn result(&self) -> c_int {
        self.result
    }

    /// Visits a field.
    #[inline]
    pub fn field(&mut self, field: &Field) {
        if self.result != 0 {
            return;
        }
        let place = field.0.get();
        self.result = match self.to {
            Visitor::Search(wanted) => c_int::from(std::ptr::eq(wanted, place)),
            // SAFETY: the host gave function and argument for the time of this traversal. The field is a live place that
            // the host may overwrite (it is in an `UnsafeCell`); hosts want to see only fields that are not null.
            Visitor::Host(visit, arg, _) => unsafe { if (*place).is_null() { 0 } else { visit(place, arg) } },
        };
    }
}

/// A reference to an object, in static memory, for what is stored once: PyPy's own host keeps whatever was ever stored.
/// [`ModuleDef::global`](crate::ModuleDef::global) registers it.
///
/// ```no_run
/// use hpy::{Ctx, Global, Handle, ModuleDef, Object, Result};
/// static CACHE: Global = Global::new();
///
/// fn init(module: &mut ModuleDef) {
///     module.global(&CACHE);
///     module.exec(|ctx, _module| CACHE.store(ctx, ctx.dict()?));
/// }
/// ```
pub struct Global {
    word: UnsafeCell<HPyGlobal>,
    state: AtomicU8,
}

/// What may be done with a global. The word itself does not tell: GraalPy fills it before anything is stored.
mod state {
    /// No module lists it.
    pub(super) const FOREIGN: u8 = 0;
    /// It can be stored to.
    pub(super) const LISTED: u8 = 1;
    /// It can be loaded from.
    pub(super) const STORED: u8 = 2;
}

// SAFETY: the word is only touched through the context, by the thread that holds the interpreter.
unsafe impl Sync for Global {}

impl Default for Global {
    fn default() -> Self {
        Self::new()
    }
}

impl Global {
    /// A global that refers to nothing.
    pub const fn new() -> Self {
        Global {
            word: UnsafeCell::new(HPyGlobal::NULL),
            state: AtomicU8::new(state::FOREIGN),
        }
    }

    /// The word for the list in the module's definition.
    pub(crate) fn register(&'static self) -> *mut HPyGlobal {
        self.state.store(state::LISTED, Ordering::Relaxed);
        self.word.get()
    }

    /// Makes the global refer to `value`.
    ///
    /// # Errors
    /// `SystemError` when no module lists this global.
    pub fn store<'c>(&'static self, ctx: Ctx<'c>, value: impl AsHandle<'c>) -> Result<()> {
        if self.state.load(Ordering::Relaxed) == state::FOREIGN {
            return Err(ctx.raise(Exc::SystemError, "a global that its module does not list"));
        }
        let raw = ctx.as_ptr();
        if let (true, Some(old)) = (direct::is(raw), self.load(ctx)) {
            // Whoever has it borrowed (`Kept`) keeps it: one reference is never given up.
            let _ = old.into_raw();
        }
        // SAFETY: context and value are live; the word is static and listed in the module's definition (just checked).
        unsafe { ((*raw).ctx_Global_Store)(raw, self.word.get(), value.as_ref().raw()) };
        self.state.store(state::STORED, Ordering::Relaxed);
        Ok(())
    }

    /// What the global refers to; `None` when nothing was stored yet.
    #[inline]
    pub fn load<'c>(&'static self, ctx: Ctx<'c>) -> Option<Handle<'c>> {
        if self.state.load(Ordering::Relaxed) != state::STORED {
            return None;
        }
        let raw = ctx.as_ptr();
        // SAFETY: the context is live. Only threads that hold the interpreter write the word, as this one does; something
        // was stored in it, so the result is a handle, and ours.
        unsafe {
            let value = ((*raw).ctx_Global_Load)(raw, *self.word.get());
            Some(Handle::from_raw(ctx, value))
        }
    }

    /// As [`Global::load`], without a reference of its own where the host's own is one.
    #[inline]
    pub(crate) fn keep<'c>(&'static self, ctx: Ctx<'c>) -> Option<Kept<'c>> {
        if !direct::is(ctx.as_ptr()) {
            return self.load(ctx).map(|handle| Kept {
                handle: ManuallyDrop::new(handle),
                owned: true,
            });
        }
        if self.state.load(Ordering::Relaxed) != state::STORED {
            return None;
        }
        // SAFETY: something was stored in the word, which is its address, and a reference that is never given up (`store`). It
        // is not closed (`Kept`).
        let handle = unsafe { Handle::from_raw(ctx, hpy_abi::HPy((*self.word.get()).0)) };
        Some(Kept {
            handle: ManuallyDrop::new(handle),
            owned: false,
        })
    }
}

/// What a global refers to, for the time of a call.
pub(crate) struct Kept<'c> {
    handle: ManuallyDrop<Handle<'c>>,
    /// Whether the handle is ours to close.
    owned: bool,
}

impl<'c> Kept<'c> {
    /// Any other handle.
    #[inline(always)]
    pub(crate) fn own(handle: Handle<'c>) -> Kept<'c> {
        Kept {
            handle: ManuallyDrop::new(handle),
            owned: true,
        }
    }

    /// A handle that can be given away.
    pub(crate) fn into_handle(self) -> Handle<'c> {
        self.handle.as_ref().to_owned()
    }
}

impl<'c> AsHandle<'c> for Kept<'c> {
    #[inline(always)]
    fn as_ref(&self) -> Ref<'_, 'c> {
        Handle::as_ref(&self.handle)
    }
}

impl Drop for Kept<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        if self.owned {
            // SAFETY: ours, and this is its end.
            unsafe { ManuallyDrop::drop(&mut self.handle) }
        }
    }
}
