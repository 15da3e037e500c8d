//! The context of one call from the interpreter.

use crate::{Exc, Handle, Ref, Result, Type};
use hpy_abi::{HPy, HPyContext};
use std::ffi::CStr;
use std::marker::PhantomData;
use std::ptr::NonNull;

/// The interpreter, for the duration of one call into the extension.
///
/// `'c` is invariant and every call has its own, so a handle can neither leave its call nor meet another context:
///
/// ```compile_fail
/// use hpy::{Ctx, Handle};
/// fn mix<'c, 'd>(one: Ctx<'c>, other: Ctx<'d>) -> hpy::Result<Handle<'c>> {
///     other.import(c"math") // a Handle<'d>
/// }
/// ```
///
/// A context is not [`Send`]: only the thread that was called may talk to the interpreter.
///
/// ```compile_fail
/// fn elsewhere(ctx: hpy::Ctx<'_>) {
///     std::thread::scope(|scope| { scope.spawn(move || ctx.none()); });
/// }
/// ```
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Ctx<'c> {
    raw: NonNull<HPyContext>,
    call: PhantomData<fn(&'c ()) -> &'c ()>,
}

impl<'c> Ctx<'c> {
    /// Runs `body` with a context that came from a host. `body` gets a lifetime that nothing else has.
    ///
    /// # Safety
    /// - `raw` is a context of HPy 0.9 whose words 0..=246 are valid, and stays so until `body` returns;
    /// - the calling thread is the one that the host called, and it may run Python code (it holds the lock, if any).
    pub unsafe fn scope<R>(raw: NonNull<HPyContext>, body: impl for<'x> FnOnce(Ctx<'x>) -> R) -> R {
        body(Ctx {
            raw,
            call: PhantomData,
        })
    }

    /// The table itself, for calls that this crate does not wrap.
    #[inline(always)]
    pub fn as_ptr(self) -> *mut HPyContext {
        self.raw.as_ptr()
    }

    /// Reads a handle that lies in the table.
    #[inline(always)]
    fn constant(self, read: impl FnOnce(&HPyContext) -> HPy) -> Ref<'c, 'c> {
        // SAFETY: the table is live for 'c (`scope`), and hosts do not write to it while an extension runs.
        let raw = read(unsafe { self.raw.as_ref() });
        // SAFETY: constants of the context are valid, and never closed, as long as the context is.
        unsafe { Ref::from_raw(self, raw) }
    }

    /// Whether this is known to be CPython, where native objects are as cheap as Python's own. On interpreters with a compiler, code in
    /// Python may be the faster one.
    #[inline]
    pub fn is_cpython(self) -> bool {
        crate::trust::is_cpython()
    }

    /// `None`.
    #[inline]
    pub fn none(self) -> Ref<'c, 'c> {
        self.constant(|table| table.h_None)
    }

    /// `True` or `False`.
    #[inline]
    pub fn bool(self, value: bool) -> Ref<'c, 'c> {
        self.constant(|table| if value { table.h_True } else { table.h_False })
    }

    /// `NotImplemented`: what a binary operation returns when it leaves the operation to the other operand.
    #[inline]
    pub fn not_implemented(self) -> Ref<'c, 'c> {
        self.constant(|table| table.h_NotImplemented)
    }

    /// `...`
    #[inline]
    pub fn ellipsis(self) -> Ref<'c, 'c> {
        self.constant(|table| table.h_Ellipsis)
    }

    /// The names that Python finds everywhere, as a `dict`; see [`Ctx::builtin`].
    #[inline]
    pub fn builtins(self) -> Ref<'c, 'c> {
        self.constant(|table| table.h_Builtins)
    }

    /// A built-in exception type.
    #[inline]
    pub fn exception(self, exc: Exc) -> Ref<'c, 'c> {
        self.constant(|table| exc.of(table))
    }

    /// A built-in type.
    #[inline]
    pub fn builtin_type(self, kind: Type) -> Ref<'c, 'c> {
        self.constant(|table| kind.of(table))
    }

    /// A member of `builtins` by name.
    pub fn builtin(self, name: &CStr) -> Result<Handle<'c>> {
        use crate::Object;
        self.builtins().getitem_str(name)
    }

    /// Runs `body` while other Python threads may run. `body` cannot reach the interpreter: contexts, handles and payloads
    /// with fields are not [`Send`].
    ///
    /// ```compile_fail
    /// use hpy::{Ctx, Object, Ref};
    /// fn wrong(ctx: Ctx<'_>, list: Ref<'_, '_>) {
    ///     ctx.detach(|| list.len());
    /// }
    /// ```
    pub fn detach<R: Send>(self, body: impl FnOnce() -> R + Send) -> R {
        /// Takes the interpreter back also when `body` panics: the unwinding closes handles.
        struct Reenter<'c>(Ctx<'c>, hpy_abi::HPyThreadState);
        impl Drop for Reenter<'_> {
            fn drop(&mut self) {
                let raw = self.0.as_ptr();
                // SAFETY: the context is live, and the state is what leaving gave to this same thread.
                unsafe { ((*raw).ctx_ReenterPythonExecution)(raw, self.1) }
            }
        }
        let raw = self.as_ptr();
        // SAFETY: this thread runs Python (`scope`), so it may leave; the guard brings it back before `self` is used again.
        let _reenter = Reenter(self, unsafe { ((*raw).ctx_LeavePythonExecution)(raw) });
        body()
    }
}
