//! Reading the arguments of reductions.

use crate::array::NdArray;
use crate::convert;
use crate::dtype;
use crate::error::Result;
use crate::read::{self, given};
use crate::ufunc::{ELLIPSIS_IN_TUPLE, mask, refuse_ellipsis};
use hpy::{ClassRef, Ctx, Handle, Obj, Object, Ref};
use uniarray_core::dtype::DType;
use uniarray_core::layout::Dims;
use uniarray_core::numbers::Number;
use uniarray_core::reduce::Initial;

/// The arguments that reductions share, as given; `None` where one was left out.
#[derive(Clone, Copy, Default)]
pub struct Common<'a, 'c> {
    /// `axis=`, `None` here for all axes.
    pub axis: Option<Ref<'a, 'c>>,
    /// `dtype=`
    pub dtype: Option<Ref<'a, 'c>>,
    /// `out=`
    pub out: Option<Ref<'a, 'c>>,
    /// Whether `out=` may be a tuple of one, as it may for the methods of ufuncs.
    pub out_in_tuple: bool,
    /// `keepdims=`
    pub keepdims: Option<Ref<'a, 'c>>,
    /// `initial=`
    pub initial: Option<Ref<'a, 'c>>,
    /// `where=`
    pub r#where: Option<Ref<'a, 'c>>,
    /// Whether a result without axes stays an array, which `out=...` asks for.
    pub keep_arrays: bool,
}

impl<'c> Common<'_, 'c> {
    /// `dtype=`
    ///
    /// # Errors
    /// `TypeError` for what is no dtype.
    pub fn dtype(&self) -> Result<Option<DType>> {
        dtype::parse_optional(self.dtype)
    }

    /// `keepdims=`
    ///
    /// # Errors
    /// `TypeError` for what is no integer.
    pub fn keepdims(&self) -> Result<bool> {
        Ok(self.keepdims.map_or(Ok(0), |value| value.extract::<isize>())? != 0)
    }

    /// The arguments for a method of a ufunc: those that it has a value for anyway, and what was given. `folds` says whether
    /// there are masks and first values.
    ///
    /// # Errors
    /// When there is no memory for the dictionary.
    pub fn to_dict(self, ctx: Ctx<'c>, folds: bool) -> Result<Handle<'c>> {
        let dict = ctx.dict()?;
        dict.setitem_str(c"axis", self.axis.unwrap_or(ctx.none()))?;
        dict.setitem_str(c"dtype", self.dtype.unwrap_or(ctx.none()))?;
        let usual = folds.then_some(ctx.bool(false));
        if let Some(keepdims) = self.keepdims.or(usual) {
            dict.setitem_str(c"keepdims", keepdims)?;
        }
        if let Some(out) = given(self.out) {
            dict.setitem_str(c"out", out)?;
        }
        if let Some(initial) = self.initial {
            dict.setitem_str(c"initial", initial)?;
        }
        if let Some(mask) = self.r#where.or(folds.then_some(ctx.bool(true))) {
            dict.setitem_str(c"where", mask)?;
        }
        Ok(dict)
    }

    /// `where=` as an array of truth values; `None` where it is true everywhere.
    ///
    /// # Errors
    /// `TypeError` for what cannot become truth values.
    pub fn mask(&self, ctx: Ctx<'c>) -> Result<Option<Handle<'c>>> {
        mask(ctx, self.r#where)
    }
}

/// The axes to reduce; `None` for all. An array without axes may be reduced along axis 0 or -1, as in NumPy.
///
/// # Errors
/// `TypeError` for what is no axis.
pub fn reduce_axes(axis: Option<Ref<'_, '_>>, ndim: usize) -> Result<Option<Dims>> {
    let axes = read::axes(axis)?;
    Ok(match axes {
        Some(axes) if ndim == 0 && matches!(*axes, [0 | -1]) => Some(Dims::new()),
        axes => axes,
    })
}

/// `initial=`: a number, or `None` for the first elements.
///
/// # Errors
/// `TypeError` for what is no number.
pub fn initial(value: Option<Ref<'_, '_>>) -> Result<Option<Initial>> {
    let Some(value) = value else {
        return Ok(None);
    };
    if value.is_none() {
        return Ok(Some(Initial::Elements));
    }
    let number = match convert::number(value)? {
        Some(number) => number,
        None => {
            let array = convert::as_array(value.ctx(), value, None)?;
            let element = array.get::<NdArray>().and_then(|array| array.view().get(&[]));
            let Some(element) = element else {
                return Err(value
                    .ctx()
                    .value_error("Input object to 'initial' must be a scalar.")
                    .into());
            };
            Number::Scalar(element)
        }
    };
    Ok(Some(match number {
        Number::Bool(value) => Initial::Scalar(value.into()),
        Number::Scalar(value) => Initial::Scalar(value),
        Number::Weak(value) => Initial::Weak(value),
    }))
}

/// `out=`: an array, or a tuple of one where such are taken.
///
/// # Errors
/// `ValueError` for tuples of another length, `TypeError` for other objects.
pub fn output<'a, 'c>(
    class: ClassRef<'_, 'c, NdArray>,
    common: Common<'a, 'c>,
    held: &'a mut Option<Handle<'c>>,
) -> Result<Option<Obj<'a, 'c, NdArray>>> {
    let Some(out) = given(common.out) else {
        return Ok(None);
    };
    let array = if out.is_tuple() && common.out_in_tuple {
        if out.len()? != 1 {
            let text = "The 'out' tuple must have exactly one entry per ufunc output";
            return Err(out.ctx().value_error(text).into());
        }
        let item = held.insert(out.getitem_at(0)?);
        refuse_ellipsis(item.as_ref(), ELLIPSIS_IN_TUPLE)?;
        class.get((*item).as_ref())
    } else {
        class.get(out)
    };
    match array {
        Some(array) => Ok(Some(array)),
        None => Err(out.ctx().type_error("return arrays must be of ArrayType").into()),
    }
}
