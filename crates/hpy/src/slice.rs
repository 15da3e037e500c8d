//! Slices.

use crate::{Ctx, Error, Exc, Handle, IntoHandle, Object, Ref, Result, Type};

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
    /// The parts of a `slice`; `None` when this is something else.
    ///
    /// # Errors
    /// `ValueError` when the step is 0, `TypeError` when a part is neither `None` nor an index.
    pub fn as_slice(self) -> Result<Option<Slice>> {
        if !self.isinstance(Type::Slice) {
            return Ok(None);
        }
        let step = match clipped(self.getattr(c"step")?)? {
            None => 1,
            Some(0) => return Err(self.ctx().value_error("slice step cannot be zero")),
            // -step must exist.
            Some(step) => step.max(-isize::MAX),
        };
        let (first, last) = if step < 0 {
            (isize::MAX, isize::MIN)
        } else {
            (0, isize::MAX)
        };
        let start = clipped(self.getattr(c"start")?)?.unwrap_or(first);
        let stop = clipped(self.getattr(c"stop")?)?.unwrap_or(last);
        Ok(Some(Slice { start, stop, step }))
    }
}

/// An index, with values out of range replaced by the nearest one; `None` for `None`.
fn clipped(part: Handle<'_>) -> Result<Option<isize>> {
    if part.is_none() {
        return Ok(None);
    }
    let ctx = part.ctx();
    if !part.isinstance(Type::Int) && !part.hasattr(c"__index__") {
        return Err(ctx.type_error("slice indices must be integers or None or have an __index__ method"));
    }
    let index = part.index()?;
    match ctx.ignore(index.extract::<isize>(), Exc::OverflowError)? {
        Some(value) => Ok(Some(value)),
        None => {
            let zero = ctx.object(0)?;
            let negative = index.compare_bool(crate::CompareOp::Lt, zero)?;
            Ok(Some(if negative { isize::MIN } else { isize::MAX }))
        }
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
