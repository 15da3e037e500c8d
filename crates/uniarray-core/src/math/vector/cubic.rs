//! Cube roots without divisions. The bits of a float, as an integer, are nearly a logarithm: a difference of them gives the inverse of the root
//! to a few percent, Householder's steps multiply its digits, and a last step is one of Newton's for the root itself.

/// A root of a type: its name, the type and that of its bits; how far the bits are shifted to become an integer of the mantissa's size; the exponent
/// bits of floats of that size, and their least; 4/3 of the exponent's bias, shifted likewise, less what makes the greatest error least.
macro_rules! roots {
    ($($(#[$doc:meta])* $name:ident: $ty:ident, shift $shift:literal, least $least:literal, start $start:literal;)*) => { $(
        $(#[$doc])*
        #[inline(always)]
        pub(super) fn $name(a: $ty) -> $ty {
            const LEAST: $ty = $least;
            let bits = $ty::from_bits((a.to_bits() >> $shift) | LEAST.to_bits()) - LEAST;
            // The sum is one of those floats again, whose last digit is worth 1.
            let sum = bits.mul_add(-1.0 / 3.0, LEAST + $start);
            let y = $ty::from_bits(sum.to_bits() << $shift);
            // With e = 1 - a y**3 the inverse of the root is y (1 - e)**(-1/3).
            let e = (-a * y).mul_add(y * y, 1.0);
            let series = e.mul_add(e.mul_add(14.0 / 81.0, 2.0 / 9.0), 1.0 / 3.0);
            let y = (y * e).mul_add(series, y);
            let e = (-a * y).mul_add(y * y, 1.0);
            let y = (y * e).mul_add(e.mul_add(2.0 / 9.0, 1.0 / 3.0), y);
            let square = y * y;
            let root = a * square;
            let power = root * root;
            let lost = root.mul_add(root, -power);
            let rest = (-lost).mul_add(root, (-power).mul_add(root, a));
            (rest * square).mul_add(1.0 / 3.0, root)
        }
    )* };
}

roots! {
    /// The cube root of a number from 2**-90 on.
    single: f32, shift 8, least 8388608.0, start 5546650.0;
    /// The cube root of a number from 2**-900 on.
    double: f64, shift 12, least 4503599627370496.0, start 1499592128172925.0;
}
