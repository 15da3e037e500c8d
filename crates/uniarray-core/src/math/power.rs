//! Real powers.

/// `a` to the power `b`, as C99's `pow`.
#[inline(always)]
pub(crate) fn real<T: Power>(a: T, b: T) -> T {
    a.power(b)
}

/// `f32` or `f64`.
pub(crate) trait Power {
    fn power(self, exponent: Self) -> Self;
}

macro_rules! powers {
    ($($ty:ty),*) => {
        $(impl Power for $ty {
            #[inline(always)]
            fn power(self, exponent: $ty) -> $ty {
                // The usual exponent costs one multiplication, which rounds correctly.
                if exponent == 2.0 { self * self } else { self.powf(exponent) }
            }
        })*
    };
}
powers!(f32, f64);
