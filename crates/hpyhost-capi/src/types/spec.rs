//! `HPyType_FromSpec`.

use super::instance::new_callable;
use super::iteration;
use super::lifetime::{self, clear, dealloc, is_left_to_python, traverse};
use super::members::{Attributes, check_has_struct, is_variable};
use super::metaclass::make_type;
use super::params::Params;
use super::record::{Bases, Block, Record};
use super::slots::Slots;
use super::spare::Spare;
use crate::definitions::{self, name};
use crate::late::late;
use crate::layout::{TypeWord, builtin_of, layout, type_word};
use crate::object::{Owned, is_type, raise, repr, type_of};
use crate::python::*;
use hpy_abi::{
    HPy, HPy_TPFLAGS_HAVE_GC, HPyContext, HPyType_BuiltinShape_Legacy, HPyType_BuiltinShape_Type,
    HPyType_Spec, HPyType_SpecParam,
};
use std::ffi::{c_int, c_uint, c_void};
use std::ptr::null;

pub(crate) unsafe extern "C" fn ctx_Type_FromSpec(
    _: *mut HPyContext,
    spec: *mut HPyType_Spec,
    params: *mut HPyType_SpecParam,
) -> HPy {
    // SAFETY: the extension passes its static spec, whose arrays end as the ABI says, and null or such an array.
    unsafe { from_spec(&*spec, params) }.map_or(HPy::NULL, Owned::release)
}

/// Sizes that follow from the spec and the bases.
struct Sizes {
    basicsize: usize,
    /// Offset of the word with the function that calls instances, or 0.
    call_offset: usize,
}

/// # Safety
/// As `ctx_Type_FromSpec` says.
unsafe fn from_spec(spec: &HPyType_Spec, params: *const HPyType_SpecParam) -> Option<Owned> {
    if spec.name.is_null() {
        raise(PyExc_SystemError, "HPyType_Spec.name is NULL");
        return None;
    }
    let owner = name(spec.name);
    // SAFETY: promised by the caller.
    let (params, defs) = unsafe {
        (
            Params::read(params, &owner)?,
            definitions::read(spec.defines, &owner)?,
        )
    };
    for base in params.iter() {
        if !is_type(base) {
            raise(
                PyExc_TypeError,
                &format!("bases must be types, not {}", repr(type_of(base))),
            );
            return None;
        }
    }
    let legacy = spec.builtin_shape == HPyType_BuiltinShape_Legacy;
    if !spec.legacy_slots.is_null() && !legacy {
        raise(
            PyExc_TypeError,
            "cannot specify .legacy_slots without setting .builtin_shape=HPyType_BuiltinShape_Legacy",
        );
        return None;
    }
    // SAFETY: promised by the caller.
    let slots = unsafe { Slots::read(&defs, spec.legacy_slots.cast(), &owner)? };
    if spec.flags & HPy_TPFLAGS_HAVE_GC != 0 && slots.traverse.is_none() && !slots.has(Py_tp_traverse) {
        raise(
            PyExc_ValueError,
            "You must provide an HPy_tp_traverse slot if you specify HPy_TPFLAGS_HAVE_GC",
        );
        return None;
    }
    let left_to_python = is_left_to_python(params.iter());
    if left_to_python && (spec.basicsize != 0 || slots.has_functions()) {
        let message = format!(
            "type '{owner}' has a struct, HPy_tp_traverse, HPy_tp_destroy or HPy_tp_call and cannot derive from a class \
             that is not made by HPy and has a dictionary or references of its own"
        );
        raise(PyExc_TypeError, &message);
        return None;
    }
    let sizes = sizes(spec, &params, &slots, &owner)?;
    if sizes.basicsize == 0 {
        check_has_struct(&defs, &owner)?;
    }
    let mut attributes = Attributes::read(&defs, spec.builtin_shape, &owner)?;
    slots
        .members()
        .into_iter()
        .for_each(|member| attributes.add(member));
    attributes.getsets.extend(slots.getsets());
    if sizes.call_offset != 0 {
        if attributes.call_offset != 0 {
            raise(
                PyExc_TypeError,
                "Cannot have HPy_tp_call and explicit member '__vectorcalloffset__'. Specify just one of them.",
            );
            return None;
        }
        attributes.add_call_word(sizes.call_offset);
    }

    // SAFETY: the legacy table is that of a type of the C API, which ends with an empty name.
    let methods = unsafe { definitions::method_table(&defs, slots.legacy_methods, &owner)? };
    let Some(mut block) = Block::new(methods) else {
        // SAFETY: it only sets an exception.
        unsafe { PyErr_NoMemory() };
        return None;
    };
    let record = block.record();
    record.shape = spec.builtin_shape;
    record.struct_shape = spec.builtin_shape;
    record.has_struct = spec.basicsize != 0;
    record.traverse = slots.traverse;
    record.destroy = slots.destroy;
    record.legacy_dealloc = slots.legacy_dealloc;
    record.plain_float = !slots.has_new;
    record.plain_complex = !slots.has_new;
    (record.iter, record.next) = (
        iteration::method(&defs, c"__iter__"),
        iteration::method(&defs, c"__next__"),
    );
    let iteration = (!left_to_python)
        .then(|| iteration::slots(record))
        .into_iter()
        .flatten();
    record.legacy_traverse = slots.has(Py_tp_traverse);
    record.call = slots.call;
    record.call_offset = attributes.call_offset;
    record.weaklist_offset = attributes.weaklist_offset;
    record.dict_offset = attributes.dict_offset;
    let has_dictionary = attributes.dict_offset != 0;

    let own_gc = !left_to_python && !slots.has(Py_tp_traverse);
    let flags = flags(spec, &params, own_gc, attributes.call_offset != 0);
    let mut table = slot_table(spec, slots, &block, attributes, flags, left_to_python);
    table.splice(0..0, iteration);
    let mut cpython_spec = PyType_Spec {
        name: spec.name,
        basicsize: c_int::try_from(sizes.basicsize).unwrap_or(c_int::MAX),
        itemsize: spec.itemsize,
        flags,
        slots: table.as_mut_ptr(),
    };
    let bases = params.bases.as_ref().map(Owned::get);
    // SAFETY: the name and the functions are the extension's, which is never unloaded; the tables of
    // methods, members and properties are never freed, and the one of slots is only read now.
    let type_ = unsafe { make_type(&mut cpython_spec, bases, params.metaclass, has_dictionary)? };
    if left_to_python {
        Some(type_)
    } else {
        finish(type_, block, &owner)
    }
}

/// What CPython is told about size; `None` with TypeError set if the spec contradicts itself.
fn sizes(spec: &HPyType_Spec, params: &Params, slots: &Slots, owner: &str) -> Option<Sizes> {
    let Some(header) = layout().header(spec.builtin_shape) else {
        raise(
            PyExc_ValueError,
            &format!("invalid shape: {}", spec.builtin_shape.0),
        );
        return None;
    };
    let declared = usize::try_from(spec.basicsize).ok();
    let (Some(declared), true) = (declared, spec.itemsize >= 0) else {
        raise(PyExc_ValueError, &format!("type '{owner}' has a negative size"));
        return None;
    };
    let inherited = params
        .iter()
        .map(|base| type_word(base, TypeWord::Basicsize) as usize)
        .fold(2 * size_of::<usize>(), usize::max);
    // A struct that leaves no room for a base's data is the extension's mistake, but must not lead outside of the object.
    let mut basicsize = if declared == 0 {
        0
    } else {
        (declared + header).max(inherited)
    };
    let mut call_offset = 0;
    if slots.call.is_some() {
        if spec.itemsize != 0 || is_variable(spec.builtin_shape) || has_items(params) {
            raise(PyExc_TypeError, "Cannot use HPy call protocol with var objects");
            return None;
        }
        if basicsize == 0 && spec.builtin_shape == HPyType_BuiltinShape_Legacy {
            raise(
                PyExc_TypeError,
                "Cannot use HPy call protocol with legacy types that inherit the struct. Either set the basicsize to \
                 a non-zero value or use legacy slot 'Py_tp_call'.",
            );
            return None;
        }
        call_offset = basicsize
            .max(header)
            .max(inherited)
            .next_multiple_of(size_of::<usize>());
        basicsize = call_offset + size_of::<usize>();
    }
    Some(Sizes {
        basicsize,
        call_offset,
    })
}

/// Whether the instances' size varies, so that nothing can be put behind their struct. Types keep their items elsewhere.
fn has_items(params: &Params) -> bool {
    params.iter().any(|base| {
        // SAFETY: both are types.
        let is_metaclass = unsafe { PyType_IsSubtype(base, PyType_Type.handle()) } != 0;
        type_word(base, TypeWord::Itemsize) != 0 && !is_metaclass
    })
}

fn flags(spec: &HPyType_Spec, params: &Params, own_gc: bool, callable: bool) -> c_uint {
    let mut flags = spec.flags | TPFLAGS_HEAPTYPE;
    if callable {
        flags |= TPFLAGS_HAVE_VECTORCALL;
    }
    // SAFETY: bases are types.
    let is_gc = |base| unsafe { PyType_GetFlags(base) & TPFLAGS_HAVE_GC != 0 };
    // CPython inherits the flag only together with the base's functions, which know nothing of our fields.
    if own_gc && params.iter().any(is_gc) {
        flags |= TPFLAGS_HAVE_GC;
    }
    flags as c_uint
}

/// CPython's slots of the type: the extension's and the host's.
fn slot_table(
    spec: &HPyType_Spec,
    slots: Slots,
    block: &Block,
    attributes: Attributes,
    flags: c_uint,
    left_to_python: bool,
) -> Vec<PyType_Slot> {
    let slot = |slot, function| PyType_Slot { slot, function };
    let own_traverse = !slots.has(Py_tp_traverse);
    let callable = attributes.call_offset != 0;
    let (members, getsets) = attributes.leak();
    let has_call = slots.has(Py_tp_call);
    let mut table = slots.plain;
    match slots.legacy_dealloc {
        Some(legacy) if left_to_python => table.push(slot(Py_tp_dealloc, legacy as *const c_void)),
        None if left_to_python => {}
        _ => table.push(slot(Py_tp_dealloc, dealloc as *const c_void)),
    }
    table.push(slot(Py_tp_methods, block.methods()));
    table.push(slot(Py_tp_members, members));
    table.push(slot(Py_tp_getset, getsets));
    if !spec.doc.is_null() {
        table.push(slot(Py_tp_doc, spec.doc.cast()));
    }
    if own_traverse && !left_to_python && flags & TPFLAGS_HAVE_GC as c_uint != 0 {
        table.push(slot(Py_tp_traverse, traverse as *const c_void));
        table.push(slot(Py_tp_clear, clear as *const c_void));
    }
    if callable {
        if !has_call {
            table.push(slot(Py_tp_call, late().vectorcall_call));
        }
        if !slots.has_new {
            table.push(slot(Py_tp_new, new_callable as *const c_void));
        }
    }
    table.push(slot(0, null()));
    table
}

fn is_object(type_: HPy) -> bool {
    type_.0 == PyBaseObject_Type.handle().0
}

/// Checks the type that CPython made, and completes its record.
fn finish(type_: Owned, mut block: Block, owner: &str) -> Option<Owned> {
    // A metaclass before 3.12 puts a class between.
    let made = Bases::from(type_.get()).find(|base| block.belongs_to(*base));
    let Some(made) = made else {
        raise(
            PyExc_SystemError,
            &format!("type '{owner}' cannot be found again by its host"),
        );
        return None;
    };
    let base = HPy(type_word(made, TypeWord::Base));
    let record = block.record();
    if !record.has_struct
        && let Some(base) = Record::nearest_struct(base)
    {
        record.struct_shape = base.struct_shape;
    }
    let base_record = Record::nearest(base);
    if let Some(base) = base_record
        && record.call_offset == 0
    {
        record.call_offset = base.call_offset;
        record.call = base.call;
    }
    let nothing_above =
        Bases::from(base).all(|base| is_object(base) || Record::of(base).is_some_and(Record::holds_nothing));
    record.simple_end = nothing_above && record.dict_offset == 0 && record.legacy_dealloc.is_none();
    record.base_end = lifetime::base_end(made);
    let is_plain = |builtin: HPy| {
        let same_alloc = type_word(made, TypeWord::Alloc) == type_word(builtin, TypeWord::Alloc);
        base.0 == builtin.0 && record.base_end.is_some() && record.call_offset == 0 && same_alloc
    };
    record.plain_float &= is_plain(PyFloat_Type.handle());
    record.plain_complex &= is_plain(PyComplex_Type.handle());
    let only_ours = Bases::from(base).all(|base| Record::of(base).is_some() || is_object(base));
    let is_gc = type_word(made, TypeWord::Flags) as u32 & TPFLAGS_HAVE_GC as u32 != 0;
    record.plain_memory = only_ours && !is_gc && type_word(made, TypeWord::Itemsize) == 0;
    if record.plain_memory && record.simple_end || record.plain_float || record.plain_complex {
        record.spare = Spare::for_type(made);
    }
    let pure_base = base_record.is_some_and(|base| base.shape != HPyType_BuiltinShape_Legacy);
    if record.shape == HPyType_BuiltinShape_Legacy && pure_base {
        raise(
            PyExc_TypeError,
            "A legacy type should not inherit its memory layout from a pure type",
        );
        return None;
    }
    if record.has_struct
        && let Some(builtin) = builtin_of(record.shape)
    {
        // SAFETY: both are types.
        if unsafe { PyType_IsSubtype(made, builtin) } == 0 {
            let message = format!(
                "type '{owner}' has the shape of {} but does not derive from it",
                repr(builtin)
            );
            raise(PyExc_TypeError, &message);
            return None;
        }
        let clash = Record::nearest_struct(base).filter(|base| base.struct_shape != record.shape);
        if let Some(clash) = clash {
            let message = format!(
                "type '{owner}' has a struct of shape {} and derives from a type with one of shape {}",
                record.shape.0, clash.struct_shape.0
            );
            raise(PyExc_TypeError, &message);
            return None;
        }
    }
    debug_assert!(record.shape != HPyType_BuiltinShape_Type || is_type(type_.get()));
    Some(type_)
}
