//! Index arrays: which positions along an axis they name, and the byte offsets they come to together.

use crate::dtype::{DType, Element, TypeNum};
use crate::error::Result;
use crate::index::IndexError;
use crate::index::element::checked_index;
use crate::layout::{Dims, View, broadcast_shapes, broadcast_strides, size_of_shape};
use crate::walk::walk;
use crate::window::Window;

/// An index array and the axis it indexes.
#[derive(Debug)]
pub(crate) struct Selector<'a> {
    source: Source<'a>,
    axis: usize,
    extent: isize,
    stride: isize,
}

#[derive(Debug)]
enum Source<'a> {
    /// Integers of any dtype, not checked yet.
    Array(View<'a>),
    /// Positions of a mask's true elements, all within the axis, and their number.
    List(Vec<isize>, [isize; 1]),
}

impl<'a> Selector<'a> {
    pub(crate) fn array(index: View<'a>, axis: usize, extent: isize, stride: isize) -> Selector<'a> {
        Selector {
            source: Source::Array(index),
            axis,
            extent,
            stride,
        }
    }

    /// Positions below `extent`.
    pub(crate) fn list(positions: Vec<isize>, axis: usize, extent: isize, stride: isize) -> Selector<'a> {
        let shape = [positions.len() as isize];
        Selector {
            source: Source::List(positions, shape),
            axis,
            extent,
            stride,
        }
    }

    /// `True` or `False`: an axis of one or of no position, where there was none.
    pub(crate) fn truth(value: bool) -> Selector<'a> {
        Selector::list(vec![0; value as usize], 0, 1, 0)
    }

    fn shape(&self) -> &[isize] {
        match &self.source {
            Source::Array(view) => view.shape(),
            Source::List(_, shape) => shape,
        }
    }

    /// Adds the byte offsets of the positions, broadcast to `outer`, to `offsets`.
    fn add_to(&self, offsets: &mut [isize], outer: &[isize]) -> Result<()> {
        match &self.source {
            Source::List(positions, _) if positions.len() == 1 => {
                let offset = positions[0] * self.stride;
                offsets.iter_mut().for_each(|into| *into += offset);
                Ok(())
            }
            Source::List(positions, _) => {
                // The last axis is the list's; it repeats along the others.
                for row in offsets.chunks_exact_mut(positions.len()) {
                    row.iter_mut()
                        .zip(positions)
                        .for_each(|(into, position)| *into += position * self.stride);
                }
                Ok(())
            }
            Source::Array(view) => match view.dtype().num() {
                TypeNum::Int8 => self.add_array::<i8>(*view, offsets, outer),
                TypeNum::UInt8 => self.add_array::<u8>(*view, offsets, outer),
                TypeNum::Int16 => self.add_array::<i16>(*view, offsets, outer),
                TypeNum::UInt16 => self.add_array::<u16>(*view, offsets, outer),
                TypeNum::Int32 => self.add_array::<i32>(*view, offsets, outer),
                TypeNum::UInt32 => self.add_array::<u32>(*view, offsets, outer),
                TypeNum::Int64 => self.add_array::<i64>(*view, offsets, outer),
                TypeNum::UInt64 => self.add_array::<u64>(*view, offsets, outer),
                _ => Err(IndexError::ArrayDType.into()),
            },
        }
    }

    fn add_array<T: Element + Position>(
        &self,
        view: View<'_>,
        offsets: &mut [isize],
        outer: &[isize],
    ) -> Result<()> {
        let strides = broadcast_strides(view.shape(), view.strides(), outer).expect("the broadcast shape");
        let mut into = offsets.iter_mut();
        let mut result = Ok(());
        walk(outer, [&strides], |[start], count, [step]| {
            for place in 0..count {
                let at = view.data().wrapping_offset(start + place * step);
                // SAFETY: the walk stays within the index array, whose elements are `T`s.
                let position = unsafe { at.cast::<T>().read_unaligned() }.position();
                match checked_index(position, self.axis, self.extent) {
                    Ok(position) => {
                        if let Some(into) = into.next() {
                            *into += position * self.stride;
                        }
                    }
                    Err(error) => {
                        result = Err(error);
                        return false;
                    }
                }
            }
            true
        });
        result
    }
}

/// Integers as NumPy reads them in index arrays: the high bit of `uint64` becomes a sign.
trait Position {
    fn position(self) -> isize;
}

macro_rules! position_of {
    ($($ty:ty)*) => { $(impl Position for $ty {
        #[inline(always)]
        fn position(self) -> isize {
            self as isize
        }
    })* };
}

position_of! { i8 u8 i16 u16 i32 u32 i64 u64 }

/// All index arrays of an index, and what it keeps of the other axes.
#[derive(Debug)]
pub(crate) struct Positions<'a> {
    /// The other axes.
    pub(crate) inner: Window,
    /// The axis of `inner` before which the broadcast axes come in the result.
    pub(crate) at: usize,
    /// The shape that the index arrays broadcast to.
    pub(crate) outer: Dims,
    selectors: Vec<Selector<'a>>,
}

impl<'a> Positions<'a> {
    /// # Errors
    /// [`IndexError::Broadcast`].
    pub(crate) fn new(inner: Window, at: usize, selectors: Vec<Selector<'a>>) -> Result<Positions<'a>> {
        let shapes: Vec<&[isize]> = selectors.iter().map(Selector::shape).collect();
        let outer = broadcast_shapes(&shapes).map_err(|_| IndexError::Broadcast {
            shapes: shapes.iter().map(|shape| Dims::from_slice(shape)).collect(),
        })?;
        Ok(Positions {
            inner,
            at,
            outer,
            selectors,
        })
    }

    /// Shape of the indexing result.
    pub(crate) fn shape(&self) -> Dims {
        let (before, after) = self.inner.shape().split_at(self.at);
        before.iter().chain(&*self.outer).chain(after).copied().collect()
    }

    /// Bytes from the array's first element to where `inner` starts for each index of `outer`, in C order; all checked.
    ///
    /// # Errors
    /// [`IndexError::OutOfBounds`]. Arrays that broadcast to nothing are not looked at.
    pub(crate) fn offsets(&self) -> Result<Vec<isize>> {
        let mut offsets = vec![self.inner.offset(); size_of_shape(&self.outer)];
        if !offsets.is_empty() {
            for selector in &self.selectors {
                selector.add_to(&mut offsets, &self.outer)?;
            }
        }
        Ok(offsets)
    }

    /// The one index array, the extent and the stride of its axis and which that is, if there is only one, of `intp`.
    pub(crate) fn single(&self) -> Option<(View<'a>, usize, isize, isize)> {
        match &self.selectors[..] {
            [
                Selector {
                    source: Source::Array(view),
                    axis,
                    extent,
                    stride,
                },
            ] if view.dtype() == DType::INTP => Some((*view, *axis, *extent, *stride)),
            _ => None,
        }
    }
}
