//! `a.sort()`, `a.argsort()`, `a.partition()` and `a.argpartition()`.

use crate::array::{NdArray, make, methods};
use crate::convert;
use crate::error::Result;
use crate::long;
use crate::read::{self, given};
use hpy::{Args, ClassDef, Ctx, Handle, Kwargs, Obj, Object, Ref};
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::error::Error;
use uniarray_core::layout::Dims;
use uniarray_core::manip::Order;
use uniarray_core::sort::{self, Direction};

type Array<'a, 'c> = Obj<'a, 'c, NdArray>;

/// Registers the methods.
pub fn define_methods(class: &mut ClassDef<NdArray>) {
    class.method(c"sort", sort).doc(
        c"sort($self, /, axis=-1, kind=None, order=None, *, stable=None, descending=None)\n--\n\n\
            Puts the elements in order, in place. NaN comes last.\n\
            \n\
            >>> import uniarray as np\n\
            >>> a = np.array([[3, 1], [0, 2]])\n\
            >>> a.sort(axis=0)\n\
            >>> a\n\
            array([[0, 1],\n\
            \x20      [3, 2]])\n",
    );
    class.method(c"argsort", argsort).doc(
        c"argsort($self, /, axis=-1, kind=None, order=None, *, stable=None, descending=None)\n--\n\n\
            The indices that put the elements in order; those of equal elements are \
            in order, whatever the kind.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([3.5, 1.5, 2.5]).argsort()\n\
            array([1, 2, 0])\n",
    );
    class.method(c"partition", partition).doc(
        c"partition($self, /, kth, axis=-1, kind='introselect', order=None)\n--\n\n\
            Puts the elements that belong at the positions `kth` there, with none \
            greater before and none less after them, in place.\n\
            \n\
            >>> import uniarray as np\n\
            >>> a = np.array([7, 1, 5, 3])\n\
            >>> a.partition(0)\n\
            >>> a[0]\n\
            np.int64(1)\n",
    );
    class.method(c"argpartition", argpartition).doc(
        c"argpartition($self, /, kth, axis=-1, kind='introselect', order=None)\n--\n\n\
            The indices that partition the array.\n\
            \n\
            >>> import uniarray as np\n\
            >>> a = np.array([7, 1, 5, 3])\n\
            >>> a[a.argpartition(3)[3]]\n\
            np.int64(7)\n",
    );
}

fn sort<'c>(ctx: Ctx<'c>, this: Array<'_, 'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<()> {
    hpy::parse!(ctx, "sort"(axis?, kind?, order?, *, stable?, descending?), args, kwargs);
    let axis = read::integer(ctx, axis, -1)?;
    let direction = direction(kind, order, stable, descending)?;
    check_writeable(this, "sort array is read-only")?;
    // Lines are sorted as they were when they were read, whoever writes to the array meanwhile.
    let view = this.payload().view();
    Ok(long::run(ctx, view.size(), [view], |[view]| {
        sort::sort(view, axis, direction)
    })?)
}

fn argsort<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "argsort"(axis?, kind?, order?, *, stable?, descending?), args, kwargs);
    let direction = direction(kind, order, stable, descending)?;
    places(this, axis, |array, axis, out| {
        let view = array.payload().view();
        let sorted = long::run(ctx, view.size(), [view, out.view()], |[view, out]| {
            sort::argsort(view, axis, direction.descending, out)
        });
        Ok(sorted?)
    })
}

fn partition<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<()> {
    hpy::parse!(ctx, "partition"(kth, axis?, kind?, order?), args, kwargs);
    let axis = read::integer(ctx, axis, -1)?;
    let kth = positions(ctx, kth, kind, order)?;
    check_writeable(this, "partition array is read-only")?;
    Ok(sort::partition(this.payload().view(), axis, &kth)?)
}

fn argpartition<'c>(
    ctx: Ctx<'c>,
    this: Array<'_, 'c>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> Result<Handle<'c>> {
    hpy::parse!(ctx, "argpartition"(kth, axis?, kind?, order?), args, kwargs);
    let kth = positions(ctx, kth, kind, order)?;
    places(this, axis, |array, axis, out| {
        Ok(sort::argpartition(
            array.payload().view(),
            axis,
            &kth,
            out.view(),
        )?)
    })
}

/// Places along an axis (the last one if none was named) as an array of the array's shape; without an axis, or of an array without axes,
/// those of the flattened array.
fn places<'c>(
    this: Array<'_, 'c>,
    axis: Option<Ref<'_, 'c>>,
    write: impl FnOnce(Array<'_, 'c>, isize, &make::NewArray<'c>) -> Result<()>,
) -> Result<Handle<'c>> {
    let named = axis.map_or(Ok(Some(-1)), |axis| read::integer_or_none(axis))?;
    let flat = match named {
        Some(_) if this.ndim() > 0 => None,
        _ => Some(methods::reshaped(this, &[-1], Order::C, true)?),
    };
    let array = match &flat {
        Some(flat) => flat.get::<NdArray>().expect("an array in another shape"),
        None => this,
    };
    let out = make::empty_of_kind(array, DType::INTP, array.shape(), Order::C)?;
    write(array, named.unwrap_or(-1), &out)?;
    Ok(out.into_handle())
}

fn check_writeable(array: Array<'_, '_>, sentence: &'static str) -> Result<()> {
    if array.writeable() {
        Ok(())
    } else {
        Err(Error::value(sentence).into())
    }
}

fn without_order(order: Option<Ref<'_, '_>>) -> Result<()> {
    match given(order) {
        None => Ok(()),
        Some(_) => Err(Error::value("Cannot specify order when the array has no fields.").into()),
    }
}

/// Which order is asked for. NumPy looks at the first letter of the kind.
fn direction(
    kind: Option<Ref<'_, '_>>,
    order: Option<Ref<'_, '_>>,
    stable: Option<Ref<'_, '_>>,
    descending: Option<Ref<'_, '_>>,
) -> Result<Direction> {
    fn truth(keyword: Option<Ref<'_, '_>>) -> hpy::Result<Option<bool>> {
        given(keyword).map(|keyword| keyword.is_true()).transpose()
    }
    let (stable, descending) = (truth(stable)?, truth(descending)?);
    let by_kind = match given(kind) {
        None => None,
        Some(_) if stable.is_some() || descending.is_some() => {
            let text =
                "`kind` and keyword parameters can't be provided at the same time. Use only one of them.";
            return Err(Error::value(text).into());
        }
        Some(kind) => Some(kind_is_stable(kind)?),
    };
    without_order(order)?;
    Ok(Direction {
        stable: by_kind.or(stable).unwrap_or(false),
        descending: descending.unwrap_or(false),
    })
}

fn kind_is_stable(kind: Ref<'_, '_>) -> Result<bool> {
    let text = text_of(kind, "sort kind")?;
    match text.bytes().next().map(|letter| letter.to_ascii_lowercase()) {
        Some(b'q' | b'h') => Ok(false),
        Some(b'm' | b's') => Ok(true),
        _ => {
            let text = format!("sort kind must be one of 'quick', 'heap', or 'stable' (got '{text}')");
            Err(Error::value(text).into())
        }
    }
}

fn text_of<'a>(value: Ref<'a, '_>, what: &str) -> Result<&'a str> {
    if value.is_str() {
        return Ok(value.as_str()?);
    }
    let class = value.type_of()?.getattr(c"__name__")?;
    Err(Error::type_error(format!("{what} must be str, not {}", class.as_str()?)).into())
}

/// The positions of a partition, which has one kind only.
fn positions<'c>(
    ctx: Ctx<'c>,
    kth: Ref<'_, 'c>,
    kind: Option<Ref<'_, 'c>>,
    order: Option<Ref<'_, 'c>>,
) -> Result<Dims> {
    if let Some(kind) = given(kind) {
        let text = text_of(kind, "select kind")?;
        if text != "introselect" {
            let text = format!("select kind must be 'introselect' (got '{text}')");
            return Err(Error::value(text).into());
        }
    }
    without_order(order)?;
    let kth = convert::as_array(ctx, kth, None)?;
    let kth = kth.get::<NdArray>().expect("converted to an array");
    match kth.dtype().kind() {
        Kind::Bool => return Err(Error::value("Booleans unacceptable as partition index").into()),
        Kind::Signed | Kind::Unsigned => {}
        _ => return Err(Error::type_error("Partition index must be integer").into()),
    }
    if kth.ndim() > 1 {
        let text = format!("kth array must have dimension <= 1, not {}", kth.ndim());
        return Err(Error::value(text).into());
    }
    let kth = convert::cast_elements(ctx, kth.payload().view(), DType::INTP)?;
    let view = kth.view();
    Ok((0..view.size().cast_signed())
        .filter_map(|place| {
            if view.ndim() == 0 {
                view.get(&[])
            } else {
                view.get(&[place])
            }
        })
        .filter_map(|value| match value {
            uniarray_core::scalar::Scalar::Int64(value) => Some(value as isize),
            _ => None,
        })
        .collect())
}
