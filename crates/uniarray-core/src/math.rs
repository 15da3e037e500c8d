//! Scalar functions that the table's expressions call. Vectorised elementary functions belong here as well, one file per family.

pub(crate) mod complex;
pub(crate) mod division;
pub(crate) mod integer;
pub(crate) mod power;
pub(crate) mod real;
