//! The shape of nested sequences, found while they are walked depth first.

use crate::error::{Error, Result};
use crate::layout::{Dims, MAX_DIMS};

/// What is known of a nesting's shape so far.
///
/// Whoever walks the nesting reports every sequence and every element with its depth. The first path down to an element fixes the extents;
/// what comes later must agree. Where it does not, the axes from there on are lost, and [`Nesting::finish`] says how many were left.
///
/// ```
/// use uniarray_core::nested::Nesting;
/// // [[1, 2], [3, 4]]
/// let mut nesting = Nesting::new();
/// assert!(nesting.sequence(0, 2));
/// for _ in 0..2 {
///     assert!(nesting.sequence(1, 2));
///     (0..2).for_each(|_| nesting.element(2, &[]));
/// }
/// assert_eq!(*nesting.finish()?, [2, 2]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
#[derive(Debug)]
pub struct Nesting {
    extents: Vec<isize>,
    /// How many axes are still possible.
    ndim: usize,
    /// Whether an element (or an empty sequence) was met, after which the extents stand.
    settled: bool,
    ragged: bool,
}

impl Default for Nesting {
    fn default() -> Nesting {
        Nesting::new()
    }
}

impl Nesting {
    /// Nothing is known.
    pub fn new() -> Nesting {
        Nesting {
            extents: Vec::new(),
            ndim: MAX_DIMS,
            settled: false,
            ragged: false,
        }
    }

    /// Whether a contradiction was met: elements are of no use any more, only the shape is still looked for.
    #[inline]
    pub fn is_ragged(&self) -> bool {
        self.ragged
    }

    /// An element at a depth: a number, or an array with extents of its own.
    #[inline]
    pub fn element(&mut self, depth: usize, shape: &[isize]) {
        if self.settled && shape.is_empty() && depth == self.ndim {
            return;
        }
        self.general_element(depth, shape);
    }

    fn general_element(&mut self, depth: usize, shape: &[isize]) {
        let mut usable = shape.len();
        if depth + usable > self.ndim {
            self.ragged = true;
            usable = self.ndim.saturating_sub(depth);
        } else if depth + usable != self.ndim {
            self.ragged |= self.settled;
            self.ndim = depth + usable;
        }
        for (axis, &extent) in shape[..usable].iter().enumerate() {
            if !self.agrees(depth + axis, extent) {
                self.ragged = true;
                self.ndim -= usable - axis;
                break;
            }
        }
        self.settled = true;
    }

    /// A sequence at a depth; `true` if its items are to be reported next.
    pub fn sequence(&mut self, depth: usize, length: usize) -> bool {
        if depth >= self.ndim {
            self.general_element(depth, &[]);
            self.ragged = true;
            return false;
        }
        if !self.agrees(depth, length as isize) {
            self.ragged = true;
            self.ndim = depth;
            return false;
        }
        if length == 0 {
            self.settled = true;
            self.ndim = depth + 1;
        }
        length > 0
    }

    /// Sets an extent, or compares it with the one that stands.
    fn agrees(&mut self, axis: usize, extent: isize) -> bool {
        if !self.settled {
            self.extents.truncate(axis);
            self.extents.push(extent);
        }
        self.extents.get(axis) == Some(&extent)
    }

    /// The shape.
    ///
    /// # Errors
    /// `ValueError` if the nesting is ragged or more than 64 deep.
    pub fn finish(self) -> Result<Dims> {
        let ndim = self.ndim.min(self.extents.len());
        let shape = &self.extents[..ndim];
        if !self.ragged {
            return Ok(Dims::from_slice(shape));
        }
        let what = "setting an array element with a sequence. The requested array";
        if self.ndim == MAX_DIMS {
            let text = format!("{what} would exceed the maximum number of dimension of {MAX_DIMS}.");
            return Err(Error::value(text));
        }
        // As Python shows tuples.
        let shown = Dims::from_slice(shape)
            .to_string()
            .replace(',', ", ")
            .replace(", )", ",)");
        Err(Error::value(format!(
            "{what} has an inhomogeneous shape after {ndim} dimensions. The detected shape was {shown} + inhomogeneous part."
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    enum Tree {
        Leaf,
        Array(&'static [isize]),
        List(Vec<Tree>),
    }
    use Tree::{Array, Leaf, List};

    fn visit(nesting: &mut Nesting, depth: usize, tree: &Tree) {
        match tree {
            Leaf => nesting.element(depth, &[]),
            Array(shape) => nesting.element(depth, shape),
            List(items) => {
                if nesting.sequence(depth, items.len()) {
                    items.iter().for_each(|item| visit(nesting, depth + 1, item));
                }
            }
        }
    }

    fn shape(tree: Tree) -> std::result::Result<Vec<isize>, String> {
        let mut nesting = Nesting::new();
        visit(&mut nesting, 0, &tree);
        nesting
            .finish()
            .map(|shape| shape.to_vec())
            .map_err(|error| error.to_string())
    }

    fn ragged(ndim: usize, shown: &str) -> std::result::Result<Vec<isize>, String> {
        Err(format!(
            "setting an array element with a sequence. The requested array has an inhomogeneous shape after {ndim} \
             dimensions. The detected shape was {shown} + inhomogeneous part."
        ))
    }

    fn leaves(count: usize) -> Tree {
        List((0..count).map(|_| Leaf).collect())
    }

    #[test]
    fn regular_nestings_have_a_shape() {
        assert_eq!(shape(Leaf), Ok(vec![]));
        assert_eq!(shape(leaves(0)), Ok(vec![0]));
        assert_eq!(shape(List(vec![leaves(0), leaves(0)])), Ok(vec![2, 0]));
        assert_eq!(
            shape(List(vec![Array(&[3, 2]), Array(&[3, 2])])),
            Ok(vec![2, 3, 2])
        );
        assert_eq!(shape(List(vec![Array(&[2]), leaves(2)])), Ok(vec![2, 2]));
    }

    #[test]
    fn ragged_ones_tell_how_far_they_agree() {
        assert_eq!(shape(List(vec![leaves(2), leaves(1)])), ragged(1, "(2,)"));
        assert_eq!(shape(List(vec![Leaf, leaves(1)])), ragged(1, "(2,)"));
        assert_eq!(shape(List(vec![leaves(1), Leaf])), ragged(1, "(2,)"));
        assert_eq!(shape(List(vec![leaves(0), leaves(1)])), ragged(1, "(2,)"));
        let deep = List(vec![List(vec![leaves(1)]), List(vec![Leaf])]);
        assert_eq!(shape(deep), ragged(2, "(2, 1)"));
        assert_eq!(
            shape(List(vec![Array(&[2, 3]), Array(&[2, 4])])),
            ragged(2, "(2, 2)")
        );
    }

    #[test]
    fn bottomless_nestings_are_refused() {
        let deep = (0..MAX_DIMS + 1).fold(Leaf, |tree, _| List(vec![tree]));
        let text = shape(deep).unwrap_err();
        assert!(
            text.ends_with("would exceed the maximum number of dimension of 64."),
            "{text}"
        );
        let just = (0..MAX_DIMS).fold(Leaf, |tree, _| List(vec![tree]));
        assert_eq!(shape(just), Ok(vec![1; MAX_DIMS]));
    }
}
