//! `a.searchsorted()`

use crate::array::{NdArray, make};
use crate::convert;
use crate::error::Result;
use crate::read::given;
use crate::ufunc::run::handed_out;
use hpy::{Args, ClassDef, Ctx, Handle, Kwargs, Obj, Object, Ref};
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Error};
use uniarray_core::layout::View;
use uniarray_core::manip::Order;
use uniarray_core::promote::{can_cast, promote_types};
use uniarray_core::search::{Side, search_sorted};

/// Registers the method.
pub fn define_methods(class: &mut ClassDef<NdArray>) {
    class.method(c"searchsorted", searchsorted).doc(
        c"searchsorted($self, /, v, side='left', sorter=None)\n--\n\n\
            The indices at which values keep a sorted array in order.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1, 3, 3, 5]).searchsorted([0, 3, 4], side='right')\n\
            array([0, 3, 3])\n",
    );
}

fn searchsorted<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, NdArray>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "searchsorted"(v, side?, sorter?), args, kwargs);
    let side = side.map_or(Ok(Side::Left), side_of)?;
    let values = convert::as_array(ctx, v, None)?;
    let array = this.payload().view();
    check_depth(array)?;
    let dtype = promote_types(array.dtype(), view_of(&values).dtype());
    let sorter = given(sorter)
        .map(|sorter| sorter_of(ctx, sorter, array.size()))
        .transpose()?;
    let values = in_dtype(ctx, values, dtype)?;
    let sorted = in_dtype(ctx, this.handle().to_owned(), dtype)?;
    let out = make::empty(ctx, DType::INTP, view_of(&values).shape(), Order::C)?;
    let sorter = sorter.as_ref().map(view_of);
    if !search_sorted(view_of(&sorted), view_of(&values), side, sorter, out.view()) {
        return Err(Error::value("Sorter index out of range.").into());
    }
    handed_out(out)
}

fn view_of<'h>(array: &'h Handle<'_>) -> View<'h> {
    array.get::<NdArray>().expect("an array").payload().view()
}

fn in_dtype<'c>(ctx: Ctx<'c>, array: Handle<'c>, dtype: DType) -> Result<Handle<'c>> {
    if view_of(&array).dtype() == dtype {
        return Ok(array);
    }
    Ok(convert::cast_elements(ctx, view_of(&array), dtype)?.into_handle())
}

fn check_depth(array: View<'_>) -> Result<()> {
    match array.ndim() {
        0 => Err(Error::value("object of too small depth for desired array").into()),
        1 => Ok(()),
        _ => Err(Error::value("object too deep for desired array").into()),
    }
}

fn side_of(side: Ref<'_, '_>) -> Result<Side> {
    if !side.is_str() {
        let class = side.type_of()?.getattr(c"__name__")?;
        return Err(Error::type_error(format!("search side must be str, not {}", class.as_str()?)).into());
    }
    match side.as_str()? {
        "left" => Ok(Side::Left),
        "right" => Ok(Side::Right),
        // Once these were taken, too; NumPy words it differently for them.
        text if text.starts_with(['l', 'r', 'L', 'R']) => {
            Err(Error::value("search side must be one of 'left' or 'right'").into())
        }
        text => {
            let text = format!("search side must be 'left' or 'right' (got '{text}')");
            Err(Error::value(text).into())
        }
    }
}

fn sorter_of<'c>(ctx: Ctx<'c>, sorter: Ref<'_, 'c>, size: usize) -> Result<Handle<'c>> {
    let sorter = convert::as_array(ctx, sorter, None)?;
    let view = view_of(&sorter);
    if !view.dtype().is_integer() {
        return Err(Error::type_error("sorter must only contain integers").into());
    }
    if !can_cast(view.dtype(), DType::INTP, Casting::Safe) {
        return Err(Error::value("could not parse sorter argument").into());
    }
    if view.ndim() != 1 {
        return Err(Error::type_error("could not parse sorter argument").into());
    }
    if view.size() != size {
        return Err(Error::value("sorter.size must equal a.size").into());
    }
    in_dtype(ctx, sorter, DType::INTP)
}
