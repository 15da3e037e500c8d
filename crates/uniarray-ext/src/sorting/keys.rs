//! `lexsort`.

use crate::array::{NdArray, make};
use crate::convert;
use crate::error::Result;
use crate::functions;
use crate::read;
use crate::ufunc::run::handed_out;
use hpy::{Args, Ctx, Handle, Kwargs, ModuleDef, Object};
use uniarray_core::dtype::DType;
use uniarray_core::error::Error;
use uniarray_core::layout::{View, same_shape};
use uniarray_core::manip::Order;
use uniarray_core::sort;

/// Registers the function.
pub fn define(module: &mut ModuleDef) {
    module.function(c"lexsort", lexsort).function_doc(
        c"lexsort(keys, axis=-1)\n--\n\n\
        The indices that sort by several keys: by the last one, where that is equal by the one before it, and so on. The sort is stable.\n\n\
        >>> import uniarray as np\n\
        >>> surname, name = np.array([2, 1, 1]), np.array([5, 9, 7])\n\
        >>> np.lexsort((name, surname))\n\
        array([2, 1, 0])\n",
    );
}

fn lexsort<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "lexsort"(keys, axis?), args, kwargs);
    if let Some(result) = functions::taken_over(ctx, "lexsort", &[], Some(keys), (args, kwargs))? {
        return Ok(result);
    }
    let axis = read::integer(ctx, axis, -1)?;
    let mut arrays = Vec::new();
    if keys.hasattr(c"__len__") && keys.hasattr(c"__getitem__") {
        for key in keys.iter()? {
            arrays.push(convert::as_array(ctx, key?.as_ref(), None)?);
        }
    }
    let views: Vec<View<'_>> = arrays
        .iter()
        .map(|array| array.get::<NdArray>().expect("an array").payload().view())
        .collect();
    let Some(first) = views.first() else {
        return Err(Error::type_error("need sequence of keys with len > 0 in lexsort").into());
    };
    if views.iter().any(|view| !same_shape(view.shape(), first.shape())) {
        return Err(Error::value("all keys need to be the same shape").into());
    }
    if first.ndim() == 0 {
        return handed_out(make::zeros(ctx, DType::INTP, &[], Order::C)?);
    }
    let out = make::empty(ctx, DType::INTP, first.shape(), Order::C)?;
    sort::lexsort(&views, axis, out.view())?;
    Ok(out.into_handle())
}
