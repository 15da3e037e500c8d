//! Making the type, with a metaclass or without.

use crate::late::late;
use crate::layout::{TypeWord, set_type_word, type_word};
use crate::object::{Owned, attribute, raise, repr, type_of};
use crate::python::*;
use hpy_abi::HPy;
use std::ffi::{CStr, c_uint};

/// Makes the type; `None` with the exception set. `has_dictionary`: the spec says where its instances' dictionary is.
///
/// # Safety
/// The spec is complete, and what it points to lives for ever.
pub(super) unsafe fn make_type(
    spec: &mut PyType_Spec,
    bases: Option<HPy>,
    metaclass: Option<HPy>,
    has_dictionary: bool,
) -> Option<Owned> {
    let bases_or_null = bases.unwrap_or(HPy::NULL);
    let metaclass = metaclass.or_else(|| metaclass_of(bases?));
    let Some(metaclass) = metaclass.filter(|metaclass| metaclass.0 != PyType_Type.handle().0) else {
        // SAFETY: promised by the caller.
        let made = Owned::new(unsafe { PyType_FromSpecWithBases(spec, bases_or_null) })?;
        return Some(without_foreign_dictionary(made, has_dictionary));
    };
    if type_word(metaclass, TypeWord::New) != type_word(PyType_Type.handle(), TypeWord::New) {
        raise(
            PyExc_TypeError,
            "Metaclasses with custom tp_new are not supported.",
        );
        return None;
    }
    // SAFETY: promised by the caller; the metaclass is a subclass of `type`.
    unsafe {
        match late().type_from_metaclass {
            Some(make) => {
                let made = Owned::new(make(metaclass, HPy::NULL, spec, bases_or_null))?;
                Some(without_foreign_dictionary(made, has_dictionary))
            }
            None => make_subclass(spec, bases_or_null, metaclass, has_dictionary),
        }
    }
}

/// Takes back what CPython copies from bases other than the first: where instances have their dictionary.
///
/// A class written in Python may be among them. Its offset means another word in the new type's instances, or none at all,
/// and CPython would follow it.
fn without_foreign_dictionary(type_: Owned, has_dictionary: bool) -> Owned {
    if !has_dictionary {
        let base = HPy(type_word(type_.get(), TypeWord::Base));
        set_type_word(
            type_.get(),
            TypeWord::DictOffset,
            type_word(base, TypeWord::DictOffset),
        );
    }
    type_
}

/// The most derived type of the bases, if it is not plain `type`.
///
/// 3.12 and later find it themselves, and older ones would forget it.
fn metaclass_of(bases: HPy) -> Option<HPy> {
    if late().type_from_metaclass.is_some() {
        return None;
    }
    // SAFETY: `bases` is a tuple, and the indices are inside.
    let types = unsafe { (0..PyTuple_Size(bases)).map(|index| type_of(PyTuple_GetItem(bases, index))) };
    // Of two unrelated ones the first is taken, and `type.__new__` reports the conflict.
    types.reduce(|a, b| {
        // SAFETY: both are types.
        if unsafe { PyType_IsSubtype(b, a) } != 0 {
            b
        } else {
            a
        }
    })
}

/// Before 3.12 there is no way to make a type from a spec with another metaclass than `type`, nor room in such a type for a
/// metaclass's struct. So the spec gives a hidden base, and the type is a class without further content derived from it.
///
/// # Safety
/// As for [`make_type`].
unsafe fn make_subclass(
    spec: &mut PyType_Spec,
    bases: HPy,
    metaclass: HPy,
    has_dictionary: bool,
) -> Option<Owned> {
    spec.flags |= TPFLAGS_BASETYPE as c_uint;
    // SAFETY: promised by the caller; the rest are plain calls of the C API with objects held here.
    unsafe {
        let base =
            without_foreign_dictionary(Owned::new(PyType_FromSpecWithBases(spec, bases))?, has_dictionary);
        let (bases, namespace) = (Owned::new(PyTuple_New(1))?, Owned::new(PyDict_New())?);
        PyTuple_SetItem(bases.get(), 0, Owned::to(base.get()).release());
        let slots = Owned::new(PyTuple_New(0))?;
        set(namespace.get(), c"__slots__", slots.get())?;
        for name in [c"__module__", c"__doc__"] {
            set(namespace.get(), name, attribute(base.get(), name)?.get())?;
        }
        let arguments = Owned::new(PyTuple_New(4))?;
        let name = attribute(base.get(), c"__name__")?;
        for (index, argument) in [Owned::to(metaclass), name, bases, namespace]
            .into_iter()
            .enumerate()
        {
            PyTuple_SetItem(arguments.get(), index as isize, argument.release());
        }
        // Not the metaclass itself: its `__init__` and `__call__` are for class statements.
        let new = attribute(PyType_Type.handle(), c"__new__")?;
        let made = Owned::new(PyObject_Call(new.get(), arguments.get(), HPy::NULL))?;
        if type_of(made.get()).0 != metaclass.0 {
            raise(
                PyExc_TypeError,
                &format!("metaclass conflict: {} is not used by the bases", repr(metaclass)),
            );
            return None;
        }
        Some(made)
    }
}

/// # Safety
/// `dict` and `value` are held by the caller.
unsafe fn set(dict: HPy, name: &CStr, value: HPy) -> Option<()> {
    // SAFETY: promised by the caller.
    (unsafe { PyDict_SetItemString(dict, name.as_ptr(), value) } == 0).then_some(())
}
