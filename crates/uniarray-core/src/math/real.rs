//! Real functions that neither Rust nor C has under NumPy's name.
