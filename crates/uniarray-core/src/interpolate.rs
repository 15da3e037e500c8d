//! Values between points of a line, NumPy's `interp`.

use crate::c_order::rows;
use crate::dtype::{C128, DType, Element};
use crate::layout::{View, same_shape};
use num_complex::Complex;

/// What is interpolated: a real or a complex number, part by part.
trait Value: Element {
    /// Applies a function of two numbers to the parts.
    fn each(self, other: Self, function: impl Fn(f64, f64) -> f64) -> Self;

    /// A number without an imaginary part.
    fn real(value: f64) -> Self;
}

impl Value for f64 {
    #[inline(always)]
    fn each(self, other: f64, function: impl Fn(f64, f64) -> f64) -> f64 {
        function(self, other)
    }

    #[inline(always)]
    fn real(value: f64) -> f64 {
        value
    }
}

impl Value for C128 {
    #[inline(always)]
    fn each(self, other: C128, function: impl Fn(f64, f64) -> f64) -> C128 {
        Complex::new(function(self.re, other.re), function(self.im, other.im))
    }

    #[inline(always)]
    fn real(value: f64) -> C128 {
        Complex::new(value, 0.0)
    }
}

/// Writes for every `x`, of float64, the value on the lines that join the points `(xp, fp)`. The coordinates, of float64, increase;
/// the values are of float64 or complex128, as `ends` (one value beyond each end) and `out` are, which has the shape of `x`.
///
/// # Panics
/// If dtypes or shapes are others, or there is no point.
///
/// ```
/// use uniarray_core::{array::Array, dtype::DType, interpolate::interpolate};
/// let (x, out) = (Array::from_vec(vec![0.0, 1.5]), Array::zeros(DType::FLOAT64, &[2])?);
/// let (xp, fp) = (Array::from_vec(vec![1.0, 2.0]), Array::from_vec(vec![10.0, 20.0]));
/// interpolate(x.view(), xp.view(), fp.view(), fp.view(), out.view());
/// assert_eq!(out.to_vec::<f64>(), [10.0, 15.0]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn interpolate(x: View<'_>, xp: View<'_>, fp: View<'_>, ends: View<'_>, out: View<'_>) {
    assert!(
        x.dtype() == DType::FLOAT64 && xp.dtype() == DType::FLOAT64,
        "coordinates are float64"
    );
    assert!(fp.dtype() == out.dtype() && ends.dtype() == out.dtype() && ends.shape() == [2]);
    assert!(
        same_shape(x.shape(), out.shape()) && xp.ndim() == 1 && xp.shape() == fp.shape() && xp.size() > 0
    );
    match out.dtype() {
        DType::FLOAT64 => lines::<f64>(x, xp, fp, ends, out),
        DType::COMPLEX128 => lines::<C128>(x, xp, fp, ends, out),
        other => panic!("values of {other} are not interpolated"),
    }
}

/// The elements of a one-dimensional array.
fn elements<T: Element>(array: View<'_>) -> Vec<T> {
    let (data, step) = (array.data(), array.strides()[0]);
    // SAFETY: the places are within the array, whose elements are `T`s.
    let read = |place: isize| unsafe { data.wrapping_offset(place * step).cast::<T>().read_unaligned() };
    (0..array.shape()[0]).map(read).collect()
}

fn lines<T: Value>(x: View<'_>, xp: View<'_>, fp: View<'_>, ends: View<'_>, out: View<'_>) {
    let (xp, fp, ends) = (elements::<f64>(xp), elements::<T>(fp), elements::<T>(ends));
    let last = xp.len() - 1;
    let mut guess = 0;
    rows(
        x.shape(),
        [x.strides(), out.strides()],
        |[start, into], count, [step, over]| {
            for i in 0..count {
                // SAFETY: the rows stay within `x`, which is float64.
                let at = unsafe {
                    x.data()
                        .wrapping_offset(start + i * step)
                        .cast::<f64>()
                        .read_unaligned()
                };
                // A lone point has a value for all that is not beyond it, NaN among them.
                let value = if at.is_nan() && last > 0 {
                    T::real(at)
                } else if at < xp[0] {
                    ends[0]
                } else if at > xp[last] {
                    ends[1]
                } else {
                    // Neighbours are often on the same line, or on the next one.
                    if !(xp[guess] <= at && (guess == last || at < xp[guess + 1])) {
                        guess = xp.partition_point(|&point| point <= at).saturating_sub(1);
                    }
                    if guess == last || xp[guess] == at {
                        fp[guess]
                    } else {
                        on_line(at, &xp[guess..], &fp[guess..])
                    }
                };
                // SAFETY: the output has a `T` for each `x`.
                unsafe {
                    out.data()
                        .wrapping_offset(into + i * over)
                        .cast::<T>()
                        .write_unaligned(value)
                };
            }
            true
        },
    );
}

/// The value at a place between the first two points. From the first one; where infinity gets in the way, from the second; and where the line is
/// level, the level.
fn on_line<T: Value>(at: f64, xp: &[f64], fp: &[T]) -> T {
    let slope = fp[0].each(fp[1], |low, high| (high - low) / (xp[1] - xp[0]));
    let mut value = slope.each(fp[0], |slope, low| slope * (at - xp[0]) + low);
    let again = slope.each(fp[1], |slope, high| slope * (at - xp[1]) + high);
    let level = fp[0].each(fp[1], |low, high| if low == high { low } else { f64::NAN });
    for other in [again, level] {
        value = value.each(other, |value, other| if value.is_nan() { other } else { value });
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;

    fn at(x: Vec<f64>, xp: Vec<f64>, fp: Vec<f64>) -> Vec<f64> {
        let ends = Array::from_vec(vec![-1.0, -2.0]);
        let out = Array::zeros(DType::FLOAT64, &[x.len() as isize]).unwrap();
        let [x, xp, fp] = [x, xp, fp].map(Array::from_vec);
        interpolate(x.view(), xp.view(), fp.view(), ends.view(), out.view());
        out.to_vec()
    }

    #[test]
    fn points_lines_and_what_is_beyond() {
        let found = at(
            vec![0.0, 1.0, 1.5, 3.0, 3.5, 2.5, 1.25],
            vec![1.0, 2.0, 3.0],
            vec![10.0, 20.0, 40.0],
        );
        assert_eq!(found, [-1.0, 10.0, 15.0, 40.0, -2.0, 30.0, 12.5]);
        assert!(at(vec![f64::NAN], vec![1.0, 2.0], vec![1.0, 2.0])[0].is_nan());
        assert_eq!(at(vec![f64::NAN], vec![1.0], vec![5.0]), [5.0]);
        assert_eq!(at(vec![0.0, 1.0, 2.0], vec![1.0], vec![7.0]), [-1.0, 7.0, -2.0]);
    }

    #[test]
    fn infinite_values_and_steps_at_one_place() {
        let infinity = f64::INFINITY;
        assert_eq!(
            at(vec![1.5], vec![1.0, 2.0], vec![infinity, infinity]),
            [infinity]
        );
        assert_eq!(at(vec![1.5], vec![1.0, 2.0], vec![0.0, infinity]), [infinity]);
        assert_eq!(
            at(vec![1.0, 1.5], vec![1.0, 1.0, 2.0], vec![0.0, 4.0, 6.0]),
            [4.0, 5.0]
        );
    }

    #[test]
    fn complex_values() {
        let (x, out) = (
            Array::from_shape(&[], vec![1.5]),
            Array::zeros(DType::COMPLEX128, &[]).unwrap(),
        );
        let (xp, fp) = (
            Array::from_vec(vec![1.0, 2.0]),
            Array::from_vec(vec![C128::new(0.0, 2.0), C128::new(1.0, 4.0)]),
        );
        interpolate(x.view(), xp.view(), fp.view(), fp.view(), out.view());
        assert_eq!(out.to_vec::<C128>(), [C128::new(0.5, 3.0)]);
    }
}
