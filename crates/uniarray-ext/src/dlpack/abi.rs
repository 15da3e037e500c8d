//! The C structs of DLPack 1.1, <https://dmlc.github.io/dlpack/latest/c_api.html>.

use std::ffi::{CStr, c_void};

/// The host's memory, `kDLCPU`.
pub const CPU: i32 = 1;
/// The elements must not be written, `DLPACK_FLAG_BITMASK_READ_ONLY`.
pub const READ_ONLY: u64 = 1;
/// The producer made a copy for this consumer, `DLPACK_FLAG_BITMASK_IS_COPIED`.
pub const IS_COPIED: u64 = 2;

/// `DLDevice`
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Device {
    pub kind: i32,
    pub id: i32,
}

/// `DLDataType`: family, bits of an element, elements that make a vector.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DataType {
    pub code: u8,
    pub bits: u8,
    pub lanes: u16,
}

/// `DLTensor`; strides count elements, and may be null for C order.
#[repr(C)]
pub struct Tensor {
    pub data: *mut c_void,
    pub device: Device,
    pub ndim: i32,
    pub dtype: DataType,
    pub shape: *mut i64,
    pub strides: *mut i64,
    pub byte_offset: u64,
}

/// `DLPackVersion`
#[repr(C)]
pub struct Version {
    pub major: u32,
    pub minor: u32,
}

/// The version of what is written here.
pub const VERSION: Version = Version { major: 1, minor: 1 };

/// `DLManagedTensor`, which consumers from before version 1 take.
#[repr(C)]
pub struct Managed {
    pub tensor: Tensor,
    pub manager_ctx: *mut c_void,
    pub deleter: Option<unsafe extern "C" fn(*mut Managed)>,
}

/// `DLManagedTensorVersioned`
#[repr(C)]
pub struct Versioned {
    pub version: Version,
    pub manager_ctx: *mut c_void,
    pub deleter: Option<unsafe extern "C" fn(*mut Versioned)>,
    pub flags: u64,
    pub tensor: Tensor,
}

/// One of the two structs that capsules hold.
pub trait Shared: Sized {
    /// Of a capsule whose pointer nobody has taken over.
    const NAME: &'static CStr;
    /// Of one whose pointer somebody has.
    const USED: &'static CStr;

    /// A struct with everything in its place.
    fn new(tensor: Tensor, flags: u64, owner: *mut c_void) -> Self;
    /// What the producer wants to have back.
    fn owner(&self) -> *mut c_void;
    /// The producer's function that frees it.
    fn deleter(&self) -> Option<unsafe extern "C" fn(*mut Self)>;
    /// The array.
    fn tensor(&self) -> &Tensor;
    /// Whether the elements must not be written.
    fn read_only(&self) -> bool;
    /// Whether the layout behind the first members is known: the version comes first in every one.
    fn understood(&self) -> bool;
}

impl Shared for Managed {
    const NAME: &'static CStr = c"dltensor";
    const USED: &'static CStr = c"used_dltensor";

    fn new(tensor: Tensor, _flags: u64, owner: *mut c_void) -> Self {
        Managed {
            tensor,
            manager_ctx: owner,
            deleter: Some(super::export::released::<Managed>),
        }
    }

    fn owner(&self) -> *mut c_void {
        self.manager_ctx
    }

    fn deleter(&self) -> Option<unsafe extern "C" fn(*mut Self)> {
        self.deleter
    }

    fn tensor(&self) -> &Tensor {
        &self.tensor
    }

    /// There is no flag for it: NumPy and others take such memory as read-only.
    fn read_only(&self) -> bool {
        true
    }

    fn understood(&self) -> bool {
        true
    }
}

impl Shared for Versioned {
    const NAME: &'static CStr = c"dltensor_versioned";
    const USED: &'static CStr = c"used_dltensor_versioned";

    fn new(tensor: Tensor, flags: u64, owner: *mut c_void) -> Self {
        Versioned {
            version: VERSION,
            manager_ctx: owner,
            deleter: Some(super::export::released::<Versioned>),
            flags,
            tensor,
        }
    }

    fn owner(&self) -> *mut c_void {
        self.manager_ctx
    }

    fn deleter(&self) -> Option<unsafe extern "C" fn(*mut Self)> {
        self.deleter
    }

    fn tensor(&self) -> &Tensor {
        &self.tensor
    }

    fn read_only(&self) -> bool {
        self.flags & READ_ONLY != 0
    }

    fn understood(&self) -> bool {
        self.version.major == VERSION.major
    }
}
