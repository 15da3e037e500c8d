//! The places that put a line in order.

use crate::sort::{Sortable, halves};

/// Fills `places` with the places of the line's elements in their order.
pub(super) fn sorted<T: Sortable>(line: &[T], descending: bool, places: &mut Vec<i64>) {
    places.clear();
    let rank = |value: &T| if descending { value.falling() } else { value.rank() };
    match u32::try_from(line.len()) {
        Ok(length) => {
            let mut pairs: Vec<(T::Rank, u32)> = line.iter().map(rank).zip(0..length).collect();
            // Places differ, so that equal ranks come in their order.
            halves::sort(&mut pairs);
            places.extend(pairs.iter().map(|&(_, place)| i64::from(place)));
        }
        Err(_) => {
            places.extend(0..line.len() as i64);
            places.sort_by_key(|&place| rank(&line[place as usize]));
        }
    }
}

/// Sorts places of the line by its elements; those of equal ones stay as they are.
pub(super) fn resorted<T: Sortable>(line: &[T], places: &mut [i64]) {
    // Keys beside their places: looking them up at every comparison would miss the cache.
    let mut pairs: Vec<(T::Rank, i64)> = places
        .iter()
        .map(|&place| (line[place as usize].rank(), place))
        .collect();
    pairs.sort_by_key(|&(rank, _)| rank);
    for (into, (_, place)) in places.iter_mut().zip(pairs) {
        *into = place;
    }
}
