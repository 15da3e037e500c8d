//! NumPy's notations for dtypes.

use super::{DType, TABLE};
use crate::error::{Error, Result};

impl DType {
    /// Reads one of NumPy's notations: a name (`"int32"`, `"float"`), a character code (`"d"`, `"?"`), or kind and
    /// size with or without byte order (`"f8"`, `"<i4"`, `"=c16"`, `"|b1"`).
    ///
    /// # Errors
    /// [`Error::DTypeNotUnderstood`] for anything else, `TypeError` for the other byte order.
    ///
    /// ```
    /// use uniarray_core::dtype::DType;
    /// assert_eq!(DType::parse("<f8")?, DType::FLOAT64);
    /// assert_eq!(DType::parse("?")?, DType::BOOL);
    /// assert_eq!(DType::parse("float")?.name(), "float64");
    /// assert!(DType::parse("f5").is_err());
    /// # Ok::<(), uniarray_core::error::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<DType> {
        let unknown = || Error::DTypeNotUnderstood {
            text: text.to_owned(),
        };
        let (order, rest) = match text.as_bytes().first() {
            Some(b'<' | b'>' | b'=' | b'|') => (Some(text.as_bytes()[0]), &text[1..]),
            _ => (None, text),
        };
        let found = match order {
            None => by_name(rest).or_else(|| by_code(rest)),
            Some(_) => by_code(rest),
        };
        let dtype = found.ok_or_else(unknown)?;
        let native = if cfg!(target_endian = "little") {
            b'<'
        } else {
            b'>'
        };
        match order {
            Some(order @ (b'<' | b'>')) if order != native && dtype.itemsize() > 1 => Err(Error::type_error(
                format!("data type '{text}' not understood: only the machine's own byte order is"),
            )),
            _ => Ok(dtype),
        }
    }
}

fn by_name(text: &str) -> Option<DType> {
    if let Some(row) = TABLE.iter().find(|row| row.name == text) {
        return Some(DType::new(row.type_num));
    }
    Some(match text {
        "bool_" => DType::BOOL,
        "byte" => DType::INT8,
        "ubyte" => DType::UINT8,
        "short" => DType::INT16,
        "ushort" => DType::UINT16,
        "intc" => DType::INT32,
        "uintc" => DType::UINT32,
        "int" | "int_" | "intp" | "longlong" => DType::INT64,
        "uint" | "uintp" | "ulonglong" => DType::UINT64,
        "long" => c_long(),
        "ulong" => c_ulong(),
        "half" => DType::FLOAT16,
        "single" => DType::FLOAT32,
        "float" | "double" | "longdouble" => DType::FLOAT64,
        "csingle" => DType::COMPLEX64,
        "complex" | "cdouble" | "clongdouble" => DType::COMPLEX128,
        _ => return None,
    })
}

fn by_code(text: &str) -> Option<DType> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if chars.as_str().is_empty() {
        return Some(match first {
            'l' => c_long(),
            'L' => c_ulong(),
            'q' | 'p' | 'n' => DType::INT64,
            'Q' | 'P' | 'N' => DType::UINT64,
            // There are no longer floats, as with Microsoft's compiler.
            'g' => DType::FLOAT64,
            'G' => DType::COMPLEX128,
            _ => DType::new(TABLE.iter().find(|row| row.code == first)?.type_num),
        });
    }
    // Leading zeros and signs are not sizes, though `parse` below would take them.
    let size = chars.as_str();
    if !size.bytes().all(|byte| byte.is_ascii_digit()) || size.starts_with('0') {
        return None;
    }
    let size: usize = size.parse().ok()?;
    let row = TABLE
        .iter()
        .find(|row| row.kind.letter() == first && row.itemsize == size)?;
    Some(DType::new(row.type_num))
}

const fn c_long() -> DType {
    if size_of::<std::ffi::c_long>() == 8 {
        DType::INT64
    } else {
        DType::INT32
    }
}

const fn c_ulong() -> DType {
    if size_of::<std::ffi::c_ulong>() == 8 {
        DType::UINT64
    } else {
        DType::UINT32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dtype::TypeNum;

    #[test]
    fn every_dtype_reads_its_own_notations() {
        for num in TypeNum::all() {
            let dtype = DType::new(num);
            let letter_and_size = format!("{}{}", dtype.kind().letter(), dtype.itemsize());
            for text in [
                dtype.name(),
                dtype.typestr(),
                &letter_and_size,
                &format!("={letter_and_size}"),
            ] {
                assert_eq!(DType::parse(text).unwrap(), dtype, "{text}");
            }
            assert_eq!(DType::parse(&dtype.code().to_string()).unwrap(), dtype);
        }
    }

    #[test]
    fn python_and_c_names_are_understood() {
        for (text, dtype) in [
            ("float", DType::FLOAT64),
            ("int", DType::INT64),
            ("complex", DType::COMPLEX128),
            ("intp", DType::INT64),
            ("q", DType::INT64),
            ("single", DType::FLOAT32),
            (">i1", DType::INT8),
            ("|u1", DType::UINT8),
        ] {
            assert_eq!(DType::parse(text).unwrap(), dtype, "{text}");
        }
    }

    #[test]
    fn other_notations_are_refused_by_name() {
        for text in [
            "", "<", "f5", "float65", "i08", "i+8", "<float64", "é", "b2", "=é",
        ] {
            let error = DType::parse(text).unwrap_err();
            assert_eq!(error.to_string(), format!("data type '{text}' not understood"));
        }
        let swapped = if cfg!(target_endian = "little") {
            ">f8"
        } else {
            "<f8"
        };
        assert!(DType::parse(swapped).is_err());
    }
}
