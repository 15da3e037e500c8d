//! `__array_function__` for the public functions of this crate: a look at the arguments' types. The rules themselves, and the functions in
//! Python, are in `uniarray/_overrides.py`.

use crate::array::NdArray;
use crate::error::Result;
use crate::read::given;
use crate::written::function_of;
use hpy::{Args, ClassRef, Ctx, Global, Handle, Kwargs, ModuleDef, Object, Ref, Type};
use std::cell::Cell;

/// `uniarray._overrides.call_named`, once it was needed, and its neighbour.
static CALL: Global = Global::new();
static CALL_LIKE: Global = Global::new();

thread_local! {
    /// Whether the next function is called by `ndarray.__array_function__`, so that nobody is asked again.
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Registers `_without_overrides`.
pub fn define(module: &mut ModuleDef) {
    module
        .global(&CALL)
        .global(&CALL_LIKE)
        .function(c"_without_overrides", without_overrides);
}

/// `_without_overrides(function, args, kwargs)`: calls a function of this module, which asks no class.
fn without_overrides<'c>(_: Ctx<'c>, args: Args<'_, 'c>) -> hpy::Result<Handle<'c>> {
    let [function, args, kwargs] = args.exactly("_without_overrides")?;
    let args: Vec<Handle<'c>> = args.iter()?.collect::<hpy::Result<_>>()?;
    let args: Vec<Ref<'_, 'c>> = args.iter().map(Handle::as_ref).collect();
    ASKED.set(true);
    let result = function.call_dict(&args[..], kwargs);
    ASKED.set(false);
    result
}

/// The result of a function that the class of one of the relevant arguments takes over. Of sequences in `each` the items count.
///
/// # Errors
/// `TypeError` if all classes refuse, and what their methods raise.
#[inline]
pub fn taken_over<'c>(
    ctx: Ctx<'c>,
    name: &str,
    relevant: &[Option<Ref<'_, 'c>>],
    each: Option<Ref<'_, 'c>>,
    (args, kwargs): (Args<'_, 'c>, Kwargs<'_, 'c>),
) -> Result<Option<Handle<'c>>> {
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    let mut matters = relevant.iter().flatten().any(|object| !plain(class, *object));
    if let (Some(each), false) = (each, matters) {
        matters = match each.is_tuple() || each.is_list() {
            true => {
                let mut found = false;
                for place in 0..each.len()? {
                    found = found || !plain(class, each.getitem_at(place.cast_signed())?.as_ref());
                }
                found
            }
            false => !plain(class, each),
        };
    }
    if !matters || ASKED.replace(false) {
        return Ok(None);
    }
    ask(ctx, name, relevant, each, (args, kwargs))
}

/// Whether an object's class certainly has no say: arrays, Python's numbers, sequences and texts.
#[inline]
fn plain<'c>(class: ClassRef<'_, 'c, NdArray>, object: Ref<'_, 'c>) -> bool {
    match class.get(object) {
        Some(array) => !array.derived(),
        None => {
            object.is_list()
                || object.is_tuple()
                || object.isinstance(Type::Int)
                || object.isinstance(Type::Float)
                || object.is_none()
                || object.is_str()
        }
    }
}

#[cold]
fn ask<'c>(
    ctx: Ctx<'c>,
    name: &str,
    relevant: &[Option<Ref<'_, 'c>>],
    each: Option<Ref<'_, 'c>>,
    (args, kwargs): (Args<'_, 'c>, Kwargs<'_, 'c>),
) -> Result<Option<Handle<'c>>> {
    let function = function_of(ctx, &CALL, "uniarray._overrides", c"call_named")?;
    let relevant: Vec<Ref<'_, 'c>> = relevant.iter().flatten().copied().collect();
    let relevant = ctx.tuple(relevant)?;
    let all = ctx.tuple(args.iter())?;
    let result = function.call((name, relevant, each, all, kwargs.to_dict()?))?;
    Ok((!result.is(ctx.not_implemented())).then_some(result))
}

/// The array that `like=` asks another class to make; `None` if nothing was given.
///
/// # Errors
/// `TypeError` for an object without `__array_function__`, and what that raises.
#[inline]
pub fn made_like<'c>(
    ctx: Ctx<'c>,
    name: &str,
    like: Option<Ref<'_, 'c>>,
    (args, kwargs): (Args<'_, 'c>, Kwargs<'_, 'c>),
) -> Result<Option<Handle<'c>>> {
    match given(like) {
        None => Ok(None),
        Some(like) => ask_like(ctx, name, like, (args, kwargs)),
    }
}

#[cold]
fn ask_like<'c>(
    ctx: Ctx<'c>,
    name: &str,
    like: Ref<'_, 'c>,
    (args, kwargs): (Args<'_, 'c>, Kwargs<'_, 'c>),
) -> Result<Option<Handle<'c>>> {
    let function = function_of(ctx, &CALL_LIKE, "uniarray._overrides", c"like_named")?;
    let all = ctx.tuple(args.iter())?;
    let result = function.call((name, like, all, kwargs.to_dict()?))?;
    Ok((!result.is(ctx.not_implemented())).then_some(result))
}
