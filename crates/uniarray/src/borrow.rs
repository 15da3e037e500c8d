//! Which elements are borrowed, and by whom.
//!
//! A borrow is of all elements of a view. Two views are held apart if their memory does, or if their elements interleave without touching
//! (every other column, the real parts): what remains of an address when the common step of both is taken off tells that. It does not tell
//! that the left and the right half of a matrix are apart; those are refused needlessly.

use hpy::{Ctx, Error, Exc, IntoPyErr};
use std::fmt;
use std::sync::{Mutex, PoisonError};
use uniarray_abi::structs::View;

/// Why elements could not be borrowed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum BorrowError {
    /// Somebody writes to them.
    Written,
    /// They are to be written, and somebody reads them.
    Read,
}

impl fmt::Display for BorrowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BorrowError::Written => "the array's elements are already borrowed for writing",
            BorrowError::Read => {
                "the array's elements are already borrowed, and cannot be borrowed for writing as well"
            }
        })
    }
}

impl IntoPyErr for BorrowError {
    fn into_py_err(self, ctx: Ctx<'_>) -> Error {
        ctx.raise(Exc::ValueError, self)
    }
}

/// Where the elements of a view lie.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Place {
    /// The first byte, and the one behind the last.
    first: usize,
    end: usize,
    /// Every element lies so many bytes from another one, or several times that.
    step: usize,
    itemsize: usize,
}

impl Place {
    /// Where a view's elements are; `None` if there are none.
    pub(crate) fn of(view: &View, shape: &[isize], strides: &[isize]) -> Option<Place> {
        if view.size == 0 {
            return None;
        }
        let (mut first, mut last) = (view.data.addr(), view.data.addr());
        let mut step = 0;
        for (&extent, &stride) in shape.iter().zip(strides) {
            let reach = (extent - 1) * stride;
            if reach < 0 {
                first = first.wrapping_add_signed(reach);
            } else {
                last = last.wrapping_add_signed(reach);
            }
            if extent > 1 {
                step = common(step, stride.unsigned_abs());
            }
        }
        let itemsize = view.itemsize.unsigned_abs();
        Some(Place {
            first,
            end: last + itemsize,
            step,
            itemsize,
        })
    }

    /// Whether some elements of both may share bytes.
    fn touches(&self, other: &Place) -> bool {
        if self.end <= other.first || other.end <= self.first {
            return false;
        }
        let step = common(self.step, other.step);
        if step == 0 {
            return true;
        }
        let (a, b) = (self.first % step, other.first % step);
        let from_a = (b + step - a) % step;
        let from_b = (a + step - b) % step;
        from_a < self.itemsize || from_b < other.itemsize
    }
}

/// The greatest common divisor.
fn common(mut a: usize, mut b: usize) -> usize {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[derive(Clone, Copy, PartialEq, Debug)]
struct Borrow {
    place: Place,
    writes: bool,
}

/// All borrows of this extension. There are few at a time, seldom more than a call has arguments.
static BORROWS: Mutex<Vec<Borrow>> = Mutex::new(Vec::new());

/// A borrow, which ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Held(Option<Borrow>);

impl Held {
    /// Borrows elements. A view without any needs nothing.
    pub(crate) fn new(place: Option<Place>, writes: bool) -> Result<Held, BorrowError> {
        let Some(place) = place else { return Ok(Held(None)) };
        let mut all = BORROWS.lock().unwrap_or_else(PoisonError::into_inner);
        let mut touching = all.iter().filter(|other| place.touches(&other.place));
        let refused = touching.find(|other| writes || other.writes).copied();
        if let Some(other) = refused {
            return Err(if other.writes {
                BorrowError::Written
            } else {
                BorrowError::Read
            });
        }
        let borrow = Borrow { place, writes };
        all.push(borrow);
        Ok(Held(Some(borrow)))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some(borrow) = self.0.take() else { return };
        let mut all = BORROWS.lock().unwrap_or_else(PoisonError::into_inner);
        // Equal ones are as good as each other.
        if let Some(index) = all.iter().position(|other| *other == borrow) {
            all.swap_remove(index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(first: usize, count: usize, step: usize, itemsize: usize) -> Place {
        Place {
            first,
            end: first + (count - 1) * step + itemsize,
            step,
            itemsize,
        }
    }

    #[test]
    fn readers_share_and_writers_do_not() {
        let elements = Some(place(1000, 10, 8, 8));
        let one = Held::new(elements, false).unwrap();
        let two = Held::new(elements, false).unwrap();
        assert_eq!(Held::new(elements, true).unwrap_err(), BorrowError::Read);
        drop((one, two));
        let writer = Held::new(elements, true).unwrap();
        assert_eq!(Held::new(elements, false).unwrap_err(), BorrowError::Written);
        assert_eq!(Held::new(elements, true).unwrap_err(), BorrowError::Written);
        drop(writer);
        assert!(Held::new(elements, true).is_ok());
    }

    #[test]
    fn places_apart_do_not_touch() {
        assert!(!place(0, 10, 8, 8).touches(&place(80, 10, 8, 8)));
        assert!(place(0, 10, 8, 8).touches(&place(79, 1, 0, 1)));
    }

    #[test]
    fn interleaved_elements_do_not_touch() {
        let (even, odd) = (place(0, 10, 16, 8), place(8, 10, 16, 8));
        assert!(!even.touches(&odd));
        assert!(even.touches(&place(4, 10, 16, 8)));
        // Columns of an array of three: steps of 24 bytes.
        assert!(!place(0, 5, 24, 8).touches(&place(8, 5, 24, 8)));
        assert!(place(0, 5, 24, 8).touches(&place(8, 10, 8, 8)));
        assert!(place(0, 10, 16, 8).touches(&place(16, 1, 0, 8)));
    }

    #[test]
    fn what_has_no_elements_is_never_refused() {
        let _writer = Held::new(None, true).unwrap();
        assert!(Held::new(None, true).is_ok());
    }
}
