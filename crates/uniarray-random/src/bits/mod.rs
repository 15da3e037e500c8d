//! Sources of random bits.

mod engine;
mod jump;
mod mt19937;
mod pcg64;
mod philox;
mod sfc64;

pub use engine::{Engine, Kind};
pub use mt19937::Mt19937;
pub use pcg64::Pcg64;
pub use philox::Philox;
pub use sfc64::Sfc64;

/// What distributions draw from.
pub trait Bits {
    /// 64 random bits.
    fn next_u64(&mut self) -> u64;

    /// 32 random bits.
    fn next_u32(&mut self) -> u32;

    /// A multiple of `2^-53` in `[0, 1)`.
    #[inline(always)]
    fn next_f64(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// A multiple of `2^-24` in `[0, 1)`.
    #[inline(always)]
    fn next_f32(&mut self) -> f32 {
        (self.next_u32() >> 8) as f32 * (1.0 / 16_777_216.0)
    }
}

/// The upper half of 64 bits whose lower half was handed out as 32 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Half {
    /// Whether it is yet to be handed out.
    pub waiting: bool,
    /// The bits, which stay here afterwards.
    pub bits: u32,
}

impl Half {
    /// 32 bits of `next`, or those left from the last time.
    #[inline(always)]
    fn next(&mut self, next: impl FnOnce() -> u64) -> u32 {
        if self.waiting {
            self.waiting = false;
            return self.bits;
        }
        let bits = next();
        *self = Half {
            waiting: true,
            bits: (bits >> 32) as u32,
        };
        bits as u32
    }

    fn words(self) -> [u64; 2] {
        [self.waiting.into(), self.bits.into()]
    }

    fn of_words(waiting: u64, bits: u64) -> Half {
        Half {
            waiting: waiting != 0,
            bits: bits as u32,
        }
    }
}
