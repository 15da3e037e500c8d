//! Arguments that name positions.

use crate::array::NdArray;
use crate::convert;
use crate::error::Result;
use crate::read::given;
use hpy::{Ctx, Handle, Object, Ref};
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::error::{Casting, Error};
use uniarray_core::index::Mode;
use uniarray_core::promote::can_cast;

/// Integers as an array of int64. The dtype of an array must be one that the rule lets through; what else there is in sequences becomes
/// an integer as Python makes it one.
///
/// # Errors
/// `TypeError` for arrays of other dtypes and for what is no number.
pub fn integers<'c>(ctx: Ctx<'c>, object: Ref<'_, 'c>, casting: Casting) -> Result<Handle<'c>> {
    if let Some(array) = object.get::<NdArray>() {
        let (from, to) = (array.dtype(), DType::INTP);
        // Truth values are integers here even where the rule would not have it.
        if from.kind() != Kind::Bool && !can_cast(from, to, casting) {
            return Err(Error::Cast { from, to, casting }.into());
        }
    }
    convert::as_array(ctx, object, Some(DType::INTP))
}

/// What becomes of positions out of range: NumPy's keyword, or the number of its constant.
///
/// # Errors
/// `ValueError` for others.
pub fn mode_of(value: Option<Ref<'_, '_>>) -> Result<Mode> {
    let Some(value) = given(value) else {
        return Ok(Mode::Raise);
    };
    if !value.is_str() {
        return match value.extract::<isize>()? {
            0 => Ok(Mode::Clip),
            1 => Ok(Mode::Wrap),
            2 => Ok(Mode::Raise),
            _ => Err(Error::value("integer clipmode must be RAISE, WRAP, or CLIP").into()),
        };
    }
    let text = value.as_str()?;
    Mode::parse(text).ok_or_else(|| {
        // The abbreviations of old have a sentence of their own.
        if text.starts_with(['c', 'C', 'r', 'R', 'w', 'W']) {
            return Error::value("Use one of 'clip', 'raise', or 'wrap' for clip mode").into();
        }
        let text = format!("clipmode must be one of 'clip', 'raise', or 'wrap' (got '{text}')");
        Error::value(text).into()
    })
}
