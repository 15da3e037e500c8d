//! Arguments of a call, as the interpreter passes them.

use crate::{Ctx, Object, Ref, Result};
use hpy_abi::HPy;

/// Positional arguments: a thin view of the interpreter's own array.
#[derive(Clone, Copy)]
pub struct Args<'a, 'c> {
    ctx: Ctx<'c>,
    raw: &'a [HPy],
}

impl<'a, 'c> Args<'a, 'c> {
    /// Looks at raw arguments.
    ///
    /// # Safety
    /// The handles belong to this very context, are not null and stay open for `'a`.
    #[inline(always)]
    pub unsafe fn from_raw(ctx: Ctx<'c>, raw: &'a [HPy]) -> Self {
        Args { ctx, raw }
    }

    /// No arguments.
    #[inline(always)]
    pub(crate) fn none(ctx: Ctx<'c>) -> Self {
        Args { ctx, raw: &[] }
    }

    /// The raw handles.
    pub(crate) fn raw(self) -> &'a [HPy] {
        self.raw
    }

    /// How many there are.
    #[inline]
    pub fn len(self) -> usize {
        self.raw.len()
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.raw.is_empty()
    }

    /// The argument at a position.
    #[inline]
    pub fn get(self, index: usize) -> Option<Ref<'a, 'c>> {
        // SAFETY: `from_raw`.
        self.raw
            .get(index)
            .map(|&raw| unsafe { Ref::from_raw(self.ctx, raw) })
    }

    /// All of them in order.
    #[inline]
    pub fn iter(self) -> impl ExactSizeIterator<Item = Ref<'a, 'c>> {
        // SAFETY: `from_raw`.
        self.raw
            .iter()
            .map(move |&raw| unsafe { Ref::from_raw(self.ctx, raw) })
    }

    /// Without the first `n`.
    pub fn skip(self, n: usize) -> Self {
        Args {
            ctx: self.ctx,
            raw: &self.raw[n.min(self.raw.len())..],
        }
    }

    /// Exactly `N` arguments, for functions that take no others.
    ///
    /// # Errors
    /// `TypeError`, naming `function`.
    pub fn exactly<const N: usize>(self, function: &str) -> Result<[Ref<'a, 'c>; N]> {
        if self.len() != N {
            let plural = if N == 1 { "argument" } else { "arguments" };
            let given = self.len();
            let message = format_args!("{function}() takes exactly {N} {plural} ({given} given)");
            return Err(self.ctx.type_error(message));
        }
        // SAFETY: `from_raw`; the length was checked.
        Ok(std::array::from_fn(|index| unsafe {
            Ref::from_raw(self.ctx, self.raw[index])
        }))
    }
}

/// Keyword arguments: a tuple of names (or none) and as many values.
#[derive(Clone, Copy)]
pub struct Kwargs<'a, 'c> {
    names: Option<Ref<'a, 'c>>,
    values: Args<'a, 'c>,
}

impl<'a, 'c> Kwargs<'a, 'c> {
    /// Pairs names with values. `names` is a tuple of as many `str` as there are values.
    #[inline(always)]
    pub(crate) fn new(names: Option<Ref<'a, 'c>>, values: Args<'a, 'c>) -> Self {
        Kwargs { names, values }
    }

    /// None.
    #[inline(always)]
    pub fn none(ctx: Ctx<'c>) -> Self {
        Kwargs::new(None, Args::none(ctx))
    }

    /// How many there are.
    #[inline]
    pub fn len(self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.values.is_empty()
    }

    /// Calls `visit` with each name and value, until it fails.
    pub fn for_each<E: From<crate::Error>>(
        self,
        mut visit: impl FnMut(&str, Ref<'a, 'c>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(names) = self.names else { return Ok(()) };
        for (index, value) in self.values.iter().enumerate() {
            let name = names.item(index.cast_signed())?;
            visit(name.as_str()?, value)?;
        }
        Ok(())
    }

    /// Raises the `TypeError` of a function that takes no keywords, if there are any.
    pub fn none_for(self, function: &str) -> Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        let message = format_args!("{function}() takes no keyword arguments");
        Err(self.values.ctx.type_error(message))
    }

    /// The names, if any.
    pub fn names(self) -> Option<Ref<'a, 'c>> {
        self.names
    }
}

impl<'c> Kwargs<'_, 'c> {
    /// As a `dict`, for passing them on.
    pub fn to_dict(self) -> Result<crate::Handle<'c>> {
        let dict = self.values.ctx.dict()?;
        if let Some(names) = self.names {
            for (index, value) in self.values.iter().enumerate() {
                dict.setitem(names.item(index.cast_signed())?, value)?;
            }
        }
        Ok(dict)
    }
}
