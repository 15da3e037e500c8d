//! Rust types that arrays have as elements.

use num_complex::Complex;
use std::ffi::c_int;
use uniarray_abi::constants as number;

/// A type that is the element of arrays of one dtype.
///
/// # Safety
/// It has the size, alignment and representation of that dtype's elements, and every bit pattern is a value.
pub unsafe trait Element: Copy + Send + Sync + 'static {
    /// The dtype's number.
    const TYPE: c_int;
    /// The dtype's name.
    const NAME: &'static str;
}

/// A truth value in an array. Memory may hold any byte, which `bool` forbids; whatever is not zero is true.
#[derive(Clone, Copy, Debug, Default)]
#[repr(transparent)]
pub struct Truth(u8);

impl Truth {
    /// The value.
    #[inline]
    pub fn get(self) -> bool {
        self.0 != 0
    }
}

impl From<bool> for Truth {
    #[inline]
    fn from(value: bool) -> Truth {
        Truth(value.into())
    }
}

impl PartialEq for Truth {
    fn eq(&self, other: &Truth) -> bool {
        self.get() == other.get()
    }
}

impl Eq for Truth {}

macro_rules! elements {
    ($($ty:ty = $number:ident $name:literal),* $(,)?) => {
        $(
            // SAFETY: a primitive number, a transparent byte or a `repr(C)` pair of floats, as the dtype's elements are.
            unsafe impl Element for $ty {
                const TYPE: c_int = number::$number;
                const NAME: &'static str = $name;
            }
        )*
    };
}

elements! {
    Truth = BOOL "bool", i8 = INT8 "int8", u8 = UINT8 "uint8", i16 = INT16 "int16", u16 = UINT16 "uint16", i32 = INT32 "int32",
    u32 = UINT32 "uint32", i64 = INT64 "int64", u64 = UINT64 "uint64", f32 = FLOAT32 "float32", f64 = FLOAT64 "float64",
    Complex<f32> = COMPLEX64 "complex64", Complex<f64> = COMPLEX128 "complex128",
}
