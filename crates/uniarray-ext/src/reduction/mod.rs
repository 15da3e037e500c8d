//! `sum`, `max`, `argmin` and their kin: the methods of `ndarray`, and what they share with the methods of ufuncs.

mod arguments;
mod mean;
mod methods;
pub mod run;

pub use arguments::Common;
pub use methods::define;
