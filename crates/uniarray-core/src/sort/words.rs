//! Integers that are sorted, by vectors where the CPU has them.

use super::halves;
#[cfg(target_arch = "x86_64")]
use super::wide;
#[cfg(target_arch = "x86_64")]
use crate::level::Level;

/// An integer that is sorted, or that stands for what is.
pub(crate) trait Word: Copy + Ord + Default {
    /// Puts the integers in order.
    fn sort(words: &mut [Self]) {
        halves::sort(words);
    }

    /// Puts what belongs at a position there, with none greater before and none less after it.
    fn select(words: &mut [Self], position: usize) {
        words.select_nth_unstable(position);
    }
}

impl Word for u8 {}
impl Word for i8 {}
impl Word for u16 {}
impl Word for i16 {}

macro_rules! wide {
    ($($word:ty: $vectors:ident;)*) => { $(
        impl Word for $word {
            #[cfg(target_arch = "x86_64")]
            fn sort(words: &mut [$word]) {
                if Level::detect() < Level::V4 {
                    return halves::sort(words);
                }
                // SAFETY: the CPU has the features.
                unsafe { wide::sort::<wide::$vectors>(words) }
            }

            #[cfg(target_arch = "x86_64")]
            fn select(words: &mut [$word], position: usize) {
                if Level::detect() < Level::V4 {
                    words.select_nth_unstable(position);
                    return;
                }
                // SAFETY: the CPU has the features.
                unsafe { wide::select::<wide::$vectors>(words, position) }
            }
        }
    )* };
}
wide! { u32: U32s; i32: I32s; u64: U64s; i64: I64s; }
