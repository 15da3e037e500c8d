//! The C headers are what the lists say. `UNIARRAY_WRITE_HEADERS=1 cargo test -p uniarray-abi` writes them anew.

use std::path::PathBuf;
use uniarray_abi::header;

fn is(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../include/uniarray")
        .join(name);
    if std::env::var_os("UNIARRAY_WRITE_HEADERS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == text, "{name} is not what the lists say");
}

#[test]
fn the_table_in_c_is_the_one_in_rust() {
    is("array_api_table.h", &header::text());
}

#[test]
fn every_function_can_be_called_by_name_in_c() {
    is("array_api_calls.h", &header::calls());
}
