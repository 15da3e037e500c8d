//! The context functions of the mock host.

use super::table::{Object, constant};
use super::{memory, with};
use hpy_abi::*;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::rc::Rc;

type Ctx = *mut HPyContext;

/// Defines a function that makes a context whose functions all end the test with their names, and whose constants are the
/// host's.
macro_rules! unsupported {
    (
        handles { $($hw:literal $handle:ident;)* }
        functions { $($fw:literal $function:ident($($arg:ident: $type:ty),*) -> $ret:ty;)* }
        tail_handles { $($thw:literal $thandle:ident;)* }
        tail_functions { $($tfw:literal $tfunction:ident($($targ:ident: $ttype:ty),*) -> $tret:ty;)* }
    ) => {
        fn unsupported_context() -> HPyContext {
        $(unsafe extern "C" fn $function(_: Ctx $(, _: $type)*) -> $ret {
            panic!(concat!(stringify!($function), " is not part of the mock host"))
        })*
        $(unsafe extern "C" fn $tfunction(_: Ctx $(, _: $ttype)*) -> $tret {
            panic!(concat!(stringify!($tfunction), " is a tail function: not every host has it in its place"))
        })*
        HPyContext {
            name: c"mock".as_ptr(),
            _private: std::ptr::null_mut(),
            abi_version: 0,
            $($handle: constant(stringify!($handle)),)*
            $($function,)*
            $($thandle: constant(stringify!($thandle)),)*
            $($tfunction,)*
        }
        }
    };
}

hpy_abi::for_each_context_member!(unsupported);

/// A context that leads to the running test's host.
pub fn context() -> HPyContext {
    HPyContext {
        ctx_Dup: dup,
        ctx_Close: close,
        ctx_Is: is,
        ctx_TypeCheck: type_check,
        ctx_Type: type_of,
        ctx_GetAttr_s: getattr,
        ctx_SetAttr_s: setattr,
        ctx_Type_FromSpec: from_spec,
        ctx_Err_SetString: err_set_string,
        ctx_Err_Occurred: err_occurred,
        ctx_Err_Clear: err_clear,
        ctx_Err_ExceptionMatches: err_matches,
        ctx_Long_FromInt32_t: long_from_i32,
        ctx_Long_FromInt64_t: long_from_i64,
        ctx_Long_FromSize_t: long_from_usize,
        ctx_Long_AsInt64_t: long_as_i64,
        ctx_Float_FromDouble: float_from,
        ctx_Float_AsDouble: float_as,
        ctx_Index: index,
        ctx_Unicode_DecodeASCII: decode_ascii,
        ctx_Unicode_Check: is_str,
        ctx_Unicode_AsUTF8AndSize: as_utf8,
        ctx_Tuple_Check: is_tuple,
        ctx_List_Check: is_list,
        ctx_Length: length,
        ctx_GetItem_i: getitem,
        ctx_Tuple_FromArray: tuple_from_array,
        ctx_TupleBuilder_New: tuple_new,
        ctx_TupleBuilder_Set: tuple_set,
        ctx_TupleBuilder_Build: tuple_build,
        ctx_TupleBuilder_Cancel: tuple_cancel,
        ctx_ListBuilder_New: list_new,
        ctx_ListBuilder_Set: list_set,
        ctx_ListBuilder_Build: list_build,
        ctx_ListBuilder_Cancel: list_cancel,
        ctx_Global_Store: global_store,
        ctx_Global_Load: global_load,
        ctx_Field_Store: field_store,
        ctx_Field_Load: field_load,
        ctx_New: new,
        ctx_AsStruct_Object: as_struct,
        ctx_LeavePythonExecution: leave,
        ctx_ReenterPythonExecution: reenter,
        ..unsupported_context()
    }
}

fn open(object: Object) -> HPy {
    with(|host| host.open(object))
}

fn get(handle: HPy) -> Object {
    with(|host| host.get(handle))
}

fn raise(kind: &str, message: &str) {
    with(|host| host.raise(kind, message));
}

unsafe extern "C" fn dup(_: Ctx, h: HPy) -> HPy {
    open(get(h))
}

unsafe extern "C" fn close(_: Ctx, h: HPy) {
    with(|host| host.close(h));
}

unsafe extern "C" fn is(_: Ctx, a: HPy, b: HPy) -> c_int {
    get(a).is(&get(b)).into()
}

unsafe extern "C" fn type_check(_: Ctx, h: HPy, class: HPy) -> c_int {
    let yes = match (get(h), get(class)) {
        (Object::Instance(spec, _), Object::Native(class)) => std::ptr::eq(spec, class),
        (object, Object::Type(name)) => object.kind() == name,
        _ => false,
    };
    yes.into()
}

unsafe extern "C" fn type_of(_: Ctx, h: HPy) -> HPy {
    open(Object::Type(get(h).kind()))
}

unsafe extern "C" fn getattr(_: Ctx, h: HPy, name: *const c_char) -> HPy {
    // SAFETY: the caller gives a terminated text.
    let name = unsafe { CStr::from_ptr(name) };
    match (get(h), name.to_str()) {
        (Object::Type(kind), Ok("__name__")) => open(Object::text(kind)),
        (class @ Object::Native(_), Ok("__mro__")) => open(Object::Tuple(Rc::new(vec![class]))),
        (other, name) => panic!("attribute {name:?} of {other:?}"),
    }
}

/// Attributes that are set are not kept: nobody asks for them.
unsafe extern "C" fn setattr(_: Ctx, _: HPy, _name: *const c_char, _: HPy) -> c_int {
    0
}

unsafe extern "C" fn from_spec(_: Ctx, spec: *mut HPyType_Spec, _: *mut HPyType_SpecParam) -> HPy {
    open(Object::Native(spec))
}

unsafe extern "C" fn err_set_string(_: Ctx, class: HPy, message: *const c_char) {
    // SAFETY: the caller gives a terminated text.
    let message = unsafe { CStr::from_ptr(message) }.to_string_lossy().into_owned();
    match get(class) {
        Object::Type(name) => raise(name, &message),
        other => panic!("{other:?} raised"),
    }
}

unsafe extern "C" fn err_occurred(_: Ctx) -> c_int {
    with(|host| host.error.is_some()).into()
}

unsafe extern "C" fn err_clear(_: Ctx) {
    with(|host| host.error = None);
}

unsafe extern "C" fn err_matches(_: Ctx, class: HPy) -> c_int {
    let Object::Type(name) = get(class) else {
        panic!("an exception type is needed")
    };
    with(|host| {
        host.error
            .as_ref()
            .expect("an exception is set")
            .starts_with(name)
    })
    .into()
}

unsafe extern "C" fn long_from_i32(_: Ctx, value: i32) -> HPy {
    open(Object::Int(value.into()))
}

unsafe extern "C" fn long_from_i64(_: Ctx, value: i64) -> HPy {
    open(Object::Int(value))
}

unsafe extern "C" fn long_from_usize(_: Ctx, value: usize) -> HPy {
    open(Object::Int(value as i64))
}

unsafe extern "C" fn long_as_i64(_: Ctx, h: HPy) -> i64 {
    match get(h) {
        Object::Int(value) => value,
        _ => {
            raise("TypeError", "an integer is required");
            -1
        }
    }
}

unsafe extern "C" fn float_from(_: Ctx, value: f64) -> HPy {
    open(Object::Float(value))
}

unsafe extern "C" fn float_as(_: Ctx, h: HPy) -> f64 {
    match get(h) {
        Object::Float(value) => value,
        Object::Int(value) => value as f64,
        _ => {
            raise("TypeError", "must be real number");
            -1.0
        }
    }
}

unsafe extern "C" fn index(_: Ctx, h: HPy) -> HPy {
    match get(h) {
        Object::Int(value) => open(Object::Int(value)),
        other => {
            raise(
                "TypeError",
                &format!("'{}' object cannot be interpreted as an integer", other.kind()),
            );
            HPy::NULL
        }
    }
}

unsafe extern "C" fn decode_ascii(_: Ctx, text: *const c_char, size: isize, _errors: *const c_char) -> HPy {
    // SAFETY: the caller gives `size` bytes.
    let bytes = unsafe { std::slice::from_raw_parts(text.cast::<u8>(), size as usize) };
    open(Object::text(std::str::from_utf8(bytes).expect("ASCII")))
}

unsafe extern "C" fn is_str(_: Ctx, h: HPy) -> c_int {
    matches!(get(h), Object::Str(_)).into()
}

unsafe extern "C" fn as_utf8(_: Ctx, h: HPy, size: *mut isize) -> *const c_char {
    let Object::Str(text) = get(h) else {
        panic!("a str is needed")
    };
    // SAFETY: the caller gives room for the size.
    unsafe { *size = text.as_bytes().len() as isize };
    text.as_ptr()
}

unsafe extern "C" fn is_tuple(_: Ctx, h: HPy) -> c_int {
    matches!(get(h), Object::Tuple(_)).into()
}

unsafe extern "C" fn is_list(_: Ctx, h: HPy) -> c_int {
    matches!(get(h), Object::List(_)).into()
}

unsafe extern "C" fn length(_: Ctx, h: HPy) -> isize {
    match get(h).items() {
        Some(items) => items.len() as isize,
        None => {
            raise("TypeError", "object has no len()");
            -1
        }
    }
}

unsafe extern "C" fn getitem(_: Ctx, h: HPy, index: isize) -> HPy {
    open(get(h).items().expect("a sequence")[index as usize].clone())
}

unsafe extern "C" fn tuple_from_array(_: Ctx, items: *const HPy, n: isize) -> HPy {
    // SAFETY: the caller gives `n` handles.
    let items = unsafe { std::slice::from_raw_parts(items, n as usize) };
    open(Object::Tuple(Rc::new(
        items.iter().map(|&item| get(item)).collect(),
    )))
}

/// Declares the four functions of a builder.
macro_rules! builder {
    ($kind:ident($raw:ident): $new:ident $set:ident $build:ident $cancel:ident) => {
        unsafe extern "C" fn $new(_: Ctx, size: isize) -> $raw {
            $raw(with(|host| host.new_builder(size)))
        }

        unsafe extern "C" fn $set(_: Ctx, builder: $raw, index: isize, item: HPy) {
            let item = get(item);
            with(|host| {
                host.sequences.get_mut(&builder.0).expect("an open builder")[index as usize] = Some(item)
            });
        }

        unsafe extern "C" fn $build(_: Ctx, builder: $raw) -> HPy {
            with(|host| {
                let items = host.build(builder.0);
                host.open(Object::$kind(Rc::new(items)))
            })
        }

        unsafe extern "C" fn $cancel(_: Ctx, builder: $raw) {
            with(|host| host.sequences.remove(&builder.0).expect("an open builder"));
        }
    };
}

builder!(Tuple(HPyTupleBuilder): tuple_new tuple_set tuple_build tuple_cancel);
builder!(List(HPyListBuilder): list_new list_set list_build list_cancel);

/// References in globals and fields: positions in a list, from 1.
fn keep(h: HPy) -> isize {
    with(|host| {
        let object = host.get(h);
        host.fields.push(object);
        host.fields.len() as isize
    })
}

/// What is at such a place; `None` for one that an earlier host has left in a static.
fn kept(place: isize) -> HPy {
    with(|host| {
        let object = host
            .fields
            .get(place as usize - 1)
            .cloned()
            .unwrap_or(Object::None);
        host.open(object)
    })
}

unsafe extern "C" fn global_store(_: Ctx, global: *mut HPyGlobal, h: HPy) {
    // SAFETY: the caller gives a global.
    unsafe { *global = HPyGlobal(keep(h)) };
}

unsafe extern "C" fn global_load(_: Ctx, global: HPyGlobal) -> HPy {
    kept(global.0)
}

unsafe extern "C" fn field_store(_: Ctx, _owner: HPy, field: *mut HPyField, h: HPy) {
    // SAFETY: the caller gives a field.
    unsafe {
        *field = if h.is_null() {
            HPyField::NULL
        } else {
            HPyField(keep(h))
        }
    };
}

unsafe extern "C" fn field_load(_: Ctx, _owner: HPy, field: HPyField) -> HPy {
    kept(field.0)
}

unsafe extern "C" fn new(_: Ctx, class: HPy, data: *mut *mut c_void) -> HPy {
    let Object::Native(spec) = get(class) else {
        panic!("a native type is needed")
    };
    // SAFETY: the spec is the extension's, the caller gives room for the address.
    let place = unsafe {
        *data = memory((*spec).basicsize as usize);
        *data
    };
    open(Object::Instance(spec, place))
}

unsafe extern "C" fn as_struct(_: Ctx, h: HPy) -> *mut c_void {
    match get(h) {
        Object::Instance(_, place) => place,
        other => panic!("memory of {other:?}"),
    }
}

unsafe extern "C" fn leave(_: Ctx) -> HPyThreadState {
    with(|host| host.away += 1);
    HPyThreadState(7)
}

unsafe extern "C" fn reenter(_: Ctx, state: HPyThreadState) {
    assert_eq!(state.0, 7);
    with(|host| host.away -= 1);
}
