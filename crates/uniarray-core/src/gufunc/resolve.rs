//! From operands to a plan: dtypes, core dimensions, and the stack.

use super::Gufunc;
use super::axes::{Axes, Order, ordered, orders, restored};
use super::messages::Named;
use super::signature::Dim;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::iter::k_order_strides;
use crate::layout::{Dims, MAX_DIMS, View, c_strides, checked_nbytes, f_strides, size_of_shape};
use crate::loops::Loop;
use crate::manip::Order as MemoryOrder;
use crate::ufunc::{CallOptions, Operand};

/// The keywords of a call.
#[derive(Clone, Copy, Default, Debug)]
pub struct GufuncOptions<'a> {
    /// Casting and dtypes; there is no mask.
    pub call: CallOptions<'a>,
    /// Where the core dimensions lie.
    pub axes: Axes<'a>,
    /// `keepdims=`: whether the output has axes of extent 1 for the core dimensions of the inputs.
    pub keepdims: Option<bool>,
}

/// A generalised ufunc with its dtype chosen and its dimensions found for given operands.
#[derive(Debug)]
pub struct GufuncPlan {
    pub(super) gufunc: &'static Gufunc,
    pub(super) chosen: &'static Loop,
    /// Core axes of each operand, after the flexible ones that are missing.
    pub(super) cores: [usize; 3],
    /// Which dimensions are missing.
    pub(super) missing: [bool; Dim::COUNT],
    /// Their extents; 1 where missing.
    pub(super) sizes: [isize; Dim::COUNT],
    pub(super) orders: [Order; 3],
    pub(super) stack: Dims,
    pub(super) shape: Dims,
}

impl Gufunc {
    /// Chooses the dtype, checks the axes, and finds the shape of the output. `out` is the output, if one was given.
    ///
    /// # Errors
    /// NumPy's: forbidden casts, too few axes, core dimensions that do not match, stacks that do not broadcast, and what is wrong
    /// with `axes=`.
    pub fn resolve(
        &'static self,
        inputs: [View<'_>; 2],
        out: Option<View<'_>>,
        options: &GufuncOptions<'_>,
    ) -> Result<GufuncPlan> {
        let chosen = self
            .ufunc
            .loop_for(&inputs.map(Operand::Array), &[out], &options.call)?;
        let mut cores = [0, 1, 2].map(|operand| self.signature.of(operand).len());
        if let Some(keepdims) = options.keepdims {
            self.named().check_keepdims(&cores)?;
            cores[2] = if keepdims { cores[0] } else { 0 };
        }
        if matches!(options.axes, Axes::Shared(_)) {
            self.named().check_axis(self.signature.distinct())?;
        }
        let keepdims = options.keepdims == Some(true);
        let operands = [Some(inputs[0]), Some(inputs[1]), out];
        let missing = self.missing(operands, &mut cores)?;
        let stack_ndim = (0..3)
            .filter_map(|operand| Some(operands[operand]?.ndim() - cores[operand]))
            .max()
            .unwrap_or(0);
        let ndims =
            [0, 1, 2].map(|operand| operands[operand].map_or(stack_ndim + cores[operand], View::ndim));
        let orders = orders(
            self.ufunc.name(),
            options.axes,
            ndims,
            cores,
            (2, 3),
            !self.signature.of(2).is_empty(),
        )?;
        let mut layout = Layout {
            gufunc: self,
            missing,
            cores,
            keepdims,
            shapes: [0, 1, 2].map(|operand| operands[operand].map(|view| ordered(view, &orders[operand]).0)),
        };
        let sizes = layout.sizes()?;
        let core = layout.output_core(&sizes);
        if stack_ndim + core.len() > MAX_DIMS {
            return Err(self.named().too_many_axes());
        }
        let stack = layout.stack(stack_ndim, &core, operands)?;
        let mut shape = stack.clone();
        core.iter().for_each(|&extent| shape.push(extent));
        checked_nbytes(chosen.dtype(2), &shape)?;
        let shape = match out {
            // It may lack leading axes of extent 1.
            Some(out) => Dims::from_slice(out.shape()),
            None => restored(&shape, &orders[2]),
        };
        Ok(GufuncPlan {
            gufunc: self,
            chosen,
            cores,
            missing,
            sizes,
            orders,
            stack,
            shape,
        })
    }

    fn named(&self) -> Named<'_> {
        Named {
            name: self.ufunc.name(),
            signature: self.signature.text(),
            nin: 2,
        }
    }

    /// Which dimensions are missing, so that all operands have enough axes; takes them off the numbers of core axes.
    fn missing(&self, operands: [Option<View<'_>>; 3], cores: &mut [usize; 3]) -> Result<[bool; Dim::COUNT]> {
        let mut missing = [false; Dim::COUNT];
        for (operand, view) in operands.iter().enumerate() {
            let Some(view) = view else { continue };
            for &dim in self.signature.of(operand) {
                if view.ndim() >= cores[operand] {
                    break;
                }
                if self.signature.may_miss(dim) && !missing[dim as usize] {
                    missing[dim as usize] = true;
                    for (other, core) in cores.iter_mut().enumerate() {
                        *core -= usize::from(self.signature.of(other).contains(&dim));
                    }
                }
            }
            if view.ndim() < cores[operand] {
                return Err(self.named().too_few_axes(operand, view.ndim(), cores[operand]));
            }
        }
        Ok(missing)
    }
}

/// The operands' shapes with the core dimensions last.
struct Layout {
    gufunc: &'static Gufunc,
    missing: [bool; Dim::COUNT],
    cores: [usize; 3],
    keepdims: bool,
    shapes: [Option<Dims>; 3],
}

impl Layout {
    /// The core dimensions of an operand that it has.
    fn dims(&self, operand: usize) -> impl Iterator<Item = Dim> {
        let dims = self.gufunc.signature.of(operand).iter().copied();
        dims.filter(|&dim| !self.missing[dim as usize])
    }

    /// The extents of the core dimensions.
    fn sizes(&self) -> Result<[isize; Dim::COUNT]> {
        let mut sizes: [Option<isize>; Dim::COUNT] = self.missing.map(|missing| missing.then_some(1));
        for (operand, shape) in self.shapes.iter().enumerate() {
            let Some(shape) = shape else { continue };
            let first = shape.len() - self.cores[operand];
            for (place, dim) in self.dims(operand).enumerate() {
                let found = shape[first + place];
                match sizes[dim as usize] {
                    Some(size) if size != found => {
                        return Err(self.gufunc.named().mismatch(operand, place, [found, size]));
                    }
                    _ => sizes[dim as usize] = Some(found),
                }
            }
        }
        Ok(sizes.map(|size| size.unwrap_or(1)))
    }

    /// The core axes of the output.
    fn output_core(&self, sizes: &[isize; Dim::COUNT]) -> Dims {
        let mut core = Dims::new();
        if self.keepdims {
            (0..self.cores[2]).for_each(|_| core.push(1));
        } else {
            self.dims(2).for_each(|dim| core.push(sizes[dim as usize]));
        }
        core
    }

    /// The stack's axes of an operand.
    fn stacked(&self, operand: usize) -> Option<&[isize]> {
        let shape = self.shapes[operand].as_ref()?;
        Some(&shape[..shape.len() - self.cores[operand]])
    }

    /// What the stacks broadcast to. A given output may lift it, but not be repeated.
    fn stack(&mut self, ndim: usize, core: &[isize], operands: [Option<View<'_>>; 3]) -> Result<Dims> {
        let mut stack = Dims::filled(1, ndim);
        for operand in 0..3 {
            let Some(shape) = self.stacked(operand) else {
                continue;
            };
            for (into, &extent) in stack[ndim - shape.len()..].iter_mut().zip(shape) {
                if *into == 1 {
                    *into = extent;
                } else if extent != 1 && extent != *into {
                    return Err(self.not_broadcast(core, operands));
                }
            }
        }
        if let (Some(out), Some(view)) = (self.stacked(2), operands[2]) {
            let skipped = ndim - out.len();
            if stack[..skipped].iter().any(|&extent| extent != 1) {
                return Err(Error::value(
                    "output operand requires a reduction along dimension -1, but the reduction is not enabled. The \
                     dimension size of 1 does not match the expected output shape.",
                ));
            }
            if out != &stack[skipped..] {
                let mut whole = stack.clone();
                core.iter().for_each(|&extent| whole.push(extent));
                let mut turned = Dims::new();
                view.shape().iter().rev().for_each(|&extent| turned.push(extent));
                return Err(Error::value(format!(
                    "non-broadcastable output operand with shape {} [remapped to {turned}] doesn't match the broadcast \
                     shape {whole}",
                    Dims::from_slice(view.shape())
                )));
            }
        }
        Ok(stack)
    }

    fn not_broadcast(&self, core: &[isize], operands: [Option<View<'_>>; 3]) -> Error {
        let mut text = String::from(
            "operands could not be broadcast together with remapped shapes [original->remapped]: ",
        );
        for (operand, view) in operands.iter().enumerate() {
            let (Some(view), Some(stack)) = (view, self.stacked(operand)) else {
                continue;
            };
            let mut words: Vec<String> = stack.iter().map(isize::to_string).collect();
            if operand == 2 {
                words.extend(core.iter().map(isize::to_string));
            } else if !words.is_empty() {
                words.extend(core.iter().map(|_| "newaxis".to_owned()));
            }
            let lone = if words.len() == 1 { "," } else { "" };
            let shape = Dims::from_slice(view.shape());
            text += &format!("{shape}->({}{lone}) ", words.join(","));
        }
        text += &format!(" and requested shape {}", Dims::from_slice(core));
        Error::value(text)
    }
}

impl GufuncPlan {
    /// The shape of the output.
    pub fn shape(&self) -> &[isize] {
        &self.shape
    }

    /// How many multiplications it takes.
    pub fn multiplications(&self) -> usize {
        let core = self.sizes.map(isize::cast_unsigned);
        let all = core.into_iter().chain([size_of_shape(&self.stack)]);
        all.fold(1, usize::saturating_mul)
    }

    /// The dtype that the output has unless it was given.
    pub fn dtype(&self) -> DType {
        self.chosen.dtype(2)
    }

    /// Strides of a fresh output, where none was given, in a memory order. Order K is that of the inputs' stacks, with the core dimensions innermost.
    pub fn strides(&self, inputs: [View<'_>; 2], order: MemoryOrder) -> Dims {
        let itemsize = self.dtype().itemsize();
        if order == MemoryOrder::K && self.stack.is_empty() && self.orders[2].is_none() {
            return c_strides(itemsize, &self.shape);
        }
        let core = self.cores[2];
        let mut shape = self.stack.clone();
        match &self.orders[2] {
            None => self.shape[self.stack.len()..]
                .iter()
                .for_each(|&extent| shape.push(extent)),
            Some(order) => order[self.stack.len()..]
                .iter()
                .for_each(|&axis| shape.push(self.shape[axis.cast_unsigned()])),
        }
        let fortran = |view: View<'_>| view.is_f_contiguous() && (view.ndim() < 2 || !view.is_c_contiguous());
        let strides = match order {
            MemoryOrder::F => f_strides(itemsize, &shape),
            MemoryOrder::A if inputs.into_iter().all(fortran) => f_strides(itemsize, &shape),
            MemoryOrder::K => {
                // Of the inputs only the stacks count: their core axes become axes of extent 1.
                let stacked = [0, 1].map(|operand| {
                    let (mut shape, strides) = ordered(inputs[operand], &self.orders[operand]);
                    let stack = shape.len() - self.cores[operand];
                    let mut into = Dims::new();
                    let mut steps = Dims::new();
                    for axis in 0..stack {
                        into.push(std::mem::take(&mut shape[axis]));
                        steps.push(strides[axis]);
                    }
                    for _ in 0..core {
                        into.push(1);
                        steps.push(0);
                    }
                    (into, steps)
                });
                let views = [0, 1].map(|operand| {
                    let (shape, strides) = &stacked[operand];
                    // SAFETY: the stack's elements, at index zero of the core axes. Without core elements there are none,
                    // and only the strides are looked at.
                    unsafe { inputs[operand].with_layout(inputs[operand].data(), shape, strides) }
                });
                k_order_strides(&shape, &views, itemsize)
            }
            MemoryOrder::C | MemoryOrder::A => c_strides(itemsize, &shape),
        };
        restored(&strides, &self.orders[2])
    }
}
