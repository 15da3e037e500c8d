//! Elements of one array or of another, as a mask says.

use crate::dtype::{Bool, DType};
use crate::index::cell::{Cell, by_cell};
use crate::iter::{Rows, Walk};
use crate::layout::View;

mod among;
mod masked;

pub use among::choose;
pub use masked::put_mask;

/// Writes `x` where the mask is true and `y` elsewhere. All broadcast to the shape of `out`, which the caller has checked, and `out` shares no
/// memory with the others.
///
/// # Panics
/// If the mask is not of bool, or `x` or `y` not of the dtype of `out`.
///
/// ```
/// use uniarray_core::{array::Array, dtype::{Bool, DType}, select::select};
/// let mask = Array::from_vec(vec![Bool::TRUE, Bool::FALSE]);
/// let (x, y) = (Array::from_vec(vec![1i16, 2]), Array::from_shape(&[], vec![9i16]));
/// let out = Array::zeros(DType::INT16, &[2])?;
/// select(mask.view(), x.view(), y.view(), out.view());
/// assert_eq!(out.to_vec::<i16>(), [1, 9]);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn select(mask: View<'_>, x: View<'_>, y: View<'_>, out: View<'_>) {
    assert_eq!(mask.dtype(), DType::BOOL, "a mask");
    assert!(
        x.dtype() == out.dtype() && y.dtype() == out.dtype(),
        "selecting does not cast"
    );
    let walk = Walk::new(out.shape(), [out, mask, x, y]);
    by_cell!(out.dtype().itemsize(), C => walk.for_each(select_rows::<C>));
}

fn select_rows<C: Cell>(rows: &Rows<4>) {
    let size = size_of::<C>() as isize;
    for row in 0..rows.m as isize {
        let [out, mask, x, y] = std::array::from_fn(|k| rows.ptrs[k].wrapping_offset(row * rows.outer[k]));
        // SAFETY: `Walk` visits elements of the four arrays; the strides of each case are those of its condition.
        unsafe {
            match rows.inner {
                [a, 1, b, c] if [a, b, c] == [size; 3] => {
                    select_row::<C>([out, mask, x, y], [size, 1, size, size], rows.n);
                }
                [a, 1, b, 0] if [a, b] == [size; 2] => {
                    select_row::<C>([out, mask, x, y], [size, 1, size, 0], rows.n);
                }
                [a, 1, 0, c] if [a, c] == [size; 2] => {
                    select_row::<C>([out, mask, x, y], [size, 1, 0, size], rows.n);
                }
                [a, 1, 0, 0] if a == size => select_row::<C>([out, mask, x, y], [size, 1, 0, 0], rows.n),
                steps => select_row::<C>([out, mask, x, y], steps, rows.n),
            }
        }
    }
}

/// One row; inlined with constant steps, it is branch-free and becomes vector code.
///
/// # Safety
/// `n` elements must lie at each pointer with its step, and those of the first be writable.
#[inline(always)]
unsafe fn select_row<C: Cell>([out, mask, x, y]: [*mut u8; 4], [a, m, b, c]: [isize; 4], n: usize) {
    for place in 0..n as isize {
        // SAFETY: the caller's.
        unsafe {
            let (x, y) = (
                C::read(x.wrapping_offset(place * b)),
                C::read(y.wrapping_offset(place * c)),
            );
            let truth = Bool(mask.wrapping_offset(place * m).read()).get();
            C::write(out.wrapping_offset(place * a), if truth { x } else { y });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;
    use crate::cast::copy_into;
    use crate::dtype::TypeNum;
    use crate::error::Casting;

    #[test]
    fn every_dtype_and_form_selects() {
        let bits = |length: usize| {
            (0..length)
                .map(|place| Bool((place * 7 % 3) as u8))
                .collect::<Vec<_>>()
        };
        for dtype in TypeNum::all().map(DType::new) {
            let array = |values: Vec<i8>| {
                let from = Array::from_vec(values);
                let into = Array::zeros(dtype, from.view().shape()).unwrap();
                copy_into(into.view(), from.view(), Casting::Unsafe).unwrap();
                into
            };
            let mask = Array::from_vec(bits(50));
            let (x, y, one) = (
                array((0..50).collect()),
                array((50..100).collect()),
                array(vec![100]),
            );
            for (x, y) in [(&x, &y), (&x, &one), (&one, &y), (&one, &one)] {
                let out = Array::zeros(dtype, &[50]).unwrap();
                select(mask.view(), x.view(), y.view(), out.view());
                let at = |array: &Array, place| {
                    let place = if array.view().shape() == [1] { 0 } else { place };
                    array.view().get(&[place])
                };
                for (place, truth) in (0..50).zip(bits(50)) {
                    let expected = if truth.get() { at(x, place) } else { at(y, place) };
                    assert_eq!(out.view().get(&[place]), expected, "{dtype} {place}");
                }
            }
        }
    }
}
