//! From the items between the brackets to the kind of access they make.

use crate::dtype::Kind;
use crate::error::{Error, ErrorKind, Result};
use crate::index::element::checked_index;
use crate::index::positions::{Positions, Selector};
use crate::index::{IndexError, Mode, Pick, Slice, mask};
use crate::layout::{Dims, MAX_DIMS, View};
use crate::scalar::Scalar;
use crate::window::Window;

/// One of the items between the brackets.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// An integer (not a bool).
    Int(isize),
    /// `start:stop:step`
    Slice(Slice),
    /// `...`
    Ellipsis,
    /// `None`
    NewAxis,
    /// `True` or `False`, which index no axis and add one.
    Bool(bool),
    /// An array of integers or truth values of any shape, `()` included.
    Array(View<'a>),
}

/// What an index means for an array.
#[derive(Debug)]
pub enum Plan<'a> {
    /// One element, at this offset in bytes: reading gives a scalar.
    Element(isize),
    /// A view.
    Window {
        /// Where it lies.
        window: Window,
        /// Whether reading must copy it, because an array without axes was among the items.
        copy: bool,
    },
    /// Elements picked by arrays: reading makes a new array.
    Pick(Pick<'a>),
}

/// The most items NumPy looks at.
const MAX_ITEMS: usize = 2 * MAX_DIMS;

/// What can be said without looking at the array.
#[derive(Default)]
struct Survey {
    /// Axes that the items use.
    used: usize,
    /// Axes of the result that come from slices and `None`.
    kept: usize,
    /// Most axes of an index array, masks having one; zero if there is none.
    picked: usize,
    /// Index arrays, of which a mask is one for each of its axes, and truth values.
    arrays: usize,
    /// Whether `...` is among the items.
    ellipsis: bool,
    /// Whether an integer array without axes is.
    scalar_array: bool,
    /// Whether all are integers.
    integers: bool,
}

fn survey(items: &[Item<'_>]) -> Result<Survey> {
    if items.len() > MAX_ITEMS {
        return Err(IndexError::TooManyItems.into());
    }
    let mut survey = Survey {
        integers: true,
        ..Survey::default()
    };
    for item in items {
        match item {
            Item::Int(_) => {
                survey.used += 1;
                continue;
            }
            Item::Slice(_) => {
                survey.used += 1;
                survey.kept += 1;
            }
            Item::Ellipsis if survey.ellipsis => return Err(IndexError::SeveralEllipses.into()),
            Item::Ellipsis => survey.ellipsis = true,
            Item::NewAxis => survey.kept += 1,
            Item::Bool(_) => {
                survey.arrays += 1;
                survey.picked = survey.picked.max(1);
            }
            Item::Array(array) => match (array.dtype().kind(), array.ndim()) {
                (Kind::Bool, ndim) => {
                    survey.used += ndim;
                    survey.arrays += ndim.max(1);
                    survey.picked = survey.picked.max(1);
                }
                (Kind::Signed | Kind::Unsigned, 0) => {
                    survey.used += 1;
                    survey.scalar_array = true;
                    continue;
                }
                (Kind::Signed | Kind::Unsigned, ndim) => {
                    survey.used += 1;
                    survey.arrays += 1;
                    survey.picked = survey.picked.max(ndim);
                }
                _ => return Err(IndexError::ArrayDType.into()),
            },
        }
        survey.integers = false;
    }
    Ok(survey)
}

/// Reads an index.
///
/// Positions in integer arrays are not looked at yet; [`Pick::gather`] and [`Pick::scatter`] check them.
///
/// # Errors
/// [`IndexError`], in NumPy's order of precedence.
pub fn plan<'a>(array: View<'a>, items: &[Item<'a>]) -> Result<Plan<'a>> {
    if let [item] = items
        && let Some(pick) = same_shape_mask(array, *item)
    {
        return Ok(Plan::Pick(pick));
    }
    let survey = survey(items)?;
    let Some(spare) = array.ndim().checked_sub(survey.used) else {
        return Err(IndexError::TooMany {
            ndim: array.ndim(),
            found: survey.used,
        }
        .into());
    };
    let found = survey.kept + spare + survey.picked;
    if found > MAX_DIMS {
        return Err(IndexError::ResultDims { found }.into());
    }
    if survey.picked > 0 {
        check_masks(array, items, spare)?;
        if survey.arrays > MAX_DIMS {
            return Err(IndexError::TooManyArrays { found: survey.arrays }.into());
        }
    }

    let mut cursor = Cursor::new(array);
    for item in items {
        match *item {
            Item::Int(index) => cursor.integer(index)?,
            Item::Slice(slice) => cursor.slice(slice)?,
            Item::Ellipsis => cursor.keep(spare),
            Item::NewAxis => cursor.new_axis(),
            Item::Bool(value) => cursor.select(Selector::truth(value)),
            Item::Array(index) => match (index.dtype().kind(), index.ndim()) {
                (Kind::Bool, 0) => cursor.select(Selector::truth(mask::count(index) > 0)),
                (Kind::Bool, _) => cursor.mask(index),
                (_, 0) => cursor.integer(integer_of(index)?)?,
                _ => cursor.array(index),
            },
        }
    }
    if survey.integers && spare == 0 {
        return Ok(Plan::Element(cursor.offset));
    }
    if !survey.ellipsis {
        cursor.keep(spare);
    }
    if survey.picked == 0 {
        let window = Window::new(cursor.offset, cursor.shape, cursor.strides);
        return Ok(Plan::Window {
            window,
            copy: survey.scalar_array,
        });
    }
    // What the arrays leave over takes a place of its own among them, unless it is a single element.
    if survey.arrays == MAX_DIMS && cursor.shape.iter().all(|extent| *extent == 1) {
        return Err(IndexError::TooManyArrays { found: MAX_DIMS }.into());
    }
    let at = cursor.place.axis();
    let inner = Window::new(cursor.offset, cursor.shape, cursor.strides);
    let positions = Positions::new(inner, at, cursor.selectors)?;
    Ok(Plan::Pick(Pick::positions(array, positions)?))
}

/// A single mask of the array's own shape needs no positions.
fn same_shape_mask<'a>(array: View<'a>, item: Item<'a>) -> Option<Pick<'a>> {
    match item {
        Item::Array(mask) if mask.dtype().kind() == Kind::Bool && mask.shape() == array.shape() => {
            Some(Pick::mask(array, mask))
        }
        // A bool is a mask without axes; any byte of the wanted value will do as its memory.
        Item::Bool(value) if array.ndim() == 0 => Some(Pick::mask(array, mask::of_truth(value))),
        _ => None,
    }
}

/// The extents of masks must be those of the axes they index; an empty one picks nothing anywhere.
fn check_masks(array: View<'_>, items: &[Item<'_>], spare: usize) -> Result<()> {
    let mut axis = 0;
    for item in items {
        match item {
            Item::Array(mask) if mask.dtype().kind() == Kind::Bool => {
                for (&mask_size, &size) in mask.shape().iter().zip(&array.shape()[axis..]) {
                    if mask_size != 0 && mask_size != size {
                        return Err(IndexError::MaskShape {
                            axis,
                            size,
                            mask_size,
                        }
                        .into());
                    }
                    axis += 1;
                }
            }
            Item::Int(_) | Item::Slice(_) | Item::Array(_) => axis += 1,
            Item::Ellipsis => axis += spare,
            Item::NewAxis | Item::Bool(_) => {}
        }
    }
    Ok(())
}

fn integer_of(array: View<'_>) -> Result<isize> {
    let value = match array.get(&[]) {
        Some(Scalar::Int8(value)) => value.into(),
        Some(Scalar::UInt8(value)) => value.into(),
        Some(Scalar::Int16(value)) => value.into(),
        Some(Scalar::UInt16(value)) => value as isize,
        Some(Scalar::Int32(value)) => value as isize,
        Some(Scalar::UInt32(value)) => value as isize,
        Some(Scalar::Int64(value)) => value as isize,
        Some(Scalar::UInt64(value)) => isize::try_from(value).map_err(|_| Error::Message {
            kind: ErrorKind::Overflow,
            text: "Python int too large to convert to C long".into(),
        })?,
        _ => return Err(IndexError::ArrayDType.into()),
    };
    Ok(value)
}

/// Where the axes that index arrays make go in the result: where the arrays stand, if they stand side by side (integers count
/// as arrays then), else in front.
#[derive(Clone, Copy)]
enum Place {
    None,
    Open(usize),
    Closed(usize),
    Front,
}

impl Place {
    fn array_at(self, axis: usize) -> Place {
        match self {
            Place::None => Place::Open(axis),
            Place::Closed(_) => Place::Front,
            other => other,
        }
    }

    fn other(self) -> Place {
        match self {
            Place::Open(axis) => Place::Closed(axis),
            other => other,
        }
    }

    fn axis(self) -> usize {
        match self {
            Place::Open(axis) | Place::Closed(axis) => axis,
            Place::None | Place::Front => 0,
        }
    }
}

/// The walk over the array's axes, with what has been kept of them so far.
struct Cursor<'a> {
    array: View<'a>,
    axis: usize,
    offset: isize,
    shape: Dims,
    strides: Dims,
    selectors: Vec<Selector<'a>>,
    place: Place,
}

impl<'a> Cursor<'a> {
    #[inline]
    fn new(array: View<'a>) -> Cursor<'a> {
        let (axis, offset, shape, strides) = (0, 0, Dims::new(), Dims::new());
        Cursor {
            array,
            axis,
            offset,
            shape,
            strides,
            selectors: Vec::new(),
            place: Place::None,
        }
    }

    /// Extent and stride of the axis, after which the next one comes.
    #[inline]
    fn next(&mut self) -> (usize, isize, isize) {
        let axis = self.axis;
        self.axis += 1;
        (axis, self.array.shape()[axis], self.array.strides()[axis])
    }

    #[inline]
    fn integer(&mut self, index: isize) -> Result<()> {
        let (axis, extent, stride) = self.next();
        self.offset += checked_index(index, axis, extent)? * stride;
        self.place = self.place.array_at(self.shape.len());
        Ok(())
    }

    #[inline]
    fn slice(&mut self, slice: Slice) -> Result<()> {
        let (_, extent, stride) = self.next();
        let range = slice.resolve(extent)?;
        // An empty window starts nowhere in particular; a step that is never made may be huge.
        if range.count > 0 {
            self.offset += range.start * stride;
        }
        self.shape.push(range.count);
        self.strides.push(stride.wrapping_mul(range.step));
        self.place = self.place.other();
        Ok(())
    }

    #[inline]
    fn keep(&mut self, axes: usize) {
        for _ in 0..axes {
            let (_, extent, stride) = self.next();
            self.shape.push(extent);
            self.strides.push(stride);
        }
        // Even `...` that stands for no axis parts the arrays around it.
        self.place = self.place.other();
    }

    #[inline]
    fn new_axis(&mut self) {
        self.shape.push(1);
        self.strides.push(0);
        self.place = self.place.other();
    }

    fn array(&mut self, index: View<'a>) {
        let (axis, extent, stride) = self.next();
        self.select(Selector::array(index, axis, extent, stride, Mode::Raise));
    }

    fn mask(&mut self, mask: View<'a>) {
        for positions in mask::positions(mask) {
            let (axis, extent, stride) = self.next();
            self.select(Selector::list(positions, axis, extent, stride));
        }
    }

    fn select(&mut self, selector: Selector<'a>) {
        self.place = self.place.array_at(self.shape.len());
        self.selectors.push(selector);
    }
}
