//! Normal and exponential distribution by the ziggurat method (G. Marsaglia, W. W. Tsang, J. Stat. Softw. 5(8), 2000).
//!
//! Under the density lie 256 layers of one area. Some bits choose a layer and a point in it, which mostly lies below the density at once (first
//! comparison); else the point is compared with the density itself, or is taken from the tail beyond the lowest layer.

use crate::bits::Bits;
use crate::source::{Draw, Source};
use crate::tables::*;

/// Where the tail of the normal density begins.
const NORMAL_R: f64 = 3.654_152_885_361_009;
const NORMAL_INVERSE_R: f64 = 0.273_661_237_329_758_3;
/// Where the tail of the exponential density begins.
const EXPONENTIAL_R: f64 = 7.697_117_470_131_05;

/// Normally distributed with mean 0 and variance 1.
#[inline(always)]
pub fn standard_normal<B: Bits>(bits: &mut B) -> f64 {
    loop {
        let random = bits.next_u64();
        let layer = (random & 0xFF) as usize;
        let part = (random >> 9) & 0x000F_FFFF_FFFF_FFFF;
        let size = part as f64 * NORMAL_W[layer];
        let x = if random & 0x100 != 0 { -size } else { size };
        if part < NORMAL_K[layer] {
            return x;
        }
        if let Some(x) = rarely_normal(bits, layer, part, x) {
            return x;
        }
    }
}

#[inline(never)]
fn rarely_normal<B: Bits>(bits: &mut B, layer: usize, part: u64, x: f64) -> Option<f64> {
    if layer == 0 {
        loop {
            let beyond = -NORMAL_INVERSE_R * (-bits.next_f64()).ln_1p();
            let y = -(-bits.next_f64()).ln_1p();
            if y + y > beyond * beyond {
                let x = NORMAL_R + beyond;
                return Some(if (part >> 8) & 1 == 1 { -x } else { x });
            }
        }
    }
    let height = (NORMAL_F[layer - 1] - NORMAL_F[layer]) * bits.next_f64() + NORMAL_F[layer];
    (height < (-0.5 * x * x).exp()).then_some(x)
}

/// As [`standard_normal`], in single precision.
#[inline(always)]
pub fn standard_normal_f32<B: Bits>(bits: &mut B) -> f32 {
    loop {
        let random = bits.next_u32();
        let layer = (random & 0xFF) as usize;
        let part = random >> 9;
        let size = part as f32 * NORMAL_W_F32[layer];
        let x = if random & 0x100 != 0 { -size } else { size };
        if part < NORMAL_K_F32[layer] {
            return x;
        }
        if let Some(x) = rarely_normal_f32(bits, layer, part, x) {
            return x;
        }
    }
}

#[inline(never)]
fn rarely_normal_f32<B: Bits>(bits: &mut B, layer: usize, part: u32, x: f32) -> Option<f32> {
    if layer == 0 {
        loop {
            let beyond = -(NORMAL_INVERSE_R as f32) * (-bits.next_f32()).ln_1p();
            let y = -(-bits.next_f32()).ln_1p();
            if y + y > beyond * beyond {
                let x = NORMAL_R as f32 + beyond;
                return Some(if (part >> 8) & 1 == 1 { -x } else { x });
            }
        }
    }
    let height = (NORMAL_F_F32[layer - 1] - NORMAL_F_F32[layer]) * bits.next_f32() + NORMAL_F_F32[layer];
    let wide = f64::from(x);
    (f64::from(height) < (-0.5 * wide * wide).exp()).then_some(x)
}

/// Exponentially distributed with mean 1.
#[inline(always)]
pub fn standard_exponential<B: Bits>(bits: &mut B) -> f64 {
    loop {
        let random = bits.next_u64() >> 3;
        let layer = (random & 0xFF) as usize;
        let part = random >> 8;
        let x = part as f64 * EXPONENTIAL_W[layer];
        if part < EXPONENTIAL_K[layer] {
            return x;
        }
        if let Some(x) = rarely_exponential(bits, layer, x) {
            return x;
        }
    }
}

#[inline(never)]
fn rarely_exponential<B: Bits>(bits: &mut B, layer: usize, x: f64) -> Option<f64> {
    if layer == 0 {
        return Some(EXPONENTIAL_R - (-bits.next_f64()).ln_1p());
    }
    let height = (EXPONENTIAL_F[layer - 1] - EXPONENTIAL_F[layer]) * bits.next_f64() + EXPONENTIAL_F[layer];
    (height < (-x).exp()).then_some(x)
}

/// As [`standard_exponential`], in single precision.
#[inline(always)]
pub fn standard_exponential_f32<B: Bits>(bits: &mut B) -> f32 {
    loop {
        let random = bits.next_u32() >> 1;
        let layer = (random & 0xFF) as usize;
        let part = random >> 8;
        let x = part as f32 * EXPONENTIAL_W_F32[layer];
        if part < EXPONENTIAL_K_F32[layer] {
            return x;
        }
        if let Some(x) = rarely_exponential_f32(bits, layer, x) {
            return x;
        }
    }
}

#[inline(never)]
fn rarely_exponential_f32<B: Bits>(bits: &mut B, layer: usize, x: f32) -> Option<f32> {
    if layer == 0 {
        return Some(EXPONENTIAL_R as f32 - (-bits.next_f32()).ln_1p());
    }
    let (above, below) = (EXPONENTIAL_F_F32[layer - 1], EXPONENTIAL_F_F32[layer]);
    let height = (above - below) * bits.next_f32() + below;
    (height < (-x).exp()).then_some(x)
}

macro_rules! fills {
    ($($(#[$doc:meta])* $name:ident $type:ty = |$bits:ident| $draw:expr;)*) => {$(
        $(#[$doc])*
        pub fn $name(source: &mut Source, out: &mut [$type]) {
            struct Each;
            impl Draw<$type> for Each {
                #[inline(always)]
                fn draw<B: Bits>(&self, $bits: &mut B) -> $type {
                    $draw
                }
            }
            source.fill(out, Each);
        }
    )*};
}

fills! {
    /// Uniformly in `[0, 1)`.
    uniform_fill f64 = |bits| bits.next_f64();
    /// Uniformly in `[0, 1)`.
    uniform_fill_f32 f32 = |bits| bits.next_f32();
    /// See [`standard_normal`].
    normal_fill f64 = |bits| standard_normal(bits);
    /// See [`standard_normal_f32`].
    normal_fill_f32 f32 = |bits| standard_normal_f32(bits);
    /// See [`standard_exponential`].
    exponential_fill f64 = |bits| standard_exponential(bits);
    /// See [`standard_exponential_f32`].
    exponential_fill_f32 f32 = |bits| standard_exponential_f32(bits);
    /// Exponentially distributed, by the inverse of the distribution function.
    inverse_exponential_fill f64 = |bits| -(-bits.next_f64()).ln_1p();
    /// As [`inverse_exponential_fill`], rounded to single precision at the end.
    inverse_exponential_fill_f32 f32 = |bits| -(-f64::from(bits.next_f32())).ln_1p() as f32;
}
