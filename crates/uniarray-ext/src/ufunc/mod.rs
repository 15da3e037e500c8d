//! The type `ufunc`, its instances, and how they are called.

mod arguments;
mod at;
pub mod call;
mod class;
mod docs;
mod general;
mod methods;
pub mod overrides;
pub mod product;
mod resolution;
pub mod run;

pub use arguments::{ELLIPSIS_IN_TUPLE, mask, refuse_ellipsis};
pub use class::{PyUfunc, define};
