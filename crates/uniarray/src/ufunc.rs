//! Ufuncs of Rust functions.

use crate::element::Element;
use crate::table::{owned, table};
use hpy::{Ctx, Exc, Handle, Result};
use std::ffi::{CStr, CString, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use uniarray_abi::constants::NO_IDENTITY;
use uniarray_abi::structs::{Loop, UfuncLoop, UfuncSpec};

/// A ufunc in the making: loops are added for one combination of types after the other, in the order in which they will be tried.
///
/// All loops have as many inputs; they may be closures, which live as long as the process.
pub struct Builder {
    name: &'static CStr,
    doc: CString,
    nin: usize,
    identity: c_int,
    loops: Vec<Made>,
}

struct Made {
    types: Vec<c_int>,
    run: Loop,
    argument: *mut c_void,
    nin: usize,
}

/// Begins a ufunc.
pub fn ufunc(name: &'static CStr) -> Builder {
    Builder {
        name,
        doc: CString::default(),
        nin: 0,
        identity: NO_IDENTITY,
        loops: Vec::new(),
    }
}

impl Builder {
    /// What the docstring says.
    ///
    /// # Panics
    /// If the text has a null byte.
    pub fn doc(mut self, text: &str) -> Builder {
        self.doc = CString::new(text).expect("docstrings have no null bytes");
        self
    }

    /// What a reduction over nothing gives. It says, too, that the order of operands does not matter.
    pub fn identity(mut self, value: i8) -> Builder {
        self.identity = value.into();
        self
    }

    /// A loop of one input.
    pub fn unary<A, R, F>(self, f: F) -> Builder
    where
        A: Element,
        R: Element,
        F: Fn(A) -> R + Send + Sync + 'static,
    {
        self.with(vec![A::TYPE, R::TYPE], unary::<A, R, F>, f)
    }

    /// A loop of two inputs. With inputs and output of one type it can be reduced.
    pub fn binary<A, B, R, F>(self, f: F) -> Builder
    where
        A: Element,
        B: Element,
        R: Element,
        F: Fn(A, B) -> R + Send + Sync + 'static,
    {
        self.with(vec![A::TYPE, B::TYPE, R::TYPE], binary::<A, B, R, F>, f)
    }

    fn with<F: Send + Sync + 'static>(mut self, types: Vec<c_int>, run: Loop, f: F) -> Builder {
        self.nin = types.len() - 1;
        self.loops.push(Made {
            nin: self.nin,
            types,
            run,
            // As long as the process: so long the ufunc may be called.
            argument: Box::into_raw(Box::new(f)).cast(),
        });
        self
    }

    /// The ufunc.
    ///
    /// # Errors
    /// `ValueError` for loops with different numbers of inputs, or none at all.
    pub fn register(self, ctx: Ctx<'_>) -> Result<Handle<'_>> {
        if self.loops.iter().any(|one| one.nin != self.nin) {
            return Err(ctx.value_error("all loops of a ufunc have as many inputs"));
        }
        let loops: Vec<UfuncLoop> = self
            .loops
            .iter()
            .map(|one| UfuncLoop {
                types: one.types.as_ptr(),
                run: one.run,
                argument: one.argument,
            })
            .collect();
        let spec = UfuncSpec {
            size: size_of::<UfuncSpec>(),
            name: self.name.as_ptr(),
            doc: self.doc.as_ptr(),
            nin: self.nin as c_int,
            nout: 1,
            identity: self.identity,
            count: loops.len() as c_int,
            loops: loops.as_ptr(),
            raise: Some(panicked),
            argument: std::ptr::null_mut(),
        };
        // SAFETY: the context is live, all that the description points to is there, and the functions may be called from any thread, as
        // their bounds say.
        unsafe { owned(ctx, (table(ctx)?.register_ufunc)(ctx.as_ptr(), &raw const spec)) }
    }
}

/// # Safety
/// As for [`Loop`]; the operands are of the types, and the argument is an `F`.
unsafe extern "C" fn unary<A: Element, R: Element, F: Fn(A) -> R>(
    places: *const *mut c_void,
    strides: *const isize,
    n: isize,
    argument: *mut c_void,
) -> c_int {
    // SAFETY: the caller's.
    let (f, a, r, sa, sr) = unsafe {
        let f = &*argument.cast::<F>();
        (f, *places, *places.add(1), *strides, *strides.add(1))
    };
    guarded(|| {
        for i in 0..n {
            // SAFETY: element `i` of each operand, which is aligned.
            unsafe {
                r.byte_offset(i * sr)
                    .cast::<R>()
                    .write(f(a.byte_offset(i * sa).cast::<A>().read()));
            }
        }
    })
}

/// # Safety
/// As for [`unary`].
unsafe extern "C" fn binary<A: Element, B: Element, R: Element, F: Fn(A, B) -> R>(
    places: *const *mut c_void,
    strides: *const isize,
    n: isize,
    argument: *mut c_void,
) -> c_int {
    // SAFETY: the caller's.
    let (f, [a, b, r], [sa, sb, sr]) = unsafe {
        let places = places.cast::<[*mut c_void; 3]>().read();
        (
            &*argument.cast::<F>(),
            places,
            strides.cast::<[isize; 3]>().read(),
        )
    };
    guarded(|| {
        for i in 0..n {
            // SAFETY: element `i` of each operand, which is aligned.
            unsafe {
                let (x, y) = (
                    a.byte_offset(i * sa).cast::<A>().read(),
                    b.byte_offset(i * sb).cast::<B>().read(),
                );
                r.byte_offset(i * sr).cast::<R>().write(f(x, y));
            }
        }
    })
}

/// Runs a loop: 0, or 1 if it panicked.
pub(crate) fn guarded(work: impl FnOnce()) -> c_int {
    // Elements that were written so far remain; nothing else can be half done.
    catch_unwind(AssertUnwindSafe(work)).is_err().into()
}

/// # Safety
/// `raw` is the live context of a call to this thread.
pub(crate) unsafe extern "C" fn panicked(raw: *mut hpy::abi::HPyContext, _: c_int, _: *mut c_void) {
    // SAFETY: the caller's.
    unsafe {
        hpy::native::enter(raw, |ctx| -> Result<()> {
            Err(ctx.raise(Exc::RuntimeError, "the function of a ufunc panicked"))
        });
    }
}
