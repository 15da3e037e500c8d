//! From the core's errors to Python's exceptions: the one place that knows which is which.

use hpy::{Args, Ctx, Exc, Global, IntoPyErr};
use uniarray_core::error::ErrorKind;

/// What went wrong in the extension.
#[derive(Debug)]
pub enum Failure {
    /// An exception is set already.
    Python(hpy::Error),
    /// The core refused; the exception is set when the error reaches the interpreter. Boxed: results stay small.
    Core(Box<uniarray_core::error::Error>),
}

/// What functions of the extension give.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

impl From<hpy::Error> for Failure {
    fn from(error: hpy::Error) -> Failure {
        Failure::Python(error)
    }
}

impl From<uniarray_core::error::Error> for Failure {
    #[cold]
    fn from(error: uniarray_core::error::Error) -> Failure {
        Failure::Core(Box::new(error))
    }
}

impl IntoPyErr for Failure {
    #[cold]
    fn into_py_err(self, ctx: Ctx<'_>) -> hpy::Error {
        let error = match self {
            Failure::Python(error) => return error,
            Failure::Core(error) => error,
        };
        if let uniarray_core::error::Error::LoopFailed { tag, status } = *error {
            return crate::capi::loop_failed(ctx, tag, status);
        }
        let class = match error.kind() {
            ErrorKind::Value => Exc::ValueError,
            ErrorKind::Type => Exc::TypeError,
            ErrorKind::Index => Exc::IndexError,
            ErrorKind::Overflow => Exc::OverflowError,
            ErrorKind::Memory => Exc::MemoryError,
            ErrorKind::ZeroDivision => Exc::ZeroDivisionError,
            ErrorKind::NotImplemented => Exc::NotImplementedError,
            ErrorKind::Runtime => Exc::RuntimeError,
            ErrorKind::Axis => return raise_registered(ctx, &AXIS_ERROR, Exc::IndexError, &error),
            ErrorKind::UFuncNoLoop => return raise_registered(ctx, &UFUNC_ERRORS[0], Exc::TypeError, &error),
            ErrorKind::UFuncInputCast => {
                return raise_registered(ctx, &UFUNC_ERRORS[1], Exc::TypeError, &error);
            }
            ErrorKind::UFuncOutputCast => {
                return raise_registered(ctx, &UFUNC_ERRORS[2], Exc::TypeError, &error);
            }
        };
        ctx.raise(class, error)
    }
}

/// `uniarray.exceptions.AxisError`, once the package has registered it.
pub static AXIS_ERROR: Global = Global::new();
/// The three `UFuncTypeError`s: no loop, casts of inputs and of outputs; once the package has registered them.
pub static UFUNC_ERRORS: [Global; 3] = [const { Global::new() }; 3];
/// `uniarray.exceptions.ComplexWarning`, once the package has registered it.
pub static COMPLEX_WARNING: Global = Global::new();

/// Raises an exception whose class the package has registered; its built-in base before that.
#[cold]
fn raise_registered(
    ctx: Ctx<'_>,
    class: &'static Global,
    base: Exc,
    error: &uniarray_core::error::Error,
) -> hpy::Error {
    use uniarray_core::error::Error;
    let Some(class) = class.load(ctx) else {
        return ctx.raise(base, error);
    };
    // An AxisError keeps axis and ndim as attributes, so its constructor gets them.
    match error {
        Error::AxisOutOfBounds { axis, ndim } => match class.call((*axis, *ndim)) {
            Ok(value) => ctx.raise_object(&class, value),
            Err(error) => error,
        },
        _ => ctx.raise(&class, error),
    }
}

/// `_register_exceptions(axis_error, complex_warning, no_loop_error, input_casting_error, output_casting_error)`: the package hands over the exceptions that it
/// defines in Python.
pub fn register_exceptions<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> hpy::Result<()> {
    let [axis_error, complex_warning, no_loop, input_cast, output_cast] =
        args.exactly("_register_exceptions")?;
    AXIS_ERROR.store(ctx, axis_error)?;
    for (global, class) in UFUNC_ERRORS.iter().zip([no_loop, input_cast, output_cast]) {
        global.store(ctx, class)?;
    }
    COMPLEX_WARNING.store(ctx, complex_warning)
}
