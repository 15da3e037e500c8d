//! Functions that the table calls: scalar ones in its expressions, and vectorised ones.

pub(crate) mod complex;
pub(crate) mod division;
pub(crate) mod integer;
pub(crate) mod power;
pub(crate) mod real;
pub(crate) mod vector;
