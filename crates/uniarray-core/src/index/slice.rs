//! Python's slices.

use crate::error::Result;
use crate::index::IndexError;

/// `start:stop:step`. Python integers beyond `isize` are clamped to its limits by whoever reads them, as
/// `slice.indices` does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Slice {
    /// First index; from the end when negative.
    pub start: Option<isize>,
    /// Index to stop before.
    pub stop: Option<isize>,
    /// Step, not zero; 1 by default.
    pub step: Option<isize>,
}

/// A slice of an axis of known extent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    /// First index, within the axis if `count > 0`.
    pub start: isize,
    /// Distance between indices.
    pub step: isize,
    /// Number of indices.
    pub count: isize,
}

impl Slice {
    /// `start:stop:step`.
    pub const fn new(start: Option<isize>, stop: Option<isize>, step: Option<isize>) -> Slice {
        Slice { start, stop, step }
    }

    /// Which indices of an axis the slice means.
    ///
    /// # Errors
    /// [`IndexError::ZeroStep`].
    ///
    /// ```
    /// use uniarray_core::index::{Range, Slice};
    /// let backwards = Slice::new(None, None, Some(-2)).resolve(4)?;
    /// assert_eq!(backwards, Range { start: 3, step: -2, count: 2 });
    /// # Ok::<(), uniarray_core::error::Error>(())
    /// ```
    #[inline]
    pub fn resolve(self, extent: isize) -> Result<Range> {
        let step = match self.step {
            None => 1,
            Some(0) => return Err(IndexError::ZeroStep.into()),
            // The lowest integer could not be negated below; no axis is long enough to tell the two.
            Some(step) => step.max(-isize::MAX),
        };
        // Going backwards the first and the last place are one lower.
        let lowest = if step < 0 { -1 } else { 0 };
        let highest = extent + lowest;
        let clamp = |index: isize| {
            let index = if index < 0 {
                index.saturating_add(extent)
            } else {
                index
            };
            index.clamp(lowest, highest)
        };
        let (first, last) = if step < 0 {
            (highest, lowest)
        } else {
            (lowest, highest)
        };
        let start = self.start.map_or(first, clamp);
        let stop = self.stop.map_or(last, clamp);
        let distance = if step < 0 { start - stop } else { stop - start };
        let count = match step {
            1 | -1 => distance.max(0),
            _ if distance > 0 => (distance - 1) / step.abs() + 1,
            _ => 0,
        };
        Ok(Range { start, step, count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Python's `range(*slice.indices(extent))` does, in wide arithmetic.
    fn indices(slice: Slice, extent: isize) -> Vec<isize> {
        let extent = extent as i128;
        let step = slice.step.unwrap_or(1) as i128;
        let (lowest, highest) = if step < 0 { (-1, extent - 1) } else { (0, extent) };
        let place = |index: isize| {
            let index = index as i128;
            (if index < 0 { index + extent } else { index }).clamp(lowest, highest)
        };
        let mut at = slice.start.map_or(if step < 0 { highest } else { lowest }, place);
        let stop = slice.stop.map_or(if step < 0 { lowest } else { highest }, place);
        let mut indices = Vec::new();
        while (step > 0 && at < stop) || (step < 0 && at > stop) {
            indices.push(at as isize);
            at += step;
        }
        indices
    }

    #[test]
    fn ranges_are_pythons_for_all_small_and_all_extreme_bounds() {
        let bounds = [
            isize::MIN,
            -isize::MAX,
            -6,
            -5,
            -4,
            -2,
            -1,
            0,
            1,
            2,
            4,
            5,
            6,
            isize::MAX,
        ];
        let bounds = || [None].into_iter().chain(bounds.into_iter().map(Some));
        for extent in 0..6 {
            for start in bounds() {
                for stop in bounds() {
                    for step in bounds().filter(|step| *step != Some(0)) {
                        let slice = Slice::new(start, stop, step);
                        let range = slice.resolve(extent).unwrap();
                        let found: Vec<isize> = (0..range.count)
                            .map(|place| range.start.wrapping_add(place.wrapping_mul(range.step)))
                            .collect();
                        assert_eq!(found, indices(slice, extent), "{slice:?} of {extent}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_step_of_zero_is_an_error() {
        let error = Slice::new(None, None, Some(0)).resolve(3).unwrap_err();
        assert_eq!(error.to_string(), "slice step cannot be zero");
        assert_eq!(error.kind(), crate::error::ErrorKind::Value);
    }
}
