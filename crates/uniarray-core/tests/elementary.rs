//! Elementary functions at every level of the CPU: their errors in units of the last place, beside values computed by mpmath
//! (`data/make_elementary.py`), their limits, and their independence of strides.

use std::collections::BTreeMap;

use uniarray_core::array::Array;
use uniarray_core::level::Level;
use uniarray_core::scalar::Weak;
use uniarray_core::table;
use uniarray_core::ufunc::{CallOptions, Operand, Ufunc};

const VALUES: &str = include_str!("data/elementary.txt");

/// The table for a level, kept for good.
fn table_for(level: Level) -> &'static [Ufunc] {
    table::build(level).leak()
}

fn find(table: &'static [Ufunc], name: &str) -> &'static Ufunc {
    table.iter().find(|ufunc| ufunc.name() == name).expect("a ufunc")
}

/// The results for arrays of one dtype, and the words of the flags.
fn call(ufunc: &'static Ufunc, inputs: &[&Array]) -> (Array, Vec<&'static str>) {
    let inputs: Vec<_> = inputs.iter().map(|array| Operand::Array(array.view())).collect();
    let options = CallOptions::default();
    let plan = ufunc.resolve(&inputs, &[None], &options).unwrap();
    let out = Array::zeros(plan.out_dtype(0), plan.shape()).unwrap();
    let flags = plan.execute(&inputs, &[out.view()], &options).unwrap();
    (out, flags.words().collect())
}

/// How many units of its last place `found` lies from `nearest` plus millionths of one.
fn distance(found: f64, nearest: f64, millionths: f64) -> f64 {
    if !found.is_finite() || !nearest.is_finite() {
        return if found == nearest { 0.0 } else { f64::INFINITY };
    }
    let unit = (nearest.abs().next_up() - nearest.abs()).max(f64::from_bits(1));
    ((found - nearest) / unit - millionths / 1e6).abs()
}

#[derive(Default)]
struct Cases {
    arguments: [Vec<f64>; 2],
    values: Vec<(f64, f64)>,
}

fn cases() -> BTreeMap<&'static str, Cases> {
    let mut found: BTreeMap<_, Cases> = BTreeMap::new();
    for line in VALUES.lines() {
        let parts: Vec<_> = line.split(' ').collect();
        let number = |place: usize| f64::from_bits(u64::from_str_radix(parts[place], 16).unwrap());
        let cases = found.entry(parts[0]).or_default();
        let count = parts.len() - 3;
        for place in 0..count {
            cases.arguments[place].push(number(place + 1));
        }
        cases
            .values
            .push((number(count + 1), parts[count + 2].parse().unwrap()));
    }
    found
}

#[test]
fn doubles_are_within_one_unit_of_the_true_values() {
    for level in Level::available() {
        let table = table_for(level);
        for (name, cases) in cases() {
            let inputs: Vec<_> = cases
                .arguments
                .iter()
                .filter(|values| !values.is_empty())
                .map(|values| Array::from_vec(values.clone()))
                .collect();
            let (out, _) = call(find(table, name), &inputs.iter().collect::<Vec<_>>());
            let mut worst = (0.0, 0);
            for (place, (found, (nearest, off))) in out.to_vec::<f64>().iter().zip(&cases.values).enumerate()
            {
                let error = distance(*found, *nearest, *off);
                if error > worst.0 {
                    worst = (error, place);
                }
            }
            let (error, place) = worst;
            println!(
                "{level:?} {name}: {error:.3} at {:e} {:?}",
                cases.arguments[0][place],
                cases.arguments[1].get(place)
            );
            // The platform's library has functions that are not as exact.
            let bound = if level == Level::Baseline { 3.0 } else { 1.0 };
            assert!(
                error <= bound,
                "{level:?} {name}({:e}): {error}",
                cases.arguments[0][place]
            );
        }
    }
}

/// float32 arguments of all exponents, positive and negative.
fn singles() -> Vec<f32> {
    (0..1u32 << 16)
        .map(|high| f32::from_bits((high << 16) | (high.wrapping_mul(40503) & 0xffff)))
        .filter(|x| !x.is_nan())
        .collect()
}

#[test]
fn singles_are_within_one_unit_of_doubles() {
    for level in Level::available() {
        let table = table_for(level);
        for name in cases().keys() {
            let ufunc = find(table, name);
            let mut given = vec![singles()];
            if ufunc.nin() == 2 {
                let mut other = singles();
                other.rotate_left(12345);
                given.push(other);
            }
            let short: Vec<_> = given
                .iter()
                .map(|values| Array::from_vec(values.clone()))
                .collect();
            let long: Vec<_> = given
                .iter()
                .map(|values| Array::from_vec(values.iter().map(|&x| x as f64).collect()))
                .collect();
            let found = call(ufunc, &short.iter().collect::<Vec<_>>()).0.to_vec::<f32>();
            let expected = call(ufunc, &long.iter().collect::<Vec<_>>()).0.to_vec::<f64>();
            let mut worst = (0.0f64, 0);
            for (place, (&found, &expected)) in found.iter().zip(&expected).enumerate() {
                let nearest = expected as f32;
                let error = if nearest.is_nan() || found.is_nan() {
                    if nearest.is_nan() && found.is_nan() {
                        0.0
                    } else {
                        f64::INFINITY
                    }
                } else if nearest.is_infinite() || found.is_infinite() {
                    // The greatest number beside infinity is one unit away.
                    if nearest == found || nearest.abs().min(found.abs()) == f32::MAX {
                        0.0
                    } else {
                        f64::INFINITY
                    }
                } else {
                    let unit = (nearest.abs().next_up() - nearest.abs()) as f64;
                    (found as f64 - expected).abs() / unit
                };
                if error > worst.0 {
                    worst = (error, place);
                }
            }
            let (error, place) = worst;
            println!("{level:?} {name}: {error:.3} at {:e}", given[0][place]);
            let bound = if level == Level::Baseline { 4.0 } else { 1.0 };
            assert!(
                error <= bound,
                "{level:?} {name}({:?}): {error}",
                given.iter().map(|x| x[place]).collect::<Vec<_>>()
            );
        }
    }
}

#[test]
fn limits_are_those_of_c99_and_told_by_flags() {
    const INF: f64 = f64::INFINITY;
    const NAN: f64 = f64::NAN;
    let cases: &[(&str, f64, f64, &[&str])] = &[
        ("exp", INF, INF, &[]),
        ("exp", -INF, 0.0, &[]),
        ("exp", 710.0, INF, &["overflow"]),
        ("exp", -800.0, 0.0, &["underflow"]),
        ("exp", 0.0, 1.0, &[]),
        ("exp2", 10.0, 1024.0, &[]),
        ("exp2", -1074.0, 5e-324, &["underflow"]),
        ("exp2", 1024.0, INF, &["overflow"]),
        ("expm1", -INF, -1.0, &[]),
        ("expm1", -0.0, -0.0, &[]),
        ("expm1", INF, INF, &[]),
        ("log", 0.0, -INF, &["divide by zero"]),
        ("log", -0.0, -INF, &["divide by zero"]),
        ("log", -1.0, NAN, &["invalid value"]),
        ("log", -INF, NAN, &["invalid value"]),
        ("log", INF, INF, &[]),
        ("log", 1.0, 0.0, &[]),
        ("log2", 1024.0, 10.0, &[]),
        ("log2", 5e-324, -1074.0, &[]),
        ("log10", 1000.0, 3.0, &[]),
        ("log1p", -1.0, -INF, &["divide by zero"]),
        ("log1p", -2.0, NAN, &["invalid value"]),
        ("log1p", -0.0, -0.0, &[]),
        ("log1p", INF, INF, &[]),
        ("sin", -0.0, -0.0, &[]),
        ("sin", INF, NAN, &["invalid value"]),
        ("cos", 0.0, 1.0, &[]),
        ("cos", -INF, NAN, &["invalid value"]),
        ("tan", -0.0, -0.0, &[]),
        ("tan", INF, NAN, &["invalid value"]),
        ("arcsin", -0.0, -0.0, &[]),
        ("arcsin", 1.0, std::f64::consts::FRAC_PI_2, &[]),
        ("arcsin", 1.5, NAN, &["invalid value"]),
        ("arccos", 1.0, 0.0, &[]),
        ("arccos", -1.0, std::f64::consts::PI, &[]),
        ("arccos", -2.0, NAN, &["invalid value"]),
        ("arctan", -INF, -std::f64::consts::FRAC_PI_2, &[]),
        ("arctan", -0.0, -0.0, &[]),
        ("sinh", -0.0, -0.0, &[]),
        ("sinh", -INF, -INF, &[]),
        ("sinh", 711.0, INF, &["overflow"]),
        ("cosh", -INF, INF, &[]),
        ("cosh", 711.0, INF, &["overflow"]),
        ("tanh", -0.0, -0.0, &[]),
        ("tanh", -INF, -1.0, &[]),
        ("tanh", 50.0, 1.0, &[]),
        ("arcsinh", -0.0, -0.0, &[]),
        ("arcsinh", -INF, -INF, &[]),
        ("arccosh", 1.0, 0.0, &[]),
        ("arccosh", INF, INF, &[]),
        ("arccosh", 0.5, NAN, &["invalid value"]),
        ("arctanh", -0.0, -0.0, &[]),
        ("arctanh", 1.0, INF, &["divide by zero"]),
        ("arctanh", -2.0, NAN, &["invalid value"]),
        ("cbrt", -0.0, -0.0, &[]),
        ("cbrt", -27.0, -3.0, &[]),
        ("cbrt", -INF, -INF, &[]),
        ("cbrt", 5e-324, 1.7031839360032603e-108, &[]),
    ];
    for level in Level::available().filter(|&level| level > Level::Baseline) {
        let table = table_for(level);
        for &(name, x, expected, words) in cases {
            let ufunc = find(table, name);
            for (x, expected, words) in [(x, expected, words), (NAN, NAN, &[][..])] {
                let same =
                    |found: f64| found.is_nan() && expected.is_nan() || found.to_bits() == expected.to_bits();
                let (out, flags) = call(ufunc, &[&Array::from_vec(vec![x])]);
                assert!(
                    same(out.to_vec::<f64>()[0]),
                    "{name}({x}) = {:?}",
                    out.to_vec::<f64>()
                );
                assert_eq!(flags, words, "{name}({x})");
                // What a float32 holds has the same limits.
                if x == x as f32 as f64 && expected == expected as f32 as f64 || expected.is_nan() {
                    let (out, flags) = call(ufunc, &[&Array::from_vec(vec![x as f32])]);
                    assert!(
                        same(out.to_vec::<f32>()[0] as f64),
                        "{name}({x}f32) = {:?}",
                        out.to_vec::<f32>()
                    );
                    assert_eq!(flags, words, "{name}({x}f32)");
                }
            }
        }
    }
}

#[test]
fn powers_have_the_limits_of_c99() {
    let numbers = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        2.0,
        -2.0,
        0.5,
        3.0,
        -3.0,
        1e300,
        5e-324,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
    ];
    let (bases, exponents): (Vec<_>, Vec<_>) = numbers.iter().flat_map(|&x| numbers.map(|y| (x, y))).unzip();
    for level in Level::available() {
        let table = table_for(level);
        for (name, function) in [
            ("power", f64::powf as fn(f64, f64) -> f64),
            ("arctan2", f64::atan2),
        ] {
            let (out, _) = call(
                find(table, name),
                &[
                    &Array::from_vec(bases.clone()),
                    &Array::from_vec(exponents.clone()),
                ],
            );
            for ((found, &x), &y) in out.to_vec::<f64>().into_iter().zip(&bases).zip(&exponents) {
                let expected = function(x, y);
                let near = expected.is_finite() && expected != 0.0 && distance(found, expected, 0.0) <= 1.0;
                let same = found.to_bits() == expected.to_bits() || found.is_nan() && expected.is_nan();
                assert!(near || same, "{name}({x}, {y}) = {found}, not {expected}");
            }
        }
    }
}

#[test]
fn results_do_not_depend_on_strides_or_neighbours() {
    let values: Vec<f64> = (0..333).map(|place| place as f64 * 0.37 - 40.0).collect();
    for level in Level::available() {
        let table = table_for(level);
        for name in cases().keys() {
            let ufunc = find(table, name);
            let whole = Array::from_vec(values.clone());
            let options = CallOptions::default();
            let run = |inputs: &[Operand<'_>]| {
                let plan = ufunc.resolve(inputs, &[None], &options).unwrap();
                let out = Array::zeros(plan.out_dtype(0), plan.shape()).unwrap();
                plan.execute(inputs, &[out.view()], &options).unwrap();
                out.to_vec::<f64>()
                    .into_iter()
                    .map(f64::to_bits)
                    .collect::<Vec<_>>()
            };
            let expected = run(&vec![Operand::Array(whole.view()); ufunc.nin()]);
            for (place, &value) in values.iter().enumerate().step_by(7) {
                let single = Array::from_vec(vec![value]);
                assert_eq!(
                    run(&vec![Operand::Array(single.view()); ufunc.nin()])[0],
                    expected[place],
                    "{name}({value})"
                );
            }
            if ufunc.nin() == 2 {
                let weak = [Operand::Array(whole.view()), Operand::Weak(Weak::Float(2.0))];
                let twos = Array::from_vec(vec![2.0; values.len()]);
                assert_eq!(
                    run(&weak),
                    run(&[Operand::Array(whole.view()), Operand::Array(twos.view())])
                );
            }
        }
    }
}
