//! Owned and borrowed handles.

use crate::Ctx;
use hpy_abi::HPy;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;

/// A handle that this side owns; it is closed when dropped.
///
/// It cannot outlive the call that it belongs to:
///
/// ```compile_fail
/// use hpy::{Ctx, Handle};
/// thread_local!(static KEPT: std::cell::RefCell<Option<Handle<'static>>> = const { std::cell::RefCell::new(None) });
/// fn escape(ctx: Ctx<'_>) -> hpy::Result<()> {
///     let math = ctx.import(c"math")?;
///     KEPT.set(Some(math));
///     Ok(())
/// }
/// ```
///
/// nor be used once it was given away:
///
/// ```compile_fail
/// use hpy::{Handle, Object};
/// fn twice(handle: Handle<'_>) -> hpy::Result<usize> {
///     drop(handle);
///     handle.len()
/// }
/// ```
#[must_use = "dropping a handle closes it"]
pub struct Handle<'c> {
    ctx: Ctx<'c>,
    raw: HPy,
}

impl<'c> Handle<'c> {
    /// Takes over a raw handle.
    ///
    /// # Safety
    /// `raw` is not null, belongs to this very context, and nobody else closes it.
    #[inline(always)]
    pub unsafe fn from_raw(ctx: Ctx<'c>, raw: HPy) -> Self {
        debug_assert!(!raw.is_null());
        Handle { ctx, raw }
    }

    /// Gives the raw handle away: the receiver closes it.
    #[inline(always)]
    pub fn into_raw(self) -> HPy {
        ManuallyDrop::new(self).raw
    }

    /// Borrows the handle.
    #[inline(always)]
    pub fn as_ref(&self) -> Ref<'_, 'c> {
        Ref {
            ctx: self.ctx,
            raw: self.raw,
            borrow: PhantomData,
        }
    }
}

impl Drop for Handle<'_> {
    #[inline]
    fn drop(&mut self) {
        let raw = self.ctx.as_ptr();
        // SAFETY: the handle is open and ours (`from_raw`), and this is its end.
        unsafe { ((*raw).ctx_Close)(raw, self.raw) }
    }
}

/// A handle that somebody else closes, and not before `'a` ends.
///
/// ```compile_fail
/// use hpy::{Ctx, Object};
/// fn dangling(ctx: Ctx<'_>) -> hpy::Result<usize> {
///     let name = { let list = ctx.list([1, 2])?; list.as_ref() };
///     name.len()
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Ref<'a, 'c> {
    ctx: Ctx<'c>,
    raw: HPy,
    borrow: PhantomData<&'a ()>,
}

impl<'a, 'c> Ref<'a, 'c> {
    /// Looks at a raw handle.
    ///
    /// # Safety
    /// `raw` is not null, belongs to this very context and stays open for `'a`.
    #[inline(always)]
    pub unsafe fn from_raw(ctx: Ctx<'c>, raw: HPy) -> Self {
        debug_assert!(!raw.is_null());
        Ref {
            ctx,
            raw,
            borrow: PhantomData,
        }
    }

    /// The context of the call.
    #[inline(always)]
    pub fn ctx(self) -> Ctx<'c> {
        self.ctx
    }

    /// The raw handle.
    #[inline(always)]
    pub fn raw(self) -> HPy {
        self.raw
    }

    /// A handle of our own to the same object.
    #[inline]
    pub fn to_owned(self) -> Handle<'c> {
        let raw = self.ctx.as_ptr();
        // SAFETY: the handle is open (`from_raw`); Dup gives a new one that is ours.
        unsafe { Handle::from_raw(self.ctx, ((*raw).ctx_Dup)(raw, self.raw)) }
    }
}

/// Whatever can stand for an object in an argument: [`Handle`], [`Ref`], [`Obj`](crate::Obj), and references to them.
pub trait AsHandle<'c> {
    /// Borrows the object.
    fn as_ref(&self) -> Ref<'_, 'c>;
}

impl<'c> AsHandle<'c> for Handle<'c> {
    #[inline(always)]
    fn as_ref(&self) -> Ref<'_, 'c> {
        Handle::as_ref(self)
    }
}

impl<'c> AsHandle<'c> for Ref<'_, 'c> {
    #[inline(always)]
    fn as_ref(&self) -> Ref<'_, 'c> {
        *self
    }
}

impl<'c, H: AsHandle<'c>> AsHandle<'c> for &H {
    #[inline(always)]
    fn as_ref(&self) -> Ref<'_, 'c> {
        H::as_ref(self)
    }
}
