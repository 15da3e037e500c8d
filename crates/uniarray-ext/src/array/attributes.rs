//! Attributes of `ndarray`.

use super::flags::Flags;
use super::make::{self, Part};
use super::ndarray::NdArray;
use crate::dtype;
use crate::error::Result;
use crate::interface;
use crate::read::dims;
use hpy::{ClassDef, ClassRef, Ctx, Exc, Handle, Obj, Object, Ref};
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::error::Error;
use uniarray_core::layout::{Dims, size_of_shape};
use uniarray_core::manip::{self, Order, Reshaped};

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the attributes.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.property(c"shape", shape, set_shape).doc(
        c"The extents. Assigning reshapes in place where that needs no copy.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros((2, 3)).shape\n\
            (2, 3)\n",
    );
    class.getter(c"strides", strides).doc(
        c"Bytes from one element to the next along each axis.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros((2, 3)).strides\n\
            (24, 8)\n",
    );
    class
        .getter(c"ndim", |_: Ctx<'_>, this: Array<'_, '_>| this.ndim())
        .doc(
            c"The number of axes.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros((2, 3)).ndim\n\
            2\n",
        );
    class
        .getter(c"size", |_: Ctx<'_>, this: Array<'_, '_>| {
            size_of_shape(this.shape())
        })
        .doc(
            c"The number of elements.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros((2, 3)).size\n\
            6\n",
        );
    class
        .getter(c"itemsize", |_: Ctx<'_>, this: Array<'_, '_>| {
            this.dtype().itemsize()
        })
        .doc(
            c"Bytes per element.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros(3, 'i2').itemsize\n\
            2\n",
        );
    class
        .getter(c"nbytes", |_: Ctx<'_>, this: Array<'_, '_>| this.view().nbytes())
        .doc(
            c"Bytes that the elements take together.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros((2, 3)).nbytes\n\
            48\n",
        );
    class.getter(c"dtype", dtype_object).doc(
        c"The type of the elements.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros(3).dtype\n\
            dtype('float64')\n",
    );
    class.getter(c"flags", Flags::of).doc(
        c"How the array lies in memory, and whether it may be written to.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros(3).flags.writeable\n\
            True\n",
    );
    class.getter(c"base", base).doc(
        c"The object whose memory this array shows; None if it is its own.\n\
            \n\
            >>> import uniarray as np\n\
            >>> a = np.zeros(3)\n\
            >>> a[1:].base is a\n\
            True\n",
    );
    class.getter(c"T", transposed).doc(
        c"A view with the axes reversed.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros((2, 3)).T.shape\n\
            (3, 2)\n",
    );
    class.getter(c"mT", matrix_transposed).doc(
        c"A view with the last two axes exchanged.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros((4, 2, 3)).mT.shape\n\
            (4, 3, 2)\n",
    );
    class.property(c"real", real, set_real).doc(
        c"The real parts: a view of complex elements, the array itself otherwise.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1+2j]).real\n\
            array([1.])\n",
    );
    class.property(c"imag", imag, set_imag).doc(
        c"The imaginary parts: a view of complex elements, zeros otherwise.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1+2j]).imag\n\
            array([2.])\n",
    );
    class
        .getter(c"__array_struct__", interface::array_struct)
        .doc(c"The memory, described by the structure of NumPy's protocol in a capsule; it lives as long as the array.");
    class.getter(c"device", |_: Ctx<'_>, _: Array<'_, '_>| "cpu").doc(
        c"Where the elements are: always 'cpu'.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros(3).device\n\
            'cpu'\n",
    );
}

fn shape<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>) -> hpy::Result<Handle<'c>> {
    ctx.tuple(this.shape().iter().copied())
}

fn strides<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>) -> hpy::Result<Handle<'c>> {
    ctx.tuple(this.strides().iter().copied())
}

fn dtype_object<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>) -> hpy::Result<Handle<'c>> {
    dtype::object(ctx, this.dtype())
}

fn set_shape<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, value: Option<Ref<'_, 'c>>) -> Result<()> {
    let Some(value) = value else {
        return Err(ctx.raise(Exc::AttributeError, "Cannot delete array shape").into());
    };
    let wanted = dims(value)?;
    match manip::reshape(this.view(), &wanted, Order::C)? {
        Reshaped::Window(window) => {
            // SAFETY: a reshaped window has the same elements.
            unsafe { make::set_dims(this, window.shape(), window.strides()) }
        }
        Reshaped::Copy { .. } => Err(ctx
            .raise(
                Exc::AttributeError,
                "Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the desired shape.",
            )
            .into()),
    }
}

fn base<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>) -> Handle<'c> {
    make::base(this).unwrap_or_else(|| ctx.none().to_owned())
}

fn transposed<'c>(_: Ctx<'c>, this: Array<'_, 'c>) -> Result<Handle<'c>> {
    Ok(make::view_of(this, &manip::transpose(this.view(), None)?)?.into_handle())
}

fn matrix_transposed<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>) -> Result<Handle<'c>> {
    if this.ndim() < 2 {
        return Err(ctx
            .value_error("matrix transpose with ndim < 2 is undefined")
            .into());
    }
    Ok(make::view_of(this, &manip::swapaxes(this.view(), -1, -2)?)?.into_handle())
}

/// One of the two halves of complex elements, as a view.
fn part<'c>(this: Array<'_, 'c>, imaginary: bool) -> Result<Handle<'c>> {
    let half = this.dtype().real();
    let data = this
        .data()
        .wrapping_add(if imaginary { half.itemsize() } else { 0 });
    let part = Part {
        dtype: half,
        data,
        shape: this.shape(),
        strides: this.strides(),
    };
    let class = make::result_class(this.ctx(), [this])?;
    // SAFETY: a complex element is its real part followed by its imaginary part, both within the element.
    Ok(unsafe { make::view_of_part(class.as_ref(), this, part)? }.into_handle())
}

fn real<'c>(_: Ctx<'c>, this: Array<'_, 'c>) -> Result<Handle<'c>> {
    match this.dtype().kind() {
        Kind::Complex => part(this, false),
        _ => Ok(this.handle().to_owned()),
    }
}

fn imag<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>) -> Result<Handle<'c>> {
    if this.dtype().kind() == Kind::Complex {
        return part(this, true);
    }
    let zeros = make::zeros(ctx, this.dtype(), this.shape(), Order::C)?;
    zeros.obj().payload().set_writeable(false);
    if this.derived() {
        let class = make::result_class(ctx, [this])?;
        // SAFETY: the part is the whole array.
        let seen = unsafe { make::part_of(class.as_ref(), zeros.obj(), Part::whole(zeros.obj()))? };
        return Ok(seen.finalized(Some(this.handle()))?.into_handle());
    }
    Ok(zeros.into_handle())
}

/// Assigns to a part that was made as an array.
fn assign<'c>(ctx: Ctx<'c>, part: Handle<'c>, value: Option<Ref<'_, 'c>>) -> Result<()> {
    match value {
        Some(value) => Ok(part.setitem(ctx.ellipsis(), value)?),
        None => Err(ctx
            .raise(Exc::AttributeError, "Cannot delete array real or imaginary part")
            .into()),
    }
}

fn set_real<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, value: Option<Ref<'_, 'c>>) -> Result<()> {
    assign(ctx, real(ctx, this)?, value)
}

fn set_imag<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, value: Option<Ref<'_, 'c>>) -> Result<()> {
    if this.dtype().kind() != Kind::Complex {
        return Err(ctx.type_error("array does not have imaginary part to set").into());
    }
    assign(ctx, part(this, true)?, value)
}

/// The same bytes read as another dtype, NumPy's `a.view(dtype)`.
///
/// # Errors
/// [`Error::Message`] when the last axis cannot be divided or joined into elements of the new size.
pub fn viewed_as<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    this: Array<'_, 'c>,
    dtype: DType,
) -> Result<Handle<'c>> {
    let (old, new) = (this.dtype().itemsize() as isize, dtype.itemsize() as isize);
    let (mut shape, mut strides) = (Dims::from_slice(this.shape()), Dims::from_slice(this.strides()));
    if old != new {
        let Some(last) = this.ndim().checked_sub(1) else {
            return Err(Error::value(
                "Changing the dtype of a 0d array is only supported if the itemsize is unchanged",
            )
            .into());
        };
        if this.strides()[last] != old && this.shape()[last] > 1 && this.view().size() != 0 {
            return Err(Error::value(
                "To change to a dtype of a different size, the last axis must be contiguous",
            )
            .into());
        }
        let bytes = this.shape()[last] * old;
        if bytes % new != 0 {
            let text = if new > old {
                "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array."
            } else {
                "When changing to a smaller dtype, its size must be a divisor of the size of original dtype"
            };
            return Err(Error::value(text).into());
        }
        (shape[last], strides[last]) = (bytes / new, new);
    }
    let part = Part {
        dtype,
        data: this.data(),
        shape: &shape,
        strides: &strides,
    };
    // SAFETY: the last axis spans the same bytes as before, and the others have not changed.
    Ok(unsafe { make::view_of_part(class, this, part)? }.into_handle())
}
