//! The native half alone: Python's operations are a function that notes which one was asked for.

use crate::exports::*;
use crate::forward::{NAMES, Operation};
use crate::table::{FRAME, NO_START, NO_STOP, OBJ, entry, forms, tids};
use crate::{calls, context};
use hpy_abi::*;
use std::ffi::c_void;
use std::mem::transmute;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Tests share the one table, and count upcalls.
static ALONE: Mutex<()> = Mutex::new(());

fn start() -> MutexGuard<'static, ()> {
    let guard = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(!hpyffi_start().is_null());
    guard
}

fn install(operation: Operation, function: extern "C" fn(isize, isize, isize, isize, isize) -> isize) {
    hpyffi_set_upcall(operation as usize, function as *mut c_void);
}

fn upcalls() -> i64 {
    (0..crate::forward::COUNT).map(crate::upcall::calls).sum()
}

/// A frame with these entries behind the result's: form and flags, tid, value.
fn frame(entries: &[(u64, u64, i64)]) -> isize {
    let base = hpyffi_reserve(entries.len() + 1) + 1;
    for (index, &(form, tid, value)) in entries.iter().enumerate() {
        entry(HPy(base + index as isize)).write(form | FRAME, tid, value, 0);
    }
    base
}

fn result(base: isize) -> (i64, i64) {
    let result = entry(HPy(base - 1));
    (result.value.get(), result.aux.get())
}

fn attention() -> u64 {
    entry(HPy(0)).tid.get()
}

fn context() -> &'static HPyContext {
    // SAFETY: `start` has completed it.
    unsafe { &*context::context() }
}

const INT: (u64, u64, i64) = (forms::INT, tids::INT, 20);
const OBJECT: (u64, u64, i64) = (forms::OBJECT | OBJ, 0, 0);

unsafe extern "C" fn add(ctx: *mut HPyContext, a: HPy, b: HPy) -> HPy {
    // SAFETY: called with the context and handles of integers.
    unsafe {
        let c = &*ctx;
        let sum = (c.ctx_Long_AsInt64_t)(ctx, a) + (c.ctx_Long_AsInt64_t)(ctx, b);
        (c.ctx_Long_FromInt64_t)(ctx, sum)
    }
}

#[test]
fn a_call_with_mirrored_numbers_asks_nothing() {
    let _alone = start();
    let (base, before) = (frame(&[INT, INT]), upcalls());
    // SAFETY: the frame has two integers.
    let status = unsafe { calls::hpyffi_binary(add, base) };
    assert_eq!((status, result(base)), (2, (40, 0)));
    assert_eq!(upcalls(), before);
    assert_eq!(attention(), 0);
}

unsafe extern "C" fn same(ctx: *mut HPyContext, a: HPy) -> HPy {
    // SAFETY: called with the context.
    unsafe { ((*ctx).ctx_Dup)(ctx, a) }
}

#[test]
fn an_argument_that_is_returned_is_told_by_its_place() {
    let _alone = start();
    let base = frame(&[OBJECT]);
    // SAFETY: the frame has the argument.
    assert_eq!(unsafe { calls::hpyffi_unary(same, base) }, 5);
    assert_eq!(result(base).0, 0);
    assert_eq!((entry(HPy(base)).refs(), attention()), (1, 0));
}

static mut KEPT: HPyGlobal = HPyGlobal::NULL;

unsafe extern "C" fn keep(ctx: *mut HPyContext, a: HPy) -> HPy {
    // SAFETY: called with the context, by one test only.
    unsafe {
        ((*ctx).ctx_Global_Store)(ctx, &raw mut KEPT, a);
        ((*ctx).ctx_Dup)(ctx, (*ctx).h_None)
    }
}

#[test]
fn a_frame_whose_argument_is_kept_is_abandoned() {
    let _alone = start();
    let base = frame(&[OBJECT]);
    // SAFETY: the frame has the argument.
    assert_eq!(unsafe { calls::hpyffi_unary(keep, base) }, 1);
    assert_eq!(result(base).0, context::NONE as i64);
    assert_eq!(attention(), 1);
    hpyffi_abandon(base, 1);
    assert_eq!((entry(HPy(base)).refs(), attention()), (1, 0));
    hpyffi_close(base);
    // Python still has the object of the freed handle.
    assert_eq!(attention(), 1);
    let mut stale = [0; 4];
    // SAFETY: there is room for four.
    unsafe {
        assert_eq!(hpyffi_drain(stale.as_mut_ptr(), 4), 1);
        hpyffi_free(stale.as_ptr(), 1);
    }
    assert_eq!((stale[0], attention()), (base, 0));
}

unsafe extern "C" fn fail(ctx: *mut HPyContext, _: HPy) -> HPy {
    // SAFETY: called with the context.
    unsafe { ((*ctx).ctx_Err_SetString)(ctx, (*ctx).h_ValueError, c"no such axis".as_ptr()) };
    HPy::NULL
}

#[test]
fn an_exception_is_type_and_text_until_python_gets_it() {
    let _alone = start();
    let (base, before) = (frame(&[OBJECT]), upcalls());
    // SAFETY: the frame has the argument.
    assert_eq!(unsafe { calls::hpyffi_unary(fail, base) }, -2);
    let (kind, text) = result(base);
    assert_eq!(kind, context().h_ValueError.0 as i64);
    let text = entry(HPy(text as isize));
    assert_eq!((text.form(), text.aux.get()), (forms::STR, 12));
    assert_eq!(upcalls(), before);
}

extern "C" fn raising(_: isize, _: isize, _: isize, _: isize, _: isize) -> isize {
    -1
}

unsafe extern "C" fn ask_attribute(ctx: *mut HPyContext, a: HPy) -> HPy {
    // SAFETY: called with the context.
    unsafe { ((*ctx).ctx_GetAttr_s)(ctx, a, c"shape".as_ptr()) }
}

#[test]
fn an_exception_of_python_goes_through() {
    let _alone = start();
    install(Operation::ctx_GetAttr_s, raising);
    let (base, before) = (frame(&[OBJECT]), upcalls());
    // SAFETY: the frame has the argument.
    assert_eq!(unsafe { calls::hpyffi_unary(ask_attribute, base) }, -1);
    assert_eq!(upcalls(), before + 1);
    hpyffi_close(result(base).0 as isize);
}

/// A class of its own for each test; its number.
fn class(size: usize, destroy: Option<HPyFunc_destroyfunc>) -> (isize, u64) {
    let class = hpyffi_alloc();
    (class, hpyffi_register_type(class, 0, size, destroy, 0, 0))
}

#[repr(C)]
struct Pair {
    first: HPyField,
    number: i64,
}

unsafe extern "C" fn pair_with(ctx: *mut HPyContext, class: HPy, referent: HPy) -> HPy {
    // SAFETY: called with the context and a class whose struct is a pair.
    unsafe {
        let c = &*ctx;
        let mut data = std::ptr::null_mut();
        let pair = (c.ctx_New)(ctx, class, &mut data);
        let data = data.cast::<Pair>();
        assert_eq!((*data).number, 0);
        (c.ctx_Field_Store)(ctx, pair, &raw mut (*data).first, referent);
        let loaded = (c.ctx_Field_Load)(ctx, pair, (*data).first);
        assert_eq!((c.ctx_Is)(ctx, loaded, referent), 1);
        (c.ctx_Close)(ctx, loaded);
        assert_eq!((c.ctx_TypeCheck)(ctx, pair, class), 1);
        pair
    }
}

#[test]
fn a_fresh_instance_tells_its_block_and_the_argument_in_its_field() {
    let _alone = start();
    let (class, tid) = class(size_of::<Pair>(), None);
    let mut block = [0_u64; 16];
    hpyffi_offer(tid, 3, block.as_mut_ptr() as usize);
    let (base, before) = (
        frame(&[(forms::TYPE | OBJ, tids::TYPE, tid as i64), OBJECT]),
        upcalls(),
    );
    // SAFETY: the frame has the class and an object.
    let status = unsafe { calls::hpyffi_binary(pair_with, base) };
    assert_eq!(status, 4 | (tid as isize) << 16);
    // Spare block 3, one field, the second argument.
    assert_eq!(result(base), (block.as_ptr() as i64 + 16, 4 | 1 << 8 | 2 << 16));
    assert_eq!((upcalls(), attention()), (before, 0));
    assert_eq!(entry(HPy(class)).form(), forms::TYPE);
}

static DESTROYED: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

unsafe extern "C" fn count_destroyed(_: *mut c_void) {
    DESTROYED.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
}

unsafe extern "C" fn make_and_drop(ctx: *mut HPyContext, class: HPy) -> HPy {
    // SAFETY: called with the context and a class.
    unsafe {
        let mut data = std::ptr::null_mut();
        let instance = ((*ctx).ctx_New)(ctx, class, &mut data);
        ((*ctx).ctx_Close)(ctx, instance);
        ((*ctx).ctx_Dup)(ctx, (*ctx).h_True)
    }
}

#[test]
fn an_instance_that_python_never_saw_is_destroyed_at_once() {
    let _alone = start();
    let (_, tid) = class(8, Some(count_destroyed));
    let base = frame(&[(forms::TYPE | OBJ, tids::TYPE, tid as i64)]);
    let before = DESTROYED.load(std::sync::atomic::Ordering::Relaxed);
    // SAFETY: the frame has the class.
    assert_eq!(unsafe { calls::hpyffi_unary(make_and_drop, base) }, 1);
    assert_eq!(DESTROYED.load(std::sync::atomic::Ordering::Relaxed), before + 1);
}

unsafe extern "C" fn unpack(ctx: *mut HPyContext, key: HPy) -> HPy {
    // SAFETY: called with the context and a tuple of two slices.
    unsafe {
        let c = &*ctx;
        assert_eq!((c.ctx_TypeCheck)(ctx, key, c.h_TupleType), 1);
        let mut sum = 0;
        for index in 0..(c.ctx_Length)(ctx, key) {
            let slice = (c.ctx_GetItem_i)(ctx, key, index);
            assert_eq!((c.ctx_TypeCheck)(ctx, slice, c.h_SliceType), 1);
            let (mut start, mut stop, mut step) = (0, 0, 0);
            assert_eq!(
                (c.ctx_Slice_Unpack)(ctx, slice, &mut start, &mut stop, &mut step),
                0
            );
            (c.ctx_Close)(ctx, slice);
            assert_eq!((stop, step), (isize::MAX, 1));
            sum += start;
        }
        (c.ctx_Long_FromSsize_t)(ctx, sum)
    }
}

#[test]
fn a_key_of_slices_is_unpacked_without_python() {
    let _alone = start();
    let none = (forms::CONST, 1, context::NONE as i64);
    let (tuple, slice) = (
        (forms::TUPLE | OBJ, tids::TUPLE, 0),
        (forms::SLICE | OBJ, tids::SLICE, 0),
    );
    let base = frame(&[tuple, slice, slice, INT, none, none, INT, none, none]);
    let before = upcalls();
    // SAFETY: the array has an element for each handle.
    entry(HPy(base))
        .value
        .set(unsafe { hpyffi_ident().offset(base + 1) } as i64);
    entry(HPy(base)).aux.set(2);
    entry(HPy(base + 1)).value.set(base as i64 + 3);
    entry(HPy(base + 2)).value.set(base as i64 + 6);
    // SAFETY: the frame has the tuple.
    assert_eq!(unsafe { calls::hpyffi_unary(unpack, base) }, 2);
    assert_eq!(result(base).0, 40);
    assert_eq!((upcalls(), attention()), (before, 0));
}

#[test]
fn a_slice_without_step_is_one_entry() {
    let _alone = start();
    let span = |flags, value| (forms::SPAN | flags, tids::SLICE, value);
    let tuple = (forms::TUPLE | OBJ, tids::TUPLE, 0);
    let base = frame(&[tuple, span(NO_STOP, 17), span(NO_START | NO_STOP, 5)]);
    let before = upcalls();
    // SAFETY: the array has an element for each handle.
    entry(HPy(base))
        .value
        .set(unsafe { hpyffi_ident().offset(base + 1) } as i64);
    entry(HPy(base)).aux.set(2);
    // SAFETY: the frame has the tuple.
    assert_eq!(unsafe { calls::hpyffi_unary(unpack, base) }, 2);
    assert_eq!(result(base).0, 17);
    assert_eq!((upcalls(), attention()), (before, 0));
}

unsafe extern "C" fn build(ctx: *mut HPyContext, item: HPy) -> HPy {
    // SAFETY: called with the context.
    unsafe {
        let c = &*ctx;
        let builder = (c.ctx_TupleBuilder_New)(ctx, 2);
        (c.ctx_TupleBuilder_Set)(ctx, builder, 0, item);
        (c.ctx_TupleBuilder_Set)(ctx, builder, 1, c.h_None);
        (c.ctx_TupleBuilder_Build)(ctx, builder)
    }
}

#[test]
fn a_tuple_holds_its_items_until_it_is_closed() {
    let _alone = start();
    let base = frame(&[OBJECT]);
    // SAFETY: the frame has the argument.
    assert_eq!(unsafe { calls::hpyffi_unary(build, base) }, 6);
    let tuple = HPy(result(base).0 as isize);
    assert_eq!((entry(tuple).form(), entry(tuple).aux.get()), (forms::TUPLE, 2));
    assert_eq!((entry(HPy(base)).refs(), attention()), (2, 1));
    hpyffi_close(tuple.0);
    assert_eq!((entry(HPy(base)).refs(), attention()), (1, 0));
}

#[test]
fn freed_entries_are_used_again() {
    let _alone = start();
    let first = hpyffi_alloc();
    hpyffi_close(first);
    assert_eq!(hpyffi_alloc(), first);
    hpyffi_close(first);
    assert_eq!(entry(HPy(first)).form(), forms::FREE);
}

#[test]
fn every_context_function_is_answered_or_forwarded() {
    let _alone = start();
    let names: Vec<_> = NAMES.trim_end_matches('\0').lines().collect();
    assert_eq!(names.len(), crate::forward::COUNT);
    for (index, name) in names.iter().enumerate() {
        assert!(!names[..index].contains(name), "{name} is there twice");
    }
    // SAFETY: the context is 266 words.
    let pointers: &[usize; 266] = unsafe { transmute(context()) };
    for &(member, word) in HPyContext::MEMBERS {
        assert_ne!(pointers[word], 0, "{member}");
    }
}
