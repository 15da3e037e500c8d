//! Walking several layouts of one shape together, in C order.

use crate::layout::MAX_DIMS;

/// Calls `row(offsets, count, steps)` for one row of elements after the other, last axis fastest: the row's elements lie at
/// `offsets[k] + i * steps[k]` for `i` in `0..count`. Axes that follow each other without a gap in every layout are joined, so that
/// contiguous arrays are a single row. Stops when `row` returns `false`; does nothing if an extent is zero.
#[inline]
pub(crate) fn walk<const K: usize>(
    shape: &[isize],
    strides: [&[isize]; K],
    mut row: impl FnMut([isize; K], isize, [isize; K]) -> bool,
) {
    let mut axes = [(1isize, [0isize; K]); MAX_DIMS];
    let Some(count) = join_axes(shape, strides, &mut axes) else {
        return;
    };
    let (length, steps) = axes[0];
    let outer = &axes[1..count.max(1)];
    let mut index = [0isize; MAX_DIMS];
    let mut offsets = [0isize; K];
    'rows: loop {
        if !row(offsets, length, steps) {
            return;
        }
        for (index, (extent, strides)) in index.iter_mut().zip(outer) {
            *index += 1;
            let end = *index == *extent;
            let by = if end { 1 - *extent } else { 1 };
            offsets
                .iter_mut()
                .zip(strides)
                .for_each(|(offset, stride)| *offset += by * stride);
            if !end {
                continue 'rows;
            }
            *index = 0;
        }
        return;
    }
}

/// Fills `axes` from the fastest on and returns how many there are; `None` if there are no elements.
#[inline]
fn join_axes<const K: usize>(
    shape: &[isize],
    strides: [&[isize]; K],
    axes: &mut [(isize, [isize; K]); MAX_DIMS],
) -> Option<usize> {
    let mut count: usize = 0;
    for (axis, &extent) in shape.iter().enumerate().rev() {
        let steps = strides.map(|strides| strides[axis]);
        match extent {
            0 => return None,
            1 => continue,
            _ => {}
        }
        if let Some(last) = count.checked_sub(1) {
            let (joined, joined_steps) = &mut axes[last];
            if (0..K).all(|k| steps[k] == joined_steps[k].wrapping_mul(*joined)) {
                *joined *= extent;
                continue;
            }
        }
        axes[count] = (extent, steps);
        count += 1;
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(shape: &[isize], left: &[isize], right: &[isize]) -> Vec<([isize; 2], isize, [isize; 2])> {
        let mut rows = Vec::new();
        walk(shape, [left, right], |offsets, count, steps| {
            rows.push((offsets, count, steps));
            true
        });
        rows
    }

    #[test]
    fn contiguous_axes_are_one_row() {
        assert_eq!(rows(&[2, 1, 3], &[12, 7, 4], &[3, 9, 1]), [([0, 0], 6, [4, 1])]);
        assert_eq!(rows(&[], &[], &[]), [([0, 0], 1, [0, 0])]);
    }

    #[test]
    fn other_axes_are_walked_in_c_order() {
        let expected = [([0, 0], 3, [1, 0]), ([10, 1], 3, [1, 0])];
        assert_eq!(rows(&[2, 3], &[10, 1], &[1, 0]), expected);
        let starts: Vec<isize> = rows(&[2, 2, 2], &[1, 20, 100], &[0, 0, 1])
            .iter()
            .map(|row| row.0[0])
            .collect();
        assert_eq!(starts, [0, 20, 1, 21]);
    }

    #[test]
    fn nothing_is_walked_where_nothing_is() {
        assert_eq!(rows(&[3, 0], &[1, 1], &[1, 1]), []);
    }

    #[test]
    fn a_row_can_end_the_walk() {
        let mut count = 0;
        walk(&[5, 2], [&[1, 100]], |_, _, _| {
            count += 1;
            count < 3
        });
        assert_eq!(count, 3);
    }
}
