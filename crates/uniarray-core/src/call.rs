//! Carrying out a [`Plan`]: from operands to blocks to kernels.
//!
//! Operands that are not of the loop's dtype are cast in chunks through buffers on the stack; inputs that an output overlaps in another
//! order are copied first; with a mask only the runs of true elements are computed.

use std::mem::MaybeUninit;

pub(crate) mod shared;

use crate::array::Array;
use crate::cast::{cast_loop, copy_into};
use crate::dtype::DType;
use crate::error::{Casting, Result};
use crate::flags::{FpFlags, watch};
use crate::iter::{Rows, Walk};
use crate::layout::{View, same_shape, size_of_shape};
use crate::loops::{self, Block, Loop, MAX_OPERANDS, Watch};
use crate::promote::{lost_in_cast, weak_truth, weak_value};
use crate::scalar::{Scalar, Weak};
use crate::ufunc::{CallOptions, Operand, Plan, Rule, Ufunc};

/// Elements that are cast at a time.
const CHUNK: usize = 512;

/// Room for an element of any dtype, aligned for all.
#[derive(Clone, Copy)]
#[repr(C, align(16))]
pub(crate) struct Slot(pub(crate) [u8; 16]);

/// Room for a chunk of elements of any dtype.
#[repr(C, align(64))]
struct Buffer([MaybeUninit<u8>; 16 * CHUNK]);

/// Runs the work of a loop and joins what the CPU and the kernels report.
#[inline]
pub(crate) fn conclude(chosen: &Loop, work: impl FnOnce() -> u32) -> Result<FpFlags> {
    let (bits, flags) = match chosen.watch {
        Watch::Status => watch(work),
        Watch::Nothing | Watch::Returned => (work(), FpFlags::NONE),
    };
    loops::check(bits)?;
    Ok(flags | FpFlags(bits))
}

impl Ufunc {
    /// A Python number as an input of a loop.
    #[inline]
    pub(crate) fn number(&self, number: Weak, dtype: DType) -> Result<Scalar> {
        if dtype == DType::BOOL || matches!(self.rule(), Rule::Truth) {
            Ok(weak_truth(number)?.cast(dtype))
        } else {
            weak_value(number, dtype)
        }
    }
}

impl Plan {
    /// Computes into `outs`, which have the plan's shape and which [`Ufunc::resolve`](crate::ufunc::Ufunc::resolve) was given or the caller
    /// has allocated with the plan's dtypes. Inputs and options are those that were resolved.
    ///
    /// # Errors
    /// Python integers out of bounds, a negative integer power, and memory errors where overlap asks for a copy.
    ///
    /// # Panics
    /// If operands differ from those resolved in number or shape.
    #[inline]
    pub fn execute(
        &self,
        inputs: &[Operand<'_>],
        outs: &[View<'_>],
        options: &CallOptions<'_>,
    ) -> Result<FpFlags> {
        assert!(
            inputs.len() == self.ufunc.nin() && outs.len() == self.ufunc.nout(),
            "operands as resolved"
        );
        assert!(
            outs.iter().all(|out| same_shape(out.shape(), &self.shape)),
            "outputs have the plan's shape"
        );
        if options.mask.is_none() && self.constant.is_none() {
            let mut slots = [const { MaybeUninit::uninit() }; MAX_OPERANDS];
            if let Some((block, lost)) = self.one_block(inputs, outs, &mut slots)? {
                // SAFETY: `one_block` found operands of the plan's shape, or single elements with stride 0, of the loop's dtypes.
                let run = || unsafe { shared::run(self.chosen, &block) };
                return Ok(conclude(self.chosen, run)? | lost);
            }
        }
        self.execute_any(inputs, outs, options)
    }

    /// The whole call as one block, in the usual case: every operand has the plan's shape and the loop's dtype, and is contiguous or has at
    /// most two axes in C order, or is a single number; and it shares no memory with an output, or is that output.
    #[inline]
    fn one_block(
        &self,
        inputs: &[Operand<'_>],
        outs: &[View<'_>],
        slots: &mut [MaybeUninit<Slot>; MAX_OPERANDS],
    ) -> Result<Option<(Block, FpFlags)>> {
        let (m, n) = match *self.shape {
            [m, n] => (m as usize, n as usize),
            _ => (1, size_of_shape(&self.shape)),
        };
        let null = std::ptr::null_mut();
        let mut block = Block {
            ptrs: [null; MAX_OPERANDS],
            inner: [0; MAX_OPERANDS],
            outer: [0; MAX_OPERANDS],
            n,
            m,
        };
        let mut single = true;
        let mut lost = FpFlags::NONE;
        let nin = inputs.len();
        for (place, out) in (nin..).zip(outs) {
            if out.dtype() != self.chosen.dtype(place) {
                return Ok(None);
            }
            let Some((outer, inner)) = steps(out, n) else {
                return Ok(None);
            };
            if n > 1 && inner > outer {
                return Ok(None);
            }
            block.ptrs[place] = out.data();
            (block.outer[place], block.inner[place]) = (outer, inner);
            single &= outer == inner * n as isize;
        }
        for (place, input) in inputs.iter().enumerate() {
            let dtype = self.chosen.dtype(place);
            match *input {
                Operand::Array(view) if view.ndim() == 0 => {
                    if view.dtype() != dtype {
                        return Ok(None);
                    }
                    block.ptrs[place] = view.data();
                }
                Operand::Array(view) => {
                    if view.dtype() != dtype || !same_shape(view.shape(), &self.shape) {
                        return Ok(None);
                    }
                    let Some((outer, inner)) = steps(&view, n) else {
                        return Ok(None);
                    };
                    block.ptrs[place] = view.data();
                    (block.outer[place], block.inner[place]) = (outer, inner);
                    single &= outer == inner * n as isize;
                }
                Operand::Weak(weak) => {
                    let slot = slots[place].as_mut_ptr().cast::<u8>();
                    let value = self.ufunc.number(weak, dtype)?;
                    lost |= lost_in_cast(weak, value);
                    // SAFETY: a slot holds any element.
                    unsafe { value.write(slot) };
                    block.ptrs[place] = slot;
                    continue;
                }
            }
            let (start, end) = self.reach(&block, place);
            for out in nin..nin + outs.len() {
                let (first, last) = self.reach(&block, out);
                if start < last && first < end {
                    // Both walk the same elements in step, or not.
                    let same = start == first
                        && end == last
                        && block.inner[place] == block.inner[out]
                        && block.outer[place] == block.outer[out];
                    if !same {
                        return Ok(None);
                    }
                }
            }
        }
        if single {
            (block.n, block.m) = (n * m, 1);
        }
        Ok(Some((block, lost)))
    }

    /// The addresses between which an operand of a block lies; its steps are not negative.
    #[inline]
    fn reach(&self, block: &Block, operand: usize) -> (usize, usize) {
        let start = block.ptrs[operand].addr();
        let rows = block.m.saturating_sub(1) * block.outer[operand].unsigned_abs();
        let row = block.n.saturating_sub(1) * block.inner[operand].unsigned_abs();
        (start, start + rows + row + self.chosen.dtype(operand).itemsize())
    }

    /// Any call.
    #[inline(never)]
    fn execute_any(
        &self,
        inputs: &[Operand<'_>],
        outs: &[View<'_>],
        options: &CallOptions<'_>,
    ) -> Result<FpFlags> {
        if let Some(value) = self.constant {
            return fill_where(outs[0], Scalar::from(value), options.mask);
        }
        let mut lost = FpFlags::NONE;
        let mut slots = [const { Slot([0; 16]) }; MAX_OPERANDS];
        let mut held: [Option<Array>; MAX_OPERANDS] = [const { None }; MAX_OPERANDS];
        // Outputs first, so that the unused places hold something harmless.
        let mut views = [outs[0]; MAX_OPERANDS];
        for ((place, input), held) in inputs.iter().enumerate().zip(&mut held) {
            let dtype = self.chosen.dtype(place);
            let value = match *input {
                Operand::Weak(weak) => {
                    let value = self.ufunc.number(weak, dtype)?;
                    lost |= lost_in_cast(weak, value);
                    value
                }
                Operand::Array(view) if view.dtype() != dtype && view.ndim() == 0 => {
                    // SAFETY: a view without axes has one element at its start.
                    unsafe { Scalar::read(view.dtype(), view.data()) }.cast(dtype)
                }
                Operand::Array(view) => {
                    views[place] = self.apart(view, outs, held)?.unwrap_or(view);
                    continue;
                }
            };
            // SAFETY: a slot holds any element.
            unsafe { value.write(slots[place].0.as_mut_ptr()) };
            // SAFETY: one element, which lives in the slot for the whole call; it is only read.
            views[place] = unsafe { View::new(slots[place].0.as_mut_ptr(), dtype, &[], &[]) };
        }
        let nin = inputs.len();
        views[nin..nin + outs.len()].copy_from_slice(outs);
        let mut held_mask = None;
        let mask = match options.mask {
            Some(mask) => self.apart(mask, outs, &mut held_mask)?.or(options.mask),
            None => None,
        };
        let job = Job {
            chosen: self.chosen,
            shape: &self.shape,
            views: &views[..nin + outs.len()],
            mask,
        };
        Ok(conclude(self.chosen, || job.run())? | lost)
    }

    /// A copy of an input that shares memory with an output, unless both walk the same elements in step.
    #[inline]
    fn apart<'a>(
        &self,
        view: View<'_>,
        outs: &[View<'_>],
        held: &'a mut Option<Array>,
    ) -> Result<Option<View<'a>>> {
        let clash = |out: &View<'_>| view.may_overlap(*out) && !view.same_elements(*out);
        if !outs.iter().any(clash) {
            return Ok(None);
        }
        let copy = held.insert(Array::zeros(view.dtype(), view.shape())?);
        copy_into(copy.view(), view, Casting::No)?;
        Ok(Some(copy.view()))
    }
}

/// The bytes from one row of `n` elements to the next, and from one element to the next; `None` if it is not so simple.
#[inline]
fn steps(view: &View<'_>, n: usize) -> Option<(isize, isize)> {
    let n = n as isize;
    if view.is_c_contiguous() {
        let size = view.dtype().itemsize() as isize;
        return Some((size * n, size));
    }
    match *view.strides() {
        [inner] if inner >= 0 => Some((inner * n, inner)),
        // The step of an axis of extent 1 says nothing.
        [outer, inner] if outer >= 0 && inner >= 0 && n > 1 => Some((outer, inner)),
        _ => None,
    }
}

/// Writes one value wherever the mask is true.
fn fill_where(out: View<'_>, value: Scalar, mask: Option<View<'_>>) -> Result<FpFlags> {
    let mut slot = Slot([0; 16]);
    // SAFETY: a slot holds any element.
    unsafe { value.write(slot.0.as_mut_ptr()) };
    // SAFETY: one element, which lives in the slot until the end of this function.
    let source = unsafe { View::new(slot.0.as_mut_ptr(), value.dtype(), &[], &[]) };
    let chosen = cast_loop(value.dtype(), value.dtype());
    let job = Job {
        chosen,
        shape: out.shape(),
        views: &[source, out],
        mask,
    };
    Ok(FpFlags(job.run()))
}

/// A loop, operands that broadcast to a shape and share no memory out of step, and a mask.
pub(crate) struct Job<'a> {
    pub(crate) chosen: &'a Loop,
    pub(crate) shape: &'a [isize],
    pub(crate) views: &'a [View<'a>],
    pub(crate) mask: Option<View<'a>>,
}

impl Job<'_> {
    /// Runs the loop over everything and returns its flag bits.
    #[inline]
    pub(crate) fn run(&self) -> u32 {
        let plain = self.mask.is_none()
            && self
                .views
                .iter()
                .zip(self.chosen.types())
                .all(|(view, num)| view.dtype().num() == *num);
        match (self.views.len(), self.mask) {
            (2, None) => self.walk([self.views[0], self.views[1]], plain),
            (3, None) => self.walk([self.views[0], self.views[1], self.views[2]], plain),
            (4, None) => self.walk(
                [self.views[0], self.views[1], self.views[2], self.views[3]],
                plain,
            ),
            (2, Some(mask)) => self.walk([self.views[0], self.views[1], mask], false),
            (3, Some(mask)) => self.walk([self.views[0], self.views[1], self.views[2], mask], false),
            (4, Some(mask)) => self.walk(
                [self.views[0], self.views[1], self.views[2], self.views[3], mask],
                false,
            ),
            _ => unreachable!("loops have two to four operands"),
        }
    }

    fn walk<const N: usize>(&self, views: [View<'_>; N], plain: bool) -> u32 {
        let walk = Walk::new(self.shape, views);
        let outs = &self.views[self.chosen.nin()..];
        if self.chosen.is_external() || !outs.iter().all(|out| out.is_plain()) {
            return self.part(&walk, plain);
        }
        // SAFETY: no two elements of an output share memory, and inputs share it only with the output's element of the same place.
        unsafe { shared::walk_along(&walk, |_, _| true, |walk| self.part(walk, plain)) }
    }

    /// Runs the loop over the elements of a walk.
    fn part<const N: usize>(&self, walk: &Walk<N>, plain: bool) -> u32 {
        let mut bits = 0;
        if plain {
            walk.for_each(|rows| {
                let block = rows.block();
                // SAFETY: the walk stays within the views, which are of the loop's dtypes.
                bits |= unsafe { self.chosen.form(&block.inner)(&block) };
            });
        } else {
            let mut chunks = Chunks::new(self.chosen, self.views);
            walk.for_each(|rows| {
                for row in 0..rows.m {
                    bits |= self.row(rows, row, &mut chunks);
                }
            });
        }
        bits
    }

    /// One row with a mask or casts.
    fn row<const N: usize>(&self, rows: &Rows<N>, row: usize, chunks: &mut Chunks<'_>) -> u32 {
        let mut block = rows.block();
        for operand in 0..self.views.len() {
            block.ptrs[operand] = block.ptrs[operand].wrapping_offset(row as isize * rows.outer[operand]);
        }
        block.m = 1;
        if self.mask.is_none() {
            return chunks.run(block);
        }
        let step = rows.inner[N - 1];
        let mask = rows.ptrs[N - 1].wrapping_offset(row as isize * rows.outer[N - 1]);
        // SAFETY: the walk stays within the mask, whose elements are bytes.
        let chosen = |place: usize| unsafe { *mask.wrapping_offset(place as isize * step) != 0 };
        let mut bits = 0;
        let mut start = 0;
        while start < rows.n {
            if !chosen(start) {
                start += 1;
                continue;
            }
            let end = (start + 1..rows.n)
                .find(|&place| !chosen(place))
                .unwrap_or(rows.n);
            let mut run = block;
            run.n = end - start;
            for operand in 0..self.views.len() {
                run.ptrs[operand] = run.ptrs[operand].wrapping_offset(start as isize * run.inner[operand]);
            }
            bits |= chunks.run(run);
            start = end;
        }
        bits
    }
}

/// Runs a loop over rows whose operands may need a cast.
struct Chunks<'a> {
    chosen: &'a Loop,
    nargs: usize,
    outputs_from: usize,
    casts: [Option<&'static Loop>; MAX_OPERANDS],
    buffers: [MaybeUninit<Buffer>; MAX_OPERANDS],
}

impl<'a> Chunks<'a> {
    fn new(chosen: &'a Loop, views: &[View<'_>]) -> Chunks<'a> {
        let mut chunks = Chunks {
            chosen,
            nargs: views.len(),
            outputs_from: chosen.nin(),
            casts: [None; MAX_OPERANDS],
            buffers: [const { MaybeUninit::uninit() }; MAX_OPERANDS],
        };
        for (place, view) in views.iter().enumerate() {
            let wanted: DType = chosen.dtype(place);
            if view.dtype() != wanted {
                chunks.casts[place] = Some(if place < chunks.outputs_from {
                    cast_loop(view.dtype(), wanted)
                } else {
                    cast_loop(wanted, view.dtype())
                });
            }
        }
        chunks
    }

    fn run(&mut self, row: Block) -> u32 {
        if self.casts[..self.nargs].iter().all(Option::is_none) {
            // SAFETY: a row of operands of the loop's dtypes.
            return unsafe { self.chosen.form(&row.inner)(&row) };
        }
        let mut bits = 0;
        let mut done = 0;
        while done < row.n {
            let mut chunk = row;
            chunk.n = CHUNK.min(row.n - done);
            for operand in 0..self.nargs {
                let from = row.ptrs[operand].wrapping_offset(done as isize * row.inner[operand]);
                chunk.ptrs[operand] = from;
                let Some(cast) = self.casts[operand] else { continue };
                let buffer = self.buffers[operand].as_mut_ptr().cast::<u8>();
                chunk.ptrs[operand] = buffer;
                chunk.inner[operand] = self.chosen.dtype(operand).itemsize() as isize;
                if operand < self.outputs_from {
                    let repeated = row.inner[operand] == 0;
                    if repeated {
                        chunk.inner[operand] = 0;
                    }
                    let count = if repeated { 1 } else { chunk.n };
                    // SAFETY: at most a chunk of elements is cast from the operand into its buffer.
                    bits |= unsafe {
                        cast.run_unary(from, row.inner[operand], buffer, chunk.inner[operand], count)
                    };
                }
            }
            // SAFETY: operands of the loop's dtypes, buffered where they were not.
            bits |= unsafe { self.chosen.form(&chunk.inner)(&chunk) };
            for operand in self.outputs_from..self.nargs {
                if let Some(cast) = self.casts[operand] {
                    let into = row.ptrs[operand].wrapping_offset(done as isize * row.inner[operand]);
                    // SAFETY: the chunk of results goes from its buffer to the operand.
                    bits |= unsafe {
                        cast.run_unary(
                            chunk.ptrs[operand],
                            chunk.inner[operand],
                            into,
                            row.inner[operand],
                            chunk.n,
                        )
                    };
                }
            }
            done += chunk.n;
        }
        bits
    }
}
