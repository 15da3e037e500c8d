//! Objects and handles of the mock host.

use hpy_abi::{HPy, HPyType_Spec};
use std::collections::HashMap;
use std::ffi::{CString, c_void};
use std::rc::Rc;

/// An object; clones are the same object where identity counts.
#[derive(Clone, Debug)]
pub enum Object {
    None,
    Int(i64),
    Float(f64),
    Str(Rc<CString>),
    Tuple(Rc<Vec<Object>>),
    List(Rc<Vec<Object>>),
    /// A built-in or exception type, by name.
    Type(&'static str),
    /// A type that the extension has made.
    Native(*mut HPyType_Spec),
    Instance(*mut HPyType_Spec, *mut c_void),
    Module,
}

impl Object {
    pub fn text(text: &str) -> Self {
        Object::Str(Rc::new(CString::new(text).expect("text without zero bytes")))
    }

    pub fn items(&self) -> Option<&[Object]> {
        match self {
            Object::Tuple(items) | Object::List(items) => Some(items),
            _ => None,
        }
    }

    pub fn is(&self, other: &Object) -> bool {
        match (self, other) {
            (Object::None, Object::None) => true,
            (Object::Type(a), Object::Type(b)) => a == b,
            (Object::Native(a), Object::Native(b)) => std::ptr::eq(*a, *b),
            (Object::Instance(_, a), Object::Instance(_, b)) => std::ptr::eq(*a, *b),
            _ => false,
        }
    }

    /// The name of the object's type.
    pub fn kind(&self) -> &'static str {
        match self {
            Object::None => "NoneType",
            Object::Int(_) => "int",
            Object::Float(_) => "float",
            Object::Str(_) => "str",
            Object::Tuple(_) => "tuple",
            Object::List(_) => "list",
            Object::Type(_) | Object::Native(_) => "type",
            Object::Instance(..) => "instance",
            Object::Module => "module",
        }
    }
}

/// Everything that the host knows.
#[derive(Default)]
pub struct Host {
    handles: HashMap<isize, Object>,
    last: isize,
    /// Builders: what is in them so far.
    pub(super) sequences: HashMap<isize, Vec<Option<Object>>>,
    /// The exception, as `Type: message`.
    pub error: Option<String>,
    pub(super) fields: Vec<Object>,
    /// How often the thread has left and not come back.
    pub away: usize,
}

/// Constants of the context have handles above this; they are never closed.
const CONSTANTS: isize = 1 << 32;

/// The names of the constants, in the order of their handles.
const NAMES: [&str; 14] = [
    "None",
    "TypeError",
    "ValueError",
    "SystemError",
    "IndexError",
    "OverflowError",
    "UnicodeError",
    "int",
    "float",
    "str",
    "tuple",
    "list",
    "type",
    "slice",
];

/// The handle of a constant, null for one that no test needs.
pub(super) fn constant(member: &str) -> HPy {
    let name = member.trim_start_matches("h_");
    let name = match name {
        "LongType" => "int",
        "FloatType" => "float",
        "UnicodeType" => "str",
        "TupleType" => "tuple",
        "ListType" => "list",
        "TypeType" => "type",
        "SliceType" => "slice",
        other => other,
    };
    match NAMES.iter().position(|known| *known == name) {
        Some(index) => HPy(CONSTANTS + index as isize),
        None => HPy::NULL,
    }
}

impl Host {
    pub fn open(&mut self, object: Object) -> HPy {
        self.last += 1;
        self.handles.insert(self.last, object);
        HPy(self.last)
    }

    pub fn get(&self, handle: HPy) -> Object {
        if handle.0 >= CONSTANTS {
            return match NAMES[(handle.0 - CONSTANTS) as usize] {
                "None" => Object::None,
                name => Object::Type(name),
            };
        }
        self.handles
            .get(&handle.0)
            .unwrap_or_else(|| panic!("{handle:?} is not open"))
            .clone()
    }

    pub fn close(&mut self, handle: HPy) {
        assert!(handle.0 < CONSTANTS, "a constant was closed");
        self.take(handle);
    }

    /// Closes a handle and gives its object.
    pub fn take(&mut self, handle: HPy) -> Object {
        self.handles
            .remove(&handle.0)
            .unwrap_or_else(|| panic!("{handle:?} was closed before"))
    }

    pub fn raise(&mut self, kind: &str, message: &str) {
        self.error = Some(format!("{kind}: {message}"));
    }

    /// What is still open.
    pub fn open_handles(&self) -> Vec<String> {
        self.handles
            .values()
            .map(|object| format!("{object:?}"))
            .collect()
    }

    pub fn builders(&self) -> usize {
        self.sequences.len()
    }

    pub(super) fn new_builder(&mut self, size: isize) -> isize {
        self.last += 1;
        self.sequences.insert(self.last, vec![None; size as usize]);
        self.last
    }

    pub(super) fn build(&mut self, builder: isize) -> Vec<Object> {
        let items = self.sequences.remove(&builder).expect("an open builder");
        items
            .into_iter()
            .map(|item| item.expect("every item is set"))
            .collect()
    }
}
