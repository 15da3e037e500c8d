//! The extension's functions that are running, and what they did wrong so far.

use std::cell::RefCell;

struct Call {
    name: &'static str,
    misuses: Vec<String>,
}

thread_local! {
    /// The innermost call last.
    static CALLS: RefCell<Vec<Call>> = const { RefCell::new(Vec::new()) };
}

fn with_innermost<T>(f: impl FnOnce(&mut Call) -> T) -> Option<T> {
    CALLS.with(|calls| calls.borrow_mut().last_mut().map(f))
}

/// The name of the extension's function that is running.
pub(super) fn running() -> Option<&'static str> {
    with_innermost(|call| call.name)
}

/// A call begins.
pub(super) fn begin(name: &'static str) {
    let call = Call {
        name,
        misuses: Vec::new(),
    };
    CALLS.with(|calls| calls.borrow_mut().push(call));
}

/// The innermost call ends: the text of what is to be raised, `None` if nothing was wrong.
pub(super) fn end() -> Option<String> {
    let call = CALLS.with(|calls| calls.borrow_mut().pop())?;
    let (first, others) = call.misuses.split_first()?;
    let more = match others.len() {
        0 => String::new(),
        count => format!(" (and {count} more)"),
    };
    Some(format!("HPY=debug: {}: {first}{more}", call.name))
}

/// Notes that a handle was misused; where no call runs, nobody could raise it, so it is printed.
pub(super) fn note(text: String) {
    let mut text = Some(text);
    let noted = with_innermost(|call| call.misuses.extend(text.take()));
    if noted.is_none() {
        eprintln!("hpyhost: HPY=debug: {}", text.unwrap_or_default());
    }
}

/// Prints what was noted last: the function of the context that notices it has no way to tell the extension, which may well
/// crash.
pub(super) fn print_last() {
    with_innermost(|call| {
        if let Some(text) = call.misuses.last() {
            eprintln!("hpyhost: HPY=debug: {}: {text}", call.name);
        }
    });
}
