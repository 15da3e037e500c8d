//! Running an extension's function for one of its CPython trampolines.
//!
//! A handle is the address of its object, so a trampoline's record of arguments holds handles already, and arrays of
//! arguments are passed on as CPython made them.

use super::capsules::{PyCapsule_GetContext, PyCapsule_GetName, PyCapsule_GetPointer};
use super::object::{Owned, raise, type_of};
use super::python::*;
use super::types::traverse_fields;
use hpy_abi::*;
use std::ffi::{c_char, c_int, c_void};
use std::mem::transmute;

/// Runs `function` of type `$type` with the fields of a record as arguments, and stores the result there.
macro_rules! run {
    ($function:ident as $type:ty, $record:ident as $args:ty, $ctx:ident $(, $field:ident)* => result) => {{
        let function = transmute::<HPyCFunction, $type>($function);
        let args = &mut *$record.cast::<$args>();
        args.result = function($ctx $(, Arg::pass(args.$field))*).give();
    }};
}

/// A word of a record as an argument: objects become handles, the rest stays.
trait Arg {
    type As;
    fn pass(self) -> Self::As;
}
impl Arg for *mut cpy_PyObject {
    type As = HPy;
    #[inline(always)]
    fn pass(self) -> HPy {
        HPy(self as isize)
    }
}
impl Arg for *const *mut cpy_PyObject {
    type As = *const HPy;
    #[inline(always)]
    fn pass(self) -> *const HPy {
        self.cast()
    }
}
macro_rules! as_they_are {
    ($($type:ty),*) => {$(
        impl Arg for $type {
            type As = $type;
            #[inline(always)]
            fn pass(self) -> $type { self }
        }
    )*};
}
as_they_are!(isize, c_int, HPy_RichCmpOp, *mut c_void);

/// A result as a word of a record.
trait Give {
    type As;
    fn give(self) -> Self::As;
}
impl Give for HPy {
    type As = *mut cpy_PyObject;
    #[inline(always)]
    fn give(self) -> *mut cpy_PyObject {
        self.0 as *mut cpy_PyObject
    }
}
macro_rules! given_as_they_are {
    ($($type:ty),*) => {$(
        impl Give for $type {
            type As = $type;
            #[inline(always)]
            fn give(self) -> $type { self }
        }
    )*};
}
given_as_they_are!(isize, c_int);

#[rustfmt::skip] // One line per signature.
pub(crate) unsafe extern "C" fn ctx_CallRealFunctionFromTrampoline(
    ctx: *mut HPyContext,
    signature: HPyFunc_Signature,
    f: HPyCFunction,
    a: *mut c_void,
) {
    // SAFETY: the signature says what type the function has and what record the trampoline made.
    unsafe {
        match signature {
            HPyFunc_NOARGS => run!(f as HPyFunc_noargs, a as HPyFunc_args_NOARGS, ctx, self_ => result),
            HPyFunc_O => run!(f as HPyFunc_o, a as HPyFunc_args_O, ctx, self_, arg => result),
            HPyFunc_VARARGS => {
                let f = transmute::<HPyCFunction, HPyFunc_varargs>(f);
                let args = &mut *a.cast::<HPyFunc_args_VARARGS>();
                args.result = f(ctx, args.self_.pass(), args.args.pass(), args.nargs as usize).give();
            }
            HPyFunc_KEYWORDS => {
                let f = transmute::<HPyCFunction, HPyFunc_keywords>(f);
                let args = &mut *a.cast::<HPyFunc_args_KEYWORDS>();
                // The topmost bit is a hint of the vectorcall protocol.
                let nargs = args.nargsf << 1 >> 1;
                args.result = f(ctx, args.self_.pass(), args.args.pass(), nargs, args.kwnames.pass()).give();
            }
            HPyFunc_UNARYFUNC => run!(f as HPyFunc_unaryfunc, a as HPyFunc_args_UNARYFUNC, ctx, arg0 => result),
            HPyFunc_BINARYFUNC => run!(f as HPyFunc_binaryfunc, a as HPyFunc_args_BINARYFUNC, ctx, arg0, arg1 => result),
            HPyFunc_TERNARYFUNC => run!(f as HPyFunc_ternaryfunc, a as HPyFunc_args_TERNARYFUNC, ctx, arg0, arg1, arg2 => result),
            HPyFunc_INQUIRY => run!(f as HPyFunc_inquiry, a as HPyFunc_args_INQUIRY, ctx, arg0 => result),
            HPyFunc_LENFUNC => run!(f as HPyFunc_lenfunc, a as HPyFunc_args_LENFUNC, ctx, arg0 => result),
            HPyFunc_SSIZEARGFUNC => run!(f as HPyFunc_ssizeargfunc, a as HPyFunc_args_SSIZEARGFUNC, ctx, arg0, arg1 => result),
            HPyFunc_SSIZESSIZEARGFUNC => run!(f as HPyFunc_ssizessizeargfunc, a as HPyFunc_args_SSIZESSIZEARGFUNC, ctx, arg0, arg1, arg2 => result),
            HPyFunc_SSIZEOBJARGPROC => run!(f as HPyFunc_ssizeobjargproc, a as HPyFunc_args_SSIZEOBJARGPROC, ctx, arg0, arg1, arg2 => result),
            HPyFunc_SSIZESSIZEOBJARGPROC => run!(f as HPyFunc_ssizessizeobjargproc, a as HPyFunc_args_SSIZESSIZEOBJARGPROC, ctx, arg0, arg1, arg2, arg3 => result),
            HPyFunc_OBJOBJARGPROC => run!(f as HPyFunc_objobjargproc, a as HPyFunc_args_OBJOBJARGPROC, ctx, arg0, arg1, arg2 => result),
            HPyFunc_OBJOBJPROC => run!(f as HPyFunc_objobjproc, a as HPyFunc_args_OBJOBJPROC, ctx, arg0, arg1 => result),
            HPyFunc_REPRFUNC => run!(f as HPyFunc_reprfunc, a as HPyFunc_args_REPRFUNC, ctx, arg0 => result),
            HPyFunc_HASHFUNC => run!(f as HPyFunc_hashfunc, a as HPyFunc_args_HASHFUNC, ctx, arg0 => result),
            HPyFunc_RICHCMPFUNC => run!(f as HPyFunc_richcmpfunc, a as HPyFunc_args_RICHCMPFUNC, ctx, arg0, arg1, arg2 => result),
            HPyFunc_GETTER => run!(f as HPyFunc_getter, a as HPyFunc_args_GETTER, ctx, arg0, arg1 => result),
            HPyFunc_SETTER => run!(f as HPyFunc_setter, a as HPyFunc_args_SETTER, ctx, arg0, arg1, arg2 => result),
            HPyFunc_GETITERFUNC => run!(f as HPyFunc_getiterfunc, a as HPyFunc_args_UNARYFUNC, ctx, arg0 => result),
            HPyFunc_ITERNEXTFUNC => run!(f as HPyFunc_iternextfunc, a as HPyFunc_args_UNARYFUNC, ctx, arg0 => result),
            HPyFunc_DESCRGETFUNC => run!(f as HPyFunc_descrgetfunc, a as HPyFunc_args_TERNARYFUNC, ctx, arg0, arg1, arg2 => result),
            HPyFunc_DESCRSETFUNC => run!(f as HPyFunc_descrsetfunc, a as HPyFunc_args_OBJOBJARGPROC, ctx, arg0, arg1, arg2 => result),
            HPyFunc_GETATTROFUNC => run!(f as HPyFunc_getattrofunc, a as HPyFunc_args_BINARYFUNC, ctx, arg0, arg1 => result),
            HPyFunc_SETATTROFUNC => run!(f as HPyFunc_setattrofunc, a as HPyFunc_args_OBJOBJARGPROC, ctx, arg0, arg1, arg2 => result),
            HPyFunc_INITPROC => {
                let f = transmute::<HPyCFunction, HPyFunc_initproc>(f);
                let args = &mut *a.cast::<HPyFunc_args_INITPROC>();
                args.result = with_items(args.args.pass(), |items, size| {
                    f(ctx, args.self_.pass(), items, size, args.kw.pass())
                });
            }
            HPyFunc_NEWFUNC => {
                let f = transmute::<HPyCFunction, HPyFunc_newfunc>(f);
                let args = &mut *a.cast::<HPyFunc_args_NEWFUNC>();
                args.result = with_items(args.args.pass(), |items, size| {
                    f(ctx, args.self_.pass(), items, size, args.kw.pass())
                }).give();
            }
            HPyFunc_DESTRUCTOR => {
                let f = transmute::<HPyCFunction, HPyFunc_destructor>(f);
                f(ctx, (*a.cast::<HPyFunc_args_DESTRUCTOR>()).arg0.pass());
            }
            HPyFunc_TRAVERSEPROC => traverse(&mut *a.cast()),
            HPyFunc_GETBUFFERPROC => get_buffer(ctx, transmute::<HPyCFunction, HPyFunc_getbufferproc>(f), &mut *a.cast()),
            HPyFunc_RELEASEBUFFERPROC => release_buffer(ctx, transmute::<HPyCFunction, HPyFunc_releasebufferproc>(f), &*a.cast()),
            HPyFunc_CAPSULE_DESTRUCTOR => {
                let f = transmute::<HPyCFunction, HPyFunc_Capsule_Destructor>(f);
                let capsule = HPy(a as isize);
                let name: *const c_char = PyCapsule_GetName(capsule);
                f(name, PyCapsule_GetPointer(capsule, name), PyCapsule_GetContext(capsule));
            }
            HPyFunc_MOD_CREATE => {
                let f = transmute::<HPyCFunction, HPyFunc_mod_create>(f);
                let args = &mut *a.cast::<HPyFunc_args_MOD_CREATE>();
                args.result = checked_module(f(ctx, args.spec.pass())).give();
            }
            _ => Py_FatalError(c"an HPy trampoline has a signature that HPy 0.9 does not call".as_ptr()),
        }
    }
}

/// How many arguments of a constructor are passed without allocating.
const FEW: usize = 8;

/// Runs `function` with the items of a tuple as an array.
///
/// # Safety
/// `tuple` is a tuple that outlives the call.
unsafe fn with_items<R>(tuple: HPy, function: impl FnOnce(*const HPy, HPy_ssize_t) -> R) -> R {
    // SAFETY: promised by the caller; the indices are inside.
    unsafe {
        let size = PyTuple_Size(tuple);
        if size as usize > FEW {
            let items: Vec<HPy> = (0..size).map(|index| PyTuple_GetItem(tuple, index)).collect();
            return function(items.as_ptr(), size);
        }
        let mut items = [HPy::NULL; FEW];
        for index in 0..size {
            items[index as usize] = PyTuple_GetItem(tuple, index);
        }
        function(items.as_ptr(), size)
    }
}

/// # Safety
/// The record is that of a `tp_traverse`.
unsafe fn traverse(args: &mut HPyFunc_args_TRAVERSEPROC) {
    // SAFETY: CPython's visitor takes objects, which are handles here.
    let visit = unsafe { transmute::<cpy_visitproc, Option<Visit>>(args.visit) };
    args.result = visit.map_or(0, |visit| traverse_fields(args.self_.pass(), visit, args.arg));
}

/// `Py_buffer` and `HPy_buffer` are the same struct, since a handle is the address of its object.
///
/// # Safety
/// The function and the record are those of a `bf_getbuffer`.
unsafe fn get_buffer(
    ctx: *mut HPyContext,
    function: HPyFunc_getbufferproc,
    args: &mut HPyFunc_args_GETBUFFERPROC,
) {
    let buffer = args.view.cast::<HPy_buffer>();
    // SAFETY: promised by the caller. A failed request must leave no object behind.
    unsafe {
        args.result = function(ctx, args.self_.pass(), buffer, args.flags);
        if args.result < 0 {
            (*buffer).obj = HPy::NULL;
        }
    }
}

/// # Safety
/// The function and the record are those of a `bf_releasebuffer`.
unsafe fn release_buffer(
    ctx: *mut HPyContext,
    function: HPyFunc_releasebufferproc,
    args: &HPyFunc_args_RELEASEBUFFERPROC,
) {
    // SAFETY: promised by the caller. The function gets a copy: CPython gives up the object in its own afterwards.
    unsafe {
        let mut copy = *args.view.cast::<HPy_buffer>();
        function(ctx, args.self_.pass(), &mut copy);
    }
}

/// The result of `mod_create`, unless it is a built-in module object: then null with SystemError set.
pub(super) fn checked_module(module: HPy) -> HPy {
    // SAFETY: the module is alive when it is not null.
    if !module.is_null() && unsafe { PyType_IsSubtype(type_of(module), PyModule_Type.handle()) } != 0 {
        drop(Owned::new(module));
        raise(
            PyExc_SystemError,
            "HPy_mod_create slot returned a builtin module object. This is currently not supported.",
        );
        return HPy::NULL;
    }
    module
}
