//! Reading the arguments of a ufunc call.

use super::class::PyUfunc;
use super::run::{MAX_OUTS, Options, Out};
use crate::array::NdArray;
use crate::convert;
use crate::dtype;
use crate::error::Result;
use crate::read;
use hpy::{Args, ClassRef, Ctx, Exc, Handle, Kwargs, Object, Ref};
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Error};
use uniarray_core::manip::Order;
use uniarray_core::ufunc::Ufunc;

/// The keywords of a call, as given.
#[derive(Default)]
pub struct Keywords<'a, 'c> {
    /// `out=`
    pub out: Option<Ref<'a, 'c>>,
    /// `where=`
    pub mask: Option<Ref<'a, 'c>>,
    dtype: Option<Ref<'a, 'c>>,
    signature: Option<Ref<'a, 'c>>,
    casting: Option<Ref<'a, 'c>>,
    order: Option<Ref<'a, 'c>>,
    subok: Option<Ref<'a, 'c>>,
    /// Whether results without axes stay arrays, which `out=...` asks for.
    pub keep_arrays: bool,
    /// `axes=`, of generalised ufuncs, like the two that follow.
    pub axes: Option<Ref<'a, 'c>>,
    /// `axis=`
    pub axis: Option<Ref<'a, 'c>>,
    /// `keepdims=`
    pub keepdims: Option<Ref<'a, 'c>>,
}

impl<'a, 'c> Keywords<'a, 'c> {
    /// Sorts the keywords.
    ///
    /// # Errors
    /// `TypeError` for unknown ones, for two that mean the same, and for an output by name beside one by position.
    pub fn read(
        ctx: Ctx<'c>,
        this: &PyUfunc,
        positional: usize,
        kwargs: Kwargs<'a, 'c>,
    ) -> Result<Keywords<'a, 'c>> {
        let general = this.general().is_some();
        let mut words = Keywords::default();
        kwargs.for_each(|name, value| {
            if matches!(name, "signature" | "sig") && words.signature.is_some() {
                return Err(ctx.type_error("cannot specify both 'sig' and 'signature'"));
            }
            let place = match name {
                "out" => &mut words.out,
                "where" if !general => &mut words.mask,
                "axes" if general => &mut words.axes,
                "axis" if general => &mut words.axis,
                "keepdims" if general => &mut words.keepdims,
                "dtype" => &mut words.dtype,
                "signature" | "sig" => &mut words.signature,
                "casting" => &mut words.casting,
                "order" => &mut words.order,
                "subok" => &mut words.subok,
                _ => {
                    let text = format!(
                        "{}() got an unexpected keyword argument '{name}'",
                        this.ufunc().name()
                    );
                    return Err(ctx.type_error(text));
                }
            };
            *place = Some(value);
            Ok(())
        })?;
        if words.out.is_some_and(|out| out.is(ctx.ellipsis())) {
            (words.out, words.keep_arrays) = (None, true);
        }
        if words.axis.is_some() && words.axes.is_some() {
            return Err(ctx.type_error("cannot specify both 'axis' and 'axes'").into());
        }
        if words.out.is_some() && positional > this.ufunc().nin() {
            return Err(ctx
                .type_error("cannot specify 'out' as both a positional and keyword argument")
                .into());
        }
        if words.signature.is_some() && words.dtype.is_some() {
            return Err(ctx
                .type_error("cannot specify both 'signature' and 'dtype'")
                .into());
        }
        Ok(words)
    }

    /// `subok=`
    ///
    /// # Errors
    /// `TypeError` for what is no truth value.
    pub fn subok(&self) -> Result<bool> {
        self.subok.map_or(Ok(true), |value| {
            let ctx = value.ctx();
            if value.is(ctx.bool(true)) || value.is(ctx.bool(false)) {
                Ok(value.is_true()?)
            } else {
                Err(ctx.type_error("'subok' must be a boolean").into())
            }
        })
    }

    /// Casting, order and dtypes; the mask is the caller's to fill in.
    ///
    /// # Errors
    /// `ValueError` and `TypeError` for values that the keywords do not take.
    pub fn options(&self, ufunc: &Ufunc) -> Result<Options<'static>> {
        let mut options = Options {
            order: read::order(self.order, Order::K)?,
            keep_arrays: self.keep_arrays,
            ..Options::default()
        };
        if let Some(casting) = self.casting {
            options.call.casting = read::casting_of(casting)?;
        }
        if let Some(signature) = read::given(self.signature) {
            for (place, dtype) in signature_of(ufunc, signature)?.into_iter().enumerate() {
                options.call.signature[place] = dtype;
            }
        } else if let Some(dtype) = dtype::parse_optional(self.dtype)? {
            options.call = options.call.with_dtype(ufunc, dtype);
        }
        Ok(options)
    }
}

/// `signature=`: one dtype or `None` per operand, or `'dd->d'`.
///
/// # Errors
/// `TypeError` and `ValueError` for what is neither, or of a wrong length.
pub fn signature_of(ufunc: &Ufunc, signature: Ref<'_, '_>) -> Result<Vec<Option<DType>>> {
    let ctx = signature.ctx();
    let (name, nin, nout) = (ufunc.name(), ufunc.nin(), ufunc.nout());
    let too_short = "Use `dtype` or  fill the tuple with more than one 'None'.";
    if signature.is_tuple() {
        let dtypes: Vec<Option<DType>> = signature
            .iter()?
            .map(|part| dtype::parse_optional(Some(part?.as_ref())))
            .collect::<Result<_>>()?;
        if let [only] = dtypes[..] {
            let text = match only {
                None => "a single item type tuple cannot contain None.",
                Some(_) => too_short,
            };
            return Err(ctx.type_error(text).into());
        }
        if dtypes.len() != nin + nout {
            let count = nin + nout;
            let text = format!("a type-tuple must be specified of length {count} for ufunc '{name}'");
            return Err(ctx.value_error(text).into());
        }
        return Ok(dtypes);
    }
    if !signature.is_str() {
        let text = "the signature object to ufunc must be a string or a tuple.";
        return Err(ctx.type_error(text).into());
    }
    let letters: Vec<char> = signature.as_str()?.chars().collect();
    if letters.len() == 1 {
        return Err(ctx.type_error(too_short).into());
    }
    if letters.len() != nin + nout + 2 || letters[nin..nin + 2] != ['-', '>'] {
        let text = format!("a type-string for {name}, {nin} typecode(s) before and {nout} after the -> sign");
        return Err(ctx.value_error(text).into());
    }
    letters[..nin]
        .iter()
        .chain(&letters[nin + 2..])
        .map(|letter| Ok(Some(DType::parse(&letter.to_string())?)))
        .collect()
}

/// The outputs given by position or by `out=`.
///
/// # Errors
/// `TypeError` for both ways at once and for what is no array; `ValueError` for a wrong number.
pub fn outputs<'a, 'c>(
    class: ClassRef<'_, 'c, NdArray>,
    ufunc: &Ufunc,
    positional: Args<'a, 'c>,
    out: Option<Ref<'a, 'c>>,
    held: &'a mut [Option<Handle<'c>>; MAX_OUTS],
) -> Result<[Out<'a, 'c>; MAX_OUTS]> {
    let ctx = class.handle().ctx();
    let mut outs = [None; MAX_OUTS];
    if positional.is_empty() {
        let Some(out) = read::given(out) else {
            return Ok(outs);
        };
        if out.is_tuple() {
            if out.len()? != ufunc.nout() {
                return Err(ctx
                    .value_error("The 'out' tuple must have exactly one entry per ufunc output")
                    .into());
            }
            for (item, held) in out.iter()?.zip(held.iter_mut()) {
                *held = Some(item?);
            }
            for (place, held) in outs.iter_mut().zip(held.iter()) {
                *place = held
                    .as_ref()
                    .map(|held| {
                        refuse_ellipsis(held.as_ref(), ELLIPSIS_IN_TUPLE)?;
                        output(class, held.as_ref())
                    })
                    .transpose()?
                    .flatten();
            }
        } else if ufunc.nout() > 1 {
            return Err(ctx.type_error("'out' must be a tuple of arrays").into());
        } else {
            outs[0] = output(class, out)?;
        }
    } else {
        for (place, given) in outs.iter_mut().zip(positional.iter()) {
            refuse_ellipsis(given, ELLIPSIS_BY_POSITION)?;
            *place = output(class, given)?;
        }
    }
    Ok(outs)
}

/// What is said of `...` among outputs by position.
pub const ELLIPSIS_BY_POSITION: &str = "out=... is only allowed as a keyword argument.";
/// What is said of `...` in a tuple of outputs.
pub const ELLIPSIS_IN_TUPLE: &str = "must use `...` as `out=...` and not per-operand/in a tuple";

/// Refuses `...` as one of the outputs.
///
/// # Errors
/// `TypeError`
pub fn refuse_ellipsis(out: Ref<'_, '_>, text: &str) -> Result<()> {
    let ctx = out.ctx();
    if out.is(ctx.ellipsis()) {
        return Err(ctx.type_error(text).into());
    }
    Ok(())
}

fn output<'a, 'c>(class: ClassRef<'_, 'c, NdArray>, object: Ref<'a, 'c>) -> Result<Out<'a, 'c>> {
    if object.is_none() {
        return Ok(None);
    }
    match class.get(object) {
        Some(array) => Ok(Some(array)),
        None => Err(object
            .ctx()
            .type_error("return arrays must be of ArrayType")
            .into()),
    }
}

/// `where=` as an array of truth values; `None` where it is true everywhere.
///
/// # Errors
/// `TypeError` for what cannot become truth values.
pub fn mask<'c>(ctx: Ctx<'c>, mask: Option<Ref<'_, 'c>>) -> Result<Option<Handle<'c>>> {
    match mask {
        None => Ok(None),
        Some(mask) if mask.is(ctx.bool(true)) => Ok(None),
        // NumPy takes any object for its truth value.
        Some(mask) if mask.is_str() || mask.is_bytes() || mask.is_none() => Ok(Some(convert::as_array(
            ctx,
            ctx.bool(mask.is_true()?),
            Some(DType::BOOL),
        )?)),
        // An array must be one of truth values, scalars and lists become one.
        Some(mask) => match mask.get::<NdArray>() {
            Some(array) if array.dtype() != DType::BOOL => Err(Error::Cast {
                from: array.dtype(),
                to: DType::BOOL,
                casting: Casting::Safe,
            }
            .into()),
            Some(_) => Ok(Some(mask.to_owned())),
            None => Ok(Some(convert::as_array(ctx, mask, Some(DType::BOOL))?)),
        },
    }
}

/// Warns of a mask without an output: elements for which it is false are whatever the memory holds.
///
/// # Errors
/// The user's filters turn the warning into an exception.
pub fn warn_of_mask_without_out(ctx: Ctx<'_>) -> Result<()> {
    let text = "'where' used without 'out', expect uninitialized memory in output. \
                If this is intentional, use out=None.";
    Ok(ctx.warn(Exc::UserWarning, text, 1)?)
}
