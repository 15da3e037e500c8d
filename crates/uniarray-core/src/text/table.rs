//! Tables of numbers.

use super::fields::{Fields, Syntax};
use super::number::TextNumber;
use crate::dtype::DType;
use crate::error::{Error, Result};

/// What was read of a table, and what is known of the part before.
#[derive(Clone, PartialEq, Debug)]
pub struct Table<T> {
    /// The numbers, row by row.
    pub numbers: Vec<T>,
    /// Numbers per row that are taken.
    pub columns: usize,
    /// Rows, with those of the parts before.
    pub rows: usize,
    /// Fields per row, taken or not; `None` before the first.
    pub fields: Option<usize>,
}

impl<T> Table<T> {
    /// A table that goes on after so many rows with so many fields.
    pub fn after(rows: usize, fields: Option<usize>) -> Table<T> {
        Table {
            numbers: Vec::new(),
            columns: 0,
            rows,
            fields,
        }
    }
}

/// Reads lines of numbers of one dtype (or of the widest of its kind) into a table. `columns` are the ones to take, from the end if negative;
/// all if `None`.
///
/// # Errors
/// `ValueError` for rows of different lengths, columns that are not there, and fields that are no numbers or do not fit.
///
/// ```
/// use uniarray_core::{dtype::DType, text::{Syntax, Table, read_table}};
/// let lines = ["1 2 3", "4 5 6"];
/// let table = read_table::<i64>(lines.into_iter(), Syntax::default(), Some(&[-1, 0]), DType::INT64, Table::after(0, None))?;
/// assert_eq!((table.numbers, table.rows), (vec![3, 1, 6, 4], 2));
/// let error = read_table::<i64>(["1", "x"].into_iter(), Syntax::default(), None, DType::INT64, Table::after(0, None));
/// assert_eq!(error.unwrap_err().to_string(), "could not convert string 'x' to int64 at row 1, column 1.");
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn read_table<'a, T: TextNumber>(
    lines: impl Iterator<Item = &'a str>,
    syntax: Syntax,
    columns: Option<&[isize]>,
    dtype: DType,
    mut table: Table<T>,
) -> Result<Table<T>> {
    for fields in Fields::new(lines, syntax) {
        let expected = *table.fields.get_or_insert(fields.len());
        // Columns that were asked for may be there even if rows differ.
        if columns.is_none() && fields.len() != expected {
            return Err(Error::value(format!(
                "the number of columns changed from {expected} to {} at row {}; use `usecols` to select a subset and avoid this error",
                fields.len(),
                table.rows + 1
            )));
        }
        let mut take = |column: usize| -> Result<()> {
            let text = &fields[column];
            let number = T::read(text, dtype).ok_or_else(|| {
                Error::value(format!(
                    "could not convert string '{text}' to {dtype} at row {}, column {}.",
                    table.rows,
                    column + 1
                ))
            })?;
            table.numbers.push(number);
            Ok(())
        };
        match columns {
            None => (0..fields.len()).try_for_each(take)?,
            Some(columns) => {
                for &column in columns {
                    let place = if column < 0 {
                        column.checked_add_unsigned(fields.len())
                    } else {
                        Some(column)
                    };
                    let place = place.and_then(|place| usize::try_from(place).ok());
                    match place.filter(|place| *place < fields.len()) {
                        Some(place) => take(place)?,
                        None => {
                            return Err(Error::value(format!(
                                "invalid column index {column} at row {} with {} columns",
                                table.rows + 1,
                                fields.len()
                            )));
                        }
                    }
                }
            }
        }
        table.rows += 1;
    }
    table.columns = columns.map_or(table.fields.unwrap_or(0), <[isize]>::len);
    Ok(table)
}
