//! Threads: which work is shared among several of them, and how.
//!
//! There is one way in, [`rows`]. Work is a number of rows that do not depend on each other; what is computed for a row never depends
//! on who computes it or on where ranges of rows begin and end, so that results have the same bits for every number of threads. The thread
//! that calls takes part, and the others of the [`pool`] help as far as they come: ranges are handed out one by one, and a
//! thread that is late finds none left.
//!
//! Nothing here or in what is run here may touch an interpreter: the helpers have none.

use std::cell::Cell;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::flags::{self, FpFlags};

mod pool;
#[cfg(test)]
mod tests;

pub use pool::{MAX_THREADS, rest, set_threads, threads};

/// Work that is worth sharing. Waking a thread that sleeps and waiting for its end takes about 10 µs, and twice that on a machine whose other core sleeps
/// deeply; work of this length was never measured to take longer when it is shared.
const WORTH: Duration = Duration::from_micros(60);

/// The length of a range whose costs were measured: much longer than handing it out, and short enough that threads end at about the same time.
const RANGE: Duration = Duration::from_micros(30);

/// Rounds of a busy wait for the last helper, some microseconds; falling asleep and being woken takes longer.
const SPINS: usize = 1 << 10;

/// What is known of the costs of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cost {
    /// All rows cost this many picoseconds, about. Each thread gets one range, as if it costs something to begin one.
    Even(u64),
    /// Nothing: a unit of rows is done first, and what it took tells whether to share the rest, in short ranges. It should take so long that looking
    /// at the clock does not count, some 50 ns.
    Unknown,
}

thread_local! {
    /// Whether this thread works on a range of [`rows`]. What that work shares further stays on the thread.
    static SHARING: Cell<bool> = const { Cell::new(false) };
}

/// Does `body` for ranges of rows that together are `0..count`, each of which begins at a multiple of `unit`; ORs what it returns.
/// Floating-point exceptions that the CPU met in it are afterwards found on this thread, whoever met them.
///
/// # Safety
/// `body` may be run on several threads at a time, for different ranges.
pub unsafe fn rows(count: usize, unit: usize, cost: Cost, body: impl Fn(Range<usize>) -> u32) -> u32 {
    let long = match cost {
        Cost::Even(picoseconds) => u128::from(picoseconds) * count as u128 >= WORTH.as_nanos() * 1000,
        Cost::Unknown => true,
    };
    if !long || count < 2 * unit || SHARING.get() {
        return body(0..count);
    }
    let threads = threads();
    if threads == 1 {
        return body(0..count);
    }
    let body = Shared(body);
    match cost {
        Cost::Even(_) => {
            let length = count.div_ceil(threads).next_multiple_of(unit);
            share(0..count, length, threads, &body)
        }
        Cost::Unknown => {
            let begin = Instant::now();
            let bits = body.run(0..unit);
            let spent = begin.elapsed().as_nanos().max(1);
            let left = count - unit;
            if spent * (left as u128) < WORTH.as_nanos() * unit as u128 {
                return bits | body.run(unit..count);
            }
            let units = usize::try_from(RANGE.as_nanos() / spent).unwrap_or(1);
            let even = left.div_ceil(threads).next_multiple_of(unit);
            bits | share(unit..count, (units.max(1) * unit).min(even), threads, &body)
        }
    }
}

/// A body that the caller of [`rows`] lets run on several threads.
struct Shared<F>(F);

// SAFETY: the promise of the caller of `rows`.
unsafe impl<F> Sync for Shared<F> {}

impl<F: Fn(Range<usize>) -> u32> Shared<F> {
    fn run(&self, range: Range<usize>) -> u32 {
        (self.0)(range)
    }
}

/// Sets [`SHARING`] as long as it lives.
struct Within;

impl Within {
    fn new() -> Within {
        SHARING.set(true);
        Within
    }
}

impl Drop for Within {
    fn drop(&mut self) {
        SHARING.set(false);
    }
}

/// Hands out ranges of `length` rows to this thread and to helpers.
fn share<F: Fn(Range<usize>) -> u32>(
    all: Range<usize>,
    length: usize,
    threads: usize,
    body: &Shared<F>,
) -> u32 {
    let ranges = all.len().div_ceil(length);
    let helpers = threads.min(ranges) - 1;
    if helpers == 0 {
        return body.run(all);
    }
    let Some(pool) = pool::get(threads) else {
        return body.run(all);
    };
    let (next, ended) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let (bits, met) = (AtomicU32::new(0), AtomicU32::new(0));
    let work = || {
        let _within = Within::new();
        loop {
            let range = next.fetch_add(1, Ordering::Relaxed);
            if range >= ranges {
                return;
            }
            let start = all.start + range * length;
            bits.fetch_or(body.run(start..all.end.min(start + length)), Ordering::Relaxed);
        }
    };
    let shared = pool.in_place_scope(|scope| {
        for _ in 0..helpers {
            scope.spawn(|_| {
                let ((), flags) = flags::watch(work);
                met.fetch_or(flags.0, Ordering::Relaxed);
                ended.fetch_add(1, Ordering::Release);
            });
        }
        work();
        for _ in 0..SPINS {
            if ended.load(Ordering::Acquire) == helpers {
                break;
            }
            std::hint::spin_loop();
        }
    });
    if shared.is_none() {
        return body.run(all);
    }
    flags::raise(FpFlags(met.into_inner()));
    bits.into_inner()
}
