//! Handles and the signatures of functions; the rest needs a host, and is tested with one.

use super::handles::{Owner, look_up, open, report, take};
use super::{calls, thunks};
use hpy_abi::{HPy, HPyFunc_Signature, HPySlot_Slot};

/// What was wrong in a call.
fn misuse(run: impl FnOnce()) -> Option<String> {
    calls::begin("mod.f");
    run();
    calls::end()
}

#[test]
fn handles_stand_for_what_they_were_made_of() {
    let h = open(HPy(77), Owner::Extension, "ctx_Dup");
    let other = open(HPy(77), Owner::Extension, "ctx_Dup");
    assert_ne!(h.0, other.0);
    let found = misuse(|| {
        assert_eq!(look_up(h, "ctx_Repr").map(|inner| inner.0), Some(77));
        assert_eq!(take(h, "ctx_Close").map(|inner| inner.0), Some(77));
        assert_eq!(take(other, "ctx_Close").map(|inner| inner.0), Some(77));
    });
    assert_eq!(found, None);
}

#[test]
fn null_stands_for_null() {
    let found = misuse(|| {
        assert_eq!(open(HPy::NULL, Owner::Extension, "ctx_Dup").0, 0);
        assert_eq!(look_up(HPy::NULL, "ctx_Dup").map(|inner| inner.0), Some(0));
    });
    assert_eq!(found, None);
}

#[test]
fn closed_handles_tell_where_they_were_made_and_closed() {
    let mut h = HPy::NULL;
    let made = misuse(|| {
        h = open(HPy(5), Owner::Extension, "ctx_Add");
        take(h, "ctx_Close");
    });
    assert_eq!(made, None);
    let used = misuse(|| assert!(look_up(h, "ctx_Repr").is_none()));
    assert_eq!(
        used.as_deref(),
        Some(
            "HPY=debug: mod.f: ctx_Repr was given a handle that is closed: it was made by ctx_Add in mod.f, closed by \
             ctx_Close in mod.f"
        )
    );
}

#[test]
fn what_never_was_a_handle_is_known() {
    let h = open(HPy(5), Owner::Extension, "ctx_Add");
    for word in [
        1,
        -1,
        77,
        isize::MAX,
        isize::MIN,
        h.0 ^ 1 << 60,
        h.0 + (1 << 50),
        h.0 | 0xffff_fff0,
    ] {
        let found = misuse(|| assert!(look_up(HPy(word), "ctx_Repr").is_none()));
        assert!(
            found.is_some_and(|text| text.contains("never was a handle")),
            "{word:#x}"
        );
    }
    assert!(take(h, "ctx_Close").is_some());
}

#[test]
fn only_the_extension_closes_its_handles() {
    for (owner, what) in [
        (Owner::Caller, "is an argument of mod.f"),
        (Owner::Context, "is a constant of the context"),
    ] {
        let mut h = HPy::NULL;
        let found = misuse(|| {
            h = open(HPy(5), owner, "the call");
            assert!(take(h, "ctx_Close").is_none());
        });
        assert!(found.is_some_and(|text| text.contains(what)));
        assert!(look_up(h, "ctx_Repr").is_some());
    }
}

#[test]
fn generations_tell_handles_apart_that_had_the_same_place() {
    let first = open(HPy(5), Owner::Extension, "ctx_Add");
    take(first, "ctx_Close");
    for _ in 0..20_000 {
        let h = open(HPy(6), Owner::Extension, "ctx_Add");
        assert_ne!(h.0, first.0);
        take(h, "ctx_Close");
    }
    let found = misuse(|| assert!(look_up(first, "ctx_Repr").is_none()));
    assert!(found.is_some_and(|text| text.ends_with("was closed long ago")));
}

#[test]
fn open_handles_are_counted_by_their_place() {
    let made: Vec<HPy> = (0..3)
        .map(|_| open(HPy(5), Owner::Extension, "ctx_Only_Here"))
        .collect();
    assert!(report().lines().any(|line| line == "3 ctx_Only_Here"));
    for h in made {
        take(h, "ctx_Close");
    }
    assert!(!report().contains("ctx_Only_Here"));
}

#[test]
fn every_slot_that_takes_handles_is_wrapped() {
    let without: Vec<&str> = HPySlot_Slot::ALL
        .iter()
        .filter(|(_, slot)| !slot.signature().is_some_and(thunks::is_wrapped))
        .map(|(name, _)| *name)
        .collect();
    assert_eq!(without, ["HPy_tp_traverse", "HPy_tp_destroy"]);
    for number in 1..=4 {
        assert!(thunks::is_wrapped(HPyFunc_Signature(number)));
    }
}
