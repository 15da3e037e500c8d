//! CPU levels: one generic loop body, compiled once per instruction set, one pointer chosen per process.
//!
//! Levels are the x86-64 psABI's: [`Level::V3`] is AVX2 with FMA, F16C and BMI, [`Level::V4`] AVX-512 with its byte, double
//! and short-vector parts. Other architectures have the baseline, which on AArch64 includes NEON.

use std::sync::OnceLock;

use crate::loops::{Block, Kernel};

/// An instruction set.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// What the compiler may assume of every CPU of the target.
    Baseline,
    /// x86-64-v3.
    V3,
    /// x86-64-v4.
    V4,
}

impl Level {
    /// The best level of this CPU, found once per process.
    pub fn detect() -> Level {
        static BEST: OnceLock<Level> = OnceLock::new();
        *BEST.get_or_init(best)
    }

    /// The levels that this CPU has, for tests and benches that run every one.
    pub fn available() -> impl Iterator<Item = Level> {
        [Level::Baseline, Level::V3, Level::V4]
            .into_iter()
            .filter(|level| *level <= Level::detect())
    }
}

#[cfg(target_arch = "x86_64")]
fn best() -> Level {
    let v3 = is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("fma")
        && is_x86_feature_detected!("f16c")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("lzcnt")
        && is_x86_feature_detected!("popcnt");
    let v4 = is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512cd")
        && is_x86_feature_detected!("avx512dq")
        && is_x86_feature_detected!("avx512vl");
    match (v3, v4) {
        (true, true) => Level::V4,
        (true, false) => Level::V3,
        _ => Level::Baseline,
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn best() -> Level {
    Level::Baseline
}

/// A loop over a [`Block`], generic over what it computes; `run` must be `#[inline(always)]` so that [`stamp`] compiles it with
/// the features of each level.
pub trait Body: 'static {
    /// The highest level worth its code size.
    const TOP: Level;

    /// Runs over the block and returns flag bits (see [`FpFlags`](crate::flags::FpFlags)).
    ///
    /// # Safety
    /// As for [`Kernel`].
    unsafe fn run(block: &Block) -> u32;
}

/// # Safety
/// As for [`Kernel`].
unsafe fn baseline<B: Body>(block: &Block) -> u32 {
    // SAFETY: handed on.
    unsafe { B::run(block) }
}

/// # Safety
/// As for [`Kernel`], and the CPU has the features.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma,f16c,bmi1,bmi2,lzcnt,popcnt")]
unsafe fn v3<B: Body>(block: &Block) -> u32 {
    // SAFETY: handed on.
    unsafe { B::run(block) }
}

/// # Safety
/// As for [`Kernel`], and the CPU has the features.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx2,fma,f16c,bmi1,bmi2,lzcnt,popcnt")]
unsafe fn v4<B: Body>(block: &Block) -> u32 {
    // SAFETY: handed on.
    unsafe { B::run(block) }
}

/// The entry of a body for a level that the CPU has ([`Level::available`]), or for the body's highest if that is lower.
#[cfg(target_arch = "x86_64")]
pub fn stamp<B: Body>(level: Level) -> Kernel {
    // The conditions on constants keep levels above the body's highest from being compiled at all.
    if const { matches!(B::TOP, Level::V4) } && level >= Level::V4 {
        // A pointer to a function with target features is unsafe to call, like any kernel.
        v4::<B>
    } else if const { !matches!(B::TOP, Level::Baseline) } && level >= Level::V3 {
        v3::<B>
    } else {
        baseline::<B>
    }
}

/// The entry of a body.
#[cfg(not(target_arch = "x86_64"))]
pub fn stamp<B: Body>(_level: Level) -> Kernel {
    baseline::<B>
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_up_to_the_detected_one_are_available() {
        let levels: Vec<_> = Level::available().collect();
        assert_eq!(levels.first(), Some(&Level::Baseline));
        assert_eq!(levels.last(), Some(&Level::detect()));
    }
}
