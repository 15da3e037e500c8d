//! Looking through arrays: whether and where elements are true, and where the greatest or the least one is.

use crate::c_order::rows;
use crate::dispatch;
use crate::dtype::{Bool, C64, C128, DType, Element};
use crate::error::{Error, Result};
use crate::fold::Fold;
use crate::half::F16;
use crate::layout::{Dims, View, normalize_axis};
use crate::loops::{Block, MAX_OPERANDS};
use crate::math::complex;
use crate::table;

mod abreast;
mod sorted;
mod truth;

pub use sorted::{Side, search_sorted};
pub use truth::{all, any, count_nonzero, nonzero};

/// Elements that are looked at before asking whether to go on.
const STRETCH: isize = 256;

/// Elements that are folded before the next stretch, which is long enough for the fold to be worth its beginning and end.
const FOLDED: isize = 4096;

/// Lines from which on they are looked through side by side.
const SIDE_BY_SIDE: isize = 8;

/// Which element is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extreme {
    /// The first of the least, for `argmin`.
    Least,
    /// The first of the greatest, for `argmax`.
    Greatest,
}

impl Extreme {
    /// NumPy's name of the search.
    pub const fn name(self) -> &'static str {
        match self {
            Extreme::Least => "argmin",
            Extreme::Greatest => "argmax",
        }
    }

    fn ufunc(self) -> &'static str {
        match self {
            Extreme::Least => "minimum",
            Extreme::Greatest => "maximum",
        }
    }
}

/// The place of the extreme element, counted in C order; that of the first NaN if there is one.
///
/// # Errors
/// [`Error::EmptySearch`] if there are no elements.
///
/// ```
/// use uniarray_core::{array::Array, search::{Extreme, find}};
/// let array = Array::from_vec(vec![2.0, 7.0, -1.0, 7.0]);
/// assert_eq!(find(array.view(), Extreme::Greatest)?, 1);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn find(array: View<'_>, extreme: Extreme) -> Result<usize> {
    if array.size() == 0 {
        return Err(Error::EmptySearch { name: extreme.name() });
    }
    let fold = fold_of(array.dtype(), extreme)?;
    Ok(dispatch!(array.dtype().num(), T => find_flat::<T>(array, extreme, &fold)))
}

/// Writes the places of the extreme elements along an axis to an int64 output that has the array's shape without the axis, or with extent 1
/// there.
///
/// # Errors
/// [`Error::AxisOutOfBounds`], and [`Error::EmptySearch`] if the axis has no elements.
///
/// # Panics
/// If the output has another shape or dtype.
pub fn find_along(array: View<'_>, axis: isize, extreme: Extreme, out: View<'_>) -> Result<()> {
    let axis = normalize_axis(axis, array.ndim())?;
    let (extent, step) = (array.shape()[axis], array.strides()[axis]);
    let mut shape = Dims::from_slice(array.shape());
    let mut strides = Dims::from_slice(array.strides());
    shape.remove(axis);
    strides.remove(axis);
    let mut into = Dims::from_slice(out.strides());
    if out.ndim() == array.ndim() {
        assert_eq!(out.shape()[axis], 1, "the axis kept with extent 1");
        into.remove(axis);
    }
    assert_eq!(
        crate::layout::size_of_shape(&shape),
        out.size(),
        "a place per line"
    );
    assert_eq!(out.dtype(), DType::INT64, "places are int64");
    if extent == 0 {
        return Err(Error::EmptySearch { name: extreme.name() });
    }
    let fold = fold_of(array.dtype(), extreme)?;
    dispatch!(array.dtype().num(), T => {
        let side_by_side = abreast::kernel::<T>(extreme);
        rows(&shape, [&*strides, &*into], |[line, place], count, [next, over]| {
            if count >= SIDE_BY_SIDE && next == size_of::<T>().cast_signed() {
                let block = Block {
                    ptrs: [
                        out.data().wrapping_offset(place),
                        array.data().wrapping_offset(line),
                        std::ptr::null_mut(),
                        std::ptr::null_mut(),
                    ],
                    inner: [over, next, 0, 0],
                    outer: [0, step, 0, 0],
                    n: count as usize,
                    m: extent as usize,
                };
                // SAFETY: the block is lines of the caller's view without gaps, and an int64 of the output for each.
                unsafe { side_by_side(&block) };
                return true;
            }
            for i in 0..count {
                let at = array.data().wrapping_offset(line + i * next);
                let (found, _) = find_row::<T>(at, step, extent, extreme, &fold);
                // SAFETY: the output has an int64 for each line.
                unsafe { out.data().wrapping_offset(place + i * over).cast::<i64>().write_unaligned(found as i64) };
            }
            true
        });
    });
    Ok(())
}

/// The fold that finds extremes of a dtype; NaN comes through it.
fn fold_of(dtype: DType, extreme: Extreme) -> Result<Fold> {
    let ufunc = table::find(extreme.ufunc()).ok_or_else(|| Error::type_error("there is no such ufunc"))?;
    ufunc
        .folding(dtype, None)?
        .fold
        .ok_or(Error::NotReducible { method: "reduce" })
}

/// Elements that can be looked for.
trait Ordered: Element {
    fn is_nan(self) -> bool;

    /// Whether `self` is beyond the other.
    fn beats(self, other: Self, extreme: Extreme) -> bool;
}

macro_rules! ordered {
    ($($ty:ty: |$a:ident, $b:ident| $nan:expr, $above:expr;)*) => {
        $(impl Ordered for $ty {
            #[inline(always)]
            fn is_nan(self) -> bool {
                let $a = self;
                $nan
            }

            #[inline(always)]
            fn beats(self, other: $ty, extreme: Extreme) -> bool {
                let ($a, $b) = match extreme {
                    Extreme::Greatest => (self, other),
                    Extreme::Least => (other, self),
                };
                $above
            }
        })*
    };
}

ordered! {
    Bool: |_a, _b| false, _a.get() & !_b.get();
    i8: |_a, _b| false, _a > _b;
    u8: |_a, _b| false, _a > _b;
    i16: |_a, _b| false, _a > _b;
    u16: |_a, _b| false, _a > _b;
    i32: |_a, _b| false, _a > _b;
    u32: |_a, _b| false, _a > _b;
    i64: |_a, _b| false, _a > _b;
    u64: |_a, _b| false, _a > _b;
    F16: |a, b| F16::is_nan(a), a > b;
    f32: |a, b| f32::is_nan(a), a > b;
    f64: |a, b| f64::is_nan(a), a > b;
    C64: |a, b| complex::is_nan(a), complex::above(a, b);
    C128: |a, b| complex::is_nan(a), complex::above(a, b);
}

fn find_flat<T: Ordered>(array: View<'_>, extreme: Extreme, fold: &Fold) -> usize {
    let mut best: Option<(usize, T)> = None;
    let mut before = 0;
    rows(array.shape(), [array.strides()], |[offset], count, [step]| {
        let (place, value) = find_row::<T>(array.data().wrapping_offset(offset), step, count, extreme, fold);
        if value.is_nan() || best.is_none_or(|(_, best)| value.beats(best, extreme)) {
            best = Some((before + place as usize, value));
        }
        before += count as usize;
        !value.is_nan()
    });
    best.map_or(0, |(place, _)| place)
}

/// The extreme of at least one element, and where it is. Stretches are folded by vector code; only the one that holds the
/// extreme is looked through.
fn find_row<T: Ordered>(at: *mut u8, step: isize, count: isize, extreme: Extreme, fold: &Fold) -> (isize, T) {
    // SAFETY: places below `count` are elements of the caller's view.
    let get = |place: isize| unsafe { at.wrapping_offset(place * step).cast::<T>().read_unaligned() };
    let kernel = fold.form(step, size_of::<T>());
    let null = std::ptr::null_mut();
    let (mut best, mut stretch) = (get(0), 0);
    let mut start = 0;
    while start < count {
        let mut value = get(start);
        let block = Block {
            ptrs: [
                (&raw mut value).cast(),
                at.wrapping_offset(start * step),
                null,
                null,
            ],
            inner: [0, step, 0, 0],
            outer: [0; MAX_OPERANDS],
            n: FOLDED.min(count - start) as usize,
            m: 1,
        };
        // SAFETY: a value of `T`, and `n` elements of the caller's view.
        unsafe { kernel(&block) };
        if value.is_nan() {
            let place = (start..count).find(|&place| get(place).is_nan()).unwrap_or(start);
            return (place, value);
        }
        if value.beats(best, extreme) {
            (best, stretch) = (value, start);
        }
        start += FOLDED;
    }
    (
        (stretch..count)
            .find(|&place| get(place) == best)
            .unwrap_or(stretch),
        best,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;
    use crate::cast::copy_into;
    use crate::dtype::TypeNum;
    use crate::error::Casting;

    fn of(num: TypeNum, shape: &[isize], values: Vec<i8>) -> Array {
        let (from, into) = (
            Array::from_shape(shape, values),
            Array::zeros(DType::new(num), shape).unwrap(),
        );
        copy_into(into.view(), from.view(), Casting::Unsafe).unwrap();
        into
    }

    #[test]
    fn one_true_element_is_found_wherever_it_is() {
        for num in TypeNum::all() {
            for length in [1, 5, 256, 257, 600] {
                for place in [0, length / 2, length - 1] {
                    let mut values = vec![0; length];
                    values[place] = 3;
                    let array = of(num, &[length as isize], values.clone());
                    assert!(
                        any(array.view()) && count_nonzero(array.view()) == 1,
                        "{num:?} {length} {place}"
                    );
                    assert_eq!(all(array.view()), length == 1);
                    let out = Array::zeros(DType::INT64, &[1]).unwrap();
                    nonzero(array.view(), &[out.view()]);
                    assert_eq!(out.to_vec::<i64>(), [place as i64]);
                    assert_eq!(find(array.view(), Extreme::Greatest), Ok(place));
                    let none = of(num, &[length as isize], vec![0; length]);
                    assert!(!any(none.view()) && count_nonzero(none.view()) == 0);
                    assert_eq!(find(none.view(), Extreme::Least), Ok(0));
                }
            }
        }
    }

    #[test]
    fn the_first_of_equals_and_the_first_nan_win() {
        for length in [10usize, 300, 4098, 10000] {
            let mut values = vec![1.0f64; length];
            values[length - 3] = 5.0;
            values[length - 1] = 5.0;
            assert_eq!(
                find(Array::from_vec(values.clone()).view(), Extreme::Greatest),
                Ok(length - 3)
            );
            assert_eq!(
                find(Array::from_vec(values.clone()).view(), Extreme::Least),
                Ok(0)
            );
            values[length - 2] = f64::NAN;
            values[length - 1] = f64::NAN;
            assert_eq!(
                find(Array::from_vec(values.clone()).view(), Extreme::Greatest),
                Ok(length - 2)
            );
            assert_eq!(
                find(Array::from_vec(values).view(), Extreme::Least),
                Ok(length - 2)
            );
        }
    }

    #[test]
    fn extremes_along_every_axis() {
        let values: Vec<i8> = (0..60).map(|i| (i * 37 % 101) as i8).collect();
        let array = of(TypeNum::Int16, &[3, 4, 5], values.clone());
        for (axis, step) in [(0, 20), (1, 5), (2, 1)] {
            let extent = array.view().shape()[axis] as usize;
            let shape: Vec<isize> = (0..3)
                .filter(|other| *other != axis)
                .map(|other| array.view().shape()[other])
                .collect();
            let out = Array::zeros(DType::INT64, &shape).unwrap();
            find_along(array.view(), axis as isize, Extreme::Greatest, out.view()).unwrap();
            let starts = (0..60).filter(|place| place / step % extent == 0);
            let expected: Vec<i64> = starts
                .map(|start| {
                    let line: Vec<i8> = (0..extent).map(|i| values[start + i * step]).collect();
                    line.iter()
                        .position(|value| value == line.iter().max().unwrap())
                        .unwrap() as i64
                })
                .collect();
            assert_eq!(out.to_vec::<i64>(), expected, "{axis}");
        }
        assert_eq!(find(array.view(), Extreme::Least), Ok(0));
    }

    #[test]
    fn many_lines_side_by_side_have_the_extremes_of_each() {
        for num in TypeNum::all() {
            for (extent, lines) in [(1, 9), (2, 8), (7, 63), (20, 64), (3, 65), (9, 200)] {
                let value = |row: isize, line: isize| ((row * lines + line) * 37 % 11) as i8 - 5;
                let rows = (0..extent).flat_map(|row| (0..lines).map(move |line| value(row, line)));
                let columns = (0..lines).flat_map(|line| (0..extent).map(move |row| value(row, line)));
                let array = of(num, &[extent, lines], rows.collect());
                let swapped = of(num, &[lines, extent], columns.collect());
                for extreme in [Extreme::Least, Extreme::Greatest] {
                    let [down, along] = [(); 2].map(|()| Array::zeros(DType::INT64, &[lines]).unwrap());
                    find_along(array.view(), 0, extreme, down.view()).unwrap();
                    find_along(swapped.view(), 1, extreme, along.view()).unwrap();
                    assert_eq!(
                        down.to_vec::<i64>(),
                        along.to_vec::<i64>(),
                        "{num:?} {extent} {lines}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_first_nan_of_lines_side_by_side_wins() {
        let (lines, extent) = (70, 5);
        let mut values = vec![1.0; lines * extent];
        for line in 0..lines {
            values[2 * lines + line] = 9.0;
            values[(line % extent) * lines + line] = f64::NAN;
            values[4 * lines + line] = f64::NAN;
        }
        let array = Array::from_shape(&[extent as isize, lines as isize], values);
        let out = Array::zeros(DType::INT64, &[lines as isize]).unwrap();
        find_along(array.view(), 0, Extreme::Greatest, out.view()).unwrap();
        let expected: Vec<i64> = (0..lines).map(|line| (line % extent) as i64).collect();
        assert_eq!(out.to_vec::<i64>(), expected);
    }

    #[test]
    fn nothing_has_no_extreme() {
        let nothing = Array::zeros(DType::INT8, &[0, 3]).unwrap();
        assert_eq!(
            find(nothing.view(), Extreme::Greatest).unwrap_err().to_string(),
            "attempt to get argmax of an empty sequence"
        );
        let out = Array::zeros(DType::INT64, &[3]).unwrap();
        assert!(find_along(nothing.view(), 0, Extreme::Least, out.view()).is_err());
        let empty = Array::zeros(DType::INT64, &[0]).unwrap();
        assert_eq!(
            find_along(nothing.view(), 1, Extreme::Least, empty.view()),
            Ok(())
        );
        assert!(all(nothing.view()) && !any(nothing.view()));
    }

    #[test]
    fn places_of_true_elements_come_in_c_order_also_from_a_transposed_array() {
        let array = of(TypeNum::Float32, &[2, 3], vec![0, 1, 0, 4, 0, 6]);
        // SAFETY: the two axes exchanged.
        let turned = unsafe { array.view().with_layout(array.view().data(), &[3, 2], &[4, 12]) };
        let outs = [
            Array::zeros(DType::INT64, &[3]).unwrap(),
            Array::zeros(DType::INT64, &[3]).unwrap(),
        ];
        nonzero(turned, &[outs[0].view(), outs[1].view()]);
        assert_eq!(
            (outs[0].to_vec::<i64>(), outs[1].to_vec::<i64>()),
            (vec![0, 1, 2], vec![1, 0, 1])
        );
        let point = of(TypeNum::Int8, &[], vec![5]);
        let one = Array::zeros(DType::INT64, &[1]).unwrap();
        nonzero(point.view(), &[one.view()]);
        assert_eq!(one.to_vec::<i64>(), [0]);
    }
}
