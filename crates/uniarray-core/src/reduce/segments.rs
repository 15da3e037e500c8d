//! `reduceat`: reductions of several parts of an axis.

use super::{Initial, ReduceOptions};
use crate::array::Array;
use crate::cast::copy_into;
use crate::dtype::DType;
use crate::error::{Casting, Error, Result};
use crate::flags::FpFlags;
use crate::layout::{Dims, View, normalize_axis};
use crate::scalar::Scalar;
use crate::ufunc::Ufunc;

/// A reduction of parts of an axis: each begins at an index and ends before the next one, or is that one element where the next index is
/// not greater.
#[derive(Debug)]
pub struct Segments {
    ufunc: &'static Ufunc,
    axis: usize,
    starts: Vec<isize>,
    shape: Dims,
    folded: DType,
    asked: Option<DType>,
}

impl Ufunc {
    /// Prepares `reduceat`. `starts` are indices, of int64; `out` is the dtype of the output, if one was given.
    ///
    /// # Errors
    /// NumPy's, as for [`Ufunc::plan_reduce`], and for indices outside the axis.
    ///
    /// ```
    /// use uniarray_core::{array::Array, table};
    /// let (a, at) = (Array::from_vec(vec![1i64, 2, 3, 4, 5]), Array::from_vec(vec![0i64, 2, 1, 4]));
    /// let plan = table::find("add").unwrap().plan_reduceat(a.view(), at.view(), 0, None, None)?;
    /// let out = Array::zeros(plan.dtype(), plan.shape())?;
    /// plan.execute(a.view(), out.view())?;
    /// assert_eq!(out.to_vec::<i64>(), [3, 3, 9, 5]);
    /// # Ok::<(), uniarray_core::error::Error>(())
    /// ```
    pub fn plan_reduceat(
        &'static self,
        input: View<'_>,
        starts: View<'_>,
        axis: isize,
        out: Option<DType>,
        dtype: Option<DType>,
    ) -> Result<Segments> {
        self.foldable("reduceat")?;
        if input.ndim() == 0 {
            return Err(Error::type_error("cannot reduceat on a scalar"));
        }
        let axis = normalize_axis(axis, input.ndim())?;
        let &[count] = starts.shape() else {
            return Err(Error::value(if starts.ndim() == 0 {
                "object of too small depth for desired array"
            } else {
                "object too deep for desired array"
            }));
        };
        let extent = input.shape()[axis];
        let start = |place: isize| match starts.get(&[place]) {
            Some(Scalar::Int64(start)) if (0..extent as i64).contains(&start) => Ok(start as isize),
            Some(Scalar::Int64(start)) => Err(Error::index(format!(
                "index {start} out-of-bounds in {}.reduceat [0, {extent})",
                self.name()
            ))),
            _ => Err(Error::type_error("indices must be of int64")),
        };
        let starts: Vec<isize> = (0..count).map(start).collect::<Result<_>>()?;
        let folded = self.fold_loop(input.dtype(), out, dtype)?.dtype(0);
        let mut shape = Dims::from_slice(input.shape());
        shape[axis] = count;
        Ok(Segments {
            ufunc: self,
            axis,
            starts,
            shape,
            folded,
            asked: dtype,
        })
    }
}

impl Segments {
    /// The shape of the result.
    pub fn shape(&self) -> &[isize] {
        &self.shape
    }

    /// The dtype of the result, unless an output was given.
    pub fn dtype(&self) -> DType {
        self.folded
    }

    /// Computes into `out`.
    ///
    /// # Errors
    /// `ValueError` for an output of another shape; memory errors and negative integer powers.
    pub fn execute(&self, input: View<'_>, out: View<'_>) -> Result<FpFlags> {
        if out.shape() != &*self.shape {
            let shapes = vec![
                Dims::from_slice(out.shape()),
                Dims::from_slice(input.shape()),
                self.shape.clone(),
            ];
            return Err(Error::Broadcast { shapes });
        }
        if out.may_overlap(input) {
            let held = Array::zeros(out.dtype(), &self.shape)?;
            let flags = self.execute(input, held.view())?;
            return Ok(flags | copy_into(out, held.view(), Casting::Unsafe)?);
        }
        let axes = [self.axis.cast_signed()];
        let options = ReduceOptions {
            axes: Some(&axes),
            dtype: self.asked,
            // A part of one element is that element, whatever the operation would make of it.
            initial: Some(Initial::Elements),
            ..ReduceOptions::default()
        };
        let (mut shape, mut strides) = (Dims::from_slice(out.shape()), Dims::from_slice(out.strides()));
        let step = strides.remove(self.axis);
        shape.remove(self.axis);
        let mut part = Dims::from_slice(input.shape());
        let mut flags = FpFlags::NONE;
        for (place, &start) in self.starts.iter().enumerate() {
            let end = match self.starts.get(place + 1) {
                Some(&next) if next > start => next,
                Some(_) => start + 1,
                None => input.shape()[self.axis],
            };
            part[self.axis] = end - start;
            let first = input.data().wrapping_offset(start * input.strides()[self.axis]);
            let into = out.data().wrapping_offset(place.cast_signed() * step);
            // SAFETY: both are within the axis: the starts were checked, and the result has a place for each.
            let (source, into) = unsafe {
                (
                    input.with_layout(first, &part, input.strides()),
                    out.with_layout(into, &shape, &strides),
                )
            };
            flags |= self
                .ufunc
                .plan_reduce(source, Some(into), &options)?
                .execute(source, into, &options)?;
        }
        Ok(flags)
    }
}
