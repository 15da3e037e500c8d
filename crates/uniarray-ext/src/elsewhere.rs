//! Dtypes that are described in Python (`uniarray/_forms.py`), and the calls that concern them.
//!
//! The elements of such dtypes are no plain numbers: the binary has no loops for them. Their arrays are instances of classes derived from
//! `ndarray`, which take ufuncs and functions over as any such class does. What remains are calls that name such a dtype, or whose arguments
//! are objects without any dtype here. These fail in the binary with [`Error::Elsewhere`], and are then made anew in Python.

use crate::array::NdArray;
use crate::dtype;
use crate::error::{Failure, Result};
use crate::written::function_of;
use hpy::{Args, Ctx, Global, Handle, Kwargs, ModuleDef, Obj, Object, Ref};
use uniarray_core::dtype::DType;
use uniarray_core::error::Error;

/// `uniarray._forms.find`, once it was needed, and its neighbours.
static FIND: Global = Global::new();
static TELL: Global = Global::new();
static CALL: Global = Global::new();

/// Declares functions and methods of modules and classes: what the binary cannot do is done by the function of that name in Python.
#[macro_export]
macro_rules! or_in_python {
    ($($name:ident = $native:ident;)*) => {$(
        fn $name<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
            let result = $native(ctx, args, kwargs);
            $crate::elsewhere::or_in_python(result, ctx, stringify!($name), None, (args, kwargs))
        }
    )*};
    ($class:ty: $($name:ident = $native:path as $public:literal;)*) => {$(
        fn $name<'c>(
            ctx: Ctx<'c>,
            this: Obj<'_, 'c, $class>,
            args: Args<'_, 'c>,
            kwargs: Kwargs<'_, 'c>,
        ) -> Result<Handle<'c>> {
            let result = $native(ctx, this, args, kwargs);
            $crate::elsewhere::or_in_python(result, ctx, $public, Some(this.handle()), (args, kwargs))
        }
    )*};
}

/// Registers what is kept here.
pub fn define(module: &mut ModuleDef) {
    module.global(&FIND).global(&TELL).global(&CALL);
}

/// The dtype object that Python code finds for a specification; `None` if it knows none either. `align` asks for fields that lie as a
/// C compiler lays them.
///
/// # Errors
/// What it says of a specification that is wrong.
#[cold]
pub fn find<'c>(spec: Ref<'_, 'c>, align: Option<Ref<'_, 'c>>) -> Result<Option<Handle<'c>>> {
    let found = function_of(spec.ctx(), &FIND, "uniarray._forms", c"find")?.call((spec, align))?;
    Ok((!found.is_none()).then_some(found))
}

/// An attribute, or the answer to a question with one argument, of the dtype that Python code gave a number.
///
/// # Errors
/// What the question raises.
#[cold]
pub fn tell<'c>(
    ctx: Ctx<'c>,
    number: u32,
    question: &str,
    argument: Option<Ref<'_, 'c>>,
) -> hpy::Result<Handle<'c>> {
    function_of(ctx, &TELL, "uniarray._forms", c"tell")?.call((number, question, argument))
}

/// Whether values of one dtype object survive in another one, as Python code says.
///
/// # Errors
/// None that are known.
#[cold]
pub fn can_cast<'c>(ctx: Ctx<'c>, from: Ref<'_, 'c>, to: Ref<'_, 'c>) -> Result<bool> {
    let pair = ctx.tuple([from, to])?;
    let function = function_of(ctx, &CALL, "uniarray._forms", c"call")?;
    Ok(function.call(("can_cast", pair, &ctx.dict()?))?.is_true()?)
}

/// The result of a function or method; where the binary did not have what the call asks for, that of the function of that name in
/// Python. `this` is the object of a method.
///
/// # Errors
/// Those of either.
#[inline]
pub fn or_in_python<'c>(
    result: Result<Handle<'c>>,
    ctx: Ctx<'c>,
    name: &str,
    this: Option<Ref<'_, 'c>>,
    call: (Args<'_, 'c>, Kwargs<'_, 'c>),
) -> Result<Handle<'c>> {
    match result {
        Err(Failure::Core(error)) if matches!(*error, Error::Elsewhere { .. }) => {
            in_python(*error, ctx, name, this, call)
        }
        result => result,
    }
}

#[cold]
fn in_python<'c>(
    error: Error,
    ctx: Ctx<'c>,
    name: &str,
    this: Option<Ref<'_, 'c>>,
    (args, kwargs): (Args<'_, 'c>, Kwargs<'_, 'c>),
) -> Result<Handle<'c>> {
    let all: Vec<Ref<'_, 'c>> = this.into_iter().chain(args.iter()).collect();
    let all = ctx.tuple(all)?;
    let function = function_of(ctx, &CALL, "uniarray._forms", c"call")?;
    let result = function.call((name, all, kwargs.to_dict()?))?;
    if result.is(ctx.not_implemented()) {
        return Err(error.into());
    }
    Ok(result)
}

/// Whether the elements of an array are no numbers in memory.
#[inline]
pub fn holds_others(array: Obj<'_, '_, NdArray>) -> bool {
    array.derived() && array.handle().hasattr(c"_form")
}

/// Refuses arrays whose elements are no numbers in memory.
///
/// # Errors
/// [`Error::Elsewhere`]
#[inline]
pub fn refuse(array: Obj<'_, '_, NdArray>) -> Result<()> {
    match holds_others(array) {
        true => Err(Error::elsewhere("the elements of this array are no numbers in memory").into()),
        false => Ok(()),
    }
}

/// The elements of an array which are no numbers in memory, made ones of a dtype; `None` for all other arrays.
///
/// # Errors
/// What their conversions raise; [`Error::Elsewhere`] if no dtype is asked for.
#[inline]
pub fn converted<'c>(array: Obj<'_, 'c, NdArray>, dtype: Option<DType>) -> Result<Option<Handle<'c>>> {
    if !holds_others(array) {
        return Ok(None);
    }
    let Some(dtype) = dtype else {
        refuse(array)?;
        return Ok(None);
    };
    let dtype = dtype::object(array.ctx(), dtype)?;
    Ok(Some(array.handle().call_method(c"astype", (dtype,))?))
}
