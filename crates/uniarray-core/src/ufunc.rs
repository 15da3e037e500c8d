//! Universal functions as data, and the choice of a loop for given operands.
//!
//! A [`Ufunc`] is a name, numbers of inputs and outputs, an identity and a list of [`Loop`]s in NumPy's order. Choosing follows NumPy:
//! the first loop to which all inputs cast safely, with Python numbers taking the dtype that the arrays beside them suggest.
//!
//! Calling has three steps, so that the caller owns every result: [`Ufunc::resolve`] gives a [`Plan`] with the shape and dtypes of the
//! outputs, the caller allocates those that were not given, and [`Plan::execute`] computes. [`Ufunc::straight`] is a short cut for the
//! usual operands.
//!
//! ```
//! use uniarray_core::{array::Array, table, ufunc::{CallOptions, Operand}, scalar::Weak};
//! let a = Array::from_vec(vec![1u8, 2, 3]);
//! let inputs = [Operand::Array(a.view()), Operand::Weak(Weak::Int(10))];
//! let options = CallOptions::default();
//! let plan = table::find("multiply").unwrap().resolve(&inputs, &[None], &options)?;
//! let out = Array::zeros(plan.out_dtype(0), plan.shape())?;
//! let flags = plan.execute(&inputs, &[out.view()], &options)?;
//! assert_eq!(out.to_vec::<u8>(), [10, 20, 30]);
//! assert!(!flags.any());
//! # Ok::<(), uniarray_core::error::Error>(())
//! ```

use crate::dtype::{DType, Kind, TypeNum};
use crate::error::{Casting, Error, Result};
use crate::layout::View;
use crate::loops::{Loop, MAX_OPERANDS, Watch};
use crate::promote::can_cast;
use crate::scalar::{Scalar, Weak};

mod at;
mod choose;
pub mod external;
mod plan;
mod straight;

pub use at::At;
pub use plan::Plan;
use plan::common_shape;
pub use straight::Straight;

/// An input of a ufunc.
#[derive(Clone, Copy, Debug)]
pub enum Operand<'a> {
    /// An array, or a scalar with a dtype as an array without axes.
    Array(View<'a>),
    /// A Python number.
    Weak(Weak),
}

/// The keywords of a ufunc call.
#[derive(Clone, Copy, Debug)]
pub struct CallOptions<'a> {
    /// `casting=`; `same_kind` by default.
    pub casting: Casting,
    /// `signature=`, inputs first; `dtype=` is the same as a signature that fixes the outputs ([`CallOptions::with_dtype`]).
    pub signature: [Option<DType>; MAX_OPERANDS],
    /// `where=`: elements for which it is false are left as they are. Must be a bool array that broadcasts.
    pub mask: Option<View<'a>>,
}

impl Default for CallOptions<'_> {
    fn default() -> Self {
        CallOptions {
            casting: Casting::SameKind,
            signature: [None; MAX_OPERANDS],
            mask: None,
        }
    }
}

impl CallOptions<'_> {
    /// Fixes the dtype of all outputs of `ufunc`, NumPy's `dtype=`.
    pub fn with_dtype(mut self, ufunc: &Ufunc, dtype: DType) -> Self {
        self.signature[ufunc.nin()..ufunc.nin() + ufunc.nout()].fill(Some(dtype));
        self
    }
}

/// What a reduction over nothing gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Identity {
    /// There is none.
    None,
    /// A small integer, in any dtype.
    Int(i8),
    /// `-inf`.
    NegativeInfinity,
}

impl Identity {
    /// The value in a dtype.
    pub fn value(self, dtype: DType) -> Option<Scalar> {
        match self {
            Identity::None => None,
            Identity::Int(value) => Some(Scalar::Int8(value).cast(dtype)),
            Identity::NegativeInfinity => Some(Scalar::Float64(f64::NEG_INFINITY).cast(dtype)),
        }
    }
}

/// What is particular about a ufunc's choice of a loop.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// The first loop that all inputs reach safely.
    First,
    /// All inputs take their common dtype, for which there must be a loop; NumPy words the error by dtype classes.
    Common,
    /// A comparison; the truth values are its results for less, equal and greater, which a Python integer beyond the array's dtype decides.
    Compare(bool, bool, bool),
    /// A combination of truth values, which a reduction takes of anything. Python numbers count by their truth, whatever the loop.
    Truth,
    /// Integers count as float64: their loops only save a cast, and a Python integer beyond them takes the loop of float64.
    Quotient,
    /// Of bool arrays there is none, with a sentence of its own.
    NotBool(fn() -> Error),
}

/// A universal function.
#[derive(Debug)]
pub struct Ufunc {
    name: &'static str,
    nin: usize,
    nout: usize,
    identity: Identity,
    reorderable: bool,
    rule: Rule,
    loops: Vec<Loop>,
    /// For inputs that all have the same dtype, the place of the loop.
    same: [Option<u8>; TypeNum::COUNT],
}

impl Ufunc {
    /// A ufunc of loops in the order in which they are tried.
    pub(crate) fn new(name: &'static str, nin: usize, nout: usize) -> Ufunc {
        Ufunc {
            name,
            nin,
            nout,
            identity: Identity::None,
            reorderable: false,
            rule: Rule::First,
            loops: Vec::new(),
            same: [None; TypeNum::COUNT],
        }
    }

    pub(crate) fn push(&mut self, mut made: Loop, quiet: bool) {
        debug_assert_eq!(made.types().len(), self.nin + self.nout);
        let inexact = made.types().iter().any(|num| num.kind() >= Kind::Float);
        if quiet {
            made.watch = Watch::Nothing;
        } else if inexact && made.watch == Watch::Nothing {
            made.watch = Watch::Status;
        }
        self.loops.push(made);
    }

    /// Puts a loop in the place of the one for the same types, whose fold it takes over.
    pub(crate) fn replace(&mut self, mut made: Loop) {
        let old = self.loops.iter_mut().find(|old| old.types() == made.types());
        let old = old.expect("a loop for these types");
        made.fold = old.fold;
        *old = made;
    }

    /// Inserts a loop of integers before the first of floats, where NumPy has the comparisons of mixed signs.
    pub(crate) fn insert_before_floats(&mut self, made: Loop) {
        let place = self
            .loops
            .iter()
            .position(|other| other.types()[0].kind() >= Kind::Float);
        self.loops.insert(place.unwrap_or(self.loops.len()), made);
    }

    /// `reorderable` says that a reduction may take the elements in any order.
    pub(crate) fn identity_is(&mut self, identity: Identity, reorderable: bool) {
        self.identity = identity;
        self.reorderable = reorderable;
    }

    pub(crate) fn rule_is(&mut self, rule: Rule) {
        self.rule = rule;
    }

    /// Fills what is looked up by dtype, once all loops are there.
    pub(crate) fn finish(mut self) -> Ufunc {
        for num in TypeNum::all() {
            let inputs = [DType::new(num); MAX_OPERANDS];
            // A loop of that very dtype, if there is one, and not the first one of a wider dtype.
            let own = self.loops.iter().position(|candidate| {
                let mut types = candidate.types()[..self.nin].iter();
                types.all(|input| *input == num)
            });
            let found =
                own.or_else(|| self.first(&inputs[..self.nin], &[], Casting::Safe, &[None; MAX_OPERANDS]));
            self.same[num as usize] = found.map(|place| place as u8);
        }
        self
    }

    /// NumPy's `__name__`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The number of inputs.
    #[inline]
    pub fn nin(&self) -> usize {
        self.nin
    }

    /// The number of outputs.
    #[inline]
    pub fn nout(&self) -> usize {
        self.nout
    }

    /// What reduces nothing.
    pub fn identity(&self) -> Identity {
        self.identity
    }

    /// What is particular about the choice of a loop.
    #[inline]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// Whether a reduction may take the elements in any order.
    pub fn reorderable(&self) -> bool {
        self.reorderable
    }

    /// The loops, in the order in which they are tried.
    pub fn loops(&self) -> &[Loop] {
        &self.loops
    }

    /// Chooses the loop, checks casts and shapes, and finds the dtypes and the shape of the outputs. `outs` holds the outputs
    /// that were given, `None` for the others.
    ///
    /// # Errors
    /// NumPy's: no loop, forbidden casts, shapes that do not broadcast.
    ///
    /// # Panics
    /// If the numbers of inputs and outputs are not the ufunc's.
    #[inline]
    pub fn resolve(
        &'static self,
        inputs: &[Operand<'_>],
        outs: &[Option<View<'_>>],
        options: &CallOptions<'_>,
    ) -> Result<Plan> {
        assert_eq!(
            (inputs.len(), outs.len()),
            (self.nin, self.nout),
            "operands of {}",
            self.name
        );
        if let Some(mask) = options.mask
            && mask.dtype() != DType::BOOL
        {
            return Err(Error::Cast {
                from: mask.dtype(),
                to: DType::BOOL,
                casting: Casting::Safe,
            });
        }
        let chosen = self.loop_for(inputs, outs, options)?;
        let shape = common_shape(inputs, outs, options)?;
        let constant = match self.rule {
            Rule::Compare(..) => self.decided(inputs, chosen),
            _ => None,
        };
        Ok(Plan {
            ufunc: self,
            chosen,
            shape,
            constant,
        })
    }

    /// The loop for the operands, to whose dtypes the casting rule lets them.
    #[inline]
    pub(crate) fn loop_for(
        &'static self,
        inputs: &[Operand<'_>],
        outs: &[Option<View<'_>>],
        options: &CallOptions<'_>,
    ) -> Result<&'static Loop> {
        let chosen = self.choose(inputs, options)?;
        for (place, out) in outs.iter().enumerate() {
            let from = chosen.dtype(self.nin + place);
            if let Some(out) = out
                && !can_cast(from, out.dtype(), options.casting)
            {
                let index = (self.nout > 1).then_some(place);
                let (to, casting) = (out.dtype(), options.casting);
                return Err(Error::UfuncCast {
                    ufunc: self.name,
                    output: true,
                    index,
                    from,
                    to,
                    casting,
                });
            }
        }
        Ok(chosen)
    }
}
