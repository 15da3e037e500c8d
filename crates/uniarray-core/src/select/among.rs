//! Elements of many arrays, as an index says.

use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Mode;
use crate::index::cell::{Cell, by_cell};
use crate::layout::{View, broadcast_strides, same_shape};

/// Writes to every element of `out` that of the choice whose number stands in `indices`, of int64. All broadcast to the shape of
/// `out`, which the caller has checked, and `out` is C-contiguous and shares no memory with the others.
///
/// # Errors
/// [`Error::Message`] for a number without a choice, where the mode does not allow it.
///
/// # Panics
/// If a dtype or a shape does not fit.
///
/// ```
/// use uniarray_core::{array::Array, dtype::DType, index::Mode, select::choose};
/// let (low, high) = (Array::from_vec(vec![1i8, 2]), Array::from_vec(vec![10i8]));
/// let (indices, out) = (Array::from_vec(vec![1i64, 0]), Array::zeros(DType::INT8, &[2])?);
/// choose(indices.view(), &[low.view(), high.view()], Mode::Raise, out.view())?;
/// assert_eq!(out.to_vec::<i8>(), [10, 2]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn choose(indices: View<'_>, choices: &[View<'_>], mode: Mode, out: View<'_>) -> Result<()> {
    assert_eq!(indices.dtype(), DType::INT64, "indices are int64");
    assert!(
        choices.iter().all(|choice| choice.dtype() == out.dtype()),
        "choosing does not cast"
    );
    assert!(out.is_c_contiguous());
    let count = choices.len() as isize;
    if count == 0 {
        return Err(Error::value("0-length sequence."));
    }
    let sources: Vec<Source> = std::iter::once(&indices)
        .chain(choices)
        .map(|view| Source::new(*view, out.shape()))
        .collect();
    by_cell!(out.dtype().itemsize(), C => {
        let mut index = vec![0isize; out.ndim()];
        for place in 0..out.size() {
            // SAFETY: the index is within the shape to which all broadcast, and the place below the size of the output.
            unsafe {
                let number = sources[0].at(&index, place).cast::<i64>().read_unaligned() as isize;
                let number = match mode {
                    Mode::Raise if !(0..count).contains(&number) => {
                        return Err(Error::value("invalid entry in choice array"));
                    }
                    Mode::Raise => number,
                    Mode::Wrap => number.rem_euclid(count),
                    Mode::Clip => number.clamp(0, count - 1),
                };
                let source = sources[1 + number as usize].at(&index, place);
                C::write(out.data().wrapping_add(place * size_of::<C>()), C::read(source));
            }
            advance(&mut index, out.shape());
        }
    });
    Ok(())
}

/// The next index in C order.
#[inline]
fn advance(index: &mut [isize], shape: &[isize]) {
    for (index, extent) in index.iter_mut().zip(shape).rev() {
        *index += 1;
        if *index < *extent {
            return;
        }
        *index = 0;
    }
}

/// An array as it is read in C order of a shape.
struct Source {
    data: *mut u8,
    itemsize: usize,
    /// `None` where its elements follow each other as those of the shape do.
    strides: Option<crate::layout::Dims>,
}

impl Source {
    fn new(view: View<'_>, shape: &[isize]) -> Source {
        let follows = view.is_c_contiguous() && same_shape(view.shape(), shape);
        let strides = || broadcast_strides(view.shape(), view.strides(), shape).expect("it broadcasts");
        Source {
            data: view.data(),
            itemsize: view.dtype().itemsize(),
            strides: (!follows).then(strides),
        }
    }

    /// The element at an index, which is the one at that place in C order.
    #[inline(always)]
    fn at(&self, index: &[isize], place: usize) -> *mut u8 {
        match &self.strides {
            None => self.data.wrapping_add(place * self.itemsize),
            Some(strides) => {
                let offset = index
                    .iter()
                    .zip(&**strides)
                    .map(|(index, stride)| index * stride)
                    .sum();
                self.data.wrapping_offset(offset)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;

    #[test]
    fn choices_broadcast_and_numbers_out_of_range_follow_the_mode() {
        let indices = Array::from_shape(&[2, 1], vec![0i64, 5]);
        let (row, one) = (
            Array::from_vec(vec![1.5f32, 2.5]),
            Array::from_shape(&[], vec![9.0f32]),
        );
        let out = Array::zeros(DType::FLOAT32, &[2, 2]).unwrap();
        let choices = [row.view(), one.view()];
        assert!(choose(indices.view(), &choices, Mode::Raise, out.view()).is_err());
        choose(indices.view(), &choices, Mode::Clip, out.view()).unwrap();
        assert_eq!(out.to_vec::<f32>(), [1.5, 2.5, 9.0, 9.0]);
        let negative = Array::from_shape(&[], vec![-2i64]);
        choose(negative.view(), &choices, Mode::Wrap, out.view()).unwrap();
        assert_eq!(out.to_vec::<f32>(), [1.5, 2.5, 1.5, 2.5]);
        assert!(choose(negative.view(), &[], Mode::Wrap, out.view()).is_err());
    }
}
