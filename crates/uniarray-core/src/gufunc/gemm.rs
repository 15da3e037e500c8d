//! Large products of matrices of floats and complex numbers: with AVX-512 by [`wide`](super::wide), elsewhere by the crate `matrixmultiply`.
//!
//! Both pack blocks of the matrices for the caches and fill their edges with zeros. Where a zero of such an edge meets an infinity the CPU notes an
//! invalid operation whose result nobody gets; [`Product::makes_nan`] tells whether there was a real one.

use matrixmultiply::{dgemm, sgemm};

use super::product::{Matrix, Product};
#[cfg(target_arch = "x86_64")]
use super::wide::{self, Grid, Number};
use crate::dtype::{C64, C128, TypeNum};
use crate::level::Level;
use crate::loops::get_at;

/// Who computes products of an element type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gemm {
    /// Computes `out = a · b`.
    ///
    /// # Safety
    /// As for [`Product::run`]; elements are aligned and strides are multiples of their size, and no two elements of the output share
    /// memory. The CPU has the level for which this was found.
    pub(super) run: unsafe fn(&Product, [*mut u8; 3]),
    /// Multiplications from which it is faster than one line after the other.
    pub(super) worth: usize,
    /// Rows or columns to which parts of a matrix are rounded up: no kernel works on more at a time, or the last ones cost little.
    pub(super) unit: [usize; 2],
}

/// Who computes products of an element type on a CPU of a level.
pub(super) fn of(num: TypeNum, level: Level) -> Option<Gemm> {
    #[cfg(target_arch = "x86_64")]
    if level >= Level::V4 {
        let run = match num {
            TypeNum::Float32 => by_tiles::<f32>,
            TypeNum::Float64 => by_tiles::<f64>,
            TypeNum::Complex64 => by_tiles::<C64>,
            TypeNum::Complex128 => by_tiles::<C128>,
            _ => return None,
        };
        return Some(Gemm {
            run,
            worth: 6 * 6 * 6,
            unit: [2, 16],
        });
    }
    let _ = level;
    let run = match num {
        TypeNum::Float32 => floats32,
        TypeNum::Float64 => floats64,
        TypeNum::Complex64 => complex64,
        TypeNum::Complex128 => complex128,
        _ => return None,
    };
    // Measured with float64 on one core: products of 12 by 12 matrices take as long either way, those of 8 by 8 are faster by lines, those of
    // 16 by 16 are not.
    Some(Gemm {
        run,
        worth: 12 * 12 * 12,
        unit: [16; 2],
    })
}

/// # Safety
/// As for [`Gemm::run`] with [`Level::V4`].
#[cfg(target_arch = "x86_64")]
unsafe fn by_tiles<T: Number>(product: &Product, data: [*mut u8; 3]) {
    let matrices = [product.a, product.b, product.out];
    let grids = [0, 1, 2].map(|operand| {
        let (down, along) = lines::<T>(matrices[operand]);
        Grid {
            start: data[operand].cast(),
            down,
            along,
        }
    });
    // SAFETY: the caller's.
    unsafe { wide::multiply::<T>([product.rows, product.inner, product.columns], grids) }
}

/// Where the elements of a matrix lie: steps of rows and columns, which count numbers of a type.
type Lines = (isize, isize);

fn lines<T>(matrix: Matrix) -> Lines {
    let size = size_of::<T>().cast_signed();
    (matrix.down / size, matrix.along / size)
}

macro_rules! gemms {
    ($($real:ident: $float:ty, $complex:ident, $call:ident;)*) => {$(
        /// # Safety
        /// As for [`Gemm::run`].
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
        /// As for [`Gemm::run`].
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
