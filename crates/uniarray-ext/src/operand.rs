//! Python objects as operands of the core.

use crate::array::NdArray;
use crate::convert;
use crate::error::{Failure, Result};
use crate::scalar::{self, Slot};
use hpy::{ClassRef, Exc, Handle, Obj, Object, Ref, Type};
use uniarray_core::dtype::DType;
use uniarray_core::error::Error;
use uniarray_core::scalar::{Scalar, Weak};
use uniarray_core::ufunc::Operand;

/// An operand, with what holds its elements.
pub enum Input<'a, 'c> {
    /// An array.
    Array(Obj<'a, 'c, NdArray>),
    /// An array that was made of something else.
    Made(Handle<'c>),
    /// A scalar of ours.
    Scalar(Slot),
    /// A Python `bool`: it has a dtype, as it has in NumPy.
    Bool(Slot),
    /// A Python number that adapts to the other operands.
    Weak(Weak),
}

impl<'c> Input<'_, 'c> {
    /// The operand for the core.
    #[inline]
    pub fn operand(&self) -> Operand<'_> {
        match self {
            Input::Array(array) => Operand::Array(array.payload().view()),
            Input::Made(array) => Operand::Array(made(array).payload().view()),
            Input::Scalar(slot) | Input::Bool(slot) => Operand::Array(slot.view()),
            Input::Weak(number) => Operand::Weak(*number),
        }
    }

    /// Whether the operand has axes or is an array object.
    pub fn is_array(&self) -> bool {
        matches!(self, Input::Array(_) | Input::Made(_))
    }

    /// The dtype of a scalar of ours, which a Python number is not.
    pub fn scalar_dtype(&self) -> Option<DType> {
        match self {
            Input::Scalar(slot) => Some(slot.view().dtype()),
            _ => None,
        }
    }
}

fn made<'h, 'c>(array: &'h Handle<'c>) -> Obj<'h, 'c, NdArray> {
    array.get::<NdArray>().expect("converted to an array")
}

/// What an operator finds beside its own object.
pub enum Other<'a, 'c> {
    /// An operand.
    Input(Input<'a, 'c>),
    /// An object that wants to do the operation itself.
    Defers,
    /// An object whose class has a say in what ufuncs do with it.
    Special,
    /// Nothing that could be an array of numbers.
    Unknown,
}

/// An array, a scalar or a Python number; `None` for other objects.
///
/// # Errors
/// When the host cannot read a number.
#[inline]
pub fn number<'a, 'c>(
    class: ClassRef<'_, 'c, NdArray>,
    object: Ref<'a, 'c>,
) -> Result<Option<Input<'a, 'c>>> {
    match class.get(object) {
        Some(array) => Ok(Some(Input::Array(array))),
        None => Ok(scalar_or_number(object)?),
    }
}

/// A scalar or a Python number; `None` for other objects.
///
/// # Errors
/// When the host cannot read a number.
#[inline]
pub fn scalar_or_number<'a, 'c>(object: Ref<'a, 'c>) -> hpy::Result<Option<Input<'a, 'c>>> {
    // The builtin types first: a host tells those apart without a look at our own.
    if object.isinstance(Type::Float) {
        return match scalar::read_float(object)? {
            Some(value) => Ok(Some(Input::Scalar(Slot::new(value)))),
            None => python_number(object, Type::Float),
        };
    }
    if object.isinstance(Type::Int) {
        if object.isinstance(Type::Bool) {
            return Ok(Some(Input::Bool(Slot::new(object.is_true()?.into()))));
        }
        return python_number(object, Type::Int);
    }
    if let Some(value) = scalar::read_stored(object.ctx(), object)? {
        return Ok(Some(Input::Scalar(Slot::new(value))));
    }
    if object.isinstance(Type::Complex) {
        return python_number(object, Type::Complex);
    }
    Ok(None)
}

/// An instance of a Python number's type, which adapts to the other operands; what is of a derived class has the dtype that an array
/// of it has, unless the class has a say in what ufuncs do.
fn python_number<'a, 'c>(object: Ref<'a, 'c>, class: Type) -> hpy::Result<Option<Input<'a, 'c>>> {
    let number = scalar::from_number(object)?;
    if object.is_exactly(class)? {
        return Ok(number.map(Input::Weak));
    }
    if object.type_of()?.hasattr(c"__array_ufunc__") {
        return Ok(None);
    }
    Ok(number.map(|number| match alone(number) {
        Some(value) => Input::Scalar(Slot::new(value)),
        None => Input::Weak(number),
    }))
}

/// A Python number as the scalar that it is on its own; `None` for an `int` that no dtype holds.
fn alone(number: Weak) -> Option<Scalar> {
    match number {
        Weak::Int(value) => match i64::try_from(value) {
            Ok(value) => Some(Scalar::Int64(value)),
            Err(_) => u64::try_from(value).ok().map(Scalar::UInt64),
        },
        Weak::LongInt(_) => None,
        Weak::Float(value) => Some(Scalar::Float64(value)),
        Weak::Complex(value) => Some(Scalar::Complex128(value)),
    }
}

/// An operand of a function: whatever can become an array.
///
/// # Errors
/// `TypeError` for objects that cannot, and what their own methods raise.
pub fn of<'a, 'c>(class: ClassRef<'_, 'c, NdArray>, object: Ref<'a, 'c>) -> Result<Input<'a, 'c>> {
    match number(class, object)? {
        Some(input) => Ok(input),
        None => Ok(Input::Made(convert::as_array(object.ctx(), object, None)?)),
    }
}

/// An operand of an operator. `this` is the other one where Python asks it first: only then is the operation left to `object`
/// because of its priority.
///
/// # Errors
/// What the object's own methods raise; sequences that are no arrays.
pub fn beside<'a, 'c>(
    class: ClassRef<'_, 'c, NdArray>,
    this: Option<Ref<'_, 'c>>,
    object: Ref<'a, 'c>,
) -> Result<Other<'a, 'c>> {
    match number(class, object)? {
        Some(Input::Array(array)) if array.derived() => of_class(this, object),
        Some(input) => Ok(Other::Input(input)),
        None => converted(this, object),
    }
}

/// An array of a class derived from `ndarray`.
fn of_class<'a, 'c>(this: Option<Ref<'_, 'c>>, object: Ref<'a, 'c>) -> Result<Other<'a, 'c>> {
    let refuses = this.is_some() && object.type_of()?.getattr(c"__array_ufunc__")?.is_none();
    Ok(if refuses { Other::Defers } else { Other::Special })
}

fn converted<'a, 'c>(this: Option<Ref<'_, 'c>>, object: Ref<'a, 'c>) -> Result<Other<'a, 'c>> {
    if object.is_none() || object.is_str() || object.is_bytes() || object.is_dict() {
        return Ok(Other::Unknown);
    }
    if !(object.is_list() || object.is_tuple()) {
        let class = object.type_of()?;
        if class.hasattr(c"__array_ufunc__") {
            let refuses = class.getattr(c"__array_ufunc__")?.is_none();
            return Ok(if refuses { Other::Defers } else { Other::Special });
        }
        if let Some(this) = this
            && class.hasattr(c"__array_priority__")
            && !object.isinstance(&this.type_of()?)
            && priority(this)? < priority(object)?
        {
            return Ok(Other::Defers);
        }
        if class.hasattr(c"__array_wrap__") {
            return Ok(Other::Special);
        }
    }
    let ctx = object.ctx();
    match convert::as_array(ctx, object, None) {
        Ok(array) => Ok(Other::Input(Input::Made(array))),
        Err(Failure::Python(error)) if error.matches(ctx, Exc::TypeError) => {
            error.clear(ctx);
            Ok(Other::Unknown)
        }
        // Numbers that are objects of their own: the ufunc finds what Python code has for them.
        Err(Failure::Core(error)) if matches!(*error, Error::Elsewhere { .. }) => Ok(Other::Special),
        Err(error) => Err(error),
    }
}

/// `__array_priority__`; without one, that of scalars.
fn priority(object: Ref<'_, '_>) -> Result<f64> {
    if object.hasattr(c"__array_priority__") {
        return Ok(object.getattr(c"__array_priority__")?.extract()?);
    }
    Ok(-1_000_000.0)
}
