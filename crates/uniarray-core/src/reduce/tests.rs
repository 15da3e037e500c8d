use super::*;
use crate::dtype::{Bool, Element};
use crate::table;

fn reduce(name: &str, input: &Array, options: &ReduceOptions<'_>) -> Result<Array> {
    let plan = table::find(name)
        .unwrap()
        .plan_reduce(input.view(), None, options)?;
    let out = Array::zeros(plan.dtype(), plan.shape())?;
    plan.execute(input.view(), out.view(), options)?;
    Ok(out)
}

fn along<'a>(axes: &'a [isize]) -> ReduceOptions<'a> {
    ReduceOptions {
        axes: Some(axes),
        ..Default::default()
    }
}

fn cube() -> Array {
    Array::from_shape(&[3, 4, 5], (0..60i64).map(|i| (i * 37) % 101 - 50).collect())
}

/// Sums, greatest and alternating differences over every subset of axes, element by element.
#[test]
fn every_subset_of_axes_agrees_with_plain_loops() {
    let array = cube();
    let values = array.to_vec::<i64>();
    for subset in 0..8usize {
        let axes: Vec<isize> = (0..3).filter(|axis| subset >> axis & 1 == 1).collect();
        let kept = |index: [usize; 3]| -> Vec<usize> {
            (0..3)
                .filter(|axis| subset >> axis & 1 == 0)
                .map(|axis| index[axis])
                .collect()
        };
        let mut sums = std::collections::BTreeMap::new();
        for (place, value) in values.iter().enumerate() {
            let index = [place / 20, place / 5 % 4, place % 5];
            let entry = sums.entry(kept(index)).or_insert((0, i64::MIN));
            *entry = (entry.0 + value, entry.1.max(*value));
        }
        let (sum, greatest): (Vec<i64>, Vec<i64>) = sums.values().copied().unzip();
        assert_eq!(
            reduce("add", &array, &along(&axes)).unwrap().to_vec::<i64>(),
            sum,
            "{axes:?}"
        );
        assert_eq!(
            reduce("maximum", &array, &along(&axes)).unwrap().to_vec::<i64>(),
            greatest,
            "{axes:?}"
        );
    }
}

#[test]
fn operations_that_depend_on_order_go_from_the_left() {
    let array = Array::from_vec(vec![100i32, 1, 2, 3]);
    assert_eq!(
        reduce("subtract", &array, &along(&[0])).unwrap().to_vec::<i32>(),
        [94]
    );
    // SAFETY: the four elements backwards.
    let back = unsafe {
        array
            .view()
            .with_layout(array.view().data().wrapping_add(12), &[4], &[-4])
    };
    let plan = table::find("subtract")
        .unwrap()
        .plan_reduce(back, None, &along(&[0]))
        .unwrap();
    let out = Array::zeros(plan.dtype(), plan.shape()).unwrap();
    plan.execute(back, out.view(), &along(&[0])).unwrap();
    assert_eq!(out.to_vec::<i32>(), [3 - 2 - 1 - 100]);
    let table = cube();
    let error = reduce("subtract", &table, &along(&[0, 1])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "reduction operation 'subtract' is not reorderable, so at most one axis may be specified"
    );
}

#[test]
fn small_integers_grow_and_booleans_count() {
    let bytes = Array::from_vec(vec![200u8; 300]);
    assert_eq!(
        reduce("add", &bytes, &ReduceOptions::default())
            .unwrap()
            .to_vec::<u64>(),
        [60000]
    );
    let wrapped = ReduceOptions {
        dtype: Some(DType::UINT8),
        ..Default::default()
    };
    assert_eq!(
        reduce("add", &bytes, &wrapped).unwrap().to_vec::<u8>(),
        [(60000 % 256) as u8]
    );
    let truths = Array::from_vec(vec![Bool::TRUE, Bool::FALSE, Bool(7)]);
    assert_eq!(
        reduce("add", &truths, &ReduceOptions::default())
            .unwrap()
            .to_vec::<i64>(),
        [2]
    );
    assert_eq!(
        reduce("logical_and", &bytes, &ReduceOptions::default())
            .unwrap()
            .to_vec::<Bool>(),
        [Bool::TRUE]
    );
    assert_eq!(
        reduce("divide", &Array::from_vec(vec![1i8, 4]), &along(&[0]))
            .unwrap()
            .to_vec::<f64>(),
        [0.25]
    );
}

#[test]
fn nothing_gives_the_identity_or_an_error() {
    let nothing = Array::zeros(DType::FLOAT64, &[0, 3]).unwrap();
    assert_eq!(
        reduce("multiply", &nothing, &along(&[0]))
            .unwrap()
            .to_vec::<f64>(),
        [1.0; 3]
    );
    assert_eq!(
        reduce("maximum", &nothing, &along(&[0])).unwrap_err().to_string(),
        "zero-size array to reduction operation maximum which has no identity"
    );
    assert!(
        reduce("maximum", &nothing, &along(&[1]))
            .unwrap()
            .to_vec::<f64>()
            .is_empty()
    );
    let initial = ReduceOptions {
        initial: Some(Initial::Weak(Weak::Int(7))),
        ..along(&[0])
    };
    assert_eq!(
        reduce("maximum", &nothing, &initial).unwrap().to_vec::<f64>(),
        [7.0; 3]
    );
    assert_eq!(
        reduce("logaddexp", &nothing, &along(&[0]))
            .unwrap()
            .to_vec::<f64>(),
        [f64::NEG_INFINITY; 3]
    );
}

#[test]
fn reductions_may_begin_with_elements_in_spite_of_an_identity() {
    let elements = |axes| ReduceOptions {
        initial: Some(Initial::Elements),
        axes,
        ..ReduceOptions::default()
    };
    let negative = Array::from_vec(vec![-2.0]);
    assert_eq!(
        reduce("hypot", &negative, &ReduceOptions::default())
            .unwrap()
            .to_vec::<f64>(),
        [2.0]
    );
    assert_eq!(
        reduce("hypot", &negative, &elements(None))
            .unwrap()
            .to_vec::<f64>(),
        [-2.0]
    );
    let single = Array::from_shape(&[1, 1, 2], vec![-2.0, 3.0]);
    assert_eq!(
        reduce("hypot", &single, &elements(Some(&[0, 1])))
            .unwrap()
            .to_vec::<f64>(),
        [-2.0, 3.0]
    );
    let square = Array::from_shape(&[2, 2], vec![1i64, 2, 3, 4]);
    assert_eq!(
        reduce("add", &square, &elements(None)).unwrap().to_vec::<i64>(),
        [10]
    );
    let nothing = Array::from_vec(Vec::<f64>::new());
    assert_eq!(
        reduce("add", &nothing, &elements(None)).unwrap_err().to_string(),
        "zero-size array to reduction operation add which has no identity"
    );
}

#[test]
fn masked_elements_are_left_out() {
    let array = Array::from_shape(&[2, 4], vec![1i64, 2, 3, 4, 5, 6, 7, 8]);
    let mask = Array::from_vec(vec![Bool::TRUE, Bool::FALSE, Bool::TRUE, Bool::TRUE]);
    let options = ReduceOptions {
        mask: Some(mask.view()),
        ..along(&[1])
    };
    assert_eq!(reduce("add", &array, &options).unwrap().to_vec::<i64>(), [8, 20]);
    let columns = ReduceOptions {
        mask: Some(mask.view()),
        ..along(&[0])
    };
    assert_eq!(
        reduce("add", &array, &columns).unwrap().to_vec::<i64>(),
        [6, 0, 10, 12]
    );
    assert_eq!(
        reduce("maximum", &array, &options).unwrap_err().to_string(),
        "reduction operation 'maximum' does not have an identity, so to use a where mask one has to specify 'initial'"
    );
}

#[test]
fn float_extremes_hand_nan_on() {
    for place in [0, 1, 50, 99] {
        let mut values = vec![1.0f32; 100];
        values[place] = f32::NAN;
        let array = Array::from_vec(values);
        assert!(reduce("maximum", &array, &along(&[0])).unwrap().to_vec::<f32>()[0].is_nan());
        assert_eq!(
            reduce("fmin", &array, &along(&[0])).unwrap().to_vec::<f32>(),
            [1.0]
        );
    }
}

#[test]
fn axes_are_checked() {
    let array = cube();
    assert_eq!(
        reduce("add", &array, &along(&[0, -3])).unwrap_err(),
        Error::DuplicateAxis
    );
    assert!(matches!(
        reduce("add", &array, &along(&[3])),
        Err(Error::AxisOutOfBounds { axis: 3, ndim: 3 })
    ));
    let keep = ReduceOptions {
        keepdims: true,
        ..along(&[-2])
    };
    assert_eq!(reduce("add", &array, &keep).unwrap().view().shape(), [3, 1, 5]);
    assert_eq!(
        reduce("sin", &array, &keep).unwrap_err(),
        Error::NotReducible { method: "reduce" }
    );
    assert_eq!(
        reduce("divmod", &array, &keep).unwrap_err(),
        Error::ManyOutputs { method: "reduce" }
    );
    assert_eq!(
        reduce("less", &array, &keep).unwrap_err(),
        Error::NoMatchingSignature { ufunc: "less" }
    );
}

#[test]
fn an_output_of_another_dtype_or_in_the_way_is_written_last() {
    let array = cube();
    let options = along(&[2]);
    // SAFETY: the first twelve elements of the array as the output.
    let out = unsafe { array.view().with_layout(array.view().data(), &[3, 4], &[32, 8]) };
    let expected = reduce("add", &array, &options).unwrap().to_vec::<i64>();
    let plan = table::find("add")
        .unwrap()
        .plan_reduce(array.view(), Some(out), &options)
        .unwrap();
    plan.execute(array.view(), out, &options).unwrap();
    assert_eq!(array.to_vec::<i64>()[..12], expected);
    let floats = Array::zeros(DType::FLOAT32, &[3, 4]).unwrap();
    let array = cube();
    let plan = table::find("add")
        .unwrap()
        .plan_reduce(array.view(), Some(floats.view()), &options)
        .unwrap();
    plan.execute(array.view(), floats.view(), &options).unwrap();
    assert_eq!(
        floats.to_vec::<f32>(),
        expected.iter().map(|&sum| sum as f32).collect::<Vec<_>>()
    );
}

fn accumulated<T: Element>(name: &str, input: &Array, axis: isize) -> Vec<T> {
    let ufunc = table::find(name).unwrap();
    let dtype = ufunc.accumulate_dtype(input.view(), axis, None, None).unwrap();
    let out = Array::zeros(dtype, input.view().shape()).unwrap();
    ufunc.accumulate(input.view(), axis, out.view(), None).unwrap();
    out.to_vec()
}

#[test]
fn accumulation_goes_along_any_axis() {
    let array = cube();
    let values = array.to_vec::<i64>();
    for (axis, step) in [(0, 20), (1, 5), (2, 1)] {
        let extent = array.view().shape()[axis] as usize;
        let mut expected = values.clone();
        for place in 0..values.len() {
            if place / step % extent > 0 {
                expected[place] += expected[place - step];
            }
        }
        assert_eq!(
            accumulated::<i64>("add", &array, axis as isize),
            expected,
            "{axis}"
        );
        array_in_place(axis as isize, &expected);
    }
}

fn array_in_place(axis: isize, expected: &[i64]) {
    let array = cube();
    table::find("add")
        .unwrap()
        .accumulate(array.view(), axis, array.view(), None)
        .unwrap();
    assert_eq!(array.to_vec::<i64>(), expected);
}

#[test]
fn accumulation_casts_and_grows() {
    assert_eq!(
        accumulated::<i64>("add", &Array::from_vec(vec![100i8, 100, -1]), 0),
        [100, 200, 199]
    );
    assert_eq!(
        accumulated::<i64>("power", &Array::from_vec(vec![2i64, 3, 2]), 0),
        [2, 8, 64]
    );
    let out = Array::zeros(DType::INT32, &[2]).unwrap();
    let floats = Array::from_vec(vec![1.5f64, 1.5]);
    table::find("add")
        .unwrap()
        .accumulate(floats.view(), 0, out.view(), None)
        .unwrap();
    assert_eq!(out.to_vec::<i32>(), [1, 3]);
    let error = table::find("add").unwrap().accumulate_dtype(
        Array::zeros(DType::INT8, &[]).unwrap().view(),
        0,
        None,
        None,
    );
    assert_eq!(error.unwrap_err().to_string(), "cannot accumulate on a scalar");
}

/// Loops that go through buffers read no element before the one in front of it is written.
#[test]
fn folds_of_vectorised_functions_go_from_the_left() {
    let values: Vec<f64> = (0..70).map(|i| (i * 7 % 5) as f64 + 0.5).collect();
    let array = Array::from_vec(values.clone());
    for (name, function) in [
        ("arctan2", f64::atan2 as fn(f64, f64) -> f64),
        ("power", f64::powf),
    ] {
        let mut total = values[0];
        let mut expected = vec![total];
        for value in &values[1..] {
            total = function(total, *value);
            expected.push(total);
        }
        let near = |found: f64, wanted: f64| (found - wanted).abs() <= 1e-9 * wanted.abs();
        let found = accumulated::<f64>(name, &array, 0);
        assert!(
            found.iter().zip(&expected).all(|(a, b)| near(*a, *b)),
            "{name}: {found:?}"
        );
        let whole = reduce(name, &array, &along(&[0])).unwrap().to_vec::<f64>();
        assert!(near(whole[0], total), "{name}: {whole:?} {total}");
    }
}
