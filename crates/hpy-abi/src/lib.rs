//! The HPy 0.9 universal ABI as Rust types: context, definitions, slots. No logic.
