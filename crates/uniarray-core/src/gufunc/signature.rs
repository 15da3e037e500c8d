//! Core dimensions: which axes of its operands a generalised ufunc works on together.

/// A named core dimension of a product of matrices.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dim {
    /// Rows of the first matrix and of the result.
    Rows,
    /// What is summed over.
    Inner,
    /// Columns of the second matrix and of the result.
    Columns,
}

impl Dim {
    /// How many there are.
    pub const COUNT: usize = 3;
}

/// The core dimensions of two inputs and an output, last axes last.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    text: &'static str,
    operands: [&'static [Dim]; 3],
    flexible: bool,
}

/// `matmul`: vectors may stand for matrices.
pub(super) const MATMUL: Signature = Signature {
    text: "(n?,k),(k,m?)->(n?,m?)",
    operands: [
        &[Dim::Rows, Dim::Inner],
        &[Dim::Inner, Dim::Columns],
        &[Dim::Rows, Dim::Columns],
    ],
    flexible: true,
};

/// `vecdot`: two vectors.
pub(super) const VECDOT: Signature = Signature {
    text: "(n),(n)->()",
    operands: [&[Dim::Inner], &[Dim::Inner], &[]],
    flexible: false,
};

/// `matvec`: a matrix and a vector.
pub(super) const MATVEC: Signature = Signature {
    text: "(m,n),(n)->(m)",
    operands: [&[Dim::Rows, Dim::Inner], &[Dim::Inner], &[Dim::Rows]],
    flexible: false,
};

/// `vecmat`: a vector and a matrix.
pub(super) const VECMAT: Signature = Signature {
    text: "(n),(n,m)->(m)",
    operands: [&[Dim::Inner], &[Dim::Inner, Dim::Columns], &[Dim::Columns]],
    flexible: false,
};

impl Signature {
    /// NumPy's text, `ufunc.signature`.
    pub fn text(&self) -> &'static str {
        self.text
    }

    /// The core dimensions of an operand; the output is operand 2.
    pub(super) fn of(&self, operand: usize) -> &'static [Dim] {
        self.operands[operand]
    }

    /// Whether an operand with too few axes may go without this dimension: those that NumPy marks with `?`.
    pub(super) fn may_miss(&self, dim: Dim) -> bool {
        self.flexible && dim != Dim::Inner
    }

    /// How many names there are.
    pub(super) fn distinct(&self) -> usize {
        [Dim::Rows, Dim::Inner, Dim::Columns]
            .into_iter()
            .filter(|dim| self.operands.iter().any(|dims| dims.contains(dim)))
            .count()
    }
}
