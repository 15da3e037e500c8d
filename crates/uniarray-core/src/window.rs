//! [`Window`]: where one array lies inside the memory of another.

use crate::layout::{Dims, View};

/// The layout of a view into another array: what basic indexing, reshaping and transposing compute.
///
/// Every element of the window is an element of the array it was computed for (windows come only from functions of this
/// crate); a caller makes a new array of it that keeps the other one alive.
#[derive(Clone, PartialEq, Debug)]
pub struct Window {
    offset: isize,
    shape: Dims,
    strides: Dims,
}

impl Window {
    /// A window; for the functions of this crate, which see to it that all its elements are the array's.
    #[inline]
    pub(crate) fn new(offset: isize, shape: Dims, strides: Dims) -> Window {
        debug_assert_eq!(shape.len(), strides.len());
        Window {
            offset,
            shape,
            strides,
        }
    }

    /// The whole of an array.
    #[inline]
    pub fn whole(view: View<'_>) -> Window {
        Window::new(
            0,
            Dims::from_slice(view.shape()),
            Dims::from_slice(view.strides()),
        )
    }

    /// Bytes from the array's first element to the window's.
    #[inline]
    pub fn offset(&self) -> isize {
        self.offset
    }

    /// The extents.
    #[inline]
    pub fn shape(&self) -> &[isize] {
        &self.shape
    }

    /// The strides in bytes.
    #[inline]
    pub fn strides(&self) -> &[isize] {
        &self.strides
    }

    /// Offset, shape and strides, for an array that takes them over.
    #[inline]
    pub fn into_parts(self) -> (isize, Dims, Dims) {
        (self.offset, self.shape, self.strides)
    }

    /// The window's elements.
    ///
    /// # Safety
    /// `array` must have the shape, strides and dtype (or a smaller one) of the array the window was computed for.
    #[inline]
    pub unsafe fn of<'a>(&'a self, array: View<'a>) -> View<'a> {
        // SAFETY: the window's elements are the array's, as its maker saw to.
        unsafe {
            array.with_layout(
                array.data().wrapping_offset(self.offset),
                &self.shape,
                &self.strides,
            )
        }
    }
}
