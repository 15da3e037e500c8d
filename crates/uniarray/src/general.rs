//! Ufuncs of Rust functions that work on whole vectors and matrices.

use crate::element::Element;
use crate::table::{owned, table};
use crate::ufunc::{guarded, panicked};
use hpy::{Ctx, Handle, Result};
use ndarray::{ArrayViewD, ArrayViewMutD, Axis, IxDyn, RawArrayViewMut, ShapeBuilder};
use std::ffi::{CStr, CString, c_int, c_void};
use uniarray_abi::structs::{GeneralLoop, GeneralUfuncLoop, GeneralUfuncSpec};

/// A generalised ufunc in the making: loops are added for one combination of types after the other, in the order in which they will be
/// tried.
///
/// The functions get items of stacks: views of the dimensions that the signature names. They may be closures, which live as long as the
/// process.
pub struct GeneralBuilder {
    name: &'static CStr,
    doc: CString,
    signature: &'static CStr,
    loops: Vec<Made>,
}

struct Made {
    types: Vec<c_int>,
    run: GeneralLoop,
    argument: *mut c_void,
}

/// Begins a generalised ufunc. The signature has the dimensions of an item of each operand: `(m,n),(n)->(m)` is the product of a matrix and
/// a vector.
///
/// ```no_run
/// # fn define<'c>(ctx: hpy::Ctx<'c>) -> hpy::Result<hpy::Handle<'c>> {
/// uniarray::general_ufunc(c"total", c"(n)->()")
///     .doc("Adds up.")
///     .unary(|line: uniarray::ndarray::ArrayViewD<'_, f64>, mut total: uniarray::ndarray::ArrayViewMutD<'_, f64>| total.fill(line.sum()))
///     .register(ctx)
/// # }
/// ```
pub fn general_ufunc(name: &'static CStr, signature: &'static CStr) -> GeneralBuilder {
    GeneralBuilder {
        name,
        doc: CString::default(),
        signature,
        loops: Vec::new(),
    }
}

/// A function, and the numbers of the dimensions of each of its operands.
struct Work<F> {
    function: F,
    operands: Vec<Vec<usize>>,
}

impl GeneralBuilder {
    /// What the docstring says.
    ///
    /// # Panics
    /// If the text has a null byte.
    pub fn doc(mut self, text: &str) -> GeneralBuilder {
        self.doc = CString::new(text).expect("docstrings have no null bytes");
        self
    }

    /// A loop of one input: a function of an item, and of that of the output, which it fills.
    pub fn unary<A, R, F>(self, function: F) -> GeneralBuilder
    where
        A: Element,
        R: Element,
        F: Fn(ArrayViewD<'_, A>, ArrayViewMutD<'_, R>) + Send + Sync + 'static,
    {
        self.with(vec![A::TYPE, R::TYPE], unary::<A, R, F>, function)
    }

    /// A loop of two inputs.
    pub fn binary<A, B, R, F>(self, function: F) -> GeneralBuilder
    where
        A: Element,
        B: Element,
        R: Element,
        F: Fn(ArrayViewD<'_, A>, ArrayViewD<'_, B>, ArrayViewMutD<'_, R>) + Send + Sync + 'static,
    {
        self.with(vec![A::TYPE, B::TYPE, R::TYPE], binary::<A, B, R, F>, function)
    }

    fn with<F: Send + Sync + 'static>(
        mut self,
        types: Vec<c_int>,
        run: GeneralLoop,
        function: F,
    ) -> GeneralBuilder {
        let operands = dimensions(&self.signature.to_string_lossy());
        self.loops.push(Made {
            types,
            run,
            // As long as the process: so long the ufunc may be called.
            argument: Box::into_raw(Box::new(Work { function, operands })).cast(),
        });
        self
    }

    /// The ufunc.
    ///
    /// # Errors
    /// `ValueError` for loops with different numbers of inputs, or none at all, and for a signature that is none or of other operands.
    pub fn register(self, ctx: Ctx<'_>) -> Result<Handle<'_>> {
        let operands = self.loops.first().map_or(0, |one| one.types.len());
        if self.loops.iter().any(|one| one.types.len() != operands) {
            return Err(ctx.value_error("all loops of a ufunc have as many inputs"));
        }
        let made = |one: &Made| GeneralUfuncLoop {
            types: one.types.as_ptr(),
            run: one.run,
            argument: one.argument,
        };
        let loops: Vec<GeneralUfuncLoop> = self.loops.iter().map(made).collect();
        let spec = GeneralUfuncSpec {
            size: size_of::<GeneralUfuncSpec>(),
            name: self.name.as_ptr(),
            doc: self.doc.as_ptr(),
            signature: self.signature.as_ptr(),
            nin: operands as c_int - 1,
            nout: 1,
            count: loops.len() as c_int,
            reserved: 0,
            loops: loops.as_ptr(),
            raise: Some(panicked),
            argument: std::ptr::null_mut(),
        };
        // SAFETY: the context is live, all that the description points to is there, and the functions may be called from any thread, as
        // their bounds say.
        unsafe {
            owned(
                ctx,
                (table(ctx)?.register_general_ufunc)(ctx.as_ptr(), &raw const spec),
            )
        }
    }
}

/// The numbers of the dimensions between each pair of parentheses, as they are first named. What is no signature is refused when the ufunc
/// is registered.
fn dimensions(signature: &str) -> Vec<Vec<usize>> {
    let mut names: Vec<&str> = Vec::new();
    let mut number = |name| {
        names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        })
    };
    let groups = signature
        .split('(')
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap_or(rest));
    groups
        .map(|group| {
            let dims = group.split(',').map(str::trim).filter(|dim| !dim.is_empty());
            dims.map(&mut number).collect()
        })
        .collect()
}

/// An item of an operand: where its elements are.
struct Item<T> {
    /// Of the element at the lowest address.
    data: *mut T,
    shape: Vec<usize>,
    /// In elements, and not negative.
    strides: Vec<usize>,
    /// Axes that run backwards.
    backwards: Vec<usize>,
}

impl<T> Item<T> {
    /// # Safety
    /// The elements are there.
    unsafe fn raw(self) -> RawArrayViewMut<T, IxDyn> {
        // SAFETY: the caller's; strides are not negative.
        let mut view = unsafe {
            RawArrayViewMut::from_shape_ptr(IxDyn(&self.shape).strides(IxDyn(&self.strides)), self.data)
        };
        self.backwards
            .iter()
            .for_each(|&axis| view.invert_axis(Axis(axis)));
        view
    }

    /// # Safety
    /// The elements are there.
    unsafe fn view<'a>(self) -> ArrayViewD<'a, T> {
        // SAFETY: the caller's.
        unsafe { self.raw().deref_into_view() }
    }

    /// # Safety
    /// The elements are there, each at a place of its own, and nobody else uses them.
    unsafe fn view_mut<'a>(self) -> ArrayViewMutD<'a, T> {
        // SAFETY: the caller's.
        unsafe { self.raw().deref_into_view_mut() }
    }
}

/// What a loop is called with.
struct Call<'a> {
    operands: &'a [Vec<usize>],
    places: *const *mut c_void,
    strides: *const isize,
    extents: *const isize,
}

impl Call<'_> {
    /// # Safety
    /// It is the call of a loop, with an operand of this number.
    unsafe fn item<T>(&self, operand: usize, number: isize) -> Item<T> {
        let dims = &self.operands[operand];
        let before: usize = self.operands[..operand].iter().map(Vec::len).sum();
        // SAFETY: there is a stride per operand, then one per dimension of each; extents begin with the number of items.
        let (mut data, strides, extents) = unsafe {
            let data = (*self.places.add(operand)).byte_offset(number * *self.strides.add(operand));
            let first = self.operands.len() + before;
            let strides = std::slice::from_raw_parts(self.strides.add(first), dims.len());
            let extents = dims
                .iter()
                .map(|&dim| (*self.extents.add(1 + dim)).cast_unsigned());
            (data.cast::<T>(), strides, extents.collect::<Vec<_>>())
        };
        let (mut steps, mut backwards) = (Vec::with_capacity(dims.len()), Vec::new());
        for (axis, (&stride, &extent)) in strides.iter().zip(&extents).enumerate() {
            // They are multiples of the elements' size.
            steps.push(stride.unsigned_abs() / size_of::<T>());
            if stride < 0 && extent > 0 {
                data = data.wrapping_byte_offset(stride * (extent.cast_signed() - 1));
                backwards.push(axis);
            }
        }
        Item {
            data,
            shape: extents,
            strides: steps,
            backwards,
        }
    }
}

/// # Safety
/// As for [`GeneralLoop`]; the operands are of the types, and the argument is a `Work<F>` of as many operands.
unsafe extern "C" fn unary<A: Element, R: Element, F: Fn(ArrayViewD<'_, A>, ArrayViewMutD<'_, R>)>(
    places: *const *mut c_void,
    strides: *const isize,
    extents: *const isize,
    argument: *mut c_void,
) -> c_int {
    // SAFETY: the caller's.
    let (work, count) = unsafe { (&*argument.cast::<Work<F>>(), *extents) };
    let call = Call {
        operands: &work.operands,
        places,
        strides,
        extents,
    };
    guarded(|| {
        for n in 0..count {
            // SAFETY: item `n` of each operand; the output's elements are its own.
            let (a, r) = unsafe { (call.item::<A>(0, n).view(), call.item::<R>(1, n).view_mut()) };
            (work.function)(a, r);
        }
    })
}

/// # Safety
/// As for [`unary`].
unsafe extern "C" fn binary<A, B, R, F>(
    places: *const *mut c_void,
    strides: *const isize,
    extents: *const isize,
    argument: *mut c_void,
) -> c_int
where
    A: Element,
    B: Element,
    R: Element,
    F: Fn(ArrayViewD<'_, A>, ArrayViewD<'_, B>, ArrayViewMutD<'_, R>),
{
    // SAFETY: the caller's.
    let (work, count) = unsafe { (&*argument.cast::<Work<F>>(), *extents) };
    let call = Call {
        operands: &work.operands,
        places,
        strides,
        extents,
    };
    guarded(|| {
        for n in 0..count {
            // SAFETY: as above.
            let (a, b, r) = unsafe {
                (
                    call.item::<A>(0, n).view(),
                    call.item::<B>(1, n).view(),
                    call.item::<R>(2, n).view_mut(),
                )
            };
            (work.function)(a, b, r);
        }
    })
}
