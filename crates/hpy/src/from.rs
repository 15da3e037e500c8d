//! From objects to Rust values.

use crate::{Ctx, Error, Exc, Handle, Object, Ref, Result, Type};
use hpy_abi::{HPy, HPyContext};

/// A Rust value that an object can be read as.
pub trait FromHandle<'c>: Sized {
    /// Reads the object, or raises.
    fn from_handle(object: Ref<'_, 'c>) -> Result<Self>;
}

impl<'c> FromHandle<'c> for Handle<'c> {
    fn from_handle(object: Ref<'_, 'c>) -> Result<Self> {
        Ok(object.to_owned())
    }
}

/// Truth value, as `bool(object)`.
impl FromHandle<'_> for bool {
    fn from_handle(object: Ref<'_, '_>) -> Result<Self> {
        object.is_true()
    }
}

/// Any object with `__float__` or `__index__`.
impl FromHandle<'_> for f64 {
    #[inline]
    fn from_handle(object: Ref<'_, '_>) -> Result<Self> {
        let raw = object.ctx().as_ptr();
        // SAFETY: context and handle are live.
        let value = unsafe { ((*raw).ctx_Float_AsDouble)(raw, object.raw()) };
        or_error(object.ctx(), value, value == -1.0)
    }
}

/// As `f64`, rounded.
impl FromHandle<'_> for f32 {
    fn from_handle(object: Ref<'_, '_>) -> Result<Self> {
        Ok(f64::from_handle(object)? as f32)
    }
}

/// Reads a number; `suspect` says that the value is the one that hosts return with an exception set.
#[inline(always)]
fn or_error<T>(ctx: Ctx<'_>, value: T, suspect: bool) -> Result<T> {
    match suspect.then(|| ctx.pending_error()).flatten() {
        Some(error) => Err(error),
        None => Ok(value),
    }
}

type Reader<T> = unsafe extern "C" fn(ctx: *mut HPyContext, object: HPy) -> T;

/// Reads an integer through `__index__`. An object that is no `int` is indexed first, because PyPy's context functions
/// would prefer `__int__`, which floats have too.
#[inline]
fn integer<T: Copy + PartialEq>(
    object: Ref<'_, '_>,
    member: impl FnOnce(&HPyContext) -> Reader<T>,
    on_error: T,
) -> Result<T> {
    let ctx = object.ctx();
    // SAFETY: the table is live and not written to during the call.
    let read = member(unsafe { &*ctx.as_ptr() });
    let value = if object.isinstance(Type::Int) {
        // SAFETY: context and handle are live; the function is the table's own.
        unsafe { read(ctx.as_ptr(), object.raw()) }
    } else {
        let index = object.index()?;
        // SAFETY: as above.
        unsafe { read(ctx.as_ptr(), index.as_ref().raw()) }
    };
    or_error(ctx, value, value == on_error)
}

/// Declares integers that the context reads.
macro_rules! integers {
    ($($rust:ty = $member:ident;)*) => {$(
        /// Any object with `__index__`; `OverflowError` when the value does not fit.
        impl FromHandle<'_> for $rust {
            #[inline]
            fn from_handle(object: Ref<'_, '_>) -> Result<Self> {
                integer(object, |table| table.$member, <$rust>::MAX.wrapping_add(<$rust>::MIN))
            }
        }
    )*};
}

// MAX + MIN is -1 for signed types and the largest value for unsigned ones: in both all bits set, which is what hosts
// return with an exception.
integers! {
    i64 = ctx_Long_AsInt64_t;
    u64 = ctx_Long_AsUInt64_t;
    isize = ctx_Long_AsSsize_t;
    usize = ctx_Long_AsSize_t;
}

/// Declares integers that are read as a wider one.
macro_rules! narrow_integers {
    ($($rust:ident)*) => {$(
        /// Any object with `__index__`; `OverflowError` when the value does not fit.
        impl FromHandle<'_> for $rust {
            fn from_handle(object: Ref<'_, '_>) -> Result<Self> {
                let wide = i64::from_handle(object)?;
                wide.try_into().map_err(|_| {
                    let message = concat!("Python int does not fit in ", stringify!($rust));
                    object.ctx().raise(Exc::OverflowError, message)
                })
            }
        }
    )*};
}

narrow_integers!(i8 i16 i32 u8 u16 u32);

impl FromHandle<'_> for String {
    fn from_handle(object: Ref<'_, '_>) -> Result<Self> {
        Ok(object.as_str()?.to_owned())
    }
}

/// Any iterable.
impl<'c, T: FromHandle<'c>> FromHandle<'c> for Vec<T> {
    fn from_handle(object: Ref<'_, 'c>) -> Result<Self> {
        object.iter()?.map(|item| item?.extract()).collect()
    }
}

/// `None` is `None`.
impl<'c, T: FromHandle<'c>> FromHandle<'c> for Option<T> {
    fn from_handle(object: Ref<'_, 'c>) -> Result<Self> {
        if object.is_none() {
            Ok(None)
        } else {
            T::from_handle(object).map(Some)
        }
    }
}

impl<'c> Ref<'_, 'c> {
    /// Real and imaginary part, as `complex(self)` has them.
    pub fn as_complex(self) -> Result<(f64, f64)> {
        let complex = if self.isinstance(Type::Complex) {
            self.to_owned()
        } else {
            self.ctx().builtin_type(Type::Complex).call((self,))?
        };
        Ok((
            complex.getattr(c"real")?.extract()?,
            complex.getattr(c"imag")?.extract()?,
        ))
    }

    /// The value as `i64` if this is an `int` (or `bool`) that fits, else `None`; no exception either way.
    #[inline]
    pub fn as_small_int(self) -> Option<i64> {
        if !self.isinstance(Type::Int) {
            return None;
        }
        let ctx = self.ctx();
        // SAFETY: context and handle are live.
        let value = unsafe { ((*ctx.as_ptr()).ctx_Long_AsInt64_t)(ctx.as_ptr(), self.raw()) };
        or_error(ctx, value, value == -1)
            .map_err(|error: Error| error.clear(ctx))
            .ok()
    }
}
