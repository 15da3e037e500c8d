//! Streams that NumPy 2.5.5 gave for the seed 0, so that the crate is held to them without any interpreter.

use crate::distributions::ziggurat;
use crate::{Bits, Engine, Kind, Mt19937, Source, generate, pool};

fn source() -> Source {
    let words = generate(&pool(&[0], 4), 8);
    let words: Vec<u64> = words
        .chunks_exact(2)
        .map(|pair| u64::from(pair[0]) | u64::from(pair[1]) << 32)
        .collect();
    Engine::seeded(Kind::Pcg64, &words).expect("four words").into()
}

#[test]
fn the_ziggurats_give_numpys_bits() {
    let sum64 = |values: &[f64]| {
        values
            .iter()
            .fold(0u64, |sum, value| sum.wrapping_add(value.to_bits()))
    };
    let sum32 = |values: &[f32]| values.iter().map(|value| u64::from(value.to_bits())).sum::<u64>();
    let (mut wide, mut narrow) = (vec![0f64; 100_000], vec![0f32; 100_000]);
    ziggurat::normal_fill(&mut source(), &mut wide);
    assert_eq!(sum64(&wide), 0x6C56_E48A_3C3D_1900);
    ziggurat::exponential_fill(&mut source(), &mut wide);
    assert_eq!(sum64(&wide), 0xAED4_895A_65FC_18A1);
    ziggurat::normal_fill_f32(&mut source(), &mut narrow);
    assert_eq!(sum32(&narrow), 0xC16F_8811_71EF);
    ziggurat::exponential_fill_f32(&mut source(), &mut narrow);
    assert_eq!(sum32(&narrow), 0x6035_0AEF_AE99);
}

#[test]
fn a_state_is_taken_over_whole() {
    let kinds = [
        (Kind::Pcg64, 4),
        (Kind::Pcg64Dxsm, 4),
        (Kind::Philox, 2),
        (Kind::Sfc64, 3),
        (Kind::Mt19937, 624),
    ];
    for (kind, count) in kinds {
        let seed: Vec<u64> = (1..=count).collect();
        let mut engine = Engine::seeded(kind, &seed).expect("a seed of that length");
        engine.next_u32();
        let mut other = Engine::seeded(kind, &vec![0; count as usize]).expect("a seed of that length");
        other.set_words(&engine.words()).expect("a state of that length");
        assert_eq!(engine, other);
        assert_eq!(engine.next_u32(), other.next_u32(), "{kind:?}");
        assert_eq!(engine.set_words(&[0]), None);
    }
}

#[test]
fn advancing_is_drawing() {
    let mut drawn = source().engine;
    let mut advanced = drawn.clone();
    for _ in 0..1000 {
        drawn.next_u64();
    }
    advanced.advance(1000).expect("a PCG");
    assert_eq!(drawn, advanced);
}

#[test]
fn the_twister_is_that_of_its_authors() {
    // The first numbers of `mt19937ar.c` after `init_by_array({0x123, 0x234, 0x345, 0x456})`.
    let mut twister = Mt19937::of_array(&[0x123, 0x234, 0x345, 0x456]);
    let first: [u32; 5] = std::array::from_fn(|_| twister.next_u32());
    assert_eq!(
        first,
        [
            1_067_595_299,
            955_945_823,
            477_289_528,
            4_107_218_783,
            4_228_976_476
        ]
    );
}
