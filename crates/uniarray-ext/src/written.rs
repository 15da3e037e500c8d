//! Methods of arrays that are written in Python, because they are no more than calls of others.

use crate::array::NdArray;
use hpy::{Args, ClassDef, Ctx, Global, Handle, Kwargs, ModuleDef, Obj, Object, Ref};
use std::ffi::CStr;

/// Declares methods: name, and the function in the package's module that gets the array and all arguments.
macro_rules! written {
    ($($name:ident = $function:ident in $module:literal, $doc:literal;)*) => {
        $(fn $name<'c>(
            ctx: Ctx<'c>,
            this: Obj<'_, 'c, NdArray>,
            args: Args<'_, 'c>,
            kwargs: Kwargs<'_, 'c>,
        ) -> hpy::Result<Handle<'c>> {
            let function = function_of(ctx, &globals::$name, $module, c_name!($function))?;
            call(function.as_ref(), this, args, kwargs)
        })*

        /// The functions, once they were needed.
        #[allow(non_upper_case_globals, reason = "named as the methods are")]
        mod globals {
            use hpy::Global;
            $(pub static $name: Global = Global::new();)*
        }

        /// Registers what the methods keep.
        pub fn define(module: &mut ModuleDef) {
            $(module.global(&globals::$name);)*
        }

        /// Registers the methods.
        pub fn define_methods(class: &mut ClassDef<NdArray>) {
            $(class.method(c_name!($name), $name).doc($doc);)*
        }
    };
}

macro_rules! c_name {
    ($name:ident) => {
        const {
            match CStr::from_bytes_with_nul(concat!(stringify!($name), "\0").as_bytes()) {
                Ok(name) => name,
                Err(_) => panic!("a name without zeros"),
            }
        }
    };
}

written! {
    var = method_var in "uniarray._spread",
        c"var(axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None): the variance.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1, 2, 3, 4]).var()\n\
            np.float64(1.25)\n";
    std = method_std in "uniarray._spread",
        c"std(axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None): the standard deviation.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1, 3, 1, 3]).std()\n\
            np.float64(1.0)\n";
}

fn function_of<'c>(
    ctx: Ctx<'c>,
    kept: &'static Global,
    module: &str,
    name: &CStr,
) -> hpy::Result<Handle<'c>> {
    if let Some(function) = kept.load(ctx) {
        return Ok(function);
    }
    // GraalPy's own import gives the package, not the module in it.
    let module = ctx
        .import(c"importlib")?
        .call_method(c"import_module", (module,))?;
    let function = module.getattr(name)?;
    kept.store(ctx, &function)?;
    Ok(function)
}

fn call<'c>(
    function: Ref<'_, 'c>,
    this: Obj<'_, 'c, NdArray>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> hpy::Result<Handle<'c>> {
    let all: Vec<Ref<'_, 'c>> = std::iter::once(this.handle()).chain(args.iter()).collect();
    if kwargs.is_empty() {
        return function.call(&all[..]);
    }
    function.call_dict(&all[..], &kwargs.to_dict()?)
}
