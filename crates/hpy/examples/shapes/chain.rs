//! Classes that refer to other objects, and iterators.

use hpy::{
    Args, Class, ClassDef, ClassRef, Ctx, Field, Global, Handle, Kwargs, Obj, Object, Ref, Result, Visit,
    WeakList,
};
use std::cell::{Cell, RefCell};
use std::ffi::CStr;
use std::mem::offset_of;

/// Something once the first link was made.
pub static MADE: Global = Global::new();

/// A value and the next link.
pub struct Link {
    value: Field,
    next: Field,
    weak: WeakList,
}

impl Class for Link {
    const NAME: &'static CStr = c"shapes.Link";
    const GC: bool = true;
    const TRAVERSE: bool = true;
    hpy::type_object!(Link);

    fn define(class: &mut ClassDef<Self>) {
        class.new(new).iter(walk);
        class.property(c"next", next, set_next).getter(c"value", value);
        class.staticmethod(c"made", |ctx: Ctx<'_>| -> Result<bool> {
            Ok(MADE.load(ctx).is_some())
        });
        // SAFETY: `weak` is the list.
        unsafe { class.weakrefs(offset_of!(Link, weak)) };
    }

    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.field(&self.value);
        visit.field(&self.next);
    }
}

fn new<'c>(
    ctx: Ctx<'c>,
    class: ClassRef<'_, 'c, Link>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "Link"(value, next?), args, kwargs);
    let link = class.create(Link {
        value: Field::null(),
        next: Field::null(),
        weak: WeakList::new(),
    })?;
    if let Some(this) = class.get(link.as_ref()) {
        this.value.store(this, Some(value));
        this.next.store(this, next);
    }
    if MADE.load(ctx).is_none() {
        MADE.store(ctx, ctx.bool(true))?;
    }
    Ok(link)
}

fn value<'c>(_: Ctx<'c>, this: Obj<'_, 'c, Link>) -> Option<Handle<'c>> {
    this.value.load(this)
}

fn next<'c>(_: Ctx<'c>, this: Obj<'_, 'c, Link>) -> Option<Handle<'c>> {
    this.next.load(this)
}

fn set_next<'c>(_: Ctx<'c>, this: Obj<'_, 'c, Link>, next: Option<Ref<'_, 'c>>) {
    this.next.store(this, next);
}

fn walk<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Link>) -> Result<Handle<'c>> {
    let walk = ctx.create(Walk {
        at: Field::null(),
        steps: Cell::new(0),
    })?;
    if let Some(new) = walk.get::<Walk>() {
        new.at.store(new, Some(this));
    }
    Ok(walk)
}

/// An iterator over the values of a chain.
pub struct Walk {
    at: Field,
    steps: Cell<usize>,
}

impl Class for Walk {
    const NAME: &'static CStr = c"shapes.Walk";
    const TRAVERSE: bool = true;
    hpy::type_object!(Walk);

    fn define(class: &mut ClassDef<Self>) {
        class.iter(itself).len(steps).next(step);
    }

    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.field(&self.at);
    }
}

fn itself<'c>(_: Ctx<'c>, this: Obj<'_, 'c, Walk>) -> Handle<'c> {
    this.handle().to_owned()
}

fn steps(_: Ctx<'_>, this: Obj<'_, '_, Walk>) -> usize {
    this.steps.get()
}

fn step<'c>(_: Ctx<'c>, this: Obj<'_, 'c, Walk>) -> Result<Option<Handle<'c>>> {
    let Some(link) = this.at.load(this) else {
        return Ok(None);
    };
    this.steps.set(this.steps.get() + 1);
    let link = link.getattr(c"next").and_then(|next| {
        this.at.store(this, (!next.is_none()).then_some(next));
        link.getattr(c"value")
    })?;
    Ok(Some(link))
}

/// A growing number of fields, in memory of its own.
pub struct Registry(RefCell<Vec<Field>>);

impl Class for Registry {
    const NAME: &'static CStr = c"shapes.Registry";
    const BASETYPE: bool = true;
    const TRAVERSE: bool = true;
    const GC: bool = true;
    hpy::type_object!(Registry);

    fn define(class: &mut ClassDef<Self>) {
        class
            .new(new_registry)
            .method(c"add", add)
            .sq_len(|_: Ctx<'_>, this: Obj<'_, '_, Registry>| this.0.borrow().len());
        class.sq_item(item);
    }

    fn traverse(&self, visit: &mut Visit<'_>) {
        if let Ok(fields) = self.0.try_borrow() {
            fields.iter().for_each(|field| visit.field(field));
        }
    }
}

fn new_registry<'c>(
    _: Ctx<'c>,
    class: ClassRef<'_, 'c, Registry>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    args.exactly::<0>("Registry")?;
    kwargs.none_for("Registry")?;
    class.create(Registry(RefCell::default()))
}

fn add<'c>(_: Ctx<'c>, this: Obj<'_, 'c, Registry>, value: Ref<'_, 'c>) {
    this.0.borrow_mut().push(Field::null());
    let fields = this.0.borrow();
    if let Some(field) = fields.last() {
        field.store(this, Some(value));
    }
}

fn item<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Registry>, index: isize) -> Result<Option<Handle<'c>>> {
    let fields = this.0.borrow();
    match usize::try_from(index).ok().and_then(|index| fields.get(index)) {
        Some(field) => Ok(field.load(this)),
        None => Err(ctx.raise(hpy::Exc::IndexError, format_args!("no entry {index}"))),
    }
}
