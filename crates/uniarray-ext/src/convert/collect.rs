//! The walk through nested sequences, in which every object is looked at once: what user code changes meanwhile does no harm.

use super::element::{by_constructor, is_sequence, number};
use super::{foreign, warn_of_lost_parts};
use crate::array::NdArray;
use crate::array::make::{self, NewArray};
use crate::elsewhere;
use crate::error::{Failure, Result};
use crate::warning;
use hpy::{Ctx, Exc, Handle, Object, Ref, Type};
use uniarray_core::dtype::DType;
use uniarray_core::error::Error;
use uniarray_core::layout::View;
use uniarray_core::manip::Order;
use uniarray_core::nested::Nesting;
use uniarray_core::numbers::{Number, Numbers};
use uniarray_core::scalar::Weak;

/// What an object turned out to be.
pub enum Found<'c> {
    /// An array, or memory that became one.
    Array(Handle<'c>),
    /// An array that an object made as a copy, as it was told.
    Copy(Handle<'c>),
    /// A number or a nesting.
    Numbers(Collected<'c>),
}

/// The numbers and arrays of a nesting.
pub struct Collected<'c> {
    nesting: Nesting,
    numbers: Numbers,
    arrays: Vec<Handle<'c>>,
    /// Objects that are no numbers are converted to it.
    dtype: Option<DType>,
}

/// Looks at an object and all that it contains. `copy` is what an `__array__` of the object itself is told.
///
/// # Errors
/// As for [`super::as_array`].
pub fn collect<'c>(
    ctx: Ctx<'c>,
    object: Ref<'_, 'c>,
    dtype: Option<DType>,
    copy: Option<bool>,
) -> Result<Found<'c>> {
    let mut collected = Collected {
        nesting: Nesting::new(),
        numbers: Numbers::default(),
        arrays: Vec::new(),
        dtype,
    };
    if object.is_list() || object.is_tuple() {
        collected.add_items(ctx, 0, object)?;
    } else {
        let number = number(object)?;
        if number.is_none()
            && let Some((array, is_copy)) = foreign(ctx, object, dtype, copy)?
        {
            return Ok(if is_copy {
                Found::Copy(array)
            } else {
                Found::Array(array)
            });
        }
        collected.add_looked_at(ctx, 0, object, number)?;
    }
    Ok(Found::Numbers(collected))
}

impl<'c> Collected<'c> {
    /// The array of all that was collected.
    ///
    /// # Errors
    /// `ValueError` for ragged nestings, `OverflowError` for integers that do not fit.
    pub fn into_array(self, ctx: Ctx<'c>, dtype: Option<DType>) -> Result<NewArray<'c>> {
        let shape = self.nesting.finish()?;
        let dtype = match dtype {
            Some(dtype) => dtype,
            None => self.numbers.dtype()?.unwrap_or(DType::FLOAT64),
        };
        let result = make::empty(ctx, dtype, &shape, Order::C)?;
        let arrays: Vec<View<'_>> = self
            .arrays
            .iter()
            .map(|array| array.get::<NdArray>().expect("an array").payload().view())
            .collect();
        if self.numbers.has_complex_elements(&arrays) {
            warn_of_lost_parts(ctx, DType::COMPLEX128, dtype)?;
        }
        let flags = self.numbers.write(result.view(), &arrays)?;
        warning::report(ctx, flags, "cast")?;
        Ok(result)
    }

    fn add(&mut self, ctx: Ctx<'c>, depth: usize, object: Ref<'_, 'c>) -> Result<()> {
        // The two commonest kinds of number, without the detour.
        if object.isinstance(Type::Float) {
            self.nesting.element(depth, &[]);
            self.numbers.push_float(object.extract()?);
            return Ok(());
        }
        if let Some(value) = object.as_small_int()
            && !((value == 0 || value == 1) && object.isinstance(Type::Bool))
        {
            self.nesting.element(depth, &[]);
            self.numbers.push_int(value);
            return Ok(());
        }
        if object.is_list() || object.is_tuple() {
            return self.add_items(ctx, depth, object);
        }
        if let Some(array) = object.get::<NdArray>() {
            return self.add_array(depth, array.handle().to_owned());
        }
        match number(object)? {
            None => match foreign(ctx, object, self.dtype, None)? {
                Some((array, _)) => self.add_array(depth, array),
                None => self.add_looked_at(ctx, depth, object, None),
            },
            found => self.add_looked_at(ctx, depth, object, found),
        }
    }

    fn add_array(&mut self, depth: usize, array: Handle<'c>) -> Result<()> {
        let payload = array.get::<NdArray>().expect("an array");
        elsewhere::refuse(payload)?;
        self.nesting.element(depth, payload.shape());
        self.numbers.push_array(payload.dtype());
        self.arrays.push(array);
        Ok(())
    }

    /// A number, a sequence that is neither list nor tuple, or what must be converted by its own methods.
    fn add_looked_at(
        &mut self,
        ctx: Ctx<'c>,
        depth: usize,
        object: Ref<'_, 'c>,
        number: Option<Number>,
    ) -> Result<()> {
        match number {
            Some(Number::Weak(Weak::Int(value))) if i64::try_from(value).is_ok() => {
                self.nesting.element(depth, &[]);
                self.numbers.push_int(value as i64);
            }
            Some(number) => {
                self.nesting.element(depth, &[]);
                self.numbers.push(number);
            }
            None if is_sequence(object) => {
                let items = ctx.builtin_type(Type::List).call((object,))?;
                self.add_sequence(ctx, depth, items.as_ref())?;
            }
            None => {
                let dtype = self.dtype.ok_or_else(|| no_dtype(object))?;
                self.nesting.element(depth, &[]);
                self.numbers.push(Number::Scalar(by_constructor(object, dtype)?));
            }
        }
        Ok(())
    }

    /// A list or a tuple. Classes derived from them may have their own ideas of items, which do not count.
    fn add_items(&mut self, ctx: Ctx<'c>, depth: usize, sequence: Ref<'_, 'c>) -> Result<()> {
        let class = sequence.type_of()?;
        if class.is(ctx.builtin_type(Type::List)) || class.is(ctx.builtin_type(Type::Tuple)) {
            return self.add_sequence(ctx, depth, sequence);
        }
        let items = ctx.builtin_type(Type::List).call((sequence,))?;
        self.add_sequence(ctx, depth, items.as_ref())
    }

    /// A plain list or tuple.
    fn add_sequence(&mut self, ctx: Ctx<'c>, depth: usize, sequence: Ref<'_, 'c>) -> Result<()> {
        let length = sequence.len()?;
        if !self.nesting.sequence(depth, length) {
            return Ok(());
        }
        for place in 0..length {
            // Conversions may run user code that shortens the list: then there is no such item any more.
            let item = sequence
                .getitem_at(place.cast_signed())
                .map_err(|error| gone(ctx, error))?;
            self.add(ctx, depth + 1, item.as_ref())?;
        }
        Ok(())
    }
}

/// The error for an object of which no array can be made.
fn no_dtype(object: Ref<'_, '_>) -> Failure {
    let name: hpy::Result<String> = object
        .type_of()
        .and_then(|class| class.getattr(c"__name__")?.extract());
    match name {
        Ok(name) => {
            let text = format!(
                "uniarray has no dtype for objects of type '{name}'; give dtype= to convert them to numbers"
            );
            // Python code may have one.
            Error::elsewhere(text).into()
        }
        Err(error) => Failure::Python(error),
    }
}

/// NumPy's error for a list that changes while it is read.
fn gone(ctx: Ctx<'_>, error: hpy::Error) -> Failure {
    if !error.matches(ctx, Exc::IndexError) {
        return Failure::Python(error);
    }
    error.clear(ctx);
    let text =
        "Inconsistent object during array creation? Content of sequences changed (length inconsistent).";
    Failure::Python(ctx.raise(Exc::RuntimeError, text))
}
