//! Universal functions as data, and the choice of a loop for given operands.
//!
//! A [`Ufunc`] is a name, numbers of inputs and outputs, an identity and a list of [`Loop`]s in NumPy's order. Choosing follows NumPy:
//! the first loop to which all inputs cast safely, with Python numbers taking the dtype that the arrays beside them suggest. float16 is
//! not there yet, so `sin` of `int8`, which is a float16 in NumPy, finds float32.
//!
//! Calling has three steps, so that the caller owns every result: [`Ufunc::resolve`] gives a [`Plan`] with the shape and dtypes of the
//! outputs, the caller allocates those that were not given, and [`Plan::execute`] computes.
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
use crate::layout::{Dims, View, broadcast_shapes, c_strides, same_shape};
use crate::loops::{Loop, MAX_OPERANDS, Watch};
use crate::promote::{adapt, can_cast, promote_types};
use crate::scalar::{Scalar, Weak};

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
    /// A combination of truth values, which a reduction takes of anything.
    Truth,
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
            let found = self.first(&inputs[..self.nin], &[], Casting::Safe, &[None; MAX_OPERANDS]);
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

    /// The result of a comparison with a Python integer beyond the dtype of the loop.
    fn decided(&self, inputs: &[Operand<'_>], chosen: &Loop) -> Option<bool> {
        let Rule::Compare(less, _, greater) = self.rule else {
            return None;
        };
        for (place, input) in inputs.iter().enumerate() {
            let beyond = match *input {
                Operand::Weak(Weak::Int(value)) => beyond(value, chosen.types()[place]),
                Operand::Weak(Weak::LongInt(value)) => {
                    matches!(chosen.types()[place].kind(), Kind::Signed | Kind::Unsigned)
                        .then_some(value > 0.0)
                }
                _ => None,
            };
            if let Some(above) = beyond {
                // An integer above everything on the right makes the left the lesser.
                return Some(if above == (place == 1) { less } else { greater });
            }
        }
        None
    }

    /// The loop for the operands.
    #[inline]
    fn choose(&'static self, inputs: &[Operand<'_>], options: &CallOptions<'_>) -> Result<&'static Loop> {
        // The usual case: arrays of one dtype.
        if options.signature == [None; MAX_OPERANDS]
            && let Some(Operand::Array(first)) = inputs.first()
            && inputs[1..]
                .iter()
                .all(|input| matches!(input, Operand::Array(view) if view.dtype() == first.dtype()))
            && !matches!(self.rule, Rule::NotBool(_))
            && let Some(place) = self.same[first.dtype().num() as usize]
        {
            let chosen = &self.loops[usize::from(place)];
            if options.casting >= Casting::Safe || chosen.types()[0] == first.dtype().num() {
                return Ok(chosen);
            }
        }
        self.choose_any(inputs, options)
    }

    /// The loop for any operands.
    #[inline(never)]
    fn choose_any(&'static self, inputs: &[Operand<'_>], options: &CallOptions<'_>) -> Result<&'static Loop> {
        // Each input's dtype; Python numbers adapt to what the arrays have in common.
        let mut dtypes = [DType::BOOL; MAX_OPERANDS];
        let mut strong: Option<DType> = None;
        let mut uniform = true;
        for (input, dtype) in inputs.iter().zip(&mut dtypes) {
            if let Operand::Array(view) = input {
                *dtype = view.dtype();
                uniform &= strong.is_none_or(|strong| strong == *dtype);
                strong = Some(strong.map_or(*dtype, |strong| promote_types(strong, *dtype)));
            }
        }
        let mut weak = [None; MAX_OPERANDS];
        for (place, input) in inputs.iter().enumerate() {
            if let Operand::Weak(number) = *input {
                dtypes[place] = match strong {
                    Some(strong) => adapt(number, strong),
                    None => number.default_dtype().unwrap_or(DType::INT64),
                };
                weak[place] = Some(number);
                uniform &= dtypes[place] == dtypes[0] || place == 0;
            }
        }
        uniform &= dtypes[..self.nin].iter().all(|dtype| *dtype == dtypes[0]);
        if let Rule::NotBool(error) = self.rule
            && dtypes[..self.nin].iter().all(|dtype| *dtype == DType::BOOL)
        {
            return Err(error());
        }
        let free = options.signature == [None; MAX_OPERANDS];
        let found = match self.same[dtypes[0].num() as usize] {
            Some(place) if uniform && free => Some(usize::from(place)),
            _ => self.first(
                &dtypes[..self.nin],
                &weak[..self.nin],
                Casting::Safe,
                &options.signature,
            ),
        };
        let place = match found {
            Some(place) => place,
            None if free => return Err(self.no_loop(&dtypes[..self.nin])),
            // With dtypes asked for, inputs may be cast as far as `casting=` goes.
            None => self.asked_for(&dtypes[..self.nin], &weak[..self.nin], options)?,
        };
        let chosen = &self.loops[place];
        for (input, dtype) in dtypes[..self.nin].iter().enumerate() {
            if weak[input].is_none() && !can_cast(*dtype, chosen.dtype(input), options.casting) {
                return Err(self.input_cast(input, *dtype, chosen, options));
            }
        }
        Ok(chosen)
    }

    fn input_cast(&self, input: usize, from: DType, chosen: &Loop, options: &CallOptions<'_>) -> Error {
        let index = (self.nin > 1).then_some(input);
        let (to, casting) = (chosen.dtype(input), options.casting);
        Error::UfuncCast {
            ufunc: self.name,
            output: false,
            index,
            from,
            to,
            casting,
        }
    }

    /// The first loop that has the dtypes asked for and that the inputs reach by the given rule.
    fn first(
        &self,
        dtypes: &[DType],
        weak: &[Option<Weak>],
        casting: Casting,
        signature: &[Option<DType>; MAX_OPERANDS],
    ) -> Option<usize> {
        // Some ufuncs take the inputs' own common dtype or none.
        let common = match self.rule {
            Rule::Common if casting == Casting::Safe => dtypes.iter().copied().reduce(promote_types),
            _ => None,
        };
        self.loops.iter().position(|candidate| {
            fits(candidate, signature)
                && common.is_none_or(|common| common == candidate.dtype(0))
                && dtypes.iter().enumerate().all(|(input, dtype)| {
                    let to = candidate.dtype(input);
                    can_cast(*dtype, to, casting)
                        // `ldexp(x, 3)`: beside a float the integer keeps its kind where the loop wants one.
                        || (to.is_integer()
                            && candidate.types()[0].kind() == Kind::Float
                            && matches!(weak.get(input), Some(Some(Weak::Int(_)))))
                })
        })
    }

    fn asked_for(&self, dtypes: &[DType], weak: &[Option<Weak>], options: &CallOptions<'_>) -> Result<usize> {
        if let Some(place) = self.first(dtypes, weak, options.casting, &options.signature) {
            return Ok(place);
        }
        let mut candidates = self
            .loops
            .iter()
            .filter(|candidate| fits(candidate, &options.signature));
        match candidates.next() {
            Some(candidate) => {
                let barred =
                    |input: &usize| !can_cast(dtypes[*input], candidate.dtype(*input), options.casting);
                let input = (0..dtypes.len()).find(barred).unwrap_or(0);
                Err(self.input_cast(input, dtypes[input], candidate, options))
            }
            None => Err(Error::NoMatchingSignature { ufunc: self.name }),
        }
    }

    /// The loop that folds elements: of one dtype throughout, NumPy's choice for `reduce` and `accumulate`.
    pub(crate) fn folding(&'static self, input: DType, dtype: Option<DType>) -> Result<&'static Loop> {
        let uniform = |num: TypeNum| {
            self.loops
                .iter()
                .find(|candidate| candidate.types().iter().all(|other| *other == num))
        };
        let missing = Error::NoMatchingSignature { ufunc: self.name };
        if let Some(dtype) = dtype {
            let found = match self.rule {
                Rule::NotBool(error) if dtype == DType::BOOL => return Err(error()),
                _ => uniform(dtype.num()),
            };
            return found
                .filter(|_| !matches!(self.rule, Rule::Compare(..)) || input == DType::BOOL)
                .ok_or(missing);
        }
        if let Rule::NotBool(error) = self.rule
            && input == DType::BOOL
        {
            return Err(error());
        }
        let Some(place) = self.same[input.num() as usize] else {
            return Err(self.no_loop(&[input, input]));
        };
        let first = &self.loops[usize::from(place)];
        let result = *first.types().last().unwrap_or(&input.num());
        // Where results differ from elements, as in divisions of integers, elements are cast to them; comparisons are not folded so.
        if matches!(self.rule, Rule::Compare(..)) && input != DType::BOOL {
            return Err(missing);
        }
        uniform(result).ok_or(missing)
    }

    fn no_loop(&self, dtypes: &[DType]) -> Error {
        match self.rule {
            Rule::Common => Error::NoLoopForTypes {
                ufunc: self.name,
                inputs: dtypes.to_vec(),
                nout: self.nout,
            },
            _ => Error::NoLoop {
                ufunc: self.name,
                casting: Casting::Safe,
            },
        }
    }
}

/// Whether a loop has the dtypes asked for.
fn fits(candidate: &Loop, signature: &[Option<DType>; MAX_OPERANDS]) -> bool {
    let mut asked = candidate.types().iter().zip(signature);
    asked.all(|(num, asked)| asked.is_none_or(|asked| asked.num() == *num))
}

/// Whether a Python integer lies above (true) or below (false) everything that an integer dtype holds.
fn beyond(value: i128, num: TypeNum) -> Option<bool> {
    let bits = 8 * num.info().itemsize as u32;
    let (low, high) = match num.kind() {
        Kind::Signed => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
        Kind::Unsigned => (0, (1i128 << bits) - 1),
        _ => return None,
    };
    if value > high {
        Some(true)
    } else {
        (value < low).then_some(false)
    }
}

/// The shape of the operation: what inputs, mask and outputs broadcast to. Outputs may lift it but not be repeated.
#[inline]
fn common_shape(
    inputs: &[Operand<'_>],
    outs: &[Option<View<'_>>],
    options: &CallOptions<'_>,
) -> Result<Dims> {
    // The usual case: all shapes are the same, or have no axes.
    let mut shape: &[isize] = &[];
    let mut same = options.mask.is_none();
    for input in inputs {
        if let Operand::Array(view) = input
            && view.ndim() > 0
        {
            same &= shape.is_empty() || same_shape(view.shape(), shape);
            shape = view.shape();
        }
    }
    for out in outs.iter().flatten() {
        same &= same_shape(out.shape(), shape);
    }
    if same {
        Ok(Dims::from_slice(shape))
    } else {
        broadcast_all(inputs, outs, options)
    }
}

#[inline(never)]
fn broadcast_all(
    inputs: &[Operand<'_>],
    outs: &[Option<View<'_>>],
    options: &CallOptions<'_>,
) -> Result<Dims> {
    let views = inputs.iter().filter_map(|input| match input {
        Operand::Array(view) => Some(view),
        Operand::Weak(_) => None,
    });
    let shapes: Vec<&[isize]> = views.chain(&options.mask).map(|view| view.shape()).collect();
    let inner = broadcast_shapes(&shapes)?;
    let mut all: Vec<&[isize]> = vec![&inner];
    all.extend(outs.iter().flatten().map(|out| out.shape()));
    let shape = broadcast_shapes(&all).map_err(|_| {
        // The sentence names the operands, not what they broadcast to.
        let shapes = shapes
            .iter()
            .chain(&all[1..])
            .map(|shape| Dims::from_slice(shape))
            .collect();
        Error::Broadcast { shapes }
    })?;
    for out in outs.iter().flatten() {
        if out.shape() != &*shape {
            return Err(Error::OutputShape {
                shape: Dims::from_slice(out.shape()),
                broadcast: shape,
            });
        }
    }
    Ok(shape)
}

/// A ufunc with its loop chosen for given operands.
#[derive(Debug)]
pub struct Plan {
    pub(crate) ufunc: &'static Ufunc,
    pub(crate) chosen: &'static Loop,
    pub(crate) shape: Dims,
    pub(crate) constant: Option<bool>,
}

impl Plan {
    /// The shape of the outputs.
    #[inline]
    pub fn shape(&self) -> &[isize] {
        &self.shape
    }

    /// The dtype that an output has unless one was given.
    #[inline]
    pub fn out_dtype(&self, out: usize) -> DType {
        self.chosen.dtype(self.ufunc.nin + out)
    }

    /// The dtype that an input is cast to.
    #[inline]
    pub fn in_dtype(&self, input: usize) -> DType {
        self.chosen.dtype(input)
    }

    /// Strides of a fresh output that follows the inputs' order of axes, NumPy's `order='K'`.
    pub fn out_strides(&self, inputs: &[Operand<'_>], itemsize: usize) -> Dims {
        let views = || {
            inputs.iter().filter_map(|input| match input {
                Operand::Array(view) if view.ndim() > 0 => Some(*view),
                _ => None,
            })
        };
        if self.shape.len() < 2 || views().all(|view| view.is_c_contiguous()) {
            return c_strides(itemsize, &self.shape);
        }
        crate::iter::k_order_strides(&self.shape, &views().collect::<Vec<_>>(), itemsize)
    }
}
