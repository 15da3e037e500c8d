//! `a.repeat()`

use super::positions::integers;
use crate::array::{NdArray, make, methods};
use crate::error::Result;
use crate::read::given;
use hpy::{Args, ClassDef, Ctx, Handle, Kwargs, Obj, Object};
use uniarray_core::error::{Casting, Error};
use uniarray_core::manip::{Order, Repeats};

/// Registers the method.
pub fn define_methods(class: &mut ClassDef<NdArray>) {
    class.method(c"repeat", repeat).doc(
        c"repeat($self, /, repeats, axis=None)\n--\n\n\
            Every element along an axis, or of the flattened array, so many times.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1, 2, 3]).repeat([2, 0, 1])\n\
            array([1, 1, 3])\n",
    );
}

fn repeat<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, NdArray>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "repeat"(repeats, axis?), args, kwargs);
    let axis = given(axis).map(|axis| axis.extract::<isize>()).transpose()?;
    let counts = integers(ctx, repeats, Casting::Safe)?;
    let counts = counts.get::<NdArray>().expect("an array").payload().view();
    if counts.ndim() > 1 {
        return Err(Error::value("object too deep for desired array").into());
    }
    // An array without axes has one for this.
    let flat = match axis {
        Some(_) if this.ndim() > 0 => None,
        _ => Some(methods::reshaped(this, &[-1], Order::C, true)?),
    };
    let array = match &flat {
        Some(flat) => flat
            .get::<NdArray>()
            .expect("an array in another shape")
            .payload()
            .view(),
        None => this.payload().view(),
    };
    let repeats = Repeats::new(array, counts, axis.unwrap_or(0))?;
    let result = make::empty_of_kind(this, array.dtype(), repeats.shape(), Order::C)?;
    repeats.write(array, result.view())?;
    Ok(result.into_handle())
}
