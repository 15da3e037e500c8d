//! The parameters that come with a type's spec: bases and metaclass.

use crate::object::{Owned, is_type, raise, repr};
use crate::python::*;
use hpy_abi::{
    HPy, HPyType_SpecParam, HPyType_SpecParam_Base, HPyType_SpecParam_BasesTuple, HPyType_SpecParam_Kind,
    HPyType_SpecParam_Metaclass,
};

/// Bases and metaclass of a type to be made.
pub(super) struct Params {
    /// A tuple of types, with at least one.
    pub bases: Option<Owned>,
    pub metaclass: Option<HPy>,
}

impl Params {
    /// Reads the parameters of the type `name`; `None` with the exception set.
    ///
    /// # Safety
    /// `params` is null or points to an array that ends with kind 0, of handles that the extension holds.
    pub(super) unsafe fn read(params: *const HPyType_SpecParam, name: &str) -> Option<Self> {
        let (mut bases, mut tuple, mut metaclass) = (Vec::new(), None, None);
        // SAFETY: promised by the caller.
        for param in unsafe { array(params) } {
            let object = param.object;
            match param.kind {
                HPyType_SpecParam_Base => bases.push(object),
                HPyType_SpecParam_BasesTuple if tuple.is_some() => {
                    raise(
                        PyExc_TypeError,
                        "multiple specifications of HPyType_SpecParam_BasesTuple",
                    );
                    return None;
                }
                HPyType_SpecParam_BasesTuple => tuple = Some(object),
                HPyType_SpecParam_Metaclass if metaclass.is_some() => {
                    raise(PyExc_ValueError, "metaclass was specified multiple times");
                    return None;
                }
                HPyType_SpecParam_Metaclass => metaclass = Some(object),
                HPyType_SpecParam_Kind(kind) => {
                    raise(
                        PyExc_TypeError,
                        &format!("unknown HPyType_SpecParam kind {kind} for '{name}'"),
                    );
                    return None;
                }
            }
            if object.is_null() {
                let message = format!(
                    "the HPyType_SpecParam of kind {} for '{name}' is NULL",
                    param.kind.0
                );
                raise(PyExc_TypeError, &message);
                return None;
            }
        }
        if let Some(metaclass) = metaclass
            && !is_metaclass(metaclass)
        {
            raise(
                PyExc_TypeError,
                &format!("Metaclass '{}' is not a subclass of 'type'.", repr(metaclass)),
            );
            return None;
        }
        let bases = match tuple {
            Some(_) if !bases.is_empty() => {
                raise(
                    PyExc_TypeError,
                    "cannot specify both HPyType_SpecParam_Base and HPyType_SpecParam_BasesTuple",
                );
                return None;
            }
            Some(tuple) => checked_tuple(tuple, name)?,
            None => tuple_of(&bases)?,
        };
        Some(Self { bases, metaclass })
    }

    /// The bases, borrowed.
    pub(super) fn iter(&self) -> impl Iterator<Item = HPy> + '_ {
        let tuple = self.bases.as_ref().map(Owned::get);
        // SAFETY: `bases` is a tuple.
        let size = tuple.map_or(0, |tuple| unsafe { PyTuple_Size(tuple) });
        // SAFETY: as above, and the index is inside.
        (0..size).filter_map(move |index| tuple.map(|tuple| unsafe { PyTuple_GetItem(tuple, index) }))
    }
}

/// # Safety
/// As for [`Params::read`].
unsafe fn array<'a>(params: *const HPyType_SpecParam) -> &'a [HPyType_SpecParam] {
    if params.is_null() {
        return &[];
    }
    // SAFETY: the array ends with kind 0.
    unsafe {
        let size = (0..)
            .take_while(|&index| (*params.add(index)).kind.0 != 0)
            .count();
        std::slice::from_raw_parts(params, size)
    }
}

fn is_metaclass(object: HPy) -> bool {
    // SAFETY: `object` is a type when this is asked.
    is_type(object) && unsafe { PyType_IsSubtype(object, PyType_Type.handle()) } != 0
}

fn checked_tuple(tuple: HPy, name: &str) -> Option<Option<Owned>> {
    if !crate::object::has_flags(tuple, TPFLAGS_TUPLE_SUBCLASS) {
        let message = format!(
            "HPyType_SpecParam_BasesTuple of '{name}' is not a tuple but {}",
            repr(tuple)
        );
        raise(PyExc_TypeError, &message);
        return None;
    }
    // SAFETY: `tuple` is a tuple. CPython would fail on an empty one.
    let empty = unsafe { PyTuple_Size(tuple) } == 0;
    Some((!empty).then(|| Owned::to(tuple)))
}

fn tuple_of(bases: &[HPy]) -> Option<Option<Owned>> {
    if bases.is_empty() {
        return Some(None);
    }
    // SAFETY: the tuple is fresh, and each index is inside; it takes over the references.
    unsafe {
        let tuple = Owned::new(PyTuple_New(bases.len() as isize))?;
        for (index, base) in bases.iter().enumerate() {
            PyTuple_SetItem(tuple.get(), index as isize, Owned::to(*base).release());
        }
        Some(Some(tuple))
    }
}
