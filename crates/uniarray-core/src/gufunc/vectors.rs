//! The product of two vectors without a plan, which would take longer than the sum itself.

use super::Gufunc;
use super::gemm;
use super::product::{Matrix, Product};
use crate::call::conclude;
use crate::dtype::DType;
use crate::error::Result;
use crate::flags::FpFlags;
use crate::layout::View;
use crate::ufunc::{CallOptions, Operand};

impl Gufunc {
    /// Computes the sum of products of two vectors of as many elements and one dtype into an element of that dtype, as
    /// [`GufuncPlan::execute`](super::GufuncPlan::execute) would. Of a function that takes vectors: `matmul` or `vecdot`.
    /// `None` if the operands are not such ones, or of float16, whose sums are rounded at the end only.
    ///
    /// ```
    /// use uniarray_core::{array::Array, dtype::DType, gufunc};
    /// let (a, b) = (Array::from_vec(vec![1i32, 2, 3]), Array::from_vec(vec![1i32, 10, 100]));
    /// let sum = Array::zeros(DType::INT32, &[])?;
    /// let done = gufunc::find("vecdot").unwrap().vectors([a.view(), b.view()], sum.view());
    /// assert!(done.is_some());
    /// assert_eq!(sum.to_vec::<i32>(), [321]);
    /// # Ok::<(), uniarray_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// None of its own.
    #[inline]
    pub fn vectors(&'static self, inputs: [View<'_>; 2], out: View<'_>) -> Option<Result<FpFlags>> {
        let [a, b] = inputs;
        let dtype = out.dtype();
        let same = |view: View<'_>| view.ndim() == 1 && view.dtype() == dtype;
        let suits = same(a) && same(b) && a.shape() == b.shape() && out.ndim() == 0;
        if !suits || dtype == DType::FLOAT16 || inputs.iter().any(|input| input.may_overlap(out)) {
            return None;
        }
        Some(self.of_suitable(inputs, out))
    }

    fn of_suitable(&'static self, inputs: [View<'_>; 2], out: View<'_>) -> Result<FpFlags> {
        let [a, b] = inputs;
        let (dtype, none) = (out.dtype(), Matrix { down: 0, along: 0 });
        let chosen = self
            .ufunc
            .loop_for(&inputs.map(Operand::Array), &[], &CallOptions::default())?;
        let product = Product {
            rows: 1,
            inner: a.size(),
            columns: 1,
            a: Matrix {
                along: a.strides()[0],
                ..none
            },
            b: Matrix {
                down: b.strides()[0],
                ..none
            },
            out: none,
            num: dtype.num(),
            itemsize: dtype.itemsize(),
            kernels: self.kernels[dtype.num() as usize],
            gemm: gemm::of(dtype.num(), self.level),
        };
        // SAFETY: the steps are those of the vectors, whose elements are of the kernels' type; the output is apart from them.
        conclude(chosen, || unsafe {
            product.run([a.data(), b.data(), out.data()])
        })
    }
}
