//! Distributions of vectors: arrays of as many rows as vectors are wanted.

use super::source::{numbers, source_of};
use crate::dense::elements::{empty, slice_mut};
use crate::error::Result;
use hpy::{Args, Ctx, Handle, ModuleDef, Object};
use uniarray_core::error::Error;
use uniarray_random::vector;

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.function(c"_random_multinomial", multinomial);
    module.function(c"_random_dirichlet", dirichlet);
    module.function(c"_random_colors", colors);
}

/// `_random_multinomial(source, counts, places, rows, length, legacy)`: for each count, a vector with the probabilities that begin at a
/// place in `rows` and are `length` many.
fn multinomial<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [source, counts, places, rows, length, legacy] = args.exactly("_random_multinomial")?;
    let (counts, places) = (numbers::<i64>(ctx, counts)?, numbers::<i64>(ctx, places)?);
    let (rows, length) = (numbers::<f64>(ctx, rows)?, length.extract::<usize>()?);
    let legacy = legacy.is_true()?;
    let wrong = || Error::value("probabilities are missing");
    if length == 0 || counts.len() != places.len() {
        return Err(wrong().into());
    }
    let vectors: Option<Vec<&[f64]>> = places
        .iter()
        .map(|place| rows.get(usize::try_from(*place).ok()?..)?.get(..length))
        .collect();
    let vectors = vectors.ok_or_else(wrong)?;
    let source = source_of(source)?.payload();
    let mut result = empty::<i64>(ctx, &[counts.len().cast_signed(), length.cast_signed()])?;
    let out = slice_mut::<i64>(&mut result);
    source.draw(ctx, out.len(), |source| {
        for ((n, p), out) in counts.iter().zip(vectors).zip(out.chunks_exact_mut(length)) {
            vector::multinomial(source, *n, p, legacy, out);
        }
    });
    Ok(result.into_handle())
}

/// `_random_dirichlet(source, alpha, count, legacy)`
fn dirichlet<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [source, alpha, count, legacy] = args.exactly("_random_dirichlet")?;
    let (alpha, count) = (numbers::<f64>(ctx, alpha)?, count.extract::<isize>()?);
    let legacy = legacy.is_true()?;
    let source = source_of(source)?.payload();
    let mut result = empty::<f64>(ctx, &[count, alpha.len().cast_signed()])?;
    let out = slice_mut::<f64>(&mut result);
    if !out.is_empty() {
        source.draw(ctx, out.len(), |source| match legacy {
            true => vector::legacy_dirichlet(source, &alpha, out),
            false => vector::dirichlet(source, &alpha, out),
        });
    }
    Ok(result.into_handle())
}

/// `_random_colors(source, colors, sample, count, by_count)`: the multivariate hypergeometric distribution.
fn colors<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [source, colors, sample, count, by_count] = args.exactly("_random_colors")?;
    let (colors, sample) = (numbers::<i64>(ctx, colors)?, sample.extract::<i64>()?);
    let (count, by_count) = (count.extract::<isize>()?, by_count.is_true()?);
    let total = colors
        .iter()
        .try_fold(0i64, |sum, color| sum.checked_add(*color).filter(|_| *color >= 0));
    if total.is_none_or(|total| !(0..=total).contains(&sample)) {
        return Err(Error::value("there are not as many things").into());
    }
    let source = source_of(source)?.payload();
    let mut result = empty::<i64>(ctx, &[count, colors.len().cast_signed()])?;
    let out = slice_mut::<i64>(&mut result);
    if !out.is_empty() {
        let done = source.draw(ctx, out.len(), |source| {
            vector::multivariate_hypergeometric(source, &colors, sample, by_count, out)
        });
        if done.is_none() {
            return Err(ctx.raise_no_memory().into());
        }
    }
    Ok(result.into_handle())
}
