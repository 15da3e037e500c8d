//! Picking elements by position, and writing to positions: `take`, `put`, `compress`, `choose`, `repeat`, `putmask`.

mod choose;
mod positions;
mod put;
mod repeat;
mod take;

pub use positions::integers;

use crate::array::NdArray;
use hpy::{ClassDef, ModuleDef};

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    put::define(module);
}

/// Registers the methods of arrays.
pub fn define_methods(class: &mut ClassDef<NdArray>) {
    take::define_methods(class);
    put::define_methods(class);
    repeat::define_methods(class);
    choose::define_methods(class);
}
