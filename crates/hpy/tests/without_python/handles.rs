//! Handles are closed on every path and errors are set once: on a host without Python.

use crate::mock::{Object, call, run, take_error, with};
use hpy::{
    CompareOp, Ctx, Error, Exc, Handle, IntoHandle, ListBuilder, ModuleDef, Object as _, Ref, Result,
    TupleBuilder,
};
use hpy_abi::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

hpy::module!(handles, init);

unsafe extern "C" {
    fn HPyInit_handles() -> *mut HPyModuleDef;
    fn get_required_hpy_major_version_handles() -> u32;
    fn get_required_hpy_minor_version_handles() -> u32;
}

/// The module as a host gets it.
fn module() -> *mut HPyModuleDef {
    // SAFETY: the macro above defines the function.
    unsafe { HPyInit_handles() }
}

fn init(module: &mut ModuleDef) {
    module
        .function(c"twice", twice)
        .function(c"broken", broken)
        .function(c"nothing", |_: Ctx<'_>| ());
    module.function(c"pair", pair).function(c"own_error", own_error);
}

fn twice<'c>(_: Ctx<'c>, value: Ref<'_, 'c>) -> Result<i64> {
    Ok(value.extract::<i64>()? * 2)
}

/// Holds a handle and a builder while it panics.
fn broken<'c>(ctx: Ctx<'c>, value: Ref<'_, 'c>) -> Result<Handle<'c>> {
    let mut list = ListBuilder::new(ctx, 2)?;
    list.push(value)?;
    list.build()
}

fn pair<'c>(ctx: Ctx<'c>, args: hpy::Args<'_, 'c>) -> Result<Handle<'c>> {
    let [a, b] = args.exactly("pair")?;
    ctx.object((a, b))
}

struct Refused;

impl hpy::IntoPyErr for Refused {
    fn into_py_err(self, ctx: Ctx<'_>) -> Error {
        ctx.value_error("refused\0 here")
    }
}

fn own_error(_: Ctx<'_>) -> Result<i64, Refused> {
    Err(Refused)
}

/// A value that cannot become an object.
struct Impossible;

impl<'c> IntoHandle<'c> for Impossible {
    fn into_handle(self, ctx: Ctx<'c>) -> Result<Handle<'c>> {
        Err(ctx.raise(Exc::ValueError, "impossible"))
    }
}

#[test]
fn versions_are_those_of_the_abi() {
    // SAFETY: the macro above defines the functions.
    let versions = unsafe {
        (
            get_required_hpy_major_version_handles(),
            get_required_hpy_minor_version_handles(),
        )
    };
    assert_eq!(versions, (HPY_ABI_VERSION, HPY_ABI_VERSION_MINOR));
}

#[test]
fn conversions_close_what_they_open() {
    run(|ctx| {
        let tuple = ctx.object((1, 2.5, "three", None::<i32>)).unwrap();
        let parts: Vec<Handle<'_>> = tuple.iter().unwrap().map(Result::unwrap).collect();
        assert_eq!(parts[0].extract::<i64>().unwrap(), 1);
        assert_eq!(parts[1].extract::<f64>().unwrap(), 2.5);
        assert_eq!(parts[2].as_str().unwrap(), "three");
        assert_eq!(parts[3].extract::<Option<i64>>().unwrap(), None);
        let list = ctx.list([4, 5]).unwrap();
        assert_eq!(list.extract::<Vec<u8>>().unwrap(), [4, 5]);
    });
}

#[test]
fn a_failing_element_closes_those_before_it() {
    run(|ctx| {
        assert!(ctx.object((1, "two", Impossible, 4)).is_err());
        assert!(ctx.list([Some(Impossible), None]).is_err());
        assert!(ctx.tuple([None, Some(Impossible)]).is_err());
        assert_eq!(take_error().as_deref(), Some("ValueError: impossible"));
    });
}

#[test]
fn an_unfinished_builder_is_cancelled() {
    run(|ctx| {
        let mut tuple = TupleBuilder::new(ctx, 2).unwrap();
        tuple.push(1).unwrap();
        drop(tuple);
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            let mut list = ListBuilder::new(ctx, 1).unwrap();
            list.push(1).unwrap();
            list.push(2).unwrap();
        }));
        assert!(panicked.is_err(), "a full builder takes one more");
    });
}

#[test]
fn numbers_that_do_not_fit_overflow() {
    run(|ctx| {
        let big = ctx.object(300).unwrap();
        assert_eq!(big.extract::<u16>().unwrap(), 300);
        let error = big.extract::<u8>().unwrap_err();
        assert!(error.matches(ctx, Exc::OverflowError) && !error.matches(ctx, Exc::TypeError));
        error.clear(ctx);
        assert_eq!(take_error(), None);
        // -1 is what hosts return with an exception, and also a number.
        assert_eq!(ctx.object(-1).unwrap().extract::<i64>().unwrap(), -1);
        let text = ctx.object("text").unwrap();
        assert!(text.extract::<i64>().is_err());
        let message = "TypeError: 'str' object cannot be interpreted as an integer";
        assert_eq!(take_error().as_deref(), Some(message));
        assert_eq!(text.as_ref().as_small_int(), None);
    });
}

#[test]
fn errors_are_ignored_by_type_only() {
    run(|ctx| {
        let lost = ctx.ignore(Err::<(), _>(ctx.value_error("one")), Exc::ValueError);
        assert!(matches!(lost, Ok(None)) && take_error().is_none());
        let kept = ctx.ignore(Err::<(), _>(ctx.value_error("two")), Exc::TypeError);
        assert!(kept.is_err());
        assert_eq!(take_error().as_deref(), Some("ValueError: two"));
    });
}

#[test]
fn functions_return_values_errors_and_panics() {
    run(|_| {
        let module = module();
        let result = call(module, "twice", &[Object::Int(21)]);
        assert!(matches!(result, Some(Object::Int(42))), "{result:?}");
        assert!(matches!(call(module, "nothing", &[]), Some(Object::None)));
        assert!(call(module, "twice", &[Object::text("x")]).is_none());
        assert!(take_error().unwrap().starts_with("TypeError"));
        assert!(call(module, "broken", &[Object::None]).is_none());
        let message = take_error().unwrap();
        assert!(
            message.starts_with("SystemError: fewer items than announced (panicked"),
            "{message}"
        );
        assert!(call(module, "own_error", &[]).is_none());
        assert_eq!(take_error().as_deref(), Some("ValueError: refused\u{fffd} here"));
        assert!(call(module, "pair", &[Object::None]).is_none());
        assert_eq!(
            take_error().as_deref(),
            Some("TypeError: pair() takes exactly 2 arguments (1 given)")
        );
        let pair = call(module, "pair", &[Object::Int(1), Object::None]).unwrap();
        assert_eq!(pair.items().map(<[_]>::len), Some(2));
    });
}

#[test]
fn detached_work_comes_back_even_when_it_panics() {
    run(|ctx| {
        assert_eq!(ctx.detach(|| 6 * 7), 42);
        let panicked = catch_unwind(AssertUnwindSafe(|| ctx.detach(|| panic!("away"))));
        assert!(panicked.is_err());
        assert_eq!(with(|host| host.away), 0, "the thread never came back");
    });
}

#[test]
fn comparison_operators_hold() {
    for (a, b) in [(1, 2), (2, 2), (3, 2)] {
        let expected = [a < b, a <= b, a == b, a != b, a > b, a >= b];
        let all = [
            CompareOp::Lt,
            CompareOp::Le,
            CompareOp::Eq,
            CompareOp::Ne,
            CompareOp::Gt,
            CompareOp::Ge,
        ];
        assert_eq!(all.map(|op| op.holds(a.cmp(&b))), expected);
    }
}
