//! Iterators over arrays as native objects, for CPython: a step takes the element straight out of memory.
//!
//! Interpreters with a compiler are better off with code in Python, which they see through: `subscript::walk` and `uniarray/_flat.py`
//! choose.

use super::ndarray::NdArray;
use super::subscript;
use crate::error::Result;
use crate::scalar;
use hpy::{Class, ClassDef, Ctx, Exc, Field, Handle, ModuleDef, Obj, Object, Ref, Visit};
use std::cell::Cell;
use std::ffi::CStr;
use uniarray_core::error::Error;
use uniarray_core::layout::{Dims, View};

/// An array, and how many items of it were passed.
struct Place {
    array: Field,
    /// The payload of that array.
    elements: Cell<*const NdArray>,
    index: Cell<isize>,
}

// SAFETY: the pointer is to the payload of an object that the field keeps alive, and objects are only used by the thread that holds the
// interpreter.
unsafe impl Send for Place {}

impl Place {
    fn start() -> Place {
        Place {
            array: Field::null(),
            elements: Cell::new(std::ptr::null()),
            index: Cell::new(0),
        }
    }

    fn begin<'c, T: Class>(&self, owner: Obj<'_, 'c, T>, array: Obj<'_, 'c, NdArray>) {
        self.array.store(owner, Some(array));
        self.elements.set(array.as_ptr());
    }

    /// The payload of the array, without a way through the interpreter.
    #[inline]
    fn elements(&self) -> Option<&NdArray> {
        // SAFETY: null, or where the payload lies as long as the array lives (`Obj::as_ptr`), which the field sees to.
        unsafe { self.elements.get().as_ref() }
    }

    fn array<'c, T: Class>(&self, owner: Obj<'_, 'c, T>) -> hpy::Result<Handle<'c>> {
        let array = self.array.load(owner);
        array.ok_or_else(|| {
            owner
                .ctx()
                .raise(Exc::SystemError, "an iterator without its array")
        })
    }
}

/// `__iter__` of an iterator.
pub(super) fn itself<'c, T: Class>(_: Ctx<'c>, this: Obj<'_, 'c, T>) -> Handle<'c> {
    this.handle().to_owned()
}

fn array_in<'h, 'c>(handle: &'h Handle<'c>) -> hpy::Result<Obj<'h, 'c, NdArray>> {
    let array = handle.get::<NdArray>();
    array.ok_or_else(|| {
        handle
            .ctx()
            .raise(Exc::SystemError, "an iterator over what is no array")
    })
}

/// What `iter(a)` gives: the items along the first axis.
pub struct Items(Place);

impl Class for Items {
    const NAME: &'static CStr = c"uniarray._core._iterator";
    const TRAVERSE: bool = true;
    hpy::type_object!(Items);

    fn define(class: &mut ClassDef<Self>) {
        class.iter(itself::<Items>);
        class.next(Items::next);
        class.method(c"__length_hint__", Items::left);
    }

    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.field(&self.0.array);
    }
}

impl Items {
    /// An iterator over an array, which has an axis.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn of<'c>(ctx: Ctx<'c>, array: Obj<'_, 'c, NdArray>) -> Result<Handle<'c>> {
        let made = ctx
            .class::<Items>()?
            .as_ref()
            .create_owned(Items(Place::start()))?;
        made.as_obj().0.begin(made.as_obj(), array);
        Ok(made.into_handle())
    }

    fn next<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Items>) -> Result<Option<Handle<'c>>> {
        if let Some(array) = this.0.elements()
            && let (&[extent], &[stride]) = (array.shape(), array.strides())
        {
            let index = this.0.index.get();
            if index >= extent {
                return Ok(None);
            }
            this.0.index.set(index + 1);
            let at = array.data().wrapping_offset(index * stride);
            // SAFETY: the index is below the extent.
            return Ok(Some(unsafe { scalar::of_element(ctx, array.dtype(), at)? }));
        }
        let handle = this.0.array(this)?;
        let (array, index) = (array_in(&handle)?, this.0.index.get());
        if array.shape().first().is_none_or(|&extent| index >= extent) {
            return Ok(None);
        }
        this.0.index.set(index + 1);
        subscript::sq_item(ctx, array, index).map(Some)
    }

    fn left(_: Ctx<'_>, this: Obj<'_, '_, Items>) -> Result<isize> {
        let handle = this.0.array(this)?;
        let extent = array_in(&handle)?.shape().first().copied();
        Ok((extent.unwrap_or(0) - this.0.index.get()).max(0))
    }
}

/// What `a.flat` gives: all elements in C order. Python code adds what is not asked for in loops.
pub struct Flat(Place);

impl Class for Flat {
    const NAME: &'static CStr = c"uniarray.flatiter";
    const DOC: &'static CStr = c"The elements of an array in C order, as an iterator that knows indices and assignment; made by ``a.flat``.\n\n\
        >>> import uniarray as np\n\
        >>> a = np.arange(6).reshape(2, 3)\n\
        >>> a.flat[4], next(a.T.flat)\n\
        (np.int64(4), np.int64(0))\n";
    const TRAVERSE: bool = true;
    hpy::type_object!(Flat);

    fn define(class: &mut ClassDef<Self>) {
        class.iter(itself::<Flat>);
        class.next(Flat::next);
        class.len(|_: Ctx<'_>, this: Obj<'_, '_, Flat>| Flat::len(this));
        class.sq_len(|_: Ctx<'_>, this: Obj<'_, '_, Flat>| Flat::len(this));
        class.getitem(Flat::getitem);
        class.getter(c"base", Flat::base).doc(c"The array.");
        class
            .getter(c"index", |_: Ctx<'_>, this: Obj<'_, '_, Flat>| this.0.index.get())
            .doc(c"How many elements were passed.");
        class
            .getter(c"coords", Flat::coords)
            .doc(c"The index of the next element.");
    }

    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.field(&self.0.array);
    }
}

impl Flat {
    /// An iterator over an array.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn of<'c>(ctx: Ctx<'c>, array: Obj<'_, 'c, NdArray>) -> hpy::Result<Handle<'c>> {
        let made = ctx.class::<Flat>()?.as_ref().create_owned(Flat(Place::start()))?;
        made.as_obj().0.begin(made.as_obj(), array);
        Ok(made.into_handle())
    }

    fn next<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Flat>) -> Result<Option<Handle<'c>>> {
        if let Some(array) = this.0.elements()
            && !array.derived()
        {
            let index = this.0.index.get();
            if index >= array.view().size().cast_signed() {
                return Ok(None);
            }
            this.0.index.set(index + 1);
            // SAFETY: the place is below the size.
            return Ok(Some(unsafe { of_place(ctx, array, index)? }));
        }
        let handle = this.0.array(this)?;
        let (array, index) = (array_in(&handle)?, this.0.index.get());
        if index >= array.view().size().cast_signed() {
            return Ok(None);
        }
        this.0.index.set(index + 1);
        element(array, index).map(Some)
    }

    fn base<'c>(_: Ctx<'c>, this: Obj<'_, 'c, Flat>) -> hpy::Result<Handle<'c>> {
        this.0.array(this)
    }

    fn len(this: Obj<'_, '_, Flat>) -> hpy::Result<usize> {
        let handle = this.0.array(this)?;
        Ok(array_in(&handle)?.view().size())
    }

    fn getitem<'c>(_: Ctx<'c>, this: Obj<'_, 'c, Flat>, key: Ref<'_, 'c>) -> Result<Handle<'c>> {
        let Some(index) = subscript::plain_integer(key) else {
            return Ok(this.handle().call_method(c"_getitem", (key,))?);
        };
        let handle = this.0.array(this)?;
        let array = array_in(&handle)?;
        let size = array.view().size().cast_signed();
        let place = if index < 0 { index + size } else { index };
        if !(0..size).contains(&place) {
            return Err(Error::index(format!("index {index} is out of bounds for size {size}")).into());
        }
        element(array, place)
    }

    fn coords<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Flat>) -> hpy::Result<Handle<'c>> {
        let handle = this.0.array(this)?;
        ctx.tuple(
            places(array_in(&handle)?.view(), this.0.index.get())
                .iter()
                .copied(),
        )
    }
}

/// An element by its place in C order, which is inside.
fn element<'c>(array: Obj<'_, 'c, NdArray>, place: isize) -> Result<Handle<'c>> {
    if array.derived() {
        // Its class may have elements of its own.
        let key = array.ctx().tuple(places(array.view(), place).iter().copied())?;
        return Ok(array.handle().getitem(key)?);
    }
    // SAFETY: the caller's promise.
    Ok(unsafe { of_place(array.ctx(), &array, place)? })
}

/// The scalar object of an element by its place in C order.
///
/// # Safety
/// The place is below the array's size.
unsafe fn of_place<'c>(ctx: Ctx<'c>, array: &NdArray, place: isize) -> hpy::Result<Handle<'c>> {
    // SAFETY: indices within the extents lead to an element.
    unsafe {
        scalar::of_element(
            ctx,
            array.dtype(),
            array.data().wrapping_offset(offset_of(array, place)),
        )
    }
}

/// How many bytes behind the first element one lies that has this place in C order.
#[inline]
pub(super) fn offset_of(array: &NdArray, place: isize) -> isize {
    let (mut rest, mut offset) = (place, 0);
    for (&extent, &stride) in array.shape().iter().zip(array.strides()).skip(1).rev() {
        offset += rest % extent * stride;
        rest /= extent;
    }
    // What is left counts along the first axis.
    offset + rest * array.strides().first().unwrap_or(&0)
}

/// The index per axis of a place in C order; past the end it goes on along the first axis.
fn places(view: View<'_>, place: isize) -> Dims {
    let mut rest = place;
    let mut found: Dims = view.shape().iter().map(|_| 0).collect();
    for (axis, &extent) in view.shape().iter().enumerate().skip(1).rev() {
        if extent != 0 {
            (rest, found[axis]) = (rest / extent, rest % extent);
        }
    }
    if let Some(first) = found.first_mut() {
        *first = rest;
    }
    found
}

/// `_flat(a)`: the native iterator.
fn flat<'c>(ctx: Ctx<'c>, array: Ref<'_, 'c>) -> Result<Handle<'c>> {
    match array.get::<NdArray>() {
        Some(array) => Ok(Flat::of(ctx, array)?),
        None => Err(ctx.type_error("an array is needed").into()),
    }
}

/// Registers the classes.
pub fn define(module: &mut ModuleDef) {
    module.class::<Items>().class::<Flat>();
    module.function(c"_flat", flat);
}
