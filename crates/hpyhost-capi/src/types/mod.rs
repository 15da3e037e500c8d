//! Types that extensions make.

mod instance;
mod iteration;
mod lifetime;
mod members;
mod metaclass;
mod params;
mod record;
mod slots;
mod spare;
mod spec;

pub(super) use instance::*;
pub(super) use lifetime::traverse_fields;
pub(super) use spec::ctx_Type_FromSpec;
