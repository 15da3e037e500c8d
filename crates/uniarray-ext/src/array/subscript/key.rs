//! What stands between the brackets, read from Python objects.

use super::Array;
use crate::array::ndarray::{INLINE_DIMS, NdArray};
use crate::convert;
use crate::elsewhere;
use crate::error::{Failure, Result};
use crate::scalar;
use hpy::{Ctx, Exc, Handle, Object, Ref, Type};
use std::borrow::Cow;
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::error::Error;
use uniarray_core::index::{IndexError, Item, Slice, element_offset};
use uniarray_core::scalar::Scalar;

/// So many items need no heap block.
const USUAL: usize = 4;

/// The items of an index, with what keeps their arrays alive.
pub struct Key<'c> {
    /// As long as all items are plain and not more than usual, they are here.
    plain: [Item<'static>; USUAL],
    count: usize,
    /// Else all of them are here.
    parts: Vec<Part<'c>>,
}

enum Part<'c> {
    Plain(Item<'static>),
    Array(Handle<'c>),
}

/// The offset of a single element, if the key is an integer for every axis; the usual case, so it goes without any list.
///
/// # Errors
/// `IndexError` if one is out of bounds.
#[inline]
pub fn element(this: Array<'_, '_>, key: Ref<'_, '_>) -> Result<Option<isize>> {
    if this.ndim() == 1 {
        return match plain_integer(key) {
            Some(index) => Ok(Some(element_offset(this.shape(), this.strides(), &[index])?)),
            None => Ok(None),
        };
    }
    of_integers(this, key)
}

/// As [`element`], for arrays of several axes: of a tuple of integers.
///
/// # Errors
/// `IndexError` if one is out of bounds.
#[inline]
pub fn of_integers(this: Array<'_, '_>, key: Ref<'_, '_>) -> Result<Option<isize>> {
    if (2..=INLINE_DIMS).contains(&this.ndim()) && key.is_tuple() && key.len()? == this.ndim() {
        let mut indices = [0; INLINE_DIMS];
        for (index, item) in indices.iter_mut().zip(key.iter()?) {
            match plain_integer(item?.as_ref()) {
                Some(value) => *index = value,
                None => return Ok(None),
            }
        }
        let indices = &indices[..this.ndim()];
        return Ok(Some(element_offset(this.shape(), this.strides(), indices)?));
    }
    Ok(None)
}

/// A Python `int` of ordinary size, and no `bool`.
#[inline]
pub fn plain_integer(object: Ref<'_, '_>) -> Option<isize> {
    let value = object.as_small_int()?;
    // Only two integers can be truth values.
    if (value == 0 || value == 1) && object.isinstance(Type::Bool) {
        return None;
    }
    Some(value as isize)
}

/// The value of an integer scalar of ordinary size: without a way through Python's `int`.
fn index_of(value: Scalar) -> Option<isize> {
    let kind = value.dtype().kind();
    match value.cast(DType::INT64) {
        Scalar::Int64(index) if kind == Kind::Signed || kind == Kind::Unsigned && index >= 0 => {
            Some(index as isize)
        }
        _ => None,
    }
}

/// A slice, if it is one.
///
/// # Errors
/// `ValueError` for a step of 0; `TypeError` for a part that is no index, and what its `__index__` raises.
pub fn slice(object: Ref<'_, '_>) -> Result<Option<Slice>> {
    let slice = object.as_slice()?;
    Ok(slice.map(|slice| Slice::new(Some(slice.start), Some(slice.stop), Some(slice.step))))
}

impl<'c> Key<'c> {
    /// A key without items.
    #[inline]
    pub fn new() -> Key<'c> {
        Key {
            plain: [Item::NewAxis; USUAL],
            count: 0,
            parts: Vec::new(),
        }
    }

    /// Reads a key into this one, which is new: a key is too large to be moved about.
    ///
    /// # Errors
    /// `IndexError` for what is no index, and what objects raise when they are asked for numbers.
    #[inline]
    pub fn read(&mut self, ctx: Ctx<'c>, key: Ref<'_, 'c>) -> Result<()> {
        if key.is_tuple() {
            for (place, item) in key.iter()?.enumerate() {
                let item = item?;
                // The usual ones first, which are put where they belong at once.
                if self.has_room()
                    && let Some(index) = plain_integer(item.as_ref())
                {
                    self.push_plain(Item::Int(index));
                    continue;
                }
                match Part::read(ctx, item.as_ref()) {
                    Ok(part) => self.push(part),
                    Err(refused) => return Err(first_refused(ctx, key, place, item.as_ref(), refused)),
                }
            }
        } else {
            self.push(Part::read(ctx, key)?);
        }
        Ok(())
    }

    #[inline]
    fn push(&mut self, part: Part<'c>) {
        match part {
            Part::Plain(item) if self.has_room() => self.push_plain(item),
            part => self.push_to_parts(part),
        }
    }

    /// Whether one more plain item fits.
    #[inline(always)]
    fn has_room(&self) -> bool {
        self.count < USUAL && self.parts.is_empty()
    }

    #[inline(always)]
    fn push_plain(&mut self, item: Item<'static>) {
        self.plain[self.count] = item;
        self.count += 1;
    }

    #[inline(never)]
    fn push_to_parts(&mut self, part: Part<'c>) {
        let before = self.plain[..self.count].iter().map(|item| Part::Plain(*item));
        self.parts.extend(before);
        self.count = 0;
        self.parts.push(part);
    }

    /// The offset of a single element, if the key is an integer for every axis.
    ///
    /// # Errors
    /// `IndexError` if one is out of bounds.
    #[inline]
    pub fn element(&self, this: Array<'_, '_>) -> Result<Option<isize>> {
        let mut indices = [0; USUAL];
        for (index, item) in indices.iter_mut().zip(&self.plain[..self.count]) {
            match item {
                Item::Int(value) => *index = *value,
                _ => return Ok(None),
            }
        }
        if self.count == 0 || self.count != this.ndim() {
            return Ok(None);
        }
        let indices = &indices[..self.count];
        Ok(Some(element_offset(this.shape(), this.strides(), indices)?))
    }

    /// The items for the core.
    #[inline]
    pub fn items(&self) -> Cow<'_, [Item<'_>]> {
        if self.parts.is_empty() {
            return Cow::Borrowed(&self.plain[..self.count]);
        }
        Cow::Owned(self.parts.iter().map(Part::item).collect())
    }
}

impl<'c> Part<'c> {
    fn item(&self) -> Item<'_> {
        match self {
            Part::Plain(item) => *item,
            Part::Array(array) => {
                Item::Array(array.get::<NdArray>().expect("read as an array").payload().view())
            }
        }
    }

    #[inline]
    fn read(ctx: Ctx<'c>, item: Ref<'_, 'c>) -> Result<Part<'c>> {
        if let Some(index) = plain_integer(item) {
            return Ok(Part::Plain(Item::Int(index)));
        }
        if let Some(slice) = slice(item)? {
            return Ok(Part::Plain(Item::Slice(slice)));
        }
        if item.is_none() {
            return Ok(Part::Plain(Item::NewAxis));
        }
        if item.is(ctx.ellipsis()) {
            return Ok(Part::Plain(Item::Ellipsis));
        }
        if item.isinstance(Type::Bool) {
            return Ok(Part::Plain(Item::Bool(item.is_true()?)));
        }
        if let Some(array) = item.get::<NdArray>() {
            if !elsewhere::holds_others(array) {
                return Ok(Part::Array(item.to_owned()));
            }
            // Numbers of the other byte order count.
            let numbers = item.call_method(c"_numbers", ())?;
            let plain = numbers.get::<NdArray>().is_some_and(|array| !array.derived());
            return match plain {
                true => Ok(Part::Array(numbers)),
                false => Err(Error::from(IndexError::ArrayDType).into()),
            };
        }
        Part::read_other(ctx, item)
    }

    /// What is neither of the usual things: an integer by `__index__`, a truth value, or something to make an array of.
    fn read_other(ctx: Ctx<'c>, item: Ref<'_, 'c>) -> Result<Part<'c>> {
        match scalar::read(ctx, item)? {
            Some(Scalar::Bool(value)) => return Ok(Part::Plain(Item::Bool(value.get()))),
            Some(value) => {
                if let Some(index) = index_of(value) {
                    return Ok(Part::Plain(Item::Int(index)));
                }
            }
            None => {}
        }
        let sequence = item.is_list() || item.is_str();
        if !sequence && item.hasattr(c"__index__") {
            match item.extract::<isize>() {
                Ok(index) => return Ok(Part::Plain(Item::Int(index))),
                // Like NumPy, whatever goes wrong there only means that this is no integer.
                Err(error) => error.clear(ctx),
            }
            return Err(no_index());
        }
        if item.is_str() || item.is_bytes() || item.is_dict() {
            return Err(no_index());
        }
        let array = match convert::as_array(ctx, item, None) {
            Ok(array) => array,
            Err(Failure::Python(error)) if error.matches(ctx, Exc::TypeError) => {
                error.clear(ctx);
                return Err(no_index());
            }
            Err(Failure::Core(error)) if matches!(*error, Error::Elsewhere { .. }) => return Err(no_index()),
            Err(error) => return Err(error),
        };
        let view = array
            .get::<NdArray>()
            .expect("converted to an array")
            .payload()
            .view();
        if view.size() == 0 {
            // Nothing tells that an empty list is one of integers.
            return Ok(Part::Array(convert::as_array(
                ctx,
                array.as_ref(),
                Some(DType::INTP),
            )?));
        }
        match view.dtype().kind() {
            Kind::Bool | Kind::Signed | Kind::Unsigned => Ok(Part::Array(array)),
            Kind::Float | Kind::Complex => Err(no_index()),
        }
    }
}

/// The error of a key with a refused item: what is no index at all comes before a slice whose parts are none.
#[cold]
fn first_refused<'c>(
    ctx: Ctx<'c>,
    key: Ref<'_, 'c>,
    place: usize,
    item: Ref<'_, 'c>,
    refused: Failure,
) -> Failure {
    let error = match refused {
        Failure::Python(error) if item.isinstance(Type::Slice) && error.matches(ctx, Exc::TypeError) => error,
        refused => return refused,
    };
    error.clear(ctx);
    let later = key.iter().into_iter().flatten().skip(place + 1).flatten();
    for other in later.filter(|other| !other.isinstance(Type::Slice)) {
        if let Err(error) = Part::read(ctx, other.as_ref()) {
            return error;
        }
    }
    // The slice says once more what is wrong with it.
    Part::read(ctx, item).err().unwrap_or_else(no_index)
}

#[cold]
fn no_index() -> Failure {
    Error::from(IndexError::NotAnIndex).into()
}
