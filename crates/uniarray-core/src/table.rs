//! The ufunc table: what a contributor edits.
//!
//! A row is a name and, per group of dtypes, what the expression is worth in code ([`Worth`](crate::loops::Worth)), how a
//! reduction folds it, and one scalar expression. The `ufunc!` macro only lists; the loops are generics of
//! [`loops`](crate::loops) and [`fold`](crate::fold). Promotion, the Python module, tests and benches all read this table.
//!
//! ```text
//! ufunc!("add"(a, b) {
//!     bool: V3 lanes => Bool { (a.get() | b.get()).into() }
//!     int: V3 lanes => T { a.wrapping_add(b) }
//!     float complex: V3 pairwise => T { a + b }
//! }).identity(0)
//! ```
//!
//! In an expression `T` is the input element type. Groups are `bool`, `signed`, `unsigned`, `int` (both, in NumPy's order), `float`
//! (for float16 the expression is compiled for `f32` and its result rounded), `wide` (floats but float16), `complex`, or an element type by
//! name. Folds are `lanes` (any order), `pairwise` (float sums), `order` (from the left), `running` (the same, but float16 is rounded at the
//! end of a row only) and `nofold`.

use std::sync::LazyLock;

#[cfg(target_arch = "x86_64")]
use crate::dtype::TypeNum;
use crate::error::Error;
use crate::level::Level;
use crate::loops::Loop;
#[cfg(target_arch = "x86_64")]
use crate::loops::wide;
use crate::ufunc::{Identity, Rule, Ufunc};

mod arithmetic;
mod bits;
mod compare;
mod elementary;
mod floats;
mod logic;
mod order;

static TABLE: LazyLock<Vec<Ufunc>> = LazyLock::new(|| build(Level::detect()));

/// All ufuncs, compiled for this CPU.
pub fn all() -> &'static [Ufunc] {
    &TABLE
}

/// The ufunc of a name. A linear search: callers keep what they find.
pub fn find(name: &str) -> Option<&'static Ufunc> {
    all().iter().find(|ufunc| ufunc.name() == name)
}

/// All ufuncs, compiled for a level that the CPU has; for tests and benches, which run every one.
pub fn build(level: Level) -> Vec<Ufunc> {
    let mut rows = Vec::new();
    arithmetic::rows(level, &mut rows);
    compare::rows(level, &mut rows);
    order::rows(level, &mut rows);
    logic::rows(level, &mut rows);
    bits::rows(level, &mut rows);
    floats::rows(level, &mut rows);
    elementary::rows(level, &mut rows);
    rows.into_iter().map(|row: Row| row.0.finish()).collect()
}

/// A ufunc under construction.
struct Row(Ufunc);

impl Row {
    /// Reductions may take elements in any order, and give `value` for none.
    fn identity(mut self, value: i8) -> Row {
        self.0.identity_is(Identity::Int(value), true);
        self
    }

    /// Reductions may take elements in any order, and need at least one.
    fn reorderable(mut self) -> Row {
        self.0.identity_is(Identity::None, true);
        self
    }

    /// Reductions may take elements in any order, and give `identity` for none.
    fn identity_is(mut self, identity: Identity) -> Row {
        self.0.identity_is(identity, true);
        self
    }

    fn rule(mut self, rule: Rule) -> Row {
        self.0.rule_is(rule);
        self
    }

    /// Vectorised loops, where the CPU has what they need; the row's own call the platform's library.
    fn vectorised(mut self, level: Level, loops: impl FnOnce() -> Vec<Loop>) -> Row {
        if level >= Level::V3 || cfg!(target_arch = "aarch64") {
            for made in loops() {
                self.0.replace(made);
            }
        }
        self
    }

    /// Loops made of the row's own ones for complex numbers, where the CPU has AVX-512.
    fn products_of_pairs(self, level: Level) -> Row {
        #[cfg(target_arch = "x86_64")]
        if level >= Level::V4 {
            let own = |num: TypeNum| {
                let found = self.0.loops().iter().find(|made| made.types()[0] == num);
                found.expect("a loop for this type").clone()
            };
            let made = wide::multiplication(level, own);
            return made.into_iter().fold(self, |mut row, made| {
                row.0.replace(made);
                row
            });
        }
        let _ = level;
        self
    }

    fn not_bool(self, error: fn() -> Error) -> Row {
        self.rule(Rule::NotBool(error))
    }
}

/// One row of the table; see the module's documentation.
macro_rules! ufunc {
    ($level:ident, $name:literal $args:tt quiet { $($rows:tt)* }) => {
        ufunc!(@rows $level, $name, $args, true, $($rows)*)
    };
    ($level:ident, $name:literal $args:tt { $($rows:tt)* }) => {
        ufunc!(@rows $level, $name, $args, false, $($rows)*)
    };
    (@rows $level:ident, $name:literal, $args:tt, $quiet:literal,
     $($($group:ident)+: $worth:ident $fold:ident => $out:ty $body:block)*) => {{
        #[allow(unused_imports, reason = "a row names some worths only")]
        use crate::loops::{Plain, V1, V3, V4};
        let mut ufunc = crate::ufunc::Ufunc::new($name, ufunc!(@nin $args), 1);
        $(ufunc!(@groups [$($group)+] ufunc, $level, $args, $worth, $fold, $out, $body, $quiet);)*
        $crate::table::Row(ufunc)
    }};
    (@groups [] $($rest:tt)*) => {};
    (@groups [$first:ident $($more:ident)*] $($rest:tt)*) => {
        ufunc!(@group $first; $($rest)*);
        ufunc!(@groups [$($more)*] $($rest)*);
    };
    (@nin ($a:ident)) => { 1 };
    (@nin ($a:ident, $b:ident)) => { 2 };
    (@group bool; $($rest:tt)*) => { ufunc!(@types [crate::dtype::Bool] $($rest)*) };
    (@group signed; $($rest:tt)*) => { ufunc!(@types [i8 i16 i32 i64] $($rest)*) };
    (@group unsigned; $($rest:tt)*) => { ufunc!(@types [u8 u16 u32 u64] $($rest)*) };
    (@group int; $($rest:tt)*) => { ufunc!(@types [i8 u8 i16 u16 i32 u32 i64 u64] $($rest)*) };
    (@group float; $($rest:tt)*) => {
        ufunc!(@half $($rest)*);
        ufunc!(@types [f32 f64] $($rest)*);
    };
    (@group wide; $($rest:tt)*) => { ufunc!(@types [f32 f64] $($rest)*) };
    (@group complex; $($rest:tt)*) => { ufunc!(@types [crate::dtype::C64 crate::dtype::C128] $($rest)*) };
    (@group $one:ident; $($rest:tt)*) => { ufunc!(@types [$one] $($rest)*) };
    (@types [$($ty:ty)+] $ufunc:ident, $level:ident, ($a:ident), $worth:ident, nofold, $out:ty, $body:block,
     $quiet:expr) => {
        $({
            #[allow(dead_code, reason = "an expression may not name its type")]
            type T = $ty;
            #[inline(always)]
            fn f($a: T) -> $out $body
            $ufunc.push(crate::loops::unary::<T, _, _, $worth>(f, $level), $quiet);
        })+
    };
    (@types [$($ty:ty)+] $ufunc:ident, $level:ident, ($a:ident, $b:ident), $worth:ident, $fold:ident, $out:ty,
     $body:block, $quiet:expr) => {
        $({
            #[allow(dead_code, reason = "an expression may not name its type")]
            type T = $ty;
            #[inline(always)]
            fn f($a: T, $b: T) -> $out $body
            let mut made = crate::loops::binary::<T, T, _, _, $worth>(f, $level);
            made.fold = ufunc!(@fold $fold, f, $level, $worth);
            $ufunc.push(made, $quiet);
        })+
    };
    // The expression is that of `f32`, and its result is rounded.
    (@half $ufunc:ident, $level:ident, ($a:ident), $worth:ident, nofold, $out:ty, $body:block, $quiet:expr) => {{
        type T = f32;
        #[inline(always)]
        fn wide($a: T) -> $out $body
        #[inline(always)]
        fn f(a: crate::half::F16) -> <$out as crate::half::Narrow>::Out {
            crate::half::Narrow::narrow(wide(a.widen()))
        }
        $ufunc.push(crate::loops::unary::<crate::half::F16, _, _, $worth>(f, $level), $quiet);
    }};
    (@half $ufunc:ident, $level:ident, ($a:ident, $b:ident), $worth:ident, $fold:ident, $out:ty, $body:block,
     $quiet:expr) => {{
        type T = f32;
        #[inline(always)]
        fn wide($a: T, $b: T) -> $out $body
        #[inline(always)]
        fn f(a: crate::half::F16, b: crate::half::F16) -> <$out as crate::half::Narrow>::Out {
            crate::half::Narrow::narrow(wide(a.widen(), b.widen()))
        }
        let mut made = crate::loops::binary::<crate::half::F16, crate::half::F16, _, _, $worth>(f, $level);
        made.fold = ufunc!(@halffold $fold, f, wide, $level, $worth);
        $ufunc.push(made, $quiet);
    }};
    (@halffold nofold, $f:ident, $wide:ident, $level:ident, $worth:ident) => { None };
    (@halffold order, $f:ident, $wide:ident, $level:ident, $worth:ident) => {
        Some(crate::fold::in_order::<crate::half::F16, _, _>($f, $level))
    };
    (@halffold running, $f:ident, $wide:ident, $level:ident, $worth:ident) => {
        Some(crate::fold::running($wide, $level))
    };
    (@halffold lanes, $f:ident, $wide:ident, $level:ident, $worth:ident) => {{
        use crate::half::F16;
        #[inline(always)]
        fn exact(a: F16, b: F16) -> F16 {
            crate::loops::Yield::split($f(a, b)).0
        }
        Some(crate::fold::in_lanes::<F16, _, $worth>(exact, $level))
    }};
    (@halffold pairwise, $f:ident, $wide:ident, $level:ident, $worth:ident) => {
        Some(crate::fold::pairwise_sum::<crate::half::F16>($level))
    };
    (@fold running, $f:ident, $level:ident, $worth:ident) => { ufunc!(@fold order, $f, $level, $worth) };
    (@fold nofold, $f:ident, $level:ident, $worth:ident) => { None };
    (@fold order, $f:ident, $level:ident, $worth:ident) => { Some(crate::fold::in_order::<T, _, _>($f, $level)) };
    (@fold lanes, $f:ident, $level:ident, $worth:ident) => { Some(crate::fold::in_lanes::<T, _, $worth>($f, $level)) };
    (@fold pairwise, $f:ident, $level:ident, $worth:ident) => { Some(crate::fold::pairwise_sum::<T>($level)) };
}
use ufunc;

#[cfg(test)]
mod edges;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod usual;
