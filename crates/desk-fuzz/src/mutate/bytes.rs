//! Flips, cuts, doubles, splices, and bytes that readers stumble over.

use rand::Rng as _;
use rand_chacha::ChaCha8Rng;

/// NUL, line ends, marks of many formats, half a surrogate, a byte order mark, text from right to left.
const NASTY: [&[u8]; 18] = [
    b"\0",
    b"\n",
    b"\r\n",
    b"\"",
    b"\\",
    b",",
    b"&",
    b"=",
    b"%00",
    b"%",
    b"|",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"-1",
    b"99999999999999999999",
    b"\xea\xb0\x80",
];
/// Longest run of one byte.
const RUN_MAX: usize = 70_000;

pub(super) fn mutated(mut input: Vec<u8>, corpus: &[Vec<u8>], dice: &mut ChaCha8Rng) -> Vec<u8> {
    let (from, to) = range(&input, dice);
    match dice.random_range(0..8) {
        0 => {
            if let Some(byte) = input.get_mut(from) {
                *byte ^= 1 << dice.random_range(0..8);
            }
        }
        1 => drop(input.drain(from..to)),
        2 => {
            let twice = input[from..to].to_vec();
            input.splice(to..to, twice);
        }
        3 => input.truncate(from),
        4 => {
            let other = &corpus[dice.random_range(0..corpus.len())];
            let (begin, end) = range(other, dice);
            input.splice(from..to, other[begin..end].iter().copied());
        }
        5 => {
            let length = dice.random_range(1..RUN_MAX);
            let byte = *input.get(from).unwrap_or(&b'a');
            // Rarely: a long input is slow, and one in many is enough.
            let length = if dice.random_bool(0.02) { length } else { length % 64 };
            input.splice(from..from, std::iter::repeat_n(byte, length));
        }
        _ => {
            let nasty = NASTY[dice.random_range(0..NASTY.len())];
            let to = if dice.random_bool(0.5) { from } else { to };
            input.splice(from..to, nasty.iter().copied());
        }
    }
    input
}

/// Some bytes of the input, more often few than many.
fn range(input: &[u8], dice: &mut ChaCha8Rng) -> (usize, usize) {
    let from = dice.random_range(0..=input.len());
    let most = if dice.random_bool(0.8) { 8 } else { input.len() };
    let to = from + dice.random_range(0..=most);
    (from, to.min(input.len()))
}
