//! Methods of `ndarray` that give the same elements in another shape, dtype or place.

use super::attributes::viewed_as;
use super::make::{self, NewArray, Part};
use super::ndarray::NdArray;
use crate::dtype;
use crate::error::Result;
use crate::long;
use crate::read::{self, given};
use crate::warning;
use hpy::{Args, ClassDef, ClassRef, Ctx, Handle, Kwargs, Obj, Object, Ref};
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::error::{Casting, Error};
use uniarray_core::manip::{self, Order, Reshaped};
use uniarray_core::promote::can_cast;
use uniarray_core::window::Window;

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the methods.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.method(c"reshape", reshape).doc(
        c"reshape($self, /, *shape, order='C', copy=None)\n--\n\n\
            The same elements in another shape; a view where the strides allow it.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.arange(6).reshape(2, -1)\n\
            array([[0, 1, 2],\n\
            \x20      [3, 4, 5]])\n",
    );
    class.method(c"ravel", ravel).doc(
        c"ravel($self, /, order='C')\n--\n\n\
            The elements along one axis; a view where the strides allow it.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([[1, 2], [3, 4]]).ravel('F')\n\
            array([1, 3, 2, 4])\n",
    );
    class.method(c"flatten", flatten).doc(
        c"flatten($self, /, order='C')\n--\n\n\
            A copy of the elements along one axis.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([[1, 2], [3, 4]]).flatten()\n\
            array([1, 2, 3, 4])\n",
    );
    class.method(c"transpose", transpose).doc(
        c"transpose($self, /, *axes)\n--\n\n\
            A view with the axes permuted, reversed by default.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros((2, 3, 4)).transpose(1, 0, 2).shape\n\
            (3, 2, 4)\n",
    );
    class.method(c"swapaxes", swapaxes).doc(
        c"swapaxes($self, axis1, axis2, /)\n--\n\n\
            A view with two axes exchanged.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros((2, 3, 4)).swapaxes(0, 2).shape\n\
            (4, 3, 2)\n",
    );
    class.method(c"squeeze", squeeze).doc(
        c"squeeze($self, /, axis=None)\n--\n\n\
            A view without axes of length one.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros((1, 3, 1)).squeeze().shape\n\
            (3,)\n",
    );
    class.method(c"diagonal", diagonal).doc(
        c"diagonal($self, /, offset=0, axis1=0, axis2=1)\n--\n\n\
            A read-only view of a diagonal.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.arange(9).reshape(3, 3).diagonal()\n\
            array([0, 4, 8])\n",
    );
    class.method(c"astype", or_astype).doc(
        c"astype($self, /, dtype, order='K', casting='unsafe', subok=True, copy=True)\n--\n\n\
            The elements cast to another dtype.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1.9, -1.9]).astype(int)\n\
            array([ 1, -1])\n",
    );
    class.method(c"copy", copy_method).doc(
        c"copy($self, /, order='C')\n--\n\n\
            A new array with the same elements.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.arange(3).copy()\n\
            array([0, 1, 2])\n",
    );
    class.method(c"__copy__", shallow_copy);
    class.method(c"__deepcopy__", deepcopy);
    class.method(c"view", or_view).doc(
        c"view($self, /, dtype=None, type=None)\n--\n\n\
            The same memory read as another dtype, or as an instance of a subclass.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1.0]).view('i8')\n\
            array([4607182418800017408])\n",
    );
    class.method(c"setflags", setflags).doc(
        c"setflags($self, /, write=None, align=None, uic=None)\n--\n\n\
            Allow or forbid assignment.\n\
            \n\
            >>> import uniarray as np\n\
            >>> a = np.zeros(3)\n\
            >>> a.setflags(write=False)\n\
            >>> a.flags.writeable\n\
            False\n",
    );
    class
        .method(c"__array__", array_protocol)
        .doc(c"__array__($self, dtype=None, /, *, copy=None)\n--\n\nThe array itself, or a copy of it with another dtype.");
    class.method(c"_empty_like", empty_like);
    class.method(c"_broadcast_to", broadcast_to);
}

/// The window as an array.
fn seen<'c>(this: Array<'_, 'c>, window: &Window) -> Result<Handle<'c>> {
    Ok(make::view_of(this, window)?.into_handle())
}

/// An array of the class of another one, of another dtype and shape, laid out in `order`, which K and A take from it.
///
/// # Errors
/// As for [`make::empty`]; of a derived class's `__array_finalize__`.
pub fn empty_beside<'c>(
    this: Array<'_, 'c>,
    dtype: DType,
    order: Order,
    shape: &[isize],
) -> Result<NewArray<'c>> {
    let class = make::result_class(this.ctx(), [this])?;
    empty_in(class.as_ref(), this, dtype, order, shape)?.finalized(Some(this.handle()))
}

/// As [`empty_beside`], of any class, which is not told yet.
fn empty_in<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    this: Array<'_, 'c>,
    dtype: DType,
    order: Order,
    shape: &[isize],
) -> Result<NewArray<'c>> {
    let view = this.view();
    let order = match order {
        Order::K if shape.len() == view.ndim() => {
            return make::empty_in_order_of(class, dtype, shape, view.strides());
        }
        Order::A if view.is_f_contiguous() && !view.is_c_contiguous() => Order::F,
        order => order,
    };
    make::empty_in_class(class, dtype, shape, order)
}

/// An array of another dtype with the same elements, laid out in `order`.
///
/// # Errors
/// `TypeError` if the rule forbids the cast, `MemoryError`, and warnings that are errors.
pub fn cast_to<'c>(
    this: Array<'_, 'c>,
    dtype: DType,
    order: Order,
    casting: Casting,
) -> Result<NewArray<'c>> {
    filled(this, empty_beside(this, dtype, order, this.shape())?, casting)
}

/// As [`cast_to`], never of a derived class.
///
/// # Errors
/// As for [`cast_to`].
pub fn cast_plainly<'c>(
    this: Array<'_, 'c>,
    dtype: DType,
    order: Order,
    casting: Casting,
) -> Result<NewArray<'c>> {
    let class = this.ctx().class::<NdArray>()?;
    filled(
        this,
        empty_in(class.as_ref(), this, dtype, order, this.shape())?,
        casting,
    )
}

/// A new array with the elements of another one.
fn filled<'c>(this: Array<'_, 'c>, result: NewArray<'c>, casting: Casting) -> Result<NewArray<'c>> {
    let flags = long::copy(this.ctx(), result.view(), this.view(), casting)?;
    warning::report(this.ctx(), flags, "cast")?;
    Ok(result)
}

/// A copy, laid out in `order`.
///
/// # Errors
/// `MemoryError`.
pub fn copy<'c>(this: Array<'_, 'c>, order: Order) -> Result<NewArray<'c>> {
    cast_to(this, this.dtype(), order, Casting::No)
}

/// Reshapes, copying where the strides do not allow a view.
///
/// # Errors
/// `ValueError` for shapes that do not fit, and if a copy is needed and forbidden.
pub fn reshaped<'c>(
    this: Array<'_, 'c>,
    shape: &[isize],
    order: Order,
    may_copy: bool,
) -> Result<Handle<'c>> {
    match manip::reshape(this.view(), shape, order)? {
        Reshaped::Window(window) => seen(this, &window),
        Reshaped::Copy { .. } if !may_copy => {
            Err(Error::value("Unable to avoid creating a copy while reshaping.").into())
        }
        Reshaped::Copy { shape, order } => {
            // As in NumPy the result is a view of the copy.
            let copied = copy(this, order)?;
            match manip::reshape(copied.view(), &shape, order)? {
                Reshaped::Window(window) => seen(copied.obj(), &window),
                Reshaped::Copy { .. } => unreachable!("a contiguous array takes any shape of its size"),
            }
        }
    }
}

/// A copy with the elements in an order (C or F), in another shape of the same size; it owns its memory.
fn copied_as<'c>(this: Array<'_, 'c>, shape: &[isize], order: Order) -> Result<Handle<'c>> {
    let copied = copy(this, order)?;
    let Reshaped::Window(window) = manip::reshape(copied.view(), shape, order)? else {
        unreachable!("a contiguous array takes any shape of its size");
    };
    // SAFETY: the elements are the copy's own, which nobody else has seen.
    unsafe { make::set_dims(copied.obj(), window.shape(), window.strides())? };
    Ok(copied.into_handle())
}

fn reshape<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    // The shape may be spread over the positional arguments, so those are not bound to names.
    hpy::parse!(ctx, "reshape"(*, shape?, order?, copy?), args.skip(args.len()), kwargs);
    let order = read::order(order, Order::C)?;
    if order == Order::K {
        return Err(Error::value("order 'K' is not permitted for reshaping").into());
    }
    let shape = match shape {
        Some(shape) if args.is_empty() => read::dims(shape)?,
        _ if args.is_empty() => {
            return Err(ctx
                .type_error("reshape() missing 1 required positional argument: 'shape'")
                .into());
        }
        _ => read::dims_of_args(args)?,
    };
    match given(copy).map(|copy| copy.is_true()).transpose()? {
        Some(true) => {
            let order = if order == Order::F { Order::F } else { Order::C };
            let copied = self::copy(this, order)?;
            reshaped(copied.obj(), &shape, order, true)
        }
        may_copy => reshaped(this, &shape, order, may_copy.is_none()),
    }
}

fn ravel<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "ravel"(order?), args, kwargs);
    if order.is_none() && !this.derived() && this.view().is_c_contiguous() {
        let (size, step) = (
            this.view().size().cast_signed(),
            this.dtype().itemsize().cast_signed(),
        );
        let part = Part {
            dtype: this.dtype(),
            data: this.data(),
            shape: &[size],
            strides: &[step],
        };
        // SAFETY: the elements lie one after the other.
        return Ok(
            unsafe { make::view_of_part(ctx.class::<NdArray>()?.as_ref(), this, part)? }.into_handle(),
        );
    }
    let (ordered, order) = in_plain_order(this, read::order(order, Order::C)?)?;
    let array = ordered.as_ref().map_or(this, NewArray::obj);
    let contiguous = match order {
        Order::F => array.view().is_f_contiguous(),
        _ => array.view().is_c_contiguous(),
    };
    if contiguous {
        reshaped(array, &[-1], order, false)
    } else {
        copied_as(array, &[-1], order)
    }
}

/// The array with an order that is C or F: K is that of a view with its axes sorted by stride, A the one that the array has.
fn in_plain_order<'c>(this: Array<'_, 'c>, order: Order) -> Result<(Option<NewArray<'c>>, Order)> {
    let fortran = this.view().is_f_contiguous() && !this.view().is_c_contiguous();
    Ok(match order {
        Order::K => {
            let ordered = manip::transpose(this.view(), Some(&memory_order(this)))?;
            (Some(make::view_of(this, &ordered)?), Order::C)
        }
        Order::A if fortran => (None, Order::F),
        Order::A => (None, Order::C),
        order => (None, order),
    })
}

/// The axes from the largest stride to the smallest.
fn memory_order(this: Array<'_, '_>) -> Vec<isize> {
    let mut axes: Vec<isize> = (0..this.ndim() as isize).collect();
    axes.sort_by_key(|&axis| std::cmp::Reverse(this.strides()[axis as usize].unsigned_abs()));
    axes
}

fn flatten<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "flatten"(order?), args, kwargs);
    let (ordered, order) = in_plain_order(this, read::order(order, Order::C)?)?;
    copied_as(ordered.as_ref().map_or(this, NewArray::obj), &[-1], order)
}

fn transpose<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    kwargs.none_for("transpose")?;
    let _ = ctx;
    let axes = match args.get(0) {
        None => None,
        Some(only) if args.len() == 1 && only.is_none() => None,
        Some(_) => Some(read::dims_of_args(args)?),
    };
    seen(this, &manip::transpose(this.view(), axes.as_deref())?)
}

fn swapaxes<'c>(_: Ctx<'c>, this: Array<'_, 'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [axis1, axis2] = args.exactly("swapaxes")?;
    seen(
        this,
        &manip::swapaxes(this.view(), axis1.extract()?, axis2.extract()?)?,
    )
}

fn squeeze<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "squeeze"(axis?), args, kwargs);
    let axes = read::axes(axis)?;
    if axes.is_none() && !this.shape().contains(&1) {
        // As NumPy has it, the array itself.
        return Ok(this.handle().to_owned());
    }
    seen(this, &manip::squeeze(this.view(), axes.as_deref())?)
}

fn diagonal<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "diagonal"(offset?, axis1?, axis2?), args, kwargs);
    let at = |value, default| read::integer(ctx, value, default);
    let window = manip::diagonal(this.view(), at(offset, 0)?, at(axis1, 0)?, at(axis2, 1)?)?;
    let diagonal = make::view_of(this, &window)?;
    diagonal.obj().payload().set_writeable(false);
    Ok(diagonal.into_handle())
}

crate::or_in_python! { NdArray:
    or_astype = astype as "astype";
    or_view = view as "view";
}

fn astype<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(
        ctx,
        "astype"(dtype, order?, casting?, subok?, copy?),
        args,
        kwargs
    );
    let plainly = this.derived() && !read::flag(subok, true)?;
    let dtype = dtype::parse(dtype)?;
    let (order, casting) = (
        read::order(order, Order::K)?,
        read::casting(casting, Casting::Unsafe)?,
    );
    if !can_cast(this.dtype(), dtype, casting) {
        return Err(Error::Cast {
            from: this.dtype(),
            to: dtype,
            casting,
        }
        .into());
    }
    let fits = match order {
        Order::K => true,
        Order::A => this.view().is_c_contiguous() || this.view().is_f_contiguous(),
        Order::C => this.view().is_c_contiguous(),
        Order::F => this.view().is_f_contiguous(),
    };
    if !read::flag(copy, true)? && dtype == this.dtype() && fits && !plainly {
        return Ok(this.handle().to_owned());
    }
    if this.dtype().kind() == Kind::Complex && dtype.kind() != Kind::Complex && dtype.kind() != Kind::Bool {
        warning::discards_imaginary(ctx)?;
    }
    let cast = if plainly { cast_plainly } else { cast_to };
    Ok(cast(this, dtype, order, casting)?.into_handle())
}

fn copy_method<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "copy"(order?), args, kwargs);
    Ok(copy(this, read::order(order, Order::C)?)?.into_handle())
}

fn shallow_copy<'c>(_: Ctx<'c>, this: Array<'_, 'c>) -> Result<Handle<'c>> {
    Ok(copy(this, Order::K)?.into_handle())
}

fn deepcopy<'c>(_: Ctx<'c>, this: Array<'_, 'c>, _memo: Ref<'_, 'c>) -> Result<Handle<'c>> {
    Ok(copy(this, Order::K)?.into_handle())
}

/// `a.view(dtype=None, type=None)`
fn view<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "view"(dtype?, r#type?), args, kwargs);
    // `a.view(Subclass)` is allowed as well: what is no array class is a dtype.
    let (dtype, class) = match given(dtype).and_then(|spec| spec.as_class::<NdArray>()) {
        Some(class) => (None, Some(class)),
        None => (
            dtype::parse_optional(dtype)?,
            given(r#type).and_then(|class| class.as_class::<NdArray>()),
        ),
    };
    let dtype = dtype.unwrap_or(this.dtype());
    match class {
        Some(class) => viewed_as(class, this, dtype),
        None => viewed_as(make::result_class(ctx, [this])?.as_ref(), this, dtype),
    }
}

fn setflags<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<()> {
    hpy::parse!(ctx, "setflags"(write?, align?, uic?), args, kwargs);
    let _ = (align, uic);
    match given(write) {
        Some(write) => make::set_writeable(this, write.is_true()?),
        None => Ok(()),
    }
}

/// `a.__array__(dtype=None, copy=None)`
fn array_protocol<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "__array__"(dtype?, *, copy?), args, kwargs);
    let dtype = dtype::parse_optional(dtype)?.unwrap_or(this.dtype());
    let copy = given(copy).map(|copy| copy.is_true()).transpose()?;
    if dtype == this.dtype() && copy != Some(true) {
        return Ok(this.handle().to_owned());
    }
    if copy == Some(false) {
        return Err(Error::value("Unable to avoid copy while creating an array as requested.").into());
    }
    Ok(cast_to(this, dtype, Order::K, Casting::Unsafe)?.into_handle())
}

/// `a._empty_like(dtype, order, shape)`: what the `*_like` functions fill; None for the array's own dtype and shape.
fn empty_like<'c>(_: Ctx<'c>, this: Array<'_, 'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [dtype, order, shape] = args.exactly("_empty_like")?;
    let (dtype, order, shape) = (
        match read::given(Some(dtype)) {
            Some(dtype) => dtype::parse(dtype)?,
            None => this.dtype(),
        },
        read::order(Some(order), Order::K)?,
        read::given(Some(shape)).map(read::dims).transpose()?,
    );
    let view = this.view();
    let shape = shape.as_deref().unwrap_or(view.shape());
    Ok(empty_beside(this, dtype, order, shape)?.into_handle())
}

/// `a._broadcast_to(shape)`: a read-only view.
fn broadcast_to<'c>(_: Ctx<'c>, this: Array<'_, 'c>, shape: Ref<'_, 'c>) -> Result<Handle<'c>> {
    broadcast(this, &read::dims(shape)?)
}

/// A read-only view in a shape to which the array broadcasts.
///
/// # Errors
/// `ValueError` for other shapes.
pub fn broadcast<'c>(this: Array<'_, 'c>, shape: &[isize]) -> Result<Handle<'c>> {
    let window = manip::broadcast_to(this.view(), shape)?;
    let result = make::view_of(this, &window)?;
    result.obj().payload().set_writeable(false);
    Ok(result.into_handle())
}
