//! What an array needs beyond its own struct: a block of memory, dimensions that do not fit, or somebody else's memory.

use super::block::Block;
use hpy::{Class, ClassDef, Field, Visit};
use std::ffi::CStr;
use std::mem::offset_of;

/// Owned memory behind an array. Python never sees one: an array's `base` looks through it.
#[derive(Default)]
#[repr(C)]
pub struct Storage {
    /// Bytes that `block` takes, for hosts that tell a collector of them.
    pub nbytes: usize,
    /// The elements, if they are owned here.
    pub block: Option<Block>,
    /// Extents and strides of an array with many axes.
    pub dims: Box<[isize]>,
    /// The object whose memory the array shows, if it is not owned here.
    pub base: Field,
}

impl Storage {
    /// Where a host finds the number of bytes.
    pub const NBYTES: usize = offset_of!(Storage, nbytes);
}

// SAFETY: `Block` is memory that no thread is tied to.
unsafe impl Send for Storage {}

impl Class for Storage {
    const NAME: &'static CStr = c"uniarray._core._Storage";
    const TRAVERSE: bool = true;
    hpy::type_object!(Storage);

    fn define(_: &mut ClassDef<Self>) {}

    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.field(&self.base);
    }
}
