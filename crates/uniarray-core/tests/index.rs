//! Reading and writing through indices against what NumPy wrote down (`data/make_index.py`).

use uniarray_core::array::Array;
use uniarray_core::dtype::{Bool, DType};
use uniarray_core::error::Error;
use uniarray_core::index::{Item, Plan, Slice, plan};
use uniarray_core::layout::View;

use numbered::{extents, numbered, spelled, text};

mod numbered;

#[test]
fn indices_read_and_write_what_numpys_do() {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/index.txt");
    let path = std::env::var("INDEX_CASES").unwrap_or_else(|_| committed.to_owned());
    let cases = std::fs::read_to_string(path).expect("the file of cases");
    let mut failures = Vec::new();
    let mut count = 0;
    for line in cases.lines().filter(|line| !line.starts_with('#')) {
        count += 1;
        let [dtype, shape, first, index, read, value_shape, after] = line
            .split('\t')
            .collect::<Vec<_>>()
            .try_into()
            .expect("seven fields");
        let whole = numbered(DType::parse(dtype).expect("a dtype"), &extents(shape), 0.0, 1.0);
        let arrays = read_arrays(index);
        let first = read_items(first, &[]);
        let items = read_items(index, &arrays);
        let (ours_read, ours_after) = through_first(whole.view(), &first, |seen| {
            let read = spelled(reading(seen, &items));
            let after = (!after.is_empty())
                .then(|| spelled(writing(seen, &items, &extents(value_shape)).map(|()| text(whole.view()))));
            (read, after.unwrap_or_default())
        });
        if ours_read != read || ours_after != after {
            failures.push(format!("{line}\nread  {ours_read}\nafter {ours_after}\n"));
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

/// Calls `body` with what the first index, of slices, leaves of the array.
fn through_first<T>(whole: View<'_>, first: &[Item<'_>], body: impl FnOnce(View<'_>) -> T) -> T {
    match plan(whole, first).expect("slices") {
        // SAFETY: planned for this very view.
        Plan::Window { window, .. } => body(unsafe { window.of(whole) }),
        _ => body(whole),
    }
}

fn reading(seen: View<'_>, items: &[Item<'_>]) -> Result<String, Error> {
    Ok(match plan(seen, items)? {
        Plan::Element(offset) => {
            // SAFETY: the element that the plan names.
            text(unsafe { seen.with_layout(seen.data().wrapping_offset(offset), &[], &[]) })
        }
        // SAFETY: planned for this very view.
        Plan::Window { window, .. } => text(unsafe { window.of(seen) }),
        Plan::Pick(pick) => {
            let out = Array::zeros(seen.dtype(), pick.shape())?;
            pick.gather(out.view())?;
            text(out.view())
        }
    })
}

fn writing(seen: View<'_>, items: &[Item<'_>], value_shape: &[isize]) -> Result<(), Error> {
    let Plan::Pick(pick) = plan(seen, items)? else {
        panic!("an array among the items")
    };
    pick.scatter(numbered(seen.dtype(), value_shape, -1.0, -1.0).view())
}

fn read_arrays(index: &str) -> Vec<Array> {
    index
        .split(' ')
        .filter_map(|word| word.strip_prefix('a'))
        .map(read_array)
        .collect()
}

fn read_array(word: &str) -> Array {
    let (dtype, rest) = word.split_once('(').expect("a shape");
    let (shape, numbers) = rest.split_once(')').expect("elements");
    let (shape, numbers) = (extents(shape), extents(numbers));
    macro_rules! of {
        ($convert:expr) => {
            Array::from_shape(&shape, numbers.into_iter().map($convert).collect())
        };
    }
    match dtype {
        "b1" => of!(|number| Bool(number as u8)),
        "i1" => of!(|number| number as i8),
        "u1" => of!(|number| number as u8),
        "i2" => of!(|number| number as i16),
        "u2" => of!(|number| number as u16),
        "i4" => of!(|number| number as i32),
        "u4" => of!(|number| number as u32),
        "i8" => of!(|number| number as i64),
        "u8" => of!(|number| number as u64),
        _ => panic!("no such dtype: {dtype}"),
    }
}

fn read_items<'a>(text: &str, arrays: &'a [Array]) -> Vec<Item<'a>> {
    let mut arrays = arrays.iter();
    let item = |word: &str| match word.split_at(1) {
        ("i", number) => Item::Int(number.parse().expect("an integer")),
        ("s", parts) => {
            let mut parts = parts.split(':').map(|part| part.parse().ok());
            let mut part = || parts.next().expect("three parts");
            Item::Slice(Slice::new(part(), part(), part()))
        }
        ("e", _) => Item::Ellipsis,
        ("n", _) => Item::NewAxis,
        ("t", _) => Item::Bool(true),
        ("f", _) => Item::Bool(false),
        ("a", _) => Item::Array(arrays.next().expect("an array").view()),
        _ => panic!("no such item: {word}"),
    };
    text.split(' ')
        .filter(|word| !word.is_empty())
        .map(item)
        .collect()
}
