//! What NumPy says of operands and keywords that do not fit a signature.

use crate::error::{Error, Result};

/// A generalised ufunc as messages name it.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pub(super) name: &'a str,
    /// The signature.
    pub(super) signature: &'a str,
    /// How many of the operands are inputs.
    pub(super) nin: usize,
}

impl Named<'_> {
    /// Refuses `keepdims=` unless all inputs have as many core dimensions and the outputs none. `cores` are the operands'.
    pub(super) fn check_keepdims(self, cores: &[usize]) -> Result<()> {
        let Named { name, signature, nin } = self;
        for (operand, &core) in cores.iter().enumerate().skip(1) {
            if core != if operand < nin { cores[0] } else { 0 } {
                let (which, number) = self.place(operand);
                let which = which.to_lowercase();
                return Err(Error::type_error(format!(
                    "{name} does not support keepdims: its signature {signature} requires {which} {number} to have {core} core \
                     dimensions, but keepdims can only be used when all inputs have the same number of core dimensions \
                     and all outputs have no core dimensions."
                )));
            }
        }
        Ok(())
    }

    /// Refuses `axis=` where there are several core dimensions, or none.
    pub(super) fn check_axis(self, distinct: usize) -> Result<()> {
        let Named { name, signature, .. } = self;
        match distinct {
            1 => Ok(()),
            count => Err(Error::type_error(format!(
                "{name}: axis can only be used with a single shared core dimension, not with the {count} distinct ones \
                 implied by signature {signature}."
            ))),
        }
    }

    /// An operand with too few axes for its core dimensions.
    pub(super) fn too_few_axes(self, operand: usize, ndim: usize, core: usize) -> Error {
        let (Named { name, signature, .. }, (which, number)) = (self, self.place(operand));
        Error::value(format!(
            "{name}: {which} operand {number} does not have enough dimensions (has {ndim}, gufunc core with signature \
             {signature} requires {core})"
        ))
    }

    /// A core dimension that is not as long as elsewhere.
    pub(super) fn mismatch(self, operand: usize, place: usize, [found, size]: [isize; 2]) -> Error {
        let (Named { name, signature, .. }, (which, number)) = (self, self.place(operand));
        Error::value(format!(
            "{name}: {which} operand {number} has a mismatch in its core dimension {place}, with gufunc signature {signature} \
             (size {found} is different from {size})"
        ))
    }

    /// A core dimension of an output that no operand tells.
    pub(super) fn unspecified(self, operand: usize, place: usize) -> Error {
        let (Named { name, signature, .. }, (which, number)) = (self, self.place(operand));
        Error::value(format!(
            "{name}: {which} operand {number} has core dimension {place} unspecified, with gufunc signature {signature}"
        ))
    }

    /// More axes than an array can have.
    pub(super) fn too_many_axes(self) -> Error {
        let name = self.name;
        Error::value(format!("too many dimensions for generalized ufunc {name}"))
    }

    fn place(self, operand: usize) -> (&'static str, usize) {
        match operand.checked_sub(self.nin) {
            None => ("Input", operand),
            Some(out) => ("Output", out),
        }
    }
}
