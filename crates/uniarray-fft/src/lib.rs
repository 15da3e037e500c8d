//! Discrete Fourier transforms, by `rustfft`.

use num_complex::Complex;
use rustfft::{FftDirection, FftPlanner};
use std::cell::RefCell;

/// An element's parts: `f32` or `f64`.
pub trait Part: rustfft::FftNum {
    /// Runs `body` with this thread's planner, which keeps what it has planned.
    #[doc(hidden)]
    fn with_planner<R>(body: impl FnOnce(&mut FftPlanner<Self>) -> R) -> R;
}

macro_rules! parts {
    ($($ty:ty)*) => {$(
        impl Part for $ty {
            fn with_planner<R>(body: impl FnOnce(&mut FftPlanner<Self>) -> R) -> R {
                thread_local!(static PLANNER: RefCell<FftPlanner<$ty>> = RefCell::new(FftPlanner::new()));
                PLANNER.with_borrow_mut(body)
            }
        }
    )*};
}

parts! { f32 f64 }

/// Transforms every `length` elements in place: `sum x[k] exp(-2 pi i j k / length)`, or with the other sign for the inverse, times `factor`.
///
/// ```
/// use num_complex::Complex;
/// let mut data = [1.0, 2.0, 3.0, 4.0].map(Complex::from);
/// uniarray_fft::transform(&mut data, 2, false, 1.0);
/// assert_eq!(data, [3.0, -1.0, 7.0, -1.0].map(Complex::from));
/// ```
///
/// # Panics
/// If the slice is not made of whole lines.
pub fn transform<T: Part>(data: &mut [Complex<T>], length: usize, inverse: bool, factor: T) {
    if data.is_empty() {
        return;
    }
    assert!(length > 0 && data.len().is_multiple_of(length), "whole lines");
    let direction = if inverse {
        FftDirection::Inverse
    } else {
        FftDirection::Forward
    };
    T::with_planner(|planner| planner.plan_fft(length, direction)).process(data);
    if factor != T::one() {
        for element in data {
            *element = *element * factor;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_undoes_it_for_all_kinds_of_lengths() {
        for length in [1, 2, 3, 8, 12, 17, 100, 101, 1009] {
            let values: Vec<_> = (0..2 * length)
                .map(|k| Complex::new(k as f64, (k * k % 7) as f64))
                .collect();
            let mut data = values.clone();
            transform(&mut data, length, false, 1.0);
            let sum: Complex<f64> = values[..length].iter().sum();
            assert!((data[0] - sum).norm() <= 1e-9 * sum.norm());
            transform(&mut data, length, true, 1.0 / length as f64);
            assert!(
                data.iter()
                    .zip(&values)
                    .all(|(a, b)| (a - b).norm() < 1e-9 * (1.0 + b.norm()))
            );
        }
    }
}
