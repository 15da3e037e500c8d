//! Static definitions that a binary hands to the host: methods, slots, members, types, modules.
//!
//! The host may write into them, and keeps pointers to names and docs: they live as long as the process.

use crate::{
    HPy, HPy_ssize_t, HPyCFunction, HPyDef_Kind, HPyFunc_Capsule_Destructor, HPyFunc_Signature,
    HPyFunc_keywords, HPyGlobal, HPyMember_FieldType, HPySlot_Slot, HPyType_BuiltinShape,
    HPyType_SpecParam_Kind, cpy_PyCFunction, cpy_PyCapsule_Destructor, cpy_getter, cpy_setter,
    cpy_vectorcallfunc,
};
use std::ffi::{c_char, c_int, c_ulong, c_void};

/// Fills a slot of a type or module.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct HPySlot {
    pub slot: HPySlot_Slot,
    pub impl_: HPyCFunction,
    pub cpy_trampoline: cpy_PyCFunction,
}

/// A method of a type, or a function of a module.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct HPyMeth {
    pub name: *const c_char,
    pub impl_: HPyCFunction,
    pub cpy_trampoline: cpy_PyCFunction,
    pub signature: HPyFunc_Signature,
    pub doc: *const c_char,
}

/// A member of a type's struct that Python sees as an attribute.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct HPyMember {
    pub name: *const c_char,
    pub type_: HPyMember_FieldType,
    pub offset: HPy_ssize_t,
    pub readonly: c_int,
    pub doc: *const c_char,
}

/// A property.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct HPyGetSet {
    pub name: *const c_char,
    pub getter_impl: HPyCFunction,
    pub setter_impl: HPyCFunction,
    pub getter_cpy_trampoline: cpy_getter,
    pub setter_cpy_trampoline: cpy_setter,
    pub doc: *const c_char,
    pub closure: *mut c_void,
}

/// What [`HPyDef`] holds, by its `kind`.
#[repr(C)]
#[derive(Clone, Copy)]
pub union HPyDef_Union {
    pub slot: HPySlot,
    pub meth: HPyMeth,
    pub member: HPyMember,
    pub getset: HPyGetSet,
}

/// One definition.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct HPyDef {
    pub kind: HPyDef_Kind,
    pub def: HPyDef_Union,
}

/// A module.
#[repr(C)]
pub struct HPyModuleDef {
    pub doc: *const c_char,
    pub size: HPy_ssize_t,
    pub legacy_methods: *mut c_void,
    pub defines: *mut *mut HPyDef,
    pub globals: *mut *mut HPyGlobal,
}

/// A type.
#[repr(C)]
pub struct HPyType_Spec {
    pub name: *const c_char,
    pub basicsize: c_int,
    pub itemsize: c_int,
    pub flags: c_ulong,
    pub builtin_shape: HPyType_BuiltinShape,
    pub legacy_slots: *mut c_void,
    pub defines: *mut *mut HPyDef,
    pub doc: *const c_char,
}

/// A parameter of a type: base, bases or metaclass.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct HPyType_SpecParam {
    pub kind: HPyType_SpecParam_Kind,
    pub object: HPy,
}

/// A buffer as `bf_getbuffer` fills it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct HPy_buffer {
    pub buf: *mut c_void,
    /// Owned by the buffer.
    pub obj: HPy,
    pub len: HPy_ssize_t,
    pub itemsize: HPy_ssize_t,
    pub readonly: c_int,
    pub ndim: c_int,
    pub format: *mut c_char,
    pub shape: *mut HPy_ssize_t,
    pub strides: *mut HPy_ssize_t,
    pub suboffsets: *mut HPy_ssize_t,
    pub internal: *mut c_void,
}

/// What an object of a type with `tp_call` runs when called.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct HPyCallFunction {
    pub cpy_trampoline: cpy_vectorcallfunc,
    pub impl_: Option<HPyFunc_keywords>,
}

/// The field that an explicit `__vectorcalloffset__` member names.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct HPyType_Vectorcall {
    pub cpy_trampoline: cpy_vectorcallfunc,
    pub impl_: HPyCallFunction,
}

/// How a capsule's pointer is freed.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct HPyCapsule_Destructor {
    pub cpy_trampoline: cpy_PyCapsule_Destructor,
    pub impl_: Option<HPyFunc_Capsule_Destructor>,
}

/// Flags every type has: heap type, version tag.
pub const HPy_TPFLAGS_DEFAULT: c_ulong = 1 << 9 | 1 << 18;
/// The type may be subclassed.
pub const HPy_TPFLAGS_BASETYPE: c_ulong = 1 << 10;
/// The type has a `__vectorcalloffset__` member.
pub const HPy_TPFLAGS_HAVE_VECTORCALL: c_ulong = 1 << 11;
/// Instances take part in cyclic garbage collection; needs `tp_traverse`.
pub const HPy_TPFLAGS_HAVE_GC: c_ulong = 1 << 14;
