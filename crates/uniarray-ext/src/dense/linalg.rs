//! Linear algebra of stacks of matrices in double precision.
//!
//! Every function takes an array of float64 or complex128 with the matrices in the last two axes, and gives new arrays, or `None` where a
//! matrix is not as it must be or an iteration does not converge.

use super::elements::{empty, in_order, slice, slice_mut};
use crate::array::make::NewArray;
use crate::error::Result;
use hpy::{Args, Ctx, Handle, ModuleDef, Object, Ref};
use uniarray_core::dtype::{C128, DType, Element};
use uniarray_core::error::Error;
use uniarray_linalg::Scalar;

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.function(c"_linalg_det", det);
    module.function(c"_linalg_slogdet", slogdet);
    module.function(c"_linalg_solve", solve);
    module.function(c"_linalg_cholesky", cholesky);
    module.function(c"_linalg_qr", qr);
    module.function(c"_linalg_eig", eig);
    module.function(c"_linalg_eigh", eigh);
    module.function(c"_linalg_svd", svd);
}

/// A stack of matrices.
struct Stack<'c> {
    array: NewArray<'c>,
    outer: Vec<isize>,
    rows: usize,
    columns: usize,
}

impl<'c> Stack<'c> {
    fn new(object: Ref<'_, 'c>) -> Result<Stack<'c>> {
        let array = in_order(object)?;
        let [outer @ .., rows, columns] = array.view().shape() else {
            return Err(Error::value("matrices have two axes").into());
        };
        let (outer, rows, columns) = (outer.to_vec(), *rows as usize, *columns as usize);
        Ok(Stack {
            array,
            outer,
            rows,
            columns,
        })
    }

    /// A stack whose matrices are square.
    fn square(object: Ref<'_, 'c>) -> Result<Stack<'c>> {
        let stack = Stack::new(object)?;
        if stack.rows != stack.columns {
            return Err(Error::value("Last 2 dimensions of the array must be square").into());
        }
        Ok(stack)
    }

    /// How many matrices there are.
    fn count(&self) -> usize {
        self.outer.iter().product::<isize>() as usize
    }

    /// The stack's shape with other extents than those of the matrices.
    fn shape(&self, inner: &[usize]) -> Vec<isize> {
        let inner = inner.iter().map(|extent| *extent as isize);
        self.outer.iter().copied().chain(inner).collect()
    }

    /// One matrix.
    fn matrix<T: Element>(&self, place: usize) -> &[T] {
        part(slice(&self.array), place, self.rows * self.columns)
    }
}

fn part<T>(all: &[T], place: usize, size: usize) -> &[T] {
    &all[place * size..(place + 1) * size]
}

fn part_mut<T>(all: &mut [T], place: usize, size: usize) -> &mut [T] {
    &mut all[place * size..(place + 1) * size]
}

/// Runs code for the stack's type of elements.
macro_rules! for_elements {
    ($stack:expr, $T:ident => $body:expr) => {
        match $stack.array.view().dtype() {
            DType::FLOAT64 => {
                type $T = f64;
                $body
            }
            DType::COMPLEX128 => {
                type $T = C128;
                $body
            }
            _ => Err(Error::type_error("matrices must be of float64 or complex128").into()),
        }
    };
}

fn det<'c>(ctx: Ctx<'c>, a: Ref<'_, 'c>) -> Result<Handle<'c>> {
    fn run<'c, T: Element + Scalar>(ctx: Ctx<'c>, a: &Stack<'c>) -> Result<Handle<'c>> {
        let mut out = empty::<T>(ctx, &a.outer)?;
        for (place, out) in slice_mut::<T>(&mut out).iter_mut().enumerate() {
            *out = uniarray_linalg::determinant(a.matrix::<T>(place), a.rows);
        }
        Ok(out.into_handle())
    }
    let a = Stack::square(a)?;
    for_elements!(a, T => run::<T>(ctx, &a))
}

fn slogdet<'c>(ctx: Ctx<'c>, a: Ref<'_, 'c>) -> Result<Handle<'c>> {
    fn run<'c, T: Element + Scalar>(ctx: Ctx<'c>, a: &Stack<'c>) -> Result<Handle<'c>> {
        let (mut signs, mut logs) = (empty::<T>(ctx, &a.outer)?, empty::<f64>(ctx, &a.outer)?);
        let both = slice_mut::<T>(&mut signs)
            .iter_mut()
            .zip(slice_mut::<f64>(&mut logs));
        for (place, (sign, log)) in both.enumerate() {
            (*sign, *log) = uniarray_linalg::log_determinant(a.matrix::<T>(place), a.rows);
        }
        Ok(ctx.tuple([signs.into_handle(), logs.into_handle()])?)
    }
    let a = Stack::square(a)?;
    for_elements!(a, T => run::<T>(ctx, &a))
}

/// `_linalg_solve(a, b)`: both are stacks of the same length and dtype.
fn solve<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    fn run<'c, T: Element + Scalar>(ctx: Ctx<'c>, a: &Stack<'c>, mut b: Stack<'c>) -> Result<Handle<'c>> {
        let (count, size, columns) = (a.count(), b.rows * b.columns, b.columns);
        let solutions = slice_mut::<T>(&mut b.array);
        for place in 0..count {
            let x = part_mut(solutions, place, size);
            if !uniarray_linalg::solve(a.matrix::<T>(place), a.rows, x, columns) {
                return Ok(ctx.none().to_owned());
            }
        }
        Ok(b.array.into_handle())
    }
    let [a, b] = args.exactly("_linalg_solve")?;
    let (a, b) = (Stack::square(a)?, Stack::new(b)?);
    let fits = a.outer == b.outer && a.rows == b.rows && a.array.view().dtype() == b.array.view().dtype();
    if !fits {
        return Err(Error::value("the stacks do not fit").into());
    }
    for_elements!(a, T => run::<T>(ctx, &a, b))
}

/// The lower factors.
fn cholesky<'c>(ctx: Ctx<'c>, a: Ref<'_, 'c>) -> Result<Handle<'c>> {
    fn run<'c, T: Element + Scalar>(ctx: Ctx<'c>, a: &Stack<'c>) -> Result<Handle<'c>> {
        let n = a.rows;
        let mut out = empty::<T>(ctx, &a.shape(&[n, n]))?;
        let lower = slice_mut::<T>(&mut out);
        for place in 0..a.count() {
            if !uniarray_linalg::cholesky(a.matrix::<T>(place), n, part_mut(lower, place, n * n)) {
                return Ok(ctx.none().to_owned());
            }
        }
        Ok(out.into_handle())
    }
    let a = Stack::square(a)?;
    for_elements!(a, T => run::<T>(ctx, &a))
}

/// `_linalg_qr(a, complete)`
fn qr<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    fn run<'c, T: Element + Scalar>(ctx: Ctx<'c>, a: &Stack<'c>, complete: bool) -> Result<Handle<'c>> {
        let (m, n) = (a.rows, a.columns);
        let k = if complete { m } else { m.min(n) };
        let (mut q, mut r) = (
            empty::<T>(ctx, &a.shape(&[m, k]))?,
            empty::<T>(ctx, &a.shape(&[k, n]))?,
        );
        let (left, right) = (slice_mut::<T>(&mut q), slice_mut::<T>(&mut r));
        for place in 0..a.count() {
            let (left, right) = (part_mut(left, place, m * k), part_mut(right, place, k * n));
            uniarray_linalg::qr(a.matrix::<T>(place), [m, n], left, right, k);
        }
        Ok(ctx.tuple([q.into_handle(), r.into_handle()])?)
    }
    let [a, complete] = args.exactly("_linalg_qr")?;
    let (a, complete) = (Stack::new(a)?, complete.is_true()?);
    for_elements!(a, T => run::<T>(ctx, &a, complete))
}

/// Eigenvalues and eigenvectors, complex in any case.
fn eig<'c>(ctx: Ctx<'c>, a: Ref<'_, 'c>) -> Result<Handle<'c>> {
    fn run<'c, T: Element + Scalar>(ctx: Ctx<'c>, a: &Stack<'c>) -> Result<Handle<'c>> {
        let n = a.rows;
        let (mut w, mut v) = (
            empty::<C128>(ctx, &a.shape(&[n]))?,
            empty::<C128>(ctx, &a.shape(&[n, n]))?,
        );
        let (values, vectors) = (slice_mut::<C128>(&mut w), slice_mut::<C128>(&mut v));
        for place in 0..a.count() {
            let (values, vectors) = (part_mut(values, place, n), part_mut(vectors, place, n * n));
            if uniarray_linalg::eigen(a.matrix::<T>(place), n, values, vectors).is_err() {
                return Ok(ctx.none().to_owned());
            }
        }
        Ok(ctx.tuple([w.into_handle(), v.into_handle()])?)
    }
    let a = Stack::square(a)?;
    for_elements!(a, T => run::<T>(ctx, &a))
}

/// `_linalg_eigh(a, vectors)`: of Hermitian matrices, whose lower triangles count; without vectors, of which there are none then.
fn eigh<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    fn run<'c, T: Element + Scalar>(ctx: Ctx<'c>, a: &Stack<'c>, wanted: bool) -> Result<Handle<'c>> {
        let n = a.rows;
        let each = if wanted { n } else { 0 };
        let (mut w, mut v) = (
            empty::<f64>(ctx, &a.shape(&[n]))?,
            empty::<T>(ctx, &a.shape(&[each, each]))?,
        );
        let (values, vectors) = (slice_mut::<f64>(&mut w), slice_mut::<T>(&mut v));
        for place in 0..a.count() {
            let into = wanted.then(|| part_mut(vectors, place, n * n));
            let values = part_mut(values, place, n);
            if uniarray_linalg::eigen_hermitian(a.matrix::<T>(place), n, values, into).is_err() {
                return Ok(ctx.none().to_owned());
            }
        }
        Ok(ctx.tuple([w.into_handle(), v.into_handle()])?)
    }
    let [a, vectors] = args.exactly("_linalg_eigh")?;
    let (a, vectors) = (Stack::square(a)?, vectors.is_true()?);
    for_elements!(a, T => run::<T>(ctx, &a, vectors))
}

/// `_linalg_svd(a, vectors, full)`: `(u, s, vh)`, without vectors only the values.
fn svd<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    fn run<'c, T: Element + Scalar>(ctx: Ctx<'c>, a: &Stack<'c>, full: Option<bool>) -> Result<Handle<'c>> {
        let (m, n) = (a.rows, a.columns);
        let k = m.min(n);
        let (columns, rows) = match full {
            Some(true) => (m, n),
            Some(false) => (k, k),
            None => (0, 0),
        };
        let mut s = empty::<f64>(ctx, &a.shape(&[k]))?;
        let (mut u, mut vh) = (
            empty::<T>(ctx, &a.shape(&[m, columns]))?,
            empty::<T>(ctx, &a.shape(&[rows, n]))?,
        );
        let values = slice_mut::<f64>(&mut s);
        let (left, right) = (slice_mut::<T>(&mut u), slice_mut::<T>(&mut vh));
        for place in 0..a.count() {
            let vectors = full.map(|full| {
                (
                    part_mut(left, place, m * columns),
                    part_mut(right, place, rows * n),
                    full,
                )
            });
            let values = part_mut(values, place, k);
            if uniarray_linalg::singular_values(a.matrix::<T>(place), [m, n], values, vectors).is_err() {
                return Ok(ctx.none().to_owned());
            }
        }
        if full.is_none() {
            return Ok(s.into_handle());
        }
        Ok(ctx.tuple([u.into_handle(), s.into_handle(), vh.into_handle()])?)
    }
    let [a, vectors, full] = args.exactly("_linalg_svd")?;
    let (a, vectors, full) = (Stack::new(a)?, vectors.is_true()?, full.is_true()?);
    for_elements!(a, T => run::<T>(ctx, &a, vectors.then_some(full)))
}
