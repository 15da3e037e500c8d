//! Truth values as the bits of bytes and back: NumPy's `packbits` and `unpackbits`, along the last axis.

use crate::dtype::{DType, Kind};
use crate::layout::View;

/// Which bit of a byte comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum First {
    /// The highest one.
    High,
    /// The lowest one.
    Low,
}

/// For every byte its bits as eight bytes that are 0 or 1.
const SPREAD: [[[u8; 8]; 256]; 2] = [spread(First::High), spread(First::Low)];

const fn spread(first: First) -> [[u8; 8]; 256] {
    let mut table = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut place = 0;
        while place < 8 {
            let shift = if matches!(first, First::High) {
                7 - place
            } else {
                place
            };
            table[byte][place] = (byte >> shift & 1) as u8;
            place += 1;
        }
        byte += 1;
    }
    table
}

/// Elements of contiguous layouts of bytes, and the length of their last axis.
fn row_length(view: View<'_>) -> usize {
    assert!(
        view.is_c_contiguous() && view.dtype().itemsize() == 1 && view.ndim() > 0,
        "contiguous bytes"
    );
    view.shape()[view.ndim() - 1].cast_unsigned()
}

/// Writes truth values (bool, or uint8 of which all but 0 is true) as bits into `out`, of uint8, whose last axis is an eighth as long,
/// rounded up. Both are contiguous.
///
/// # Panics
/// If dtypes or shapes are others.
///
/// ```
/// use uniarray_core::{array::Array, bits::{First, pack}, dtype::DType};
/// let (bits, out) = (Array::from_vec(vec![1u8, 0, 1, 0, 0, 0, 0, 0, 1]), Array::zeros(DType::UINT8, &[2])?);
/// pack(bits.view(), out.view(), First::High);
/// assert_eq!(out.to_vec::<u8>(), [160, 128]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn pack(bits: View<'_>, out: View<'_>, first: First) {
    let (length, packed) = (row_length(bits), row_length(out));
    assert!(
        matches!(bits.dtype().kind(), Kind::Bool | Kind::Unsigned) && out.dtype() == DType::UINT8,
        "truth values as bytes"
    );
    assert!(packed == length.div_ceil(8), "an eighth of the length");
    if packed == 0 {
        return;
    }
    let rows = out.size() / packed;
    assert!(bits.size() == rows * length, "as many rows");
    // SAFETY: both are contiguous arrays of bytes of these sizes, and the output is one that nobody else has seen.
    let (source, target) = unsafe {
        (
            std::slice::from_raw_parts(bits.data(), bits.size()),
            std::slice::from_raw_parts_mut(out.data(), out.size()),
        )
    };
    for (row, into) in source.chunks_exact(length).zip(target.chunks_exact_mut(packed)) {
        for (eight, byte) in row.chunks(8).zip(into) {
            let high = eight.iter().enumerate().fold(0u8, |byte, (place, &bit)| {
                byte | u8::from(bit != 0) << (7 - place)
            });
            *byte = if first == First::High {
                high
            } else {
                high.reverse_bits()
            };
        }
    }
}

/// Writes the bits of uint8 as uint8 into `out`, whose last axis is eight times as long. Both are contiguous.
///
/// # Panics
/// If dtypes or shapes are others.
///
/// ```
/// use uniarray_core::{array::Array, bits::{First, unpack}, dtype::DType};
/// let (bytes, out) = (Array::from_vec(vec![5u8]), Array::zeros(DType::UINT8, &[8])?);
/// unpack(bytes.view(), out.view(), First::Low);
/// assert_eq!(out.to_vec::<u8>(), [1, 0, 1, 0, 0, 0, 0, 0]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn unpack(bytes: View<'_>, out: View<'_>, first: First) {
    assert!(row_length(out) == 8 * row_length(bytes), "eight times the length");
    assert!(
        bytes.dtype() == DType::UINT8 && out.dtype() == DType::UINT8 && out.size() == 8 * bytes.size(),
        "bytes"
    );
    if bytes.size() == 0 {
        return;
    }
    // SAFETY: as in `pack`.
    let (source, target) = unsafe {
        (
            std::slice::from_raw_parts(bytes.data(), bytes.size()),
            std::slice::from_raw_parts_mut(out.data(), out.size()),
        )
    };
    let table = &SPREAD[usize::from(first == First::Low)];
    for (&byte, into) in source.iter().zip(target.chunks_exact_mut(8)) {
        into.copy_from_slice(&table[usize::from(byte)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;

    #[test]
    fn rows_are_filled_up_each() {
        let bits = Array::from_shape(
            &[2, 3],
            vec![true, false, true, false, true, true]
                .into_iter()
                .map(u8::from)
                .collect(),
        );
        for (first, expected) in [
            (First::High, [0b1010_0000, 0b0110_0000]),
            (First::Low, [0b101, 0b110]),
        ] {
            let out = Array::zeros(DType::UINT8, &[2, 1]).unwrap();
            pack(bits.view(), out.view(), first);
            assert_eq!(out.to_vec::<u8>(), expected);
        }
    }

    #[test]
    fn unpacking_is_the_inverse_for_every_byte() {
        let bytes = Array::from_vec((0..=255u8).collect());
        for first in [First::High, First::Low] {
            let (bits, again) = (
                Array::zeros(DType::UINT8, &[2048]).unwrap(),
                Array::zeros(DType::UINT8, &[256]).unwrap(),
            );
            unpack(bytes.view(), bits.view(), first);
            pack(bits.view(), again.view(), first);
            assert_eq!(again.to_vec::<u8>(), bytes.to_vec::<u8>());
        }
    }

    #[test]
    fn nothing_gives_nothing() {
        let (none, out) = (
            Array::zeros(DType::UINT8, &[3, 0]).unwrap(),
            Array::zeros(DType::UINT8, &[3, 0]).unwrap(),
        );
        pack(none.view(), out.view(), First::High);
        unpack(none.view(), out.view(), First::High);
    }
}
