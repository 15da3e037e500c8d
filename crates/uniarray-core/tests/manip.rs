//! Functions of shape against what NumPy wrote down (`data/make_manip.py`).

use uniarray_core::array::Array;
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Error};
use uniarray_core::index::{Item, Mode, Plan, Slice, plan, put, take};
use uniarray_core::layout::View;
use uniarray_core::manip::{self, Join, Order, Reshaped};
use uniarray_core::window::Window;

use numbered::{extents, numbered, spelled, text};

mod numbered;

#[test]
fn functions_of_shape_give_what_numpys_do() {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/manip.txt");
    let path = std::env::var("MANIP_CASES").unwrap_or_else(|_| committed.to_owned());
    let cases = std::fs::read_to_string(path).expect("the file of cases");
    let mut failures = Vec::new();
    let mut count = 0;
    for line in cases.lines().filter(|line| !line.starts_with('#')) {
        count += 1;
        let [shape, slices, axes, call, expected] = line
            .split('\t')
            .collect::<Vec<_>>()
            .try_into()
            .expect("five fields");
        let whole = numbered(DType::INT64, &extents(shape), 0.0, 1.0);
        let sliced = sliced(whole.view(), slices);
        // SAFETY: planned for this very view.
        let sliced = unsafe { sliced.of(whole.view()) };
        let transposed = manip::transpose(sliced, Some(&extents(axes))).expect("a permutation");
        // SAFETY: as above.
        let ours = spelled(result(unsafe { transposed.of(sliced) }, call));
        if ours != expected {
            failures.push(format!("{line}\nours {ours}\n"));
        }
    }
    assert!(count > 1000, "only {count} cases");
    assert!(
        failures.is_empty(),
        "{} of {count} cases differ:\n{}",
        failures.len(),
        failures[..failures.len().min(15)].join("\n")
    );
}

fn sliced(whole: View<'_>, slices: &str) -> Window {
    let slices = slices.split(' ').filter(|slice| !slice.is_empty()).map(|slice| {
        let mut parts = slice.split(':').map(|part| part.parse().ok());
        let mut part = || parts.next().expect("three parts");
        Item::Slice(Slice::new(part(), part(), part()))
    });
    match plan(whole, &slices.collect::<Vec<_>>()).expect("slices") {
        Plan::Window { window, .. } => window,
        _ => Window::whole(whole),
    }
}

fn result(array: View<'_>, call: &str) -> Result<String, Error> {
    let words: Vec<&str> = call.split(' ').collect();
    let list = |word: usize| extents(words[word]);
    let optional = |word: usize| (words[word] != "None").then(|| extents(words[word]));
    let number = |word: usize| words[word].parse::<isize>().expect("an integer");
    let window = match words[0] {
        "reshape" => match manip::reshape(array, &list(1), Order::parse(words[2]).expect("an order"))? {
            Reshaped::Window(window) => window,
            Reshaped::Copy { shape, order } => return Ok(format!("*{}", copied(array, &shape, order))),
        },
        "transpose" => manip::transpose(array, optional(1).as_deref())?,
        "squeeze" => manip::squeeze(array, optional(1).as_deref())?,
        "expand_dims" => manip::expand_dims(array, &list(1))?,
        "swapaxes" => manip::swapaxes(array, number(1), number(2))?,
        "moveaxis" => manip::moveaxis(array, &list(1), &list(2))?,
        "diagonal" => manip::diagonal(array, number(1), number(2), number(3))?,
        "flip" => manip::flip(array, optional(1).as_deref())?,
        "broadcast_to" => manip::broadcast_to(array, &list(1))?,
        "roll" => {
            let out = Array::zeros(array.dtype(), array.shape())?;
            manip::roll_axes(array, &list(1), &list(2))?.execute(array, out.view())?;
            return Ok(text(out.view()));
        }
        "concatenate" => {
            let others: Vec<Array> = (2..words.len()).map(|word| downwards(&list(word))).collect();
            let inputs: Vec<View<'_>> = [array]
                .into_iter()
                .chain(others.iter().map(Array::view))
                .collect();
            let join = manip::concatenate_shape(&inputs, optional(1).map(|axis| axis[0]))?;
            return executed(&join, &inputs);
        }
        "stack" => {
            let other = downwards(&list(2));
            let inputs = [array, other.view()];
            return executed(&manip::stack_shape(&inputs, number(1))?, &inputs);
        }
        "take" => {
            let indices = Array::from_shape(&list(3), list(4).iter().map(|index| *index as i64).collect());
            let pick = take(
                array,
                indices.view(),
                number(1),
                Mode::parse(words[2]).expect("a mode"),
            )?;
            let out = Array::zeros(array.dtype(), pick.shape())?;
            pick.gather(out.view())?;
            return Ok(text(out.view()));
        }
        "put" => {
            let indices = Array::from_vec(list(2).iter().map(|index| *index as i64).collect());
            let values = downwards(&list(3));
            put(
                array,
                indices.view(),
                values.view(),
                Mode::parse(words[1]).expect("a mode"),
            )?;
            return Ok(text(array));
        }
        name => panic!("no such function: {name}"),
    };
    // SAFETY: made for this very view.
    Ok(text(unsafe { window.of(array) }))
}

/// What the extension does when `reshape` asks for a copy.
fn copied(array: View<'_>, shape: &[isize], order: Order) -> String {
    let copy = Array::zeros(array.dtype(), &[array.size() as isize]).expect("memory");
    let ordered = match order {
        Order::F => manip::transpose(array, None).expect("all axes"),
        _ => Window::whole(array),
    };
    // SAFETY: made for this very view.
    let ordered = unsafe { ordered.of(array) };
    let join = manip::concatenate_shape(&[ordered], None).expect("one array");
    join.execute(&[ordered], copy.view(), Casting::No)
        .expect("the same dtype");
    match manip::reshape(copy.view(), shape, order).expect("the same size") {
        // SAFETY: made for this very view.
        Reshaped::Window(window) => text(unsafe { window.of(copy.view()) }),
        Reshaped::Copy { .. } => panic!("a contiguous array needs no copy"),
    }
}

fn downwards(shape: &[isize]) -> Array {
    numbered(DType::INT64, shape, -1.0, -1.0)
}

fn executed(join: &Join, inputs: &[View<'_>]) -> Result<String, Error> {
    let out = Array::zeros(DType::INT64, join.shape())?;
    join.execute(inputs, out.view(), Casting::SameKind)?;
    Ok(text(out.view()))
}
