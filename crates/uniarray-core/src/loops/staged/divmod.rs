//! Quotient and remainder of integers at once: one division, and what it leaves.

use super::pairs::Pairs;
use super::{BUFFER, Block, Body, Level, Loop, Marker, Staged, scatter};
use crate::level::stamp;
use crate::loops::{Kernel, Watch, only};
use crate::math::vector::Function2;
use crate::math::vector::quotient::{FloorDivide, Rest};

struct Divmod<E>(Marker<E>);

impl<E: Staged<Wide: Rest>> Body for Divmod<E>
where
    FloorDivide: Function2<E::Wide>,
{
    const TOP: Level = Level::V4;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let (mut ptrs, [sa, sb, sq, sr]) = (block.ptrs, block.inner);
        let mut pairs = Pairs::<E::Wide>::new();
        let mut all = 0;
        for _ in 0..block.m {
            let [a, b, q, r] = ptrs;
            let mut start = 0;
            while start < block.n {
                let n = (block.n - start).min(BUFFER);
                // SAFETY: the kernel's contract.
                let (full, flags) = unsafe { pairs.compute::<E, FloorDivide>([a, b], [sa, sb], start, n) };
                let Pairs { left, right, found } = &mut pairs;
                for ((a, &b), &quotient) in left[..full].iter_mut().zip(&right[..full]).zip(&found[..full]) {
                    *a = a.rest(quotient, b);
                }
                // SAFETY: the kernel's contract; all that lies at these places has been read.
                all |= flags
                    | unsafe { scatter::<E>(found, q, sq, start, n) | scatter::<E>(left, r, sr, start, n) };
                start += n;
            }
            for (ptr, step) in ptrs.iter_mut().zip(block.outer) {
                *ptr = ptr.wrapping_offset(step);
            }
        }
        all
    }
}

/// The loop of `divmod`.
pub(crate) fn divmod<E: Staged<Wide: Rest>>(level: Level) -> Loop
where
    FloorDivide: Function2<E::Wide>,
{
    let kernel: Kernel = stamp::<Divmod<E>>(level);
    Loop::new(&[E::TYPE; 4], 2, Watch::Returned, only(kernel))
}
