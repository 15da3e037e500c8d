//! The slots of a class, each with the Rust functions that fit.

use crate::class::Class;
use crate::class_def::ClassDef;
use crate::class_object::ClassRef;
use crate::definition as def;
use crate::instance::Obj;
use crate::trampoline::adapter::{Free, Reflected, Typed};
use crate::trampoline::callee::Callee;
use crate::trampoline::convention::*;
use crate::{Args, Buffer, BufferRequest, CompareOp, Kwargs, Ref};
use hpy_abi::*;
use std::ffi::{CStr, c_int};

/// Declares builder methods. Each line: name, slot, C signature and result, and the Rust arguments after the context.
macro_rules! slots {
    ($($(#[$doc:meta])* $name:ident: $slot:ident = $signature:ident($($arg:ty),*) -> $ret:ty;)*) => {
        impl<T: Class> ClassDef<T> {$(
            $(#[$doc])*
            pub fn $name<F>(&mut self, _f: F) -> &mut Self
            where
                F: for<'a, 'c> Callee<'c, ($($arg,)*), $ret>,
            {
                self.slot($slot, $signature::functions::<Typed<T, F>>())
            }
        )*}
    };
}

slots! {
    /// `-self`
    neg: HPy_nb_negative = Unary(Obj<'a, 'c, T>) -> HPy;
    /// `+self`
    pos: HPy_nb_positive = Unary(Obj<'a, 'c, T>) -> HPy;
    /// `abs(self)`
    abs: HPy_nb_absolute = Unary(Obj<'a, 'c, T>) -> HPy;
    /// `~self`
    invert: HPy_nb_invert = Unary(Obj<'a, 'c, T>) -> HPy;
    /// `int(self)`
    int: HPy_nb_int = Unary(Obj<'a, 'c, T>) -> HPy;
    /// `float(self)`
    float: HPy_nb_float = Unary(Obj<'a, 'c, T>) -> HPy;
    /// `operator.index(self)`
    index: HPy_nb_index = Unary(Obj<'a, 'c, T>) -> HPy;
    /// `bool(self)`, from a function that returns `bool`.
    bool: HPy_nb_bool = Inquiry(Obj<'a, 'c, T>) -> c_int;
    /// `repr(self)`
    repr: HPy_tp_repr = Repr(Obj<'a, 'c, T>) -> HPy;
    /// `str(self)`
    str: HPy_tp_str = Repr(Obj<'a, 'c, T>) -> HPy;
    /// `hash(self)`, from a function that returns `isize`.
    hash: HPy_tp_hash = Hash(Obj<'a, 'c, T>) -> isize;
    /// `self < other` and the five others. Without [`hash`](Self::hash) the class is unhashable, as in Python.
    richcompare: HPy_tp_richcompare = RichCompare(Obj<'a, 'c, T>, Ref<'a, 'c>, CompareOp) -> HPy;
    /// `self(*args, **kwargs)`
    call: HPy_tp_call = Keywords(Obj<'a, 'c, T>, Args<'a, 'c>, Kwargs<'a, 'c>) -> HPy;
    /// `__new__`; without it, a class that has a payload cannot be called.
    new: HPy_tp_new = New(ClassRef<'a, 'c, T>, Args<'a, 'c>, Kwargs<'a, 'c>) -> HPy;
    /// `__init__`
    init: HPy_tp_init = Init(Obj<'a, 'c, T>, Args<'a, 'c>, Kwargs<'a, 'c>) -> c_int;
    /// `__del__`. It makes objects much dearer on hosts with a tracing collector, and some never run it.
    finalize: HPy_tp_finalize = Finalize(Obj<'a, 'c, T>) -> ();

    /// `len(self)` of a mapping, from a function that returns `usize`.
    len: HPy_mp_length = Len(Obj<'a, 'c, T>) -> isize;
    /// `self[key]`
    getitem: HPy_mp_subscript = Binary(Obj<'a, 'c, T>, Ref<'a, 'c>) -> HPy;
    /// `self[key] = value`, or `del self[key]` when there is no value.
    setitem: HPy_mp_ass_subscript = ObjObjArg(Obj<'a, 'c, T>, Ref<'a, 'c>, Option<Ref<'a, 'c>>) -> c_int;
    /// `len(self)` of a sequence, which is also what negative indices of [`sq_item`](Self::sq_item) are counted from.
    sq_len: HPy_sq_length = Len(Obj<'a, 'c, T>) -> isize;
    /// `self[index]` of a sequence; on CPython iteration goes through it unless there is `__iter__`.
    sq_item: HPy_sq_item = SizeArg(Obj<'a, 'c, T>, isize) -> HPy;
    /// `self[index] = value` of a sequence, or `del self[index]` when there is no value.
    sq_setitem: HPy_sq_ass_item = SizeObjArg(Obj<'a, 'c, T>, isize, Option<Ref<'a, 'c>>) -> c_int;
    /// `key in self`, from a function that returns `bool`.
    contains: HPy_sq_contains = ObjObj(Obj<'a, 'c, T>, Ref<'a, 'c>) -> c_int;
    /// `self + other` of a sequence.
    sq_concat: HPy_sq_concat = Binary(Obj<'a, 'c, T>, Ref<'a, 'c>) -> HPy;
    /// `self += other` of a sequence.
    sq_iconcat: HPy_sq_inplace_concat = Binary(Obj<'a, 'c, T>, Ref<'a, 'c>) -> HPy;
    /// `self * n` of a sequence.
    sq_repeat: HPy_sq_repeat = SizeArg(Obj<'a, 'c, T>, isize) -> HPy;
    /// `self *= n` of a sequence.
    sq_irepeat: HPy_sq_inplace_repeat = SizeArg(Obj<'a, 'c, T>, isize) -> HPy;

    /// `self **= exponent`; the last argument is `None`.
    ipow: HPy_nb_inplace_power = Ternary(Obj<'a, 'c, T>, Ref<'a, 'c>, Ref<'a, 'c>) -> HPy;

    /// Takes back a buffer that [`buffer`](Self::buffer) has given.
    release_buffer: HPy_bf_releasebuffer = ReleaseBuffer(Obj<'a, 'c, T>, Buffer) -> ();
}

/// A binary operator of Python.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `@`
    MatMul,
    /// `/`
    TrueDiv,
    /// `//`
    FloorDiv,
    /// `%`
    Rem,
    /// `divmod()`; it has no in-place form.
    Divmod,
    /// `<<`
    Lshift,
    /// `>>`
    Rshift,
    /// `&`
    And,
    /// `^`
    Xor,
    /// `|`
    Or,
}

impl BinaryOp {
    /// Every operator.
    pub const ALL: [BinaryOp; 13] = {
        use BinaryOp::*;
        [
            Add, Sub, Mul, MatMul, TrueDiv, FloorDiv, Rem, Divmod, Lshift, Rshift, And, Xor, Or,
        ]
    };

    /// Slot, name of the reflected method, and slot of the in-place form.
    const fn parts(self) -> (HPySlot_Slot, &'static CStr, Option<HPySlot_Slot>) {
        match self {
            BinaryOp::Add => (HPy_nb_add, c"__radd__", Some(HPy_nb_inplace_add)),
            BinaryOp::Sub => (HPy_nb_subtract, c"__rsub__", Some(HPy_nb_inplace_subtract)),
            BinaryOp::Mul => (HPy_nb_multiply, c"__rmul__", Some(HPy_nb_inplace_multiply)),
            BinaryOp::MatMul => (
                HPy_nb_matrix_multiply,
                c"__rmatmul__",
                Some(HPy_nb_inplace_matrix_multiply),
            ),
            BinaryOp::TrueDiv => (
                HPy_nb_true_divide,
                c"__rtruediv__",
                Some(HPy_nb_inplace_true_divide),
            ),
            BinaryOp::FloorDiv => (
                HPy_nb_floor_divide,
                c"__rfloordiv__",
                Some(HPy_nb_inplace_floor_divide),
            ),
            BinaryOp::Rem => (HPy_nb_remainder, c"__rmod__", Some(HPy_nb_inplace_remainder)),
            BinaryOp::Divmod => (HPy_nb_divmod, c"__rdivmod__", None),
            BinaryOp::Lshift => (HPy_nb_lshift, c"__rlshift__", Some(HPy_nb_inplace_lshift)),
            BinaryOp::Rshift => (HPy_nb_rshift, c"__rrshift__", Some(HPy_nb_inplace_rshift)),
            BinaryOp::And => (HPy_nb_and, c"__rand__", Some(HPy_nb_inplace_and)),
            BinaryOp::Xor => (HPy_nb_xor, c"__rxor__", Some(HPy_nb_inplace_xor)),
            BinaryOp::Or => (HPy_nb_or, c"__ror__", Some(HPy_nb_inplace_or)),
        }
    }
}

impl<T: Class> ClassDef<T> {
    /// `left op right`, where either operand is an instance, or both are. The function gets them in the order of the
    /// expression, and returns [`Ctx::not_implemented`](crate::Ctx::not_implemented) for operands that it does not know.
    ///
    /// Both the slot and the reflected method are defined: PyPy's own host calls the slot for a left operand only.
    pub fn binary<F>(&mut self, op: BinaryOp, _f: F) -> &mut Self
    where
        F: for<'a, 'c> Callee<'c, (Ref<'a, 'c>, Ref<'a, 'c>), HPy>,
    {
        let (slot, reflected, _) = op.parts();
        self.slot(slot, Binary::functions::<Free<F>>());
        self.push(def::method(reflected, O::functions::<Reflected<F>>()))
    }

    /// `self op= other`; the function returns what the name is bound to afterwards, usually the object itself.
    ///
    /// # Panics
    /// For [`BinaryOp::Divmod`], which has no such form.
    pub fn inplace<F>(&mut self, op: BinaryOp, _f: F) -> &mut Self
    where
        F: for<'a, 'c> Callee<'c, (Obj<'a, 'c, T>, Ref<'a, 'c>), HPy>,
    {
        let Some(slot) = op.parts().2 else {
            panic!("{op:?} has no in-place form")
        };
        self.slot(slot, Binary::functions::<Typed<T, F>>())
    }

    /// `base ** exponent` and `pow(base, exponent, modulus)`, where any operand may be the instance; a modulus of `None`
    /// means none.
    pub fn pow<F>(&mut self, _f: F) -> &mut Self
    where
        F: for<'a, 'c> Callee<'c, (Ref<'a, 'c>, Ref<'a, 'c>, Ref<'a, 'c>), HPy>,
    {
        self.slot(HPy_nb_power, Ternary::functions::<Free<F>>());
        self.push(def::method(c"__rpow__", VarArgs::functions::<Reflected<F>>()))
    }

    /// The buffer that an instance exports.
    pub fn buffer<F>(&mut self, _f: F) -> &mut Self
    where
        F: for<'a, 'c> Callee<'c, (Obj<'a, 'c, T>, BufferRequest), HPy_buffer>,
    {
        self.slot(HPy_bf_getbuffer, GetBuffer::functions::<Typed<T, F>>())
    }
}
