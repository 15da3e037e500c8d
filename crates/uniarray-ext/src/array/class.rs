//! The class `ndarray`: its constructor, and all that the neighbours register.

use super::ndarray::NdArray;
use super::{attributes, buffer, conversion, elements, make, methods, nonzero, subscript};
use crate::error::{Failure, Result};
use crate::read;
use crate::{dtype, linear, operator, reduction};
use hpy::{Args, Class, ClassDef, ClassRef, Ctx, Exc, Handle, Kwargs, Obj, Visit};
use std::ffi::CStr;
use std::mem::offset_of;
use uniarray_core::dtype::DType;
use uniarray_core::format::{self, PrintOptions};
use uniarray_core::manip::Order;

impl Class for NdArray {
    const NAME: &'static CStr = c"uniarray.ndarray";
    const DOC: &'static CStr = c"ndarray(shape, dtype=float, order='C')\n--\n\n\
        An n-dimensional array of elements of one type, whose values are not set.\n\n\
        Arrays are usually made by `array`, `zeros` and the like.\n\n\
        >>> import uniarray as np\n\
        >>> np.ndarray((2, 3)).shape\n\
        (2, 3)\n";
    const BASETYPE: bool = true;
    const TRAVERSE: bool = true;
    hpy::type_object!(NdArray);

    fn define(class: &mut ClassDef<Self>) {
        class.new(new);
        class.repr(repr);
        class.str(str);
        // SAFETY: that is where the weak list is.
        unsafe { class.weakrefs(offset_of!(NdArray, weak)) };
        attributes::define(class);
        methods::define(class);
        conversion::define(class);
        elements::define(class);
        subscript::define(class);
        nonzero::define(class);
        buffer::define(class);
        operator::define(class);
        reduction::define(class);
        linear::define_methods(class);
    }

    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.field(&self.owner);
    }
}

fn new<'c>(
    ctx: Ctx<'c>,
    class: ClassRef<'_, 'c, NdArray>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(
        ctx,
        "ndarray"(shape, dtype?, buffer?, offset?, strides?, order?),
        args,
        kwargs
    );
    if read::given(buffer).is_some() || read::given(strides).is_some() || read::given(offset).is_some() {
        let text = "ndarray() takes no buffer here: use frombuffer()";
        return Err(Failure::Python(ctx.raise(Exc::NotImplementedError, text)));
    }
    let dtype = dtype::parse_optional(dtype)?.unwrap_or(DType::FLOAT64);
    let order = read::order(order, Order::C)?;
    Ok(make::empty_in_class(class, dtype, &read::dims(shape)?, order)?.into_handle())
}

fn repr(_: Ctx<'_>, this: Obj<'_, '_, NdArray>) -> String {
    format::array_repr(this.view(), &PrintOptions::default(), "array")
}

fn str(_: Ctx<'_>, this: Obj<'_, '_, NdArray>) -> String {
    format::array_str(this.view(), &PrintOptions::default())
}
