//! `a.choose()`

use super::positions::{integers, mode_of};
use super::take::put_out;
use crate::array::{NdArray, make};
use crate::convert;
use crate::error::Result;
use crate::operand;
use hpy::{Args, ClassDef, Ctx, Handle, Kwargs, Obj, Ref};
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Error};
use uniarray_core::layout::{View, broadcast_shapes};
use uniarray_core::manip::Order;
use uniarray_core::promote::result_type;
use uniarray_core::scalar::Weak;
use uniarray_core::select;
use uniarray_core::ufunc::Operand;

/// Registers the method.
pub fn define_methods(class: &mut ClassDef<NdArray>) {
    class.method(c"choose", choose).doc(
        c"choose($self, /, choices, out=None, mode='raise')\n--\n\n\
            For every element, which is a number, the element of the choice with that number.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1, 0, 1]).choose([[1, 2, 3], [10, 20, 30]])\n\
            array([10,  2, 30])\n",
    );
}

fn choose<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, NdArray>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "choose"(choices, out?, mode?), args, kwargs);
    let mode = mode_of(mode)?;
    let (choices, dtype) = in_common(ctx, choices)?;
    let indices = integers(ctx, this.handle(), Casting::Safe)?;
    let views: Vec<View<'_>> = choices.iter().map(view_of).collect();
    let shapes: Vec<&[isize]> = views
        .iter()
        .map(|view| view.shape())
        .chain([this.shape()])
        .collect();
    let shape = broadcast_shapes(&shapes).map_err(|_| mismatch(&views, this.payload().view()))?;
    let found = make::empty(ctx, dtype, &shape, Order::C)?;
    select::choose(view_of(&indices), &views, mode, found.view())?;
    put_out(found, out, || {
        Error::type_error("choose: invalid shape for output array.")
    })
}

fn view_of<'h>(array: &'h Handle<'_>) -> View<'h> {
    array.get::<NdArray>().expect("an array").payload().view()
}

/// The choices as arrays of the dtype that they have in common.
fn in_common<'c>(ctx: Ctx<'c>, choices: Ref<'_, 'c>) -> Result<(Vec<Handle<'c>>, DType)> {
    let class = ctx.class::<NdArray>()?;
    let items: Vec<Handle<'c>> = choices.iter()?.collect::<hpy::Result<_>>()?;
    if items.is_empty() {
        return Err(Error::value("0-length sequence.").into());
    }
    let (mut dtypes, mut numbers): (Vec<DType>, Vec<Weak>) = Default::default();
    for item in &items {
        match operand::of(class.as_ref(), item.as_ref())?.operand() {
            Operand::Array(view) => dtypes.push(view.dtype()),
            Operand::Weak(number) => numbers.push(number),
        }
    }
    let dtype = result_type(&dtypes, &numbers)?;
    let arrays = items
        .iter()
        .map(|item| convert::as_array(ctx, item.as_ref(), Some(dtype)));
    Ok((arrays.collect::<Result<_>>()?, dtype))
}

/// NumPy's sentence: the first array counts as number 0, the indices come last.
fn mismatch(choices: &[View<'_>], indices: View<'_>) -> Error {
    let all: Vec<View<'_>> = choices.iter().copied().chain([indices]).collect();
    let fits = |end: usize| {
        let shapes: Vec<&[isize]> = all[..end].iter().map(|view| view.shape()).collect();
        broadcast_shapes(&shapes).is_ok()
    };
    let last = (1..=all.len()).find(|&end| !fits(end)).unwrap_or(all.len()) - 1;
    let first = (0..last)
        .find(|&first| broadcast_shapes(&[all[first].shape(), all[last].shape()]).is_err())
        .unwrap_or(0);
    let shape = |place: usize| uniarray_core::layout::Dims::from_slice(all[place].shape());
    Error::value(format!(
        "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg {first} with shape {} and arg \
         {last} with shape {}.",
        shape(first),
        shape(last)
    ))
}
