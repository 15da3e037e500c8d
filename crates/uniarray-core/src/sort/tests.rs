use super::*;
use crate::array::Array;
use crate::cast::copy_into;
use crate::dtype::{C64, TypeNum};
use crate::error::Casting;

fn of(num: TypeNum, shape: &[isize], values: &[i8]) -> Array {
    let (from, into) = (
        Array::from_shape(shape, values.to_vec()),
        Array::zeros(DType::new(num), shape).unwrap(),
    );
    copy_into(into.view(), from.view(), Casting::Unsafe).unwrap();
    into
}

fn ints(array: &Array) -> Vec<i64> {
    let into = Array::zeros(DType::INT64, array.view().shape()).unwrap();
    copy_into(into.view(), array.view(), Casting::Unsafe).unwrap();
    into.to_vec::<i64>()
}

fn scattered(length: usize) -> Vec<i8> {
    (0..length).map(|place| (place * 37 % 101) as i8).collect()
}

#[test]
fn every_dtype_is_sorted_and_its_places_found() {
    for num in TypeNum::all() {
        for length in [0, 1, 2, 7, 100, 1000] {
            let values = scattered(length);
            let (array, places) = (
                of(num, &[length as isize], &values),
                Array::zeros(DType::INT64, &[length as isize]).unwrap(),
            );
            let before = ints(&array);
            argsort(array.view(), 0, false, places.view()).unwrap();
            for stable in [false, true] {
                let array = of(num, &[length as isize], &values);
                sort(
                    array.view(),
                    0,
                    Direction {
                        stable,
                        ..Direction::default()
                    },
                )
                .unwrap();
                let mut expected = before.clone();
                expected.sort();
                assert_eq!(ints(&array), expected, "{num:?} {length}");
                let picked: Vec<i64> = ints(&places)
                    .iter()
                    .map(|&place| before[place as usize])
                    .collect();
                assert_eq!(picked, expected);
            }
            let places = ints(&places);
            assert!(places.windows(2).all(|pair| {
                let [left, right] = [pair[0], pair[1]].map(|place| before[place as usize]);
                left < right || pair[0] < pair[1]
            }));
        }
    }
}

#[test]
fn lines_of_any_axis_are_sorted_apart() {
    let values = scattered(24);
    for axis in 0..3 {
        let array = of(TypeNum::Int32, &[2, 3, 4], &values);
        sort(array.view(), axis, Direction::default()).unwrap();
        let sorted = ints(&array);
        let step = [12, 4, 1][axis as usize];
        let extent = [2, 3, 4][axis as usize];
        for start in (0..24).filter(|place| place / step % extent == 0) {
            let line = |values: &[i64]| (0..extent).map(|i| values[start + i * step]).collect::<Vec<_>>();
            let mut expected = line(&values.iter().map(|&value| value.into()).collect::<Vec<_>>());
            expected.sort();
            assert_eq!(line(&sorted), expected);
        }
    }
    assert!(sort(of(TypeNum::Int8, &[], &[1]).view(), -1, Direction::default()).is_err());
}

#[test]
fn nan_is_last_whatever_its_sign_and_zeros_are_equal() {
    let values = vec![
        -f64::NAN,
        0.0,
        f64::NAN,
        -f64::INFINITY,
        -0.0,
        0.0,
        f64::INFINITY,
        -5.0,
    ];
    let array = Array::from_vec(values);
    let places = Array::zeros(DType::INT64, &[8]).unwrap();
    argsort(array.view(), 0, false, places.view()).unwrap();
    assert_eq!(places.to_vec::<i64>(), [3, 7, 1, 4, 5, 6, 0, 2]);
    sort(
        array.view(),
        0,
        Direction {
            stable: true,
            descending: false,
        },
    )
    .unwrap();
    let sorted = array.to_vec::<f64>();
    assert!(sorted[6].is_nan() && sorted[7].is_nan());
    let bits: Vec<bool> = sorted[2..5].iter().map(|zero| zero.is_sign_negative()).collect();
    assert_eq!((sorted[0], bits), (-f64::INFINITY, vec![false, true, false]));
}

#[test]
fn complex_numbers_with_nan_come_after_those_without() {
    let nan = f32::NAN;
    let parts = [
        (nan, nan),
        (nan, 1.0),
        (2.0, nan),
        (1.0, nan),
        (9.0, 1.0),
        (9.0, -1.0),
        (nan, 0.0),
    ];
    let array = Array::from_vec(parts.iter().map(|&(re, im)| C64::new(re, im)).collect());
    let places = Array::zeros(DType::INT64, &[7]).unwrap();
    argsort(array.view(), 0, false, places.view()).unwrap();
    assert_eq!(places.to_vec::<i64>(), [5, 4, 3, 2, 6, 1, 0]);
}

#[test]
fn partitions_have_the_right_elements_at_the_positions() {
    let values = scattered(101);
    let positions = [50isize, 3, -1, 3];
    for num in TypeNum::all().filter(|&num| num != TypeNum::Bool) {
        let array = of(num, &[101], &values);
        let places = Array::zeros(DType::INT64, &[101]).unwrap();
        argpartition(array.view(), 0, &positions, places.view()).unwrap();
        let before = ints(&array);
        partition(array.view(), 0, &positions).unwrap();
        let found = ints(&array);
        for (found, all) in [
            (found.clone(), ints(&array)),
            (
                ints(&places)
                    .iter()
                    .map(|&place| before[place as usize])
                    .collect(),
                before.clone(),
            ),
        ] {
            let mut sorted = all.clone();
            sorted.sort();
            for position in [3, 50, 100] {
                assert_eq!(found[position], sorted[position], "{num:?}");
                assert!(found[..position].iter().all(|&value| value <= sorted[position]));
            }
        }
    }
    let array = of(TypeNum::Int8, &[3], &[1, 2, 3]);
    assert_eq!(
        partition(array.view(), 0, &[-4]).unwrap_err().to_string(),
        "kth(=-1) out of bounds (3)"
    );
}

#[test]
fn the_last_key_counts_most() {
    let (minor, major) = (
        Array::from_vec(vec![1.0f32, 0.0, 3.0, 2.0]),
        Array::from_vec(vec![5u8, 5, 2, 5]),
    );
    let out = Array::zeros(DType::INT64, &[4]).unwrap();
    lexsort(&[minor.view(), major.view()], 0, out.view()).unwrap();
    assert_eq!(out.to_vec::<i64>(), [2, 1, 0, 3]);
    let short = Array::from_vec(vec![1u8]);
    assert!(lexsort(&[minor.view(), short.view()], 0, out.view()).is_err());
}

#[test]
fn descending_order_has_equals_in_their_order_and_nan_last() {
    for num in TypeNum::all().filter(|&num| num != TypeNum::Bool) {
        let array = of(num, &[5], &[1, 2, 1, 2, 0]);
        let places = Array::zeros(DType::INT64, &[5]).unwrap();
        argsort(array.view(), 0, true, places.view()).unwrap();
        assert_eq!(places.to_vec::<i64>(), [1, 3, 0, 2, 4], "{num:?}");
        sort(
            array.view(),
            0,
            Direction {
                stable: false,
                descending: true,
            },
        )
        .unwrap();
        assert_eq!(ints(&array), [2, 2, 1, 1, 0]);
    }
    let (nan, least) = (f32::NAN, f32::NEG_INFINITY);
    let array = Array::from_vec(vec![nan, -0.0, least, 0.0, -nan, 1.0]);
    let places = Array::zeros(DType::INT64, &[6]).unwrap();
    argsort(array.view(), 0, true, places.view()).unwrap();
    assert_eq!(places.to_vec::<i64>(), [5, 1, 3, 2, 0, 4]);
    sort(
        array.view(),
        0,
        Direction {
            stable: true,
            descending: true,
        },
    )
    .unwrap();
    let sorted = array.to_vec::<f32>();
    assert_eq!(sorted[..4], [1.0, 0.0, 0.0, least]);
    assert!(sorted[1].is_sign_negative() && sorted[2].is_sign_positive() && sorted[5].is_nan());
    let truths = Array::from_vec([false, true, false].map(crate::dtype::Bool::from).to_vec());
    sort(
        truths.view(),
        0,
        Direction {
            stable: false,
            descending: true,
        },
    )
    .unwrap();
    assert_eq!(ints(&truths), [1, 0, 0]);
}
