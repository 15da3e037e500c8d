//! Ways to fail.

use hpy::{Ctx, Error, Exc, IntoPyErr, ModuleDef, Object, Ref, Result};

/// An error of the extension's own.
enum Failure {
    Python(Error),
    TooBig(i64),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Python(error)
    }
}

impl IntoPyErr for Failure {
    fn into_py_err(self, ctx: Ctx<'_>) -> Error {
        match self {
            Failure::Python(error) => error,
            Failure::TooBig(n) => ctx.raise(Exc::ValueError, format_args!("{n} is too big")),
        }
    }
}

pub fn add_to(module: &mut ModuleDef) {
    module.function(c"checked", checked);
    module.function(c"panic", panic);
    module.function(c"lookup", lookup);
    module.function(c"warn", warn);
    module.function(c"raise", |ctx: Ctx<'_>, message: Ref<'_, '_>| -> Result<()> {
        Err(ctx.raise(Exc::RuntimeError, message.as_str()?))
    });
    module.function(c"panic_detached", |ctx: Ctx<'_>| -> usize {
        ctx.detach(|| panic!("far away"))
    });
}

/// Errors of two kinds in one function.
fn checked<'c>(_: Ctx<'c>, value: Ref<'_, 'c>) -> Result<i64, Failure> {
    match value.extract::<i64>()? {
        n if n > 100 => Err(Failure::TooBig(n)),
        n => Ok(n),
    }
}

/// Holds handles while it panics.
fn panic<'c>(ctx: Ctx<'c>, value: Ref<'_, 'c>) -> Result<usize> {
    let held = ctx.list([value, value])?;
    let empty: [usize; 0] = [];
    Ok(empty[held.len()?])
}

/// `builtins.name`, or `None` when there is no such thing.
fn lookup<'c>(ctx: Ctx<'c>, name: Ref<'_, 'c>) -> Result<Option<hpy::Handle<'c>>> {
    ctx.ignore(ctx.builtins().getitem(name), Exc::KeyError)
}

fn warn<'c>(ctx: Ctx<'c>, message: Ref<'_, 'c>) -> Result<()> {
    ctx.warn(Exc::RuntimeWarning, message.as_str()?, 1)
}
