//! Where things lie in this interpreter's objects, checked once when the host is loaded.
//!
//! The limited API tells neither how large the built-in structs are nor, in 3.9, what a built-in type's slots hold. The
//! sizes are asked of the interpreter; the order of a type object's words has been the same from 3.9 to 3.15 and is
//! compared with what the API says about a probe type. A Python where it differs is refused, not guessed at.

use super::object::{Owned, attribute, type_of};
use super::python::*;
use hpy_abi::{HPy, HPyType_BuiltinShape};
use hpy_abi::{
    HPyType_BuiltinShape_Float, HPyType_BuiltinShape_Legacy, HPyType_BuiltinShape_List,
    HPyType_BuiltinShape_Long, HPyType_BuiltinShape_Object, HPyType_BuiltinShape_Tuple,
    HPyType_BuiltinShape_Type, HPyType_BuiltinShape_Unicode,
};
use std::ffi::{c_int, c_void};
use std::ptr::{null, null_mut};
use std::sync::OnceLock;

/// Extension structs are aligned for every C type.
pub(super) const ALIGNMENT: usize = 16;

/// Bytes before the struct of a type of shape Object.
pub(super) const OBJECT_HEADER: usize = aligned(2 * size_of::<usize>());

/// Where the value of a `float` lies, or the parts of a `complex`, see [`Layout::float_new`].
pub(super) const FLOAT_VALUE: usize = 2 * size_of::<usize>();

/// The next multiple of [`ALIGNMENT`].
pub(super) const fn aligned(size: usize) -> usize {
    size.next_multiple_of(ALIGNMENT)
}

/// A word of a type object, by its place.
#[derive(Clone, Copy, Debug)]
#[repr(usize)]
pub(super) enum TypeWord {
    Basicsize = 4,
    Itemsize = 5,
    Dealloc = 6,
    VectorcallOffset = 7,
    Flags = 21,
    Traverse = 23,
    Clear = 24,
    WeaklistOffset = 26,
    Methods = 29,
    Base = 32,
    DictOffset = 36,
    Alloc = 38,
    New = 39,
    Free = 40,
    Finalize = 49,
}

/// Reads a word of a type object.
#[inline(always)]
pub(super) fn type_word(type_: HPy, word: TypeWord) -> isize {
    // SAFETY: `type_` is a live type object, whose order of words `measure` has checked.
    unsafe { *(type_.0 as *const isize).add(word as usize) }
}

/// Writes a word of a type object that was just made.
pub(super) fn set_type_word(type_: HPy, word: TypeWord, value: isize) {
    // SAFETY: as for `type_word`; nobody else knows the type yet.
    unsafe { *(type_.0 as *mut isize).add(word as usize) = value }
}

/// How the digits of an `int` are counted.
#[derive(Clone, Copy)]
enum DigitCount {
    /// Up to 3.11: the third word is the number of digits, negative for negative numbers.
    Size,
    /// From 3.12 on: the third word holds the number of digits above three bits of tags.
    Tag,
}

/// What differs between interpreters.
pub(super) struct Layout {
    basicsize: [usize; 5],
    int_basicsize: usize,
    int_itemsize: usize,
    tuple_basicsize: usize,
    digits: DigitCount,
    /// The `tp_dealloc` of classes written in Python.
    pub python_dealloc: isize,
    /// `float.__new__`, if a `float` has its value right behind its head; else 0.
    pub float_new: isize,
    /// `complex.__new__` and `complex.__getnewargs__`, if a `complex` has its two parts right behind its head; else 0.
    pub complex_new: isize,
    pub complex_parts: isize,
}

static LAYOUT: OnceLock<Layout> = OnceLock::new();

/// What [`measure`] found, which the module's initialisation has run before any extension is loaded.
#[inline(always)]
pub(super) fn layout() -> &'static Layout {
    LAYOUT.get().expect("measure runs when the module is initialised")
}

/// The built-in type that a shape stands for, if it has a struct of its own.
pub(super) fn builtin_of(shape: HPyType_BuiltinShape) -> Option<HPy> {
    Some(match shape {
        HPyType_BuiltinShape_Object => PyBaseObject_Type.handle(),
        HPyType_BuiltinShape_Type => PyType_Type.handle(),
        HPyType_BuiltinShape_Long => PyLong_Type.handle(),
        HPyType_BuiltinShape_Float => PyFloat_Type.handle(),
        HPyType_BuiltinShape_Unicode => PyUnicode_Type.handle(),
        HPyType_BuiltinShape_Tuple => PyTuple_Type.handle(),
        HPyType_BuiltinShape_List => PyList_Type.handle(),
        _ => return None,
    })
}

impl Layout {
    /// Bytes that a type of this shape needs before its own struct, alignment included; `None` for an unknown shape.
    ///
    /// The objects of shapes Long and Tuple have a variable number of digits or items, and the struct comes after them:
    /// this is then what it needs beside those.
    pub(super) fn header(&self, shape: HPyType_BuiltinShape) -> Option<usize> {
        Some(match shape {
            HPyType_BuiltinShape_Legacy => 0,
            HPyType_BuiltinShape_Object => OBJECT_HEADER,
            HPyType_BuiltinShape_Type => aligned(self.basicsize[0]),
            HPyType_BuiltinShape_Float => aligned(self.basicsize[1]),
            HPyType_BuiltinShape_Unicode => aligned(self.basicsize[2]),
            HPyType_BuiltinShape_List => aligned(self.basicsize[3]),
            HPyType_BuiltinShape_Long => self.int_basicsize + ALIGNMENT,
            HPyType_BuiltinShape_Tuple => self.tuple_basicsize + ALIGNMENT,
            _ => return None,
        })
    }

    /// The struct of an object, whose type has this shape.
    ///
    /// `items` of shapes Long and Tuple are fixed from the object's allocation on, so that the struct never moves.
    #[inline(always)]
    pub(super) fn payload(&self, object: HPy, shape: HPyType_BuiltinShape) -> *mut c_void {
        let object_address = object.0 as usize;
        let address = match shape {
            HPyType_BuiltinShape_Object => object_address + OBJECT_HEADER,
            HPyType_BuiltinShape_Long => {
                aligned(object_address + self.int_basicsize + self.digit_count(object) * self.int_itemsize)
            }
            HPyType_BuiltinShape_Tuple => {
                // SAFETY: a type of this shape derives from tuple.
                let items = unsafe { PyTuple_Size(object) } as usize;
                aligned(object_address + self.tuple_basicsize + items * size_of::<HPy>())
            }
            _ => object_address + self.header(shape).unwrap_or(0),
        };
        address as *mut c_void
    }

    fn digit_count(&self, integer: HPy) -> usize {
        // SAFETY: an `int` is larger than three words.
        let third = unsafe { *(integer.0 as *const isize).add(2) };
        match self.digits {
            DigitCount::Size => third.unsigned_abs(),
            DigitCount::Tag => third as usize >> 3,
        }
    }
}

/// Measures and checks.
///
/// # Errors
/// A sentence that says what is not as expected; an exception may be set as well.
pub(super) fn measure() -> Result<(), String> {
    if !super::counts::check() {
        return Err("it counts references in an unknown way".to_owned());
    }
    let size = |type_: HPy, name| integer_attribute(type_, name);
    let [tuple, int] = [PyTuple_Type.handle(), PyLong_Type.handle()];
    let mut layout = Layout {
        basicsize: [0; 5],
        int_basicsize: size(int, c"__basicsize__")?,
        int_itemsize: size(int, c"__itemsize__")?,
        tuple_basicsize: size(tuple, c"__basicsize__")?,
        digits: DigitCount::Tag,
        python_dealloc: 0,
        float_new: 0,
        complex_new: 0,
        complex_parts: 0,
    };
    let fixed = [
        PyType_Type.handle(),
        PyFloat_Type.handle(),
        PyUnicode_Type.handle(),
        PyList_Type.handle(),
        PyBaseObject_Type.handle(),
    ];
    for (place, type_) in layout.basicsize.iter_mut().zip(fixed) {
        *place = size(type_, c"__basicsize__")?;
    }
    for (word, name) in [
        (TypeWord::Basicsize, c"__basicsize__"),
        (TypeWord::Itemsize, c"__itemsize__"),
        (TypeWord::WeaklistOffset, c"__weakrefoffset__"),
        (TypeWord::DictOffset, c"__dictoffset__"),
    ] {
        let type_ = PyType_Type.handle();
        if type_word(type_, word) as usize != size(type_, name)? {
            return Err(format!(
                "its type objects are laid out in an unknown way ({word:?})"
            ));
        }
    }
    check_probe()?;
    layout.digits = find_digit_count(&layout)?;
    layout.python_dealloc = python_dealloc()?;
    layout.float_new = float_new()?;
    (layout.complex_new, layout.complex_parts) = complex_functions()?;
    let _ = LAYOUT.set(layout);
    Ok(())
}

fn integer_attribute(object: HPy, name: &std::ffi::CStr) -> Result<usize, String> {
    let value = attribute(object, name).ok_or("a type has no size")?;
    // SAFETY: the value is alive; one that is no integer gives -1.
    usize::try_from(unsafe { PyLong_AsSsize_t(value.get()) })
        .map_err(|_| "a type's size is negative".to_owned())
}

/// Compares the words of a type made for this purpose with what `PyType_GetSlot` says.
fn check_probe() -> Result<(), String> {
    unsafe extern "C" fn never_called() {}
    unsafe extern "C" fn traverse(_: HPy, _: Visit, _: *mut c_void) -> c_int {
        0
    }
    let mut methods = [const {
        PyMethodDef {
            name: null(),
            function: null(),
            flags: 0,
            doc: null(),
        }
    }];
    let slot = |slot, function| PyType_Slot { slot, function };
    let mut slots = [
        slot(Py_tp_methods, methods.as_mut_ptr() as *const c_void),
        slot(Py_tp_traverse, traverse as *const c_void),
        slot(Py_tp_finalize, never_called as *const c_void),
        slot(0, null()),
    ];
    let mut spec = PyType_Spec {
        name: c"hpyhost.probe".as_ptr(),
        basicsize: 0,
        itemsize: 0,
        flags: (TPFLAGS_HEAPTYPE | TPFLAGS_HAVE_GC) as u32,
        slots: slots.as_mut_ptr(),
    };
    // SAFETY: the spec is complete, and CPython reads the method table only while it makes the type.
    let probe =
        Owned::new(unsafe { PyType_FromSpecWithBases(&mut spec, HPy::NULL) }).ok_or("it makes no types")?;
    for (word, slot) in [
        (TypeWord::Dealloc, Py_tp_dealloc),
        (TypeWord::Traverse, Py_tp_traverse),
        (TypeWord::Clear, Py_tp_clear),
        (TypeWord::Methods, Py_tp_methods),
        (TypeWord::Base, Py_tp_base),
        (TypeWord::Alloc, Py_tp_alloc),
        (TypeWord::New, Py_tp_new),
        (TypeWord::Free, Py_tp_free),
        (TypeWord::Finalize, Py_tp_finalize),
    ] {
        // SAFETY: `probe` is a heap type.
        let expected = unsafe { PyType_GetSlot(probe.get(), slot) };
        if type_word(probe.get(), word) != expected as isize {
            return Err(format!(
                "its type objects are laid out in an unknown way ({word:?})"
            ));
        }
    }
    // SAFETY: `probe` is a type.
    let flags = unsafe { PyType_GetFlags(probe.get()) };
    if type_word(probe.get(), TypeWord::Flags) as u32 != flags as u32
        || type_of(probe.get()).0 != PyType_Type.handle().0
    {
        return Err("its type objects are laid out in an unknown way (flags)".to_owned());
    }
    Ok(())
}

/// Finds out how digits are counted, with a number of which the digits are known.
fn find_digit_count(layout: &Layout) -> Result<DigitCount, String> {
    let bits_per_digit = 15 * layout.int_itemsize / 2;
    for (text, bits) in [
        (c"-100000000000000000000000000", 105_usize),
        (c"100000000000000000000000000", 105),
    ] {
        // SAFETY: the text ends with a null byte.
        let integer = unsafe { PyLong_FromString(text.as_ptr(), null_mut(), 16) };
        let integer = Owned::new(integer).ok_or("it has no integers")?;
        let digits = bits.div_ceil(bits_per_digit);
        // SAFETY: an `int` is larger than three words.
        let third = unsafe { *(integer.get().0 as *const isize).add(2) };
        if third.unsigned_abs() == digits {
            return Ok(DigitCount::Size);
        }
        if third as usize >> 3 != digits {
            return Err("its integers are laid out in an unknown way".to_owned());
        }
    }
    Ok(DigitCount::Tag)
}

/// `float.__new__`, which lives as long as `float`; 0 if the value of a `float` is not where it is expected.
fn float_new() -> Result<isize, String> {
    const VALUE: f64 = -1.25e100;
    // SAFETY: a plain call of the C API.
    let number = Owned::new(unsafe { PyFloat_FromDouble(VALUE) }).ok_or("it has no floats")?;
    // SAFETY: a `float` is larger than its head and a double.
    let found = unsafe { *((number.get().0 as usize + FLOAT_VALUE) as *const f64) };
    let new = attribute(PyFloat_Type.handle(), c"__new__").ok_or("float has no __new__")?;
    Ok(if found == VALUE { new.get().0 } else { 0 })
}

/// What makes a `complex` and what takes it apart, which live as long as `complex`; 0 if its parts are not where they are expected.
fn complex_functions() -> Result<(isize, isize), String> {
    const PARTS: [f64; 2] = [-1.25e100, 2.5];
    // SAFETY: a plain call of the C API.
    let number = Owned::new(unsafe { PyComplex_FromDoubles(PARTS[0], PARTS[1]) })
        .ok_or("it has no complex numbers")?;
    // SAFETY: a `complex` is larger than its head and two doubles.
    let found = unsafe { *((number.get().0 as usize + FLOAT_VALUE) as *const [f64; 2]) };
    if found != PARTS {
        return Ok((0, 0));
    }
    let function = |name| attribute(PyComplex_Type.handle(), name).ok_or("complex lacks a method");
    Ok((
        function(c"__new__")?.get().0,
        function(c"__getnewargs__")?.get().0,
    ))
}

/// What a class statement puts into `tp_dealloc`.
fn python_dealloc() -> Result<isize, String> {
    let failed = "it makes no classes";
    // SAFETY: plain calls of the C API with objects held here.
    unsafe {
        let arguments = Owned::new(PyTuple_New(3)).ok_or(failed)?;
        let name = super::object::text("probe").ok_or(failed)?;
        PyTuple_SetItem(arguments.get(), 0, name.release());
        PyTuple_SetItem(arguments.get(), 1, PyTuple_New(0));
        PyTuple_SetItem(arguments.get(), 2, PyDict_New());
        let class = PyObject_Call(PyType_Type.handle(), arguments.get(), HPy::NULL);
        let class = Owned::new(class).ok_or(failed)?;
        Ok(type_word(class.get(), TypeWord::Dealloc))
    }
}
