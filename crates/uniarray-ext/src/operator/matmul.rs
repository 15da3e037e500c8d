//! `a @ b`: the one operator of whole matrices.

use super::binary::{Pair, by_ufunc, pair};
use super::inplace;
use crate::array::NdArray;
use crate::error::{Failure, Result};
use crate::operand::{Input, Other};
use crate::ufunc::product;
use crate::ufunc::run::Options;
use hpy::{BinaryOp, ClassDef, Ctx, Handle, Obj, Ref};
use std::sync::LazyLock;
use uniarray_core::error::{Error, ErrorKind};
use uniarray_core::gufunc::{self, Axes, AxesItem, Gufunc, GufuncOptions};
use uniarray_core::manip::Order;

/// The function behind the operator.
pub static MATMUL: LazyLock<&'static Gufunc> =
    LazyLock::new(|| gufunc::find("matmul").unwrap_or_else(|| panic!("there is no ufunc 'matmul'")));

/// Registers the operators of arrays; scalars have none.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.binary(BinaryOp::MatMul, matmul);
    class.inplace(BinaryOp::MatMul, matmul_inplace);
}

fn matmul<'c>(ctx: Ctx<'c>, a: Ref<'_, 'c>, b: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    if let Some(x) = class.get(a)
        && let Some(y) = class.get(b)
        && !(x.derived() || y.derived())
    {
        let views = [x.payload().view(), y.payload().view()];
        let options = (Order::K, GufuncOptions::default(), Some("matmul"));
        return product::of_views(class, *MATMUL, views, None, options);
    }
    let (x, y) = match pair(class, a, b)? {
        Pair::Inputs(x, y) => (x, y),
        Pair::Special => return by_ufunc(ctx, "matmul", &[a, b]),
        Pair::None => return Ok(ctx.not_implemented().to_owned()),
    };
    product::of(
        class,
        *MATMUL,
        [&x, &y],
        None,
        &Options::default(),
        Axes::Last,
        None,
    )
}

/// `this @= other`. The result has the shape of `this`: unlike an output, it is not repeated.
fn matmul_inplace<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, NdArray>, other: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let class = ctx.class::<NdArray>()?;
    let class = class.as_ref();
    let given = other;
    let other = match inplace::beside(class, this, other)? {
        Other::Input(other) => other,
        Other::Special => return inplace::by_ufunc(this, "matmul", &[this.handle(), given]),
        Other::Defers | Other::Unknown => return Ok(ctx.not_implemented().to_owned()),
    };
    // With axes that are named, none of them can be missing.
    let own = || {
        if this.ndim() == 1 {
            AxesItem::Tuple(vec![-1])
        } else {
            AxesItem::Tuple(vec![-2, -1])
        }
    };
    let items = [own(), AxesItem::Tuple(vec![-2, -1]), own()];
    let axes = Axes::Each(&items);
    let input = Input::Array(this);
    let options = Options::default();
    match product::of(class, *MATMUL, [&input, &other], Some(this), &options, axes, None) {
        Err(Failure::Core(error)) if error.kind() == ErrorKind::Axis => Err(Error::value(
            "inplace matrix multiplication requires the first operand to have at least one and the second at least two \
             dimensions.",
        )
        .into()),
        result => result,
    }
}
