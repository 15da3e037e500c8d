//! Bit generators as Python holds them, and their seeds.

use crate::convert;
use crate::dense::elements::{empty, in_order, slice, slice_mut};
use crate::error::Result;
use crate::read;
use hpy::{Args, Class, ClassDef, Ctx, Handle, ModuleDef, Obj, Object, Ref};
use std::ffi::CStr;
use std::sync::{Mutex, TryLockError};
use uniarray_core::dtype::{DType, Element};
use uniarray_core::error::Error;
use uniarray_random::{Engine, Kind, Mt19937, Source};

/// Draws from which on others may run meanwhile.
const LONG: usize = 1 << 14;

/// A bit generator. The lock is only waited for while other threads may run, so that the one who has it can go on.
pub struct RandomSource {
    /// Boxed, because hosts align payloads to 8 bytes only, and integers of 128 bits want 16.
    source: Box<Mutex<Source>>,
}

impl Class for RandomSource {
    const NAME: &'static CStr = c"uniarray._core._RandomSource";
    hpy::type_object!(RandomSource);

    fn define(class: &mut ClassDef<Self>) {
        class.method(c"words", words).method(c"set_words", set_words);
        class
            .method(c"jump", jump)
            .method(c"advance", advance)
            .method(c"seed_legacy", seed_legacy);
        class.method(c"raw", raw);
        class.method(c"gauss", gauss).method(c"set_gauss", set_gauss);
    }
}

impl RandomSource {
    /// Runs something that takes about as long as `count` draws.
    pub fn draw<R: Send>(&self, ctx: Ctx<'_>, count: usize, body: impl FnOnce(&mut Source) -> R + Send) -> R {
        // What a panic left behind is a state like any other.
        let locked = || self.source.lock().unwrap_or_else(|poison| poison.into_inner());
        if count < LONG {
            match self.source.try_lock() {
                Ok(mut source) => return body(&mut source),
                Err(TryLockError::Poisoned(poison)) => return body(&mut poison.into_inner()),
                Err(TryLockError::WouldBlock) => {}
            }
        }
        ctx.detach(|| body(&mut locked()))
    }
}

/// The source among a function's arguments.
///
/// # Errors
/// `TypeError` for another object.
pub fn source_of<'a, 'c>(object: Ref<'a, 'c>) -> Result<Obj<'a, 'c, RandomSource>> {
    object
        .get::<RandomSource>()
        .ok_or_else(|| Error::type_error("a bit generator is needed").into())
}

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.function(c"_random_source", new);
    module.function(c"_random_pool", pool);
    module.function(c"_random_generate", generate);
}

/// Numbers of an object that becomes an array of such elements, in C order.
///
/// # Errors
/// Of the conversion.
pub fn numbers<'c, T: Element + Copy>(ctx: Ctx<'c>, object: Ref<'_, 'c>) -> Result<Vec<T>> {
    let array = convert::as_array(ctx, object, Some(DType::of::<T>()))?;
    Ok(slice::<T>(&in_order(array.as_ref())?).to_vec())
}

/// A new array with one axis.
///
/// # Errors
/// `MemoryError`
pub fn array_of<'c, T: Element + Copy>(ctx: Ctx<'c>, values: &[T]) -> Result<Handle<'c>> {
    let mut array = empty::<T>(ctx, &[values.len().cast_signed()])?;
    slice_mut::<T>(&mut array).copy_from_slice(values);
    Ok(array.into_handle())
}

/// `_random_source(kind, words)`: a generator of a seed's words.
fn new<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [kind, words] = args.exactly("_random_source")?;
    let words = numbers::<u64>(ctx, words)?;
    let engine = Kind::parse(kind.as_str()?).and_then(|kind| Engine::seeded(kind, &words));
    let Some(engine) = engine else {
        return Err(Error::value("no such bit generator, or a seed of another length").into());
    };
    Ok(ctx.create(RandomSource {
        source: Box::new(Mutex::new(engine.into())),
    })?)
}

/// The whole state of the generator.
fn words<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, RandomSource>) -> Result<Handle<'c>> {
    let words = this.payload().draw(ctx, 0, |source| source.engine.words());
    array_of(ctx, &words)
}

/// `set_words(words)`: takes over a state.
fn set_words<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, RandomSource>, words: Ref<'_, 'c>) -> Result<()> {
    let words = numbers::<u64>(ctx, words)?;
    this.payload()
        .draw(ctx, 0, |source| source.engine.set_words(&words))
        .ok_or_else(|| Error::value("a state of another length").into())
}

/// `advance(upper, lower)`: both halves of the number of steps.
fn advance<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, RandomSource>, args: Args<'_, 'c>) -> Result<()> {
    let [upper, lower] = args.exactly("advance")?;
    let (upper, lower) = (upper.extract::<u64>()?, lower.extract::<u64>()?);
    let steps = u128::from(upper) << 64 | u128::from(lower);
    this.payload()
        .draw(ctx, 0, |source| source.engine.advance(steps))
        .ok_or_else(|| Error::type_error("this bit generator does not advance").into())
}

/// Moves a Mersenne Twister on by 2^128 words.
fn jump<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, RandomSource>) -> Result<()> {
    // The first jump takes long.
    this.payload()
        .draw(ctx, LONG, |source| source.engine.jump())
        .ok_or_else(|| Error::type_error("this bit generator does not jump").into())
}

/// `seed_legacy(seed)`: an integer or an array of integers, as the Mersenne Twister was seeded before there were seed sequences.
fn seed_legacy<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, RandomSource>, seed: Ref<'_, 'c>) -> Result<()> {
    let engine = match seed.as_small_int() {
        Some(seed) => Mt19937::of_seed(seed as u32),
        None => Mt19937::of_array(&numbers::<u32>(ctx, seed)?),
    };
    this.payload().draw(ctx, 0, |source| {
        source.engine = Engine::Mt19937(Box::new(engine));
    });
    Ok(())
}

/// `raw(size)`: what the generator makes, as an integer or an array of them.
fn raw<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, RandomSource>, size: Ref<'_, 'c>) -> Result<Handle<'c>> {
    if size.is_none() {
        let value = this.payload().draw(ctx, 1, |source| source.engine.next_raw());
        return Ok(ctx.object(value)?);
    }
    let mut array = empty::<u64>(ctx, &read::dims(size)?)?;
    let out = slice_mut::<u64>(&mut array);
    this.payload().draw(ctx, out.len(), |source| {
        out.fill_with(|| source.engine.next_raw());
    });
    Ok(array.into_handle())
}

/// The number that the polar method has yet to hand out, or `None`.
fn gauss<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, RandomSource>) -> Option<f64> {
    this.payload().draw(ctx, 0, |source| source.gauss)
}

/// `set_gauss(number or None)`
fn set_gauss<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, RandomSource>, value: Ref<'_, 'c>) -> Result<()> {
    let value: Option<f64> = value.extract()?;
    this.payload().draw(ctx, 0, |source| source.gauss = value);
    Ok(())
}

/// `_random_pool(entropy, size)`: words that mix all of the entropy.
fn pool<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [entropy, size] = args.exactly("_random_pool")?;
    let pool = uniarray_random::pool(&numbers::<u32>(ctx, entropy)?, size.extract()?);
    array_of(ctx, &pool)
}

/// `_random_generate(pool, count)`: words made of a pool.
fn generate<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [pool, count] = args.exactly("_random_generate")?;
    let words = uniarray_random::generate(&numbers::<u32>(ctx, pool)?, count.extract()?);
    array_of(ctx, &words)
}
