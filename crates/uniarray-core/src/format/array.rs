//! `str` and `repr` of arrays.

use crate::dtype::DType;
use crate::format::elements::ElementFormat;
use crate::format::float::width;
use crate::format::options::PrintOptions;
use crate::format::scalar::scalar_str;
use crate::layout::View;
use crate::scalar::Scalar;

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
    let prefix = format!("{class_name}(");
    let elements = array2string(array, options, ", ", &prefix, ")");
    let size = array.size();
    let mut extras = Vec::new();
    if (size == 0 && array.shape() != [0]) || size > options.threshold {
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
        None => array2string(array, options, " ", "", ""),
    }
}

/// NumPy's `array2string`: the elements in brackets, in lines that leave room for `prefix` before the first and for `suffix` after
/// the last.
pub fn array2string(
    array: View<'_>,
    options: &PrintOptions,
    separator: &str,
    prefix: &str,
    suffix: &str,
) -> String {
    if array.size() == 0 {
        return String::from("[]");
    }
    let abridged = array.size() > options.threshold;
    let edge = if abridged { Some(options.edgeitems) } else { None };
    let mut shown = Vec::new();
    // Without edge items NumPy fits the format to all elements.
    collect(array, edge.filter(|edge| *edge > 0), array.data(), 0, &mut shown);
    let writer = Writer {
        array,
        format: ElementFormat::fit(&shown, array.dtype().num(), array.ndim() > 0, options),
        edge,
        separator,
    };
    let indent = " ".repeat(1 + width(prefix));
    writer.nested(
        array.data(),
        0,
        &indent,
        options.linewidth as isize - width(suffix) as isize,
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
    edge: Option<usize>,
    separator: &'a str,
}

impl Writer<'_> {
    /// What lies at `at` from an axis on. `indent` stands before every line but the first; `room` is what a line may hold
    /// together with the indent.
    fn nested(&self, at: *mut u8, axis: usize, indent: &str, room: isize) -> String {
        let Some(&extent) = self.array.shape().get(axis) else {
            // SAFETY: one index within the shape has been taken for every axis.
            return self.format.write(unsafe { Scalar::read(self.array.dtype(), at) });
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
