//! Sums of products: the loops of generalised ufuncs.
//!
//! A block has two inputs and an output, and the output stands still along one of the two dimensions, over which the products
//! are summed:
//!
//! * [`Kernels::dots`]: along the inner one. Each row gives one element, which is written.
//! * [`Kernels::combine`]: along the outer one. Multiples of rows are added to a row, which is read and written.

#[cfg(target_arch = "x86_64")]
use super::wide;
use crate::dtype::{Bool, C64, C128, Element};
use crate::half::F16;
use crate::level::{Body, Level, stamp};
use crate::loops::{Block, Kernel, Marker, get_at, put_at, rows};

/// The compiled loops for an element type.
#[derive(Clone, Copy, Debug)]
pub struct Kernels {
    /// `out[j] = Σ_i a[j, i] · b[j, i]`.
    pub dots: Kernel,
    /// `out[i] += Σ_j a[j] · b[j, i]`; `a` stands still along the inner dimension.
    pub combine: Kernel,
}

impl Kernels {
    /// The loops for a level. With `CONJUGATE` the first factor is conjugated, which makes a difference for complex numbers only.
    pub(super) fn new<T: Ring, const CONJUGATE: bool>(level: Level) -> Kernels {
        Kernels {
            dots: T::dots::<CONJUGATE>(level),
            combine: stamp::<Combine<T, CONJUGATE>>(level),
        }
    }
}

/// Numbers that are multiplied and added. Integers wrap round; of truth values the sum is "or" and the product "and".
pub trait Ring: Element {
    /// What sums begin with.
    const ZERO: Self;

    /// `self + a · b`
    fn plus_product(self, a: Self, b: Self) -> Self;

    /// `self + other`
    fn plus(self, other: Self) -> Self;

    /// The complex conjugate.
    fn conjugate(self) -> Self;

    /// The loop [`Kernels::dots`] for a level.
    fn dots<const CONJUGATE: bool>(level: Level) -> Kernel {
        stamp::<Dots<Self, CONJUGATE>>(level)
    }
}

impl Ring for Bool {
    const ZERO: Bool = Bool::FALSE;

    #[inline(always)]
    fn plus_product(self, a: Bool, b: Bool) -> Bool {
        (self.get() | (a.get() & b.get())).into()
    }

    #[inline(always)]
    fn plus(self, other: Bool) -> Bool {
        (self.get() | other.get()).into()
    }

    #[inline(always)]
    fn conjugate(self) -> Bool {
        self
    }
}

macro_rules! rings {
    ($($ty:ty: $zero:expr, |$sum:ident, $a:ident, $b:ident| $product:expr, |$x:ident, $y:ident| $plus:expr, $conjugate:expr
       $(, $wide:ident)?;)*) => {
        $(impl Ring for $ty {
            const ZERO: $ty = $zero;

            #[inline(always)]
            fn plus_product(self, $a: $ty, $b: $ty) -> $ty {
                let $sum = self;
                $product
            }

            #[inline(always)]
            fn plus(self, $y: $ty) -> $ty {
                let $x = self;
                $plus
            }

            #[inline(always)]
            fn conjugate(self) -> $ty {
                $conjugate(self)
            }

            $(#[cfg(target_arch = "x86_64")]
            fn dots<const CONJUGATE: bool>(level: Level) -> Kernel {
                if level >= Level::V4 {
                    stamp::<$wide<Self, CONJUGATE>>(level)
                } else {
                    stamp::<Dots<Self, CONJUGATE>>(level)
                }
            })?
        })*
    };
}

macro_rules! integer_rings {
    ($($ty:ty),*) => {
        rings! { $($ty: 0, |sum, a, b| sum.wrapping_add(a.wrapping_mul(b)), |x, y| x.wrapping_add(y), |x| x;)* }
    };
}
integer_rings!(i8, u8, i16, u16, i32, u32, i64, u64);

rings! {
    f32: 0.0, |sum, a, b| sum + a * b, |x, y| x + y, |x| x, WideDots;
    f64: 0.0, |sum, a, b| sum + a * b, |x, y| x + y, |x| x, WideDots;
    C64: C64::new(0.0, 0.0), |sum, a, b| sum + a * b, |x, y| x + y, |x: C64| x.conj(), WideDots;
    C128: C128::new(0.0, 0.0), |sum, a, b| sum + a * b, |x, y| x + y, |x: C128| x.conj(), WideDots;
}

/// Elements, and what their products are computed in.
pub(super) trait Factor: Element {
    /// The numbers that are multiplied and added.
    type Ring: Ring;
}

macro_rules! factors {
    ($($ty:ty: $ring:ty),* $(,)?) => {
        $(impl Factor for $ty {
            type Ring = $ring;
        })*
    };
}

// Sums of float16 are rounded at the end only: operands and result are cast.
factors! {
    Bool: Bool, i8: i8, u8: u8, i16: i16, u16: u16, i32: i32, u32: u32, i64: i64, u64: u64, F16: f32, f32: f32, f64: f64, C64: C64,
    C128: C128,
}

#[inline(always)]
fn factor<T: Ring, const CONJUGATE: bool>(value: T) -> T {
    if CONJUGATE { value.conjugate() } else { value }
}

struct Dots<T, const CONJUGATE: bool>(Marker<T>);

/// Sums side by side in the product of two contiguous vectors: as many float64 as keep four 64-byte registers busy.
pub(super) const LANES: usize = 32;

impl<T: Ring, const CONJUGATE: bool> Body for Dots<T, CONJUGATE> {
    const TOP: Level = Level::V4;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let [sa, sb, ..] = block.inner;
        let size = size_of::<T>().cast_signed();
        // SAFETY: the kernel's contract.
        unsafe {
            rows::<3>(block, |[a, b, out], n| {
                let sum = if (sa, sb) == (size, size) {
                    contiguous_dot::<T, CONJUGATE>(a, b, n)
                } else {
                    (0..n.cast_signed()).fold(T::ZERO, |sum, i| {
                        sum.plus_product(factor::<T, CONJUGATE>(get_at(a, i * sa)), get_at(b, i * sb))
                    })
                };
                put_at(out, 0, sum);
                0
            })
        }
    }
}

/// The same with AVX-512.
#[cfg(target_arch = "x86_64")]
struct WideDots<T, const CONJUGATE: bool>(Marker<T>);

#[cfg(target_arch = "x86_64")]
impl<T: Ring + wide::Number, const CONJUGATE: bool> Body for WideDots<T, CONJUGATE> {
    const TOP: Level = Level::V4;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let [sa, sb, ..] = block.inner;
        let size = size_of::<T>().cast_signed();
        // SAFETY: the kernel's contract; `Ring::dots` makes kernels of this for CPUs with AVX-512 only.
        unsafe {
            if (sa, sb) != (size, size) {
                return Dots::<T, CONJUGATE>::run(block);
            }
            let [a, b, out, _] = block.ptrs;
            let [oa, ob, oo, _] = block.outer;
            wide::dots::<T, CONJUGATE>(block.n, block.m, [a, b, out], [oa, ob, oo]);
        }
        0
    }
}

/// # Safety
/// `n` contiguous elements are readable from `a` and from `b`.
#[inline(always)]
unsafe fn contiguous_dot<T: Ring, const CONJUGATE: bool>(a: *const u8, b: *const u8, n: usize) -> T {
    let (a, b) = (a.cast::<T>(), b.cast::<T>());
    let step = |sum: T, place: usize| {
        // SAFETY: all calls have `place < n`.
        let (x, y) = unsafe { (a.add(place).read_unaligned(), b.add(place).read_unaligned()) };
        sum.plus_product(factor::<T, CONJUGATE>(x), y)
    };
    let mut lanes = [T::ZERO; LANES];
    let mut done = 0;
    while done + LANES <= n {
        lanes = std::array::from_fn(|lane| step(lanes[lane], done + lane));
        done += LANES;
    }
    // A copy, so that the sums above can stay in registers.
    let mut sums = lanes;
    for (lane, sum) in sums[..n - done].iter_mut().enumerate() {
        *sum = step(*sum, done + lane);
    }
    // Lanes that were never used are zeros, which change no sum.
    let mut width = LANES.min(n.next_power_of_two());
    while width > 1 {
        width /= 2;
        for lane in 0..width {
            sums[lane] = sums[lane].plus(sums[lane + width]);
        }
    }
    sums[0]
}

struct Combine<T, const CONJUGATE: bool>(Marker<T>);

/// Rows that are added at a time, so that the sum is read and written less often.
const AT_ONCE: usize = 4;

impl<T: Ring, const CONJUGATE: bool> Body for Combine<T, CONJUGATE> {
    const TOP: Level = Level::V4;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let [a, b, out, _] = block.ptrs;
        let [oa, ob, ..] = block.outer;
        let [_, sb, so, _] = block.inner;
        let size = size_of::<T>().cast_signed();
        let contiguous = (sb, so) == (size, size);
        let multiple = |j: usize| {
            // SAFETY: the kernel's contract, for `j < m`.
            factor::<T, CONJUGATE>(unsafe { get_at(a, j.cast_signed() * oa) })
        };
        let row = |j: usize| b.wrapping_offset(j.cast_signed() * ob);
        let mut j = 0;
        if contiguous {
            while j + AT_ONCE <= block.m {
                let multiples: [T; AT_ONCE] = std::array::from_fn(|next| multiple(j + next));
                let rows: [*mut u8; AT_ONCE] = std::array::from_fn(|next| row(j + next));
                for i in 0..block.n.cast_signed() {
                    // SAFETY: the kernel's contract, for `i < n`.
                    unsafe {
                        let mut sum: T = get_at(out, i * size);
                        for next in 0..AT_ONCE {
                            sum = sum.plus_product(multiples[next], get_at(rows[next], i * size));
                        }
                        put_at(out, i * size, sum);
                    }
                }
                j += AT_ONCE;
            }
        }
        while j < block.m {
            let (multiple, row) = (multiple(j), row(j));
            for i in 0..block.n.cast_signed() {
                // SAFETY: the kernel's contract, for `i < n`.
                unsafe {
                    let sum: T = get_at(out, i * so);
                    put_at(out, i * so, sum.plus_product(multiple, get_at(row, i * sb)));
                }
            }
            j += 1;
        }
        0
    }
}
