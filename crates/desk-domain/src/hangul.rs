//! Initial consonants (초성), so that `ㅎㄱㄷ` finds 홍길동.

const FIRST_SYLLABLE: u32 = 0xAC00;
const LAST_SYLLABLE: u32 = 0xD7A3;
/// Syllables that share one initial consonant: 21 vowels × 28 endings.
const SYLLABLES_PER_INITIAL: u32 = 21 * 28;
const INITIALS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ',
    'ㅌ', 'ㅍ', 'ㅎ',
];

/// Each Hangul syllable as its initial consonant; every other character unchanged.
#[must_use]
pub fn initials(text: &str) -> String {
    text.chars().map(initial).collect()
}

fn initial(letter: char) -> char {
    let code = u32::from(letter);
    if !(FIRST_SYLLABLE..=LAST_SYLLABLE).contains(&code) {
        return letter;
    }
    let index = (code - FIRST_SYLLABLE) / SYLLABLES_PER_INITIAL;
    usize::try_from(index).ok().and_then(|index| INITIALS.get(index)).copied().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_their_initials() {
        assert_eq!(initials("홍길동"), "ㅎㄱㄷ");
        assert_eq!(initials("가힣"), "ㄱㅎ");
        assert_eq!(initials("쌍둥이 Lee"), "ㅆㄷㅇ Lee");
    }
}
