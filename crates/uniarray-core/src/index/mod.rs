//! Indexing: `a[…]` and `a[…] = v`, by NumPy's rules.
//!
//! Two steps. [`plan`] reads the items between the brackets and finds out which kind of access they make:
//!
//! * integers for every axis name one element ([`Plan::Element`]);
//! * integers, slices, `...` and `None` give a [`Window`](crate::window::Window) into the same memory ([`Plan::Window`]);
//! * with arrays among them elements are picked ([`Plan::Pick`]): a result of [`Pick::shape`] is allocated by the caller and
//!   filled by [`Pick::gather`], or values are written by [`Pick::scatter`].
//!
//! ```
//! use uniarray_core::{array::Array, dtype::DType, index::{Item, Plan, Slice, plan}};
//! let array = Array::from_shape(&[2, 3], vec![0i32, 1, 2, 3, 4, 5]);
//!
//! // a[1, ::-1]
//! let items = [Item::Int(1), Item::Slice(Slice::new(None, None, Some(-1)))];
//! let Plan::Window { window, .. } = plan(array.view(), &items)? else { panic!() };
//! assert_eq!((window.offset(), window.shape(), window.strides()), (20, &[3][..], &[-4][..]));
//!
//! // a[:, [2, 0]]
//! let columns = Array::from_vec(vec![2i64, 0]);
//! let items = [Item::Slice(Slice::default()), Item::Array(columns.view())];
//! let Plan::Pick(pick) = plan(array.view(), &items)? else { panic!() };
//! let out = Array::zeros(DType::INT32, pick.shape())?;
//! pick.gather(out.view())?;
//! assert_eq!(out.to_vec::<i32>(), [2, 0, 5, 3]);
//! # Ok::<(), uniarray_core::error::Error>(())
//! ```

mod basic;
pub(crate) mod cell;
mod direct;
mod element;
mod error;
mod mask;
mod masked;
mod offsets;
mod pick;
mod plan;
mod positions;
mod slice;
mod take;
mod transfer;

pub use basic::{Basic, basic};
pub use direct::{gather_row, scatter_row};
pub use element::element_offset;
pub use error::IndexError;
pub use pick::Pick;
pub use plan::{Item, Plan, plan};
pub use slice::{Range, Slice};
pub use take::{Mode, put, take};
