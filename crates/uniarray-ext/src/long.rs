//! Long loops run while other Python threads may run.
//!
//! Only loops whose course does not depend on the elements come here: another thread may write to arrays meanwhile, and then elements of the result
//! are made of what was there before or after, as in NumPy, but no address is. For the same reason they work on copies of shapes and strides: assigning to an array's `shape`
//! replaces those in the array. Nothing here has Python objects as elements; a dtype that has any must not come here.

use hpy::Ctx;
use smallvec::SmallVec;
use uniarray_core::cast::copy_into;
use uniarray_core::dtype::DType;
use uniarray_core::error::{Casting, Result};
use uniarray_core::flags::FpFlags;
use uniarray_core::gufunc::{GufuncPlan, OutsidePlan};
use uniarray_core::layout::{Dims, View, size_of_shape};
use uniarray_core::reduce::{ReduceOptions, Reduction};
use uniarray_core::ufunc::{CallOptions, Operand, Plan, Straight};

/// Elements from which on a loop is long. Letting go of the interpreter and taking it back costs 50 ns when nobody else wants it; when another thread
/// is busy it takes up to that thread's switch interval, 5 ms. The sum of as many float64 takes 30 µs.
const LONG: usize = 1 << 16;

/// Multiplications in a product of matrices that take as long as one element elsewhere.
const PRODUCTS: usize = 16;

/// Work that is done on this thread, whatever it is made of.
struct Here<F>(F);

// SAFETY: `Ctx::detach` runs its body on the thread that calls it. It wants `Send` to keep the interpreter's things out of the body; those
// made below are functions of the core on places and numbers.
unsafe impl<F> Send for Here<F> {}

impl<F: FnOnce() -> R, R> Here<F> {
    fn run(self) -> R {
        (self.0)()
    }
}

/// Runs the caller's own loop while other Python threads may run.
///
/// # Safety
/// `body` uses nothing of the interpreter's.
pub unsafe fn apart<R: Send>(ctx: Ctx<'_>, body: impl FnOnce() -> R) -> R {
    let work = Here(body);
    ctx.detach(move || work.run())
}

/// Where an array's elements lie, apart from the array.
struct Place {
    data: *mut u8,
    dtype: DType,
    shape: Dims,
    strides: Dims,
}

impl Place {
    fn of(view: View<'_>) -> Place {
        Place {
            data: view.data(),
            dtype: view.dtype(),
            shape: Dims::from_slice(view.shape()),
            strides: Dims::from_slice(view.strides()),
        }
    }

    fn view(&self) -> View<'_> {
        // SAFETY: those of a view, whose memory lives as long as the call that was given it. No reference to elements is made, and
        // a thread that writes to them makes the result's elements undetermined, but nothing else (see above).
        unsafe { View::new(self.data, self.dtype, &self.shape, &self.strides) }
    }
}

/// Runs a loop over `count` elements of arrays, which it gets as they are now.
///
/// # Errors
/// The loop's.
#[inline]
pub fn run<const N: usize, R: Send>(
    ctx: Ctx<'_>,
    count: usize,
    views: [View<'_>; N],
    body: impl for<'v> FnOnce([View<'v>; N]) -> R,
) -> R {
    if count < LONG {
        return body(views);
    }
    let places = views.map(Place::of);
    let work = Here(|| body(std::array::from_fn(|place| places[place].view())));
    ctx.detach(move || work.run())
}

/// [`copy_into`]
///
/// # Errors
/// As for that.
#[inline]
pub fn copy(ctx: Ctx<'_>, into: View<'_>, from: View<'_>, casting: Casting) -> Result<FpFlags> {
    run(ctx, into.size(), [into, from], |[into, from]| {
        copy_into(into, from, casting)
    })
}

/// [`Straight::run`]
///
/// # Errors
/// As for that.
///
/// # Safety
/// As for that.
#[inline]
pub unsafe fn straight(ctx: Ctx<'_>, call: &mut Straight<'_>, out: *mut u8) -> Result<FpFlags> {
    if call.count() < LONG {
        // SAFETY: the caller's.
        return unsafe { call.run(out) };
    }
    // SAFETY: the caller's.
    unsafe { long_straight(ctx, call, out) }
}

/// # Safety
/// As for [`straight`].
#[inline(never)]
unsafe fn long_straight(ctx: Ctx<'_>, call: &mut Straight<'_>, out: *mut u8) -> Result<FpFlags> {
    // SAFETY: the caller's. It knows the elements' number and addresses, and looks at no shape.
    let work = Here(|| unsafe { call.run(out) });
    ctx.detach(move || work.run())
}

/// [`Plan::execute`]
///
/// # Errors
/// As for that.
#[inline]
pub fn call(
    ctx: Ctx<'_>,
    plan: &Plan,
    inputs: &[Operand<'_>],
    outs: &[View<'_>],
    options: &CallOptions<'_>,
) -> Result<FpFlags> {
    if size_of_shape(plan.shape()) < LONG {
        return plan.execute(inputs, outs, options);
    }
    long_call(ctx, plan, inputs, outs, options)
}

#[inline(never)]
fn long_call(
    ctx: Ctx<'_>,
    plan: &Plan,
    inputs: &[Operand<'_>],
    outs: &[View<'_>],
    options: &CallOptions<'_>,
) -> Result<FpFlags> {
    let sources: SmallVec<[_; 3]> = inputs
        .iter()
        .map(|input| match *input {
            Operand::Array(view) => Ok(Place::of(view)),
            Operand::Weak(number) => Err(number),
        })
        .collect();
    let results: SmallVec<[_; 2]> = outs.iter().map(|out| Place::of(*out)).collect();
    let mask = options.mask.map(Place::of);
    let work = Here(|| {
        let inputs: SmallVec<[_; 3]> = sources
            .iter()
            .map(|source| match source {
                Ok(place) => Operand::Array(place.view()),
                Err(number) => Operand::Weak(*number),
            })
            .collect();
        let outs: SmallVec<[_; 2]> = results.iter().map(Place::view).collect();
        let options = CallOptions {
            mask: mask.as_ref().map(Place::view),
            ..*options
        };
        plan.execute(&inputs, &outs, &options)
    });
    ctx.detach(move || work.run())
}

/// [`Reduction::execute`]
///
/// # Errors
/// As for that.
#[inline]
pub fn reduce(
    ctx: Ctx<'_>,
    plan: &Reduction,
    input: View<'_>,
    out: View<'_>,
    options: &ReduceOptions<'_>,
) -> Result<FpFlags> {
    if input.size() < LONG {
        return plan.execute(input, out, options);
    }
    // A mask that is not there is replaced by what is there anyway.
    let mask = options.mask.unwrap_or(input);
    run(ctx, input.size(), [input, out, mask], |[input, out, mask]| {
        let options = ReduceOptions {
            mask: options.mask.is_some().then_some(mask),
            ..*options
        };
        plan.execute(input, out, &options)
    })
}

/// [`OutsidePlan::execute`]
///
/// # Errors
/// As for that.
pub fn outside(ctx: Ctx<'_>, plan: &OutsidePlan, inputs: &[View<'_>], outs: &[View<'_>]) -> Result<FpFlags> {
    let (nin, count) = (inputs.len(), inputs.len() + outs.len());
    let all = |place: usize| inputs.iter().chain(outs).nth(place).copied().unwrap_or(inputs[0]);
    let views: [View<'_>; 4] = std::array::from_fn(all);
    run(ctx, plan.elements(), views, |views| {
        plan.execute(&views[..nin], &views[nin..count])
    })
}

/// [`GufuncPlan::execute`]
///
/// # Errors
/// As for that.
#[inline]
pub fn multiply(ctx: Ctx<'_>, plan: &GufuncPlan, inputs: [View<'_>; 2], out: View<'_>) -> Result<FpFlags> {
    let [a, b] = inputs;
    run(
        ctx,
        plan.multiplications() / PRODUCTS,
        [a, b, out],
        |[a, b, out]| plan.execute([a, b], out),
    )
}
