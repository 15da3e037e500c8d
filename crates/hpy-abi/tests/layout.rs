//! Compares the Rust description with the C headers of the `hpy` 0.9.0 package: every offset, size and enum value.
//!
//! The headers come from `$HPY_INCLUDE` (the folder that holds `hpy.h`) or, without it, from the wheel that pip downloads.
//! Nothing is skipped: without headers or compiler the test fails.

use hpy_abi::*;
use std::fmt::Write as _;
use std::mem::offset_of;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is compared: a C expression, and the value that Rust has for it.
type Facts = Vec<(String, i64)>;

fn run(command: &mut Command) -> String {
    let shown = format!("{command:?}");
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{shown}: {error}"));
    assert!(
        output.status.success(),
        "{shown}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("output is text")
}

fn include_dir(scratch: &Path) -> PathBuf {
    if let Some(dir) = std::env::var_os("HPY_INCLUDE") {
        return dir.into();
    }
    let unpacked = scratch.join("hpy-0.9.0");
    let include = unpacked.join("hpy/devel/include");
    if !include.join("hpy.h").exists() {
        let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".into());
        let pip = [
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary=:all:",
        ];
        let target = [
            "--python-version=3.11",
            "--platform=manylinux2014_x86_64",
            "--dest",
        ];
        run(Command::new(&python)
            .args(pip)
            .args(target)
            .arg(scratch)
            .arg("hpy==0.9.0"));
        let wheel = std::fs::read_dir(scratch)
            .expect("scratch folder")
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .find(|path| path.extension().is_some_and(|ext| ext == "whl"))
            .expect("pip left a wheel");
        run(Command::new(&python)
            .args(["-m", "zipfile", "-e"])
            .arg(wheel)
            .arg(&unpacked));
    }
    include
}

/// Prints the C value of every expression, one a line, in order.
fn c_values(facts: &Facts) -> Vec<i64> {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let include = include_dir(scratch);
    let mut source = String::from(
        "#define HPY_ABI_UNIVERSAL\n#include <stddef.h>\n#include <stdio.h>\n#include \"hpy.h\"\nint main(void) {\n",
    );
    for (expression, _) in facts {
        writeln!(source, "    printf(\"%lld\\n\", (long long)({expression}));").expect("write to a string");
    }
    source.push_str("    return 0;\n}\n");
    let (c_file, program) = (scratch.join("layout.c"), scratch.join("layout"));
    std::fs::write(&c_file, source).expect("write the C program");
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".into());
    run(Command::new(compiler)
        .arg("-w")
        .arg("-I")
        .arg(include)
        .arg(&c_file)
        .arg("-o")
        .arg(&program));
    run(&mut Command::new(program))
        .lines()
        .map(|line| line.parse().expect("a number"))
        .collect()
}

fn assert_same(facts: Facts) {
    let from_c = c_values(&facts);
    assert_eq!(from_c.len(), facts.len());
    let wrong: Vec<_> = facts
        .iter()
        .zip(&from_c)
        .filter(|((_, rust), c)| rust != *c)
        .collect();
    assert!(wrong.is_empty(), "(expression, Rust), C: {wrong:#?}");
}

/// `sizeof` and `offsetof` of the named members, where a member may have another name in Rust.
macro_rules! layout {
    ($facts:ident: $c:literal $rust:ident { $($member:ident $(= $c_member:literal)?),* $(,)? }) => {
        $facts.push((format!("sizeof({})", $c), size_of::<$rust>() as i64));
        $(
            let c_member = [$($c_member,)? stringify!($member)][0];
            $facts.push((format!("offsetof({}, {c_member})", $c), offset_of!($rust, $member) as i64));
        )*
    };
}

#[test]
fn every_c_layout_and_value_is_the_headers() {
    let mut facts = Facts::new();

    layout!(facts: "HPyContext" HPyContext { name, _private, abi_version });
    for (name, word) in HPyContext::MEMBERS {
        facts.push((
            format!("offsetof(HPyContext, {name})"),
            (word * size_of::<usize>()) as i64,
        ));
    }
    assert_eq!(HPyContext::MEMBERS.len(), 263);

    layout!(facts: "HPyModuleDef" HPyModuleDef { doc, size, legacy_methods, defines, globals });
    layout!(facts: "HPyDef" HPyDef { kind, def = "slot" });
    layout!(facts: "HPySlot" HPySlot { slot, impl_ = "impl", cpy_trampoline });
    layout!(facts: "HPyMeth" HPyMeth { name, impl_ = "impl", cpy_trampoline, signature, doc });
    layout!(facts: "HPyMember" HPyMember { name, type_ = "type", offset, readonly, doc });
    layout!(facts: "HPyGetSet" HPyGetSet {
        name, getter_impl, setter_impl, getter_cpy_trampoline, setter_cpy_trampoline, doc, closure,
    });
    layout!(facts: "HPyType_Spec" HPyType_Spec {
        name, basicsize, itemsize, flags, builtin_shape, legacy_slots, defines, doc,
    });
    layout!(facts: "HPyType_SpecParam" HPyType_SpecParam { kind, object });
    layout!(facts: "HPy_buffer" HPy_buffer {
        buf, obj, len, itemsize, readonly, ndim, format, shape, strides, suboffsets, internal,
    });
    layout!(facts: "HPyCallFunction" HPyCallFunction { cpy_trampoline, impl_ = "impl" });
    layout!(facts: "HPyType_Vectorcall" HPyType_Vectorcall { cpy_trampoline, impl_ = "impl" });
    layout!(facts: "HPyCapsule_Destructor" HPyCapsule_Destructor { cpy_trampoline, impl_ = "impl" });

    layout!(facts: "_HPyFunc_args_VARARGS" HPyFunc_args_VARARGS { self_ = "self", args, nargs, result });
    layout!(facts: "_HPyFunc_args_KEYWORDS" HPyFunc_args_KEYWORDS { self_ = "self", args, nargsf, kwnames, result });
    layout!(facts: "_HPyFunc_args_NOARGS" HPyFunc_args_NOARGS { self_ = "self", result });
    layout!(facts: "_HPyFunc_args_O" HPyFunc_args_O { self_ = "self", arg, result });
    layout!(facts: "_HPyFunc_args_UNARYFUNC" HPyFunc_args_UNARYFUNC { arg0, result });
    layout!(facts: "_HPyFunc_args_BINARYFUNC" HPyFunc_args_BINARYFUNC { arg0, arg1, result });
    layout!(facts: "_HPyFunc_args_TERNARYFUNC" HPyFunc_args_TERNARYFUNC { arg0, arg1, arg2, result });
    layout!(facts: "_HPyFunc_args_INQUIRY" HPyFunc_args_INQUIRY { arg0, result });
    layout!(facts: "_HPyFunc_args_LENFUNC" HPyFunc_args_LENFUNC { arg0, result });
    layout!(facts: "_HPyFunc_args_SSIZEARGFUNC" HPyFunc_args_SSIZEARGFUNC { arg0, arg1, result });
    layout!(facts: "_HPyFunc_args_SSIZEOBJARGPROC" HPyFunc_args_SSIZEOBJARGPROC { arg0, arg1, arg2, result });
    layout!(facts: "_HPyFunc_args_OBJOBJARGPROC" HPyFunc_args_OBJOBJARGPROC { arg0, arg1, arg2, result });
    layout!(facts: "_HPyFunc_args_HASHFUNC" HPyFunc_args_HASHFUNC { arg0, result });
    layout!(facts: "_HPyFunc_args_REPRFUNC" HPyFunc_args_REPRFUNC { arg0, result });
    layout!(facts: "_HPyFunc_args_RICHCMPFUNC" HPyFunc_args_RICHCMPFUNC { arg0, arg1, arg2, result });
    layout!(facts: "_HPyFunc_args_INITPROC" HPyFunc_args_INITPROC { self_ = "self", args, kw, result });
    layout!(facts: "_HPyFunc_args_NEWFUNC" HPyFunc_args_NEWFUNC { self_ = "self", args, kw, result });
    layout!(facts: "_HPyFunc_args_GETTER" HPyFunc_args_GETTER { arg0, arg1, result });
    layout!(facts: "_HPyFunc_args_SETTER" HPyFunc_args_SETTER { arg0, arg1, arg2, result });
    layout!(facts: "_HPyFunc_args_OBJOBJPROC" HPyFunc_args_OBJOBJPROC { arg0, arg1, result });
    layout!(facts: "_HPyFunc_args_GETBUFFERPROC" HPyFunc_args_GETBUFFERPROC { self_ = "self", view, flags, result });
    layout!(facts: "_HPyFunc_args_RELEASEBUFFERPROC" HPyFunc_args_RELEASEBUFFERPROC { self_ = "self", view });
    layout!(facts: "_HPyFunc_args_TRAVERSEPROC" HPyFunc_args_TRAVERSEPROC { self_ = "self", visit, arg, result });
    layout!(facts: "_HPyFunc_args_MOD_CREATE" HPyFunc_args_MOD_CREATE { spec, result });

    let enums: &[&[(&str, i32)]] = &[
        &HPyFunc_Signature::ALL
            .iter()
            .map(|(name, value)| (*name, value.0))
            .collect::<Vec<_>>(),
        &HPySlot_Slot::ALL
            .iter()
            .map(|(name, value)| (*name, value.0))
            .collect::<Vec<_>>(),
        &HPyDef_Kind::ALL
            .iter()
            .map(|(name, value)| (*name, value.0))
            .collect::<Vec<_>>(),
        &HPyMember_FieldType::ALL
            .iter()
            .map(|(name, value)| (*name, value.0))
            .collect::<Vec<_>>(),
        &HPyType_BuiltinShape::ALL
            .iter()
            .map(|(name, value)| (*name, value.0))
            .collect::<Vec<_>>(),
        &HPyType_SpecParam_Kind::ALL
            .iter()
            .map(|(name, value)| (*name, value.0))
            .collect::<Vec<_>>(),
        &HPy_RichCmpOp::ALL
            .iter()
            .map(|(name, value)| (*name, value.0))
            .collect::<Vec<_>>(),
        &HPy_SourceKind::ALL
            .iter()
            .map(|(name, value)| (*name, value.0))
            .collect::<Vec<_>>(),
        &HPyCapsule_key::ALL
            .iter()
            .map(|(name, value)| (*name, value.0))
            .collect::<Vec<_>>(),
    ];
    for (name, value) in enums.iter().flat_map(|values| values.iter()) {
        facts.push(((*name).to_string(), i64::from(*value)));
    }
    for (slot, number) in HPySlot_Slot::ALL {
        let signature = number.signature().expect("every slot has a signature");
        facts.push((format!("HPySlot_SIG({slot})"), i64::from(signature.0)));
    }
    facts.push(("HPy_TPFLAGS_DEFAULT".into(), HPy_TPFLAGS_DEFAULT as i64));
    facts.push(("HPy_TPFLAGS_BASETYPE".into(), HPy_TPFLAGS_BASETYPE as i64));
    facts.push(("HPy_TPFLAGS_HAVE_GC".into(), HPy_TPFLAGS_HAVE_GC as i64));
    facts.push((
        "HPy_TPFLAGS_HAVE_VECTORCALL".into(),
        HPy_TPFLAGS_HAVE_VECTORCALL as i64,
    ));
    facts.push(("HPY_ABI_VERSION".into(), i64::from(HPY_ABI_VERSION)));
    facts.push(("HPY_ABI_VERSION_MINOR".into(), i64::from(HPY_ABI_VERSION_MINOR)));

    assert_same(facts);
}
