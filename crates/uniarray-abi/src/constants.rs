//! Numbers that have a meaning in arguments and results. Those that NumPy has, too, have its values.

use std::ffi::c_int;

/// A constant as the header shows it.
#[derive(Debug)]
pub struct Constant {
    /// Its name after `UA_`.
    pub name: &'static str,
    /// Its value, as the list writes it.
    pub text: &'static str,
    /// What it means.
    pub doc: &'static str,
}

macro_rules! constants {
    ($($(#[doc = $doc:literal])+ $name:ident: $ty:ty = $value:expr;)*) => {
        $($(#[doc = $doc])+ pub const $name: $ty = $value;)*

        /// All of them, in the order of the header.
        pub static CONSTANTS: &[Constant] = &[
            $(Constant { name: stringify!($name), text: stringify!($value), doc: concat!($($doc),+) }),*
        ];
    };
}

constants! {
    /// Type number: truth values of one byte.
    BOOL: c_int = 0;
    /// Type number: signed integers of 8 bits.
    INT8: c_int = 1;
    /// Type number: unsigned integers of 8 bits.
    UINT8: c_int = 2;
    /// Type number: signed integers of 16 bits.
    INT16: c_int = 3;
    /// Type number: unsigned integers of 16 bits.
    UINT16: c_int = 4;
    /// Type number: signed integers of 32 bits.
    INT32: c_int = 5;
    /// Type number: unsigned integers of 32 bits.
    UINT32: c_int = 6;
    /// Type number: signed integers of 64 bits.
    INT64: c_int = 7;
    /// Type number: unsigned integers of 64 bits.
    UINT64: c_int = 8;
    /// Type number: the integer that counts and indexes.
    INTP: c_int = 7;
    /// Type number: `float`.
    FLOAT32: c_int = 11;
    /// Type number: `double`.
    FLOAT64: c_int = 12;
    /// Type number: two `float`.
    COMPLEX64: c_int = 14;
    /// Type number: two `double`.
    COMPLEX128: c_int = 15;
    /// Type number: floating-point numbers of 16 bits.
    FLOAT16: c_int = 23;
    /// In place of a type number: whatever the array has.
    ANY_TYPE: c_int = -1;

    /// Array flag, and demand on an array: elements follow each other in C order.
    C_CONTIGUOUS: u32 = 0x0001;
    /// Array flag, and demand: elements follow each other in Fortran order.
    F_CONTIGUOUS: u32 = 0x0002;
    /// Array flag: the memory is the array's own.
    OWNDATA: u32 = 0x0004;
    /// Demand: a cast may lose values; without it only safe casts are made.
    FORCECAST: u32 = 0x0010;
    /// Demand: a new array, even if the object would do.
    ENSURECOPY: u32 = 0x0020;
    /// Demand: an `ndarray`, and none of a derived class.
    ENSUREARRAY: u32 = 0x0040;
    /// Array flag, and demand: every element lies at a multiple of its alignment.
    ALIGNED: u32 = 0x0100;
    /// Array flag, and demand: elements are in the byte order of this machine.
    NATIVE: u32 = 0x0200;
    /// Array flag, and demand: elements may be written.
    WRITEABLE: u32 = 0x0400;
    /// Array flags together: what code in C usually wants.
    BEHAVED: u32 = 0x0700;

    /// Order of elements in memory: Fortran if the array is so, else C.
    ANYORDER: c_int = -1;
    /// Order of elements in memory: the last index changes fastest.
    CORDER: c_int = 0;
    /// Order of elements in memory: the first index changes fastest.
    FORTRANORDER: c_int = 1;
    /// Order of elements in memory: as close to the array's as possible.
    KEEPORDER: c_int = 2;

    /// Casting rule: no change at all.
    NO_CASTING: c_int = 0;
    /// Casting rule: byte order may change.
    EQUIV_CASTING: c_int = 1;
    /// Casting rule: every value is kept.
    SAFE_CASTING: c_int = 2;
    /// Casting rule: safe, or within a kind, or to a higher one.
    SAME_KIND_CASTING: c_int = 3;
    /// Casting rule: anything.
    UNSAFE_CASTING: c_int = 4;

    /// Access to an operand: its elements are read.
    READ: u32 = 1;
    /// Access to an operand: its elements are written.
    WRITE: u32 = 2;

    /// Option of a loop: it runs while other Python threads run, and must not use the context.
    WITHOUT_PYTHON: u32 = 1;
    /// Option of a loop: elements are visited in the order of their indices.
    IN_INDEX_ORDER: u32 = 2;

    /// Floating-point error: division by zero.
    FPE_DIVIDE: u32 = 1;
    /// Floating-point error: overflow.
    FPE_OVERFLOW: u32 = 2;
    /// Floating-point error: underflow.
    FPE_UNDERFLOW: u32 = 4;
    /// Floating-point error: invalid value.
    FPE_INVALID: u32 = 8;

    /// Identity of a ufunc that has none.
    NO_IDENTITY: c_int = 1000;
    /// Most axes of an array.
    MAX_DIMS: c_int = 64;
    /// Most operands of `for_each`.
    MAX_ITERATED: c_int = 8;
    /// Most operands, inputs and outputs together, of a ufunc.
    MAX_UFUNC_OPERANDS: c_int = 4;
    /// Most inputs of a ufunc.
    MAX_UFUNC_INPUTS: c_int = 3;
    /// Most outputs of a ufunc.
    MAX_UFUNC_OUTPUTS: c_int = 2;
}
