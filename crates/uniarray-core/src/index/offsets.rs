//! Where the elements lie that an index means, one by one.

use super::direct::Direct;
use super::pick::{How, Pick};
use super::plan::Plan;
use crate::c_order::rows;
use crate::dtype::Bool;
use crate::error::Result;
use crate::layout::{Dims, View};

impl Plan<'_> {
    /// The shape of what is indexed, and for each of its elements, in C order, how many bytes behind the array's first element it lies.
    ///
    /// # Errors
    /// [`IndexError::OutOfBounds`](super::IndexError::OutOfBounds).
    ///
    /// ```
    /// use uniarray_core::{array::Array, index::{Item, plan}};
    /// let array = Array::from_vec(vec![0i16; 5]);
    /// let indices = Array::from_vec(vec![3i64, 0, 3]);
    /// let (shape, offsets) = plan(array.view(), &[Item::Array(indices.view())])?.offsets()?;
    /// assert_eq!((&*shape, &offsets[..]), (&[3][..], &[6, 0, 6][..]));
    /// # Ok::<(), uniarray_core::error::Error>(())
    /// ```
    pub fn offsets(&self) -> Result<(Dims, Vec<isize>)> {
        Ok(match self {
            Plan::Element(offset) => (Dims::new(), vec![*offset]),
            Plan::Window { window, .. } => (
                Dims::from_slice(window.shape()),
                spread(window.offset(), window.shape(), window.strides()),
            ),
            Plan::Pick(pick) => (Dims::from_slice(pick.shape()), pick.offsets()?),
        })
    }
}

/// Offsets of elements: as a list, or in pieces of a length that stays in the cache.
pub(crate) enum Offsets {
    List(Vec<isize>),
    Direct(Direct),
}

impl Offsets {
    /// Calls `each` with pieces of the offsets, and how many came before.
    pub(crate) fn pieces(&self, mut each: impl FnMut(usize, &[isize])) {
        match self {
            Offsets::List(offsets) => each(0, offsets),
            Offsets::Direct(direct) => direct.offsets(each),
        }
    }

    /// All of them.
    pub(crate) fn into_list(self) -> Vec<isize> {
        match self {
            Offsets::List(offsets) => offsets,
            Offsets::Direct(direct) => {
                let mut list = Vec::new();
                direct.offsets(|_, offsets| list.extend_from_slice(offsets));
                list
            }
        }
    }
}

impl Plan<'_> {
    /// As [`Plan::offsets`], without a list where that can be. What `index` refers to must not be written until the last offset is there.
    pub(crate) fn checked_offsets(&self) -> Result<(Dims, Offsets)> {
        if let Plan::Pick(pick) = self
            && let How::Positions(positions) = &pick.how
            && let Some(direct) = Direct::for_offsets(pick.array, positions)
        {
            direct.check_all()?;
            return Ok((Dims::from_slice(pick.shape()), Offsets::Direct(direct)));
        }
        let (shape, offsets) = self.offsets()?;
        Ok((shape, Offsets::List(offsets)))
    }
}

impl Pick<'_> {
    fn offsets(&self) -> Result<Vec<isize>> {
        match &self.how {
            How::Mask(mask) => Ok(under(self.array, *mask)),
            How::Positions(positions) => {
                let (inner, at) = (&positions.inner, positions.at);
                let starts = positions.offsets()?;
                if inner.shape().is_empty() {
                    return Ok(starts);
                }
                let before = spread(0, &inner.shape()[..at], &inner.strides()[..at]);
                let after = spread(0, &inner.shape()[at..], &inner.strides()[at..]);
                let mut offsets = Vec::with_capacity(before.len() * starts.len() * after.len());
                for before in &before {
                    for start in &starts {
                        offsets.extend(after.iter().map(|after| before + start + after));
                    }
                }
                Ok(offsets)
            }
        }
    }
}

/// The offsets of all elements of a layout, in C order.
fn spread(first: isize, shape: &[isize], strides: &[isize]) -> Vec<isize> {
    let mut offsets = Vec::new();
    rows(shape, [strides], |[start], count, [step]| {
        offsets.extend((0..count).map(|place| first + start + place * step));
        true
    });
    offsets
}

/// The offsets of the elements under a mask's true ones, in C order.
fn under(array: View<'_>, mask: View<'_>) -> Vec<isize> {
    let mut offsets = Vec::new();
    rows(
        array.shape(),
        [array.strides(), mask.strides()],
        |[start, truth], count, [step, truth_step]| {
            for place in 0..count {
                let at = mask.data().wrapping_offset(truth + place * truth_step);
                // SAFETY: the rows stay within the mask, whose elements are bytes.
                if unsafe { at.cast::<Bool>().read() }.get() {
                    offsets.push(start + place * step);
                }
            }
            true
        },
    );
    offsets
}
