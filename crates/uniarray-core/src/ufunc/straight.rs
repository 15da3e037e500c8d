//! The usual call, which needs no plan: contiguous arrays of one dtype and one shape, or one such array and a number, with the
//! result in a new array.
//!
//! Small arrays are most of what programs have, and for them choosing costs more than computing. Here nothing is copied and
//! nothing asked twice: one look at each operand fills the kernel's block.

use super::{Operand, Rule, Ufunc};
use crate::call::{Slot, conclude, shared};
use crate::dtype::DType;
use crate::error::Result;
use crate::flags::FpFlags;
use crate::layout::{same_shape, size_of_shape};
use crate::loops::{Block, Loop, MAX_OPERANDS};
use crate::promote::{adapt, lost_in_cast};
use crate::scalar::Scalar;

/// A call that is one row of a kernel, its output yet to be allocated.
#[derive(Debug)]
pub struct Straight<'a> {
    chosen: &'static Loop,
    shape: &'a [isize],
    n: usize,
    ptrs: [*mut u8; MAX_OPERANDS],
    inner: [isize; MAX_OPERANDS],
    /// The place of a Python number among the inputs, and the element that it is.
    number: Option<(usize, Scalar)>,
    /// What that number lost on its way.
    lost: FpFlags,
}

impl Ufunc {
    /// The call as one row, if all inputs are arrays of one dtype that have no axes or are C-contiguous with one shape (one may be a Python
    /// number that takes their dtype), and a loop of that very dtype gives one output. What this gives and what a plan gives are the
    /// same.
    #[inline(always)]
    pub fn straight<'a>(&'static self, inputs: &[Operand<'a>]) -> Option<Straight<'a>> {
        if self.nout != 1 || inputs.len() != self.nin || matches!(self.rule, Rule::NotBool(_)) {
            return None;
        }
        let dtype = inputs.iter().find_map(|input| match input {
            Operand::Array(view) => Some(view.dtype()),
            Operand::Weak(_) => None,
        })?;
        let chosen = &self.loops[usize::from(self.same[dtype.num() as usize]?)];
        let (mut ptrs, mut inner) = ([std::ptr::null_mut(); MAX_OPERANDS], [0; MAX_OPERANDS]);
        let mut shape: &[isize] = &[];
        let (mut number, mut lost) = (None, FpFlags::NONE);
        for (place, input) in inputs.iter().enumerate() {
            if chosen.types()[place] != dtype.num() {
                return None;
            }
            let view = match *input {
                Operand::Array(view) => view,
                Operand::Weak(weak) => {
                    if adapt(weak, dtype) != dtype || number.is_some() {
                        return None;
                    }
                    let value = self.number(weak, dtype).ok()?;
                    lost = lost_in_cast(weak, value);
                    number = Some((place, value));
                    continue;
                }
            };
            if view.dtype() != dtype {
                return None;
            }
            ptrs[place] = view.data();
            if view.ndim() == 0 {
                continue;
            }
            if !view.is_c_contiguous() || !(shape.is_empty() || same_shape(view.shape(), shape)) {
                return None;
            }
            shape = view.shape();
            inner[place] = dtype.itemsize() as isize;
        }
        inner[inputs.len()] = chosen.dtype(inputs.len()).itemsize() as isize;
        Some(Straight {
            chosen,
            shape,
            n: size_of_shape(shape),
            ptrs,
            inner,
            number,
            lost,
        })
    }
}

impl<'a> Straight<'a> {
    /// The shape of the output.
    #[inline]
    pub fn shape(&self) -> &'a [isize] {
        self.shape
    }

    /// The number of elements.
    #[inline]
    pub fn count(&self) -> usize {
        self.n
    }

    /// The dtype of the output.
    #[inline]
    pub fn dtype(&self) -> DType {
        self.chosen.dtype(self.chosen.nin())
    }

    /// Computes into memory for a C-contiguous array of the output's shape and dtype.
    ///
    /// # Errors
    /// A negative integer power.
    ///
    /// # Safety
    /// That memory may be written, and shares nothing with the inputs.
    #[inline(always)]
    pub unsafe fn run(&mut self, out: *mut u8) -> Result<FpFlags> {
        let mut slot = Slot([0; 16]);
        if let Some((place, number)) = self.number {
            // SAFETY: a slot holds any element.
            unsafe { number.write(slot.0.as_mut_ptr()) };
            self.ptrs[place] = slot.0.as_mut_ptr();
        }
        self.ptrs[self.chosen.nin()] = out;
        let block = Block {
            ptrs: self.ptrs,
            inner: self.inner,
            outer: [0; MAX_OPERANDS],
            n: self.n,
            m: 1,
        };
        // SAFETY: inputs are contiguous, or single elements with stride 0, and of the loop's dtypes (`straight`); the caller vouches for
        // the output.
        Ok(conclude(self.chosen, || unsafe { shared::run(self.chosen, &block) })? | self.lost)
    }
}
