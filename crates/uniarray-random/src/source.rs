//! What random numbers are drawn from.

use crate::bits::{Bits, Engine};

/// A generator, and the second number of a pair that the polar method made.
#[derive(Clone, Debug)]
pub struct Source {
    /// The generator.
    pub engine: Engine,
    /// A normally distributed number that [`legacy`](crate::legacy) has yet to hand out.
    pub gauss: Option<f64>,
}

impl From<Engine> for Source {
    fn from(engine: Engine) -> Source {
        Source { engine, gauss: None }
    }
}

impl Bits for Source {
    #[inline(always)]
    fn next_u64(&mut self) -> u64 {
        self.engine.next_u64()
    }

    #[inline(always)]
    fn next_u32(&mut self) -> u32 {
        self.engine.next_u32()
    }

    #[inline(always)]
    fn next_f64(&mut self) -> f64 {
        self.engine.next_f64()
    }
}

impl Source {
    /// Writes draws to a slice. The usual generator's state stays in registers meanwhile.
    pub(crate) fn fill<T>(&mut self, out: &mut [T], draw: impl Draw<T>) {
        fn each<T, B: Bits>(bits: &mut B, out: &mut [T], draw: impl Draw<T>) {
            for place in out {
                *place = draw.draw(bits);
            }
        }
        match &mut self.engine {
            Engine::Pcg64(engine) => {
                let mut local = *engine;
                each(&mut local, out, draw);
                *engine = local;
            }
            // That of all programs that know no generators.
            Engine::Mt19937(engine) => each(&mut **engine, out, draw),
            other => each(other, out, draw),
        }
    }
}

/// A distribution that is drawn from often, so that it is compiled for the usual generators and for all others.
pub(crate) trait Draw<T> {
    /// One number.
    fn draw<B: Bits>(&self, bits: &mut B) -> T;
}
