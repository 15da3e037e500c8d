//! Truth values as the bits of bytes and back: NumPy's `packbits` and `unpackbits`, along the last axis; and how many are true.

#[cfg(target_arch = "x86_64")]
mod rows;

use crate::dtype::{DType, Kind};
use crate::layout::View;
#[cfg(target_arch = "x86_64")]
use crate::level::Level;

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
        let done = by_vectors(row, into, first, Direction::Pack);
        let (row, into) = (&row[done..], &mut into[done / 8..]);
        match first {
            First::High => pack_row::<0x8040_2010_0804_0201>(row, into),
            First::Low => pack_row::<0x0102_0408_1020_4080>(row, into),
        }
    }
}

#[derive(Clone, Copy)]
enum Direction {
    Pack,
    Unpack,
}

/// Does the beginning of a row by vectors, if the CPU has such; how many of its bytes that are.
fn by_vectors(row: &[u8], into: &mut [u8], first: First, direction: Direction) -> usize {
    #[cfg(target_arch = "x86_64")]
    if Level::detect() >= Level::V3 {
        // SAFETY: that level has AVX2.
        return unsafe {
            match direction {
                Direction::Pack => rows::pack(row, into, first),
                Direction::Unpack => rows::unpack(row, into, first),
            }
        };
    }
    let _ = (row, into, first, direction);
    0
}

/// The product of eight bytes that are 0 or 1 with `GATHER` has them as its highest bits: every bit of the factor shifts one of them
/// there, and no two bits of the sum fall together, so that nothing is carried.
fn pack_row<const GATHER: u64>(row: &[u8], into: &mut [u8]) {
    let byte = |eight: [u8; 8]| (ones(u64::from_le_bytes(eight)).wrapping_mul(GATHER) >> 56) as u8;
    let (eights, rest) = row.as_chunks::<8>();
    for (&eight, into) in eights.iter().zip(&mut *into) {
        *into = byte(eight);
    }
    if let (false, Some(last)) = (rest.is_empty(), into.last_mut()) {
        let mut eight = [0; 8];
        eight[..rest.len()].copy_from_slice(rest);
        *last = byte(eight);
    }
}

/// 1 in each byte that is not 0.
#[inline(always)]
fn ones(eight: u64) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    // The sum carries into the highest bit of a byte if any of the others is set, and no further.
    ((((eight & LOW) + LOW) | eight) & !LOW) >> 7
}

/// How many bytes are not 0.
pub(crate) fn count_true(bytes: &[u8]) -> usize {
    /// Counts side by side, so many that they are vectors.
    const LANES: usize = 64;
    let mut total = 0;
    // So many ones fit into a byte.
    for stretch in bytes.chunks(LANES * 255) {
        let mut counts = [0u8; LANES];
        let (blocks, rest) = stretch.as_chunks::<LANES>();
        for block in blocks {
            for (count, &byte) in counts.iter_mut().zip(block) {
                *count += u8::from(byte != 0);
            }
        }
        total += counts.iter().map(|&count| usize::from(count)).sum::<usize>();
        total += rest.iter().filter(|&&byte| byte != 0).count();
    }
    total
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
    let done = by_vectors(source, target, first, Direction::Unpack);
    let (source, target) = (&source[done..], &mut target[8 * done..]);
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
    fn vectors_pack_as_single_bytes_do() {
        let row: Vec<u8> = (0..999u32).map(|place| (place * place % 7 % 3) as u8).collect();
        for first in [First::High, First::Low] {
            for length in [1, 8, 31, 32, 33, 64, 100, 999] {
                let bits = Array::from_vec(row[..length].to_vec());
                let out = Array::zeros(DType::UINT8, &[length.div_ceil(8).cast_signed()]).unwrap();
                pack(bits.view(), out.view(), first);
                let mut expected = vec![0u8; length.div_ceil(8)];
                for place in (0..length).filter(|&place| row[place] != 0) {
                    let bit = if first == First::High {
                        7 - place % 8
                    } else {
                        place % 8
                    };
                    expected[place / 8] |= 1 << bit;
                }
                assert_eq!(out.to_vec::<u8>(), expected);
            }
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
    fn any_byte_but_zero_is_true() {
        let mut bytes = vec![0u8; 70_000];
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = (place % 257) as u8;
        }
        let expected = bytes.iter().filter(|&&byte| byte != 0).count();
        assert_eq!(count_true(&bytes), expected);
        assert_eq!(count_true(&bytes[..65]), 64);
        assert_eq!(count_true(&vec![255; 64 * 256]), 64 * 256);
        let (given, out) = (
            Array::from_vec(bytes),
            Array::zeros(DType::UINT8, &[8750]).unwrap(),
        );
        pack(given.view(), out.view(), First::Low);
        let bits: u32 = out.to_vec::<u8>().iter().map(|byte| byte.count_ones()).sum();
        assert_eq!(bits as usize, expected);
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
