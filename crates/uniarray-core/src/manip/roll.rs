//! Elements moved along axes, around the end.

use crate::error::Result;
use crate::layout::{Dims, View, normalize_axis};
use crate::manip::ShapeError;
use crate::window::Window;

/// How far elements move along each axis.
///
/// ```
/// use uniarray_core::{array::Array, manip::roll_axes};
/// let array = Array::from_vec(vec![1u8, 2, 3]);
/// let roll = roll_axes(array.view(), &[1], &[0])?;
/// let moves: Vec<_> = roll.moves(array.view(), array.view()).map(|(from, into)| (from.offset(), into.offset())).collect();
/// assert_eq!(moves, [(0, 1), (2, 0)]);
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
    let (counts, pairs) = ((shifts.len(), axes.len()), shifts.len().max(axes.len()));
    if counts.0 != counts.1 && counts.0 != 1 && counts.1 != 1 {
        let (first_len, second_len) = counts;
        return Err(ShapeError::Arguments {
            first: 0,
            first_len,
            second: 1,
            second_len,
        }
        .into());
    }
    let pairs = if counts.0 == 0 || counts.1 == 0 { 0 } else { pairs };
    // NumPy looks at all the axes before it looks at the shifts.
    let mut total = Dims::filled(0, view.ndim());
    for axis in axes {
        normalize_axis(*axis, view.ndim())?;
    }
    for pair in 0..pairs {
        let axis = normalize_axis(axes[if counts.1 == 1 { 0 } else { pair }], view.ndim())?;
        let shift = shifts[if counts.0 == 1 { 0 } else { pair }];
        let extent = view.shape()[axis].max(1);
        // In 128 bits: two shifts below an extent may add up to more than isize holds.
        total[axis] = (total[axis] as i128 + shift as i128).rem_euclid(extent as i128) as isize;
    }
    Ok(Roll { shifts: total })
}

impl Roll {
    /// The blocks that are copied from `view` into `out`: pairs of windows (from, into), at most two per axis that rolls.
    ///
    /// # Panics
    /// If the shapes are not the one the roll was planned for.
    pub fn moves(&self, view: View<'_>, out: View<'_>) -> impl Iterator<Item = (Window, Window)> {
        assert_eq!(view.shape(), out.shape(), "a roll keeps the shape");
        assert_eq!(
            view.ndim(),
            self.shifts.len(),
            "the shape the roll was planned for"
        );
        let mut blocks = vec![(Window::whole(view), Window::whole(out))];
        for (axis, (&shift, &extent)) in self.shifts.iter().zip(view.shape()).enumerate() {
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
        if view.size() == 0 {
            blocks.clear();
        }
        blocks.into_iter()
    }
}

/// `count` elements along an axis from `start`.
fn part(window: &Window, axis: usize, start: isize, count: isize) -> Window {
    let mut shape = Dims::from_slice(window.shape());
    shape[axis] = count;
    let offset = window.offset() + start * window.strides()[axis];
    Window::new(offset, shape, Dims::from_slice(window.strides()))
}
