//! `ufunc.resolve_dtypes`: the dtypes in which a ufunc would calculate, without calculating.

use super::arguments::signature_of;
use super::class::PyUfunc;
use crate::dtype::{self, PyDType};
use crate::error::Result;
use crate::read::{self, given};
use crate::scalar::Slot;
use hpy::{Args, ClassDef, Ctx, Handle, Kwargs, Obj, Object, Ref, Type};
use uniarray_core::dtype::{C128, DType};
use uniarray_core::reduce::ReduceOptions;
use uniarray_core::scalar::Weak;
use uniarray_core::ufunc::{CallOptions, Operand};

type This<'a, 'c> = Obj<'a, 'c, PyUfunc>;

/// Registers the method.
pub fn define(class: &mut ClassDef<PyUfunc>) {
    class.method(c"resolve_dtypes", resolve_dtypes).doc(
        c"resolve_dtypes($self, /, dtypes, *, signature=None, casting=None, reduction=False)\n--\n\n\
            The dtypes in which the function would calculate and answer. An operand may be a Python type, and a missing result None.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.add.resolve_dtypes((np.dtype('i4'), float, None))\n\
            (dtype('float64'), dtype('float64'), dtype('float64'))\n",
    );
}

/// What stands for an operand.
enum Stand {
    Element(Slot),
    Number(Weak),
    Nothing,
}

impl Stand {
    fn read<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>) -> Result<Stand> {
        if object.is_none() {
            return Ok(Stand::Nothing);
        }
        if let Some(dtype) = object.get::<PyDType>() {
            return Ok(Stand::Element(Slot::of(dtype.native(object)?)));
        }
        for (class, number) in [
            (Type::Int, Weak::Int(0)),
            (Type::Float, Weak::Float(0.0)),
            (Type::Complex, Weak::Complex(C128::new(0.0, 0.0))),
        ] {
            if object.is(ctx.builtin_type(class)) {
                return Ok(Stand::Number(number));
            }
        }
        let text = "Provided dtype must be a valid NumPy dtype, int, float, complex, or None.";
        Err(ctx.type_error(text).into())
    }
}

/// `ufunc.resolve_dtypes(dtypes, *, signature=None, casting=None, reduction=False)`
fn resolve_dtypes<'c>(
    ctx: Ctx<'c>,
    this: This<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "resolve_dtypes"(dtypes, *, signature?, casting?, reduction?), args, kwargs);
    let ufunc = this.ufunc();
    let (nin, nargs) = (ufunc.nin(), ufunc.nin() + ufunc.nout());
    if !dtypes.is_tuple() || dtypes.len()? != nargs {
        let text = "resolve_dtypes: The dtypes must be a tuple of `ufunc.nargs` length.";
        return Err(ctx.type_error(text).into());
    }
    let mut options = CallOptions::default();
    options.casting = read::casting(casting, options.casting)?;
    if let Some(signature) = given(signature) {
        for (place, dtype) in signature_of(ufunc, signature)?.into_iter().enumerate() {
            options.signature[place] = dtype;
        }
    }
    let stands: Vec<Stand> = dtypes
        .iter()?
        .map(|object| Stand::read(ctx, object?.as_ref()))
        .collect::<Result<_>>()?;
    let (inputs, outputs) = stands.split_at(nin);
    if outputs.iter().any(|output| matches!(output, Stand::Number(_))) {
        let text = "Output descriptors must be NumPy dtypes or None.";
        return Err(ctx.type_error(text).into());
    }
    if read::flag(reduction, false)? {
        return folded(ctx, this, inputs, outputs, options.signature[nin]);
    }
    let operands: Vec<Operand<'_>> = inputs
        .iter()
        .filter_map(|input| match input {
            Stand::Element(slot) => Some(Operand::Array(slot.view())),
            Stand::Number(number) => Some(Operand::Weak(*number)),
            Stand::Nothing => None,
        })
        .collect();
    if operands.len() != nin {
        let text = "All input dtypes must be provided (except the first one in reductions)";
        return Err(ctx.type_error(text).into());
    }
    let outs: Vec<_> = outputs
        .iter()
        .map(|output| match output {
            Stand::Element(slot) => Some(slot.view()),
            _ => None,
        })
        .collect();
    let plan = ufunc.resolve(&operands, &outs, &options)?;
    let dtypes: Vec<DType> = (0..nin)
        .map(|input| plan.in_dtype(input))
        .chain((0..ufunc.nout()).map(|out| plan.out_dtype(out)))
        .collect();
    objects(ctx, &dtypes)
}

/// The dtypes of a fold: all the same.
fn folded<'c>(
    ctx: Ctx<'c>,
    this: This<'_, 'c>,
    inputs: &[Stand],
    outputs: &[Stand],
    dtype: Option<DType>,
) -> Result<Handle<'c>> {
    let ufunc = this.ufunc();
    if ufunc.nin() != 2 || ufunc.nout() != 1 {
        let text = "ufunc is not compatible with reduction operations.";
        return Err(ctx.value_error(text).into());
    }
    if !matches!(outputs, [Stand::Nothing]) {
        let text = "Output dtype must not be passed for reductions, pass the first input instead.";
        return Err(ctx.type_error(text).into());
    }
    let [first, Stand::Element(array)] = inputs else {
        let text = "All input dtypes must be provided (except the first one in reductions)";
        return Err(ctx.type_error(text).into());
    };
    let out = match first {
        Stand::Element(slot) => Some(slot.view()),
        _ => None,
    };
    let options = ReduceOptions {
        dtype,
        axes: Some(&[]),
        ..ReduceOptions::default()
    };
    let dtype = ufunc.plan_reduce(array.view(), out, &options)?.dtype();
    objects(ctx, &[dtype; 3])
}

fn objects<'c>(ctx: Ctx<'c>, dtypes: &[DType]) -> Result<Handle<'c>> {
    let objects: Vec<Handle<'c>> = dtypes
        .iter()
        .map(|&dtype| dtype::object(ctx, dtype))
        .collect::<hpy::Result<_>>()?;
    Ok(ctx.tuple(objects)?)
}
