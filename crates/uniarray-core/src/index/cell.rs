//! Elements as so many bytes: moving them needs no more of the dtype than its size.

/// A number of bytes that is moved at once.
pub(crate) trait Cell: Copy {
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

impl Cell for u8 {}
impl Cell for u16 {}
impl Cell for u32 {}
impl Cell for u64 {}
impl Cell for u128 {}

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
