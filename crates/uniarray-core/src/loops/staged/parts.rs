//! Functions of both parts of a complex number.

use super::pairs::values_of;
use super::rows::{loose, loose_mut};
use super::{BUFFER, Block, Body, LANES, Level, Loop, Marker, Staged, scatter};
use crate::convert::RealPart;
use crate::dtype::Element;
use crate::level::stamp;
use crate::loops::{Watch, get_at, only};
use crate::math::vector::Function2;

struct Parts<C, F>(Marker<(C, F)>);

type Real<C> = <C as RealPart>::Real;
type Wide<C> = <Real<C> as Staged>::Wide;

/// Real and imaginary parts of `n` numbers from `start` on, and then those of the first again up to full lanes; how many that makes.
///
/// # Safety
/// They may be read, and `n` is at least 1 and at most [`BUFFER`].
#[inline(always)]
unsafe fn gather<R: Staged>(
    left: &mut [R::Wide; BUFFER],
    right: &mut [R::Wide; BUFFER],
    from: *const u8,
    stride: isize,
    n: usize,
) -> usize {
    let unit = size_of::<R>() as isize;
    for place in 0..n {
        let offset = place as isize * stride;
        // SAFETY: handed on; a complex number is its real part with the imaginary one after it.
        let (re, im) = unsafe { (get_at::<R>(from, offset), get_at::<R>(from, offset + unit)) };
        (left[place], right[place]) = (re.wide(), im.wide());
    }
    let full = n.next_multiple_of(LANES);
    let (re, im) = (left[0], right[0]);
    left[n..full].fill(re);
    right[n..full].fill(im);
    full
}

impl<C: Element + RealPart<Real: Staged>, F: Function2<Wide<C>>> Body for Parts<C, F> {
    const TOP: Level = Level::V4;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let ([mut a, mut o, ..], [sa, so, ..]) = (block.ptrs, block.inner);
        let mut left = [Wide::<C>::default(); BUFFER];
        let mut right = [Wide::<C>::default(); BUFFER];
        let mut found = [Wide::<C>::default(); BUFFER];
        let size = size_of::<C>() as isize;
        let mut all = 0;
        for _ in 0..block.m {
            let mut start = 0;
            while start < block.n {
                let n = (block.n - start).min(BUFFER);
                let from = a.wrapping_offset(start as isize * sa);
                // SAFETY: the kernel's contract; where the stride is a constant, the loop is one of vectors.
                let full = unsafe {
                    if sa == size {
                        gather::<Real<C>>(&mut left, &mut right, from, size, n)
                    } else {
                        gather::<Real<C>>(&mut left, &mut right, from, sa, n)
                    }
                };
                let (re, im) = (loose(&left[..full]), loose(&right[..full]));
                let flags = values_of::<Wide<C>, F>(re, im, loose_mut(&mut found[..full]), false, n);
                // SAFETY: the kernel's contract.
                all |= flags | unsafe { scatter::<Real<C>>(&found, o, so, start, n) };
                start += n;
            }
            a = a.wrapping_offset(block.outer[0]);
            o = o.wrapping_offset(block.outer[1]);
        }
        all
    }
}

/// The loop of a function of the parts of a complex number, with a real result.
pub(crate) fn parts<C: Element + RealPart<Real: Staged>, F: Function2<Wide<C>>>(level: Level) -> Loop {
    Loop::new(
        &[C::TYPE, <Real<C> as Element>::TYPE],
        1,
        Watch::Returned,
        only(stamp::<Parts<C, F>>(level)),
    )
}
