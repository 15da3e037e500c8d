//! Members and properties as CPython's tables.
//!
//! CPython keeps pointers to the tables for the type's life, so they are leaked: an extension makes few types. The
//! definitions themselves are only read, so that several types can be made of one spec.

use crate::definitions::{Def, name, no_trampoline};
use crate::layout::layout;
use crate::object::raise;
use crate::python::*;
use hpy_abi::{
    HPy, HPyMember, HPyMember_HPYSSIZET, HPyType_BuiltinShape, HPyType_BuiltinShape_Long,
    HPyType_BuiltinShape_Tuple,
};
use std::ffi::{c_char, c_int, c_void};
use std::ptr::{null, null_mut};

#[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
unsafe extern "C" {
    fn PyMember_GetOne(address: *const c_char, member: *mut PyMemberDef) -> HPy;
    fn PyMember_SetOne(address: *mut c_char, member: *mut PyMemberDef, value: HPy) -> c_int;
}

const READONLY: c_int = 1;

/// The tables, without the empty entries that end them, and the members with a meaning of their own.
pub(super) struct Attributes {
    pub members: Vec<PyMemberDef>,
    pub getsets: Vec<PyGetSetDef>,
    /// Offsets in the object of the words that `__vectorcalloffset__`, `__weaklistoffset__` and `__dictoffset__` name.
    pub call_offset: usize,
    pub weaklist_offset: usize,
    pub dict_offset: usize,
}

/// Whether the struct of types of this shape lies at an offset that depends on the object.
pub(super) fn is_variable(shape: HPyType_BuiltinShape) -> bool {
    matches!(shape, HPyType_BuiltinShape_Long | HPyType_BuiltinShape_Tuple)
}

impl Attributes {
    /// Translates the definitions of type `owner`; `None` with the exception set.
    pub(super) fn read(defs: &[Def], shape: HPyType_BuiltinShape, owner: &str) -> Option<Self> {
        let mut attributes = Self {
            members: Vec::new(),
            getsets: Vec::new(),
            call_offset: 0,
            weaklist_offset: 0,
            dict_offset: 0,
        };
        let header = layout().header(shape).unwrap_or(0) as isize;
        for def in defs {
            match def {
                Def::Member(member) if is_variable(shape) => {
                    attributes.getsets.push(variable_member(member, shape))
                }
                Def::Member(member) => attributes.add(PyMemberDef {
                    offset: member.offset + header,
                    ..member_def(member)
                }),
                Def::GetSet(getset) => {
                    let name = name(getset.name);
                    // A null implementation is how the macros write "no setter"; a trampoline must go with a function.
                    if getset.getter_impl.is_some() && getset.getter_cpy_trampoline.is_none()
                        || getset.setter_impl.is_some() && getset.setter_cpy_trampoline.is_none()
                    {
                        no_trampoline(owner, &name);
                        return None;
                    }
                    attributes.getsets.push(PyGetSetDef {
                        name: getset.name,
                        get: getset
                            .getter_cpy_trampoline
                            .map_or(null(), |f| f as *const c_void),
                        set: getset
                            .setter_cpy_trampoline
                            .map_or(null(), |f| f as *const c_void),
                        doc: getset.doc,
                        closure: getset.closure,
                    });
                }
                Def::Slot(_) | Def::Meth(_) => {}
            }
        }
        Some(attributes)
    }

    /// Adds a member whose offset counts from the start of the object.
    pub(super) fn add(&mut self, member: PyMemberDef) {
        let offset = member.offset.max(0) as usize;
        match name(member.name).as_str() {
            "__vectorcalloffset__" => self.call_offset = offset,
            "__weaklistoffset__" => self.weaklist_offset = offset,
            "__dictoffset__" => self.dict_offset = offset,
            _ => {}
        }
        self.members.push(member);
    }

    /// Adds the word with the function that calls the object.
    pub(super) fn add_call_word(&mut self, offset: usize) {
        self.add(PyMemberDef {
            name: c"__vectorcalloffset__".as_ptr(),
            type_: HPyMember_HPYSSIZET.0,
            offset: offset as isize,
            flags: READONLY,
            doc: null(),
        });
    }

    /// The tables as CPython wants them, for ever.
    pub(super) fn leak(mut self) -> (*const c_void, *const c_void) {
        self.members.push(PyMemberDef {
            name: null(),
            type_: 0,
            offset: 0,
            flags: 0,
            doc: null(),
        });
        let end = PyGetSetDef {
            name: null(),
            get: null(),
            set: null(),
            doc: null(),
            closure: null_mut(),
        };
        self.getsets.push(end);
        (
            self.members.leak().as_ptr().cast(),
            self.getsets.leak().as_ptr().cast(),
        )
    }
}

fn member_def(member: &HPyMember) -> PyMemberDef {
    PyMemberDef {
        name: member.name,
        type_: member.type_.0,
        offset: member.offset,
        flags: if member.readonly != 0 { READONLY } else { 0 },
        doc: member.doc,
    }
}

/// A member of a struct whose place depends on the object.
struct VariableMember {
    def: PyMemberDef,
    shape: HPyType_BuiltinShape,
}

fn variable_member(member: &HPyMember, shape: HPyType_BuiltinShape) -> PyGetSetDef {
    let closure = Box::leak(Box::new(VariableMember {
        def: member_def(member),
        shape,
    }));
    PyGetSetDef {
        name: member.name,
        get: get_variable as *const c_void,
        set: if member.readonly != 0 {
            null()
        } else {
            set_variable as *const c_void
        },
        doc: member.doc,
        closure: (&raw mut *closure).cast(),
    }
}

unsafe extern "C" fn get_variable(object: HPy, closure: *mut c_void) -> HPy {
    // SAFETY: the closure is the leaked member, and the object an instance of its type.
    unsafe {
        let VariableMember { def, shape } = &mut *closure.cast::<VariableMember>();
        PyMember_GetOne(layout().payload(object, *shape).cast(), def)
    }
}

unsafe extern "C" fn set_variable(object: HPy, value: HPy, closure: *mut c_void) -> c_int {
    // SAFETY: as above.
    unsafe {
        let VariableMember { def, shape } = &mut *closure.cast::<VariableMember>();
        PyMember_SetOne(layout().payload(object, *shape).cast(), def, value)
    }
}

/// Refuses members of a type without a struct; `None` with TypeError set.
pub(super) fn check_has_struct(defs: &[Def], owner: &str) -> Option<()> {
    let member = defs.iter().find_map(|def| match def {
        Def::Member(member) => Some(name(member.name)),
        _ => None,
    });
    match member {
        None => Some(()),
        Some(member) => {
            raise(
                PyExc_TypeError,
                &format!("type '{owner}' has basicsize 0 but defines the member '{member}'"),
            );
            None
        }
    }
}
