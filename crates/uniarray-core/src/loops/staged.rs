//! Loops of vectorised functions (`math::vector`): elements pass through buffers, so that one compiled form serves all strides and results do not
//! depend on them.

mod divmod;
mod parts;

pub(crate) use divmod::divmod;
pub(crate) use parts::parts;

use super::{Block, Loop, Marker, Watch, get_at, only, put_at};
use crate::dtype::Element;
use crate::flags::FpFlags;
use crate::half::{F16, Narrow};
use crate::level::{Body, Level, stamp};
use crate::math::vector::{Function, Function2};

/// Elements in a buffer: enough to spread the cost of a step, and cheap to clear for a single element.
const BUFFER: usize = 64;
/// Buffers are filled up to a multiple of this, so that no element is left to a loop without vectors.
const LANES: usize = 16;

/// Elements that are computed in some type.
pub(crate) trait Staged: Element {
    /// The type of the computation.
    type Wide: Copy + Default;

    /// The number in that type.
    fn wide(self) -> Self::Wide;

    /// The nearest element, and flag bits.
    fn nearest(value: Self::Wide) -> (Self, u32);

    /// Elements that follow one another as numbers in that type.
    ///
    /// # Safety
    /// As many elements as there are numbers may be read. On x86-64 the CPU is one of [`Level::V3`].
    #[inline(always)]
    unsafe fn read_row(from: *const u8, into: &mut [Self::Wide]) {
        for (place, value) in into.iter_mut().enumerate() {
            // SAFETY: handed on.
            *value = unsafe { get_at::<Self>(from, (place * size_of::<Self>()) as isize) }.wide();
        }
    }

    /// Writes the nearest elements one after the other; their flags.
    ///
    /// # Safety
    /// As many elements as there are numbers may be written. On x86-64 the CPU is one of [`Level::V3`].
    #[inline(always)]
    unsafe fn write_row(from: &[Self::Wide], into: *mut u8) -> u32 {
        let mut flags = 0;
        for (place, &value) in from.iter().enumerate() {
            let (element, flag) = Self::nearest(value);
            // SAFETY: handed on.
            unsafe { put_at(into, (place * size_of::<Self>()) as isize, element) };
            flags |= flag;
        }
        flags
    }
}

macro_rules! themselves {
    ($($ty:ty)*) => { $(
        impl Staged for $ty {
            type Wide = $ty;

            #[inline(always)]
            fn wide(self) -> $ty {
                self
            }

            #[inline(always)]
            fn nearest(value: $ty) -> ($ty, u32) {
                (value, 0)
            }
        }
    )* };
}
themselves!(f32 f64 i32 u32 i64 u64);

/// Short integers are computed as longer ones; what they cannot hold has overflowed.
macro_rules! short {
    ($($ty:ty)*) => { $(
        impl Staged for $ty {
            type Wide = i32;

            #[inline(always)]
            fn wide(self) -> i32 {
                self.into()
            }

            #[inline(always)]
            fn nearest(value: i32) -> ($ty, u32) {
                let near = value as $ty;
                (near, if i32::from(near) == value { 0 } else { FpFlags::OVERFLOW.0 })
            }
        }
    )* };
}
short!(i8 u8 i16 u16);

impl Staged for F16 {
    type Wide = f32;

    #[inline(always)]
    fn wide(self) -> f32 {
        self.widen()
    }

    #[inline(always)]
    fn nearest(value: f32) -> (F16, u32) {
        let rounded = value.narrow();
        (rounded.0, rounded.1)
    }

    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    unsafe fn read_row(from: *const u8, into: &mut [f32]) {
        // SAFETY: the caller's.
        unsafe { crate::half::rows::widen(from, into) };
    }

    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    unsafe fn write_row(from: &[f32], into: *mut u8) -> u32 {
        // SAFETY: the caller's.
        unsafe { crate::half::rows::round(from, into) }
    }
}

/// Elements from `start` on, `n` of them and then the first one again up to full lanes; how many that makes.
///
/// # Safety
/// They may be read, and `n` is at least 1 and at most [`BUFFER`]; as for [`Staged::read_row`].
#[inline(always)]
unsafe fn gather<E: Staged>(
    into: &mut [E::Wide; BUFFER],
    from: *const u8,
    stride: isize,
    start: usize,
    n: usize,
) -> usize {
    let unit = size_of::<E>() as isize;
    if stride == unit {
        // SAFETY: handed on.
        unsafe { E::read_row(from.wrapping_offset(start as isize * unit), &mut into[..n]) };
    } else {
        for (place, value) in into[..n].iter_mut().enumerate() {
            // SAFETY: handed on.
            *value = unsafe { get_at::<E>(from, (start + place) as isize * stride) }.wide();
        }
    }
    let full = n.next_multiple_of(LANES);
    let first = into[0];
    into[n..full].fill(first);
    full
}

/// Writes the first `n` values to elements from `start` on; their flags.
///
/// # Safety
/// They may be written; as for [`Staged::write_row`].
#[inline(always)]
unsafe fn scatter<E: Staged>(
    from: &[E::Wide; BUFFER],
    into: *mut u8,
    stride: isize,
    start: usize,
    n: usize,
) -> u32 {
    let mut flags = 0;
    let unit = size_of::<E>() as isize;
    if stride == unit {
        // SAFETY: handed on.
        flags = unsafe { E::write_row(&from[..n], into.wrapping_offset(start as isize * unit)) };
    } else {
        for (place, &value) in from[..n].iter().enumerate() {
            let (element, flag) = E::nearest(value);
            // SAFETY: handed on.
            unsafe { put_at(into, (start + place) as isize * stride, element) };
            flags |= flag;
        }
    }
    flags
}

struct Unary<E, F>(Marker<(E, F)>);
struct Binary<E, F>(Marker<(E, F)>);

// What follows is no closures: those are compiled once for all levels, without the features of any, unless they are small.

/// Values of a full buffer; their flags, and how many arguments are not usual. A sum and not one more flag: of flags that exclude each
/// other the compiler makes something that it cannot vectorise.
#[inline(always)]
fn usual<T: Copy, F: Function<T>>(given: &[T], found: &mut [T]) -> (u32, u32) {
    let (mut flags, mut odd) = (0, 0);
    for (&x, y) in given.iter().zip(found) {
        *y = F::value(x);
        flags |= F::flags(x, *y);
        odd += !F::usual(x) as u32;
    }
    (flags, odd)
}

/// Puts right what is not usual; the flags of all.
#[inline(never)]
fn rare<T: Copy, F: Function<T>>(given: &[T], found: &mut [T]) -> u32 {
    let mut flags = 0;
    for (&x, y) in given.iter().zip(found) {
        if !F::usual(x) {
            *y = F::rare(x);
        }
        flags |= F::flags(x, *y);
    }
    flags
}

impl<E: Staged, F: Function<E::Wide>> Body for Unary<E, F> {
    const TOP: Level = Level::V4;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let ([mut a, mut o, ..], [sa, so, ..]) = (block.ptrs, block.inner);
        let mut given = [E::Wide::default(); BUFFER];
        let mut found = [E::Wide::default(); BUFFER];
        let mut all = 0;
        for _ in 0..block.m {
            let mut start = 0;
            while start < block.n {
                let n = (block.n - start).min(BUFFER);
                // SAFETY: the kernel's contract.
                let full = unsafe { gather::<E>(&mut given, a, sa, start, n) };
                let (mut flags, odd) = usual::<E::Wide, F>(&given[..full], &mut found[..full]);
                if odd != 0 {
                    flags = rare::<E::Wide, F>(&given[..n], &mut found[..n]);
                }
                // SAFETY: the kernel's contract.
                all |= flags | unsafe { scatter::<E>(&found, o, so, start, n) };
                start += n;
            }
            a = a.wrapping_offset(block.outer[0]);
            o = o.wrapping_offset(block.outer[1]);
        }
        all
    }
}

/// A value; its flags, and one for arguments that are not usual.
#[inline(always)]
fn step<T: Copy, F: Function2<T>>(x: T, y: T, z: &mut T) -> (u32, u32) {
    *z = F::value(x, y);
    (F::flags(x, y, *z), !F::usual(x, y) as u32)
}

/// As [`usual`]; `repeats` tells that the second arguments are one and the same.
#[inline(always)]
fn usual_pairs<T: Copy, F: Function2<T>>(
    left: &[T],
    right: &[T],
    found: &mut [T],
    repeats: bool,
) -> (u32, u32) {
    let (mut flags, mut odd) = (0, 0);
    if F::INVARIANT && repeats {
        let y = right[0];
        for (&x, z) in left.iter().zip(found) {
            let (flag, one) = step::<T, F>(x, y, z);
            flags |= flag;
            odd += one;
        }
    } else {
        for ((&x, &y), z) in left.iter().zip(right).zip(found) {
            let (flag, one) = step::<T, F>(x, y, z);
            flags |= flag;
            odd += one;
        }
    }
    (flags, odd)
}

/// As [`rare`].
#[inline(never)]
fn rare_pairs<T: Copy, F: Function2<T>>(left: &[T], right: &[T], found: &mut [T]) -> u32 {
    let mut flags = 0;
    for ((&x, &y), z) in left.iter().zip(right).zip(found) {
        if !F::usual(x, y) {
            *z = F::rare(x, y);
        }
        flags |= F::flags(x, y, *z);
    }
    flags
}

/// What a function of two variables is computed with, a buffer at a time.
struct Pairs<T> {
    left: [T; BUFFER],
    right: [T; BUFFER],
    found: [T; BUFFER],
}

impl<T: Copy + Default> Pairs<T> {
    #[inline(always)]
    fn new() -> Self {
        let blank = [T::default(); BUFFER];
        Self {
            left: blank,
            right: blank,
            found: blank,
        }
    }

    /// The values for the `n` pairs of elements from `start` on; how many were computed, full lanes, and the flags.
    ///
    /// # Safety
    /// As for [`gather`], of both operands.
    #[inline(always)]
    unsafe fn compute<E: Staged<Wide = T>, F: Function2<T>>(
        &mut self,
        from: [*const u8; 2],
        strides: [isize; 2],
        start: usize,
        n: usize,
    ) -> (usize, u32) {
        // SAFETY: handed on.
        let full = unsafe {
            gather::<E>(&mut self.right, from[1], strides[1], start, n);
            gather::<E>(&mut self.left, from[0], strides[0], start, n)
        };
        let (left, right, found) = (&self.left[..full], &self.right[..full], &mut self.found[..full]);
        let (mut flags, odd) = usual_pairs::<T, F>(left, right, found, strides[1] == 0);
        if odd != 0 {
            flags = rare_pairs::<T, F>(&left[..n], &right[..n], &mut found[..n]);
        }
        (full, flags)
    }
}

impl<E: Staged, F: Function2<E::Wide>> Body for Binary<E, F> {
    const TOP: Level = Level::V4;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let ([mut a, mut b, mut o, _], [sa, sb, so, _]) = (block.ptrs, block.inner);
        let mut pairs = Pairs::<E::Wide>::new();
        let mut all = 0;
        for _ in 0..block.m {
            let mut start = 0;
            while start < block.n {
                let n = (block.n - start).min(BUFFER);
                // SAFETY: the kernel's contract.
                all |= unsafe {
                    let (_, flags) = pairs.compute::<E, F>([a, b], [sa, sb], start, n);
                    flags | scatter::<E>(&pairs.found, o, so, start, n)
                };
                start += n;
            }
            a = a.wrapping_offset(block.outer[0]);
            b = b.wrapping_offset(block.outer[1]);
            o = o.wrapping_offset(block.outer[2]);
        }
        all
    }
}

/// The loop of a function of one variable, at a level from [`Level::V3`] on if this is x86-64.
pub(crate) fn unary<E: Staged, F: Function<E::Wide>>(level: Level) -> Loop {
    Loop::new(
        &[E::TYPE; 2],
        1,
        Watch::Returned,
        only(stamp::<Unary<E, F>>(level)),
    )
    .reading_ahead()
}

/// The loop of a function of two variables, at a level as for [`unary`].
pub(crate) fn binary<E: Staged, F: Function2<E::Wide>>(level: Level) -> Loop {
    Loop::new(
        &[E::TYPE; 3],
        2,
        Watch::Returned,
        only(stamp::<Binary<E, F>>(level)),
    )
    .reading_ahead()
}
