//! Numbers: those that the table mirrors never reach Python.

use crate::context::{FALSE, TRUE};
use crate::errors::raise_text;
use crate::forward::Operation;
use crate::table::{self, entry, forms, tids};
use crate::types;
use crate::upcall::{Answer, ask, ask_integer};
use hpy_abi::{HPy, HPy_ssize_t, HPyContext};
use std::ffi::{c_int, c_void};

fn from_i64(value: i64) -> HPy {
    table::new(forms::INT, tids::INT, value, 0)
}

fn from_u64(value: u64) -> HPy {
    match i64::try_from(value) {
        Ok(value) => from_i64(value),
        Err(_) => ask(Operation::LongFromUnsigned, [value as isize, 0, 0, 0]).unwrap_or(HPy::NULL),
    }
}

/// The integer that an entry mirrors; `True` and `False` are integers, too.
pub fn integer(h: HPy) -> Option<i64> {
    let entry = entry(h);
    match entry.form() {
        forms::INT => Some(entry.value.get()),
        forms::CONST if entry.value.get() == TRUE as i64 => Some(1),
        forms::CONST if entry.value.get() == FALSE as i64 => Some(0),
        _ => None,
    }
}

macro_rules! conversions {
    (from { $($from:ident($source:ty) = $make:ident;)* } to { $($to:ident = $target:ty, $word:literal;)* }) => {
        $(
            pub unsafe extern "C" fn $from(_: *mut HPyContext, value: $source) -> HPy {
                $make(value.into_word())
            }
        )*
        $(
            pub unsafe extern "C" fn $to(_: *mut HPyContext, h: HPy) -> $target {
                if let Some(value) = integer(h).and_then(|value| <$target>::try_from(value).ok()) {
                    return value;
                }
                let signed = isize::from(<$target>::MIN != 0);
                <$target>::from_answer(ask(Operation::LongAsInteger, [h.0, <$target>::BITS as isize, signed, $word]))
            }
        )*
    };
}

/// Widening as C does it.
trait IntoWord<T> {
    fn into_word(self) -> T;
}

macro_rules! into_word {
    ($($from:ty => $to:ty),*) => {$(
        impl IntoWord<$to> for $from {
            fn into_word(self) -> $to {
                self as $to
            }
        }
    )*};
}

into_word!(i32 => i64, u32 => i64, i64 => i64, isize => i64, u64 => u64, usize => u64);

// The last word tells Python what CPython's messages call the C type: 1 int, 2 long, 3 ssize_t, 4 size_t.
conversions! {
    from {
        ctx_Long_FromInt32_t(i32) = from_i64;
        ctx_Long_FromUInt32_t(u32) = from_i64;
        ctx_Long_FromInt64_t(i64) = from_i64;
        ctx_Long_FromSsize_t(HPy_ssize_t) = from_i64;
        ctx_Long_FromUInt64_t(u64) = from_u64;
        ctx_Long_FromSize_t(usize) = from_u64;
    }
    to {
        ctx_Long_AsInt32_t = i32, 1;
        ctx_Long_AsUInt32_t = u32, 1;
        ctx_Long_AsInt64_t = i64, 2;
        ctx_Long_AsUInt64_t = u64, 2;
        ctx_Long_AsSsize_t = isize, 3;
        ctx_Long_AsSize_t = usize, 4;
    }
}

pub unsafe extern "C" fn ctx_Long_AsUInt32_tMask(_: *mut HPyContext, h: HPy) -> u32 {
    match integer(h) {
        Some(value) => value as u32,
        None => u32::from_answer(ask(Operation::LongAsMask, [h.0, 32, 0, 0])),
    }
}

pub unsafe extern "C" fn ctx_Long_AsUInt64_tMask(_: *mut HPyContext, h: HPy) -> u64 {
    match integer(h) {
        Some(value) => value as u64,
        None => u64::from_answer(ask(Operation::LongAsMask, [h.0, 64, 0, 0])),
    }
}

pub unsafe extern "C" fn ctx_Long_AsVoidPtr(_: *mut HPyContext, h: HPy) -> *mut c_void {
    match integer(h) {
        Some(value) => value as *mut c_void,
        None => ask_integer(Operation::Long_AsVoidPtr, [h.0, 0, 0, 0]).unwrap_or(0) as *mut c_void,
    }
}

pub unsafe extern "C" fn ctx_Long_AsDouble(_: *mut HPyContext, h: HPy) -> f64 {
    match integer(h) {
        Some(value) => value as f64,
        None => f64::from_answer(ask(Operation::Long_AsDouble, [h.0, 0, 0, 0])),
    }
}

pub unsafe extern "C" fn ctx_Float_FromDouble(_: *mut HPyContext, value: f64) -> HPy {
    table::new(forms::FLOAT, tids::FLOAT, value.to_bits() as i64, 0)
}

pub unsafe extern "C" fn ctx_Float_AsDouble(_: *mut HPyContext, h: HPy) -> f64 {
    let entry = entry(h);
    if entry.form() == forms::FLOAT {
        return f64::from_bits(entry.value.get() as u64);
    }
    match integer(h) {
        Some(value) => value as f64,
        None => f64::from_answer(ask(Operation::Float_AsDouble, [h.0, 0, 0, 0])),
    }
}

pub unsafe extern "C" fn ctx_Bool_FromBool(_: *mut HPyContext, value: bool) -> HPy {
    table::duplicate(HPy(if value { TRUE } else { FALSE }))
}

pub unsafe extern "C" fn ctx_Number_Check(_: *mut HPyContext, h: HPy) -> c_int {
    match entry(h).form() {
        forms::INT | forms::FLOAT => 1,
        forms::TUPLE | forms::SLICE | forms::SPAN | forms::STR | forms::BYTES => 0,
        _ => c_int::from_answer(ask(Operation::Number_Check, [h.0, 0, 0, 0])),
    }
}

pub unsafe extern "C" fn ctx_Index(_: *mut HPyContext, h: HPy) -> HPy {
    let entry = entry(h);
    if entry.form() == forms::INT && entry.tid.get() == tids::INT {
        return table::duplicate(h);
    }
    ask(Operation::Index, [h.0, 0, 0, 0]).unwrap_or(HPy::NULL)
}

pub unsafe extern "C" fn ctx_IsTrue(_: *mut HPyContext, h: HPy) -> c_int {
    let entry = entry(h);
    match entry.form() {
        forms::INT if entry.tid.get() == tids::INT => c_int::from(entry.value.get() != 0),
        forms::FLOAT if entry.tid.get() == tids::FLOAT => {
            c_int::from(f64::from_bits(entry.value.get() as u64) != 0.0)
        }
        // None is the one constant before True, False the one behind it; the others ask Python.
        forms::CONST if (entry.value.get() - TRUE as i64).abs() <= 1 => {
            c_int::from(entry.value.get() == TRUE as i64)
        }
        forms::TUPLE if entry.tid.get() == tids::TUPLE => c_int::from(entry.aux.get() != 0),
        _ => c_int::from_answer(ask(Operation::IsTrue, [h.0, 0, 0, 0])),
    }
}

/// What `float.__new__(class, value)` gives, where the table knows both: a pending instance.
pub fn new_of_builtin(callable: HPy, arguments: HPy) -> Option<HPy> {
    let (callable, arguments) = (entry(callable), entry(arguments));
    if callable.form() != forms::BUILTIN_NEW || arguments.form() != forms::TUPLE || arguments.aux.get() != 2 {
        return None;
    }
    let item = |index| entry(crate::containers::item_of(arguments, index));
    let (class, value) = (item(0), item(1));
    if class.form() != forms::TYPE || callable.value.get() != 1 || value.form() != forms::FLOAT {
        return None;
    }
    let tid = class.value.get() as u64;
    let kind = types::get(tid)?;
    (kind.builtin == tids::FLOAT && kind.size == 0)
        .then(|| table::new(forms::FLOAT, tid, value.value.get(), 0))
}

/// Sets SystemError for a size that no object can have.
pub fn negative_size() {
    raise_text(
        crate::context::constant("SystemError"),
        "negative size passed to a function of the HPy context",
    );
}
