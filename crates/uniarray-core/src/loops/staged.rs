//! Loops of vectorised functions (`math::vector`). Rows of what is computed in its own type are read and written where they lie; all others pass
//! through buffers. One compiled form serves both, so that results do not depend on strides.

mod divmod;
mod pairs;
mod parts;
mod rows;

pub(crate) use divmod::divmod;
pub(crate) use pairs::binary;
pub(crate) use parts::parts;

use self::rows::{Loose, lies_ready, row, row_mut, stretch};
use super::{Block, Loop, Marker, Watch, get_at, only, put_at};
use std::mem::MaybeUninit;

use crate::dtype::Element;
use crate::flags::FpFlags;
use crate::half::{F16, Narrow};
use crate::level::{Body, Level, stamp};
use crate::math::vector::Function;

/// Elements in a buffer of pairs: enough to spread the cost of a step, and cheap to clear for a single element.
const BUFFER: usize = 64;
/// Buffers are filled up to a multiple of this, so that no element is left to a loop without vectors.
const LANES: usize = 16;
/// Elements that are computed before it is seen whether all were usual.
const STRETCH: usize = 256;

/// Elements that are computed in some type.
pub(crate) trait Staged: Element {
    /// The type of the computation.
    type Wide: Copy + Default;
    /// Whether that is the element's own type.
    const OWN: bool = false;

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
            const OWN: bool = true;

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
/// They may be read, and `n` is at least 1 and, rounded up to lanes, fits the buffer; as for [`Staged::read_row`].
#[inline(always)]
unsafe fn gather<E: Staged>(
    into: &mut [E::Wide],
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
unsafe fn scatter<E: Staged>(from: &[E::Wide], into: *mut u8, stride: isize, start: usize, n: usize) -> u32 {
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

/// A buffer as long as it is needed.
#[inline(always)]
fn cleared<T: Copy + Default>(room: &mut [MaybeUninit<T>]) -> &mut [T] {
    for place in &mut *room {
        place.write(T::default());
    }
    // SAFETY: all of it was written.
    unsafe { room.assume_init_mut() }
}

struct Unary<E, F>(Marker<(E, F)>);

// What follows is no closures: those are compiled once for all levels, without the features of any, unless they are small.

/// Values of full lanes as if all arguments were plain, and how many are not.
#[inline(always)]
fn plain<T: Copy, F: Function<T>>(given: &[Loose<T>], found: &mut [Loose<T>]) -> u32 {
    let mut odd = 0;
    for (&Loose(x), place) in given.iter().zip(found) {
        *place = Loose(F::plain_value(x));
        odd += !F::plain(x) as u32;
    }
    odd
}

/// Values of full lanes; their flags, and how many arguments are not usual. A sum and not one more flag: of flags that exclude each
/// other the compiler makes something that it cannot vectorise.
#[inline(always)]
fn usual<T: Copy, F: Function<T>>(given: &[Loose<T>], found: &mut [Loose<T>]) -> (u32, u32) {
    let (mut flags, mut odd) = (0, 0);
    for (&Loose(x), place) in given.iter().zip(found) {
        let y = F::value(x);
        *place = Loose(y);
        flags |= F::flags(x, y);
        odd += !F::usual(x) as u32;
    }
    (flags, odd)
}

/// Puts right what is not usual; the flags of all.
#[inline(never)]
fn rare<T: Copy, F: Function<T>>(given: &[Loose<T>], found: &mut [Loose<T>]) -> u32 {
    let mut flags = 0;
    for (&Loose(x), place) in given.iter().zip(found) {
        if !F::usual(x) {
            *place = Loose(F::rare(x));
        }
        flags |= F::flags(x, place.0);
    }
    flags
}

/// The values of full lanes, of which the first `n` count; their flags.
#[inline(always)]
fn values_of<T: Copy, F: Function<T>>(given: &[Loose<T>], found: &mut [Loose<T>], n: usize) -> u32 {
    if F::PLAIN && plain::<T, F>(given, found) == 0 {
        return 0;
    }
    if !F::NOTHING_ELSE {
        let (flags, odd) = usual::<T, F>(given, found);
        if odd == 0 {
            return flags;
        }
    }
    rare::<T, F>(&given[..n], &mut found[..n])
}

impl<E: Staged, F: Function<E::Wide>> Body for Unary<E, F> {
    const TOP: Level = Level::V4;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let ([mut a, mut o, ..], [sa, so, ..]) = (block.ptrs, block.inner);
        let (mut given, mut found) = (
            [const { MaybeUninit::uninit() }; STRETCH],
            [const { MaybeUninit::uninit() }; STRETCH],
        );
        let longest = block.n.min(STRETCH).next_multiple_of(LANES);
        let given = cleared::<E::Wide>(&mut given[..longest]);
        let found = cleared::<E::Wide>(&mut found[..longest]);
        let mut all = 0;
        for _ in 0..block.m {
            let ready = lies_ready::<E, 2>([a, o], [sa, so], block.n);
            let mut start = 0;
            while start < block.n {
                // Elements that count, and with those that fill the lanes.
                let (n, full, from, into);
                if ready {
                    (start, n) = stretch(start, block.n);
                    let offset = start * size_of::<E>();
                    (full, from, into) = (n, a.wrapping_add(offset).cast_const(), o.wrapping_add(offset));
                } else {
                    n = (block.n - start).min(STRETCH);
                    // SAFETY: the kernel's contract.
                    full = unsafe { gather::<E>(given, a, sa, start, n) };
                    (from, into) = (given.as_ptr().cast(), found.as_mut_ptr().cast());
                }
                // SAFETY: as many elements of rows that lie apart, by the kernel's contract and `lies_ready`, or of the buffers.
                let (given, places) = unsafe { (row::<E::Wide>(from, full), row_mut::<E::Wide>(into, full)) };
                let mut flags = values_of::<E::Wide, F>(given, places, n);
                if !ready {
                    // SAFETY: the kernel's contract.
                    flags |= unsafe { scatter::<E>(found, o, so, start, n) };
                }
                all |= flags;
                start += n;
            }
            a = a.wrapping_offset(block.outer[0]);
            o = o.wrapping_offset(block.outer[1]);
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
