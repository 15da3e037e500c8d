//! Single values: [`Scalar`] has a dtype, [`Weak`] is a Python number that adapts to the arrays it meets (NEP 50).

use std::fmt;

use crate::dispatch;
use crate::dtype::{Bool, C64, C128, DType, Element, TypeNum};
use crate::half::F16;
use crate::layout::View;

macro_rules! scalars {
    ($($variant:ident: $ty:ty),* $(,)?) => {
        /// One element, by value, with its dtype.
        #[derive(Clone, Copy, PartialEq, Debug)]
        #[allow(missing_docs, reason = "a variant holds an element of the dtype of that name")]
        pub enum Scalar {
            $($variant($ty)),*
        }

        impl Scalar {
            /// The dtype.
            #[inline]
            pub const fn dtype(self) -> DType {
                match self {
                    $(Scalar::$variant(_) => DType::new(TypeNum::$variant)),*
                }
            }

            /// Writes the bytes of the value.
            ///
            /// # Safety
            /// `at` must be writable for `self.dtype().itemsize()` bytes; it need not be aligned.
            #[inline]
            pub unsafe fn write(self, at: *mut u8) {
                match self {
                    // SAFETY: the caller vouches for the bytes, and the alignment does not matter.
                    $(Scalar::$variant(value) => unsafe { at.cast::<$ty>().write_unaligned(value) }),*
                }
            }

            /// Reads an element of a dtype.
            ///
            /// # Safety
            /// `at` must be readable for `dtype.itemsize()` bytes; it need not be aligned.
            #[inline]
            pub unsafe fn read(dtype: DType, at: *const u8) -> Scalar {
                match dtype.num() {
                    // SAFETY: the caller vouches for the bytes, any bits are an element (`Element`), and the
                    // alignment does not matter.
                    $(TypeNum::$variant => Scalar::$variant(unsafe { at.cast::<$ty>().read_unaligned() })),*
                }
            }
        }

        $(impl From<$ty> for Scalar {
            fn from(value: $ty) -> Scalar {
                Scalar::$variant(value)
            }
        })*
    };
}

scalars! {
    Bool: Bool, Int8: i8, UInt8: u8, Int16: i16, UInt16: u16, Int32: i32, UInt32: u32, Int64: i64, UInt64: u64,
    Float16: F16, Float32: f32, Float64: f64, Complex64: C64, Complex128: C128,
}

impl Scalar {
    /// Zero of a dtype.
    pub fn zero(dtype: DType) -> Scalar {
        fn of<T: Element + Into<Scalar>>() -> Scalar {
            T::default().into()
        }
        dispatch!(dtype.num(), T => of::<T>())
    }
}

impl From<bool> for Scalar {
    fn from(value: bool) -> Scalar {
        Scalar::Bool(value.into())
    }
}

impl View<'_> {
    /// The element at an index, if the index is within the shape.
    ///
    /// ```
    /// use uniarray_core::{array::Array, scalar::Scalar};
    /// let array = Array::from_vec(vec![1i8, 2]);
    /// assert_eq!(array.view().get(&[1]), Some(Scalar::Int8(2)));
    /// assert_eq!(array.view().get(&[2]), None);
    /// ```
    pub fn get(self, index: &[isize]) -> Option<Scalar> {
        let at = self.element(index)?;
        // SAFETY: `element` checked the index, and the maker of the view vouched for every index.
        Some(unsafe { Scalar::read(self.dtype(), at) })
    }
}

/// A Python number without a dtype of its own.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Weak {
    /// An `int` that fits 128 bits.
    Int(i128),
    /// A longer `int`: its nearest float (infinite when that overflows), which also tells its sign.
    LongInt(f64),
    /// A `float`.
    Float(f64),
    /// A `complex`.
    Complex(C128),
}

impl Weak {
    /// The name of its Python type.
    pub fn type_name(self) -> &'static str {
        match self {
            Weak::Int(_) | Weak::LongInt(_) => "int",
            Weak::Float(_) => "float",
            Weak::Complex(_) => "complex",
        }
    }

    /// The dtype the value takes on its own: int64 (uint64 if only that holds it), float64 or complex128; `None` for an
    /// `int` that no integer dtype holds.
    pub fn default_dtype(self) -> Option<DType> {
        match self {
            Weak::Int(value) if i64::try_from(value).is_ok() => Some(DType::INT64),
            Weak::Int(value) if u64::try_from(value).is_ok() => Some(DType::UINT64),
            Weak::Int(_) | Weak::LongInt(_) => None,
            Weak::Float(_) => Some(DType::FLOAT64),
            Weak::Complex(_) => Some(DType::COMPLEX128),
        }
    }
}

impl fmt::Display for Weak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Weak::Int(value) => value.fmt(f),
            Weak::LongInt(value) | Weak::Float(value) => value.fmt(f),
            Weak::Complex(value) => value.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_survives_unaligned_memory() {
        for num in TypeNum::all() {
            let mut bytes = [0xAAu8; 24];
            let mut source = [0u8; 16];
            source[..num.info().itemsize]
                .iter_mut()
                .enumerate()
                .for_each(|(place, byte)| *byte = place as u8 + 1);
            // SAFETY: the largest element has 16 bytes; 1 + 16 <= 24.
            unsafe {
                let value = Scalar::read(DType::new(num), source.as_ptr());
                assert_eq!(value.dtype().num(), num);
                value.write(bytes.as_mut_ptr().add(1));
            }
            assert_eq!(
                bytes[1..=num.info().itemsize],
                source[..num.info().itemsize],
                "{num:?}"
            );
            assert_eq!(bytes[num.info().itemsize + 1], 0xAA, "{num:?}");
        }
    }

    #[test]
    fn python_integers_take_the_smallest_wide_type() {
        assert_eq!(Weak::Int(-1).default_dtype(), Some(DType::INT64));
        assert_eq!(Weak::Int(1 << 63).default_dtype(), Some(DType::UINT64));
        assert_eq!(Weak::Int(-(1 << 64)).default_dtype(), None);
    }

    #[test]
    fn zero_has_the_dtype_asked_for() {
        for num in TypeNum::all() {
            assert_eq!(Scalar::zero(DType::new(num)).dtype().num(), num);
        }
    }
}
