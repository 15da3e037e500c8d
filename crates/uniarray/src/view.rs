//! Borrowed elements, as views of [`ndarray`].

use crate::Array;
use crate::borrow::{Held, Place};
use crate::element::Element;
use hpy::{Exc, IntoPyErr, Result};
use ndarray::{ArrayView, ArrayViewD, ArrayViewMutD, Axis, IxDyn, ShapeBuilder};
use std::marker::PhantomData;
use uniarray_abi::constants::{ALIGNED, C_CONTIGUOUS, NATIVE, WRITEABLE};
use uniarray_abi::structs::View;

/// Elements of an array that were borrowed for reading, for as long as this lives.
pub struct Readonly<'a, T> {
    borrowed: Borrowed<'a, T>,
}

/// Elements of an array that were borrowed for reading and writing, for as long as this lives.
pub struct Readwrite<'a, T> {
    borrowed: Borrowed<'a, T>,
}

/// A layout of its own: the array may be given another shape meanwhile.
struct Borrowed<'a, T> {
    /// Of the element at the lowest address.
    data: *mut T,
    shape: Vec<usize>,
    /// In elements, and not negative.
    strides: Vec<usize>,
    /// Axes that run backwards in the array.
    backwards: Vec<usize>,
    contiguous: bool,
    _held: Held,
    array: PhantomData<&'a T>,
}

impl<'c> Array<'c> {
    /// Borrows the elements for reading.
    ///
    /// # Errors
    /// `TypeError` if they are of another type; `ValueError` if they are borrowed for writing, or do not lie where values of
    /// that type may (not aligned, another byte order): [`Array::from_any`] with a demand makes a copy then.
    pub fn readonly<T: Element>(&self) -> Result<Readonly<'_, T>> {
        Ok(Readonly {
            borrowed: self.borrow(false)?,
        })
    }

    /// Borrows the elements for reading and writing.
    ///
    /// # Errors
    /// As for [`Array::readonly`]; `ValueError` if they may not be written, are borrowed at all, or are repeated, as in a broadcast view.
    pub fn readwrite<T: Element>(&self) -> Result<Readwrite<'_, T>> {
        Ok(Readwrite {
            borrowed: self.borrow(true)?,
        })
    }

    fn borrow<T: Element>(&self, writes: bool) -> Result<Borrowed<'_, T>> {
        let (ctx, view) = (self.ctx(), self.look()?);
        if view.type_num != T::TYPE {
            let dtype = hpy::Object::str(&self.dtype()?)?;
            let text = format!("expected an array of {}, got one of {}", T::NAME, dtype.as_str()?);
            return Err(ctx.raise(Exc::TypeError, text));
        }
        let refuse = |text: &str| Err(ctx.raise(Exc::ValueError, text));
        if writes && view.flags & WRITEABLE == 0 {
            return refuse("the array is read-only");
        }
        let ndim = view.ndim.unsigned_abs() as usize;
        // SAFETY: a view has as many extents and strides as axes, which stay as they are until Python code runs.
        let (shape, strides) = unsafe {
            (
                std::slice::from_raw_parts(view.shape, ndim),
                std::slice::from_raw_parts(view.strides, ndim),
            )
        };
        let whole = strides
            .iter()
            .zip(shape)
            .all(|(stride, extent)| *extent < 2 || stride % view.itemsize == 0);
        if view.flags & (ALIGNED | NATIVE) != ALIGNED | NATIVE || (!whole && view.size > 0) {
            return refuse("the array's elements do not lie where values of their type may");
        }
        if writes && view.size > 0 && repeats(shape, strides) {
            return refuse(
                "elements of the array lie in the same memory, so that they cannot be written apart",
            );
        }
        let held =
            Held::new(Place::of(&view, shape, strides), writes).map_err(|error| error.into_py_err(ctx))?;
        Ok(Borrowed::new(&view, shape, strides, held))
    }
}

/// Whether several indices may lead to the same byte: the axes, from the smallest step on, do not each go beyond all before.
fn repeats(shape: &[isize], strides: &[isize]) -> bool {
    let mut steps: Vec<(usize, usize)> = shape
        .iter()
        .zip(strides)
        .filter(|(extent, _)| **extent > 1)
        .map(|(extent, stride)| (stride.unsigned_abs(), extent.unsigned_abs()))
        .collect();
    steps.sort_unstable();
    let mut reach = 0;
    for (step, extent) in steps {
        if step <= reach {
            return true;
        }
        reach += step * (extent - 1);
    }
    false
}

impl<T: Element> Borrowed<'_, T> {
    fn new(view: &View, shape: &[isize], strides: &[isize], held: Held) -> Self {
        let mut data = view.data.cast::<T>();
        let size = size_of::<T>().cast_signed();
        let mut backwards = Vec::new();
        let steps = |axis: usize| {
            if shape[axis] > 1 && view.size > 0 {
                strides[axis]
            } else {
                0
            }
        };
        for (axis, extent) in shape.iter().enumerate() {
            if steps(axis) < 0 {
                data = data.wrapping_byte_offset(steps(axis) * (extent - 1));
                backwards.push(axis);
            }
        }
        Borrowed {
            data,
            shape: shape.iter().map(|extent| extent.unsigned_abs()).collect(),
            strides: (0..shape.len())
                .map(|axis| (steps(axis) / size).unsigned_abs())
                .collect(),
            backwards,
            contiguous: view.flags & C_CONTIGUOUS != 0,
            _held: held,
            array: PhantomData,
        }
    }

    fn as_array(&self) -> ArrayViewD<'_, T> {
        let layout = IxDyn(&self.shape).strides(IxDyn(&self.strides));
        // SAFETY: these are the array's elements, of which `T` is the type, aligned and in this machine's byte order, as was checked. They
        // live as long as the array, which is borrowed, and nobody writes to them (`Held`; see the crate's documentation).
        let mut view = unsafe { ArrayView::from_shape_ptr(layout, self.data) };
        for &axis in &self.backwards {
            view.invert_axis(Axis(axis));
        }
        view
    }

    fn as_slice(&self) -> Option<&[T]> {
        let count: usize = self.shape.iter().product();
        match (self.contiguous, count) {
            (false, _) => None,
            (true, 0) => Some(&[]),
            // SAFETY: as for `as_array`; the elements follow each other.
            (true, _) => Some(unsafe { std::slice::from_raw_parts(self.data, count) }),
        }
    }
}

impl<T: Element> Readonly<'_, T> {
    /// The elements.
    pub fn as_array(&self) -> ArrayViewD<'_, T> {
        self.borrowed.as_array()
    }

    /// The elements in C order, if they follow each other.
    pub fn as_slice(&self) -> Option<&[T]> {
        self.borrowed.as_slice()
    }
}

impl<T: Element> Readwrite<'_, T> {
    /// The elements.
    pub fn as_array(&self) -> ArrayViewD<'_, T> {
        self.borrowed.as_array()
    }

    /// The elements, to be written.
    pub fn as_array_mut(&mut self) -> ArrayViewMutD<'_, T> {
        let layout = IxDyn(&self.borrowed.shape).strides(IxDyn(&self.borrowed.strides));
        // SAFETY: as for `Borrowed::as_array`; no index leads to another one's element, as was checked, and `self` is borrowed exclusively.
        let mut view = unsafe { ArrayViewMutD::from_shape_ptr(layout, self.borrowed.data) };
        for &axis in &self.borrowed.backwards {
            view.invert_axis(Axis(axis));
        }
        view
    }

    /// The elements in C order, if they follow each other.
    pub fn as_slice_mut(&mut self) -> Option<&mut [T]> {
        let count: usize = self.borrowed.shape.iter().product();
        match (self.borrowed.contiguous, count) {
            (false, _) => None,
            (true, 0) => Some(&mut []),
            // SAFETY: as for `as_array_mut`; the elements follow each other.
            (true, _) => Some(unsafe { std::slice::from_raw_parts_mut(self.borrowed.data, count) }),
        }
    }
}

// SAFETY: what is read is shared with whoever may read it, and the borrow keeps writers away; elements are `Sync`.
unsafe impl<T: Element> Send for Readonly<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Element> Sync for Readonly<'_, T> {}
// SAFETY: the borrow is exclusive, and elements are `Send`.
unsafe impl<T: Element> Send for Readwrite<'_, T> {}
// SAFETY: through a shared reference elements are only read.
unsafe impl<T: Element> Sync for Readwrite<'_, T> {}

#[cfg(test)]
mod tests {
    use super::repeats;

    #[test]
    fn broadcast_and_overlapping_layouts_repeat() {
        assert!(!repeats(&[2, 3], &[24, 8]));
        assert!(!repeats(&[3, 2], &[8, -24]));
        assert!(!repeats(&[1, 3], &[0, 8]));
        assert!(repeats(&[2, 3], &[0, 8]));
        assert!(repeats(&[3, 3], &[8, 8]));
        assert!(repeats(&[2, 3], &[16, 8]));
        assert!(!repeats(&[], &[]));
    }
}
