//! What can be done with any object.

use crate::direct;
use crate::known::ClassArg;
use crate::outcome::{Arg, Outcome};
use crate::{AsHandle, CompareOp, Handle, Ref, Result};
use std::ffi::CStr;

/// Declares methods that are one call into the host: `name(arguments) -> result = member of the context`.
///
/// The types of the arguments and of the result say how they look in C (`outcome.rs`), and the compiler compares that with
/// the member's signature.
macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),*) -> $result:ty = $member:ident;)*) => {$(
        $(#[$doc])*
        #[inline]
        fn $name(&self $(, $arg: $type)*) -> $result {
            let this = self.as_ref();
            let raw = this.ctx().as_ptr();
            // SAFETY: the context is live, and so is every handle as long as its `Ref` or `Handle` is borrowed here; texts
            // are terminated because they are `CStr`. A handle that comes back is ours: HPy returns no borrowed ones.
            unsafe { Outcome::of(this.ctx(), ((*raw).$member)(raw, this.raw() $(, Arg::<'c>::c(&$arg))*)) }
        }
    )*};
}

/// Operations of Python on an object. [`Handle`] and [`Ref`] have them.
///
/// ```no_run
/// # fn demo(x: hpy::Ref<'_, '_>) -> hpy::Result<f64> {
/// use hpy::Object;
/// let norm = x.mul(x)?.getattr(c"real")?;
/// norm.extract()
/// # }
/// ```
#[allow(clippy::len_without_is_empty)] // An empty object is a false one: `is_true`.
pub trait Object<'c>: AsHandle<'c> {
    operations! {
        /// `self.name`
        getattr(name: &CStr) -> Result<Handle<'c>> = ctx_GetAttr_s;
        /// `getattr(self, name)`
        getattr_of(name: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_GetAttr;
        /// Whether `self.name` exists; exceptions count as "no".
        hasattr(name: &CStr) -> bool = ctx_HasAttr_s;
        /// `self.name = value`
        setattr(name: &CStr, value: impl AsHandle<'c>) -> Result<()> = ctx_SetAttr_s;
        /// `setattr(self, name, value)`
        setattr_of(name: impl AsHandle<'c>, value: impl AsHandle<'c>) -> Result<()> = ctx_SetAttr;
        /// `self[key]`
        getitem(key: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_GetItem;
        /// `self[key]`
        getitem_str(key: &CStr) -> Result<Handle<'c>> = ctx_GetItem_s;
        /// `self[key] = value`
        setitem(key: impl AsHandle<'c>, value: impl AsHandle<'c>) -> Result<()> = ctx_SetItem;
        /// `self[key] = value`
        setitem_str(key: &CStr, value: impl AsHandle<'c>) -> Result<()> = ctx_SetItem_s;
        /// `self[index] = value`
        setitem_at(index: isize, value: impl AsHandle<'c>) -> Result<()> = ctx_SetItem_i;
        /// `del self[key]`
        delitem(key: impl AsHandle<'c>) -> Result<()> = ctx_DelItem;
        /// `del self[key]`
        delitem_str(key: &CStr) -> Result<()> = ctx_DelItem_s;
        /// `key in self`
        contains(key: impl AsHandle<'c>) -> Result<bool> = ctx_Contains;
        /// `len(self)`
        len() -> Result<usize> = ctx_Length;

        /// `bool(self)`
        is_true() -> Result<bool> = ctx_IsTrue;
        /// `hash(self)`
        hash() -> Result<isize> = ctx_Hash;
        /// `repr(self)`
        repr() -> Result<Handle<'c>> = ctx_Repr;
        /// `str(self)`
        str() -> Result<Handle<'c>> = ctx_Str;
        /// `ascii(self)`
        ascii() -> Result<Handle<'c>> = ctx_ASCII;
        /// `bytes(self)`
        to_bytes() -> Result<Handle<'c>> = ctx_Bytes;
        /// `int(self)`
        int() -> Result<Handle<'c>> = ctx_Long;
        /// `float(self)`
        float() -> Result<Handle<'c>> = ctx_Float;
        /// `operator.index(self)`
        index() -> Result<Handle<'c>> = ctx_Index;
        /// `type(self)`
        type_of() -> Result<Handle<'c>> = ctx_Type;

        /// Whether this is an `int`, a `float` or something else with `__index__`, `__int__` or `__float__`.
        is_number() -> bool = ctx_Number_Check;
        /// `callable(self)`
        is_callable() -> bool = ctx_Callable_Check;
        /// `isinstance(self, str)`
        is_str() -> bool = ctx_Unicode_Check;
        /// `isinstance(self, bytes)`
        is_bytes() -> bool = ctx_Bytes_Check;
        /// `isinstance(self, list)`
        is_list() -> bool = ctx_List_Check;
        /// `isinstance(self, tuple)`
        is_tuple() -> bool = ctx_Tuple_Check;
        /// `isinstance(self, dict)`
        is_dict() -> bool = ctx_Dict_Check;

        /// `self + other`
        add(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_Add;
        /// `self - other`
        sub(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_Subtract;
        /// `self * other`
        mul(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_Multiply;
        /// `self @ other`
        matmul(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_MatrixMultiply;
        /// `self // other`
        floordiv(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_FloorDivide;
        /// `self / other`
        truediv(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_TrueDivide;
        /// `self % other`
        rem(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_Remainder;
        /// `divmod(self, other)`
        divmod(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_Divmod;
        /// `pow(self, exponent, modulus)`; a modulus of `None` means none.
        pow(exponent: impl AsHandle<'c>, modulus: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_Power;
        /// `self << other`
        lshift(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_Lshift;
        /// `self >> other`
        rshift(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_Rshift;
        /// `self & other`
        bitand(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_And;
        /// `self ^ other`
        bitxor(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_Xor;
        /// `self | other`
        bitor(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_Or;
        /// `-self`
        neg() -> Result<Handle<'c>> = ctx_Negative;
        /// `+self`
        pos() -> Result<Handle<'c>> = ctx_Positive;
        /// `abs(self)`
        abs() -> Result<Handle<'c>> = ctx_Absolute;
        /// `~self`
        invert() -> Result<Handle<'c>> = ctx_Invert;
        /// `self += other`
        iadd(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_InPlaceAdd;
        /// `self -= other`
        isub(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_InPlaceSubtract;
        /// `self *= other`
        imul(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_InPlaceMultiply;
        /// `self @= other`
        imatmul(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_InPlaceMatrixMultiply;
        /// `self //= other`
        ifloordiv(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_InPlaceFloorDivide;
        /// `self /= other`
        itruediv(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_InPlaceTrueDivide;
        /// `self %= other`
        irem(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_InPlaceRemainder;
        /// `self **= exponent`; a modulus of `None` means none.
        ipow(exponent: impl AsHandle<'c>, modulus: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_InPlacePower;
        /// `self <<= other`
        ilshift(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_InPlaceLshift;
        /// `self >>= other`
        irshift(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_InPlaceRshift;
        /// `self &= other`
        ibitand(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_InPlaceAnd;
        /// `self ^= other`
        ibitxor(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_InPlaceXor;
        /// `self |= other`
        ibitor(other: impl AsHandle<'c>) -> Result<Handle<'c>> = ctx_InPlaceOr;
    }

    /// The context of the call.
    #[inline(always)]
    fn ctx(&self) -> crate::Ctx<'c> {
        self.as_ref().ctx()
    }

    /// A handle of our own to the same object.
    #[inline]
    fn dup(&self) -> Handle<'c> {
        self.as_ref().to_owned()
    }

    /// `self[index]` for any sequence; of a list or tuple only after a look at its length, since GraalPy ends the process
    /// when that is exceeded.
    fn getitem_at(&self, index: isize) -> Result<Handle<'c>> {
        let this = self.as_ref();
        if (this.is_list() || this.is_tuple()) && index >= this.len()?.cast_signed() {
            return Err(this.ctx().raise(crate::Exc::IndexError, "index out of range"));
        }
        this.item(index)
    }

    /// `isinstance(self, class)`, without regard for `__instancecheck__`.
    #[inline]
    fn isinstance(&self, class: impl ClassArg<'c>) -> bool {
        let this = self.as_ref();
        let (raw, class) = (this.ctx().as_ptr(), class.class(this.ctx()));
        // SAFETY: context and both handles are live.
        direct::is_of(this, class) == Some(true)
            || unsafe { ((*raw).ctx_TypeCheck)(raw, this.raw(), class) != 0 }
    }

    /// `type(self) is class`
    #[inline]
    fn is_exactly(&self, class: impl ClassArg<'c>) -> Result<bool> {
        let (this, ctx) = (self.as_ref(), self.as_ref().ctx());
        let class = class.class(ctx);
        match direct::is_of(this, class) {
            Some(found) => Ok(found),
            // SAFETY: the class is live, and `is` borrows it only.
            None => Ok(this.type_of()?.is(unsafe { Ref::from_raw(ctx, class) })),
        }
    }

    /// `self is other`. Two handles of one object may differ in their bits: this is the only way to tell.
    #[inline]
    fn is(&self, other: impl AsHandle<'c>) -> bool {
        let (this, other) = (self.as_ref(), other.as_ref());
        let raw = this.ctx().as_ptr();
        if direct::is(raw) {
            return this.raw().0 == other.raw().0;
        }
        // SAFETY: context and both handles are live.
        unsafe { ((*raw).ctx_Is)(raw, this.raw(), other.raw()) != 0 }
    }

    /// `self is None`
    #[inline]
    fn is_none(&self) -> bool {
        let this = self.as_ref();
        this.is(this.ctx().none())
    }

    /// `self op other`, whatever object that gives.
    fn compare(&self, op: CompareOp, other: impl AsHandle<'c>) -> Result<Handle<'c>> {
        let this = self.as_ref();
        let raw = this.ctx().as_ptr();
        // SAFETY: context and both handles are live; the result is ours.
        unsafe {
            let result = ((*raw).ctx_RichCompare)(raw, this.raw(), other.as_ref().raw(), op as _);
            Outcome::of(this.ctx(), result)
        }
    }

    /// `bool(self op other)`; identical objects count as equal.
    fn compare_bool(&self, op: CompareOp, other: impl AsHandle<'c>) -> Result<bool> {
        let this = self.as_ref();
        let raw = this.ctx().as_ptr();
        // SAFETY: context and both handles are live.
        unsafe {
            let result = ((*raw).ctx_RichCompareBool)(raw, this.raw(), other.as_ref().raw(), op as _);
            Outcome::of(this.ctx(), result)
        }
    }

    /// `bool(self == other)`
    fn eq(&self, other: impl AsHandle<'c>) -> Result<bool> {
        self.compare_bool(CompareOp::Eq, other)
    }

    /// Converts to a Rust value.
    #[inline]
    fn extract<T: crate::FromHandle<'c>>(&self) -> Result<T> {
        T::from_handle(self.as_ref())
    }
}

impl<'c> Object<'c> for Handle<'c> {}
impl<'c> Object<'c> for Ref<'_, 'c> {}

impl<'c> Ref<'_, 'c> {
    /// `self[index]`, with the bounds already checked where that matters.
    #[inline]
    pub(crate) fn item(self, index: isize) -> Result<Handle<'c>> {
        let raw = self.ctx().as_ptr();
        // SAFETY: context and handle are live; the result is ours.
        unsafe { Outcome::of(self.ctx(), ((*raw).ctx_GetItem_i)(raw, self.raw(), index)) }
    }
}
