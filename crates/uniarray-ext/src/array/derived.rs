//! What classes derived from `ndarray` inherit and may replace.

use super::make::{self, Part};
use super::ndarray::NdArray;
use crate::elsewhere;
use crate::error::Result;
use crate::scalar;
use hpy::{Args, ClassDef, Ctx, Handle, Obj, Object, Ref};

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the methods.
pub fn define(class: &mut ClassDef<NdArray>) {
    class.method(c"__array_finalize__", finalize).doc(
        c"__array_finalize__($self, obj, /)\n--\n\n\
            Called with every new array of a derived class, and what it was made from; None if from nothing.",
    );
    class.method(c"__array_wrap__", wrap).doc(
        c"__array_wrap__($self, array, context=None, return_scalar=False, /)\n--\n\n\
            A result as an array of this one's class.",
    );
    class
        .getter(c"__array_priority__", |_: Ctx<'_>, _: Array<'_, '_>| 0.0)
        .doc(c"Whose class results have, and who does an operation: the higher one's.");
    class
        .classmethod(c"__class_getitem__", class_getitem)
        .doc(c"ndarray[shape, dtype]: for annotations.");
}

/// The usual class does not care.
fn finalize<'c>(_: Ctx<'c>, _this: Array<'_, 'c>, _template: Ref<'_, 'c>) {}

fn wrap<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let (Some(given), ..=3) = (args.get(0), args.len()) else {
        let text = "only accepts 1 argument";
        return Err(ctx.type_error(text).into());
    };
    let Some(array) = given.get::<NdArray>() else {
        let name = given.type_of()?.getattr(c"__name__")?;
        let text = format!(
            "__array_wrap__() argument 1 must be uniarray.ndarray, not {}",
            name.as_str()?
        );
        return Err(ctx.type_error(text).into());
    };
    let wants_scalar = args.get(2).is_some_and(|scalar| scalar.is(ctx.bool(true)));
    if wants_scalar
        && !this.derived()
        && !elsewhere::holds_others(array)
        && let Some(value) = array.payload().view().get(&[])
    {
        return Ok(scalar::to_python(ctx, value)?);
    }
    if this.handle().type_of()?.is(given.type_of()?) {
        return Ok(given.to_owned());
    }
    let class = make::result_class(ctx, [this])?;
    // SAFETY: the part is the whole array.
    let seen = unsafe { make::part_of(class.as_ref(), array, Part::whole(array))? };
    Ok(seen.finalized(Some(this.handle()))?.into_handle())
}

fn class_getitem<'c>(ctx: Ctx<'c>, class: Ref<'_, 'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [parameters] = args.exactly("__class_getitem__")?;
    let count = if parameters.is_tuple() {
        parameters.len()?
    } else {
        1
    };
    if !(1..=2).contains(&count) {
        let few = if count > 2 { "many" } else { "few" };
        let name = class.getattr(c"__name__")?;
        let text = format!("Too {few} arguments for {}", name.as_str()?);
        return Err(ctx.type_error(text).into());
    }
    let alias = ctx.import(c"types")?.getattr(c"GenericAlias")?;
    Ok(alias.call((class, parameters))?)
}
