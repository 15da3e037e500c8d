//! From Rust values to objects.

use crate::outcome::Outcome;
use crate::{Ctx, Error, Exc, Handle, Obj, Ref, Result};
use hpy_abi::HPy;
use std::ffi::{CStr, CString};

/// A Rust value that becomes an object.
pub trait IntoHandle<'c> {
    /// Makes the object, or hands over the one that it is.
    fn into_handle(self, ctx: Ctx<'c>) -> Result<Handle<'c>>;
}

impl<'c> IntoHandle<'c> for Handle<'c> {
    #[inline(always)]
    fn into_handle(self, _: Ctx<'c>) -> Result<Handle<'c>> {
        Ok(self)
    }
}

impl<'c> IntoHandle<'c> for &Handle<'c> {
    #[inline]
    fn into_handle(self, _: Ctx<'c>) -> Result<Handle<'c>> {
        Ok(self.as_ref().to_owned())
    }
}

impl<'c> IntoHandle<'c> for Ref<'_, 'c> {
    #[inline]
    fn into_handle(self, _: Ctx<'c>) -> Result<Handle<'c>> {
        Ok(self.to_owned())
    }
}

impl<'c, T: crate::Class> IntoHandle<'c> for Obj<'_, 'c, T> {
    #[inline]
    fn into_handle(self, _: Ctx<'c>) -> Result<Handle<'c>> {
        Ok(self.handle().to_owned())
    }
}

/// `None`
impl<'c> IntoHandle<'c> for () {
    #[inline]
    fn into_handle(self, ctx: Ctx<'c>) -> Result<Handle<'c>> {
        Ok(ctx.none().to_owned())
    }
}

impl<'c, T: IntoHandle<'c>> IntoHandle<'c> for Option<T> {
    #[inline]
    fn into_handle(self, ctx: Ctx<'c>) -> Result<Handle<'c>> {
        match self {
            Some(value) => value.into_handle(ctx),
            None => ().into_handle(ctx),
        }
    }
}

/// `True` or `False`. Not by the context's `Bool_FromBool`: for what that makes, GraalPy 23 warns when it is used as an `int`.
impl<'c> IntoHandle<'c> for bool {
    #[inline]
    fn into_handle(self, ctx: Ctx<'c>) -> Result<Handle<'c>> {
        Ok(ctx.bool(self).to_owned())
    }
}

/// Declares numbers: the Rust types, and the context's function with the type that it takes.
macro_rules! numbers {
    ($($($rust:ty),+ => $member:ident($c:ty);)*) => {$($(
        impl<'c> IntoHandle<'c> for $rust {
            #[inline]
            fn into_handle(self, ctx: Ctx<'c>) -> Result<Handle<'c>> {
                let raw = ctx.as_ptr();
                // SAFETY: the context is live, the argument is a plain number, and the result is ours.
                unsafe { Outcome::of(ctx, ((*raw).$member)(raw, <$c>::from(self))) }
            }
        }
    )+)*};
}

numbers! {
    i8, i16, i32 => ctx_Long_FromInt32_t(i32);
    u8, u16, u32 => ctx_Long_FromUInt32_t(u32);
    i64 => ctx_Long_FromInt64_t(i64);
    u64 => ctx_Long_FromUInt64_t(u64);
    isize => ctx_Long_FromSsize_t(isize);
    usize => ctx_Long_FromSize_t(usize);
    f32, f64 => ctx_Float_FromDouble(f64);
}

/// HPy has no function for a text of given length, so this takes the shortest way there is for each kind.
impl<'c> IntoHandle<'c> for &str {
    fn into_handle(self, ctx: Ctx<'c>) -> Result<Handle<'c>> {
        if self.is_ascii() {
            let raw = ctx.as_ptr();
            // SAFETY: the context is live, pointer and length are those of a slice, the result is ours.
            return unsafe {
                let text = self.as_ptr().cast();
                let result =
                    ((*raw).ctx_Unicode_DecodeASCII)(raw, text, self.len().cast_signed(), c"strict".as_ptr());
                Outcome::of(ctx, result)
            };
        }
        match CString::new(self) {
            Ok(text) => text.as_c_str().into_handle(ctx),
            Err(_) => ctx.bytes(self.as_bytes())?.call_method(c"decode", ("utf-8",)),
        }
    }
}

impl<'c> IntoHandle<'c> for String {
    fn into_handle(self, ctx: Ctx<'c>) -> Result<Handle<'c>> {
        self.as_str().into_handle(ctx)
    }
}

/// A `str`, from UTF-8.
impl<'c> IntoHandle<'c> for &CStr {
    #[inline]
    fn into_handle(self, ctx: Ctx<'c>) -> Result<Handle<'c>> {
        let raw = ctx.as_ptr();
        // SAFETY: the context is live, the text is terminated, the result is ours.
        unsafe { Outcome::of(ctx, ((*raw).ctx_Unicode_FromString)(raw, self.as_ptr())) }
    }
}

/// Declares `tuple`s of up to so many elements.
macro_rules! tuples {
    ($($($name:ident)+;)*) => {$(
        #[allow(non_snake_case)]
        impl<'c, $($name: IntoHandle<'c>),+> IntoHandle<'c> for ($($name,)+) {
            fn into_handle(self, ctx: Ctx<'c>) -> Result<Handle<'c>> {
                let ($($name,)+) = self;
                $(let $name = $name.into_handle(ctx)?;)+
                ctx.tuple_of_raw(&[$($name.as_ref().raw()),+])
            }
        }
    )*};
}

tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
}

/// A `list`.
impl<'c, T: IntoHandle<'c>> IntoHandle<'c> for Vec<T> {
    fn into_handle(self, ctx: Ctx<'c>) -> Result<Handle<'c>> {
        ctx.list(self)
    }
}

impl<'c> Ctx<'c> {
    /// Makes an object of a Rust value.
    #[inline]
    pub fn object(self, value: impl IntoHandle<'c>) -> Result<Handle<'c>> {
        value.into_handle(self)
    }

    /// A `bytes`.
    pub fn bytes(self, bytes: &[u8]) -> Result<Handle<'c>> {
        let raw = self.as_ptr();
        // SAFETY: the context is live, pointer and length are those of a slice, the result is ours.
        unsafe {
            let start = bytes.as_ptr().cast();
            let result = ((*raw).ctx_Bytes_FromStringAndSize)(raw, start, bytes.len().cast_signed());
            Outcome::of(self, result)
        }
    }

    /// A `complex`.
    pub fn complex(self, re: f64, im: f64) -> Result<Handle<'c>> {
        use crate::Type;
        self.builtin_type(Type::Complex).call((re, im))
    }

    /// A `tuple` of handles that stay open meanwhile.
    pub(crate) fn tuple_of_raw(self, items: &[HPy]) -> Result<Handle<'c>> {
        let raw = self.as_ptr();
        // SAFETY: the context is live; the handles are (callers take them from live `Ref`s); the result is ours.
        unsafe {
            let result = ((*raw).ctx_Tuple_FromArray)(raw, items.as_ptr(), items.len().cast_signed());
            Outcome::of(self, result)
        }
    }

    /// The count `n` as a signed size.
    ///
    /// # Errors
    /// `OverflowError` when it is larger than any Python size.
    pub(crate) fn signed(self, n: usize) -> Result<isize, Error> {
        isize::try_from(n).map_err(|_| self.raise(Exc::OverflowError, "size does not fit in an index"))
    }
}
