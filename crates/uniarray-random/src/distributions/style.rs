//! The two generations of normal and exponential numbers, from which others are made.

use super::ziggurat;
use crate::bits::Bits;
use crate::source::Source;

/// Where standard numbers come from.
pub trait Style {
    /// Whether a parameter that is NaN leaves the generator as it is.
    const NAN_DRAWS_NOTHING: bool;
    /// Normally distributed with mean 0 and variance 1.
    fn normal(source: &mut Source) -> f64;
    /// Exponentially distributed with mean 1.
    fn exponential(source: &mut Source) -> f64;
}

/// By ziggurats.
pub enum Modern {}

impl Style for Modern {
    const NAN_DRAWS_NOTHING: bool = true;

    #[inline]
    fn normal(source: &mut Source) -> f64 {
        ziggurat::standard_normal(&mut source.engine)
    }

    #[inline]
    fn exponential(source: &mut Source) -> f64 {
        ziggurat::standard_exponential(&mut source.engine)
    }
}

/// As `RandomState` has them, whose streams never change: the polar method (G. Marsaglia, T. A. Bray, *A convenient method for generating normal
/// variables*, SIAM Review 6, 1964) and the inverse of the distribution function.
pub enum Legacy {}

impl Style for Legacy {
    const NAN_DRAWS_NOTHING: bool = false;

    fn normal(source: &mut Source) -> f64 {
        if let Some(kept) = source.gauss.take() {
            return kept;
        }
        loop {
            let x = 2.0 * source.next_f64() - 1.0;
            let y = 2.0 * source.next_f64() - 1.0;
            let square = x * x + y * y;
            if square < 1.0 && square != 0.0 {
                let factor = (-2.0 * square.ln() / square).sqrt();
                source.gauss = Some(factor * x);
                return factor * y;
            }
        }
    }

    fn exponential(source: &mut Source) -> f64 {
        -(1.0 - source.next_f64()).ln()
    }
}
