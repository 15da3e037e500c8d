//! Ufuncs around the logistic function, and one that reduces.

use hpy::{Ctx, Object, Ref, Result};
use uniarray::ndarray::{ArrayViewD, ArrayViewMutD};
use uniarray::{general_ufunc, ufunc};

/// Makes them and puts them into the module.
pub fn define<'c>(ctx: Ctx<'c>, module: Ref<'_, 'c>) -> Result<()> {
    let expit = ufunc(c"expit")
        .doc("1 / (1 + exp(-x)), the logistic function.")
        .unary(|x: f32| 1.0 / (1.0 + (-x).exp()))
        .unary(|x: f64| 1.0 / (1.0 + (-x).exp()));
    let logit = ufunc(c"logit")
        .doc("log(p / (1 - p)), the inverse of `expit`.")
        .unary(|p: f32| (p / (1.0 - p)).ln())
        .unary(|p: f64| (p / (1.0 - p)).ln());
    let softplus = ufunc(c"softplus")
        .doc("log(1 + exp(x)), the integral of `expit`.")
        .unary(|x: f32| x.max(0.0) + (-x.abs()).exp().ln_1p())
        .unary(|x: f64| x.max(0.0) + (-x.abs()).exp().ln_1p());
    let xlogy = ufunc(c"xlogy")
        .doc("x * log(y), and 0 where x is 0.")
        .binary(|x: f64, y: f64| if x == 0.0 && !y.is_nan() { 0.0 } else { x * y.ln() });
    let farther = ufunc(c"farther")
        .doc("Whichever number is farther from 0, the first one of two as far.")
        .binary(|a: i64, b: i64| if b.unsigned_abs() > a.unsigned_abs() { b } else { a })
        .binary(|a: f64, b: f64| if b.abs() > a.abs() { b } else { a });
    let last_digit = ufunc(c"last_digit")
        .doc("The last decimal digit; panics at 42, to show what becomes of it.")
        .unary(|x: u64| {
            assert!(x != 42, "the answer");
            (x % 10) as u8
        });
    let centred = general_ufunc(c"centred", c"(n)->(n)")
        .doc("Numbers less their mean; panics where there are none.")
        .unary(|line: ArrayViewD<'_, f64>, mut into: ArrayViewMutD<'_, f64>| {
            let mean = line.mean().expect("there are numbers");
            into.assign(&(&line - mean));
        });
    let distances = general_ufunc(c"distances", c"(m,d),(n,d)->(m,n)")
        .doc("The largest difference of coordinates between each point of one set and each of another.")
        .binary(
            |a: ArrayViewD<'_, i64>, b: ArrayViewD<'_, i64>, mut into: ArrayViewMutD<'_, i64>| {
                for (mut row, p) in into.outer_iter_mut().zip(a.outer_iter()) {
                    for (distance, q) in row.iter_mut().zip(b.outer_iter()) {
                        *distance = p.iter().zip(q).map(|(x, y)| (x - y).abs()).max().unwrap_or(0);
                    }
                }
            },
        );
    module.setattr(c"centred", centred.register(ctx)?)?;
    module.setattr(c"distances", distances.register(ctx)?)?;
    module.setattr(c"expit", expit.register(ctx)?)?;
    module.setattr(c"logit", logit.register(ctx)?)?;
    module.setattr(c"softplus", softplus.register(ctx)?)?;
    module.setattr(c"xlogy", xlogy.register(ctx)?)?;
    module.setattr(c"farther", farther.register(ctx)?)?;
    module.setattr(c"last_digit", last_digit.register(ctx)?)
}
