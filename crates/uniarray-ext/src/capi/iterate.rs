//! Loops of other extensions over the elements of arrays that are broadcast together.

use super::entry::{address, array, casting, dtype_of, functions, handles};
use crate::array::flags::is_aligned;
use crate::array::make::NewArray;
use crate::array::{NdArray, methods, subscript};
use crate::error::Result;
use crate::long;
use hpy::abi::HPy;
use hpy::{Ctx, Exc, Obj, Ref};
use std::ffi::{c_int, c_void};
use uniarray_abi::constants::{
    ANY_TYPE, IN_INDEX_ORDER, MAX_DIMS, MAX_ITERATED, READ, WITHOUT_PYTHON, WRITE,
};
use uniarray_abi::structs::Iteration;
use uniarray_core::dtype::DType;
use uniarray_core::each::{MAX_TOGETHER, each};
use uniarray_core::error::{Casting, Error};
use uniarray_core::layout::{Dims, View, broadcast_shapes};
use uniarray_core::manip::Order;
use uniarray_core::promote::can_cast;

const _: () = assert!(MAX_ITERATED as usize == MAX_TOGETHER);

functions! {
    fn broadcast_shape<'c>(ctx, count: c_int, arrays: *const HPy, shape: *mut isize) -> c_int {
        // SAFETY: the caller passes as many handles.
        let arrays = unsafe { handles(ctx, usize::try_from(count).unwrap_or(0), arrays)? };
        let arrays = arrays.into_iter().map(|one| array(ctx, Some(one))).collect::<Result<Vec<_>>>()?;
        let shapes: Vec<&[isize]> = arrays.iter().map(|array| array.payload().shape()).collect();
        let common = broadcast_shapes(&shapes)?;
        address(ctx, shape)?;
        debug_assert!(common.len() <= MAX_DIMS as usize);
        // SAFETY: the caller has room for MAX_DIMS extents.
        unsafe { std::ptr::copy_nonoverlapping(common.as_ptr(), shape, common.len()) };
        Ok(common.len() as c_int)
    }

    fn for_each<'c>(ctx, plan: *const Iteration) -> c_int {
        // SAFETY: the caller passes a plan.
        let plan = unsafe { &*address(ctx, plan)? };
        if plan.size < size_of::<Iteration>() {
            return Err(Error::value("the size of an iteration is that of its struct").into());
        }
        run(ctx, plan)
    }
}

/// An operand: the array, and what stands in for it where its elements are not what the loop wants.
struct Operand<'a, 'c> {
    array: Obj<'a, 'c, NdArray>,
    access: u32,
    instead: Option<NewArray<'c>>,
}

impl<'a, 'c> Operand<'a, 'c> {
    fn new(object: Ref<'a, 'c>, access: u32, dtype: Option<DType>, rule: Casting) -> Result<Operand<'a, 'c>> {
        let array = array(object.ctx(), Some(object))?;
        if access & (READ | WRITE) == 0 || access & !(READ | WRITE) != 0 {
            return Err(Error::value("an operand is read, written or both").into());
        }
        if access & WRITE != 0 {
            subscript::check_writeable(array)?;
        }
        let view = array.payload().view();
        let (own, wanted) = (view.dtype(), dtype.unwrap_or(view.dtype()));
        for (applies, from, to) in [(READ, own, wanted), (WRITE, wanted, own)] {
            if access & applies != 0 && !can_cast(from, to, rule) {
                let casting = rule;
                return Err(Error::Cast { from, to, casting }.into());
            }
        }
        let mut operand = Operand {
            array,
            access,
            instead: None,
        };
        if own != wanted || !is_aligned(view) {
            operand.move_away(wanted)?;
        }
        Ok(operand)
    }

    /// Lets the loop work on a copy.
    fn move_away(&mut self, dtype: DType) -> Result<()> {
        self.instead = Some(methods::cast_plainly(
            self.array,
            dtype,
            Order::K,
            Casting::Unsafe,
        )?);
        Ok(())
    }

    fn view(&self) -> View<'_> {
        match &self.instead {
            Some(copy) => copy.view(),
            None => self.array.payload().view(),
        }
    }

    fn is_written(&self) -> bool {
        self.access & WRITE != 0
    }
}

fn run(ctx: Ctx<'_>, plan: &Iteration) -> Result<c_int> {
    let count = usize::try_from(plan.count).unwrap_or(0);
    if !(1..=MAX_TOGETHER).contains(&count) {
        let text = format!("an iteration has 1 to {MAX_TOGETHER} operands");
        return Err(Error::value(text).into());
    }
    // SAFETY: the caller passes as many handles and words as operands.
    let (objects, access) = unsafe {
        let access = address(ctx, plan.access)?;
        (
            handles(ctx, count, plan.operands)?,
            std::slice::from_raw_parts(access, count),
        )
    };
    let rule = casting(plan.casting)?;
    let mut operands = Vec::with_capacity(count);
    for (place, (object, access)) in objects.into_iter().zip(access).enumerate() {
        let dtype = match plan.types.is_null() {
            true => None,
            // SAFETY: the caller passes as many numbers as operands.
            false => match unsafe { *plan.types.add(place) } {
                ANY_TYPE => None,
                number => Some(dtype_of(number)?),
            },
        };
        operands.push(Operand::new(object, *access, dtype, rule)?);
    }
    let shape = common_shape(&operands)?;
    keep_apart(&mut operands)?;
    let status = visit(ctx, plan, &shape, &operands);
    if ctx.error_occurred() {
        return Ok(-1);
    }
    if status != 0 {
        let text = format!("the loop of an iteration failed with status {status}");
        return Err(ctx.raise(Exc::RuntimeError, text).into());
    }
    for operand in operands.iter().filter(|operand| operand.is_written()) {
        if let Some(copy) = &operand.instead {
            long::copy(ctx, operand.array.payload().view(), copy.view(), Casting::Unsafe)?;
        }
    }
    Ok(0)
}

/// The shape to which all broadcast; what is written must have it already.
fn common_shape(operands: &[Operand<'_, '_>]) -> Result<Dims> {
    let shapes: Vec<&[isize]> = operands
        .iter()
        .map(|operand| operand.array.payload().shape())
        .collect();
    let common = broadcast_shapes(&shapes)?;
    for operand in operands.iter().filter(|operand| operand.is_written()) {
        if operand.array.payload().shape() != &*common {
            return Err(Error::OutputShape {
                shape: Dims::from_slice(operand.array.payload().shape()),
                broadcast: common,
            }
            .into());
        }
    }
    Ok(common)
}

/// Copies what is read and shares memory with what is written, unless both are the same elements in the same places.
fn keep_apart(operands: &mut [Operand<'_, '_>]) -> Result<()> {
    for reader in 0..operands.len() {
        let view = operands[reader].view();
        let shared = operands.iter().enumerate().any(|(writer, other)| {
            writer != reader
                && other.is_written()
                && view.may_overlap(other.view())
                && !view.same_elements(other.view())
        });
        if shared && !operands[reader].is_written() {
            let dtype = view.dtype();
            operands[reader].move_away(dtype)?;
        }
    }
    Ok(())
}

/// Runs the loop; what it returned last.
fn visit(ctx: Ctx<'_>, plan: &Iteration, shape: &[isize], operands: &[Operand<'_, '_>]) -> c_int {
    let views: Vec<View<'_>> = operands.iter().map(Operand::view).collect();
    let in_order = plan.options & IN_INDEX_ORDER != 0;
    let (run, argument) = (plan.run, plan.argument);
    let body = || {
        let mut status = 0;
        each(shape, &views, in_order, &mut |places, steps, n| {
            // SAFETY: the caller's own function, on the elements that it asked for.
            status = unsafe {
                run(
                    places.as_ptr().cast::<*mut c_void>(),
                    steps.as_ptr(),
                    n.cast_signed(),
                    argument,
                )
            };
            status == 0
        });
        status
    };
    if plan.options & WITHOUT_PYTHON != 0 {
        // SAFETY: the core walks over numbers, and the caller says that the loop needs no Python.
        unsafe { long::apart(ctx, body) }
    } else {
        body()
    }
}
