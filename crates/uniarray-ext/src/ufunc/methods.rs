//! `ufunc.reduce`, `ufunc.accumulate` and `ufunc.outer`.

use super::arguments::{ELLIPSIS_BY_POSITION, Keywords, refuse_ellipsis};
use super::class::PyUfunc;
use super::{at, overrides};
use crate::array::NdArray;
use crate::convert;
use crate::error::Result;
use crate::read;
use crate::reduction::{self, Common};
use hpy::{Args, ClassDef, ClassRef, Ctx, Exc, Handle, Kwargs, Obj, Object, Ref};
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Error};
use uniarray_core::layout::normalize_axis;
use uniarray_core::manip::Order;
use uniarray_core::promote::can_cast;

type This<'a, 'c> = Obj<'a, 'c, PyUfunc>;

/// Registers the methods.
pub fn define(class: &mut ClassDef<PyUfunc>) {
    class.method(c"reduce", or_reduce).doc(
        c"reduce($self, array, /, axis=0, dtype=None, out=None, **kwargs)\n--\n\n\
            The operation between all elements along axes, which go; `keepdims`, `initial` and `where` are the others.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.add.reduce([[1, 2], [3, 4]])\n\
            array([4, 6])\n",
    );
    class.method(c"accumulate", or_accumulate).doc(
        c"accumulate($self, array, /, axis=0, dtype=None, out=None)\n--\n\n\
            The results so far along an axis.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.multiply.accumulate([2, 3, 4])\n\
            array([ 2,  6, 24])\n",
    );
    class.method(c"outer", or_outer).doc(
        c"outer($self, A, B, /, **kwargs)\n--\n\n\
            The operation between each element of one array and each of another.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.multiply.outer([1, 2], [3, 4])\n\
            array([[3, 4],\n\
            \x20      [6, 8]])\n",
    );
    class.method(c"reduceat", or_reduceat).doc(
        c"reduceat($self, array, /, indices, axis=0, dtype=None, out=None)\n--\n\n\
            Reductions of slices along an axis, each from one index to the next.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.add.reduceat([1, 2, 3, 4], [0, 2])\n\
            array([3, 7])\n",
    );
    class.method(c"at", or_at).doc(
        c"at($self, a, indices, b=None, /)\n--\n\n\
            The operation in place at indices, of which each counts as often as it is given.\n\
            \n\
            >>> import uniarray as np\n\
            >>> a = np.array([1, 2, 3])\n\
            >>> np.add.at(a, [0, 0, 2], 10)\n\
            >>> a\n\
            array([21,  2, 13])\n",
    );
}

crate::or_in_python! { PyUfunc:
    or_reduce = reduce as "ufunc.reduce";
    or_accumulate = accumulate as "ufunc.accumulate";
    or_outer = outer as "ufunc.outer";
    or_reduceat = reduceat as "ufunc.reduceat";
    or_at = at::at as "ufunc.at";
}

/// What only functions of two single elements have: asked before the arguments are looked at.
///
/// # Errors
/// `RuntimeError` for generalised functions, `ValueError` for those of other numbers of arguments or results.
fn folds(ctx: Ctx<'_>, this: This<'_, '_>, method: &'static str) -> Result<()> {
    match this.general() {
        None => Ok(this.ufunc().foldable(method)?),
        Some(_) => Err(ctx
            .raise(Exc::RuntimeError, "Reduction not defined on ufunc with signature")
            .into()),
    }
}

/// An argument as an array.
fn array_of<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>) -> Result<Handle<'c>> {
    convert::as_array(ctx, object, None)
}

/// `ufunc.reduce(array, axis=0, dtype=None, out=None, keepdims=False, initial=<none>, where=True)`
fn reduce<'c>(
    ctx: Ctx<'c>,
    this: This<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    folds(ctx, this, "reduce")?;
    hpy::parse!(
        ctx,
        "reduce"(array, axis?, dtype?, out?, keepdims?, initial?, r#where?),
        args,
        kwargs
    );
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    if let Some(result) = taken_over(class, this, "reduce", (args, kwargs), [out, r#where])? {
        return Ok(result);
    }
    let (out, keep_arrays) = output_of(args.get(3), out)?;
    let zero = ctx.object(0)?;
    // Only an axis that was left out is the first one: `None` means all.
    let axis = axis.or(Some(zero.as_ref()));
    let converted = array_of(ctx, array)?;
    let found = converted.get::<NdArray>().expect("converted to an array");
    let common = Common {
        axis,
        dtype,
        out,
        out_in_tuple: true,
        keepdims,
        initial,
        r#where,
        keep_arrays,
    };
    let result = reduction::run::reduce(class, this.ufunc(), found, common, None)?;
    let out = out.or(keep_arrays.then_some(ctx.ellipsis()));
    overrides::wrapped_folded(class, array, out, result)
}

/// `out=` of a method, and whether it is `...`, which cannot be said by position.
fn output_of<'a, 'c>(
    by_position: Option<Ref<'a, 'c>>,
    out: Option<Ref<'a, 'c>>,
) -> Result<(Option<Ref<'a, 'c>>, bool)> {
    if let Some(out) = by_position {
        refuse_ellipsis(out, ELLIPSIS_BY_POSITION)?;
    }
    let keep_arrays = out.is_some_and(|out| out.is(out.ctx().ellipsis()));
    Ok((out.filter(|_| !keep_arrays), keep_arrays))
}

/// The result of a call that an argument's class has taken over.
fn taken_over<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    this: This<'_, 'c>,
    method: &str,
    (args, kwargs): (Args<'_, 'c>, Kwargs<'_, 'c>),
    special: [Option<Ref<'_, 'c>>; 2],
) -> Result<Option<Handle<'c>>> {
    let mut matters = args.iter().any(|arg| overrides::foreign(class, arg));
    for value in special {
        matters = matters || overrides::keyword_may_matter(class, value)?;
    }
    if !matters {
        return Ok(None);
    }
    overrides::taken_over(class, this, method, (args, kwargs), special)
}

/// `axis=` of a method that works along one axis, the first by default; `None` means all, which is one at most.
///
/// # Errors
/// `AxisError` for an axis that is not there, `ValueError` for several, `TypeError` for what is no axis.
fn only_axis(method: &str, axis: Option<Ref<'_, '_>>, ndim: usize) -> Result<isize> {
    let Some(axis) = axis else { return Ok(0) };
    let axes = read::axes(Some(axis))?;
    for &axis in axes.iter().flat_map(|axes| axes.iter()).filter(|_| ndim > 0) {
        normalize_axis(axis, ndim)?;
    }
    match axes {
        None if ndim == 1 => Ok(0),
        Some(axes) if axes.len() == 1 => Ok(axes[0]),
        _ if ndim == 0 => Ok(0),
        _ => Err(Error::value(format!("{method} does not allow multiple axes")).into()),
    }
}

/// `ufunc.accumulate(array, axis=0, dtype=None, out=None)`
fn accumulate<'c>(
    ctx: Ctx<'c>,
    this: This<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    folds(ctx, this, "accumulate")?;
    hpy::parse!(ctx, "accumulate"(array, axis?, dtype?, out?), args, kwargs);
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    if let Some(result) = taken_over(class, this, "accumulate", (args, kwargs), [out, None])? {
        return Ok(result);
    }
    let converted = array_of(ctx, array)?;
    let found = converted.get::<NdArray>().expect("converted to an array");
    let (out, _) = output_of(args.get(3), out)?;
    let axis = only_axis("accumulate", axis, found.ndim())?;
    let common = Common {
        dtype,
        out,
        out_in_tuple: true,
        ..Common::default()
    };
    let result = reduction::run::accumulate(class, this.ufunc(), found, axis, common)?;
    overrides::wrapped_folded(class, array, out, result)
}

/// `ufunc.reduceat(array, indices, axis=0, dtype=None, out=None)`
fn reduceat<'c>(
    ctx: Ctx<'c>,
    this: This<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    folds(ctx, this, "reduceat")?;
    hpy::parse!(ctx, "reduceat"(array, indices, axis?, dtype?, out?), args, kwargs);
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    if let Some(result) = taken_over(class, this, "reduceat", (args, kwargs), [out, None])? {
        return Ok(result);
    }
    let converted = array_of(ctx, array)?;
    let found = converted.get::<NdArray>().expect("converted to an array");
    let (out, _) = output_of(args.get(4), out)?;
    let axis = only_axis("reduceat", axis, found.ndim())?;
    let indices = match indices.get::<NdArray>() {
        Some(found) if !can_cast(found.dtype(), DType::INTP, Casting::Safe) => {
            let (from, to, casting) = (found.dtype(), DType::INTP, Casting::Safe);
            return Err(Error::Cast { from, to, casting }.into());
        }
        _ => convert::as_array(ctx, indices, Some(DType::INTP))?,
    };
    let indices = indices.get::<NdArray>().expect("converted to an array");
    let common = Common {
        dtype,
        out,
        out_in_tuple: true,
        ..Common::default()
    };
    let result = reduction::run::reduceat(class, this.ufunc(), found, indices, axis, common)?;
    overrides::wrapped_folded(class, array, out, result)
}

/// `ufunc.outer(a, b, **keywords)`: a call with as many new axes behind those of `a` as `b` has.
fn outer<'c>(
    ctx: Ctx<'c>,
    this: This<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    let ufunc = this.ufunc();
    if this.general().is_some() {
        let text = "method outer is not allowed in ufunc with non-trivial signature";
        return Err(ctx.type_error(text).into());
    }
    if ufunc.nin() != 2 {
        return Err(Error::value("outer product only supported for binary functions").into());
    }
    let [a, b] = args.exactly("outer")?;
    let class = ctx.class::<NdArray>()?;
    let words = Keywords::read(ctx, &this, 2, kwargs)?;
    let special = [words.out, words.mask];
    if let Some(result) = taken_over(class.as_ref(), this, "outer", (args, kwargs), special)? {
        return Ok(result);
    }
    let (a, b) = (array_of(ctx, a)?, array_of(ctx, b)?);
    let (first, second) = (
        a.get::<NdArray>().expect("converted"),
        b.get::<NdArray>().expect("converted"),
    );
    let mut shape: Vec<isize> = first.shape().to_vec();
    shape.extend(std::iter::repeat_n(1, second.ndim()));
    let spread = crate::array::methods::reshaped(first, &shape, Order::C, true)?;
    let dict = kwargs.to_dict()?;
    Ok(this.handle().call_dict((spread, b.as_ref()), dict)?)
}
