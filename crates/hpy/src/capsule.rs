//! Capsules: a pointer with a name, as an object.

use crate::outcome::Outcome;
use crate::trampoline::global_context;
use crate::{Ctx, Handle, Ref, Result, tail};
use hpy_abi::{
    HPyCFunction, HPyCapsule_Destructor, HPyCapsule_key_Name, HPyCapsule_key_Pointer,
    HPyFunc_CAPSULE_DESTRUCTOR, HPyFunc_Capsule_Destructor, cpy_PyObject,
};
use std::ffi::{CStr, c_char, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is done with a capsule's pointer when nobody has the capsule any more.
pub trait Release {
    /// Frees what the pointer points to.
    ///
    /// # Safety
    /// `pointer` is the capsule's, which goes away, and `name` the name that it has at that time, empty for none.
    unsafe fn release(name: &CStr, pointer: *mut c_void);
}

/// The destructor that hosts call.
unsafe extern "C" fn native<R: Release>(name: *const c_char, pointer: *mut c_void, _context: *mut c_void) {
    if pointer.is_null() {
        return;
    }
    // There is nobody to tell of a panic.
    let _ = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: the host calls with what the capsule holds: a name that lives at least as long, or none, and the pointer.
        unsafe {
            let name = if name.is_null() { c"" } else { CStr::from_ptr(name) };
            R::release(name, pointer)
        }
    }));
}

/// The destructor that CPython calls: the host looks up what `native` wants.
unsafe extern "C" fn cpython<R: Release>(capsule: *mut cpy_PyObject) {
    let ctx = global_context();
    // SAFETY: a definition holds functions without their type; the signature says which one it is.
    let function = unsafe { std::mem::transmute::<HPyFunc_Capsule_Destructor, HPyCFunction>(native::<R>) };
    // SAFETY: the host has set the context before it made a capsule; of this signature the record is the capsule itself.
    unsafe {
        ((*ctx).ctx_CallRealFunctionFromTrampoline)(
            ctx,
            HPyFunc_CAPSULE_DESTRUCTOR,
            function,
            capsule.cast(),
        );
    }
}

impl<'c> Ctx<'c> {
    /// A capsule of a pointer, which `R` frees; it need not have a name.
    ///
    /// # Errors
    /// `ValueError` for a null pointer; when there is no memory for the object.
    ///
    /// # Safety
    /// The pointer is what `R` frees, and nobody else frees it while the capsule has a name of which `R` takes care.
    pub unsafe fn capsule<R: Release>(
        self,
        pointer: *mut c_void,
        name: impl Into<Option<&'static CStr>>,
    ) -> Result<Handle<'c>> {
        let destructor = const {
            &HPyCapsule_Destructor {
                cpy_trampoline: Some(cpython::<R>),
                impl_: Some(native::<R>),
            }
        };
        let new = tail::capsule_new(self)?;
        // SAFETY: the context is live, name and destructor live as long as the program; the host only reads the destructor.
        unsafe {
            Outcome::of(
                self,
                new(
                    self.as_ptr(),
                    pointer,
                    address(name.into()),
                    std::ptr::from_ref(destructor).cast_mut(),
                ),
            )
        }
    }
}

/// A name as C has it: null for none.
fn address(name: Option<&CStr>) -> *const c_char {
    name.map_or(std::ptr::null(), CStr::as_ptr)
}

impl Ref<'_, '_> {
    /// Whether this is a capsule of that name, or without one.
    ///
    /// # Errors
    /// What importing `sys` raises, the first time.
    pub fn is_capsule<'n>(self, name: impl Into<Option<&'n CStr>>) -> Result<bool> {
        let is_valid = tail::capsule_is_valid(self.ctx())?;
        // SAFETY: context and handle are live, the name is a C string or null.
        Ok(unsafe { is_valid(self.ctx().as_ptr(), self.raw(), address(name.into())) } != 0)
    }

    /// The pointer of a capsule of that name, or without one.
    ///
    /// # Errors
    /// `ValueError` if this is something else.
    pub fn capsule_pointer<'n>(self, name: impl Into<Option<&'n CStr>>) -> Result<*mut c_void> {
        let get = tail::capsule_get(self.ctx())?;
        // SAFETY: context and handle are live, the name is a C string or null.
        let pointer = unsafe {
            get(
                self.ctx().as_ptr(),
                self.raw(),
                HPyCapsule_key_Pointer,
                address(name.into()),
            )
        };
        match self.ctx().pending_error().filter(|_| pointer.is_null()) {
            Some(error) => Err(error),
            None => Ok(pointer),
        }
    }

    /// Gives a capsule another name, by which others know what was done with its pointer.
    ///
    /// # Errors
    /// `ValueError` if this is no capsule.
    pub fn set_capsule_name(self, name: &'static CStr) -> Result<()> {
        let set = tail::capsule_set(self.ctx())?;
        let value = name.as_ptr().cast_mut().cast();
        // SAFETY: context and handle are live, and the name lives as long as the program.
        let status = unsafe { set(self.ctx().as_ptr(), self.raw(), HPyCapsule_key_Name, value) };
        match self.ctx().pending_error().filter(|_| status < 0) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}
