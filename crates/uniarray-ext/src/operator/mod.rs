//! Python's operators on arrays and scalars: each is written once, over the ufunc that it stands for.

mod binary;
pub mod compare;
mod exact;
mod inplace;
mod matmul;
mod power;
mod row;
mod scalars;
mod unary;

pub use matmul::MATMUL;
pub use row::needed;

use crate::array::NdArray;
use crate::scalar::Generic;
use hpy::ClassDef;

/// Registers the operators of arrays.
pub fn define(class: &mut ClassDef<NdArray>) {
    binary::define(class);
    inplace::define(class);
    matmul::define(class);
    unary::define(class);
    class.pow(power::pow);
    class.richcompare(compare::of_array);
}

/// Registers the operators of scalars, which have no in-place forms because scalars do not change.
pub fn define_scalar(class: &mut ClassDef<Generic>) {
    binary::define_scalar(class);
    unary::define(class);
    class.pow(power::pow_of_scalars);
    class.richcompare(compare::of_scalar::<Generic>);
}
