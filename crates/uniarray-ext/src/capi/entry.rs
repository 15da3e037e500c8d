//! How a function of the table begins: what its arguments mean, and what is wrong with them.

use crate::array::NdArray;
use crate::dtype::PyDType;
use crate::elsewhere;
use crate::error::Result;
use hpy::abi::HPy;
use hpy::{Ctx, Exc, Handle, Obj, Object, Ref};
use std::ffi::{c_char, c_int, c_void};
use uniarray_abi::structs::{
    DType as DTypeLook, GeneralUfuncSpec, Iteration, Release, UfuncSpec, View as Look,
};
use uniarray_core::dtype::{DType, TypeNum};
use uniarray_core::error::{Casting, Error};
use uniarray_core::layout::MAX_DIMS;
use uniarray_core::manip::Order;

/// A type of arguments.
pub trait Argument: Copy {
    /// What the function gets to see of it.
    type Seen<'a, 'c>;

    /// Looks at an argument.
    ///
    /// # Safety
    /// Handles belong to the context and stay open for `'a`.
    unsafe fn seen<'a, 'c>(self, ctx: Ctx<'c>) -> Self::Seen<'a, 'c>;
}

impl Argument for HPy {
    type Seen<'a, 'c> = Option<Ref<'a, 'c>>;

    #[inline(always)]
    unsafe fn seen<'a, 'c>(self, ctx: Ctx<'c>) -> Self::Seen<'a, 'c> {
        // SAFETY: the caller's; it is not null.
        (!self.is_null()).then(|| unsafe { Ref::from_raw(ctx, self) })
    }
}

macro_rules! as_they_are {
    ($($ty:ty),* $(,)?) => {
        $(impl Argument for $ty {
            type Seen<'a, 'c> = $ty;

            #[inline(always)]
            unsafe fn seen<'a, 'c>(self, _: Ctx<'c>) -> Self::Seen<'a, 'c> {
                self
            }
        })*
    };
}

as_they_are! {
    c_int, u32, isize, usize, *const isize, *mut isize, *const c_void, *mut c_void, *const c_char, *const HPy, *mut DTypeLook, *mut Look,
    *const Look, *const Iteration, *const UfuncSpec, *const GeneralUfuncSpec, Option<Release>,
}

/// Defines functions of the table. Handles are seen as `Option<Ref>`, where null is `None`.
macro_rules! functions {
    ($($(#[$meta:meta])* fn $name:ident<$c:lifetime>($ctx:ident $(, $arg:ident: $ty:ty)* $(,)?) -> $ret:ty $body:block)*) => {$(
        $(#[$meta])*
        pub unsafe extern "C" fn $name(
            raw: *mut hpy::abi::HPyContext,
            $($arg: $ty),*
        ) -> $ret {
            #[allow(clippy::too_many_arguments, reason = "the table says how many there are")]
            #[inline(always)]
            fn body<$c>(
                $ctx: hpy::Ctx<$c>,
                $($arg: <$ty as $crate::capi::entry::Argument>::Seen<'_, $c>),*
            ) -> $crate::error::Result<$ret> $body

            // SAFETY: whoever calls through the table passes the context of the call from the host that it is in, and handles of
            // that context which it does not close before this returns.
            unsafe {
                hpy::native::enter(raw, |ctx| {
                    body(ctx, $($crate::capi::entry::Argument::seen($arg, ctx)),*)
                })
            }
        }
    )*};
}
pub(super) use functions;

/// An object that may not be missing.
///
/// # Errors
/// `SystemError`
#[inline]
pub fn needed<'a, 'c>(ctx: Ctx<'c>, object: Option<Ref<'a, 'c>>) -> Result<Ref<'a, 'c>> {
    object.ok_or_else(|| null(ctx))
}

#[cold]
fn null(ctx: Ctx<'_>) -> crate::error::Failure {
    ctx.raise(
        Exc::SystemError,
        "null was passed to a function of the array C API",
    )
    .into()
}

/// An address that may not be null.
///
/// # Errors
/// `SystemError`
#[inline]
pub fn address<T>(ctx: Ctx<'_>, pointer: *const T) -> Result<*const T> {
    if pointer.is_null() {
        Err(null(ctx))
    } else {
        Ok(pointer)
    }
}

/// An array.
///
/// # Errors
/// `TypeError`; `SystemError` for null.
#[inline]
pub fn array<'a, 'c>(ctx: Ctx<'c>, object: Option<Ref<'a, 'c>>) -> Result<Obj<'a, 'c, NdArray>> {
    let object = needed(ctx, object)?;
    match object.get::<NdArray>() {
        Some(array) => {
            elsewhere::refuse(array)?;
            Ok(array)
        }
        None => Err(not_a(object, "an array")),
    }
}

/// The error for an object of a wrong class.
#[cold]
pub fn not_a(object: Ref<'_, '_>, expected: &str) -> crate::error::Failure {
    let name = object.type_of().and_then(|class| class.getattr(c"__name__"));
    match name.and_then(|name| name.extract::<String>()) {
        Ok(name) => object
            .ctx()
            .type_error(format_args!("expected {expected}, got '{name}'"))
            .into(),
        Err(error) => error.into(),
    }
}

/// A dtype.
///
/// # Errors
/// `TypeError`; `SystemError` for null.
pub fn dtype(ctx: Ctx<'_>, object: Option<Ref<'_, '_>>) -> Result<DType> {
    let Some(object) = object else {
        return Err(null(ctx));
    };
    match object.get::<PyDType>() {
        Some(found) => found.native(object),
        None => Err(not_a(object, "a dtype")),
    }
}

/// A dtype, or null.
///
/// # Errors
/// `TypeError`
pub fn dtype_or_null(ctx: Ctx<'_>, object: Option<Ref<'_, '_>>) -> Result<Option<DType>> {
    object.map(|object| dtype(ctx, Some(object))).transpose()
}

/// Numbers that NumPy has for types which are another one of ours: `long long` and its unsigned kin.
const OTHER_NUMBERS: [(c_int, DType); 2] = [(9, DType::INT64), (10, DType::UINT64)];

/// The dtype of a type number.
///
/// # Errors
/// `ValueError`
pub fn dtype_of(type_num: c_int) -> Result<DType> {
    let ours = TypeNum::all().find(|num| c_int::from(num.info().numpy_num) == type_num);
    let other = || OTHER_NUMBERS.iter().find(|(number, _)| *number == type_num);
    ours.map(DType::new)
        .or_else(|| other().map(|(_, dtype)| *dtype))
        .ok_or_else(|| Error::value(format!("there is no dtype of number {type_num}")).into())
}

/// The type number of a dtype.
#[inline]
pub fn number_of(dtype: DType) -> c_int {
    dtype.num().info().numpy_num.into()
}

/// As many integers as there are axes.
///
/// # Errors
/// `ValueError` for a number of axes that no array has; `SystemError` for null, unless there are no axes.
///
/// # Safety
/// `values` is null or holds `ndim` integers, for `'a`.
pub unsafe fn dims<'a>(ctx: Ctx<'_>, ndim: c_int, values: *const isize) -> Result<&'a [isize]> {
    let count = usize::try_from(ndim).map_err(|_| Error::value("the number of axes cannot be negative"))?;
    if count > MAX_DIMS {
        return Err(Error::TooManyDims { found: count }.into());
    }
    if count == 0 {
        return Ok(&[]);
    }
    // SAFETY: the caller's; it is not null.
    Ok(unsafe { std::slice::from_raw_parts(address(ctx, values)?, count) })
}

/// A memory order.
///
/// # Errors
/// `ValueError`
pub fn order(number: c_int) -> Result<Order> {
    use uniarray_abi::constants::{ANYORDER, CORDER, FORTRANORDER, KEEPORDER};
    match number {
        ANYORDER => Ok(Order::A),
        CORDER => Ok(Order::C),
        FORTRANORDER => Ok(Order::F),
        KEEPORDER => Ok(Order::K),
        _ => Err(Error::value(format!("there is no memory order of number {number}")).into()),
    }
}

/// A casting rule.
///
/// # Errors
/// `ValueError`
pub fn casting(number: c_int) -> Result<Casting> {
    let rules = [
        Casting::No,
        Casting::Equiv,
        Casting::Safe,
        Casting::SameKind,
        Casting::Unsafe,
    ];
    let rule = usize::try_from(number).ok().and_then(|number| rules.get(number));
    rule.copied()
        .ok_or_else(|| Error::value(format!("there is no casting rule of number {number}")).into())
}

/// Several handles, none of them null.
///
/// # Errors
/// `SystemError`
///
/// # Safety
/// `handles` is null or holds `count` handles of the context, which stay open for `'a`.
pub unsafe fn handles<'a, 'c>(ctx: Ctx<'c>, count: usize, handles: *const HPy) -> Result<Vec<Ref<'a, 'c>>> {
    if count == 0 {
        return Ok(Vec::new());
    }
    let handles = address(ctx, handles)?;
    (0..count)
        // SAFETY: the caller's.
        .map(|index| needed(ctx, unsafe { (*handles.add(index)).seen(ctx) }))
        .collect()
}

/// A truth value for C.
pub fn truth(value: bool) -> Result<c_int> {
    Ok(value.into())
}

/// A new handle for C, whose caller closes it.
pub fn given(handle: Handle<'_>) -> Result<HPy> {
    Ok(handle.into_raw())
}
