//! The universal binary of uniarray: `ndarray`, `dtype`, `ufunc` and scalars over HPy handles.
//!
//! This crate turns Python objects into what `uniarray-core` works on and back; it holds no loop over elements, and knows
//! no interpreter but through handles.

mod array;
mod convert;
mod dtype;
mod error;
mod operator;
mod read;
mod reduction;
mod scalar;
mod ufunc;
mod warning;

use hpy::{Ctx, ModuleDef, Ref};

hpy::module!(_core, define);

fn define(module: &mut ModuleDef) {
    module.doc(c"Arrays, dtypes, ufuncs and scalars: the compiled half of uniarray.");
    for global in [&error::AXIS_ERROR, &error::UFUNC_TYPE_ERROR, &error::COMPLEX_WARNING] {
        module.global(global);
    }
    for object in &dtype::OBJECTS {
        module.global(object);
    }
    module.class::<array::Storage>().class::<array::Flags>().class::<array::NdArray>().class::<dtype::PyDType>();
    scalar::define(module);
    module.exec(init);
    module.function(c"_register_exceptions", error::register_exceptions);
    convert::define(module);
    ufunc::define(module);
}

fn init<'c>(ctx: Ctx<'c>, _module: Ref<'_, 'c>) -> hpy::Result<()> {
    dtype::init(ctx)
}
