//! Loop bodies that fold rows of elements into one value each.
//!
//! A fold's block has the accumulator as operand 0 (inner stride 0, already holding a value) and the elements as operand 1. Folds use a fixed number
//! of lanes that does not depend on the CPU, so that a float sum has the same bits on every machine.

use crate::dtype::{C64, C128, Element, Kind, TypeNum};
use crate::half::{F16, Rounded};
use crate::level::{Body, Level, stamp};
use crate::loops::{Block, Kernel, Marker, Worth, Yield, conjure, get_at, put_at, rows};

/// The compiled fold of a binary loop.
#[derive(Clone, Copy, Debug)]
pub struct Fold {
    /// Element stride equal to the element size.
    pub contiguous: Kernel,
    /// Any stride.
    pub strided: Kernel,
    /// In which order it takes the elements.
    pub order: Order,
}

/// The order in which a fold takes the elements.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// From the left.
    Left,
    /// Any.
    Any,
    /// Halves are folded apart and then together. The first half has a multiple of this many elements.
    Halves(usize),
}

impl Fold {
    /// The form for a stride.
    #[inline]
    pub fn form(&self, stride: isize, itemsize: usize) -> Kernel {
        if stride == itemsize as isize {
            self.contiguous
        } else {
            self.strided
        }
    }
}

/// Elements one after the other, from the left: for operations whose result depends on the order.
struct InOrder<T, F>(Marker<(T, F)>);

impl<T, Y, F> Body for InOrder<T, F>
where
    T: Element,
    Y: Yield<Value = T> + 'static,
    F: Fn(T, T) -> Y + Copy + 'static,
{
    const TOP: Level = Level::Baseline;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let f = conjure::<F>();
        let stride = block.inner[1];
        // SAFETY: the kernel's contract.
        unsafe {
            rows::<2>(block, |[total, a], n| {
                let mut sum = get_at::<T>(total, 0);
                let mut flags = 0;
                for i in 0..n as isize {
                    let (value, flag) = f(sum, get_at(a, i * stride)).split();
                    sum = value;
                    flags |= flag;
                }
                put_at(total, 0, sum);
                flags
            })
        }
    }
}

/// As [`InOrder`], of floats of 16 bits by an operation on 32: only what a row gives is rounded, as in NumPy.
struct Running<F>(Marker<F>);

impl<F: Fn(f32, f32) -> f32 + Copy + 'static> Body for Running<F> {
    const TOP: Level = Level::Baseline;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let f = conjure::<F>();
        let stride = block.inner[1];
        // SAFETY: the kernel's contract.
        unsafe {
            rows::<2>(block, |[total, a], n| {
                let at = |i: usize| get_at::<F16>(a, i as isize * stride).widen();
                let start = get_at::<F16>(total, 0).widen();
                let Rounded(value, flags) = F16::round((0..n).fold(start, |sum, i| f(sum, at(i))));
                put_at(total, 0, value);
                flags
            })
        }
    }
}

/// A fold of floats of 16 bits from the left, by an operation on 32 bits.
pub fn running<F: Fn(f32, f32) -> f32 + Copy + 'static>(_operation: F, level: Level) -> Fold {
    let kernel = stamp::<Running<F>>(level);
    Fold {
        contiguous: kernel,
        strided: kernel,
        order: Order::Left,
    }
}

/// Elements in lanes, then the lanes together: for operations that give the same result in any order.
struct InLanes<T, F, W>(Marker<(T, F, W)>);

impl<T, F, W> Body for InLanes<T, F, W>
where
    T: Element,
    F: Fn(T, T) -> T + Copy + 'static,
    W: Worth,
{
    const TOP: Level = W::TOP;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let f = conjure::<F>();
        // SAFETY: the kernel's contract, for contiguous elements.
        unsafe {
            rows::<2>(block, |[total, a], n| {
                let sum = get_at::<T>(total, 0);
                put_at(total, 0, fold_lanes(sum, a, n, f));
                0
            })
        }
    }
}

/// The lanes of a contiguous fold, which the compiler holds in vector registers. Fewer of them, and folding them pair by pair in the end,
/// were measured to keep it from vectorising folds of floats.
const LANES: usize = 64;

/// # Safety
/// `n` contiguous elements are readable from `a`.
#[inline(always)]
unsafe fn fold_lanes<T: Element>(sum: T, a: *const u8, n: usize, f: impl Fn(T, T) -> T) -> T {
    let a = a.cast::<T>();
    // SAFETY: all calls have `place < n`.
    let at = |place: usize| unsafe { a.add(place).read_unaligned() };
    // Of integers the compiler makes lanes by itself.
    let integer = matches!(T::TYPE.kind(), Kind::Signed | Kind::Unsigned);
    if integer || n < LANES {
        return (0..n).fold(sum, |sum, place| f(sum, at(place)));
    }
    let mut lanes: [T; LANES] = std::array::from_fn(&at);
    let mut done = LANES;
    while done + LANES <= n {
        lanes = std::array::from_fn(|lane| f(at(done + lane), lanes[lane]));
        done += LANES;
    }
    let sum = lanes.into_iter().fold(sum, |sum, lane| f(lane, sum));
    (done..n).fold(sum, |sum, place| f(at(place), sum))
}

/// Numbers that are summed pairwise.
pub trait Summand: Element {
    /// What sums are kept in.
    type Sum: Copy + Default;

    /// The number as a sum.
    fn sum(self) -> Self::Sum;

    /// The sum as a number, with flag bits.
    fn number(sum: Self::Sum) -> (Self, u32);

    /// Adds.
    fn plus(a: Self::Sum, b: Self::Sum) -> Self::Sum;

    /// Accumulators side by side; NumPy has eight floats or four complex numbers.
    const LANES: usize;
}

macro_rules! summands {
    ($($ty:ty: $lanes:literal, $sum:ty, |$a:ident| $widen:expr, |$s:ident| $narrow:expr;)*) => {
        $(impl Summand for $ty {
            const LANES: usize = $lanes;
            type Sum = $sum;

            #[inline(always)]
            fn sum(self) -> $sum {
                let $a = self;
                $widen
            }

            #[inline(always)]
            fn number(sum: $sum) -> ($ty, u32) {
                let $s = sum;
                Yield::split($narrow)
            }

            #[inline(always)]
            fn plus(a: $sum, b: $sum) -> $sum {
                a + b
            }
        })*
    };
}
summands! {
    F16: 8, f32, |a| a.widen(), |s| F16::round(s);
    f32: 8, f32, |a| a, |s| s;
    f64: 8, f64, |a| a, |s| s;
    C64: 4, C64, |a| a, |s| s;
    C128: 4, C128, |a| a, |s| s;
}

/// Float sums: halves are summed apart down to runs of 128 numbers, and those in lanes, so that the error grows with the
/// logarithm of the length. The order is NumPy's, and with it every bit of the result.
struct Pairwise<T>(Marker<T>);

impl<T: Summand> Body for Pairwise<T> {
    const TOP: Level = Level::V3;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let stride = block.inner[1];
        // SAFETY: the kernel's contract.
        unsafe {
            rows::<2>(block, |[total, a], n| {
                let sum = T::plus(get_at::<T>(total, 0).sum(), pairwise::<T>(a, stride, n));
                let (value, flags) = T::number(sum);
                put_at(total, 0, value);
                flags
            })
        }
    }
}

/// The sum of `n` numbers.
///
/// # Safety
/// `a + i * stride` is readable for every `i < n`.
#[inline(always)]
unsafe fn pairwise<T: Summand>(a: *const u8, stride: isize, n: usize) -> T::Sum {
    // A float of a complex pair counts one, as in NumPy.
    let run = 16 * T::LANES;
    if n <= run {
        // SAFETY: handed on.
        return unsafe { sum_run::<T>(a, stride, n) };
    }
    // The recursion is a stack of halves still to be summed, so that the whole is compiled into the level's kernel.
    let mut pending = [(std::ptr::null::<u8>(), 0usize, 0u32); 64];
    let mut sums = [(T::Sum::default(), 0u32); 64];
    let (mut todo, mut done) = (1, 0);
    pending[0] = (a, n, 0);
    while todo > 0 {
        todo -= 1;
        let (start, count, depth) = pending[todo];
        if count > run {
            let mut half = count / 2;
            half -= half % T::LANES;
            pending[todo] = (
                start.wrapping_offset(half as isize * stride),
                count - half,
                depth + 1,
            );
            pending[todo + 1] = (start, half, depth + 1);
            todo += 2;
            continue;
        }
        // SAFETY: a part of the `n` numbers.
        let mut sum = unsafe { sum_run::<T>(start, stride, count) };
        let mut depth = depth;
        while done > 0 && sums[done - 1].1 == depth {
            done -= 1;
            sum = T::plus(sums[done].0, sum);
            depth -= 1;
        }
        sums[done] = (sum, depth);
        done += 1;
    }
    sums[0].0
}

/// # Safety
/// As for [`pairwise`].
#[inline(always)]
unsafe fn sum_run<T: Summand>(a: *const u8, stride: isize, n: usize) -> T::Sum {
    // SAFETY: `i < n` below, which the caller vouches for.
    let at = |i: usize| unsafe { get_at::<T>(a, i as isize * stride) }.sum();
    match T::LANES {
        8 => sum_lanes::<T, 8>(at, n),
        _ => sum_lanes::<T, 4>(at, n),
    }
}

#[inline(always)]
fn sum_lanes<T: Summand, const L: usize>(at: impl Fn(usize) -> T::Sum, n: usize) -> T::Sum {
    if n < L {
        // NumPy begins at -0.0, so that a sum of negative zeros keeps its sign; the first number does the same.
        let first = if n == 0 { T::Sum::default() } else { at(0) };
        return (1..n).fold(first, |sum, i| T::plus(sum, at(i)));
    }
    let mut lanes: [T::Sum; L] = std::array::from_fn(&at);
    let mut i = L;
    while i + L <= n {
        for (lane, sum) in lanes.iter_mut().enumerate() {
            *sum = T::plus(*sum, at(i + lane));
        }
        i += L;
    }
    let mut width = 1;
    while width < L {
        for lane in (0..L).step_by(2 * width) {
            lanes[lane] = T::plus(lanes[lane], lanes[lane + width]);
        }
        width *= 2;
    }
    (i..n).fold(lanes[0], |sum, i| T::plus(sum, at(i)))
}

/// A fold from the left.
pub fn in_order<T, Y, F>(_operation: F, level: Level) -> Fold
where
    T: Element,
    Y: Yield<Value = T> + 'static,
    F: Fn(T, T) -> Y + Copy + 'static,
{
    let kernel = stamp::<InOrder<T, F>>(level);
    Fold {
        contiguous: kernel,
        strided: kernel,
        order: Order::Left,
    }
}

/// A fold in any order.
pub fn in_lanes<T, F, W>(operation: F, level: Level) -> Fold
where
    T: Element,
    F: Fn(T, T) -> T + Copy + 'static,
    W: Worth,
{
    Fold {
        contiguous: stamp::<InLanes<T, F, W>>(level),
        order: Order::Any,
        ..in_order::<T, T, F>(operation, level)
    }
}

/// A float sum.
pub fn pairwise_sum<T: Summand>(level: Level) -> Fold {
    let kernel = stamp::<Pairwise<T>>(level);
    Fold {
        contiguous: kernel,
        strided: kernel,
        // The sums of halves of float16 have 32 bits: elements do not hold them.
        order: match T::TYPE {
            TypeNum::Float16 => Order::Left,
            _ => Order::Halves(T::LANES),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold<T: Element>(kernel: Kernel, start: T, values: &[T]) -> T {
        let mut total = start;
        let size = size_of::<T>() as isize;
        let block = Block {
            ptrs: [
                (&raw mut total).cast(),
                values.as_ptr().cast_mut().cast(),
                std::ptr::null_mut(),
                std::ptr::null_mut(),
            ],
            inner: [0, size, 0, 0],
            outer: [0; 4],
            n: values.len(),
            m: 1,
        };
        // SAFETY: one total and `n` contiguous values; the levels used are available.
        unsafe { kernel(&block) };
        total
    }

    /// NumPy's recursion as it is told in its sources' comments, on a slice.
    fn numpy_sum(values: &[f64]) -> f64 {
        match values.len() {
            0..8 => values.iter().fold(-0.0, |sum, value| sum + value),
            8..=128 => {
                let mut r: [f64; 8] = values[..8].try_into().unwrap();
                let whole = values.len() / 8 * 8;
                values[8..whole]
                    .iter()
                    .enumerate()
                    .for_each(|(i, value)| r[i % 8] += value);
                let sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
                values[whole..].iter().fold(sum, |sum, value| sum + value)
            }
            n => {
                let half = n / 2 - n / 2 % 8;
                numpy_sum(&values[..half]) + numpy_sum(&values[half..])
            }
        }
    }

    #[test]
    fn a_float_sum_has_numpys_bits_at_every_level() {
        let values: Vec<f64> = (0..5000)
            .map(|i| ((i * 7919) % 1013) as f64 * 0.1 - 37.3)
            .collect();
        for n in [0, 1, 7, 8, 9, 127, 128, 129, 255, 256, 257, 1000, 4097, 5000] {
            for level in Level::available() {
                let sum = fold(pairwise_sum::<f64>(level).contiguous, 0.0, &values[..n]);
                assert_eq!(
                    sum.to_bits(),
                    (0.0 + numpy_sum(&values[..n])).to_bits(),
                    "{n} {level:?}"
                );
            }
        }
    }

    #[test]
    fn lanes_of_floats_give_what_order_gives() {
        #[inline(always)]
        fn greater(a: f64, b: f64) -> f64 {
            if a > b { a } else { b }
        }
        let values: Vec<f64> = (0..400).map(|i| ((i * 7919) % 1013) as f64).collect();
        for n in [0, 1, 63, 64, 65, 127, 128, 129, 200, 400] {
            let greatest = values[..n].iter().copied().fold(5.0, f64::max);
            for level in Level::available() {
                let both = in_lanes::<f64, _, crate::loops::V4>(greater, level);
                assert_eq!(
                    fold(both.contiguous, 5.0, &values[..n]),
                    greatest,
                    "{n} {level:?}"
                );
                assert_eq!(fold(both.strided, 5.0, &values[..n]), greatest, "{n} {level:?}");
            }
        }
    }

    #[test]
    fn lanes_give_what_order_gives() {
        #[inline(always)]
        fn add(a: i32, b: i32) -> i32 {
            a.wrapping_add(b)
        }
        let values: Vec<i32> = (0..300).map(|i| i * i - 700).collect();
        for n in [0, 1, 7, 8, 9, 63, 127, 255, 256, 257, 300] {
            for level in Level::available() {
                let both = in_lanes::<i32, _, crate::loops::V3>(add, level);
                assert_eq!(
                    fold(both.contiguous, 5, &values[..n]),
                    5 + values[..n].iter().sum::<i32>()
                );
                assert_eq!(
                    fold(both.strided, 5, &values[..n]),
                    5 + values[..n].iter().sum::<i32>()
                );
            }
        }
    }
}
