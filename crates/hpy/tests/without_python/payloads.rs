//! Payloads are written and dropped once, and fields are visited: on a host without Python.

use crate::mock::{Object, call, exec, run, take_error, with};
use hpy::{AsHandle, Class, ClassDef, Ctx, Field, Handle, ModuleDef, Obj, Object as _, Ref, Visit};
use hpy_abi::*;
use std::cell::Cell;
use std::ffi::{CStr, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};

hpy::module!(payloads, init);

unsafe extern "C" {
    fn HPyInit_payloads() -> *mut HPyModuleDef;
}

/// The module as a host gets it.
fn module() -> *mut HPyModuleDef {
    // SAFETY: the macro above defines the function.
    unsafe { HPyInit_payloads() }
}

fn init(module: &mut ModuleDef) {
    module.class::<Node>();
    module.function(c"number_of", |_: Ctx<'_>, object: Ref<'_, '_>| {
        object.get::<Node>().map(|node| node.number)
    });
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
    const NAME: &'static CStr = c"payloads.Node";
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
            let function =
                crate::mock::slot((*self.spec).defines, HPy_tp_traverse).expect("the class has fields");
            let function: HPyFunc_traverseproc = std::mem::transmute(function);
            function(self.data, visit, (&raw const seen).cast_mut().cast())
        };
        (result, seen.get())
    }

    fn destroy(&self) {
        // SAFETY: as above.
        unsafe {
            let function =
                crate::mock::slot((*self.spec).defines, HPy_tp_destroy).expect("the payload is dropped");
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
        let data = crate::mock::memory(unsafe { (*spec).basicsize } as usize);
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
            let neg: HPyFunc_unaryfunc =
                std::mem::transmute(crate::mock::slot(defines, HPy_nb_negative).unwrap());
            let negative = neg(ctx.as_ptr(), raw);
            assert!(matches!(with(|host| host.take(negative)), Object::Int(1)));
            let truth: HPyFunc_inquiry =
                std::mem::transmute(crate::mock::slot(defines, HPy_nb_bool).unwrap());
            assert_eq!(truth(ctx.as_ptr(), raw), 1);
            // -1 would mean an exception.
            let hash: HPyFunc_hashfunc =
                std::mem::transmute(crate::mock::slot(defines, HPy_tp_hash).unwrap());
            assert_eq!(hash(ctx.as_ptr(), raw), -2);
            let len: HPyFunc_lenfunc =
                std::mem::transmute(crate::mock::slot(defines, HPy_mp_length).unwrap());
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
            let new = crate::mock::slot((*memory.spec).defines, HPy_tp_new).unwrap();
            let new: HPyFunc_newfunc = std::mem::transmute(new);
            let class = AsHandle::as_ref(&class).raw();
            assert!(new(ctx.as_ptr(), class, std::ptr::null(), 0, HPy::NULL).is_null());
        }
        assert_eq!(
            take_error().as_deref(),
            Some("TypeError: cannot create 'payloads.Node' instances")
        );
        memory.destroy();
    });
}

#[test]
fn arguments_are_told_by_their_class() {
    run(|ctx| {
        exec(module());
        let node = ctx.create(Node::new(3)).unwrap();
        let object = with(|host| host.get(node.as_ref().raw()));
        assert!(matches!(
            call(module(), "number_of", std::slice::from_ref(&object)),
            Some(Object::Int(3))
        ));
        assert!(matches!(
            call(module(), "number_of", &[Object::Int(3)]),
            Some(Object::None)
        ));
        Memory::of(&object).destroy();
    });
}
