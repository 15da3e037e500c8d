//! Memory blocks for array elements.

use std::alloc::{Layout, alloc, alloc_zeroed, dealloc};
use std::ptr::NonNull;

/// Alignment of the elements: a cache line, which is also the widest vector.
pub const ALIGNMENT: usize = 64;

/// What the allocator gives by itself. Asking it for more alignment would make it clear zeroed memory by hand instead of
/// taking fresh pages, so blocks are a little longer than needed and aligned here.
const NATURAL: usize = 16;

/// Bytes from which on the system is asked for large pages. The first access to each page of a fresh block is a call of the system, which
/// with pages of 4 KiB takes several times as long as adding the elements in it; from here on large pages are mostly full.
const LARGE: usize = 1 << 22;

/// A multiple of all page sizes that systems begin with.
const PAGES: usize = 1 << 16;

/// An owned block of memory, aligned to [`ALIGNMENT`].
#[derive(Debug)]
pub struct Block {
    start: NonNull<u8>,
    layout: Layout,
}

impl Block {
    /// A block of at least `nbytes`, zeroed or not; `None` when there is no such memory.
    pub fn new(nbytes: usize, zeroed: bool) -> Option<Block> {
        let size = nbytes.max(1).checked_add(ALIGNMENT - NATURAL)?;
        let layout = Layout::from_size_align(size, NATURAL).ok()?;
        // SAFETY: the size is not zero.
        let start = unsafe {
            if zeroed {
                alloc_zeroed(layout)
            } else {
                alloc(layout)
            }
        };
        let start = NonNull::new(start)?;
        if size >= LARGE {
            ask_for_large_pages(start, size);
        }
        Some(Block { start, layout })
    }

    /// The first aligned byte.
    pub fn data(&self) -> *mut u8 {
        let start = self.start.as_ptr();
        start.wrapping_add(start.align_offset(ALIGNMENT))
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        // SAFETY: `new` allocated it with this layout, and nobody else frees it.
        unsafe { dealloc(self.start.as_ptr(), self.layout) }
    }
}

/// Where the system does not do it, everything is as before, only slower.
#[cfg(target_os = "linux")]
fn ask_for_large_pages(start: NonNull<u8>, size: usize) {
    let skipped = start.as_ptr().align_offset(PAGES);
    if skipped < size {
        let pages = start.as_ptr().wrapping_add(skipped);
        // SAFETY: the pages begin in the block and end with it; the advice changes nothing of what they hold.
        unsafe { libc::madvise(pages.cast(), size - skipped, libc::MADV_HUGEPAGE) };
    }
}

#[cfg(not(target_os = "linux"))]
fn ask_for_large_pages(_start: NonNull<u8>, _size: usize) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_aligned_and_hold_what_was_asked_for() {
        for nbytes in [0, 1, 63, 64, 1000, 1 << 20, LARGE + 1] {
            let block = Block::new(nbytes, true).expect("memory");
            assert_eq!(block.data().addr() % ALIGNMENT, 0);
            let (start, end) = (
                block.start.as_ptr().addr(),
                block.start.as_ptr().addr() + block.layout.size(),
            );
            assert!(block.data().addr() >= start && block.data().addr() + nbytes <= end);
            // SAFETY: the bytes lie within the block, as just checked.
            assert!((0..nbytes).all(|place| unsafe { block.data().add(place).read() } == 0));
        }
    }

    #[test]
    fn memory_that_does_not_exist_is_refused() {
        assert!(Block::new(usize::MAX, false).is_none());
        assert!(Block::new(isize::MAX as usize, false).is_none());
    }
}
