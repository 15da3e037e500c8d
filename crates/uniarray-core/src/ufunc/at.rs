//! `at`: a ufunc in place on elements that an index names, one after the other, so that an element named twice changes twice.

use super::{CallOptions, Operand, Ufunc};
use crate::array::Array;
use crate::call::{Slot, conclude};
use crate::cast::{cast_loop, copy_into};
use crate::dtype::DType;
use crate::error::{Casting, Error, Result};
use crate::flags::FpFlags;
use crate::index::Plan;
use crate::layout::{View, broadcast_strides};
use crate::loops::{Block, Loop, MAX_OPERANDS};

/// A ufunc in place with its loop chosen.
#[derive(Debug)]
pub struct At {
    chosen: &'static Loop,
}

impl Ufunc {
    /// Chooses the loop for elements of a dtype, and a second operand where the ufunc has two.
    ///
    /// # Errors
    /// NumPy's, of ufuncs with other numbers of operands.
    pub fn plan_at(&'static self, array: View<'_>, second: Option<View<'_>>) -> Result<At> {
        let text = match (self.nin(), self.nout(), second) {
            (3.., ..) => "Only unary and binary ufuncs supported at this time",
            (_, 2.., _) => "Only single output ufuncs supported at this time",
            (2, _, None) => "second operand needed for ufunc",
            (1, _, Some(_)) => "second operand provided when ufunc is unary",
            _ => {
                let options = CallOptions {
                    casting: Casting::Unsafe,
                    ..CallOptions::default()
                };
                let operands = [array, second.unwrap_or(array)].map(Operand::Array);
                let chosen = self.loop_for(&operands[..self.nin()], &[Some(array)], &options)?;
                return Ok(At { chosen });
            }
        };
        Err(Error::value(text))
    }
}

impl At {
    /// The dtype of the results, which are cast to the array's.
    pub fn dtype(&self) -> DType {
        self.chosen.dtype(self.chosen.nin())
    }

    /// Changes the elements of `array` that the index, which was planned for it, means, in C order. `second` broadcasts to their shape.
    ///
    /// # Errors
    /// Indices out of bounds, a second operand that does not broadcast, memory errors, and a negative integer power.
    ///
    /// ```
    /// use uniarray_core::{array::Array, index::{Item, plan}, table};
    /// let (a, one) = (Array::from_vec(vec![0i64; 3]), Array::from_shape(&[], vec![1i64]));
    /// let named = Array::from_vec(vec![0i64, 2, 0]);
    /// let index = plan(a.view(), &[Item::Array(named.view())])?;
    /// let at = table::find("add").unwrap().plan_at(a.view(), Some(one.view()))?;
    /// at.execute(a.view(), &index, Some(one.view()))?;
    /// assert_eq!(a.to_vec::<i64>(), [2, 0, 1]);
    /// # Ok::<(), uniarray_core::error::Error>(())
    /// ```
    pub fn execute(&self, array: View<'_>, index: &Plan<'_>, second: Option<View<'_>>) -> Result<FpFlags> {
        let (shape, offsets) = index.checked_offsets()?;
        let refused = || Error::value("array is not broadcastable to correct shape");
        let fits = |second: View<'_>| {
            broadcast_strides(second.shape(), second.strides(), &shape).ok_or_else(refused)
        };
        // Read as a whole before anything is written, unless it lies elsewhere, and of the loop's dtype.
        let copy = match second {
            None => None,
            Some(second) => {
                fits(second)?;
                let stays = second.dtype() == self.chosen.dtype(1) && !second.may_overlap(array);
                (!stays).then(|| self.copied(second)).transpose()?
            }
        };
        let held = copy.as_ref().map(Array::view).or(second);
        if let (Some(view), Some(scattered), true) =
            (held, self.chosen.scattered, self.is_plain(array.dtype()))
        {
            let strides = fits(view)?;
            if let &[step] = &*strides {
                return conclude(self.chosen, || {
                    let mut bits = 0;
                    offsets.pieces(|done, piece| {
                        let second = view.data().wrapping_offset(done.cast_signed() * step);
                        // SAFETY: the index was planned for this array, whose elements and the second operands are of the loop's dtypes.
                        bits |= unsafe { scattered(array.data(), piece, second, step) };
                    });
                    bits
                });
            }
            let offsets = offsets.into_list();
            return conclude(self.chosen, || {
                let (mut bits, mut done) = (0, 0);
                crate::c_order::rows(&shape, [&strides], |[start], count, [step]| {
                    let count = count.cast_unsigned();
                    let (row, second) = (&offsets[done..done + count], view.data().wrapping_offset(start));
                    // SAFETY: the index was planned for this array, whose elements and those of the copy are of the loop's dtypes.
                    bits |= unsafe { scattered(array.data(), row, second, step) };
                    done += count;
                    true
                });
                bits
            });
        }
        let offsets = offsets.into_list();
        let seconds = match held {
            None => None,
            Some(view) => {
                let mut places = Vec::with_capacity(offsets.len());
                crate::c_order::rows(&shape, [&fits(view)?], |[start], count, [step]| {
                    places.extend((0..count).map(|place| view.data().wrapping_offset(start + place * step)));
                    true
                });
                Some(places)
            }
        };
        let other = |place: usize| {
            seconds
                .as_ref()
                .map_or(std::ptr::null_mut(), |seconds| seconds[place])
        };
        let (nin, plain) = (self.chosen.nin(), self.is_plain(array.dtype()));
        let kernel = self.chosen.strided();
        conclude(self.chosen, || {
            let mut bits = 0;
            let mut block = Block {
                ptrs: [std::ptr::null_mut(); MAX_OPERANDS],
                inner: [0; MAX_OPERANDS],
                outer: [0; MAX_OPERANDS],
                n: 1,
                m: 1,
            };
            let (mut from, mut into) = (Slot([0; 16]), Slot([0; 16]));
            for (place, offset) in offsets.iter().enumerate() {
                let element = array.data().wrapping_offset(*offset);
                let (source, result) = if plain {
                    (element, element)
                } else {
                    (from.0.as_mut_ptr(), into.0.as_mut_ptr())
                };
                block.ptrs[1] = other(place);
                block.ptrs[0] = source;
                block.ptrs[nin] = result;
                // SAFETY: the index was planned for this array, whose elements are of the loop's dtypes, or cast to and from slots, which
                // hold any element; the second operand was cast.
                unsafe {
                    if !plain {
                        cast_loop(array.dtype(), self.chosen.dtype(0)).run_unary(element, 0, source, 0, 1);
                    }
                    bits |= kernel(&block);
                    if !plain {
                        bits |= cast_loop(self.dtype(), array.dtype()).run_unary(result, 0, element, 0, 1);
                    }
                }
            }
            bits
        })
    }

    /// The second operand, of the loop's dtype.
    fn copied(&self, second: View<'_>) -> Result<Array> {
        let copy = Array::zeros(self.chosen.dtype(1), second.shape())?;
        copy_into(copy.view(), second, Casting::Unsafe)?;
        Ok(copy)
    }

    /// Whether elements need no cast.
    fn is_plain(&self, dtype: DType) -> bool {
        self.chosen.dtype(0) == dtype && self.dtype() == dtype
    }
}
