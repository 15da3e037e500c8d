//! Safe handles over the HPy 0.9 universal ABI, for extension authors.
#![doc = include_str!("../GUIDE.md")]

mod args;
mod buffer;
mod call;
mod capsule;
mod class;
mod class_def;
mod class_object;
mod class_ready;
mod class_slots;
mod compare;
mod ctx;
mod definition;
mod direct;
mod error;
mod field;
mod from;
mod handle;
mod instance;
mod into;
mod known;
pub mod layouts;
mod module;
pub mod native;
mod object;
mod outcome;
mod panic;
mod sequence;
mod signature;
mod slice;
mod tail;
mod text;
mod trampoline;
mod trust;
mod weak;

pub use args::{Args, Kwargs};
pub use buffer::{Buffer, BufferParts, BufferRequest};
pub use call::CallArgs;
pub use capsule::Release;
pub use class::{Class, Parents, TypeObject, ZeroClass};
pub use class_def::{ClassDef, ClassMethod, Function, Method};
pub use class_object::{ClassHandle, ClassRef};
pub use class_slots::BinaryOp;
pub use compare::CompareOp;
pub use ctx::Ctx;
pub use error::{Error, IntoPyErr, Result};
pub use field::{Field, Global, Visit};
pub use from::FromHandle;
pub use handle::{AsHandle, Handle, Ref};
pub use hpy_abi as abi;
pub use instance::{Obj, Owned};
pub use into::IntoHandle;
pub use known::{ClassArg, Exc, Type};
pub use module::ModuleDef;
#[doc(hidden)]
pub use module::{Module, StaticModule};
pub use object::Object;
pub use sequence::{Iter, ListBuilder, TupleBuilder};
#[doc(hidden)]
pub use signature::{Signature, needed, plain};
pub use slice::Slice;
pub use weak::WeakList;
