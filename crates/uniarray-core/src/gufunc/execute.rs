//! Carrying out a [`GufuncPlan`]: casts and copies where they are needed, then the product for every item of the stack.

use super::axes::ordered;
use super::gemm;
use super::product::{Matrix, Product};
use super::resolve::GufuncPlan;
use super::signature::Dim;
use crate::array::Array;
use crate::call::conclude;
use crate::cast::copy_into;
use crate::dtype::DType;
use crate::error::{Casting, Result};
use crate::flags::FpFlags;
use crate::iter::Walk;
use crate::layout::{Dims, View};
use crate::parallel::{self, Cost};

/// Items of a stack from which on threads share the stack. Of fewer they share each product.
const MANY_ITEMS: usize = 8;

/// An operand with its axes taken apart.
struct Parts {
    stack: Dims,
    stack_strides: Dims,
    matrix: Matrix,
}

impl GufuncPlan {
    /// Computes into `out`, which has the plan's shape and which [`Gufunc::resolve`](super::Gufunc::resolve) was given or the caller has
    /// allocated with the plan's dtype. The inputs are those that were resolved; they may share memory with the output.
    ///
    /// # Errors
    /// Memory errors where an operand must be copied.
    ///
    /// # Panics
    /// If the output has another shape than the plan.
    pub fn execute(&self, inputs: [View<'_>; 2], out: View<'_>) -> Result<FpFlags> {
        assert_eq!(out.shape(), self.shape(), "the output has the plan's shape");
        let dtype = self.factor_dtype();
        let parts = [
            self.parts(0, inputs[0]),
            self.parts(1, inputs[1]),
            self.parts(2, out),
        ];
        let large = self.product(&parts).is_large();
        let suits =
            |view: View<'_>, parts: &Parts| view.dtype() == dtype && (!large || in_elements(view, parts));
        let plain = suits(out, &parts[2]) && out.is_plain();
        let suitable = [0, 1].map(|operand| suits(inputs[operand], &parts[operand]));
        if plain && suitable == [true; 2] && !inputs.iter().any(|input| input.may_overlap(out)) {
            return self.compute(inputs, out, parts);
        }
        let mut held = [None, None];
        for operand in 0..2 {
            if !suitable[operand] {
                let copy = Array::zeros(dtype, inputs[operand].shape())?;
                copy_into(copy.view(), inputs[operand], Casting::Unsafe)?;
                held[operand] = Some(copy);
            }
        }
        let mut sources = inputs;
        for (source, held) in sources.iter_mut().zip(&held) {
            if let Some(copy) = held {
                *source = copy.view();
            }
        }
        let [first, second] = [0, 1].map(|operand| self.parts(operand, sources[operand]));
        if plain && !sources.iter().any(|source| source.may_overlap(out)) {
            return self.compute(sources, out, [first, second, self.parts(2, out)]);
        }
        let result = Array::zeros(dtype, out.shape())?;
        let third = self.parts(2, result.view());
        let flags = self.compute(sources, result.view(), [first, second, third])?;
        Ok(flags | copy_into(out, result.view(), Casting::Unsafe)?)
    }

    /// What operands are cast to and products computed in: the result's dtype, but for float16, whose sums are rounded at the end only.
    fn factor_dtype(&self) -> DType {
        match self.dtype() {
            DType::FLOAT16 => DType::FLOAT32,
            dtype => dtype,
        }
    }

    /// An operand's stack and matrix.
    fn parts(&self, operand: usize, view: View<'_>) -> Parts {
        let (shape, strides) = ordered(view, &self.orders[operand]);
        let first = shape.len() - self.cores[operand];
        let dims = self.gufunc.signature().of(operand).iter();
        let mut present = dims.filter(|dim| !self.missing[**dim as usize]);
        let mut steps = [0; Dim::COUNT];
        for place in first..shape.len() {
            // An axis that `keepdims` adds has no dimension, and extent 1.
            if let Some(&dim) = present.next() {
                steps[dim as usize] = strides[place];
            }
        }
        let [rows, inner, columns] = steps;
        let matrix = match operand {
            0 => Matrix {
                down: rows,
                along: inner,
            },
            1 => Matrix {
                down: inner,
                along: columns,
            },
            _ => Matrix {
                down: rows,
                along: columns,
            },
        };
        Parts {
            stack: Dims::from_slice(&shape[..first]),
            stack_strides: Dims::from_slice(&strides[..first]),
            matrix,
        }
    }

    /// One product of the stack.
    fn product(&self, parts: &[Parts; 3]) -> Product {
        let [rows, inner, columns] = self.sizes.map(isize::cast_unsigned);
        let num = self.factor_dtype().num();
        let [a, b, out] = [0, 1, 2].map(|operand| parts[operand].matrix);
        Product {
            rows,
            inner,
            columns,
            a,
            b,
            out,
            num,
            itemsize: self.factor_dtype().itemsize(),
            kernels: self.gufunc.kernels[num as usize],
            gemm: gemm::of(num, self.gufunc.level),
        }
    }

    /// The products of all matrices, whose elements are of the loop's dtype and share no memory with the output.
    fn compute(&self, sources: [View<'_>; 2], out: View<'_>, mut parts: [Parts; 3]) -> Result<FpFlags> {
        let mut stack = self.stack.clone();
        let views = [sources[0], sources[1], out];
        let mut product = self.product(&parts);
        join_rows(&mut product, &mut parts, &mut stack);
        if !(0..3).all(|operand| in_elements(views[operand], &parts[operand])) {
            product.gemm = None;
        }
        let stacked = [0, 1, 2].map(|operand| {
            let Parts {
                stack, stack_strides, ..
            } = &parts[operand];
            // SAFETY: the items' first elements. Without core elements there are none, and none is read.
            unsafe { views[operand].with_layout(views[operand].data(), stack, stack_strides) }
        });
        if stack.is_empty() && !product.is_large() {
            // SAFETY: the one item is the whole of the arrays.
            return conclude(self.chosen, || unsafe { product.run(views.map(View::data)) });
        }
        let walk = Walk::new(&stack, stacked);
        let each = |walk: &Walk<3>, visit: &mut dyn FnMut([*mut u8; 3], [isize; 3], usize)| {
            walk.for_each(|rows| {
                for row in 0..rows.m.cast_signed() {
                    let start = [0, 1, 2]
                        .map(|operand| rows.ptrs[operand].wrapping_offset(row * rows.outer[operand]));
                    visit(start, rows.inner, rows.n);
                }
            });
        };
        let item = |start: [*mut u8; 3], steps: [isize; 3], place: usize| {
            [0, 1, 2].map(|operand| start[operand].wrapping_offset(place.cast_signed() * steps[operand]))
        };
        let some = |walk: &Walk<3>| {
            let mut bits = 0;
            each(walk, &mut |start, steps, count| {
                if (product.rows, product.columns) == (1, 1) {
                    // SAFETY: the walk stays within the stacks, whose items are the product's vectors.
                    bits |= unsafe { product.dots(start, [product.a.along, product.b.down], steps, count) };
                    return;
                }
                for place in 0..count {
                    // SAFETY: the walk stays within the stacks, whose items are the product's matrices.
                    bits |= unsafe { product.run(item(start, steps, place)) };
                }
            });
            bits
        };
        let items: usize = walk.axes().iter().map(|axis| axis.extent).product();
        let flags = conclude(self.chosen, || match walk.cut(MANY_ITEMS, |_, _| true) {
            Some(axis) if items >= MANY_ITEMS => {
                let count = walk.axes()[axis].extent;
                let cost =
                    Cost::Even(product.cost(items / count * product.rows * product.inner * product.columns));
                // SAFETY: items of the output share no memory with each other.
                unsafe { parallel::rows(count, 1, cost, |range| some(&walk.part(axis, range))) }
            }
            _ => some(&walk),
        })?;
        if flags.has(FpFlags::INVALID) && product.is_large() {
            let mut real = false;
            each(&walk, &mut |start, steps, count| {
                for place in 0..count {
                    // SAFETY: as above.
                    real = real
                        || unsafe { product.makes_nan(self.factor_dtype().num(), item(start, steps, place)) };
                }
            });
            if !real {
                return Ok(FpFlags(flags.0 & !FpFlags::INVALID.0));
            }
        }
        Ok(flags)
    }
}

/// Whether all elements lie whole elements apart, from an aligned one on.
fn in_elements(view: View<'_>, parts: &Parts) -> bool {
    let size = view.dtype().itemsize().cast_signed();
    let whole = |step: &isize| step % size == 0;
    view.data().addr().is_multiple_of(view.dtype().alignment())
        && [parts.matrix.down, parts.matrix.along].iter().all(whole)
        && parts.stack_strides.iter().all(whole)
}

/// Makes one product of a stack of them where all have the same second matrix and the rows of the others go on from one item to the next.
fn join_rows(product: &mut Product, parts: &mut [Parts; 3], stack: &mut Dims) {
    while let Some(&extent) = stack.last() {
        let rows = product.rows.cast_signed();
        let goes_on = |parts: &Parts| {
            parts.stack.last() == Some(&extent)
                && parts.stack_strides.last() == Some(&(parts.matrix.down * rows))
        };
        let repeats = parts[1].stack.last().is_none_or(|&extent| extent == 1);
        if !(repeats && rows > 1 && goes_on(&parts[0]) && goes_on(&parts[2])) {
            return;
        }
        product.rows *= extent.cast_unsigned();
        let last = stack.len() - 1;
        stack.remove(last);
        for parts in parts.iter_mut() {
            if let Some(last) = parts.stack.len().checked_sub(1) {
                parts.stack.remove(last);
                parts.stack_strides.remove(last);
            }
        }
    }
}
