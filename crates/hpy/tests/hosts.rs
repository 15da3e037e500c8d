//! Loads the example extension into real hosts and runs `shapes.py` there.
//!
//! The reference is the `hpy` package on CPython 3.11, in its universal and in its debug mode; the latter also finds handles
//! that leak. It comes from `$HPY_REFERENCE_PYTHON`, from the backends that `nox -s backends` makes, or from pip.

use std::path::{Path, PathBuf};
use std::process::Command;

fn run(command: &mut Command) -> String {
    let shown = format!("{command:?}");
    // Panics are part of what is tested; their backtraces are not.
    let output = command
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap_or_else(|error| panic!("{shown}: {error}"));
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{shown}\n{text}");
    text
}

/// Builds the example and gives it the name that hosts want.
fn extension() -> PathBuf {
    let exe = std::env::current_exe().expect("a test has a path");
    let profile = exe.ancestors().nth(2).expect("target/PROFILE/deps/TEST");
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--package", "hpy", "--example", "shapes"]);
    if profile.ends_with("release") {
        build.arg("--release");
    }
    run(&mut build);
    // One folder per process: a host may have the file open while another test replaces it.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("shapes-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the extension");
    let built =
        ["libshapes.so", "libshapes.dylib", "shapes.dll"].map(|name| profile.join("examples").join(name));
    let built = built
        .iter()
        .find(|path| path.exists())
        .expect("the example was built");
    let path = folder.join("shapes.hpy0.so");
    if !path.exists() {
        let partial = folder.join(format!("{:?}", std::thread::current().id()));
        std::fs::copy(built, &partial).expect("room for a copy");
        std::fs::rename(partial, &path).expect("the same folder");
    }
    path
}

fn backend(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../.backends")
        .join(name)
        .join("bin/python")
}

/// A CPython with the `hpy` package.
fn reference() -> PathBuf {
    if let Some(python) = std::env::var_os("HPY_REFERENCE_PYTHON") {
        return python.into();
    }
    let ready = backend("reference3.11");
    if ready.exists() {
        return ready;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reference3.11");
    let python = folder.join("bin/python");
    if !folder.join("ready").exists() {
        run(Command::new("python3.11").args(["-m", "venv"]).arg(&folder));
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "hpy==0.9.0", "setuptools<80"]));
        std::fs::write(folder.join("ready"), "").expect("a mark");
    }
    python
}

fn shapes(python: &Path, mode: &[&str]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shapes.py");
    let output = run(Command::new(python).arg(script).arg(extension()).args(mode));
    assert!(
        output.matches("ok test_").count() >= 18,
        "few tests ran:\n{output}"
    );
    assert!(!output.contains("FAILED"), "{output}");
}

#[test]
fn the_reference_host_runs_the_example_and_debug_mode_finds_no_leak() {
    let python = reference();
    shapes(&python, &[]);
    shapes(&python, &["debug"]);
}

#[test]
#[ignore = "needs .backends/pypy7.3, made by nox -s backends"]
fn pypy_runs_the_example() {
    shapes(&backend("pypy7.3"), &[]);
}

#[test]
#[ignore = "needs .backends/graalpy23.1, made by nox -s backends; takes a minute"]
fn graalpy_runs_the_example() {
    shapes(&backend("graalpy23.1"), &[]);
}
