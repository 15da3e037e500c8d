//! Entries of the handle table that are free: one by one, or many in a row.
//!
//! A frame takes a row, and gives back single entries if native code keeps one of its arguments. From time to time the
//! single ones are looked through for rows, else the table would grow with each such call.

/// Rows shorter than this are not kept as such.
const SHORTEST: usize = 64;
/// So many single entries are not looked through.
const LEAST: usize = 4096;

/// A row of entries: the first one, and how many.
type Row = (usize, usize);

/// The entries that are free, but those that were never used. Single ones are linked: what is called `next` reads and
/// writes the link in an entry.
pub struct Free {
    /// The first of the linked entries, 0 if there is none.
    first: usize,
    linked: usize,
    rows: Vec<Row>,
    /// With so many linked ones there may be rows among them.
    limit: usize,
}

/// Where a free entry keeps the number of the next one.
pub trait Links {
    fn next(&self, index: usize) -> usize;
    fn set_next(&self, index: usize, next: usize);
}

impl Free {
    pub const fn new() -> Self {
        Free {
            first: 0,
            linked: 0,
            rows: Vec::new(),
            limit: LEAST,
        }
    }

    /// Puts an entry back.
    #[inline]
    pub fn give(&mut self, index: usize, links: &impl Links) {
        links.set_next(index, self.first);
        self.first = index;
        self.linked += 1;
    }

    /// An entry, if one is linked.
    #[inline]
    pub fn take(&mut self, links: &impl Links) -> Option<usize> {
        if self.first == 0 {
            return None;
        }
        let index = self.first;
        self.first = links.next(index);
        self.linked -= 1;
        Some(index)
    }

    /// The first of `count` entries in a row, if there are such.
    pub fn take_row(&mut self, count: usize, links: &impl Links) -> Option<usize> {
        self.cut(count).or_else(|| {
            if self.linked < self.limit {
                return None;
            }
            self.gather(links);
            self.cut(count)
        })
    }

    /// From the end of the last row that is long enough.
    fn cut(&mut self, count: usize) -> Option<usize> {
        let place = self.rows.iter().rposition(|row| row.1 >= count)?;
        let (first, length) = self.rows[place];
        self.rows[place].1 -= count;
        if length == count {
            self.rows.swap_remove(place);
        }
        Some(first + length - count)
    }

    fn gather(&mut self, links: &impl Links) {
        let mut all = Vec::with_capacity(self.linked);
        while let Some(index) = self.take(links) {
            all.push(index);
        }
        for (first, length) in self.rows.drain(..) {
            all.extend(first..first + length);
        }
        all.sort_unstable();
        // From the end, so that the lowest ones are taken first.
        for row in all.chunk_by(|a, b| a + 1 == *b).rev() {
            if row.len() >= SHORTEST {
                self.rows.push((row[0], row.len()));
            } else {
                row.iter().rev().for_each(|&index| self.give(index, links));
            }
        }
        self.limit = LEAST.max(2 * self.linked);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    impl Links for RefCell<Vec<usize>> {
        fn next(&self, index: usize) -> usize {
            self.borrow()[index]
        }
        fn set_next(&self, index: usize, next: usize) {
            self.borrow_mut()[index] = next;
        }
    }

    #[test]
    fn rows_are_found_among_single_entries() {
        let (mut free, links) = (Free::new(), RefCell::new(vec![0; 10_000]));
        // Every hundredth is in use.
        (1..8000)
            .filter(|n| n % 100 != 0)
            .for_each(|n| free.give(n, &links));
        assert_eq!(free.take_row(100, &links), None);
        let mut seen = std::collections::HashSet::new();
        for _ in 0..80 {
            let first = free
                .take_row(64, &links)
                .expect("a row between two that are in use");
            assert!((first..first + 64).all(|n| n % 100 != 0 && seen.insert(n)));
        }
        assert_eq!(free.take_row(64, &links), None);
        assert_eq!(free.take(&links), None);
    }

    #[test]
    fn neighbouring_rows_become_one() {
        let (mut free, links) = (Free::new(), RefCell::new(vec![0; 10_000]));
        (1..=LEAST).for_each(|n| free.give(n, &links));
        assert_eq!(free.take_row(LEAST, &links), Some(1));
        (1..=LEAST).rev().for_each(|n| free.give(n, &links));
        let first = free.take_row(LEAST - 64, &links).expect("as many are free");
        assert_eq!(first, 65);
        assert_eq!(free.take_row(64, &links), Some(1));
    }

    #[test]
    fn what_is_in_no_row_is_taken_singly() {
        let (mut free, links) = (Free::new(), RefCell::new(vec![0; 20_000]));
        (1..=2 * LEAST).for_each(|n| free.give(2 * n, &links));
        assert_eq!(free.take_row(64, &links), None);
        let mut taken: Vec<_> = std::iter::from_fn(|| free.take(&links)).collect();
        taken.sort_unstable();
        assert!(taken.into_iter().eq((1..=2 * LEAST).map(|n| 2 * n)));
    }
}
