//! Tuples, lists and dictionaries: making them, and walking through them.

use crate::outcome::Outcome;
use crate::{AsHandle, Ctx, Error, Exc, Handle, IntoHandle, Object, Ref, Result};

/// Declares a builder for a sequence of known length.
macro_rules! builder {
    ($(#[$doc:meta])* $name:ident($raw:ident): $new:ident $set:ident $build:ident $cancel:ident) => {
        $(#[$doc])*
        pub struct $name<'c> {
            ctx: Ctx<'c>,
            raw: hpy_abi::$raw,
            filled: usize,
            length: usize,
        }

        impl<'c> $name<'c> {
            /// Room for `length` items.
            pub fn new(ctx: Ctx<'c>, length: usize) -> Result<Self> {
                let size = ctx.signed(length)?;
                let raw = ctx.as_ptr();
                // SAFETY: the context is live. A null builder is one that reports its error when built.
                let raw = unsafe { ((*raw).$new)(raw, size) };
                Ok($name { ctx, raw, filled: 0, length })
            }

            /// Adds an item.
            ///
            /// # Panics
            /// When `length` items are there already.
            pub fn push(&mut self, item: impl IntoHandle<'c>) -> Result<()> {
                assert!(self.filled < self.length, "more items than announced");
                let item = item.into_handle(self.ctx)?;
                let raw = self.ctx.as_ptr();
                // SAFETY: context, builder and item are live, and the index is below the builder's length.
                unsafe { ((*raw).$set)(raw, self.raw, self.filled.cast_signed(), item.as_ref().raw()) };
                self.filled += 1;
                Ok(())
            }

            /// The sequence.
            ///
            /// # Panics
            /// When fewer than `length` items are there.
            pub fn build(self) -> Result<Handle<'c>> {
                assert!(self.filled == self.length, "fewer items than announced");
                // Building takes the builder even when it fails, so it must not be cancelled after.
                let this = std::mem::ManuallyDrop::new(self);
                let raw = this.ctx.as_ptr();
                // SAFETY: context and builder are live, all items are set; the result is ours.
                unsafe { Outcome::of(this.ctx, ((*raw).$build)(raw, this.raw)) }
            }
        }

        impl Drop for $name<'_> {
            fn drop(&mut self) {
                let raw = self.ctx.as_ptr();
                // SAFETY: context and builder are live; `build` forgets the builder that it took.
                unsafe { ((*raw).$cancel)(raw, self.raw) }
            }
        }
    };
}

builder! {
    /// A tuple under construction; dropping it unfinished is fine.
    TupleBuilder(HPyTupleBuilder):
        ctx_TupleBuilder_New ctx_TupleBuilder_Set ctx_TupleBuilder_Build ctx_TupleBuilder_Cancel
}

builder! {
    /// A list under construction; dropping it unfinished is fine.
    ListBuilder(HPyListBuilder):
        ctx_ListBuilder_New ctx_ListBuilder_Set ctx_ListBuilder_Build ctx_ListBuilder_Cancel
}

impl<'c> Ctx<'c> {
    /// A `tuple`.
    pub fn tuple<I>(self, items: I) -> Result<Handle<'c>>
    where
        I: IntoIterator<Item: IntoHandle<'c>, IntoIter: ExactSizeIterator>,
    {
        let items = items.into_iter();
        let mut tuple = TupleBuilder::new(self, items.len())?;
        for item in items {
            tuple.push(item)?;
        }
        tuple.build()
    }

    /// A `list`.
    pub fn list<I>(self, items: I) -> Result<Handle<'c>>
    where
        I: IntoIterator<Item: IntoHandle<'c>, IntoIter: ExactSizeIterator>,
    {
        let items = items.into_iter();
        let mut list = ListBuilder::new(self, items.len())?;
        for item in items {
            list.push(item)?;
        }
        list.build()
    }

    /// An empty `dict`.
    pub fn dict(self) -> Result<Handle<'c>> {
        let raw = self.as_ptr();
        // SAFETY: the context is live, the result is ours.
        unsafe { Outcome::of(self, ((*raw).ctx_Dict_New)(raw)) }
    }
}

impl<'a, 'c> Ref<'a, 'c> {
    /// Appends to a list.
    ///
    /// # Errors
    /// `TypeError` when this is no list.
    pub fn append(self, item: impl AsHandle<'c>) -> Result<()> {
        if !self.is_list() {
            return Err(self.ctx().type_error("expected a list"));
        }
        let raw = self.ctx().as_ptr();
        // SAFETY: context and handles are live, and this is a list.
        unsafe {
            Outcome::of(
                self.ctx(),
                ((*raw).ctx_List_Append)(raw, self.raw(), item.as_ref().raw()),
            )
        }
    }

    /// The items of a dictionary's `items()`, as a list of pairs.
    pub fn dict_items(self) -> Result<Handle<'c>> {
        let items = self.call_method(c"items", ())?;
        self.ctx().builtin_type(crate::Type::List).call((items,))
    }

    /// Iterates as `for` does. Tuples and lists are walked by index, which needs no iterator object.
    pub fn iter(self) -> Result<Iter<'a, 'c>> {
        let source = if self.is_tuple() {
            Source::Tuple(self, self.len()?)
        } else if self.is_list() {
            Source::List(self)
        } else {
            Source::Iterator(self.ctx().builtin(c"iter")?.call((self,))?)
        };
        Ok(Iter { source, next: 0 })
    }
}

impl<'c> Handle<'c> {
    /// Iterates as `for` does; see [`Ref::iter`].
    pub fn iter(&self) -> Result<Iter<'_, 'c>> {
        self.as_ref().iter()
    }
}

/// An iteration over a Python object. After an error it goes on with whatever comes next.
pub struct Iter<'a, 'c> {
    source: Source<'a, 'c>,
    next: usize,
}

enum Source<'a, 'c> {
    Tuple(Ref<'a, 'c>, usize),
    /// A list may change its length at any step.
    List(Ref<'a, 'c>),
    Iterator(Handle<'c>),
}

impl<'c> Iterator for Iter<'_, 'c> {
    type Item = Result<Handle<'c>>;

    fn next(&mut self) -> Option<Self::Item> {
        let (sequence, length) = match &self.source {
            Source::Tuple(tuple, length) => (*tuple, *length),
            Source::List(list) => match list.len() {
                Ok(length) => (*list, length),
                Err(error) => return Some(Err(error)),
            },
            Source::Iterator(iterator) => return advance(iterator).transpose(),
        };
        let index = self.next;
        (index < length).then(|| {
            self.next += 1;
            sequence.item(index.cast_signed())
        })
    }
}

/// `next(iterator)`, `None` at its end.
fn advance<'c>(iterator: &Handle<'c>) -> Result<Option<Handle<'c>>, Error> {
    iterator
        .ctx()
        .ignore(iterator.call_method(c"__next__", ()), Exc::StopIteration)
}
