//! The common case of one index array of `intp` for the only axis that counts: no list of offsets is made.

use crate::c_order::Rows;
use crate::dtype::DType;
use crate::error::Result;
use crate::index::cell::{Cell, by_cell};
use crate::index::element::checked_index;
use crate::index::positions::Positions;
use crate::layout::View;

/// Positions in one row, and elements of another array in one row beside them.
pub(super) struct Direct {
    index: *const u8,
    index_step: isize,
    count: isize,
    /// Where the axis starts in the array.
    start: *mut u8,
    axis: usize,
    extent: isize,
    stride: isize,
    itemsize: usize,
    other: *mut u8,
    other_step: isize,
}

/// Copies the elements at positions of `intp` to `out`, if all three arrays have one axis, `out` has the positions' length and the array's
/// dtype, and no memory is shared: then there is nothing to plan. `None` for other arrays.
///
/// # Errors
/// [`IndexError::OutOfBounds`](crate::index::IndexError::OutOfBounds); some of `out` may have been written then.
pub fn gather_row(array: View<'_>, index: View<'_>, out: View<'_>) -> Option<Result<()>> {
    Some(Direct::of_row(array, index, out, out)?.gather())
}

/// Writes values to the elements at positions; as [`gather_row`].
///
/// # Errors
/// [`IndexError::OutOfBounds`](crate::index::IndexError::OutOfBounds); nothing has been written then.
pub fn scatter_row(array: View<'_>, index: View<'_>, values: View<'_>) -> Option<Result<()>> {
    Some(Direct::of_row(array, index, values, array)?.scatter())
}

/// So many positions are checked before their elements are read: a loop that only checks vectorises, and the positions are still
/// in the cache when they are used.
const BLOCK: isize = 512;

impl Direct {
    /// `None` where the case is another one. `other` holds elements of the result's shape with the given strides; what is written (the array
    /// or `other`) must not overlap the index array.
    pub(super) fn new(
        array: View<'_>,
        positions: &Positions<'_>,
        other: *mut u8,
        other_strides: &[isize],
        written: View<'_>,
    ) -> Option<Direct> {
        let (index, axis, extent, stride) = positions.single()?;
        if !positions.inner.shape().is_empty() || index.may_overlap(written) {
            return None;
        }
        let rows = Rows::new(index.shape(), [index.strides(), other_strides]);
        if !rows.is_single() {
            return None;
        }
        let [index_step, other_step] = rows.steps();
        Some(Direct {
            index: index.data(),
            index_step,
            count: rows.length(),
            start: array.data().wrapping_offset(positions.inner.offset()),
            axis,
            extent,
            stride,
            itemsize: array.dtype().itemsize(),
            other,
            other_step,
        })
    }

    /// As [`Direct::new`], of arrays that all have one axis.
    fn of_row(array: View<'_>, index: View<'_>, other: View<'_>, written: View<'_>) -> Option<Direct> {
        let (&[extent], &[stride]) = (array.shape(), array.strides()) else {
            return None;
        };
        let (&[count], &[index_step]) = (index.shape(), index.strides()) else {
            return None;
        };
        let (&[length], &[other_step]) = (other.shape(), other.strides()) else {
            return None;
        };
        let fits = length == count && index.dtype() == DType::INTP && other.dtype() == array.dtype();
        if !fits || index.may_overlap(written) || other.may_overlap(array) {
            return None;
        }
        Some(Direct {
            index: index.data(),
            index_step,
            count,
            start: array.data(),
            axis: 0,
            extent,
            stride,
            itemsize: array.dtype().itemsize(),
            other: other.data(),
            other_step,
        })
    }

    /// Copies array elements to the other array.
    ///
    /// # Errors
    /// [`IndexError::OutOfBounds`](crate::index::IndexError::OutOfBounds); the elements before it have been copied, or some of them.
    pub(super) fn gather(&self) -> Result<()> {
        let mut place = 0;
        while place < self.count {
            let end = self.count.min(place + BLOCK);
            self.check(place, end)?;
            by_cell!(self.itemsize, C => {
                for place in place..end {
                    // SAFETY: `place` is within the index array and the other array, and its position has been checked.
                    unsafe { C::write(self.beside(place), C::read(self.element(place))) };
                }
            });
            place = end;
        }
        Ok(())
    }

    /// Copies elements of the other array to the array.
    ///
    /// # Errors
    /// [`IndexError::OutOfBounds`](crate::index::IndexError::OutOfBounds); nothing has been written then.
    pub(super) fn scatter(&self) -> Result<()> {
        self.check(0, self.count)?;
        by_cell!(self.itemsize, C => {
            for place in 0..self.count {
                // SAFETY: as in `gather`.
                unsafe { C::write(self.element(place), C::read(self.beside(place))) };
            }
        });
        Ok(())
    }

    fn check(&self, from: isize, to: isize) -> Result<()> {
        let outside = |place| self.position(place) as usize >= self.extent as usize;
        if !(from..to).fold(false, |found, place| found | outside(place)) {
            return Ok(());
        }
        for place in from..to {
            checked_index(self.given(place), self.axis, self.extent)?;
        }
        Ok(())
    }

    #[inline(always)]
    fn given(&self, place: isize) -> isize {
        // SAFETY: places are below the count, so this lies in the index array.
        unsafe {
            self.index
                .wrapping_offset(place * self.index_step)
                .cast::<isize>()
                .read_unaligned()
        }
    }

    /// The position counted from the front, without a branch.
    #[inline(always)]
    fn position(&self, place: isize) -> isize {
        let given = self.given(place);
        given + (self.extent & (given >> (isize::BITS - 1)))
    }

    #[inline(always)]
    fn element(&self, place: isize) -> *mut u8 {
        self.start.wrapping_offset(self.position(place) * self.stride)
    }

    #[inline(always)]
    fn beside(&self, place: isize) -> *mut u8 {
        self.other.wrapping_offset(place * self.other_step)
    }
}
