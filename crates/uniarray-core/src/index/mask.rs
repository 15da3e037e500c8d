//! Boolean masks: how many elements are true, and where.

use crate::bits::count_true;
use crate::c_order::rows;
use crate::dtype::{Bool, DType};
use crate::layout::View;

static TRUTHS: [u8; 2] = [0, 1];

/// A mask without axes.
pub(super) fn of_truth(value: bool) -> View<'static> {
    let at = &raw const TRUTHS[value as usize];
    // SAFETY: one byte of a static; a mask is only ever read.
    unsafe { View::new(at.cast_mut(), DType::BOOL, &[], &[]) }
}

/// A row of a mask.
#[derive(Clone, Copy)]
pub(super) struct Truths {
    at: *const u8,
    step: isize,
    count: isize,
}

impl Truths {
    /// # Safety
    /// `count` bytes, `step` apart, must be readable from `at`.
    pub(super) unsafe fn new(at: *const u8, step: isize, count: isize) -> Truths {
        Truths { at, step, count }
    }

    /// Whether an element below the count is true.
    #[inline(always)]
    pub(super) fn get(self, place: isize) -> bool {
        debug_assert!((0..self.count).contains(&place));
        // SAFETY: whoever made the row vouched for it.
        Bool(unsafe { self.at.wrapping_offset(place * self.step).read() }).get()
    }

    /// Calls `block(from, to, all)` for the stretches of at most eight elements in which something may be true, until it returns
    /// `false`; `all` tells that everything is. A contiguous row is looked at word by word, or by
    /// eight words where all is false.
    #[inline(always)]
    pub(super) fn blocks(self, mut block: impl FnMut(isize, isize, bool) -> bool) {
        const ONES: u64 = u64::from_ne_bytes([1; 8]);
        const LONG: isize = 64;
        let mut place = 0;
        while place < self.count {
            if self.step == 1 && place % LONG == 0 && place + LONG <= self.count {
                // SAFETY: as many bytes of this contiguous row are left.
                let long = unsafe { self.at.wrapping_offset(place).cast::<[u64; 8]>().read_unaligned() };
                if long.iter().fold(0, |any, word| any | word) == 0 {
                    place += LONG;
                    continue;
                }
            }
            let end = self.count.min(place + 8);
            let mut word = 2;
            if self.step == 1 && end - place == 8 {
                // SAFETY: eight bytes of this contiguous row are left.
                word = unsafe { self.at.wrapping_offset(place).cast::<u64>().read_unaligned() };
            }
            if word != 0 && !block(place, end, word & ONES == ONES) {
                return;
            }
            place = end;
        }
    }

    fn count_true(self) -> usize {
        if self.step == 1 && self.count > 0 {
            // SAFETY: whoever made the row vouched for it.
            return count_true(unsafe { std::slice::from_raw_parts(self.at, self.count as usize) });
        }
        (0..self.count).filter(|&place| self.get(place)).count()
    }
}

/// The number of true elements.
pub(super) fn count(mask: View<'_>) -> usize {
    let mut total = 0;
    rows(mask.shape(), [mask.strides()], |[start], count, [step]| {
        // SAFETY: the rows stay within the mask.
        total += unsafe { Truths::new(mask.data().wrapping_offset(start), step, count) }.count_true();
        true
    });
    total
}

/// Per axis the positions of the true elements, in C order.
pub(super) fn positions(mask: View<'_>) -> Vec<Vec<isize>> {
    let flat = flat_positions(mask);
    let mut lists = Vec::with_capacity(mask.ndim());
    let mut below: isize = mask.shape().iter().product();
    for &extent in mask.shape() {
        if extent == below {
            // The last axis of more than one element, or the only one.
            lists.push(flat.iter().map(|position| position % extent).collect());
        } else {
            lists.push(
                flat.iter()
                    .map(|position| position / (below / extent) % extent)
                    .collect(),
            );
        }
        below /= extent.max(1);
    }
    lists
}

/// The positions of the true elements, counted in C order.
fn flat_positions(mask: View<'_>) -> Vec<isize> {
    let mut flat = vec![0; count(mask)];
    let mut filled = 0;
    let mut passed = 0;
    rows(mask.shape(), [mask.strides()], |[start], count, [step]| {
        // SAFETY: the rows stay within the mask.
        let truths = unsafe { Truths::new(mask.data().wrapping_offset(start), step, count) };
        truths.blocks(|from, to, _| {
            for place in from..to {
                // Without branches: every position is written, and overwritten by the next unless it counts.
                let Some(into) = flat.get_mut(filled) else {
                    return false;
                };
                *into = passed + place;
                filled += truths.get(place) as usize;
            }
            true
        });
        passed += count;
        filled < flat.len()
    });
    flat
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;

    #[test]
    fn positions_are_those_of_the_true_elements_in_any_layout() {
        let shape = [3, 1, 20, 2];
        let truth = |place: usize| place % 7 == 2 || (60..90).contains(&place);
        let mask = Array::from_shape(&shape, (0..120).map(|place| Bool::from(truth(place))).collect());
        let backwards = [40, 40, 2, -1];
        // SAFETY: the last axis of two elements, read from its end.
        let mirrored = unsafe {
            mask.view()
                .with_layout(mask.view().data().add(1), &shape, &backwards)
        };
        for (view, mirror) in [(mask.view(), false), (mirrored, true)] {
            let mut expected = vec![Vec::new(); 4];
            for place in 0..120usize {
                if truth(if mirror { place ^ 1 } else { place }) {
                    let index = [place / 40, 0, place / 2 % 20, place % 2];
                    expected
                        .iter_mut()
                        .zip(index)
                        .for_each(|(list, index)| list.push(index as isize));
                }
            }
            assert_eq!(count(view), expected[0].len());
            assert_eq!(positions(view), expected);
        }
    }

    #[test]
    fn every_nonzero_byte_is_true_once() {
        let bytes: Vec<u8> = (0..=255).collect();
        let mask = Array::from_vec(bytes.repeat(3));
        // SAFETY: bytes are truth values.
        let mask = unsafe { mask.view().with_dtype(DType::BOOL) };
        assert_eq!(count(mask), 3 * 255);
        assert_eq!(positions(mask)[0].len(), 3 * 255);
        assert_eq!(count(of_truth(true)), 1);
        assert_eq!(count(of_truth(false)), 0);
    }
}
