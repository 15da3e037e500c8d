//! Handles are closed on every path, errors are set once, payloads are written and dropped once: on a host without Python.

mod mock;

use hpy::{
    AsHandle, Class, ClassDef, CompareOp, Ctx, Error, Exc, Field, Handle, IntoHandle, ListBuilder, ModuleDef,
    Obj, Object as _, Ref, Result, TupleBuilder, Visit,
};
use hpy_abi::*;
use mock::{Object, call, exec, run, take_error, with};
use std::cell::Cell;
use std::ffi::{CStr, c_int, c_void};
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
    module.class::<Node>();
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

thread_local! {
    /// Payloads dropped.
    static DROPPED: Cell<usize> = const { Cell::new(0) };
}

struct Node {
    number: i64,
    next: Field,
    /// Not visited.
    stray: Field,
}

impl Drop for Node {
    fn drop(&mut self) {
        DROPPED.set(DROPPED.get() + 1);
    }
}

impl Node {
    fn new(number: i64) -> Self {
        Node {
            number,
            next: Field::null(),
            stray: Field::null(),
        }
    }
}

impl Class for Node {
    const NAME: &'static CStr = c"handles.Node";
    const TRAVERSE: bool = true;
    const GC: bool = true;
    hpy::type_object!(Node);

    fn define(class: &mut ClassDef<Self>) {
        class.neg(|_: Ctx<'_>, this: Obj<'_, '_, Node>| -this.number);
        class.bool(|_: Ctx<'_>, this: Obj<'_, '_, Node>| this.number != 0);
        class.len(|_: Ctx<'_>, _: Obj<'_, '_, Node>| usize::MAX);
        class.hash(|_: Ctx<'_>, this: Obj<'_, '_, Node>| this.number as isize);
    }

    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.field(&self.next);
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

/// Counts visits, and stops at once when `arg` says so.
unsafe extern "C" fn visit(field: *mut HPyField, arg: *mut c_void) -> c_int {
    assert!(!field.is_null());
    // SAFETY: the test passes a counter.
    let seen = unsafe { &*arg.cast::<Cell<c_int>>() };
    seen.set(seen.get() + 1);
    9
}

/// What a host does with an instance's memory behind Python's back.
struct Memory {
    spec: *mut HPyType_Spec,
    data: *mut c_void,
}

impl Memory {
    fn of(object: &Object) -> Self {
        let Object::Instance(spec, data) = object else {
            panic!("an instance is needed, not {object:?}")
        };
        Memory {
            spec: *spec,
            data: *data,
        }
    }

    /// The result of `tp_traverse`, and how many fields it visited.
    fn traverse(&self) -> (c_int, c_int) {
        let seen = Cell::new(0);
        // SAFETY: the function is the class's own, the memory an instance's, and the visitor takes a counter.
        let result = unsafe {
            let function = mock::slot((*self.spec).defines, HPy_tp_traverse).expect("the class has fields");
            let function: HPyFunc_traverseproc = std::mem::transmute(function);
            function(self.data, visit, (&raw const seen).cast_mut().cast())
        };
        (result, seen.get())
    }

    fn destroy(&self) {
        // SAFETY: as above.
        unsafe {
            let function = mock::slot((*self.spec).defines, HPy_tp_destroy).expect("the payload is dropped");
            let function: HPyFunc_destroyfunc = std::mem::transmute(function);
            function(self.data);
        }
    }
}

#[test]
fn payloads_are_written_visited_and_dropped_once() {
    run(|ctx| {
        exec(module());
        DROPPED.set(0);
        let node = ctx.create(Node::new(5)).unwrap();
        let this = node.get::<Node>().unwrap();
        assert_eq!(
            (this.number, this.as_ptr().addr()),
            (5, std::ptr::from_ref(this.payload()).addr())
        );
        let memory = with(|host| Memory::of(&host.get(this.handle().raw())));
        assert_eq!(memory.traverse(), (0, 0), "a null field was visited");
        this.next.store(this, Some(&node));
        assert_eq!(memory.traverse(), (9, 1));
        assert!(this.next.load(this).unwrap().is(&node));
        this.next.store(this, None::<Ref<'_, '_>>);
        assert!(this.next.load(this).is_none());
        assert!(ctx.object(5).unwrap().get::<Node>().is_none());
        memory.destroy();
        memory.destroy();
        assert_eq!(DROPPED.get(), 1);
    });
}

#[test]
fn memory_without_payload_is_left_alone() {
    run(|ctx| {
        exec(module());
        DROPPED.set(0);
        let class = ctx.class::<Node>().unwrap();
        let Object::Native(spec) = with(|host| host.get(AsHandle::as_ref(&class).raw())) else {
            panic!()
        };
        // SAFETY: the spec is leaked.
        let data = mock::memory(unsafe { (*spec).basicsize } as usize);
        let memory = Memory { spec, data };
        assert_eq!(memory.traverse(), (0, 0));
        memory.destroy();
        assert_eq!(DROPPED.get(), 0);
        let raw = with(|host| host.open(Object::Instance(spec, data)));
        // SAFETY: the handle is open, and nobody else closes it.
        let empty = unsafe { Handle::from_raw(ctx, raw) };
        assert!(class.get(empty.as_ref()).is_none());
        assert_eq!(take_error(), None);
    });
}

#[test]
fn a_field_that_is_not_visited_cannot_be_stored_to() {
    run(|ctx| {
        exec(module());
        let (node, other) = (
            ctx.create(Node::new(1)).unwrap(),
            ctx.create(Node::new(2)).unwrap(),
        );
        let (this, that) = (node.get::<Node>().unwrap(), other.get::<Node>().unwrap());
        let stray = catch_unwind(AssertUnwindSafe(|| this.stray.store(this, Some(this))));
        assert!(stray.is_err(), "a field that traverse forgets");
        let foreign = catch_unwind(AssertUnwindSafe(|| this.next.store(that, Some(this))));
        assert!(foreign.is_err(), "a field of another object");
        for object in [&node, &other] {
            with(|host| Memory::of(&host.get(object.as_ref().raw()))).destroy();
        }
    });
}

#[test]
fn slots_translate_their_results() {
    run(|ctx| {
        exec(module());
        let node = ctx.create(Node::new(-1)).unwrap();
        let raw = node.as_ref().raw();
        let memory = with(|host| Memory::of(&host.get(raw)));
        // SAFETY: the functions are the class's own, with the signatures of their slots.
        unsafe {
            let defines = (*memory.spec).defines;
            let neg: HPyFunc_unaryfunc = std::mem::transmute(mock::slot(defines, HPy_nb_negative).unwrap());
            let negative = neg(ctx.as_ptr(), raw);
            assert!(matches!(with(|host| host.take(negative)), Object::Int(1)));
            let truth: HPyFunc_inquiry = std::mem::transmute(mock::slot(defines, HPy_nb_bool).unwrap());
            assert_eq!(truth(ctx.as_ptr(), raw), 1);
            // -1 would mean an exception.
            let hash: HPyFunc_hashfunc = std::mem::transmute(mock::slot(defines, HPy_tp_hash).unwrap());
            assert_eq!(hash(ctx.as_ptr(), raw), -2);
            let len: HPyFunc_lenfunc = std::mem::transmute(mock::slot(defines, HPy_mp_length).unwrap());
            assert_eq!(len(ctx.as_ptr(), raw), -1);
        }
        assert!(take_error().unwrap().starts_with("OverflowError"));
        memory.destroy();
    });
}

#[test]
fn a_class_without_new_cannot_be_called() {
    let module = module();
    run(|ctx| {
        exec(module);
        let node = ctx.create(Node::new(0)).unwrap();
        let memory = with(|host| Memory::of(&host.get(node.as_ref().raw())));
        let class = ctx.class::<Node>().unwrap();
        // SAFETY: the function is the class's own, with the signature of the slot.
        unsafe {
            let new = mock::slot((*memory.spec).defines, HPy_tp_new).unwrap();
            let new: HPyFunc_newfunc = std::mem::transmute(new);
            let class = AsHandle::as_ref(&class).raw();
            assert!(new(ctx.as_ptr(), class, std::ptr::null(), 0, HPy::NULL).is_null());
        }
        assert_eq!(
            take_error().as_deref(),
            Some("TypeError: cannot create 'handles.Node' instances")
        );
        memory.destroy();
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
