//! Elements as so many bytes: moving them needs no more of the dtype than its size.

/// A number of bytes that is moved at once.
pub(crate) trait Cell: Copy {
    /// One of two values, by arithmetic: a branch on random truth values is the dearest part of a loop.
    fn choose(truth: bool, yes: Self, no: Self) -> Self;

    /// # Safety
    /// `at` must be readable for the size of the cell; it need not be aligned.
    #[inline(always)]
    unsafe fn read(at: *const u8) -> Self {
        // SAFETY: the caller's.
        unsafe { at.cast::<Self>().read_unaligned() }
    }

    /// # Safety
    /// `at` must be writable for the size of the cell; it need not be aligned.
    #[inline(always)]
    unsafe fn write(at: *mut u8, value: Self) {
        // SAFETY: the caller's.
        unsafe { at.cast::<Self>().write_unaligned(value) }
    }
}

macro_rules! cells {
    ($($ty:ty)*) => {
        $(impl Cell for $ty {
            #[inline(always)]
            fn choose(truth: bool, yes: $ty, no: $ty) -> $ty {
                no ^ ((no ^ yes) & (truth as $ty).wrapping_neg())
            }
        })*
    };
}

cells! { u8 u16 u32 u64 u128 }

/// Runs generic code for the cell of an item size: `by_cell!(itemsize, C => expression)`.
macro_rules! by_cell {
    ($itemsize:expr, $C:ident => $body:expr) => {
        match $itemsize {
            1 => {
                type $C = u8;
                $body
            }
            2 => {
                type $C = u16;
                $body
            }
            4 => {
                type $C = u32;
                $body
            }
            8 => {
                type $C = u64;
                $body
            }
            16 => {
                type $C = u128;
                $body
            }
            size => unreachable!("no dtype has elements of {size} bytes"),
        }
    };
}
pub(crate) use by_cell;
