//! `a.flags`: how an array lies in memory.

use super::make;
use super::ndarray::NdArray;
use crate::error::Result;
use hpy::{Class, ClassDef, Ctx, Exc, Field, Handle, Obj, Object, Ref, Visit};
use std::ffi::CStr;
use uniarray_core::layout::View;

/// The object behind `a.flags`; it refers to the array, so it always tells the present state.
pub struct Flags {
    array: Field,
}

/// The flags that are told by name, in the order of their repr.
#[derive(Clone, Copy, PartialEq)]
enum Flag {
    CContiguous,
    FContiguous,
    OwnData,
    Writeable,
    Aligned,
    WritebackIfCopy,
}

const NAMES: [(&str, Flag); 6] = [
    ("C_CONTIGUOUS", Flag::CContiguous),
    ("F_CONTIGUOUS", Flag::FContiguous),
    ("OWNDATA", Flag::OwnData),
    ("WRITEABLE", Flag::Writeable),
    ("ALIGNED", Flag::Aligned),
    ("WRITEBACKIFCOPY", Flag::WritebackIfCopy),
];

const SHORT_NAMES: [(&str, Flag); 9] = [
    ("C", Flag::CContiguous),
    ("CONTIGUOUS", Flag::CContiguous),
    ("F", Flag::FContiguous),
    ("FORTRAN", Flag::FContiguous),
    ("O", Flag::OwnData),
    ("W", Flag::Writeable),
    ("A", Flag::Aligned),
    ("X", Flag::WritebackIfCopy),
    ("BEHAVED", Flag::Aligned),
];

impl Flags {
    /// The flags of an array.
    pub fn of<'c>(ctx: Ctx<'c>, array: Obj<'_, 'c, NdArray>) -> Result<Handle<'c>> {
        let handle = ctx.create(Flags { array: Field::null() })?;
        let flags = handle.get::<Flags>().expect("made as flags");
        flags.array.store(flags, Some(array));
        Ok(handle)
    }
}

impl Class for Flags {
    const NAME: &'static CStr = c"uniarray._core.flagsobj";
    const TRAVERSE: bool = true;
    hpy::type_object!(Flags);

    fn define(class: &mut ClassDef<Self>) {
        class.getter(c"c_contiguous", |_: Ctx<'_>, this: Obj<'_, '_, Flags>| {
            read(this, Flag::CContiguous)
        });
        class.getter(c"contiguous", |_: Ctx<'_>, this: Obj<'_, '_, Flags>| {
            read(this, Flag::CContiguous)
        });
        class.getter(c"f_contiguous", |_: Ctx<'_>, this: Obj<'_, '_, Flags>| {
            read(this, Flag::FContiguous)
        });
        class.getter(c"fortran", |_: Ctx<'_>, this: Obj<'_, '_, Flags>| {
            read(this, Flag::FContiguous)
        });
        class.getter(c"owndata", |_: Ctx<'_>, this: Obj<'_, '_, Flags>| {
            read(this, Flag::OwnData)
        });
        class.getter(c"aligned", |_: Ctx<'_>, this: Obj<'_, '_, Flags>| {
            read(this, Flag::Aligned)
        });
        class.getter(c"writebackifcopy", |_: Ctx<'_>, this: Obj<'_, '_, Flags>| {
            read(this, Flag::WritebackIfCopy)
        });
        class.getter(c"fnc", |_: Ctx<'_>, this: Obj<'_, '_, Flags>| {
            read(this, Flag::FContiguous) && !read(this, Flag::CContiguous)
        });
        class.getter(c"forc", |_: Ctx<'_>, this: Obj<'_, '_, Flags>| {
            read(this, Flag::FContiguous) || read(this, Flag::CContiguous)
        });
        class.getter(c"behaved", |_: Ctx<'_>, this: Obj<'_, '_, Flags>| {
            read(this, Flag::Aligned) && read(this, Flag::Writeable)
        });
        class.getter(c"carray", |_: Ctx<'_>, this: Obj<'_, '_, Flags>| {
            read(this, Flag::CContiguous) && read(this, Flag::Aligned) && read(this, Flag::Writeable)
        });
        class.getter(c"farray", |_: Ctx<'_>, this: Obj<'_, '_, Flags>| {
            read(this, Flag::FContiguous)
                && !read(this, Flag::CContiguous)
                && read(this, Flag::Aligned)
                && read(this, Flag::Writeable)
        });
        class.getter(c"num", |_: Ctx<'_>, this: Obj<'_, '_, Flags>| {
            // The bits of NumPy's C API.
            let bits = [1, 2, 4, 0x400, 0x100, 0x2000];
            NAMES.iter().zip(bits).fold(0u64, |num, ((_, flag), bit)| {
                num | if read(this, *flag) { bit } else { 0 }
            })
        });
        class.property(
            c"writeable",
            |_: Ctx<'_>, this: Obj<'_, '_, Flags>| read(this, Flag::Writeable),
            set_writeable,
        );
        class.getitem(get_by_name);
        class.setitem(set_by_name);
        class.richcompare(compare);
        class.repr(|_: Ctx<'_>, this: Obj<'_, '_, Flags>| {
            let line = |(name, flag): (&str, Flag)| {
                let value = if read(this, flag) { "True" } else { "False" };
                format!("  {name} : {value}\n")
            };
            NAMES.map(line).concat()
        });
    }

    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.field(&self.array);
    }
}

fn read(this: Obj<'_, '_, Flags>, flag: Flag) -> bool {
    let handle = this.array.load(this).expect("stored when made");
    let array = handle.get::<NdArray>().expect("an array");
    let view = array.view();
    match flag {
        Flag::CContiguous => view.is_c_contiguous(),
        Flag::FContiguous => view.is_f_contiguous(),
        Flag::OwnData => make::base(array).is_none(),
        Flag::Writeable => array.writeable(),
        Flag::Aligned => is_aligned(view),
        Flag::WritebackIfCopy => false,
    }
}

/// Whether every element lies at a multiple of its alignment.
pub fn is_aligned(view: View<'_>) -> bool {
    let mask = view.dtype().alignment() - 1;
    let strides = view
        .strides()
        .iter()
        .zip(view.shape())
        .filter(|(_, extent)| **extent > 1);
    view.data().addr() & mask == 0
        && strides.fold(0, |all, (stride, _)| all | stride.cast_unsigned()) & mask == 0
}

fn set_writeable<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Flags>, value: Option<Ref<'_, 'c>>) -> Result<()> {
    let Some(value) = value else {
        return Err(ctx
            .raise(Exc::AttributeError, "Cannot delete flags writeable attribute")
            .into());
    };
    let wanted = value.is_true()?;
    let handle = this.array.load(this).expect("stored when made");
    make::set_writeable(handle.get::<NdArray>().expect("an array"), wanted)
}

fn flag_of(key: Ref<'_, '_>) -> Result<Flag> {
    let name = if key.is_str() { key.as_str()? } else { "" };
    let found = NAMES.iter().chain(&SHORT_NAMES).find(|(known, _)| *known == name);
    found
        .map(|(_, flag)| *flag)
        .ok_or_else(|| key.ctx().raise(Exc::KeyError, "Unknown flag").into())
}

fn get_by_name<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Flags>, key: Ref<'_, 'c>) -> Result<Handle<'c>> {
    Ok(ctx.bool(read(this, flag_of(key)?)).to_owned())
}

fn set_by_name<'c>(
    ctx: Ctx<'c>,
    this: Obj<'_, 'c, Flags>,
    key: Ref<'_, 'c>,
    value: Option<Ref<'_, 'c>>,
) -> Result<()> {
    match flag_of(key)? {
        Flag::Writeable => set_writeable(ctx, this, value),
        _ => Err(ctx.value_error("can only set the WRITEABLE flag").into()),
    }
}

/// Two `flags` are equal when all flags are.
fn compare<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, Flags>, other: Ref<'_, 'c>, op: hpy::CompareOp) -> Handle<'c> {
    let Some(other) = other.get::<Flags>() else {
        return ctx.not_implemented().to_owned();
    };
    let same = NAMES
        .iter()
        .all(|(_, flag)| read(this, *flag) == read(other, *flag));
    match op {
        hpy::CompareOp::Eq => ctx.bool(same).to_owned(),
        hpy::CompareOp::Ne => ctx.bool(!same).to_owned(),
        _ => ctx.not_implemented().to_owned(),
    }
}
