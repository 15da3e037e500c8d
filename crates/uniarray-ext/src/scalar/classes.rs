//! The scalar types that have instances.

use super::construct::{self, Concrete};
use super::kinds::*;
use super::{Stored, value};
use crate::operator::compare;
use hpy::{AsHandle, Class, ClassDef, ClassRef, Ctx, Handle, ModuleDef, Object, Parents, Ref, Type};
use std::ffi::CStr;
use std::sync::atomic::{AtomicU8, Ordering};
use uniarray_core::dtype::{DType, TypeNum};
use uniarray_core::scalar::Scalar;

/// Declares the types whose instances hold a [`Stored`] value: name, base, Python's name, documentation, and whether they
/// may be derived from.
macro_rules! stored {
    ($($name:ident($base:ident) = $text:literal, $doc:literal, $basetype:literal;)*) => {$(
        #[doc = concat!("`", stringify!($name), "`, in lower case.")]
        pub struct $name(pub Stored);

        impl Class for $name {
            const NAME: &'static CStr = $text;
            const DOC: &'static CStr = $doc;
            const BASETYPE: bool = $basetype;
            hpy::type_object!($name);

            fn define(class: &mut ClassDef<Self>) {
                construct::define(class);
            }

            fn parents(ctx: Ctx<'_>) -> hpy::Result<Parents<'_>> {
                let base = ctx.class::<$base>()?;
                Ok(Parents { bases: vec![AsHandle::as_ref(&base).to_owned()], metaclass: None })
            }
        }

        impl Concrete for $name {
            const DTYPE: DType = DType::new(TypeNum::$name);

            fn make<'c>(class: ClassRef<'_, 'c, Self>, value: Scalar) -> hpy::Result<Handle<'c>> {
                value::one_of_two(value, class.handle().ctx(), || class.create($name(Stored::new(value))))
            }
        }
    )*};
}

/// Declares the types whose instances are builtin numbers.
macro_rules! builtin {
    ($($name:ident($base:ident, $builtin:ident) = $text:literal, $doc:literal, $make:path;)*) => {$(
        #[doc = concat!("`", stringify!($name), "`, in lower case; its value is that of the builtin base.")]
        pub struct $name;

        impl Class for $name {
            const NAME: &'static CStr = $text;
            const DOC: &'static CStr = $doc;
            const BASETYPE: bool = true;
            hpy::type_object!($name);

            fn define(class: &mut ClassDef<Self>) {
                construct::define_as_attribute(class);
                // GraalPy prefers the builtin's own slots to inherited ones.
                class.repr(|_: Ctx<'_>, this: hpy::Obj<'_, '_, Self>| super::conversion::repr_of(this.handle()));
                class.str(|_: Ctx<'_>, this: hpy::Obj<'_, '_, Self>| super::conversion::str_of(this.handle()));
                class.richcompare(compare::of_scalar::<Self>);
                class.hash(super::conversion::hash::<Self>);
            }

            fn parents(ctx: Ctx<'_>) -> hpy::Result<Parents<'_>> {
                let base = ctx.class::<$base>()?;
                let builtin = ctx.builtin_type(Type::$builtin).to_owned();
                Ok(Parents { bases: vec![AsHandle::as_ref(&base).to_owned(), builtin], metaclass: None })
            }
        }

        impl Concrete for $name {
            const DTYPE: DType = DType::new(TypeNum::$name);

            fn make<'c>(class: ClassRef<'_, 'c, Self>, value: Scalar) -> hpy::Result<Handle<'c>> {
                $make(class.handle(), value)
            }
        }
    )*};
}

stored! {
    Bool(Generic) = c"uniarray.bool", c"A truth value of one byte.\n\n>>> import uniarray as np\n>>> np.bool(1)\nnp.True_\n", false;
    Int8(SignedInteger) = c"uniarray.int8", c"An integer of 8 bits.\n\n>>> import uniarray as np\n>>> np.int8(3) + 1\nnp.int8(4)\n", true;
    UInt8(UnsignedInteger) = c"uniarray.uint8", c"An unsigned integer of 8 bits.\n\n>>> import uniarray as np\n>>> np.uint8(3) + 1\nnp.uint8(4)\n", true;
    Int16(SignedInteger) = c"uniarray.int16", c"An integer of 16 bits.\n\n>>> import uniarray as np\n>>> np.int16(3) + 1\nnp.int16(4)\n", true;
    UInt16(UnsignedInteger) = c"uniarray.uint16", c"An unsigned integer of 16 bits.\n\n>>> import uniarray as np\n>>> np.uint16(3) + 1\nnp.uint16(4)\n", true;
    Int32(SignedInteger) = c"uniarray.int32", c"An integer of 32 bits.\n\n>>> import uniarray as np\n>>> np.int32(3) + 1\nnp.int32(4)\n", true;
    UInt32(UnsignedInteger) = c"uniarray.uint32", c"An unsigned integer of 32 bits.\n\n>>> import uniarray as np\n>>> np.uint32(3) + 1\nnp.uint32(4)\n", true;
    Int64(SignedInteger) = c"uniarray.int64", c"An integer of 64 bits, the default integer.\n\n>>> import uniarray as np\n>>> np.int64(3) + 1\nnp.int64(4)\n", true;
    UInt64(UnsignedInteger) = c"uniarray.uint64", c"An unsigned integer of 64 bits.\n\n>>> import uniarray as np\n>>> np.uint64(3) + 1\nnp.uint64(4)\n", true;
    Float16(Floating) = c"uniarray.float16", c"A floating-point number of 16 bits.\n\n>>> import uniarray as np\n>>> np.float16(0.1)\nnp.float16(0.1)\n", true;
    Float32(Floating) = c"uniarray.float32", c"A floating-point number of 32 bits.\n\n>>> import uniarray as np\n>>> np.float32(0.1)\nnp.float32(0.1)\n", true;
    Complex64(ComplexFloating) = c"uniarray.complex64", c"A complex number of two 32-bit floats.\n\n>>> import uniarray as np\n>>> np.complex64(1+2j)\nnp.complex64(1+2j)\n", true;
}

builtin! {
    Float64(Floating, Float) = c"uniarray.float64",
        c"A floating-point number of 64 bits, which is a Python float.\n\n>>> import uniarray as np\n>>> np.float64(1.5) + 1\nnp.float64(2.5)\n", value::make_float;
    Complex128(ComplexFloating, Complex) = c"uniarray.complex128",
        c"A complex number of two 64-bit floats, which is a Python complex.\n\n>>> import uniarray as np\n>>> np.complex128(1+2j)\nnp.complex128(1+2j)\n", value::make_complex;
}

/// Registers all scalar types with the module.
pub fn define(module: &mut ModuleDef) {
    module.class::<Generic>().class::<Number>().class::<Integer>();
    module.class::<SignedInteger>().class::<UnsignedInteger>();
    module
        .class::<Inexact>()
        .class::<Floating>()
        .class::<ComplexFloating>();
    module.class::<Flexible>().class::<Character>();
    module.class::<Bool>();
    module
        .class::<Int8>()
        .class::<Int16>()
        .class::<Int32>()
        .class::<Int64>();
    module
        .class::<UInt8>()
        .class::<UInt16>()
        .class::<UInt32>()
        .class::<UInt64>();
    module
        .class::<Float16>()
        .class::<Float32>()
        .class::<Float64>()
        .class::<Complex64>()
        .class::<Complex128>();
    construct::define_refusal(module);
    value::define(module);
}

/// Runs code for a dtype's class: `class_of!(num, T => expression)`.
macro_rules! class_of {
    ($num:expr, $T:ident => $body:expr) => {
        class_of!(@arms $num, $T, $body; Bool Int8 UInt8 Int16 UInt16 Int32 UInt32 Int64 UInt64 Float16 Float32 Float64
            Complex64 Complex128)
    };
    (@arms $num:expr, $T:ident, $body:expr; $($class:ident)*) => {
        match $num {
            $(TypeNum::$class => {
                type $T = crate::scalar::classes::$class;
                $body
            })*
        }
    };
}

/// Runs a macro with the classes of integers and what their values are, the usual one first.
macro_rules! for_integers {
    ($macro:ident) => {
        $macro!(Int64: i64, Int32: i32, UInt8: u8, Int8: i8, Int16: i16, UInt16: u16, UInt32: u32, UInt64: u64)
    };
}
pub(crate) use for_integers;

/// The type of a dtype's scalars.
///
/// # Errors
/// None once the module is loaded.
pub fn type_object(ctx: Ctx<'_>, dtype: DType) -> hpy::Result<Handle<'_>> {
    class_of!(dtype.num(), T => Ok(AsHandle::as_ref(&ctx.class::<T>()?).to_owned()))
}

/// The dtype whose scalars a type is for; `None` for other types.
pub fn dtype_of_type<'c>(ctx: Ctx<'c>, class: Ref<'_, 'c>) -> Option<DType> {
    let is = |num: &TypeNum| match type_object(ctx, DType::new(*num)) {
        Ok(object) => class.is(object),
        Err(error) => {
            error.clear(ctx);
            false
        }
    };
    // Of most programs' arrays first.
    let usual = [TypeNum::Float64, TypeNum::Float32, TypeNum::Int64];
    usual.into_iter().chain(TypeNum::all()).find(is).map(DType::new)
}

/// Whether a type is one of those above them.
///
/// # Errors
/// None once the module is loaded.
pub fn is_abstract<'c>(ctx: Ctx<'c>, class: Ref<'_, 'c>) -> hpy::Result<bool> {
    macro_rules! one_of {
        ($($kind:ident)*) => {
            $(class.is(AsHandle::as_ref(&ctx.class::<$kind>()?)))||*
        };
    }
    Ok(one_of!(Generic Number Integer SignedInteger UnsignedInteger Inexact Floating ComplexFloating))
}

/// The object of a value, of exactly the dtype's type.
///
/// # Errors
/// When there is no memory for it.
pub fn make(ctx: Ctx<'_>, value: Scalar) -> hpy::Result<Handle<'_>> {
    class_of!(value.dtype().num(), T => T::make(ctx.class::<T>()?.as_ref(), value))
}

/// The place in the list of [`stored`] of the class that was found last: where there is one such scalar, there are more of them.
static LAST: AtomicU8 = AtomicU8::new(0);

/// Declares [`stored`] and [`stored_as_last`] over the classes in the order of how common they are.
macro_rules! stored_classes {
    ($($place:literal $class:ident)*) => {
        /// The value of an object that is an instance of one of the stored types but int64.
        pub fn stored(object: Ref<'_, '_>) -> Option<Scalar> {
            $(if let Some(found) = object.get::<$class>() {
                LAST.store($place, Ordering::Relaxed);
                return Some(found.0.get());
            })*
            None
        }

        /// As [`stored`], of an object of the class that it found last.
        #[inline]
        pub fn stored_as_last(object: Ref<'_, '_>) -> Option<Scalar> {
            match LAST.load(Ordering::Relaxed) {
                $($place => object.get::<$class>().map(|found| found.0.get()),)*
                _ => None,
            }
        }
    };
}

stored_classes! {
    0 Bool 1 Float32 2 Int32 3 UInt8 4 Int8 5 UInt64 6 UInt32 7 Int16 8 UInt16 9 Complex64 10 Float16
}
