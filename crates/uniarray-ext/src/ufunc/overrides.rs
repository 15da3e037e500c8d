//! Classes that have a say in a ufunc's call: by `__array_ufunc__`, which takes the call over, and by `__array_wrap__`, which gets the
//! results.
//!
//! Plain arrays, scalars, Python numbers and sequences have none, and a look at their types is all that it costs them. For others the rules
//! are in Python (`uniarray/_overrides.py`).

use super::arguments::Keywords;
use super::class::PyUfunc;
use super::run::{MAX_OUTS, Out};
use crate::array::NdArray;
use crate::error::Result;
use crate::operand::Input;
use crate::read::given;
use crate::written::function_of;
use hpy::{Args, ClassRef, Ctx, Global, Handle, Kwargs, ModuleDef, Obj, Object, Ref};

/// `uniarray._overrides.take_over`, once it was needed, and its neighbours.
static TAKE_OVER: Global = Global::new();
static WRAP: Global = Global::new();
static WRAP_FOLDED: Global = Global::new();
/// All ufuncs by name.
pub static UFUNCS: Global = Global::new();

/// Registers what is kept here.
pub fn define(module: &mut ModuleDef) {
    for global in [&TAKE_OVER, &WRAP, &WRAP_FOLDED, &UFUNCS] {
        module.global(global);
    }
}

/// The ufunc object of a name.
///
/// # Errors
/// Before the module is ready.
#[cold]
pub fn object<'c>(ctx: Ctx<'c>, name: &str) -> Result<Handle<'c>> {
    let ufuncs = UFUNCS.load(ctx).unwrap_or_else(|| ctx.none().to_owned());
    Ok(ufuncs.getitem(ctx.object(name)?)?)
}

/// The ufunc object of a name; `None` if there is no such ufunc.
///
/// # Errors
/// Before the module is ready.
pub fn find<'c>(ctx: Ctx<'c>, name: &str) -> Result<Option<Handle<'c>>> {
    let ufuncs = UFUNCS.load(ctx).unwrap_or_else(|| ctx.none().to_owned());
    let found = ufuncs.call_method(c"get", (name,))?;
    Ok((!found.is_none()).then_some(found))
}

/// Whether an operand's class may have a say. `input` is what the object was found to be at first sight.
#[inline]
pub fn may_matter(object: Ref<'_, '_>, input: Option<&Input<'_, '_>>) -> bool {
    match input {
        Some(Input::Array(array)) => array.derived(),
        Some(_) => false,
        None => !is_builtin(object),
    }
}

/// Whether the object is of one of Python's own classes that can be converted.
fn is_builtin(object: Ref<'_, '_>) -> bool {
    object.is_list() || object.is_tuple() || object.is_none() || object.is_str() || object.is_bytes()
}

/// Whether any of an output's or a mask's classes may have a say.
pub fn keyword_may_matter<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    value: Option<Ref<'_, 'c>>,
) -> hpy::Result<bool> {
    let Some(value) = given(value).filter(|value| !value.is(value.ctx().ellipsis())) else {
        return Ok(false);
    };
    if value.is_tuple() {
        for item in value.iter()? {
            let item = item?;
            if !item.is_none() && foreign(class, item.as_ref()) {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    Ok(foreign(class, value))
}

/// Whether this is anything but a plain array.
pub fn foreign<'c>(class: ClassRef<'_, 'c, NdArray>, object: Ref<'_, 'c>) -> bool {
    class.get(object).is_none_or(|array| array.derived())
}

/// Whether the object's class has an `__array_ufunc__` of its own.
///
/// # Errors
/// Of a metaclass's attribute access.
pub fn overridden<'c>(class: ClassRef<'_, 'c, NdArray>, object: Ref<'_, 'c>) -> hpy::Result<bool> {
    if is_builtin(object) {
        return Ok(false);
    }
    let kind = object.type_of()?;
    if kind.is(class.handle()) || !kind.hasattr(c"__array_ufunc__") {
        return Ok(false);
    }
    let own = class.handle().getattr(c"__array_ufunc__")?;
    Ok(!kind.getattr(c"__array_ufunc__")?.is(own))
}

fn any_overridden<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    args: Args<'_, 'c>,
    keywords: [Option<Ref<'_, 'c>>; 2],
) -> hpy::Result<bool> {
    for arg in args.iter() {
        if overridden(class, arg)? {
            return Ok(true);
        }
    }
    for value in keywords.into_iter().flatten() {
        if value.is_tuple() {
            for item in value.iter()? {
                if overridden(class, item?.as_ref())? {
                    return Ok(true);
                }
            }
        } else if overridden(class, value)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The result of a call that an argument's class has taken over; `None` if there is no such class.
///
/// # Errors
/// `TypeError` if all such classes refuse, and what their methods raise.
#[inline(never)]
pub fn taken_over<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    this: Obj<'_, 'c, PyUfunc>,
    method: &str,
    (args, kwargs): (Args<'_, 'c>, Kwargs<'_, 'c>),
    [out, mask]: [Option<Ref<'_, 'c>>; 2],
) -> Result<Option<Handle<'c>>> {
    let ctx = this.ctx();
    if !any_overridden(class, args, [out, mask])? {
        return Ok(None);
    }
    let function = function_of(ctx, &TAKE_OVER, "uniarray._overrides", c"take_over")?;
    let args = ctx.tuple(args.iter())?;
    let result = function.call((this.handle(), method, args, kwargs.to_dict()?))?;
    Ok((!result.is(ctx.not_implemented())).then_some(result))
}

/// Whether results go to somebody's `__array_wrap__`.
pub fn wraps<'c>(
    inputs: &[Option<Input<'_, 'c>>],
    args: Args<'_, 'c>,
    outs: &[Out<'_, 'c>; MAX_OUTS],
) -> bool {
    let by_input = inputs.iter().zip(args.iter()).any(|(input, arg)| match input {
        Some(Input::Array(array)) => array.derived(),
        Some(Input::Made(_)) => !is_builtin(arg) && arg.hasattr(c"__array_wrap__"),
        _ => false,
    });
    by_input || outs.iter().flatten().any(|out| out.derived())
}

/// Results as the operands' classes want them.
///
/// # Errors
/// What their methods raise.
#[inline(never)]
pub fn wrapped<'c>(
    this: Obj<'_, 'c, PyUfunc>,
    args: Args<'_, 'c>,
    words: &Keywords<'_, 'c>,
    result: Handle<'c>,
) -> Result<Handle<'c>> {
    let ctx = this.ctx();
    let function = function_of(ctx, &WRAP, "uniarray._overrides", c"wrap")?;
    let args = ctx.tuple(args.iter())?;
    let out = words.out.or(words.keep_arrays.then_some(ctx.ellipsis()));
    Ok(function.call((this.handle(), args, out, result))?)
}

/// The result of `reduce`, `accumulate` or `reduceat` as the classes of array and output want it.
///
/// # Errors
/// What their methods raise.
pub fn wrapped_folded<'c>(
    class: ClassRef<'_, 'c, NdArray>,
    array: Ref<'_, 'c>,
    out: Option<Ref<'_, 'c>>,
    result: Handle<'c>,
) -> Result<Handle<'c>> {
    let plain = class.get(array).map_or_else(
        || is_builtin(array) || !array.hasattr(c"__array_wrap__"),
        |array| !array.derived(),
    );
    if plain && !keyword_may_matter(class, out)? {
        return Ok(result);
    }
    let ctx = array.ctx();
    let function = function_of(ctx, &WRAP_FOLDED, "uniarray._overrides", c"wrap_folded")?;
    Ok(function.call((array, out, result))?)
}
