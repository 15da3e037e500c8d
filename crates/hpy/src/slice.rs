//! Slices.

use crate::{Ctx, Error, Handle, IntoHandle, Object, Ref, Result, Type, tail};

/// Start, stop and step of a slice, before the length of what is sliced is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// First index; negative counts from the end.
    pub start: isize,
    /// Index behind the last one; negative counts from the end.
    pub stop: isize,
    /// Distance between indices, not 0.
    pub step: isize,
}

impl Slice {
    /// Start, step and number of elements within `length`, as Python's `slice.indices` has them.
    ///
    /// ```
    /// use hpy::Slice;
    /// let every_second_backwards = Slice { start: isize::MAX, stop: isize::MIN, step: -2 };
    /// assert_eq!(every_second_backwards.within(5), (4, -2, 3));
    /// ```
    pub fn within(self, length: usize) -> (isize, isize, usize) {
        let length = length.cast_signed();
        let (low, high) = if self.step < 0 {
            (-1, length - 1)
        } else {
            (0, length)
        };
        let clip = |index: isize| {
            let index = if index < 0 {
                index.saturating_add(length)
            } else {
                index
            };
            index.clamp(low, high)
        };
        let (start, stop) = (clip(self.start), clip(self.stop));
        let distance = if self.step < 0 { start - stop } else { stop - start };
        let stride = self.step.unsigned_abs();
        let count = if distance > 0 {
            (distance.cast_unsigned() - 1) / stride + 1
        } else {
            0
        };
        (start, self.step, count)
    }
}

impl<'c> Ref<'_, 'c> {
    /// The parts of a `slice`; `None` when this is something else. Parts out of range are replaced by the nearest values, parts
    /// that are `None` by the ends that the sign of the step gives.
    ///
    /// # Errors
    /// `ValueError` when the step is 0, `TypeError` when a part is neither `None` nor an index.
    #[inline]
    pub fn as_slice(self) -> Result<Option<Slice>> {
        if !self.isinstance(Type::Slice) {
            return Ok(None);
        }
        let ctx = self.ctx();
        let unpack = tail::slice_unpack(ctx)?;
        let (mut start, mut stop, mut step) = (0, 0, 0);
        // SAFETY: the context and the handle, which is a slice, are live; the places are ours.
        let status = unsafe { unpack(ctx.as_ptr(), self.raw(), &mut start, &mut stop, &mut step) };
        if status < 0
            && let Some(error) = ctx.pending_error()
        {
            return Err(error);
        }
        Ok(Some(Slice {
            start,
            stop,
            // -step must exist.
            step: step.max(-isize::MAX),
        }))
    }
}

impl<'c> Ctx<'c> {
    /// A `slice`; `None` leaves a part out.
    pub fn slice(
        self,
        start: impl IntoHandle<'c>,
        stop: impl IntoHandle<'c>,
        step: impl IntoHandle<'c>,
    ) -> Result<Handle<'c>, Error> {
        self.builtin_type(Type::Slice).call((start, stop, step))
    }
}
