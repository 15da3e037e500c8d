//! Filling memory with draws of a distribution.

use crate::distributions::binomial::Binomial;
use crate::distributions::counts::Poisson;
use crate::row::{Row, Sampler};
use crate::source::Source;

/// Values of a parameter: one for all draws, or one for each.
#[derive(Clone, Copy, Debug)]
pub enum Column<'a> {
    /// Reals.
    Real(&'a [f64]),
    /// Integers, for parameters that [`Row::takes_integer`] names.
    Integer(&'a [i64]),
}

impl Column<'_> {
    fn place(length: usize, index: usize) -> usize {
        if length == 1 { 0 } else { index }
    }

    #[inline]
    fn real(self, index: usize) -> f64 {
        match self {
            Column::Real(values) => values[Self::place(values.len(), index)],
            Column::Integer(values) => values[Self::place(values.len(), index)] as f64,
        }
    }

    #[inline]
    fn integer(self, index: usize) -> i64 {
        match self {
            Column::Integer(values) => values[Self::place(values.len(), index)],
            Column::Real(values) => values[Self::place(values.len(), index)] as i64,
        }
    }

    fn is_one(self) -> bool {
        match self {
            Column::Real(values) => values.len() == 1,
            Column::Integer(values) => values.len() == 1,
        }
    }
}

/// Memory for results.
#[derive(Debug)]
pub enum Results<'a> {
    /// Reals.
    Real(&'a mut [f64]),
    /// Reals in single precision.
    RealF32(&'a mut [f32]),
    /// Integers.
    Integer(&'a mut [i64]),
}

/// What a distribution gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultKind {
    /// [`Results::Real`]
    Real,
    /// [`Results::RealF32`]
    RealF32,
    /// [`Results::Integer`]
    Integer,
}

impl Row {
    /// Whether a parameter is an integer.
    pub fn takes_integer(&self, parameter: usize) -> bool {
        match self.sampler {
            Sampler::Count3(_) => true,
            Sampler::Binomial(_) => parameter == 0,
            _ => false,
        }
    }

    /// What it gives.
    pub fn gives(&self) -> ResultKind {
        match self.sampler {
            Sampler::FillF32(_) | Sampler::RealF32(_) => ResultKind::RealF32,
            Sampler::Count1(_)
            | Sampler::Count2(_)
            | Sampler::Count3(_)
            | Sampler::Poisson(_)
            | Sampler::Binomial(_) => ResultKind::Integer,
            _ => ResultKind::Real,
        }
    }

    /// Draws as many numbers as there is room for.
    ///
    /// # Panics
    /// If the memory is not of the kind that the distribution [gives](Row::gives), or values of parameters are missing.
    pub fn fill(&self, source: &mut Source, columns: &[Column<'_>], results: Results<'_>) {
        match results {
            Results::Real(out) => self.fill_real(source, columns, out),
            Results::RealF32(out) => match self.sampler {
                Sampler::FillF32(fill) => fill(source, out),
                Sampler::RealF32(draw) => each(out, |index| draw(source, columns[0].real(index) as f32)),
                _ => panic!("results of another kind"),
            },
            Results::Integer(out) => self.fill_integer(source, columns, out),
        }
    }

    fn fill_real(&self, source: &mut Source, columns: &[Column<'_>], out: &mut [f64]) {
        let at = |column: usize, index: usize| columns[column].real(index);
        match self.sampler {
            Sampler::Fill(fill) => fill(source, out),
            Sampler::Scaled(fill) => {
                fill(source, out);
                if let [scale] = columns {
                    for (index, value) in out.iter_mut().enumerate() {
                        *value *= scale.real(index);
                    }
                } else if columns.iter().all(|column| column.is_one()) {
                    let (loc, scale) = (at(0, 0), at(1, 0));
                    out.iter_mut().for_each(|value| *value = loc + scale * *value);
                } else {
                    for (index, value) in out.iter_mut().enumerate() {
                        *value = at(0, index) + at(1, index) * *value;
                    }
                }
            }
            Sampler::Real0(draw) => each(out, |_| draw(source)),
            Sampler::Real1(draw) => each(out, |index| draw(source, at(0, index))),
            Sampler::Real2(draw) => each(out, |index| draw(source, at(0, index), at(1, index))),
            Sampler::Real3(draw) => {
                each(out, |index| {
                    draw(source, at(0, index), at(1, index), at(2, index))
                });
            }
            _ => panic!("results of another kind"),
        }
    }

    fn fill_integer(&self, source: &mut Source, columns: &[Column<'_>], out: &mut [i64]) {
        let at = |column: usize, index: usize| columns[column].real(index);
        let integer = |column: usize, index: usize| columns[column].integer(index);
        match self.sampler {
            Sampler::Count1(draw) => each(out, |index| draw(source, at(0, index))),
            Sampler::Count2(draw) => each(out, |index| draw(source, at(0, index), at(1, index))),
            Sampler::Count3(draw) => each(out, |index| {
                draw(source, integer(0, index), integer(1, index), integer(2, index))
            }),
            Sampler::Poisson(make) => {
                let mut last: Option<(f64, Poisson)> = None;
                each(out, |index| {
                    let lam = at(0, index);
                    match &last {
                        Some((known, poisson)) if *known == lam => poisson.draw(source),
                        _ => last.insert((lam, make(lam))).1.draw(source),
                    }
                });
            }
            Sampler::Binomial(make) => {
                let mut last: Option<(i64, f64, Binomial)> = None;
                each(out, |index| {
                    let (n, p) = (integer(0, index), at(1, index));
                    match &last {
                        Some((known_n, known_p, binomial)) if *known_n == n && *known_p == p => {
                            binomial.draw(source)
                        }
                        _ => last.insert((n, p, make(n, p))).2.draw(source),
                    }
                });
            }
            _ => panic!("results of another kind"),
        }
    }
}

fn each<T>(out: &mut [T], mut draw: impl FnMut(usize) -> T) {
    for (index, place) in out.iter_mut().enumerate() {
        *place = draw(index);
    }
}
