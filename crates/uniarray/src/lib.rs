//! Arrays of uniarray for universal extensions in Rust.
//!
//! An extension written with crate [`hpy`] calls [`import`] when its module is executed, and has arrays from then on: it makes them, takes
//! them as arguments, and looks at their elements as [`ndarray`] views, borrowed at run time so that nobody writes to what somebody reads.
//! It also makes ufuncs of Rust functions. The extension remains one universal binary: it runs wherever uniarray does.
//!
//! ```no_run
//! use hpy::{Args, Ctx, Handle, ModuleDef, Result};
//! use uniarray::Array;
//!
//! hpy::module!(halves, define);
//!
//! fn define(module: &mut ModuleDef) {
//!     module.exec(|ctx, module| {
//!         uniarray::import(ctx)?;
//!         let half = uniarray::ufunc(c"half").doc("Half of a number.").unary(|x: f64| x / 2.0).register(ctx)?;
//!         hpy::Object::setattr(&module, c"half", half)
//!     });
//!     module.function(c"halve", halve);
//! }
//!
//! /// Halves the elements of an array of float64, in place.
//! fn halve<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
//!     let [object] = args.exactly("halve")?;
//!     let array = Array::of(object)?;
//!     array.readwrite::<f64>()?.as_array_mut().mapv_inplace(|x| x / 2.0);
//!     Ok(ctx.none().to_owned())
//! }
//! # fn main() {}
//! ```
//!
//! # What is checked, and what is not
//!
//! A view is of the element type that the array has; another one is a TypeError. While an array's elements are borrowed for writing nobody else
//! can borrow them, and while they are borrowed for reading nobody can for writing: a ValueError tells of it. This holds within one
//! extension. Python code that runs meanwhile, and other extensions, do not ask: an extension that calls back into Python with a
//! view at hand sees what that code writes, and one that lets other threads run ([`hpy::Ctx::detach`]) what those threads do. As in NumPy it is
//! the user's fault when they write to what an extension works on.

mod array;
mod borrow;
mod element;
mod general;
mod lend;
mod make;
mod operations;
mod table;
mod ufunc;
mod view;

pub use array::Array;
pub use borrow::BorrowError;
pub use element::{Element, Truth};
pub use general::{GeneralBuilder, general_ufunc};
pub use ndarray;
pub use num_complex;
pub use table::import;
pub use ufunc::{Builder, ufunc};
pub use uniarray_abi as abi;
pub use view::{Readonly, Readwrite};
