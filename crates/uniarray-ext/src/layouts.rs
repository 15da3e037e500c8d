//! What hosts may know of the structs here: where an array's elements lie, and how much memory a storage owns.

use crate::array::{NdArray, Storage};
use hpy::Class;
use hpy::layouts::{Array, Element, FloatLike, Layouts, NativeMemory};

/// By the numbers of the dtypes. Only `float64` has scalars that are Python's numbers and nothing more.
const ELEMENTS: &[Element] = &[
    Element::new(c"?", None),
    Element::new(c"b", None),
    Element::new(c"B", None),
    Element::new(c"h", None),
    Element::new(c"H", None),
    Element::new(c"i", None),
    Element::new(c"I", None),
    Element::new(c"q", None),
    Element::new(c"Q", None),
    Element::new(c"", None),
    Element::new(c"f", None),
    Element::new(c"d", Some(c"uniarray.float64")),
    Element::new(c"", None),
    Element::new(c"", None),
];
const _: () = assert!(uniarray_core::dtype::TypeNum::Complex128 as usize + 1 == ELEMENTS.len());

const ARRAYS: &[Array] = &[Array::new::<NdArray>(NdArray::NAME, NdArray::OFFSETS, ELEMENTS)];
const MEMORIES: &[NativeMemory] = &[NativeMemory::new::<Storage>(Storage::NAME, Storage::NBYTES)];

const FLOATS: &[FloatLike] = &[FloatLike::new(c"uniarray.float64")];

hpy::layouts!(_core, Layouts::new(ARRAYS, MEMORIES, FLOATS));
