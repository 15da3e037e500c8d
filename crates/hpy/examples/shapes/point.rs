//! Two classes without Python references: one with a payload, one that adds to `float`.

use hpy::{
    Args, BinaryOp, Class, ClassDef, ClassRef, CompareOp, Ctx, Handle, Kwargs, Obj, Object, Parents, Ref,
    Result, Type,
};
use std::cell::Cell;
use std::ffi::CStr;

/// A point in the plane.
pub struct Point {
    x: Cell<f64>,
    y: f64,
    /// Exists so that the class has a destructor.
    _label: Box<str>,
}

impl Point {
    fn new(x: f64, y: f64) -> Self {
        Point {
            x: Cell::new(x),
            y,
            _label: "point".into(),
        }
    }
}

impl Class for Point {
    const NAME: &'static CStr = c"shapes.Point";
    const DOC: &'static CStr = c"Point(x, y=0.0)\n--\n\nA point in the plane.";
    hpy::type_object!(Point);

    fn define(class: &mut ClassDef<Self>) {
        class
            .new(new)
            .init(init)
            .repr(repr)
            .hash(|_: Ctx<'_>, this: Obj<'_, '_, Point>| this.x.get() as isize);
        class
            .property(c"x", |_: Ctx<'_>, this: Obj<'_, '_, Point>| this.x.get(), set_x)
            .doc(c"abscissa");
        class.getter(c"y", |_: Ctx<'_>, this: Obj<'_, '_, Point>| this.y);
        class
            .method(c"norm", norm)
            .doc(c"norm($self, /)\n--\n\nDistance from the origin.");
        class.method(
            c"__call_o__",
            |_: Ctx<'_>, this: Obj<'_, '_, Point>, _: Ref<'_, '_>| this.y,
        );
        class.method(c"moved", moved);
        class.method(c"scaled", scaled);
        class
            .classmethod(c"origin", origin)
            .staticmethod(c"dimension", |_: Ctx<'_>| 2);
        class
            .binary(BinaryOp::Add, add)
            .binary(BinaryOp::Mul, mul)
            .inplace(BinaryOp::Add, iadd);
        class
            .pow(pow)
            .neg(neg)
            .bool(|_: Ctx<'_>, this: Obj<'_, '_, Point>| this.x.get() != 0.0 || this.y != 0.0);
        class.float(norm).richcompare(compare).call(call);
    }
}

fn new<'c>(
    ctx: Ctx<'c>,
    class: ClassRef<'_, 'c, Point>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "Point"(x, y?), args, kwargs);
    class.create(Point::new(x.extract()?, y.map_or(Ok(0.0), |y| y.extract())?))
}

/// Arguments were checked by `new`.
fn init<'c>(_: Ctx<'c>, _: Obj<'_, 'c, Point>, _: Args<'_, 'c>, _: Kwargs<'_, 'c>) {}

fn repr(_: Ctx<'_>, this: Obj<'_, '_, Point>) -> String {
    format!("Point({:?}, {:?})", this.x.get(), this.y)
}

fn set_x<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Point>, value: Option<Ref<'_, 'c>>) -> Result<()> {
    let value = value.ok_or_else(|| ctx.raise(hpy::Exc::AttributeError, "cannot delete x"))?;
    this.x.set(value.extract()?);
    Ok(())
}

fn norm(_: Ctx<'_>, this: Obj<'_, '_, Point>) -> f64 {
    this.x.get().hypot(this.y)
}

fn moved<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Point>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    let [dx, dy] = args.exactly("moved")?;
    ctx.create(Point::new(
        this.x.get() + dx.extract::<f64>()?,
        this.y + dy.extract::<f64>()?,
    ))
}

fn scaled<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, Point>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "scaled"(factor?, *, only_x?), args, kwargs);
    let factor = factor.map_or(Ok(1.0), |factor| factor.extract::<f64>())?;
    let only_x = only_x.map_or(Ok(false), |only_x| only_x.is_true())?;
    this.class()?.create(Point::new(
        this.x.get() * factor,
        if only_x { this.y } else { this.y * factor },
    ))
}

fn origin<'c>(_: Ctx<'c>, class: Ref<'_, 'c>, args: Args<'_, 'c>) -> Result<Handle<'c>> {
    args.exactly::<0>("origin")?;
    class.call((0.0, 0.0))
}

fn add<'c>(ctx: Ctx<'c>, left: Ref<'_, 'c>, right: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let class = ctx.class::<Point>()?;
    match (class.get(left), class.get(right)) {
        (Some(a), Some(b)) => class.create(Point::new(a.x.get() + b.x.get(), a.y + b.y)),
        _ => Ok(ctx.not_implemented().to_owned()),
    }
}

/// Point times number, in either order; the order shows in the sign of a zero y.
fn mul<'c>(ctx: Ctx<'c>, left: Ref<'_, 'c>, right: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let class = ctx.class::<Point>()?;
    let (point, factor) = match (class.get(left), class.get(right)) {
        (Some(point), None) => (point, right),
        (None, Some(point)) => (point, left),
        _ => return Ok(ctx.not_implemented().to_owned()),
    };
    if !factor.is_number() {
        return Ok(ctx.not_implemented().to_owned());
    }
    let factor: f64 = factor.extract()?;
    class.create(Point::new(point.x.get() * factor, point.y * factor))
}

fn iadd<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Point>, other: Ref<'_, 'c>) -> Result<Handle<'c>> {
    match other.get::<Point>() {
        Some(other) => {
            this.x.set(this.x.get() + other.x.get());
            Ok(this.handle().to_owned())
        }
        None => Ok(ctx.not_implemented().to_owned()),
    }
}

/// Shows the operands.
fn pow<'c>(_: Ctx<'c>, base: Ref<'_, 'c>, exponent: Ref<'_, 'c>, modulus: Ref<'_, 'c>) -> Result<String> {
    Ok(format!(
        "{} ** {} % {}",
        base.repr()?.as_str()?,
        exponent.repr()?.as_str()?,
        modulus.repr()?.as_str()?
    ))
}

fn neg<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Point>) -> Result<Handle<'c>> {
    ctx.create(Point::new(-this.x.get(), -this.y))
}

fn compare<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, Point>,
    other: Ref<'_, 'c>,
    op: CompareOp,
) -> Result<Handle<'c>> {
    match other.get::<Point>() {
        Some(other) => {
            let ordering = norm(ctx, this).total_cmp(&norm(ctx, other));
            ctx.object(op.holds(ordering))
        }
        None => Ok(ctx.not_implemented().to_owned()),
    }
}

fn call<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, Point>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    ctx.object((this.x.get(), args.len(), kwargs.to_dict()?))
}

/// A number that can be compared and has no hash.
pub struct Distance(f64);

impl Class for Distance {
    const NAME: &'static CStr = c"shapes.Distance";
    hpy::type_object!(Distance);

    fn define(class: &mut ClassDef<Self>) {
        class.new(new_distance).richcompare(compare_distance);
    }
}

fn new_distance<'c>(
    ctx: Ctx<'c>,
    class: ClassRef<'_, 'c, Distance>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "Distance"(metres, /), args, kwargs);
    class.create(Distance(metres.extract()?))
}

fn compare_distance<'c>(
    _: Ctx<'c>,
    this: Obj<'_, 'c, Distance>,
    other: Ref<'_, 'c>,
    op: CompareOp,
) -> Option<bool> {
    other
        .get::<Distance>()
        .map(|other| op.holds(this.0.total_cmp(&other.0)))
}

/// A `float` with a unit: no payload, so that the base's memory is all there is.
pub struct Celsius;

impl Class for Celsius {
    const NAME: &'static CStr = c"shapes.Celsius";
    const BASETYPE: bool = true;
    hpy::type_object!(Celsius);

    fn define(class: &mut ClassDef<Self>) {
        class.repr(|_: Ctx<'_>, this: Obj<'_, '_, Celsius>| -> Result<String> {
            Ok(format!("{}°C", this.handle().extract::<f64>()?))
        });
        class.method(
            c"kelvin",
            |_: Ctx<'_>, this: Obj<'_, '_, Celsius>| -> Result<f64> {
                Ok(this.handle().extract::<f64>()? + 273.15)
            },
        );
    }

    fn parents(ctx: Ctx<'_>) -> Result<Parents<'_>> {
        Ok(Parents {
            bases: vec![ctx.builtin_type(Type::Float).to_owned()],
            metaclass: None,
        })
    }
}
