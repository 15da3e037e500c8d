//! Which loop a ufunc takes for given operands.

use super::{CallOptions, Operand, Rule, Ufunc};
use crate::dtype::{DType, Kind, TypeNum};
use crate::error::{Casting, Error, Result};
use crate::loops::{Loop, MAX_OPERANDS};
use crate::promote::{adapt, can_cast, promote_types};
use crate::scalar::Weak;

impl Ufunc {
    /// The result of a comparison with a Python integer beyond the dtype of the loop.
    pub(super) fn decided(&self, inputs: &[Operand<'_>], chosen: &Loop) -> Option<bool> {
        let Rule::Compare(less, _, greater) = self.rule else {
            return None;
        };
        // Beside a bool a Python integer is an int64, or an error.
        let truth =
            |input: &Operand<'_>| matches!(input, Operand::Array(view) if view.dtype() == DType::BOOL);
        if inputs.iter().any(truth) {
            return None;
        }
        for (place, input) in inputs.iter().enumerate() {
            if let Operand::Weak(number) = *input
                && let Some(above) = beyond(number, chosen.types()[place])
            {
                // An integer above everything on the right makes the left the lesser.
                return Some(if above == (place == 1) { less } else { greater });
            }
        }
        None
    }

    /// The loop for the operands.
    #[inline]
    pub(super) fn choose(
        &'static self,
        inputs: &[Operand<'_>],
        options: &CallOptions<'_>,
    ) -> Result<&'static Loop> {
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
            let as_it_is = chosen.types()[0] == first.dtype().num() && !matches!(self.rule, Rule::Quotient);
            if options.casting >= Casting::Safe || as_it_is {
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
                if matches!(self.rule, Rule::Quotient) && beyond(number, dtypes[place].num()).is_some() {
                    dtypes[place] = DType::FLOAT64;
                }
                weak[place] = Some(number);
                uniform &= dtypes[place] == dtypes[0] || place == 0;
            }
        }
        uniform &= dtypes[..self.nin].iter().all(|dtype| *dtype == dtypes[0]);
        let free = options.signature == [None; MAX_OPERANDS];
        if let Rule::NotBool(error) = self.rule
            && dtypes[..self.nin].iter().all(|dtype| *dtype == DType::BOOL)
            && (free || options.signature[..self.nin + 1].contains(&Some(DType::BOOL)))
        {
            return Err(error());
        }
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
        // The only argument is cast like any other, though it is a Python number.
        let alone = self.nin == 1 && options.casting == Casting::No;
        for (input, dtype) in dtypes[..self.nin].iter().enumerate() {
            let Some(number) = weak[input].filter(|_| !alone) else {
                // To NumPy quotients of integers are those of the floats that they are cast to.
                let cast = matches!(self.rule, Rule::Quotient) && chosen.dtype(input) != DType::FLOAT64;
                let to = if cast {
                    promote_types(*dtype, chosen.dtype(self.nin))
                } else {
                    chosen.dtype(input)
                };
                if !can_cast(*dtype, to, options.casting) {
                    return Err(self.input_cast(input, *dtype, chosen, options));
                }
                continue;
            };
            // Python's numbers go anywhere, but are equivalent to their own dtype only, if not compared.
            let equivalent = options.casting != Casting::Equiv
                || (matches!(self.rule, Rule::Compare(..)) && chosen.dtype(input).is_integer())
                || number.default_dtype() == Some(chosen.dtype(input));
            if !equivalent {
                return Err(Error::type_error(format!(
                    "cannot cast Python {} to {} under the casting rule 'equiv'",
                    number.type_name(),
                    chosen.dtype(input).name()
                )));
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
    pub(super) fn first(
        &self,
        dtypes: &[DType],
        weak: &[Option<Weak>],
        casting: Casting,
        signature: &[Option<DType>; MAX_OPERANDS],
    ) -> Option<usize> {
        // Quotients with integers that do not fit are those of floats.
        let quotient =
            |number, to: DType| matches!(self.rule, Rule::Quotient) && beyond(number, to.num()).is_some();
        // Some ufuncs take the inputs' own common dtype or none.
        let common = match self.rule {
            Rule::Common if casting == Casting::Safe && *signature == [None; MAX_OPERANDS] => {
                dtypes.iter().copied().reduce(promote_types)
            }
            _ => None,
        };
        // The only argument counts as what it would be in an array.
        let asked = *signature != [None; MAX_OPERANDS] && weak.len() > 1;
        self.loops.iter().position(|candidate| {
            fits(candidate, signature)
                && common.is_none_or(|common| common == candidate.dtype(0))
                && dtypes.iter().enumerate().all(|(input, dtype)| {
                    let to = candidate.dtype(input);
                    let number = weak.get(input).copied().flatten();
                    can_cast(*dtype, to, casting)
                        || (asked
                            && casting > Casting::Equiv
                            && number.is_some_and(|number| adapts(number, to) && !quotient(number, to)))
                        // `ldexp(x, 3)`: beside a float the integer keeps its kind where the loop wants one, and its own dtype.
                        || (to == DType::INTP
                            && candidate.types()[0].kind() == Kind::Float
                            && matches!(number, Some(Weak::Int(_))))
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
            return found.ok_or(missing);
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

/// Whether a Python number becomes an element of a dtype that was asked for without losing its kind.
fn adapts(number: Weak, to: DType) -> bool {
    match number {
        Weak::Int(_) | Weak::LongInt(_) => to.kind() != Kind::Bool,
        Weak::Float(_) => matches!(to.kind(), Kind::Float | Kind::Complex),
        Weak::Complex(_) => to.kind() == Kind::Complex,
    }
}

/// Whether a loop has the dtypes asked for.
fn fits(candidate: &Loop, signature: &[Option<DType>; MAX_OPERANDS]) -> bool {
    let mut asked = candidate.types().iter().zip(signature);
    asked.all(|(num, asked)| asked.is_none_or(|asked| asked.num() == *num))
}

/// Whether a Python integer lies above (true) or below (false) everything that an integer dtype holds.
fn beyond(number: Weak, num: TypeNum) -> Option<bool> {
    let bits = 8 * num.info().itemsize as u32;
    let (low, high) = match num.kind() {
        Kind::Signed => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
        Kind::Unsigned => (0, (1i128 << bits) - 1),
        _ => return None,
    };
    match number {
        Weak::Int(value) if value > high => Some(true),
        Weak::Int(value) if value < low => Some(false),
        Weak::LongInt(value) => Some(value > 0.0),
        _ => None,
    }
}
