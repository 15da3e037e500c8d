//! Products of complex numbers with AVX-512: of some of the table's loops for them the compiler makes no vectors.
//!
//! In memory a complex number is a pair of floats. The real part of each first factor is multiplied with both parts of the second one, and
//! its imaginary part with the same parts exchanged; a difference and a sum of these are the two parts of the product, with the roundings
//! that it has by itself.

use std::arch::x86_64::*;
use std::ops::Mul;

use super::{Block, Forms, Loop, Marker, get_at, put_at, rows};
use crate::dtype::{C64, C128, Element, TypeNum};
use crate::level::{Body, Level, stamp};

/// A vector of complex numbers. Its functions are inlined into functions that have the features of [`Level::V4`], and may be called in no
/// others.
trait Vector: Copy {
    /// What it holds.
    type Number: Element + Mul<Output = Self::Number>;

    /// How many numbers there are in it.
    const COUNT: usize;

    /// The numbers from an address on, of which only the first `count` are read.
    unsafe fn load(from: *const Self::Number, count: usize) -> Self;

    /// Writes the first `count` numbers.
    unsafe fn store(self, into: *mut Self::Number, count: usize);

    /// As many numbers as there are, so many bytes apart.
    unsafe fn gather(from: *const u8, step: isize) -> Self;

    /// Writes all numbers, so many bytes apart.
    unsafe fn scatter(self, into: *mut u8, step: isize);

    /// The products.
    unsafe fn times(self, other: Self) -> Self;
}

macro_rules! vectors {
    ($($name:ident of $number:ty, $count:literal: $register:ty, $mask:ty, $load:ident, $store:ident, $from_words:expr, $times:expr;)*) => { $(
        #[derive(Clone, Copy)]
        struct $name($register);

        // SAFETY (of all blocks below): the caller's, that the CPU has AVX-512; the masks name the parts of the numbers that the caller names.
        #[allow(clippy::undocumented_unsafe_blocks)]
        impl Vector for $name {
            type Number = $number;
            const COUNT: usize = $count;

            #[inline(always)]
            unsafe fn load(from: *const $number, count: usize) -> $name {
                unsafe { $name($load(parts(count) as $mask, from.cast())) }
            }

            #[inline(always)]
            unsafe fn store(self, into: *mut $number, count: usize) {
                unsafe { $store(into.cast(), parts(count) as $mask, self.0) }
            }

            #[inline(always)]
            unsafe fn gather(from: *const u8, step: isize) -> $name {
                let word = |place: usize| unsafe { word(from.cast_mut(), step, place, $count).read_unaligned() };
                let [a, b, c, d, e, f, g, h] = std::array::from_fn(word);
                $name(unsafe { $from_words(_mm512_setr_pd(a, b, c, d, e, f, g, h)) })
            }

            #[inline(always)]
            unsafe fn scatter(self, into: *mut u8, step: isize) {
                // A register is eight words.
                let words: [f64; 8] = unsafe { std::mem::transmute(self.0) };
                for (place, value) in words.into_iter().enumerate() {
                    unsafe { word(into, step, place, $count).write_unaligned(value) }
                }
            }

            #[inline(always)]
            unsafe fn times(self, other: $name) -> $name {
                $name(unsafe { $times(self.0, other.0) })
            }
        }
    )* };
}

/// Where eight bytes are of `count` numbers that make 64, and lie `step` bytes apart.
#[inline(always)]
fn word(start: *mut u8, step: isize, place: usize, count: usize) -> *mut f64 {
    let words = 8 / count;
    let number = start.wrapping_offset((place / words).cast_signed() * step);
    number.cast::<f64>().wrapping_add(place % words)
}

/// A bit for each part of so many numbers.
#[inline(always)]
fn parts(count: usize) -> u32 {
    (1 << (2 * count)) - 1
}

// The last operation subtracts in the lanes of the real parts and adds in the others; the factor 1 changes nothing.
vectors! {
    C64s of C64, 8: __m512, u16, _mm512_maskz_loadu_ps, _mm512_mask_storeu_ps, _mm512_castpd_ps, |a, b| {
        let by_real = _mm512_mul_ps(_mm512_moveldup_ps(a), b);
        let by_imaginary = _mm512_mul_ps(_mm512_movehdup_ps(a), _mm512_permute_ps::<0b10_11_00_01>(b));
        _mm512_fmaddsub_ps(by_real, _mm512_set1_ps(1.0), by_imaginary)
    };
    C128s of C128, 4: __m512d, u8, _mm512_maskz_loadu_pd, _mm512_mask_storeu_pd, |words| words, |a, b| {
        let by_real = _mm512_mul_pd(_mm512_movedup_pd(a), b);
        let by_imaginary = _mm512_mul_pd(_mm512_permute_pd::<0b1111_1111>(a), _mm512_permute_pd::<0b0101_0101>(b));
        _mm512_fmaddsub_pd(by_real, _mm512_set1_pd(1.0), by_imaginary)
    };
}

struct Contiguous<V>(Marker<V>);

impl<V: Vector + 'static> Body for Contiguous<V> {
    const TOP: Level = Level::V4;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        // SAFETY: the kernel's contract, for contiguous operands; `multiplication` makes kernels for CPUs with AVX-512 only.
        unsafe {
            rows::<3>(block, |[a, b, out], n| {
                let (a, b, out) = (
                    a.cast::<V::Number>(),
                    b.cast::<V::Number>(),
                    out.cast::<V::Number>(),
                );
                let some = |place: usize, count: usize| {
                    let [x, y] = [a, b].map(|from| V::load(from.add(place), count));
                    x.times(y).store(out.add(place), count);
                };
                let whole = n - n % V::COUNT;
                for place in (0..whole).step_by(V::COUNT) {
                    some(place, V::COUNT);
                }
                if whole < n {
                    some(whole, n - whole);
                }
                0
            })
        }
    }
}

/// As many products at a time, of numbers that are brought together first.
struct Strided<V>(Marker<V>);

impl<V: Vector + 'static> Body for Strided<V> {
    const TOP: Level = Level::V4;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let [sa, sb, so, _] = block.inner;
        // SAFETY: the kernel's contract; `multiplication` makes kernels for CPUs with AVX-512 only.
        unsafe {
            rows::<3>(block, |[a, b, out], n| {
                let at = |from: *mut u8, step: isize, place: usize| {
                    from.wrapping_offset(step * place.cast_signed())
                };
                let whole = n - n % V::COUNT;
                for place in (0..whole).step_by(V::COUNT) {
                    let product = V::gather(at(a, sa, place), sa).times(V::gather(at(b, sb, place), sb));
                    product.scatter(at(out, so, place), so);
                }
                for place in whole..n {
                    let [x, y] = [(a, sa), (b, sb)]
                        .map(|(from, step)| get_at::<V::Number>(from, step * place.cast_signed()));
                    put_at(at(out, so, place), 0, x * y);
                }
                0
            })
        }
    }
}

/// Loops of the table for complex numbers with forms for AVX-512, which the CPU has.
pub(crate) fn multiplication(level: Level, table: impl Fn(TypeNum) -> Loop) -> [Loop; 2] {
    fn wide<V: Vector + 'static>(table: Loop, level: Level) -> Loop {
        let ordered = Some(table.strided());
        let forms = Forms {
            contiguous: stamp::<Contiguous<V>>(level),
            strided: stamp::<Strided<V>>(level),
            ..table.forms
        };
        Loop {
            forms,
            ordered,
            ..table
        }
    }
    assert!(level >= Level::V4, "made for AVX-512");
    [
        wide::<C64s>(table(TypeNum::Complex64), level),
        wide::<C128s>(table(TypeNum::Complex128), level),
    ]
}
