//! Floating-point exceptions: what a kernel ran into, for NumPy's `errstate` warnings.
//!
//! Float kernels are watched through the CPU's sticky status flags, which cost nothing per element; integer kernels report
//! by their return value. Kernels must not compute what they then discard, or the flags would tell of it.

use std::ops::{BitOr, BitOrAssign};

/// A set of floating-point exceptions. The bits are NumPy's `FPE_*`.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct FpFlags(pub u32);

impl FpFlags {
    /// Nothing happened.
    pub const NONE: FpFlags = FpFlags(0);
    /// "divide by zero encountered in …"
    pub const DIVIDE: FpFlags = FpFlags(1);
    /// "overflow encountered in …"
    pub const OVERFLOW: FpFlags = FpFlags(2);
    /// "underflow encountered in …"
    pub const UNDERFLOW: FpFlags = FpFlags(4);
    /// "invalid value encountered in …"
    pub const INVALID: FpFlags = FpFlags(8);

    /// "overflow encountered in cast": a Python number that is finite is not in the dtype of the operation. It is no exception of the
    /// operation itself, which NumPy's warning names otherwise.
    pub const CAST_OVERFLOW: FpFlags = FpFlags(32);

    /// Whether any flag is set.
    #[inline]
    pub const fn any(self) -> bool {
        self.0 != 0
    }

    /// Whether all flags of `other` are set.
    #[inline]
    pub const fn has(self, other: FpFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// The flags that are set, with the words NumPy's warnings begin with.
    ///
    /// ```
    /// use uniarray_core::flags::FpFlags;
    /// let flags = FpFlags::DIVIDE | FpFlags::INVALID;
    /// assert_eq!(flags.words().collect::<Vec<_>>(), ["divide by zero", "invalid value"]);
    /// ```
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        [
            (FpFlags::DIVIDE, "divide by zero"),
            (FpFlags::OVERFLOW, "overflow"),
            (FpFlags::UNDERFLOW, "underflow"),
            (FpFlags::INVALID, "invalid value"),
        ]
        .into_iter()
        .filter(move |(flag, _)| self.has(*flag))
        .map(|(_, words)| words)
    }
}

impl BitOr for FpFlags {
    type Output = FpFlags;

    fn bitor(self, other: FpFlags) -> FpFlags {
        FpFlags(self.0 | other.0)
    }
}

impl BitOrAssign for FpFlags {
    fn bitor_assign(&mut self, other: FpFlags) {
        self.0 |= other.0;
    }
}

/// Forgets which floating-point exceptions the CPU has met on this thread.
pub fn clear() {
    status::clear();
}

/// Which floating-point exceptions the CPU has met on this thread since they were cleared.
pub fn read() -> FpFlags {
    status::read()
}

/// Makes this thread's CPU remember exceptions, as if it had met them itself.
pub fn raise(flags: FpFlags) {
    if flags.any() {
        status::raise(flags);
    }
}

/// Runs `work` and tells which floating-point exceptions the CPU met meanwhile.
#[inline]
pub fn watch<R>(work: impl FnOnce() -> R) -> (R, FpFlags) {
    status::clear();
    let result = work();
    (result, status::read())
}

#[cfg(target_arch = "x86_64")]
mod status {
    use std::arch::asm;

    use super::FpFlags;

    // MXCSR: invalid 1, denormal 2, divide 4, overflow 8, underflow 16, inexact 32.
    const WATCHED: u32 = 1 | 4 | 8 | 16;

    const BITS: [(u32, FpFlags); 4] = [
        (1, FpFlags::INVALID),
        (4, FpFlags::DIVIDE),
        (8, FpFlags::OVERFLOW),
        (16, FpFlags::UNDERFLOW),
    ];

    #[inline]
    fn get() -> u32 {
        let mut mxcsr = 0u32;
        // SAFETY: stores four bytes into a local variable. Not `pure`: it must stay in order with the kernels.
        unsafe { asm!("stmxcsr [{}]", in(reg) &mut mxcsr, options(nostack)) };
        mxcsr
    }

    #[inline]
    pub(super) fn clear() {
        let mxcsr = get();
        // Loading the register is ten times dearer than storing it, and flags are seldom set.
        if mxcsr & WATCHED != 0 {
            let cleared = mxcsr & !0x3f;
            // SAFETY: only sticky exception flags change, which code in asm blocks without `preserves_flags` may do.
            unsafe { asm!("ldmxcsr [{}]", in(reg) &cleared, options(nostack, readonly)) };
        }
    }

    #[inline]
    pub(super) fn read() -> FpFlags {
        let mxcsr = get();
        if mxcsr & WATCHED == 0 {
            return FpFlags::NONE;
        }
        let met = BITS.iter().filter(|(bit, _)| mxcsr & bit != 0);
        met.fold(FpFlags::NONE, |flags, (_, flag)| flags | *flag)
    }

    pub(super) fn raise(flags: FpFlags) {
        let raised = BITS.iter().filter(|(_, flag)| flags.has(*flag));
        let mxcsr = raised.fold(get(), |mxcsr, (bit, _)| mxcsr | bit);
        // SAFETY: as in `clear`.
        unsafe { asm!("ldmxcsr [{}]", in(reg) &mxcsr, options(nostack, readonly)) };
    }
}

#[cfg(target_arch = "aarch64")]
mod status {
    use std::arch::asm;

    use super::FpFlags;

    // FPSR: invalid 1, divide 2, overflow 4, underflow 8.
    const WATCHED: u64 = 15;

    const BITS: [(u64, FpFlags); 4] = [
        (1, FpFlags::INVALID),
        (2, FpFlags::DIVIDE),
        (4, FpFlags::OVERFLOW),
        (8, FpFlags::UNDERFLOW),
    ];

    #[inline]
    fn get() -> u64 {
        let fpsr: u64;
        // SAFETY: reads a status register. Not `pure`: it must stay in order with the kernels.
        unsafe { asm!("mrs {}, fpsr", out(reg) fpsr, options(nostack)) };
        fpsr
    }

    #[inline]
    pub(super) fn clear() {
        let fpsr = get();
        if fpsr & WATCHED != 0 {
            // SAFETY: only sticky exception flags change.
            unsafe { asm!("msr fpsr, {}", in(reg) fpsr & !0x9f, options(nostack)) };
        }
    }

    #[inline]
    pub(super) fn read() -> FpFlags {
        let fpsr = get();
        let met = BITS.iter().filter(|(bit, _)| fpsr & bit != 0);
        met.fold(FpFlags::NONE, |flags, (_, flag)| flags | *flag)
    }

    pub(super) fn raise(flags: FpFlags) {
        let raised = BITS.iter().filter(|(_, flag)| flags.has(*flag));
        let fpsr = raised.fold(get(), |fpsr, (bit, _)| fpsr | bit);
        // SAFETY: only sticky exception flags change.
        unsafe { asm!("msr fpsr, {}", in(reg) fpsr, options(nostack)) };
    }
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
mod status {
    use super::FpFlags;

    pub(super) fn clear() {}

    pub(super) fn raise(_flags: FpFlags) {}

    /// Nothing is known of this CPU's status register; float warnings are not given here.
    pub(super) fn read() -> FpFlags {
        FpFlags::NONE
    }
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::*;

    #[test]
    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
    fn each_exception_is_seen_and_forgotten() {
        let divide = |a: f64, b: f64| watch(|| black_box(black_box(a) / black_box(b))).1;
        assert_eq!(divide(1.0, 0.0), FpFlags::DIVIDE);
        assert_eq!(divide(0.0, 0.0), FpFlags::INVALID);
        assert_eq!(divide(1e300, 1e-300), FpFlags::OVERFLOW);
        assert_eq!(divide(1e-300, 1e300), FpFlags::UNDERFLOW);
        assert_eq!(divide(1.0, 3.0), FpFlags::NONE);
        let flags = [
            FpFlags::DIVIDE,
            FpFlags::INVALID | FpFlags::OVERFLOW,
            FpFlags::UNDERFLOW,
        ];
        for flags in flags {
            assert_eq!(watch(|| raise(flags)).1, flags);
        }
    }
}
