//! The numbers that stand for handles: what each stands for, where it was made, and whether it is open.

use super::calls;
use hpy_abi::HPy;
use std::collections::{BTreeMap, VecDeque};
use std::fmt::{self, Display, Formatter};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a handle begins with, in its uppermost byte; no address does.
const MARK: u64 = 0x3d;
const MARK_SHIFT: u32 = 56;
/// Below the mark: how often the place in the table was used before; and below that, the place.
const GENERATION_SHIFT: u32 = 32;
const GENERATIONS: u64 = 1 << (MARK_SHIFT - GENERATION_SHIFT);

/// A place is not used again before so many others were closed: who closed its last handle is known that long.
const RESTING: usize = 4096;

/// Who has to close a handle.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The extension.
    Extension,
    /// The caller: it is an argument of a running call.
    Caller,
    /// Nobody: it is a constant of the context.
    Context,
}

/// Something that happened to a handle: the function of the context, and the extension's function that was running.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub function: &'static str,
    pub within: Option<&'static str>,
}

impl Place {
    fn here(function: &'static str) -> Self {
        Self {
            function,
            within: calls::running(),
        }
    }
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.function)?;
        // What is no function of the context is part of the call.
        let of = if self.function.starts_with("ctx_") {
            "in"
        } else {
            "of"
        };
        self.within.map_or(Ok(()), |name| write!(f, " {of} {name}"))
    }
}

struct Record {
    inner: HPy,
    owner: Owner,
    generation: u64,
    made: Place,
    closed: Option<Place>,
}

struct Table {
    records: Vec<Record>,
    resting: VecDeque<usize>,
}

static TABLE: Mutex<Table> = Mutex::new(Table {
    records: Vec::new(),
    resting: VecDeque::new(),
});

/// Nothing is called while the table is locked.
fn table() -> MutexGuard<'static, Table> {
    TABLE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn number(place: usize, generation: u64) -> HPy {
    HPy((MARK << MARK_SHIFT | generation << GENERATION_SHIFT | place as u64) as isize)
}

impl Table {
    /// The record of an open handle; what is wrong with it otherwise.
    fn open(&mut self, h: HPy) -> Result<(usize, &mut Record), String> {
        let word = h.0 as u64;
        if h.is_null() {
            return Err("is HPy_NULL".to_owned());
        }
        let place = word as u32 as usize;
        let generation = word >> GENERATION_SHIFT & (GENERATIONS - 1);
        let Some(record) = self.records.get_mut(place).filter(|_| word >> MARK_SHIFT == MARK) else {
            return Err(format!("never was a handle ({:#x})", h.0));
        };
        if generation > record.generation {
            return Err(format!("never was a handle ({:#x})", h.0));
        }
        if generation < record.generation {
            return Err("was closed long ago".to_owned());
        }
        match record.closed {
            None => Ok((place, record)),
            Some(closed) => Err(format!(
                "is closed: it was made by {}, closed by {closed}",
                record.made
            )),
        }
    }
}

/// A handle for the extension that stands for `inner`; `function` made it. Null stays null.
pub(super) fn open(inner: HPy, owner: Owner, function: &'static str) -> HPy {
    if inner.is_null() {
        return inner;
    }
    let made = Place::here(function);
    let mut table = table();
    let reused = (table.resting.len() > RESTING)
        .then(|| table.resting.pop_front())
        .flatten();
    let place = reused.unwrap_or(table.records.len());
    let generation = reused.map_or(0, |place| (table.records[place].generation + 1) % GENERATIONS);
    let record = Record {
        inner,
        owner,
        generation,
        made,
        closed: None,
    };
    match reused {
        Some(place) => table.records[place] = record,
        None => table.records.push(record),
    }
    number(place, generation)
}

/// What an open handle stands for. `None`: the misuse by `function` has been noted. Null stays null.
pub(super) fn look_up(h: HPy, function: &'static str) -> Option<HPy> {
    if h.is_null() {
        return Some(h);
    }
    match table().open(h).map(|(_, record)| record.inner) {
        Ok(inner) => Some(inner),
        Err(what) => noted(format!("{function} was given a handle that {what}")),
    }
}

/// Notes a misuse.
fn noted<T>(text: String) -> Option<T> {
    calls::note(text);
    None
}

/// Takes an open handle from the extension, whose `function` gives it up, and returns what it stood for: that is the
/// caller's then. `None`: the misuse has been noted.
pub(super) fn take(h: HPy, function: &'static str) -> Option<HPy> {
    let closed = Place::here(function);
    let mut table = table();
    let taken = match table.open(h) {
        Ok((place, record)) => match record.owner {
            Owner::Extension => {
                record.closed = Some(closed);
                let inner = record.inner;
                table.resting.push_back(place);
                Ok(inner)
            }
            Owner::Caller => Err(format!(
                "is an argument of {}: without HPy_Dup it is the caller's",
                record.made.within.unwrap_or("a call")
            )),
            Owner::Context => {
                Err("is a constant of the context: without HPy_Dup nobody may close it".to_owned())
            }
        },
        Err(what) => Err(what),
    };
    drop(table);
    taken.map_or_else(
        |what| noted(format!("{function} was given a handle that {what}")),
        Some,
    )
}

/// Ends the handle of an argument: the call is over.
pub(super) fn end_argument(h: HPy) {
    let closed = Place::here("the end of the call");
    let mut table = table();
    if let Ok((place, record)) = table.open(h) {
        record.closed = Some(closed);
        table.resting.push_back(place);
    }
}

/// The extensions' handles that are open, as lines of text: how many were made in the same place, a space, and the place.
/// Where no call is running all of them were forgotten. Empty: there are none.
pub fn report() -> String {
    let mut counts: BTreeMap<Place, usize> = BTreeMap::new();
    for record in &table().records {
        if record.owner == Owner::Extension && record.closed.is_none() {
            *counts.entry(record.made).or_default() += 1;
        }
    }
    let line = |(place, count): (&Place, &usize)| format!("{count} {place}\n");
    counts.iter().map(line).collect()
}
