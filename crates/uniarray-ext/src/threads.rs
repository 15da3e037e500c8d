//! How many threads the core shares work among; `uniarray/_threads.py` has the public functions.

use crate::error::Result;
use hpy::{Args, Ctx, Handle, IntoHandle, ModuleDef, Object};
use uniarray_core::error::Error;
use uniarray_core::parallel;

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.function(c"_threads", threads);
    module.function(c"_set_threads", set_threads);
    module.function(c"_rest_threads", rest_threads);
}

/// `_threads()`
fn threads<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [] = args.exactly("_threads")?;
    Ok(parallel::threads().into_handle(ctx)?)
}

/// `_set_threads(n)`
fn set_threads<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [count] = args.exactly("_set_threads")?;
    match count.extract::<usize>()? {
        count @ 1..=parallel::MAX_THREADS => parallel::set_threads(count),
        _ => {
            let message = format!("the number of threads must be 1 to {}", parallel::MAX_THREADS);
            return Err(Error::value(message).into());
        }
    }
    Ok(ctx.none().to_owned())
}

/// `_rest_threads()`: before a fork.
fn rest_threads<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [] = args.exactly("_rest_threads")?;
    parallel::rest();
    Ok(ctx.none().to_owned())
}
