//! The elements of arrays that are walked through together, as arrays without axes: a native iterator for CPython, of which `nditer` makes use.

use super::make::{self, Part};
use super::ndarray::NdArray;
use super::walked::{itself, offset_of};
use crate::error::Result;
use hpy::{Args, Class, ClassDef, Ctx, Exc, Field, Handle, ModuleDef, Obj, Object, Visit};
use std::ffi::CStr;
use uniarray_core::dtype::DType;
use uniarray_core::error::Error;

/// The iterator.
pub struct Points {
    /// What goes on where this iterator ends, by its `__next__`.
    rest: Field,
    /// The arrays, as a tuple.
    arrays: Field,
    /// The objects whose memory they show, as a tuple.
    owners: Field,
    /// An array of two int64: the place that is next, in C order, and the one to end at. Whoever else has it can move both.
    counter: Field,
    payloads: Box<[*const NdArray]>,
    count: *const NdArray,
    /// The least size of the arrays.
    size: i64,
}

// SAFETY: the pointers are to payloads of objects that the fields keep alive, and objects are only used by the thread that holds the interpreter.
unsafe impl Send for Points {}

impl Class for Points {
    const NAME: &'static CStr = c"uniarray._core._points_iterator";
    const TRAVERSE: bool = true;
    hpy::type_object!(Points);

    fn define(class: &mut ClassDef<Self>) {
        class.iter(itself::<Points>);
        class.next(Points::next);
    }

    fn traverse(&self, visit: &mut Visit<'_>) {
        for field in [&self.rest, &self.arrays, &self.owners, &self.counter] {
            visit.field(field);
        }
    }
}

impl Points {
    /// The place of the next element, which is taken; `None` at the end.
    #[inline]
    fn taken(&self) -> Option<isize> {
        // SAFETY: the payload of the array in the field lies where it lies as long as that lives (`Obj::as_ptr`), and has two int64.
        let (place, end) = unsafe {
            let at = (*self.count).data().cast::<[i64; 2]>();
            let [place, end] = at.read_unaligned();
            let found = 0 <= place && place < end.min(self.size);
            at.cast::<i64>().write_unaligned(place + i64::from(found));
            (place, if found { end } else { 0 })
        };
        (end != 0).then_some(place as isize)
    }

    fn next<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Points>) -> Result<Option<Handle<'c>>> {
        let lost = || ctx.raise(Exc::SystemError, "an iterator without its arrays");
        let Some(place) = this.taken() else {
            let rest = this.rest.load(this).ok_or_else(lost)?;
            return Ok(Some(rest.call_method(c"__next__", ())?));
        };
        let owners = this.owners.load(this).ok_or_else(lost)?;
        let class = ctx.class::<NdArray>()?;
        let element = |operand: usize| -> Result<Handle<'c>> {
            // SAFETY: the payload of an array in the tuple, which lives as long as this object.
            let array = unsafe { &*this.payloads[operand] };
            let part = Part {
                dtype: array.dtype(),
                data: array.data().wrapping_offset(offset_of(array, place)),
                shape: &[],
                strides: &[],
            };
            let owner = owners.getitem_at(operand.cast_signed())?;
            // SAFETY: the place is below the array's size, and its memory that of the owner.
            Ok(unsafe { make::from_memory(class.as_ref(), part, array.writeable(), owner)? }.into_handle())
        };
        if this.payloads.len() == 1 {
            return element(0).map(Some);
        }
        let elements: Vec<_> = (0..this.payloads.len()).map(element).collect::<Result<_>>()?;
        Ok(Some(ctx.tuple(elements)?))
    }
}

/// `_points(rest, arrays, counter)`
fn points<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [rest, arrays, counter] = args.exactly("_points")?;
    let handles: Vec<Handle<'c>> = arrays.iter()?.collect::<hpy::Result<_>>()?;
    let refused = || Error::value("plain arrays and a counter are needed");
    let found: Vec<_> = handles
        .iter()
        .filter_map(|handle| handle.get::<NdArray>())
        .collect();
    let count = counter.get::<NdArray>().ok_or_else(refused)?;
    let is_counter =
        count.dtype() == DType::INT64 && count.writeable() && count.shape() == [2] && count.strides() == [8];
    if found.len() != handles.len()
        || found.is_empty()
        || found.iter().any(|array| array.derived())
        || !is_counter
    {
        return Err(refused().into());
    }
    let owners: Vec<_> = found
        .iter()
        .map(|&array| make::base(array).unwrap_or_else(|| array.handle().to_owned()))
        .collect();
    let made = ctx.class::<Points>()?.as_ref().create_owned(Points {
        rest: Field::null(),
        arrays: Field::null(),
        owners: Field::null(),
        counter: Field::null(),
        payloads: found.iter().map(|array| array.as_ptr().cast_const()).collect(),
        count: count.as_ptr(),
        size: found
            .iter()
            .map(|array| array.view().size() as i64)
            .min()
            .unwrap_or(0),
    })?;
    let this = made.as_obj();
    // A tuple of its own: nobody else takes arrays out of it.
    this.arrays.store(
        this,
        Some(ctx.tuple(handles.iter().map(|handle| handle.to_owned()))?),
    );
    this.owners.store(this, Some(ctx.tuple(owners)?));
    this.counter.store(this, Some(counter));
    this.rest.store(this, Some(rest));
    Ok(made.into_handle())
}

/// Registers the class and the function.
pub fn define(module: &mut ModuleDef) {
    module.class::<Points>();
    module.function(c"_points", points);
}
