//! Ufuncs whose loops come from elsewhere, as addresses of C functions with an argument.
//!
//! A [`Kernel`] is the address of a function and nothing else, which keeps calls of the table's own loops cheap. So a loop from elsewhere gets
//! one of a fixed number of functions of its own, each of which knows where function and argument are kept.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::dtype::{DType, TypeNum};
use crate::error::{Error, Result};
use crate::loops::{Block, FAILED, Kernel, Loop, MAX_OPERANDS};
use crate::ufunc::{Identity, Ufunc};

/// A loop over `n` elements: addresses of the operands' first elements, bytes between elements, and the argument. It returns 0, or another
/// number for an error.
pub type Run = unsafe extern "C" fn(*const *mut c_void, *const isize, isize, *mut c_void) -> c_int;

/// A loop from elsewhere.
#[derive(Clone, Debug)]
pub struct External {
    /// Element types of inputs, then outputs.
    pub types: Vec<TypeNum>,
    /// The function.
    pub run: Run,
    /// What it is handed.
    pub argument: *mut c_void,
}

/// What a loop function is called with, found by its number.
struct Entry {
    run: Run,
    argument: *mut c_void,
    /// The ufunc's, for [`Error::LoopFailed`].
    tag: usize,
    nin: usize,
    /// Inputs and outputs.
    count: usize,
    sizes: [usize; MAX_OPERANDS],
    alignments: [usize; MAX_OPERANDS],
}

// SAFETY: whoever made the ufunc lets any thread call the function with the argument (`Ufunc::external`).
unsafe impl Send for Entry {}
// SAFETY: as above.
unsafe impl Sync for Entry {}

/// How many loops from elsewhere there may be.
pub const MAX_EXTERNAL: usize = 1024;

static ENTRIES: [OnceLock<Entry>; MAX_EXTERNAL] = [const { OnceLock::new() }; MAX_EXTERNAL];
static USED: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    /// Tag and number of the loop on this thread that has failed last.
    static FAILURE: Cell<(usize, c_int)> = const { Cell::new((0, 0)) };
}

/// The error of the loop on this thread that has failed last.
#[cold]
pub(crate) fn failure() -> Error {
    let (tag, status) = FAILURE.get();
    Error::LoopFailed { tag, status }
}

/// Notes that a loop on this thread has failed; what its kernel returns then.
#[cold]
pub(crate) fn failed(tag: usize, status: c_int) -> u32 {
    FAILURE.set((tag, status));
    FAILED
}

/// # Safety
/// As for [`Kernel`]; the entry is filled.
unsafe fn numbered<const NUMBER: usize>(block: &Block) -> u32 {
    match ENTRIES[NUMBER].get() {
        // SAFETY: the caller's.
        Some(entry) => unsafe { run(entry, block) },
        None => 0,
    }
}

macro_rules! eight {
    ($first:expr) => {
        [
            numbered::<{ $first }>,
            numbered::<{ $first + 1 }>,
            numbered::<{ $first + 2 }>,
            numbered::<{ $first + 3 }>,
            numbered::<{ $first + 4 }>,
            numbered::<{ $first + 5 }>,
            numbered::<{ $first + 6 }>,
            numbered::<{ $first + 7 }>,
        ]
    };
}

macro_rules! sixty_four {
    ($first:expr) => {
        [
            eight!($first),
            eight!($first + 8),
            eight!($first + 16),
            eight!($first + 24),
            eight!($first + 32),
            eight!($first + 40),
            eight!($first + 48),
            eight!($first + 56),
        ]
    };
}

static FUNCTIONS: [[[Kernel; 8]; 8]; MAX_EXTERNAL / 64] = [
    sixty_four!(0),
    sixty_four!(64),
    sixty_four!(128),
    sixty_four!(192),
    sixty_four!(256),
    sixty_four!(320),
    sixty_four!(384),
    sixty_four!(448),
    sixty_four!(512),
    sixty_four!(576),
    sixty_four!(640),
    sixty_four!(704),
    sixty_four!(768),
    sixty_four!(832),
    sixty_four!(896),
    sixty_four!(960),
];

/// # Safety
/// As for [`Kernel`].
unsafe fn run(entry: &Entry, block: &Block) -> u32 {
    for row in 0..block.m.cast_signed() {
        let places: [*mut u8; MAX_OPERANDS] =
            std::array::from_fn(|operand| block.ptrs[operand].wrapping_offset(row * block.outer[operand]));
        // SAFETY: a row of the block.
        let status = unsafe { one_row(entry, &places, &block.inner, block.n) };
        if status != 0 {
            return failed(entry.tag, status);
        }
    }
    0
}

/// # Safety
/// The places are those of `n` elements of each operand.
unsafe fn one_row(
    entry: &Entry,
    places: &[*mut u8; MAX_OPERANDS],
    steps: &[isize; MAX_OPERANDS],
    n: usize,
) -> c_int {
    let operands = 0..entry.count;
    let aligned = operands.clone().all(|operand| {
        let mask = entry.alignments[operand] - 1;
        (places[operand].addr() | steps[operand].cast_unsigned()) & mask == 0
    });
    if aligned {
        // SAFETY: the caller's.
        return unsafe {
            (entry.run)(
                places.as_ptr().cast(),
                steps.as_ptr(),
                n.cast_signed(),
                entry.argument,
            )
        };
    }
    // Elements anywhere are not for loops in C: one after the other, from places where they may lie.
    for i in 0..n.cast_signed() {
        let mut held = [0u128; MAX_OPERANDS];
        let at = |operand: usize| places[operand].wrapping_offset(i * steps[operand]);
        let slots: [*mut u8; MAX_OPERANDS] = held.each_mut().map(|slot| std::ptr::from_mut(slot).cast());
        for operand in operands.clone() {
            // SAFETY: an element, which has at most sixteen bytes; outputs may be read as well as written.
            unsafe { slots[operand].copy_from_nonoverlapping(at(operand), entry.sizes[operand]) };
        }
        let still = [0; MAX_OPERANDS];
        // SAFETY: one element of each operand.
        let status = unsafe { (entry.run)(slots.as_ptr().cast(), still.as_ptr(), 1, entry.argument) };
        if status != 0 {
            return status;
        }
        for (operand, slot) in slots.iter().enumerate().take(entry.count).skip(entry.nin) {
            // SAFETY: as above.
            unsafe { at(operand).copy_from_nonoverlapping(*slot, entry.sizes[operand]) };
        }
    }
    0
}

impl Ufunc {
    /// A ufunc whose loops come from elsewhere, in the order in which they are tried. `tag` is what [`Error::LoopFailed`] tells of it.
    ///
    /// # Errors
    /// `ValueError` for numbers of operands that ufuncs do not have, loops with other numbers of operands, and more than [`MAX_EXTERNAL`] loops
    /// in all.
    ///
    /// # Safety
    /// The functions may be called with their arguments at any time and from any thread, also from several at once, as long as the process
    /// lives, and read inputs and write outputs only.
    pub unsafe fn external(
        name: &'static str,
        (nin, nout): (usize, usize),
        identity: Option<i8>,
        tag: usize,
        loops: &[External],
    ) -> Result<Ufunc> {
        let most = MAX_OPERANDS - 1;
        if !(1..=most).contains(&nin) || !(1..=2).contains(&nout) || nin + nout > MAX_OPERANDS {
            let text = format!("a ufunc cannot have {nin} inputs and {nout} outputs");
            return Err(Error::value(text));
        }
        if loops.is_empty() || loops.iter().any(|one| one.types.len() != nin + nout) {
            return Err(Error::value("a ufunc has loops with a type for every operand"));
        }
        let first = USED.fetch_add(loops.len(), Ordering::Relaxed);
        if first.saturating_add(loops.len()) > MAX_EXTERNAL {
            USED.fetch_sub(loops.len(), Ordering::Relaxed);
            let text = format!("there cannot be more than {MAX_EXTERNAL} loops of ufuncs made elsewhere");
            return Err(Error::value(text));
        }
        let mut ufunc = Ufunc::new(name, nin, nout);
        for (number, one) in (first..).zip(loops) {
            let dtype = |operand: usize| one.types.get(operand).map_or(DType::BOOL, |num| DType::new(*num));
            let entry = Entry {
                run: one.run,
                argument: one.argument,
                tag,
                nin,
                count: nin + nout,
                sizes: std::array::from_fn(|operand| dtype(operand).itemsize()),
                alignments: std::array::from_fn(|operand| dtype(operand).alignment()),
            };
            // The number is taken for the first time, so that there is nothing there yet.
            let _ = ENTRIES[number].set(entry);
            let kernel = FUNCTIONS[number / 64][number / 8 % 8][number % 8];
            let made = Loop::strided_only(&one.types, nin as u8, kernel);
            ufunc.push(made.of_others(), false);
        }
        if let Some(identity) = identity {
            ufunc.identity_is(Identity::Int(identity), true);
        }
        Ok(ufunc.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;
    use crate::layout::View;
    use crate::reduce::ReduceOptions;
    use crate::ufunc::{CallOptions, Operand};

    /// `a + b * factor`, of int16; fails at the number 13.
    unsafe extern "C" fn scaled(
        places: *const *mut c_void,
        steps: *const isize,
        n: isize,
        factor: *mut c_void,
    ) -> c_int {
        // SAFETY: three operands of n elements each, which are aligned.
        unsafe {
            let at = |operand: usize, i: isize| {
                (*places.add(operand))
                    .byte_offset(i * *steps.add(operand))
                    .cast::<i16>()
            };
            for i in 0..n {
                assert!(at(0, i).is_aligned() && at(1, i).is_aligned() && at(2, i).is_aligned());
                if *at(1, i) == 13 {
                    return 7;
                }
                *at(2, i) = *at(0, i) + *at(1, i) * factor.addr() as i16;
            }
        }
        0
    }

    fn made(tag: usize, identity: Option<i8>) -> &'static Ufunc {
        let one = External {
            types: vec![TypeNum::Int16; 3],
            run: scaled,
            argument: std::ptr::without_provenance_mut(10),
        };
        // SAFETY: the function keeps nothing, and its argument is no address.
        let ufunc = unsafe { Ufunc::external("scaled", (2, 1), identity, tag, &[one]) };
        Box::leak(Box::new(ufunc.unwrap()))
    }

    fn call(ufunc: &'static Ufunc, inputs: &[Operand<'_>]) -> Result<Vec<i16>> {
        let options = CallOptions::default();
        let plan = ufunc.resolve(inputs, &[None], &options)?;
        let out = Array::zeros(plan.out_dtype(0), plan.shape())?;
        plan.execute(inputs, &[out.view()], &options)?;
        Ok(out.to_vec())
    }

    #[test]
    fn inputs_are_cast_and_broadcast() {
        let (a, b) = (
            Array::from_shape(&[2, 1], vec![1u8, 2]),
            Array::from_vec(vec![1i16, 2, 3]),
        );
        let inputs = [Operand::Array(a.view()), Operand::Array(b.view())];
        assert_eq!(call(made(0, None), &inputs).unwrap(), [11, 21, 31, 12, 22, 32]);
    }

    #[test]
    fn elements_at_odd_addresses_are_moved_for_the_loop() {
        let bytes = Array::from_vec(vec![9u8, 1, 0, 2, 0, 3, 0]);
        let data = bytes.view().data().wrapping_add(1);
        // SAFETY: three pairs of bytes after the first one.
        let odd = unsafe { View::new(data, DType::INT16, &[3], &[2]) };
        let inputs = [Operand::Array(odd), Operand::Array(odd)];
        assert_eq!(call(made(0, None), &inputs).unwrap(), [11, 22, 33]);
    }

    #[test]
    fn a_failure_tells_whose_it_is() {
        let a = Array::from_vec(vec![1i16, 13, 1]);
        let inputs = [Operand::Array(a.view()), Operand::Array(a.view())];
        let failed = Error::LoopFailed { tag: 42, status: 7 };
        assert_eq!(call(made(42, None), &inputs), Err(failed));
    }

    #[test]
    fn a_loop_of_one_type_folds() {
        let a = Array::from_vec(vec![1i16, 2, 3]);
        let fold = |ufunc: &'static Ufunc| {
            let options = ReduceOptions::default();
            let plan = ufunc.plan_reduce(a.view(), None, &options).unwrap();
            let out = Array::zeros(plan.dtype(), plan.shape()).unwrap();
            plan.execute(a.view(), out.view(), &options).unwrap();
            out.to_vec::<i16>()[0]
        };
        assert_eq!(fold(made(0, None)), 51);
        assert_eq!(fold(made(0, Some(1))), 61);
    }

    #[test]
    fn there_are_no_ufuncs_without_loops_or_of_five_operands() {
        let one = External {
            types: vec![TypeNum::Int16; 5],
            run: scaled,
            argument: std::ptr::null_mut(),
        };
        for (operands, loops) in [((2, 1), vec![]), ((3, 2), vec![one.clone()]), ((1, 1), vec![one])] {
            // SAFETY: nothing is made.
            assert!(unsafe { Ufunc::external("wrong", operands, None, 0, &loops) }.is_err());
        }
    }
}
