//! Carrying out an [`OutsidePlan`]: casts and copies where they are needed, then the loop for the items of the stack.

use std::ffi::c_void;

use super::axes::ordered;
use super::outside::OutsidePlan;
use crate::array::Array;
use crate::call::conclude;
use crate::cast::copy_into;
use crate::error::{Casting, Result};
use crate::flags::FpFlags;
use crate::layout::View;
use crate::loops::MAX_OPERANDS;
use crate::ufunc::external::failed;

impl OutsidePlan {
    /// Computes into `outs`, which have the plan's shapes and which [`Outside::resolve`](super::Outside::resolve) was given or the caller has
    /// allocated with the plan's dtypes. The inputs are those that were resolved, with the values of Python numbers; they may share memory with
    /// the outputs.
    ///
    /// # Errors
    /// The loop's, and memory errors where an operand must be copied.
    ///
    /// # Panics
    /// If an output has another shape than in the plan.
    pub fn execute(&self, inputs: &[View<'_>], outs: &[View<'_>]) -> Result<FpFlags> {
        for (place, out) in outs.iter().enumerate() {
            assert_eq!(out.shape(), self.shape(place), "the output has the plan's shape");
        }
        let given: Vec<View<'_>> = inputs.iter().chain(outs).copied().collect();
        let mut flags = FpFlags::NONE;
        let mut held = Vec::with_capacity(given.len());
        for (operand, &view) in given.iter().enumerate() {
            let others = if operand < inputs.len() {
                outs
            } else {
                &given[inputs.len()..operand]
            };
            let apart = !others.iter().any(|out| view.may_overlap(*out));
            let whole = operand < inputs.len() || view.is_plain();
            if apart && whole && view.dtype() == self.dtype(operand) && is_aligned(view) {
                held.push(None);
                continue;
            }
            let copy = Array::zeros(self.dtype(operand), view.shape())?;
            if operand < inputs.len() {
                flags |= copy_into(copy.view(), view, Casting::Unsafe)?;
            }
            held.push(Some(copy));
        }
        let views: Vec<View<'_>> = given
            .iter()
            .zip(&held)
            .map(|(view, held)| held.as_ref().map_or(*view, |copy| copy.view()))
            .collect();
        flags |= self.run(&views)?;
        for (place, out) in outs.iter().enumerate() {
            if let Some(copy) = &held[inputs.len() + place] {
                flags |= copy_into(*out, copy.view(), Casting::Unsafe)?;
            }
        }
        Ok(flags)
    }

    /// Calls the loop for rows of items: along the last axis of the stack.
    fn run(&self, views: &[View<'_>]) -> Result<FpFlags> {
        let count = views.len();
        let (row, rows) = self
            .stack
            .split_last()
            .map_or((1, &[][..]), |(row, rows)| (*row, rows));
        let mut steps = Vec::with_capacity(count);
        let mut strides = vec![0; count];
        for (operand, &view) in views.iter().enumerate() {
            let (shape, along) = ordered(view, &self.orders[operand]);
            let first = shape.len() - self.cores[operand];
            let mut own = vec![0; self.stack.len() - first];
            own.extend((0..first).map(|axis| if shape[axis] == 1 { 0 } else { along[axis] }));
            strides[operand] = own.pop().unwrap_or(0);
            steps.push(own);
            // Axes that `keepdims` adds are none of the loop's.
            let named = self.outside.names().of(operand).len();
            strides.extend_from_slice(&along[first..][..named]);
        }
        if self.stack.contains(&0) {
            return Ok(FpFlags::NONE);
        }
        let mut extents = vec![row];
        extents.extend_from_slice(&self.sizes);
        let one = &self.outside.loops[self.number];
        let mut places = [std::ptr::null_mut::<c_void>(); MAX_OPERANDS];
        let mut index = vec![0; rows.len()];
        conclude(&self.outside.as_ufunc().loops()[self.number], || {
            loop {
                for (operand, view) in views.iter().enumerate() {
                    let offset: isize = index
                        .iter()
                        .zip(&steps[operand])
                        .map(|(at, step)| at * step)
                        .sum();
                    places[operand] = view.data().wrapping_offset(offset).cast();
                }
                // SAFETY: whoever made the ufunc vouches for the loop; the places are those of items of the operands, which have the loop's
                // dtypes, are aligned, and as long as the extents say.
                let status =
                    unsafe { (one.run)(places.as_ptr(), strides.as_ptr(), extents.as_ptr(), one.argument) };
                if status != 0 {
                    return failed(self.outside.tag, status);
                }
                let Some(axis) = (0..rows.len()).rev().find(|&axis| index[axis] + 1 < rows[axis]) else {
                    return 0;
                };
                index[axis] += 1;
                index[axis + 1..].fill(0);
            }
        })
    }
}

/// Whether all elements lie where those of their dtype may, and whole elements apart.
fn is_aligned(view: View<'_>) -> bool {
    let size = view.dtype().itemsize().cast_signed();
    view.data().addr().is_multiple_of(view.dtype().alignment())
        && view.strides().iter().all(|step| step % size == 0)
}

#[cfg(test)]
mod tests {
    use super::super::outside::{ItemsLoop, Outside};
    use super::*;
    use crate::dtype::TypeNum;
    use crate::error::Error;
    use crate::gufunc::{Axes, AxesItem, GufuncOptions};
    use crate::ufunc::Operand;
    use std::ffi::c_int;

    /// `(m,n),(n)->(m)` of float64; fails where the matrix has a 13.
    unsafe extern "C" fn matvec(
        places: *const *mut c_void,
        strides: *const isize,
        extents: *const isize,
        _: *mut c_void,
    ) -> c_int {
        // SAFETY: three operands with three, two and two strides; three extents.
        unsafe {
            let step = |number: usize| *strides.add(number);
            let at = |operand: usize, offset: isize| (*places.add(operand)).byte_offset(offset).cast::<f64>();
            for item in 0..*extents {
                for i in 0..*extents.add(1) {
                    let mut sum = 0.0;
                    for j in 0..*extents.add(2) {
                        let x = *at(0, item * step(0) + i * step(3) + j * step(4));
                        if x == 13.0 {
                            return 13;
                        }
                        sum += x * *at(1, item * step(1) + j * step(5));
                    }
                    *at(2, item * step(2) + i * step(6)) = sum;
                }
            }
        }
        0
    }

    fn made(signature: &str) -> Result<&'static Outside> {
        let one = ItemsLoop {
            types: vec![TypeNum::Float64; 3],
            run: matvec,
            argument: std::ptr::null_mut(),
        };
        // SAFETY: the function keeps nothing.
        let made = unsafe { Outside::new("mv", signature, (2, 1), 7, vec![one])? };
        Ok(Box::leak(Box::new(made)))
    }

    fn call(a: View<'_>, b: View<'_>, axes: Axes<'_>) -> Result<(Vec<isize>, Vec<f64>)> {
        let options = GufuncOptions {
            axes,
            ..GufuncOptions::default()
        };
        let inputs = [a, b];
        let plan =
            made("(m,n),(n)->(m)")?.resolve(&inputs.map(Operand::Array), &inputs, &[None], &options)?;
        let out = Array::zeros(plan.dtype(2), plan.shape(0))?;
        plan.execute(&inputs, &[out.view()])?;
        Ok((out.view().shape().to_vec(), out.to_vec()))
    }

    #[test]
    fn stacks_broadcast_and_elements_are_cast() {
        let a = Array::from_shape(&[2, 1, 2, 3], (0..12).map(|n| n as i16).collect());
        let b = Array::from_shape(&[4, 3], (0..12).map(f64::from).collect());
        let (shape, values) = call(a.view(), b.view(), Axes::Last).unwrap();
        assert_eq!(shape, [2, 4, 2]);
        let expected = (0..2).flat_map(|s| {
            (0..4).flat_map(move |t| {
                (0..2).map(move |i| {
                    (0..3)
                        .map(|j| f64::from((6 * s + 3 * i + j) * (3 * t + j)))
                        .sum::<f64>()
                })
            })
        });
        assert_eq!(values, expected.collect::<Vec<_>>());
    }

    #[test]
    fn core_axes_may_be_others() {
        let a = Array::from_shape(&[3, 2], (0..6).map(f64::from).collect());
        let b = Array::from_vec(vec![1.0, 10.0, 100.0]);
        let items = [AxesItem::Tuple(vec![1, 0]), AxesItem::One(0), AxesItem::One(0)];
        let (_, values) = call(a.view(), b.view(), Axes::Each(&items)).unwrap();
        assert_eq!(values, [420.0, 531.0]);
    }

    #[test]
    fn what_does_not_fit() {
        let a = Array::from_shape(&[2, 3], vec![1.0; 6]);
        let message = |b: &Array| call(a.view(), b.view(), Axes::Last).unwrap_err().to_string();
        assert!(message(&Array::from_vec(vec![1.0; 4])).contains("size 4 is different from 3"));
        assert!(message(&Array::from_shape(&[], vec![1.0])).contains("not have enough dimensions (has 0"));
        assert!(made("(m,n)->(m)").is_err());
        let unlucky = Array::from_shape(&[1, 1], vec![13.0]);
        let one = Array::from_vec(vec![1.0]);
        let failed = Error::LoopFailed { tag: 7, status: 13 };
        assert_eq!(call(unlucky.view(), one.view(), Axes::Last), Err(failed));
    }

    #[test]
    fn nothing_is_called_for_an_empty_stack_and_empty_sums_are_zero() {
        let a = Array::from_shape(&[0, 2, 3], Vec::<f64>::new());
        let b = Array::from_vec(vec![1.0; 3]);
        assert_eq!(call(a.view(), b.view(), Axes::Last).unwrap().0, [0, 2]);
        let a = Array::from_shape(&[2, 0], Vec::<f64>::new());
        let b = Array::from_vec(Vec::<f64>::new());
        assert_eq!(call(a.view(), b.view(), Axes::Last).unwrap().1, [0.0, 0.0]);
    }
}
