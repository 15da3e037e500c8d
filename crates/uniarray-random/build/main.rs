//! Computes the tables of the distributions: the layers of the two ziggurats and logarithms of factorials.
//!
//! The layers of a ziggurat (G. Marsaglia, W. W. Tsang, *The ziggurat method for generating random variables*, J. Stat. Softw. 5(8), 2000) have one
//! area `v`; with `x[255] = r` the others follow from `f(x[i]) = f(x[i + 1]) + v / x[i + 1]`. A layer is known to the sampler by `w[i] = x[i] / 2^b`,
//! `f[i] = f(x[i])` and `k[i] = 2^b x[i - 1] / x[i]`, where `b` is the number of random bits.
//!
//! Streams are NumPy's only if every entry is that of NumPy's tables, to the last bit. Those were computed in several ways, which are
//! repeated here; what is said below about rounding was found by comparing all entries.

mod double;

use double::Double;
use std::fmt::{Display, Write as _};
use std::path::Path;

const LAYERS: usize = 256;
const FACTORIALS: u32 = 126;

fn main() {
    println!("cargo::rerun-if-changed=build");
    let mut text = String::new();
    normal(&mut text);
    exponential(&mut text);
    factorials(&mut text);
    let folder = std::env::var("OUT_DIR").expect("cargo sets it");
    std::fs::write(Path::new(&folder).join("tables.rs"), text).expect("cargo's folder can be written to");
}

/// Writes a table; numbers with a point are given by their bits.
fn table<T: Display>(text: &mut String, name: &str, kind: &str, values: impl IntoIterator<Item = T>) {
    let values: Vec<String> = values
        .into_iter()
        .map(|value| match kind {
            "f64" | "f32" => format!("{kind}::from_bits({value})"),
            _ => value.to_string(),
        })
        .collect();
    let (length, values) = (values.len(), values.join(", "));
    writeln!(text, "pub(crate) static {name}: [{kind}; {length}] = [{values}];").expect("memory");
}

/// The layers of `exp(-x^2 / 2)`. The recurrence was computed in double precision, by functions that round correctly but for one value of `exp`.
fn normal(text: &mut String) {
    const R: f64 = 3.654152885361009;
    const V: f64 = 0.004928673233974652;
    /// Where the table's `exp` is one unit in the last place larger.
    const ROUNDED_UP: usize = 38;
    let density = |x: f64| Double::from(-0.5 * x * x).exp().rounded();
    let (mut x, mut f) = ([0.0; LAYERS], [0.0; LAYERS]);
    (x[255], f[255]) = (R, density(R));
    for i in (1..255).rev() {
        let log = Double::from(V / x[i + 1] + f[i + 1]).ln().rounded();
        x[i] = (-2.0 * log).sqrt();
        f[i] = density(x[i]);
        if i == ROUNDED_UP {
            f[i] = f[i].next_up();
        }
    }
    let ratios: [f64; LAYERS] = std::array::from_fn(|i| match i {
        0 => R * f[255] / V,
        1 => 0.0,
        _ => x[i - 1] / x[i],
    });
    x[0] = V / f[255];
    f[0] = 1.0;
    let scaled = |bits: i32| x.map(|x| x * 2f64.powi(-bits));
    let bounds = |bits: i32| ratios.map(|ratio| (ratio * 2f64.powi(bits)).round_ties_even() as u64);
    table(text, "NORMAL_K", "u64", bounds(52));
    table(text, "NORMAL_W", "f64", scaled(52).map(f64::to_bits));
    table(text, "NORMAL_F", "f64", f.map(f64::to_bits));
    table(text, "NORMAL_K_F32", "u32", bounds(23));
    table(
        text,
        "NORMAL_W_F32",
        "f32",
        scaled(23).map(|w| (w as f32).to_bits()),
    );
    table(text, "NORMAL_F_F32", "f32", f.map(|f| (f as f32).to_bits()));
}

/// The layers of `exp(-x)`, computed with more than double precision.
fn exponential(text: &mut String) {
    /// 7.6971174701310497140446280481
    const R: Double = Double {
        hi: 7.69711747013105,
        lo: -3.6248703662397484e-16,
    };
    let v = (R + 1.0.into()) * (-R).exp();
    let (mut x, mut f) = ([R; LAYERS], [(-R).exp(); LAYERS]);
    for i in (1..255).rev() {
        let y = v / x[i + 1] + f[i + 1];
        (x[i], f[i]) = (-y.ln(), y);
    }
    let ratios: [f64; LAYERS] = std::array::from_fn(|i| {
        let ratio = match i {
            0 => R * f[255] / v,
            1 => 0.0.into(),
            _ => x[i - 1] / x[i],
        };
        // Rounding must not move it to the next multiple of 2^-52.
        if ratio.lo < 0.0 {
            ratio.hi.next_down()
        } else {
            ratio.hi
        }
    });
    x[0] = v / f[255];
    f[0] = 1.0.into();
    // 53 bits are compared with bounds of 52 bits.
    let bounds = ratios
        .iter()
        .map(|ratio| 2 * (ratio * 2f64.powi(52)).floor() as u64);
    table(text, "EXPONENTIAL_K", "u64", bounds);
    let scaled = |bits: i32| x.map(|x| x.rounded() * 2f64.powi(-bits));
    table(text, "EXPONENTIAL_W", "f64", scaled(53).map(f64::to_bits));
    table(text, "EXPONENTIAL_F", "f64", f.map(|f| f.rounded().to_bits()));
    let bounds = ratios.iter().map(|ratio| (ratio * 2f64.powi(23)).round() as u32);
    table(text, "EXPONENTIAL_K_F32", "u32", bounds);
    // These went through nine decimal digits on their way to `f32`.
    let through_digits = |value: f64| {
        let value: f32 = format!("{value:.8e}").parse().expect("a number");
        value.to_bits()
    };
    table(text, "EXPONENTIAL_W_F32", "f32", scaled(23).map(through_digits));
    table(
        text,
        "EXPONENTIAL_F_F32",
        "f32",
        f.map(|f| through_digits(f.rounded())),
    );
}

/// `log(n!)`
fn factorials(text: &mut String) {
    let mut sum = Double::from(0.0);
    let values = (0..FACTORIALS).map(|n| {
        if n > 1 {
            sum = sum + Double::from(f64::from(n)).ln();
        }
        sum.rounded().to_bits()
    });
    let values: Vec<u64> = values.collect();
    table(text, "LOG_FACTORIAL", "f64", values);
}
