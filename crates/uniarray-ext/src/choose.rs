//! `where`.

use crate::array::NdArray;
use crate::array::make;
use crate::convert;
use crate::error::Result;
use crate::functions;
use crate::long;
use crate::operand::{self, Input};
use crate::scalar::Slot;
use hpy::{Args, Ctx, Handle, Kwargs, ModuleDef};
use uniarray_core::dtype::DType;
use uniarray_core::error::Error;
use uniarray_core::iter::k_order_strides;
use uniarray_core::layout::{View, broadcast_shapes};
use uniarray_core::promote::{result_type, weak_value};
use uniarray_core::scalar::Weak;
use uniarray_core::select::select;
use uniarray_core::ufunc::Operand;

/// Registers the function.
pub fn define(module: &mut ModuleDef) {
    module.function(c"where", where_).function_doc(
        c"where(condition, x=None, y=None, /)\n--\n\n\
        Elements of `x` where the condition is true and of `y` elsewhere; without both, where the condition is true (see `nonzero`).\n\n\
        >>> import uniarray as np\n\
        >>> np.where([True, False], [1, 2], 9)\n\
        array([1, 9])\n\
        >>> np.where([0, 1, 1])\n\
        (array([1, 2]),)\n",
    );
}

fn where_<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    kwargs.none_for("where")?;
    let (Some(condition), true) = (args.get(0), args.len() <= 3) else {
        let text = format!(
            "where() takes from 1 to 3 positional arguments but {} were given",
            args.len()
        );
        return Err(ctx.type_error(text).into());
    };
    let relevant = [Some(condition), args.get(1), args.get(2)];
    if let Some(result) = functions::taken_over(ctx, "where", &relevant, None, (args, kwargs))? {
        return Ok(result);
    }
    let (x, y) = match (args.get(1), args.get(2)) {
        (Some(x), Some(y)) => (x, y),
        (None, _) => return Ok(convert::as_array(ctx, condition, None)?.call_method(c"nonzero", ())?),
        _ => return Err(Error::value("either both or neither of x and y should be given").into()),
    };
    let condition = convert::as_array(ctx, condition, None)?;
    let condition = in_dtype(ctx, condition, DType::BOOL)?;
    let class = ctx.class::<NdArray>()?;
    let inputs = [operand::of(class.as_ref(), x)?, operand::of(class.as_ref(), y)?];

    let mut dtypes: Vec<DType> = Vec::new();
    let mut numbers: Vec<Weak> = Vec::new();
    for input in &inputs {
        match input.operand() {
            Operand::Array(view) => dtypes.push(view.dtype()),
            Operand::Weak(number) => numbers.push(number),
        }
    }
    let dtype = result_type(&dtypes, &numbers)?;
    let [x, y] = &inputs;
    let (x, y) = (Source::new(ctx, x, dtype)?, Source::new(ctx, y, dtype)?);
    let (mask, x, y) = (view_of(&condition), x.view(), y.view());
    let shape = broadcast_shapes(&[mask.shape(), x.shape(), y.shape()])?;
    let strides = k_order_strides(&shape, &[mask, x, y], dtype.itemsize());
    let result = make::empty_in_order_of(ctx.class::<NdArray>()?.as_ref(), dtype, &shape, &strides)?;
    long::run(
        ctx,
        result.view().size(),
        [mask, x, y, result.view()],
        |[mask, x, y, out]| {
            select(mask, x, y, out);
        },
    );
    Ok(result.into_handle())
}

fn view_of<'h>(array: &'h Handle<'_>) -> View<'h> {
    array.get::<NdArray>().expect("an array").payload().view()
}

fn in_dtype<'c>(ctx: Ctx<'c>, array: Handle<'c>, dtype: DType) -> Result<Handle<'c>> {
    if view_of(&array).dtype() == dtype {
        return Ok(array);
    }
    Ok(convert::cast(ctx, view_of(&array), dtype)?.into_handle())
}

/// An input in the dtype of the result.
enum Source<'a, 'c> {
    Same(View<'a>),
    Cast(Handle<'c>),
    Number(Slot),
}

impl<'a, 'c> Source<'a, 'c> {
    fn new(ctx: Ctx<'c>, input: &'a Input<'_, 'c>, dtype: DType) -> Result<Source<'a, 'c>> {
        Ok(match input.operand() {
            Operand::Array(view) if view.dtype() == dtype => Source::Same(view),
            Operand::Array(view) => Source::Cast(convert::cast(ctx, view, dtype)?.into_handle()),
            Operand::Weak(number) => Source::Number(Slot::new(weak_value(number, dtype)?)),
        })
    }

    fn view(&self) -> View<'_> {
        match self {
            Source::Same(view) => *view,
            Source::Cast(array) => view_of(array),
            Source::Number(slot) => slot.view(),
        }
    }
}
