//! The type `ufunc`, its instances, and how they are called.

mod arguments;
mod at;
mod call;
mod class;
mod docs;
mod methods;
pub mod overrides;
pub mod product;
pub mod run;

pub use arguments::mask;
pub use class::define;
