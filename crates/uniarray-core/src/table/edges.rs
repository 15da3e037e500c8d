//! Values and exceptions where functions go wrong, as NumPy 2.5 has them: Python numbers beyond dtypes, zeros of either sign, the ends of
//! domains.

use super::tests::{call, of};
use super::*;
use crate::array::Array;
use crate::dtype::{DType, Element};
use crate::error::ErrorKind;
use crate::flags::FpFlags;
use crate::scalar::Weak;
use crate::ufunc::{CallOptions, Operand};

/// The dtype of a result beside a Python number, or the kind of the error.
fn beside(name: &str, dtype: &str, number: Weak) -> Result<DType, ErrorKind> {
    let array = of(dtype);
    let operands = [Operand::Array(array.view()), Operand::Weak(number)];
    match call(name, &operands, &CallOptions::default()) {
        Ok((out, _)) => Ok(out.view().dtype()),
        Err(error) => Err(error.kind()),
    }
}

#[test]
fn python_integers_are_held_against_the_loop_that_numpy_takes() {
    let long = Weak::Int(1 << 70);
    for dtype in ["b1", "i1", "u1", "i8", "u8"] {
        for number in [
            Weak::Int(-1),
            Weak::Int(300),
            Weak::Int(1 << 63),
            long,
            Weak::LongInt(1e40),
        ] {
            assert_eq!(
                beside("divide", dtype, number),
                Ok(DType::FLOAT64),
                "{dtype} {number:?}"
            );
        }
    }
    assert_eq!(beside("divide", "f4", long), Ok(DType::FLOAT32));
    let infinite = Weak::LongInt(f64::INFINITY);
    assert_eq!(beside("divide", "i1", infinite), Err(ErrorKind::Overflow));
    let bytes = Array::from_vec(vec![30i8, -60]);
    let operands = [Operand::Array(bytes.view()), Operand::Weak(Weak::Int(300))];
    let (quotients, _) = call("divide", &operands, &CallOptions::default()).unwrap();
    assert_eq!(quotients.to_vec::<f64>(), [0.1, -0.2]);
}

#[test]
fn python_integers_beside_truth_values_are_64_bits_long() {
    for name in ["logical_and", "logical_or", "logical_xor"] {
        for dtype in ["b1", "i1", "u8", "f4", "f8", "c8"] {
            for number in [
                Weak::Int(-1),
                Weak::Int(300),
                Weak::Int(-(1 << 63)),
                Weak::Float(1e300),
            ] {
                assert_eq!(
                    beside(name, dtype, number),
                    Ok(DType::BOOL),
                    "{name} {dtype} {number:?}"
                );
            }
            for number in [Weak::Int(1 << 63), Weak::Int(1 << 70), Weak::LongInt(1e40)] {
                assert_eq!(
                    beside(name, dtype, number),
                    Err(ErrorKind::Overflow),
                    "{name} {dtype} {number:?}"
                );
            }
        }
    }
    for name in ["less", "add", "maximum"] {
        assert_eq!(
            beside(name, "b1", Weak::Int(1 << 63)),
            Err(ErrorKind::Overflow),
            "{name}"
        );
        assert_eq!(
            beside(name, "b1", Weak::LongInt(-1e40)),
            Err(ErrorKind::Overflow),
            "{name}"
        );
    }
    assert_eq!(beside("less", "i1", Weak::LongInt(-1e40)), Ok(DType::BOOL));
}

/// One operation on single elements.
fn one<T: Element>(name: &str, inputs: &[T]) -> (T, FpFlags) {
    let arrays: Vec<Array> = inputs.iter().map(|value| Array::from_vec(vec![*value])).collect();
    let operands: Vec<_> = arrays.iter().map(|array| Operand::Array(array.view())).collect();
    let (out, flags) = call(name, &operands, &CallOptions::default()).unwrap();
    (out.to_vec::<T>()[0], flags)
}

#[test]
fn of_equal_zeros_the_second_is_the_extreme() {
    for level in Level::available() {
        for ufunc in &build(level) {
            if !["maximum", "minimum", "fmax", "fmin"].contains(&ufunc.name()) {
                continue;
            }
            // Long enough for the vector loop and what is left of it.
            let (minus, plus) = ([-0.0f64; 77], [0.0f64; 77]);
            for (first, second) in [(minus, plus), (plus, minus)] {
                let mut out = [1.0f64; 77];
                let made = ufunc
                    .loops()
                    .iter()
                    .find(|made| made.dtype(0) == DType::FLOAT64)
                    .unwrap();
                let block = crate::loops::Block {
                    ptrs: [
                        first.as_ptr().cast_mut().cast(),
                        second.as_ptr().cast_mut().cast(),
                        (&raw mut out).cast(),
                        std::ptr::null_mut(),
                    ],
                    inner: [8, 8, 8, 0],
                    outer: [0; 4],
                    n: 77,
                    m: 1,
                };
                // SAFETY: three contiguous operands of 77 elements; the inputs are only read.
                unsafe { made.form(&block.inner)(&block) };
                assert_eq!(
                    out.map(f64::to_bits),
                    second.map(f64::to_bits),
                    "{} {level:?}",
                    ufunc.name()
                );
            }
        }
    }
    assert!(one("maximum", &[0.0f32, -0.0]).0.is_sign_negative());
    assert!(one("fmin", &[-0.0f32, 0.0]).0.is_sign_positive());
}

#[test]
fn inverse_hyperbolic_functions_reach_the_ends() {
    let near = |found: f64, expected: f64| (found / expected - 1.0).abs() < 4.0 * f64::EPSILON;
    for sign in [1.0, -1.0] {
        assert!(near(
            one("arcsinh", &[sign * f64::MAX]).0,
            sign * 710.475860073944
        ));
        assert_eq!(
            one("arcsinh", &[sign as f32 * f32::MAX]).0,
            sign as f32 * 89.415985
        );
        // Where Rust's own loses digits to cancellation.
        assert!(near(
            one("arctanh", &[sign * 0.999999]).0,
            sign * 7.254328619247669
        ));
    }
    assert!(near(one("arccosh", &[f64::MAX]).0, 710.475860073944));
    assert_eq!(one("arccosh", &[f32::MAX]).0, 89.415985);
    assert!(near(one("arccosh", &[1.0 + 1e-10]).0, 1.4142136208675862e-5));
    assert!(one("arccosh", &[-100.0f32]).0.is_nan() && one("arccosh", &[-1.0f64]).0.is_nan());
    assert_eq!(one("spacing", &[-0.0f64]).0.to_bits(), 1);
    assert_eq!(one("spacing", &[-0.0f32]).0.to_bits(), 1);
}

#[test]
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
fn ends_of_domains_raise_numpys_flags() {
    let (none, divide, over, invalid) = (
        FpFlags::NONE,
        FpFlags::DIVIDE,
        FpFlags::OVERFLOW,
        FpFlags::INVALID,
    );
    let inf = f64::INFINITY;
    for (name, inputs, expected) in [
        ("arcsin", &[2.0][..], invalid),
        ("arccos", &[-1.5], invalid),
        ("arccosh", &[0.5], invalid),
        ("arccosh", &[-1.0], invalid),
        ("arccosh", &[-100.0], invalid),
        ("arccosh", &[-inf], invalid),
        ("arccosh", &[f64::MAX], none),
        ("arcsinh", &[-f64::MAX], none),
        ("arctanh", &[1.0], divide),
        ("arctanh", &[-1.0], divide),
        ("arctanh", &[2.0], invalid),
        ("arctanh", &[-inf], invalid),
        ("log", &[0.0], divide),
        ("log", &[-1.0], invalid),
        ("log2", &[0.0], divide),
        ("log2", &[-1.0], invalid),
        ("log10", &[0.0], divide),
        ("log10", &[-1.0], invalid),
        ("log1p", &[-1.0], divide),
        ("log1p", &[-2.0], invalid),
        ("sqrt", &[-1.0], invalid),
        ("exp", &[1e4], over),
        ("exp2", &[1e4], over),
        ("expm1", &[1e4], over),
        ("sinh", &[1e4], over),
        ("cosh", &[-1e4], over),
        ("sin", &[inf], invalid),
        ("cos", &[inf], invalid),
        ("tan", &[-inf], invalid),
        ("reciprocal", &[-0.0], divide),
        ("spacing", &[inf], none),
        ("power", &[0.0, -1.0], divide),
        ("power", &[-1.0, 0.5], invalid),
        ("power", &[10.0, 400.0], over),
        ("fmod", &[1.0, 0.0], invalid),
        ("fmod", &[inf, 1.0], invalid),
        ("remainder", &[1.0, 0.0], invalid),
        ("floor_divide", &[1.0, 0.0], divide),
        ("floor_divide", &[0.0, 0.0], invalid),
        ("hypot", &[f64::MAX, f64::MAX], over),
        ("logaddexp", &[inf, -inf], none),
        ("nextafter", &[f64::MAX, inf], over),
        ("nextafter", &[inf, inf], none),
        ("nextafter", &[inf, 0.0], none),
        ("spacing", &[f64::MAX], over),
    ] {
        let (_, flags) = one::<f64>(name, inputs);
        let flags = FpFlags(flags.0 & !FpFlags::UNDERFLOW.0);
        assert_eq!(flags, expected, "{name} {inputs:?}");
    }
}
