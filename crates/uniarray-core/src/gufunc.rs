//! Generalised ufuncs: functions of whole vectors and matrices, over stacks of them.
//!
//! All that there are are products of matrices, and what other extensions make ([`Outside`]). NumPy's rules for the axes are these: the last axes of an operand (or those that `axes=` names)
//! are its core dimensions, which the [`Signature`] names; the others form the stack, which broadcasts. Dtypes are chosen as for
//! other ufuncs.
//!
//! As there, [`Gufunc::resolve`] gives a [`GufuncPlan`] with shape and dtype of the output, which the caller allocates, and
//! [`GufuncPlan::execute`] computes.
//!
//! ```
//! use uniarray_core::{array::Array, gufunc};
//! let a = Array::from_shape(&[2, 3], vec![1i32, 2, 3, 4, 5, 6]);
//! let b = Array::from_vec(vec![1i32, 10, 100]);
//! let inputs = [a.view(), b.view()];
//! let plan = gufunc::find("matmul").unwrap().resolve(inputs, None, &Default::default())?;
//! let out = Array::zeros(plan.dtype(), plan.shape())?;
//! plan.execute(inputs, out.view())?;
//! assert_eq!(out.to_vec::<i32>(), [321, 654]);
//! # Ok::<(), uniarray_core::error::Error>(())
//! ```

use std::sync::LazyLock;

use crate::dispatch;
use crate::dtype::TypeNum;
use crate::level::Level;
use crate::loops::Loop;
use crate::ufunc::Ufunc;

mod axes;
mod dot;
mod execute;
mod gemm;
mod kernels;
mod messages;
mod names;
mod outside;
mod outside_execute;
mod product;
mod resolve;
mod signature;
#[cfg(test)]
mod tests;
mod vectors;
#[cfg(target_arch = "x86_64")]
mod wide;

pub use axes::{Axes, AxesItem};
pub use dot::{Dot, dot};
use kernels::Factor;
pub use kernels::{Kernels, Ring};
pub use names::Names;
pub use outside::{ItemsLoop, Outside, OutsidePlan, RunItems};
pub use resolve::{GufuncOptions, GufuncPlan};
pub use signature::{Dim, Signature};

static TABLE: LazyLock<Vec<Gufunc>> = LazyLock::new(|| build(Level::detect()));

/// All generalised ufuncs, compiled for this CPU.
pub fn all() -> &'static [Gufunc] {
    &TABLE
}

/// The generalised ufunc of a name. A linear search: callers keep what they find.
pub fn find(name: &str) -> Option<&'static Gufunc> {
    all().iter().find(|gufunc| gufunc.ufunc.name() == name)
}

/// All generalised ufuncs, compiled for a level that the CPU has.
pub fn build(level: Level) -> Vec<Gufunc> {
    vec![
        Gufunc::new::<false>("matmul", signature::MATMUL, level),
        Gufunc::new::<true>("vecdot", signature::VECDOT, level),
        Gufunc::new::<false>("matvec", signature::MATVEC, level),
        Gufunc::new::<true>("vecmat", signature::VECMAT, level),
    ]
}

/// A generalised universal function.
#[derive(Debug)]
pub struct Gufunc {
    /// Name, numbers of operands, and the choice of a dtype. Its loops are the [`Kernels::dots`].
    ufunc: Ufunc,
    signature: Signature,
    /// In the order of [`TypeNum`], as the loops are.
    kernels: Vec<Kernels>,
    level: Level,
}

impl Gufunc {
    fn new<const CONJUGATE: bool>(name: &'static str, signature: Signature, level: Level) -> Gufunc {
        let kernels: Vec<Kernels> = TypeNum::all()
            .map(|num| dispatch!(num, T => Kernels::new::<<T as Factor>::Ring, CONJUGATE>(level)))
            .collect();
        let mut ufunc = Ufunc::new(name, 2, 1);
        for (num, kernels) in TypeNum::all().zip(&kernels) {
            ufunc.push(Loop::strided_only(&[num; 3], 2, kernels.dots), false);
        }
        Gufunc {
            ufunc: ufunc.finish(),
            signature,
            kernels,
            level,
        }
    }

    /// What it has in common with other ufuncs: name, numbers of operands, dtypes. To be looked at only, not called.
    pub fn as_ufunc(&self) -> &Ufunc {
        &self.ufunc
    }

    /// Its core dimensions.
    pub fn signature(&self) -> &Signature {
        &self.signature
    }
}
