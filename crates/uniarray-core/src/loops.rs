//! Loops: what a kernel is called with, which forms it has, and how a scalar operation becomes one.
//!
//! A kernel works on a [`Block`]: `m` rows of `n` elements. The outer dimension is part of it so that a row of a
//! two-dimensional array costs a few instructions and not a call. Reads and writes are unaligned ones, which cost nothing on
//! current CPUs and make arrays over foreign memory safe.

use crate::dtype::{DType, Element, TypeNum};
use crate::level::{Level, stamp};

mod bodies;
pub(crate) mod divide;
pub(crate) mod staged;
#[cfg(target_arch = "x86_64")]
pub(crate) mod wide;

use bodies::{
    BinaryContiguous, BinaryScalarFirst, BinaryScalarSecond, BinarySplitStrided, BinaryStrided, Repeated,
    SplitContiguous, SplitStrided, UnaryContiguous, UnaryStrided,
};
pub(crate) use bodies::{Marker, Scattered, conjure, get_at, put_at, rows};

/// The most operands (inputs and outputs together) of a kernel.
pub const MAX_OPERANDS: usize = 4;

/// `m` rows of `n` elements of up to four operands, inputs first.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// Address of each operand's first element.
    pub ptrs: [*mut u8; MAX_OPERANDS],
    /// Bytes from one element of a row to the next.
    pub inner: [isize; MAX_OPERANDS],
    /// Bytes from one row to the next.
    pub outer: [isize; MAX_OPERANDS],
    /// Elements in a row.
    pub n: usize,
    /// Rows.
    pub m: usize,
}

/// A compiled loop. It returns flag bits, see [`FpFlags`](crate::flags::FpFlags).
///
/// # Safety
/// * `ptr + j * outer + i * inner` of every operand, for `i < n` and `j < m`, is readable for inputs and writable for outputs,
///   for the size of the element type that the kernel was registered with;
/// * the strides fit the form (see [`Forms`]);
/// * the CPU has the level that the kernel was compiled for.
pub type Kernel = unsafe fn(&Block) -> u32;

/// The compiled forms of a loop; those that a row of the table does not ask for are the strided one again.
#[derive(Clone, Copy, Debug)]
pub struct Forms {
    /// All inner strides are the element sizes.
    pub contiguous: Kernel,
    /// As `contiguous`, but the first input, or the only one, has inner stride 0.
    pub scalar_first: Kernel,
    /// As `contiguous`, but the second input has inner stride 0.
    pub scalar_second: Kernel,
    /// Any strides.
    pub strided: Kernel,
}

/// Where a loop's floating-point exceptions are to be found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Watch {
    /// It has none that NumPy warns of.
    Nothing,
    /// In the CPU's status flags.
    Status,
    /// In the kernel's return value.
    Returned,
}

/// A loop of a ufunc: element types of its operands, inputs first, and the compiled forms.
#[derive(Clone, Debug)]
pub struct Loop {
    types: [TypeNum; MAX_OPERANDS],
    sizes: [isize; MAX_OPERANDS],
    nargs: u8,
    nin: u8,
    /// Where its floating-point exceptions are found.
    pub watch: Watch,
    forms: Forms,
    /// Whether its kernels read many elements before they write the first result.
    ahead: bool,
    /// A kernel for any strides that takes the elements one by one, where the others do not.
    ordered: Option<Kernel>,
    /// Whether it was registered by somebody else.
    external: bool,
    /// How it folds an array into one value, if it can be reduced.
    pub fold: Option<crate::fold::Fold>,
    /// How it changes elements here and there, if result and first operand are of one type.
    pub(crate) scattered: Option<Scattered>,
}

impl Loop {
    fn new(types: &[TypeNum], nin: u8, watch: Watch, forms: Forms) -> Loop {
        let mut padded = [TypeNum::Bool; MAX_OPERANDS];
        padded[..types.len()].copy_from_slice(types);
        let sizes = padded.map(|num| num.info().itemsize as isize);
        Loop {
            types: padded,
            sizes,
            nargs: types.len() as u8,
            nin,
            watch,
            forms,
            ahead: false,
            ordered: None,
            external: false,
            fold: None,
            scattered: None,
        }
    }

    /// The same loop, whose kernels read ahead.
    fn reading_ahead(self) -> Loop {
        Loop { ahead: true, ..self }
    }

    /// The same loop, as one that only the thread of the caller may run.
    pub(crate) fn of_others(self) -> Loop {
        Loop {
            external: true,
            ..self
        }
    }

    /// Whether only the thread of the caller may run it, because nothing is known of what it does.
    #[inline]
    pub fn is_external(&self) -> bool {
        self.external
    }

    /// A loop whose one kernel takes any strides.
    pub(crate) fn strided_only(types: &[TypeNum], nin: u8, kernel: Kernel) -> Loop {
        Loop::new(types, nin, Watch::Nothing, only(kernel))
    }

    /// The element types of inputs, then outputs.
    #[inline]
    pub fn types(&self) -> &[TypeNum] {
        &self.types[..self.nargs as usize]
    }

    /// The dtype of an operand, inputs first.
    #[inline]
    pub fn dtype(&self, operand: usize) -> DType {
        DType::new(self.types()[operand])
    }

    /// How many of the operands are inputs.
    #[inline]
    pub fn nin(&self) -> usize {
        self.nin as usize
    }

    /// Runs a loop of one input and one output over `n` elements with the given strides.
    ///
    /// # Safety
    /// As for [`Kernel`].
    #[inline]
    pub unsafe fn run_unary(
        &self,
        from: *mut u8,
        from_stride: isize,
        into: *mut u8,
        into_stride: isize,
        n: usize,
    ) -> u32 {
        let null = std::ptr::null_mut();
        let inner = [from_stride, into_stride, 0, 0];
        let block = Block {
            ptrs: [from, into, null, null],
            inner,
            outer: [0; MAX_OPERANDS],
            n,
            m: 1,
        };
        // SAFETY: handed on; the form is the one for the strides.
        unsafe { self.form(&inner)(&block) }
    }

    /// The form for any strides.
    #[inline]
    pub fn strided(&self) -> Kernel {
        self.forms.strided
    }

    /// Takes the elements of a block in order: a result may be what is read next.
    ///
    /// # Safety
    /// As for [`Kernel`].
    pub unsafe fn run_in_order(&self, block: &Block) -> u32 {
        if !self.ahead {
            // SAFETY: handed on; this form takes the elements one by one.
            return unsafe { self.ordered.unwrap_or(self.strided())(block) };
        }
        let (mut single, mut bits) = (Block { n: 1, m: 1, ..*block }, 0);
        for row in 0..block.m as isize {
            for place in 0..block.n as isize {
                for (operand, ptr) in single.ptrs.iter_mut().enumerate() {
                    *ptr = block.ptrs[operand]
                        .wrapping_offset(row * block.outer[operand] + place * block.inner[operand]);
                }
                // SAFETY: handed on, for one of the elements.
                bits |= unsafe { self.strided()(&single) };
            }
        }
        bits
    }

    /// The form for these inner strides.
    #[inline]
    pub fn form(&self, inner: &[isize; MAX_OPERANDS]) -> Kernel {
        let nargs = self.nargs as usize;
        let fits = |operand: usize| operand >= nargs || inner[operand] == self.sizes[operand];
        if fits(2) && fits(3) {
            match (fits(0), fits(1)) {
                (true, true) => return self.forms.contiguous,
                (false, true) if inner[0] == 0 => return self.forms.scalar_first,
                (true, false) if inner[1] == 0 && nargs > 2 => return self.forms.scalar_second,
                _ => {}
            }
        }
        self.forms.strided
    }
}

/// The flag bit, beyond those of [`FpFlags`](crate::flags::FpFlags), of an integer raised to a negative one; it becomes an error.
pub(crate) const NEGATIVE_POWER: u32 = 16;

/// Another one, of a loop from elsewhere that has failed; it becomes [`Error::LoopFailed`](crate::error::Error::LoopFailed).
pub(crate) const FAILED: u32 = 64;

/// The errors that a kernel's bits tell of.
///
/// # Errors
/// A negative integer power, and what a loop from elsewhere failed with.
#[inline]
pub(crate) fn check(bits: u32) -> crate::error::Result<()> {
    if bits & (NEGATIVE_POWER | FAILED) == 0 {
        Ok(())
    } else if bits & FAILED != 0 {
        Err(crate::ufunc::external::failure())
    } else {
        Err(crate::error::Error::NegativeIntegerPower)
    }
}

/// What an operation's scalar expression yields: a value, or a value and flag bits.
pub trait Yield: Copy {
    /// The element type of the output.
    type Value: Element;

    /// Where the loop's exceptions are found, unless the row says otherwise.
    const WATCH: Watch;

    /// Value and flag bits.
    fn split(self) -> (Self::Value, u32);
}

/// A value with flag bits, for integer operations that can go wrong.
#[derive(Clone, Copy, Debug)]
pub struct Flagged<T>(pub T, pub u32);

impl<T: Element> Yield for T {
    type Value = T;
    const WATCH: Watch = Watch::Nothing;

    #[inline(always)]
    fn split(self) -> (T, u32) {
        (self, 0)
    }
}

impl<T: Element> Yield for Flagged<T> {
    type Value = T;
    const WATCH: Watch = Watch::Returned;

    #[inline(always)]
    fn split(self) -> (T, u32) {
        (self.0, self.1)
    }
}

/// How much code a row of the table is worth.
pub trait Worth: 'static {
    /// Whether contiguous, scalar-operand and in-place forms are compiled, for expressions that vectorise.
    const FORMS: bool;
    /// The highest level that they are compiled for.
    const TOP: Level;
}

/// One strided loop: expressions that call a function or branch.
#[derive(Debug)]
pub struct Plain;
/// All forms, for the baseline only.
#[derive(Debug)]
pub struct V1;
/// All forms, up to AVX2.
#[derive(Debug)]
pub struct V3;
/// All forms, up to AVX-512.
#[derive(Debug)]
pub struct V4;

macro_rules! worths {
    ($($name:ident $forms:literal $top:ident;)*) => {
        $(impl Worth for $name {
            const FORMS: bool = $forms;
            const TOP: Level = Level::$top;
        })*
    };
}
worths! { Plain false Baseline; V1 true Baseline; V3 true V3; V4 true V4; }

fn only(strided: Kernel) -> Forms {
    Forms {
        contiguous: strided,
        scalar_first: strided,
        scalar_second: strided,
        strided,
    }
}

/// A loop that copies, also one element to many places.
pub(crate) fn copy<A: Element, W: Worth>(level: Level) -> Loop {
    #[inline(always)]
    fn same<T>(value: T) -> T {
        value
    }
    let mut made = unary::<A, A, _, W>(same::<A>, level);
    made.forms.scalar_first = stamp::<Repeated<A, W>>(level);
    made
}

/// A loop with one input and one output.
pub fn unary<A, Y, F, W>(_operation: F, level: Level) -> Loop
where
    A: Element,
    Y: Yield + 'static,
    F: Fn(A) -> Y + Copy + 'static,
    W: Worth,
{
    let strided = stamp::<UnaryStrided<A, F>>(level);
    let mut forms = only(strided);
    if const { W::FORMS } {
        forms.contiguous = stamp::<UnaryContiguous<A, F, W>>(level);
    }
    Loop::new(&[A::TYPE, Y::Value::TYPE], 1, Y::WATCH, forms)
}

/// A loop with two inputs and one output.
pub fn binary<A, B, Y, F, W>(_operation: F, level: Level) -> Loop
where
    A: Element,
    B: Element,
    Y: Yield + 'static,
    F: Fn(A, B) -> Y + Copy + 'static,
    W: Worth,
{
    let strided = stamp::<BinaryStrided<A, B, F>>(level);
    let mut forms = only(strided);
    if const { W::FORMS } {
        forms.contiguous = stamp::<BinaryContiguous<A, B, F, W>>(level);
        forms.scalar_first = stamp::<BinaryScalarFirst<A, B, F, W>>(level);
        forms.scalar_second = stamp::<BinaryScalarSecond<A, B, F, W>>(level);
    }
    let mut made = Loop::new(&[A::TYPE, B::TYPE, Y::Value::TYPE], 2, Y::WATCH, forms);
    if A::TYPE == Y::Value::TYPE {
        made.scattered = Some(bodies::scattered::<A, B, Y, F>);
    }
    made
}

/// A loop with one input and two outputs.
pub fn split<A: Element, P: Element, Q: Element, F, W>(_operation: F, level: Level) -> Loop
where
    F: Fn(A) -> (P, Q) + Copy + 'static,
    W: Worth,
{
    let mut forms = only(stamp::<SplitStrided<A, F>>(level));
    if const { W::FORMS } {
        forms.contiguous = stamp::<SplitContiguous<A, F, W>>(level);
    }
    Loop::new(&[A::TYPE, P::TYPE, Q::TYPE], 1, Watch::Nothing, forms)
}

/// A loop with two inputs and two outputs.
pub fn binary_split<A, B, Y, F>(_operation: F, level: Level) -> Loop
where
    A: Element,
    B: Element,
    Y: Yield + 'static,
    F: Fn(A, B) -> (Y, Y) + Copy + 'static,
{
    let types = [A::TYPE, B::TYPE, Y::Value::TYPE, Y::Value::TYPE];
    Loop::new(
        &types,
        2,
        Y::WATCH,
        only(stamp::<BinarySplitStrided<A, B, F>>(level)),
    )
}
