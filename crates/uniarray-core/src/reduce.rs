//! Folding arrays along axes with a ufunc: `reduce` and `accumulate`.
//!
//! As with calls, [`Ufunc::plan_reduce`] tells shape and dtype of the result, the caller allocates it, and [`Reduction::execute`] computes. The
//! result begins with the identity, the initial value or the first elements; then each element is folded in, by
//! [`Fold`](crate::fold::Fold) kernels along an innermost reduced axis and by the ufunc's own loop, in place, otherwise.

use std::mem::MaybeUninit;

use crate::array::Array;
use crate::cast::{cast_loop, copy_into};
use crate::dtype::{DType, Kind};
use crate::error::{Casting, Error, Result};
use crate::flags::{FpFlags, watch};
use crate::iter::{Rows, Walk};
use crate::layout::{Dims, View, normalize_axis, size_of_shape};
use crate::loops::{Block, Loop, MAX_OPERANDS, NEGATIVE_POWER, Watch};
use crate::promote::{promote_types, weak_value};
use crate::scalar::{Scalar, Weak};
use crate::ufunc::Ufunc;

/// Elements that are cast at a time.
const CHUNK: usize = 1024;

/// What a reduction begins with.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Initial {
    /// A value with a dtype.
    Scalar(Scalar),
    /// A Python number.
    Weak(Weak),
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
    shape: Dims,
}

impl Ufunc {
    /// The dtype in which NumPy sums and multiplies: small integers and bool grow to 64 bits.
    fn grown(&self, dtype: DType) -> Option<DType> {
        if !matches!(self.name(), "add" | "multiply") || dtype.itemsize() >= 8 {
            return None;
        }
        match dtype.kind() {
            Kind::Bool | Kind::Signed => Some(DType::INT64),
            Kind::Unsigned => Some(DType::UINT64),
            _ => None,
        }
    }

    fn foldable(&self, method: &'static str) -> Result<()> {
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
        let count = reduced[..input.ndim()].iter().filter(|reduced| **reduced).count();
        if count > 1 && !self.reorderable() {
            return Err(Error::NotReorderable { ufunc: self.name() });
        }
        let chosen = self.fold_loop(input.dtype(), out.map(View::dtype), options.dtype)?;
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
            shape,
        };
        if plan.start(options)?.is_none() {
            if options.mask.is_some() {
                return Err(Error::ReductionNeedsInitial { ufunc: self.name() });
            }
            if input.size() == 0 && size_of_shape(&plan.shape) != 0 {
                return Err(Error::EmptyReduction { ufunc: self.name() });
            }
        }
        Ok(plan)
    }

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
        if out.dtype() != folded {
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
                    // SAFETY: as above; the strided form goes through a line in order.
                    bits |= unsafe { chosen.strided()(&along) };
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

fn conclude(bits: u32, flags: FpFlags) -> Result<FpFlags> {
    if bits & NEGATIVE_POWER != 0 {
        Err(Error::NegativeIntegerPower)
    } else {
        Ok(flags | FpFlags(bits))
    }
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
            None => self.ufunc.identity().value(self.dtype()),
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
        assert_eq!(out.shape(), &*self.shape, "the output has the plan's shape");
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
                let one = Array::zeros(value.dtype(), &[])?;
                // SAFETY: the one element of `one`.
                unsafe { value.write(one.view().data()) };
                copy_into(out, one.view(), Casting::No)?;
            }
            None if input.size() == 0 => return Ok(FpFlags::NONE),
            None => {
                // SAFETY: the first elements along the reduced axes, which there are.
                let source = unsafe { input.with_layout(data, &single, input.strides()) };
                copy_into(first, source, Casting::Unsafe)?;
                // An axis alone goes on behind them; along several they are folded once more, which changes nothing in the
                // operations that have no identity but may be reordered (greater, lesser, common multiple).
                let mut axes = (0..input.ndim()).filter(|axis| self.reduced[*axis]);
                if let (Some(axis), None) = (axes.next(), axes.next()) {
                    rest[axis] -= 1;
                    data = data.wrapping_offset(input.strides()[axis]);
                } else if self.reduced[..input.ndim()].iter().all(|reduced| !reduced) {
                    return Ok(FpFlags::NONE);
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
        let mut folding = Folding::new(self.chosen, input.dtype());
        let mut work = || match options.mask {
            None => self.walk([total, input]).for_each(|rows| folding.rows(rows)),
            Some(mask) => self
                .walk([total, input, mask])
                .for_each(|rows| folding.masked(rows)),
        };
        let flags = match self.chosen.watch {
            Watch::Status => watch(work).1,
            _ => {
                work();
                FpFlags::NONE
            }
        };
        conclude(folding.bits, flags)
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

/// Folds rows of elements, operand 1, into operand 0.
struct Folding<'a> {
    chosen: &'a Loop,
    cast: Option<&'static Loop>,
    buffer: MaybeUninit<[u128; CHUNK]>,
    bits: u32,
}

impl<'a> Folding<'a> {
    fn new(chosen: &'a Loop, input: DType) -> Folding<'a> {
        let wanted = chosen.dtype(1);
        let cast = (wanted != input).then(|| cast_loop(input, wanted));
        Folding {
            chosen,
            cast,
            buffer: MaybeUninit::uninit(),
            bits: 0,
        }
    }

    fn rows(&mut self, rows: &Rows<2>) {
        if self.cast.is_none() {
            self.fold(rows.block());
        } else {
            (0..rows.m).for_each(|row| self.row(rows, row, 0, rows.n));
        }
    }

    fn masked(&mut self, rows: &Rows<3>) {
        for row in 0..rows.m {
            let mask = rows.ptrs[2].wrapping_offset(row as isize * rows.outer[2]);
            // SAFETY: the walk stays within the mask, whose elements are bytes.
            let chosen = |place: usize| unsafe { *mask.wrapping_offset(place as isize * rows.inner[2]) != 0 };
            let mut start = 0;
            while start < rows.n {
                let end = (start..rows.n).find(|&place| !chosen(place)).unwrap_or(rows.n);
                self.row(rows, row, start, end);
                start = (end..rows.n).find(|&place| chosen(place)).unwrap_or(rows.n);
            }
        }
    }

    /// Elements `start..end` of one row.
    fn row<const N: usize>(&mut self, rows: &Rows<N>, row: usize, start: usize, end: usize) {
        let at = |operand: usize, place: usize| {
            let offset = row as isize * rows.outer[operand] + place as isize * rows.inner[operand];
            rows.ptrs[operand].wrapping_offset(offset)
        };
        let null = std::ptr::null_mut();
        let mut done = start;
        while done < end {
            let mut block = Block {
                ptrs: [at(0, done), at(1, done), null, null],
                inner: [rows.inner[0], rows.inner[1], 0, 0],
                outer: [0; MAX_OPERANDS],
                n: end - done,
                m: 1,
            };
            if let Some(cast) = self.cast {
                block.n = block.n.min(CHUNK);
                let buffer = self.buffer.as_mut_ptr().cast::<u8>();
                let size = self.chosen.dtype(1).itemsize() as isize;
                // SAFETY: at most a chunk of the walk's elements goes into the buffer.
                self.bits |= unsafe { cast.run_unary(block.ptrs[1], block.inner[1], buffer, size, block.n) };
                (block.ptrs[1], block.inner[1]) = (buffer, size);
            }
            self.fold(block);
            done += block.n;
        }
    }

    fn fold(&mut self, mut block: Block) {
        if block.inner[0] == 0
            && let Some(fold) = &self.chosen.fold
        {
            let kernel = fold.form(block.inner[1], self.chosen.dtype(1).itemsize());
            // SAFETY: operand 0 is one element per row, operand 1 a row of elements of the same dtype.
            self.bits |= unsafe { kernel(&block) };
            return;
        }
        (block.ptrs[2], block.inner[2], block.outer[2]) = (block.ptrs[0], block.inner[0], block.outer[0]);
        // SAFETY: totals and elements of the loop's dtype; the totals are read and written in step.
        self.bits |= unsafe { self.chosen.form(&block.inner)(&block) };
    }
}

#[cfg(test)]
mod tests;
