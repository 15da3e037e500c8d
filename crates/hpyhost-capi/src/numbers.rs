//! Integers, floats, and the operators.

use super::forward::forward;
use super::object::{occurred, raise};
use super::python::{PyExc_OverflowError, PyFloat_AsDouble};
use super::types::float_value;
use hpy_abi::{HPy, HPy_ssize_t, HPyContext};
use std::ffi::{c_int, c_long, c_longlong, c_ulonglong, c_void};

forward! {
    ctx_Long_FromInt64_t = PyLong_FromLongLong(value: c_longlong) -> HPy;
    ctx_Long_FromUInt64_t = PyLong_FromUnsignedLongLong(value: c_ulonglong) -> HPy;
    ctx_Long_FromSize_t = PyLong_FromSize_t(value: usize) -> HPy;
    ctx_Long_FromSsize_t = PyLong_FromSsize_t(value: HPy_ssize_t) -> HPy;
    ctx_Long_AsInt64_t = PyLong_AsLongLong(h: HPy) -> c_longlong;
    ctx_Long_AsUInt64_t = PyLong_AsUnsignedLongLong(h: HPy) -> c_ulonglong;
    ctx_Long_AsUInt64_tMask = PyLong_AsUnsignedLongLongMask(h: HPy) -> c_ulonglong;
    ctx_Long_AsSize_t = PyLong_AsSize_t(h: HPy) -> usize;
    ctx_Long_AsSsize_t = PyLong_AsSsize_t(h: HPy) -> HPy_ssize_t;
    ctx_Long_AsVoidPtr = PyLong_AsVoidPtr(h: HPy) -> *mut c_void;
    ctx_Long_AsDouble = PyLong_AsDouble(h: HPy) -> f64;
    ctx_Float_FromDouble = PyFloat_FromDouble(value: f64) -> HPy;

    ctx_Number_Check = PyNumber_Check(h: HPy) -> c_int;
    ctx_Add = PyNumber_Add(a: HPy, b: HPy) -> HPy;
    ctx_Subtract = PyNumber_Subtract(a: HPy, b: HPy) -> HPy;
    ctx_Multiply = PyNumber_Multiply(a: HPy, b: HPy) -> HPy;
    ctx_MatrixMultiply = PyNumber_MatrixMultiply(a: HPy, b: HPy) -> HPy;
    ctx_FloorDivide = PyNumber_FloorDivide(a: HPy, b: HPy) -> HPy;
    ctx_TrueDivide = PyNumber_TrueDivide(a: HPy, b: HPy) -> HPy;
    ctx_Remainder = PyNumber_Remainder(a: HPy, b: HPy) -> HPy;
    ctx_Divmod = PyNumber_Divmod(a: HPy, b: HPy) -> HPy;
    ctx_Power = PyNumber_Power(a: HPy, b: HPy, modulus: HPy) -> HPy;
    ctx_Negative = PyNumber_Negative(a: HPy) -> HPy;
    ctx_Positive = PyNumber_Positive(a: HPy) -> HPy;
    ctx_Absolute = PyNumber_Absolute(a: HPy) -> HPy;
    ctx_Invert = PyNumber_Invert(a: HPy) -> HPy;
    ctx_Lshift = PyNumber_Lshift(a: HPy, b: HPy) -> HPy;
    ctx_Rshift = PyNumber_Rshift(a: HPy, b: HPy) -> HPy;
    ctx_And = PyNumber_And(a: HPy, b: HPy) -> HPy;
    ctx_Xor = PyNumber_Xor(a: HPy, b: HPy) -> HPy;
    ctx_Or = PyNumber_Or(a: HPy, b: HPy) -> HPy;
    ctx_Index = PyNumber_Index(a: HPy) -> HPy;
    ctx_Long = PyNumber_Long(a: HPy) -> HPy;
    ctx_Float = PyNumber_Float(a: HPy) -> HPy;
    ctx_InPlaceAdd = PyNumber_InPlaceAdd(a: HPy, b: HPy) -> HPy;
    ctx_InPlaceSubtract = PyNumber_InPlaceSubtract(a: HPy, b: HPy) -> HPy;
    ctx_InPlaceMultiply = PyNumber_InPlaceMultiply(a: HPy, b: HPy) -> HPy;
    ctx_InPlaceMatrixMultiply = PyNumber_InPlaceMatrixMultiply(a: HPy, b: HPy) -> HPy;
    ctx_InPlaceFloorDivide = PyNumber_InPlaceFloorDivide(a: HPy, b: HPy) -> HPy;
    ctx_InPlaceTrueDivide = PyNumber_InPlaceTrueDivide(a: HPy, b: HPy) -> HPy;
    ctx_InPlaceRemainder = PyNumber_InPlaceRemainder(a: HPy, b: HPy) -> HPy;
    ctx_InPlacePower = PyNumber_InPlacePower(a: HPy, b: HPy, modulus: HPy) -> HPy;
    ctx_InPlaceLshift = PyNumber_InPlaceLshift(a: HPy, b: HPy) -> HPy;
    ctx_InPlaceRshift = PyNumber_InPlaceRshift(a: HPy, b: HPy) -> HPy;
    ctx_InPlaceAnd = PyNumber_InPlaceAnd(a: HPy, b: HPy) -> HPy;
    ctx_InPlaceXor = PyNumber_InPlaceXor(a: HPy, b: HPy) -> HPy;
    ctx_InPlaceOr = PyNumber_InPlaceOr(a: HPy, b: HPy) -> HPy;
}

#[cfg_attr(windows, link(name = "python3", kind = "raw-dylib"))]
unsafe extern "C" {
    fn PyBool_FromLong(value: c_long) -> HPy;
}

pub(crate) unsafe extern "C" fn ctx_Float_AsDouble(_: *mut HPyContext, h: HPy) -> f64 {
    // SAFETY: the extension holds `h`.
    float_value(h).unwrap_or_else(|| unsafe { PyFloat_AsDouble(h) })
}

pub(crate) unsafe extern "C" fn ctx_Bool_FromBool(_: *mut HPyContext, value: bool) -> HPy {
    // SAFETY: any value will do.
    unsafe { PyBool_FromLong(value.into()) }
}

pub(crate) unsafe extern "C" fn ctx_Long_FromInt32_t(ctx: *mut HPyContext, value: i32) -> HPy {
    // SAFETY: any value will do.
    unsafe { ctx_Long_FromInt64_t(ctx, value.into()) }
}

pub(crate) unsafe extern "C" fn ctx_Long_FromUInt32_t(ctx: *mut HPyContext, value: u32) -> HPy {
    // SAFETY: any value will do.
    unsafe { ctx_Long_FromInt64_t(ctx, value.into()) }
}

pub(crate) unsafe extern "C" fn ctx_Long_AsInt32_t(ctx: *mut HPyContext, h: HPy) -> i32 {
    // SAFETY: the extension holds `h`.
    let wide = unsafe { ctx_Long_AsInt64_t(ctx, h) };
    wide.try_into().unwrap_or_else(|_| {
        too_large("int32_t");
        -1
    })
}

pub(crate) unsafe extern "C" fn ctx_Long_AsUInt32_t(ctx: *mut HPyContext, h: HPy) -> u32 {
    // SAFETY: the extension holds `h`.
    let wide = unsafe { ctx_Long_AsUInt64_t(ctx, h) };
    wide.try_into().unwrap_or_else(|_| {
        // All ones is also what a failed conversion gives: its exception stays.
        if !occurred() {
            too_large("uint32_t");
        }
        u32::MAX
    })
}

pub(crate) unsafe extern "C" fn ctx_Long_AsUInt32_tMask(ctx: *mut HPyContext, h: HPy) -> u32 {
    // SAFETY: the extension holds `h`.
    unsafe { ctx_Long_AsUInt64_tMask(ctx, h) as u32 }
}

fn too_large(c_type: &str) {
    raise(
        PyExc_OverflowError,
        &format!("Python int too large to convert to C {c_type}"),
    );
}
