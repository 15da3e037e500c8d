//! The class `ufunc` and its attributes.

use super::{call, docs, methods, overrides, resolution};
use crate::written::function_of;
use hpy::{Class, ClassDef, Ctx, Exc, Global, Handle, ModuleDef, Obj, Object, Ref, Result};
use std::ffi::{CStr, CString};
use uniarray_core::gufunc::{self, Gufunc, Outside};
use uniarray_core::table;
use uniarray_core::ufunc::{Identity, Ufunc};

/// What a ufunc calls that works on whole vectors and matrices.
#[derive(Clone, Copy)]
pub enum General {
    /// A product of matrices.
    Product(&'static Gufunc),
    /// Loops of another extension.
    Outside(&'static Outside),
}

impl General {
    /// `ufunc.signature`
    pub fn signature(self) -> &'static str {
        match self {
            General::Product(product) => product.signature().text(),
            General::Outside(outside) => outside.names().text(),
        }
    }
}

/// A `ufunc` object.
pub struct PyUfunc {
    ufunc: &'static Ufunc,
    general: Option<General>,
    /// What the docstring says beyond the call, of a ufunc that another extension has made.
    text: Option<&'static str>,
}

impl PyUfunc {
    /// A ufunc that another extension has made.
    pub fn external(ufunc: &'static Ufunc, text: &'static str) -> PyUfunc {
        PyUfunc {
            ufunc,
            general: None,
            text: Some(text),
        }
    }

    /// A generalised ufunc that another extension has made.
    pub fn outside(outside: &'static Outside, text: &'static str) -> PyUfunc {
        PyUfunc {
            ufunc: outside.as_ufunc(),
            general: Some(General::Outside(outside)),
            text: Some(text),
        }
    }

    /// What it calls, element by element. Of a generalised ufunc it tells name, operands and dtypes only.
    #[inline]
    pub fn ufunc(&self) -> &'static Ufunc {
        self.ufunc
    }

    /// What it calls if it works on whole vectors and matrices.
    #[inline]
    pub fn general(&self) -> Option<General> {
        self.general
    }
}

/// `uniarray._overrides.signature_of`, once it was needed.
static SIGNATURE: Global = Global::new();
/// `uniarray._object_loops.types_of`, once it was needed.
static OBJECT_TYPES: Global = Global::new();

type This<'a, 'c> = Obj<'a, 'c, PyUfunc>;

/// Other names of ufuncs.
const ALIASES: [(&CStr, &str); 6] = [
    (c"abs", "absolute"),
    (c"mod", "remainder"),
    (c"true_divide", "divide"),
    (c"bitwise_not", "invert"),
    (c"conj", "conjugate"),
    (c"bitwise_invert", "invert"),
];

// No `DOC`: on CPython a type's own `__doc__` would hide the property, and with it each ufunc's docstring.
impl Class for PyUfunc {
    const NAME: &'static CStr = c"uniarray.ufunc";
    hpy::type_object!(PyUfunc);

    fn define(class: &mut ClassDef<Self>) {
        class.call(call::call);
        class.repr(|_: Ctx<'_>, this: This<'_, '_>| format!("<ufunc '{}'>", this.ufunc.name()));
        class.method(c"__getattr__", missing_attribute);
        class.getter(c"__doc__", doc);
        class.getter(c"nin", |_: Ctx<'_>, this: This<'_, '_>| this.ufunc.nin());
        class.getter(c"nout", |_: Ctx<'_>, this: This<'_, '_>| this.ufunc.nout());
        class.getter(c"nargs", |_: Ctx<'_>, this: This<'_, '_>| {
            this.ufunc.nin() + this.ufunc.nout()
        });
        class.getter(c"ntypes", count_of_types);
        class.getter(c"types", types);
        class.getter(c"identity", identity);
        class.getter(c"signature", |_: Ctx<'_>, this: This<'_, '_>| {
            this.general.map(General::signature)
        });
        class.method(c"__reduce__", |_: Ctx<'_>, this: This<'_, '_>| this.ufunc.name());
        methods::define(class);
        resolution::define(class);
    }
}

/// `__name__` and `__qualname__`. Properties of these names would be taken for the type's own name by PyPy and GraalPy.
fn missing_attribute<'c>(ctx: Ctx<'c>, this: This<'_, 'c>, name: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let name = name.as_str()?;
    match name {
        "__name__" | "__qualname__" => ctx.object(this.ufunc.name()),
        "__signature__" => {
            function_of(ctx, &SIGNATURE, "uniarray._overrides", c"signature_of")?.call((this.handle(),))
        }
        _ => {
            let text = format!("'uniarray.ufunc' object has no attribute '{name}'");
            Err(ctx.raise(Exc::AttributeError, text))
        }
    }
}

/// Registers the class, and puts one object per ufunc into the module.
pub fn define(module: &mut ModuleDef) {
    module.class::<PyUfunc>();
    overrides::define(module);
    module.global(&SIGNATURE);
    module.global(&OBJECT_TYPES);
    module.exec(|ctx, module| {
        let class = ctx.class::<PyUfunc>()?;
        let all = ctx.dict()?;
        let plain = table::all().iter().map(|ufunc| PyUfunc {
            ufunc,
            general: None,
            text: None,
        });
        let general = gufunc::all().iter().map(|general| PyUfunc {
            ufunc: general.as_ufunc(),
            general: Some(General::Product(general)),
            text: None,
        });
        for payload in plain.chain(general) {
            let name = payload.ufunc.name();
            let object = class.create(payload)?;
            all.setitem(ctx.object(name)?, &object)?;
            module.setattr(&CString::new(name).unwrap_or_default(), object)?;
        }
        overrides::UFUNCS.store(ctx, &all)?;
        for (alias, name) in ALIASES {
            let name = CString::new(name).unwrap_or_default();
            if table::find(&name.to_string_lossy()).is_some() {
                module.setattr(alias, module.getattr(&name)?)?;
            }
        }
        Ok(())
    });
}

fn letters(num: impl Iterator<Item = uniarray_core::dtype::TypeNum>) -> String {
    num.map(|num| num.info().code).collect()
}

fn count_of_types<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> Result<usize> {
    types(ctx, this)?.len()
}

/// The signatures of the loops, of the binary's and then of Python's for objects.
fn types<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> Result<Handle<'c>> {
    let nin = this.ufunc.nin();
    let own = ctx.list(this.ufunc.loops().iter().map(|one| {
        let (inputs, outputs) = one.types().split_at(nin);
        format!(
            "{}->{}",
            letters(inputs.iter().copied()),
            letters(outputs.iter().copied())
        )
    }))?;
    let more =
        function_of(ctx, &OBJECT_TYPES, "uniarray._object_loops", c"types_of")?.call((this.handle(),))?;
    own.call_method(c"__add__", (more,))
}

fn identity<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> Result<Handle<'c>> {
    match this.ufunc.identity() {
        Identity::None => ctx.object(()),
        // Those of logic are truth values.
        Identity::Int(value) if this.ufunc.name().starts_with("logical") => ctx.object(value != 0),
        Identity::Int(value) => ctx.object(value),
        Identity::NegativeInfinity => ctx.object(f64::NEG_INFINITY),
    }
}

fn doc<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> Result<Handle<'c>> {
    let inputs = match this.ufunc.nin() {
        1 => "x",
        2 => "x1, x2",
        _ => "x1, x2, x3",
    };
    let outputs = if this.ufunc.nout() == 1 {
        ", /, out=None"
    } else {
        "[, out1, out2], / [, out=(None, None)]"
    };
    let name = this.ufunc.name();
    let (mask, axes) = match this.general {
        None => ("where=True, ", "[, signature]"),
        Some(_) => ("", "[, signature, axes, axis]"),
    };
    ctx.text(format_args!(
        "{name}({inputs}{outputs}, *, {mask}casting='same_kind', order='K', dtype=None, subok=True{axes})\n\n{}",
        this.text.map_or_else(|| docs::text(name).unwrap_or_default(), str::to_owned)
    ))
}
