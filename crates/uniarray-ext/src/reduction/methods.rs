//! The methods of `ndarray` that reduce.

use super::arguments::Common;
use super::search as extremes;
use super::{mean, run};
use crate::array::{NdArray, methods};
use crate::error::Result;
use crate::operator::needed;
use crate::read::{self, given};
use crate::scalar;
use crate::ufunc::overrides;
use hpy::{Args, ClassDef, Ctx, Handle, Kwargs, Obj, Object};
use std::ffi::CStr;
use std::sync::LazyLock;
use uniarray_core::dtype::DType;
use uniarray_core::layout::normalize_axis;
use uniarray_core::manip::Order;
use uniarray_core::search;
use uniarray_core::ufunc::Ufunc;

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the methods.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.method(c"sum", sum).doc(
        c"sum($self, /, axis=None, dtype=None, out=None, keepdims=False, initial=0, where=True)\n--\n\n\
            The sum of the elements.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([[1, 2], [3, 4]]).sum(axis=1)\n\
            array([3, 7])\n",
    );
    class.method(c"prod", prod).doc(
        c"prod($self, /, axis=None, dtype=None, out=None, keepdims=False, initial=1, where=True)\n--\n\n\
            The product of the elements.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([2, 3, 4]).prod()\n\
            np.int64(24)\n",
    );
    class.method(c"min", min).doc(
        c"min($self, /, axis=None, out=None, keepdims=False, initial=None, where=True)\n--\n\n\
            The smallest element; NaN wins.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([3, 1, 2]).min()\n\
            np.int64(1)\n",
    );
    class.method(c"max", max).doc(
        c"max($self, /, axis=None, out=None, keepdims=False, initial=None, where=True)\n--\n\n\
            The largest element; NaN wins.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([3, 1, 2]).max()\n\
            np.int64(3)\n",
    );
    class.method(c"any", any).doc(
        c"any($self, /, axis=None, out=None, keepdims=False, *, where=True)\n--\n\n\
            Whether some element is true.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([0, 2]).any()\n\
            np.True_\n",
    );
    class.method(c"all", all).doc(
        c"all($self, /, axis=None, out=None, keepdims=False, *, where=True)\n--\n\n\
            Whether all elements are true.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([0, 2]).all()\n\
            np.False_\n",
    );
    class.method(c"cumsum", cumsum).doc(
        c"cumsum($self, /, axis=None, dtype=None, out=None)\n--\n\n\
            The sums of the elements so far.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1, 2, 3]).cumsum()\n\
            array([1, 3, 6])\n",
    );
    class.method(c"cumprod", cumprod).doc(
        c"cumprod($self, /, axis=None, dtype=None, out=None)\n--\n\n\
            The products of the elements so far.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1, 2, 3]).cumprod()\n\
            array([1, 2, 6])\n",
    );
    class.method(c"mean", mean::mean).doc(
        c"mean($self, /, axis=None, dtype=None, out=None, keepdims=False, *, where=True)\n--\n\n\
            The arithmetic mean.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1, 2, 3, 4]).mean()\n\
            np.float64(2.5)\n",
    );
    class.method(c"argmin", extremes::argmin).doc(
        c"argmin($self, /, axis=None, out=None, *, keepdims=False)\n--\n\n\
            Index of the first smallest element.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([3, 1, 2]).argmin()\n\
            np.int64(1)\n",
    );
    class.method(c"argmax", extremes::argmax).doc(
        c"argmax($self, /, axis=None, out=None, *, keepdims=False)\n--\n\n\
            Index of the first largest element.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([3, 1, 2]).argmax()\n\
            np.int64(0)\n",
    );
}

/// Declares methods: name, parameters after the array in NumPy's order, ufunc, and the dtype in which it calculates whatever
/// the elements are.
macro_rules! reductions {
    ($($name:ident($($parameter:ident),* $(; $($by_name:ident),*)?) = $text:literal, $ufunc:literal, $dtype:expr;)*) => {$(
        fn $name<'c>(
            ctx: Ctx<'c>,
            this: Array<'_, 'c>,
            args: Args<'_, 'c>,
            kwargs: Kwargs<'_, 'c>,
        ) -> Result<Handle<'c>> {
            static UFUNC: LazyLock<&'static Ufunc> = LazyLock::new(|| needed($ufunc));
            hpy::parse!(ctx, $text($($parameter?,)* $(*, $($by_name?),*)?), args, kwargs);
            #[allow(clippy::needless_update, reason = "some rows have all parameters")]
            let common = Common { $($parameter,)* $($($by_name,)*)? ..Common::default() };
            let class = ctx.class::<NdArray>()?;
            if this.derived() || overrides::keyword_may_matter(class.as_ref(), common.out)? {
                let fixed: Option<DType> = $dtype;
                let keywords = common.to_dict(ctx, fixed.is_none())?;
                return by_ufunc(this, (*UFUNC).name(), c"reduce", keywords);
            }
            run::reduce(class.as_ref(), *UFUNC, this, common, $dtype)
        }
    )*};
}

/// A method of a ufunc on the array: it knows the rules for all classes.
#[cold]
fn by_ufunc<'c>(this: Array<'_, 'c>, name: &str, method: &CStr, keywords: Handle<'c>) -> Result<Handle<'c>> {
    let method = overrides::object(this.ctx(), name)?.getattr(method)?;
    Ok(method.as_ref().call_dict((this,), &keywords)?)
}

reductions! {
    sum(axis, dtype, out, keepdims, initial, r#where) = "sum", "add", None;
    prod(axis, dtype, out, keepdims, initial, r#where) = "prod", "multiply", None;
    min(axis, out, keepdims, initial, r#where) = "min", "minimum", None;
    max(axis, out, keepdims, initial, r#where) = "max", "maximum", None;
    any_along(axis, out, keepdims; r#where) = "any", "logical_or", Some(DType::BOOL);
    all_along(axis, out, keepdims; r#where) = "all", "logical_and", Some(DType::BOOL);
}

/// Without arguments the search for a true element stops at the first.
fn any<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    if args.is_empty() && kwargs.is_empty() && !this.derived() {
        return Ok(scalar::to_python(ctx, search::any(this.payload().view()).into())?);
    }
    any_along(ctx, this, args, kwargs)
}

/// Without arguments the search for an element that is not true stops at the first.
fn all<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    if args.is_empty() && kwargs.is_empty() && !this.derived() {
        return Ok(scalar::to_python(ctx, search::all(this.payload().view()).into())?);
    }
    all_along(ctx, this, args, kwargs)
}

fn cumsum<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "cumsum"(axis?, dtype?, out?), args, kwargs);
    running(
        this,
        needed("add"),
        Common {
            axis,
            dtype,
            out,
            ..Common::default()
        },
    )
}

fn cumprod<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "cumprod"(axis?, dtype?, out?), args, kwargs);
    running(
        this,
        needed("multiply"),
        Common {
            axis,
            dtype,
            out,
            ..Common::default()
        },
    )
}

/// Accumulates along an axis, or over all elements in a row without one.
fn running<'c>(this: Array<'_, 'c>, ufunc: &'static Ufunc, common: Common<'_, 'c>) -> Result<Handle<'c>> {
    let class = this.ctx().class::<NdArray>()?;
    let matters = this.derived() || overrides::keyword_may_matter(class.as_ref(), common.out)?;
    match given(common.axis) {
        Some(_) if matters => by_ufunc(
            this,
            ufunc.name(),
            c"accumulate",
            common.to_dict(this.ctx(), false)?,
        ),
        None if matters => {
            let flat = methods::reshaped(this, &[-1], Order::C, true)?;
            let flat = flat.get::<NdArray>().expect("an array in another shape");
            let zero = this.ctx().object(0)?;
            let common = Common {
                axis: Some(zero.as_ref()),
                ..common
            };
            by_ufunc(
                flat,
                ufunc.name(),
                c"accumulate",
                common.to_dict(this.ctx(), false)?,
            )
        }
        Some(axis) if this.ndim() > 0 => {
            run::accumulate(class.as_ref(), ufunc, this, read::axis(axis)?, common)
        }
        axis => {
            // An array without axes is one of one.
            if let Some(axis) = axis {
                normalize_axis(read::axis(axis)?, 1)?;
            }
            let flat = methods::reshaped(this, &[-1], Order::C, true)?;
            let flat = flat.get::<NdArray>().expect("an array in another shape");
            run::accumulate(class.as_ref(), ufunc, flat, 0, common)
        }
    }
}
