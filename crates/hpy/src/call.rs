//! Calling objects.

use crate::outcome::Outcome;
use crate::tail;
use crate::trust::is_cpython;
use crate::{AsHandle, Ctx, Error, Handle, IntoHandle, Object, Ref, Result};
use hpy_abi::HPy;
use std::ffi::CStr;

/// Positional arguments of a call: a Rust tuple of values, a slice of borrowed handles, or [`Args`](crate::Args).
pub trait CallArgs<'c> {
    /// The arguments as a `tuple`; `None` stands for no arguments.
    #[doc(hidden)]
    fn into_tuple(self, ctx: Ctx<'c>) -> Result<Option<Handle<'c>>>;

    /// Hands the arguments to a function as an array, which is open meanwhile.
    #[doc(hidden)]
    fn with_array<R>(self, ctx: Ctx<'c>, body: impl FnOnce(&[HPy]) -> Result<R>) -> Result<R>;
}

impl<'c> CallArgs<'c> for () {
    fn into_tuple(self, _: Ctx<'c>) -> Result<Option<Handle<'c>>> {
        Ok(None)
    }

    fn with_array<R>(self, _: Ctx<'c>, body: impl FnOnce(&[HPy]) -> Result<R>) -> Result<R> {
        body(&[])
    }
}

macro_rules! call_args {
    ($($($name:ident)+;)*) => {$(
        #[allow(non_snake_case)]
        impl<'c, $($name: IntoHandle<'c>),+> CallArgs<'c> for ($($name,)+) {
            fn into_tuple(self, ctx: Ctx<'c>) -> Result<Option<Handle<'c>>> {
                self.into_handle(ctx).map(Some)
            }

            #[inline]
            fn with_array<R>(self, ctx: Ctx<'c>, body: impl FnOnce(&[HPy]) -> Result<R>) -> Result<R> {
                let ($($name,)+) = self;
                $(let $name = $name.into_handle(ctx)?;)+
                body(&[$($name.as_ref().raw()),+])
            }
        }
    )*};
}

call_args! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
}

impl<'c> CallArgs<'c> for &[Ref<'_, 'c>] {
    fn into_tuple(self, ctx: Ctx<'c>) -> Result<Option<Handle<'c>>> {
        ctx.tuple(self.iter().copied()).map(Some)
    }

    fn with_array<R>(self, _: Ctx<'c>, body: impl FnOnce(&[HPy]) -> Result<R>) -> Result<R> {
        let raw: Vec<HPy> = self.iter().map(|argument| argument.raw()).collect();
        body(&raw)
    }
}

impl<'c> CallArgs<'c> for crate::Args<'_, 'c> {
    fn into_tuple(self, ctx: Ctx<'c>) -> Result<Option<Handle<'c>>> {
        ctx.tuple_of_raw(self.raw()).map(Some)
    }

    fn with_array<R>(self, _: Ctx<'c>, body: impl FnOnce(&[HPy]) -> Result<R>) -> Result<R> {
        body(self.raw())
    }
}

/// Calls with a tuple and a dictionary that may be missing.
fn call_tuple_dict<'c>(
    callable: Ref<'_, 'c>,
    args: Option<&Handle<'c>>,
    kwargs: Option<Ref<'_, 'c>>,
) -> Result<Handle<'c>> {
    let raw = callable.ctx().as_ptr();
    let args = args.map_or(HPy::NULL, |args| args.as_ref().raw());
    let kwargs = kwargs.map_or(HPy::NULL, Ref::raw);
    // SAFETY: context and handles are live, null stands for "none"; the result is ours.
    unsafe {
        Outcome::of(
            callable.ctx(),
            ((*raw).ctx_CallTupleDict)(raw, callable.raw(), args, kwargs),
        )
    }
}

impl<'c> Ref<'_, 'c> {
    /// `self(*args)`
    pub fn call(self, args: impl CallArgs<'c>) -> Result<Handle<'c>> {
        if is_cpython() {
            let call = tail::call(self.ctx())?;
            return args.with_array(self.ctx(), |args| {
                let raw = self.ctx().as_ptr();
                // SAFETY: context and handles are live, null stands for "no names"; the result is ours.
                unsafe {
                    Outcome::of(
                        self.ctx(),
                        call(raw, self.raw(), args.as_ptr(), args.len(), HPy::NULL),
                    )
                }
            });
        }
        let args = args.into_tuple(self.ctx())?;
        call_tuple_dict(self, args.as_ref(), None)
    }

    /// `self(*args, **kwargs)`
    pub fn call_kw(self, args: impl CallArgs<'c>, kwargs: &[(&CStr, Ref<'_, 'c>)]) -> Result<Handle<'c>> {
        let ctx = self.ctx();
        let args = args.into_tuple(ctx)?;
        let dict = ctx.dict()?;
        for (name, value) in kwargs {
            dict.setitem_str(name, value)?;
        }
        call_tuple_dict(self, args.as_ref(), Some(dict.as_ref()))
    }

    /// `self(*args, **kwargs)` with a dictionary.
    pub fn call_dict(self, args: impl CallArgs<'c>, kwargs: impl AsHandle<'c>) -> Result<Handle<'c>> {
        let args = args.into_tuple(self.ctx())?;
        call_tuple_dict(self, args.as_ref(), Some(kwargs.as_ref()))
    }

    /// `self.name(*args)`
    pub fn call_method(self, name: &CStr, args: impl CallArgs<'c>) -> Result<Handle<'c>> {
        self.getattr(name)?.call(args)
    }
}

impl<'c> Handle<'c> {
    /// `self(*args)`
    pub fn call(&self, args: impl CallArgs<'c>) -> Result<Handle<'c>> {
        self.as_ref().call(args)
    }

    /// `self(*args, **kwargs)`
    pub fn call_kw(&self, args: impl CallArgs<'c>, kwargs: &[(&CStr, Ref<'_, 'c>)]) -> Result<Handle<'c>> {
        self.as_ref().call_kw(args, kwargs)
    }

    /// `self.name(*args)`
    pub fn call_method(&self, name: &CStr, args: impl CallArgs<'c>) -> Result<Handle<'c>> {
        self.as_ref().call_method(name, args)
    }
}

impl<'c> Ctx<'c> {
    /// `importlib.import_module(name)`
    pub fn import(self, name: &CStr) -> Result<Handle<'c>> {
        let raw = self.as_ptr();
        // SAFETY: the context is live, the name is terminated, the result is ours.
        unsafe { Outcome::of(self, ((*raw).ctx_Import_ImportModule)(raw, name.as_ptr())) }
    }

    /// The value of a Python expression, with only the builtins in sight.
    pub fn eval(self, expression: &CStr) -> Result<Handle<'c>> {
        let globals = self.dict()?;
        globals.setitem_str(c"__builtins__", self.builtins())?;
        self.builtin(c"eval")?.call((expression, globals))
    }

    /// Makes a new exception type; `name` is `"module.Name"`, `base` a type or a tuple of types (`None`: `Exception`).
    pub fn new_exception(
        self,
        name: &CStr,
        doc: &CStr,
        base: Option<Ref<'_, 'c>>,
    ) -> Result<Handle<'c>, Error> {
        let raw = self.as_ptr();
        let base = base.map_or(HPy::NULL, Ref::raw);
        // SAFETY: the context and the base are live, texts are terminated and copied; null stands for the default; the
        // result is ours.
        unsafe {
            let result =
                ((*raw).ctx_Err_NewExceptionWithDoc)(raw, name.as_ptr(), doc.as_ptr(), base, HPy::NULL);
            Outcome::of(self, result)
        }
    }
}
