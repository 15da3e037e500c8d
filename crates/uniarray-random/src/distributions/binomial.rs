//! The binomial distribution: by inversion for small means, by rejection (BTPE) for larger ones.

use crate::bits::Bits;
use crate::source::Source;

/// Parameters with what is computed of them once.
#[derive(Clone, Debug)]
pub struct Binomial {
    n: i64,
    /// At most one half.
    p: f64,
    /// Whether `n` minus the number is wanted.
    mirrored: bool,
    legacy: bool,
    method: Method,
}

#[derive(Clone, Debug)]
enum Method {
    /// The number is 0, and nothing is drawn.
    Never,
    Inversion {
        q: f64,
        all_fail: f64,
        bound: i64,
    },
    Rejection(Btpe),
}

/// Up to this mean probabilities are added up.
const INVERTED: f64 = 30.0;

impl Binomial {
    /// `n` trials that succeed with probability `p`. `legacy` has the formulas of NumPy's `RandomState`.
    pub fn new(n: i64, p: f64, legacy: bool) -> Binomial {
        let mirrored = p > 0.5;
        let less = if mirrored { 1.0 - p } else { p };
        let count = n as f64;
        let method = if !legacy && (n == 0 || p == 0.0) {
            Method::Never
        } else if less * count <= INVERTED {
            let q = 1.0 - less;
            let log_q = if legacy { q.ln() } else { (-less).ln_1p() };
            let mean = count * less;
            let bound = mean + 10.0 * (mean * q + 1.0).sqrt();
            Method::Inversion {
                q,
                all_fail: (count * log_q).exp(),
                bound: if count < bound { n } else { bound as i64 },
            }
        } else {
            Method::Rejection(Btpe::new(n, less))
        };
        let mirrored = mirrored && !matches!(method, Method::Never);
        Binomial {
            n,
            p: less,
            mirrored,
            legacy,
            method,
        }
    }

    /// A number of successes.
    pub fn draw(&self, source: &mut Source) -> i64 {
        let count = match &self.method {
            Method::Never => 0,
            &Method::Inversion { q, all_fail, bound } => self.invert(source, q, all_fail, bound),
            Method::Rejection(btpe) => btpe.draw(source, self.n, self.legacy),
        };
        if self.mirrored { self.n - count } else { count }
    }

    fn invert(&self, source: &mut Source, q: f64, all_fail: f64, bound: i64) -> i64 {
        let (mut count, mut probability, mut u) = (0, all_fail, source.next_f64());
        while u > probability {
            count += 1;
            if count > bound {
                (count, probability, u) = (0, all_fail, source.next_f64());
            } else {
                u -= probability;
                probability = ((self.n - count + 1) as f64 * self.p * probability) / (count as f64 * q);
            }
        }
        count
    }
}

/// V. Kachitvichyanukul, B. W. Schmeiser, *Binomial random variate generation*, CACM 31, 1988: triangle, parallelogram and two exponential tails
/// over the density; names are the paper's.
#[derive(Clone, Debug)]
struct Btpe {
    r: f64,
    q: f64,
    m: i64,
    p1: f64,
    xm: f64,
    xl: f64,
    xr: f64,
    c: f64,
    lambda_l: f64,
    lambda_r: f64,
    p2: f64,
    p3: f64,
    p4: f64,
}

impl Btpe {
    fn new(n: i64, p: f64) -> Btpe {
        let count = n as f64;
        let r = p.min(1.0 - p);
        let q = 1.0 - r;
        let fm = count * r + r;
        let m = fm.floor();
        let p1 = (2.195 * (count * r * q).sqrt() - 4.6 * q).floor() + 0.5;
        let xm = m + 0.5;
        let (xl, xr) = (xm - p1, xm + p1);
        let c = 0.134 + 20.5 / (15.3 + m);
        let lambda = |a: f64| a * (1.0 + a / 2.0);
        let lambda_l = lambda((fm - xl) / (fm - xl * r));
        let lambda_r = lambda((xr - fm) / (xr * q));
        let p2 = p1 * (1.0 + 2.0 * c);
        let p3 = p2 + c / lambda_l;
        let p4 = p3 + c / lambda_r;
        Btpe {
            r,
            q,
            m: m as i64,
            p1,
            xm,
            xl,
            xr,
            c,
            lambda_l,
            lambda_r,
            p2,
            p3,
            p4,
        }
    }

    fn draw(&self, source: &mut Source, n: i64, legacy: bool) -> i64 {
        loop {
            let u = source.next_f64() * self.p4;
            let mut v = source.next_f64();
            let y;
            if u <= self.p1 {
                return (self.xm - self.p1 * v + u).floor() as i64;
            } else if u <= self.p2 {
                let x = self.xl + (u - self.p1) / self.c;
                v = v * self.c + 1.0 - (self.m as f64 - x + 0.5).abs() / self.p1;
                if v > 1.0 {
                    continue;
                }
                y = x.floor() as i64;
            } else if u <= self.p3 {
                y = (self.xl + v.ln() / self.lambda_l).floor() as i64;
                if y < 0 || v == 0.0 {
                    continue;
                }
                v = v * (u - self.p2) * self.lambda_l;
            } else {
                y = (self.xr - v.ln() / self.lambda_r).floor() as i64;
                if y > n || v == 0.0 {
                    continue;
                }
                v = v * (u - self.p3) * self.lambda_r;
            }
            if self.accepts(n, y, v, legacy) {
                return y;
            }
        }
    }

    /// Compares with the density: by its recurrence near the mode, else by Stirling's formula after a squeeze.
    fn accepts(&self, n: i64, y: i64, v: f64, legacy: bool) -> bool {
        let &Btpe { r, q, m, xm, .. } = self;
        let variance = n as f64 * r * q;
        let k = (y - m).abs();
        let distance = k as f64;
        if k <= 20 || distance >= variance / 2.0 - 1.0 {
            let s = r / q;
            let a = s * (n + 1) as f64;
            let mut f = 1.0;
            for i in m + 1..=y {
                f *= a / i as f64 - s;
            }
            for i in y + 1..=m {
                f /= a / i as f64 - s;
            }
            return v <= f;
        }
        let rho = (distance / variance)
            * ((distance * (distance / 3.0 + 0.625) + 0.166_666_666_666_666_66) / variance + 0.5);
        let t = k.wrapping_neg().wrapping_mul(k) as f64 / (2.0 * variance);
        let log = v.ln();
        if log < t - rho {
            return true;
        }
        if log > t + rho {
            return false;
        }
        let (x1, f1) = (y as f64 + 1.0, m as f64 + 1.0);
        let (z, w) = (n as f64 + 1.0 - m as f64, n as f64 - y as f64 + 1.0);
        // The old generator has two digits exchanged, and the signs of the paper, where the last two terms ought to be subtracted.
        let lead = if legacy { 13680.0 } else { 13860.0 };
        let error = |x: f64| {
            let square = x * x;
            (lead - (462.0 - (132.0 - (99.0 - 140.0 / square) / square) / square) / square) / x / 166_320.0
        };
        let body = xm * (f1 / x1).ln()
            + ((n - m) as f64 + 0.5) * (z / w).ln()
            + (y - m) as f64 * (w * r / (x1 * q)).ln()
            + error(f1)
            + error(z);
        let bound = if legacy {
            body + error(x1) + error(w)
        } else {
            body - error(x1) - error(w)
        };
        log <= bound
    }
}
