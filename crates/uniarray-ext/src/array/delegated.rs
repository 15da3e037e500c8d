//! Methods of arrays that are written in Python, as functions of `uniarray._methods`.

use super::ndarray::NdArray;
use crate::error::Result;
use hpy::{Args, ClassDef, Ctx, Global, Handle, Kwargs, ModuleDef, Obj, Object, Ref};
use std::ffi::CStr;

/// The module, once it was needed.
static METHODS: Global = Global::new();

/// Registers methods, each with its docstring.
macro_rules! delegated {
    ($class:ident: $($name:literal $doc:literal;)*) => {
        $({
            fn method<'c>(
                ctx: Ctx<'c>,
                this: Obj<'_, 'c, NdArray>,
                args: Args<'_, 'c>,
                kwargs: Kwargs<'_, 'c>,
            ) -> Result<Handle<'c>> {
                call(ctx, $name, this, args, kwargs)
            }
            $class.method($name, method).doc($doc);
        })*
    };
}

/// Registers what keeps the module.
pub fn define_globals(module: &mut ModuleDef) {
    module.global(&METHODS);
}

/// Registers the methods.
pub fn define(class: &mut ClassDef<NdArray>) {
    delegated!(class:
        c"__array_namespace__" c"__array_namespace__(*, api_version=None): the module with the functions of the array API standard.";
        c"__dlpack__" c"__dlpack__(*, stream=None, max_version=None, dl_device=None, copy=None): a capsule of the memory, for other libraries.";
        c"__dlpack_device__" c"__dlpack_device__(): kind and number of the device in DLPack's terms.";
        c"to_device" c"to_device(device, /, *, stream=None): the array itself, as 'cpu' is the only device.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.arange(3).to_device('cpu')\n\
            array([0, 1, 2])\n";
        c"clip" c"clip(min=None, max=None, out=None, **kwargs): values outside an interval replaced by its ends; see uniarray.clip.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.arange(5).clip(1, 3)\n\
            array([1, 1, 2, 3, 3])\n";
        c"round" c"round(decimals=0, out=None): the values rounded, halves to even; see uniarray.round.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1.26, 2.5]).round(1)\n\
            array([1.3, 2.5])\n";
        c"conj" c"conj(): the complex conjugates; of real numbers the array itself.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1+2j]).conj()\n\
            array([1.-2.j])\n";
        c"conjugate" c"conjugate(): the complex conjugates; of real numbers the array itself.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1+2j]).conjugate()\n\
            array([1.-2.j])\n";
        c"trace" c"trace(offset=0, axis1=0, axis2=1, dtype=None, out=None): the sum along a diagonal.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.eye(3).trace()\n\
            np.float64(3.0)\n";
    );
}

/// Calls the function of that name with the array first.
fn call<'c>(
    ctx: Ctx<'c>,
    name: &CStr,
    this: Obj<'_, 'c, NdArray>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    let methods = match METHODS.load(ctx) {
        Some(methods) => methods,
        None => {
            // GraalPy's own import gives the package, not the module in it.
            let module = ctx
                .import(c"importlib")?
                .call_method(c"import_module", ("uniarray._methods",))?;
            METHODS.store(ctx, &module)?;
            module
        }
    };
    let all: Vec<Ref<'_, 'c>> = std::iter::once(this.handle()).chain(args.iter()).collect();
    let function = methods.getattr(name)?;
    Ok(function.as_ref().call_dict(&all[..], kwargs.to_dict()?)?)
}
