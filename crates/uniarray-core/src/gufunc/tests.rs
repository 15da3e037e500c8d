use super::*;
use crate::array::Array;
use crate::cast::copy_into;
use crate::dtype::DType;
use crate::error::{Casting, ErrorKind};
use crate::flags::FpFlags;
use crate::layout::{Dims, View, size_of_shape};
use crate::scalar::Scalar;

/// Small numbers in a row, as an array of any dtype.
fn array(dtype: DType, shape: &[isize]) -> Array {
    let values: Vec<i64> = (0..size_of_shape(shape) as i64)
        .map(|place| place * 7 % 5)
        .collect();
    let array = Array::zeros(dtype, shape).unwrap();
    copy_into(
        array.view(),
        Array::from_shape(shape, values).view(),
        Casting::Unsafe,
    )
    .unwrap();
    array
}

fn number(view: View<'_>, index: &[isize]) -> i64 {
    match view.get(index).expect("an element").cast(DType::INT64) {
        Scalar::Int64(value) => value,
        other => panic!("{other:?}"),
    }
}

fn call(name: &str, a: View<'_>, b: View<'_>) -> crate::error::Result<(Array, FpFlags)> {
    let plan = find(name)
        .unwrap()
        .resolve([a, b], None, &GufuncOptions::default())?;
    let out = Array::zeros(plan.dtype(), plan.shape())?;
    let flags = plan.execute([a, b], out.view())?;
    Ok((out, flags))
}

/// The same elements with other strides: axes turned round in memory, in steps of two, and backwards.
fn spread(array: &Array, layout: usize) -> (Array, Dims, isize) {
    let shape = array.view().shape();
    let ndim = shape.len();
    let (turn, step, backwards) = [
        (false, 1, false),
        (true, 1, false),
        (false, 2, true),
        (true, 2, false),
    ][layout];
    let mut room: Vec<isize> = shape.iter().map(|extent| extent * step).collect();
    if turn {
        room.reverse();
    }
    let memory = Array::zeros(array.view().dtype(), &room).unwrap();
    let (mut strides, mut offset) = (Dims::new(), 0);
    for (axis, &extent) in shape.iter().enumerate() {
        let own = if turn { ndim - 1 - axis } else { axis };
        let stride = memory.view().strides()[own] * step;
        if backwards && extent > 0 {
            offset += stride * (extent - 1);
            strides.push(-stride);
        } else {
            strides.push(stride);
        }
    }
    (memory, strides, offset)
}

#[test]
fn products_of_every_dtype_layout_and_size_are_sums_of_products() {
    let sizes = [
        [2, 3, 4],
        [1, 5, 1],
        [7, 1, 3],
        [3, 0, 2],
        [0, 3, 2],
        [13, 40, 9],
        [20, 33, 17],
    ];
    for dtype in TypeNum::all().map(DType::new) {
        for [rows, inner, columns] in sizes {
            let (a, b) = (array(dtype, &[rows, inner]), array(dtype, &[inner, columns]));
            for layout in 0..16 {
                let (one, steps, start) = spread(&a, layout % 4);
                let (two, other_steps, other_start) = spread(&b, layout / 4);
                // SAFETY: `spread` made room for these elements.
                let (left, right) = unsafe {
                    (
                        one.view().with_layout(
                            one.view().data().wrapping_offset(start),
                            a.view().shape(),
                            &steps,
                        ),
                        two.view().with_layout(
                            two.view().data().wrapping_offset(other_start),
                            b.view().shape(),
                            &other_steps,
                        ),
                    )
                };
                copy_into(left, a.view(), Casting::No).unwrap();
                copy_into(right, b.view(), Casting::No).unwrap();
                let (out, flags) = call("matmul", left, right).unwrap();
                assert_eq!(flags, FpFlags::NONE);
                for row in 0..rows {
                    for column in 0..columns {
                        let sum: i64 = (0..inner)
                            .map(|k| number(a.view(), &[row, k]) * number(b.view(), &[k, column]))
                            .sum();
                        let expected = Scalar::Int64(sum).cast(dtype);
                        let found = out.view().get(&[row, column]).unwrap();
                        assert_eq!(found, expected, "{dtype} {rows} {inner} {columns} {layout}");
                    }
                }
            }
        }
    }
}

#[test]
fn stacks_broadcast_and_vectors_stand_for_matrices() {
    let shapes: [(&[isize], &[isize], &[isize]); 8] = [
        (&[5, 2, 3], &[3, 4], &[5, 2, 4]),
        (&[2, 3], &[5, 3, 4], &[5, 2, 4]),
        (&[6, 1, 2, 3], &[5, 3, 4], &[6, 5, 2, 4]),
        (&[3], &[5, 3, 4], &[5, 4]),
        (&[5, 2, 3], &[3], &[5, 2]),
        (&[3], &[3], &[]),
        (&[40, 15, 12], &[12, 14], &[40, 15, 14]),
        (&[0, 2, 3], &[3, 4], &[0, 2, 4]),
    ];
    for (first, second, expected) in shapes {
        let (a, b) = (array(DType::FLOAT64, first), array(DType::FLOAT64, second));
        let (out, _) = call("matmul", a.view(), b.view()).unwrap();
        assert_eq!(out.view().shape(), expected);
        let mut index = vec![0; expected.len()];
        for place in 0..size_of_shape(expected) {
            let mut rest = place as isize;
            for axis in (0..expected.len()).rev() {
                index[axis] = rest % expected[axis];
                rest /= expected[axis];
            }
            // The stack's indices, the row and the column of this element.
            let core = usize::from(first.len() > 1) + usize::from(second.len() > 1);
            let (stack, core_index) = index.split_at(index.len() - core);
            let of = |shape: &[isize], view: View<'_>, own: &[isize]| {
                let depth = shape.len() - own.len();
                let mut at: Vec<isize> = stack[stack.len() - depth..].to_vec();
                at.iter_mut()
                    .zip(shape)
                    .for_each(|(index, extent)| *index %= extent);
                at.extend(own);
                number(view, &at)
            };
            let sum: i64 = (0..*first.last().unwrap())
                .map(|k| {
                    let row: Vec<isize> = if first.len() > 1 {
                        vec![core_index[0], k]
                    } else {
                        vec![k]
                    };
                    let column: Vec<isize> = if second.len() > 1 {
                        vec![k, core_index[core - 1]]
                    } else {
                        vec![k]
                    };
                    of(first, a.view(), &row) * of(second, b.view(), &column)
                })
                .sum();
            assert_eq!(number(out.view(), &index), sum, "{first:?} {second:?} {index:?}");
        }
    }
}

#[test]
fn an_output_may_share_memory_with_the_inputs() {
    for size in [3isize, 30] {
        let original = array(DType::FLOAT64, &[size, size]);
        let (expected, _) = call("matmul", original.view(), original.view()).unwrap();
        let a = array(DType::FLOAT64, &[size, size]);
        let view = a.view();
        let plan = find("matmul")
            .unwrap()
            .resolve([view, view], Some(view), &GufuncOptions::default())
            .unwrap();
        plan.execute([view, view], view).unwrap();
        assert_eq!(a.to_vec::<f64>(), expected.to_vec::<f64>());
    }
}

#[test]
fn elements_at_odd_addresses_are_products_too() {
    let (rows, bytes) = (16isize, 16 * 16 * 8);
    let memory = Array::zeros(DType::INT8, &[bytes + 1]).unwrap();
    let plain = array(DType::FLOAT64, &[rows, rows]);
    let strides = [8 * rows, 8];
    // SAFETY: the memory has one byte more than these elements.
    let odd = unsafe {
        memory
            .view()
            .with_dtype(DType::INT8)
            .with_layout(memory.view().data().wrapping_add(1), &[], &[])
    };
    // SAFETY: the same memory as floats.
    let odd = unsafe { View::new(odd.data(), DType::FLOAT64, plain.view().shape(), &strides) };
    copy_into(odd, plain.view(), Casting::No).unwrap();
    let (expected, _) = call("matmul", plain.view(), plain.view()).unwrap();
    let (found, _) = call("matmul", odd, odd).unwrap();
    assert_eq!(found.to_vec::<f64>(), expected.to_vec::<f64>());
}

#[test]
fn an_infinity_at_an_edge_is_no_invalid_operation_unless_it_meets_a_zero() {
    for size in [5isize, 13, 21] {
        let ones = |shape: &[isize], special: f64| {
            let mut values = vec![1.0; size_of_shape(shape)];
            values[0] = special;
            Array::from_shape(shape, values)
        };
        let (a, b) = (ones(&[size, 17], 1.0), ones(&[17, size], f64::INFINITY));
        let (_, flags) = call("matmul", a.view(), b.view()).unwrap();
        assert_eq!(flags, FpFlags::NONE, "{size}");
        let (zero, nan) = (ones(&[size, 17], 0.0), ones(&[size, 17], f64::NAN));
        assert_eq!(call("matmul", zero.view(), b.view()).unwrap().1, FpFlags::INVALID);
        assert_eq!(call("matmul", nan.view(), b.view()).unwrap().1, FpFlags::NONE);
        let huge = ones(&[size, 17], 1e308);
        assert_eq!(
            call("matmul", huge.view(), ones(&[17, size], 10.0).view())
                .unwrap()
                .1,
            FpFlags::OVERFLOW
        );
    }
}

/// Numbers whose products and sums are rounded.
fn rounded(dtype: DType, shape: &[isize]) -> Array {
    let number =
        |place: isize| crate::dtype::C128::new(1.0 / (place + 1) as f64, 3.0 / (place + 7) as f64 - 0.2);
    let numbers = (0..size_of_shape(shape) as isize).map(number).collect::<Vec<_>>();
    let array = Array::zeros(dtype, shape).unwrap();
    copy_into(
        array.view(),
        Array::from_shape(shape, numbers).view(),
        Casting::Unsafe,
    )
    .unwrap();
    array
}

#[test]
fn every_level_gives_the_same_sums() {
    for dtype in [
        DType::FLOAT32,
        DType::FLOAT64,
        DType::COMPLEX64,
        DType::COMPLEX128,
    ] {
        for (rows, inner) in [(1, 3), (1, 70), (7, 33), (9, 95), (6, 500)] {
            let (a, v) = (rounded(dtype, &[rows, inner]), rounded(dtype, &[inner]));
            for name in ["matmul", "vecdot", "matvec"] {
                let results = Level::available().map(|level| {
                    let table: &'static [Gufunc] = build(level).leak();
                    let gufunc = table.iter().find(|gufunc| gufunc.ufunc.name() == name).unwrap();
                    let inputs = [a.view(), v.view()];
                    let plan = gufunc.resolve(inputs, None, &GufuncOptions::default()).unwrap();
                    let out = Array::zeros(plan.dtype(), plan.shape()).unwrap();
                    plan.execute(inputs, out.view()).unwrap();
                    let wide = Array::zeros(DType::COMPLEX128, plan.shape()).unwrap();
                    copy_into(wide.view(), out.view(), Casting::Safe).unwrap();
                    wide.to_vec::<crate::dtype::C128>()
                });
                let results: Vec<_> = results.collect();
                assert!(
                    results.iter().all(|result| *result == results[0]),
                    "{name} of {dtype:?}, {rows} by {inner}: {results:?}"
                );
            }
        }
    }
}

#[test]
fn the_first_vector_is_conjugated() {
    let a = Array::from_vec(vec![
        crate::dtype::C128::new(0.0, 1.0),
        crate::dtype::C128::new(2.0, 0.0),
    ]);
    let (dot, _) = call("vecdot", a.view(), a.view()).unwrap();
    assert_eq!(
        dot.to_vec::<crate::dtype::C128>(),
        [crate::dtype::C128::new(5.0, 0.0)]
    );
    let (plain, _) = call("matmul", a.view(), a.view()).unwrap();
    assert_eq!(
        plain.to_vec::<crate::dtype::C128>(),
        [crate::dtype::C128::new(3.0, 0.0)]
    );
}

#[test]
fn sentences_are_numpys() {
    let ones = |shape: &[isize]| array(DType::INT64, shape);
    let told = |first: &[isize], second: &[isize]| {
        call("matmul", ones(first).view(), ones(second).view())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        told(&[2], &[3]),
        "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) \
         (size 3 is different from 2)"
    );
    assert_eq!(
        told(&[], &[3]),
        "matmul: Input operand 0 does not have enough dimensions (has 0, gufunc core with signature \
         (n?,k),(k,m?)->(n?,m?) requires 1)"
    );
    assert_eq!(
        told(&[7, 5, 3], &[4, 3, 2]),
        "operands could not be broadcast together with remapped shapes [original->remapped]: \
         (7,5,3)->(7,newaxis,newaxis) (4,3,2)->(4,newaxis,newaxis)  and requested shape (5,2)"
    );
}

#[test]
fn axes_say_where_the_core_dimensions_lie() {
    let (a, b) = (array(DType::INT64, &[3, 2]), array(DType::INT64, &[3, 4]));
    let items = [
        AxesItem::Tuple(vec![1, 0]),
        AxesItem::Tuple(vec![0, 1]),
        AxesItem::Tuple(vec![1, 0]),
    ];
    let options = GufuncOptions {
        axes: Axes::Each(&items),
        ..GufuncOptions::default()
    };
    let matmul = find("matmul").unwrap();
    let plan = matmul.resolve([a.view(), b.view()], None, &options).unwrap();
    assert_eq!(plan.shape(), [4, 2]);
    let out = Array::zeros(plan.dtype(), plan.shape()).unwrap();
    plan.execute([a.view(), b.view()], out.view()).unwrap();
    let sum: i64 = (0..3)
        .map(|k| number(a.view(), &[k, 1]) * number(b.view(), &[k, 2]))
        .sum();
    assert_eq!(number(out.view(), &[2, 1]), sum);
    let wrong = |items: &[AxesItem]| {
        let axes = Axes::Each(items);
        let options = GufuncOptions {
            axes,
            ..GufuncOptions::default()
        };
        matmul.resolve([a.view(), b.view()], None, &options).unwrap_err()
    };
    let one = || AxesItem::Tuple(vec![0, 1]);
    assert_eq!(
        wrong(&[AxesItem::Tuple(vec![1, 1]), one(), one()]).to_string(),
        "axes item 0 has value 1 repeated"
    );
    assert_eq!(wrong(&[AxesItem::One(1), one(), one()]).kind(), ErrorKind::Axis);
    assert_eq!(wrong(&[AxesItem::Neither, one(), one()]).kind(), ErrorKind::Type);
    assert_eq!(wrong(&[one()]).kind(), ErrorKind::Value);
}

#[test]
fn products_are_the_same_whoever_computes_them() {
    for dtype in [
        DType::FLOAT32,
        DType::FLOAT64,
        DType::COMPLEX64,
        DType::COMPLEX128,
    ] {
        let (a, b) = (array(dtype, &[37, 20]), array(dtype, &[20, 50]));
        let expected = call("matmul", a.view(), b.view()).unwrap().0;
        for level in Level::available() {
            let gufuncs = Vec::leak(build(level));
            let inputs = [a.view(), b.view()];
            let plan = gufuncs[0]
                .resolve(inputs, None, &GufuncOptions::default())
                .unwrap();
            let out = Array::zeros(dtype, plan.shape()).unwrap();
            plan.execute(inputs, out.view()).unwrap();
            for index in [[0, 0], [36, 49], [17, 5], [2, 48]] {
                assert_eq!(
                    number(out.view(), &index),
                    number(expected.view(), &index),
                    "{dtype:?} at {level:?}"
                );
            }
        }
    }
}
