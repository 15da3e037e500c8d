//! Where elements lie: shapes, strides and [`View`], a borrowed array.
//!
//! Extents count elements and strides count bytes, both as `isize`, as in NumPy. Sizes are checked once, when a shape is
//! accepted ([`checked_nbytes`]), so that later products of extents cannot overflow.

use std::fmt;
use std::marker::PhantomData;

use crate::dtype::DType;
use crate::error::{Error, Result};

mod dims;
mod fit;
mod plain;

pub use dims::Dims;
pub use fit::Wanted;

/// The most axes an array may have.
pub const MAX_DIMS: usize = 64;

/// Whether two shapes are the same. Shapes are short: a plain loop beats the call that `==` on slices makes.
#[inline]
pub fn same_shape(a: &[isize], b: &[isize]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a == b)
}

/// The number of elements of an accepted shape.
#[inline]
pub fn size_of_shape(shape: &[isize]) -> usize {
    shape.iter().product::<isize>() as usize
}

/// The number of bytes of a contiguous array, after checking that such an array can exist.
///
/// # Errors
/// [`Error::TooManyDims`], [`Error::NegativeDimension`] or [`Error::TooBig`]. As in NumPy extents of zero do not excuse the
/// others: `(0, 2**62, 2**62)` is too big.
///
/// ```
/// use uniarray_core::{dtype::DType, layout::checked_nbytes};
/// assert_eq!(checked_nbytes(DType::FLOAT64, &[3, 4])?, 96);
/// assert_eq!(checked_nbytes(DType::FLOAT64, &[3, 0])?, 0);
/// assert!(checked_nbytes(DType::FLOAT64, &[1 << 40, 1 << 40]).is_err());
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
#[inline]
pub fn checked_nbytes(dtype: DType, shape: &[isize]) -> Result<usize> {
    if shape.len() > MAX_DIMS {
        return Err(Error::TooManyDims { found: shape.len() });
    }
    let mut nbytes = dtype.itemsize() as isize;
    let mut empty = false;
    for &extent in shape {
        match extent {
            ..0 => return Err(Error::NegativeDimension),
            0 => empty = true,
            1.. => nbytes = nbytes.checked_mul(extent).ok_or(Error::TooBig)?,
        }
    }
    Ok(if empty { 0 } else { nbytes as usize })
}

/// Strides of a new C-contiguous (last axis fastest) array of an accepted shape. Without elements all are 0, as in NumPy.
///
/// ```
/// use uniarray_core::layout::c_strides;
/// assert_eq!(*c_strides(8, &[2, 3]), [24, 8]);
/// assert_eq!(*c_strides(8, &[2, 0]), [0, 0]);
/// ```
#[inline]
pub fn c_strides(itemsize: usize, shape: &[isize]) -> Dims {
    let mut strides = Dims::filled(0, shape.len());
    let mut step = itemsize as isize;
    for (stride, &extent) in strides.iter_mut().zip(shape).rev() {
        *stride = step;
        step *= extent;
    }
    if step == 0 {
        strides.fill(0);
    }
    strides
}

/// Strides of a new Fortran-contiguous (first axis fastest) array of an accepted shape. Without elements all are 0.
pub fn f_strides(itemsize: usize, shape: &[isize]) -> Dims {
    let mut strides = Dims::filled(0, shape.len());
    let mut step = itemsize as isize;
    for (stride, &extent) in strides.iter_mut().zip(shape) {
        *stride = step;
        step *= extent;
    }
    if step == 0 {
        strides.fill(0);
    }
    strides
}

/// Whether the elements follow each other without gaps, last axis fastest; axes of extent 1 have any stride and an array of
/// no elements is contiguous.
#[inline]
pub fn is_c_contiguous(itemsize: usize, shape: &[isize], strides: &[isize]) -> bool {
    contiguous(itemsize, shape.iter().zip(strides).rev())
}

/// Whether the elements follow each other without gaps, first axis fastest.
#[inline]
pub fn is_f_contiguous(itemsize: usize, shape: &[isize], strides: &[isize]) -> bool {
    contiguous(itemsize, shape.iter().zip(strides))
}

#[inline]
fn contiguous<'a>(itemsize: usize, axes: impl Iterator<Item = (&'a isize, &'a isize)>) -> bool {
    let mut step = itemsize as isize;
    let mut follows = true;
    for (&extent, &stride) in axes {
        if extent == 0 {
            return true;
        }
        follows &= extent == 1 || stride == step;
        step = step.wrapping_mul(extent);
    }
    follows
}

/// The axis counted from the front, from one that may count from the back.
///
/// # Errors
/// [`Error::AxisOutOfBounds`].
#[inline]
pub fn normalize_axis(axis: isize, ndim: usize) -> Result<usize> {
    let from_front = if axis < 0 { axis + ndim as isize } else { axis };
    if (0..ndim as isize).contains(&from_front) {
        Ok(from_front as usize)
    } else {
        Err(Error::AxisOutOfBounds { axis, ndim })
    }
}

/// The shape that shapes broadcast to.
///
/// # Errors
/// [`Error::Broadcast`] naming all of them.
///
/// ```
/// use uniarray_core::layout::broadcast_shapes;
/// assert_eq!(broadcast_shapes(&[&[2, 1], &[3]])?.to_string(), "(2,3)");
/// assert_eq!(
///     broadcast_shapes(&[&[2, 3], &[4]]).unwrap_err().to_string(),
///     "operands could not be broadcast together with shapes (2,3) (4,) "
/// );
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn broadcast_shapes(shapes: &[&[isize]]) -> Result<Dims> {
    let mut result = Dims::filled(1, shapes.iter().map(|shape| shape.len()).max().unwrap_or(0));
    for shape in shapes {
        let skipped = result.len() - shape.len();
        for (into, &extent) in result[skipped..].iter_mut().zip(*shape) {
            if *into == 1 {
                *into = extent;
            } else if extent != 1 && extent != *into {
                return Err(Error::Broadcast {
                    shapes: shapes.iter().map(|shape| Dims::from_slice(shape)).collect(),
                });
            }
        }
    }
    Ok(result)
}

/// The strides with which an array of `shape` and `strides` fills `into`: zero along axes that repeat. `None` if it does not
/// broadcast to `into`.
pub fn broadcast_strides(shape: &[isize], strides: &[isize], into: &[isize]) -> Option<Dims> {
    let skipped = into.len().checked_sub(shape.len())?;
    let mut result = Dims::filled(0, into.len());
    for (axis, (&extent, &stride)) in shape.iter().zip(strides).enumerate() {
        if extent == into[skipped + axis] {
            result[skipped + axis] = if extent == 1 { 0 } else { stride };
        } else if extent != 1 {
            return None;
        }
    }
    Some(result)
}

/// An array that somebody else owns: where its elements lie and what they are.
///
/// A view is `Copy` and writable: like NumPy's `nditer` operands, and unlike slices, several views of the same memory may
/// exist and be written through. Memory is only reached by raw pointers; no reference to an element is ever made.
/// Elements need not be aligned.
#[derive(Clone, Copy)]
pub struct View<'a> {
    data: *mut u8,
    dtype: DType,
    shape: &'a [isize],
    strides: &'a [isize],
    memory: PhantomData<&'a [u8]>,
}

impl<'a> View<'a> {
    /// A view of memory.
    ///
    /// # Safety
    /// For all of `'a`:
    /// * `shape` was accepted by [`checked_nbytes`] for `dtype` (no negative extent, at most 64 axes, no overflow), and
    ///   `strides` is as long as `shape`;
    /// * for every index within `shape`, the `dtype.itemsize()` bytes at `data + sum(index * stride)` lie in one allocation that stays
    ///   alive, and may be read;
    /// * they may be written if the view is passed as an output;
    /// * no Rust reference to that memory is used, and no other thread writes to it, while a function works on the view.
    #[inline]
    pub unsafe fn new(data: *mut u8, dtype: DType, shape: &'a [isize], strides: &'a [isize]) -> View<'a> {
        debug_assert_eq!(shape.len(), strides.len());
        debug_assert!(checked_nbytes(dtype, shape).is_ok());
        View {
            data,
            dtype,
            shape,
            strides,
            memory: PhantomData,
        }
    }

    /// The same elements seen with another shape and other strides, from another start.
    ///
    /// # Safety
    /// As for [`View::new`]; it holds when every index of the new layout reaches an element that the old layout reaches.
    #[inline]
    pub unsafe fn with_layout<'b>(self, data: *mut u8, shape: &'b [isize], strides: &'b [isize]) -> View<'b>
    where
        'a: 'b,
    {
        // SAFETY: handed on to the caller.
        unsafe { View::new(data, self.dtype, shape, strides) }
    }

    /// The same bytes read as another dtype.
    ///
    /// # Safety
    /// As for [`View::new`]; it holds when the new dtype's elements are not larger.
    #[inline]
    pub unsafe fn with_dtype(self, dtype: DType) -> View<'a> {
        View { dtype, ..self }
    }

    /// The address of the element at index zero along every axis.
    #[inline]
    pub fn data(self) -> *mut u8 {
        self.data
    }

    /// The dtype of the elements.
    #[inline]
    pub fn dtype(self) -> DType {
        self.dtype
    }

    /// The extents.
    #[inline]
    pub fn shape(self) -> &'a [isize] {
        self.shape
    }

    /// The strides in bytes.
    #[inline]
    pub fn strides(self) -> &'a [isize] {
        self.strides
    }

    /// The number of axes.
    #[inline]
    pub fn ndim(self) -> usize {
        self.shape.len()
    }

    /// The number of elements.
    #[inline]
    pub fn size(self) -> usize {
        size_of_shape(self.shape)
    }

    /// Bytes that the elements take together.
    #[inline]
    pub fn nbytes(self) -> usize {
        self.size() * self.dtype.itemsize()
    }

    /// See [`is_c_contiguous`].
    #[inline]
    pub fn is_c_contiguous(self) -> bool {
        is_c_contiguous(self.dtype.itemsize(), self.shape, self.strides)
    }

    /// See [`is_f_contiguous`].
    #[inline]
    pub fn is_f_contiguous(self) -> bool {
        is_f_contiguous(self.dtype.itemsize(), self.shape, self.strides)
    }

    /// The address of an element, if the index is within the shape.
    pub fn element(self, index: &[isize]) -> Option<*mut u8> {
        if index.len() != self.ndim() {
            return None;
        }
        let mut offset = 0;
        for ((&index, &extent), &stride) in index.iter().zip(self.shape).zip(self.strides) {
            if !(0..extent).contains(&index) {
                return None;
            }
            offset += index * stride;
        }
        Some(self.data.wrapping_offset(offset))
    }

    /// The first address and the one after the last that elements touch; equal when there are none.
    #[inline]
    pub fn bounds(self) -> (usize, usize) {
        let start = self.data.addr();
        let (mut low, mut high) = (start, start + self.dtype.itemsize());
        for (&extent, &stride) in self.shape.iter().zip(self.strides) {
            match extent {
                0 => return (start, start),
                _ if stride < 0 => low = low.wrapping_add_signed(stride * (extent - 1)),
                _ => high = high.wrapping_add_signed(stride * (extent - 1)),
            }
        }
        (low, high)
    }

    /// Whether two elements may share a byte. A `false` is certain.
    ///
    /// ```
    /// use uniarray_core::array::Array;
    /// let array = Array::from_vec(vec![1i16, 2, 3, 4]);
    /// assert!(!array.view().may_overlap_itself());
    /// // SAFETY: the first element, twice.
    /// let twice = unsafe { array.view().with_layout(array.view().data(), &[2], &[0]) };
    /// assert!(twice.may_overlap_itself());
    /// ```
    pub fn may_overlap_itself(self) -> bool {
        let axes = self.shape.iter().zip(self.strides);
        let mut axes: Vec<(usize, usize)> = axes
            .filter(|(extent, _)| **extent != 1)
            .map(|(extent, stride)| (stride.unsigned_abs(), extent.unsigned_abs()))
            .collect();
        axes.sort_unstable();
        // Each axis has to step over all that the axes inside it reach.
        let mut reach = self.dtype.itemsize();
        for (stride, extent) in axes {
            if extent == 0 {
                return false;
            }
            if stride < reach {
                return true;
            }
            reach += stride * (extent - 1);
        }
        false
    }

    /// Whether some element of one may share a byte with some element of the other.
    ///
    /// A `false` is certain. The test compares address ranges and then the pattern in which the strides' greatest common divisor
    /// lets elements fall; that tells `a[::2]` from `a[1::2]`, and columns of one table apart.
    pub fn may_overlap(self, other: View<'_>) -> bool {
        let (low, high) = self.bounds();
        let (other_low, other_high) = other.bounds();
        // Empty ranges touch nothing, even inside the other's range.
        if low >= other_high || other_low >= high || low == high || other_low == other_high {
            return false;
        }
        let axes = |view: View<'_>| {
            let axes = view
                .shape
                .iter()
                .zip(view.strides)
                .filter(|(extent, _)| **extent > 1);
            axes.fold(0, |divisor, (_, stride)| gcd(divisor, stride.unsigned_abs()))
        };
        let divisor = gcd(axes(self), axes(other));
        if divisor == 0 {
            return true;
        }
        // Modulo the divisor every element of a view starts at the same place: two bands on a ring of that length.
        let distance = other_low.wrapping_sub(low) as isize;
        let distance = distance.rem_euclid(divisor as isize) as usize;
        distance < self.dtype.itemsize() || divisor - distance < other.dtype.itemsize()
    }

    /// Whether both reach the same elements in the same order, so that an element-by-element operation from one into the other
    /// reads each element before it writes it.
    #[inline]
    pub fn same_elements(self, other: View<'_>) -> bool {
        self.data == other.data
            && self.dtype.itemsize() == other.dtype.itemsize()
            && self.shape == other.shape
            && (self.strides == other.strides
                || self
                    .shape
                    .iter()
                    .zip(self.strides.iter().zip(other.strides))
                    .all(|(&n, (a, b))| n <= 1 || a == b))
    }
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "View({:?}, {:?}, {:?}, {:?})",
            self.data, self.dtype, self.shape, self.strides
        )
    }
}

/// Greatest common divisor; zero is divided by everything.
fn gcd(mut a: usize, mut b: usize) -> usize {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::array::Array;

    #[test]
    fn sizes_are_checked_as_in_numpy() {
        let f8 = DType::FLOAT64;
        assert_eq!(checked_nbytes(f8, &[]), Ok(8));
        assert_eq!(checked_nbytes(f8, &[2, -1]), Err(Error::NegativeDimension));
        assert_eq!(checked_nbytes(f8, &[1 << 60]), Err(Error::TooBig));
        assert_eq!(checked_nbytes(f8, &[0, 1 << 62, 1 << 62]), Err(Error::TooBig));
        assert_eq!(
            checked_nbytes(f8, &[1; 65]),
            Err(Error::TooManyDims { found: 65 })
        );
        assert_eq!(
            checked_nbytes(DType::INT8, &[isize::MAX]),
            Ok(isize::MAX as usize)
        );
    }

    #[test]
    fn contiguity_ignores_extents_of_one_and_holds_for_nothing() {
        assert!(is_c_contiguous(8, &[2, 1, 3], &[24, 7, 8]));
        assert!(!is_c_contiguous(8, &[2, 3], &[32, 8]));
        assert!(is_c_contiguous(8, &[2, 0], &[1, 1]));
        assert!(is_f_contiguous(8, &[2, 3], &[8, 16]));
        assert!(!is_f_contiguous(8, &[2, 3], &[24, 8]));
        for strides in [c_strides(4, &[5, 1, 3]), f_strides(4, &[5, 1, 3])] {
            assert!(is_c_contiguous(4, &[5, 1, 3], &strides) || is_f_contiguous(4, &[5, 1, 3], &strides));
        }
    }

    #[test]
    fn a_new_array_of_nothing_has_no_strides() {
        for shape in [&[0][..], &[0, 3], &[2, 0], &[2, 0, 3], &[3, 0, 1]] {
            for strides in [c_strides(4, shape), f_strides(4, shape)] {
                assert_eq!(*strides, vec![0; shape.len()], "{shape:?}");
                assert!(is_c_contiguous(4, shape, &strides) && is_f_contiguous(4, shape, &strides));
            }
        }
        assert_eq!(*f_strides(4, &[3, 1]), [4, 12]);
    }

    #[test]
    fn broadcasting_repeats_axes_of_one() {
        assert_eq!(*broadcast_shapes(&[&[], &[3, 1], &[1, 0]]).unwrap(), [3, 0]);
        assert!(broadcast_shapes(&[&[2], &[0]]).is_err());
        assert_eq!(
            broadcast_strides(&[3, 1], &[8, 8], &[2, 3, 4]),
            Some(Dims::from_slice(&[0, 8, 0]))
        );
        assert_eq!(broadcast_strides(&[3], &[8], &[4]), None);
        assert_eq!(broadcast_strides(&[3, 4], &[8, 8], &[4]), None);
    }

    #[test]
    fn overlap_is_told_by_range_and_by_stride_pattern() {
        let array = Array::zeros(DType::INT32, &[16]).unwrap();
        let part = |start: usize, strides: &'static [isize]| {
            // SAFETY: at most 7 steps of 8 bytes from element 0 or 1 stay within the 16 elements of `array`.
            unsafe {
                array
                    .view()
                    .with_layout(array.view().data().add(4 * start), &[7], strides)
            }
        };
        assert!(!part(0, &[8]).may_overlap(part(1, &[8])));
        assert!(part(0, &[8]).may_overlap(part(2, &[8])));
        assert!(part(0, &[4]).may_overlap(part(1, &[8])));
        assert!(!part(0, &[4]).may_overlap(part(7, &[4])));
        assert!(part(7, &[-4]).may_overlap(part(3, &[4])));
        assert!(part(0, &[4]).same_elements(part(0, &[4])));
        assert!(!part(0, &[4]).same_elements(part(0, &[8])));
    }

    #[test]
    fn axes_count_from_both_ends() {
        assert_eq!(normalize_axis(-1, 3), Ok(2));
        assert_eq!(
            normalize_axis(3, 3).unwrap_err().to_string(),
            "axis 3 is out of bounds for array of dimension 3"
        );
        assert!(normalize_axis(-4, 3).is_err());
        assert!(normalize_axis(0, 0).is_err());
    }
}
