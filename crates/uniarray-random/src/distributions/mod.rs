//! The distributions.

pub mod binomial;
pub mod continuous;
pub mod counts;
pub mod factorial;
pub mod gamma;
pub mod hypergeometric;
pub mod style;
pub mod vector;
pub mod ziggurat;

/// An integer as processors of the x86 family make it of a float: the least one, where it does not fit.
pub(crate) fn truncated(value: f64) -> i64 {
    let integer = value as i64;
    if integer == i64::MAX || value.is_nan() {
        i64::MIN
    } else {
        integer
    }
}
