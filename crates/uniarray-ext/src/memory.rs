//! Memory that other objects export, as arrays.
//!
//! HPy cannot ask an object for its buffer. A memoryview tells everything about it but the address, which a few lines of Python find out, each
//! interpreter in its own way (`uniarray/_memory.py`). Where there is no way, the memory is copied and the array read-only, so that nobody
//! writes to the copy by mistake.

use crate::array::NdArray;
use crate::array::make::{self, NewArray, Part};
use crate::dtype;
use crate::error::Result;
use crate::functions;
use crate::read;
use hpy::{Args, ClassRef, Ctx, Exc, Global, Handle, Kwargs, ModuleDef, Obj, Object, Ref, Type};
use uniarray_core::dtype::DType;
use uniarray_core::error::Error;
use uniarray_core::layout::{Dims, Wanted, c_strides, checked_nbytes, size_of_shape};
use uniarray_core::manip::Order;
use uniarray_core::window::Window;

/// `uniarray._memory.address`, once it was needed.
static ADDRESS: Global = Global::new();

/// Registers `frombuffer`.
pub fn define(module: &mut ModuleDef) {
    module.global(&ADDRESS).function(c"frombuffer", frombuffer).function_doc(
        c"frombuffer(buffer, dtype=None, count=-1, offset=0, *, like=None)\n--\n\n\
        A one-dimensional array of memory that an object exports, which is shared and not copied. (On GraalPy most memory \
        cannot be shared: the array is a read-only copy there.)\n\n\
        >>> import uniarray as np\n\
        >>> np.frombuffer(bytes([1, 0, 2, 0]), 'i2')\n\
        array([1, 2], dtype=int16)\n",
    );
}

/// A memoryview's memory.
struct Memory<'c> {
    view: Handle<'c>,
    /// Of the element at index zero; `None` if this interpreter does not tell.
    address: Option<*mut u8>,
    readonly: bool,
}

impl<'c> Memory<'c> {
    fn new(ctx: Ctx<'c>, view: Ref<'_, 'c>) -> Result<Memory<'c>> {
        let readonly = view.getattr(c"readonly")?.is_true()?;
        let find = match ADDRESS.load(ctx) {
            Some(find) => find,
            None => {
                // GraalPy's own import gives the package, not the module in it.
                let module = ctx
                    .import(c"importlib")?
                    .call_method(c"import_module", ("uniarray._memory",))?;
                let find = module.getattr(c"address")?;
                ADDRESS.store(ctx, &find)?;
                find
            }
        };
        let address = find.call((view,))?.extract::<Option<usize>>()?;
        let address = address.map(std::ptr::with_exposed_provenance_mut);
        Ok(Memory {
            view: view.to_owned(),
            address,
            readonly,
        })
    }

    /// The array of `shape` and `strides` that begins `offset` bytes after the first element, all of which lie within the memory.
    fn into_array(
        self,
        ctx: Ctx<'c>,
        dtype: DType,
        offset: usize,
        shape: &[isize],
        strides: &[isize],
    ) -> Result<Handle<'c>> {
        checked_nbytes(dtype, shape)?;
        let Some(address) = self.address else {
            return self.copied(ctx, dtype, offset, shape);
        };
        let part = Part {
            dtype,
            data: address.wrapping_add(offset),
            shape,
            strides,
        };
        let class = ctx.class::<NdArray>()?;
        // SAFETY: the memoryview described this memory, and keeps it where it is as long as it lives, which the array sees to.
        let array = unsafe { make::from_memory(class.as_ref(), part, !self.readonly, &self.view)? };
        Ok(array.into_handle())
    }

    /// A read-only array of a copy.
    fn copied(self, ctx: Ctx<'c>, dtype: DType, offset: usize, shape: &[isize]) -> Result<Handle<'c>> {
        let bytes = self.view.call_method(c"tobytes", ())?;
        let bytes = bytes.as_bytes()?;
        let result = make::empty(ctx, dtype, shape, Order::C)?;
        let nbytes = result.view().nbytes();
        let source = bytes
            .get(offset..offset + nbytes)
            .ok_or_else(|| Error::value("memory changed its size"))?;
        // SAFETY: both are that long, and the array is new.
        unsafe { std::ptr::copy_nonoverlapping(source.as_ptr(), result.view().data(), nbytes) };
        result.obj().set_writeable(false);
        Ok(result.into_handle())
    }
}

/// An array of the memory that a memoryview shows.
///
/// # Errors
/// `ValueError` if the elements have no dtype or the memoryview was released; what the memoryview raises.
pub fn array_of_memoryview<'c>(ctx: Ctx<'c>, view: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let format: String = view.getattr(c"format")?.extract()?;
    let itemsize = view.getattr(c"itemsize")?.extract()?;
    let Some(dtype) = DType::from_buffer_format(&format, itemsize) else {
        let text = format!("'{format}' is not a buffer format of numbers that uniarray has");
        return Err(ctx.value_error(text).into());
    };
    let shape = dims(view, c"shape")?;
    let strides = dims(view, c"strides")?;
    if let Some(array) = own_array(view, dtype, &shape, &strides)? {
        return Ok(array);
    }
    if view.getattr(c"suboffsets")?.len()? > 0 {
        return Err(ctx
            .value_error("memory with suboffsets cannot be an array")
            .into());
    }
    let strides = if strides.len() == shape.len() {
        strides
    } else {
        c_strides(itemsize, &shape)
    };
    Memory::new(ctx, view)?.into_array(ctx, dtype, 0, &shape, &strides)
}

/// A view of one of our own arrays, if that is what the memoryview shows as a whole: no address is needed then.
fn own_array<'c>(
    view: Ref<'_, 'c>,
    dtype: DType,
    shape: &[isize],
    strides: &[isize],
) -> Result<Option<Handle<'c>>> {
    let exporter = view.getattr(c"obj")?;
    let Some(array) = exporter.get::<NdArray>() else {
        return Ok(None);
    };
    let readonly = view.getattr(c"readonly")?.is_true()?;
    if array.dtype() != dtype
        || array.shape() != shape
        || array.strides() != strides
        || readonly == array.writeable()
    {
        return Ok(None);
    }
    Ok(Some(
        make::view_of(array, &Window::whole(array.view()))?.into_handle(),
    ))
}

fn dims(view: Ref<'_, '_>, name: &std::ffi::CStr) -> Result<Dims> {
    let values = view.getattr(name)?;
    // PyPy has None where there are no axes.
    if values.is_none() {
        Ok(Dims::new())
    } else {
        read::dims(values.as_ref())
    }
}

crate::or_in_python! { frombuffer = native_frombuffer; }

fn native_frombuffer<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "frombuffer"(buffer, dtype?, count?, offset?, *, like?), args, kwargs);
    if let Some(made) = functions::made_like(ctx, "frombuffer", like, (args, kwargs))? {
        return Ok(made);
    }
    let dtype = dtype::parse_optional(dtype)?.unwrap_or(DType::FLOAT64);
    let (count, offset) = (read::integer(ctx, count, -1)?, read::integer(ctx, offset, 0)?);
    let view = memoryview_of(ctx, buffer)?;
    let length: isize = view.getattr(c"nbytes")?.extract()?;
    let itemsize = dtype.itemsize().cast_signed();
    if !(0..=length).contains(&offset) {
        let text = format!("offset must be non-negative and no greater than buffer length ({length})");
        return Err(Error::value(text).into());
    }
    let rest = length - offset;
    let count = match count {
        ..0 if rest % itemsize != 0 => {
            return Err(Error::value("buffer size must be a multiple of element size").into());
        }
        ..0 => rest / itemsize,
        _ if count > rest / itemsize => {
            return Err(Error::value("buffer is smaller than requested size").into());
        }
        _ => count,
    };
    debug_assert!(size_of_shape(&[count]) * dtype.itemsize() <= rest.cast_unsigned());
    let memory = Memory::new(ctx, view.as_ref())?;
    memory.into_array(ctx, dtype, offset.cast_unsigned(), &[count], &[itemsize])
}

/// A memoryview of what exports memory without gaps.
///
/// # Errors
/// `TypeError` for other objects, `BufferError` for memory with gaps.
fn memoryview_of<'c>(ctx: Ctx<'c>, buffer: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let view = match ctx.builtin_type(Type::MemoryView).call((buffer,)) {
        Ok(view) => view,
        Err(error) if error.matches(ctx, Exc::TypeError) => {
            error.clear(ctx);
            let name = buffer.type_of()?.getattr(c"__name__")?;
            let text = format!("a bytes-like object is required, not '{}'", name.as_str()?);
            return Err(ctx.type_error(text).into());
        }
        Err(error) => return Err(error.into()),
    };
    if !view.getattr(c"c_contiguous")?.is_true()? {
        return Err(ctx
            .raise(
                Exc::BufferError,
                "memoryview: underlying buffer is not C-contiguous",
            )
            .into());
    }
    Ok(view)
}

/// The array that somebody wants to see in the memory of a buffer. A derived class is not told of it yet.
///
/// # Errors
/// Of [`Wanted::strides_in`]; `TypeError` for an object that exports no memory; `ValueError` or `BufferError` for memory with gaps.
pub fn seen_in<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    buffer: Ref<'_, 'c>,
    wanted: &Wanted<'_>,
    offset: isize,
) -> Result<NewArray<'c>> {
    let ctx = class.handle().ctx();
    if let Some(array) = buffer.get::<NdArray>() {
        let view = array.payload().view();
        if !(view.is_c_contiguous() || view.is_f_contiguous()) {
            return Err(Error::value("ndarray is not contiguous").into());
        }
        return within(class, array, wanted, offset);
    }
    let view = memoryview_of(ctx, buffer)?;
    let nbytes: usize = view.getattr(c"nbytes")?.extract()?;
    let strides = wanted.strides_in(nbytes, offset)?;
    let memory = Memory::new(ctx, view.as_ref())?;
    match memory.address {
        None => {
            let bytes = memory.copied(ctx, DType::UINT8, 0, &[nbytes.cast_signed()])?;
            within(class, bytes.get::<NdArray>().expect("an array"), wanted, offset)
        }
        Some(address) => {
            let part = Part {
                dtype: wanted.dtype,
                data: address.wrapping_offset(offset),
                shape: wanted.shape,
                strides: &strides,
            };
            // SAFETY: all elements lie within the memory, which the memoryview keeps where it is as long as it lives, which the
            // array sees to.
            unsafe { make::from_memory(class, part, !memory.readonly, &memory.view) }
        }
    }
}

/// The array that somebody wants to see in the memory of an array without gaps.
fn within<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    array: Obj<'_, 'c, NdArray>,
    wanted: &Wanted<'_>,
    offset: isize,
) -> Result<NewArray<'c>> {
    let strides = wanted.strides_in(array.payload().view().nbytes(), offset)?;
    let part = Part {
        dtype: wanted.dtype,
        data: array.data().wrapping_offset(offset),
        shape: wanted.shape,
        strides: &strides,
    };
    // SAFETY: all elements lie within the bytes of the array, which has no gaps.
    unsafe { make::part_of(class, array, part) }
}
