//! The values of a line in order.

use crate::sort::Direction;
use crate::sort::key::Bits;
use crate::sort::words::Word;

/// Sorts integers; there is no telling equal ones apart.
pub(super) fn sort_words<W: Word>(words: &mut [W], descending: bool) {
    W::sort(words);
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
    T::Word::sort(&mut words);
    for (value, word) in values.iter_mut().zip(words) {
        *value = T::from_bits(word);
    }
    if direction.descending {
        let numbers = values.partition_point(|value| !value.is_nan());
        values[..numbers].reverse();
    }
}

/// Puts what belongs at the positions, which are in order, in its place, by a function that does so for one.
pub(super) fn partition<T>(values: &mut [T], positions: &[isize], select: impl Fn(&mut [T], usize)) {
    let mut start = 0;
    for &position in positions {
        // What is before the last position is not greater, and is left alone.
        select(&mut values[start..], position as usize - start);
        start = position as usize + 1;
    }
}

/// The same of floats, as integers.
pub(super) fn partition_floats<T: Bits>(values: &mut [T], positions: &[isize]) {
    let mut words: Vec<T::Word> = values.iter().map(|value| value.to_bits()).collect();
    partition(&mut words, positions, T::Word::select);
    for (value, word) in values.iter_mut().zip(words) {
        *value = T::from_bits(word);
    }
}

/// The same of anything, by its rank.
pub(super) fn partition_by_rank<T: Copy, R: Ord>(
    values: &mut [T],
    positions: &[isize],
    rank: impl Fn(T) -> R,
) {
    partition(values, positions, |rest, position| {
        rest.select_nth_unstable_by_key(position, |&value| rank(value));
    });
}
