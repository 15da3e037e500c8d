//! Whether the elements of a view are apart from each other.

use super::View;

impl View<'_> {
    /// Whether no two elements share memory, as far as can be told at a glance: each axis, from the smallest step on, steps beyond
    /// all of the one before.
    pub fn is_plain(self) -> bool {
        if self.is_c_contiguous() {
            return true;
        }
        let mut axes: Vec<(usize, usize)> = self
            .shape()
            .iter()
            .zip(self.strides())
            .filter(|(extent, _)| **extent > 1)
            .map(|(extent, stride)| (stride.unsigned_abs(), extent.unsigned_abs()))
            .collect();
        axes.sort_unstable();
        let mut reach = self.dtype().itemsize();
        axes.into_iter().all(|(step, extent)| {
            let apart = step >= reach;
            reach = step.saturating_mul(extent - 1).saturating_add(reach);
            apart
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::array::Array;
    use crate::dtype::DType;

    #[test]
    fn steps_must_go_beyond_what_lies_within() {
        let array = Array::zeros(DType::INT16, &[24]).unwrap();
        let plain = |shape: &[isize], strides: &[isize]| {
            // SAFETY: within the 48 bytes, and no element is read.
            unsafe { array.view().with_layout(array.view().data(), shape, strides) }.is_plain()
        };
        assert!(plain(&[2, 3, 4], &[24, 8, 2]));
        assert!(plain(&[4, 2, 3], &[2, 24, 8]));
        assert!(plain(&[2, 1, 3], &[24, 0, 4]));
        assert!(!plain(&[3, 4], &[2, 2]));
        assert!(!plain(&[3, 4], &[0, 2]));
        assert!(!plain(&[4], &[1]));
    }
}
