//! Context functions that CPython has under another name.

/// Defines context functions as calls of a function of the stable ABI with the same arguments.
///
/// A handle is the address of its object, so there is nothing to convert. Each line declares the C function too.
macro_rules! forward {
    ($($context:ident = $function:ident($($arg:ident: $type:ty),*) $(-> $ret:ty)?;)*) => {
        #[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
        unsafe extern "C" {
            $(fn $function($($arg: $type),*) $(-> $ret)?;)*
        }

        $(
            pub(crate) unsafe extern "C" fn $context(_: *mut hpy_abi::HPyContext, $($arg: $type),*) $(-> $ret)? {
                // SAFETY: an extension may only pass handles that it holds, strings that end with a null byte and
                // pointers to places it owns; that is what CPython asks of its callers.
                unsafe { $function($($arg),*) }
            }
        )*
    };
}
pub(crate) use forward;
