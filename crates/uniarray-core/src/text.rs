//! Numbers in text: tables with a delimiter, and values in a row with a separator between them.

mod fields;
mod number;
mod row;
mod table;

pub use fields::{Fields, Syntax};
pub use number::TextNumber;
pub use row::{Row, read_row};
pub use table::{Table, read_table};
