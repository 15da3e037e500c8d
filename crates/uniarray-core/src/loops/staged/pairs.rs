//! Functions of two variables.

use super::rows::{Loose, lies_ready, loose, loose_mut, row, row_mut, stretch};
use super::{BUFFER, Block, Body, Level, Loop, Marker, Staged, Watch, gather, only, scatter};
use crate::level::stamp;
use crate::math::vector::Function2;

struct Binary<E, F>(Marker<(E, F)>);

/// A value; its flags, and one for arguments that are not usual.
#[inline(always)]
fn step<T: Copy, F: Function2<T>>(x: T, y: T, place: &mut Loose<T>) -> (u32, u32) {
    let z = F::value(x, y);
    *place = Loose(z);
    (F::flags(x, y, z), !F::usual(x, y) as u32)
}

/// Values as if all pairs were plain, and how many are not.
#[inline(always)]
fn plain_pairs<T: Copy, F: Function2<T>>(
    left: &[Loose<T>],
    right: &[Loose<T>],
    found: &mut [Loose<T>],
) -> u32 {
    let mut odd = 0;
    for ((&Loose(x), &Loose(y)), place) in left.iter().zip(right).zip(found) {
        let (z, plain) = F::plain_value(x, y);
        *place = Loose(z);
        odd += !plain as u32;
    }
    odd
}

/// As [`usual`](super::usual); `repeats` tells that the second arguments are one and the same.
#[inline(always)]
fn usual_pairs<T: Copy, F: Function2<T>>(
    left: &[Loose<T>],
    right: &[Loose<T>],
    found: &mut [Loose<T>],
    repeats: bool,
) -> (u32, u32) {
    let (mut flags, mut odd) = (0, 0);
    if F::INVARIANT && repeats {
        let Loose(y) = right[0];
        for (&Loose(x), z) in left.iter().zip(found) {
            let (flag, one) = step::<T, F>(x, y, z);
            flags |= flag;
            odd += one;
        }
    } else {
        for ((&Loose(x), &Loose(y)), z) in left.iter().zip(right).zip(found) {
            let (flag, one) = step::<T, F>(x, y, z);
            flags |= flag;
            odd += one;
        }
    }
    (flags, odd)
}

/// As [`rare`](super::rare).
#[inline(never)]
fn rare_pairs<T: Copy, F: Function2<T>>(
    left: &[Loose<T>],
    right: &[Loose<T>],
    found: &mut [Loose<T>],
) -> u32 {
    let mut flags = 0;
    for ((&Loose(x), &Loose(y)), place) in left.iter().zip(right).zip(found) {
        if !F::usual(x, y) {
            *place = Loose(F::rare(x, y));
        }
        flags |= F::flags(x, y, place.0);
    }
    flags
}

/// The values of pairs, of which the first `n` count; their flags.
#[inline(always)]
pub(super) fn values_of<T: Copy, F: Function2<T>>(
    left: &[Loose<T>],
    right: &[Loose<T>],
    found: &mut [Loose<T>],
    repeats: bool,
    n: usize,
) -> u32 {
    if F::PLAIN && plain_pairs::<T, F>(left, right, found) == 0 {
        return 0;
    }
    let (flags, odd) = usual_pairs::<T, F>(left, right, found, repeats);
    if odd == 0 {
        return flags;
    }
    rare_pairs::<T, F>(&left[..n], &right[..n], &mut found[..n])
}

/// What a function of two variables is computed with, a buffer at a time.
pub(super) struct Pairs<T> {
    pub(super) left: [T; BUFFER],
    pub(super) right: [T; BUFFER],
    pub(super) found: [T; BUFFER],
}

impl<T: Copy + Default> Pairs<T> {
    #[inline(always)]
    pub(super) fn new() -> Self {
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
    pub(super) unsafe fn compute<E: Staged<Wide = T>, F: Function2<T>>(
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
        let (left, right) = (loose(&self.left[..full]), loose(&self.right[..full]));
        let found = loose_mut(&mut self.found[..full]);
        (full, values_of::<T, F>(left, right, found, strides[1] == 0, n))
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
            let ready = lies_ready::<E, 3>([a, b, o], [sa, sb, so], block.n);
            let mut start = 0;
            while start < block.n {
                if ready {
                    let (from, n) = stretch(start, block.n);
                    let [x, y, z] = [a, b, o].map(|row| row.wrapping_add(from * size_of::<E>()));
                    // SAFETY: rows of that many elements, by the kernel's contract, of which the last one lies apart.
                    let (x, y, z) = unsafe {
                        (
                            row::<E::Wide>(x, n),
                            row::<E::Wide>(y, n),
                            row_mut::<E::Wide>(z, n),
                        )
                    };
                    all |= values_of::<E::Wide, F>(x, y, z, false, n);
                    start = from + n;
                } else {
                    let n = (block.n - start).min(BUFFER);
                    // SAFETY: the kernel's contract.
                    all |= unsafe {
                        let (_, flags) = pairs.compute::<E, F>([a, b], [sa, sb], start, n);
                        flags | scatter::<E>(&pairs.found, o, so, start, n)
                    };
                    start += n;
                }
            }
            a = a.wrapping_offset(block.outer[0]);
            b = b.wrapping_offset(block.outer[1]);
            o = o.wrapping_offset(block.outer[2]);
        }
        all
    }
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
