//! The abstract scalar types, from `generic` down.

use super::{attributes, conversion, methods, number};
use crate::error::Result;
use crate::{dtype, operator};
use hpy::{Args, AsHandle, Class, ClassDef, ClassRef, Ctx, Handle, Kwargs, Object, Parents};
use std::ffi::CStr;

/// `generic`: what all scalars can do.
pub struct Generic;

impl Class for Generic {
    const NAME: &'static CStr = c"uniarray.generic";
    const DOC: &'static CStr = c"The base of all scalar types.\n\n\
        >>> import uniarray as np\n\
        >>> isinstance(np.int8(1), np.generic)\n\
        True\n";
    const BASETYPE: bool = true;
    hpy::type_object!(Generic);

    fn define(class: &mut ClassDef<Self>) {
        attributes::define(class);
        methods::define(class);
        conversion::define(class);
        operator::define_scalar(class);
    }
}

/// Declares the others: Rust name, base, Python's name, documentation and what they define.
macro_rules! kinds {
    ($($name:ident($base:ident) = $text:literal, $doc:literal, $define:expr;)*) => {$(
        #[doc = concat!("`", stringify!($name), "`, in lower case.")]
        pub struct $name;

        impl Class for $name {
            const NAME: &'static CStr = $text;
            const DOC: &'static CStr = $doc;
            const BASETYPE: bool = true;
            hpy::type_object!($name);

            fn define(class: &mut ClassDef<Self>) {
                let define: fn(&mut ClassDef<$name>) = $define;
                define(class);
            }

            fn parents(ctx: Ctx<'_>) -> hpy::Result<Parents<'_>> {
                let base = ctx.class::<$base>()?;
                Ok(Parents { bases: vec![AsHandle::as_ref(&base).to_owned()], metaclass: None })
            }
        }
    )*};
}

kinds! {
    Number(Generic) = c"uniarray.number", c"The base of all numeric scalar types.\n", |class| {
        class.classmethod(c"__class_getitem__", dtype::class_getitem);
    };
    Integer(Number) = c"uniarray.integer", c"The base of all integer scalar types.\n", number::define_integer;
    SignedInteger(Integer) = c"uniarray.signedinteger", c"The base of int8 to int64.\n", |_| ();
    UnsignedInteger(Integer) = c"uniarray.unsignedinteger", c"The base of uint8 to uint64.\n", |_| ();
    Inexact(Number) = c"uniarray.inexact", c"The base of all floating-point scalar types.\n", |_| ();
    Floating(Inexact) = c"uniarray.floating", c"The base of float16 to float64.\n", number::define_floating;
    Flexible(Generic) = c"uniarray.flexible", c"The base of scalar types whose size is not fixed.\n", |class| {
        class.new(new_flexible);
    };
    Character(Flexible) = c"uniarray.character", c"The base of the scalar types of text.\n", |_| ();
    ComplexFloating(Inexact) = c"uniarray.complexfloating", c"The base of complex64 and complex128.\n", |_| ();
}

/// An instance of a class that Python code derived; what is in it is that code's affair.
fn new_flexible<'c>(
    ctx: Ctx<'c>,
    class: ClassRef<'_, 'c, Flexible>,
    _: Args<'_, 'c>,
    _: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    if class.is_own()? || class.handle().is(&ctx.class::<Character>()?) {
        let name = class.handle().getattr(c"__name__")?;
        let text = format!("cannot create 'uniarray.{}' instances", name.as_str()?);
        return Err(ctx.type_error(text).into());
    }
    Ok(class.create(Flexible)?)
}
