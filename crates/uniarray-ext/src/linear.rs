//! `dot`, `inner` and `vdot`.

use crate::array::make::{self, Part};
use crate::array::{NdArray, methods};
use crate::convert;
use crate::elsewhere;
use crate::error::Result;
use crate::functions;
use crate::operator::{MATMUL, needed};
use crate::read::given;
use crate::scalar;
use crate::ufunc::product;
use crate::ufunc::run::{self, Options};
use hpy::{Args, ClassDef, ClassRef, Ctx, Handle, Kwargs, ModuleDef, Obj, Object, Ref};
use std::sync::LazyLock;
use uniarray_core::error::Error;
use uniarray_core::gufunc::{self, Axes, Gufunc, GufuncOptions};
use uniarray_core::layout::{View, size_of_shape};
use uniarray_core::manip::{self, Order};
use uniarray_core::promote::promote_types;
use uniarray_core::ufunc::{Operand, Ufunc};

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.function(c"dot", dot).function_doc(
        c"dot(a, b, out=None)\n--\n\n\
        Sums of products over the last axis of the first array and the last but one of the second: for vectors their inner product, for \
        matrices the product that `a @ b` gives. With an operand without axes it multiplies.\n\n\
        >>> import uniarray as np\n\
        >>> np.dot([1, 2, 3], [4, 5, 6])\n\
        np.int64(32)\n\
        >>> np.dot([[1, 2], [3, 4]], [[1, 0], [0, 1]])\n\
        array([[1, 2],\n\
        \x20      [3, 4]])\n",
    );
    module.function(c"inner", inner).function_doc(
        c"inner(a, b, /)\n--\n\n\
        Sums of products over the last axes of both arrays.\n\n\
        >>> import uniarray as np\n\
        >>> np.inner([[1, 2], [3, 4]], [10, 1])\n\
        array([12, 34])\n",
    );
    module.function(c"vdot", vdot).function_doc(
        c"vdot(a, b, /)\n--\n\n\
        Sum of the products of all elements, of the first array's complex conjugates.\n\n\
        >>> import uniarray as np\n\
        >>> np.vdot([1j, 2], [1j, 2])\n\
        np.complex128(5+0j)\n",
    );
}

/// Registers the method of arrays.
pub fn define_methods(class: &mut ClassDef<NdArray>) {
    class.method(c"dot", dot_method).doc(
        c"dot($self, /, b, out=None)\n--\n\n\
            Sums of products over the last axis and the last but one of b; see uniarray.dot.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1, 2]).dot([3, 4])\n\
            np.int64(11)\n",
    );
}

fn dot<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "dot"(a, b, out?), args, kwargs);
    if let Some(result) = functions::taken_over(ctx, "dot", &[Some(a), Some(b), out], None, (args, kwargs))? {
        return Ok(result);
    }
    let a = convert::as_array(ctx, a, None)?;
    product_of(ctx, array(&a), b, out)
}

fn dot_method<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, NdArray>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "dot"(b, out?), args, kwargs);
    product_of(ctx, this, b, out)
}

/// `dot` with the second operand and the output as they were given.
fn product_of<'c>(
    ctx: Ctx<'c>,
    a: Obj<'_, 'c, NdArray>,
    b: Ref<'_, 'c>,
    out: Option<Ref<'_, 'c>>,
) -> Result<Handle<'c>> {
    let b = convert::as_array(ctx, b, None)?;
    let b = array(&b);
    let out = match given(out) {
        None => None,
        Some(out) => {
            let array = out.get::<NdArray>();
            let array = array.ok_or_else(|| Error::type_error("'out' must be an array"))?;
            elsewhere::refuse(array)?;
            Some(array)
        }
    };
    sums(ctx, [a, b], b.payload().view(), out)
}

fn inner<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "inner"(a, b, /), args, kwargs);
    if let Some(result) = functions::taken_over(ctx, "inner", &[Some(a), Some(b)], None, (args, kwargs))? {
        return Ok(result);
    }
    let (a, b) = (convert::as_array(ctx, a, None)?, convert::as_array(ctx, b, None)?);
    let (a, b) = (array(&a), array(&b));
    let view = b.payload().view();
    if view.ndim() < 2 {
        return sums(ctx, [a, b], view, None);
    }
    let turned = manip::swapaxes(view, -1, -2)?;
    // SAFETY: the window was made for this array.
    sums(ctx, [a, b], unsafe { turned.of(view) }, None)
}

fn vdot<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    static VECDOT: LazyLock<&'static Gufunc> =
        LazyLock::new(|| gufunc::find("vecdot").unwrap_or_else(|| panic!("there is no ufunc 'vecdot'")));
    hpy::parse!(ctx, "vdot"(a, b, /), args, kwargs);
    if let Some(result) = functions::taken_over(ctx, "vdot", &[Some(a), Some(b)], None, (args, kwargs))? {
        return Ok(result);
    }
    let (a, b) = (convert::as_array(ctx, a, None)?, convert::as_array(ctx, b, None)?);
    let length = [size_of_shape(array(&a).shape()).cast_signed()];
    let a = methods::reshaped(array(&a), &length, Order::C, true)?;
    let b = methods::reshaped(array(&b), &length, Order::C, true)?;
    let class = ctx.class::<NdArray>()?;
    let views = [array(&a).payload().view(), array(&b).payload().view()];
    if let Some(sum) = product::of_vectors(ctx, *VECDOT, views, None)? {
        return Ok(sum);
    }
    let options = (Order::K, GufuncOptions::default(), None);
    product::of_views(class.as_ref(), *VECDOT, views, None, options)
}

fn array<'h, 'c>(handle: &'h Handle<'c>) -> Obj<'h, 'c, NdArray> {
    handle.get::<NdArray>().expect("converted to an array")
}

/// Sums over the last axis of the first array and the last but one of a view of the second.
fn sums<'c>(
    ctx: Ctx<'c>,
    arrays: [Obj<'_, 'c, NdArray>; 2],
    second: View<'_>,
    out: Option<Obj<'_, 'c, NdArray>>,
) -> Result<Handle<'c>> {
    let class = ctx.class::<NdArray>()?;
    let result = sums_plainly(class.as_ref(), arrays, second, out)?;
    if out.is_some() || !arrays.iter().any(|array| array.derived()) {
        return Ok(result);
    }
    let Some(sums) = result.get::<NdArray>() else {
        return Ok(result);
    };
    // Of the class of the first array, unless the second is ahead of it.
    let mut like = arrays[0];
    if arrays[1].derived() && priority(arrays[1])? > priority(like)? {
        like = arrays[1];
    }
    let class = make::result_class(ctx, [like])?;
    // SAFETY: the part is the whole array.
    let seen = unsafe { make::part_of(class.as_ref(), sums, Part::whole(sums))? };
    Ok(seen.finalized(Some(like.handle()))?.into_handle())
}

fn priority(array: Obj<'_, '_, NdArray>) -> Result<f64> {
    Ok(array.handle().getattr(c"__array_priority__")?.extract()?)
}

/// As [`sums`], as a plain array.
fn sums_plainly<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    arrays: [Obj<'_, 'c, NdArray>; 2],
    second: View<'_>,
    out: Option<Obj<'_, 'c, NdArray>>,
) -> Result<Handle<'c>> {
    static MULTIPLY: LazyLock<&'static Ufunc> = LazyLock::new(|| needed("multiply"));
    let ctx = class.handle().ctx();
    let first = arrays[0].payload().view();
    if first.ndim() == 0 || second.ndim() == 0 {
        let shape = if first.ndim() == 0 { second } else { first }.shape();
        check_out(out, [first, second], || Ok(shape.into()))?;
        let inputs = [Operand::Array(first), Operand::Array(second)];
        let options = Options::default();
        let results = run::full(class, *MULTIPLY, &inputs, [out, None], &options, "dot")?;
        return run::packed(ctx, results);
    }
    if out.is_none()
        && let Some(sum) = product::of_vectors(ctx, *MATMUL, [first, second], Some("dot"))?
    {
        return Ok(sum);
    }
    let prepared = gufunc::dot(first, second)?;
    let views = [prepared.first(first), second];
    let keywords = GufuncOptions {
        axes: prepared.axes().map_or(Axes::Last, |axes| Axes::Each(axes)),
        ..GufuncOptions::default()
    };
    check_out(out, [first, second], || {
        Ok(MATMUL.resolve(views, None, &keywords)?.shape().into())
    })?;
    let options = (Order::K, keywords, Some("dot"));
    let result = product::of_views(class, *MATMUL, views, out, options)?;
    match out {
        Some(out) => match out.payload().view().get(&[]) {
            // Of an output without axes the element is given back.
            Some(value) => Ok(scalar::to_python(ctx, value)?),
            None => Ok(result),
        },
        None => Ok(result),
    }
}

/// Refuses an output that is not just as a new one would be.
fn check_out(
    out: Option<Obj<'_, '_, NdArray>>,
    inputs: [View<'_>; 2],
    shape: impl FnOnce() -> Result<Box<[isize]>>,
) -> Result<()> {
    let Some(out) = out else { return Ok(()) };
    let shape = shape()?;
    let dtype = promote_types(inputs[0].dtype(), inputs[1].dtype());
    let view = out.payload().view();
    if view.dtype() != dtype || view.ndim() != shape.len() || !view.is_c_contiguous() {
        return Err(Error::value(
            "output array is not acceptable (must have the right datatype, number of dimensions, and be a C-Array)",
        )
        .into());
    }
    if view.shape() != &*shape {
        return Err(Error::value("output array has wrong dimensions").into());
    }
    Ok(())
}
