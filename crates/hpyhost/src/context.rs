//! Contexts made from the one list of their members in `hpy-abi`.

use hpy_abi::{HPy, HPyContext};

/// Defines `context()`, which makes an [`HPyContext`] whose function members are the functions of the same names in scope.
///
/// Handles are null: [`set_handles`] fills them in; so is the name. A function that is missing from the scope, or has
/// another signature than the list, does not compile.
///
/// ```ignore
/// mod table {
///     use all_my_context_functions::*;
///     hpy_abi::for_each_context_member!(context_of_functions_in_scope);
/// }
/// let context = table::context();
/// ```
#[macro_export]
macro_rules! context_of_functions_in_scope {
    (
        handles { $($hw:literal $handle:ident;)* }
        functions { $($fw:literal $function:ident($($arg:ident: $type:ty),*) -> $ret:ty;)* }
        tail_handles { $($thw:literal $thandle:ident;)* }
        tail_functions { $($tfw:literal $tfunction:ident($($targ:ident: $ttype:ty),*) -> $tret:ty;)* }
    ) => {
        pub(crate) const fn context() -> ::hpy_abi::HPyContext {
            ::hpy_abi::HPyContext {
                name: ::std::ptr::null(),
                _private: ::std::ptr::null_mut(),
                abi_version: ::hpy_abi::HPY_ABI_VERSION as ::std::ffi::c_int,
                $($handle: ::hpy_abi::HPy::NULL,)*
                $($function,)*
                $($thandle: ::hpy_abi::HPy::NULL,)*
                $($tfunction,)*
            }
        }
    };
}

macro_rules! handle_setter {
    (
        handles { $($hw:literal $handle:ident;)* }
        functions { $($functions:tt)* }
        tail_handles { $($thw:literal $thandle:ident;)* }
        tail_functions { $($tail_functions:tt)* }
    ) => {
        /// Sets every handle of the context to what `lookup` gives for its name without `h_`.
        ///
        /// # Errors
        /// The first name for which `lookup` gives nothing.
        pub fn set_handles(
            context: &mut HPyContext,
            mut lookup: impl FnMut(&'static str) -> Option<HPy>,
        ) -> Result<(), &'static str> {
            $(
                let name = stringify!($handle).trim_start_matches("h_");
                context.$handle = lookup(name).ok_or(name)?;
            )*
            $(
                let name = stringify!($thandle).trim_start_matches("h_");
                context.$thandle = lookup(name).ok_or(name)?;
            )*
            Ok(())
        }
    };
}

hpy_abi::for_each_context_member!(handle_setter);
