//! Copying with a change of dtype: one table of strided loops, and [`copy_into`], which assigns one array to another.

use std::sync::LazyLock;

use crate::array::Array;
use crate::convert::Convert;
use crate::dispatch;
use crate::dtype::{DType, Element, Kind, TypeNum};
use crate::error::{Casting, Error, Result};
use crate::flags::{FpFlags, watch};
use crate::iter::Walk;
use crate::layout::{Dims, View, same_shape};
use crate::level::Level;
use crate::loops::{Loop, V3, V4, Watch, copy, unary};
use crate::promote::can_cast;
use crate::scalar::Scalar;

type Table = [[Loop; TypeNum::COUNT]; TypeNum::COUNT];

static TABLE: LazyLock<Box<Table>> = LazyLock::new(|| {
    let level = Level::detect();
    let all: Vec<TypeNum> = TypeNum::all().collect();
    Box::new(std::array::from_fn(|from| {
        std::array::from_fn(|to| make(all[from], all[to], level))
    }))
});

/// The loop that casts one dtype to another.
#[inline]
pub fn cast_loop(from: DType, to: DType) -> &'static Loop {
    &TABLE[from.num() as usize][to.num() as usize]
}

/// Makes the loop for a pair of dtypes at a level; tests and benches run them all.
pub fn make(from: TypeNum, to: TypeNum, level: Level) -> Loop {
    fn change<A: Convert<B>, B: Element>(level: Level) -> Loop {
        if const {
            matches!(A::TYPE, TypeNum::Float32 | TypeNum::Float64)
                && (B::TYPE as u32) < TypeNum::Float16 as u32
        } {
            // Masks make the test whether an integer holds the float cheap.
            unary::<A, <A as Convert<B>>::Out, _, V4>(<A as Convert<B>>::convert, level)
        } else {
            unary::<A, <A as Convert<B>>::Out, _, V3>(<A as Convert<B>>::convert, level)
        }
    }
    if from == to {
        // Bytes stay as they are, also those of a bool that is neither 0 nor 1.
        return dispatch!(from, T => copy::<T, V3>(level));
    }
    let mut made = dispatch!(from, A => dispatch!(to, B => change::<A, B>(level)));
    // A float that does not fit a shorter float overflows; the CPU notes it.
    if from.kind() >= Kind::Float && to.kind() >= Kind::Float {
        made.watch = Watch::Status;
    }
    made
}

impl Scalar {
    /// The value as an element of another dtype, cast without a question.
    #[inline]
    pub fn cast(self, dtype: DType) -> Scalar {
        if self.dtype() == dtype {
            return self;
        }
        self.cast_to_other(dtype)
    }

    fn cast_to_other(self, dtype: DType) -> Scalar {
        let mut from = [0u8; 16];
        let mut to = [0u8; 16];
        let cast = cast_loop(self.dtype(), dtype);
        // SAFETY: no element is larger than 16 bytes; the kernel casts one from the first buffer into the second.
        unsafe {
            self.write(from.as_mut_ptr());
            cast.run_unary(from.as_mut_ptr(), 0, to.as_mut_ptr(), 0, 1);
            Scalar::read(dtype, to.as_ptr())
        }
    }
}

/// Assigns `src`, broadcast to the shape of `dst`, to the elements of `dst`. They may share memory: the result is as if `src` had
/// been copied first.
///
/// # Errors
/// [`Error::Cast`] if the rule forbids the cast, [`Error::BroadcastInto`] if the shape does not fit, and a memory error when overlap asks for
/// a copy that cannot be allocated.
///
/// ```
/// use uniarray_core::{array::Array, cast::copy_into, dtype::DType, error::Casting};
/// let from = Array::from_vec(vec![1.5f64, -2.5]);
/// let into = Array::zeros(DType::INT8, &[2, 2])?;
/// copy_into(into.view(), from.view(), Casting::Unsafe)?;
/// assert_eq!(into.to_vec::<i8>(), [1, -2, 1, -2]);
/// assert!(copy_into(into.view(), from.view(), Casting::SameKind).is_err());
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn copy_into(dst: View<'_>, src: View<'_>, casting: Casting) -> Result<FpFlags> {
    if !can_cast(src.dtype(), dst.dtype(), casting) {
        return Err(Error::Cast {
            from: src.dtype(),
            to: dst.dtype(),
            casting,
        });
    }
    let src = strip_leading(dst, src)?;
    if dst.size() == 0 {
        return Ok(FpFlags::NONE);
    }
    if !dst.may_overlap(src) {
        return Ok(copy_apart(dst, src));
    }
    if dst.same_elements(src) {
        // Each element is read before it is written.
        return Ok(if src.dtype() == dst.dtype() {
            FpFlags::NONE
        } else {
            copy_apart(dst, src)
        });
    }
    let held = Array::zeros(src.dtype(), src.shape())?;
    copy_apart(held.view(), src);
    Ok(copy_apart(dst, held.view()))
}

/// Drops leading axes of extent 1 that `dst` does not have, and checks that the rest broadcasts.
fn strip_leading<'a>(dst: View<'_>, src: View<'a>) -> Result<View<'a>> {
    let extra = src.ndim().saturating_sub(dst.ndim());
    let fits = src.shape()[..extra].iter().all(|&extent| extent == 1)
        && src.shape()[extra..]
            .iter()
            .rev()
            .zip(dst.shape().iter().rev())
            .all(|(&s, &d)| s == d || s == 1);
    if !fits {
        let (from, into) = (Dims::from_slice(src.shape()), Dims::from_slice(dst.shape()));
        return Err(Error::BroadcastInto { from, into });
    }
    // SAFETY: axes of extent 1 go, which leaves the elements as they are.
    Ok(unsafe { src.with_layout(src.data(), &src.shape()[extra..], &src.strides()[extra..]) })
}

/// Up to here [`fill`] takes less time than to prepare a walk, whose loops are made for what the CPU has.
const FEW_BYTES: usize = 2048;

/// Makes all elements of a contiguous view the same as one of its dtype.
///
/// # Safety
/// The view's elements may be written one behind the other; `element` is readable and none of them.
unsafe fn fill(dst: View<'_>, element: *const u8) {
    /// As many elements of the size of `T`.
    ///
    /// # Safety
    /// `count` of them are writable, one readable.
    unsafe fn with<T: Copy>(start: *mut u8, count: usize, element: *const u8) {
        // SAFETY: the caller's; neither need be aligned.
        unsafe {
            let element = element.cast::<T>().read_unaligned();
            let start = start.cast::<T>();
            for place in 0..count {
                start.add(place).write_unaligned(element);
            }
        }
    }
    let (start, count) = (dst.data(), dst.size());
    // SAFETY: the caller's, of elements of these sizes.
    unsafe {
        match dst.dtype().itemsize() {
            1 => start.write_bytes(*element, count),
            2 => with::<u16>(start, count, element),
            4 => with::<u32>(start, count, element),
            8 => with::<u64>(start, count, element),
            _ => with::<[u64; 2]>(start, count, element),
        }
    }
}

/// Copies between arrays that share no memory or the same elements; `src` broadcasts to `dst`, as the caller has checked.
fn copy_apart(dst: View<'_>, src: View<'_>) -> FpFlags {
    if src.ndim() == 0 && src.dtype() == dst.dtype() && dst.nbytes() <= FEW_BYTES && dst.is_c_contiguous() {
        // SAFETY: the destination's elements lie one behind the other, and share no memory with the source.
        unsafe { fill(dst, src.data()) };
        return FpFlags::NONE;
    }
    let cast = cast_loop(src.dtype(), dst.dtype());
    let work = || {
        if src.dtype() == dst.dtype()
            && same_shape(src.shape(), dst.shape())
            && src.is_c_contiguous()
            && dst.is_c_contiguous()
        {
            // SAFETY: both views reach `nbytes` bytes from their start; `copy` allows them to be the same.
            unsafe { std::ptr::copy(src.data(), dst.data(), dst.nbytes()) };
            return 0;
        }
        let mut flags = 0;
        Walk::new(dst.shape(), [src, dst]).for_each(|rows| {
            let block = rows.block();
            // SAFETY: the walk stays within both views, whose dtypes are the loop's.
            flags |= unsafe { cast.form(&block.inner)(&block) };
        });
        flags
    };
    match cast.watch {
        Watch::Status => {
            let (bits, flags) = watch(work);
            flags | FpFlags(bits)
        }
        _ => FpFlags(work()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_dtypes_casts_small_numbers_at_every_level() {
        for level in Level::available() {
            for from in TypeNum::all() {
                for to in TypeNum::all() {
                    let values = [0i8, 1, 5, 100, 64, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
                    let source = Array::from_vec(values.repeat(8));
                    let first = Array::zeros(DType::new(from), source.view().shape()).unwrap();
                    copy_into(first.view(), source.view(), Casting::Unsafe).unwrap();
                    let second = Array::zeros(DType::new(to), source.view().shape()).unwrap();
                    let (a, b) = (first.view(), second.view());
                    let block = Walk::new(a.shape(), [a, b]);
                    let cast = make(from, to, level);
                    // SAFETY: two arrays of the loop's dtypes.
                    block.for_each(|rows| unsafe {
                        assert_eq!(cast.form(&rows.block().inner)(&rows.block()), 0);
                    });
                    for place in 0..values.len() * 8 {
                        let expected = Scalar::Int8(values[place % values.len()])
                            .cast(DType::new(from))
                            .cast(DType::new(to));
                        assert_eq!(
                            b.get(&[place as isize]),
                            Some(expected),
                            "{from:?} {to:?} {level:?} {place}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn overlapping_assignment_reads_before_it_writes() {
        let array = Array::from_vec((0..100i32).collect::<Vec<_>>());
        let part = |start: usize| {
            // SAFETY: 90 elements from `start` <= 10.
            unsafe {
                array
                    .view()
                    .with_layout(array.view().data().wrapping_add(4 * start), &[90], &[4])
            }
        };
        copy_into(part(10), part(0), Casting::No).unwrap();
        let expected: Vec<i32> = (0..10).chain(0..90).collect();
        assert_eq!(array.to_vec::<i32>(), expected);
    }

    #[test]
    fn an_array_turns_round_in_place() {
        let array = Array::from_vec(vec![1u8, 2, 3, 4, 5]);
        // SAFETY: the five elements backwards.
        let back = unsafe {
            array
                .view()
                .with_layout(array.view().data().wrapping_add(4), &[5], &[-1])
        };
        copy_into(array.view(), back, Casting::No).unwrap();
        assert_eq!(array.to_vec::<u8>(), [5, 4, 3, 2, 1]);
    }

    #[test]
    fn leading_axes_of_one_are_dropped_and_others_refused() {
        let into = Array::zeros(DType::INT8, &[2]).unwrap();
        let from = Array::from_shape(&[1, 1, 2], vec![3i8, 4]);
        copy_into(into.view(), from.view(), Casting::No).unwrap();
        assert_eq!(into.to_vec::<i8>(), [3, 4]);
        let three = Array::from_vec(vec![1i8, 2, 3]);
        assert_eq!(
            copy_into(into.view(), three.view(), Casting::No)
                .unwrap_err()
                .to_string(),
            "could not broadcast input array from shape (3,) into shape (2,)"
        );
    }

    #[test]
    fn exceptions_of_casts_are_reported() {
        let source = Array::from_vec(vec![1e300f64, f64::NAN]);
        let floats = Array::zeros(DType::FLOAT32, &[2]).unwrap();
        assert!(
            copy_into(floats.view(), source.view(), Casting::SameKind)
                .unwrap()
                .has(FpFlags::OVERFLOW)
        );
        let ints = Array::zeros(DType::INT32, &[2]).unwrap();
        assert_eq!(
            copy_into(ints.view(), source.view(), Casting::Unsafe),
            Ok(FpFlags::INVALID)
        );
    }
}
