//! Large products of matrices of floats and complex numbers, by the crate `matrixmultiply`.
//!
//! It packs blocks of both matrices for the caches and fills their edges with zeros. Where a zero of such an edge meets an infinity the CPU notes an
//! invalid operation whose result nobody gets; [`Product::makes_nan`] tells whether there was a real one.

use matrixmultiply::{dgemm, sgemm};

use super::product::{Matrix, Product};
use crate::dtype::{C64, C128, TypeNum};
use crate::loops::get_at;

/// Multiplications from which packing pays. Measured with float64 on one core: products of 12 by 12 matrices take as long either
/// way, those of 8 by 8 are faster without, those of 16 by 16 with.
pub(super) const WORTH: usize = 12 * 12 * 12;

/// Rows or columns to which parts of a matrix are rounded up: no kernel of the crate works on more at a time.
pub(super) const TILE: usize = 16;

/// Computes `out = a · b`.
///
/// # Safety
/// As for [`Product::run`]; elements are aligned and strides are multiples of their size, and no two elements of the output share
/// memory.
pub(super) type Gemm = unsafe fn(&Product, [*mut u8; 3]);

/// The function for an element type.
pub(super) fn of(num: TypeNum) -> Option<Gemm> {
    match num {
        TypeNum::Float32 => Some(floats32),
        TypeNum::Float64 => Some(floats64),
        TypeNum::Complex64 => Some(complex64),
        TypeNum::Complex128 => Some(complex128),
        _ => None,
    }
}

/// Where the elements of a matrix lie, as the crate takes it: steps of rows and columns count floats.
type Lines = (isize, isize);

fn lines<T>(matrix: Matrix) -> Lines {
    let size = size_of::<T>().cast_signed();
    (matrix.down / size, matrix.along / size)
}

macro_rules! gemms {
    ($($real:ident: $float:ty, $complex:ident, $call:ident;)*) => {$(
        /// # Safety
        /// As for [`Gemm`].
        unsafe fn $real(product: &Product, [a, b, out]: [*mut u8; 3]) {
            let ((rsa, csa), (rsb, csb)) = (lines::<$float>(product.a), lines::<$float>(product.b));
            let (rsc, csc) = lines::<$float>(product.out);
            // SAFETY: the caller's.
            unsafe {
                $call(
                    product.rows, product.inner, product.columns,
                    1.0, a.cast(), rsa, csa, b.cast(), rsb, csb, 0.0, out.cast(), rsc, csc,
                );
            }
        }

        /// As four products of the parts, which lie in memory as matrices of floats with twice the steps: the crate's kernels for
        /// complex numbers take twice as long.
        ///
        /// # Safety
        /// As for [`Gemm`].
        unsafe fn $complex(product: &Product, [a, b, out]: [*mut u8; 3]) {
            let ((rsa, csa), (rsb, csb)) = (lines::<$float>(product.a), lines::<$float>(product.b));
            let (rsc, csc) = lines::<$float>(product.out);
            let part = |data: *mut u8, imaginary: bool| data.cast::<$float>().wrapping_add(imaginary.into());
            // Of which parts, with which sign, and whether it is added to what is there.
            for (x, y, sign, adds) in [
                (false, false, 1.0, 0.0),
                (true, true, -1.0, 1.0),
                (false, true, 1.0, 0.0),
                (true, false, 1.0, 1.0),
            ] {
                // SAFETY: the caller's; a complex number is a pair of floats in memory.
                unsafe {
                    $call(
                        product.rows, product.inner, product.columns,
                        sign, part(a, x), rsa, csa, part(b, y), rsb, csb, adds, part(out, x != y), rsc, csc,
                    );
                }
            }
        }
    )*};
}
gemms! {
    floats32: f32, complex64, sgemm;
    floats64: f64, complex128, dgemm;
}

impl Product {
    /// Whether some element of the output is not a number although the row and the column that it is made of hold none that is not.
    ///
    /// # Safety
    /// As for [`Product::run`], which has run; the elements are of this type.
    pub(super) unsafe fn makes_nan(&self, num: TypeNum, [a, b, out]: [*mut u8; 3]) -> bool {
        let is_nan = |data: *mut u8, offset: isize| {
            // SAFETY: the caller's; all offsets below are those of elements.
            unsafe {
                match num {
                    TypeNum::Float32 => get_at::<f32>(data, offset).is_nan(),
                    TypeNum::Float64 => get_at::<f64>(data, offset).is_nan(),
                    TypeNum::Complex64 => get_at::<C64>(data, offset).is_nan(),
                    TypeNum::Complex128 => get_at::<C128>(data, offset).is_nan(),
                    _ => false,
                }
            }
        };
        let clean = |data: *mut u8, line: isize, step: isize, place: usize| {
            let start = line * place.cast_signed();
            (0..self.inner.cast_signed()).all(|inner| !is_nan(data, start + inner * step))
        };
        let columns: Vec<bool> = (0..self.columns)
            .map(|column| clean(b, self.b.along, self.b.down, column))
            .collect();
        (0..self.rows).any(|row| {
            let at =
                |column: usize| row.cast_signed() * self.out.down + column.cast_signed() * self.out.along;
            (0..self.columns).any(|column| columns[column] && is_nan(out, at(column)))
                && clean(a, self.a.down, self.a.along, row)
        })
    }
}
