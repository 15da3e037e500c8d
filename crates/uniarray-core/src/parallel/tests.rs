//! Tests of sharing. The number of threads is the process's, and tests run side by side: those of this file by turns.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::*;
use crate::array::Array;
use crate::dtype::TypeNum;
use crate::table;
use crate::ufunc::{CallOptions, Operand};

/// Long enough to be shared, for any number of rows.
const LONG: Cost = Cost::Even(1 << 40);

/// Sets the number of threads for as long as the result lives.
fn with_threads(count: usize) -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    // A test that failed leaves nothing behind.
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    set_threads(count);
    turn
}

fn ranges(count: usize, unit: usize, cost: Cost) -> Vec<Range<usize>> {
    let seen = Mutex::new(Vec::new());
    // SAFETY: the list is locked.
    unsafe {
        rows(count, unit, cost, |range| {
            seen.lock().unwrap().push(range);
            0
        })
    };
    let mut seen = seen.into_inner().unwrap();
    seen.sort_by_key(|range| range.start);
    seen
}

#[test]
fn every_row_is_done_once_in_whole_units() {
    for threads in 1..5 {
        let _turn = with_threads(threads);
        for (count, unit) in [(0, 1), (1, 1), (7, 2), (100, 16), (1000, 1)] {
            for cost in [LONG, Cost::Even(0), Cost::Unknown] {
                let seen = ranges(count, unit, cost);
                assert_eq!(seen.iter().map(Range::len).sum::<usize>(), count);
                assert!(seen.windows(2).all(|pair| pair[0].end == pair[1].start));
                assert!(seen.iter().all(|range| range.start % unit == 0));
            }
        }
    }
}

#[test]
fn slow_rows_of_unknown_cost_are_done_in_short_ranges() {
    let _turn = with_threads(2);
    // SAFETY: nothing is written.
    let begun = unsafe {
        rows(40, 10, Cost::Unknown, |range| {
            std::thread::sleep(Duration::from_millis(1));
            1 << (range.start / 10)
        })
    };
    assert_eq!(begun, 15, "four ranges of ten rows");
}

#[test]
fn bits_and_exceptions_of_all_ranges_come_together() {
    let _turn = with_threads(3);
    let (bits, flags) = flags::watch(|| {
        // SAFETY: nothing is written.
        unsafe {
            rows(3, 1, LONG, |range| {
                let met = [FpFlags::DIVIDE, FpFlags::INVALID, FpFlags::OVERFLOW];
                range.clone().for_each(|row| flags::raise(met[row]));
                range.fold(0, |bits, row| bits | 1 << row)
            })
        }
    });
    assert_eq!(bits, 7);
    if cfg!(any(target_arch = "x86_64", target_arch = "aarch64")) {
        assert_eq!(flags, FpFlags::DIVIDE | FpFlags::INVALID | FpFlags::OVERFLOW);
    }
}

#[test]
fn what_a_range_shares_further_stays_on_its_thread() {
    let _turn = with_threads(2);
    // SAFETY: nothing is written.
    unsafe {
        rows(2, 1, LONG, |_| {
            let here = std::thread::current().id();
            rows(8, 1, LONG, |range| {
                assert_eq!((range, std::thread::current().id()), (0..8, here));
                0
            })
        })
    };
}

#[test]
fn a_panic_of_a_helper_comes_to_the_caller() {
    let _turn = with_threads(2);
    let caught = std::panic::catch_unwind(|| {
        // SAFETY: nothing is written.
        unsafe {
            rows(64, 1, LONG, |range| {
                if range.end == 64 { panic!("on purpose") } else { 0 }
            })
        }
    });
    assert!(caught.is_err());
    assert_eq!(ranges(10, 1, LONG).iter().map(Range::len).sum::<usize>(), 10);
}

#[test]
fn helpers_come_back_after_a_rest() {
    let _turn = with_threads(2);
    for _ in 0..3 {
        assert_eq!(ranges(100, 1, LONG).iter().map(Range::len).sum::<usize>(), 100);
        rest();
    }
}

/// Results of a ufunc on arrays of a dtype, by threads or alone, as bytes.
fn results(ufunc: &'static crate::ufunc::Ufunc, num: TypeNum, threads: usize) -> Option<Vec<Vec<u8>>> {
    let _turn = with_threads(threads);
    let count = 20_000usize;
    let values = |step: usize| {
        let numbers = (0..count).map(|place| (place * step % 251) as f64 / 2.0 - 20.0);
        let wide = Array::from_vec(numbers.collect::<Vec<f64>>());
        let array = Array::zeros(crate::dtype::DType::new(num), &[count.cast_signed()]).unwrap();
        crate::cast::copy_into(array.view(), wide.view(), crate::error::Casting::Unsafe).unwrap();
        array
    };
    let inputs = [values(7), values(11)];
    let operands: Vec<Operand<'_>> = inputs[..ufunc.nin()]
        .iter()
        .map(|array| Operand::Array(array.view()))
        .collect();
    let options = CallOptions::default();
    let plan = ufunc
        .resolve(&operands, &[None; 2][..ufunc.nout()], &options)
        .ok()?;
    let outs: Vec<Array> = (0..ufunc.nout())
        .map(|out| Array::zeros(plan.out_dtype(out), plan.shape()).unwrap())
        .collect();
    let views: Vec<_> = outs.iter().map(Array::view).collect();
    plan.execute(&operands, &views, &options).ok()?;
    let bytes = |out: &Array| {
        let view = out.view();
        // SAFETY: the array's elements, which follow each other.
        unsafe { std::slice::from_raw_parts(view.data(), count * view.dtype().itemsize()) }.to_vec()
    };
    Some(outs.iter().map(bytes).collect())
}

#[test]
fn no_ufunc_depends_on_the_number_of_threads() {
    let mut compared = 0;
    for ufunc in table::all() {
        for num in [
            TypeNum::Float64,
            TypeNum::Float32,
            TypeNum::Complex128,
            TypeNum::Int32,
        ] {
            let alone = results(ufunc, num, 1);
            assert!(alone == results(ufunc, num, 3), "{} of {num:?}", ufunc.name());
            compared += usize::from(alone.is_some());
        }
    }
    assert!(compared > 150, "{compared}");
}
