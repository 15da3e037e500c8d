//! `dtype` objects: one per element type, made with the module and kept for the life of the process.

use crate::error::{Failure, Result};
use crate::scalar;
use hpy::{
    Args, AsHandle, Class, ClassDef, ClassRef, CompareOp, Ctx, Exc, Global, Handle, Kwargs, Obj, Object, Ref,
    Type,
};
use std::ffi::CStr;
use uniarray_core::dtype::{DType, TypeNum};
use uniarray_core::error::Casting;
use uniarray_core::promote;

/// A `dtype` object.
pub struct PyDType {
    /// What it describes.
    pub dtype: DType,
}

/// The objects, in the order of [`TypeNum`].
pub static OBJECTS: [Global; TypeNum::COUNT] = [const { Global::new() }; TypeNum::COUNT];

impl Class for PyDType {
    const NAME: &'static CStr = c"uniarray.dtype";
    const DOC: &'static CStr = c"dtype(dtype, align=False, copy=False)\n--\n\n\
        The type of an array's elements.\n\n\
        Takes a name ('int32'), a code ('d', '<f8'), a Python type (float), a scalar type or another dtype.\n\n\
        >>> import uniarray as np\n\
        >>> np.dtype('f8')\n\
        dtype('float64')\n\
        >>> np.dtype(bool).itemsize\n\
        1\n";
    hpy::type_object!(PyDType);

    fn define(class: &mut ClassDef<Self>) {
        class.new(new);
        class.repr(|_: Ctx<'_>, this: Obj<'_, '_, PyDType>| format!("dtype('{}')", this.dtype.name()));
        class.str(|_: Ctx<'_>, this: Obj<'_, '_, PyDType>| this.dtype.name());
        class.hash(|_: Ctx<'_>, this: Obj<'_, '_, PyDType>| this.dtype.num() as isize + 1);
        class.richcompare(compare);
        class.getter(c"name", |_: Ctx<'_>, this: Obj<'_, '_, PyDType>| {
            this.dtype.name()
        });
        class.getter(c"str", |_: Ctx<'_>, this: Obj<'_, '_, PyDType>| {
            this.dtype.typestr()
        });
        class.getter(c"char", |_: Ctx<'_>, this: Obj<'_, '_, PyDType>| {
            String::from(this.dtype.code())
        });
        class.getter(c"kind", |_: Ctx<'_>, this: Obj<'_, '_, PyDType>| {
            String::from(this.dtype.kind().letter())
        });
        class.getter(c"byteorder", |_: Ctx<'_>, this: Obj<'_, '_, PyDType>| {
            String::from(this.dtype.byteorder())
        });
        class.getter(c"num", |_: Ctx<'_>, this: Obj<'_, '_, PyDType>| {
            this.dtype.num().info().numpy_num
        });
        class.getter(c"itemsize", |_: Ctx<'_>, this: Obj<'_, '_, PyDType>| {
            this.dtype.itemsize()
        });
        class.getter(c"alignment", |_: Ctx<'_>, this: Obj<'_, '_, PyDType>| {
            this.dtype.alignment()
        });
        class.getter(c"ndim", |_: Ctx<'_>, _: Obj<'_, '_, PyDType>| 0u32);
        class.getter(c"flags", |_: Ctx<'_>, _: Obj<'_, '_, PyDType>| 0u32);
        class.getter(c"isnative", |_: Ctx<'_>, _: Obj<'_, '_, PyDType>| true);
        class.getter(c"isalignedstruct", |_: Ctx<'_>, _: Obj<'_, '_, PyDType>| false);
        class.getter(c"hasobject", |_: Ctx<'_>, _: Obj<'_, '_, PyDType>| false);
        class.getter(c"isbuiltin", |_: Ctx<'_>, _: Obj<'_, '_, PyDType>| 1u32);
        class.getter(c"names", |_: Ctx<'_>, _: Obj<'_, '_, PyDType>| ());
        class.getter(c"fields", |_: Ctx<'_>, _: Obj<'_, '_, PyDType>| ());
        class.getter(c"subdtype", |_: Ctx<'_>, _: Obj<'_, '_, PyDType>| ());
        class.getter(c"metadata", |_: Ctx<'_>, _: Obj<'_, '_, PyDType>| ());
        class.getter(c"type", type_getter);
        class.getter(c"base", itself);
        class.getter(c"shape", empty_tuple);
        class.getter(c"descr", descr);
        class.method(c"__reduce__", reduce);
        class.method(c"newbyteorder", newbyteorder);
        class.bool(|_: Ctx<'_>, _: Obj<'_, '_, PyDType>| -> hpy::Result<bool> { Ok(true) });
        class.len(|_: Ctx<'_>, _: Obj<'_, '_, PyDType>| -> hpy::Result<usize> { Ok(0) });
        class.getitem(getitem);
        class.classmethod(c"__class_getitem__", class_getitem);
    }
}

/// Makes the objects; part of the module's execution.
pub fn init(ctx: Ctx<'_>) -> hpy::Result<()> {
    let class = ctx.class::<PyDType>()?;
    for num in TypeNum::all() {
        let object = class.create(PyDType {
            dtype: DType::new(num),
        })?;
        OBJECTS[num as usize].store(ctx, object)?;
    }
    Ok(())
}

/// The object of a dtype.
///
/// # Errors
/// None once [`init`] has run.
pub fn object(ctx: Ctx<'_>, dtype: DType) -> hpy::Result<Handle<'_>> {
    OBJECTS[dtype.num() as usize]
        .load(ctx)
        .ok_or_else(|| ctx.raise(Exc::SystemError, "dtypes are not ready"))
}

/// Reads whatever NumPy takes for a dtype; `None` is float64.
///
/// # Errors
/// `TypeError` for anything else.
pub fn parse(spec: Ref<'_, '_>) -> Result<DType> {
    match find(spec)? {
        Some(dtype) => Ok(dtype),
        None => {
            let shown = spec.repr()?;
            Err(spec
                .ctx()
                .type_error(format_args!(
                    "Cannot interpret '{}' as a data type",
                    shown.as_str()?
                ))
                .into())
        }
    }
}

/// As [`parse`], but a missing argument or `None` is `None`.
///
/// # Errors
/// As for [`parse`].
pub fn parse_optional(spec: Option<Ref<'_, '_>>) -> Result<Option<DType>> {
    match spec {
        Some(spec) if !spec.is_none() => parse(spec).map(Some),
        _ => Ok(None),
    }
}

fn find(spec: Ref<'_, '_>) -> Result<Option<DType>> {
    let ctx = spec.ctx();
    if let Some(object) = spec.get::<PyDType>() {
        return Ok(Some(object.dtype));
    }
    if spec.is_none() {
        return Ok(Some(DType::FLOAT64));
    }
    if spec.is_str() {
        return Ok(Some(DType::parse(spec.as_str()?)?));
    }
    if spec.isinstance(Type::Type) {
        let python_types = [
            (Type::Float, DType::FLOAT64),
            (Type::Int, DType::INT64),
            (Type::Bool, DType::BOOL),
            (Type::Complex, DType::COMPLEX128),
        ];
        let python = python_types
            .into_iter()
            .find(|(kind, _)| spec.is(ctx.builtin_type(*kind)));
        return match python {
            Some((_, dtype)) => Ok(Some(dtype)),
            None => of_class(ctx, spec),
        };
    }
    if spec.hasattr(c"dtype") {
        let inner = spec.getattr(c"dtype")?;
        return Ok(inner.get::<PyDType>().map(|object| object.dtype));
    }
    Ok(None)
}

/// The dtype of a scalar type, or of what is derived from one.
fn of_class<'c>(ctx: Ctx<'c>, class: Ref<'_, 'c>) -> Result<Option<DType>> {
    if let Some(dtype) = scalar::dtype_of_type(ctx, class) {
        return Ok(Some(dtype));
    }
    for base in class.getattr(c"__mro__")?.iter()? {
        let base = base?;
        if let Some(dtype) = scalar::dtype_of_type(ctx, base.as_ref()) {
            return Ok(Some(dtype));
        }
        // NumPy names the families of types together that once had a common default.
        if scalar::is_abstract(ctx, base.as_ref())? {
            let name = class.getattr(c"__name__")?;
            let shown = match name.as_str()? {
                "number" | "inexact" | "floating" => {
                    "`np.inexact` or `np.floating` to a dtype not allowed".to_owned()
                }
                "integer" | "signedinteger" => {
                    "'np.integer' or 'np.signedinteger' to a dtype is not allowed".to_owned()
                }
                name => format!("`np.{name}` to a dtype is not allowed."),
            };
            return Err(ctx.type_error(format_args!("Converting {shown}")).into());
        }
    }
    Ok(None)
}

fn new<'c>(
    ctx: Ctx<'c>,
    _class: ClassRef<'_, 'c, PyDType>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "dtype"(dtype, align?, copy?, metadata?), args, kwargs);
    let _ = (align, copy, metadata);
    Ok(object(ctx, parse(dtype)?)?)
}

fn compare<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, PyDType>,
    other: Ref<'_, 'c>,
    op: CompareOp,
) -> Result<Handle<'c>> {
    // What is no dtype at all is unequal; only ordering needs one.
    let other = match find(other) {
        Ok(Some(other)) => other,
        Ok(None) => return Ok(ctx.not_implemented().to_owned()),
        Err(Failure::Python(error)) => {
            error.clear(ctx);
            return Ok(ctx.not_implemented().to_owned());
        }
        Err(Failure::Core(_)) => return Ok(ctx.not_implemented().to_owned()),
    };
    let (same, safe, back) = (
        this.dtype == other,
        promote::can_cast(this.dtype, other, Casting::Safe),
        promote::can_cast(other, this.dtype, Casting::Safe),
    );
    let result = match op {
        CompareOp::Eq => same,
        CompareOp::Ne => !same,
        CompareOp::Le => safe,
        CompareOp::Lt => safe && !same,
        CompareOp::Ge => back,
        CompareOp::Gt => back && !same,
    };
    Ok(ctx.bool(result).to_owned())
}

fn type_getter<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, PyDType>) -> Result<Handle<'c>> {
    Ok(scalar::type_object(ctx, this.dtype)?)
}

fn itself<'c>(_: Ctx<'c>, this: Obj<'_, 'c, PyDType>) -> Handle<'c> {
    this.handle().to_owned()
}

fn empty_tuple<'c>(ctx: Ctx<'c>, _: Obj<'_, 'c, PyDType>) -> hpy::Result<Handle<'c>> {
    ctx.tuple(std::iter::empty::<Handle<'c>>())
}

fn descr<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, PyDType>) -> hpy::Result<Handle<'c>> {
    ctx.list([("", this.dtype.typestr())])
}

/// `(dtype, (typestr,))`: what pickle and copy need.
fn reduce<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, PyDType>) -> Result<Handle<'c>> {
    let class = ctx.class::<PyDType>()?;
    let args = ctx.tuple([this.dtype.typestr()])?;
    Ok(ctx.tuple([AsHandle::as_ref(&class), args.as_ref()])?)
}

/// `dtype.newbyteorder(new_order='S')`: the dtype itself, as only the machine's own byte order is known.
fn newbyteorder<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, PyDType>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "newbyteorder"(new_order?), args, kwargs);
    let order = match new_order {
        Some(order) => order.as_str()?.to_owned(),
        None => "S".to_owned(),
    };
    let own = if cfg!(target_endian = "little") { 'L' } else { 'B' };
    let wanted = match order.chars().next().map(|letter| letter.to_ascii_uppercase()) {
        Some('<' | 'L') => 'L',
        Some('>' | 'B') => 'B',
        Some('=' | 'N' | '|' | 'I') => own,
        Some('S') => 'S',
        _ => {
            let text = format!("byteorder not recognized (got '{order}')");
            return Err(ctx.value_error(text).into());
        }
    };
    if wanted != own && this.dtype.itemsize() > 1 {
        let text = "there are no data types of the other byte order";
        return Err(ctx.type_error(text).into());
    }
    Ok(this.handle().to_owned())
}

fn getitem<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, PyDType>, _: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let text = format!("There are no fields in dtype {}.", this.dtype.name());
    Err(ctx.raise(Exc::KeyError, text).into())
}

/// `dtype[float64]` and its kin, for annotations.
///
/// # Errors
/// `TypeError` for another number of arguments than one.
pub fn class_getitem<'c>(ctx: Ctx<'c>, class: Ref<'_, 'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [parameters] = args.exactly("__class_getitem__")?;
    let alias = ctx.import(c"types")?.getattr(c"GenericAlias")?;
    Ok(alias.call((class, parameters))?)
}
