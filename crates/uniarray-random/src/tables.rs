//! What `build/main.rs` computed.

#![allow(clippy::unreadable_literal, reason = "bits of numbers")]

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
