//! Sorting arrays, searching sorted ones, and counting.

mod counting;
mod keys;
mod ordered;
mod searching;

use crate::array::NdArray;
use hpy::{ClassDef, ModuleDef};

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    keys::define(module);
    counting::define(module);
}

/// Registers the methods of arrays.
pub fn define_methods(class: &mut ClassDef<NdArray>) {
    ordered::define_methods(class);
    searching::define_methods(class);
}
