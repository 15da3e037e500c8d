//! Other shapes for the same elements, and arrays joined or rolled.
//!
//! Functions that move no element take a [`View`](crate::layout::View) and return a [`Window`](crate::window::Window) into it.
//! Joining and rolling come in two steps: a shape to allocate, then an execution onto that output.

mod axes;
mod broadcast;
mod concatenate;
mod error;
mod order;
mod repeat;
mod reshape;
mod roll;

pub use axes::{diagonal, expand_dims, flip, moveaxis, squeeze, swapaxes, transpose};
pub use broadcast::broadcast_to;
pub use concatenate::{Join, concatenate_shape, stack_shape};
pub use error::ShapeError;
pub use order::Order;
pub use repeat::Repeats;
pub use reshape::{Reshaped, reshape, reshape_shape};
pub use roll::{Roll, roll_axes};
