//! The short cut for usual operands against plans, for every row of the table.

use super::tests::{elements_of, same, samples};
use super::*;
use crate::array::Array;
use crate::dtype::{DType, TypeNum};
use crate::loops::Block;
use crate::scalar::Weak;
use crate::ufunc::{CallOptions, Operand};

/// Both ways of a call. The short cut must be there if `wanted`, and agree with the plan if it is there.
fn compare(ufunc: &'static Ufunc, inputs: &[Operand<'_>], wanted: bool) {
    let what = || format!("{} {inputs:?}", ufunc.name());
    let Some(mut straight) = ufunc.straight(inputs) else {
        assert!(!wanted, "{}", what());
        return;
    };
    let options = CallOptions::default();
    let plan = ufunc.resolve(inputs, &[None], &options).unwrap();
    assert_eq!(
        (straight.dtype(), straight.shape()),
        (plan.out_dtype(0), plan.shape()),
        "{}",
        what()
    );
    let [found, expected] = [(); 2].map(|()| Array::zeros(plan.out_dtype(0), plan.shape()).unwrap());
    let planned = plan.execute(inputs, &[expected.view()], &options);
    // SAFETY: a new array of that shape and dtype.
    let flags = unsafe { straight.run(found.view().data()) };
    assert_eq!(flags, planned, "{}", what());
    if flags.is_ok() && plan.shape().len() == 1 {
        assert!(
            same(&elements_of(found.view()), &elements_of(expected.view())),
            "{}",
            what()
        );
    }
}

/// Whether arrays of this dtype are computed in it, and no rule has a say.
fn has_loop(ufunc: &'static Ufunc, array: Operand<'_>, num: TypeNum) -> bool {
    if ufunc.nout() != 1 || matches!(ufunc.rule(), Rule::NotBool(_)) {
        return false;
    }
    let inputs = [array; 2];
    match ufunc.resolve(&inputs[..ufunc.nin()], &[None], &CallOptions::default()) {
        Ok(plan) => (0..ufunc.nin()).all(|input| plan.in_dtype(input).num() == num),
        Err(_) => false,
    }
}

#[test]
fn the_short_cut_computes_what_a_plan_computes() {
    for ufunc in all() {
        for num in TypeNum::all() {
            let [a, b] = [3, 4].map(|seed| samples(num, 37, seed));
            // SAFETY: the first element alone.
            let point = unsafe { a.view().with_layout(a.view().data(), &[], &[]) };
            let steps = [2 * a.view().strides()[0]];
            // SAFETY: every second element.
            let spaced = unsafe { a.view().with_layout(a.view().data(), &[18], &steps) };
            let array = Operand::Array;
            let wanted = has_loop(ufunc, array(a.view()), num);
            if ufunc.nin() == 1 {
                compare(ufunc, &[array(a.view())], wanted);
                compare(ufunc, &[array(point)], wanted);
                assert!(ufunc.straight(&[array(spaced)]).is_none());
                continue;
            }
            for pair in [
                [a.view(), b.view()],
                [a.view(), a.view()],
                [point, b.view()],
                [b.view(), point],
            ] {
                compare(ufunc, &pair.map(array), wanted);
            }
            assert!(ufunc.straight(&[array(spaced), array(spaced)]).is_none());
            assert!(ufunc.straight(&[array(a.view()), array(spaced)]).is_none());
            for number in [
                Weak::Int(3),
                Weak::Int(300),
                Weak::Int(-1),
                Weak::LongInt(1e30),
                Weak::Float(-0.5),
            ] {
                compare(ufunc, &[array(a.view()), Operand::Weak(number)], false);
                compare(ufunc, &[Operand::Weak(number), array(b.view())], false);
            }
        }
    }
}

#[test]
fn the_short_cut_takes_numbers_and_no_other_dtypes() {
    let add = find("add").unwrap();
    let floats = samples(TypeNum::Float64, 8, 1);
    let ints = samples(TypeNum::Int32, 8, 2);
    let (floats, ints) = (Operand::Array(floats.view()), Operand::Array(ints.view()));
    compare(add, &[floats, Operand::Weak(Weak::Int(2))], true);
    compare(add, &[Operand::Weak(Weak::Int(2)), ints], true);
    assert!(add.straight(&[floats, ints]).is_none());
    assert!(add.straight(&[ints, Operand::Weak(Weak::Float(0.5))]).is_none());
    // The error is the plan's.
    assert!(add.straight(&[ints, Operand::Weak(Weak::Int(1 << 40))]).is_none());
    assert!(add.straight(&[Operand::Weak(Weak::Int(1)); 2]).is_none());
}

#[test]
fn every_kernel_works_in_place_of_both_inputs() {
    for level in Level::available() {
        for ufunc in build(level)
            .iter()
            .filter(|ufunc| (ufunc.nin(), ufunc.nout()) == (2, 1))
        {
            for made in ufunc.loops() {
                let size = made.dtype(0).itemsize();
                if (1..3).any(|operand| made.dtype(operand).itemsize() != size) {
                    continue;
                }
                let [found, input] = [(); 2].map(|()| samples(made.types()[0], 77, 5));
                let expected = Array::zeros(DType::new(made.types()[2]), &[77]).unwrap();
                let block = |input: &Array, out: &Array| Block {
                    ptrs: [
                        input.view().data(),
                        input.view().data(),
                        out.view().data(),
                        std::ptr::null_mut(),
                    ],
                    inner: [size as isize, size as isize, size as isize, 0],
                    outer: [0; 4],
                    n: 77,
                    m: 1,
                };
                let (apart, in_place) = (block(&input, &expected), block(&found, &found));
                // SAFETY: contiguous operands of 77 elements of this size.
                let found = unsafe {
                    made.strided()(&apart);
                    made.form(&in_place.inner)(&in_place);
                    found.view().with_dtype(expected.view().dtype())
                };
                assert!(
                    same(&elements_of(found), &elements_of(expected.view())),
                    "{} {:?} at {level:?}",
                    ufunc.name(),
                    made.types()
                );
            }
        }
    }
}
