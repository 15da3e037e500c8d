//! What has been folded up to each element.

use super::conclude;
use crate::array::Array;
use crate::cast::copy_into;
use crate::dtype::DType;
use crate::error::{Casting, Error, Result};
use crate::flags::{FpFlags, watch};
use crate::iter::Walk;
use crate::layout::{Dims, View, normalize_axis};
use crate::loops::{Block, Loop, Watch};
use crate::ufunc::Ufunc;

impl Ufunc {
    /// The dtype of `accumulate`'s result unless an output is given; its shape is the input's.
    ///
    /// # Errors
    /// NumPy's, as for [`Ufunc::plan_reduce`].
    pub fn accumulate_dtype(
        &'static self,
        input: View<'_>,
        axis: isize,
        out: Option<DType>,
        dtype: Option<DType>,
    ) -> Result<DType> {
        self.foldable("accumulate")?;
        if input.ndim() == 0 {
            return Err(Error::type_error("cannot accumulate on a scalar"));
        }
        normalize_axis(axis, input.ndim())?;
        Ok(self.fold_loop(input.dtype(), out, dtype)?.dtype(0))
    }

    /// Writes to `out`, of the input's shape, what has been folded up to each element along an axis.
    ///
    /// # Errors
    /// NumPy's, as for [`Ufunc::accumulate_dtype`].
    ///
    /// ```
    /// use uniarray_core::{array::Array, table};
    /// let (a, add) = (Array::from_vec(vec![1.5f64, 2.0, -1.0]), table::find("add").unwrap());
    /// let out = Array::zeros(add.accumulate_dtype(a.view(), 0, None, None)?, &[3])?;
    /// add.accumulate(a.view(), 0, out.view(), None)?;
    /// assert_eq!(out.to_vec::<f64>(), [1.5, 3.5, 2.5]);
    /// # Ok::<(), uniarray_core::error::Error>(())
    /// ```
    pub fn accumulate(
        &'static self,
        input: View<'_>,
        axis: isize,
        out: View<'_>,
        dtype: Option<DType>,
    ) -> Result<FpFlags> {
        let folded = self.accumulate_dtype(input, axis, Some(out.dtype()), dtype)?;
        let axis = normalize_axis(axis, input.ndim())?;
        if out.shape() != input.shape() {
            return Err(Error::value(
                "provided out is the wrong size for the accumulation.",
            ));
        }
        let chosen = self.folding(folded, Some(folded))?;
        // Places of the output that are one place in memory would be folded into each other.
        if out.dtype() != folded || out.may_overlap_itself() {
            let held = Array::zeros(folded, input.shape())?;
            let flags = run_along(chosen, input, axis, held.view())?;
            return Ok(flags | copy_into(out, held.view(), Casting::Unsafe)?);
        }
        run_along(chosen, input, axis, out)
    }
}

/// Accumulates into an output of the loop's dtype.
fn run_along(chosen: &Loop, input: View<'_>, axis: usize, out: View<'_>) -> Result<FpFlags> {
    let mut flags = FpFlags::NONE;
    // What needs a cast or shares memory is copied to the output first and then folded there.
    let input = if input.dtype() == out.dtype() && !input.may_overlap(out) {
        input
    } else {
        flags |= copy_into(out, input, Casting::Unsafe)?;
        out
    };
    if out.size() == 0 {
        return Ok(flags);
    }
    let extent = out.shape()[axis] as usize;
    let (step, from) = (out.strides()[axis], input.strides()[axis]);
    let mut lines = Dims::from_slice(out.shape());
    lines[axis] = 1;
    // SAFETY: the first elements along the axis.
    let (first, source) = unsafe {
        (
            out.with_layout(out.data(), &lines, out.strides()),
            input.with_layout(input.data(), &lines, input.strides()),
        )
    };
    copy_into(first, source, Casting::No)?;
    let mut bits = 0;
    let mut work = || {
        Walk::forward(&lines, [first, source]).for_each(|rows| {
            let [total, element] = rows.ptrs;
            let null = std::ptr::null_mut();
            let next = |ptr: *mut u8, step: isize| ptr.wrapping_offset(step);
            let mut block = Block {
                ptrs: [total, next(element, from), next(total, step), null],
                inner: [rows.inner[0], rows.inner[1], rows.inner[0], 0],
                outer: [rows.outer[0], rows.outer[1], rows.outer[0], 0],
                n: rows.n,
                m: rows.m,
            };
            if rows.n * rows.m >= 8 {
                // Many lines side by side: one step along the axis for all of them at a time.
                for _ in 1..extent {
                    // SAFETY: element `i` of each line is within the views for every `i < extent`.
                    bits |= unsafe { chosen.form(&block.inner)(&block) };
                    for (ptr, step) in block.ptrs.iter_mut().zip([step, from, step]) {
                        *ptr = ptr.wrapping_offset(step);
                    }
                }
                return;
            }
            for row in 0..rows.m as isize {
                for line in 0..rows.n as isize {
                    let at = |operand: usize| row * block.outer[operand] + line * block.inner[operand];
                    let mut along = block;
                    along.ptrs =
                        std::array::from_fn(|operand| block.ptrs[operand].wrapping_offset(at(operand)));
                    along.inner = [step, from, step, 0];
                    (along.n, along.m) = (extent - 1, 1);
                    // SAFETY: as above; each result is an input of the next one.
                    bits |= unsafe { chosen.run_in_order(&along) };
                }
            }
        });
    };
    match chosen.watch {
        Watch::Status => flags |= watch(work).1,
        _ => work(),
    }
    conclude(bits, flags)
}
