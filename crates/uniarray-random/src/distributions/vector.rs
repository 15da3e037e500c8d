//! Distributions of vectors. Each function writes as many vectors as the slice has room for.

use super::binomial::Binomial;
use super::gamma::{beta, standard_gamma};
use super::hypergeometric::hypergeometric;
use super::style::{Legacy, Modern, Style};
use crate::shuffle::interval;
use crate::source::Source;

/// One vector of the multinomial distribution, in a slice of zeros: a binomial number for each, given those before.
pub fn multinomial(source: &mut Source, n: i64, p: &[f64], legacy: bool, out: &mut [i64]) {
    let (mut left, mut left_p) = (n, 1.0);
    let Some((last, first)) = out.split_last_mut() else {
        return;
    };
    for (place, p) in first.iter_mut().zip(p) {
        *place = Binomial::new(left, p / left_p, legacy).draw(source);
        left -= *place;
        if left <= 0 {
            break;
        }
        left_p -= p;
    }
    if left > 0 {
        *last = left;
    }
}

/// Below this largest parameter, all gammas of a vector may be zero.
const SMALL: f64 = 0.1;

/// The Dirichlet distribution, in a slice of zeros: gamma numbers divided by their sum, or for small parameters a stick that is broken.
///
/// # Panics
/// Without parameters.
pub fn dirichlet(source: &mut Source, alpha: &[f64], out: &mut [f64]) {
    if alpha.iter().copied().fold(f64::NEG_INFINITY, f64::max) >= SMALL || alpha.iter().any(|a| a.is_nan()) {
        return normalised::<Modern>(source, alpha, out);
    }
    let mut sums = alpha.to_vec();
    let mut sum = 0.0;
    for place in sums.iter_mut().rev() {
        sum += *place;
        *place = sum;
    }
    if sum <= 0.0 {
        return;
    }
    for vector in out.chunks_exact_mut(alpha.len()) {
        let mut left = 1.0;
        for place in 0..alpha.len() - 1 {
            let part = beta::<Modern>(source, alpha[place], sums[place + 1]);
            vector[place] = left * part;
            left *= 1.0 - part;
            if sums[place + 1] == 0.0 {
                break;
            }
        }
        vector[alpha.len() - 1] = left;
    }
}

/// As [`dirichlet`], by gammas in any case, with those of `RandomState`.
///
/// # Panics
/// Without parameters.
pub fn legacy_dirichlet(source: &mut Source, alpha: &[f64], out: &mut [f64]) {
    normalised::<Legacy>(source, alpha, out);
}

fn normalised<S: Style>(source: &mut Source, alpha: &[f64], out: &mut [f64]) {
    for vector in out.chunks_exact_mut(alpha.len()) {
        let mut sum = 0.0;
        for (place, alpha) in vector.iter_mut().zip(alpha) {
            *place = standard_gamma::<S>(source, *alpha);
            sum += *place;
        }
        let inverse = 1.0 / sum;
        for place in vector {
            *place *= inverse;
        }
    }
}

/// Samples without replacement of things in `colors`, counted per colour, in a slice of zeros: colour by colour, or by shuffling all things.
///
/// `None` if there is no memory.
///
/// # Panics
/// Without colours.
pub fn multivariate_hypergeometric(
    source: &mut Source,
    colors: &[i64],
    sample: i64,
    by_count: bool,
    out: &mut [i64],
) -> Option<()> {
    let total: i64 = colors.iter().sum();
    if total == 0 || sample == 0 {
        return Some(());
    }
    let more_than_half = sample > total / 2;
    let drawn = if more_than_half { total - sample } else { sample };
    let mut things = Vec::new();
    if by_count {
        things.try_reserve_exact(usize::try_from(total).ok()?).ok()?;
        for (color, count) in colors.iter().enumerate() {
            things.extend(std::iter::repeat_n(color, *count as usize));
        }
    }
    for vector in out.chunks_exact_mut(colors.len()) {
        if by_count {
            for place in 0..drawn as usize {
                let other = place + interval(source, (total as usize - place - 1) as u64) as usize;
                things.swap(place, other);
            }
            for color in &things[..drawn as usize] {
                vector[*color] += 1;
            }
        } else {
            marginals(source, colors, total, drawn, vector);
        }
        if more_than_half {
            for (place, count) in vector.iter_mut().zip(colors) {
                *place = count - *place;
            }
        }
    }
    Some(())
}

fn marginals(source: &mut Source, colors: &[i64], total: i64, mut drawn: i64, vector: &mut [i64]) {
    let mut left = total;
    let Some((last, first)) = vector.split_last_mut() else {
        return;
    };
    for (place, count) in first.iter_mut().zip(colors) {
        if drawn <= 0 {
            break;
        }
        left -= count;
        *place = hypergeometric(source, *count, left, drawn);
        drawn -= *place;
    }
    if drawn > 0 {
        *last = drawn;
    }
}
