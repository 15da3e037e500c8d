//! `str` and `bytes` as Rust slices.

use crate::{Ctx, Error, Handle, Object, Ref, Result};
use hpy_abi::HPyContext;

impl<'a> Ref<'a, '_> {
    /// The text of a `str`. It lives as long as this handle is open.
    ///
    /// # Errors
    /// `TypeError` when this is no `str`, `UnicodeEncodeError` when it holds lone surrogates.
    pub fn as_str(self) -> Result<&'a str> {
        let ctx = self.ctx();
        if !self.is_str() {
            let kind = type_name(self)?;
            return Err(ctx.type_error(format_args!("expected str, not {kind}")));
        }
        let raw = ctx.as_ptr();
        let mut size = 0;
        // SAFETY: context and handle are live, the object is a str, `size` is ours to write.
        let text = unsafe { ((*raw).ctx_Unicode_AsUTF8AndSize)(raw, self.raw(), &mut size) };
        if text.is_null() {
            return Err(Error::set_by_host());
        }
        // SAFETY: the host gives `size` bytes that live and do not change as long as the handle is open, which is 'a.
        let bytes = unsafe { std::slice::from_raw_parts(text.cast::<u8>(), size.cast_unsigned()) };
        std::str::from_utf8(bytes).map_err(|_| {
            // PyPy and GraalPy let lone surrogates through, of which only encoding complains.
            let complaint = self.call_method(c"encode", ()).err();
            complaint
                .unwrap_or_else(|| ctx.raise(crate::Exc::UnicodeError, "this text is not valid in UTF-8"))
        })
    }

    /// The content of a `bytes`. It lives as long as this handle is open.
    ///
    /// # Errors
    /// `TypeError` when this is no `bytes`.
    pub fn as_bytes(self) -> Result<&'a [u8]> {
        let ctx = self.ctx();
        if !self.is_bytes() {
            let kind = type_name(self)?;
            return Err(ctx.type_error(format_args!("expected bytes, not {kind}")));
        }
        let raw: *mut HPyContext = ctx.as_ptr();
        // SAFETY: context and handle are live, and the object is a bytes.
        let (start, size) = unsafe {
            (
                ((*raw).ctx_Bytes_AsString)(raw, self.raw()),
                ((*raw).ctx_Bytes_Size)(raw, self.raw()),
            )
        };
        if start.is_null() || size < 0 {
            return Err(Error::set_by_host());
        }
        // SAFETY: the host gives `size` bytes that live and do not change as long as the handle is open, which is 'a.
        Ok(unsafe { std::slice::from_raw_parts(start.cast(), size.cast_unsigned()) })
    }
}

impl Handle<'_> {
    /// The text of a `str`; see [`Ref::as_str`].
    pub fn as_str(&self) -> Result<&str> {
        self.as_ref().as_str()
    }

    /// The content of a `bytes`; see [`Ref::as_bytes`].
    pub fn as_bytes(&self) -> Result<&[u8]> {
        self.as_ref().as_bytes()
    }
}

/// The name of an object's type, for messages.
pub(crate) fn type_name(object: Ref<'_, '_>) -> Result<String> {
    object.type_of()?.getattr(c"__name__")?.extract()
}

impl<'c> Ctx<'c> {
    /// A `str` from anything that can be displayed.
    ///
    /// ```no_run
    /// # fn demo<'c>(ctx: hpy::Ctx<'c>) -> hpy::Result<hpy::Handle<'c>> {
    /// ctx.text(format_args!("{}-d", 2))
    /// # }
    /// ```
    pub fn text(self, text: impl std::fmt::Display) -> Result<Handle<'c>> {
        self.object(text.to_string())
    }
}
