//! `repeat`: every element along an axis so many times.

use crate::cast::copy_into;
use crate::dtype::DType;
use crate::error::{Casting, Error, Result};
use crate::index::cell::{Cell, by_cell};
use crate::layout::{Dims, View, normalize_axis, size_of_shape};

/// How often each element along an axis is repeated.
#[derive(Debug)]
pub struct Repeats {
    axis: usize,
    counts: Counts,
    shape: Dims,
}

#[derive(Debug)]
enum Counts {
    Same(isize),
    Each(Vec<isize>),
}

impl Repeats {
    /// Reads the counts, of int64: one for all, or one for every element along the axis.
    ///
    /// # Errors
    /// [`Error::AxisOutOfBounds`]; [`Error::Message`] for negative counts, for another number of them, and for more elements than can be counted.
    ///
    /// # Panics
    /// If the counts are not int64 or have several axes.
    pub fn new(array: View<'_>, counts: View<'_>, axis: isize) -> Result<Repeats> {
        assert!(
            counts.dtype() == DType::INT64 && counts.ndim() <= 1,
            "counts are a list of int64"
        );
        let axis = normalize_axis(axis, array.ndim())?;
        let extent = array.shape()[axis];
        let step = counts.strides().first().copied().unwrap_or(0);
        // SAFETY: the places are within the counts, which are int64.
        let count = |place: isize| unsafe {
            counts
                .data()
                .wrapping_offset(place * step)
                .cast::<i64>()
                .read_unaligned() as isize
        };
        let (counts, total) = if counts.ndim() == 0 || counts.shape() == [1] {
            let count = count(0);
            // Nothing is repeated even a negative number of times, as in NumPy.
            if count < 0 && extent > 0 {
                return Err(Error::NegativeDimension);
            }
            let count = count.max(0);
            (Counts::Same(count), extent.checked_mul(count))
        } else {
            if counts.shape()[0] != extent {
                let text = format!(
                    "operands could not be broadcast together with shape ({extent},) ({},)",
                    counts.shape()[0]
                );
                return Err(Error::value(text));
            }
            let each: Vec<isize> = (0..extent).map(count).collect();
            if each.iter().any(|&count| count < 0) {
                return Err(Error::value("repeats may not contain negative values."));
            }
            let total = each
                .iter()
                .try_fold(0isize, |total, &count| total.checked_add(count));
            (Counts::Each(each), total)
        };
        let mut shape = Dims::from_slice(array.shape());
        shape[axis] = total.ok_or(Error::TooBig)?;
        Ok(Repeats { axis, counts, shape })
    }

    /// Shape of the result.
    pub fn shape(&self) -> &[isize] {
        &self.shape
    }

    /// Writes the result to an output of its shape, which shares no memory with the array that the repeats were made for.
    ///
    /// # Errors
    /// [`Error::Cast`] if the dtypes differ.
    ///
    /// ```
    /// use uniarray_core::{array::Array, dtype::DType, manip::Repeats};
    /// let (array, counts) = (Array::from_vec(vec![7u8, 8]), Array::from_vec(vec![1i64, 3]));
    /// let repeats = Repeats::new(array.view(), counts.view(), 0)?;
    /// let out = Array::zeros(DType::UINT8, repeats.shape())?;
    /// repeats.write(array.view(), out.view())?;
    /// assert_eq!(out.to_vec::<u8>(), [7, 8, 8, 8]);
    /// # Ok::<(), uniarray_core::error::Error>(())
    /// ```
    pub fn write(&self, array: View<'_>, out: View<'_>) -> Result<()> {
        assert_eq!(out.shape(), &*self.shape, "the shape of the result");
        let (step, over) = (array.strides()[self.axis], out.strides()[self.axis]);
        let part = |view: View<'_>| {
            let (mut shape, mut strides) = (Dims::from_slice(view.shape()), Dims::from_slice(view.strides()));
            shape.remove(self.axis);
            strides.remove(self.axis);
            (shape, strides)
        };
        let ((mut shape, mut from), (_, mut into)) = (part(array), part(out));
        if let Counts::Same(count) = self.counts {
            // All at once: the element's axis, and beside it one along which it stays.
            let extent = array.shape()[self.axis];
            for (dims, [outer, inner]) in [
                (&mut shape, [extent, count]),
                (&mut from, [step, 0]),
                (&mut into, [over * count, over]),
            ] {
                dims.insert(self.axis, inner);
                dims.insert(self.axis, outer);
            }
            return copy(array, (array.data(), &from), out, (out.data(), &into), &shape);
        }
        let Counts::Each(counts) = &self.counts else {
            return Ok(());
        };
        if size_of_shape(&shape) == 1 {
            let itemsize = array.dtype().itemsize();
            by_cell!(itemsize, C => single_elements::<C>(counts, (array.data(), step), (out.data(), over)));
            return Ok(());
        }
        shape.insert(self.axis, 0);
        from.insert(self.axis, 0);
        into.insert(self.axis, over);
        let mut end = out.data();
        for (&count, place) in counts.iter().zip(0..) {
            shape[self.axis] = count;
            let start = array.data().wrapping_offset(place * step);
            copy(array, (start, &from), out, (end, &into), &shape)?;
            end = end.wrapping_offset(count * over);
        }
        Ok(())
    }
}

/// Each element of a line so many times to the next places of another line, which has room for all.
fn single_elements<C: Cell>(
    counts: &[isize],
    (from, step): (*mut u8, isize),
    (into, over): (*mut u8, isize),
) {
    let mut end = into;
    for (&count, place) in counts.iter().zip(0..) {
        // SAFETY: a count per element of the array, and together they are the extent of the output.
        unsafe {
            let value = C::read(from.wrapping_offset(place * step));
            for _ in 0..count {
                C::write(end, value);
                end = end.wrapping_offset(over);
            }
        }
    }
}

/// Copies part of an array to part of an output.
fn copy(
    array: View<'_>,
    (from, steps): (*mut u8, &[isize]),
    out: View<'_>,
    (into, strides): (*mut u8, &[isize]),
    shape: &[isize],
) -> Result<()> {
    if shape.contains(&0) {
        return Ok(());
    }
    // SAFETY: elements of the array, some of them again and again, and as many of the output's, where their counts add up to its extent.
    let (from, into) = unsafe {
        (
            array.with_layout(from, shape, steps),
            out.with_layout(into, shape, strides),
        )
    };
    copy_into(into, from, Casting::No).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;

    #[test]
    fn every_axis_repeats_by_one_count_or_several() {
        let array = Array::from_shape(&[2, 2], vec![1i32, 2, 3, 4]);
        let repeated = |counts: Vec<i64>, axis| {
            let counts = Array::from_vec(counts);
            let repeats = Repeats::new(array.view(), counts.view(), axis).unwrap();
            let out = Array::zeros(DType::INT32, repeats.shape()).unwrap();
            repeats.write(array.view(), out.view()).unwrap();
            out.to_vec::<i32>()
        };
        assert_eq!(repeated(vec![2], 0), [1, 2, 1, 2, 3, 4, 3, 4]);
        assert_eq!(repeated(vec![2], 1), [1, 1, 2, 2, 3, 3, 4, 4]);
        assert_eq!(repeated(vec![0, 2], 0), [3, 4, 3, 4]);
        assert_eq!(repeated(vec![1, 2], 1), [1, 2, 2, 3, 4, 4]);
        assert_eq!(repeated(vec![0], 1), []);
        let line = Array::from_vec(vec![7u16, 8, 9]);
        let repeats = Repeats::new(line.view(), Array::from_vec(vec![2i64, 0, 3]).view(), 0).unwrap();
        let out = Array::zeros(DType::UINT16, repeats.shape()).unwrap();
        repeats.write(line.view(), out.view()).unwrap();
        assert_eq!(out.to_vec::<u16>(), [7, 7, 9, 9, 9]);
    }

    #[test]
    fn counts_that_do_not_fit_are_refused() {
        let array = Array::from_vec(vec![1u8, 2]);
        let text = |counts: Vec<i64>| {
            let counts = Array::from_vec(counts);
            Repeats::new(array.view(), counts.view(), 0)
                .unwrap_err()
                .to_string()
        };
        assert_eq!(text(vec![1, -1]), "repeats may not contain negative values.");
        assert_eq!(
            text(vec![1, 1, 1]),
            "operands could not be broadcast together with shape (2,) (3,)"
        );
        assert_eq!(text(vec![-1]), "negative dimensions are not allowed");
    }
}
