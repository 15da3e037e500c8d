//! Draws of distributions whose parameters broadcast.

use super::source::source_of;
use crate::array::{NdArray, make};
use crate::convert;
use crate::dense::elements::{empty, slice, slice_mut};
use crate::error::Result;
use crate::long;
use crate::read::{self, given};
use hpy::{Args, Ctx, Handle, ModuleDef, Object, Ref, Type};
use smallvec::SmallVec;
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Error};
use uniarray_core::layout::{Dims, View, broadcast_shapes, size_of_shape};
use uniarray_core::manip::{Order, broadcast_to};
use uniarray_random::{Column, ResultKind, Results, Row};

/// Registers the function.
pub fn define(module: &mut ModuleDef) {
    module.function(c"_random_draw", draw);
}

/// A parameter's values.
enum Value<'c> {
    Real([f64; 1]),
    Integer([i64; 1]),
    /// Of float64 or int64, in C order.
    Array(make::NewArray<'c>),
}

impl<'c> Value<'c> {
    fn new(ctx: Ctx<'c>, object: Ref<'_, 'c>, integer: bool) -> Result<Value<'c>> {
        if object.isinstance(Type::Int) || (!integer && object.isinstance(Type::Float)) {
            return Value::number(object, integer);
        }
        if object.is_none() {
            return Err(Error::type_error("must be real number, not NoneType").into());
        }
        let dtype = if integer { DType::INT64 } else { DType::FLOAT64 };
        let array = match object.get::<NdArray>() {
            Some(array) => {
                let result = make::empty(ctx, dtype, array.shape(), Order::C)?;
                long::copy(ctx, result.view(), array.payload().view(), Casting::Safe)?;
                result
            }
            None => {
                let array = convert::as_array(ctx, object, Some(dtype))?;
                crate::dense::elements::in_order(array.as_ref())?
            }
        };
        if array.view().ndim() == 0 {
            return Ok(if integer {
                Value::Integer([slice::<i64>(&array)[0]])
            } else {
                Value::Real([slice::<f64>(&array)[0]])
            });
        }
        Ok(Value::Array(array))
    }

    fn number(object: Ref<'_, 'c>, integer: bool) -> Result<Value<'c>> {
        Ok(if integer {
            Value::Integer([object.extract()?])
        } else {
            Value::Real([object.extract()?])
        })
    }

    fn shape(&self) -> &[isize] {
        match self {
            Value::Array(array) => array.view().shape(),
            _ => &[],
        }
    }

    fn column(&self) -> Column<'_> {
        match self {
            Value::Real(value) => Column::Real(value),
            Value::Integer(value) => Column::Integer(value),
            Value::Array(array) if array.view().dtype() == DType::INT64 => Column::Integer(slice(array)),
            Value::Array(array) => Column::Real(slice(array)),
        }
    }

    /// Raises what is wrong with one of the values.
    fn check(&self, row: &Row, index: usize, of_array: bool) -> Result<()> {
        let parameter = &row.parameters[index];
        let broken = |value: f64| parameter.constraint.broken(value, of_array);
        let found = match self.column() {
            Column::Real(values) => values.iter().find_map(|value| broken(*value)),
            Column::Integer(values) => values.iter().find_map(|value| broken(*value as f64)),
        };
        match found {
            Some(broken) => Err(Error::value(broken.of(parameter.name)).into()),
            None => Ok(()),
        }
    }

    /// The values for each element of a shape that the value's own broadcasts to.
    fn spread(self, ctx: Ctx<'c>, shape: &[isize]) -> Result<Value<'c>> {
        let Value::Array(array) = self else {
            return Ok(self);
        };
        if array.view().shape() == shape {
            return Ok(Value::Array(array));
        }
        let window = broadcast_to(array.view(), shape)?;
        let view = make::view_of(array.obj(), &window)?;
        let result = make::empty(ctx, array.view().dtype(), shape, Order::C)?;
        long::copy(ctx, result.view(), view.view(), Casting::No)?;
        Ok(Value::Array(result))
    }
}

/// `_random_draw(source, name, size, out, *parameters)`: numbers of a distribution, one if there is neither a size nor an array among the
/// parameters. `out` is a contiguous array of the right dtype.
fn draw<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let (Some(source), Some(name), size, out) = (args.get(0), args.get(1), args.get(2), args.get(3)) else {
        return Err(Error::type_error("a source, a name, a size and an array are needed").into());
    };
    let row = uniarray_random::find(name.as_str()?).ok_or_else(|| Error::value("no such distribution"))?;
    let parameters = args.skip(4);
    if parameters.len() != row.parameters.len() {
        return Err(Error::type_error("another number of parameters is needed").into());
    }
    let source = source_of(source)?.payload();
    let mut values: SmallVec<[Value<'c>; 3]> = SmallVec::new();
    for (index, parameter) in parameters.iter().enumerate() {
        values.push(Value::new(ctx, parameter, row.takes_integer(index))?);
    }
    let broadcasts = values.iter().any(|value| matches!(value, Value::Array(_)));
    for (index, value) in values.iter().enumerate() {
        value.check(row, index, broadcasts)?;
    }
    let (size, out) = (given(size), given(out));
    if size.is_none() && out.is_none() && !broadcasts {
        return one(ctx, row, source, &values);
    }
    let shape = match out {
        Some(out) => Dims::from_slice(view_of(out)?.shape()),
        None => match size {
            Some(size) => read::dims(size)?,
            None => {
                let shapes: SmallVec<[&[isize]; 3]> = values.iter().map(Value::shape).collect();
                joined(&shapes)?
            }
        },
    };
    if broadcasts {
        fitting(&shape, &values)?;
        let all: Result<_> = values
            .into_iter()
            .map(|value| value.spread(ctx, &shape))
            .collect();
        values = all?;
    }
    let columns: SmallVec<[Column<'_>; 3]> = values.iter().map(Value::column).collect();
    let count = size_of_shape(&shape);
    macro_rules! fill {
        ($type:ty, $kind:ident) => {{
            let mut result = empty::<$type>(ctx, &shape)?;
            let memory = slice_mut::<$type>(&mut result);
            source.draw(ctx, count, |source| {
                row.fill(source, &columns, Results::$kind(memory));
            });
            result
        }};
    }
    let result = match row.gives() {
        ResultKind::Real => fill!(f64, Real),
        ResultKind::RealF32 => fill!(f32, RealF32),
        ResultKind::Integer => fill!(i64, Integer),
    };
    match out {
        None => Ok(result.into_handle()),
        Some(out) => {
            copy_in_memory_order(view_of(out)?, result.view())?;
            Ok(out.to_owned())
        }
    }
}

fn view_of<'a>(array: Ref<'a, '_>) -> Result<View<'a>> {
    match array.get::<NdArray>() {
        Some(array) => Ok(array.payload().view()),
        None => Err(Error::type_error("an array is needed").into()),
    }
}

/// The elements come to lie in the order in which they were drawn, whatever the order of the axes is.
fn copy_in_memory_order(out: View<'_>, drawn: View<'_>) -> Result<()> {
    let whole = out.is_c_contiguous() || out.is_f_contiguous();
    if !whole || out.dtype() != drawn.dtype() || out.size() != drawn.size() {
        return Err(Error::value("the output is no contiguous array of the right dtype").into());
    }
    // SAFETY: both have that many bytes without gaps, the first where its data begins, and the second is new.
    unsafe { std::ptr::copy_nonoverlapping(drawn.data(), out.data(), drawn.nbytes()) };
    Ok(())
}

/// A single number.
fn one<'c>(
    ctx: Ctx<'c>,
    row: &Row,
    source: &super::source::RandomSource,
    values: &[Value<'c>],
) -> Result<Handle<'c>> {
    let columns: SmallVec<[Column<'_>; 3]> = values.iter().map(Value::column).collect();
    macro_rules! one {
        ($zero:expr, $kind:ident) => {{
            let mut result = [$zero];
            source.draw(ctx, 1, |source| {
                row.fill(source, &columns, Results::$kind(&mut result));
            });
            ctx.object(result[0])
        }};
    }
    Ok(match row.gives() {
        ResultKind::Real => one!(0f64, Real),
        ResultKind::RealF32 => one!(0f32, RealF32),
        ResultKind::Integer => one!(0i64, Integer),
    }?)
}

/// Raises if the parameters do not broadcast to the shape, or not to just that one.
fn fitting(shape: &[isize], values: &[Value<'_>]) -> Result<()> {
    let mut shapes: SmallVec<[&[isize]; 4]> = SmallVec::new();
    shapes.push(shape);
    shapes.extend(values.iter().map(Value::shape));
    let all = joined(&shapes)?;
    if all[..] == *shape {
        return Ok(());
    }
    let text = format!(
        "Output size {} is not compatible with broadcast dimensions of inputs {}.",
        shown(shape),
        shown(&all)
    );
    Err(Error::value(text).into())
}

/// The shape that several broadcast to.
fn joined(shapes: &[&[isize]]) -> Result<Dims> {
    broadcast_shapes(shapes).map_err(|error| match mismatch(shapes) {
        Some(text) => Error::value(text).into(),
        None => error.into(),
    })
}

/// NumPy's sentence about the first two shapes that do not fit.
fn mismatch(shapes: &[&[isize]]) -> Option<String> {
    for (second, shape) in shapes.iter().enumerate() {
        for (first, earlier) in shapes[..second].iter().enumerate() {
            if broadcast_shapes(&[earlier, shape]).is_err() {
                return Some(format!(
                    "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg {first} with shape {} \
                     and arg {second} with shape {}.",
                    shown(earlier),
                    shown(shape)
                ));
            }
        }
    }
    None
}

/// A shape as Python shows a tuple.
fn shown(shape: &[isize]) -> String {
    match shape {
        [only] => format!("({only},)"),
        _ => {
            let parts: Vec<String> = shape.iter().map(ToString::to_string).collect();
            format!("({})", parts.join(", "))
        }
    }
}
