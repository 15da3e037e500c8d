//! Builders of lists and tuples.

use crate::containers::tuple_of;
use crate::forward::Operation;
use crate::table;
use crate::upcall::ask;
use hpy_abi::{HPy, HPy_ssize_t, HPyContext, HPyListBuilder, HPyTupleBuilder};

/// What a builder points to; null where nothing was set.
type Items = Vec<HPy>;

fn start(size: HPy_ssize_t) -> isize {
    let mut items = Items::new();
    if size < 0 || items.try_reserve_exact(size as usize).is_err() {
        return 0;
    }
    items.resize(size as usize, HPy::NULL);
    Box::into_raw(Box::new(items)) as isize
}

fn set(builder: isize, index: HPy_ssize_t, item: HPy) {
    // SAFETY: the extension passes what `start` gave it.
    if let Some(items) = unsafe { (builder as *mut Items).as_mut() }
        && let Some(place) = items.get_mut(index as usize)
    {
        table::close(std::mem::replace(place, table::duplicate(item)));
    }
}

/// The items; `None` with MemoryError set if the builder could not be made.
fn finish(builder: isize) -> Option<Items> {
    if builder == 0 {
        crate::errors::no_memory();
        return None;
    }
    // SAFETY: the extension gives up what `start` gave it.
    Some(*unsafe { Box::from_raw(builder as *mut Items) })
}

fn cancel(builder: isize) {
    if builder != 0 {
        finish(builder).into_iter().flatten().for_each(table::close);
    }
}

pub unsafe extern "C" fn ctx_ListBuilder_New(_: *mut HPyContext, size: HPy_ssize_t) -> HPyListBuilder {
    HPyListBuilder(start(size))
}

pub unsafe extern "C" fn ctx_ListBuilder_Set(
    _: *mut HPyContext,
    builder: HPyListBuilder,
    index: HPy_ssize_t,
    item: HPy,
) {
    set(builder.0, index, item);
}

pub unsafe extern "C" fn ctx_ListBuilder_Build(_: *mut HPyContext, builder: HPyListBuilder) -> HPy {
    let Some(items) = finish(builder.0) else {
        return HPy::NULL;
    };
    let list = ask(
        Operation::ListFromHandles,
        [items.as_ptr() as isize, items.len() as isize, 0, 0],
    );
    items.into_iter().for_each(table::close);
    list.unwrap_or(HPy::NULL)
}

pub unsafe extern "C" fn ctx_ListBuilder_Cancel(_: *mut HPyContext, builder: HPyListBuilder) {
    cancel(builder.0);
}

pub unsafe extern "C" fn ctx_TupleBuilder_New(_: *mut HPyContext, size: HPy_ssize_t) -> HPyTupleBuilder {
    HPyTupleBuilder(start(size))
}

pub unsafe extern "C" fn ctx_TupleBuilder_Set(
    _: *mut HPyContext,
    builder: HPyTupleBuilder,
    index: HPy_ssize_t,
    item: HPy,
) {
    set(builder.0, index, item);
}

pub unsafe extern "C" fn ctx_TupleBuilder_Build(_: *mut HPyContext, builder: HPyTupleBuilder) -> HPy {
    finish(builder.0).map_or(HPy::NULL, |items| tuple_of(items.into_boxed_slice()))
}

pub unsafe extern "C" fn ctx_TupleBuilder_Cancel(_: *mut HPyContext, builder: HPyTupleBuilder) {
    cancel(builder.0);
}
