//! `result_type`, `promote_types` and `can_cast`.

use crate::array::NdArray;
use crate::dtype::{self, PyDType};
use crate::elsewhere;
use crate::error::Result;
use crate::functions;
use crate::operand;
use crate::read;
use crate::scalar;
use hpy::{Args, Ctx, Handle, Kwargs, ModuleDef, Object, Ref, Type};
use uniarray_core::dtype::DType;
use uniarray_core::error::Casting;
use uniarray_core::promote;
use uniarray_core::ufunc::Operand;

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.function(c"result_type", result_type).function_doc(
        c"result_type(*arrays_and_dtypes)\n--\n\n\
        The dtype that an operation on these gives; Python's numbers adapt to the others.\n\n\
        >>> import uniarray as np\n\
        >>> np.result_type('i4', 'u4'), np.result_type('f4', 3.0)\n\
        (dtype('int64'), dtype('float32'))\n",
    );
    module.function(c"promote_types", promote_types).function_doc(
        c"promote_types(type1, type2)\n--\n\n\
        The smallest dtype to which both can be cast safely.\n\n\
        >>> import uniarray as np\n\
        >>> np.promote_types('i8', 'f4')\n\
        dtype('float64')\n",
    );
    module.function(c"can_cast", can_cast).function_doc(
        c"can_cast(from_, to, casting='safe')\n--\n\n\
        Whether a cast between dtypes obeys a rule.\n\n\
        >>> import uniarray as np\n\
        >>> np.can_cast('i8', 'f4'), np.can_cast('i8', 'f4', 'same_kind')\n\
        (False, True)\n",
    );
}

crate::or_in_python! {
    result_type = native_result_type;
    promote_types = native_promote_types;
    can_cast = native_can_cast;
}

/// Whether an object names a dtype, where an array or a number could stand as well.
fn names_dtype(object: Ref<'_, '_>) -> bool {
    object.get::<PyDType>().is_some() || object.is_str() || object.isinstance(Type::Type) || object.is_none()
}

fn native_result_type<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    kwargs.none_for("result_type")?;
    let relevant: Vec<_> = args.iter().map(Some).collect();
    if let Some(result) = functions::taken_over(ctx, "result_type", &relevant, None, (args, kwargs))? {
        return Ok(result);
    }
    let class = ctx.class::<NdArray>()?;
    let (mut dtypes, mut numbers) = (Vec::new(), Vec::new());
    for object in args.iter() {
        if names_dtype(object) {
            dtypes.push(dtype::parse(object)?);
            continue;
        }
        match operand::number(class.as_ref(), object)? {
            Some(input) => match input.operand() {
                Operand::Array(view) => dtypes.push(view.dtype()),
                Operand::Weak(number) => numbers.push(number),
            },
            None => dtypes.push(dtype::parse(object)?),
        }
    }
    Ok(dtype::object(ctx, promote::result_type(&dtypes, &numbers)?)?)
}

fn native_promote_types<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    kwargs.none_for("promote_types")?;
    let [one, other] = args.exactly("promote_types")?;
    Ok(dtype::object(
        ctx,
        promote::promote_types(dtype::parse(one)?, dtype::parse(other)?),
    )?)
}

fn native_can_cast<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "can_cast"(from_, to, casting?), args, kwargs);
    if let Some(result) = functions::taken_over(ctx, "can_cast", &[Some(from_)], None, (args, kwargs))? {
        return Ok(result);
    }
    if from_.is_none() || to.is_none() {
        // For `dtype` itself it is the usual one.
        return Err(ctx
            .type_error("did not understand one of the types; 'None' not accepted")
            .into());
    }
    let (to, casting) = (dtype::parse(to)?, read::casting(casting, Casting::Safe)?);
    let allowed = promote::can_cast(source(ctx, from_)?, to, casting);
    Ok(ctx.bool(allowed).to_owned())
}

/// The dtype that would be cast.
fn source<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>) -> Result<DType> {
    if let Some(array) = object.get::<NdArray>() {
        elsewhere::refuse(array)?;
        return Ok(array.dtype());
    }
    if let Some(value) = scalar::read(ctx, object)? {
        return Ok(value.dtype());
    }
    if object.isinstance(Type::Int) || object.isinstance(Type::Float) || object.isinstance(Type::Complex) {
        let text = "can_cast() does not support Python ints, floats, and complex because the result used to depend on the \
                    value.\nThis change was part of adopting NEP 50, we may explicitly allow them again in the future.";
        return Err(ctx.type_error(text).into());
    }
    dtype::parse(object)
}
