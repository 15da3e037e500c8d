//! The elements of arrays that are walked through together, as arrays without axes: a native iterator for CPython, of which `nditer` makes use.

use super::make::{self, Part};
use super::ndarray::NdArray;
use super::walked::{itself, offset_of};
use crate::error::Result;
use hpy::{Args, Class, ClassDef, Ctx, Exc, Field, Handle, ModuleDef, Obj, Object, Visit};
use std::ffi::CStr;
use uniarray_core::dtype::DType;
use uniarray_core::error::Error;
use uniarray_core::manip::Order;

/// The iterator.
pub struct Points {
    /// What goes on where this iterator ends, by its `__next__`.
    rest: Field,
    /// The arrays, as a tuple.
    arrays: Field,
    /// The objects whose memory they show.
    owners: Box<[Field]>,
    /// An array of two int64: the place that is next, in C order, and the one to end at. Whoever else has it can move both.
    counter: Field,
    payloads: Box<[*const NdArray]>,
    count: *const NdArray,
    /// The least size of the arrays.
    size: i64,
    /// Whether nobody needs to be called at the end: the counter tells of it.
    alone: bool,
}

/// What the counter says.
enum Step {
    /// The place of the next element, which is taken.
    Element(isize),
    End,
    /// The iteration goes on elsewhere.
    LetGo,
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
        for field in [&self.rest, &self.arrays, &self.counter]
            .into_iter()
            .chain(&self.owners)
        {
            visit.field(field);
        }
    }
}

impl Points {
    /// Takes the next place. At the end the counter is one beyond it.
    #[inline]
    fn step(&self) -> Step {
        // SAFETY: the payload of the array in the field lies where it lies as long as that lives (`Obj::as_ptr`), and has two int64.
        unsafe {
            let at = (*self.count).data().cast::<[i64; 2]>();
            let [place, end] = at.read_unaligned();
            let next = at.cast::<i64>();
            if 0 <= place && place < end.min(self.size) {
                next.write_unaligned(place + 1);
                return Step::Element(place as isize);
            }
            if end == 0 || !self.alone {
                return Step::LetGo;
            }
            next.write_unaligned(end.saturating_add(1));
        }
        Step::End
    }

    fn next<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Points>) -> Result<Option<Handle<'c>>> {
        let lost = || ctx.raise(Exc::SystemError, "an iterator without its arrays");
        let place = match this.step() {
            Step::Element(place) => place,
            Step::End => return Ok(None),
            Step::LetGo => {
                let rest = this.rest.load(this).ok_or_else(lost)?;
                return Ok(Some(rest.call_method(c"__next__", ())?));
            }
        };
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
            let owner = this.owners[operand].load(this).ok_or_else(lost)?;
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

/// `_points(rest, arrays, place, end, alone)`: the iterator, and the array with its place and its end. Unless it is `alone`, `rest` is
/// called at the end.
fn points<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [rest, arrays, place, end, alone] = args.exactly("_points")?;
    let handles: Vec<Handle<'c>> = arrays.iter()?.collect::<hpy::Result<_>>()?;
    let found: Vec<_> = handles
        .iter()
        .filter_map(|handle| handle.get::<NdArray>())
        .collect();
    if found.len() != handles.len() || found.is_empty() || found.iter().any(|array| array.derived()) {
        return Err(Error::value("plain arrays are needed").into());
    }
    let counter = make::empty(ctx, DType::INT64, &[2], Order::C)?;
    let places: [i64; 2] = [place.extract()?, end.extract()?];
    // SAFETY: two int64 have room for two int64.
    unsafe { counter.view().data().cast::<[i64; 2]>().write_unaligned(places) };
    let counter = counter.into_handle();
    let Some(count) = counter.get::<NdArray>().map(|count| count.as_ptr().cast_const()) else {
        return Err(Error::value("an array that is none").into());
    };
    let made = ctx.class::<Points>()?.as_ref().create_owned(Points {
        rest: Field::null(),
        arrays: Field::null(),
        owners: found.iter().map(|_| Field::null()).collect(),
        counter: Field::null(),
        payloads: found.iter().map(|array| array.as_ptr().cast_const()).collect(),
        count,
        alone: alone.is_true()?,
        size: found
            .iter()
            .map(|array| array.view().size() as i64)
            .min()
            .unwrap_or(0),
    })?;
    let this = made.as_obj();
    for (field, &array) in this.owners.iter().zip(&found) {
        let base = make::base(array);
        field.store(this, Some(base.unwrap_or_else(|| array.handle().to_owned())));
    }
    // A tuple of its own: nobody else takes arrays out of it.
    this.arrays.store(
        this,
        Some(ctx.tuple(handles.iter().map(|handle| handle.to_owned()))?),
    );
    this.counter.store(this, Some(&counter));
    this.rest.store(this, Some(rest));
    Ok(ctx.tuple([made.into_handle(), counter])?)
}

/// Registers the class and the function.
pub fn define(module: &mut ModuleDef) {
    module.class::<Points>();
    module.function(c"_points", points);
}
