//! The payload of the scalar types that are no builtin numbers.

use uniarray_core::dtype::DType;
use uniarray_core::scalar::Scalar;

/// One element of at most eight bytes, in the object.
#[derive(Clone, Copy)]
pub struct Stored {
    bytes: [u64; 1],
    dtype: DType,
}

impl Stored {
    /// Keeps a value.
    ///
    /// # Panics
    /// For complex128, whose objects are Python's complex numbers.
    #[inline]
    pub fn new(value: Scalar) -> Stored {
        let dtype = value.dtype();
        assert!(dtype.itemsize() <= 8, "{dtype} is not stored");
        let mut bytes = [0];
        // SAFETY: the element has at most eight bytes.
        unsafe { value.write(bytes.as_mut_ptr().cast()) };
        Stored { bytes, dtype }
    }

    /// The value.
    #[inline]
    pub fn get(&self) -> Scalar {
        // SAFETY: `new` wrote an element of this dtype.
        unsafe { Scalar::read(self.dtype, self.bytes.as_ptr().cast()) }
    }
}
