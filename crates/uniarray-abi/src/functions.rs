//! The table's functions: the list, and what Rust makes of it.

use crate::c::{CType, declared};
use crate::structs::{DType, GeneralUfuncSpec, Iteration, Release, UfuncSpec, View};
use hpy_abi::{HPy, HPyContext};
use std::ffi::{c_char, c_int, c_void};

/// Hands the list of functions to a macro. **New functions go to the end**, and raise [`MINOR`](crate::MINOR).
///
/// Every function takes the context of its caller first. Those that give a handle give one that the caller closes, or null with an
/// exception set; those that give an `int` or a size, -1 with an exception set; those that give a pointer, null.
#[macro_export]
macro_rules! functions {
    ($then:ident) => {
        $then! {
            // What an object is.

            /// Whether the object is an array: 1 or 0.
            fn array_check(object: HPy) -> c_int;
            /// Whether the object is an array and of no derived class: 1 or 0.
            fn array_check_exact(object: HPy) -> c_int;
            /// Whether the object is a scalar of ours, such as a `float64`: 1 or 0.
            fn scalar_check(object: HPy) -> c_int;
            /// Whether the object is a `dtype`: 1 or 0.
            fn dtype_check(object: HPy) -> c_int;

            // Dtypes.

            /// The dtype of a type number. ValueError for a number that is none.
            fn dtype_of_type(type_num: c_int) -> HPy;
            /// The dtype that Python code may name by this object: 'f8', `float`, a scalar type, a dtype. TypeError for others.
            fn dtype_from(object: HPy) -> HPy;
            /// Tells type number, size and the like of a dtype.
            fn dtype_look(dtype: HPy, out: *mut DType) -> c_int;
            /// The dtype to which both can be cast safely.
            fn promote_types(a: HPy, b: HPy) -> HPy;
            /// Whether the rule lets elements of one dtype be cast to another: 1 or 0.
            fn can_cast(from: HPy, to: HPy, casting: c_int) -> c_int;

            // New arrays. A null dtype is float64.

            /// An array whose elements are whatever the memory holds.
            fn empty(ndim: c_int, shape: *const isize, dtype: HPy, order: c_int) -> HPy;
            /// An array of zeros.
            fn zeros(ndim: c_int, shape: *const isize, dtype: HPy, order: c_int) -> HPy;
            /// An array of one value; of its own dtype where `dtype` is null.
            fn full(ndim: c_int, shape: *const isize, value: HPy, dtype: HPy, order: c_int) -> HPy;
            /// As `empty`, in C order, by type number.
            fn empty_of_type(type_num: c_int, ndim: c_int, shape: *const isize) -> HPy;
            /// As `zeros`, in C order, by type number.
            fn zeros_of_type(type_num: c_int, ndim: c_int, shape: *const isize) -> HPy;
            /// An empty array of the shape and class of another one, and of its dtype where `dtype` is null.
            fn empty_like(array: HPy, dtype: HPy, order: c_int) -> HPy;
            /// An array that shows memory made elsewhere, and copies nothing. Of `memory` data, ndim, shape, type_num and the flag WRITEABLE
            /// count; null strides are those of C order. `owner` (or null) lives as long as the memory is in use, and then `release` (or null)
            /// is called with the data and `argument`; not so if this fails, when the memory is still the caller's.
            fn from_memory(memory: *const View, owner: HPy, release: Option<Release>, argument: *mut c_void) -> HPy;
            /// The object itself if it is an array that meets the demands, or else an array made of it. A null `dtype` is any; `min_ndim` adds
            /// axes of extent 1 in front, more than `max_ndim` axes are a ValueError (0 for any number). TypeError for casts that are not safe,
            /// unless FORCECAST is demanded; ValueError for a demanded WRITEABLE that only a copy could give.
            fn from_any(object: HPy, dtype: HPy, min_ndim: c_int, max_ndim: c_int, demands: u32) -> HPy;

            // A look at an array. TypeError for other objects.

            /// Tells all that there is to know of an array at once.
            fn look(array: HPy, out: *mut View) -> c_int;
            /// The address of the element at index zero.
            fn data(array: HPy) -> *mut c_void;
            /// The number of axes.
            fn ndim(array: HPy) -> c_int;
            /// The extents. They live as long as the array and until it is given another shape. Not null without axes.
            fn shape(array: HPy) -> *const isize;
            /// Bytes from one element to the next, per axis.
            fn strides(array: HPy) -> *const isize;
            /// The number of elements.
            fn size(array: HPy) -> isize;
            /// Bytes per element.
            fn itemsize(array: HPy) -> isize;
            /// The type number of the elements.
            fn type_num(array: HPy) -> c_int;
            /// The array's flags.
            fn flags(array: HPy) -> c_int;
            /// The array's dtype.
            fn dtype(array: HPy) -> HPy;
            /// The object whose memory the array shows, or None.
            fn base(array: HPy) -> HPy;
            /// Whether the memory in which two arrays lie overlaps: 1 or 0.
            fn may_overlap(a: HPy, b: HPy) -> c_int;

            // Views: new arrays of the same memory.

            /// The elements in another shape, one of whose extents may be -1; a copy where strides cannot say it.
            fn reshape(array: HPy, ndim: c_int, shape: *const isize, order: c_int) -> HPy;
            /// The axes in another order, as many as there are; null reverses them.
            fn transpose(array: HPy, axes: *const isize) -> HPy;
            /// Without the axes of extent 1.
            fn squeeze(array: HPy) -> HPy;
            /// Repeated along new axes and those of extent 1; read-only.
            fn broadcast_to(array: HPy, ndim: c_int, shape: *const isize) -> HPy;
            /// The same memory with elements of another dtype.
            fn view_as(array: HPy, dtype: HPy) -> HPy;
            /// Any layout that begins `offset` bytes after the element at index zero. ValueError unless all of it lies between the array's first
            /// byte and its last.
            fn window(array: HPy, offset: isize, ndim: c_int, shape: *const isize, strides: *const isize) -> HPy;
            /// Allows or forbids writing. ValueError where the owner of the memory forbids it.
            fn set_writeable(array: HPy, writeable: c_int) -> c_int;

            // Elements.

            /// The address of the element at an index per axis, which may count from the end. IndexError beyond the extents.
            fn element_pointer(array: HPy, index: *const isize) -> *mut c_void;
            /// The element at an index per axis, as a scalar.
            fn get_element(array: HPy, index: *const isize) -> HPy;
            /// Assigns to the element at an index per axis.
            fn set_element(array: HPy, index: *const isize, value: HPy) -> c_int;
            /// The scalar of an element in memory.
            fn scalar_from(dtype: HPy, element: *const c_void) -> HPy;
            /// Writes a number as an element of a dtype to memory.
            fn scalar_into(value: HPy, dtype: HPy, element: *mut c_void) -> c_int;
            /// Assigns one value to all elements.
            fn fill(array: HPy, value: HPy) -> c_int;

            // Copies.

            /// A new array with the elements cast to a dtype.
            fn cast(array: HPy, dtype: HPy, order: c_int, casting: c_int) -> HPy;
            /// A new array with the same elements.
            fn copy(array: HPy, order: c_int) -> HPy;
            /// Copies the elements of one array to another one, to whose shape they broadcast.
            fn copy_into(into: HPy, from: HPy, casting: c_int) -> c_int;

            // Iteration.

            /// The shape to which arrays broadcast: writes up to MAX_DIMS extents and gives their number.
            fn broadcast_shape(count: c_int, arrays: *const HPy, shape: *mut isize) -> c_int;
            /// Runs a loop over the elements of arrays that are broadcast together.
            fn for_each(plan: *const Iteration) -> c_int;

            // Operations.

            /// The ufunc of a name. AttributeError if there is none.
            fn ufunc(name: *const c_char) -> HPy;
            /// Calls a ufunc on inputs (and outputs, if there are more), with keywords in a dict or null.
            fn call_ufunc(ufunc: HPy, arguments: *const HPy, count: usize, keywords: HPy) -> HPy;
            /// Folds axes by a ufunc of two inputs; null `axes` are all. `dtype` and `out` may be null.
            fn reduce(ufunc: HPy, array: HPy, naxes: c_int, axes: *const isize, dtype: HPy, out: HPy, keepdims: c_int) -> HPy;
            /// Folds along an axis and keeps what it has at each place.
            fn accumulate(ufunc: HPy, array: HPy, axis: c_int, dtype: HPy, out: HPy) -> HPy;
            /// The product of matrices. `out` may be null.
            fn matmul(a: HPy, b: HPy, out: HPy) -> HPy;

            // Floating-point errors.

            /// Warns of floating-point errors, or raises, as the user's `errstate` says.
            fn report_float_errors(errors: u32, place: *const c_char) -> c_int;
            /// Forgets what errors this thread's floating-point unit has met.
            fn clear_float_errors() -> ();
            /// The errors that this thread's floating-point unit has met since they were cleared.
            fn float_errors() -> u32;

            // New ufuncs.

            /// Makes a ufunc, which is called as any other. What the loops point to lives as long as the process.
            fn register_ufunc(spec: *const UfuncSpec) -> HPy;

            // Since 1.1.

            /// Makes a ufunc of whole vectors and matrices and of stacks of them, which is called as any other. What the loops point to lives as
            /// long as the process.
            fn register_general_ufunc(spec: *const GeneralUfuncSpec) -> HPy;
        }
    };
}

/// The name of an argument, and its type in C.
pub type Named = (&'static str, fn() -> String);

/// A function of the table, as the header shows it.
#[derive(Debug)]
pub struct Function {
    /// Its name in the table.
    pub name: &'static str,
    /// What it does.
    pub doc: &'static str,
    /// Names and types in C of its arguments after the context.
    pub arguments: &'static [Named],
    /// The type in C that it gives.
    pub result: fn() -> String,
}

impl Function {
    /// Its arguments in C, with the context.
    pub fn parameters(&self) -> String {
        let rest = self
            .arguments
            .iter()
            .map(|(name, ty)| format!(", {}", declared(&ty(), name)));
        rest.fold("HPyContext *ctx".to_owned(), |all, one| all + &one)
    }

    /// What it is called for callers in C: `UA_ArrayCheck`.
    pub fn wrapper(&self) -> String {
        let words = self.name.split('_').map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_uppercase() + rest
        });
        format!("UA_{}", words.collect::<String>())
    }
}

macro_rules! table {
    ($($(#[doc = $doc:literal])+ fn $name:ident($($arg:ident: $ty:ty),*) -> $ret:ty;)*) => {
        /// The table. It begins with versions and its size; the capsule's pointer is to it.
        #[repr(C)]
        #[derive(Debug)]
        pub struct Api {
            /// [`MAJOR`](crate::MAJOR) of who made the table.
            pub api_major: u32,
            /// [`MINOR`](crate::MINOR) of who made the table.
            pub api_minor: u32,
            /// Bytes of the table.
            pub api_size: usize,
            $($(#[doc = $doc])+ pub $name: unsafe extern "C" fn(ctx: *mut HPyContext, $($arg: $ty),*) -> $ret,)*
        }

        /// The functions in the table's order.
        pub static FUNCTIONS: &[Function] = &[$(Function {
            name: stringify!($name),
            doc: concat!($($doc),+),
            arguments: &[$((stringify!($arg), <$ty as CType>::name)),*],
            result: <$ret as CType>::name,
        }),*];
    };
}

functions!(table);

/// Bytes before the first function.
const HEAD: usize = 16;
const _: () = assert!(std::mem::offset_of!(Api, array_check) == HEAD);
const _: () = assert!(size_of::<Api>() == HEAD + size_of::<usize>() * FUNCTIONS.len());
