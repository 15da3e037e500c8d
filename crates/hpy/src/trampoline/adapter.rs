//! What the C signatures mean in Rust: who is `this`, and how arguments look.

use super::callee::{Callee, summon};
use super::convention::*;
use super::returns::NextItem;
use crate::buffer::{Buffer, BufferRequest};
use crate::class::Class;
use crate::class_object::ClassRef;
use crate::instance::Obj;
use crate::trust::{check_class, check_receiver, is_trusted, receiver};
use crate::{Args, CompareOp, Ctx, Exc, Kwargs, Object, Ref, Result, Type};
use hpy_abi::{HPy, HPy_RichCmpOp, HPy_buffer};
use std::ffi::c_int;
use std::marker::PhantomData;

/// The first argument is an instance of `T`: hosts check that before they call a method, property or slot of a class.
pub(crate) struct Typed<T, F>(PhantomData<fn() -> (T, F)>);

/// No argument is of a known class.
pub(crate) struct Free<F>(PhantomData<fn() -> F>);

/// As [`Free`], for functions that are made into a `classmethod`: the class comes first among the arguments.
pub(crate) struct OfClass<F>(PhantomData<fn() -> F>);

/// A property as functions of a module: the object is the first argument, and may be any.
pub(crate) struct OnArg<T, F>(PhantomData<fn() -> (T, F)>);

/// As [`OnArg`], for deletion.
pub(crate) struct DeleteOnArg<T, F>(PhantomData<fn() -> (T, F)>);

/// A binary operator called as a method of its *right* operand.
pub(crate) struct Reflected<F>(PhantomData<fn() -> F>);

/// Reads C arguments: how, the context, and the raw values. For use where the host's promise (`Entry::run`) is at hand.
macro_rules! read {
    // An instance of the class whose function this is.
    (this, $ctx:ident, $raw:ident) => {
        receiver::<T>(Ref::from_raw($ctx, $raw))?
    };
    // The same, where a host that is not trusted has not checked.
    (instance, $ctx:ident, $raw:ident) => {{
        let this = Ref::from_raw($ctx, $raw);
        if !is_trusted() {
            check_receiver::<T>(this)?;
        }
        Obj::<T>::assume(this)?
    }};
    // The same, when nobody has checked.
    (owner, $ctx:ident, $raw:ident) => {{
        let this = Ref::from_raw($ctx, $raw);
        check_receiver::<T>(this)?;
        Obj::<T>::assume(this)?
    }};
    // Its class, or one derived from it.
    (class, $ctx:ident, $raw:ident) => {{
        let class = Ref::from_raw($ctx, $raw);
        check_class::<T>(class)?;
        ClassRef::<T>::assume(class)
    }};
    (any, $ctx:ident, $raw:ident) => {
        Ref::from_raw($ctx, $raw)
    };
    (maybe, $ctx:ident, $raw:ident) => {
        (!$raw.is_null()).then(|| Ref::from_raw($ctx, $raw))
    };
    // The third operand of a power, which hosts may leave out.
    (or_none, $ctx:ident, $raw:ident) => {
        if $raw.is_null() {
            $ctx.none()
        } else {
            Ref::from_raw($ctx, $raw)
        }
    };
    (plain, $ctx:ident, $raw:ident) => {
        $raw
    };
    (op, $ctx:ident, $raw:ident) => {
        compare_op($ctx, $raw)?
    };
    (args, $ctx:ident, $raw:ident, $count:ident) => {
        Args::from_raw($ctx, raw_slice($raw, $count))
    };
    (kwargs, $ctx:ident, $raw:ident, $count:ident, $names:ident) => {
        keywords($ctx, $raw, $count, $names)?
    };
}

/// Declares adapters. Each line: what implements it, the C signature with its arguments and result, and the Rust arguments:
/// type, and how it is read from which C arguments.
macro_rules! adapters {
    ($([$($t:ident)?] $who:ty: $signature:ident($($raw:pat_param),*) -> $ret:ty =
        ($($type:ty = $how:ident($($from:ident),*)),*);)*) => {$(
        impl<$($t: Class,)? F> Entry<$signature> for $who
        where
            F: for<'a, 'c> Callee<'c, ($($type,)*), $ret>,
        {
            #[inline(always)]
            unsafe fn run(ctx: Ctx<'_>, ($($raw,)*): <$signature as Convention>::Args) -> Result<$ret> {
                // SAFETY: the host passes what the signature says (`run`); a builder was given an F.
                unsafe { summon::<F>().invoke(ctx, ($(read!($how, ctx, $($from),*),)*)) }
            }
        }
    )*};
}

adapters! {
    [T] Typed<T, F>: NoArgs(a) -> HPy = (Obj<'a, 'c, T> = this(a));
    [T] Typed<T, F>: O(a, b) -> HPy = (Obj<'a, 'c, T> = this(a), Ref<'a, 'c> = any(b));
    [T] Typed<T, F>: VarArgs(a, args, n) -> HPy = (Obj<'a, 'c, T> = this(a), Args<'a, 'c> = args(args, n));
    [T] Typed<T, F>: Keywords(a, args, n, names) -> HPy =
        (Obj<'a, 'c, T> = this(a), Args<'a, 'c> = args(args, n), Kwargs<'a, 'c> = kwargs(args, n, names));
    [T] Typed<T, F>: Unary(a) -> HPy = (Obj<'a, 'c, T> = this(a));
    [T] Typed<T, F>: Binary(a, b) -> HPy = (Obj<'a, 'c, T> = this(a), Ref<'a, 'c> = any(b));
    [T] Typed<T, F>: Ternary(a, b, c) -> HPy =
        (Obj<'a, 'c, T> = this(a), Ref<'a, 'c> = any(b), Ref<'a, 'c> = or_none(c));
    [T] Typed<T, F>: Inquiry(a) -> c_int = (Obj<'a, 'c, T> = this(a));
    [T] Typed<T, F>: Len(a) -> isize = (Obj<'a, 'c, T> = this(a));
    [T] Typed<T, F>: SizeArg(a, n) -> HPy = (Obj<'a, 'c, T> = this(a), isize = plain(n));
    [T] Typed<T, F>: SizeObjArg(a, n, v) -> c_int =
        (Obj<'a, 'c, T> = this(a), isize = plain(n), Option<Ref<'a, 'c>> = maybe(v));
    [T] Typed<T, F>: ObjObjArg(a, k, v) -> c_int =
        (Obj<'a, 'c, T> = this(a), Ref<'a, 'c> = any(k), Option<Ref<'a, 'c>> = maybe(v));
    [T] Typed<T, F>: ObjObj(a, b) -> c_int = (Obj<'a, 'c, T> = this(a), Ref<'a, 'c> = any(b));
    [T] Typed<T, F>: Repr(a) -> HPy = (Obj<'a, 'c, T> = this(a));
    [T] Typed<T, F>: Hash(a) -> isize = (Obj<'a, 'c, T> = this(a));
    [T] Typed<T, F>: RichCompare(a, b, op) -> HPy = (Obj<'a, 'c, T> = this(a), Ref<'a, 'c> = any(b), CompareOp = op(op));
    [T] Typed<T, F>: Getter(a, _) -> HPy = (Obj<'a, 'c, T> = instance(a));
    [T] Typed<T, F>: Setter(a, v, _) -> c_int = (Obj<'a, 'c, T> = instance(a), Option<Ref<'a, 'c>> = maybe(v));
    [T] Typed<T, F>: Finalize(a) -> () = (Obj<'a, 'c, T> = this(a));

    [T] OnArg<T, F>: O(_, a) -> HPy = (Obj<'a, 'c, T> = owner(a));

    [] Free<F>: NoArgs(_) -> HPy = ();
    [] Free<F>: O(_, a) -> HPy = (Ref<'a, 'c> = any(a));
    [] Free<F>: VarArgs(_, args, n) -> HPy = (Args<'a, 'c> = args(args, n));
    [] Free<F>: Keywords(_, args, n, names) -> HPy =
        (Args<'a, 'c> = args(args, n), Kwargs<'a, 'c> = kwargs(args, n, names));
    [] Free<F>: Binary(a, b) -> HPy = (Ref<'a, 'c> = any(a), Ref<'a, 'c> = any(b));
    [] Free<F>: Ternary(a, b, c) -> HPy = (Ref<'a, 'c> = any(a), Ref<'a, 'c> = any(b), Ref<'a, 'c> = or_none(c));

    [] Reflected<F>: O(right, left) -> HPy = (Ref<'a, 'c> = any(left), Ref<'a, 'c> = any(right));
}

/// The operator of a comparison, from a number that the host gave.
fn compare_op(ctx: Ctx<'_>, op: HPy_RichCmpOp) -> Result<CompareOp> {
    CompareOp::from_raw(op.0).ok_or_else(|| ctx.raise(Exc::SystemError, "unknown comparison operator"))
}

/// The host's arguments as a slice.
///
/// # Safety
/// `raw` points to `count` handles that stay for `'a`; it may be anything when there are none.
#[inline(always)]
unsafe fn raw_slice<'a>(raw: *const HPy, count: usize) -> &'a [HPy] {
    if count == 0 {
        &[]
    } else {
        // SAFETY: the caller's promise.
        unsafe { std::slice::from_raw_parts(raw, count) }
    }
}

/// Keyword arguments of the convention that puts their values behind the positional ones.
///
/// # Safety
/// `args` points to `count` handles and as many more as the tuple `names` is long; `names` may be null.
#[inline(always)]
unsafe fn keywords<'a, 'c>(
    ctx: Ctx<'c>,
    args: *const HPy,
    count: usize,
    names: HPy,
) -> Result<Kwargs<'a, 'c>> {
    if names.is_null() {
        return Ok(Kwargs::new(None, Args::none(ctx)));
    }
    // SAFETY: the caller's promise.
    unsafe {
        let names = Ref::from_raw(ctx, names);
        let values = raw_slice(args.wrapping_add(count), names.len()?);
        Ok(Kwargs::new(Some(names), Args::from_raw(ctx, values)))
    }
}

/// Hands arguments on that came with a dictionary (or null) for keywords, in the form of the other convention. PyPy's own
/// host uses that other convention for `__new__`, although the ABI has a dictionary there.
///
/// # Safety
/// `args` points to `count` handles, `dict` is a dictionary or null, or else a tuple of names whose values lie behind the
/// other arguments; all are open until `body` returns.
unsafe fn with_dict<'c, R>(
    ctx: Ctx<'c>,
    args: *const HPy,
    count: isize,
    dict: HPy,
    body: impl for<'a> FnOnce(Args<'a, 'c>, Kwargs<'a, 'c>) -> Result<R>,
) -> Result<R> {
    let count = count.cast_unsigned();
    // SAFETY: the caller's promise.
    let positional = unsafe { Args::from_raw(ctx, raw_slice(args, count)) };
    let none = Kwargs::new(None, Args::none(ctx));
    if dict.is_null() {
        return body(positional, none);
    }
    // SAFETY: the caller's promise.
    let dict = unsafe { Ref::from_raw(ctx, dict) };
    if dict.is_tuple() {
        // SAFETY: as many values lie behind the arguments as there are names.
        let kwargs = unsafe { keywords(ctx, args, count, dict.raw())? };
        return body(positional, kwargs);
    }
    // GraalPy passes an empty dictionary where others pass null.
    if dict.len()? == 0 {
        return body(positional, none);
    }
    let names = ctx.builtin_type(Type::Tuple).call((dict,))?;
    let values = names
        .iter()?
        .map(|name| dict.getitem(name?))
        .collect::<Result<Vec<_>>>()?;
    let raw: Vec<HPy> = values.iter().map(|value| value.as_ref().raw()).collect();
    // SAFETY: `values` keeps the handles open.
    let values = unsafe { Args::from_raw(ctx, &raw) };
    body(positional, Kwargs::new(Some(names.as_ref()), values))
}

impl<T: Class, F> Entry<Init> for Typed<T, F>
where
    F: for<'a, 'c> Callee<'c, (Obj<'a, 'c, T>, Args<'a, 'c>, Kwargs<'a, 'c>), c_int>,
{
    unsafe fn run(ctx: Ctx<'_>, (this, args, n, dict): <Init as Convention>::Args) -> Result<c_int> {
        // SAFETY: the host passes what the signature says (`run`); a builder was given an F.
        unsafe {
            let this = read!(this, ctx, this);
            with_dict(ctx, args, n, dict, |args, kwargs| {
                summon::<F>().invoke(ctx, (this, args, kwargs))
            })
        }
    }
}

impl<T: Class, F> Entry<New> for Typed<T, F>
where
    F: for<'a, 'c> Callee<'c, (ClassRef<'a, 'c, T>, Args<'a, 'c>, Kwargs<'a, 'c>), HPy>,
{
    unsafe fn run(ctx: Ctx<'_>, (class, args, n, dict): <New as Convention>::Args) -> Result<HPy> {
        // SAFETY: the host passes what the signature says (`run`), a builder was given an F.
        unsafe {
            let class = read!(class, ctx, class);
            with_dict(ctx, args, n, dict, |args, kwargs| {
                summon::<F>().invoke(ctx, (class, args, kwargs))
            })
        }
    }
}

impl<T: Class, F> Entry<VarArgs> for OnArg<T, F>
where
    F: for<'a, 'c> Callee<'c, (Obj<'a, 'c, T>, Option<Ref<'a, 'c>>), c_int>,
{
    unsafe fn run(ctx: Ctx<'_>, (_, args, n): <VarArgs as Convention>::Args) -> Result<HPy> {
        // SAFETY: as above; the object is checked.
        unsafe {
            let [this, value] = read!(args, ctx, args, n).exactly("setter")?;
            let this = this.raw();
            summon::<F>().invoke(ctx, (read!(owner, ctx, this), Some(value)))?;
        }
        Ok(ctx.none().to_owned().into_raw())
    }
}

impl<T: Class, F> Entry<O> for DeleteOnArg<T, F>
where
    F: for<'a, 'c> Callee<'c, (Obj<'a, 'c, T>, Option<Ref<'a, 'c>>), c_int>,
{
    unsafe fn run(ctx: Ctx<'_>, (_, this): <O as Convention>::Args) -> Result<HPy> {
        // SAFETY: as above; the object is checked.
        unsafe { summon::<F>().invoke(ctx, (read!(owner, ctx, this), None))? };
        Ok(ctx.none().to_owned().into_raw())
    }
}

impl<F> Entry<VarArgs> for OfClass<F>
where
    F: for<'a, 'c> Callee<'c, (Ref<'a, 'c>, Args<'a, 'c>), HPy>,
{
    unsafe fn run(ctx: Ctx<'_>, (_, args, n): <VarArgs as Convention>::Args) -> Result<HPy> {
        // SAFETY: as above.
        unsafe {
            let args = read!(args, ctx, args, n);
            let class = first(ctx, args)?;
            summon::<F>().invoke(ctx, (class, args.skip(1)))
        }
    }
}

impl<F> Entry<Keywords> for OfClass<F>
where
    F: for<'a, 'c> Callee<'c, (Ref<'a, 'c>, Args<'a, 'c>, Kwargs<'a, 'c>), HPy>,
{
    unsafe fn run(ctx: Ctx<'_>, (_, args, n, names): <Keywords as Convention>::Args) -> Result<HPy> {
        // SAFETY: as above.
        unsafe {
            let kwargs = read!(kwargs, ctx, args, n, names);
            let args = read!(args, ctx, args, n);
            let class = first(ctx, args)?;
            summon::<F>().invoke(ctx, (class, args.skip(1), kwargs))
        }
    }
}

/// The class that a `classmethod` puts before the arguments.
fn first<'a, 'c>(ctx: Ctx<'c>, args: Args<'a, 'c>) -> Result<Ref<'a, 'c>> {
    args.get(0).ok_or_else(|| ctx.type_error("the class is missing"))
}

/// `__rpow__(self, base)` or `__rpow__(self, base, modulus)`
impl<F> Entry<VarArgs> for Reflected<F>
where
    F: for<'a, 'c> Callee<'c, (Ref<'a, 'c>, Ref<'a, 'c>, Ref<'a, 'c>), HPy>,
{
    unsafe fn run(ctx: Ctx<'_>, (this, args, n): <VarArgs as Convention>::Args) -> Result<HPy> {
        // SAFETY: as above.
        unsafe {
            let (exponent, args) = (read!(any, ctx, this), read!(args, ctx, args, n));
            if args.len() > 2 {
                return Err(ctx.type_error("__rpow__() takes at most 2 arguments"));
            }
            let base = args
                .get(0)
                .ok_or_else(|| ctx.type_error("__rpow__() takes at least 1 argument"))?;
            summon::<F>().invoke(ctx, (base, exponent, args.get(1).unwrap_or(ctx.none())))
        }
    }
}

/// A step of an iterator: `None` is its end.
pub(crate) struct Step<T, F>(PhantomData<fn() -> (T, F)>);

impl<T: Class, F> Entry<NoArgs> for Step<T, F>
where
    F: for<'a, 'c> Callee<'c, (Obj<'a, 'c, T>,), NextItem>,
{
    unsafe fn run(ctx: Ctx<'_>, (this,): <NoArgs as Convention>::Args) -> Result<HPy> {
        // SAFETY: as above.
        match unsafe { summon::<F>().invoke(ctx, (read!(this, ctx, this),)) }? {
            NextItem(Some(item)) => Ok(item),
            NextItem(None) => Err(ctx.raise_object(Exc::StopIteration, ctx.none())),
        }
    }
}

impl<T: Class, F> Entry<GetBuffer> for Typed<T, F>
where
    F: for<'a, 'c> Callee<'c, (Obj<'a, 'c, T>, BufferRequest), HPy_buffer>,
{
    unsafe fn run(ctx: Ctx<'_>, (this, place, flags): <GetBuffer as Convention>::Args) -> Result<c_int> {
        // SAFETY: as above; `place` is the host's, to be written.
        unsafe {
            let this = read!(this, ctx, this);
            let mut buffer = summon::<F>().invoke(ctx, (this, BufferRequest(flags)))?;
            buffer.obj = this.handle().to_owned().into_raw();
            place.write(buffer);
        }
        Ok(0)
    }
}

impl<T: Class, F> Entry<ReleaseBuffer> for Typed<T, F>
where
    F: for<'a, 'c> Callee<'c, (Obj<'a, 'c, T>, Buffer), ()>,
{
    unsafe fn run(ctx: Ctx<'_>, (this, buffer): <ReleaseBuffer as Convention>::Args) -> Result<()> {
        // SAFETY: as above; `buffer` is what `bf_getbuffer` filled, or a copy.
        unsafe { summon::<F>().invoke(ctx, (read!(this, ctx, this), Buffer(*buffer))) }
    }
}
