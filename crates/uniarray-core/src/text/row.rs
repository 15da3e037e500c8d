//! Numbers with a separator between them.

use super::number::TextNumber;
use crate::dtype::DType;

/// What was read.
#[derive(Clone, PartialEq, Debug)]
pub struct Row<T> {
    /// The numbers.
    pub numbers: Vec<T>,
    /// Bytes of the text that were used.
    pub used: usize,
    /// Whether there was something that is neither a number nor the separator.
    pub unmatched: bool,
}

/// Reads at most `count` numbers, or all. White space in the separator stands for any amount of it, none included, and there may always be
/// some around it.
///
/// ```
/// use uniarray_core::{dtype::DType, text::read_row};
/// let row = read_row::<f64>("1 ,2, x", " , ", None, DType::FLOAT64);
/// assert_eq!((row.numbers, row.used, row.unmatched), (vec![1.0, 2.0], 6, true));
/// ```
pub fn read_row<T: TextNumber>(text: &str, separator: &str, count: Option<usize>, dtype: DType) -> Row<T> {
    let mut row = Row {
        numbers: Vec::new(),
        used: text.len() - text.trim_start().len(),
        unmatched: false,
    };
    while row.used < text.len() && count.is_none_or(|count| row.numbers.len() < count) {
        let rest = &text[row.used..];
        let length = T::length(rest);
        let Some(number) = Some(&rest[..length])
            .filter(|text| !text.is_empty())
            .and_then(|text| T::read(text, dtype))
        else {
            row.unmatched = true;
            break;
        };
        row.numbers.push(number);
        row.used += length;
        let Some(skipped) = separator_length(&text[row.used..], separator) else {
            row.unmatched = true;
            break;
        };
        row.used += skipped;
    }
    row
}

/// The bytes that a separator takes at the start of a text, which may end within it; `None` if something else is there.
fn separator_length(text: &str, separator: &str) -> Option<usize> {
    let mut rest = text.trim_start();
    for part in separator.split_whitespace() {
        if rest.is_empty() {
            break;
        }
        rest = rest.strip_prefix(part)?.trim_start();
    }
    let length = text.len() - rest.len();
    // A separator of white space only must be there.
    (length > 0 || rest.is_empty()).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_optional_around_a_separator_but_not_as_one() {
        let read = |text, separator| read_row::<i64>(text, separator, None, DType::INT64);
        assert_eq!(read("1,2 , 3\n", ",").numbers, [1, 2, 3]);
        assert_eq!(read(" 1  2\t3 ", " ").numbers, [1, 2, 3]);
        assert!(read("1x2", " ").unmatched);
        assert!(read("1 2", ",").unmatched);
        assert!(!read("1,", ",").unmatched);
        assert!(!read("", ",").unmatched);
        assert_eq!(read("1; ;2", " ; ; ").numbers, [1, 2]);
    }

    #[test]
    fn reading_stops_at_the_count() {
        let row = read_row::<i64>("1 2 x", " ", Some(2), DType::INT64);
        assert_eq!((row.numbers, row.used, row.unmatched), (vec![1, 2], 4, false));
    }
}
