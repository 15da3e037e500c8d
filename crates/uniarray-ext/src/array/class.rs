//! The class `ndarray`: its constructor, and all that the neighbours register.

use super::ndarray::NdArray;
use super::{attributes, buffer, conversion, derived, elements, make, methods, nonzero, raw, subscript};
use crate::elsewhere;
use crate::error::Result;
use crate::read;
use crate::{dtype, linear, memory, operator, picking, printing, reduction, sorting, written};
use hpy::{Args, Class, ClassDef, ClassRef, Ctx, Handle, Kwargs, Visit};
use std::ffi::CStr;
use std::mem::offset_of;
use uniarray_core::dtype::DType;
use uniarray_core::layout::Wanted;
use uniarray_core::manip::Order;

impl Class for NdArray {
    const NAME: &'static CStr = c"uniarray.ndarray";
    const DOC: &'static CStr = c"ndarray(shape, dtype=None, buffer=None, offset=0, strides=None, order=None)\n--\n\n\
        An n-dimensional array of elements of one type. Arrays are usually made by `array`, `zeros` and the like.\n\n\
        Without a buffer the values are not set. With one the array shows its memory, from `offset` bytes on; `strides` are the bytes \
        from one element to the next along each axis.\n\n\
        >>> import uniarray as np\n\
        >>> np.ndarray((2, 3)).shape\n\
        (2, 3)\n\
        >>> np.ndarray((2, 2), 'u1', b'abcdef', offset=1, strides=(3, 1))\n\
        array([[ 98,  99],\n\
        \x20      [101, 102]], dtype=uint8)\n";
    const BASETYPE: bool = true;
    const TRAVERSE: bool = true;
    hpy::type_object!(NdArray);

    fn define(class: &mut ClassDef<Self>) {
        class.new(new);
        class.repr(printing::repr);
        class.str(printing::str);
        // SAFETY: that is where the weak list is.
        unsafe { class.weakrefs(offset_of!(NdArray, weak)) };
        attributes::define(class);
        methods::define(class);
        conversion::define(class);
        derived::define(class);
        elements::define(class);
        subscript::define(class);
        nonzero::define(class);
        buffer::define(class);
        raw::define(class);
        operator::define(class);
        reduction::define(class);
        linear::define_methods(class);
        sorting::define_methods(class);
        picking::define_methods(class);
        written::define_methods(class);
        written::define_attributes(class);
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
    let dtype = match dtype::parse_optional(dtype) {
        Ok(dtype) => dtype.unwrap_or(DType::FLOAT64),
        // Only for `ndarray` itself: what derives from it says what its elements are.
        result if class.is_own()? => {
            return elsewhere::or_in_python(
                result.map(|_| ctx.none().to_owned()),
                ctx,
                "ndarray",
                None,
                (args, kwargs),
            );
        }
        Err(error) => return Err(error),
    };
    let shape = read::dims(shape)?;
    let offset = read::integer(ctx, offset, 0)?;
    let strides = read::given(strides).map(read::dims).transpose()?;
    let order = read::order(order, Order::C)?;
    let wanted = Wanted {
        dtype,
        shape: &shape,
        strides: strides.as_deref(),
        fortran: order == Order::F,
    };
    if let Some(buffer) = read::given(buffer) {
        return Ok(memory::seen_in(class, buffer, &wanted, offset)?
            .finalized(None)?
            .into_handle());
    }
    // Without a buffer there is nothing that the offset could be one in.
    let array = make::empty_in_class(class, dtype, &shape, order)?;
    if strides.is_some() {
        let strides = wanted.strides_in(array.view().nbytes(), 0)?;
        // SAFETY: with these strides all elements lie within the array's memory.
        unsafe { make::set_dims(array.obj(), &shape, &strides)? };
    }
    Ok(array.finalized(None)?.into_handle())
}
