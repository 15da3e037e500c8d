//! `array`, `asarray` and the functions that make arrays of a given shape.

use crate::array::make::{self, NewArray};
use crate::array::{NdArray, methods};
use crate::convert::{self, Found, collect};
use crate::dtype;
use crate::elsewhere;
use crate::error::Result;
use crate::functions;
use crate::read::{self, given};
use hpy::{Args, Ctx, Handle, Kwargs, ModuleDef, Obj, Object, Ref, Type};
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Error};
use uniarray_core::layout::MAX_DIMS;
use uniarray_core::manip::{self, Order};
use uniarray_core::scalar::Scalar;
use uniarray_core::window::Window;

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.function(c"array", array).function_doc(
        c"array(object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, like=None)\n--\n\n\
        An array of the numbers in an object: nested sequences, memory that it exports, or another array.\n\n\
        >>> import uniarray as np\n\
        >>> np.array([[1, 2], [3, 4.5]])\n\
        array([[1. , 2. ],\n\
        \x20      [3. , 4.5]])\n",
    );
    module.function(c"asarray", asarray).function_doc(
        c"asarray(a, dtype=None, order=None, *, device=None, copy=None, like=None)\n--\n\n\
        The object itself if it is an array already, or an array that shows its memory if it exports some; else as `array`.\n\n\
        >>> import uniarray as np\n\
        >>> a = np.asarray([1, 2])\n\
        >>> np.asarray(a) is a\n\
        True\n",
    );
    module.function(c"ascontiguousarray", ascontiguousarray).function_doc(
        c"ascontiguousarray(a, dtype=None, *, like=None)\n--\n\n\
        An array whose elements follow each other in C order, with one axis at least; copied only if need be.\n\n\
        >>> import uniarray as np\n\
        >>> np.ascontiguousarray(np.zeros((2, 3)).T).flags.c_contiguous\n\
        True\n",
    );
    module.function(c"empty", empty).function_doc(
        c"empty(shape, dtype=None, order='C', *, device=None, like=None)\n--\n\n\
        An array whose elements have no particular values.\n\n\
        >>> import uniarray as np\n\
        >>> np.empty((2, 3)).shape\n\
        (2, 3)\n",
    );
    module.function(c"zeros", zeros).function_doc(
        c"zeros(shape, dtype=None, order='C', *, device=None, like=None)\n--\n\n\
        An array of zeros.\n\n\
        >>> import uniarray as np\n\
        >>> np.zeros(3, int)\n\
        array([0, 0, 0])\n",
    );
}

crate::or_in_python! {
    array = native_array;
    asarray = native_asarray;
    ascontiguousarray = native_ascontiguousarray;
    empty = native_empty;
    zeros = native_zeros;
}

/// Whether an array may or must be a copy.
#[derive(Clone, Copy, PartialEq)]
enum Copy {
    Always,
    IfNeeded,
    Never,
}

impl Copy {
    /// As an `__array__` is told.
    fn told(self) -> Option<bool> {
        match self {
            Copy::Always => Some(true),
            Copy::IfNeeded => None,
            Copy::Never => Some(false),
        }
    }
}

/// Reads `copy=`.
fn copy_of(value: Option<Ref<'_, '_>>, default: Copy) -> Result<Copy> {
    match value {
        None => Ok(default),
        Some(value) if value.is_none() => Ok(Copy::IfNeeded),
        Some(value) => Ok(if value.is_true()? {
            Copy::Always
        } else {
            Copy::Never
        }),
    }
}

/// What is asked of an array.
struct Wanted {
    dtype: Option<DType>,
    copy: Copy,
    order: Order,
    subok: bool,
    ndmin: usize,
}

/// The one argument, if there are no others.
fn alone<'a, 'c>(args: Args<'a, 'c>, kwargs: Kwargs<'_, 'c>) -> Option<Ref<'a, 'c>> {
    args.get(0).filter(|_| args.len() == 1 && kwargs.is_empty())
}

fn native_array<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    // A plain call is the commonest, and the parser of keywords not free.
    if let Some(object) = alone(args, kwargs)
        && (object.is_list() || object.is_tuple())
    {
        return convert::as_array(ctx, object, None);
    }
    hpy::parse!(ctx, "array"(object, dtype?, *, copy?, order?, subok?, ndmin?, like?), args, kwargs);
    if let Some(made) = functions::made_like(ctx, "array", like, (args, kwargs))? {
        return Ok(made);
    }
    let ndmin = usize::try_from(read::integer(ctx, ndmin, 0)?).unwrap_or(0);
    if ndmin > MAX_DIMS {
        return Err(Error::value(format!("ndmin must be <= ndmax ({MAX_DIMS})")).into());
    }
    let wanted = Wanted {
        dtype: dtype::parse_optional(dtype)?,
        copy: copy_of(copy, Copy::Always)?,
        order: read::order(order, Order::K)?,
        subok: read::flag(subok, false)?,
        ndmin,
    };
    make_array(ctx, object, &wanted)
}

fn native_asarray<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    // The commonest calls: a plain array is its own, and lists are as for `array`.
    if let Some(object) = alone(args, kwargs) {
        if let Some(array) = object.get::<NdArray>() {
            if !array.derived() && !elsewhere::holds_others(array) {
                return Ok(object.to_owned());
            }
        } else if object.is_list() || object.is_tuple() {
            return convert::as_array(ctx, object, None);
        }
    }
    hpy::parse!(ctx, "asarray"(a, dtype?, order?, *, device?, copy?, like?), args, kwargs);
    if let Some(made) = functions::made_like(ctx, "asarray", like, (args, kwargs))? {
        return Ok(made);
    }
    check_device(ctx, device)?;
    let wanted = Wanted {
        dtype: dtype::parse_optional(dtype)?,
        copy: copy_of(copy, Copy::IfNeeded)?,
        order: read::order(order, Order::K)?,
        subok: false,
        ndmin: 0,
    };
    make_array(ctx, a, &wanted)
}

fn native_ascontiguousarray<'c>(
    ctx: Ctx<'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "ascontiguousarray"(a, dtype?, *, like?), args, kwargs);
    if let Some(made) = functions::made_like(ctx, "ascontiguousarray", like, (args, kwargs))? {
        return Ok(made);
    }
    let dtype = dtype::parse_optional(dtype)?;
    make_array(
        ctx,
        a,
        &Wanted {
            dtype,
            copy: Copy::IfNeeded,
            order: Order::C,
            subok: false,
            ndmin: 1,
        },
    )
}

fn make_array<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>, wanted: &Wanted) -> Result<Handle<'c>> {
    let result = match object.get::<NdArray>() {
        Some(array) => {
            elsewhere::refuse(array)?;
            of_array(array, wanted)?
        }
        None if wanted.dtype.is_none() && wanted.copy != Copy::Never && object.is_exactly(Type::Float)? => {
            let array = make::empty(ctx, DType::FLOAT64, &[], Order::C)?;
            // SAFETY: the array has one element, of float64.
            unsafe { Scalar::Float64(object.extract()?).write(array.view().data()) };
            array.into_handle()
        }
        None => match collect(ctx, object, wanted.dtype, wanted.copy.told())? {
            Found::Array(array) => of_array(array.get::<NdArray>().expect("found as an array"), wanted)?,
            Found::Copy(array) => {
                let enough = Wanted {
                    copy: Copy::IfNeeded,
                    ..*wanted
                };
                of_array(array.get::<NdArray>().expect("found as an array"), &enough)?
            }
            Found::Numbers(_) if wanted.copy == Copy::Never => return Err(copy_needed()),
            Found::Numbers(collected) => {
                let array = collected.into_array(ctx, wanted.dtype)?;
                // What was written down in C order is copied once more for the other one.
                let again = Wanted {
                    copy: Copy::IfNeeded,
                    ..*wanted
                };
                of_array(array.obj(), &again)?
            }
        },
    };
    with_ndmin(result, wanted.ndmin)
}

/// The array itself where that will do, or a copy.
fn of_array<'c>(array: Obj<'_, 'c, NdArray>, wanted: &Wanted) -> Result<Handle<'c>> {
    let view = array.view();
    let dtype = wanted.dtype.unwrap_or(array.dtype());
    // Of any order is Fortran's, or none in particular; a copy of the same dtype is C's then.
    let order = match wanted.order {
        Order::A if view.is_f_contiguous() && !view.is_c_contiguous() => Order::F,
        Order::A if wanted.copy == Copy::Always && dtype == array.dtype() => Order::C,
        Order::A => Order::K,
        order => order,
    };
    let in_order = match order {
        Order::K | Order::A => true,
        Order::C => view.is_c_contiguous(),
        Order::F => view.is_f_contiguous(),
    };
    if wanted.copy == Copy::Always || dtype != array.dtype() || !in_order {
        if wanted.copy == Copy::Never {
            return Err(copy_needed());
        }
        convert::warn_of_lost_parts(array.ctx(), array.dtype(), dtype)?;
        let cast = if wanted.subok {
            methods::cast_to
        } else {
            methods::cast_plainly
        };
        return Ok(cast(array, dtype, order, Casting::Unsafe)?.into_handle());
    }
    let class = array.ctx().class::<NdArray>()?;
    if wanted.subok || array.handle().type_of()?.is(&class) {
        return Ok(array.handle().to_owned());
    }
    // An instance of a subclass is shown as a plain array.
    Ok(make::view_in_class(class.as_ref(), array, &Window::whole(view))?.into_handle())
}

/// Puts axes of extent one before the others until there are `ndmin`.
fn with_ndmin(array: Handle<'_>, ndmin: usize) -> Result<Handle<'_>> {
    let obj = array.get::<NdArray>().expect("an array");
    let Some(missing) = ndmin.checked_sub(obj.ndim()).filter(|missing| *missing > 0) else {
        return Ok(array);
    };
    let axes: Vec<isize> = (0..missing as isize).collect();
    let window = manip::expand_dims(obj.view(), &axes)?;
    Ok(make::view_of(obj, &window)?.into_handle())
}

fn copy_needed() -> crate::error::Failure {
    Error::value(
        "Unable to avoid copy while creating an array as requested.\n\
         If using `np.array(obj, copy=False)` replace it with `np.asarray(obj)` to allow a copy when needed \
         (no behavior change in NumPy 1.x).\n\
         For more details, see \
         https://numpy.org/devdocs/numpy_2_0_migration_guide.html#adapting-to-changes-in-the-copy-keyword.",
    )
    .into()
}

/// The one device there is may be named.
///
/// # Errors
/// `ValueError` for another one.
pub fn check_device(ctx: Ctx<'_>, device: Option<Ref<'_, '_>>) -> Result<()> {
    let Some(device) = given(device) else {
        return Ok(());
    };
    if device.is_str() && device.as_str()? == "cpu" {
        return Ok(());
    }
    let shown = device.str()?;
    let text = format!(
        "Device not understood. Only \"cpu\" is allowed, but received: {}",
        shown.as_str()?
    );
    Err(ctx.value_error(text).into())
}

/// A function that makes an array of a dtype and a shape.
type Maker = for<'c> fn(Ctx<'c>, DType, &[isize], Order) -> Result<NewArray<'c>>;

fn filled<'c>(
    ctx: Ctx<'c>,
    [shape, dtype, order, device]: [Option<Ref<'_, 'c>>; 4],
    make: Maker,
) -> Result<Handle<'c>> {
    check_device(ctx, device)?;
    let dtype = dtype::parse_optional(dtype)?.unwrap_or(DType::FLOAT64);
    let order = read::order(order, Order::C)?;
    if !matches!(order, Order::C | Order::F) {
        return Err(Error::value("only 'C' or 'F' order is permitted").into());
    }
    let shape = read::dims(shape.unwrap_or(ctx.none()))?;
    Ok(make(ctx, dtype, &shape, order)?.into_handle())
}

fn native_empty<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "empty"(shape, dtype?, order?, *, device?, like?), args, kwargs);
    if let Some(made) = functions::made_like(ctx, "empty", like, (args, kwargs))? {
        return Ok(made);
    }
    filled(ctx, [Some(shape), dtype, order, device], make::empty)
}

fn native_zeros<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "zeros"(shape, dtype?, order?, *, device?, like?), args, kwargs);
    if let Some(made) = functions::made_like(ctx, "zeros", like, (args, kwargs))? {
        return Ok(made);
    }
    filled(ctx, [Some(shape), dtype, order, device], make::zeros)
}
