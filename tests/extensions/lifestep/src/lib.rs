//! An extension in Rust on uniarray's arrays: a family of ufuncs, and steps of Conway's Game of Life.

mod grid;
mod lanes;
mod life;
mod packing;
mod ufuncs;

use hpy::{Args, Ctx, Handle, Kwargs, ModuleDef, Object, Result};
use uniarray::Array;
use uniarray::ndarray::Ix2;

hpy::module!(lifestep, define);

fn define(module: &mut ModuleDef) {
    module.doc(c"Ufuncs and steps of the Game of Life, in Rust.");
    module.exec(|ctx, module| {
        uniarray::import(ctx)?;
        ufuncs::define(ctx, module)
    });
    module.function(c"life_step", life_step).function_doc(
        c"life_step(board, into, generations=1, threads=None)\n--\n\n\
        Writes what becomes of `board` to `into`. Both are uint8 of shape (h + 2, w + 2), with a border of one cell all around; a cell that is not 0 \
        is alive. The border of `board` stays as it is for all generations, that of `into` is not written. Other Python threads run meanwhile.",
    );
    module.function(c"neighbours", neighbours).function_doc(
        c"neighbours(board)\n--\n\nThe number of live neighbours of each cell inside the border, as a new array.",
    );
    module.function(c"overlap", overlap).function_doc(
        c"overlap(reads, writes)\n--\n\nBorrows the elements of one array for reading and of another one for writing.",
    );
}

fn life_step<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<()> {
    hpy::parse!(
        ctx,
        "life_step"(board, into, generations?, threads?),
        args,
        kwargs
    );
    let generations = generations.map_or(Ok(1), |generations| generations.extract::<usize>())?;
    let threads = match threads.filter(|threads| !threads.is_none()) {
        Some(threads) => Some(threads.extract::<usize>()?),
        None => None,
    };
    let (board, into) = (Array::of(board)?, Array::of(into)?);
    let (board, mut into) = (board.readonly::<u8>()?, into.readwrite::<u8>()?);
    let of_two_axes = |_| ctx.value_error("a board has two axes");
    let board = board
        .as_array()
        .into_dimensionality::<Ix2>()
        .map_err(of_two_axes)?;
    let into = into
        .as_array_mut()
        .into_dimensionality::<Ix2>()
        .map_err(of_two_axes)?;
    let outcome = ctx.detach(|| life::step(board, into, generations, threads));
    outcome.map_err(|problem| ctx.value_error(problem))
}

/// Numbers made in Rust, which the array shows without a copy.
fn neighbours<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [board] = args.exactly("neighbours")?;
    let board = Array::typed::<u8>(board)?;
    let board = board.readonly::<u8>()?;
    let board = board.as_array().into_dimensionality::<Ix2>();
    let board = board.map_err(|_| ctx.value_error("a board has two axes"))?;
    Ok(Array::from_ndarray(ctx, life::neighbours(board))?.into_handle())
}

fn overlap<'c>(_: Ctx<'c>, args: Args<'_, 'c>) -> Result<()> {
    let [reads, writes] = args.exactly("overlap")?;
    let (reads, writes) = (Array::of(reads)?, Array::of(writes)?);
    let _reading = reads.readonly::<f64>()?;
    let _writing = writes.readwrite::<f64>()?;
    Ok(())
}
