//! Whatever is read from text: names of dtypes, formats of buffers, rows and tables of numbers. Numbers are those that Rust
//! reads, and what is printed is read again.
#![no_main]

use arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use uniarray_core::dtype::DType;
use uniarray_core::format::{PrintOptions, array_str, scalar_repr};
use uniarray_core::manip::Order;
use uniarray_core::scalar::Scalar;
use uniarray_core::text::{Syntax, Table, read_row, read_table};
use uniarray_core_fuzz::{Placed, dtype, shape};

fn numbers(text: &str, separator: &str) {
    for dtype in [DType::INT8, DType::INT64, DType::UINT64] {
        let row = read_row::<i64>(text, separator, None, dtype);
        assert!(row.used <= text.len() && text.is_char_boundary(row.used));
    }
    let row = read_row::<f64>(text, separator, None, DType::FLOAT64);
    assert!(row.used <= text.len() && text.is_char_boundary(row.used));
    let word = text.trim();
    if let Ok(value) = word.parse::<i64>() {
        let row = read_row::<i64>(word, " ", None, DType::INT64);
        assert_eq!((&row.numbers[..], row.unmatched), (&[value][..], false), "{word}");
    }
    if let (Ok(value), true) = (word.parse::<f64>(), word.contains(|c: char| c.is_ascii_digit())) {
        let row = read_row::<f64>(word, " ", None, DType::FLOAT64);
        assert_eq!((&row.numbers[..], row.unmatched), (&[value][..], false), "{word}");
    }
}

fn tables(u: &mut Unstructured<'_>, text: &str) -> Result<()> {
    let marks = [None, Some(','), Some('#'), Some('"'), Some(' '), Some('é')];
    let syntax = Syntax {
        delimiter: *u.choose(&marks)?,
        comment: *u.choose(&marks)?,
        quote: *u.choose(&marks)?,
    };
    let columns: Vec<isize> = (0..u.int_in_range(0..=3)?)
        .map(|_| u.arbitrary::<i8>().map(isize::from))
        .collect::<Result<_>>()?;
    let columns = u.ratio(1, 3)?.then_some(&columns[..]);
    if let Ok(table) = read_table::<f64>(
        text.lines(),
        syntax,
        columns,
        DType::FLOAT64,
        Table::after(0, None),
    ) {
        assert_eq!(table.numbers.len(), table.rows * table.columns);
    }
    if let Ok(table) = read_table::<i64>(text.lines(), syntax, columns, DType::INT16, Table::after(0, None)) {
        assert_eq!(table.numbers.len(), table.rows * table.columns);
    }
    Ok(())
}

fn printed(u: &mut Unstructured<'_>) -> Result<()> {
    let value: f64 = u.arbitrary()?;
    let text = scalar_repr(Scalar::Float64(value));
    let inner = text.trim_start_matches("np.float64(").trim_end_matches(')');
    let read: f64 = inner.parse().unwrap_or_else(|_| panic!("{text} is no number"));
    assert!(
        read.to_bits() == value.to_bits() || read.is_nan(),
        "{text} instead of {value:e}"
    );
    let extents = shape(u, 3)?;
    let kind = dtype(u)?;
    let array = Placed::draw(u, kind, &extents, true, false)?;
    let options = PrintOptions {
        threshold: u.int_in_range(0..=40)?,
        precision: u.int_in_range(0..=20)?,
        ..PrintOptions::default()
    };
    let text = array_str(array.view(), &options);
    assert_eq!(text.matches('[').count(), text.matches(']').count());
    Ok(())
}

fn check(u: &mut Unstructured<'_>) -> Result<()> {
    printed(u)?;
    let separator: String = u.arbitrary()?;
    let itemsize = u.int_in_range(0..=16)?;
    let lines: String = u.arbitrary()?;
    tables(u, &lines)?;
    let rest = u.len();
    let text = String::from_utf8_lossy(u.bytes(rest)?);
    if let Ok(dtype) = DType::parse(&text) {
        assert_eq!(DType::parse(dtype.name()).ok(), Some(dtype), "{text}");
    }
    if let Some(dtype) = DType::from_buffer_format(&text, itemsize) {
        assert_eq!(dtype.itemsize(), itemsize, "{text}");
    }
    let _ = Order::parse(&text);
    numbers(&text, &separator);
    Ok(())
}

fuzz_target!(|data: &[u8]| {
    let _ = check(&mut Unstructured::new(data));
});
