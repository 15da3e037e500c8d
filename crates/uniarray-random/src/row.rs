//! The list of distributions: names, parameters with what is demanded of them, and the functions that draw.

use crate::distributions::binomial::Binomial;
use crate::distributions::continuous as real;
use crate::distributions::counts::Poisson;
use crate::distributions::style::{Legacy, Modern};
use crate::distributions::{counts, gamma, hypergeometric::hypergeometric, ziggurat};
use crate::legacy;
use crate::source::Source;

/// What is demanded of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// Nothing.
    None,
    /// Not below zero, not even by the sign of zero; NaN is let through.
    NonNegative,
    /// Above zero; NaN is let through.
    Positive,
    /// Above zero.
    PositiveNotNan,
    /// In `[0, 1]`.
    Probability,
    /// In `(0, 1]`.
    ProbabilityAbove0,
    /// In `[0, 1)`.
    ProbabilityBelow1,
    /// Above one.
    Above1,
    /// One or more.
    AtLeast1,
    /// A rate for which integers of 64 bits are enough.
    Rate,
}

/// The largest rate of a Poisson distribution: ten standard deviations below the largest integer.
pub const RATE_MAX: f64 = 9.223372006484771e18;

impl Constraint {
    /// What NumPy says about a value that is not allowed; about arrays it says it in other words.
    pub fn broken(self, value: f64, of_array: bool) -> Option<Broken> {
        let is_nan = if of_array { "contains NaNs" } else { "is NaN" };
        match self {
            Constraint::None => None,
            Constraint::NonNegative => {
                (!value.is_nan() && value.is_sign_negative()).then_some(Broken::Text("< 0"))
            }
            Constraint::Positive => (value <= 0.0).then_some(Broken::Text("<= 0")),
            Constraint::PositiveNotNan if value.is_nan() => Some(Broken::Text("must not be NaN")),
            Constraint::PositiveNotNan => (value <= 0.0).then_some(Broken::Text("<= 0")),
            Constraint::Probability => {
                (!(0.0..=1.0).contains(&value)).then_some(Broken::Range("< 0", Some("> 1"), is_nan))
            }
            Constraint::ProbabilityAbove0 => (!(value > 0.0 && value <= 1.0)).then_some(Broken::Range(
                "<= 0",
                Some("> 1"),
                "contains NaNs",
            )),
            Constraint::ProbabilityBelow1 => {
                (!(0.0..1.0).contains(&value)).then_some(Broken::Range("< 0", Some(">= 1"), is_nan))
            }
            Constraint::Above1 => {
                (value.is_nan() || value <= 1.0).then_some(Broken::Range("<= 1", None, is_nan))
            }
            Constraint::AtLeast1 => {
                (value.is_nan() || value < 1.0).then_some(Broken::Range("< 1", None, is_nan))
            }
            Constraint::Rate if value > RATE_MAX || (of_array && value.is_nan()) => {
                Some(Broken::Text("value too large"))
            }
            Constraint::Rate => (value.is_nan() || value < 0.0).then_some(Broken::Range("< 0", None, is_nan)),
        }
    }
}

/// What is wrong with a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// After the parameter's name.
    Text(&'static str),
    /// Two sides of a range, and NaN, each after the parameter's name.
    Range(&'static str, Option<&'static str>, &'static str),
}

impl Broken {
    /// The sentence about a parameter.
    pub fn of(self, name: &str) -> String {
        match self {
            Broken::Text(text) => format!("{name} {text}"),
            Broken::Range(below, None, nan) => format!("{name} {below} or {name} {nan}"),
            Broken::Range(below, Some(above), nan) => {
                format!("{name} {below}, {name} {above} or {name} {nan}")
            }
        }
    }
}

/// A parameter.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name in error messages.
    pub name: &'static str,
    /// What it must be.
    pub constraint: Constraint,
}

/// The function that draws, by the types of parameters and results.
#[derive(Clone, Copy)]
pub enum Sampler {
    /// Fills with reals, without parameters.
    Fill(fn(&mut Source, &mut [f64])),
    /// As `Fill`, in single precision.
    FillF32(fn(&mut Source, &mut [f32])),
    /// A location, if there are two parameters, and a scale applied to what `Fill` gives.
    Scaled(fn(&mut Source, &mut [f64])),
    /// A real without parameters.
    Real0(fn(&mut Source) -> f64),
    /// A real of one parameter.
    Real1(fn(&mut Source, f64) -> f64),
    /// A real of two parameters.
    Real2(fn(&mut Source, f64, f64) -> f64),
    /// A real of three parameters.
    Real3(fn(&mut Source, f64, f64, f64) -> f64),
    /// As `Real1`, in single precision.
    RealF32(fn(&mut Source, f32) -> f32),
    /// An integer of one parameter.
    Count1(fn(&mut Source, f64) -> i64),
    /// An integer of two parameters.
    Count2(fn(&mut Source, f64, f64) -> i64),
    /// An integer of three integers.
    Count3(fn(&mut Source, i64, i64, i64) -> i64),
    /// A Poisson number of a rate.
    Poisson(fn(f64) -> Poisson),
    /// A binomial number of an integer and a probability.
    Binomial(fn(i64, f64) -> Binomial),
}

/// A distribution.
#[derive(Clone, Copy)]
pub struct Row {
    /// Its name; those of `RandomState` begin with `legacy_` where they differ.
    pub name: &'static str,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// How it is drawn.
    pub sampler: Sampler,
}

/// The distribution of a name.
pub fn find(name: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.name == name)
}

macro_rules! rows {
    ($($name:literal($($parameter:literal $constraint:ident),*) $kind:ident $function:expr;)*) => {
        /// Those used most stand first.
        static ROWS: &[Row] = &[$(Row {
            name: $name,
            parameters: &[$(Parameter { name: $parameter, constraint: Constraint::$constraint }),*],
            sampler: Sampler::$kind($function),
        }),*];
    };
}

rows! {
    "random"() Fill ziggurat::uniform_fill;
    "standard_normal"() Fill ziggurat::normal_fill;
    "normal"("loc" None, "scale" NonNegative) Scaled ziggurat::normal_fill;
    "uniform"("low" None, "high - low" NonNegative) Scaled ziggurat::uniform_fill;
    "legacy_uniform"("low" None, "range" None) Scaled ziggurat::uniform_fill;
    "exponential"("scale" NonNegative) Scaled ziggurat::exponential_fill;
    "poisson"("lam" Rate) Poisson Poisson::new;
    "binomial"("n" NonNegative, "p" Probability) Binomial |n, p| Binomial::new(n, p, false);
    "random_f32"() FillF32 ziggurat::uniform_fill_f32;
    "standard_normal_f32"() FillF32 ziggurat::normal_fill_f32;
    "standard_exponential"() Fill ziggurat::exponential_fill;
    "standard_exponential_f32"() FillF32 ziggurat::exponential_fill_f32;
    "inverse_exponential"() Fill ziggurat::inverse_exponential_fill;
    "inverse_exponential_f32"() FillF32 ziggurat::inverse_exponential_fill_f32;
    "standard_gamma"("shape" NonNegative) Real1 gamma::standard_gamma::<Modern>;
    "standard_gamma_f32"("shape" NonNegative) RealF32 gamma::standard_gamma_f32;
    "gamma"("shape" NonNegative, "scale" NonNegative) Real2 gamma::gamma::<Modern>;
    "beta"("a" Positive, "b" Positive) Real2 gamma::beta::<Modern>;
    "chisquare"("df" Positive) Real1 gamma::chisquare::<Modern>;
    "f"("dfnum" Positive, "dfden" Positive) Real2 gamma::f::<Modern>;
    "noncentral_chisquare"("df" Positive, "nonc" NonNegative) Real2 gamma::noncentral_chisquare::<Modern>;
    "noncentral_f"("dfnum" Positive, "dfden" Positive, "nonc" NonNegative) Real3 gamma::noncentral_f::<Modern>;
    "standard_t"("df" Positive) Real1 gamma::standard_t::<Modern>;
    "standard_cauchy"() Real0 real::standard_cauchy::<Modern>;
    "pareto"("a" Positive) Real1 real::pareto::<Modern>;
    "weibull"("a" NonNegative) Real1 real::weibull::<Modern>;
    "power"("a" Positive) Real1 real::power::<Modern>;
    "laplace"("loc" None, "scale" NonNegative) Real2 real::laplace;
    "gumbel"("loc" None, "scale" NonNegative) Real2 real::gumbel;
    "logistic"("loc" None, "scale" NonNegative) Real2 real::logistic;
    "lognormal"("mean" None, "sigma" NonNegative) Real2 real::lognormal::<Modern>;
    "rayleigh"("scale" NonNegative) Real1 real::rayleigh::<Modern>;
    "wald"("mean" Positive, "scale" Positive) Real2 real::wald::<Modern>;
    "triangular"("left" None, "mode" None, "right" None) Real3 real::triangular;
    "vonmises"("mu" None, "kappa" NonNegative) Real2 real::vonmises::<Modern>;
    "negative_binomial"("n" PositiveNotNan, "p" ProbabilityAbove0) Count2 gamma::negative_binomial::<Modern>;
    "geometric"("p" ProbabilityAbove0) Count1 counts::geometric;
    "zipf"("a" Above1) Count1 counts::zipf;
    "logseries"("p" ProbabilityBelow1) Count1 counts::logseries;
    "hypergeometric"("ngood" NonNegative, "nbad" NonNegative, "nsample" NonNegative) Count3 hypergeometric;

    "legacy_standard_normal"() Real0 real::standard_normal::<Legacy>;
    "legacy_normal"("loc" None, "scale" NonNegative) Real2 real::normal::<Legacy>;
    "legacy_standard_exponential"() Real0 real::standard_exponential::<Legacy>;
    "legacy_exponential"("scale" NonNegative) Real1 real::exponential::<Legacy>;
    "legacy_standard_gamma"("shape" NonNegative) Real1 gamma::standard_gamma::<Legacy>;
    "legacy_gamma"("shape" NonNegative, "scale" NonNegative) Real2 gamma::gamma::<Legacy>;
    "legacy_beta"("a" Positive, "b" Positive) Real2 legacy::beta;
    "legacy_chisquare"("df" Positive) Real1 gamma::chisquare::<Legacy>;
    "legacy_f"("dfnum" Positive, "dfden" Positive) Real2 gamma::f::<Legacy>;
    "legacy_noncentral_chisquare"("df" Positive, "nonc" NonNegative) Real2 gamma::noncentral_chisquare::<Legacy>;
    "legacy_noncentral_f"("dfnum" Positive, "dfden" Positive, "nonc" NonNegative) Real3 gamma::noncentral_f::<Legacy>;
    "legacy_standard_t"("df" Positive) Real1 gamma::standard_t::<Legacy>;
    "legacy_standard_cauchy"() Real0 real::standard_cauchy::<Legacy>;
    "legacy_pareto"("a" Positive) Real1 legacy::pareto;
    "legacy_weibull"("a" NonNegative) Real1 real::weibull::<Legacy>;
    "legacy_power"("a" Positive) Real1 legacy::power;
    "legacy_lognormal"("mean" None, "sigma" NonNegative) Real2 real::lognormal::<Legacy>;
    "legacy_rayleigh"("scale" NonNegative) Real1 legacy::rayleigh;
    "legacy_wald"("mean" Positive, "scale" Positive) Real2 legacy::wald;
    "legacy_vonmises"("mu" None, "kappa" NonNegative) Real2 legacy::vonmises;
    "legacy_binomial"("n" NonNegative, "p" Probability) Binomial |n, p| Binomial::new(n, p, true);
    "legacy_negative_binomial"("n" Positive, "p" Probability) Count2 gamma::negative_binomial::<Legacy>;
    "legacy_geometric"("p" ProbabilityAbove0) Count1 legacy::geometric;
    "legacy_zipf"("a" Above1) Count1 legacy::zipf;
    "legacy_logseries"("p" ProbabilityBelow1) Count1 legacy::logseries;
    "legacy_hypergeometric"("ngood" NonNegative, "nbad" NonNegative, "nsample" AtLeast1) Count3 legacy::hypergeometric;
}
