//! `a[…]`, `a[…] = v`, iteration and membership.

mod assign;
mod key;
mod walk;

pub use assign::{check_writeable, fill};
pub use key::{Key, plain_integer};

use super::make::{self, Part};
use super::ndarray::NdArray;
use crate::error::Result;
use crate::scalar;
use hpy::{ClassDef, Ctx, Handle, Obj, Object, Ref};
use uniarray_core::cast::copy_into;
use uniarray_core::dtype::DType;
use uniarray_core::error::Casting;
use uniarray_core::index::{Basic, Item, Plan, basic, element_offset, gather_row, plan};
use uniarray_core::manip::Order;

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the slots.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.getitem(getitem);
    class.setitem(assign::setitem);
    class.sq_item(sq_item);
    walk::define(class);
}

/// The scalar object of the element that lies at an offset in bytes, which is that of an element.
///
/// # Errors
/// When there is no memory for it.
#[inline]
pub fn element_at<'c>(this: Array<'_, 'c>, offset: isize) -> Result<Handle<'c>> {
    let at = this.data().wrapping_offset(offset);
    // SAFETY: the offset was computed from indices that were checked against the shape.
    Ok(unsafe { scalar::of_element(this.ctx(), this.dtype(), at)? })
}

fn getitem<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, key: Ref<'_, 'c>) -> Result<Handle<'c>> {
    // One index or slice, which are the usual keys, and a tuple of some of them go without any list.
    if let Some(index) = key::plain_integer(key) {
        return sq_item(ctx, this, index);
    }
    if let Some(offset) = key::of_integers(this, key)? {
        return element_at(this, offset);
    }
    // The axes are looked at after the key, whose parts may be objects with code of their own.
    if let Some(slice) = key::slice(key)? {
        return get(this, &[Item::Slice(slice)]);
    }
    if key.is(ctx.ellipsis()) {
        return get(this, &[Item::Ellipsis]);
    }
    if key.is_none() {
        return get(this, &[Item::NewAxis]);
    }
    if let Some(result) = picked_row(this, key)? {
        return Ok(result);
    }
    let object = key;
    let mut key = Key::new();
    key.read(ctx, object)?;
    if let Some(offset) = key.element(this)? {
        return element_at(this, offset);
    }
    get(this, &key.items())
}

/// The elements at a plain array of positions with one axis, of a plain array with one axis; `None` for others.
///
/// # Errors
/// `IndexError` for a position out of bounds.
#[inline]
pub fn picked_row<'c>(this: Array<'_, 'c>, key: Ref<'_, 'c>) -> Result<Option<Handle<'c>>> {
    let Some(index) = row_of_positions(this, key) else {
        return Ok(None);
    };
    let result = fresh(this, index.shape())?;
    match gather_row(this.payload().view(), index.payload().view(), result.view()) {
        Some(done) => {
            done?;
            Ok(Some(result.into_handle()))
        }
        None => Ok(None),
    }
}

/// The key, if it is a plain array of positions with one axis, for a plain array with one axis.
#[inline]
fn row_of_positions<'a, 'c>(this: Array<'_, 'c>, key: Ref<'a, 'c>) -> Option<Array<'a, 'c>> {
    if this.ndim() != 1 || this.derived() {
        return None;
    }
    key.get::<NdArray>()
        .filter(|index| index.ndim() == 1 && index.dtype() == DType::INTP && !index.derived())
}

/// One item along the first axis.
///
/// # Errors
/// `IndexError` if there is none of that index.
#[inline]
pub fn sq_item<'c>(_: Ctx<'c>, this: Array<'_, 'c>, index: isize) -> Result<Handle<'c>> {
    if this.ndim() == 1 {
        return element_at(this, element_offset(this.shape(), this.strides(), &[index])?);
    }
    get(this, &[Item::Int(index)])
}

fn get<'c>(this: Array<'_, 'c>, items: &[Item<'_>]) -> Result<Handle<'c>> {
    if let Some(part) = basic(this.payload().view(), items) {
        return shown(this, &part);
    }
    match plan(this.payload().view(), items)? {
        Plan::Element(offset) => element_at(this, offset),
        Plan::Window { window, copy: false } => Ok(make::view_of(this, &window)?.into_handle()),
        Plan::Window { window, copy: true } => {
            let result = fresh(this, window.shape())?;
            // SAFETY: the window was made for this array.
            copy_into(result.view(), unsafe { window.of(this.view()) }, Casting::No)?;
            Ok(result.finalized(Some(this.handle()))?.into_handle())
        }
        Plan::Pick(pick) => {
            let result = fresh(this, pick.shape())?;
            pick.gather(result.view())?;
            Ok(result.finalized(Some(this.handle()))?.into_handle())
        }
    }
}

/// A view of a part of the array.
#[inline]
fn shown<'c>(this: Array<'_, 'c>, part: &Basic) -> Result<Handle<'c>> {
    let class = make::result_class(this.ctx(), [this])?;
    let part = Part {
        dtype: this.dtype(),
        data: this.data().wrapping_offset(part.offset()),
        shape: part.shape(),
        strides: part.strides(),
    };
    // SAFETY: the core made the part for this array.
    Ok(unsafe { make::view_of_part(class.as_ref(), this, part)? }.into_handle())
}

/// A new array of the same class and dtype.
fn fresh<'c>(this: Array<'_, 'c>, shape: &[isize]) -> Result<make::NewArray<'c>> {
    make::empty_in_class(
        make::result_class(this.ctx(), [this])?.as_ref(),
        this.dtype(),
        shape,
        Order::C,
    )
}
