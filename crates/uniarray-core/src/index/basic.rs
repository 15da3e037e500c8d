//! The usual key of integers, slices, `None` and `...` on an array of few axes: no list is made.

use crate::index::Item;
use crate::index::element::checked_index;
use crate::layout::View;

/// The most axes of array and result.
const MOST: usize = 4;

/// A part of an array that a key names: what [`Plan::Window`](crate::index::Plan::Window) tells, on the stack.
#[derive(Clone, Copy, Debug)]
pub struct Basic {
    offset: isize,
    shape: [isize; MOST],
    strides: [isize; MOST],
    ndim: usize,
}

impl Basic {
    /// Bytes from the array's first element to the part's.
    #[inline]
    pub fn offset(&self) -> isize {
        self.offset
    }

    /// The extents.
    #[inline]
    pub fn shape(&self) -> &[isize] {
        &self.shape[..self.ndim]
    }

    /// The strides in bytes.
    #[inline]
    pub fn strides(&self) -> &[isize] {
        &self.strides[..self.ndim]
    }

    #[inline]
    fn push(&mut self, extent: isize, stride: isize) {
        self.shape[self.ndim] = extent;
        self.strides[self.ndim] = stride;
        self.ndim += 1;
    }
}

/// The part of an array that the items mean; `None` if it is a single element, or the case is not a usual one, errors included: then
/// [`plan`](crate::index::plan) tells.
#[inline]
pub fn basic(array: View<'_>, items: &[Item<'_>]) -> Option<Basic> {
    let (mut used, mut kept, mut ellipses) = (0, 0, 0);
    for item in items {
        match item {
            Item::Int(_) => used += 1,
            Item::Slice(_) => {
                used += 1;
                kept += 1;
            }
            Item::NewAxis => kept += 1,
            Item::Ellipsis => ellipses += 1,
            Item::Bool(_) | Item::Array(_) => return None,
        }
    }
    let (shape, strides) = (array.shape(), array.strides());
    let spare = shape.len().checked_sub(used)?;
    let element = kept + ellipses + spare == 0;
    if element || ellipses > 1 || kept + spare > MOST {
        return None;
    }
    let (axes, none) = ([0; MOST], 0);
    let mut part = Basic {
        offset: 0,
        shape: axes,
        strides: axes,
        ndim: none,
    };
    let mut axis = 0;
    for item in items {
        match *item {
            Item::Int(index) => {
                part.offset += checked_index(index, axis, shape[axis]).ok()? * strides[axis];
                axis += 1;
            }
            Item::Slice(slice) => {
                let range = slice.resolve(shape[axis]).ok()?;
                // An empty part starts nowhere in particular; a step that is never made may be huge.
                if range.count > 0 {
                    part.offset += range.start * strides[axis];
                }
                part.push(range.count, strides[axis].wrapping_mul(range.step));
                axis += 1;
            }
            Item::NewAxis => part.push(1, 0),
            _ => {
                for _ in 0..spare {
                    part.push(shape[axis], strides[axis]);
                    axis += 1;
                }
            }
        }
    }
    // Axes that no item names come last.
    for axis in axis..shape.len() {
        part.push(shape[axis], strides[axis]);
    }
    Some(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;
    use crate::dtype::DType;
    use crate::index::{Plan, Slice, plan};

    /// Every key of up to four of the usual items, good and bad, means what the plan says.
    #[test]
    fn parts_are_the_windows_of_the_plan() {
        let slice = |start, stop, step| Item::Slice(Slice::new(start, stop, step));
        let kinds = [
            Item::Int(1),
            Item::Int(-3),
            slice(Some(1), Some(-1), None),
            slice(None, None, Some(-2)),
            slice(Some(2), Some(1), None),
            slice(None, None, Some(0)),
            Item::NewAxis,
            Item::Ellipsis,
        ];
        let mut found = [0; 2];
        for shape in [&[][..], &[3], &[3, 4], &[2, 3, 4], &[2, 2, 3, 2]] {
            let array = Array::zeros(DType::INT16, shape).unwrap();
            for number in 0..8 * 8 * 8 * 8 * 5 {
                let length = number % 5;
                let items: Vec<Item<'_>> = (0..length)
                    .map(|place| kinds[((number / 5) >> (3 * place)) & 7])
                    .collect();
                let part = basic(array.view(), &items);
                match (plan(array.view(), &items), part) {
                    (Ok(Plan::Window { window, copy: false }), Some(part)) => {
                        assert_eq!(
                            (part.offset(), part.shape(), part.strides()),
                            (window.offset(), window.shape(), window.strides()),
                            "{items:?} of {shape:?}"
                        );
                        found[0] += 1;
                    }
                    (Ok(Plan::Window { window, .. }), None) => assert!(window.shape().len() > MOST),
                    (_, None) => found[1] += 1,
                    (plan, Some(part)) => panic!("{plan:?}, {part:?}: {items:?} of {shape:?}"),
                }
            }
        }
        assert!(found.iter().all(|&count| count > 1000), "{found:?}");
    }
}
