//! The universal binary of uniarray: `ndarray`, `dtype`, `ufunc` and scalars over HPy handles.
//!
//! This crate turns Python objects into what `uniarray-core` works on and back; it holds no loop over elements, and knows
//! no interpreter but through handles.

mod arange;
mod array;
mod capi;
mod choose;
mod convert;
mod create;
mod dense;
mod dlpack;
mod dtype;
mod elsewhere;
mod error;
mod functions;
mod interface;
mod interpolate;
mod join;
mod layouts;
mod linear;
mod long;
mod memory;
mod operand;
mod operator;
mod picking;
mod places;
mod printing;
mod promotion;
mod random;
mod read;
mod reduction;
mod scalar;
mod sorting;
mod text;
mod threads;
mod ufunc;
mod warning;
mod written;

use hpy::{Ctx, ModuleDef, Ref};

hpy::module!(_core, define);

fn define(module: &mut ModuleDef) {
    module.doc(c"Arrays, dtypes, ufuncs and scalars: the compiled half of uniarray.");
    module.constant(c"__version__", env!("CARGO_PKG_VERSION"));
    for global in [
        &error::AXIS_ERROR,
        &error::UFUNC_ERRORS[0],
        &error::UFUNC_ERRORS[1],
        &error::UFUNC_ERRORS[2],
        &error::COMPLEX_WARNING,
    ] {
        module.global(global);
    }
    for object in &dtype::OBJECTS {
        module.global(object);
    }
    module
        .class::<array::Storage>()
        .class::<array::Flags>()
        .class::<array::NdArray>()
        .class::<dtype::PyDType>();
    array::room::define(module);
    array::walked::define(module);
    array::points::define(module);
    scalar::define(module);
    module.exec(init);
    module.function(c"_described_dtype", dtype::described);
    module.function(c"_count_nonzero", array::nonzero::count_nonzero);
    module.function(c"_register_exceptions", error::register_exceptions);
    create::define(module);
    arange::define(module);
    memory::define(module);
    join::define(module);
    linear::define(module);
    choose::define(module);
    promotion::define(module);
    ufunc::define(module);
    dense::define(module);
    random::define(module);
    dlpack::define(module);
    sorting::define(module);
    picking::define(module);
    places::define(module);
    printing::define(module);
    interpolate::define(module);
    functions::define(module);
    written::define(module);
    warning::define(module);
    reduction::define_module(module);
    text::define(module);
    threads::define(module);
    interface::define(module);
    capi::define(module);
    elsewhere::define(module);
    module.global(&convert::ARRAY_OF);
    module.global(&scalar::INTERFACE);
}

fn init<'c>(ctx: Ctx<'c>, _module: Ref<'_, 'c>) -> hpy::Result<()> {
    dtype::init(ctx)
}
