//! Type slots and the signature that each one's function has.

use crate::enums::*;

macro_rules! slots {
    ($($slot:ident = $value:literal, $signature:ident;)*) => {
        c_enum! {
            /// A slot of a type or module. Numbers below 100 are CPython's `Py_*` slot numbers.
            HPySlot_Slot { $($slot = $value,)* }
        }

        impl HPySlot_Slot {
            /// The signature of the slot's function; `None` for a number that 0.9.0 does not know.
            pub const fn signature(self) -> Option<HPyFunc_Signature> {
                match self {
                    $($slot => Some($signature),)*
                    _ => None,
                }
            }
        }
    };
}

slots! {
    HPy_bf_getbuffer = 1, HPyFunc_GETBUFFERPROC;
    HPy_bf_releasebuffer = 2, HPyFunc_RELEASEBUFFERPROC;
    HPy_mp_ass_subscript = 3, HPyFunc_OBJOBJARGPROC;
    HPy_mp_length = 4, HPyFunc_LENFUNC;
    HPy_mp_subscript = 5, HPyFunc_BINARYFUNC;
    HPy_nb_absolute = 6, HPyFunc_UNARYFUNC;
    HPy_nb_add = 7, HPyFunc_BINARYFUNC;
    HPy_nb_and = 8, HPyFunc_BINARYFUNC;
    HPy_nb_bool = 9, HPyFunc_INQUIRY;
    HPy_nb_divmod = 10, HPyFunc_BINARYFUNC;
    HPy_nb_float = 11, HPyFunc_UNARYFUNC;
    HPy_nb_floor_divide = 12, HPyFunc_BINARYFUNC;
    HPy_nb_index = 13, HPyFunc_UNARYFUNC;
    HPy_nb_inplace_add = 14, HPyFunc_BINARYFUNC;
    HPy_nb_inplace_and = 15, HPyFunc_BINARYFUNC;
    HPy_nb_inplace_floor_divide = 16, HPyFunc_BINARYFUNC;
    HPy_nb_inplace_lshift = 17, HPyFunc_BINARYFUNC;
    HPy_nb_inplace_multiply = 18, HPyFunc_BINARYFUNC;
    HPy_nb_inplace_or = 19, HPyFunc_BINARYFUNC;
    HPy_nb_inplace_power = 20, HPyFunc_TERNARYFUNC;
    HPy_nb_inplace_remainder = 21, HPyFunc_BINARYFUNC;
    HPy_nb_inplace_rshift = 22, HPyFunc_BINARYFUNC;
    HPy_nb_inplace_subtract = 23, HPyFunc_BINARYFUNC;
    HPy_nb_inplace_true_divide = 24, HPyFunc_BINARYFUNC;
    HPy_nb_inplace_xor = 25, HPyFunc_BINARYFUNC;
    HPy_nb_int = 26, HPyFunc_UNARYFUNC;
    HPy_nb_invert = 27, HPyFunc_UNARYFUNC;
    HPy_nb_lshift = 28, HPyFunc_BINARYFUNC;
    HPy_nb_multiply = 29, HPyFunc_BINARYFUNC;
    HPy_nb_negative = 30, HPyFunc_UNARYFUNC;
    HPy_nb_or = 31, HPyFunc_BINARYFUNC;
    HPy_nb_positive = 32, HPyFunc_UNARYFUNC;
    HPy_nb_power = 33, HPyFunc_TERNARYFUNC;
    HPy_nb_remainder = 34, HPyFunc_BINARYFUNC;
    HPy_nb_rshift = 35, HPyFunc_BINARYFUNC;
    HPy_nb_subtract = 36, HPyFunc_BINARYFUNC;
    HPy_nb_true_divide = 37, HPyFunc_BINARYFUNC;
    HPy_nb_xor = 38, HPyFunc_BINARYFUNC;
    HPy_sq_ass_item = 39, HPyFunc_SSIZEOBJARGPROC;
    HPy_sq_concat = 40, HPyFunc_BINARYFUNC;
    HPy_sq_contains = 41, HPyFunc_OBJOBJPROC;
    HPy_sq_inplace_concat = 42, HPyFunc_BINARYFUNC;
    HPy_sq_inplace_repeat = 43, HPyFunc_SSIZEARGFUNC;
    HPy_sq_item = 44, HPyFunc_SSIZEARGFUNC;
    HPy_sq_length = 45, HPyFunc_LENFUNC;
    HPy_sq_repeat = 46, HPyFunc_SSIZEARGFUNC;
    HPy_tp_call = 50, HPyFunc_KEYWORDS;
    HPy_tp_hash = 59, HPyFunc_HASHFUNC;
    HPy_tp_init = 60, HPyFunc_INITPROC;
    HPy_tp_new = 65, HPyFunc_NEWFUNC;
    HPy_tp_repr = 66, HPyFunc_REPRFUNC;
    HPy_tp_richcompare = 67, HPyFunc_RICHCMPFUNC;
    HPy_tp_str = 70, HPyFunc_REPRFUNC;
    HPy_tp_traverse = 71, HPyFunc_TRAVERSEPROC;
    HPy_nb_matrix_multiply = 75, HPyFunc_BINARYFUNC;
    HPy_nb_inplace_matrix_multiply = 76, HPyFunc_BINARYFUNC;
    HPy_tp_finalize = 80, HPyFunc_DESTRUCTOR;
    HPy_tp_destroy = 1000, HPyFunc_DESTROYFUNC;
    HPy_mod_create = 2000, HPyFunc_MOD_CREATE;
    HPy_mod_exec = 2001, HPyFunc_INQUIRY;
}
