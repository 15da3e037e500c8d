//! A class that exports its memory, with item access.

use hpy::{
    Args, Buffer, BufferParts, BufferRequest, Class, ClassDef, ClassRef, Ctx, Exc, Handle, Kwargs, Obj,
    Object, Ref, Result,
};
use std::cell::{Cell, UnsafeCell};
use std::ffi::CStr;
use std::ptr::null_mut;

/// Two rows of three numbers, inside the object.
pub struct Grid {
    cells: UnsafeCell<[f64; 6]>,
    shape: [isize; 2],
    strides: [isize; 2],
    exports: Cell<usize>,
}

impl Class for Grid {
    const NAME: &'static CStr = c"shapes.Grid";
    hpy::type_object!(Grid);

    fn define(class: &mut ClassDef<Self>) {
        class.new(new).buffer(buffer).release_buffer(release);
        class.getter(c"exports", |_: Ctx<'_>, this: Obj<'_, '_, Grid>| {
            this.exports.get()
        });
        class
            .len(|_: Ctx<'_>, _: Obj<'_, '_, Grid>| 6usize)
            .getitem(get)
            .setitem(set)
            .contains(contains);
    }
}

fn new<'c>(
    _: Ctx<'c>,
    class: ClassRef<'_, 'c, Grid>,
    args: Args<'_, 'c>,
    _: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    args.exactly::<0>("Grid")?;
    class.create(Grid {
        cells: UnsafeCell::new([0.0; 6]),
        shape: [2, 3],
        strides: [24, 8],
        exports: Cell::new(0),
    })
}

fn buffer<'c>(_: Ctx<'c>, this: Obj<'_, 'c, Grid>, _: BufferRequest) -> Result<Buffer> {
    this.exports.set(this.exports.get() + 1);
    let parts = BufferParts {
        data: this.cells.get().cast(),
        itemsize: 8,
        readonly: false,
        format: c"d".as_ptr(),
        ndim: 2,
        shape: this.shape.as_ptr(),
        strides: this.strides.as_ptr(),
        internal: null_mut(),
    };
    // SAFETY: shape, strides and cells lie in the object, and describe six numbers; nobody has references to the cells.
    Ok(unsafe { Buffer::new(parts) })
}

fn release<'c>(_: Ctx<'c>, this: Obj<'_, 'c, Grid>, _: Buffer) {
    this.exports.set(this.exports.get() - 1);
}

/// The address of the cell that `key` means.
fn cell(this: Obj<'_, '_, Grid>, key: Ref<'_, '_>) -> Result<*mut f64> {
    let index: isize = key.extract()?;
    match index {
        0..6 => Ok(this.cells.get().cast::<f64>().wrapping_offset(index)),
        _ => Err(key
            .ctx()
            .raise(Exc::IndexError, format_args!("index {index} is out of bounds"))),
    }
}

fn get<'c>(_: Ctx<'c>, this: Obj<'_, 'c, Grid>, key: Ref<'_, 'c>) -> Result<f64> {
    let cell = cell(this, key)?;
    // SAFETY: `cell` gives an address among the cells.
    Ok(unsafe { cell.read() })
}

fn set<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, Grid>,
    key: Ref<'_, 'c>,
    value: Option<Ref<'_, 'c>>,
) -> Result<()> {
    let value = value
        .ok_or_else(|| ctx.type_error("cells cannot be deleted"))?
        .extract()?;
    let cell = cell(this, key)?;
    // SAFETY: `cell` gives an address among the cells.
    unsafe { cell.write(value) };
    Ok(())
}

fn contains<'c>(_: Ctx<'c>, this: Obj<'_, 'c, Grid>, value: Ref<'_, 'c>) -> Result<bool> {
    let value: f64 = value.extract()?;
    // SAFETY: the cells are in the object, and nothing runs while they are read.
    Ok(unsafe { *this.cells.get() }.contains(&value))
}
