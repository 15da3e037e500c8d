//! Parsing of arguments against a signature.

use crate::{Args, Ctx, Error, Kwargs, Ref, Result};

/// The parameters of a function; made by [`parse!`](crate::parse).
///
/// Messages are those of NumPy's own functions, which name the function and the argument.
#[doc(hidden)]
pub struct Signature<const N: usize> {
    /// Name of the function.
    pub function: &'static str,
    /// Name of each parameter, and whether it must be given.
    pub parameters: [(&'static str, bool); N],
    /// How many parameters cannot be given by name.
    pub positional_only: usize,
    /// How many parameters can be given by position.
    pub positional: usize,
    /// With this many arguments all that are required are there, if nothing is given by name.
    pub needed: usize,
}

/// The place behind the last required parameter.
#[doc(hidden)]
pub const fn needed(parameters: &[(&str, bool)]) -> usize {
    let mut end = parameters.len();
    while end > 0 && !parameters[end - 1].1 {
        end -= 1;
    }
    end
}

/// A parameter's name in Python: one that is a keyword of Rust is written `r#type`.
#[doc(hidden)]
pub const fn plain(name: &str) -> &str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

impl<const N: usize> Signature<N> {
    /// One argument per parameter; required ones are there.
    #[inline(always)]
    pub fn parse<'a, 'c>(
        &self,
        ctx: Ctx<'c>,
        args: Args<'a, 'c>,
        kwargs: Kwargs<'a, 'c>,
    ) -> Result<[Option<Ref<'a, 'c>>; N]> {
        // The usual call, with what is asked known where it is compiled.
        if kwargs.is_empty() && (self.needed..=self.positional).contains(&args.len()) {
            let mut values = [None; N];
            for (value, arg) in values.iter_mut().zip(args.iter()) {
                *value = Some(arg);
            }
            return Ok(values);
        }
        self.parse_any(ctx, args, kwargs)
    }

    /// [`Signature::parse`] for any call.
    fn parse_any<'a, 'c>(
        &self,
        ctx: Ctx<'c>,
        args: Args<'a, 'c>,
        kwargs: Kwargs<'a, 'c>,
    ) -> Result<[Option<Ref<'a, 'c>>; N]> {
        if args.len() > self.positional {
            return Err(self.too_many(ctx, args.len()));
        }
        let mut values = [None; N];
        for (value, arg) in values.iter_mut().zip(args.iter()) {
            *value = Some(arg);
        }
        if !kwargs.is_empty() {
            kwargs.for_each(|name, value| self.take(ctx, &mut values, name, value))?;
        }
        for (index, (value, (name, required))) in values.iter().zip(&self.parameters).enumerate() {
            if *required && value.is_none() {
                return Err(self.missing(ctx, index, name));
            }
        }
        Ok(values)
    }

    /// Puts a keyword argument where it belongs.
    fn take<'a, 'c>(
        &self,
        ctx: Ctx<'c>,
        values: &mut [Option<Ref<'a, 'c>>; N],
        name: &str,
        value: Ref<'a, 'c>,
    ) -> Result<()> {
        let function = self.function;
        let by_name = self.parameters.iter().enumerate().skip(self.positional_only);
        let Some((index, _)) = by_name.into_iter().find(|(_, parameter)| parameter.0 == name) else {
            let message = format_args!("{function}() got an unexpected keyword argument '{name}'");
            return Err(ctx.type_error(message));
        };
        if values[index].is_some() {
            let message = format_args!(
                "argument for {function}() given by name ('{name}') and position (position {index})"
            );
            return Err(ctx.type_error(message));
        }
        values[index] = Some(value);
        Ok(())
    }

    #[cold]
    fn too_many(&self, ctx: Ctx<'_>, given: usize) -> Error {
        let (function, most) = (self.function, self.positional);
        let least = self.parameters[..most]
            .iter()
            .filter(|(_, required)| *required)
            .count();
        let verb = if given == 1 { "was" } else { "were" };
        if least == most {
            ctx.type_error(format_args!(
                "{function}() takes {most} positional arguments but {given} {verb} given"
            ))
        } else {
            ctx.type_error(format_args!(
                "{function}() takes from {least} to {most} positional arguments but {given} {verb} given"
            ))
        }
    }

    #[cold]
    fn missing(&self, ctx: Ctx<'_>, index: usize, name: &str) -> Error {
        let function = self.function;
        if index < self.positional_only {
            ctx.type_error(format_args!(
                "{function}() missing required positional argument {index}"
            ))
        } else {
            ctx.type_error(format_args!(
                "{function}() missing required argument '{name}' (pos {index})"
            ))
        }
    }
}

/// Binds the arguments of a call to names, with Python's notation for the parameters: `name` is required
/// (a [`Ref`](crate::Ref)), `name?` may be missing (an `Option<Ref>`), `/` ends those that are positional only and `*`
/// begins those that are keyword only. Returns from the function with `TypeError` when the arguments do not fit.
///
/// ```no_run
/// use hpy::{Args, Ctx, Handle, Kwargs, Object, Result};
///
/// fn zeros<'c>(ctx: Ctx<'c>, args: Args<'_, 'c>, kwargs: Kwargs<'_, 'c>) -> Result<usize> {
///     hpy::parse!(ctx, "zeros"(shape, dtype?, *, order?), args, kwargs);
///     assert!(dtype.is_none() && order.is_none());
///     shape.len()
/// }
/// ```
#[macro_export]
macro_rules! parse {
    ($ctx:expr, $function:literal($($parameters:tt)*), $args:expr, $kwargs:expr) => {
        $crate::parse!(@munch [$ctx, $function, $args, $kwargs] [] [] [] $($parameters)*);
    };
    // State: [call] [parameters so far] [before the slash] [before the star] rest
    (@munch $call:tt [$($seen:tt)*] [] [] / $(, $($rest:tt)*)?) => {
        $crate::parse!(@munch $call [$($seen)*] [$($seen)*] [] $($($rest)*)?);
    };
    (@munch $call:tt [$($seen:tt)*] $slash:tt [] * , $($rest:tt)*) => {
        $crate::parse!(@munch $call [$($seen)*] $slash [only $($seen)*] $($rest)*);
    };
    (@munch $call:tt [$($seen:tt)*] $slash:tt $star:tt $name:ident ? $(, $($rest:tt)*)?) => {
        $crate::parse!(@munch $call [$($seen)* ($name false)] $slash $star $($($rest)*)?);
    };
    (@munch $call:tt [$($seen:tt)*] $slash:tt $star:tt $name:ident $(, $($rest:tt)*)?) => {
        $crate::parse!(@munch $call [$($seen)* ($name true)] $slash $star $($($rest)*)?);
    };
    (@munch $call:tt [$($seen:tt)*] $slash:tt []) => {
        $crate::parse!(@bind $call [$($seen)*] $slash [only $($seen)*]);
    };
    (@munch $call:tt $seen:tt $slash:tt $star:tt) => {
        $crate::parse!(@bind $call $seen $slash $star);
    };
    (@bind [$ctx:expr, $function:literal, $args:expr, $kwargs:expr] [$(($name:ident $required:tt))*]
        [$(($before_slash:ident $_s:tt))*] [only $(($before_star:ident $_t:tt))*]) => {
        let [$($name),*] = {
            const PARAMETERS: &[(&str, bool)] = &[$((stringify!($name), $required)),*];
            const SIGNATURE: &$crate::Signature<{ PARAMETERS.len() }> = &$crate::Signature {
                function: $function,
                parameters: [$(($crate::plain(stringify!($name)), $required)),*],
                positional_only: { const NAMES: &[&str] = &[$(stringify!($before_slash)),*]; NAMES.len() },
                positional: { const NAMES: &[&str] = &[$(stringify!($before_star)),*]; NAMES.len() },
                needed: $crate::needed(PARAMETERS),
            };
            SIGNATURE.parse($ctx, $args, $kwargs)?
        };
        $($crate::parse!(@required $name $required);)*
    };
    (@required $name:ident true) => {
        let Some($name) = $name else { unreachable!("the parser has raised for a missing argument") };
    };
    (@required $name:ident false) => {};
}
