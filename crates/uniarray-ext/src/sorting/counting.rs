//! `bincount`.

use crate::array::{NdArray, make};
use crate::convert;
use crate::error::Result;
use crate::functions;
use crate::picking::integers;
use crate::read::given;
use hpy::{Args, Ctx, Handle, Kwargs, ModuleDef, Object, Ref};
use uniarray_core::bins;
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Error};
use uniarray_core::layout::View;
use uniarray_core::manip::Order;
use uniarray_core::promote::can_cast;

/// Registers the function.
pub fn define(module: &mut ModuleDef) {
    module.function(c"bincount", bincount).function_doc(
        c"bincount(x, /, weights=None, minlength=0)\n--\n\n\
        How often each integer from 0 to the greatest occurs in `x`, or the sum of its weights; at least `minlength` of them.\n\n\
        >>> import uniarray as np\n\
        >>> np.bincount([1, 3, 1])\n\
        array([0, 2, 0, 1])\n\
        >>> np.bincount([0, 1, 1], weights=[0.5, 1.0, 2.0])\n\
        array([0.5, 3. ])\n",
    );
}

fn bincount<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "bincount"(x, /, weights?, minlength?), args, kwargs);
    if let Some(result) = functions::taken_over(ctx, "bincount", &[Some(x), weights], None, (args, kwargs))? {
        return Ok(result);
    }
    let least = match minlength {
        None => 0,
        Some(length) if length.is_none() => {
            return Err(Error::type_error("use 0 instead of None for minlength").into());
        }
        Some(length) => length.extract::<isize>()?,
    };
    if least < 0 {
        return Err(Error::value("'minlength' must not be negative").into());
    }
    let list = list_of(ctx, x)?;
    let list = view_of(&list);
    let needed = bins::bins_needed(list, least)?;
    let Some(weights) = given(weights) else {
        let out = make::zeros(ctx, DType::INTP, &[needed], Order::C)?;
        bins::count(list, out.view());
        return Ok(out.into_handle());
    };
    let weights = weights_of(ctx, weights)?;
    let weights = view_of(&weights);
    if weights.shape() != list.shape() {
        return Err(Error::value("The weights and list don't have the same length.").into());
    }
    // Of nothing at all NumPy counts, also with weights.
    let dtype = if list.size() == 0 {
        DType::INTP
    } else {
        DType::FLOAT64
    };
    let out = make::zeros(ctx, dtype, &[needed], Order::C)?;
    if list.size() > 0 {
        bins::weigh(list, weights, out.view());
    }
    Ok(out.into_handle())
}

fn view_of<'h>(array: &'h Handle<'_>) -> View<'h> {
    array.get::<NdArray>().expect("an array").payload().view()
}

/// The list as int64. A list of nothing has no dtype of its own, and unsigned integers count as well.
fn list_of<'c>(ctx: Ctx<'c>, x: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let array = convert::as_array(ctx, x, None)?;
    let view = view_of(&array);
    let free = view.dtype().is_integer() || (view.size() == 0 && x.get::<NdArray>().is_none());
    let casting = if free { Casting::Unsafe } else { Casting::Safe };
    one_dimensional(view)?;
    integers(ctx, array.as_ref(), casting)
}

fn weights_of<'c>(ctx: Ctx<'c>, weights: Ref<'_, 'c>) -> Result<Handle<'c>> {
    if let Some(array) = weights.get::<NdArray>()
        && !can_cast(array.dtype(), DType::FLOAT64, Casting::Safe)
    {
        let (from, to, casting) = (array.dtype(), DType::FLOAT64, Casting::Safe);
        return Err(Error::Cast { from, to, casting }.into());
    }
    let weights = convert::as_array(ctx, weights, Some(DType::FLOAT64))?;
    one_dimensional(view_of(&weights))?;
    Ok(weights)
}

fn one_dimensional(array: View<'_>) -> Result<()> {
    match array.ndim() {
        0 => Err(Error::value("object of too small depth for desired array").into()),
        1 => Ok(()),
        _ => Err(Error::value("object too deep for desired array").into()),
    }
}
