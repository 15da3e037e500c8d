//! Any of the generators.

use super::{Bits, Mt19937, Pcg64, Philox, Sfc64};

/// Which generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// [`Pcg64`] with the output XSL-RR.
    Pcg64,
    /// [`Pcg64`] with the output DXSM.
    Pcg64Dxsm,
    /// [`Philox`]
    Philox,
    /// [`Sfc64`]
    Sfc64,
    /// [`Mt19937`]
    Mt19937,
}

impl Kind {
    /// By NumPy's name.
    pub fn parse(name: &str) -> Option<Kind> {
        Some(match name {
            "PCG64" => Kind::Pcg64,
            "PCG64DXSM" => Kind::Pcg64Dxsm,
            "Philox" => Kind::Philox,
            "SFC64" => Kind::Sfc64,
            "MT19937" => Kind::Mt19937,
            _ => return None,
        })
    }
}

/// A generator. The usual one is drawn from in place, the others by a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Engine {
    /// [`Kind::Pcg64`]
    Pcg64(Pcg64<false>),
    /// [`Kind::Pcg64Dxsm`]
    Pcg64Dxsm(Pcg64<true>),
    /// [`Kind::Philox`]
    Philox(Philox),
    /// [`Kind::Sfc64`]
    Sfc64(Sfc64),
    /// [`Kind::Mt19937`]
    Mt19937(Box<Mt19937>),
}

impl Engine {
    /// A generator seeded by 64-bit words: four for the PCGs, two for Philox, three for SFC64; for the Mersenne Twister 624 words of 32 bits.
    pub fn seeded(kind: Kind, words: &[u64]) -> Option<Engine> {
        let join = |upper: u64, lower: u64| u128::from(upper) << 64 | u128::from(lower);
        Some(match (kind, words) {
            (Kind::Pcg64, &[a, b, c, d]) => Engine::Pcg64(Pcg64::new(join(a, b), join(c, d))),
            (Kind::Pcg64Dxsm, &[a, b, c, d]) => {
                // Seeded by the steps of the other kind, as NumPy does it.
                let Engine::Pcg64(start) = Engine::seeded(Kind::Pcg64, &[a, b, c, d])? else {
                    return None;
                };
                Engine::Pcg64Dxsm(Pcg64::of_words(start.words()))
            }
            (Kind::Philox, &[a, b]) => Engine::Philox(Philox::new([a, b], [0; 4])),
            (Kind::Sfc64, &[a, b, c]) => Engine::Sfc64(Sfc64::new([a, b, c])),
            (Kind::Mt19937, words) if words.len() == 624 => {
                let words: Vec<u32> = words.iter().map(|word| *word as u32).collect();
                Engine::Mt19937(Box::new(Mt19937::of_key(&words)))
            }
            _ => return None,
        })
    }

    /// The whole state.
    pub fn words(&self) -> Vec<u64> {
        match self {
            Engine::Pcg64(engine) => engine.words().into(),
            Engine::Pcg64Dxsm(engine) => engine.words().into(),
            Engine::Philox(engine) => engine.words().into(),
            Engine::Sfc64(engine) => engine.words().into(),
            Engine::Mt19937(engine) => engine.words(),
        }
    }

    /// Takes over a state; `None` if it has not as many words as [`words`](Engine::words) gives.
    pub fn set_words(&mut self, words: &[u64]) -> Option<()> {
        match self {
            Engine::Pcg64(engine) => *engine = Pcg64::of_words(words.try_into().ok()?),
            Engine::Pcg64Dxsm(engine) => *engine = Pcg64::of_words(words.try_into().ok()?),
            Engine::Philox(engine) => *engine = Philox::of_words(words.try_into().ok()?),
            Engine::Sfc64(engine) => *engine = Sfc64::of_words(words.try_into().ok()?),
            Engine::Mt19937(engine) => **engine = Mt19937::of_words(words.try_into().ok()?),
        }
        Some(())
    }

    /// Moves a PCG on; `None` for the others.
    pub fn advance(&mut self, steps: u128) -> Option<()> {
        match self {
            Engine::Pcg64(engine) => engine.advance(steps),
            Engine::Pcg64Dxsm(engine) => engine.advance(steps),
            _ => return None,
        }
        Some(())
    }

    /// Moves the Mersenne Twister 2^128 words on; `None` for the others.
    pub fn jump(&mut self) -> Option<()> {
        match self {
            Engine::Mt19937(engine) => engine.jump(),
            _ => return None,
        }
        Some(())
    }

    /// What the generator makes in one step: 32 bits of the Mersenne Twister, 64 of the others.
    pub fn next_raw(&mut self) -> u64 {
        match self {
            Engine::Mt19937(engine) => engine.next_u32().into(),
            other => other.next_u64(),
        }
    }

    #[inline(never)]
    fn called_u64(&mut self) -> u64 {
        match self {
            Engine::Pcg64(engine) => engine.next_u64(),
            Engine::Pcg64Dxsm(engine) => engine.next_u64(),
            Engine::Philox(engine) => engine.next_u64(),
            Engine::Sfc64(engine) => engine.next_u64(),
            Engine::Mt19937(engine) => engine.next_u64(),
        }
    }

    #[inline(never)]
    fn called_u32(&mut self) -> u32 {
        match self {
            Engine::Pcg64(engine) => engine.next_u32(),
            Engine::Pcg64Dxsm(engine) => engine.next_u32(),
            Engine::Philox(engine) => engine.next_u32(),
            Engine::Sfc64(engine) => engine.next_u32(),
            Engine::Mt19937(engine) => engine.next_u32(),
        }
    }

    #[inline(never)]
    fn called_f64(&mut self) -> f64 {
        match self {
            Engine::Pcg64(engine) => engine.next_f64(),
            Engine::Pcg64Dxsm(engine) => engine.next_f64(),
            Engine::Philox(engine) => engine.next_f64(),
            Engine::Sfc64(engine) => engine.next_f64(),
            Engine::Mt19937(engine) => engine.next_f64(),
        }
    }
}

impl Bits for Engine {
    #[inline(always)]
    fn next_u64(&mut self) -> u64 {
        match self {
            Engine::Pcg64(engine) => engine.next_u64(),
            other => other.called_u64(),
        }
    }

    #[inline(always)]
    fn next_u32(&mut self) -> u32 {
        match self {
            Engine::Pcg64(engine) => engine.next_u32(),
            other => other.called_u32(),
        }
    }

    #[inline(always)]
    fn next_f64(&mut self) -> f64 {
        match self {
            Engine::Pcg64(engine) => engine.next_f64(),
            other => other.called_f64(),
        }
    }
}
