//! Ufuncs, reductions and products on handles.

use super::entry::{address, array, dims, dtype_or_null, functions, given, handles, needed, not_a};
use crate::array::NdArray;
use crate::error::Result;
use crate::reduction::{self, Common};
use crate::ufunc::{PyUfunc, call, overrides};
use hpy::abi::HPy;
use hpy::{Args, Ctx, Exc, Kwargs, Obj, Ref};
use std::ffi::{CStr, c_char, c_int};
use uniarray_core::reduce::ReduceOptions;

functions! {
    fn ufunc<'c>(ctx, name: *const c_char) -> HPy {
        // SAFETY: the caller passes a C string.
        let name = unsafe { CStr::from_ptr(address(ctx, name)?) }.to_string_lossy();
        match overrides::find(ctx, &name)? {
            Some(ufunc) => given(ufunc),
            None => Err(ctx.raise(Exc::AttributeError, format_args!("there is no ufunc '{name}'")).into()),
        }
    }

    fn call_ufunc<'c>(ctx, ufunc_: HPy, arguments: *const HPy, count: usize, keywords: HPy) -> HPy {
        let ufunc = as_ufunc(ctx, ufunc_)?;
        // SAFETY: the caller passes as many handles.
        let all = unsafe { handles(ctx, count, arguments)? };
        if let Some(keywords) = keywords {
            return given(ufunc.handle().call_dict(&all[..], keywords)?);
        }
        let raw: &[HPy] = if count == 0 {
            &[]
        } else {
            // SAFETY: as many handles of the context, none of which is null, as was seen.
            unsafe { std::slice::from_raw_parts(arguments, count) }
        };
        // SAFETY: as above; the caller closes them after this returns.
        given(call::call(ctx, ufunc, unsafe { Args::from_raw(ctx, raw) }, Kwargs::none(ctx))?)
    }

    fn reduce<'c>(
        ctx, ufunc_: HPy, object: HPy, naxes: c_int, axes: *const isize, dtype: HPy, out: HPy, keepdims: c_int
    ) -> HPy {
        let ufunc = of_elements(ctx, ufunc_)?;
        let array = array(ctx, object)?;
        // SAFETY: the caller passes null, or as many axes.
        let axes = (!axes.is_null()).then(|| unsafe { dims(ctx, naxes, axes) }).transpose()?;
        let out = out.map(|out| super::entry::array(ctx, Some(out))).transpose()?;
        let options = ReduceOptions {
            axes,
            keepdims: keepdims != 0,
            dtype: dtype_or_null(ctx, dtype)?,
            ..ReduceOptions::default()
        };
        let class = ctx.class::<NdArray>()?;
        let result = reduction::run::reduce_into(class.as_ref(), ufunc.ufunc(), array, out, &options)?;
        given(result.into_handle()?)
    }

    fn accumulate<'c>(ctx, ufunc_: HPy, object: HPy, axis: c_int, dtype: HPy, out: HPy) -> HPy {
        let ufunc = of_elements(ctx, ufunc_)?;
        let array = array(ctx, object)?;
        let class = ctx.class::<NdArray>()?;
        let common = Common { dtype, out, ..Common::default() };
        given(reduction::run::accumulate(class.as_ref(), ufunc.ufunc(), array, axis as isize, common)?)
    }

    fn matmul<'c>(ctx, a: HPy, b: HPy, out: HPy) -> HPy {
        let ufunc = overrides::object(ctx, "matmul")?;
        let ufunc = as_ufunc(ctx, Some(ufunc.as_ref()))?;
        let all = [Some(needed(ctx, a)?), Some(needed(ctx, b)?), out];
        let raw: Vec<HPy> = all.iter().flatten().map(|one| one.raw()).collect();
        // SAFETY: handles of the context that stay open until this returns.
        given(call::call(ctx, ufunc, unsafe { Args::from_raw(ctx, &raw) }, Kwargs::none(ctx))?)
    }
}

/// A ufunc.
fn as_ufunc<'a, 'c>(ctx: Ctx<'c>, object: Option<Ref<'a, 'c>>) -> Result<Obj<'a, 'c, PyUfunc>> {
    let object = needed(ctx, object)?;
    object.get::<PyUfunc>().ok_or_else(|| not_a(object, "a ufunc"))
}

/// A ufunc of single elements, as only those fold.
fn of_elements<'a, 'c>(ctx: Ctx<'c>, object: Option<Ref<'a, 'c>>) -> Result<Obj<'a, 'c, PyUfunc>> {
    let ufunc = as_ufunc(ctx, object)?;
    match ufunc.general() {
        None => Ok(ufunc),
        Some(_) => Err(ctx
            .raise(Exc::RuntimeError, "Reduction not defined on ufunc with signature")
            .into()),
    }
}
