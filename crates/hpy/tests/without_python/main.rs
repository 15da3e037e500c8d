//! Tests on a host without Python, which watches every handle.

mod handles;
mod mock;
mod payloads;
