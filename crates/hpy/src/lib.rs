//! Safe handles over the HPy universal ABI, for extension authors.
