//! The common case of one index array of `intp` for the only axis that counts: no list of offsets is made.

use crate::c_order::Rows;
use crate::dtype::DType;
use crate::error::Result;
use crate::index::Mode;
use crate::index::cell::{Cell, by_cell};
use crate::index::element::checked_index;
use crate::index::positions::Positions;
use crate::layout::View;

/// Positions in one row, and elements of another array in one row beside them.
pub(crate) struct Direct {
    index: *const u8,
    index_step: isize,
    count: isize,
    /// Where the axis starts in the array.
    start: *mut u8,
    /// How many bytes behind the array's first element that is.
    first: isize,
    axis: usize,
    extent: isize,
    stride: isize,
    mode: Mode,
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

/// What an index array gives, as far as it has been checked.
enum Given {
    /// Positions.
    FromFront,
    /// Positions, or negative numbers that count from the end.
    FromBothEnds,
    /// Anything, of which the nearest position is meant.
    Clipped,
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
        let (index, axis, extent, stride, mode) = positions.single()?;
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
            first: positions.inner.offset(),
            axis,
            extent,
            stride,
            mode,
            itemsize: array.dtype().itemsize(),
            other,
            other_step,
        })
    }

    /// The positions alone, for an array that is written.
    pub(super) fn for_offsets(array: View<'_>, positions: &Positions<'_>) -> Option<Direct> {
        let (index, ..) = positions.single()?;
        let strides = index.strides();
        Direct::new(array, positions, array.data(), strides, array)
    }

    /// Calls `each` with how many bytes behind the array's first element those at the positions lie, in pieces, and with how many
    /// positions came before. They have been checked.
    pub(super) fn offsets(&self, mut each: impl FnMut(usize, &[isize])) {
        let mut offsets = [0; BLOCK as usize];
        let mut place = 0;
        while place < self.count {
            let count = (self.count - place).min(BLOCK);
            let piece = &mut offsets[..count.cast_unsigned()];
            for (place, offset) in (place..).zip(piece.iter_mut()) {
                *offset = self.first + self.position(place) * self.stride;
            }
            each(place.cast_unsigned(), piece);
            place += count;
        }
    }

    /// # Errors
    /// [`IndexError::OutOfBounds`](crate::index::IndexError::OutOfBounds)
    pub(super) fn check_all(&self) -> Result<()> {
        self.check(0, self.count).map(drop)
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
            first: 0,
            axis: 0,
            extent,
            stride,
            mode: Mode::Raise,
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
            let kind = self.check(place, end)?;
            by_cell!(self.itemsize, C => {
                let size = size_of::<C>() as isize;
                let follow = self.index_step == size_of::<isize>() as isize
                    && self.stride == size
                    && self.other_step == size;
                match kind {
                    // What is known of the steps makes two instructions of the loop.
                    Given::FromFront if follow => self.gather_each::<C>(place, end, (8, size, size), |given| given),
                    Given::FromFront => self.gather_each::<C>(place, end, self.steps(), |given| given),
                    Given::FromBothEnds => {
                        self.gather_each::<C>(place, end, self.steps(), |given| self.counted(given));
                    }
                    Given::Clipped => {
                        let last = self.extent - 1;
                        self.gather_each::<C>(place, end, self.steps(), |given| given.clamp(0, last));
                    }
                }
            });
            place = end;
        }
        Ok(())
    }

    fn steps(&self) -> (isize, isize, isize) {
        (self.index_step, self.stride, self.other_step)
    }

    /// Copies the elements for some places of the index array, whose positions `position` makes of what is given there. The steps are
    /// those of index array, array and other array.
    #[inline(always)]
    fn gather_each<C: Cell>(
        &self,
        from: isize,
        to: isize,
        (index_step, stride, other_step): (isize, isize, isize),
        position: impl Fn(isize) -> isize,
    ) {
        for place in from..to {
            let given = self.index.wrapping_offset(place * index_step).cast::<isize>();
            // SAFETY: `place` is within the index array and the other array, and its position has been checked.
            unsafe {
                let at = position(given.read_unaligned()) * stride;
                let value = C::read(self.start.wrapping_offset(at));
                C::write(self.other.wrapping_offset(place * other_step), value);
            }
        }
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

    /// What is given for some places.
    fn check(&self, from: isize, to: isize) -> Result<Given> {
        if self.mode == Mode::Clip {
            return Ok(Given::Clipped);
        }
        // The sign of any number below zero, or of any difference below zero, stays in the union.
        let last = self.extent - 1;
        let outside = |place| self.given(place) | last.wrapping_sub(self.given(place));
        if (from..to).fold(0, |all, place| all | outside(place)) >= 0 {
            return Ok(Given::FromFront);
        }
        for place in from..to {
            checked_index(self.given(place), self.axis, self.extent)?;
        }
        Ok(Given::FromBothEnds)
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
    fn counted(&self, given: isize) -> isize {
        given + (self.extent & (given >> (isize::BITS - 1)))
    }

    #[inline(always)]
    fn position(&self, place: isize) -> isize {
        let given = self.given(place);
        match self.mode {
            Mode::Clip => given.clamp(0, self.extent - 1),
            _ => self.counted(given),
        }
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
