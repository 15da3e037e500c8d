//! One iterator for everything that visits the elements of several arrays together.
//!
//! [`Walk`] takes operands already broadcast to one shape and turns their axes into the cheapest loop nest: axes of extent 1 go,
//! the rest are ordered so that the smallest strides come innermost, axes that every operand only walks backwards are turned round, and axes that
//! continue each other are merged. What is left is visited as [`Block`]s of the two innermost axes, so that a kernel call covers a
//! whole two-dimensional array.
//!
//! The order in which elements are visited is therefore not that of the indices; operations for which order matters (accumulation,
//! overlapping memory) arrange for it before they come here.

use std::ops::Range;

use crate::layout::{Dims, View};
use crate::loops::{Block, MAX_OPERANDS};

/// One axis of a loop nest: how often, and how far each operand steps.
#[derive(Clone, Copy, Debug)]
pub struct Axis<const N: usize> {
    /// Number of steps.
    pub extent: usize,
    /// Bytes per step for each operand.
    pub strides: [isize; N],
}

/// How many axes are held without a heap block.
const INLINE: usize = 4;

/// A loop nest over `N` operands, innermost axis first.
#[derive(Clone, Debug)]
pub struct Walk<const N: usize> {
    ptrs: [*mut u8; N],
    inline: [Axis<N>; INLINE],
    /// In use when there were more than `INLINE` axes of extent above 1.
    heap: Vec<Axis<N>>,
    len: usize,
    empty: bool,
}

impl<const N: usize> Walk<N> {
    /// A loop nest over operands that have the same shape, or fewer axes or extents of 1 where they repeat. The caller has checked that
    /// they broadcast to `shape`.
    #[inline]
    pub fn new(shape: &[isize], operands: [View<'_>; N]) -> Walk<N> {
        let mut walk = Walk::forward(shape, operands);
        walk.turn();
        walk
    }

    /// As [`Walk::new`], but every axis is walked from its first index to its last.
    pub fn forward(shape: &[isize], operands: [View<'_>; N]) -> Walk<N> {
        let nothing = Axis {
            extent: 1,
            strides: [0; N],
        };
        let mut walk = Walk {
            ptrs: operands.map(|operand| operand.data()),
            inline: [nothing; INLINE],
            heap: Vec::new(),
            len: 0,
            empty: false,
        };
        let skipped = operands.map(|operand| shape.len() - operand.ndim());
        for axis in (0..shape.len()).rev() {
            let extent = shape[axis] as usize;
            if extent == 1 {
                continue;
            }
            walk.empty |= extent == 0;
            let strides = std::array::from_fn(|operand| match axis.checked_sub(skipped[operand]) {
                Some(own) if operands[operand].shape()[own] != 1 => operands[operand].strides()[own],
                _ => 0,
            });
            walk.add(Axis { extent, strides });
        }
        walk
    }

    /// The axes, innermost first.
    pub fn axes(&self) -> &[Axis<N>] {
        if self.heap.is_empty() {
            &self.inline[..self.len]
        } else {
            &self.heap
        }
    }

    fn axes_mut(&mut self) -> &mut [Axis<N>] {
        if self.heap.is_empty() {
            &mut self.inline[..self.len]
        } else {
            &mut self.heap
        }
    }

    fn push(&mut self, axis: Axis<N>) {
        if self.heap.is_empty() && self.len < INLINE {
            self.inline[self.len] = axis;
            self.len += 1;
        } else {
            if self.heap.is_empty() {
                self.heap.extend_from_slice(&self.inline);
            }
            self.heap.push(axis);
        }
    }

    /// Adds an axis that lies outside all so far in index order, at the place its strides give it.
    fn add(&mut self, axis: Axis<N>) {
        // Merge with the outermost axis when it just goes on: the usual case, contiguous arrays.
        if let Some(last) = self.axes_mut().last_mut()
            && (0..N).all(|operand| last.strides[operand] * last.extent as isize == axis.strides[operand])
        {
            last.extent *= axis.extent;
            return;
        }
        let mut place = self.axes().len();
        for inner in (0..place).rev() {
            match order(&self.axes()[inner], &axis) {
                Order::Keep => break,
                Order::Swap => place = inner,
                Order::Unclear => {}
            }
        }
        self.push(axis);
        let axes = self.axes_mut();
        let moved = place < axes.len() - 1;
        axes[place..].rotate_right(1);
        if moved {
            self.merge();
        }
    }

    /// Merges neighbours that continue each other.
    fn merge(&mut self) {
        let axes = self.axes_mut();
        let mut kept = 0;
        for next in 1..axes.len() {
            let outer = axes[next];
            let inner = &mut axes[kept];
            if (0..N).all(|operand| inner.strides[operand] * inner.extent as isize == outer.strides[operand])
            {
                inner.extent *= outer.extent;
            } else {
                kept += 1;
                axes[kept] = outer;
            }
        }
        if self.heap.is_empty() {
            self.len = kept + 1;
        } else {
            self.heap.truncate(kept + 1);
        }
    }

    /// Turns round the axes along which some operand goes backwards and none forwards.
    fn turn(&mut self) {
        if self.empty {
            return;
        }
        let mut ptrs = self.ptrs;
        let mut turned = false;
        for axis in self.axes_mut() {
            if axis.strides.iter().any(|&stride| stride < 0) && axis.strides.iter().all(|&stride| stride <= 0)
            {
                for (ptr, stride) in ptrs.iter_mut().zip(&mut axis.strides) {
                    *ptr = ptr.wrapping_offset(*stride * (axis.extent - 1) as isize);
                    *stride = -*stride;
                }
                turned = true;
            }
        }
        self.ptrs = ptrs;
        if turned && self.axes().len() > 1 {
            self.merge();
        }
    }

    /// The axis to cut where several threads share the elements, among those that suit: the outermost one with as many steps as `enough`, or
    /// else the longest one.
    pub fn cut(&self, enough: usize, suits: impl Fn(usize, &Axis<N>) -> bool) -> Option<usize> {
        let axes = self.axes();
        let suitable = || (0..axes.len()).filter(|&axis| suits(axis, &axes[axis]));
        let outermost = suitable().rfind(|&axis| axes[axis].extent >= enough);
        outermost.or_else(|| suitable().max_by_key(|&axis| axes[axis].extent))
    }

    /// The part of the nest that lies in a range of one of its axes.
    ///
    /// # Panics
    /// If the range is not within the axis.
    pub fn part(&self, axis: usize, range: Range<usize>) -> Walk<N> {
        let mut part = self.clone();
        let whole = &mut part.axes_mut()[axis];
        assert!(
            range.start <= range.end && range.end <= whole.extent,
            "a range of the axis"
        );
        whole.extent = range.len();
        let strides = whole.strides;
        for (ptr, stride) in part.ptrs.iter_mut().zip(strides) {
            *ptr = ptr.wrapping_offset(stride * range.start.cast_signed());
        }
        part.empty |= range.is_empty();
        part
    }

    /// Visits all elements as rows: `visit(addresses, strides, n, outer strides, m)`.
    #[inline]
    pub fn for_each(&self, mut visit: impl FnMut(&Rows<N>)) {
        if self.empty {
            return;
        }
        let axes = self.axes();
        let once = Axis {
            extent: 1,
            strides: [0; N],
        };
        let (inner, outer) = (axes.first().unwrap_or(&once), axes.get(1).unwrap_or(&once));
        let mut rows = Rows {
            ptrs: self.ptrs,
            inner: inner.strides,
            outer: outer.strides,
            n: inner.extent,
            m: outer.extent,
        };
        if axes.len() <= 2 {
            return visit(&rows);
        }
        let rest = &axes[2..];
        let mut counter = [0usize; crate::layout::MAX_DIMS];
        loop {
            visit(&rows);
            let mut place = 0;
            loop {
                let Some(axis) = rest.get(place) else { return };
                counter[place] += 1;
                if counter[place] < axis.extent {
                    rows.advance(axis.strides, 1);
                    break;
                }
                counter[place] = 0;
                rows.advance(axis.strides, 1 - axis.extent as isize);
                place += 1;
            }
        }
    }
}

enum Order {
    Keep,
    Swap,
    Unclear,
}

/// Whether `outer`, which comes earlier in index order, may stay outside `inner`. One operand that is well served keeps the order.
fn order<const N: usize>(inner: &Axis<N>, outer: &Axis<N>) -> Order {
    let mut result = Order::Unclear;
    for operand in 0..N {
        let (near, far) = (
            inner.strides[operand].unsigned_abs(),
            outer.strides[operand].unsigned_abs(),
        );
        if near != 0 && far != 0 {
            if near <= far {
                return Order::Keep;
            }
            result = Order::Swap;
        }
    }
    result
}

/// Strides of a fresh contiguous array of `shape` whose axes are ordered as those of `views`, NumPy's `order='K'`.
pub fn k_order_strides(shape: &[isize], views: &[View<'_>], itemsize: usize) -> Dims {
    // Axes from the innermost; each goes as far in as the strides of the views say.
    let mut axes: Vec<usize> = Vec::with_capacity(shape.len());
    let step = |view: &View<'_>, axis: usize| match (axis + view.ndim()).checked_sub(shape.len()) {
        Some(own) if view.shape()[own] != 1 => view.strides()[own].unsigned_abs(),
        _ => 0,
    };
    for axis in (0..shape.len()).rev() {
        let mut place = axes.len();
        for inner in (0..axes.len()).rev() {
            let pairs = views
                .iter()
                .map(|view| (step(view, axes[inner]), step(view, axis)));
            let mut clear = pairs.filter(|(near, far)| *near != 0 && *far != 0).peekable();
            if clear.peek().is_none() {
                continue;
            }
            if clear.any(|(near, far)| near <= far) {
                break;
            }
            place = inner;
        }
        axes.insert(place, axis);
    }
    let mut strides = Dims::filled(0, shape.len());
    let mut step = itemsize as isize;
    for axis in axes {
        strides[axis] = step;
        step *= shape[axis];
    }
    // A new array without elements has no strides, in any order.
    if step == 0 {
        strides.fill(0);
    }
    strides
}

/// The two innermost axes of a walk, at one place of the others.
#[derive(Clone, Copy, Debug)]
pub struct Rows<const N: usize> {
    /// Address of each operand's first element.
    pub ptrs: [*mut u8; N],
    /// Bytes from one element of a row to the next.
    pub inner: [isize; N],
    /// Bytes from one row to the next.
    pub outer: [isize; N],
    /// Elements in a row.
    pub n: usize,
    /// Rows.
    pub m: usize,
}

impl<const N: usize> Rows<N> {
    #[inline(always)]
    fn advance(&mut self, strides: [isize; N], steps: isize) {
        for (ptr, stride) in self.ptrs.iter_mut().zip(strides) {
            *ptr = ptr.wrapping_offset(stride * steps);
        }
    }

    /// The first operands as a kernel's block.
    #[inline(always)]
    pub fn block(&self) -> Block {
        let at = |values: &[isize; N], operand: usize| if operand < N { values[operand] } else { 0 };
        let ptr = |operand: usize| {
            if operand < N {
                self.ptrs[operand]
            } else {
                std::ptr::null_mut()
            }
        };
        Block {
            ptrs: std::array::from_fn(ptr),
            inner: std::array::from_fn(|operand| at(&self.inner, operand)),
            outer: std::array::from_fn(|operand| at(&self.outer, operand)),
            n: self.n,
            m: self.m,
        }
    }
}

const _: () = assert!(MAX_OPERANDS == 4);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;
    use crate::dtype::DType;

    fn visited<const N: usize>(walk: &Walk<N>) -> Vec<[usize; N]> {
        let mut all = Vec::new();
        walk.for_each(|rows| {
            for j in 0..rows.m as isize {
                for i in 0..rows.n as isize {
                    let at = |k: usize| {
                        rows.ptrs[k]
                            .wrapping_offset(j * rows.outer[k] + i * rows.inner[k])
                            .addr()
                    };
                    all.push(std::array::from_fn(at));
                }
            }
        });
        all
    }

    #[test]
    fn contiguous_arrays_are_one_row() {
        let array = Array::zeros(DType::INT16, &[2, 1, 3, 4, 5, 6, 7]).unwrap();
        let walk = Walk::new(array.view().shape(), [array.view(); 3]);
        assert_eq!(walk.axes().len(), 1);
        assert_eq!(walk.axes()[0].extent, 2 * 3 * 4 * 5 * 6 * 7);
    }

    #[test]
    fn a_transposed_pair_is_one_row_too() {
        let array = Array::zeros(DType::INT8, &[2, 3, 4]).unwrap();
        // SAFETY: the axes of `array` in another order.
        let view = unsafe {
            array
                .view()
                .with_layout(array.view().data(), &[4, 2, 3], &[1, 12, 4])
        };
        let walk = Walk::new(view.shape(), [view; 2]);
        assert_eq!(walk.axes().len(), 1);
    }

    #[test]
    fn backward_axes_are_turned_unless_another_goes_forward() {
        let array = Array::zeros(DType::INT8, &[12]).unwrap();
        // SAFETY: the same twelve elements, from the last to the first.
        let back = unsafe {
            array
                .view()
                .with_layout(array.view().data().wrapping_add(11), &[12], &[-1])
        };
        assert_eq!(Walk::new(&[12], [back; 2]).axes()[0].strides, [1, 1]);
        assert_eq!(Walk::new(&[12], [back, array.view()]).axes()[0].strides, [-1, 1]);
    }

    #[test]
    fn every_element_is_visited_once_whatever_the_layout() {
        let array = Array::zeros(DType::INT8, &[2, 3, 4, 5, 6, 7]).unwrap();
        let other = Array::zeros(DType::INT8, &[5, 1, 7]).unwrap();
        let shape = array.view().shape();
        let strides = array.view().strides();
        for turn in 0..6 {
            let mut order: Vec<usize> = (0..6).collect();
            order.rotate_left(turn);
            order.swap(0, (turn * 2 + 1) % 6);
            let turned: Vec<isize> = order.iter().map(|&axis| shape[axis]).collect();
            let steps: Vec<isize> = order.iter().map(|&axis| strides[axis]).collect();
            // SAFETY: the axes of `array` in another order.
            let view = unsafe { array.view().with_layout(array.view().data(), &turned, &steps) };
            let mut found = visited(&Walk::new(&turned, [view, view]));
            assert!(found.iter().all(|[a, b]| a == b));
            found.sort();
            found.dedup();
            assert_eq!(found.len(), array.view().size());
        }
        let pairs = visited(&Walk::new(shape, [array.view(), other.view()]));
        let base = (array.view().data().addr(), other.view().data().addr());
        for [a, b] in pairs {
            let (place, _) = (a - base.0, ());
            assert_eq!(b - base.1, place / 42 % 5 * 7 + place % 7);
        }
    }

    #[test]
    fn a_fresh_array_follows_the_axes_of_its_inputs() {
        let array = Array::zeros(DType::FLOAT64, &[2, 3, 4]).unwrap();
        // SAFETY: the axes of `array` in another order.
        let view = unsafe {
            array
                .view()
                .with_layout(array.view().data(), &[4, 2, 3], &[8, 96, 32])
        };
        assert_eq!(*k_order_strides(&[4, 2, 3], &[view], 1), [1, 12, 4]);
        assert_eq!(*k_order_strides(&[2, 3, 4], &[array.view()], 1), [12, 4, 1]);
        assert_eq!(*k_order_strides(&[5, 4, 2, 3], &[view], 1), [24, 1, 12, 4]);
        assert_eq!(*k_order_strides(&[0, 4, 2, 3], &[view], 1), [0; 4]);
    }

    #[test]
    fn parts_of_an_axis_are_the_whole() {
        let array = Array::zeros(DType::INT8, &[2, 3, 4, 5, 6, 7]).unwrap();
        let (shape, strides) = (array.view().shape(), array.view().strides());
        let turned: Vec<isize> = [4, 0, 5, 2, 1, 3].map(|axis: usize| shape[axis]).to_vec();
        let steps: Vec<isize> = [4, 0, 5, 2, 1, 3].map(|axis: usize| strides[axis]).to_vec();
        // SAFETY: the axes of `array` in another order.
        let view = unsafe { array.view().with_layout(array.view().data(), &turned, &steps) };
        let fixed = Array::zeros(DType::INT8, &turned).unwrap();
        let walk = Walk::new(&turned, [fixed.view(), view]);
        assert!(walk.axes().len() > INLINE);
        let mut whole = visited(&walk);
        whole.sort();
        for axis in 0..walk.axes().len() {
            let extent = walk.axes()[axis].extent;
            let parts = [0..1, 1..1, 1..extent].map(|range| visited(&walk.part(axis, range)));
            let mut parts = parts.concat();
            parts.sort();
            assert_eq!(parts, whole);
        }
        assert_eq!(walk.cut(1, |_, _| true), Some(walk.axes().len() - 1));
        assert_eq!(walk.axes()[walk.cut(1000, |_, _| true).unwrap()].extent, 7);
        assert_eq!(
            walk.axes()[walk.cut(1, |_, axis| axis.extent == 4).unwrap()].extent,
            4
        );
        assert_eq!(walk.cut(1, |_, _| false), None);
    }

    #[test]
    fn nothing_is_visited_when_an_extent_is_zero() {
        let array = Array::zeros(DType::INT8, &[3, 0, 2]).unwrap();
        assert!(visited(&Walk::new(&[3, 0, 2], [array.view()])).is_empty());
        let point = Array::zeros(DType::INT8, &[]).unwrap();
        assert_eq!(visited(&Walk::new(&[], [point.view()])).len(), 1);
    }
}
