//! `a[…] = v`

use super::{Array, key};
use crate::array::NdArray;
use crate::convert::{self, Found};
use crate::elsewhere;
use crate::error::Result;
use crate::long;
use crate::scalar::{self, Slot};
use crate::warning;
use hpy::{Ctx, Handle, Object, Ref};
use key::Key;
use std::borrow::Cow;
use uniarray_core::cast::copy_into;
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::error::{Casting, Error};
use uniarray_core::flags::FpFlags;
use uniarray_core::index::{Basic, Item, Plan, basic, plan, scatter_row};
use uniarray_core::layout::View;
use uniarray_core::numbers::Number;

/// A value on its way into an array.
pub enum Value<'c> {
    /// One element, already of the array's dtype.
    Element(Slot),
    /// An array of any dtype.
    Array(Handle<'c>),
}

impl<'c> Value<'c> {
    /// Reads a value for an array of a dtype: Python's numbers must fit it, arrays are cast when they are written.
    ///
    /// # Errors
    /// As for [`convert::as_array`] and [`convert::element`].
    pub fn read(ctx: Ctx<'c>, object: Ref<'_, 'c>, dtype: DType) -> Result<Value<'c>> {
        if let Some(array) = object.get::<NdArray>() {
            let native = elsewhere::converted(array, Some(dtype))?;
            return Ok(Value::Array(native.unwrap_or_else(|| object.to_owned())));
        }
        if let Some(number) = convert::number(object)? {
            return Ok(Value::Element(Slot::new(convert::element_of_number(
                object, number, dtype,
            )?)));
        }
        Ok(match convert::collect(ctx, object, Some(dtype), None)? {
            Found::Array(array) | Found::Copy(array) => Value::Array(array),
            Found::Numbers(collected) => Value::Array(collected.into_array(ctx, Some(dtype))?.into_handle()),
        })
    }

    /// The value as an array.
    pub fn view(&self) -> View<'_> {
        match self {
            Value::Element(slot) => slot.view(),
            Value::Array(array) => array.get::<NdArray>().expect("an array").payload().view(),
        }
    }
}

/// Whether an object becomes a value without any Python code running meanwhile.
fn is_simple(object: Ref<'_, '_>) -> bool {
    object.get::<NdArray>().is_some() || matches!(convert::number(object), Ok(Some(_)))
}

/// Refuses to write to an array that is read-only.
///
/// # Errors
/// `ValueError`
pub fn check_writeable(this: Array<'_, '_>) -> Result<()> {
    if this.writeable() {
        Ok(())
    } else {
        Err(Error::value("assignment destination is read-only").into())
    }
}

/// The slot: no value means deletion.
pub fn setitem<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    key: Ref<'_, 'c>,
    value: Option<Ref<'_, 'c>>,
) -> Result<()> {
    let Some(value) = value else {
        return Err(Error::value("cannot delete array elements").into());
    };
    let is_number = scalar::may_be_put(ctx, value)?;
    if !is_number
        && let Some(array) = value.get::<NdArray>()
        && let Some(native) = elsewhere::converted(array, Some(this.dtype()))?
    {
        return setitem(ctx, this, key, Some(native.as_ref()));
    }
    check_writeable(this)?;
    if let Some(offset) = key::element(this, key)? {
        let at = this.data().wrapping_offset(offset);
        // SAFETY: the offset was computed from indices that were checked against the shape.
        if is_number && unsafe { scalar::put(value, this.dtype(), at)? } {
            return Ok(());
        }
        if let Some(number) = convert::number(value)? {
            return write_number(this, offset, value, number);
        }
        return write_element(ctx, this, key, value);
    }
    if let Some(index) = super::row_of_positions(this, key)
        && let Some(values) = value.get::<NdArray>()
        && let Some(done) = scatter_row(
            this.payload().view(),
            index.payload().view(),
            values.payload().view(),
        )
    {
        return Ok(done?);
    }
    let object = key;
    let mut key = Key::new();
    key.read(ctx, object)?;
    if let Some(array) = value.get::<NdArray>()
        && (array.dtype().kind() != Kind::Complex || this.dtype().kind() == Kind::Complex)
        && let Some(part) = basic(this.payload().view(), &key.items())
    {
        return copy_to(ctx, this, &part, array.payload().view());
    }
    if !is_simple(value) {
        // A wrong index is told before a wrong value. The plan itself is of no use: the value's own code may reshape the array.
        let plan = plan(this.payload().view(), &key.items())?;
        if let Plan::Element(_) = plan {
            return set_element(ctx, this, &key, value);
        }
    }
    let value = Value::read(ctx, value, this.dtype())?;
    set(ctx, this, Some(&key), value)
}

/// Writes a number to the element at an offset.
#[inline]
fn write_number(this: Array<'_, '_>, offset: isize, object: Ref<'_, '_>, number: Number) -> Result<()> {
    let value = convert::element_of_number(object, number, this.dtype())?;
    // SAFETY: the offset was computed from indices that were checked against the shape. A warning's Python code may have given the
    // array another shape since, but its memory stays.
    unsafe { value.write(this.data().wrapping_offset(offset)) };
    Ok(())
}

/// Writes an object that is no number to a single element.
#[cold]
fn write_element<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, key: Ref<'_, 'c>, value: Ref<'_, 'c>) -> Result<()> {
    let mut parts = Key::new();
    parts.read(ctx, key)?;
    set_element(ctx, this, &parts, value)
}

fn set_element<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, key: &Key<'c>, value: Ref<'_, 'c>) -> Result<()> {
    let value = one_value(ctx, value, this.dtype())?;
    set(ctx, this, Some(key), value)
}

/// A value for a single element: a sequence is none (what Python makes a number of is one, though), and an array only if it has no axes.
fn one_value<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>, dtype: DType) -> Result<Value<'c>> {
    let array = match object.get::<NdArray>() {
        Some(_) => Some(object.to_owned()),
        None if object.is_list() || object.is_tuple() => None,
        None => match convert::number(object)? {
            Some(_) => None,
            None => convert::foreign(ctx, object, Some(dtype), None)?.map(|(array, _)| array),
        },
    };
    match array.map(Value::Array).filter(|value| value.view().ndim() == 0) {
        Some(value) => Ok(value),
        None => Ok(Value::Element(Slot::new(convert::element(object, dtype)?))),
    }
}

/// Writes elements to a part of the array.
fn copy_to(ctx: Ctx<'_>, this: Array<'_, '_>, part: &Basic, from: View<'_>) -> Result<()> {
    let at = this.data().wrapping_offset(part.offset());
    // SAFETY: the core made the part for this array.
    let into = unsafe { this.view().with_layout(at, part.shape(), part.strides()) };
    let flags = long::copy(ctx, into, from, Casting::Unsafe)?;
    Ok(warning::report(ctx, flags, "cast")?)
}

/// Writes a value to what a key means, or to the whole array.
fn set<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, key: Option<&Key<'c>>, value: Value<'c>) -> Result<()> {
    convert::warn_of_lost_parts(ctx, value.view().dtype(), this.dtype())?;
    // No Python code runs between here and the end of the assignment: it could change the layout of any array in it.
    let items = key.map_or(Cow::Borrowed(&[Item::Ellipsis][..]), Key::items);
    if let Some(part) = basic(this.payload().view(), &items) {
        return copy_to(ctx, this, &part, value.view());
    }
    let flags = match plan(this.payload().view(), &items)? {
        Plan::Element(offset) => {
            let at = this.data().wrapping_offset(offset);
            // SAFETY: the offset was computed from indices that were checked against the shape.
            let into = unsafe { this.view().with_layout(at, &[], &[]) };
            let mut from = value.view();
            if from.ndim() > 0 {
                // An array of one element is true or false like it; as a number it is not taken.
                if this.dtype().kind() != Kind::Bool || from.size() != 1 {
                    return Err(Error::value("setting an array element with a sequence.").into());
                }
                // SAFETY: it lies at the beginning of the array.
                from = unsafe { from.with_layout(from.data(), &[], &[]) };
            }
            copy_into(into, from, Casting::Unsafe)?
        }
        Plan::Window { window, .. } => {
            // SAFETY: the window was made for this array.
            let into = unsafe { window.of(this.view()) };
            long::copy(ctx, into, value.view(), Casting::Unsafe)?
        }
        Plan::Pick(_) if value.view().dtype() != this.dtype() => {
            let cast = convert::cast_elements(ctx, value.view(), this.dtype())?;
            return set(ctx, this, key, Value::Array(cast.into_handle()));
        }
        Plan::Pick(pick) => {
            pick.scatter(value.view())?;
            FpFlags::NONE
        }
    };
    Ok(warning::report(ctx, flags, "cast")?)
}

/// `a.fill(value)`: every element becomes the one value.
///
/// # Errors
/// `ValueError` if the array is read-only or the value is an array with axes; those of [`convert::element`].
pub fn fill<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, value: Ref<'_, 'c>) -> Result<()> {
    check_writeable(this)?;
    let value = one_value(ctx, value, this.dtype())?;
    set(ctx, this, None, value)
}
