//! DLPack: memory shared with other array libraries through capsules. What is here makes and reads the capsules;
//! `uniarray/_dlpack.py` decides when.

mod abi;
mod dtypes;
mod export;
mod import;

use hpy::ModuleDef;

/// Registers the functions.
pub fn define(module: &mut ModuleDef) {
    module.class::<import::Taken>();
    module.function(c"_dlpack_capsule", export::capsule);
    module.function(c"_dlpack_released", export::keys_released);
    module.function(c"_from_dlpack_capsule", import::from_capsule);
}
