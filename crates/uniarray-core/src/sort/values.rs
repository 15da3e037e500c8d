//! The values of a line in order.

use crate::sort::Direction;
use crate::sort::halves;
use crate::sort::key::Bits;

/// Sorts integers; there is no telling equal ones apart.
pub(super) fn sort_words<W: Copy + Ord>(words: &mut [W], descending: bool) {
    halves::sort(words);
    if descending {
        words.reverse();
    }
}

/// Sorts floats as integers. A stable sort must not set the zeros apart by their signs; where there are both it compares ranks.
pub(super) fn sort_floats<T: Bits>(values: &mut [T], direction: Direction) {
    if direction.stable && values.iter().any(|value| value.is_negative_zero()) {
        if direction.descending {
            values.sort_by_key(|value| value.falling());
        } else {
            values.sort_by_key(|value| value.rank());
        }
        return;
    }
    let mut words: Vec<T::Word> = values.iter().map(|value| value.to_bits()).collect();
    halves::sort(&mut words);
    for (value, word) in values.iter_mut().zip(words) {
        *value = T::from_bits(word);
    }
    if direction.descending {
        let numbers = values.partition_point(|value| !value.is_nan());
        values[..numbers].reverse();
    }
}

/// Puts what belongs at the positions, which are in order, in its place.
pub(super) fn partition<T: Copy, R: Ord>(values: &mut [T], positions: &[isize], rank: impl Fn(T) -> R) {
    let mut start = 0;
    for &position in positions {
        let rest = &mut values[start..];
        // What is before the last position is not greater, and is left alone.
        rest.select_nth_unstable_by_key(position as usize - start, |&value| rank(value));
        start = position as usize + 1;
    }
}
