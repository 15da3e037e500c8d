//! Every row of the table, at every level and in every layout, against its own strided loop one element at a time, and the scalar
//! meaning of the rows against numbers worked out by hand or by NumPy.

use super::*;
use crate::array::Array;
use crate::cast::copy_into;
use crate::dtype::{Bool, C128, DType, Kind, TypeNum};
use crate::error::{Casting, ErrorKind};
use crate::flags::FpFlags;
use crate::layout::View;
use crate::loops::{Block, Loop};
use crate::scalar::{Scalar, Weak};
use crate::ufunc::{CallOptions, Operand};

/// Values in which every dtype finds zeros, signs, extremes and ordinary numbers, in an order that depends on `seed`.
pub(super) fn samples(num: TypeNum, count: usize, seed: u64) -> Array {
    let specials = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        1e300,
        1e-310,
        255.0,
        -128.0,
    ];
    let mut state = seed.wrapping_mul(0x9E3779B97F4A7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let array = Array::zeros(DType::new(num), &[count as isize]).unwrap();
    for place in 0..count as isize {
        let random = next();
        let real = match random % 4 {
            0 => specials[(random >> 8) as usize % specials.len()],
            1 => ((random >> 8) % 41) as f64 - 20.0,
            _ => (random >> 11) as f64 / (1u64 << 53) as f64 * 16.0 - 8.0,
        };
        let other = ((next() >> 8) % 9) as f64 - 4.0;
        let value = match num {
            TypeNum::Complex64 | TypeNum::Complex128 => Scalar::Complex128(C128::new(real, other)),
            // Integers of all sizes, but small exponents and shifts among them.
            _ if num.kind() < crate::dtype::Kind::Float && random % 3 == 0 => Scalar::Int64(next() as i64),
            _ => Scalar::Float64(real),
        };
        let at = array.view().element(&[place]).unwrap();
        // SAFETY: the element's place in `array`, whose dtype is the value's.
        unsafe { value.cast(DType::new(num)).write(at) };
    }
    array
}

pub(super) fn elements_of(view: View<'_>) -> Vec<Scalar> {
    (0..view.size() as isize)
        .map(|place| view.get(&[place]).unwrap())
        .collect()
}

/// Bits may differ between NaNs only.
pub(super) fn same(a: &[Scalar], b: &[Scalar]) -> bool {
    let part = |x: f64, y: f64| x.to_bits() == y.to_bits() || x.is_nan() && y.is_nan();
    a.len() == b.len()
        && a.iter().zip(b).all(|pair| match pair {
            (Scalar::Float16(x), Scalar::Float16(y)) => part((*x).into(), (*y).into()),
            (Scalar::Float32(x), Scalar::Float32(y)) => part((*x).into(), (*y).into()),
            (Scalar::Float64(x), Scalar::Float64(y)) => part(*x, *y),
            (Scalar::Complex64(x), Scalar::Complex64(y)) => {
                part(x.re.into(), y.re.into()) && part(x.im.into(), y.im.into())
            }
            (Scalar::Complex128(x), Scalar::Complex128(y)) => part(x.re, y.re) && part(x.im, y.im),
            (x, y) => x == y,
        })
}

/// One operand's elements spread over memory: count, stride in elements (0 repeats one), from the last to the first if negative.
fn spread(source: View<'_>, stride: isize) -> (Array, *mut u8, isize) {
    let size = source.dtype().itemsize() as isize;
    let count = source.size() as isize;
    let room = Array::zeros(source.dtype(), &[(count * stride.abs().max(1)).max(1)]).unwrap();
    let start = if stride < 0 {
        (count - 1).max(0) * -stride * size
    } else {
        0
    };
    let first = room.view().data().wrapping_offset(start);
    // SAFETY: `count` elements `stride` apart lie within the room.
    let view = unsafe {
        source
            .with_layout(first, source.shape(), &[0; 1])
            .with_dtype(source.dtype())
    };
    for place in 0..count {
        let at = view.data().wrapping_offset(place * stride * size);
        // SAFETY: within the room, as above.
        unsafe { source.get(&[place]).unwrap().write(at) };
    }
    (room, first, stride * size)
}

/// Runs a loop over operands with the given strides (in elements) and returns the outputs.
fn run(made: &Loop, inputs: &[Array], strides: &[isize], n: usize, one_by_one: bool) -> Vec<Vec<Scalar>> {
    let nargs = made.types().len();
    let null = std::ptr::null_mut();
    let mut block = Block {
        ptrs: [null; 4],
        inner: [0; 4],
        outer: [0; 4],
        n,
        m: 1,
    };
    let mut rooms = Vec::new();
    for (operand, &stride) in strides.iter().enumerate().take(nargs) {
        let dtype = made.dtype(operand);
        let source = Array::zeros(dtype, &[n as isize]).unwrap();
        if let Some(input) = inputs.get(operand) {
            let (all, strides) = (input.view(), input.view().strides());
            // SAFETY: the first `n` elements.
            let part = unsafe { all.with_layout(all.data(), source.view().shape(), strides) };
            copy_into(source.view(), part, Casting::No).unwrap();
        }
        let (room, first, stride) = spread(source.view(), stride);
        (block.ptrs[operand], block.inner[operand]) = (first, stride);
        rooms.push(room);
    }
    if one_by_one {
        for place in 0..n as isize {
            let mut single = block;
            single.n = 1;
            for operand in 0..nargs {
                single.ptrs[operand] = block.ptrs[operand].wrapping_offset(place * block.inner[operand]);
            }
            // SAFETY: one element of every operand.
            unsafe { made.strided()(&single) };
        }
    } else {
        // SAFETY: `n` elements of every operand, with the strides that choose the form.
        unsafe { made.form(&block.inner)(&block) };
    }
    (made.nin()..nargs)
        .map(|operand| {
            let stride = [block.inner[operand]];
            let shape = [n as isize];
            // SAFETY: the output's elements.
            elements_of(unsafe { View::new(block.ptrs[operand], made.dtype(operand), &shape, &stride) })
        })
        .collect()
}

/// What the baseline leaves to the platform's library.
const LIBRARY: &[&str] = &[
    "exp",
    "exp2",
    "expm1",
    "log",
    "log2",
    "log10",
    "log1p",
    "sin",
    "cos",
    "tan",
    "arcsin",
    "arccos",
    "arctan",
    "arctan2",
    "sinh",
    "cosh",
    "tanh",
    "arcsinh",
    "arccosh",
    "arctanh",
    "cbrt",
    "power",
    "float_power",
    "hypot",
];

#[test]
fn every_kernel_gives_the_same_in_every_layout_at_every_level() {
    let baseline = build(Level::Baseline);
    for level in Level::available() {
        for (ufunc, oracle) in build(level).iter().zip(&baseline) {
            for (made, plain) in ufunc.loops().iter().zip(oracle.loops()) {
                let inputs: Vec<Array> = (0..made.nin())
                    .map(|input| samples(made.types()[input], 100, 7 + input as u64))
                    .collect();
                let layouts: &[[isize; 4]] = &[
                    [1; 4],
                    [0, 1, 1, 1],
                    [1, 0, 1, 1],
                    [2, 3, 1, 2],
                    [-1, 1, -2, -1],
                    [0, 0, 1, 1],
                    [1, 1, 2, 1],
                ];
                for strides in layouts {
                    for n in [0, 1, 17, 100] {
                        // The platform's library rounds otherwise; how well ours does is asked in `tests/elementary.rs`.
                        let library = match made.types()[0].kind() {
                            Kind::Float => LIBRARY.contains(&ufunc.name()),
                            // That is `hypot` of the parts.
                            Kind::Complex => ufunc.name() == "absolute",
                            _ => false,
                        };
                        let oracle = if library { made } else { plain };
                        let expected = run(oracle, &inputs, strides, n, true);
                        let found = run(made, &inputs, strides, n, false);
                        for output in 0..found.len() {
                            assert!(
                                same(&found[output], &expected[output]),
                                "{} {:?} {level:?} strides {strides:?} n {n}:\n{:?}\n{:?}",
                                ufunc.name(),
                                made.types(),
                                found[output],
                                expected[output]
                            );
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn every_kernel_works_in_place_of_each_input() {
    for level in Level::available() {
        for ufunc in &build(level) {
            for made in ufunc.loops() {
                for place in 0..made.nin() {
                    if made.types()[place].info().itemsize != made.dtype(made.nin()).itemsize()
                        || ufunc.nout() > 1
                    {
                        continue;
                    }
                    let inputs: Vec<Array> = (0..made.nin())
                        .map(|input| samples(made.types()[input], 77, 3 + input as u64))
                        .collect();
                    let expected = run(made, &inputs, &[1; 4], 77, true);
                    let mut block = Block {
                        ptrs: [std::ptr::null_mut(); 4],
                        inner: [0; 4],
                        outer: [0; 4],
                        n: 77,
                        m: 1,
                    };
                    for operand in 0..made.types().len() {
                        block.inner[operand] = made.dtype(operand).itemsize() as isize;
                        block.ptrs[operand] = inputs.get(operand).unwrap_or(&inputs[place]).view().data();
                    }
                    // SAFETY: contiguous operands of 77 elements; the output is the input at `place`, of the same size.
                    let (found, shape) = unsafe {
                        made.form(&block.inner)(&block);
                        (inputs[place].view().with_dtype(made.dtype(made.nin())), [77])
                    };
                    assert_eq!(found.shape(), shape);
                    assert!(
                        same(&elements_of(found), &expected[0]),
                        "{} {:?} in place of {place} at {level:?}",
                        ufunc.name(),
                        made.types()
                    );
                }
            }
        }
    }
}

pub(super) fn call(
    name: &str,
    inputs: &[Operand<'_>],
    options: &CallOptions<'_>,
) -> crate::error::Result<(Array, FpFlags)> {
    let plan = find(name).unwrap().resolve(inputs, &[None], options)?;
    let out = Array::zeros(plan.out_dtype(0), plan.shape())?;
    let flags = plan.execute(inputs, &[out.view()], options)?;
    Ok((out, flags))
}

pub(super) fn of(dtype: &str) -> Array {
    let array = Array::zeros(DType::parse(dtype).unwrap(), &[1]).unwrap();
    copy_into(array.view(), Array::from_vec(vec![1i8]).view(), Casting::Unsafe).unwrap();
    array
}

/// Result dtypes that NumPy 2.5 gives; where it gives float16, which is not here yet, the next loop is float32.
#[test]
fn loops_are_chosen_as_numpy_chooses_them() {
    for (name, inputs, expected) in [
        ("add", &["i1", "u1"][..], "i2"),
        ("add", &["i8", "u8"], "f8"),
        ("divide", &["i1", "i1"], "f8"),
        ("divide", &["b1", "b1"], "f8"),
        ("divide", &["i1", "f4"], "f4"),
        ("floor_divide", &["b1", "b1"], "i1"),
        ("power", &["b1", "b1"], "i1"),
        ("left_shift", &["b1", "b1"], "i1"),
        ("arctan2", &["i2", "u2"], "f4"),
        ("arctan2", &["i4", "i1"], "f8"),
        ("sin", &["i1"], "f2"),
        ("sin", &["i2"], "f4"),
        ("add", &["f2", "i1"], "f2"),
        ("add", &["f2", "i2"], "f4"),
        ("absolute", &["f2"], "f2"),
        ("sqrt", &["i2"], "f4"),
        ("sqrt", &["u4"], "f8"),
        ("absolute", &["c8"], "f4"),
        ("absolute", &["b1"], "b1"),
        ("square", &["b1"], "i1"),
        ("conjugate", &["b1"], "i1"),
        ("floor", &["i4"], "i4"),
        ("isnan", &["i4"], "b1"),
        ("logical_and", &["c8", "f8"], "b1"),
        ("less", &["i8", "u8"], "b1"),
        ("fmax", &["i1", "u8"], "f8"),
        ("float_power", &["i1", "i1"], "f8"),
        ("float_power", &["c8", "i1"], "c16"),
        ("bitwise_count", &["i8"], "u1"),
        ("ldexp", &["f4", "i8"], "f4"),
        ("maximum", &["c8", "c8"], "c8"),
    ] {
        let arrays: Vec<Array> = inputs.iter().map(|dtype| of(dtype)).collect();
        let operands: Vec<_> = arrays.iter().map(|array| Operand::Array(array.view())).collect();
        let (out, _) = call(name, &operands, &CallOptions::default()).unwrap();
        assert_eq!(
            out.view().dtype(),
            DType::parse(expected).unwrap(),
            "{name} {inputs:?}"
        );
    }
}

#[test]
fn python_numbers_are_weak() {
    for (name, array, number, expected) in [
        ("add", "u1", Weak::Int(3), "u1"),
        ("add", "i1", Weak::Float(1.0), "f8"),
        ("add", "b1", Weak::Int(1), "i8"),
        ("power", "f4", Weak::Int(2), "f4"),
        ("arctan2", "i1", Weak::Float(1.0), "f8"),
        ("ldexp", "f8", Weak::Int(3), "f8"),
        ("logical_and", "i1", Weak::Float(1.5), "b1"),
        ("add", "f4", Weak::Complex(C128::new(0.0, 1.0)), "c8"),
    ] {
        let array = of(array);
        let operands = [Operand::Array(array.view()), Operand::Weak(number)];
        let (out, _) = call(name, &operands, &CallOptions::default()).unwrap();
        assert_eq!(
            out.view().dtype(),
            DType::parse(expected).unwrap(),
            "{name} {number:?}"
        );
    }
    let (out, _) = call(
        "add",
        &[Operand::Weak(Weak::Int(1)), Operand::Weak(Weak::Float(2.5))],
        &CallOptions::default(),
    )
    .unwrap();
    assert_eq!(out.to_vec::<f64>(), [3.5]);
}

#[test]
fn comparisons_know_integers_beyond_the_dtype() {
    let bytes = Array::from_vec(vec![0u8, 255]);
    let array = Operand::Array(bytes.view());
    for (name, number, array_first, expected) in [
        ("less", Weak::Int(300), true, true),
        ("less", Weak::Int(-1), true, false),
        ("greater", Weak::Int(-1), true, true),
        ("greater_equal", Weak::Int(300), false, true),
        ("equal", Weak::Int(256), true, false),
        ("not_equal", Weak::LongInt(1e40), true, true),
        ("less_equal", Weak::LongInt(-1e40), true, false),
    ] {
        let number = Operand::Weak(number);
        let operands = if array_first {
            [array, number]
        } else {
            [number, array]
        };
        let (out, _) = call(name, &operands, &CallOptions::default()).unwrap();
        assert_eq!(
            out.to_vec::<Bool>(),
            [Bool::from(expected); 2],
            "{name} {number:?}"
        );
    }
    let error = call(
        "add",
        &[array, Operand::Weak(Weak::Int(300))],
        &CallOptions::default(),
    )
    .unwrap_err();
    assert_eq!(
        (error.kind(), &*error.to_string()),
        (ErrorKind::Overflow, "Python integer 300 out of bounds for uint8")
    );
    let signed = Array::from_vec(vec![-1i64, i64::MAX]);
    let unsigned = Array::from_vec(vec![0u64, u64::MAX]);
    let operands = [Operand::Array(signed.view()), Operand::Array(unsigned.view())];
    let (out, _) = call("less", &operands, &CallOptions::default()).unwrap();
    assert_eq!(out.to_vec::<Bool>(), [Bool::TRUE; 2]);
}

#[test]
fn refusals_have_numpys_sentences() {
    let (float, truth, int) = (of("f8"), of("b1"), of("i8"));
    let (float, truth, int) = (
        Operand::Array(float.view()),
        Operand::Array(truth.view()),
        Operand::Array(int.view()),
    );
    let error = |name: &str, inputs: &[Operand<'_>], options: CallOptions<'_>| {
        call(name, inputs, &options).unwrap_err().to_string()
    };
    let plain = CallOptions::default();
    assert!(
        error("subtract", &[truth, truth], plain)
            .starts_with("numpy boolean subtract, the `-` operator, is not")
    );
    assert!(
        error("negative", &[truth], plain)
            .starts_with("The numpy boolean negative, the `-` operator, is not")
    );
    assert_eq!(
        error("bitwise_and", &[float, float], plain),
        "ufunc 'bitwise_and' not supported for the input types, and the inputs could not be safely coerced to any supported \
         types according to the casting rule ''safe''"
    );
    assert_eq!(
        error("positive", &[truth], plain),
        "ufunc 'positive' did not contain a loop with signature matching types <class 'numpy.dtypes.BoolDType'> -> None"
    );
    assert_eq!(
        error(
            "add",
            &[float, float],
            CallOptions::default().with_dtype(find("add").unwrap(), DType::INT32)
        ),
        "Cannot cast ufunc 'add' input 0 from dtype('float64') to dtype('int32') with casting rule 'same_kind'"
    );
    assert_eq!(
        error(
            "less",
            &[int, int],
            CallOptions::default().with_dtype(find("less").unwrap(), DType::FLOAT64)
        ),
        "No loop matching the specified signature and casting was found for ufunc less"
    );
    assert_eq!(
        error("power", &[int, Operand::Weak(Weak::Int(-1))], plain),
        "Integers to negative integer powers are not allowed."
    );
    let out = Array::zeros(DType::INT64, &[1]).unwrap();
    let add = find("add").unwrap();
    assert_eq!(
        add.resolve(&[float, float], &[Some(out.view())], &plain)
            .unwrap_err()
            .to_string(),
        "Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'"
    );
    let table = Array::zeros(DType::FLOAT64, &[2, 3]).unwrap();
    let four = Array::zeros(DType::FLOAT64, &[4]).unwrap();
    let three = Array::zeros(DType::FLOAT64, &[3]).unwrap();
    let (table, four) = (Operand::Array(table.view()), Operand::Array(four.view()));
    assert_eq!(
        error("add", &[table, four], plain),
        "operands could not be broadcast together with shapes (2,3) (4,) "
    );
    let mask = Array::zeros(DType::BOOL, &[2]).unwrap();
    let masked = CallOptions {
        mask: Some(mask.view()),
        ..plain
    };
    let one = Operand::Weak(Weak::Int(1));
    assert_eq!(
        add.resolve(
            &[Operand::Array(three.view()), one],
            &[Some(three.view())],
            &masked
        )
        .unwrap_err()
        .to_string(),
        "operands could not be broadcast together with shapes (3,) () (3,) (2,) "
    );
    assert_eq!(
        add.resolve(&[table, float], &[Some(three.view())], &plain)
            .unwrap_err()
            .to_string(),
        "non-broadcastable output operand with shape (3,) doesn't match the broadcast shape (2,3)"
    );
}

#[test]
fn exceptions_are_reported_and_comparisons_are_quiet() {
    let zeros = Array::zeros(DType::INT32, &[40]).unwrap();
    let ones = Array::from_vec(vec![1i32; 40]);
    let (zeros, ones) = (Operand::Array(zeros.view()), Operand::Array(ones.view()));
    let plain = CallOptions::default();
    assert_eq!(
        call("floor_divide", &[ones, zeros], &plain).unwrap().1,
        FpFlags::DIVIDE
    );
    assert_eq!(call("divide", &[ones, zeros], &plain).unwrap().1, FpFlags::DIVIDE);
    assert_eq!(
        call("divide", &[zeros, zeros], &plain).unwrap().1,
        FpFlags::INVALID
    );
    assert_eq!(call("add", &[ones, ones], &plain).unwrap().1, FpFlags::NONE);
    let nan = Array::from_vec(vec![f64::NAN; 40]);
    let nan = Operand::Array(nan.view());
    for name in [
        "less", "maximum", "fmin", "equal", "isnan", "sign", "floor", "add", "absolute", "negative", "sqrt",
    ] {
        let inputs = [nan, nan];
        let nin = find(name).unwrap().nin();
        assert_eq!(
            call(name, &inputs[..nin], &plain).unwrap().1,
            FpFlags::NONE,
            "{name}"
        );
    }
    let minus = Array::from_vec(vec![-1.0f64; 40]);
    assert_eq!(
        call("sqrt", &[Operand::Array(minus.view())], &plain).unwrap().1,
        FpFlags::INVALID
    );
    assert_eq!(call("log", &[zeros], &plain).unwrap().1, FpFlags::DIVIDE);
}

/// Outputs that lie across the inputs, masks, casts in chunks and broadcasting, against single elements.
#[test]
fn calls_are_right_however_operands_lie() {
    let values: Vec<i32> = (0..3000).collect();
    let array = Array::from_vec(values.clone());
    let part = |start: usize| {
        // SAFETY: 2990 elements from `start` <= 10.
        unsafe {
            array
                .view()
                .with_layout(array.view().data().wrapping_add(4 * start), &[2990], &[4])
        }
    };
    let add = find("add").unwrap();
    let inputs = [Operand::Array(part(0)), Operand::Array(part(3))];
    let plain = CallOptions::default();
    let plan = add.resolve(&inputs, &[Some(part(7))], &plain).unwrap();
    plan.execute(&inputs, &[part(7)], &plain).unwrap();
    let expected: Vec<i32> = (0..7)
        .chain((0..2990).map(|i| 2 * i + 3))
        .chain(2997..3000)
        .collect();
    assert_eq!(array.to_vec::<i32>(), expected);

    let ints = Array::from_vec(values);
    let halves = Array::from_vec(vec![0.5f32; 3000]);
    let mask = Array::from_vec((0..3000).map(|i| Bool::from(i % 7 < 4)).collect());
    let out = Array::from_vec(vec![-1i16; 3000]);
    let options = CallOptions {
        casting: Casting::Unsafe,
        mask: Some(mask.view()),
        ..Default::default()
    };
    let inputs = [Operand::Array(ints.view()), Operand::Array(halves.view())];
    let plan = find("multiply")
        .unwrap()
        .resolve(&inputs, &[Some(out.view())], &options)
        .unwrap();
    plan.execute(&inputs, &[out.view()], &options).unwrap();
    let expected: Vec<i16> = (0..3000).map(|i| if i % 7 < 4 { i / 2 } else { -1 }).collect();
    assert_eq!(out.to_vec::<i16>(), expected);

    let column = Array::from_shape(&[3, 1], vec![10i8, 20, 30]);
    let row = Array::from_vec(vec![1i16, 2]);
    let inputs = [Operand::Array(column.view()), Operand::Array(row.view())];
    let (sum, _) = call("add", &inputs, &plain).unwrap();
    assert_eq!(
        (sum.view().shape(), sum.to_vec::<i16>()),
        (&[3isize, 2][..], vec![11, 12, 21, 22, 31, 32])
    );
}
