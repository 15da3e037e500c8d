//! Generic loop bodies: one per arity and form, each compiled for every operation and level that the table lists.
//!
//! In the vectorised bodies the compiler guards the vector loop by a test that output and inputs lie apart, and falls back to single
//! elements where they do not. An operation in place has its own loop over one pointer, which needs no test.

use std::marker::PhantomData;
use std::ptr::NonNull;

use super::{Block, Worth, Yield};
use crate::dtype::Element;
use crate::level::{Body, Level};

/// Makes the one value of a function item's type. Loops are plain function pointers, so they carry the operation in their type.
#[inline(always)]
pub(crate) fn conjure<F: Copy>() -> F {
    const { assert!(size_of::<F>() == 0, "operations are function items") };
    // SAFETY: a value of zero bytes is read from nowhere; the type is inhabited, for the registration was given a value of it.
    unsafe { NonNull::<F>::dangling().read() }
}

/// Advances through the rows of a block.
///
/// # Safety
/// As for [`Kernel`], with `N` at most the number of operands.
#[inline(always)]
pub(crate) unsafe fn rows<const N: usize>(
    block: &Block,
    mut row: impl FnMut([*mut u8; N], usize) -> u32,
) -> u32 {
    let mut ptrs: [*mut u8; N] = std::array::from_fn(|operand| block.ptrs[operand]);
    let mut flags = 0;
    for _ in 0..block.m {
        flags |= row(ptrs, block.n);
        for (ptr, step) in ptrs.iter_mut().zip(block.outer) {
            *ptr = ptr.wrapping_offset(step);
        }
    }
    flags
}

/// # Safety
/// `place` elements from `ptr` lies one that may be read.
#[inline(always)]
pub(super) unsafe fn get<T: Element>(ptr: *const u8, place: usize) -> T {
    // SAFETY: the caller's block reaches this element; any bytes are an element (`Element`).
    unsafe { ptr.cast::<T>().add(place).read_unaligned() }
}

/// # Safety
/// `place` elements from `ptr` lies one that may be written.
#[inline(always)]
pub(super) unsafe fn put<T: Element>(ptr: *mut u8, place: usize, value: T) {
    // SAFETY: the caller's block reaches this element.
    unsafe { ptr.cast::<T>().add(place).write_unaligned(value) }
}

/// # Safety
/// `offset` bytes from `ptr` lies an element that may be read.
#[inline(always)]
pub(crate) unsafe fn get_at<T: Element>(ptr: *const u8, offset: isize) -> T {
    // SAFETY: the caller's block reaches this element; any bytes are an element (`Element`).
    unsafe { ptr.wrapping_offset(offset).cast::<T>().read_unaligned() }
}

/// # Safety
/// `offset` bytes from `ptr` lies an element that may be written.
#[inline(always)]
pub(crate) unsafe fn put_at<T: Element>(ptr: *mut u8, offset: isize, value: T) {
    // SAFETY: the caller's block reaches this element.
    unsafe { ptr.wrapping_offset(offset).cast::<T>().write_unaligned(value) }
}

/// Puts f(0), f(1), ... one after the other; the flags of all of them.
///
/// # Safety
/// `n` elements from `ptr` on may be written.
#[inline(always)]
unsafe fn fill<Y: Yield>(ptr: *mut u8, n: usize, f: impl Fn(usize) -> Y) -> u32 {
    let mut flags = 0;
    for i in 0..n {
        let (value, flag) = f(i).split();
        // SAFETY: i < n.
        unsafe { put(ptr, i, value) };
        flags |= flag;
    }
    flags
}

/// Puts f(0), f(1), ... at distances of `stride` bytes; the flags of all of them.
///
/// # Safety
/// `n` elements at these distances from `ptr` on may be written.
#[inline(always)]
unsafe fn fill_at<Y: Yield>(ptr: *mut u8, stride: isize, n: usize, f: impl Fn(isize) -> Y) -> u32 {
    let mut flags = 0;
    for i in 0..n as isize {
        let (value, flag) = f(i).split();
        // SAFETY: 0 <= i < n.
        unsafe { put_at(ptr, i * stride, value) };
        flags |= flag;
    }
    flags
}

/// A loop in place over elements that lie anywhere, and may be the same ones: `at` tells how many bytes behind the first of the array's each lies.
/// The second operands are `step` bytes apart. Returns flag bits.
///
/// # Safety
/// All these elements are there, and may be written in the array, and the types are those of the array and of the second operands.
pub(crate) type Scattered = unsafe fn(array: *mut u8, at: &[isize], second: *const u8, step: isize) -> u32;

/// The [`Scattered`] loop of an operation, whose first operand and result are of one type.
///
/// # Safety
/// As for [`Scattered`].
pub(super) unsafe fn scattered<A, B, Y, F>(
    array: *mut u8,
    at: &[isize],
    second: *const u8,
    step: isize,
) -> u32
where
    A: Element,
    B: Element,
    Y: Yield + 'static,
    F: Fn(A, B) -> Y + Copy + 'static,
{
    let f = conjure::<F>();
    let (mut flags, mut second) = (0, second);
    for &offset in at {
        // SAFETY: the caller's elements.
        unsafe {
            let (value, flag) = f(get_at(array, offset), get_at(second, 0)).split();
            put_at(array, offset, value);
            flags |= flag;
        }
        second = second.wrapping_offset(step);
    }
    flags
}

/// Carries types, and is `Send` and `Sync` whatever they are.
pub(crate) type Marker<T> = PhantomData<fn() -> T>;

pub(super) struct UnaryContiguous<A, F, W>(Marker<(A, F, W)>);
pub(super) struct UnaryStrided<A, F>(Marker<(A, F)>);
pub(super) struct BinaryContiguous<A, B, F, W>(Marker<(A, B, F, W)>);
pub(super) struct BinaryScalarFirst<A, B, F, W>(Marker<(A, B, F, W)>);
pub(super) struct BinaryScalarSecond<A, B, F, W>(Marker<(A, B, F, W)>);
pub(super) struct BinaryStrided<A, B, F>(Marker<(A, B, F)>);
pub(super) struct Repeated<A, W>(Marker<(A, W)>);
pub(super) struct SplitContiguous<A, F, W>(Marker<(A, F, W)>);
pub(super) struct SplitStrided<A, F>(Marker<(A, F)>);
pub(super) struct BinarySplitStrided<A, B, F>(Marker<(A, B, F)>);

impl<A: Element, Y: Yield + 'static, F: Fn(A) -> Y + Copy + 'static, W: Worth> Body
    for UnaryContiguous<A, F, W>
{
    const TOP: Level = W::TOP;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let f = conjure::<F>();
        // SAFETY: the kernel's contract, for contiguous operands.
        unsafe {
            rows::<2>(block, |[a, o], n| {
                if a == o && size_of::<A>() == size_of::<Y::Value>() {
                    fill(o, n, |i| f(get(o, i)))
                } else {
                    fill(o, n, |i| f(get(a, i)))
                }
            })
        }
    }
}

impl<A: Element, W: Worth> Body for Repeated<A, W> {
    const TOP: Level = W::TOP;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        // SAFETY: the kernel's contract, for an input that is repeated and a contiguous output.
        unsafe {
            rows::<2>(block, |[a, o], n| {
                if n == 0 {
                    return 0;
                }
                let a = get::<A>(a, 0);
                fill(o, n, |_| a)
            })
        }
    }
}

impl<A: Element, Y: Yield + 'static, F: Fn(A) -> Y + Copy + 'static> Body for UnaryStrided<A, F> {
    const TOP: Level = Level::Baseline;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let f = conjure::<F>();
        let [sa, so, ..] = block.inner;
        // SAFETY: the kernel's contract.
        unsafe { rows::<2>(block, |[a, o], n| fill_at(o, so, n, |i| f(get_at(a, i * sa)))) }
    }
}

impl<A, B, Y, F, W> Body for BinaryContiguous<A, B, F, W>
where
    A: Element,
    B: Element,
    Y: Yield + 'static,
    F: Fn(A, B) -> Y + Copy + 'static,
    W: Worth,
{
    const TOP: Level = W::TOP;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let f = conjure::<F>();
        // SAFETY: the kernel's contract, for contiguous operands.
        unsafe {
            rows::<3>(block, |[a, b, o], n| {
                let first_is_out = a == o && size_of::<A>() == size_of::<Y::Value>();
                let second_is_out = b == o && size_of::<B>() == size_of::<Y::Value>();
                if first_is_out && second_is_out {
                    fill(o, n, |i| f(get(o, i), get(o, i)))
                } else if first_is_out {
                    fill(o, n, |i| f(get(o, i), get(b, i)))
                } else if second_is_out {
                    fill(o, n, |i| f(get(a, i), get(o, i)))
                } else {
                    fill(o, n, |i| f(get(a, i), get(b, i)))
                }
            })
        }
    }
}

impl<A, B, Y, F, W> Body for BinaryScalarFirst<A, B, F, W>
where
    A: Element,
    B: Element,
    Y: Yield + 'static,
    F: Fn(A, B) -> Y + Copy + 'static,
    W: Worth,
{
    const TOP: Level = W::TOP;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let f = conjure::<F>();
        // SAFETY: the kernel's contract, for a repeated first operand and contiguous others.
        unsafe {
            rows::<3>(block, |[a, b, o], n| {
                if n == 0 {
                    return 0;
                }
                let a = get::<A>(a, 0);
                if b == o && size_of::<B>() == size_of::<Y::Value>() {
                    fill(o, n, |i| f(a, get(o, i)))
                } else {
                    fill(o, n, |i| f(a, get(b, i)))
                }
            })
        }
    }
}

impl<A, B, Y, F, W> Body for BinaryScalarSecond<A, B, F, W>
where
    A: Element,
    B: Element,
    Y: Yield + 'static,
    F: Fn(A, B) -> Y + Copy + 'static,
    W: Worth,
{
    const TOP: Level = W::TOP;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let f = conjure::<F>();
        // SAFETY: the kernel's contract, for a repeated second operand and contiguous others.
        unsafe {
            rows::<3>(block, |[a, b, o], n| {
                if n == 0 {
                    return 0;
                }
                let b = get::<B>(b, 0);
                if a == o && size_of::<A>() == size_of::<Y::Value>() {
                    fill(o, n, |i| f(get(o, i), b))
                } else {
                    fill(o, n, |i| f(get(a, i), b))
                }
            })
        }
    }
}

impl<A, B, Y, F> Body for BinaryStrided<A, B, F>
where
    A: Element,
    B: Element,
    Y: Yield + 'static,
    F: Fn(A, B) -> Y + Copy + 'static,
{
    const TOP: Level = Level::Baseline;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let f = conjure::<F>();
        let [sa, sb, so, _] = block.inner;
        // SAFETY: the kernel's contract.
        unsafe {
            rows::<3>(block, |[a, b, o], n| {
                fill_at(o, so, n, |i| f(get_at(a, i * sa), get_at(b, i * sb)))
            })
        }
    }
}

impl<A, P, Q, F, W> Body for SplitContiguous<A, F, W>
where
    A: Element,
    P: Element,
    Q: Element,
    F: Fn(A) -> (P, Q) + Copy + 'static,
    W: Worth,
{
    const TOP: Level = W::TOP;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let f = conjure::<F>();
        // SAFETY: the kernel's contract, for contiguous operands.
        unsafe {
            rows::<3>(block, |[a, p, q], n| {
                for i in 0..n {
                    let (first, second) = f(get(a, i));
                    put(p, i, first);
                    put(q, i, second);
                }
                0
            })
        }
    }
}

impl<A, P, Q, F> Body for SplitStrided<A, F>
where
    A: Element,
    P: Element,
    Q: Element,
    F: Fn(A) -> (P, Q) + Copy + 'static,
{
    const TOP: Level = Level::Baseline;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let f = conjure::<F>();
        let [sa, sp, sq, _] = block.inner;
        // SAFETY: the kernel's contract.
        unsafe {
            rows::<3>(block, |[a, p, q], n| {
                for i in 0..n as isize {
                    let (first, second) = f(get_at(a, i * sa));
                    put_at(p, i * sp, first);
                    put_at(q, i * sq, second);
                }
                0
            })
        }
    }
}

impl<A, B, Y, F> Body for BinarySplitStrided<A, B, F>
where
    A: Element,
    B: Element,
    Y: Yield + 'static,
    F: Fn(A, B) -> (Y, Y) + Copy + 'static,
{
    const TOP: Level = Level::Baseline;

    #[inline(always)]
    unsafe fn run(block: &Block) -> u32 {
        let f = conjure::<F>();
        let [sa, sb, sp, sq] = block.inner;
        // SAFETY: the kernel's contract.
        unsafe {
            rows::<4>(block, |[a, b, p, q], n| {
                let mut flags = 0;
                for i in 0..n as isize {
                    let (first, second) = f(get_at(a, i * sa), get_at(b, i * sb));
                    let ((first, flag), (second, other)) = (first.split(), second.split());
                    put_at(p, i * sp, first);
                    put_at(q, i * sq, second);
                    flags |= flag | other;
                }
                flags
            })
        }
    }
}
