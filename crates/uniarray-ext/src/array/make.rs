//! Making `ndarray` objects: fresh ones, and views.

use super::block::Block;
use super::ndarray::{INLINE_BYTES, INLINE_DIMS, NdArray};
use super::room;
use super::storage::Storage;
use crate::error::Result;
use hpy::{AsHandle, ClassHandle, ClassRef, Ctx, Handle, Obj, Object, Owned, Ref};
use uniarray_core::dtype::DType;
use uniarray_core::error::Error;
use uniarray_core::layout::{Dims, View, c_strides, checked_nbytes, f_strides};
use uniarray_core::manip::Order;
use uniarray_core::window::Window;

/// A new array, and a way to its payload that needs no type check.
pub struct NewArray<'c> {
    array: Owned<'c, NdArray>,
}

impl<'c> NewArray<'c> {
    /// An array without axes and without elements.
    #[inline]
    fn begin(class: ClassRef<'_, 'c, NdArray>, dtype: DType, writeable: bool) -> Result<NewArray<'c>> {
        let derived = !class.is_own()?;
        let array = class.create_zeroed()?;
        let payload = array.as_obj().payload();
        payload.begin(dtype, writeable);
        if derived {
            payload.set_derived();
        }
        Ok(NewArray { array })
    }

    /// The array.
    pub fn obj(&self) -> Obj<'_, 'c, NdArray> {
        self.array.as_obj()
    }

    /// The array as the core sees it.
    pub fn view(&self) -> View<'_> {
        self.obj().payload().view()
    }

    /// The object.
    pub fn into_handle(self) -> Handle<'c> {
        self.array.into_handle()
    }

    /// Lets a class derived from `ndarray` see its new array: `__array_finalize__` is told what the array was made from.
    ///
    /// # Errors
    /// What that method raises.
    #[inline]
    pub fn finalized(self, template: Option<Ref<'_, 'c>>) -> Result<NewArray<'c>> {
        if self.obj().payload().derived() {
            self.finalize(template)?;
        }
        Ok(self)
    }

    #[inline(never)]
    fn finalize(&self, template: Option<Ref<'_, 'c>>) -> Result<()> {
        let array = self.obj().handle();
        let template = template.unwrap_or(array.ctx().none());
        // The class's, as Python finds special methods.
        let method = array.type_of()?.getattr(c"__array_finalize__")?;
        let _nothing = method.call((array, template))?;
        Ok(())
    }
}

/// An array whose elements are yet to be written.
///
/// # Errors
/// Of [`checked_nbytes`]; `MemoryError` if there is no such memory.
pub fn empty<'c>(ctx: Ctx<'c>, dtype: DType, shape: &[isize], order: Order) -> Result<NewArray<'c>> {
    allocate(ctx, dtype, shape, order, false)
}

/// An array of zeros.
///
/// # Errors
/// As for [`empty`].
pub fn zeros<'c>(ctx: Ctx<'c>, dtype: DType, shape: &[isize], order: Order) -> Result<NewArray<'c>> {
    allocate(ctx, dtype, shape, order, true)
}

fn allocate<'c>(
    ctx: Ctx<'c>,
    dtype: DType,
    shape: &[isize],
    order: Order,
    zeroed: bool,
) -> Result<NewArray<'c>> {
    let class = ctx.class::<NdArray>()?;
    with_strides(class.as_ref(), dtype, shape, zeroed, || {
        strides_in(order, dtype, shape)
    })
}

/// As [`empty`], as an instance of a class derived from `ndarray`.
///
/// # Errors
/// As for [`empty`].
#[inline]
pub fn empty_in_class<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    dtype: DType,
    shape: &[isize],
    order: Order,
) -> Result<NewArray<'c>> {
    // The usual array needs no strides from elsewhere.
    if order != Order::F && shape.len() <= INLINE_DIMS && checked_nbytes(dtype, shape)? <= INLINE_BYTES {
        let array = NewArray::begin(class, dtype, true)?;
        array.obj().payload().use_inline_elements(false);
        // SAFETY: the struct has room for them, as just checked.
        unsafe { array.obj().payload().set_inline_c_dims(shape) };
        return Ok(array);
    }
    with_strides(class, dtype, shape, false, || strides_in(order, dtype, shape))
}

fn strides_in(order: Order, dtype: DType, shape: &[isize]) -> Dims {
    match order {
        Order::F => f_strides(dtype.itemsize(), shape),
        Order::C | Order::A | Order::K => c_strides(dtype.itemsize(), shape),
    }
}

/// An array with the axes in the memory order of others' strides: the axis with the smallest step innermost.
///
/// # Errors
/// As for [`empty`].
pub fn empty_in_order_of<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    dtype: DType,
    shape: &[isize],
    model: &[isize],
) -> Result<NewArray<'c>> {
    let step = |axis: usize| model.get(axis).map_or(0, |stride| stride.unsigned_abs());
    // The usual model lies in C order.
    if (1..shape.len()).all(|axis| step(axis - 1) >= step(axis)) {
        return empty_in_class(class, dtype, shape, Order::C);
    }
    with_strides(class, dtype, shape, false, || {
        let mut axes: Vec<usize> = (0..shape.len()).collect();
        axes.sort_by_key(|&axis| std::cmp::Reverse(step(axis)));
        let mut strides = Dims::filled(0, shape.len());
        let mut step = dtype.itemsize() as isize;
        for &axis in axes.iter().rev() {
            strides[axis] = step;
            step *= shape[axis].max(1);
        }
        strides
    })
}

/// A new array with its memory. `strides` gives strides, contiguous in some order of axes, of a shape that was checked.
fn with_strides<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    dtype: DType,
    shape: &[isize],
    zeroed: bool,
    strides: impl FnOnce() -> Dims,
) -> Result<NewArray<'c>> {
    let nbytes = checked_nbytes(dtype, shape)?;
    let strides = strides();
    let array = NewArray::begin(class, dtype, true)?;
    let obj = array.obj();
    if nbytes > INLINE_BYTES || shape.len() > INLINE_DIMS {
        store_outside(obj, nbytes, shape, &strides, zeroed)?;
    } else {
        obj.payload().use_inline_elements(zeroed);
        // SAFETY: contiguous strides of a checked shape stay within `nbytes`, which the struct has.
        unsafe { obj.payload().set_inline_dims(shape, &strides) };
    }
    Ok(array)
}

/// Gives a new array its memory where that does not fit the struct.
#[inline(never)]
fn store_outside(
    array: Obj<'_, '_, NdArray>,
    nbytes: usize,
    shape: &[isize],
    strides: &[isize],
    zeroed: bool,
) -> Result<()> {
    if (INLINE_BYTES + 1..=room::LARGEST).contains(&nbytes) && shape.len() <= INLINE_DIMS {
        let (room, data) = room::for_bytes(array.ctx(), nbytes)?;
        array.owner.store(array, Some(&room));
        // SAFETY: contiguous strides of a checked shape stay within `nbytes`, which the room has; it lives with the array.
        unsafe {
            array.payload().use_elements_at(data);
            array.payload().set_inline_dims(shape, strides);
        }
        return Ok(());
    }
    let mut storage = Storage::default();
    if nbytes > INLINE_BYTES {
        let block = Block::new(nbytes, zeroed);
        storage.nbytes = nbytes;
        storage.block = Some(block.ok_or_else(|| Error::OutOfMemory {
            shape: shape.into(),
            dtype: array.dtype(),
        })?);
    } else {
        array.payload().use_inline_elements(zeroed);
    }
    if shape.len() <= INLINE_DIMS {
        // SAFETY: contiguous strides of a checked shape stay within `nbytes`, which the block has.
        unsafe { array.payload().set_inline_dims(shape, strides) };
    }
    attach(array.ctx(), array, storage, shape, strides)
}

/// Gives an array its storage: elements if the storage has a block, dimensions if they do not fit the struct.
fn attach<'c>(
    ctx: Ctx<'c>,
    array: Obj<'_, 'c, NdArray>,
    mut storage: Storage,
    shape: &[isize],
    strides: &[isize],
) -> Result<()> {
    let outer = shape.len() > INLINE_DIMS;
    if outer {
        storage.dims = shape.iter().chain(strides).copied().collect();
    }
    let (data, dims) = (storage.block.as_ref().map(Block::data), storage.dims.as_ptr());
    let storage = ctx.create(storage)?;
    array.owner.store(array, Some(&storage));
    // SAFETY: the block was made for this shape, and the array's owner keeps both block and dimensions alive, which do not
    // move with the storage.
    unsafe {
        if let Some(data) = data {
            array.payload().use_elements_at(data);
        }
        if outer {
            array.payload().set_outer_dims(shape.len(), dims);
        }
    }
    Ok(())
}

/// Moves extents and strides to where they stay as they are, for as long as the array lives: others may keep pointers to them,
/// while those in the struct change when the array is given another shape.
///
/// # Errors
/// When there is no memory for them.
pub fn settle_dims(array: Obj<'_, '_, NdArray>) -> Result<()> {
    if array.ndim() == 0 || !array.has_inline_dims() {
        return Ok(());
    }
    let dims = array.shape().iter().chain(array.strides()).copied().collect();
    let storage = array.ctx().create(Storage {
        dims,
        ..Storage::default()
    })?;
    let settled = storage.get::<Storage>().expect("made as a storage");
    if let Some(owner) = array.owner.load(array) {
        settled.base.store(settled, Some(owner));
    }
    array.owner.store(array, Some(&storage));
    // SAFETY: they are the same as before, and live with the array's owner; storages stand in a row and are never taken out.
    unsafe {
        array
            .payload()
            .set_outer_dims(array.ndim(), settled.dims.as_ptr())
    };
    Ok(())
}

/// Memory that an array shows: elements, and where they lie.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// What the elements are.
    pub dtype: DType,
    /// The first one.
    pub data: *mut u8,
    /// The extents.
    pub shape: &'a [isize],
    /// Bytes from one element to the next, per axis.
    pub strides: &'a [isize],
}

impl<'a> Part<'a> {
    /// All of an array.
    pub fn whole(array: Obj<'a, '_, NdArray>) -> Part<'a> {
        let payload = array.payload();
        Part {
            dtype: payload.dtype(),
            data: payload.data(),
            shape: payload.shape(),
            strides: payload.strides(),
        }
    }
}

/// An array that shows memory which `owner` keeps alive.
///
/// # Errors
/// When there is no memory for the object.
///
/// # Safety
/// For as long as `owner` lives, the elements that shape and strides reach are memory of at least that size, which may be
/// written if `writeable`. The shape was accepted by [`checked_nbytes`].
pub unsafe fn from_memory<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    part: Part<'_>,
    writeable: bool,
    owner: impl AsHandle<'c>,
) -> Result<NewArray<'c>> {
    let array = NewArray::begin(class, part.dtype, writeable)?;
    let obj = array.obj();
    obj.payload().set_borrowed();
    // SAFETY: the caller vouches for the memory; the owner is stored before anybody sees the array.
    unsafe {
        obj.payload().use_elements_at(part.data);
        if part.shape.len() <= INLINE_DIMS {
            obj.payload().set_inline_dims(part.shape, part.strides);
            obj.owner.store(obj, Some(owner));
            return Ok(array);
        }
    }
    attach(obj.ctx(), obj, Storage::default(), part.shape, part.strides)?;
    let storage = obj.owner.load(obj).expect("attached");
    let storage = storage.get::<Storage>().expect("a storage");
    storage.base.store(storage, Some(owner));
    Ok(array)
}

/// Gives an array whose elements lie in its own struct another dtype, shape and memory, whose elements are yet to be written.
///
/// # Errors
/// `ValueError` for an array that has memory elsewhere, which others may be using; those of [`empty`].
pub fn remake(array: Obj<'_, '_, NdArray>, dtype: DType, shape: &[isize], order: Order) -> Result<()> {
    if array.owner.load(array).is_some() {
        let text = "the state of an array that has memory of its own already cannot be set";
        return Err(Error::value(text).into());
    }
    let nbytes = checked_nbytes(dtype, shape)?;
    let strides = strides_in(order, dtype, shape);
    // Without elements until the memory is there.
    // SAFETY: they reach none.
    unsafe { array.payload().set_inline_dims(&[0], &[0]) };
    array.payload().begin(dtype, true);
    if nbytes > INLINE_BYTES || shape.len() > INLINE_DIMS {
        return store_outside(array, nbytes, shape, &strides, false);
    }
    array.payload().use_inline_elements(false);
    // SAFETY: contiguous strides of a checked shape stay within `nbytes`, which the struct has.
    unsafe { array.payload().set_inline_dims(shape, &strides) };
    Ok(())
}

/// Replaces extents and strides of an array that nobody else has seen, or that keeps its elements.
///
/// # Errors
/// When there is no memory for dimensions that do not fit the struct.
///
/// # Safety
/// The elements that they reach are those of the array's memory.
pub unsafe fn set_dims<'c>(array: Obj<'_, 'c, NdArray>, shape: &[isize], strides: &[isize]) -> Result<()> {
    if shape.len() <= INLINE_DIMS {
        // SAFETY: the caller vouches for the elements.
        unsafe { array.payload().set_inline_dims(shape, strides) };
        return Ok(());
    }
    // The old owner goes on living behind a storage that has room for the dimensions.
    let old = array.owner.load(array);
    attach(array.ctx(), array, Storage::default(), shape, strides)?;
    if let Some(old) = old {
        let storage = array.owner.load(array).expect("attached");
        let storage = storage.get::<Storage>().expect("a storage");
        storage.base.store(storage, Some(old));
    }
    Ok(())
}

/// Gives an array that was seen already another block of memory and other extents. What was its memory lives on behind the new one, as
/// views may show it.
///
/// # Errors
/// When there is no memory for the object that keeps the block.
pub fn move_into(
    array: Obj<'_, '_, NdArray>,
    block: Block,
    nbytes: usize,
    shape: &[isize],
    fortran: bool,
) -> Result<()> {
    let order = if fortran { Order::F } else { Order::C };
    let strides = strides_in(order, array.dtype(), shape);
    let storage = Storage {
        nbytes,
        block: Some(block),
        ..Storage::default()
    };
    let old = array.owner.load(array);
    attach(array.ctx(), array, storage, shape, &strides)?;
    if shape.len() <= INLINE_DIMS {
        // SAFETY: contiguous strides of the shape stay within the block, which has the caller's word for its size.
        unsafe { array.payload().set_inline_dims(shape, &strides) };
    }
    if let Some(old) = old {
        let storage = array.owner.load(array).expect("attached");
        let storage = storage.get::<Storage>().expect("a storage");
        storage.base.store(storage, Some(old));
    }
    Ok(())
}

/// A view of part of another array's memory.
///
/// # Errors
/// When there is no memory for the object; of a derived class's `__array_finalize__`.
///
/// # Safety
/// As for [`part_of`].
#[inline]
pub unsafe fn view_of_part<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    array: Obj<'_, 'c, NdArray>,
    part: Part<'_>,
) -> Result<NewArray<'c>> {
    // SAFETY: the caller vouches for the part.
    unsafe { part_of(class, array, part)? }.finalized(Some(array.handle()))
}

/// An array of part of another one's memory, of which a derived class is not told. Like NumPy's views, it refers to the array
/// that owns the memory, not to views in between of its own class.
///
/// # Errors
/// When there is no memory for the object.
///
/// # Safety
/// All elements of the part lie within elements of the array.
pub unsafe fn part_of<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    array: Obj<'_, 'c, NdArray>,
    part: Part<'_>,
) -> Result<NewArray<'c>> {
    let own = class.is_own()?;
    let base = base(array).filter(|base| {
        base.get::<NdArray>().is_some_and(|base| {
            own && !base.derived()
                || !own
                    && base.derived()
                    && base
                        .class()
                        .is_ok_and(|kind| kind.as_ref().handle().is(class.handle()))
        })
    });
    let owner: Ref<'_, 'c> = base.as_ref().map_or(array.handle(), Handle::as_ref);
    // SAFETY: the array's own owner keeps its elements alive.
    unsafe { from_memory(class, part, array.writeable(), owner) }
}

/// A view of an array, of the same class.
///
/// # Errors
/// When there is no memory for the object.
pub fn view_of<'c>(array: Obj<'_, 'c, NdArray>, window: &Window) -> Result<NewArray<'c>> {
    let ctx = array.ctx();
    view_in_class(result_class(ctx, [array])?.as_ref(), array, window)
}

/// An array whose elements are yet to be written, of the class of another one.
///
/// # Errors
/// As for [`empty`]; of a derived class's `__array_finalize__`.
#[inline]
pub fn empty_of_kind<'c>(
    like: Obj<'_, 'c, NdArray>,
    dtype: DType,
    shape: &[isize],
    order: Order,
) -> Result<NewArray<'c>> {
    let class = result_class(like.ctx(), [like])?;
    empty_in_class(class.as_ref(), dtype, shape, order)?.finalized(Some(like.handle()))
}

/// The class of what is made of arrays: that of the first whose class is derived from `ndarray`, or `ndarray` itself.
///
/// # Errors
/// Before the module is ready.
#[inline]
pub fn result_class<'a, 'c: 'a>(
    ctx: Ctx<'c>,
    arrays: impl IntoIterator<Item = Obj<'a, 'c, NdArray>>,
) -> Result<ClassHandle<'c, NdArray>> {
    match arrays.into_iter().find(|array| array.derived()) {
        Some(array) => Ok(array.class()?),
        None => Ok(ctx.class::<NdArray>()?),
    }
}

/// A view of an array, as an instance of `ndarray` or of a class derived from it.
///
/// # Errors
/// When there is no memory for the object.
pub fn view_in_class<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    array: Obj<'_, 'c, NdArray>,
    window: &Window,
) -> Result<NewArray<'c>> {
    let part = Part {
        dtype: array.dtype(),
        data: array.data().wrapping_offset(window.offset()),
        shape: window.shape(),
        strides: window.strides(),
    };
    // SAFETY: a window's elements are the array's.
    unsafe { view_of_part(class, array, part) }
}

/// The object whose memory the array shows; `None` if the memory is the array's own.
pub fn base<'c>(array: Obj<'_, 'c, NdArray>) -> Option<Handle<'c>> {
    if !array.borrowed() {
        return None;
    }
    let mut owner = array.owner.load(array);
    // Storages may stand in a row where an array was given dimensions that do not fit it.
    while let Some(storage) = owner.as_ref().and_then(|owner| owner.get::<Storage>()) {
        owner = storage.base.load(storage);
    }
    owner
}

/// Allows or forbids assignment to an array's elements.
///
/// # Errors
/// `ValueError` when a base that is an array forbids it.
pub fn set_writeable(array: Obj<'_, '_, NdArray>, writeable: bool) -> Result<()> {
    if writeable {
        let owner = base(array);
        let forbidden = match owner.as_ref().map(|owner| owner.get::<NdArray>()) {
            Some(Some(base)) => !base.writeable(),
            // Memory of others that came read-only stays so.
            Some(None) => !array.writeable(),
            None => false,
        };
        if forbidden {
            return Err(Error::value("cannot set WRITEABLE flag to True of this array").into());
        }
    }
    array.payload().set_writeable(writeable);
    Ok(())
}
