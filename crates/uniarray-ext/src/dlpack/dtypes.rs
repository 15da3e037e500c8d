//! DLPack's names of the dtypes.

use super::abi::DataType;
use uniarray_core::dtype::{DType, Kind, TypeNum};

/// The type of an array's elements.
pub fn data_type(dtype: DType) -> DataType {
    let code = match dtype.kind() {
        Kind::Signed => 0,
        Kind::Unsigned => 1,
        Kind::Float => 2,
        Kind::Complex => 5,
        Kind::Bool => 6,
    };
    DataType {
        code,
        // The widest element has 16 bytes.
        bits: (dtype.itemsize() * 8) as u8,
        lanes: 1,
    }
}

/// The dtype of such elements, if there is one.
pub fn dtype(wanted: DataType) -> Option<DType> {
    TypeNum::all()
        .map(DType::new)
        .find(|dtype| data_type(*dtype) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dtype_is_its_own() {
        for expected in TypeNum::all().map(DType::new) {
            assert_eq!(dtype(data_type(expected)), Some(expected));
        }
    }

    #[test]
    fn vectors_and_other_widths_are_no_dtypes() {
        let (code, bits) = (2, 32);
        assert_eq!(dtype(DataType { code, bits, lanes: 4 }), None);
        assert_eq!(
            dtype(DataType {
                code,
                bits: 8,
                lanes: 1
            }),
            None
        );
        assert_eq!(
            dtype(DataType {
                code: 4,
                bits: 16,
                lanes: 1
            }),
            None
        );
    }
}
