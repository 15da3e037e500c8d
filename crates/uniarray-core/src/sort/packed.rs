//! The stable order of many integers, by sorting integers: as much of each key as there is room for, with its place in the low bits.
//!
//! That is what is sorted fastest (by vectors, where the CPU has them), and places differ, so that equal keys come in their order. What does not fit
//! of the keys only matters among those that are equal in the rest, which are few, or are put in order in the same way.

use super::words::Word;

/// Runs of keys with equal high bits up to which they are compared one by one.
const FEW: usize = 64;

/// The places of the keys in their order.
pub(super) fn order(keys: Vec<u64>) -> Vec<u64> {
    let Some(last) = keys.len().checked_sub(1) else {
        return Vec::new();
    };
    if keys.is_sorted() {
        return (0..=last as u64).collect();
    }
    let (least, greatest) = keys.iter().fold((u64::MAX, 0), |(least, greatest), &key| {
        (least.min(key), greatest.max(key))
    });
    let place_bits = u64::BITS - (last as u64).leading_zeros();
    let key_bits = u64::BITS - (greatest - least).leading_zeros();
    let dropped = (key_bits + place_bits).saturating_sub(u64::BITS);
    let high = |key: u64| ((key - least) >> dropped) << place_bits;
    let pack = |(word, place): (&mut u64, u64)| *word = high(*word) | place;
    let places = (1 << place_bits) - 1;
    let mut packed = keys;
    if dropped == 0 {
        packed.iter_mut().zip(0..).for_each(pack);
        Word::sort(&mut packed);
    } else {
        let keys = packed.clone();
        packed.iter_mut().zip(0..).for_each(pack);
        Word::sort(&mut packed);
        let mut start = 0;
        while start < last {
            let is_like = |word: &u64| word & !places == packed[start] & !places;
            if !is_like(&packed[start + 1]) {
                start += 1;
                continue;
            }
            let end = start + packed[start..].iter().take_while(|word| is_like(word)).count();
            settle(&keys, places, &mut packed[start..end]);
            start = end;
        }
    }
    packed.iter_mut().for_each(|word| *word &= places);
    packed
}

/// Puts packed words whose high bits are equal in order by all of their keys.
fn settle(keys: &[u64], places: u64, run: &mut [u64]) {
    let key = |word: u64| keys[(word & places) as usize];
    if run.len() <= FEW {
        return run.sort_by_key(|&word| key(word));
    }
    // These keys differ in the bits that were dropped, so that fewer will be.
    let inner: Vec<u64> = run.iter().map(|&word| key(word)).collect();
    let sorted: Vec<u64> = order(inner).iter().map(|&place| run[place as usize]).collect();
    run.copy_from_slice(&sorted);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random.
    fn mixed(count: usize) -> impl Iterator<Item = u64> {
        (1..=count as u64).map(|number| number.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29))
    }

    fn check(keys: &[u64]) {
        let mut expected: Vec<u64> = (0..keys.len() as u64).collect();
        expected.sort_by_key(|&place| keys[place as usize]);
        assert_eq!(order(keys.to_vec()), expected);
    }

    #[test]
    fn order_is_that_of_a_stable_sort() {
        for count in [0, 1, 2, 3, 63, 64, 65, 1000, 20_000] {
            // The whole range, few values, and keys that differ in high or low bits only.
            check(&mixed(count).collect::<Vec<_>>());
            check(&mixed(count).map(|key| key % 7).collect::<Vec<_>>());
            check(&mixed(count).map(|key| key << 56).collect::<Vec<_>>());
            check(&mixed(count).map(|key| u64::MAX - key % 1000).collect::<Vec<_>>());
            check(&vec![u64::MAX; count]);
        }
    }

    #[test]
    fn keys_far_from_all_others_do_not_spoil_the_order() {
        let mut keys: Vec<u64> = mixed(5000).map(|key| key % 100_000).collect();
        keys.extend([u64::MAX, 0, 1 << 40, u64::MAX]);
        keys.extend(mixed(500).map(|key| (1 << 40) + key % 1000));
        check(&keys);
    }
}
