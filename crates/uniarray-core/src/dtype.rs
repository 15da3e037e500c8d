//! What one element of an array is: [`DType`], its properties and NumPy's names for it.
//!
//! A [`DType`] is a small `Copy` value. Everything that can be looked up about it stands in one table
//! ([`TypeNum::info`]); Rust types meet run-time dtypes through [`Element`] and the [`dispatch!`](crate::dispatch)
//! macro, which turns a [`TypeNum`] into generic code written once.
//!
//! A new fixed-size dtype is a variant of [`TypeNum`], a row of the table, an arm of
//! `dispatch!` and an `Element` implementation; the compiler then lists every match that must know it. Parametric
//! dtypes (strings, datetimes, records) will add an index of an interned description beside `num`.

use std::fmt;

use num_complex::Complex;

use crate::half::F16;

mod parse;

/// A 32-bit complex number of two `f32`, NumPy's `complex64`.
pub type C64 = Complex<f32>;
/// A complex number of two `f64`, NumPy's `complex128`.
pub type C128 = Complex<f64>;

/// One byte read as a truth value: NumPy's `bool_`.
///
/// Memory handed in from outside may hold any byte, which Rust's `bool` forbids; whatever is not zero is true.
#[derive(Clone, Copy, Debug, Default)]
#[repr(transparent)]
pub struct Bool(pub u8);

impl Bool {
    /// The element that stands for `false`.
    pub const FALSE: Bool = Bool(0);
    /// The element that stands for `true`.
    pub const TRUE: Bool = Bool(1);

    /// The truth value of the element.
    #[inline(always)]
    pub const fn get(self) -> bool {
        self.0 != 0
    }
}

impl From<bool> for Bool {
    #[inline(always)]
    fn from(value: bool) -> Bool {
        Bool(value as u8)
    }
}

impl PartialEq for Bool {
    #[inline(always)]
    fn eq(&self, other: &Bool) -> bool {
        self.get() == other.get()
    }
}

/// The element types, in NumPy's order (which is also the order in which ufunc loops are tried).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
#[allow(
    missing_docs,
    reason = "the names say it, the table below gives sizes and codes"
)]
pub enum TypeNum {
    Bool,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float16,
    Float32,
    Float64,
    Complex64,
    Complex128,
}

/// The family of a dtype, NumPy's `dtype.kind`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// `'b'`
    Bool,
    /// `'u'`
    Unsigned,
    /// `'i'`
    Signed,
    /// `'f'`
    Float,
    /// `'c'`
    Complex,
}

impl Kind {
    /// NumPy's letter.
    pub const fn letter(self) -> char {
        match self {
            Kind::Bool => 'b',
            Kind::Unsigned => 'u',
            Kind::Signed => 'i',
            Kind::Float => 'f',
            Kind::Complex => 'c',
        }
    }
}

/// A row of the dtype table.
#[derive(Debug)]
pub struct TypeInfo {
    /// The number this row describes; rows lie in the order of [`TypeNum`].
    pub type_num: TypeNum,
    /// NumPy's `dtype.name`.
    pub name: &'static str,
    /// NumPy's `dtype.char`.
    pub code: char,
    /// The family.
    pub kind: Kind,
    /// Bytes per element.
    pub itemsize: usize,
    /// Alignment of the C type in bytes.
    pub alignment: usize,
    /// NumPy's `dtype.num`, as on 64-bit Linux and macOS.
    pub numpy_num: u8,
    /// NumPy's `dtype.str`, for example `<f8`.
    pub typestr: &'static str,
}

#[cfg(target_endian = "little")]
macro_rules! native {
    ($text:literal) => {
        concat!("<", $text)
    };
}
#[cfg(target_endian = "big")]
macro_rules! native {
    ($text:literal) => {
        concat!(">", $text)
    };
}

macro_rules! rows {
    ($($num:ident $name:literal $code:literal $kind:ident $ty:ty, $numpy_num:literal, $typestr:expr;)*) => {
        [$(TypeInfo {
            type_num: TypeNum::$num, name: $name, code: $code, kind: Kind::$kind,
            itemsize: size_of::<$ty>(), alignment: align_of::<$ty>(), numpy_num: $numpy_num, typestr: $typestr,
        }),*]
    };
}

static TABLE: [TypeInfo; 14] = rows! {
    Bool       "bool"       '?' Bool     u8,   0,  "|b1";
    Int8       "int8"       'b' Signed   i8,   1,  "|i1";
    UInt8      "uint8"      'B' Unsigned u8,   2,  "|u1";
    Int16      "int16"      'h' Signed   i16,  3,  native!("i2");
    UInt16     "uint16"     'H' Unsigned u16,  4,  native!("u2");
    Int32      "int32"      'i' Signed   i32,  5,  native!("i4");
    UInt32     "uint32"     'I' Unsigned u32,  6,  native!("u4");
    Int64      "int64"      'l' Signed   i64,  7,  native!("i8");
    UInt64     "uint64"     'L' Unsigned u64,  8,  native!("u8");
    Float16    "float16"    'e' Float    F16,  23, native!("f2");
    Float32    "float32"    'f' Float    f32,  11, native!("f4");
    Float64    "float64"    'd' Float    f64,  12, native!("f8");
    Complex64  "complex64"  'F' Complex  C64,  14, native!("c8");
    Complex128 "complex128" 'D' Complex  C128, 15, native!("c16");
};

impl TypeNum {
    /// How many element types there are.
    pub const COUNT: usize = TABLE.len();

    /// All element types, in NumPy's order.
    pub fn all() -> impl Iterator<Item = TypeNum> + Clone {
        TABLE.iter().map(|row| row.type_num)
    }

    /// The row of the dtype table.
    #[inline]
    pub fn info(self) -> &'static TypeInfo {
        &TABLE[self as usize]
    }

    /// The family.
    #[inline]
    pub fn kind(self) -> Kind {
        self.info().kind
    }
}

/// The type of an array's elements.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DType {
    num: TypeNum,
}

macro_rules! constants {
    ($($name:ident = $num:ident),* $(,)?) => {
        $(#[doc = concat!("NumPy's `", stringify!($num), "`, in lower case.")]
        pub const $name: DType = DType { num: TypeNum::$num };)*
    };
}

impl DType {
    constants! {
        BOOL = Bool, INT8 = Int8, UINT8 = UInt8, INT16 = Int16, UINT16 = UInt16, INT32 = Int32, UINT32 = UInt32,
        INT64 = Int64, UINT64 = UInt64, FLOAT16 = Float16, FLOAT32 = Float32, FLOAT64 = Float64, COMPLEX64 = Complex64,
        COMPLEX128 = Complex128,
    }
    /// The integer that indexes and counts: NumPy's `intp`.
    pub const INTP: DType = DType::INT64;

    /// The dtype of a type number.
    #[inline]
    pub const fn new(num: TypeNum) -> DType {
        DType { num }
    }

    /// The dtype of a Rust element type.
    #[inline]
    pub const fn of<T: Element>() -> DType {
        DType { num: T::TYPE }
    }

    /// The type number.
    #[inline]
    pub const fn num(self) -> TypeNum {
        self.num
    }

    /// The family, NumPy's `kind`.
    #[inline]
    pub fn kind(self) -> Kind {
        self.num.kind()
    }

    /// NumPy's one-letter code, `char`.
    #[inline]
    pub fn code(self) -> char {
        self.num.info().code
    }

    /// NumPy's name, for example `float64`.
    #[inline]
    pub fn name(self) -> &'static str {
        self.num.info().name
    }

    /// NumPy's array-interface string with byte order, for example `<f8`.
    #[inline]
    pub fn typestr(self) -> &'static str {
        self.num.info().typestr
    }

    /// Bytes per element.
    #[inline]
    pub fn itemsize(self) -> usize {
        self.num.info().itemsize
    }

    /// Alignment of the C type, in bytes.
    #[inline]
    pub fn alignment(self) -> usize {
        self.num.info().alignment
    }

    /// NumPy's `byteorder`: `'|'` for one-byte elements, else `'='`.
    pub fn byteorder(self) -> char {
        if self.itemsize() == 1 { '|' } else { '=' }
    }

    /// Whether elements are signed or unsigned integers (bool is not).
    pub fn is_integer(self) -> bool {
        matches!(self.kind(), Kind::Signed | Kind::Unsigned)
    }

    /// Whether elements are real or complex floating-point numbers.
    pub fn is_inexact(self) -> bool {
        matches!(self.kind(), Kind::Float | Kind::Complex)
    }

    /// The dtype of the real and imaginary parts of a complex dtype; the dtype itself otherwise.
    pub fn real(self) -> DType {
        match self.num {
            TypeNum::Complex64 => DType::FLOAT32,
            TypeNum::Complex128 => DType::FLOAT64,
            _ => self,
        }
    }
}

impl fmt::Display for DType {
    /// The name, as `str(dtype)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for DType {
    /// As `repr(dtype)`: `dtype('float64')`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "dtype('{}')", self.name())
    }
}

/// A Rust type that is the element of arrays of dtype `TYPE`.
///
/// # Safety
/// The type must have the size given by the table for `TYPE`, no padding and no invalid bit patterns: elements are read from
/// memory that anybody may have written.
pub unsafe trait Element: Copy + Default + PartialEq + Send + Sync + fmt::Debug + 'static {
    /// The type number of arrays of this element.
    const TYPE: TypeNum;
}

macro_rules! elements {
    ($($ty:ty = $num:ident),* $(,)?) => {
        $(
            // SAFETY: a primitive number, a transparent byte or a `repr(C)` pair of floats: every bit pattern is a
            // value and nothing pads; the sizes are the table's, which is computed from the same types.
            unsafe impl Element for $ty {
                const TYPE: TypeNum = TypeNum::$num;
            }
        )*
    };
}

elements! {
    Bool = Bool, i8 = Int8, u8 = UInt8, i16 = Int16, u16 = UInt16, i32 = Int32, u32 = UInt32, i64 = Int64,
    u64 = UInt64, F16 = Float16, f32 = Float32, f64 = Float64, C64 = Complex64, C128 = Complex128,
}

/// Runs generic code for a run-time element type: `dispatch!(num, T => expression)`.
///
/// The expression is compiled once per element type with `T` standing for the Rust type; all must yield the same type.
///
/// ```
/// use uniarray_core::{dispatch, dtype::TypeNum};
/// let size = dispatch!(TypeNum::Complex64, T => size_of::<T>());
/// assert_eq!(size, 8);
/// ```
#[macro_export]
macro_rules! dispatch {
    ($num:expr, $T:ident => $body:expr) => {
        $crate::dispatch!(@arms $num, $T, $body;
            Bool: $crate::dtype::Bool, Int8: i8, UInt8: u8, Int16: i16, UInt16: u16, Int32: i32, UInt32: u32,
            Int64: i64, UInt64: u64, Float16: $crate::half::F16, Float32: f32, Float64: f64, Complex64: $crate::dtype::C64,
            Complex128: $crate::dtype::C128)
    };
    (@arms $num:expr, $T:ident, $body:expr; $($variant:ident: $ty:ty),*) => {
        match $num {
            $($crate::dtype::TypeNum::$variant => {
                #[allow(dead_code, reason = "the expression may not name its element type")]
                type $T = $ty;
                $body
            })*
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_lie_in_the_order_of_the_enum_and_match_their_elements() {
        for (place, num) in TypeNum::all().enumerate() {
            assert_eq!(num as usize, place);
            let (size, align, element) = dispatch!(num, T => (size_of::<T>(), align_of::<T>(), T::TYPE));
            assert_eq!(element, num);
            assert_eq!(
                (size, align),
                (num.info().itemsize, num.info().alignment),
                "{num:?}"
            );
        }
        assert_eq!(TypeNum::all().count(), TypeNum::COUNT);
    }

    #[test]
    fn any_byte_but_zero_is_true() {
        assert!(Bool(2).get());
        assert_eq!(Bool(2), Bool::TRUE);
        assert_eq!(Bool::from(false), Bool::FALSE);
    }

    #[test]
    fn repr_is_numpys() {
        assert_eq!(
            format!("{:?} {}", DType::FLOAT64, DType::BOOL),
            "dtype('float64') bool"
        );
    }
}
