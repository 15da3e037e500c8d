//! `dtype` objects: one per element type, made with the module and kept for the life of the process.

use crate::array::NdArray;
use crate::elsewhere;
use crate::error::{Failure, Result};
use crate::scalar;
use hpy::{
    Args, AsHandle, Class, ClassDef, ClassRef, CompareOp, Ctx, Exc, Global, Handle, Kwargs, Obj, Object, Ref,
    Type,
};
use std::ffi::CStr;
use uniarray_core::dtype::{DType, TypeNum};
use uniarray_core::error::{Casting, Error};
use uniarray_core::promote;

/// A `dtype` object.
pub struct PyDType {
    /// What it describes; of no meaning where `number` is not 0.
    dtype: DType,
    /// The number that Python code gave to a dtype which is described there.
    number: u32,
}

impl PyDType {
    /// The dtype.
    ///
    /// # Errors
    /// [`Error::Elsewhere`] if it is described in Python.
    pub fn native(&self, shown: Ref<'_, '_>) -> Result<DType> {
        if self.number == 0 {
            return Ok(self.dtype);
        }
        let text = shown.repr()?;
        Err(Error::elsewhere(format!("not available for {}", text.as_str()?)).into())
    }
}

/// What a specification of a dtype stands for.
enum Spec<'c> {
    /// A dtype of the binary.
    Native(DType),
    /// The object of one that is described in Python.
    Described(Handle<'c>),
}

/// Declares attributes: of a dtype of the binary by an expression, of others by asking Python code.
macro_rules! described_getters {
    ($class:ident; $($name:literal = |$dtype:ident| $value:expr;)*) => {$({
        fn get<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, PyDType>) -> hpy::Result<Handle<'c>> {
            if this.number != 0 {
                return elsewhere::tell(ctx, this.number, $name.to_str().expect("ASCII"), None);
            }
            let $dtype = this.dtype;
            ctx.object($value)
        }
        $class.getter($name, get);
    })*};
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
        class.repr(repr);
        class.str(str);
        class.hash(hash);
        class.richcompare(compare);
        described_getters!(class;
            c"name" = |dtype| dtype.name();
            c"str" = |dtype| dtype.typestr();
            c"char" = |dtype| String::from(dtype.code());
            c"kind" = |dtype| String::from(dtype.kind().letter());
            c"byteorder" = |dtype| String::from(dtype.byteorder());
            c"num" = |dtype| dtype.num().info().numpy_num;
            c"itemsize" = |dtype| dtype.itemsize();
            c"alignment" = |dtype| dtype.alignment();
            c"ndim" = |_dtype| 0u32;
            c"flags" = |_dtype| 0u32;
            c"isnative" = |_dtype| true;
            c"isalignedstruct" = |_dtype| false;
            c"hasobject" = |_dtype| false;
            c"isbuiltin" = |_dtype| 1u32;
            c"names" = |_dtype| ();
            c"fields" = |_dtype| ();
            c"subdtype" = |_dtype| ();
            c"metadata" = |_dtype| ();
        );
        class.getter(c"type", type_getter);
        class.getter(c"base", itself);
        class.getter(c"shape", empty_tuple);
        class.getter(c"descr", descr);
        class.method(c"__reduce__", reduce);
        class
            .method(c"newbyteorder", newbyteorder)
            .doc(c"newbyteorder($self, new_order='S', /)\n--\n\nThe dtype with its bytes in another order.");
        class.bool(|_: Ctx<'_>, _: Obj<'_, '_, PyDType>| -> hpy::Result<bool> { Ok(true) });
        class.len(len);
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
            number: 0,
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

/// `_described_dtype(number)`: the object of a dtype that Python code describes and numbers, from 1 on.
pub fn described<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [number] = args.exactly("_described_dtype")?;
    let number = number.extract::<u32>()?;
    Ok(ctx.create(PyDType {
        dtype: DType::BOOL,
        number,
    })?)
}

fn find(spec: Ref<'_, '_>) -> Result<Option<DType>> {
    match specified(spec)? {
        None => Ok(None),
        Some(Spec::Native(dtype)) => Ok(Some(dtype)),
        Some(Spec::Described(object)) => {
            let found = object.get::<PyDType>().expect("a dtype object");
            found.native(object.as_ref()).map(Some)
        }
    }
}

fn specified<'c>(spec: Ref<'_, 'c>) -> Result<Option<Spec<'c>>> {
    if let Some(object) = spec.get::<PyDType>() {
        return Ok(Some(match object.number {
            0 => Spec::Native(object.dtype),
            _ => Spec::Described(spec.to_owned()),
        }));
    }
    if spec.is_none() {
        return Ok(Some(Spec::Native(DType::FLOAT64)));
    }
    let error = match spec.is_str() {
        true => match DType::parse(spec.as_str()?) {
            Ok(dtype) => return Ok(Some(Spec::Native(dtype))),
            Err(error) => Some(error),
        },
        false => None,
    };
    if let Some(dtype) = of_object(spec)? {
        return Ok(Some(Spec::Native(dtype)));
    }
    match (elsewhere::find(spec, None)?, error) {
        (Some(object), _) => Ok(Some(Spec::Described(object))),
        (None, Some(error)) => Err(error.into()),
        (None, None) => Ok(None),
    }
}

/// The dtype of a type, or of what has a dtype.
fn of_object(spec: Ref<'_, '_>) -> Result<Option<DType>> {
    let ctx = spec.ctx();
    if spec.is_bytes()
        && let Ok(dtype) = DType::parse(&String::from_utf8_lossy(spec.as_bytes()?))
    {
        return Ok(Some(dtype));
    }
    if spec.get::<NdArray>().is_some() {
        return Err(ctx.type_error("Cannot construct a dtype from an array").into());
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
    if !spec.is_str() && spec.hasattr(c"dtype") {
        let inner = spec.getattr(c"dtype")?;
        return inner
            .get::<PyDType>()
            .map(|object| object.native(inner.as_ref()))
            .transpose();
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
            // Text, bytes, structures and objects are described in Python.
            if !base.is(class)
                && ["character", "flexible", "generic"].contains(&base.getattr(c"__name__")?.as_str()?)
            {
                return Ok(None);
            }
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
    let _ = (copy, metadata);
    let align = align.filter(|align| align.is_true().unwrap_or(false));
    if let (Some(align), false) = (align, dtype.isinstance(Type::Type))
        && let Some(found) = elsewhere::find(dtype, Some(align))?
    {
        return Ok(found);
    }
    match specified(dtype)? {
        Some(Spec::Native(found)) => Ok(object(ctx, found)?),
        Some(Spec::Described(found)) => Ok(found),
        None => Ok(object(ctx, parse(dtype)?)?),
    }
}

fn compare<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, PyDType>,
    other: Ref<'_, 'c>,
    op: CompareOp,
) -> Result<Handle<'c>> {
    // What is no dtype at all is unequal; only ordering needs one.
    let other = match specified(other) {
        Ok(Some(Spec::Native(other))) if this.number == 0 => other,
        Ok(Some(other)) => return compare_described(ctx, this, other, op),
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

/// Comparison where one of the two is described in Python.
fn compare_described<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, PyDType>,
    other: Spec<'c>,
    op: CompareOp,
) -> Result<Handle<'c>> {
    let (number, other) = match &other {
        Spec::Native(dtype) => (0, object(ctx, *dtype)?),
        Spec::Described(other) => (
            other.get::<PyDType>().expect("a dtype object").number,
            other.as_ref().to_owned(),
        ),
    };
    let same = number == this.number;
    let can_cast = |from: Ref<'_, 'c>, to: Ref<'_, 'c>| elsewhere::can_cast(ctx, from, to);
    let this = this.handle();
    let result = match op {
        CompareOp::Eq => same,
        CompareOp::Ne => !same,
        CompareOp::Le => can_cast(this, other.as_ref())?,
        CompareOp::Lt => !same && can_cast(this, other.as_ref())?,
        CompareOp::Ge => can_cast(other.as_ref(), this)?,
        CompareOp::Gt => !same && can_cast(other.as_ref(), this)?,
    };
    Ok(ctx.bool(result).to_owned())
}

fn repr<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, PyDType>) -> Result<Handle<'c>> {
    Ok(match this.number {
        0 => ctx.object(format!("dtype('{}')", this.dtype.name()))?,
        number => elsewhere::tell(ctx, number, "repr", None)?,
    })
}

fn str<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, PyDType>) -> Result<Handle<'c>> {
    Ok(match this.number {
        0 => ctx.object(this.dtype.name())?,
        number => elsewhere::tell(ctx, number, "text", None)?,
    })
}

fn hash(_: Ctx<'_>, this: Obj<'_, '_, PyDType>) -> isize {
    match this.number {
        0 => this.dtype.num() as isize + 1,
        number => -1 - number as isize,
    }
}

fn len(ctx: Ctx<'_>, this: Obj<'_, '_, PyDType>) -> Result<usize> {
    match this.number {
        0 => Ok(0),
        number => Ok(elsewhere::tell(ctx, number, "length", None)?.extract::<usize>()?),
    }
}

fn type_getter<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, PyDType>) -> Result<Handle<'c>> {
    if this.number != 0 {
        return Ok(elsewhere::tell(ctx, this.number, "type", None)?);
    }
    Ok(scalar::type_object(ctx, this.dtype)?)
}

fn itself<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, PyDType>) -> hpy::Result<Handle<'c>> {
    match this.number {
        0 => Ok(this.handle().to_owned()),
        number => elsewhere::tell(ctx, number, "base", Some(this.handle())),
    }
}

fn empty_tuple<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, PyDType>) -> hpy::Result<Handle<'c>> {
    if this.number != 0 {
        return elsewhere::tell(ctx, this.number, "shape", None);
    }
    ctx.tuple(std::iter::empty::<Handle<'c>>())
}

fn descr<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, PyDType>) -> hpy::Result<Handle<'c>> {
    if this.number != 0 {
        return elsewhere::tell(ctx, this.number, "descr", None);
    }
    ctx.list([("", this.dtype.typestr())])
}

/// `(dtype, (typestr,))`: what pickle and copy need.
fn reduce<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, PyDType>) -> Result<Handle<'c>> {
    if this.number != 0 {
        return Ok(elsewhere::tell(ctx, this.number, "reduced", None)?);
    }
    let class = ctx.class::<PyDType>()?;
    let args = ctx.tuple([this.dtype.typestr()])?;
    Ok(ctx.tuple([AsHandle::as_ref(&class), args.as_ref()])?)
}

/// `dtype.newbyteorder(new_order='S')`: that with the other byte order is described in Python.
fn newbyteorder<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, PyDType>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "newbyteorder"(new_order?), args, kwargs);
    if this.number != 0 {
        return Ok(elsewhere::tell(ctx, this.number, "newbyteorder", new_order)?);
    }
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
        let sign = if own == 'L' { '>' } else { '<' };
        let spec = ctx.object(format!("{sign}{}", &this.dtype.typestr()[1..]))?;
        if let Some(found) = elsewhere::find(spec.as_ref(), None)? {
            return Ok(found);
        }
    }
    Ok(this.handle().to_owned())
}

fn getitem<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, PyDType>, key: Ref<'_, 'c>) -> Result<Handle<'c>> {
    if this.number != 0 {
        return Ok(elsewhere::tell(ctx, this.number, "getitem", Some(key))?);
    }
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
