//! Nanoseconds per thousand elements for every loop of the table, by level and form: shows at once where the compiler did not
//! vectorise. `cargo bench -p uniarray-core --bench kernels [-- NAME]` runs the ufuncs whose name contains NAME.

use std::hint::black_box;
use std::time::Instant;

use uniarray_core::array::Array;
use uniarray_core::level::Level;
use uniarray_core::loops::{Block, Loop};
use uniarray_core::table;

/// Small enough for the first-level cache with three operands of eight bytes.
const COUNT: usize = 1000;

/// The best of several runs, in nanoseconds.
fn best(mut work: impl FnMut()) -> f64 {
    let mut least = f64::INFINITY;
    for _ in 0..7 {
        let start = Instant::now();
        for _ in 0..20 {
            work();
        }
        least = least.min(start.elapsed().as_nanos() as f64 / 20.0);
    }
    least
}

/// Times a loop on ones; `repeated` is the input that has stride 0, `in_place` makes the first input the output.
fn time(made: &Loop, repeated: Option<usize>, in_place: bool, gap: isize) -> f64 {
    let arrays: Vec<Array> = (0..made.types().len())
        .map(|operand| {
            let array = Array::zeros(made.dtype(operand), &[COUNT as isize * gap]).expect("a small array");
            let ones = Array::from_vec(vec![1i8]);
            let unsafe_cast = uniarray_core::error::Casting::Unsafe;
            uniarray_core::cast::copy_into(array.view(), ones.view(), unsafe_cast)
                .expect("one element repeats");
            array
        })
        .collect();
    let mut block = Block {
        ptrs: [std::ptr::null_mut(); 4],
        inner: [0; 4],
        outer: [0; 4],
        n: COUNT,
        m: 1,
    };
    for (operand, array) in arrays.iter().enumerate() {
        let source = if in_place && operand == made.nin() {
            &arrays[0]
        } else {
            array
        };
        block.ptrs[operand] = source.view().data();
        block.inner[operand] = if repeated == Some(operand) {
            0
        } else {
            gap * made.dtype(operand).itemsize() as isize
        };
    }
    let kernel = made.form(&block.inner);
    // SAFETY: operands of `COUNT` elements with these strides, of the loop's dtypes; levels come from `available`.
    best(|| _ = unsafe { kernel(black_box(&block)) })
}

fn main() {
    let wanted = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'))
        .unwrap_or_default();
    let builds: Vec<_> = Level::available()
        .map(|level| (level, table::build(level)))
        .collect();
    println!(
        "{:<16}{:<26}{:<10}{:>10}{:>10}{:>10}{:>10}{:>10}",
        "ufunc", "types", "level", "plain", "x,scalar", "scalar,x", "in place", "strided"
    );
    for place in 0..builds[0].1.len() {
        for (level, ufuncs) in &builds {
            let ufunc = &ufuncs[place];
            if !ufunc.name().contains(&*wanted) {
                continue;
            }
            for made in ufunc.loops() {
                let types = made
                    .types()
                    .iter()
                    .map(|num| num.info().name)
                    .collect::<Vec<_>>()
                    .join(",");
                let two = made.nin() == 2;
                let same_size = made.dtype(0).itemsize() == made.dtype(made.nin()).itemsize();
                let cell = |shown: bool, figure: &dyn Fn() -> f64| {
                    if shown {
                        format!("{:.0}", figure())
                    } else {
                        "-".to_owned()
                    }
                };
                println!(
                    "{:<16}{types:<26}{:<10}{:>10}{:>10}{:>10}{:>10}{:>10}",
                    ufunc.name(),
                    format!("{level:?}"),
                    cell(true, &|| time(made, None, false, 1)),
                    cell(two, &|| time(made, Some(1), false, 1)),
                    cell(two, &|| time(made, Some(0), false, 1)),
                    cell(same_size && ufunc.nout() == 1, &|| time(made, None, true, 1)),
                    cell(true, &|| time(made, None, false, 2)),
                );
            }
        }
    }
}
