//! Walking several layouts of one shape together, in C order: for work whose order matters, unlike that of
//! [`iter::Walk`](crate::iter::Walk), which takes the order that is fastest.

use crate::layout::MAX_DIMS;

/// The rows of `K` layouts of one shape. Axes that follow each other without a gap in every layout are joined, so that contiguous
/// arrays are a single row.
pub(crate) struct Rows<const K: usize> {
    length: isize,
    steps: [isize; K],
    /// Extents and strides of the other axes, fastest first.
    outer: Vec<(isize, [isize; K])>,
}

impl<const K: usize> Rows<K> {
    #[inline]
    pub(crate) fn new(shape: &[isize], strides: [&[isize]; K]) -> Rows<K> {
        // Without axes there is one element.
        let mut rows = Rows {
            length: 1,
            steps: [0; K],
            outer: Vec::new(),
        };
        let mut first = true;
        for (axis, &extent) in shape.iter().enumerate().rev() {
            let strides = strides.map(|strides| strides[axis]);
            if extent == 1 {
                continue;
            }
            if extent == 0 {
                rows.length = 0;
                rows.outer.clear();
                break;
            }
            if first {
                (rows.length, rows.steps, first) = (extent, strides, false);
                continue;
            }
            let (last, steps) = match rows.outer.last_mut() {
                Some((last, steps)) => (last, *steps),
                None => (&mut rows.length, rows.steps),
            };
            if (0..K).all(|k| strides[k] == steps[k].wrapping_mul(*last)) {
                *last *= extent;
            } else {
                rows.outer.push((extent, strides));
            }
        }
        rows
    }

    /// Elements per row.
    pub(crate) fn length(&self) -> isize {
        self.length
    }

    /// The distances between the elements of a row.
    pub(crate) fn steps(&self) -> [isize; K] {
        self.steps
    }

    /// Whether all elements lie in one row.
    pub(crate) fn is_single(&self) -> bool {
        self.outer.is_empty()
    }

    /// Calls `row(offsets, count, steps)` for one row of elements after the other, last axis fastest: the row's elements lie at
    /// `offsets[k] + i * steps[k]` for `i` in `0..count`. Stops when `row` returns `false`; does nothing if an extent is zero.
    #[inline]
    pub(crate) fn for_each(&self, mut row: impl FnMut([isize; K], isize, [isize; K]) -> bool) {
        let mut offsets = [0isize; K];
        if self.length == 0 || !row(offsets, self.length, self.steps) || self.outer.is_empty() {
            return;
        }
        let mut index = [0isize; MAX_DIMS];
        'rows: loop {
            for (index, (extent, strides)) in index.iter_mut().zip(&self.outer) {
                *index += 1;
                let end = *index == *extent;
                let by = if end { 1 - *extent } else { 1 };
                offsets
                    .iter_mut()
                    .zip(strides)
                    .for_each(|(offset, stride)| *offset += by * stride);
                if !end {
                    if !row(offsets, self.length, self.steps) {
                        return;
                    }
                    continue 'rows;
                }
                *index = 0;
            }
            return;
        }
    }
}

/// [`Rows::for_each`] of rows that are needed once.
#[inline]
pub(crate) fn rows<const K: usize>(
    shape: &[isize],
    strides: [&[isize]; K],
    row: impl FnMut([isize; K], isize, [isize; K]) -> bool,
) {
    Rows::new(shape, strides).for_each(row);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_rows(shape: &[isize], left: &[isize], right: &[isize]) -> Vec<([isize; 2], isize, [isize; 2])> {
        let mut found = Vec::new();
        rows(shape, [left, right], |offsets, count, steps| {
            found.push((offsets, count, steps));
            true
        });
        found
    }

    #[test]
    fn contiguous_axes_are_one_row() {
        assert_eq!(
            all_rows(&[2, 1, 3], &[12, 7, 4], &[3, 9, 1]),
            [([0, 0], 6, [4, 1])]
        );
        assert_eq!(all_rows(&[], &[], &[]), [([0, 0], 1, [0, 0])]);
    }

    #[test]
    fn other_axes_are_walked_in_c_order() {
        let expected = [([0, 0], 3, [1, 0]), ([10, 1], 3, [1, 0])];
        assert_eq!(all_rows(&[2, 3], &[10, 1], &[1, 0]), expected);
        let starts: Vec<isize> = all_rows(&[2, 2, 2], &[1, 20, 100], &[0, 0, 1])
            .iter()
            .map(|row| row.0[0])
            .collect();
        assert_eq!(starts, [0, 20, 1, 21]);
    }

    #[test]
    fn nothing_is_walked_where_nothing_is() {
        assert_eq!(all_rows(&[3, 0], &[1, 1], &[1, 1]), []);
    }

    #[test]
    fn a_row_can_end_the_walk() {
        let mut count = 0;
        rows(&[5, 2], [&[1, 100]], |_, _, _| {
            count += 1;
            count < 3
        });
        assert_eq!(count, 3);
    }
}
