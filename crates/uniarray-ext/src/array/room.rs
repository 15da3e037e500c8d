//! Room for the elements of arrays of middling size: objects that hold nothing else.
//!
//! Unlike a [`Storage`](super::storage::Storage) they have no destructor. To run one for each array costs a tracing
//! collector more than all the rest of a small operation does.

use super::block::ALIGNMENT;
use crate::error::Result;
use hpy::{Class, ClassDef, Ctx, Handle, ZeroClass};
use std::cell::UnsafeCell;
use std::ffi::CStr;
use std::mem::MaybeUninit;

/// Bytes of the largest one.
pub const LARGEST: usize = 2048;

/// A kind of room. Hosts align structs to words only, so each is longer by what aligning its elements may take.
trait Room: ZeroClass {
    /// The first byte of the room.
    fn start(&self) -> *mut u8;
}

macro_rules! rooms {
    ($($name:ident $full_name:literal $nbytes:literal),*) => {
        $(
            struct $name(UnsafeCell<MaybeUninit<[u64; ($nbytes + ALIGNMENT) / 8]>>);

            // SAFETY: it is memory that no thread is tied to.
            unsafe impl Send for $name {}
            // SAFETY: any bytes are elements that nobody has written yet.
            unsafe impl ZeroClass for $name {}

            impl Class for $name {
                const NAME: &'static CStr = $full_name;
                hpy::type_object!($name);

                fn define(_: &mut ClassDef<Self>) {}
            }

            impl Room for $name {
                fn start(&self) -> *mut u8 {
                    self.0.get().cast()
                }
            }
        )*

        /// Tells a module of the classes.
        pub fn define(module: &mut hpy::ModuleDef) {
            module$(.class::<$name>())*;
        }

        /// An object with room for at most [`LARGEST`] bytes, and where they begin, aligned to [`ALIGNMENT`]. They are zeros, and stay
        /// where they are while the object lives.
        ///
        /// # Errors
        /// When there is no memory for the object.
        #[inline]
        pub fn for_bytes(ctx: Ctx<'_>, nbytes: usize) -> Result<(Handle<'_>, *mut u8)> {
            debug_assert!(nbytes <= LARGEST);
            $(
                if nbytes <= $nbytes {
                    return make::<$name>(ctx);
                }
            )*
            unreachable!("{nbytes} bytes are not for a room")
        }
    };
}

rooms!(
    Room256 c"uniarray._core._Room256" 256,
    Room512 c"uniarray._core._Room512" 512,
    Room1024 c"uniarray._core._Room1024" 1024,
    Room2048 c"uniarray._core._Room2048" 2048
);

fn make<R: Room>(ctx: Ctx<'_>) -> Result<(Handle<'_>, *mut u8)> {
    let room = ctx.class::<R>()?.as_ref().create_zeroed()?;
    let start = room.as_obj().payload().start();
    Ok((
        room.into_handle(),
        start.wrapping_add(start.align_offset(ALIGNMENT)),
    ))
}
