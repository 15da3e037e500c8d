//! The places that put a line in order.

use crate::sort::key::Rank;
use crate::sort::{Sortable, packed};

/// Fills `places` with the places of the line's elements in their order.
pub(super) fn sorted<T: Sortable>(line: &[T], descending: bool, places: &mut Vec<i64>) {
    places.clear();
    let rank = |value: &T| if descending { value.falling() } else { value.rank() };
    if let Some(key) = T::Rank::KEY {
        let keys: Vec<u64> = line.iter().map(|value| key(rank(value))).collect();
        // In the same memory.
        *places = packed::order(keys).into_iter().map(u64::cast_signed).collect();
    } else {
        places.extend(0..line.len() as i64);
        by_rank(places, |place| rank(&line[place as usize]));
    }
}

/// Sorts places of the line by its elements; those of equal ones stay as they are.
pub(super) fn resorted<T: Sortable>(line: &[T], places: &mut [i64]) {
    let rank = |place: i64| line[place as usize].rank();
    if let Some(key) = T::Rank::KEY {
        let keys: Vec<u64> = places.iter().map(|&place| key(rank(place))).collect();
        let order = packed::order(keys);
        let sorted: Vec<i64> = order.iter().map(|&place| places[place as usize]).collect();
        places.copy_from_slice(&sorted);
    } else {
        by_rank(places, rank);
    }
}

/// Sorts places by ranks; those of equal rank stay as they are.
fn by_rank<R: Rank>(places: &mut [i64], rank: impl Fn(i64) -> R) {
    // Ranks beside their places: looking them up at every comparison would miss the cache.
    let mut pairs: Vec<(R, i64)> = places.iter().map(|&place| (rank(place), place)).collect();
    pairs.sort_by_key(|&(rank, _)| rank);
    for (into, (_, place)) in places.iter_mut().zip(pairs) {
        *into = place;
    }
}
