//! `axes=` and `axis=`: core dimensions that are not the last axes.

use crate::error::{Error, ErrorKind, Result};
use crate::layout::{Dims, MAX_DIMS, View, normalize_axis};

/// Where the core dimensions of the operands lie.
#[derive(Clone, Copy, Default, Debug)]
pub enum Axes<'a> {
    /// The last axes of every operand.
    #[default]
    Last,
    /// `axis=`: the same axis of every operand that has one core dimension.
    Shared(isize),
    /// `axes=`: an item for every operand.
    Each(&'a [AxesItem]),
}

/// An item of `axes=`.
#[derive(Clone, PartialEq, Debug)]
pub enum AxesItem {
    /// An integer.
    One(isize),
    /// A tuple.
    Tuple(Vec<isize>),
    /// Something else.
    Neither,
}

/// An order of axes: first those of the stack, then the core ones; `None` where the array has them so.
pub(super) type Order = Option<Dims>;

/// A view's axes in that order.
pub(super) fn ordered(view: View<'_>, order: &Order) -> (Dims, Dims) {
    match order {
        None => (Dims::from_slice(view.shape()), Dims::from_slice(view.strides())),
        Some(order) => {
            let mut shape = Dims::filled(0, view.ndim());
            let mut strides = Dims::filled(0, view.ndim());
            for (place, &axis) in order.iter().enumerate() {
                shape[place] = view.shape()[axis.cast_unsigned()];
                strides[place] = view.strides()[axis.cast_unsigned()];
            }
            (shape, strides)
        }
    }
}

/// Values in that order, put back to the array's own.
pub(super) fn restored(values: &[isize], order: &Order) -> Dims {
    let mut result = Dims::from_slice(values);
    if let Some(order) = order {
        for (place, &axis) in order.iter().enumerate() {
            result[axis.cast_unsigned()] = values[place];
        }
    }
    result
}

/// The order of each operand's axes. `ndims` are the numbers of their axes, `cores` those of their core axes; of `count` operands the first
/// `nin` are inputs.
///
/// # Errors
/// NumPy's, of the wrong number or kind of items and of axes that do not exist.
pub(super) fn orders<const N: usize>(
    name: &str,
    axes: Axes<'_>,
    ndims: [usize; N],
    cores: [usize; N],
    (nin, count): (usize, usize),
    output_has_core: bool,
) -> Result<[Order; N]> {
    let mut orders = [const { None }; N];
    match axes {
        Axes::Last => {}
        Axes::Shared(axis) => {
            for operand in 0..count {
                if cores[operand] == 1 {
                    orders[operand] = with_core(operand, ndims[operand], &[axis])?;
                }
            }
        }
        Axes::Each(items) => {
            if items.len() != count && (items.len() != nin || output_has_core) {
                return Err(Error::value(format!(
                    "axes should be a list with an entry for all {count} inputs and outputs; entries for outputs can only \
                     be omitted if none of them has core axes.",
                )));
            }
            for (operand, item) in items.iter().enumerate() {
                let core = cores[operand];
                let single;
                let list: &[isize] = match item {
                    AxesItem::Tuple(list) if list.len() == core => list,
                    AxesItem::Tuple(list) => {
                        return Err(axis_error(format!(
                            "{name}: operand {operand} has {core} core dimensions, but {} dimensions are specified by \
                             axes tuple.",
                            list.len()
                        )));
                    }
                    AxesItem::One(axis) if core == 1 => {
                        single = [*axis];
                        &single
                    }
                    AxesItem::One(_) => {
                        return Err(axis_error(format!(
                            "{name}: operand {operand} has {core} core dimensions, but the axes item is a single \
                             integer."
                        )));
                    }
                    AxesItem::Neither => {
                        return Err(Error::type_error(format!(
                            "{name}: axes item {operand} should be a tuple."
                        )));
                    }
                };
                orders[operand] = with_core(operand, ndims[operand], list)?;
            }
        }
    }
    Ok(orders)
}

fn axis_error(text: String) -> Error {
    Error::Message {
        kind: ErrorKind::Axis,
        text: text.into(),
    }
}

/// The order with the given axes as the core ones.
fn with_core(operand: usize, ndim: usize, core: &[isize]) -> Result<Order> {
    let mut seen = [false; MAX_DIMS];
    let mut last = Dims::new();
    for &axis in core {
        let axis = normalize_axis(axis, ndim)?;
        if std::mem::replace(&mut seen[axis], true) {
            return Err(Error::value(format!(
                "axes item {operand} has value {axis} repeated"
            )));
        }
        last.push(axis.cast_signed());
    }
    let mut order = Dims::new();
    let others = (0..ndim).filter(|&axis| !seen[axis]).map(usize::cast_signed);
    for axis in others.chain(last.iter().copied()) {
        order.push(axis);
    }
    let as_it_is = order
        .iter()
        .enumerate()
        .all(|(place, &axis)| axis.cast_unsigned() == place);
    Ok((!as_it_is).then_some(order))
}
