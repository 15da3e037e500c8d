//! The ABI tag in the file name of a universal extension.

/// The major version that a file's base name is tagged with: the number after the last `.hpy` that has one.
///
/// `foo.hpy0.so` and `foo.hpy0-cp311-x86_64-linux-gnu.so` are tagged with 0.
pub(crate) fn abi_tag(base_name: &str) -> Option<u32> {
    let tags = base_name.split(".hpy").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..end].parse().ok()
    });
    tags.last()
}
