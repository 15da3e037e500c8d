//! `str` and `repr` of arrays.

use crate::dtype::DType;
use crate::format::elements::ElementFormat;
use crate::format::float::width;
use crate::format::options::PrintOptions;
use crate::format::scalar::scalar_str;
use crate::layout::View;
use crate::scalar::Scalar;
use std::cell::Cell;
use std::slice;

/// `repr(array)`; `class_name` is `array`, or the name of a subclass.
///
/// ```
/// use uniarray_core::{array::Array, dtype::DType, format::{PrintOptions, array_repr}};
/// let empty = Array::zeros(DType::FLOAT64, &[0, 3])?;
/// assert_eq!(
///     array_repr(empty.view(), &PrintOptions::default(), "array"),
///     "array([], shape=(0, 3), dtype=float64)"
/// );
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn array_repr(array: View<'_>, options: &PrintOptions, class_name: &str) -> String {
    array_repr_of(array, options, class_name, None)
}

/// `repr(array)`, with the texts of the elements that [`shown`] tells, if they are given.
pub fn array_repr_of(
    array: View<'_>,
    options: &PrintOptions,
    class_name: &str,
    words: Option<&[String]>,
) -> String {
    let prefix = format!("{class_name}(");
    let elements = array2string(array, options, [", ", &prefix, ")"], words);
    let size = array.size();
    let mut extras = Vec::new();
    if (size == 0 && array.shape() != [0]) || (size > options.threshold && options.abridged_shape) {
        extras.push(format!("shape={}", tuple(array.shape())));
    }
    if size == 0 || !implied(array.dtype()) {
        extras.push(format!("dtype={}", array.dtype()));
    }
    if extras.is_empty() {
        return format!("{prefix}{elements})");
    }
    let (text, extras) = (format!("{prefix}{elements},"), extras.join(", ") + ")");
    let last_line = text.rsplit('\n').next().unwrap_or(&text);
    if width(last_line) + width(&extras) + 1 > options.linewidth {
        format!("{text}\n{:indent$}{extras}", "", indent = width(&prefix))
    } else {
        format!("{text} {extras}")
    }
}

/// `str(array)`.
pub fn array_str(array: View<'_>, options: &PrintOptions) -> String {
    match array.get(&[]) {
        Some(element) => scalar_str(element),
        None => array2string(array, options, [" ", "", ""], None),
    }
}

/// The elements that an array's text shows with these options, in C order.
///
/// ```
/// use uniarray_core::{array::Array, format::{PrintOptions, shown}};
/// let options = PrintOptions { threshold: 2, edgeitems: 1, ..PrintOptions::default() };
/// assert_eq!(shown(Array::from_vec(vec![1i8, 2, 3]).view(), &options), [1i8.into(), 3i8.into()]);
/// ```
pub fn shown(array: View<'_>, options: &PrintOptions) -> Vec<Scalar> {
    let mut elements = Vec::new();
    if array.size() > 0 {
        collect(array, edge_of(array, options), array.data(), 0, &mut elements);
    }
    elements
}

/// How many elements of the ends of an axis are shown, if not all are.
fn edge_of(array: View<'_>, options: &PrintOptions) -> Option<usize> {
    (array.size() > options.threshold).then_some(options.edgeitems)
}

/// NumPy's `array2string`: the elements in brackets with a separator between them, in lines that leave room for a prefix before the
/// first and for a suffix after the last. `words` are the texts of the elements that [`shown`] tells; without them they are written
/// as the options say.
///
/// # Panics
/// If there are fewer words than elements.
pub fn array2string(
    array: View<'_>,
    options: &PrintOptions,
    [separator, prefix, suffix]: [&str; 3],
    words: Option<&[String]>,
) -> String {
    if array.size() == 0 {
        return String::from("[]");
    }
    let edge = edge_of(array, options);
    let mut elements = Vec::new();
    if words.is_none() {
        // Without edge items NumPy fits the format to all elements.
        collect(
            array,
            edge.filter(|edge| *edge > 0),
            array.data(),
            0,
            &mut elements,
        );
    }
    let writer = Writer {
        array,
        format: ElementFormat::fit(&elements, array.dtype().num(), array.ndim() > 0, options),
        words: words.map(|words| Cell::new(words.iter())),
        edge,
        separator,
    };
    let indent = " ".repeat(1 + width(prefix));
    writer.nested(
        array.data(),
        0,
        &indent,
        isize::try_from(options.linewidth).unwrap_or(isize::MAX) - width(suffix) as isize,
    )
}

/// Dtypes that the elements give away.
fn implied(dtype: DType) -> bool {
    [DType::BOOL, DType::INT64, DType::FLOAT64, DType::COMPLEX128].contains(&dtype)
}

fn tuple(shape: &[isize]) -> String {
    let extents: Vec<String> = shape.iter().map(isize::to_string).collect();
    match &extents[..] {
        [extent] => format!("({extent},)"),
        _ => format!("({})", extents.join(", ")),
    }
}

/// The indices of an axis that are left out, if any: from the first number to before the second. The last element is shown
/// even when no edge items are asked for.
fn left_out(extent: isize, edge: Option<usize>) -> Option<(isize, isize)> {
    let edge = edge.filter(|edge| edge.saturating_mul(2) < extent as usize)?;
    Some((edge as isize, extent - edge.max(1) as isize))
}

/// The elements that are shown.
fn collect(array: View<'_>, edge: Option<usize>, at: *mut u8, axis: usize, into: &mut Vec<Scalar>) {
    let Some(&extent) = array.shape().get(axis) else {
        // SAFETY: one index within the shape has been taken for every axis.
        into.push(unsafe { Scalar::read(array.dtype(), at) });
        return;
    };
    let (before, after) = left_out(extent, edge).unwrap_or_default();
    for index in (0..before).chain(after..extent) {
        collect(
            array,
            edge,
            at.wrapping_offset(index * array.strides()[axis]),
            axis + 1,
            into,
        );
    }
}

struct Writer<'a> {
    array: View<'a>,
    format: ElementFormat<'a>,
    /// Texts of the elements in the order in which they are shown.
    words: Option<Cell<slice::Iter<'a, String>>>,
    edge: Option<usize>,
    separator: &'a str,
}

impl Writer<'_> {
    fn element(&self, at: *const u8) -> String {
        let Some(words) = &self.words else {
            // SAFETY: one index within the shape has been taken for every axis.
            return self.format.write(unsafe { Scalar::read(self.array.dtype(), at) });
        };
        let mut rest = words.take();
        let word = rest
            .next()
            .expect("a word for every element that is shown")
            .clone();
        words.set(rest);
        word
    }

    /// What lies at `at` from an axis on. `indent` stands before every line but the first; `room` is what a line may hold
    /// together with the indent.
    fn nested(&self, at: *mut u8, axis: usize, indent: &str, room: isize) -> String {
        let Some(&extent) = self.array.shape().get(axis) else {
            return self.element(at);
        };
        let stride = self.array.strides()[axis];
        let gap = left_out(extent, self.edge);
        let (before, after) = gap.unwrap_or_default();
        let deeper = format!("{indent} ");
        let part =
            |index: isize| self.nested(at.wrapping_offset(index * stride), axis + 1, &deeper, room - 1);
        let axes_left = self.array.ndim() - axis;
        let mut text = if axes_left == 1 {
            let room = room - width(self.separator.trim_end()).max(1) as isize;
            let mut lines = Lines {
                done: String::new(),
                line: indent.to_owned(),
                indent,
                room,
            };
            for index in 0..before {
                lines.append(&part(index));
                lines.line.push_str(self.separator);
            }
            if gap.is_some() {
                lines.append("...");
                lines.line.push_str(self.separator);
            }
            for index in after..extent {
                lines.append(&part(index));
                if index + 1 < extent {
                    lines.line.push_str(self.separator);
                }
            }
            lines.done + &lines.line
        } else {
            let line_end = format!("{}{}", self.separator.trim_end(), "\n".repeat(axes_left - 1));
            let mut text = String::new();
            for index in 0..before {
                text += &format!("{indent}{}{line_end}", part(index));
            }
            if gap.is_some() {
                text += &format!("{indent}...{line_end}");
            }
            for index in after..extent {
                let end = if index + 1 < extent { &*line_end } else { "" };
                text += &format!("{indent}{}{end}", part(index));
            }
            text
        };
        text.replace_range(..indent.len(), "[");
        text.push(']');
        text
    }
}

/// Words filled into lines.
struct Lines<'a> {
    done: String,
    line: String,
    indent: &'a str,
    room: isize,
}

impl Lines<'_> {
    fn append(&mut self, word: &str) {
        let taken = width(&self.line);
        // A word that is too long for any line stays where it is.
        if (taken + width(word)) as isize > self.room && taken > self.indent.len() {
            self.done.push_str(self.line.trim_end());
            self.done.push('\n');
            self.line.clear();
            self.line.push_str(self.indent);
        }
        self.line.push_str(word);
    }
}
