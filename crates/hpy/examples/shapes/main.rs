//! A universal extension that uses each part of the crate once. `tests/reference.py` loads it.

mod chain;
mod errors;
mod grid;
mod point;

use hpy::{Args, Ctx, Exc, Handle, Kwargs, ModuleDef, Object, Ref, Result, Slice, Type};

hpy::module!(shapes, init);

fn init(module: &mut ModuleDef) {
    module.doc(c"Shapes, for trying out the handle API.");
    module
        .class::<point::Point>()
        .class::<point::Celsius>()
        .class::<point::Distance>();
    module
        .class::<chain::Link>()
        .class::<chain::Walk>()
        .class::<chain::Registry>();
    module.class::<grid::Grid>();
    module
        .function(c"nothing", nothing)
        .function_doc(c"Does nothing.");
    module.function(c"same", same);
    module.function(c"total", total);
    module.function(c"describe", describe);
    module.function(c"slice_of", slice_of);
    module.function(c"convert", convert);
    module.function(c"call", call);
    module.function(c"sum_detached", sum_detached);
    errors::add_to(module);
    module.constant(c"CORNERS", 4).constant(c"NAME", "shapes");
    module.global(&chain::MADE);
    module.exec(|ctx, module| module.setattr(c"lucky", ctx.list([7, 13])?));
}

fn nothing(_: Ctx<'_>) {}

fn same<'c>(_: Ctx<'c>, object: Ref<'_, 'c>) -> Handle<'c> {
    object.to_owned()
}

/// The sum of all arguments.
fn total<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    args.iter().try_fold(ctx.object(0)?, |sum, item| sum.add(item))
}

/// Shows how arguments were bound.
fn describe<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "describe"(shape, dtype?, /, order?, *, like?), args, kwargs);
    let like = like.map_or(Ok("-".to_owned()), |like| like.str()?.extract())?;
    ctx.object((shape, dtype, order, like))
}

/// `(start, step, count)` of a slice of something of given length; `None` for other objects.
fn slice_of<'c>(_: Ctx<'c>, args: Args<'_, 'c>) -> Result<Option<(isize, isize, usize)>> {
    let [slice, length] = args.exactly("slice_of")?;
    let length = length.extract()?;
    Ok(slice.as_slice()?.map(|slice: Slice| slice.within(length)))
}

/// Takes a value to Rust and back, by the name of the Rust type.
fn convert<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [kind, value] = args.exactly("convert")?;
    match kind.as_str()? {
        "i8" => ctx.object(value.extract::<i8>()?),
        "i64" => ctx.object(value.extract::<i64>()?),
        "u64" => ctx.object(value.extract::<u64>()?),
        "usize" => ctx.object(value.extract::<usize>()?),
        "f64" => ctx.object(value.extract::<f64>()?),
        "bool" => ctx.object(value.extract::<bool>()?),
        "str" => ctx.object(value.as_str()?),
        "bytes" => ctx.bytes(value.as_bytes()?),
        "complex" => value.as_complex().and_then(|(re, im)| ctx.complex(re, im)),
        "vec" => ctx.object(value.extract::<Vec<i64>>()?),
        "option" => ctx.object(value.extract::<Option<i64>>()?),
        "tuple" => ctx.tuple(value.extract::<Vec<Handle<'c>>>()?),
        "dict" => value.dict_items(),
        "small" => ctx.object(value.as_small_int()),
        "item" => value.getitem_at(1),
        "slice" => ctx.slice(value, (), 2),
        kind => Err(ctx.raise(Exc::KeyError, kind)),
    }
}

/// `call(f, *args, **kwargs)`
fn call<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<Handle<'c>> {
    let Some(callable) = args.get(0) else {
        return Err(ctx.type_error("call() needs a callable"));
    };
    if kwargs.is_empty() {
        callable.call(args.skip(1))
    } else {
        callable.call_dict(args.skip(1), kwargs.to_dict()?)
    }
}

/// The sum of a list of floats, added up while other threads may run.
fn sum_detached(ctx: Ctx<'_>, list: Ref<'_, '_>) -> Result<f64> {
    if !list.isinstance(Type::List) {
        return Err(ctx.type_error("a list is needed"));
    }
    let values: Vec<f64> = list.extract()?;
    Ok(ctx.detach(|| values.iter().sum()))
}
