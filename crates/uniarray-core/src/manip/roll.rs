//! Elements moved along axes, around the end.

use crate::cast::copy_into;
use crate::error::{Casting, Result};
use crate::layout::{Dims, View, normalize_axis};
use crate::manip::ShapeError;
use crate::window::Window;

/// How far elements move along each axis.
///
/// ```
/// use uniarray_core::{array::Array, dtype::DType, manip::roll_axes};
/// let array = Array::from_vec(vec![1u8, 2, 3]);
/// let out = Array::zeros(DType::UINT8, &[3])?;
/// roll_axes(array.view(), &[1], &[0])?.execute(array.view(), out.view())?;
/// assert_eq!(out.to_vec::<u8>(), [3, 1, 2]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Roll {
    /// For each axis a shift of at least zero and below the extent.
    shifts: Dims,
}

/// Plans `roll` along axes; a shift or an axis stands for as many as the other list has, and an axis that comes twice adds
/// its shifts. (`roll` without an axis is that of the flattened array.)
///
/// # Errors
/// [`Error::AxisOutOfBounds`](crate::error::Error::AxisOutOfBounds), [`ShapeError::Arguments`].
pub fn roll_axes(view: View<'_>, shifts: &[isize], axes: &[isize]) -> Result<Roll> {
    // NumPy looks at all the axes before it looks at the shifts.
    for axis in axes {
        normalize_axis(*axis, view.ndim())?;
    }
    let pairs = match (shifts.len(), axes.len()) {
        (1, count) | (count, 1) => count,
        (count, axes) if count == axes => count,
        (first_len, second_len) => {
            let (first, second) = (0, 1);
            return Err(ShapeError::Arguments {
                first,
                first_len,
                second,
                second_len,
            }
            .into());
        }
    };
    let mut total = Dims::filled(0, view.ndim());
    for (shift, axis) in shifts.iter().cycle().zip(axes.iter().cycle()).take(pairs) {
        let axis = normalize_axis(*axis, view.ndim())?;
        let extent = view.shape()[axis].max(1);
        // In 128 bits: two shifts below an extent may add up to more than isize holds.
        total[axis] = (total[axis] as i128 + *shift as i128).rem_euclid(extent as i128) as isize;
    }
    Ok(Roll { shifts: total })
}

impl Roll {
    /// Writes the rolled elements of `array` to `out`, an array of the same shape and dtype that shares no memory with it.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`](crate::error::Error::OutOfMemory), should the two overlap all the same; the result is not the rolled array
    /// then.
    ///
    /// # Panics
    /// If the shapes are not the one the roll was planned for, or the dtypes differ.
    pub fn execute(&self, array: View<'_>, out: View<'_>) -> Result<()> {
        assert_eq!(array.dtype(), out.dtype(), "rolling does not cast");
        for (from, into) in self.blocks(array, out) {
            // SAFETY: the windows were made for these two.
            copy_into(unsafe { into.of(out) }, unsafe { from.of(array) }, Casting::No)?;
        }
        Ok(())
    }

    /// The blocks that keep together: windows (from, into), at most two per axis that rolls.
    fn blocks(&self, array: View<'_>, out: View<'_>) -> Vec<(Window, Window)> {
        assert_eq!(array.shape(), out.shape(), "a roll keeps the shape");
        assert_eq!(
            array.ndim(),
            self.shifts.len(),
            "the shape the roll was planned for"
        );
        if array.size() == 0 {
            return Vec::new();
        }
        let mut blocks = vec![(Window::whole(array), Window::whole(out))];
        for (axis, (&shift, &extent)) in self.shifts.iter().zip(array.shape()).enumerate() {
            assert!(shift == 0 || shift < extent, "the shape the roll was planned for");
            if shift == 0 {
                continue;
            }
            let split = |(from, into): &(Window, Window), start: isize, end: isize, to: isize| {
                (
                    part(from, axis, start, end - start),
                    part(into, axis, to, end - start),
                )
            };
            blocks = blocks
                .iter()
                .flat_map(|block| {
                    [
                        split(block, 0, extent - shift, shift),
                        split(block, extent - shift, extent, 0),
                    ]
                })
                .collect();
        }
        blocks
    }
}

/// `count` elements along an axis from `start`.
fn part(window: &Window, axis: usize, start: isize, count: isize) -> Window {
    let mut shape = Dims::from_slice(window.shape());
    shape[axis] = count;
    let offset = window.offset() + start * window.strides()[axis];
    Window::new(offset, shape, Dims::from_slice(window.strides()))
}
