//! Element types in the notation of Python's buffer protocol (that of the module `struct`, extended by PEP 3118).

use std::ffi::CStr;

use crate::dtype::{DType, Kind, TypeNum};

impl DType {
    /// The format that a buffer of such elements tells, native and aligned.
    pub fn buffer_format(self) -> &'static CStr {
        match self.num() {
            TypeNum::Bool => c"?",
            TypeNum::Int8 => c"b",
            TypeNum::UInt8 => c"B",
            TypeNum::Int16 => c"h",
            TypeNum::UInt16 => c"H",
            TypeNum::Int32 => c"i",
            TypeNum::UInt32 => c"I",
            // C's long where it has 64 bits, as NumPy says it.
            TypeNum::Int64 if size_of::<std::ffi::c_long>() == 8 => c"l",
            TypeNum::Int64 => c"q",
            TypeNum::UInt64 if size_of::<std::ffi::c_long>() == 8 => c"L",
            TypeNum::UInt64 => c"Q",
            TypeNum::Float16 => c"e",
            TypeNum::Float32 => c"f",
            TypeNum::Float64 => c"d",
            TypeNum::Complex64 => c"Zf",
            TypeNum::Complex128 => c"Zd",
        }
    }

    /// Reads a buffer's format; `itemsize` tells how long C's types are there. `None` for the other byte order and for elements that
    /// no dtype describes.
    ///
    /// ```
    /// use uniarray_core::dtype::DType;
    /// assert_eq!(DType::from_buffer_format("<i", 4), Some(DType::INT32));
    /// assert_eq!(DType::from_buffer_format("l", 8), Some(DType::INT64));
    /// assert_eq!(DType::from_buffer_format("Zd", 16), Some(DType::COMPLEX128));
    /// assert_eq!(DType::from_buffer_format("3s", 3), None);
    /// ```
    pub fn from_buffer_format(format: &str, itemsize: usize) -> Option<DType> {
        let native = if cfg!(target_endian = "little") { '<' } else { '>' };
        let (order, code) = match format.chars().next() {
            Some(order @ ('@' | '=' | '<' | '>' | '!')) => (order, &format[1..]),
            _ => ('@', format),
        };
        let order = if order == '!' { '>' } else { order };
        let kind = match code {
            "?" => Kind::Bool,
            "b" | "h" | "i" | "l" | "q" | "n" => Kind::Signed,
            "B" | "H" | "I" | "L" | "Q" | "N" => Kind::Unsigned,
            "e" | "f" | "d" => Kind::Float,
            "Zf" | "Zd" => Kind::Complex,
            _ => return None,
        };
        if itemsize > 1 && !['@', '=', native].contains(&order) {
            return None;
        }
        let mut dtypes = TypeNum::all().map(DType::new);
        dtypes.find(|dtype| dtype.kind() == kind && dtype.itemsize() == itemsize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dtype_reads_its_own_format() {
        for dtype in TypeNum::all().map(DType::new) {
            let format = dtype.buffer_format().to_str().unwrap();
            assert_eq!(DType::from_buffer_format(format, dtype.itemsize()), Some(dtype));
        }
    }

    #[test]
    fn the_other_byte_order_is_refused_where_it_matters() {
        let other = if cfg!(target_endian = "little") { '>' } else { '<' };
        assert_eq!(DType::from_buffer_format(&format!("{other}i"), 4), None);
        assert_eq!(
            DType::from_buffer_format(&format!("{other}B"), 1),
            Some(DType::UINT8)
        );
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for (format, itemsize) in [
            ("", 1),
            ("c", 1),
            ("u", 4),
            ("g", 16),
            ("T{i:x:}", 4),
            ("2i", 8),
            ("@", 1),
        ] {
            assert_eq!(DType::from_buffer_format(format, itemsize), None, "{format}");
        }
    }
}
