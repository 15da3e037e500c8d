//! Generalised ufuncs whose loops come from elsewhere, as addresses of C functions with an argument.

use std::ffi::{c_int, c_void};

use super::axes::{Axes, Order, ordered, orders, restored};
use super::messages::Named;
use super::names::Names;
use super::resolve::GufuncOptions;
use crate::dtype::{DType, TypeNum};
use crate::error::{Error, Result};
use crate::layout::{Dims, MAX_DIMS, View, checked_nbytes, size_of_shape};
use crate::loops::{Block, Loop, MAX_OPERANDS};
use crate::ufunc::{Operand, Ufunc};

/// A loop over items of stacks: the addresses of the operands' first items, strides in bytes, and extents. The first extent is the number of
/// items, the others those of the core dimensions in the order in which the signature names them. The first strides, one per operand, lead to
/// the next item; those of the core axes of each operand follow. It returns 0, or another number for an error.
pub type RunItems =
    unsafe extern "C" fn(*const *mut c_void, *const isize, *const isize, *mut c_void) -> c_int;

/// A loop from elsewhere.
#[derive(Clone, Debug)]
pub struct ItemsLoop {
    /// Element types of inputs, then outputs.
    pub types: Vec<TypeNum>,
    /// The function.
    pub run: RunItems,
    /// What it is handed.
    pub argument: *mut c_void,
}

/// A generalised ufunc from elsewhere.
#[derive(Debug)]
pub struct Outside {
    /// Name, numbers of operands, and the choice of a loop. Its own loops do nothing.
    ufunc: Ufunc,
    names: Names,
    /// In the order of the ufunc's.
    pub(super) loops: Vec<ItemsLoop>,
    /// The ufunc's, for [`Error::LoopFailed`].
    pub(super) tag: usize,
}

// SAFETY: whoever made it lets any thread call the functions with their arguments (`Outside::new`).
unsafe impl Send for Outside {}
// SAFETY: as above.
unsafe impl Sync for Outside {}

/// The kernel of what is never called so.
///
/// # Safety
/// None is needed.
unsafe fn nothing(_: &Block) -> u32 {
    0
}

impl Outside {
    /// A generalised ufunc with loops in the order in which they are tried. `tag` is what [`Error::LoopFailed`] tells of it.
    ///
    /// # Errors
    /// `ValueError` for numbers of operands that ufuncs do not have, loops with other numbers of operands, and what is no signature.
    ///
    /// # Safety
    /// The functions may be called with their arguments at any time and from any thread, also from several at once, as long as the process
    /// lives, and read inputs and write outputs only.
    pub unsafe fn new(
        name: &'static str,
        signature: &str,
        (nin, nout): (usize, usize),
        tag: usize,
        loops: Vec<ItemsLoop>,
    ) -> Result<Outside> {
        if nin == 0 || !(1..=2).contains(&nout) || nin + nout > MAX_OPERANDS {
            let text = format!("a ufunc cannot have {nin} inputs and {nout} outputs");
            return Err(Error::value(text));
        }
        if loops.is_empty() || loops.iter().any(|one| one.types.len() != nin + nout) {
            return Err(Error::value("a ufunc has loops with a type for every operand"));
        }
        let names = Names::parse(signature, nin, nout)?;
        let mut ufunc = Ufunc::new(name, nin, nout);
        for one in &loops {
            ufunc.push(
                Loop::strided_only(&one.types, nin as u8, nothing).of_others(),
                false,
            );
        }
        Ok(Outside {
            ufunc: ufunc.finish(),
            names,
            loops,
            tag,
        })
    }

    /// What it has in common with other ufuncs: name, numbers of operands, dtypes. To be looked at only, not called.
    pub fn as_ufunc(&self) -> &Ufunc {
        &self.ufunc
    }

    /// Its core dimensions.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Chooses the loop, checks the axes, and finds the shapes of the outputs. `operands` are the inputs as dtypes are chosen by them, `inputs`
    /// the same as arrays, where any value does for a Python number. `outs` holds the outputs that were given.
    ///
    /// # Errors
    /// NumPy's: no loop, forbidden casts, too few axes, core dimensions that do not match or that nothing tells, stacks that do not broadcast,
    /// and what is wrong with `axes=`.
    pub fn resolve(
        &'static self,
        operands: &[Operand<'_>],
        inputs: &[View<'_>],
        outs: &[Option<View<'_>>],
        options: &GufuncOptions<'_>,
    ) -> Result<OutsidePlan> {
        let chosen = self.ufunc.loop_for(operands, outs, &options.call)?;
        let number = self
            .ufunc
            .loops()
            .iter()
            .position(|one| std::ptr::eq(one, chosen));
        let (nin, count) = (inputs.len(), inputs.len() + outs.len());
        let mut views = [None; MAX_OPERANDS];
        for (place, view) in inputs
            .iter()
            .map(|view| Some(*view))
            .chain(outs.iter().copied())
            .enumerate()
        {
            views[place] = view;
        }
        let mut cores = [0; MAX_OPERANDS];
        (0..count).for_each(|operand| cores[operand] = self.names.of(operand).len());
        if let Some(keepdims) = options.keepdims {
            self.named().check_keepdims(&cores[..count])?;
            if keepdims {
                let first = cores[0];
                cores[nin..count].fill(first);
            }
        }
        if matches!(options.axes, Axes::Shared(_)) {
            self.named().check_axis(self.names.fixed().len())?;
        }
        for (operand, view) in views.iter().enumerate() {
            if let Some(view) = view
                && view.ndim() < cores[operand]
            {
                return Err(self.named().too_few_axes(operand, view.ndim(), cores[operand]));
            }
        }
        let deepest = (0..count).filter_map(|operand| Some(views[operand]?.ndim() - cores[operand]));
        let deepest = deepest.max().unwrap_or(0);
        let mut ndims = [0; MAX_OPERANDS];
        for operand in 0..count {
            ndims[operand] = views[operand].map_or(deepest + cores[operand], View::ndim);
        }
        let output_has_core = (nin..count).any(|operand| !self.names.of(operand).is_empty());
        let orders = orders(
            self.ufunc.name(),
            options.axes,
            ndims,
            cores,
            (nin, count),
            output_has_core,
        )?;
        let shapes =
            std::array::from_fn(|operand| views[operand].map(|view| ordered(view, &orders[operand]).0));
        let layout = Layout {
            outside: self,
            nin,
            cores,
            shapes,
        };
        let sizes = layout.sizes()?;
        let stack = layout.stack(deepest, views)?;
        let mut shapes = Vec::new();
        for operand in nin..count {
            let mut whole = stack.clone();
            let kept = options.keepdims == Some(true);
            let named = self.names.of(operand).iter().map(|&dim| sizes[dim]);
            let core: Vec<isize> = if kept {
                vec![1; cores[operand]]
            } else {
                named.collect()
            };
            if whole.len() + core.len() > MAX_DIMS {
                return Err(self.named().too_many_axes());
            }
            core.into_iter().for_each(|extent| whole.push(extent));
            checked_nbytes(chosen.dtype(operand), &whole)?;
            shapes.push(match views[operand] {
                // It may lack leading axes of extent 1.
                Some(out) => Dims::from_slice(out.shape()),
                None => restored(&whole, &orders[operand]),
            });
        }
        Ok(OutsidePlan {
            outside: self,
            number: number.unwrap_or(0),
            sizes,
            cores,
            orders,
            stack,
            shapes,
        })
    }

    fn named(&self) -> Named<'_> {
        Named {
            name: self.ufunc.name(),
            signature: self.names.text(),
            nin: self.ufunc.nin(),
        }
    }
}

/// The operands' shapes with the core dimensions last.
struct Layout {
    outside: &'static Outside,
    nin: usize,
    cores: [usize; MAX_OPERANDS],
    shapes: [Option<Dims>; MAX_OPERANDS],
}

impl Layout {
    /// The extents of the core dimensions.
    fn sizes(&self) -> Result<Vec<isize>> {
        let (names, named) = (&self.outside.names, self.outside.named());
        let mut sizes = names.fixed().to_vec();
        for (operand, shape) in self.shapes.iter().enumerate() {
            let Some(shape) = shape else { continue };
            let first = shape.len() - self.cores[operand];
            for (place, &found) in shape[first..].iter().enumerate() {
                // What `keepdims` adds has no name, and extent 1.
                let mut one = Some(1);
                let dim = names.of(operand).get(place);
                let size = dim.map_or(&mut one, |&dim| &mut sizes[dim]);
                if let Some(size) = *size
                    && size != found
                {
                    return Err(named.mismatch(operand, place, [found, size]));
                }
                *size = Some(found);
            }
        }
        for operand in 0..self.cores.len() {
            if self.shapes[operand].is_some() || operand < self.nin || operand >= self.count() {
                continue;
            }
            if let Some(place) = names.of(operand).iter().position(|&dim| sizes[dim].is_none()) {
                return Err(named.unspecified(operand, place));
            }
        }
        Ok(sizes.into_iter().map(|size| size.unwrap_or(1)).collect())
    }

    fn count(&self) -> usize {
        self.nin + self.outside.ufunc.nout()
    }

    /// The stack's axes of an operand.
    fn stacked(&self, operand: usize) -> Option<&[isize]> {
        let shape = self.shapes[operand].as_ref()?;
        Some(&shape[..shape.len() - self.cores[operand]])
    }

    /// What the stacks broadcast to. A given output may lift it, but not be repeated.
    fn stack(&self, ndim: usize, views: [Option<View<'_>>; MAX_OPERANDS]) -> Result<Dims> {
        let mut stack = Dims::filled(1, ndim);
        for operand in 0..self.count() {
            let Some(shape) = self.stacked(operand) else {
                continue;
            };
            for (into, &extent) in stack[ndim - shape.len()..].iter_mut().zip(shape) {
                if *into == 1 {
                    *into = extent;
                } else if extent != 1 && extent != *into {
                    return Err(self.not_broadcast());
                }
            }
        }
        for (operand, view) in views.iter().enumerate().take(self.count()).skip(self.nin) {
            let (Some(out), Some(view)) = (self.stacked(operand), view) else {
                continue;
            };
            let skipped = ndim - out.len();
            if out != &stack[skipped..] || stack[..skipped].iter().any(|&extent| extent != 1) {
                return Err(Error::value(format!(
                    "non-broadcastable output operand with shape {} doesn't match the broadcast shape {stack} before its core \
                     dimensions",
                    Dims::from_slice(view.shape())
                )));
            }
        }
        Ok(stack)
    }

    fn not_broadcast(&self) -> Error {
        let mut text = String::from(
            "operands could not be broadcast together with shapes before their core dimensions: ",
        );
        for operand in 0..self.count() {
            if let Some(stack) = self.stacked(operand) {
                text += &format!("{} ", Dims::from_slice(stack));
            }
        }
        Error::value(text)
    }
}

/// A generalised ufunc from elsewhere with its loop chosen and its dimensions found for given operands.
#[derive(Debug)]
pub struct OutsidePlan {
    pub(super) outside: &'static Outside,
    pub(super) number: usize,
    pub(super) sizes: Vec<isize>,
    pub(super) cores: [usize; MAX_OPERANDS],
    pub(super) orders: [Order; MAX_OPERANDS],
    pub(super) stack: Dims,
    /// Of the outputs.
    pub(super) shapes: Vec<Dims>,
}

impl OutsidePlan {
    /// The shape of an output.
    pub fn shape(&self, out: usize) -> &[isize] {
        &self.shapes[out]
    }

    /// The dtype of the elements that the loop gets of an operand, inputs first; outputs have it unless they were given.
    pub fn dtype(&self, operand: usize) -> DType {
        self.outside.ufunc.loops()[self.number].dtype(operand)
    }

    /// How many elements there are to go through, about.
    pub fn elements(&self) -> usize {
        let core = self.sizes.iter().map(|size| size.cast_unsigned());
        core.fold(size_of_shape(&self.stack), usize::saturating_mul)
    }
}
