//! Panics on their way to become exceptions.

use crate::{Ctx, Error, Exc, IntoPyErr};
use std::any::Any;
use std::cell::RefCell;
use std::panic::{Location, PanicHookInfo};
use std::sync::Once;

thread_local! {
    /// Where this thread's last panic came from.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics from being printed: they are reported as exceptions instead, with message and place. Whoever sets
/// `RUST_BACKTRACE` gets the usual report as well.
///
/// The hook is this shared object's own: the standard library is linked into it. Contexts that are no host's (their names
/// begin otherwise) belong to tests, which print their panics.
pub(crate) fn report_through(ctx: Ctx<'_>) {
    // SAFETY: the context is live.
    if unsafe { crate::trust::host_name(ctx.as_ptr()) }.starts_with("HPy") {
        install_hook();
    }
}

fn install_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let usual = std::panic::take_hook();
        let verbose = std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0");
        std::panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
            let place = info.location().map(Location::to_string);
            // A panic while the thread ends finds no place to note it, which costs only the note.
            let _ = PLACE.try_with(|last| last.replace(place));
            if verbose {
                usual(info);
            }
        }));
    });
}

/// What `catch_unwind` caught.
pub(crate) struct Caught(pub(crate) Box<dyn Any + Send>);

impl Caught {
    /// The message, and where it came from.
    #[cold]
    pub(crate) fn describe(&self) -> String {
        let message = self.message();
        match PLACE.take() {
            Some(place) => format!("{message} (panicked at {place})"),
            None => format!("{message} (panicked)"),
        }
    }

    fn message(&self) -> &str {
        if let Some(text) = self.0.downcast_ref::<&str>() {
            text
        } else if let Some(text) = self.0.downcast_ref::<String>() {
            text
        } else {
            "panic"
        }
    }
}

impl IntoPyErr for Caught {
    /// `SystemError`: the extension is at fault, not its caller.
    #[cold]
    fn into_py_err(self, ctx: Ctx<'_>) -> Error {
        ctx.raise(Exc::SystemError, self.describe())
    }
}
