//! The class `ufunc` and its attributes.

use super::{call, docs, methods};
use hpy::{Class, ClassDef, Ctx, Exc, Handle, ModuleDef, Obj, Object, Ref, Result};
use std::ffi::{CStr, CString};
use uniarray_core::table;
use uniarray_core::ufunc::{Identity, Ufunc};

/// A `ufunc` object.
pub struct PyUfunc(&'static Ufunc);

impl PyUfunc {
    /// What it calls.
    #[inline]
    pub fn ufunc(&self) -> &'static Ufunc {
        self.0
    }
}

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
        class.repr(|_: Ctx<'_>, this: This<'_, '_>| format!("<ufunc '{}'>", this.0.name()));
        class.method(c"__getattr__", missing_attribute);
        class.getter(c"__doc__", doc);
        class.getter(c"nin", |_: Ctx<'_>, this: This<'_, '_>| this.0.nin());
        class.getter(c"nout", |_: Ctx<'_>, this: This<'_, '_>| this.0.nout());
        class.getter(c"nargs", |_: Ctx<'_>, this: This<'_, '_>| {
            this.0.nin() + this.0.nout()
        });
        class.getter(c"ntypes", |_: Ctx<'_>, this: This<'_, '_>| this.0.loops().len());
        class.getter(c"types", types);
        class.getter(c"identity", identity);
        class.getter(c"signature", |_: Ctx<'_>, _: This<'_, '_>| ());
        class.method(c"__reduce__", |_: Ctx<'_>, this: This<'_, '_>| this.0.name());
        methods::define(class);
    }
}

/// `__name__` and `__qualname__`. Properties of these names would be taken for the type's own name by PyPy and GraalPy.
fn missing_attribute<'c>(ctx: Ctx<'c>, this: This<'_, 'c>, name: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let name = name.as_str()?;
    match name {
        "__name__" | "__qualname__" => ctx.object(this.0.name()),
        _ => {
            let text = format!("'uniarray.ufunc' object has no attribute '{name}'");
            Err(ctx.raise(Exc::AttributeError, text))
        }
    }
}

/// Registers the class, and puts one object per ufunc into the module.
pub fn define(module: &mut ModuleDef) {
    module.class::<PyUfunc>();
    module.exec(|ctx, module| {
        let class = ctx.class::<PyUfunc>()?;
        for ufunc in table::all() {
            let name = CString::new(ufunc.name()).unwrap_or_default();
            module.setattr(&name, class.create(PyUfunc(ufunc))?)?;
        }
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

fn types<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> Result<Handle<'c>> {
    let nin = this.0.nin();
    ctx.list(this.0.loops().iter().map(|one| {
        let (inputs, outputs) = one.types().split_at(nin);
        format!(
            "{}->{}",
            letters(inputs.iter().copied()),
            letters(outputs.iter().copied())
        )
    }))
}

fn identity<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> Result<Handle<'c>> {
    match this.0.identity() {
        Identity::None => ctx.object(()),
        // Those of logic are truth values.
        Identity::Int(value) if this.0.name().starts_with("logical") => ctx.object(value != 0),
        Identity::Int(value) => ctx.object(value),
        Identity::NegativeInfinity => ctx.object(f64::NEG_INFINITY),
    }
}

fn doc<'c>(ctx: Ctx<'c>, this: This<'_, 'c>) -> Result<Handle<'c>> {
    let inputs = if this.0.nin() == 1 { "x" } else { "x1, x2" };
    let outputs = if this.0.nout() == 1 {
        "out=None"
    } else {
        "out=(None, None)"
    };
    let name = this.0.name();
    ctx.text(format_args!(
        "{name}({inputs}, /, {outputs}, *, where=True, casting='same_kind', order='K', dtype=None, subok=True)\n\n{}",
        docs::text(name).unwrap_or_default()
    ))
}
