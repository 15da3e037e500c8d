//! Lines of a table taken apart.

use std::borrow::Cow;

/// What separates the fields of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Syntax {
    /// The character between two fields; `None` for any run of white space.
    pub delimiter: Option<char>,
    /// The character after which the rest of a line does not count.
    pub comment: Option<char>,
    /// The character around fields that may contain all others; twice it stands for itself.
    pub quote: Option<char>,
}

/// The lines of a table, each as its fields. Lines without any are left out.
///
/// ```
/// use uniarray_core::text::{Fields, Syntax};
/// let syntax = Syntax { delimiter: Some(','), comment: Some('#'), quote: Some('"') };
/// let lines = ["1, 2 # three", "", "\"a,\"\"b\",c"];
/// let found: Vec<_> = Fields::new(lines.into_iter(), syntax).collect();
/// assert_eq!(found, [vec!["1", " 2 "], vec!["a,\"b", "c"]]);
/// ```
#[derive(Debug)]
pub struct Fields<I> {
    lines: I,
    syntax: Syntax,
}

impl<'a, I: Iterator<Item = &'a str>> Fields<I> {
    /// The fields of these lines.
    pub fn new(lines: I, syntax: Syntax) -> Self {
        Fields { lines, syntax }
    }

    fn parts(&mut self, line: &'a str) -> Vec<Cow<'a, str>> {
        let line = line.trim_end_matches(['\n', '\r']);
        if let Some(quote) = self.syntax.quote
            && line.contains(quote)
        {
            return self.quoted_parts(line, quote);
        }
        let line = match self.syntax.comment {
            Some(comment) => line.split(comment).next().unwrap_or(line),
            None => line,
        };
        match self.syntax.delimiter {
            None => line.split_whitespace().map(Cow::Borrowed).collect(),
            Some(_) if line.is_empty() => Vec::new(),
            Some(delimiter) => line.split(delimiter).map(Cow::Borrowed).collect(),
        }
    }

    /// Character by character; a quoted field may go on in the next line.
    fn quoted_parts(&mut self, line: &'a str, quote: char) -> Vec<Cow<'a, str>> {
        let mut parts = Vec::new();
        let mut field = None::<String>;
        let mut quoted = false;
        let mut chars = line.chars().peekable();
        loop {
            let Some(c) = chars.next() else {
                let next = if quoted { self.lines.next() } else { None };
                let Some(next) = next else { break };
                field.get_or_insert_default().push('\n');
                chars = next.trim_end_matches(['\n', '\r']).chars().peekable();
                continue;
            };
            let separates = match self.syntax.delimiter {
                Some(delimiter) => c == delimiter,
                None => c.is_whitespace(),
            };
            if quoted && c == quote {
                // Twice the character stands for itself.
                quoted = chars.next_if_eq(&quote).is_some_and(|c| {
                    field.get_or_insert_default().push(c);
                    true
                });
            } else if quoted {
                field.get_or_insert_default().push(c);
            } else if Some(c) == self.syntax.comment {
                break;
            } else if separates {
                match self.syntax.delimiter {
                    Some(_) => parts.push(field.take().unwrap_or_default().into()),
                    None => parts.extend(field.take().map(Cow::Owned)),
                }
                continue;
            } else if c == quote && field.is_none() {
                quoted = true;
                field = Some(String::new());
            } else {
                field.get_or_insert_default().push(c);
            }
        }
        match self.syntax.delimiter {
            Some(_) if field.is_some() || !parts.is_empty() => parts.push(field.unwrap_or_default().into()),
            _ => parts.extend(field.map(Cow::Owned)),
        }
        parts
    }
}

impl<'a, I: Iterator<Item = &'a str>> Iterator for Fields<I> {
    type Item = Vec<Cow<'a, str>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let line = self.lines.next()?;
            let parts = self.parts(line);
            if !parts.is_empty() {
                return Some(parts);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(lines: &[&str], syntax: Syntax) -> Vec<Vec<String>> {
        Fields::new(lines.iter().copied(), syntax)
            .map(|parts| parts.into_iter().map(Cow::into_owned).collect())
            .collect()
    }

    #[test]
    fn white_space_separates_in_runs_and_delimiters_one_by_one() {
        assert_eq!(fields(&["  1 \t 2 \n", " \n"], Syntax::default()), [["1", "2"]]);
        let commas = Syntax {
            delimiter: Some(','),
            ..Syntax::default()
        };
        assert_eq!(fields(&["1,,2,", ""], commas), [["1", "", "2", ""]]);
    }

    #[test]
    fn quotes_hide_everything_even_line_ends() {
        let syntax = Syntax {
            delimiter: None,
            comment: Some('#'),
            quote: Some('"'),
        };
        assert_eq!(fields(&["\"1 #", "2\" 3 # \"4\""], syntax), [["1 #\n2", "3"]]);
        assert_eq!(fields(&["\"\" 1"], syntax), [["", "1"]]);
    }
}
