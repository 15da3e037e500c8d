//! An array, and what it shows without a look at its elements.

use crate::table::{counted, owned, table};
use hpy::native::raised;
use hpy::{AsHandle, Ctx, Handle, IntoHandle, Ref, Result};
use std::mem::MaybeUninit;
use uniarray_abi::structs::View;

/// An array: a handle of an object that is one, or of a class derived from it.
pub struct Array<'c> {
    ctx: Ctx<'c>,
    handle: Handle<'c>,
}

impl<'c> Array<'c> {
    /// An object that is an array already. Whatever could become one is for [`Array::from_any`].
    ///
    /// # Errors
    /// `TypeError` for other objects.
    pub fn of(object: Ref<'_, 'c>) -> Result<Array<'c>> {
        let ctx = object.ctx();
        // SAFETY: context and handle are live.
        let dims = unsafe { (table(ctx)?.ndim)(ctx.as_ptr(), object.raw()) };
        counted(ctx, dims)?;
        Ok(Array {
            ctx,
            handle: object.to_owned(),
        })
    }

    /// Whether an object is an array.
    ///
    /// # Errors
    /// Of [`import`](crate::import()).
    pub fn is(object: Ref<'_, 'c>) -> Result<bool> {
        let ctx = object.ctx();
        // SAFETY: context and handle are live.
        Ok(unsafe { (table(ctx)?.array_check)(ctx.as_ptr(), object.raw()) } == 1)
    }

    /// Takes over a handle that a function of the table gave, which is an array.
    ///
    /// # Safety
    /// It was just given for this context, and is an array unless it is null.
    pub(crate) unsafe fn given(ctx: Ctx<'c>, raw: hpy::abi::HPy) -> Result<Array<'c>> {
        Ok(Array {
            ctx,
            // SAFETY: the caller's.
            handle: unsafe { owned(ctx, raw)? },
        })
    }

    /// The context of the call.
    pub fn ctx(&self) -> Ctx<'c> {
        self.ctx
    }

    /// The object.
    pub fn handle(&self) -> Ref<'_, 'c> {
        self.handle.as_ref()
    }

    /// The object, to be given to Python.
    pub fn into_handle(self) -> Handle<'c> {
        self.handle
    }

    /// The raw handle.
    pub(crate) fn raw(&self) -> hpy::abi::HPy {
        self.handle.as_ref().raw()
    }

    /// All that the array shows of itself.
    pub(crate) fn look(&self) -> Result<View> {
        let mut view = MaybeUninit::<View>::uninit();
        // SAFETY: context and handle are live, and there is room for a view.
        let status = unsafe { (table(self.ctx)?.look)(self.ctx.as_ptr(), self.raw(), view.as_mut_ptr()) };
        counted(self.ctx, status)?;
        // SAFETY: the function has written it.
        Ok(unsafe { view.assume_init() })
    }

    /// The number of axes.
    ///
    /// # Errors
    /// None in fact: this is an array.
    pub fn ndim(&self) -> Result<usize> {
        Ok(self.look()?.ndim.unsigned_abs() as usize)
    }

    /// The extents.
    ///
    /// # Errors
    /// As for [`Array::ndim`].
    pub fn shape(&self) -> Result<Vec<usize>> {
        let view = self.look()?;
        // SAFETY: a view has as many extents as axes, which stay as they are until Python code runs.
        let shape = unsafe { std::slice::from_raw_parts(view.shape, view.ndim.unsigned_abs() as usize) };
        Ok(shape.iter().map(|extent| extent.unsigned_abs()).collect())
    }

    /// The number of elements.
    ///
    /// # Errors
    /// As for [`Array::ndim`].
    pub fn size(&self) -> Result<usize> {
        Ok(self.look()?.size.unsigned_abs())
    }

    /// The number of the dtype, which is [`Element::TYPE`](crate::Element::TYPE) of its elements.
    ///
    /// # Errors
    /// As for [`Array::ndim`].
    pub fn type_num(&self) -> Result<i32> {
        Ok(self.look()?.type_num)
    }

    /// Array flags, of [`abi::constants`](crate::abi::constants).
    ///
    /// # Errors
    /// As for [`Array::ndim`].
    pub fn flags(&self) -> Result<u32> {
        Ok(self.look()?.flags)
    }

    /// The dtype, as an object.
    ///
    /// # Errors
    /// As for [`Array::ndim`].
    pub fn dtype(&self) -> Result<Handle<'c>> {
        // SAFETY: context and handle are live; the result is new.
        unsafe { owned(self.ctx, (table(self.ctx)?.dtype)(self.ctx.as_ptr(), self.raw())) }
    }

    /// Whether the memory of two arrays overlaps.
    ///
    /// # Errors
    /// As for [`Array::ndim`].
    pub fn may_overlap(&self, other: &Array<'c>) -> Result<bool> {
        // SAFETY: context and handles are live.
        match unsafe { (table(self.ctx)?.may_overlap)(self.ctx.as_ptr(), self.raw(), other.raw()) } {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(raised(self.ctx)),
        }
    }
}

impl<'c> AsHandle<'c> for Array<'c> {
    fn as_ref(&self) -> Ref<'_, 'c> {
        self.handle.as_ref()
    }
}

impl<'c> IntoHandle<'c> for Array<'c> {
    fn into_handle(self, _: Ctx<'c>) -> Result<Handle<'c>> {
        Ok(self.handle)
    }
}
