//! Evenly spaced elements.

use crate::dispatch;
use crate::dtype::{Bool, C64, C128, Element};
use crate::half::F16;
use crate::layout::View;
use crate::scalar::Scalar;

/// Arithmetic of an arithmetic progression.
trait Progress: Element {
    /// A place, in arithmetic that goes with that of the elements.
    type Place: Copy;

    fn place(place: usize) -> Self::Place;

    /// The place that comes `count` later.
    fn later(place: Self::Place, count: u8) -> Self::Place;

    /// `self + place * (next - self)`, wrapping around in integers.
    fn term(self, next: Self, place: Self::Place) -> Self;
}

/// Places that count as integers, or as float64, which is exact for those of any array: adding to those takes one instruction for several,
/// converting integers does not.
macro_rules! places {
    ($ty:ty) => {
        type Place = $ty;

        #[inline(always)]
        fn place(place: usize) -> $ty {
            place as $ty
        }

        #[inline(always)]
        fn later(place: $ty, count: u8) -> $ty {
            place + count as $ty
        }
    };
}

macro_rules! integers {
    ($($ty:ty)*) => {$(
        impl Progress for $ty {
            places!(usize);

            #[inline(always)]
            fn term(self, next: Self, place: usize) -> Self {
                self.wrapping_add(next.wrapping_sub(self).wrapping_mul(place as $ty))
            }
        }
    )*};
}
integers! { i8 u8 i16 u16 i32 u32 i64 u64 }

macro_rules! floats {
    ($($ty:ty)*) => {$(
        impl Progress for $ty {
            places!(f64);

            #[inline(always)]
            fn term(self, next: Self, place: f64) -> Self {
                self + place as $ty * (next - self)
            }
        }
    )*};
}
floats! { f32 f64 }

impl Progress for F16 {
    places!(f64);

    #[inline(always)]
    fn term(self, next: Self, place: f64) -> Self {
        F16::round(f32::from(self) + place as f32 * (f32::from(next) - f32::from(self))).0
    }
}

macro_rules! complexes {
    ($($ty:ty)*) => {$(
        impl Progress for $ty {
            places!(f64);

            #[inline(always)]
            fn term(self, next: Self, place: f64) -> Self {
                <$ty>::new(self.re.term(next.re, place), self.im.term(next.im, place))
            }
        }
    )*};
}
complexes! { C64 C128 }

impl Progress for Bool {
    places!(usize);

    fn term(self, next: Self, place: usize) -> Self {
        // Truth values are counted to one only.
        if place == 0 { self } else { next }
    }
}

/// Fills a one-dimensional array from its first element and the one after it: element `i` is `first + i * (next - first)`, the
/// difference being rounded to the dtype once, as in NumPy.
///
/// # Panics
/// If `out` has another number of axes than one, or either value is not of its dtype.
///
/// ```
/// use uniarray_core::{array::Array, dtype::DType, scalar::Scalar, spaced::fill_spaced};
/// let out = Array::zeros(DType::FLOAT64, &[4])?;
/// fill_spaced(out.view(), Scalar::Float64(1.0), Scalar::Float64(1.5));
/// assert_eq!(out.to_vec::<f64>(), [1.0, 1.5, 2.0, 2.5]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn fill_spaced(out: View<'_>, first: Scalar, next: Scalar) {
    assert!(
        first.dtype() == out.dtype() && next.dtype() == out.dtype(),
        "values of the array's dtype"
    );
    let ([extent], [step]) = (out.shape(), out.strides()) else {
        panic!("one axis is filled")
    };
    dispatch!(out.dtype().num(), T => {
        let (first, next) = (value::<T>(first), value::<T>(next));
        let extent = *extent as usize;
        let follow = *step == size_of::<T>() as isize;
        // In blocks, of which the compiler makes vectors.
        let blocks = if follow { extent / BLOCK } else { 0 };
        for block in 0..blocks {
            let place = T::place(block * BLOCK);
            let terms: [T; BLOCK] = std::array::from_fn(|count| first.term(next, T::later(place, count as u8)));
            // SAFETY: the block is within the axis, whose elements follow each other.
            unsafe { out.data().cast::<[T; BLOCK]>().add(block).write_unaligned(terms) };
        }
        for place in blocks * BLOCK..extent {
            let at = out.data().wrapping_offset(place as isize * step).cast::<T>();
            // SAFETY: `place` is within the axis.
            unsafe { at.write_unaligned(first.term(next, T::place(place))) };
        }
        // The first two stay as they were given: a negative zero does not survive an addition, and `first + (next - first)`
        // need not be `next`.
        for (place, value) in [first, next].into_iter().enumerate().take(extent) {
            // SAFETY: `place` is within the axis.
            unsafe { out.data().wrapping_offset(place as isize * step).cast::<T>().write_unaligned(value) };
        }
    });
}

/// So many terms are made at a time.
const BLOCK: usize = 8;

/// The scalar as an element of its dtype's Rust type.
fn value<T: Element>(scalar: Scalar) -> T {
    assert_eq!(scalar.dtype().num(), T::TYPE, "the scalar's own type");
    let mut bytes = [0u64; 2];
    // SAFETY: no element has more than 16 bytes, and the one written is a `T`.
    unsafe {
        scalar.write(bytes.as_mut_ptr().cast());
        bytes.as_ptr().cast::<T>().read()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;
    use crate::dtype::{DType, TypeNum};

    #[test]
    fn a_negative_zero_stays_one() {
        let out = Array::zeros(DType::FLOAT64, &[1]).unwrap();
        fill_spaced(out.view(), Scalar::Float64(-0.0), Scalar::Float64(1.0));
        assert!(out.to_vec::<f64>()[0].is_sign_negative());
    }

    #[test]
    fn every_dtype_counts() {
        for dtype in TypeNum::all().map(DType::new) {
            let length = if dtype == DType::BOOL { 2 } else { 40 };
            let out = Array::zeros(dtype, &[length]).unwrap();
            fill_spaced(
                out.view(),
                Scalar::Int8(0).cast(dtype),
                Scalar::Int8(1).cast(dtype),
            );
            for place in 0..length {
                assert_eq!(
                    out.view().get(&[place]),
                    Some(Scalar::Int64(place as i64).cast(dtype)),
                    "{dtype}"
                );
            }
        }
    }

    #[test]
    fn unsigned_integers_count_down() {
        let out = Array::zeros(DType::UINT8, &[4]).unwrap();
        fill_spaced(out.view(), Scalar::UInt8(3), Scalar::UInt8(2));
        assert_eq!(out.to_vec::<u8>(), [3, 2, 1, 0]);
    }

    #[test]
    fn errors_do_not_add_up() {
        let out = Array::zeros(DType::FLOAT64, &[10]).unwrap();
        fill_spaced(out.view(), Scalar::Float64(0.0), Scalar::Float64(0.1));
        assert_eq!(out.view().get(&[3]), Some(Scalar::Float64(3.0 * 0.1)));
    }
}
