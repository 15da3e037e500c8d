//! Random numbers: what the Python half of `random` calls.
//!
//! It prepares the arguments; what is here looks after memory, shapes of parameters and who draws when.

mod draw;
mod integers;
mod orders;
mod source;
mod vectors;

use hpy::ModuleDef;

/// Registers class and functions.
pub fn define(module: &mut ModuleDef) {
    module.class::<source::RandomSource>();
    source::define(module);
    draw::define(module);
    integers::define(module);
    orders::define(module);
    vectors::define(module);
}
