//! What the loader reads: names of modules, names of files with their tags, files that are no extensions.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

#[path = "../../src/tag.rs"]
mod tag;

/// A library that is no extension.
const LIBRARY: &str = "libm.so.6";

/// A folder of this process's own.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("loader-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for files");
    folder
});

/// The last tag, looked for character by character.
fn naive_tag(name: &str) -> Option<u32> {
    let bytes = name.as_bytes();
    let tags = (0..bytes.len())
        .filter(|&at| bytes[at..].starts_with(b".hpy"))
        .filter_map(|at| {
            let digits: Vec<u64> = bytes[at + 4..]
                .iter()
                .map_while(|byte| (*byte as char).to_digit(10))
                .map(u64::from)
                .collect();
            let value = digits
                .iter()
                .try_fold(0u64, |value, digit| value.checked_mul(10)?.checked_add(*digit));
            (!digits.is_empty())
                .then_some(value?)
                .and_then(|value| u32::try_from(value).ok())
        });
    tags.last()
}

/// Opens a file, which must be refused by name, and take nothing down.
fn refused(file: &Path, module: &str) {
    // SAFETY: without an extension's symbols the context is not looked at.
    let opened = unsafe { hpyhost::load::open(std::ptr::null_mut(), file, module) };
    let message = opened.expect_err("no extension");
    assert!(message.contains(module), "{message}");
}

fuzz_target!(|data: (&str, &[u8], &[u8])| -> Corpus {
    let (module, name, content) = data;
    assert_eq!(tag::abi_tag(module), naive_tag(module));
    let text = String::from_utf8_lossy(name);
    assert_eq!(tag::abi_tag(&text), naive_tag(&text));
    refused(Path::new(OsStr::from_bytes(content)), module);

    let plain = |byte: &u8| *byte != 0 && *byte != b'/';
    if name.is_empty() || name.len() > 100 || !name.iter().all(plain) || name == b"." || name == b".." {
        return Corpus::Keep;
    }
    let file = FOLDER.join(OsStr::from_bytes(name));
    // The linker trusts a library, so that none is made up here.
    if !content.starts_with(b"\x7fELF") && std::fs::write(&file, content).is_ok() {
        refused(&file, module);
        std::fs::remove_file(&file).expect("the file that was written");
    }
    if std::os::unix::fs::symlink(format!("/lib/x86_64-linux-gnu/{LIBRARY}"), &file).is_ok() {
        refused(&file, module);
        std::fs::remove_file(&file).expect("the link that was made");
    }
    Corpus::Keep
});
