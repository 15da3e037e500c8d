//! `a.put()` and `putmask`.

use super::positions::{integers, mode_of};
use crate::array::{NdArray, methods};
use crate::convert;
use crate::error::Result;
use crate::functions;
use hpy::{Args, ClassDef, Ctx, Handle, Kwargs, ModuleDef, Obj, Ref};
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Error};
use uniarray_core::index;
use uniarray_core::layout::{View, size_of_shape};
use uniarray_core::manip::Order;
use uniarray_core::promote::can_cast;
use uniarray_core::select::put_mask;

/// Registers the method.
pub fn define_methods(class: &mut ClassDef<NdArray>) {
    class.method(c"put", put).doc(
        c"put($self, /, indices, values, mode='raise')\n--\n\n\
            Writes values to indices of the flattened array, again and again from the first.\n\
            \n\
            >>> import uniarray as np\n\
            >>> a = np.zeros((2, 2), int)\n\
            >>> a.put([0, 3], [7, 8])\n\
            >>> a\n\
            array([[7, 0],\n\
            \x20      [0, 8]])\n",
    );
}

/// Registers the function.
pub fn define(module: &mut ModuleDef) {
    module.function(c"putmask", putmask).function_doc(
        c"putmask(a, /, mask, values)\n--\n\n\
        Writes values to an array where a mask is true: to every place the value at the same place, again and again from the first.\n\n\
        >>> import uniarray as np\n\
        >>> a = np.arange(5)\n\
        >>> np.putmask(a, a > 1, [-1, -2])\n\
        >>> a\n\
        array([ 0,  1, -1, -2, -1])\n",
    );
}

fn view_of<'h>(array: &'h Handle<'_>) -> View<'h> {
    array.get::<NdArray>().expect("an array").payload().view()
}

fn put<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, NdArray>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<()> {
    hpy::parse!(ctx, "put"(indices, values, mode?), args, kwargs);
    let mode = mode_of(mode)?;
    if !this.writeable() {
        return Err(Error::value("put: output array is read-only").into());
    }
    let indices = integers(ctx, indices, Casting::Safe)?;
    let values = convert::as_array(ctx, values, Some(this.dtype()))?;
    Ok(index::put(
        this.payload().view(),
        view_of(&indices),
        view_of(&values),
        mode,
    )?)
}

fn putmask<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "putmask"(a, /, mask, values), args, kwargs);
    let relevant = [Some(a), Some(mask), Some(values)];
    if let Some(result) = functions::taken_over(ctx, "putmask", &relevant, None, (args, kwargs))? {
        return Ok(result);
    }
    let Some(array) = a.get::<NdArray>() else {
        return Err(Error::type_error("putmask: first argument must be an array").into());
    };
    if !array.writeable() {
        return Err(Error::value("putmask: output array is read-only").into());
    }
    let mask = convert::as_array(ctx, mask, Some(DType::BOOL))?;
    if view_of(&mask).size() != size_of_shape(array.shape()) {
        return Err(Error::value("putmask: mask and data must be the same size").into());
    }
    let mask = mask.get::<NdArray>().expect("an array");
    let mask = methods::reshaped(mask, array.shape(), Order::C, true)?;
    // A mask in the array's own memory is read as it was before.
    let mask = match view_of(&mask).may_overlap(array.payload().view()) {
        true => convert::cast_elements(ctx, view_of(&mask), DType::BOOL)?.into_handle(),
        false => mask,
    };
    let values = values_for(ctx, array, values)?;
    put_mask(array.payload().view(), view_of(&mask), view_of(&values));
    Ok(ctx.none().to_owned())
}

/// Values of the array's dtype in one piece, which is not the array's own.
fn values_for<'c>(ctx: Ctx<'c>, array: Obj<'_, 'c, NdArray>, values: Ref<'_, 'c>) -> Result<Handle<'c>> {
    if let Some(values) = values.get::<NdArray>()
        && !can_cast(values.dtype(), array.dtype(), Casting::Safe)
    {
        let (from, to, casting) = (values.dtype(), array.dtype(), Casting::Safe);
        return Err(Error::Cast { from, to, casting }.into());
    }
    let values = convert::as_array(ctx, values, Some(array.dtype()))?;
    let view = view_of(&values);
    if view.is_c_contiguous() && !view.may_overlap(array.payload().view()) {
        return Ok(values);
    }
    Ok(convert::cast_elements(ctx, view, array.dtype())?.into_handle())
}
