//! `concatenate`.

use crate::array::NdArray;
use crate::array::make;
use crate::convert;
use crate::dtype;
use crate::error::Result;
use crate::functions;
use crate::long;
use crate::read::{self, given};
use crate::ufunc::overrides::foreign;
use crate::warning;
use hpy::{Args, ClassHandle, ClassRef, Ctx, Handle, Kwargs, ModuleDef, Object, Ref};
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Error};
use uniarray_core::flags::FpFlags;
use uniarray_core::iter::k_order_strides;
use uniarray_core::layout::View;
use uniarray_core::manip::{Join, concatenate_shape};
use uniarray_core::numbers::Number;
use uniarray_core::promote::{promote_all, result_type};
use uniarray_core::scalar::Weak;

/// Registers the function.
pub fn define(module: &mut ModuleDef) {
    module.function(c"concatenate", concatenate).function_doc(
        c"concatenate(arrays, /, axis=0, out=None, *, dtype=None, casting='same_kind')\n--\n\n\
        Arrays joined along an axis that they have; along `axis=None` they are flattened first.\n\n\
        >>> import uniarray as np\n\
        >>> np.concatenate([[1, 2], [3.5]])\n\
        array([1. , 2. , 3.5])\n",
    );
}

crate::or_in_python! { concatenate = native_concatenate; }

fn native_concatenate<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "concatenate"(arrays, /, axis?, out?, *, dtype?, casting?), args, kwargs);
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    let (items, plain) = items_of(class, arrays)?;
    let out = given(out);
    if !plain || out.is_some_and(|out| foreign(class, out)) {
        let relevant: Vec<_> = items
            .iter()
            .map(|item| Some(item.as_ref()))
            .chain([out])
            .collect();
        if let Some(result) = functions::taken_over(ctx, "concatenate", &relevant, None, (args, kwargs))? {
            return Ok(result);
        }
    }
    let casting = read::casting(casting, Casting::SameKind)?;
    let dtype = dtype::parse_optional(dtype)?;
    if out.is_some() && dtype.is_some() {
        let text = "concatenate() only takes `out` or `dtype` as an argument, but both were provided.";
        return Err(ctx.type_error(text).into());
    }
    let axis = match axis {
        None => Some(0),
        Some(axis) if axis.is_none() => None,
        Some(axis) => Some(read::axis(axis)?),
    };
    // Python's numbers adapt to the arrays beside them.
    let numbers = if plain { Vec::new() } else { numbers_of(&items)? };
    let arrays = if plain { items } else { each_as_array(ctx, items)? };
    let views: Vec<View<'_>> = arrays
        .iter()
        .map(|array| class.get(array.as_ref()).expect("an array").payload().view())
        .collect();
    let join = concatenate_shape(&views, axis)?;
    if let Some(out) = out {
        let Some(array) = out.get::<NdArray>() else {
            return Err(ctx.type_error("'out' must be an array").into());
        };
        if !array.writeable() {
            return Err(Error::value("output array is read-only").into());
        }
        fill(ctx, &join, array.view(), &views, casting)?;
        return Ok(out.to_owned());
    }
    let dtype = match dtype {
        Some(dtype) => dtype,
        None if numbers.iter().any(Option::is_some) => {
            let strong = |(view, number): (&View<'_>, &Option<Weak>)| number.is_none().then(|| view.dtype());
            let dtypes: Vec<DType> = views.iter().zip(&numbers).filter_map(strong).collect();
            let weak: Vec<Weak> = numbers.iter().copied().flatten().collect();
            result_type(&dtypes, &weak)?
        }
        None => {
            let common = promote_all(views.iter().map(|view| view.dtype()));
            common.unwrap_or(DType::FLOAT64)
        }
    };
    let model = if axis.is_some() { &views[..] } else { &[] };
    let strides = k_order_strides(join.shape(), model, dtype.itemsize());
    let derived = (!plain).then(|| class_of(ctx, &arrays)).transpose()?;
    let class = derived.as_ref().map_or(class, ClassHandle::as_ref);
    let result = make::empty_in_order_of(class, dtype, join.shape(), &strides)?;
    fill(ctx, &join, result.view(), &views, casting)?;
    Ok(result.finalized(None)?.into_handle())
}

/// The Python numbers among the items.
fn numbers_of(items: &[Handle<'_>]) -> Result<Vec<Option<Weak>>> {
    let number = |item: &Handle<'_>| {
        Ok(match convert::number(item.as_ref())? {
            Some(Number::Weak(number)) => Some(number),
            _ => None,
        })
    };
    items.iter().map(number).collect()
}

/// The class of arrays joined: that with the highest priority above `ndarray`'s.
fn class_of<'c>(ctx: Ctx<'c>, arrays: &[Handle<'c>]) -> Result<ClassHandle<'c, NdArray>> {
    let mut highest = 0.0;
    let mut class = ctx.class::<NdArray>()?;
    for array in arrays.iter().filter_map(|array| array.get::<NdArray>()) {
        if array.derived() {
            let priority = array.handle().getattr(c"__array_priority__")?.extract::<f64>()?;
            if priority > highest {
                (highest, class) = (priority, array.class()?);
            }
        }
    }
    Ok(class)
}

/// The items, and whether all of them are plain arrays.
fn items_of<'c>(class: ClassRef<'_, 'c, NdArray>, arrays: Ref<'_, 'c>) -> Result<(Vec<Handle<'c>>, bool)> {
    if !(arrays.is_list() || arrays.is_tuple() || arrays.hasattr(c"__getitem__")) {
        let text = "The first input argument needs to be a sequence";
        return Err(arrays.ctx().type_error(text).into());
    }
    let (mut items, mut plain) = (Vec::new(), true);
    for item in arrays.iter()? {
        let item = item?;
        plain = plain && !foreign(class, item.as_ref());
        items.push(item);
    }
    Ok((items, plain))
}

fn each_as_array<'c>(ctx: Ctx<'c>, items: Vec<Handle<'c>>) -> Result<Vec<Handle<'c>>> {
    items
        .into_iter()
        .map(|item| match item.get::<NdArray>() {
            Some(_) => Ok(item),
            None => convert::as_array(ctx, item.as_ref(), None),
        })
        .collect()
}

/// Copies every array to its window of the output.
fn fill(ctx: Ctx<'_>, join: &Join, out: View<'_>, views: &[View<'_>], casting: Casting) -> Result<()> {
    let mut flags = FpFlags::NONE;
    for (window, view) in join.windows(out)?.zip(views) {
        // SAFETY: the window was made for this output.
        let into = unsafe { window.of(out) };
        flags |= long::copy(ctx, into, *view, casting)?;
    }
    Ok(warning::report(ctx, flags, "cast")?)
}
