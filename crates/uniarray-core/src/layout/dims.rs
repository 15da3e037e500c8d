//! [`Dims`], the small vector that holds shapes and strides.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// How many extents [`Dims`] holds without a heap block.
const INLINE: usize = 4;

/// A shape, or strides, or axes: up to 64 `isize`, the first four of them without a heap block.
#[derive(Clone)]
pub struct Dims(Repr);

/// Whole words, so that a copy is read back as it was written: tag and length of a byte each are moved together with part of the next
/// word, and the CPU waits for such pieces.
#[derive(Clone)]
#[repr(usize)]
enum Repr {
    Inline(usize, [isize; INLINE]),
    Heap(Vec<isize>),
}

impl Dims {
    /// No axes.
    #[inline]
    pub const fn new() -> Dims {
        Dims(Repr::Inline(0, [0; INLINE]))
    }

    /// A copy of a slice.
    #[inline]
    pub fn from_slice(values: &[isize]) -> Dims {
        if values.len() <= INLINE {
            // No copy of slices: that is a call, and dearer than four words.
            let inline = std::array::from_fn(|place| values.get(place).copied().unwrap_or(0));
            Dims(Repr::Inline(values.len(), inline))
        } else {
            Dims(Repr::Heap(values.to_vec()))
        }
    }

    /// `len` times the same value.
    #[inline]
    pub fn filled(value: isize, len: usize) -> Dims {
        if len <= INLINE {
            Dims(Repr::Inline(len, [value; INLINE]))
        } else {
            Dims(Repr::Heap(vec![value; len]))
        }
    }

    /// Appends a value.
    #[inline]
    pub fn push(&mut self, value: isize) {
        match &mut self.0 {
            Repr::Inline(len, inline) if *len < INLINE => {
                inline[*len] = value;
                *len += 1;
            }
            _ => self.insert(self.len(), value),
        }
    }

    /// Inserts a value before `place`.
    ///
    /// # Panics
    /// If `place > len`.
    pub fn insert(&mut self, place: usize, value: isize) {
        match &mut self.0 {
            Repr::Inline(len, inline) if *len < INLINE => {
                let count = *len;
                assert!(place <= count, "insertion beyond the end");
                inline.copy_within(place..count, place + 1);
                inline[place] = value;
                *len += 1;
            }
            Repr::Inline(_, inline) => {
                let mut values = Vec::with_capacity(2 * INLINE);
                values.extend_from_slice(inline);
                values.insert(place, value);
                self.0 = Repr::Heap(values);
            }
            Repr::Heap(values) => values.insert(place, value),
        }
    }

    /// Removes and returns the value at `place`.
    ///
    /// # Panics
    /// If `place >= len`.
    pub fn remove(&mut self, place: usize) -> isize {
        match &mut self.0 {
            Repr::Inline(len, inline) => {
                let count = *len;
                assert!(place < count, "removal beyond the end");
                let value = inline[place];
                inline.copy_within(place + 1..count, place);
                *len -= 1;
                value
            }
            Repr::Heap(values) => values.remove(place),
        }
    }
}

impl Default for Dims {
    fn default() -> Dims {
        Dims::new()
    }
}

impl Deref for Dims {
    type Target = [isize];

    #[inline]
    fn deref(&self) -> &[isize] {
        match &self.0 {
            Repr::Inline(len, inline) => &inline[..*len],
            Repr::Heap(values) => values,
        }
    }
}

impl DerefMut for Dims {
    #[inline]
    fn deref_mut(&mut self) -> &mut [isize] {
        match &mut self.0 {
            Repr::Inline(len, inline) => &mut inline[..*len],
            Repr::Heap(values) => values,
        }
    }
}

impl From<&[isize]> for Dims {
    fn from(values: &[isize]) -> Dims {
        Dims::from_slice(values)
    }
}

impl FromIterator<isize> for Dims {
    fn from_iter<I: IntoIterator<Item = isize>>(values: I) -> Dims {
        let mut dims = Dims::new();
        values.into_iter().for_each(|value| dims.push(value));
        dims
    }
}

impl PartialEq for Dims {
    fn eq(&self, other: &Dims) -> bool {
        **self == **other
    }
}

impl Eq for Dims {}

impl fmt::Debug for Dims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Display for Dims {
    /// As NumPy's C code prints shapes: `()`, `(4,)`, `(2,3)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        for (place, extent) in self.iter().enumerate() {
            write!(f, "{}{extent}", if place > 0 { "," } else { "" })?;
        }
        f.write_str(if self.len() == 1 { ",)" } else { ")" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dims_keep_their_values_across_the_inline_limit() {
        let mut dims = Dims::new();
        let mut expected = Vec::new();
        for value in 0..10 {
            dims.insert(value as usize / 2, value);
            expected.insert(value as usize / 2, value);
            assert_eq!(*dims, expected);
        }
        while !expected.is_empty() {
            assert_eq!(
                dims.remove(expected.len() / 2),
                expected.remove(expected.len() / 2)
            );
            assert_eq!(*dims, expected);
        }
        let mut inline = Dims::from_slice(&[1, 2, 3]);
        assert_eq!(inline.remove(0), 1);
        assert_eq!(*inline, [2, 3]);
        assert_eq!(inline, Dims::from_iter([2, 3]));
    }
}
