//! Index arrays: which positions along an axis they name, and the byte offsets they come to together.

use crate::c_order::rows;
use crate::dtype::{DType, Element, TypeNum};
use crate::error::Result;
use crate::index::{IndexError, Mode};
use crate::layout::{Dims, View, broadcast_shapes, broadcast_strides, size_of_shape};
use crate::window::Window;

/// An index array and the axis it indexes.
#[derive(Debug)]
pub(crate) struct Selector<'a> {
    source: Source<'a>,
    axis: usize,
    extent: isize,
    stride: isize,
    mode: Mode,
}

#[derive(Debug)]
enum Source<'a> {
    /// Integers of any dtype, not checked yet.
    Array(View<'a>),
    /// Positions of a mask's true elements, all within the axis, and their number.
    List(Vec<isize>, [isize; 1]),
}

impl<'a> Selector<'a> {
    pub(crate) fn array(
        index: View<'a>,
        axis: usize,
        extent: isize,
        stride: isize,
        mode: Mode,
    ) -> Selector<'a> {
        Selector {
            source: Source::Array(index),
            axis,
            extent,
            stride,
            mode,
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
            mode: Mode::Raise,
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
            Source::Array(view) => {
                let mut into = offsets.iter_mut();
                each_integer(*view, outer, |index| {
                    let position = self.mode.position(index, self.axis, self.extent)?;
                    if let Some(into) = into.next() {
                        *into += position * self.stride;
                    }
                    Ok(())
                })
            }
        }
    }
}

/// Calls `each` with the integers of an array, of any integer dtype, broadcast to a shape, in C order, until it fails.
///
/// # Errors
/// Those of `each`; [`IndexError::ArrayDType`].
pub(super) fn each_integer(
    array: View<'_>,
    shape: &[isize],
    each: impl FnMut(isize) -> Result<()>,
) -> Result<()> {
    match array.dtype().num() {
        TypeNum::Int8 => each_of::<i8>(array, shape, each),
        TypeNum::UInt8 => each_of::<u8>(array, shape, each),
        TypeNum::Int16 => each_of::<i16>(array, shape, each),
        TypeNum::UInt16 => each_of::<u16>(array, shape, each),
        TypeNum::Int32 => each_of::<i32>(array, shape, each),
        TypeNum::UInt32 => each_of::<u32>(array, shape, each),
        TypeNum::Int64 => each_of::<i64>(array, shape, each),
        TypeNum::UInt64 => each_of::<u64>(array, shape, each),
        _ => Err(IndexError::ArrayDType.into()),
    }
}

fn each_of<T: Element + Position>(
    array: View<'_>,
    shape: &[isize],
    mut each: impl FnMut(isize) -> Result<()>,
) -> Result<()> {
    let strides = broadcast_strides(array.shape(), array.strides(), shape).expect("the broadcast shape");
    let mut result = Ok(());
    rows(shape, [&strides], |[start], count, [step]| {
        for place in 0..count {
            let at = array.data().wrapping_offset(start + place * step);
            // SAFETY: the rows stay within the array, whose elements are `T`s.
            let index = unsafe { at.cast::<T>().read_unaligned() }.position();
            // Only written when there is an error: a result that is written for each element is dropped for each.
            if let Err(error) = each(index) {
                result = Err(error);
                return false;
            }
        }
        true
    });
    result
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
        if let [selector] = &selectors[..] {
            let outer = Dims::from_slice(selector.shape());
            return Ok(Positions {
                inner,
                at,
                outer,
                selectors,
            });
        }
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

    /// The one index array, its axis with extent and stride, and what becomes of positions outside, if there is only one, of `intp`, and
    /// they do not count on.
    pub(crate) fn single(&self) -> Option<(View<'a>, usize, isize, isize, Mode)> {
        match &self.selectors[..] {
            [
                Selector {
                    source: Source::Array(view),
                    axis,
                    extent,
                    stride,
                    mode: mode @ (Mode::Raise | Mode::Clip),
                },
            ] if view.dtype() == DType::INTP => Some((*view, *axis, *extent, *stride, *mode)),
            _ => None,
        }
    }
}
