//! Instances of extension types: making them, and getting at their structs.

use super::record::{Bases, Record};
use crate::layout::{FLOAT_VALUE, OBJECT_HEADER, TypeWord, layout, type_word};
use crate::object::{Owned, attribute, fail, has_flags, is_type, raise, repr, type_of};
use crate::python::*;
use hpy_abi::{
    HPy, HPy_ssize_t, HPyCallFunction, HPyContext, HPyType_BuiltinShape, HPyType_BuiltinShape_Float,
    HPyType_BuiltinShape_Legacy, HPyType_BuiltinShape_List, HPyType_BuiltinShape_Long,
    HPyType_BuiltinShape_Tuple, HPyType_BuiltinShape_Type, HPyType_BuiltinShape_Unicode, cpy_vectorcallfunc,
};
use std::ffi::{c_char, c_int, c_void};
use std::mem::transmute;
use std::ptr::null;

/// Writes the function that calls the object into its word for that, if its type has one.
#[inline(always)]
pub(super) fn set_call(object: HPy, record: &Record, call: cpy_vectorcallfunc) {
    if record.call_offset != 0 {
        // SAFETY: instances of the type, and of the types that derive from it, have the word at this offset.
        unsafe { ((object.0 as usize + record.call_offset) as *mut cpy_vectorcallfunc).write(call) }
    }
}

/// An object of one of our types with [`Record::spare`] memory, of which only the head is set.
///
/// # Safety
/// The record is that of the type.
#[inline(always)]
unsafe fn new_head(type_: HPy, record: &Record) -> HPy {
    // SAFETY: promised by the caller.
    unsafe { record.spare.take(type_).unwrap_or_else(|| _PyObject_New(type_)) }
}

/// A zeroed object of one of our types with [`Record::plain_memory`]: half the work of `PyType_GenericAlloc`.
#[inline(always)]
fn new_plain(type_: HPy, record: &Record) -> HPy {
    const WORD: usize = size_of::<usize>();
    /// Up to here a loop is faster than the call of a function that clears memory.
    const FEW: usize = 10;
    // SAFETY: the type's objects are as large as its basicsize says, and nothing of CPython's lies behind their head.
    unsafe {
        let object = new_head(type_, record);
        if !object.is_null() {
            let size = type_word(type_, TypeWord::Basicsize) as usize;
            let words = size / WORD;
            let object = object.0 as *mut usize;
            if words <= FEW && size.is_multiple_of(WORD) {
                // Volatile, or the compiler makes that call of it.
                (2..words).for_each(|place| object.add(place).write_volatile(0));
            } else {
                object.add(2).cast::<u8>().write_bytes(0, size - 2 * WORD);
            }
        }
        object
    }
}

/// What a call of one of the functions gives that HPy has no other way for: making an instance of a type with a built-in number's value,
/// and taking a `complex` apart. `None` if it is another call.
///
/// CPython takes the arguments apart twice for the former, which extensions do for every number that they make.
///
/// # Safety
/// `args` are live objects.
#[inline]
pub(crate) unsafe fn shortened(callable: HPy, args: &[HPy]) -> Option<HPy> {
    let layout = layout();
    match *args {
        [type_, value] if callable.0 == layout.float_new => new_float(type_, float_value(value)?),
        [type_, re, im] if callable.0 == layout.complex_new => {
            new_complex(type_, [float_value(re)?, float_value(im)?])
        }
        [number] if callable.0 == layout.complex_parts => complex_parts(number).map(tuple_of_floats),
        _ => None,
    }
}

/// Whether [`shortened`] knows the function.
#[inline(always)]
pub(crate) fn is_shortened(callable: HPy) -> bool {
    let layout = layout();
    [layout.float_new, layout.complex_new, layout.complex_parts].contains(&callable.0)
}

/// The value of an object that is exactly a `float`, or of one of our types with [`Record::plain_float`].
#[inline(always)]
pub(crate) fn float_value(object: HPy) -> Option<f64> {
    let type_ = type_of(object);
    let is_float = layout().float_new != 0
        && (type_.0 == PyFloat_Type.handle().0 || Record::of(type_).is_some_and(|record| record.plain_float));
    // SAFETY: it is one, and has its value there (`Layout::float_new`).
    is_float.then(|| unsafe { *((object.0 as usize + FLOAT_VALUE) as *const f64) })
}

/// A new object of one of our types whose instances are no more than those of a built-in number, with this right behind its head.
#[inline(always)]
fn new_number<T>(type_: HPy, value: T, is_plain: impl Fn(&Record) -> bool) -> Option<HPy> {
    if !is_type(type_) {
        return None;
    }
    let record = Record::of(type_).filter(|record| is_plain(record))?;
    let is_all = type_word(type_, TypeWord::Basicsize) as usize == FLOAT_VALUE + size_of::<T>();
    // SAFETY: the type's objects are as large as its basicsize says, and the number lies right behind the head (`measure`).
    unsafe {
        let object = if is_all {
            new_head(type_, record)
        } else {
            new_plain(type_, record)
        };
        if !object.is_null() {
            ((object.0 as usize + FLOAT_VALUE) as *mut T).write(value);
        }
        Some(object)
    }
}

/// `float.__new__(type, value)`, if `type` is one of ours with [`Record::plain_float`].
#[inline]
pub(crate) fn new_float(type_: HPy, value: f64) -> Option<HPy> {
    new_number(type_, value, |record| {
        record.plain_float && layout().float_new != 0
    })
}

/// `complex.__new__(type, re, im)`, if `type` is one of ours with [`Record::plain_complex`].
#[inline]
pub(crate) fn new_complex(type_: HPy, parts: [f64; 2]) -> Option<HPy> {
    new_number(type_, parts, |record| {
        record.plain_complex && layout().complex_new != 0
    })
}

/// The parts of a number of one of our types with [`Record::plain_complex`], or of what is exactly a `complex`.
#[inline]
pub(crate) fn complex_parts(number: HPy) -> Option<[f64; 2]> {
    let type_ = type_of(number);
    let is_complex = layout().complex_parts != 0
        && (type_.0 == PyComplex_Type.handle().0
            || Record::of(type_).is_some_and(|record| record.plain_complex));
    // SAFETY: it is a complex, which has its parts there (`Layout::complex_parts`).
    is_complex.then(|| unsafe { *((number.0 as usize + FLOAT_VALUE) as *const [f64; 2]) })
}

/// A tuple of two `float`; null with the exception set.
fn tuple_of_floats(parts: [f64; 2]) -> HPy {
    // SAFETY: a tuple takes its items over.
    unsafe {
        let tuple = PyTuple_New(2);
        for (index, part) in (0..).zip(parts) {
            let part = PyFloat_FromDouble(part);
            if tuple.is_null() || part.is_null() {
                drop((Owned::new(tuple), Owned::new(part)));
                return HPy::NULL;
            }
            PyTuple_SetItem(tuple, index, part);
        }
        tuple
    }
}

pub(crate) unsafe extern "C" fn ctx_New(_: *mut HPyContext, type_: HPy, data: *mut *mut c_void) -> HPy {
    if !is_type(type_) {
        return fail(PyExc_TypeError, "HPy_New arg 1 must be a type");
    }
    let (object, payload) = match Record::of(type_) {
        Some(record) if record.plain_memory => {
            let object = new_plain(type_, record);
            if object.is_null() {
                return object;
            }
            set_call(object, record, record.call);
            (object, record.payload(object))
        }
        _ => {
            // SAFETY: `type_` is a type. The memory comes zeroed, and tracked by the collector if the type asks for it.
            let object = unsafe { PyType_GenericAlloc(type_, 0) };
            if object.is_null() {
                return object;
            }
            // A legacy struct starts with the object's head.
            let payload = Record::nearest(type_).map_or(object.0 as *mut c_void, |record| {
                set_call(object, record, record.call);
                record.payload(object)
            });
            (object, payload)
        }
    };
    // SAFETY: the extension passes a place for the pointer.
    unsafe { *data = payload };
    object
}

pub(crate) unsafe extern "C" fn ctx_Type_GenericNew(
    _: *mut HPyContext,
    type_: HPy,
    _args: *const HPy,
    _nargs: HPy_ssize_t,
    _kw: HPy,
) -> HPy {
    if !is_type(type_) {
        return fail(PyExc_TypeError, "HPyType_GenericNew arg 1 must be a type");
    }
    // SAFETY: every type has `tp_alloc`, of this type.
    let object = unsafe {
        let alloc = transmute::<isize, unsafe extern "C" fn(HPy, HPy_ssize_t) -> HPy>(type_word(
            type_,
            TypeWord::Alloc,
        ));
        alloc(type_, 0)
    };
    if let (false, Some(record)) = (object.is_null(), Record::nearest(type_)) {
        set_call(object, record, record.call);
    }
    object
}

/// `tp_new` of types with `tp_call` and no `tp_new` of their own: the base's, and then the word is set.
pub(super) unsafe extern "C" fn new_callable(type_: HPy, args: HPy, kw: HPy) -> HPy {
    let own = new_callable as *const c_void as isize;
    let mut bases = Bases::from(type_)
        .skip_while(|base| type_word(*base, TypeWord::New) != own)
        .skip_while(|base| type_word(*base, TypeWord::New) == own);
    let base_new = bases.next().map_or(0, |base| type_word(base, TypeWord::New));
    // SAFETY: `tp_new` has this type, or is null.
    let object = unsafe {
        match transmute::<isize, Option<unsafe extern "C" fn(HPy, HPy, HPy) -> HPy>>(base_new) {
            Some(new) => new(type_, args, kw),
            None => {
                return fail(
                    PyExc_TypeError,
                    &format!("cannot create {} instances", repr(type_)),
                );
            }
        }
    };
    if let (false, Some(record)) = (object.is_null(), Record::nearest(type_)) {
        set_call(object, record, record.call);
    }
    object
}

pub(crate) unsafe extern "C" fn ctx_SetCallFunction(
    _: *mut HPyContext,
    object: HPy,
    function: *mut HPyCallFunction,
) -> c_int {
    let type_ = type_of(object);
    let Some(record) = Record::nearest(type_).filter(|record| record.call_offset != 0) else {
        raise(
            PyExc_TypeError,
            &format!("type {} does not implement the HPy call protocol", repr(type_)),
        );
        return -1;
    };
    // SAFETY: the extension passes its static definition.
    set_call(object, record, unsafe { (*function).cpy_trampoline });
    0
}

pub(crate) unsafe extern "C" fn ctx_AsStruct_Object(_: *mut HPyContext, object: HPy) -> *mut c_void {
    (object.0 as usize + OBJECT_HEADER) as *mut c_void
}

pub(crate) unsafe extern "C" fn ctx_AsStruct_Legacy(_: *mut HPyContext, object: HPy) -> *mut c_void {
    object.0 as *mut c_void
}

macro_rules! as_struct {
    ($($function:ident = $shape:ident;)*) => {$(
        pub(crate) unsafe extern "C" fn $function(_: *mut HPyContext, object: HPy) -> *mut c_void {
            layout().payload(object, $shape)
        }
    )*};
}

as_struct! {
    ctx_AsStruct_Type = HPyType_BuiltinShape_Type;
    ctx_AsStruct_Long = HPyType_BuiltinShape_Long;
    ctx_AsStruct_Float = HPyType_BuiltinShape_Float;
    ctx_AsStruct_Unicode = HPyType_BuiltinShape_Unicode;
    ctx_AsStruct_Tuple = HPyType_BuiltinShape_Tuple;
    ctx_AsStruct_List = HPyType_BuiltinShape_List;
}

pub(crate) unsafe extern "C" fn ctx_Type_GetBuiltinShape(
    _: *mut HPyContext,
    type_: HPy,
) -> HPyType_BuiltinShape {
    if !is_type(type_) {
        raise(PyExc_TypeError, "arg must be a type");
        return HPyType_BuiltinShape(-2);
    }
    Record::nearest(type_).map_or(HPyType_BuiltinShape_Legacy, |record| record.shape)
}

pub(crate) unsafe extern "C" fn ctx_Type_GetName(_: *mut HPyContext, type_: HPy) -> *const c_char {
    if !is_type(type_) {
        raise(PyExc_TypeError, "arg must be a type");
        return null();
    }
    let Some(name) = attribute(type_, c"__name__") else {
        return null();
    };
    // The pointer must live as long as the type. A type on the heap keeps this very string; that of a built-in type is
    // made anew each time, so one of them is kept for ever.
    let mut name = name.release();
    // SAFETY: `name` is owned, alive, and a `str` unless a metaclass overrides the attribute, which is then an error.
    unsafe {
        let heap = PyType_GetFlags(type_) & TPFLAGS_HEAPTYPE != 0;
        if !heap && has_flags(name, TPFLAGS_UNICODE_SUBCLASS) {
            PyUnicode_InternInPlace(&mut name);
        }
        let utf8 = PyUnicode_AsUTF8AndSize(name, std::ptr::null_mut());
        if heap {
            drop(Owned::new(name));
        }
        utf8
    }
}
