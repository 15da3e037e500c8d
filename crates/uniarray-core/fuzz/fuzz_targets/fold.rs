//! Reductions and running results of small whole numbers along any axes, compared with a fold of one element at a time.
#![no_main]

use arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use uniarray_core::array::Array;
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::error::Casting;
use uniarray_core::reduce::ReduceOptions;
use uniarray_core::scalar::Scalar;
use uniarray_core::table;
use uniarray_core::ufunc::{CallOptions, Identity, Operand, Ufunc};
use uniarray_core_fuzz::{Placed, broadcastable, dtype, indices, lie, lowered, memory, same, shape, single};

const FUNCTIONS: [&str; 14] = [
    "add",
    "multiply",
    "maximum",
    "minimum",
    "fmax",
    "fmin",
    "logical_and",
    "logical_or",
    "logical_xor",
    "bitwise_and",
    "bitwise_or",
    "bitwise_xor",
    "gcd",
    "subtract",
];

/// The function of two single elements in a dtype.
fn step(ufunc: &'static Ufunc, a: Scalar, b: Scalar, dtype: DType) -> Option<Scalar> {
    let (a, b) = (single(a.cast(dtype)), single(b.cast(dtype)));
    let operands = [Operand::Array(a.view()), Operand::Array(b.view())];
    let options = CallOptions {
        casting: Casting::Unsafe,
        ..CallOptions::default()
    };
    let plan = ufunc.resolve(&operands, &[None], &options).ok()?;
    let out = Array::zeros(plan.out_dtype(0), &[]).expect("little memory");
    plan.execute(&operands, &[out.view()], &options).ok()?;
    out.view().get(&[])
}

fn check(u: &mut Unstructured<'_>) -> Result<()> {
    let ufunc = table::find(u.choose(&FUNCTIONS)?).expect("a ufunc of that name");
    let dtype = dtype(u)?;
    let full = shape(u, 4)?;
    // Products of floats are rounded in another order.
    if ufunc.name() == "multiply" && dtype.kind() >= Kind::Float {
        return Ok(());
    }
    let array = Placed::draw(u, dtype, &full, true, true)?;
    if u.ratio(1, 3)? && !full.is_empty() {
        return running(u, ufunc, &array);
    }
    let axes: Vec<isize> = (0..full.len() as isize)
        .filter(|_| u.arbitrary().unwrap_or(false))
        .collect();
    let mask = match u.ratio(1, 5)? {
        true => {
            let extents = broadcastable(u, &full)?;
            Some(Placed::draw(u, DType::BOOL, &extents, true, true)?)
        }
        false => None,
    };
    let keepdims = u.arbitrary()?;
    let options = ReduceOptions {
        axes: Some(&axes),
        keepdims,
        mask: mask.as_ref().map(Placed::view),
        ..Default::default()
    };
    let Ok(plan) = ufunc.plan_reduce(array.view(), None, &options) else {
        return Ok(());
    };
    let place = lie(u, plan.shape(), plan.dtype().itemsize(), false)?;
    let out = Placed::within(memory(u, place.size)?, plan.dtype(), place);
    if out.view().may_overlap_itself() {
        return Ok(());
    }
    let before = out.bytes();
    plan.execute(array.view(), out.view(), &options)
        .expect("these functions have no errors");
    out.check_rest(&before);

    let start = match ufunc.identity() {
        Identity::None => None,
        identity => identity.value(plan.dtype()),
    };
    let kept = |index: &[isize]| -> Vec<isize> {
        let axis = |axis: usize| axes.contains(&(axis as isize));
        let places = index.iter().enumerate().filter(|(k, _)| keepdims || !axis(*k));
        places
            .map(|(k, &place)| if axis(k) { 0 } else { place })
            .collect()
    };
    let mut expected: std::collections::HashMap<Vec<isize>, Option<Scalar>> = indices(plan.shape())
        .into_iter()
        .map(|index| (index, start))
        .collect();
    for index in indices(&full) {
        if mask
            .as_ref()
            .is_some_and(|mask| mask.view().get(&lowered(&index, &mask.lie.shape)) == Some(false.into()))
        {
            continue;
        }
        let value = array.view().get(&index).expect("an index within the shape");
        let folded = expected.get_mut(&kept(&index)).expect("a place in the result");
        *folded = match *folded {
            None => Some(value.cast(plan.dtype())),
            Some(so_far) => {
                Some(step(ufunc, so_far, value, plan.dtype()).expect("these functions have no errors"))
            }
        };
    }
    for (index, expected) in expected {
        let got = out.view().get(&index).expect("an index within the shape");
        let expected = expected.expect("something was folded").cast(plan.dtype());
        assert!(
            same(got, expected),
            "{} {dtype} over {axes:?} at {index:?}: {got:?}, not {expected:?}",
            ufunc.name()
        );
    }
    Ok(())
}

/// `accumulate` along an axis.
fn running(u: &mut Unstructured<'_>, ufunc: &'static Ufunc, array: &Placed) -> Result<()> {
    let axis = u.choose_index(array.lie.shape.len())?;
    let Ok(dtype) = ufunc.accumulate_dtype(array.view(), axis as isize, None, None) else {
        return Ok(());
    };
    let place = lie(u, &array.lie.shape, dtype.itemsize(), false)?;
    let out = Placed::within(memory(u, place.size)?, dtype, place);
    if out.view().may_overlap_itself() {
        return Ok(());
    }
    let before = out.bytes();
    if ufunc
        .accumulate(array.view(), axis as isize, out.view(), None)
        .is_err()
    {
        return Ok(());
    }
    out.check_rest(&before);
    for index in indices(&array.lie.shape) {
        let value = array.view().get(&index).expect("an index within the shape");
        let expected = match index[axis] {
            0 => Some(value.cast(dtype)),
            place => {
                let mut earlier = index.clone();
                earlier[axis] = place - 1;
                let so_far = out.view().get(&earlier).expect("an index within the shape");
                step(ufunc, so_far, value, dtype).map(|value| value.cast(dtype))
            }
        };
        let got = out.view().get(&index).expect("an index within the shape");
        let name = ufunc.name();
        assert!(
            same(got, expected.expect("no error")),
            "{name}.accumulate at {index:?}: {got:?}, not {expected:?}"
        );
    }
    Ok(())
}

fuzz_target!(|data: &[u8]| {
    let _ = check(&mut Unstructured::new(data));
});
