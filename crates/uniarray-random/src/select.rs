//! Choosing some of many.

use crate::bounded::{mask_of, within};
use crate::shuffle::shuffle_tail;
use crate::source::Source;

/// `out.len()` different numbers below `population`, in random order only if they are to be shuffled (R. Floyd, in J. Bentley, *Programming
/// pearls: a sample of brilliance*, CACM 30, 1987; or, for many of a large population, the end of a shuffle).
///
/// `None` if there is no memory.
///
/// # Panics
/// If the population is smaller than the selection.
pub fn distinct(source: &mut Source, population: usize, shuffle: bool, out: &mut [i64]) -> Option<()> {
    let count = out.len();
    assert!(count <= population, "a selection");
    let cutoff = if shuffle { 50 } else { 20 };
    if population > 10_000 && count > population / cutoff {
        let mut all = Vec::new();
        all.try_reserve_exact(population).ok()?;
        all.extend(0..population as i64);
        shuffle_tail(source, (population - count).max(1), &mut all);
        out.copy_from_slice(&all[population - count..]);
        return Some(());
    }
    // An open hash table of a size that is a power of two, with 1.2 times as many places as needed or more.
    let mask = mask_of((1.2 * count as f64) as u64) as usize;
    let mut table = Vec::new();
    table.try_reserve_exact(mask + 1).ok()?;
    table.resize(mask + 1, u64::MAX);
    /// Puts a value into the table; whether it was new.
    fn insert(table: &mut [u64], mask: usize, value: u64) -> bool {
        let mut place = value as usize & mask;
        while table[place] != u64::MAX {
            if table[place] == value {
                return false;
            }
            place = (place + 1) & mask;
        }
        table[place] = value;
        true
    }
    for (place, last) in out.iter_mut().zip(population - count..population) {
        let value = within(source, last as u64);
        let value = if insert(&mut table, mask, value) {
            value
        } else {
            insert(&mut table, mask, last as u64);
            last as u64
        };
        *place = value.cast_signed();
    }
    if shuffle {
        shuffle_tail(source, 1, out);
    }
    Some(())
}
