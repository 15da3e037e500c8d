//! `a.nonzero()`

use super::make::{self, NewArray};
use super::ndarray::NdArray;
use crate::error::Result;
use crate::scalar;
use hpy::{ClassDef, Ctx, Handle, Obj, Ref};
use uniarray_core::dtype::DType;
use uniarray_core::error::Error;
use uniarray_core::manip::Order;
use uniarray_core::scalar::Scalar;
use uniarray_core::search;

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the method.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.method(c"nonzero", nonzero).doc(
        c"nonzero($self, /)\n--\n\n\
            Indices of the elements that are not zero, an array per axis.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([3, 0, 4]).nonzero()\n\
            (array([0, 2]),)\n",
    );
}

/// `_count_nonzero(a)`: how many elements are not zero.
pub fn count_nonzero<'c>(ctx: Ctx<'c>, array: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let Some(array) = array.get::<NdArray>() else {
        return Err(ctx.type_error("an array is needed").into());
    };
    let count = search::count_nonzero(array.payload().view());
    Ok(scalar::to_python(ctx, Scalar::Int64(count as i64))?)
}

/// The indices of the true elements: a tuple with an array per axis.
fn nonzero<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>) -> Result<Handle<'c>> {
    let view = this.payload().view();
    if view.ndim() == 0 {
        let text =
            "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead.";
        return Err(Error::value(text).into());
    }
    let count = search::count_nonzero(view) as isize;
    let made: Vec<NewArray<'c>> = (0..view.ndim())
        .map(|_| make::empty(ctx, DType::INTP, &[count], Order::C))
        .collect::<Result<_>>()?;
    search::nonzero(view, &made.iter().map(NewArray::view).collect::<Vec<_>>());
    Ok(ctx.tuple(made.into_iter().map(NewArray::into_handle))?)
}
