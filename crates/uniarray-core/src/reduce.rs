//! Folding arrays along axes with a ufunc: `reduce` and `accumulate`.
//!
//! As with calls, [`Ufunc::plan_reduce`] tells shape and dtype of the result, the caller allocates it, and [`Reduction::execute`] computes. The
//! result begins with the identity, the initial value or the first elements; then each element is folded in, by
//! [`Fold`](crate::fold::Fold) kernels along an innermost reduced axis and by the ufunc's own loop, in place, otherwise.

use crate::array::Array;
use crate::cast::copy_into;
use crate::dtype::{DType, Kind};
use crate::error::{Casting, Error, Result};
use crate::flags::{FpFlags, watch};
use crate::iter::Walk;
use crate::layout::{Dims, View, normalize_axis, same_shape};
use crate::loops::{self, Loop, Watch};
use crate::promote::{promote_types, weak_value};
use crate::scalar::{Scalar, Weak};
use crate::ufunc::Ufunc;

mod accumulate;
mod folding;
mod parts;
mod segments;

use folding::Folding;
pub use segments::Segments;

/// What a reduction begins with.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Initial {
    /// A value with a dtype.
    Scalar(Scalar),
    /// A Python number.
    Weak(Weak),
    /// The first elements, also where there is an identity.
    Elements,
}

/// The keywords of a reduction.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReduceOptions<'a> {
    /// `axis=`: the axes that go; `None` for all. Negative ones count from the end.
    pub axes: Option<&'a [isize]>,
    /// `keepdims=`: reduced axes stay with extent 1.
    pub keepdims: bool,
    /// `dtype=`: what elements are cast to before they are folded.
    pub dtype: Option<DType>,
    /// `initial=`.
    pub initial: Option<Initial>,
    /// `where=`: a bool array that broadcasts to the input; other elements are left out.
    pub mask: Option<View<'a>>,
}

/// A reduction with its loop chosen.
#[derive(Debug)]
pub struct Reduction {
    ufunc: &'static Ufunc,
    chosen: &'static Loop,
    reduced: [bool; crate::layout::MAX_DIMS],
    /// How many axes go along which there is more than one element, or none.
    long: usize,
    shape: Dims,
}

impl Ufunc {
    /// The dtype in which NumPy sums and multiplies: small integers and bool grow to 64 bits.
    fn grown(&self, dtype: DType) -> Option<DType> {
        if dtype.itemsize() >= 8 || !matches!(self.name(), "add" | "multiply") {
            return None;
        }
        match dtype.kind() {
            Kind::Bool | Kind::Signed => Some(DType::INT64),
            Kind::Unsigned => Some(DType::UINT64),
            _ => None,
        }
    }

    /// Whether the function has the arguments and results that methods like `reduce` need.
    ///
    /// # Errors
    /// NumPy's `ValueError` if it has not.
    pub fn foldable(&self, method: &'static str) -> Result<()> {
        match (self.nin(), self.nout()) {
            (2, 1) => Ok(()),
            (2, _) => Err(Error::ManyOutputs { method }),
            _ => Err(Error::NotReducible { method }),
        }
    }

    /// The loop for folding `input` into an `out` that may have been given.
    fn fold_loop(
        &'static self,
        input: DType,
        out: Option<DType>,
        dtype: Option<DType>,
    ) -> Result<&'static Loop> {
        let dtype = match (dtype, out) {
            (None, None) => self.grown(input),
            _ => dtype,
        };
        let input = match (dtype, out) {
            (None, Some(out)) => promote_types(input, out),
            _ => input,
        };
        self.folding(input, dtype)
    }

    /// Chooses the loop of a reduction and finds shape and dtype of the result. `out` is the output, if one was given.
    ///
    /// # Errors
    /// NumPy's: ufuncs that do not reduce, axes out of bounds, nothing to reduce and no identity, outputs of a wrong shape.
    ///
    /// ```
    /// use uniarray_core::{array::Array, reduce::ReduceOptions, table};
    /// let a = Array::from_shape(&[2, 3], vec![1u8, 2, 3, 4, 5, 250]);
    /// let options = ReduceOptions { axes: Some(&[1]), ..Default::default() };
    /// let plan = table::find("add").unwrap().plan_reduce(a.view(), None, &options)?;
    /// let out = Array::zeros(plan.dtype(), plan.shape())?;
    /// plan.execute(a.view(), out.view(), &options)?;
    /// assert_eq!(out.to_vec::<u64>(), [6, 259]);
    /// # Ok::<(), uniarray_core::error::Error>(())
    /// ```
    pub fn plan_reduce(
        &'static self,
        input: View<'_>,
        out: Option<View<'_>>,
        options: &ReduceOptions<'_>,
    ) -> Result<Reduction> {
        self.foldable("reduce")?;
        let mut reduced = [options.axes.is_none(); crate::layout::MAX_DIMS];
        for &axis in options.axes.unwrap_or_default() {
            let axis = normalize_axis(axis, input.ndim())?;
            if std::mem::replace(&mut reduced[axis], true) {
                return Err(Error::DuplicateAxis);
            }
        }
        let chosen = self.fold_loop(input.dtype(), out.map(View::dtype), options.dtype)?;
        let count = reduced[..input.ndim()].iter().filter(|reduced| **reduced).count();
        if count > 1 && !self.reorderable() {
            return Err(Error::NotReorderable { ufunc: self.name() });
        }
        let several = |(extent, reduced): &(&isize, &bool)| **reduced && **extent != 1;
        let long = input.shape().iter().zip(&reduced).filter(several).count();
        let mut shape = Dims::new();
        for (&extent, &reduced) in input.shape().iter().zip(&reduced) {
            match reduced {
                false => shape.push(extent),
                true if options.keepdims => shape.push(1),
                true => {}
            }
        }
        if let Some(out) = out {
            if out.ndim() != shape.len() {
                let (found, expected) = (out.ndim(), shape.len());
                return Err(Error::ReductionOutput {
                    ufunc: self.name(),
                    found,
                    expected,
                });
            }
            if out.shape() != &*shape {
                let shapes = vec![Dims::from_slice(out.shape()), Dims::from_slice(input.shape())];
                return Err(Error::Broadcast { shapes });
            }
        }
        if let Some(mask) = options.mask {
            if mask.dtype() != DType::BOOL {
                return Err(Error::Cast {
                    from: mask.dtype(),
                    to: DType::BOOL,
                    casting: Casting::Safe,
                });
            }
            if crate::layout::broadcast_strides(mask.shape(), mask.strides(), input.shape()).is_none() {
                let shapes = vec![Dims::from_slice(input.shape()), Dims::from_slice(mask.shape())];
                return Err(Error::Broadcast { shapes });
            }
        }
        let plan = Reduction {
            ufunc: self,
            chosen,
            reduced,
            long,
            shape,
        };
        if plan.start(options)?.is_none() || options.initial == Some(Initial::Elements) {
            if options.mask.is_some() {
                return Err(Error::ReductionNeedsInitial { ufunc: self.name() });
            }
            // Also where the result has no elements: as long as there was nothing to reduce along some axis.
            let nothing = input
                .shape()
                .iter()
                .zip(&plan.reduced)
                .any(|(&extent, &reduced)| reduced && extent == 0);
            if nothing {
                return Err(Error::EmptyReduction { ufunc: self.name() });
            }
        }
        Ok(plan)
    }
}

fn conclude(bits: u32, flags: FpFlags) -> Result<FpFlags> {
    loops::check(bits)?;
    Ok(flags | FpFlags(bits))
}

impl Reduction {
    /// The shape of the result.
    pub fn shape(&self) -> &[isize] {
        &self.shape
    }

    /// The dtype of the result, unless an output was given.
    pub fn dtype(&self) -> DType {
        self.chosen.dtype(0)
    }

    /// What the result begins with, if not with elements.
    fn start(&self, options: &ReduceOptions<'_>) -> Result<Option<Scalar>> {
        Ok(match options.initial {
            Some(Initial::Scalar(value)) => Some(value.cast(self.dtype())),
            Some(Initial::Weak(value)) => Some(weak_value(value, self.dtype())?),
            Some(Initial::Elements) if self.long < 2 => None,
            // Along several axes the first elements would be folded in twice.
            Some(Initial::Elements) | None => self.ufunc.identity().value(self.dtype()),
        })
    }

    /// Computes into `out`, which has the plan's shape.
    ///
    /// # Errors
    /// Memory errors, where the output has another dtype or shares memory with the input, and negative integer powers.
    ///
    /// # Panics
    /// If `out` has another shape.
    pub fn execute(&self, input: View<'_>, out: View<'_>, options: &ReduceOptions<'_>) -> Result<FpFlags> {
        assert!(
            same_shape(out.shape(), &self.shape),
            "the output has the plan's shape"
        );
        let apart = !out.may_overlap(input) && options.mask.is_none_or(|mask| !out.may_overlap(mask));
        if out.dtype() == self.dtype() && apart {
            return self.execute_apart(input, out, options);
        }
        let held = Array::zeros(self.dtype(), &self.shape)?;
        let flags = self.execute_apart(input, held.view(), options)?;
        Ok(flags | copy_into(out, held.view(), Casting::Unsafe)?)
    }

    fn execute_apart(&self, input: View<'_>, out: View<'_>, options: &ReduceOptions<'_>) -> Result<FpFlags> {
        // The output with all axes of the input, stride 0 along reduced ones, and with extent 1 there.
        let mut strides = Dims::filled(0, input.ndim());
        let mut single = Dims::filled(1, input.ndim());
        let mut rest = Dims::from_slice(input.shape());
        let mut own = 0;
        for axis in 0..input.ndim() {
            if self.reduced[axis] {
                own += options.keepdims as usize;
            } else {
                (strides[axis], single[axis]) = (out.strides()[own], out.shape()[own]);
                own += 1;
            }
        }
        // SAFETY: the same elements, with axes of extent 1 put in.
        let first = unsafe { out.with_layout(out.data(), &single, &strides) };
        let mut data = input.data();
        match self.start(options)? {
            Some(value) => {
                if out.ndim() == 0 {
                    // SAFETY: an output without axes is one element, and `start` gave the value its dtype.
                    unsafe { value.write(out.data()) };
                } else {
                    let mut slot = 0u128;
                    // SAFETY: sixteen bytes hold any element.
                    unsafe { value.write((&raw mut slot).cast()) };
                    // SAFETY: the one element just written, which is only read.
                    let one = unsafe { View::new((&raw mut slot).cast(), value.dtype(), &[], &[]) };
                    copy_into(out, one, Casting::No)?;
                }
            }
            None if input.size() == 0 => return Ok(FpFlags::NONE),
            None => {
                // SAFETY: the first elements along the reduced axes, which there are.
                let source = unsafe { input.with_layout(data, &single, input.strides()) };
                copy_into(first, source, Casting::Unsafe)?;
                // An axis alone goes on behind them; along several they are folded once more, which changes nothing in the
                // operations that have no identity but may be reordered (greater, lesser).
                let mut axes =
                    (0..input.ndim()).filter(|&axis| self.reduced[axis] && input.shape()[axis] > 1);
                match (axes.next(), axes.next()) {
                    (None, _) => return Ok(FpFlags::NONE),
                    (Some(axis), None) => {
                        rest[axis] -= 1;
                        data = data.wrapping_offset(input.strides()[axis]);
                    }
                    _ => {}
                }
            }
        }
        // SAFETY: within the input; and the output's elements, repeated along reduced axes.
        let (input, total) = unsafe {
            (
                input.with_layout(data, &rest, input.strides()),
                out.with_layout(out.data(), &rest, &strides),
            )
        };
        let plain = out.is_plain();
        let mut bits = 0;
        let mut work = || {
            bits = match options.mask {
                None => {
                    let walk = self.walk([total, input]);
                    parts::whole(self.chosen, &walk, input.dtype()).unwrap_or_else(|| {
                        parts::shared(self.chosen, &walk, plain, |walk| {
                            let mut folding = Folding::new(self.chosen, input.dtype());
                            walk.for_each(|rows| folding.rows(rows));
                            folding.bits
                        })
                    })
                }
                Some(mask) => parts::shared(self.chosen, &self.walk([total, input, mask]), plain, |walk| {
                    let mut folding = Folding::new(self.chosen, input.dtype());
                    walk.for_each(|rows| folding.masked(rows));
                    folding.bits
                }),
            };
        };
        let flags = match self.chosen.watch {
            Watch::Status => watch(work).1,
            _ => {
                work();
                FpFlags::NONE
            }
        };
        conclude(bits, flags)
    }

    fn walk<const N: usize>(&self, views: [View<'_>; N]) -> Walk<N> {
        let shape = views[0].shape();
        if self.ufunc.reorderable() {
            Walk::new(shape, views)
        } else {
            Walk::forward(shape, views)
        }
    }
}

#[cfg(test)]
mod tests;
