//! What extensions are told beyond the standard (`include/hpyhost/direct.h`).

use super::layout::OBJECT_HEADER;
use super::object::Owned;
use super::python::*;
use super::start::context;
use super::types::{complex_parts, new_complex, new_float};
use hpy_abi::{HPY_DIRECT_STRUCT, HPY_DIRECT_VERSION, HPy, HPyContext, HPyDirect};
use std::ffi::{CStr, c_int};
use std::sync::OnceLock;

// `type_of` reads the type where the header says, and so does everything else here.
const _: () = assert!(OBJECT_HEADER == HPY_DIRECT_STRUCT);

struct Told(HPyDirect);

// SAFETY: it is never written, and its pointer is the address of static memory.
unsafe impl Send for Told {}
// SAFETY: as above.
unsafe impl Sync for Told {}

/// What holds for this host's context.
pub(super) fn told() -> &'static HPyDirect {
    static TOLD: OnceLock<Told> = OnceLock::new();
    let told = TOLD.get_or_init(|| {
        Told(HPyDirect {
            version: HPY_DIRECT_VERSION,
            size: size_of::<HPyDirect>() as u32,
            context: context(),
            Float_New: float_new,
            Complex_New: complex_new,
            Complex_Parts: complex_parts_of,
        })
    });
    &told.0
}

unsafe extern "C" fn float_new(_: *mut HPyContext, type_: HPy, value: f64) -> HPy {
    // The usual way first, which makes no `float` on the way.
    new_float(type_, value).unwrap_or_else(|| {
        // SAFETY: the extension holds the type; the number is ours.
        unsafe { by_new(PyFloat_Type.handle(), type_, &[PyFloat_FromDouble(value)]) }
    })
}

unsafe extern "C" fn complex_new(_: *mut HPyContext, type_: HPy, re: f64, im: f64) -> HPy {
    new_complex(type_, [re, im]).unwrap_or_else(|| {
        // SAFETY: as above.
        unsafe {
            let parts = [PyFloat_FromDouble(re), PyFloat_FromDouble(im)];
            by_new(PyComplex_Type.handle(), type_, &parts)
        }
    })
}

/// `builtin.__new__(type, *numbers)`; the numbers are given up.
///
/// # Safety
/// `type_` is alive, the numbers are new references or null with an exception set.
unsafe fn by_new(builtin: HPy, type_: HPy, numbers: &[HPy]) -> HPy {
    let numbers: Option<Vec<Owned>> = numbers.iter().map(|number| Owned::new(*number)).collect();
    let call = |numbers: Vec<Owned>| {
        let new = super::object::attribute(builtin, c"__new__")?;
        // SAFETY: a tuple takes its items over, and has room for them.
        unsafe {
            let arguments = Owned::new(PyTuple_New(1 + numbers.len() as isize))?;
            PyTuple_SetItem(arguments.get(), 0, Owned::to(type_).release());
            for (place, number) in (1..).zip(numbers) {
                PyTuple_SetItem(arguments.get(), place, number.release());
            }
            Owned::new(PyObject_Call(new.get(), arguments.get(), HPy::NULL))
        }
    };
    numbers.and_then(call).map_or(HPy::NULL, Owned::release)
}

unsafe extern "C" fn complex_parts_of(_: *mut HPyContext, number: HPy, parts: *mut [f64; 2]) -> c_int {
    let Some(found) = complex_parts(number).or_else(|| parts_by_method(number)) else {
        return -1;
    };
    // SAFETY: the extension passes a place for them.
    unsafe { parts.write(found) };
    0
}

/// What `complex.__getnewargs__(number)` gives; `None` with the exception set.
fn parts_by_method(number: HPy) -> Option<[f64; 2]> {
    let name: &CStr = c"__getnewargs__";
    let method = super::object::attribute(PyComplex_Type.handle(), name)?;
    // SAFETY: a tuple takes its item over; the result is a pair of floats.
    unsafe {
        let arguments = Owned::new(PyTuple_New(1))?;
        PyTuple_SetItem(arguments.get(), 0, Owned::to(number).release());
        let pair = Owned::new(PyObject_Call(method.get(), arguments.get(), HPy::NULL))?;
        Some([0, 1].map(|place| PyFloat_AsDouble(PyTuple_GetItem(pair.get(), place))))
    }
}
