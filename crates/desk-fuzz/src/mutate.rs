//! Breaking a document: by bytes, and where it is JSON by its structure.

mod bytes;
mod json;

use rand::Rng as _;
use rand_chacha::ChaCha8Rng;

/// How often one document is broken at most.
const TIMES_MAX: usize = 5;

/// A document of the corpus, broken at least once.
pub(crate) fn mutated(corpus: &[Vec<u8>], dice: &mut ChaCha8Rng) -> Vec<u8> {
    let mut input = corpus[dice.random_range(0..corpus.len())].clone();
    for _ in 0..dice.random_range(1..=TIMES_MAX) {
        let by_structure = dice.random_bool(0.5);
        let broken = by_structure.then(|| json::mutated(&input, dice)).flatten();
        input = broken.unwrap_or_else(|| bytes::mutated(input, corpus, dice));
    }
    input
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;

    #[test]
    fn the_same_dice_break_the_same_way() {
        let corpus = vec![br#"{"a":[1,{"b":"c"}]}"#.to_vec(), b"a=1&b=2".to_vec()];
        let made = |seed| mutated(&corpus, &mut ChaCha8Rng::seed_from_u64(seed));
        let all: std::collections::BTreeSet<_> = (0..200).map(made).collect();
        assert!(all.len() > 150, "{} different inputs of 200", all.len());
        assert_eq!(made(7), made(7));
    }
}
