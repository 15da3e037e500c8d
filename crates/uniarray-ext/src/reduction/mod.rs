//! `sum`, `max`, `argmin` and their kin: the methods of `ndarray`, and what they share with the methods of ufuncs.

mod arguments;
mod mean;
mod methods;
pub mod run;
mod search;

pub use arguments::Common;
pub use mean::define as define_module;
pub use methods::define;
