//! Structs that are passed by address, and the types of functions that callers hand over.

use crate::c::{CType, declared};
use hpy_abi::{HPy, HPyContext};
use std::ffi::{c_char, c_int, c_void};

/// A loop over `n` elements of each operand. Element `i` of operand `k` lies at `pointers[k] + i * strides[k]`. It returns 0,
/// or another number for an error, which ends the iteration.
pub type Loop = unsafe extern "C" fn(
    pointers: *const *mut c_void,
    strides: *const isize,
    n: isize,
    argument: *mut c_void,
) -> c_int;

/// A loop over `extents[0]` items of each operand, whose dimensions have the other extents, in the order in which the signature names them
/// first. The first strides, one per operand, lead from one item to the next; those of each operand's dimensions follow, operand by
/// operand. All strides are multiples of the elements' sizes. It returns 0, or another number for an error, which ends the call.
pub type GeneralLoop = unsafe extern "C" fn(
    pointers: *const *mut c_void,
    strides: *const isize,
    extents: *const isize,
    argument: *mut c_void,
) -> c_int;

/// Frees memory that was handed over. It may run at any time and in any thread, and must not use Python.
pub type Release = unsafe extern "C" fn(data: *mut c_void, argument: *mut c_void);

/// Raises the exception for the number that a loop has returned.
pub type Raise = unsafe extern "C" fn(ctx: *mut HPyContext, status: c_int, argument: *mut c_void);

/// A struct as the header shows it.
#[derive(Debug)]
pub struct Struct {
    /// Its name after `UA_`.
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// Name, type and meaning of its members, in their order.
    pub members: &'static [Member],
}

/// A member of a struct.
#[derive(Debug)]
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// Its type in C.
    pub ty: fn() -> String,
    /// What it means.
    pub doc: &'static str,
}

impl Member {
    /// Its declaration in C.
    pub fn declared(&self) -> String {
        declared(&(self.ty)(), self.name)
    }
}

macro_rules! structs {
    ($($(#[doc = $doc:literal])+ struct $name:ident { $($(#[doc = $about:literal])+ $member:ident: $ty:ty,)* })*) => {
        $($(#[doc = $doc])+
        #[repr(C)]
        #[derive(Clone, Copy, Debug)]
        pub struct $name { $($(#[doc = $about])+ pub $member: $ty,)* }

        impl CType for $name {
            fn name() -> String {
                concat!("UA_", stringify!($name)).to_owned()
            }
        })*

        /// All of them, in the order of the header.
        pub static STRUCTS: &[Struct] = &[$(Struct {
            name: stringify!($name),
            doc: concat!($($doc),+),
            members: &[$(Member { name: stringify!($member), ty: <$ty as CType>::name, doc: concat!($($about),+) }),*],
        }),*];
    };
}

structs! {
    /// What an array shows: filled by `look`, and given to `from_memory`. It never changes.
    struct View {
        /// The element at index zero.
        data: *mut c_void,
        /// The extents, `ndim` of them. They live as long as the array and until it is given another shape.
        shape: *const isize,
        /// Bytes from one element to the next, per axis.
        strides: *const isize,
        /// Number of elements.
        size: isize,
        /// Bytes per element.
        itemsize: isize,
        /// Number of axes.
        ndim: c_int,
        /// Type number of the elements.
        type_num: c_int,
        /// Array flags.
        flags: u32,
        /// Zero.
        reserved: u32,
    }

    /// What a dtype says of elements. It never changes.
    struct DType {
        /// Bytes per element.
        itemsize: isize,
        /// What addresses of elements are multiples of.
        alignment: isize,
        /// Type number.
        type_num: c_int,
        /// 'b' truth values, 'i' and 'u' integers, 'f' floating point, 'c' complex.
        kind: c_int,
        /// NumPy's letter for the type.
        code: c_int,
        /// Array flags: NATIVE or none.
        flags: u32,
    }

    /// An iteration over the elements of arrays that are broadcast together.
    struct Iteration {
        /// `sizeof` of this struct.
        size: usize,
        /// Number of operands, 1 to MAX_ITERATED.
        count: c_int,
        /// Casting rule for operands of other types.
        casting: c_int,
        /// The arrays.
        operands: *const HPy,
        /// READ, WRITE or both for each. Those written are not broadcast.
        access: *const u32,
        /// Type number of the elements that the loop gets of each operand; null for those that the arrays have.
        types: *const c_int,
        /// WITHOUT_PYTHON, IN_INDEX_ORDER, or 0.
        options: u32,
        /// Zero.
        reserved: u32,
        /// Called for each run of elements.
        run: Loop,
        /// Handed to it.
        argument: *mut c_void,
    }

    /// A loop of a ufunc.
    struct UfuncLoop {
        /// Type numbers of inputs, then outputs.
        types: *const c_int,
        /// The loop. It never has the context: it may run while other threads run Python.
        run: Loop,
        /// Handed to it.
        argument: *mut c_void,
    }

    /// A new ufunc.
    struct UfuncSpec {
        /// `sizeof` of this struct.
        size: usize,
        /// Its `__name__`.
        name: *const c_char,
        /// Its docstring; may be null.
        doc: *const c_char,
        /// Number of inputs, 1 to MAX_UFUNC_INPUTS.
        nin: c_int,
        /// Number of outputs, 1 to MAX_UFUNC_OUTPUTS.
        nout: c_int,
        /// What a reduction over nothing gives, -128 to 127, or NO_IDENTITY.
        identity: c_int,
        /// Number of loops.
        count: c_int,
        /// The loops, in the order in which they are tried.
        loops: *const UfuncLoop,
        /// Raises the exception when a loop returns another number than 0; null for a RuntimeError.
        raise: Option<Raise>,
        /// Handed to it.
        argument: *mut c_void,
    }

    /// A loop of a generalised ufunc.
    struct GeneralUfuncLoop {
        /// Type numbers of inputs, then outputs.
        types: *const c_int,
        /// The loop. It never has the context: it may run while other threads run Python.
        run: GeneralLoop,
        /// Handed to it.
        argument: *mut c_void,
    }

    /// A new generalised ufunc.
    struct GeneralUfuncSpec {
        /// `sizeof` of this struct.
        size: usize,
        /// Its `__name__`.
        name: *const c_char,
        /// Its docstring; may be null.
        doc: *const c_char,
        /// The dimensions of an item of each operand: (m,n),(n)->(m). A name is the same extent wherever it is; a number is that extent.
        signature: *const c_char,
        /// Number of inputs, 1 to MAX_UFUNC_INPUTS.
        nin: c_int,
        /// Number of outputs, 1 to MAX_UFUNC_OUTPUTS.
        nout: c_int,
        /// Number of loops.
        count: c_int,
        /// Zero.
        reserved: c_int,
        /// The loops, in the order in which they are tried.
        loops: *const GeneralUfuncLoop,
        /// Raises the exception when a loop returns another number than 0; null for a RuntimeError.
        raise: Option<Raise>,
        /// Handed to it.
        argument: *mut c_void,
    }
}
