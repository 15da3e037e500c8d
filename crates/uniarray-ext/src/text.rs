//! Numbers in text, for `uniarray/_text.py` and its neighbours.

use crate::array::make;
use crate::dtype;
use crate::error::Result;
use crate::read::{self, given};
use hpy::{Args, Ctx, Handle, ListBuilder, ModuleDef, Object, Ref};
use uniarray_core::dtype::{C128, DType, Kind};
use uniarray_core::error::Error;
use uniarray_core::manip::Order;
use uniarray_core::text::{Fields, Row, Syntax, Table, TextNumber, read_row, read_table};

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.function(c"_read_table", table);
    module.function(c"_read_fields", fields);
    module.function(c"_read_row", row);
}

/// The text of the lines of a list.
fn lines<'c>(list: Ref<'_, 'c>) -> Result<Vec<Handle<'c>>> {
    if !list.is_list() {
        return Err(Error::type_error("lines are given as a list").into());
    }
    let mut lines = Vec::new();
    for line in list.iter()? {
        let line = line?;
        if !line.is_str() {
            return Err(Error::type_error("non-string returned while reading data").into());
        }
        lines.push(line);
    }
    Ok(lines)
}

fn texts<'a>(lines: &'a [Handle<'_>]) -> Result<Vec<&'a str>> {
    Ok(lines
        .iter()
        .map(|line| line.as_str())
        .collect::<hpy::Result<_>>()?)
}

/// Delimiter, comment and quote: a character each, or `None`.
fn syntax<'c>([delimiter, comment, quote]: [Ref<'_, 'c>; 3]) -> Result<Syntax> {
    let character = |value: Ref<'_, 'c>| -> Result<Option<char>> {
        let Some(value) = given(Some(value)) else {
            return Ok(None);
        };
        let text = value.as_str()?;
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(only), None) => Ok(Some(only)),
            _ => Err(Error::type_error("control characters are single characters").into()),
        }
    };
    Ok(Syntax {
        delimiter: character(delimiter)?,
        comment: character(comment)?,
        quote: character(quote)?,
    })
}

/// `_read_fields(lines, delimiter, comment, quote)`: a list of the fields for each line that has any.
fn fields<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [list, delimiter, comment, quote] = args.exactly("_read_fields")?;
    let syntax = syntax([delimiter, comment, quote])?;
    let lines = lines(list)?;
    let rows: Vec<_> = Fields::new(texts(&lines)?.into_iter(), syntax).collect();
    let mut result = ListBuilder::new(ctx, rows.len())?;
    for row in rows {
        let mut parts = ListBuilder::new(ctx, row.len())?;
        for part in row {
            parts.push(ctx.text(part)?)?;
        }
        result.push(parts.build()?)?;
    }
    Ok(result.build()?)
}

/// `_read_table(lines, dtype, delimiter, comment, quote, columns, rows, fields)`: the numbers of a part of a table that goes on after so many
/// rows, each of so many fields (or None), with two axes and of the widest type of the dtype's kind; and the fields per row.
fn table<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [list, dtype, delimiter, comment, quote, columns, rows, fields] = args.exactly("_read_table")?;
    let part = Part {
        lines: lines(list)?,
        dtype: dtype::parse(dtype)?,
        syntax: syntax([delimiter, comment, quote])?,
        columns: match given(Some(columns)) {
            Some(columns) => {
                let mut numbers = Vec::new();
                for column in columns.iter()? {
                    numbers.push(column?.extract::<isize>()?);
                }
                Some(numbers)
            }
            None => None,
        },
        rows: rows.extract()?,
        fields: fields.extract()?,
    };
    match part.dtype.kind() {
        Kind::Bool | Kind::Signed => part.read::<i64>(ctx),
        Kind::Unsigned => part.read::<u64>(ctx),
        Kind::Float => part.read::<f64>(ctx),
        Kind::Complex => part.read::<C128>(ctx),
    }
}

struct Part<'c> {
    lines: Vec<Handle<'c>>,
    dtype: DType,
    syntax: Syntax,
    columns: Option<Vec<isize>>,
    rows: usize,
    fields: Option<usize>,
}

impl<'c> Part<'c> {
    fn read<T: TextNumber>(&self, ctx: Ctx<'c>) -> Result<Handle<'c>> {
        let texts = texts(&self.lines)?;
        let before = Table::<T>::after(self.rows, self.fields);
        let (columns, dtype) = (self.columns.as_deref(), self.dtype);
        let table = read_table(texts.into_iter(), self.syntax, columns, dtype, before)?;
        let shape = [
            (table.rows - self.rows).cast_signed(),
            table.columns.cast_signed(),
        ];
        let array = array_of(ctx, &table.numbers, &shape)?;
        Ok(ctx.tuple([array, ctx.object(table.fields)?])?)
    }
}

/// An array of numbers.
fn array_of<'c, T: TextNumber>(ctx: Ctx<'c>, numbers: &[T], shape: &[isize]) -> Result<Handle<'c>> {
    let array = make::empty(ctx, DType::new(T::TYPE), shape, Order::C)?;
    assert_eq!(array.view().size(), numbers.len());
    // SAFETY: the array is new, without gaps, and has room for as many elements of this type.
    unsafe {
        array
            .view()
            .data()
            .copy_from_nonoverlapping(numbers.as_ptr().cast(), size_of_val(numbers));
    }
    Ok(array.into_handle())
}

/// `_read_row(text, dtype, count, separator)`: an array of the numbers in a text, of the widest type of the dtype's kind; how many characters they
/// take; and whether something unknown came before the end.
fn row<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [text, dtype, count, separator] = args.exactly("_read_row")?;
    let (text, separator) = (text.as_str()?, separator.as_str()?);
    let dtype = dtype::parse(dtype)?;
    let count = usize::try_from(read::integer(ctx, Some(count), -1)?).ok();
    match dtype.kind() {
        // Any number that is not zero is true.
        Kind::Bool | Kind::Float => row_result(ctx, text, read_row::<f64>(text, separator, count, dtype)),
        Kind::Signed => row_result(ctx, text, read_row::<i64>(text, separator, count, dtype)),
        Kind::Unsigned => row_result(ctx, text, read_row::<u64>(text, separator, count, dtype)),
        Kind::Complex => row_result(ctx, text, read_row::<C128>(text, separator, count, dtype)),
    }
}

fn row_result<'c, T: TextNumber>(ctx: Ctx<'c>, text: &str, row: Row<T>) -> Result<Handle<'c>> {
    let array = array_of(ctx, &row.numbers, &[row.numbers.len().cast_signed()])?;
    let characters = text[..row.used].chars().count();
    Ok(ctx.tuple([array, ctx.object(characters)?, ctx.object(row.unmatched)?])?)
}
