use super::*;
use crate::level::Level;

/// Numbers in no order, fewer of them the smaller the spread.
fn mixed(count: usize, spread: u64) -> Vec<u64> {
    (0..count as u64)
        .map(|place| {
            (place ^ spread)
                .wrapping_mul(0x9E37_79B9_7F4A_7C15)
                .rotate_left(29)
                % spread
        })
        .collect()
}

/// Rows of keys: in order, backwards, alike, random, few different ones, with the greatest among them.
fn rows(count: usize) -> Vec<Vec<u64>> {
    let mut rows: Vec<Vec<u64>> = [1, 2, 3, 100, 1 << 20, u64::MAX]
        .map(|spread| mixed(count, spread))
        .into();
    rows.push((0..count as u64).collect());
    rows.push((0..count as u64).rev().collect());
    rows.push(
        mixed(count, 7)
            .into_iter()
            .map(|key| if key == 3 { u64::MAX } else { key << 60 })
            .collect(),
    );
    rows
}

fn agrees<L: Lanes>(from: impl Fn(u64) -> L::Key)
where
    L::Key: std::fmt::Debug,
{
    if Level::detect() < Level::V4 {
        return;
    }
    // Around all that fits into vectors and into so many of them, and what is parted once or often.
    let near = [16, 32, 64, 128, 256, 384]
        .into_iter()
        .flat_map(|length: usize| length - 3..length + 3);
    for length in (0..10).chain(near).chain([1000, 4095, 40_003]) {
        for row in rows(length) {
            let keys: Vec<L::Key> = row.into_iter().map(&from).collect();
            let mut expected = keys.clone();
            expected.sort();
            let mut sorted = keys.clone();
            // SAFETY: the CPU has the features.
            unsafe { sort::<L>(&mut sorted) };
            assert_eq!(sorted, expected, "{length}");
            for position in [0, length / 3, length.saturating_sub(1)] {
                let mut parted = keys.clone();
                if position < length {
                    // SAFETY: the CPU has the features.
                    unsafe { select::<L>(&mut parted, position) };
                    assert!(parted[position] == expected[position], "{length} {position}");
                    assert!(parted[..position].iter().all(|key| *key <= parted[position]));
                    assert!(parted[position..].iter().all(|key| *key >= parted[position]));
                    parted.sort();
                    assert_eq!(parted, expected, "nothing is lost");
                }
            }
        }
    }
}

#[test]
fn keys_of_every_kind_are_sorted_and_selected() {
    agrees::<U32s>(|key| (key >> 32) as u32 ^ key as u32);
    agrees::<I32s>(|key| (key >> 32) as i32 ^ key as i32);
    agrees::<U64s>(|key| key);
    agrees::<I64s>(|key| key as i64);
}

#[test]
fn where_pivots_fail_the_rest_is_sorted_by_another_way() {
    if Level::detect() < Level::V4 {
        return;
    }
    let mut keys = mixed(5000, u64::MAX);
    let mut expected = keys.clone();
    expected.sort();
    // SAFETY: the CPU has the features.
    unsafe { quick::<U64s>(&mut keys, 1) };
    assert_eq!(keys, expected);
}
