//! Arrays' memory as other libraries describe it, and as bytes, for `uniarray/_interfaces.py` and its neighbours.

use crate::array::NdArray;
use crate::array::make::{self, Part};
use crate::dtype;
use crate::error::Result;
use crate::read::{self, given};
use hpy::{Args, Ctx, Handle, ModuleDef, Obj, Object, Ref, Release};
use std::ffi::{CStr, c_char, c_int, c_void};
use uniarray_core::error::Error;
use uniarray_core::layout::{Dims, MAX_DIMS, c_strides, checked_nbytes};
use uniarray_core::manip::Order;

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.function(c"_array_at", array_at);
    module.function(c"_struct_parts", struct_parts);
    module.function(c"_set_state", set_state);
}

fn array_of<'a, 'c>(object: Ref<'a, 'c>) -> Result<Obj<'a, 'c, NdArray>> {
    object
        .get::<NdArray>()
        .ok_or_else(|| Error::type_error("an array is needed").into())
}

/// `_array_at(address, dtype, shape, strides, readonly, owner)`: the array of memory that lives as long as an owner. Strides may be None.
fn array_at<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [address, dtype, shape, strides, readonly, owner] = args.exactly("_array_at")?;
    let (dtype, shape) = (dtype::parse(dtype)?, read::dims(shape)?);
    let nbytes = checked_nbytes(dtype, &shape)?;
    let strides = match given(Some(strides)) {
        Some(strides) => read::dims(strides)?,
        None => c_strides(dtype.itemsize(), &shape),
    };
    if strides.len() != shape.len() {
        return Err(Error::value("mismatch in length of strides and shape").into());
    }
    let address: usize = address.extract()?;
    if nbytes > 0 && address == 0 {
        return Err(
            Error::value("data is NULL but array contains data, an array of size zero is needed").into(),
        );
    }
    if nbytes > 0 && !lies_in_memory(address, dtype.itemsize(), &shape, &strides) {
        return Err(Error::value("the described elements lie outside of any memory").into());
    }
    let part = Part {
        dtype,
        data: std::ptr::with_exposed_provenance_mut(address),
        shape: &shape,
        strides: &strides,
    };
    let class = ctx.class::<NdArray>()?;
    // SAFETY: whoever describes memory by an address promises that it is there as long as the owner lives; the shape was checked.
    Ok(unsafe { make::from_memory(class.as_ref(), part, !readonly.is_true()?, owner)? }.into_handle())
}

/// Whether all elements have addresses, none of which is null. There must be elements.
pub fn lies_in_memory(address: usize, itemsize: usize, shape: &[isize], strides: &[isize]) -> bool {
    let (mut low, mut high) = (address as i128, address as i128 + itemsize as i128);
    for (&extent, &stride) in shape.iter().zip(strides) {
        let reach = (extent - 1) as i128 * stride as i128;
        if reach < 0 {
            low += reach;
        } else {
            high += reach;
        }
    }
    low > 0 && high <= isize::MAX as i128
}

/// NumPy's `PyArrayInterface`.
#[repr(C)]
struct ArrayInterface {
    two: c_int,
    nd: c_int,
    typekind: c_char,
    itemsize: c_int,
    flags: c_int,
    shape: *mut isize,
    strides: *mut isize,
    data: *mut c_void,
    descr: *mut c_void,
}

const C_CONTIGUOUS: c_int = 0x1;
const F_CONTIGUOUS: c_int = 0x2;
const ALIGNED: c_int = 0x100;
const NOT_SWAPPED: c_int = 0x200;
const WRITEABLE: c_int = 0x400;

/// The structure and what it points to.
#[repr(C)]
struct Described {
    interface: ArrayInterface,
    #[allow(dead_code, reason = "the structure points to them")]
    dims: Box<[isize]>,
}

struct Unused;

impl Release for Unused {
    unsafe fn release(_: &CStr, pointer: *mut c_void) {
        // SAFETY: `array_struct` made the capsule with this pointer; the structure stands at the start.
        drop(unsafe { Box::from_raw(pointer.cast::<Described>()) });
    }
}

/// `array.__array_struct__`: a capsule of the structure. Whoever reads it keeps the array.
pub fn array_struct<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, NdArray>) -> Result<Handle<'c>> {
    let view = this.payload().view();
    let mut dims: Box<[isize]> = view.shape().iter().chain(view.strides()).copied().collect();
    let shape = dims.as_mut_ptr();
    let alignment = view.dtype().alignment();
    let mut addresses = view
        .strides()
        .iter()
        .map(|stride| stride.cast_unsigned())
        .chain([view.data().addr()]);
    let aligned = addresses.all(|address| address % alignment == 0);
    let flags = [
        (view.is_c_contiguous(), C_CONTIGUOUS),
        (view.is_f_contiguous(), F_CONTIGUOUS),
        (aligned, ALIGNED),
        (this.writeable(), WRITEABLE),
    ];
    let interface = ArrayInterface {
        two: 2,
        nd: view.ndim() as c_int,
        typekind: view.dtype().kind().letter() as c_char,
        itemsize: view.dtype().itemsize() as c_int,
        flags: flags
            .iter()
            .fold(NOT_SWAPPED, |all, (is, flag)| if *is { all | flag } else { all }),
        shape,
        strides: shape.wrapping_add(view.ndim()),
        data: view.data().cast(),
        descr: std::ptr::null_mut(),
    };
    let described = Box::into_raw(Box::new(Described { interface, dims }));
    // SAFETY: the capsule is the only one who knows the structure.
    let capsule = unsafe { ctx.capsule::<Unused>(described.cast(), None) };
    if capsule.is_err() {
        // SAFETY: there is no capsule that would free it.
        drop(unsafe { Box::from_raw(described) });
    }
    Ok(capsule?)
}

const _: () = assert!(std::mem::offset_of!(Described, interface) == 0);

/// `_struct_parts(capsule)`: kind, size in bytes, flags, shape, strides and address of what an `__array_struct__` describes.
fn struct_parts<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [capsule] = args.exactly("_struct_parts")?;
    let invalid = || Error::value("invalid __array_struct__");
    if !capsule.is_capsule(None)? {
        return Err(invalid().into());
    }
    let interface = capsule.capsule_pointer(None)?.cast::<ArrayInterface>();
    // SAFETY: a capsule without a name is what the protocol wants; nothing but the number at the start tells whether it is one.
    let two = unsafe { (&raw const (*interface).two).read() };
    if two != 2 {
        return Err(invalid().into());
    }
    // SAFETY: the number says what the structure is, which lives as long as the capsule.
    let interface = unsafe { &*interface };
    let ndim = usize::try_from(interface.nd)
        .ok()
        .filter(|ndim| *ndim <= MAX_DIMS);
    let Some(ndim) = ndim.filter(|ndim| *ndim == 0 || !interface.shape.is_null()) else {
        return Err(invalid().into());
    };
    let dims = |start: *const isize| -> Dims {
        // SAFETY: by the protocol there are that many.
        (0..ndim).map(|axis| unsafe { start.add(axis).read() }).collect()
    };
    let strides = (!interface.strides.is_null()).then(|| dims(interface.strides));
    Ok(ctx.tuple([
        ctx.object(String::from(char::from(interface.typekind as u8)))?,
        ctx.object(interface.itemsize)?,
        ctx.object(interface.flags)?,
        ctx.tuple(dims(interface.shape).iter().copied())?,
        match strides {
            Some(strides) => ctx.tuple(strides.iter().copied())?,
            None => ctx.none().to_owned(),
        },
        ctx.object(interface.data.addr())?,
    ])?)
}

/// `_set_state(array, dtype, shape, fortran, data)`: gives an array that was made for it another dtype, shape and elements, from bytes.
fn set_state<'c>(_: Ctx<'c>, args: Args<'_, 'c>) -> Result<()> {
    let [array, dtype, shape, fortran, data] = args.exactly("_set_state")?;
    let array = array_of(array)?;
    let (dtype, shape) = (dtype::parse(dtype)?, read::dims(shape)?);
    let order = if fortran.is_true()? { Order::F } else { Order::C };
    if !data.is_bytes() {
        return Err(Error::type_error("pickle not returning string or unicode").into());
    }
    let bytes = data.as_bytes()?;
    if bytes.len() != checked_nbytes(dtype, &shape)? {
        return Err(Error::value("buffer size does not match array size").into());
    }
    make::remake(array, dtype, &shape, order)?;
    // SAFETY: the array has no gaps and just so many bytes, which are new.
    unsafe { array.data().copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
    Ok(())
}
