//! Core dimensions as text names them: `(m,n),(n)->(m)`.

use crate::error::{Error, Result};

/// The core dimensions of a generalised ufunc that is made elsewhere.
#[derive(Debug)]
pub struct Names {
    text: String,
    /// The numbers of each operand's dimensions, inputs first.
    operands: Vec<Vec<usize>>,
    /// The extents of those dimensions that the text gives as numbers; as many as there are dimensions.
    fixed: Vec<Option<isize>>,
}

impl Names {
    /// Reads a signature of so many inputs and outputs. A name stands for the same extent wherever it is, and a number for itself.
    ///
    /// # Errors
    /// `ValueError` for what is no such text.
    pub(super) fn parse(text: &str, nin: usize, nout: usize) -> Result<Names> {
        Names::read(text, nin, nout).ok_or_else(|| {
            Error::value(format!(
                "'{text}' is no signature of {nin} inputs and {nout} outputs, as '(m,n),(n)->(m)' is one of two and one"
            ))
        })
    }

    fn read(text: &str, nin: usize, nout: usize) -> Option<Names> {
        let (inputs, outputs) = text.split_once("->")?;
        let (inputs, outputs) = (groups(inputs)?, groups(outputs)?);
        if (inputs.len(), outputs.len()) != (nin, nout) {
            return None;
        }
        let mut names: Vec<&str> = Vec::new();
        let mut number = |name| {
            names.iter().position(|known| *known == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            })
        };
        let all = inputs.into_iter().chain(outputs);
        let operands = all.map(|dims| dims.into_iter().map(&mut number).collect());
        let operands = operands.collect();
        let fixed = names.iter().map(|name| name.parse().ok()).collect();
        Some(Names {
            text: text.to_owned(),
            operands,
            fixed,
        })
    }

    /// The text, `ufunc.signature`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The numbers of an operand's dimensions, last axes last.
    pub(super) fn of(&self, operand: usize) -> &[usize] {
        &self.operands[operand]
    }

    /// The extents that the text gives, one per dimension.
    pub(super) fn fixed(&self) -> &[Option<isize>] {
        &self.fixed
    }
}

/// What is between parentheses: `(a,b),(c)`.
fn groups(text: &str) -> Option<Vec<Vec<&str>>> {
    let mut groups = Vec::new();
    let mut rest = text.trim();
    loop {
        let (inside, after) = rest.strip_prefix('(')?.split_once(')')?;
        let dims = if inside.trim().is_empty() {
            Vec::new()
        } else {
            inside.split(',').map(str::trim).collect()
        };
        if !dims.iter().all(|dim| is_name(dim) || is_extent(dim)) {
            return None;
        }
        groups.push(dims);
        rest = after.trim_start();
        if rest.is_empty() {
            return Some(groups);
        }
        rest = rest.strip_prefix(',')?.trim_start();
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && text.chars().all(|one| one.is_alphanumeric() || one == '_')
}

fn is_extent(text: &str) -> bool {
    text.bytes().all(|digit| digit.is_ascii_digit()) && text.parse::<isize>().is_ok_and(|extent| extent > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_extents() {
        let names = Names::parse(" (m, n) ,(n),()->(m),(3,m)", 3, 2).unwrap();
        let operands: Vec<_> = (0..5).map(|operand| names.of(operand).to_vec()).collect();
        assert_eq!(operands, [vec![0, 1], vec![1], vec![], vec![0], vec![2, 0]]);
        assert_eq!(names.fixed(), [None, None, Some(3)]);
        assert_eq!(names.text(), " (m, n) ,(n),()->(m),(3,m)");
    }

    #[test]
    fn what_is_no_signature() {
        let texts = [
            "",
            "->",
            "(n)",
            "(n)->",
            "(n)->n",
            "(n),->()",
            "(n)(n)->()",
            "(n->()",
            "(n?)->()",
            "(0)->()",
            "(n,)->()",
            "(2n)->()",
            "(n),(n)->()",
        ];
        for text in texts {
            assert!(Names::parse(text, 1, 1).is_err(), "{text}");
        }
    }
}
